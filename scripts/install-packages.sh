#!/usr/bin/env bash
# Installs the Debian packages that are missing. Arguments: groups, any of run, test, bench, deb.
set -euo pipefail

packages_run=(pkg-config fonts-dejavu-core fonts-linuxlibertine libargon2-dev libcurl4-openssl-dev libhunspell-dev hunspell-fr
    libpango1.0-dev libpq-dev libsqlite3-dev libstemmer-dev libzstd-dev poppler-utils tesseract-ocr tesseract-ocr-fra util-linux)
packages_test=(chromium chromium-l10n fonts-dejavu-core fonts-liberation prometheus curl jq zstd age strace sqlite3 openssl postgresql-15
    pgbouncer python3-cryptography python3-jsonschema
    python3-venv radosgw ceph-mon ceph-osd caddy dpkg-dev man-db nginx-light python3-yaml shellcheck systemd)
packages_screens=(pngquant)
packages_bench=(wrk bc curl postgresql-15)
packages_deb=(binutils dpkg-dev lintian man-db mmdebstrap python3 systemd-container)

missing=()
for group in "$@"; do
    declare -n packages="packages_$group"
    for package in "${packages[@]}"; do
        status=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
        [ "$status" = installed ] || missing+=("$package")
    done
done
[ ${#missing[@]} -eq 0 ] && exit 0

echo "installing: ${missing[*]}" >&2
as_root=()
[ "$(id -u)" -eq 0 ] || as_root=(sudo)
export DEBIAN_FRONTEND=noninteractive
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
