#!/usr/bin/env bash
# Runs all tests of the last `swift build --build-tests`, one target after another: those that start servers and child
# processes have time limits of their own, and get the machine to themselves. In CI a skipped test is a failure.
set -uo pipefail
cd "$(dirname "$0")/.."

# The tests of the log in Postgres need servers, which live as long as the tests.
[ -n "${TEST_DATABASE_URL:-}" ] || exec scripts/with-postgres.sh scripts/run-tests.sh
# Backups are tried against an S3 service that is not ours.
[ -n "${TEST_S3_ENDPOINT:-}" ] || exec scripts/with-s3.sh scripts/run-tests.sh
# Clients of model providers are tried against servers that are not ours.
[ -n "${TEST_LLMOCK_URL:-}" ] || exec scripts/with-llm.sh scripts/run-tests.sh

output=$(mktemp)
trap 'rm -f "$output"' EXIT
status=0

run() {
    swift test --skip-build "$@" 2>&1 | tee -a "$output"
    [ "${PIPESTATUS[0]}" -eq 0 ] || status=1
}

run --filter '^PostgresTests\.'
run --filter '^EventsTests\.'
run --filter '^ProjectionsTests\.'
# All targets that have no line of their own.
run --skip '^(Postgres|Events|Projections|Replay|API|EndToEnd)Tests\.'
run --filter '^ReplayTests\.' --no-parallel
run --filter '^APITests\.' --no-parallel
run --filter '^EndToEndTests\.' --no-parallel

# The pages, in a real browser: on one server with its log in files, then on two nodes behind nginx, over Postgres and S3.
for nodes in "" --nodes; do
    scripts/with-browser.sh Tests/Browser/run.py ${nodes:+"$nodes"} 2>&1 | tee -a "$output"
    [ "${PIPESTATUS[0]}" -eq 0 ] || status=1
done

if [ -n "${CI:-}" ] && grep -qE '^[^"]*(Test|Suite) ("[^"]*"|[^ "]+) skipped' "$output"; then
    echo "a test was skipped; in CI that is a failure" >&2
    status=1
fi
tests=$(grep -oE '(Test run with [0-9]+ tests?|Browser run with [0-9]+ scenarios?)' "$output" | awk '{ sum += $4 } END { print sum + 0 }')
# What failed stands at the end once more, however long the output was.
failures=$(grep -E '^(✘ (Test|Scenario) |↳ )|Fatal error|unexpected signal' "$output" | grep -vE '^(✘ Test run with|↳ (Testing Library Version|Target Platform):)' | cut -c1-400)
[ -z "$failures" ] || printf '\nWhat failed:\n%s\n' "$failures"
failed=$(grep -cE '^✘ (Test .* failed after|Scenario )' <<<"$failures")
echo "$((tests - failed)) passed, $failed failed"
exit "$status"
