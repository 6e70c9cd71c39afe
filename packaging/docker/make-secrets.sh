#!/bin/sh
# Makes what compose.yaml reads from secrets/: keys, passwords, a certificate for localhost. Never over what is there: the keys are
# the only way to read the log.
set -eu
cd "$(dirname "$0")"
umask 077
mkdir -p secrets
make() { # NAME, value
    [ -e "secrets/$1" ] || printf '%s' "$2" >"secrets/$1"
}
make postgres_password "$(openssl rand -hex 24)"
# The owner of the database, and who nodes are to it: see roles.sql.
make database_url "postgres://eaf:$(cat secrets/postgres_password)@postgres:5432/eaf"
make node_password "$(openssl rand -hex 24)"
make node_database_url "postgres://eaf_node:$(cat secrets/node_password)@postgres:5432/eaf"
for key in master_key signing_key cookie_secret; do make "$key" "$(openssl rand -base64 32)"; done
if [ ! -e secrets/tls.key ]; then
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 365 -subj /CN=localhost \
        -addext subjectAltName=DNS:localhost -keyout secrets/tls.key -out secrets/tls.pem 2>/dev/null
fi
# Compose mounts the files as they are, and the program in its container is user 10001. The folder keeps everybody else out.
chmod 0444 secrets/*
chmod 0700 secrets
