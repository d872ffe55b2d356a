#!/bin/bash
# run.sh [SERVER] [SHOTS]: the editor tests: packs the VS Code extension, then plays the scene in the
# real VS Code, Neovim 0.11, Neovim 0.7 and Emacs with this server, after holding its messages
# against the protocol (default: the debug build). Installs the
# editors first if need be. Anything missing is a failure, nothing is skipped.
set -eu

HERE=$(dirname "$(realpath "$0")")
REPO=$(realpath "$HERE/../..")
SERVER=$(realpath "${1:-$REPO/target/debug/attest-ls}")
SHOTS=${2:-${TMPDIR:-/tmp}/attest-shots}

"$SERVER" --version
bash "$HERE/install.sh"
if [ ! -d "$REPO/editors/vscode/node_modules" ]; then
  (cd "$REPO/editors/vscode" && npm ci --no-audit --no-fund </dev/null)
fi
(cd "$REPO/editors/vscode" && rm -f ./*.vsix && npm run --silent package </dev/null)

bash "$HERE/protocol/run.sh" "$SERVER"
bash "$HERE/emacs/run.sh" "$SERVER"
bash "$HERE/neovim/run.sh" "$SERVER"
bash "$HERE/vscode/run.sh" "$REPO"/editors/vscode/attest-*.vsix "$SERVER" "$SHOTS"
