#!/bin/bash
# run.sh SERVER: holds every message of the server against the protocol, with the capabilities of VS Code,
# Neovim, Emacs and a client that asks for diagnostics; then once more with VS Code's own library.
set -eu

HERE=$(dirname "$(realpath "$0")")
REPO=$(realpath "$HERE/../../..")
EDITORS=${ATTEST_EDITORS_DIR:-$HOME/.cache/attest-editors}
SERVER=$(realpath "$1")

[ -f "$EDITORS/stamp" ] || { echo "the editors are not installed: run tests/editors/install.sh" >&2; exit 1; }
RUN=$(mktemp -d)
trap 'rm -rf "$RUN"' EXIT
cp -r "$REPO/editors/vscode/sample" "$RUN/sample"

ATTEST_SERVER="$SERVER serve --stdio" ATTEST_WORKSPACE="$RUN/sample" PYTHONDONTWRITEBYTECODE=1 \
  timeout 300 "$EDITORS/venv/bin/python" -m pytest -q -p no:cacheprovider --timeout 60 \
  -W error::pytest_lsp.LspSpecificationWarning "$HERE" </dev/null

(cd "$REPO/editors/vscode" && timeout 60 node "$HERE/client.mjs" "$SERVER" "$RUN/sample" </dev/null)
