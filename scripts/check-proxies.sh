#!/usr/bin/env bash
# Tries the examples for nginx and Caddy in front of a server of the last debug build, on loopback: TLS, whose address counts, sizes,
# streams, uploads, a node that drains, a second node that is down or hangs. Only ports, certificates and temporary folders differ from the files in packaging/.
set -euo pipefail
cd "$(dirname "$0")/.."
eaf=${EAF:-$PWD/.build/debug/eaf}
site=eaf.example.fr

folder=$(mktemp -d /tmp/eaf-proxies-XXXXXX)
chmod 755 "$folder"
pids=()
stop() {
    [ ${#pids[@]} -eq 0 ] || kill "${pids[@]}" 2>/dev/null || true
    wait 2>/dev/null || true
    rm -rf "$folder"
}
trap stop EXIT
fail() {
    echo "check-proxies: $proxy: $1" >&2
    tail -n 5 "$folder"/*.log "$folder"/answer >&2 || true
    exit 1
}
proxy=server

read -r upstream second nginx_http nginx_https caddy_http caddy_https < <(python3 -c '
import socket
sockets = [socket.socket() for _ in range(6)]
for s in sockets: s.bind(("127.0.0.1", 0))
print(*[s.getsockname()[1] for s in sockets])')

openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj "/CN=$site" \
    -addext "subjectAltName=DNS:$site" -keyout "$folder/key.pem" -out "$folder/cert.pem" 2>/dev/null

start_server() {
    HOST=127.0.0.1 PORT=$upstream PUBLIC_ORIGIN=https://$site TRUSTED_PROXIES=127.0.0.1,::1 EAF_WORKER=false \
        EAF_EVENTLOG_DIR=$folder/eventlog EAF_DATA_DIR=$folder/data LOG_LEVEL=warning \
        "$eaf" serve >"$folder/server.out" 2>>"$folder/server.log" &
    server=$!
    pids+=("$server")
    for _ in $(seq 200); do
        grep -q listening "$folder/server.out" && return
        kill -0 "$server" || fail "the server did not start"
        sleep 0.05
    done
    fail "the server does not listen"
}

# With the port of a second node: the example's comment about a second node is followed.
start_nginx() {
    mkdir -p "$folder/nginx"
    sed -e "s/127\.0\.0\.1:3000/127.0.0.1:$upstream/" -e "/listen \[::\]/d" \
        ${1:+-e "s/# Un second nœud .* : server 10\.0\.0\.2:3000;/server 127.0.0.1:$1;/"} \
        -e "s/listen 80;/listen 127.0.0.1:$nginx_http;/" -e "s/listen 443/listen 127.0.0.1:$nginx_https/" \
        -e "s#ssl_certificate .*#ssl_certificate $folder/cert.pem;#" \
        -e "s#ssl_certificate_key .*#ssl_certificate_key $folder/key.pem;#" packaging/nginx/eaf.conf >"$folder/site.conf"
    cat >"$folder/nginx.conf" <<CONF
daemon off;
pid $folder/nginx.pid;
error_log $folder/nginx.log;
events {}
http {
    access_log off;
    client_body_temp_path $folder/nginx/body;
    proxy_temp_path $folder/nginx/proxy;
    fastcgi_temp_path $folder/nginx/fastcgi;
    uwsgi_temp_path $folder/nginx/uwsgi;
    scgi_temp_path $folder/nginx/scgi;
    include $folder/site.conf;
}
CONF
    /usr/sbin/nginx -q -t -c "$folder/nginx.conf" || fail "the example is not a configuration"
    [ -z "$1" ] || grep -q "^ *server 127.0.0.1:$1;" "$folder/site.conf" || fail "the example's comment names no second node"
    /usr/sbin/nginx -c "$folder/nginx.conf" &
    nginx=$!
    pids+=("$nginx")
}

start_caddy() {
    {
        printf '{\n\tadmin off\n\tauto_https disable_redirects\n\thttp_port %s\n\thttps_port %s\n}\n' "$caddy_http" "$caddy_https"
        sed -e "s/127\.0\.0\.1:3000 {/127.0.0.1:$upstream${1:+ 127.0.0.1:$1} {/" ${1:+-e 's/^\t\t#\([a-z]\)/\t\t\1/'} \
            -e "s#^$site {#$site {\n\tbind 127.0.0.1\n\ttls $folder/cert.pem $folder/key.pem#" packaging/caddy/Caddyfile
    } >"$folder/Caddyfile"
    HOME=$folder caddy fmt "$folder/Caddyfile" | diff - "$folder/Caddyfile" >"$folder/answer" || fail "the example is not formatted"
    HOME=$folder caddy validate --adapter caddyfile --config "$folder/Caddyfile" >"$folder/caddy.log" 2>&1 ||
        fail "the example is not a configuration"
    HOME=$folder caddy run --adapter caddyfile --config "$folder/Caddyfile" >>"$folder/caddy.log" 2>&1 &
    caddy=$!
    pids+=("$caddy")
}

# curl to the site through the proxy; says the status, and leaves the answer in the folder.
visit() {
    curl -s --max-time 20 --resolve "$site:$port:127.0.0.1" --cacert "$folder/cert.pem" -o "$folder/answer" -w '%{http_code}' \
        -b "$folder/jar.$proxy" -c "$folder/jar.$proxy" -H "Origin: https://$site" \
        -H "X-CSRF-Token: $(awk '$6 == "eaf_csrf" { print $7 }' "$folder/jar.$proxy")" "${@:2}" "https://$site:$port/api/v1/$1"
}
expect() {
    local status
    status=$(visit "${@:2}") || true
    [ "$status" = "$1" ] || fail "$2 answers $status, not $1"
}

check() {
    proxy=$1 port=$2
    touch "$folder/jar.$proxy"
    for _ in $(seq 100); do
        [ "$(visit health/live || true)" != 200 ] || break
        sleep 0.05
    done
    expect 200 health
    grep -q '"status":"ok"' "$folder/answer" || fail "health is not passed on"

    # A pupil hands in a copie: cookies that are marked Secure, the Origin of the site, a body that goes through as it comes.
    local person="{\"email\":\"$proxy@example.fr\",\"password\":\"une-phrase-de-passe\",\"displayName\":\"Camille\"}"
    expect 403 auth/register -H 'Origin: https://ailleurs.example' -H 'Content-Type: application/json' -d "$person"
    expect 201 auth/register -H 'Content-Type: application/json' -d "$person"
    [ "$(awk '$4 == "TRUE" && $6 ~ /^eaf_/' "$folder/jar.$proxy" | wc -l)" -ge 2 ] || fail "the cookies are not Secure"
    expect 200 epreuves/generate -H 'Content-Type: application/json' -d '{"type":"commentaire"}'
    local epreuve
    epreuve=$(jq -r .epreuveId "$folder/answer")
    expect 202 "epreuves/$epreuve/copie" -F 'file=@Tests/Fixtures/copies/une-page.pdf;type=application/pdf'

    # What is too large is refused by the server, in French, up to the proxy's own limit.
    head -c 21000000 /dev/zero >"$folder/large"
    expect 413 "epreuves/$epreuve/copie" -F "file=@$folder/large;type=application/pdf"
    jq -e .error "$folder/answer" >/dev/null || fail "the refusal of a large file is the proxy's"

    # Nobody chooses the address that limits count by: ten logins a minute, whatever the client claims.
    local status=
    for number in $(seq 11); do
        status=$(visit auth/login -H "X-Forwarded-For: 203.0.113.$number" -H 'Content-Type: application/json' \
            -d "{\"email\":\"personne-$number@example.fr\",\"password\":\"une-phrase\"}")
    done
    [ "$status" = 429 ] || fail "the client's X-Forwarded-For is believed"
}

# An auditor follows the log: records come while the stream is open, not when it ends.
check_stream() {
    proxy=$1 port=$2
    : >"$folder/stream"
    curl -sN --max-time 20 --resolve "$site:$port:127.0.0.1" --cacert "$folder/cert.pem" -b "$folder/jar.audit" \
        -H 'Accept: text/event-stream' "https://$site:$port/api/v1/audit/events?type=vital" >"$folder/stream" &
    local stream=$!
    sleep 0.3
    expect 200 metrics/vitals -H 'Content-Type: application/json' -d '{"name":"LCP","value":1000}'
    local came=
    for _ in $(seq 60); do
        if grep -q '^data: .*vital.reported' "$folder/stream"; then came=yes && break; fi
        sleep 0.05
    done
    kill "$stream" 2>/dev/null || true
    wait "$stream" 2>/dev/null || true
    [ -n "$came" ] || fail "the stream is held back"
}

start_server
start_nginx ""
start_caddy ""
check nginx "$nginx_https"
location=$(curl -s -o /dev/null -w '%{redirect_url}' -H "Host: $site" "http://127.0.0.1:$nginx_http/api/v1/health?a=b")
[ "$location" = "https://$site/api/v1/health?a=b" ] || fail "http is not sent to https: $location"

# The limits of nginx's visitor are Caddy's too: both come from 127.0.0.1. A server started anew has none.
kill "$server"
wait "$server" || fail "the server did not end well"
start_server
check caddy "$caddy_https"
kill "$server"
wait "$server" || fail "the server did not end well"
start_server

export EAF_EVENTLOG_DIR=$folder/eventlog EAF_DATA_DIR=$folder/data
echo une-phrase-pour-auditer | "$eaf" account create audit@example.fr --role auditeur >/dev/null
curl -s -o "$folder/answer" --resolve "$site:$nginx_https:127.0.0.1" --cacert "$folder/cert.pem" -c "$folder/jar.audit" \
    -H "Origin: https://$site" -H 'Content-Type: application/json' \
    -d '{"email":"audit@example.fr","password":"une-phrase-pour-auditer"}' "https://$site:$nginx_https/api/v1/auth/login"
check_stream nginx "$nginx_https"
check_stream caddy "$caddy_https"

# A server that drains answers what has come through, and the proxy says 502 only afterwards.
for proxy in nginx caddy; do
    port=$nginx_https
    [ "$proxy" = nginx ] || port=$caddy_https
    expect 200 epreuves/generate -H 'Content-Type: application/json' -d '{"type":"commentaire"}'
    epreuve=$(jq -r .epreuveId "$folder/answer")
    # About a second of sending.
    (visit "epreuves/$epreuve/copie" --limit-rate 30k -F "file=@Tests/Fixtures/copies/une-page.pdf;type=application/pdf" \
        >"$folder/status.$proxy") &
    upload=$!
    for _ in $(seq 100); do
        compgen -G "$folder/data/uploads/copies/*.tmp" >/dev/null && break
        sleep 0.02
    done
    kill "$server"
    wait "$upload" || true
    wait "$server" || fail "the server did not end well"
    [ "$(cat "$folder/status.$proxy")" = 202 ] || fail "an upload under way at SIGTERM answers $(cat "$folder/status.$proxy")"
    case $(visit health/live || true) in 502 | 503) ;; *) fail "a server that is gone answers" ;; esac
    start_server
done

# A second node as the examples' comments say, which goes away, or hangs: nobody notices.
start_second() {
    python3 -c '
import http.server, sys
class Node(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()
http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Node).serve_forever()' "$second" 2>/dev/null &
    node=$!
    pids+=("$node")
    for _ in $(seq 100); do
        curl -s -o /dev/null "http://127.0.0.1:$second/" && return
        sleep 0.05
    done
    fail "the second node does not listen"
}
check_alone() {
    for _ in 1 2; do
        expect 200 epreuves/generate --max-time 5 -H 'Content-Type: application/json' -d '{"type":"commentaire"}'
        epreuve=$(jq -r .epreuveId "$folder/answer")
        expect 202 "epreuves/$epreuve/copie" -F 'file=@Tests/Fixtures/copies/une-page.pdf;type=application/pdf'
    done
    for _ in $(seq 20); do
        expect 200 health/live --max-time 5
        expect 200 metrics/vitals --max-time 5 -H 'Content-Type: application/json' -d '{"name":"LCP","value":1000}'
    done
}
for proxy in nginx caddy; do
    port=$nginx_https
    [ "$proxy" = nginx ] || port=$caddy_https
    kill "${!proxy}"
    wait "${!proxy}" || true
    start_second
    if [ "$proxy" = nginx ]; then start_nginx "$second"; else start_caddy "$second"; fi
    for _ in $(seq 100); do
        [ "$(visit health/live || true)" != 200 ] || break
        sleep 0.05
    done
    kill "$node"
    wait "$node" 2>/dev/null || true
    check_alone
done
start_second
kill -STOP "$node"
# Caddy asks every two seconds, and waits two for the answer. nginx asks nobody, and waits as long as for any answer.
sleep 4.5
check_alone
kill -KILL "$node"
echo "check-proxies: nginx and Caddy pass requests, uploads, streams and addresses on as they should"
