#!/bin/bash
# Writes the locks in requirements/ from pyproject.toml: every version with the hashes
# of all its files, for Python 3.11 to 3.13 on every platform, and without the address
# of any index. Versions stay where they are unless --upgrade is given.
set -euo pipefail
cd "$(dirname "$0")/.."

tools=build/venv-lock
if ! "$tools/bin/uv" --version >/dev/null 2>&1; then
    "$(installer/find-python.sh)" -m venv --clear "$tools"
    "$tools/bin/pip" install --quiet --require-hashes -r requirements/lock.txt
fi

lock() {
    local name=$1
    shift
    "$tools/bin/uv" pip compile pyproject.toml --quiet \
        --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-emit-find-links --no-sources \
        --custom-compile-command "make lock" \
        --output-file "requirements/$name.txt" "$@"
}

lock run --group build "$@"
# The others hold the versions of run.txt, so they can be laid over it.
lock develop --group develop --constraints requirements/run.txt "$@"
lock bundle --group bundle --constraints requirements/run.txt "$@"
# uv itself, without the program.
"$tools/bin/uv" pip compile --quiet --group lock \
    --universal --python-version 3.11 --generate-hashes \
    --no-emit-index-url --no-emit-find-links --no-sources \
    --custom-compile-command "make lock" \
    --output-file requirements/lock.txt "$@"
