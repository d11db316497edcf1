#!/bin/bash
# Makes .venv hold what a lock says, and the project itself, editable. Costs nothing
# where that has been done. There is one .venv for all purposes: run.txt has the very
# versions of develop.txt, so what is there for running is a part of what is there for
# developing, and a person who only wants the demonstration downloads half.
# Usage: set-up-python.sh run|develop
set -euo pipefail
cd "$(dirname "$0")/.."
lock=requirements/${1:?run or develop}.txt

fingerprint() { sha256sum "requirements/$1.txt" pyproject.toml | sha256sum | cut -d' ' -f1; }
is_set_up() { [ "$(cat ".venv/set-up-$1" 2>/dev/null)" = "$(fingerprint "$1")" ]; }

if ! .venv/bin/python -c '' 2>/dev/null; then
    python=$(installer/find-python.sh)
    echo "Making .venv with $("$python" --version)"
    "$python" -m venv --clear .venv
fi
if is_set_up "$1" || { [ "$1" = run ] && is_set_up develop; }; then
    exit 0
fi

echo "Installing $lock into .venv"
pip() { .venv/bin/python -m pip --disable-pip-version-check --quiet "$@"; }
pip install --require-hashes --requirement "$lock"
# Nothing unlocked is fetched: the build backend came with the lock.
pip install --no-deps --no-build-isolation --no-index --editable .
fingerprint "$1" >".venv/set-up-$1"
