#!/bin/bash
# run.sh VSIX SERVER [SHOTS]: plays the scene in a fresh VS Code with the packed extension and a copy
# of the sample workspace. Exit code 0 = everything was seen. Screenshots go to SHOTS.
# tests/editors/pictures.sh takes the pictures of the READMEs with it.
set -eu

HERE=$(dirname "$(realpath "$0")")
REPO=$(realpath "$HERE/../../..")
EDITORS=${ATTEST_EDITORS_DIR:-$HOME/.cache/attest-editors}
VSIX=$(realpath "$1")
SERVER=$(realpath "$2")
SHOTS=${3:-${TMPDIR:-/tmp}/attest-shots}
SHOTS=$(mkdir -p "$SHOTS" && realpath "$SHOTS")
PORT=${PORT:-8931}

[ -f "$EDITORS/stamp" ] || { echo "the editors are not installed: run tests/editors/install.sh" >&2; exit 1; }
export PATH="$EDITORS/node24/node_modules/node/bin:$PATH"
# No gallery: nothing may be fetched from outside.
export EXTENSIONS_GALLERY='{"serviceUrl":""}'

RUN=$(mktemp -d)
HOST=
stop() {
  [ -z "$HOST" ] || kill -- "-$HOST" 2>/dev/null || true
  [ -z "$HOST" ] || wait "$HOST" 2>/dev/null || true
  HOST=
}
cleanup() {
  stop
  rm -rf "$RUN"
}
trap cleanup EXIT

printf 'bind-addr: 127.0.0.1:%s\nauth: none\ncert: false\n' "$PORT" >"$RUN/config.yaml"
CODE_SERVER=("$EDITORS/cs/node_modules/.bin/code-server" --config "$RUN/config.yaml" --user-data-dir "$RUN/user" --extensions-dir "$RUN/extensions")
mkdir -p "$RUN/extensions"
timeout 120 "${CODE_SERVER[@]}" --install-extension "$VSIX" >"$RUN/install.log" 2>&1 || { cat "$RUN/install.log" >&2; exit 1; }

start() {
  setsid timeout 400 "${CODE_SERVER[@]}" --disable-telemetry --disable-update-check --disable-workspace-trust \
    --disable-getting-started-override >"$RUN/code-server.log" 2>&1 </dev/null &
  HOST=$!
  curl -sf --retry 120 --retry-delay 1 --retry-connrefused --max-time 5 "http://127.0.0.1:$PORT/healthz" >/dev/null || { cat "$RUN/code-server.log" >&2; exit 1; }
}

# The drives find playwright-core beside themselves.
mkdir -p "$RUN/scripts" && cp "$HERE"/*.mjs "$RUN/scripts/" && ln -s "$EDITORS/pw/node_modules" "$RUN/scripts/node_modules"

# play DRIVE SERVER-PATH: one drive in its own copy of the workspace, and in a VS Code that remembers nothing of the
# windows and settings of the drive before.
play() {
  local folder="$RUN/$1/peace-talks" code=0
  rm -rf "${RUN:?}/$1" "$RUN/user"
  mkdir -p "$RUN/$1" "$RUN/user/User" "$RUN/user/Machine"
  cp -r "${WORKSPACE:-$REPO/tests/fixtures/peace-talks}" "$folder"
  # A path of this machine belongs in the machine's settings: the window is a remote one to VS Code.
  printf '{"attest.server.path": "%s"}\n' "$2" >"$RUN/user/Machine/settings.json"
  cat >"$RUN/user/User/settings.json" <<JSON
{
  "attest.hover.maxQuotes": 1,
  "chat.disableAIFeatures": true,
  "editor.gotoLocation.multipleDefinitions": "goto",
  "editor.hover.delay": 100,
  "editor.minimap.enabled": false,
  "editor.wordWrap": "on",
  "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": false,
  "extensions.ignoreRecommendations": true,
  "files.autoSave": "off",
  "security.workspace.trust.enabled": false,
  "telemetry.telemetryLevel": "off",
  "workbench.enableExperiments": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.startupEditor": "none"
}
JSON
  export USER_SETTINGS="$RUN/user/User/settings.json"
  start
  timeout 300 node "$RUN/scripts/$1.mjs" "http://127.0.0.1:$PORT" "$folder" "$HERE/../scene.json" "$SHOTS" || code=1
  if [ "$code" -ne 0 ]; then
    tail -20 "$RUN/code-server.log" >&2
    find "$RUN/user/logs" -name '*Attest*.log' -exec tail -n 40 {} + >&2
  fi
  stop
  return "$code"
}

# A window that VS Code itself does not finish opening (seen once in CI: the editor shows, its folders never do)
# says nothing about the extension: a drive that fails is played again from the start, once, and says so.
twice() {
  play "$@" || { echo "the drive $1 failed; once more in a new VS Code" >&2; play "$@"; }
}

# ONLY names one of the drives.
[ -n "${ONLY:-}" ] && { play "$ONLY" "$SERVER"; exit; }
twice drive "$SERVER"
twice folders "$SERVER"
twice no-server "$RUN/no-such-server"
echo "screenshots: $SHOTS"
