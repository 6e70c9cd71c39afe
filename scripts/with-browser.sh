#!/usr/bin/env bash
# Runs a Python program with Playwright (which drives Debian's chromium) and axe-core, both from PyPI, in a folder of their own.
#
#   scripts/with-browser.sh Tests/Browser/run.py --only login
set -euo pipefail
cd "$(dirname "$0")/.."

environment=.build/browser-tools
if ! [ -e "$environment/.ready" ]; then
    /usr/bin/python3 -m venv "$environment"
    "$environment/bin/python3" -m pip install --quiet --disable-pip-version-check 'playwright==1.65.2' 'axe-playwright-python==0.1.8'
    touch "$environment/.ready"
fi
export PYTHONDONTWRITEBYTECODE=1
exec "$environment/bin/python3" "$@"
