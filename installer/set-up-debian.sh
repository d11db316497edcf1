#!/bin/bash
# Installs those of the project's Debian packages that are missing: as root, or with a
# sudo that asks nothing. Otherwise it prints the one line to run, and stops.
# Usage: set-up-debian.sh run|test|bundle
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)

case ${1:-} in
    run) purposes="run" ;;
    test) purposes="run test" ;;
    bundle) purposes="run bundle" ;;
    *) echo "usage: $0 run|test|bundle" >&2; exit 2 ;;
esac

wanted=$(awk -v purposes="$purposes" '
    BEGIN { split(purposes, list); for (i in list) chosen[list[i]] }
    $1 in chosen { print $2 }' "$here/debian-packages.txt")

if ! command -v dpkg-query >/dev/null; then
    echo "This is not Debian: see installer/debian-packages.txt for what is needed." >&2
    exit 0
fi

# Provided names count too: other releases have other packages for the same thing.
present=$(dpkg-query --show \
    --showformat='${db:Status-Abbrev} ${Package}\n${db:Status-Abbrev} ${Provides}\n' \
    | awk '/^[ih]i/ { for (i = 2; i <= NF; i++) { sub(/,$/, "", $i); print $i } }')
missing=$(comm -23 <(sort -u <<<"$wanted") <(sort -u <<<"$present") | xargs)
[ -n "$missing" ] || exit 0

if [ "$(id -u)" -eq 0 ]; then
    as_root=()
elif sudo -n true 2>/dev/null; then
    as_root=(sudo)
else
    echo "Some packages of the system are missing. Run this line, then try again:" >&2
    echo "sudo apt-get update && sudo apt-get install --yes --no-install-recommends $missing" >&2
    exit 1
fi

echo "Installing packages of the system: $missing"
export DEBIAN_FRONTEND=noninteractive
log=$(mktemp)
trap 'rm -f "$log"' EXIT
read -ra packages <<<"$missing"
if ! { "${as_root[@]}" apt-get update &&
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install --yes --no-install-recommends "${packages[@]}"; } >"$log" 2>&1; then
    tail -n 30 "$log" >&2
    exit 1
fi
