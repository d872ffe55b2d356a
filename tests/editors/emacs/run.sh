#!/bin/bash
# run.sh SERVER: plays the scene in Emacs, in batch, with Eglot and a copy of the sample workspace.
set -eu

HERE=$(dirname "$(realpath "$0")")
REPO=$(realpath "$HERE/../../..")
SERVER=$(realpath "$1")
command -v emacs >/dev/null || { echo "emacs is not installed: run tests/editors/install.sh" >&2; exit 1; }

RUN=$(mktemp -d)
trap 'rm -rf "$RUN"' EXIT
cp -r "${WORKSPACE:-$REPO/tests/fixtures/peace-talks}" "$RUN/peace-talks"
mkdir "$RUN/home"
emacs --version | head -1
HOME="$RUN/home" ATTEST_SERVER="$SERVER" ATTEST_WORKSPACE="$RUN/peace-talks" ATTEST_PLUGIN="$REPO/editors/emacs" \
  ATTEST_SCENE="$HERE/../scene.json" timeout 120 emacs -q --batch -l "$HERE/test.el" </dev/null
