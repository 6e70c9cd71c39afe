#!/usr/bin/env bash
# Runs all tests of the last `swift build --build-tests`. In CI a skipped test is a failure.
set -uo pipefail
cd "$(dirname "$0")/.."

output=$(mktemp)
trap 'rm -f "$output"' EXIT
swift test --skip-build "$@" 2>&1 | tee "$output"
status=${PIPESTATUS[0]}
if [ -n "${CI:-}" ] && grep -qE '(Test|Suite) .* skipped|with [1-9][0-9]* skipped' "$output"; then
    echo "a test was skipped; in CI that is a failure" >&2
    exit 1
fi
exit "$status"
