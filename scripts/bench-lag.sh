#!/usr/bin/env bash
# Measures how old the first record is that a backup has not got yet, while a server records as many reports of vitals as it can
# take from 4 connections. Argument: seconds (30). Build first: eaf and eaf-bench, in release mode.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-30}
eaf=$PWD/.build/release/eaf
work=$(mktemp -d)
pids=()
finish() {
    for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null && wait "$pid" || true; done
    rm -rf "$work"
}
trap finish EXIT
export LOG_LEVEL=error
mkdir "$work/backup"
at=(--eventlog-dir "$work/eventlog" --data-dir "$work/data")

BENCH_FOLDER=$work "$PWD/.build/release/eaf-bench" serve >"$work/port" 2>"$work/server" &
pids+=($!)
until [ -s "$work/port" ]; do sleep 0.05; done
url=http://127.0.0.1:$(head -1 "$work/port")/api/v1/metrics/vitals
cat >"$work/vitals.lua" <<'LUA'
wrk.method = "POST"
wrk.body = '{"name":"LCP","value":1834.5,"path":"/atelier-ecrit"}'
wrk.headers["Content-Type"] = "application/json"
LUA
curl -fs -o /dev/null -H 'Content-Type: application/json' -d '{"name":"LCP","value":1834.5,"path":"/atelier-ecrit"}' "$url"
"$eaf" ship --follow --to "$work/backup" "${at[@]}" >"$work/ship" 2>&1 &
pids+=($!)
sleep 2

wrk -t1 -c4 -d"${seconds}s" -s "$work/vitals.lua" "$url" >"$work/wrk" &
load=$!
while kill -0 "$load" 2>/dev/null; do
    "$eaf" ship --status --json --to "$work/backup" "${at[@]}" | jq '.ageSeconds // 0' >>"$work/ages" || true
    sleep 0.1
done
wait "$load"
count=$(wc -l <"$work/ages")
rank() { sort -n "$work/ages" | sed -n "$(((count * $1 + 99) / 100))p"; }
grep -E 'requests in|Requests/sec|Non-2xx' "$work/wrk"
echo "age of the first record that was not shipped, $count samples: median $(rank 50) s, p99 $(rank 99) s, highest $(rank 100) s"
