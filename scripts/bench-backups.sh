#!/usr/bin/env bash
# Measures verifying, shipping, restoring and drilling a log of many records, beside pg_dump and pg_restore of the same
# records in the product's own table, in one run. Arguments: how many records (1000000), how many rounds (3).
set -euo pipefail
cd "$(dirname "$0")/.."
records=${1:-1000000}
rounds=${2:-3}
eaf=$PWD/.build/release/eaf
bench=$PWD/.build/release/eaf-bench
postgres=/usr/lib/postgresql/15/bin
work=$(mktemp -d)
chmod 755 "$work"
server=
as_postgres() { if [ "$(id -u)" -eq 0 ]; then setpriv --reuid=postgres --regid=postgres --clear-groups "$@"; else "$@"; fi; }
finish() {
    [ -z "$server" ] || as_postgres "$postgres/pg_ctl" -D "$work/pg/data" -m immediate stop >/dev/null 2>&1 || true
    rm -rf "$work"
}
trap finish EXIT
export LOG_LEVEL=error EAF_BACKUP_KEY= PORT=0
unset EAF_BACKUP_KEY

# Runs a command, quietly, and leaves its wall-clock seconds in $seconds.
timed() {
    local start end
    sync -f "$work"
    start=$(date +%s.%N)
    "$@" >"$work/out" 2>"$work/err" || { cat "$work/out" "$work/err" >&2; echo "failed: $*" >&2; exit 1; }
    end=$(date +%s.%N)
    seconds=$(echo "$end - $start" | bc)
}
median() { printf '%s\n' "$@" | sort -n | sed -n "$((($# + 1) / 2))p"; }
size() { du -sb --apparent-size "$1" | cut -f1; }
row() { printf '%-58s %s\n' "$1" "$2"; }

