#!/bin/bash
# run.sh SERVER [PICTURE]: the sourcing report of the sample notes in headless Chromium: accessible (axe-core)
# light, dark, narrow and unfolded; asking for nothing from outside; usable by mouse and keyboard; whole in print.
# With PICTURE, takes the README's picture anew: bash tests/report/run.sh target/release/attest-ls tests/report/report.png
set -eu
HERE=$(dirname "$(realpath "$0")")
SERVER=$(realpath "$1")
PICTURE=${2:+$(realpath -m "$2")}
AXE=4.14.1
DIR=$(realpath "${ATTEST_EDITORS_DIR:-$HOME/.cache/attest-editors}") # made by tests/editors/install.sh

if [ "$(cat "$DIR/axe/stamp" 2>/dev/null)" != "$AXE" ]; then
  echo "[report] axe-core $AXE"
  mkdir -p "$DIR/axe"
  [ -f "$DIR/axe/package.json" ] || echo '{"private":true}' >"$DIR/axe/package.json"
  (cd "$DIR/axe" && timeout 300 npm install --no-audit --no-fund --no-progress "axe-core@$AXE" </dev/null >npm.log 2>&1) ||
    { tail -20 "$DIR/axe/npm.log" >&2; exit 1; }
  echo "$AXE" >"$DIR/axe/stamp"
fi

WORK=$(mktemp -d)
trap 'rm -rf "$WORK"' EXIT
(cd "$HERE/../fixtures/peace-talks" && "$SERVER" report -o "$WORK/report.html")
cp "$HERE/drive.mjs" "$WORK/"
ln -s "$DIR/pw/node_modules" "$WORK/node_modules"
PATH="$DIR/node24/node_modules/node/bin:$PATH" timeout 200 \
  node "$WORK/drive.mjs" "$WORK/report.html" "$DIR/axe/node_modules/axe-core/axe.min.js" ${PICTURE:+"$PICTURE"}
