#!/usr/bin/env bash
# Runs a command beside PostgreSQL servers of its own, made in a temporary folder and removed afterwards; they listen on loopback
# only. Without a command it prints where they are and stays until it is stopped. The command finds:
#   TEST_DATABASE_URL            a server
#   TEST_FRAGILE_DATABASE_URL    another one, whose processes tests kill
#   TEST_PGBOUNCER_URL           the first one through pgbouncer, in transaction mode
#   TEST_DATABASE_CERTIFICATE    the certificate that the servers show
# EAF_POSTGRES_DURABLE=1 leaves fsync on: for measuring; tests kill processes, not the machine.
set -euo pipefail

bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)
[ -n "$bin" ] || { echo "PostgreSQL is not installed: scripts/install-packages.sh test" >&2; exit 69; }
folder=$(mktemp -d)
pids=()

finish() {
    status=$?
    trap - EXIT
    # SIGQUIT ends PostgreSQL at once, SIGTERM the others.
    for pid in "${pids[@]}"; do kill -QUIT "$pid" 2>/dev/null && kill -TERM "$pid" 2>/dev/null || true; done
    for pid in "${pids[@]}"; do wait "$pid" 2>/dev/null || true; done
    rm -rf "$folder"
    exit "$status"
}
trap finish EXIT
trap 'exit 130' INT TERM

# initdb and pgbouncer refuse to run as root.
as_owner=()
if [ "$(id -u)" -eq 0 ]; then
    owner=postgres
    id "$owner" >/dev/null 2>&1 || owner=nobody
    chown "$owner" "$folder"
    as_owner=(setpriv "--reuid=$owner" "--regid=$(id -g "$owner")" --clear-groups)
fi

read -r port fragile_port bouncer_port < <(/usr/bin/python3 - <<'PYTHON'
import socket
sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(3)]
print(*(s.getsockname()[1] for s in sockets))
PYTHON
)

cd "$folder"
"${as_owner[@]}" "$bin/initdb" -D main -U postgres -A trust -E UTF8 --locale=C --no-sync >initdb.log 2>&1 ||
    { cat initdb.log >&2; exit 70; }
"${as_owner[@]}" openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout main/server.key \
    -out main/server.crt -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost,IP:127.0.0.1 2>/dev/null
chmod 600 main/server.key
cat >>main/postgresql.conf <<CONFIGURATION
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
ssl = on
max_connections = 200
logging_collector = off
log_min_messages = fatal
log_min_error_statement = panic
CONFIGURATION
if [ -z "${EAF_POSTGRES_DURABLE:-}" ]; then
    printf 'fsync = off\nfull_page_writes = off\n' >>main/postgresql.conf
fi
cat >main/pg_hba.conf <<'RULES'
host all with_password 127.0.0.1/32 scram-sha-256
host all all 127.0.0.1/32 trust
RULES
cp -a main fragile
cat >pgbouncer.ini <<CONFIGURATION
[databases]
* = host=127.0.0.1 port=$port
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = $bouncer_port
unix_socket_dir =
auth_type = trust
auth_file = $folder/users.txt
pool_mode = transaction
max_client_conn = 500
default_pool_size = 5
logfile = $folder/pgbouncer.log
pidfile = $folder/pgbouncer.pid
CONFIGURATION
echo '"postgres" ""' >users.txt
chmod 755 "$folder"
[ ${#as_owner[@]} -eq 0 ] || chown "$owner" pgbouncer.ini users.txt

start() {
    "${as_owner[@]}" "$@" >>servers.log 2>&1 &
    pids+=($!)
}
start "$bin/postgres" -D "$folder/main" -p "$port"
start "$bin/postgres" -D "$folder/fragile" -p "$fragile_port"
start pgbouncer -q pgbouncer.ini

ready() {
    for _ in $(seq 300); do
        "$bin/psql" -XAtq -c 'SELECT 1' "$1" >/dev/null 2>&1 && return 0
        sleep 0.1
    done
    echo "a server did not start" >&2
    cat servers.log >&2
    exit 69
}
export TEST_DATABASE_URL="postgresql://postgres@127.0.0.1:$port/postgres"
export TEST_FRAGILE_DATABASE_URL="postgresql://postgres@127.0.0.1:$fragile_port/postgres"
export TEST_PGBOUNCER_URL="postgresql://postgres@127.0.0.1:$bouncer_port/postgres"
export TEST_DATABASE_CERTIFICATE="$folder/certificate.pem"
cp main/server.crt certificate.pem
chmod 644 certificate.pem
for url in "$TEST_DATABASE_URL" "$TEST_FRAGILE_DATABASE_URL" "$TEST_PGBOUNCER_URL"; do ready "$url"; done
cd "$OLDPWD"

if [ $# -eq 0 ]; then
    env | grep '^TEST_'
    sleep infinity &
    pids+=($!)
    wait $!
else
    "$@"
fi
