#!/usr/bin/env bash
# Checks the description of the API with a validator that Debian 12 does not package: from PyPI, in a folder of its own.
set -euo pipefail
cd "$(dirname "$0")/.."

environment=.build/openapi-check
if ! [ -x "$environment/bin/python3" ] || ! "$environment/bin/python3" -c 'import openapi_spec_validator' 2>/dev/null; then
    /usr/bin/python3 -m venv "$environment"
    "$environment/bin/pip" install --quiet --disable-pip-version-check 'openapi-spec-validator==0.9.0' jsonschema
fi
exec "$environment/bin/python3" scripts/check-openapi.py
