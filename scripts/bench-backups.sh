#!/usr/bin/env bash
# Measures verifying, shipping, restoring and drilling a log of many records, beside pg_dump and pg_restore of the same
# records, in one run. Arguments: how many records (1000000), how many rounds (3).
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

mkdir -p "$work/pg/sock"
[ "$(id -u)" -ne 0 ] || chown -R postgres "$work/pg"
as_postgres "$postgres/initdb" -D "$work/pg/data" -A trust >/dev/null
as_postgres "$postgres/pg_ctl" -D "$work/pg/data" -w -l "$work/pg/log" \
    -o "-k $work/pg/sock -c listen_addresses='' -c shared_buffers=512MB -c max_wal_size=4GB" start >/dev/null
server=yes
query() { as_postgres "$postgres/psql" -h "$work/pg/sock" -d postgres -qAtc "$1"; }
query "create table records (position bigint primary key, record text not null)"
cat "$work"/base/eventlog/segments/*.jsonl | sed 's/\\/\\\\/g' | awk '{ print NR "\t" $0 }' |
    as_postgres "$postgres/psql" -h "$work/pg/sock" -d postgres -qc "copy records from stdin"
query "vacuum analyze records"

verify=() ship=() grow=() restore=() drill=() dump=() back=()
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
    timed "$eaf" restore --from "$to" --into "$work/restored" --until "$middle" --key "$key" --reason mesure; restore+=("$seconds")
    query "drop database if exists back" && query "create database back"
    timed as_postgres "$postgres/pg_restore" -h "$work/pg/sock" -j 2 -d back "$work/pg/dump"; back+=("$seconds")
    # shellcheck disable=SC2046
    timed "$eaf" drill --from "$to" --key "$key" $(at base); drill+=("$seconds")
    touch "$work/mark"
    mkdir -p "$work/grown/.data/ship" && cp "$work"/base/.data/ship/* "$work/grown/.data/ship/" 2>/dev/null || true
    # shellcheck disable=SC2046
    timed "$eaf" ship --to "$to" $(at grown); grow+=("$seconds")
    moved=$(find "$to" -type f -newer "$work/mark" -printf '%s\n' | awk '{ sum += $1 } END { print sum + 0 }')
    [ "$round" -eq "$rounds" ] || rm -rf "$to"
done
rate() { echo "$(echo "$bytes / 1000000 / $1" | bc) MB/s"; }
v=$(median "${verify[@]}") s=$(median "${ship[@]}") g=$(median "${grow[@]}") r=$(median "${restore[@]}")
d=$(median "${drill[@]}") pd=$(median "${dump[@]}") pr=$(median "${back[@]}")
echo "medians of $rounds rounds, all in turn"
row "eaf log verify --mode full" "$v s, $(rate "$v")"
row "eaf ship, everything" "$s s, $(rate "$s"), $((full / 1000000)) MB in the backup"
row "pg_dump -Fc" "$pd s, $(($(stat -c %s "$work/pg/dump") / 1000000)) MB"
row "eaf ship, 1 % more records" "$g s, $moved bytes moved, $(echo "scale=2; 100 * $moved / $full" | bc) % of the backup"
row "eaf restore --until 90 %, verified" "$r s, $(rate "$r")"
row "pg_restore -j 2" "$pr s"
row "eaf restore against pg_restore" "$(echo "scale=2; $r / $pr" | bc)"
row "eaf drill: restore, verify, replay, compare" "$d s, $(rate "$d")"
