#!/usr/bin/env bash
# Runs a command beside an S3 service that is not ours: Ceph's gateway over a cluster of one monitor and one OSD that keeps objects
# in memory, all on loopback and in a temporary folder. It takes about 5 seconds to start and nothing of it stays.
#
#   scripts/with-s3.sh swift test --filter S3
#
# The command finds TEST_S3_ENDPOINT, TEST_S3_HTTPS_ENDPOINT and TEST_S3_CA_FILE; TEST_S3_ACCESS_KEY_ID and
# TEST_S3_SECRET_ACCESS_KEY of a user who may do everything in the bucket "eaf-tests"; and the same names with SHIPPER for S3 of one
# who owns the bucket "eaf-ship" and may delete nothing.
set -euo pipefail

for tool in ceph-mon ceph-osd radosgw; do
    command -v "$tool" >/dev/null || { echo "with-s3: $tool is missing; scripts/install-packages.sh test" >&2; exit 69; }
done

folder=$(mktemp -d /tmp/eaf-s3-XXXXXX)
pids=()
stop() {
    # Nothing of it is to be kept, so nobody is asked to tidy up.
    [ ${#pids[@]} -eq 0 ] || kill -KILL "${pids[@]}" 2>/dev/null || true
    wait 2>/dev/null || true
    rm -rf "$folder"
}
trap stop EXIT

fail() {
    echo "with-s3: $1" >&2
    tail -n 20 "$folder"/*.log >&2 || true
    exit 70
}

daemon() {
    setpriv --pdeathsig KILL "$@" >>"$folder/output.log" 2>&1 &
    pids+=($!)
}

read -r monitor plain secure < <(python3 -c '
import socket
sockets = [socket.socket() for _ in range(3)]
for s in sockets: s.bind(("127.0.0.1", 0))
print(*[s.getsockname()[1] for s in sockets])')
cluster=$(cat /proc/sys/kernel/random/uuid)
osd=$(cat /proc/sys/kernel/random/uuid)
mkdir "$folder/mon" "$folder/osd" "$folder/run"

# No authentication inside; the monitor does not collect changes for a second before it decides; no cluster of one is warned about.
cat >"$folder/ceph.conf" <<CONF
[global]
fsid = $cluster
mon host = [v2:127.0.0.1:$monitor/0]
auth cluster required = none
auth service required = none
auth client required = none
ms mon client mode = crc secure
ms bind ipv6 = false
public addr = 127.0.0.1
run dir = $folder/run
admin socket =
log file = $folder/\$name.log
mon cluster log file = $folder/cluster.log
keyring = $folder/keyring
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 1
osd pool default pg autoscale mode = off
osd crush chooseleaf type = 0
mon allow pool size one = true
mon max pg per osd = 1000
[mon]
mon data = $folder/mon
mon data avail crit = 1
paxos propose interval = 0.02
paxos min wait = 0.01
[osd]
osd data = $folder/osd
osd objectstore = memstore
osd class load list = *
osd class default list = *
CONF
touch "$folder/keyring"

openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=127.0.0.1 \
    -addext subjectAltName=IP:127.0.0.1 -keyout "$folder/tls.key" -out "$folder/tls.pem" 2>/dev/null
conf=(-c "$folder/ceph.conf")
monmaptool --create --fsid "$cluster" --addv a "[v2:127.0.0.1:$monitor/0]" "$folder/monmap" >/dev/null
ceph-mon "${conf[@]}" --mkfs -i a --monmap "$folder/monmap" >>"$folder/output.log" 2>&1 || fail "no monitor"
daemon ceph-mon "${conf[@]}" -i a -f
timeout 60 ceph "${conf[@]}" osd new "$osd" >/dev/null || fail "the monitor does not answer"
ceph-osd "${conf[@]}" -i 0 --mkfs --osd-uuid "$osd" >>"$folder/output.log" 2>&1 || fail "no OSD"
daemon ceph-osd "${conf[@]}" -i 0 -f
daemon radosgw "${conf[@]}" -f -n client.rgw --rgw-frontends \
    "beast endpoint=127.0.0.1:$plain ssl_endpoint=127.0.0.1:$secure ssl_certificate=$folder/tls.pem ssl_private_key=$folder/tls.key"

export TEST_S3_ENDPOINT=http://127.0.0.1:$plain TEST_S3_HTTPS_ENDPOINT=https://127.0.0.1:$secure
export TEST_S3_CA_FILE=$folder/tls.pem
for _ in $(seq 600); do
    curl -s -o /dev/null "$TEST_S3_ENDPOINT" && break
    kill -0 "${pids[@]}" 2>/dev/null || fail "a daemon ended"
    sleep 0.1
done

user() {
    timeout 60 radosgw-admin "${conf[@]}" user create --uid "$1" --display-name "$1" --access-key "$2" --secret-key "$3" \
        "${@:5}" >/dev/null 2>>"$folder/output.log" || fail "no user $1"
    curl -sf -X PUT --aws-sigv4 aws:amz:us-east-1:s3 --user "$2:$3" \
        -H "x-amz-content-sha256: $(sha256sum </dev/null | cut -d' ' -f1)" "$TEST_S3_ENDPOINT/$4" || fail "no bucket $4"
}
export TEST_S3_ACCESS_KEY_ID=EAFTESTS TEST_S3_SECRET_ACCESS_KEY=eaf+tests/secret=
export TEST_SHIPPER_ACCESS_KEY_ID=EAFSHIP TEST_SHIPPER_SECRET_ACCESS_KEY=eaf+ship/secret=
user tests "$TEST_S3_ACCESS_KEY_ID" "$TEST_S3_SECRET_ACCESS_KEY" eaf-tests
user shipper "$TEST_SHIPPER_ACCESS_KEY_ID" "$TEST_SHIPPER_SECRET_ACCESS_KEY" eaf-ship --op-mask "read, write"

"$@"