echo "making a log of $records records, and the same with 1 % more"
"$bench" log "$work" "$records" $((records / 100))
bytes=$(cat "$work"/base/eventlog/segments/*.jsonl | wc -c)
row "log" "$records records, $((bytes / 1000000)) MB, $((bytes / records)) bytes a record"
at() { echo --eventlog-dir "$work/$1/eventlog" --data-dir "$work/$1/.data"; }
# The tree is made and signed once, as a server does while the log grows; the signing key is one and the same.
# shellcheck disable=SC2046
timed "$eaf" log checkpoint $(at base)
row "integrate and sign the whole log" "$seconds s"
cp "$work/base/.data/signing.key" "$work/grown/.data/"
# shellcheck disable=SC2046
timed "$eaf" log checkpoint $(at grown)
key=$("$eaf" log key $(at base))

# Starts a server on a folder, leaves the seconds until it answers in $seconds, and stops it.
port=18473
answering() {
    local start pid
    start=$(date +%s.%N)
    PORT=$port EAF_EVENTLOG_DIR=$1/eventlog EAF_DATA_DIR=$1/.data EAF_WORKER=false "$eaf" serve >"$work/out" 2>"$work/err" &
    pid=$!
    until curl -fs -m 2 -o /dev/null "http://127.0.0.1:$port/api/v1/health"; do
        kill -0 "$pid" || { cat "$work/out" "$work/err" >&2; exit 1; }
        sleep 0.01
    done
    seconds=$(echo "$(date +%s.%N) - $start" | bc)
    kill "$pid" && wait "$pid" || true
}
# A server that ran for seven eighths of the time leaves its snapshot: as a rule one is at most 50,000 records old.
answering "$work/early"
mkdir -p "$work/base/.data/snapshots" && cp "$work"/early/.data/snapshots/* "$work/base/.data/snapshots/"
rm -rf "$work/early"

mkdir -p "$work/pg/sock"
[ "$(id -u)" -ne 0 ] || chown -R postgres "$work/pg"
as_postgres "$postgres/initdb" -D "$work/pg/data" -A trust >/dev/null
as_postgres "$postgres/pg_ctl" -D "$work/pg/data" -w -l "$work/pg/log" \
    -o "-k $work/pg/sock -c listen_addresses='' -c shared_buffers=512MB -c max_wal_size=4GB" start >/dev/null
server=yes
query() { as_postgres "$postgres/psql" -h "$work/pg/sock" -d postgres -qAtc "$1"; }
# The table that the log has in Postgres.
query "create schema eventlog"
as_postgres "$postgres/psql" -h "$work/pg/sock" -d postgres -qf - <eventlog/postgres/0001-records.sql
cat "$work"/base/eventlog/segments/*.jsonl | sed 's/\\/\\\\/g' | awk '{ print NR "\t" $0 }' |
    as_postgres "$postgres/psql" -h "$work/pg/sock" -d postgres -qc "copy eventlog.records from stdin"
query "vacuum analyze eventlog.records"

# A drill is recorded in the log that it is of: not in the one that goes on being shipped.
cp -a "$work/base" "$work/drilled"

verify=() ship=() grow=() restore=() answer=() replay=() drill=() dump=() back=()
middle=$((records * 9 / 10))
for round in $(seq "$rounds"); do
    to=$work/backup.$round
    # shellcheck disable=SC2046
    timed "$eaf" log verify --mode full $(at base); verify+=("$seconds")
    # shellcheck disable=SC2046
    timed "$eaf" ship --to "$to" $(at base); ship+=("$seconds")
    timed as_postgres "$postgres/pg_dump" -h "$work/pg/sock" -Fc -f "$work/pg/dump" postgres; dump+=("$seconds")
    full=$(size "$to")
    rm -rf "$work/restored"
    timed "$eaf" restore --from "$to" --into "$work/restored" --until "$middle" --key "$key" --reason mesure --keys-from "$work/base/.data"; restore+=("$seconds")
    restored=$seconds
    answering "$work/restored"; answer+=("$(echo "$restored + $seconds" | bc)")
    # The same once more, without what the first start left.
    rm -rf "$work/restored/.data/snapshots" "$work/restored/eventlog/index"
    answering "$work/restored"; replay+=("$(echo "$restored + $seconds" | bc)")
    query "drop database if exists back" && query "create database back"
    timed as_postgres "$postgres/pg_restore" -h "$work/pg/sock" -j 2 -d back "$work/pg/dump"; back+=("$seconds")
    # shellcheck disable=SC2046
    timed "$eaf" drill --from "$to" --key "$key" $(at drilled); drill+=("$seconds")
    touch "$work/mark"
    mkdir -p "$work/grown/.data/ship" && cp "$work"/base/.data/ship/* "$work/grown/.data/ship/" 2>/dev/null || true
    # shellcheck disable=SC2046
    timed "$eaf" ship --to "$to" $(at grown); grow+=("$seconds")
    moved=$(find "$to" -type f -newer "$work/mark" -printf '%s\n' | awk '{ sum += $1 } END { print sum + 0 }')
    [ "$round" -eq "$rounds" ] || rm -rf "$to"
done
rate() { echo "$(echo "$bytes / 1000000 / $1" | bc) MB/s"; }
v=$(median "${verify[@]}") s=$(median "${ship[@]}") g=$(median "${grow[@]}") r=$(median "${restore[@]}")
a=$(median "${answer[@]}") b=$(median "${replay[@]}") d=$(median "${drill[@]}") pd=$(median "${dump[@]}") pr=$(median "${back[@]}")
echo "medians of $rounds rounds, all in turn"
row "eaf log verify --mode full" "$v s, $(rate "$v")"
row "eaf ship, everything" "$s s, $(rate "$s"), $((full / 1000000)) MB in the backup"
row "pg_dump -Fc" "$pd s, $(($(stat -c %s "$work/pg/dump") / 1000000)) MB"
row "eaf ship, 1 % more records" "$g s, $moved bytes moved, $(echo "scale=2; 100 * $moved / $full" | bc) % of the backup"
row "eaf restore --until 90 %, verified" "$r s, $(rate "$r")"
row "pg_restore -j 2" "$pr s"
row "eaf restore against pg_restore" "$(echo "scale=2; $r / $pr" | bc)"
row "  and answering, from a snapshot in the backup" "$a s, against pg_restore $(echo "scale=2; $a / $pr" | bc)"
row "  and answering, without one: all replayed" "$b s, against pg_restore $(echo "scale=2; $b / $pr" | bc)"
row "eaf drill: restore, verify, replay, compare" "$d s, $(rate "$d")"
