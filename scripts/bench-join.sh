#!/usr/bin/env bash
# Measures how soon a new node serves, joining a log in Postgres with empty folders: from the snapshot that the database keeps, and
# folding the whole log when there is none; in turn, in one run. Arguments: records (200000), rounds (5).
# Build first: eaf and eaf-bench, in release mode.
#
#   scripts/with-postgres.sh scripts/bench-join.sh
set -euo pipefail
cd "$(dirname "$0")/.."
records=${1:-200000}
rounds=${2:-5}
eaf=$PWD/.build/release/eaf
database=join_$$
work=$(mktemp -d)
server=
leave() {
    [ -z "$server" ] || kill "$server" 2>/dev/null || true
    wait
    server=
}
finish() {
    leave
    psql -XAtqc "DROP DATABASE IF EXISTS $database WITH (FORCE)" "$TEST_DATABASE_URL"
    rm -rf "$work"
}
trap finish EXIT
export LOG_LEVEL=error EAF_WORKER=false PORT=0
psql -XAtqc "CREATE DATABASE $database" "$TEST_DATABASE_URL"
url=${TEST_DATABASE_URL%/*}/$database

.build/release/eaf-bench log "$work" "$records" 1
"$eaf" log import "$work/base/eventlog" --vault "$work/base/.data/vault" --into "$url" >"$work/import"

# Prints the seconds from the start of the process to its first answer, in folders that are empty but for the keys.
join() {
    local node=$work/node
    rm -rf "$node"
    (umask 077 && mkdir -p "$node/data")
    cp -p "$work/base/.data/master.key" "$node/data/"
    [ ! -e "$work/signing.key" ] || cp -p "$work/signing.key" "$node/data/"
    DATABASE_URL=$url EAF_EVENTLOG_DIR=$node/eventlog EAF_DATA_DIR=$node/data "$eaf" serve >"$node/out" 2>"$node/err" &
    server=$!
    local began=$EPOCHREALTIME
    until grep -q http "$node/out"; do
        kill -0 "$server" || { cat "$node/err" >&2; exit 70; }
        sleep 0.005
    done
    curl -fs -o /dev/null "$(grep -o 'http://[0-9.:]*' "$node/out")/api/v1/health/ready"
    echo "$EPOCHREALTIME $began" | awk '{ print $1 - $2 }'
    cp -p "$node/data/signing.key" "$work/"
}
for _ in $(seq "$rounds"); do
    psql -XAtqc 'DELETE FROM eventlog.snapshots' "$url"
    join >>"$work/whole"
    # Stopping, it leaves its snapshot in the database.
    leave
    join >>"$work/snapshot"
    leave
done
median() { sort -n "$1" | sed -n "$(((rounds + 1) / 2))p"; }
whole=$(median "$work/whole") snapshot=$(median "$work/snapshot")
echo "a new node on $records records answers after $snapshot s from a snapshot, $whole s without one: $(awk "BEGIN { printf \"%.2f\", $snapshot / $whole }") (medians of $rounds)"
