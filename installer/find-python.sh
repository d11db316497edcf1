#!/bin/bash
# Prints the Python that the project is set up with: the first of those it is made for
# that can make a virtual environment (Debian's cannot without python3-venv).
set -euo pipefail

for python in "${PYTHON:-}" python3.11 python3.12 python3.13 python3; do
    [ -n "$python" ] || continue
    if "$python" - 2>/dev/null <<'PYTHON'; then
import sys
import ensurepip
import venv
sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))
PYTHON
        command -v "$python"
        exit 0
    fi
done
echo "No Python 3.11, 3.12 or 3.13 that can make a virtual environment was found." >&2
echo "Name one: make PYTHON=/path/to/python3.11 ..." >&2
exit 1
