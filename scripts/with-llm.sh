#!/usr/bin/env bash
# Runs a command beside servers that are not ours and speak the interfaces of model providers: llmock and stubllm from PyPI, in a
# folder of their own, on loopback. The command finds TEST_LLMOCK_URL and TEST_STUBLLM_URL.
#
#   scripts/with-llm.sh swift test --filter ProviderPeerTests
set -euo pipefail
cd "$(dirname "$0")/.."

environment=.build/llm-peers
if ! [ -x "$environment/bin/stubllm" ] || ! [ -x "$environment/bin/llmock" ]; then
    /usr/bin/python3 -m venv "$environment"
    "$environment/bin/pip" install --quiet --disable-pip-version-check 'llmock==0.2.2' 'stubllm==0.1.5'
fi
bin=$PWD/$environment/bin

folder=$(mktemp -d)
pids=()
stop() {
    [ ${#pids[@]} -eq 0 ] || kill "${pids[@]}" 2>/dev/null || true
    wait 2>/dev/null || true
    rm -rf "$folder"
}
trap stop EXIT

cat >"$folder/fixtures.yaml" <<'YAML'
fixtures:
  - name: mot
    match: {}
    response:
      content: '{"mot":"oui"}'
YAML

read -r first second < <(/usr/bin/python3 -c '
import socket
sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(2)]
print(*[s.getsockname()[1] for s in sockets])')
# Started by the interpreter: the scripts of an environment name the folder in which it was made.
"$bin/python3" -m llmock.cli serve --port "$first" >"$folder/llmock.log" 2>&1 &
pids+=($!)
"$bin/python3" -c 'from stubllm.cli import cli; cli()' serve --port "$second" --fixture-file "$folder/fixtures.yaml" >"$folder/stubllm.log" 2>&1 &
pids+=($!)
export TEST_LLMOCK_URL=http://127.0.0.1:$first TEST_STUBLLM_URL=http://127.0.0.1:$second
for url in "$TEST_LLMOCK_URL/health" "$TEST_STUBLLM_URL/health"; do
    for _ in $(seq 200); do
        curl -s -o /dev/null "$url" && continue 2
        for pid in "${pids[@]}"; do kill -0 "$pid" 2>/dev/null || break 2; done
        sleep 0.1
    done
    echo "with-llm: nobody answers at $url" >&2
    tail -n 20 "$folder"/*.log >&2
    exit 70
done

"$@"
