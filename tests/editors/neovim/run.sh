#!/bin/bash
# run.sh SERVER: plays the scene in Neovim 0.11 and 0.7 with the plugin as it is shipped and a copy of
# the sample workspace. Exit code 0 = everything was seen.
set -eu

HERE=$(dirname "$(realpath "$0")")
REPO=$(realpath "$HERE/../../..")
EDITORS=${ATTEST_EDITORS_DIR:-$HOME/.cache/attest-editors}
SERVER=$(realpath "$1")

[ -f "$EDITORS/stamp" ] || { echo "the editors are not installed: run tests/editors/install.sh" >&2; exit 1; }

RUN=$(mktemp -d)
trap 'rm -rf "$RUN"' EXIT
# Nothing of the user's own Neovim; and the server on the PATH, as a user has it.
mkdir "$RUN/bin" && ln -s "$SERVER" "$RUN/bin/attest-ls"
export PATH="$RUN/bin:$PATH" HOME="$RUN/home" XDG_CONFIG_HOME="$RUN/config" XDG_DATA_HOME="$RUN/data" XDG_STATE_HOME="$RUN/state" XDG_CACHE_HOME="$RUN/cache"
mkdir -p "$HOME" "$XDG_CACHE_HOME/nvim" "$XDG_STATE_HOME/nvim" "$XDG_DATA_HOME/nvim"

# play NVIM TEST
play() {
  rm -rf "$RUN/peace-talks" "$RUN/neovim"
  cp -r "${WORKSPACE:-$REPO/tests/fixtures/peace-talks}" "$RUN/peace-talks"
  cp -r "$REPO/editors/neovim" "$RUN/neovim" # a copy: helptags writes into it
  echo "$("$1" --version | head -1), $2"
  export ATTEST_WORKSPACE="$RUN/peace-talks" ATTEST_SCENE="$HERE/../scene.json" ATTEST_TESTS="$HERE" ATTEST_PLUGIN="$RUN/neovim"
  if ! timeout 120 "$1" --clean --headless --cmd "set rtp^=$RUN/neovim noswapfile" -c "luafile $HERE/$2" </dev/null; then
    find "$RUN" -name '*lsp*.log' -exec tail -n 40 {} + >&2
    return 1
  fi
}

play "$EDITORS/venv/bin/nvim" test_011.lua
play /usr/bin/nvim test_07.lua
