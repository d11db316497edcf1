#!/bin/bash
# Builds dist/ttedesktop: a folder whose two programs run on a machine without Python.
# Then starts them with an empty environment and signs, so that a missing part shows
# here and not in an office.
set -euo pipefail
cd "$(dirname "$0")/../.."
installer/set-up-python.sh bundle
.venv/bin/pyinstaller --noconfirm --log-level WARN \
    --workpath build/pyinstaller --distpath dist installer/pyinstaller/ttedesktop.spec

room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
cp -r dist/ttedesktop "$room/program"
cd "$room"
alone() { env -i HOME="$room" LANG=C.UTF-8 PATH=/usr/bin:/bin "$@"; }
alone program/ttedesktop --version
# The tools of the demonstration (SoftHSM, pkcs11-tool) are the system's; Python is not
# asked for, and the folder was moved away from where it was built.
alone program/ttedesktop demo --headless --output result
echo "dist/ttedesktop: $(du -sh program | cut -f1)"
