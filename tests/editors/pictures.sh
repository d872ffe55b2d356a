#!/bin/bash
# pictures.sh [SERVER]: plays the scene in VS Code and takes the pictures of the READMEs anew.
set -eu

HERE=$(dirname "$(realpath "$0")")
REPO=$(realpath "$HERE/../..")
SERVER=$(realpath "${1:-$REPO/target/release/attest-ls}")
SHOTS=$(mktemp -d)
trap 'rm -rf "$SHOTS"' EXIT

(cd "$REPO/editors/vscode" && rm -f ./*.vsix && npm run --silent package </dev/null)
bash "$HERE/vscode/run.sh" "$REPO"/editors/vscode/attest-*.vsix "$SERVER" "$SHOTS"
mkdir -p "$REPO/editors/pictures"
for picture in hover evidence quick-fix misquote completion-citation report; do
  cp "$SHOTS/$picture.png" "$REPO/editors/pictures/$picture.png"
done
cp "$SHOTS/hover.png" "$REPO/editors/vscode/images/hover.png"
