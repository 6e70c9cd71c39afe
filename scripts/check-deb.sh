#!/usr/bin/env bash
# Installs the package of `make deb` on a Debian 12 of its own, booted with systemd in a container without a network, and lives with
# it: service, sandbox, secrets, shipping, drill, a server that hangs, upgrade, purge. Needs root, and the network once, for the Debian.
#
#   scripts/check-deb.sh [PACKAGE]
set -euo pipefail
cd "$(dirname "$0")/.."
package=$(realpath "${1:-$(echo .build/deb/eaf_*.deb)}")
base=$PWD/.build/deb/debian

# In a mount namespace of its own, so that nothing of it stays.
if [ -z "${EAF_IN_NAMESPACE:-}" ]; then
    [ "$(id -u)" -eq 0 ] || { echo "check-deb: needs root" >&2; exit 77; }
    for tool in mmdebstrap systemd-nspawn nsenter; do
        command -v "$tool" >/dev/null || { echo "check-deb: $tool is missing; scripts/install-packages.sh deb" >&2; exit 69; }
    done
    if [ ! -d "$base" ]; then
        echo "making a Debian 12" >&2
        depends=$(dpkg-deb -f "$package" Depends | sed 's/ *([^)]*)//g; s/ *| *[^,]*//g; s/ //g')
        mmdebstrap --quiet --variant=minbase --include="systemd,systemd-sysv,dbus,curl,jq,man-db,$depends" bookworm "$base.new"
        mv "$base.new" "$base"
    fi
    EAF_IN_NAMESPACE=yes exec unshare --mount "$0" "$package"
fi
mount --make-rprivate /
# The container's systemd wants the unified hierarchy, which not every host mounts.
if [ "$(stat -f -c %T /sys/fs/cgroup)" != cgroup2fs ]; then
    umount -R /sys/fs/cgroup 2>/dev/null || true
    mount -t cgroup2 cgroup2 /sys/fs/cgroup
fi
cgroup=/sys/fs/cgroup/eaf-check-deb
mkdir -p "$cgroup"
echo $$ >"$cgroup/cgroup.procs"

folder=$(mktemp -d /tmp/eaf-deb-XXXXXX)
mount -t tmpfs tmpfs "$folder"
mkdir "$folder/upper" "$folder/work" "$folder/root"
mount -t overlay overlay -o "lowerdir=$base,upperdir=$folder/upper,workdir=$folder/work" "$folder/root"
cp "$package" "$folder/root/root/eaf.deb"
systemd-nspawn --quiet -D "$folder/root" --boot --register=no --keep-unit --private-network --console=pipe \
    </dev/null >"$folder/boot.log" 2>&1 &
container=$!
init=
stop() {
    # The first process of the container takes all others along.
    [ -z "$init" ] || kill -KILL "$init" 2>/dev/null || true
    kill -KILL "$container" 2>/dev/null || true
    wait "$container" 2>/dev/null || true
    umount -l "$folder/root" "$folder" 2>/dev/null || true
    rmdir "$folder" 2>/dev/null || true
}
trap stop EXIT

inside() { nsenter -t "$init" -m -u -i -n -p -- env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 "$@"; }
script() { inside bash -euo pipefail -c "$1"; }
check() { # TITLE, script
    if script "$2" >"$folder/said" 2>&1; then
        echo "✓ $1"
    else
        echo "✗ $1" >&2
        cat "$folder/said" >&2
        inside journalctl -u 'eaf*' -n 30 --no-pager >&2 || true
        exit 1
    fi
}

for _ in $(seq 300); do
    init=$(pgrep -P "$container" -o || true)
    [ -n "$init" ] && inside systemctl is-system-running 2>/dev/null | grep -qE 'running|degraded' && break
    sleep 0.1
done
[ -n "$init" ] || { cat "$folder/boot.log" >&2; exit 1; }
inside systemctl is-system-running 2>/dev/null | grep -qE 'running|degraded' || { echo "check-deb: no systemd" >&2; exit 1; }

api=http://127.0.0.1:3000/api/v1
check "installs, and the service is ready when dpkg is" '
    dpkg -i /root/eaf.deb
    systemctl is-active eaf
    systemctl show -p StatusText eaf | grep "à l.écoute, port 3000"
    curl -fsS '$api'/health/ready'
check "says its version, and has its manuals and completions" '
    eaf --version | grep -x "$(dpkg-query -W -f "\${Version}" eaf)"
    man -w eaf eaf-admin
    bash -c ". /usr/share/bash-completion/completions/eaf && complete -p eaf"'
check "runs as eaf, and its files are its own" '
    pid=$(systemctl show -P MainPID eaf)
    [ "$(stat -c %U /proc/$pid)" = eaf ]
    [ -z "$(find /var/lib/eaf \! -user eaf)" ]
    [ "$(stat -c %a /var/lib/eaf/data/master.key)" = 600 ]
    grep -x "NoNewPrivs:	1" /proc/$pid/status && grep -x "Seccomp:	2" /proc/$pid/status'
check "passes eaf smoke inside its sandbox" '
    eaf smoke http://127.0.0.1:3000 --invitation "$(eaf-admin invite enseignant --json | jq -r .code)"'
check "reads a photograph inside its sandbox: tesseract under prlimit" '
    cd /root
    csrf() { awk "\$6 == \"eaf_csrf\" { print \$7 }" jar; }
    send() { curl -fsS -b jar -c jar -H "X-CSRF-Token: $(csrf)" "$@"; }
    touch jar
    send '$api'/auth/register -H "Content-Type: application/json" \
        -d "{\"email\":\"camille@example.fr\",\"password\":\"une-phrase-de-passe\",\"displayName\":\"Camille\"}" >/dev/null
    epreuve=$(send '$api'/epreuves/generate -H "Content-Type: application/json" -d "{\"type\":\"commentaire\"}" | jq -r .epreuveId)
    copie=$(send -F "file=@/usr/lib/eaf/eaf-premium_eaf.resources/copie-photo.png;type=image/png" '$api'/epreuves/$epreuve/copie |
        jq -r .copieId)
    for _ in $(seq 240); do
        status=$(send '$api'/epreuves/$epreuve/copie/$copie | jq -r .status)
        [ "$status" != done ] || exit 0
        sleep 0.5
    done
    echo "status $status"; exit 1'
check "takes its secrets from systemd, and eaf-admin the same ones" '
    install -m 0600 /var/lib/eaf/data/master.key /etc/eaf/secrets/EAF_MASTER_KEY
    mv /var/lib/eaf/data/master.key /root/
    head -c 32 /dev/urandom | base64 >/etc/eaf/secrets/COOKIE_SECRET
    mkdir -p /etc/systemd/system/eaf.service.d
    grep -E "^#|Service|MASTER_KEY|COOKIE_SECRET" /usr/share/doc/eaf/examples/credentials.conf \
        >/etc/systemd/system/eaf.service.d/credentials.conf
    systemctl daemon-reload
    systemctl restart eaf
    curl -fsS '$api'/health/ready
    eaf-admin account list | grep camille@example.fr
    systemctl stop eaf
    eaf-admin account list | grep camille@example.fr
    systemctl start eaf'
check "ships, and drills the backup" '
    install -d -o eaf -g eaf -m 0700 /mnt/sauvegarde-eaf
    systemctl enable --now eaf-ship eaf-drill.timer
    for _ in $(seq 100); do [ ! -e /mnt/sauvegarde-eaf/manifest ] || break; sleep 0.2; done
    systemctl start eaf-drill
    eaf-admin ship --status
    eaf-admin log show --type backup.drilled --ndjson | jq -e .data.succeeded
    systemctl list-timers --all | grep eaf-drill'
check "has nothing to complain about" '
    eaf-admin doctor
    systemctl is-active eaf eaf-ship
    ! journalctl -u eaf --no-pager | grep -E "service manager not told|\"level\":\"(error|critical)\""'
check "is started anew when it hangs, and loses nothing" '
    mkdir -p /run/systemd/system/eaf.service.d
    printf "[Service]\nWatchdogSec=3\n" >/run/systemd/system/eaf.service.d/watchdog.conf
    systemctl daemon-reload
    systemctl restart eaf
    sleep 5
    [ "$(systemctl show -P NRestarts eaf)" = 0 ]
    before=$(eaf-admin account list | wc -l)
    kill -STOP "$(systemctl show -P MainPID eaf)"
    for _ in $(seq 100); do
        [ "$(systemctl show -P NRestarts eaf)" -ge 1 ] && curl -fsS --max-time 1 '$api'/health/ready && break
        sleep 0.2
    done
    journalctl -u eaf --no-pager | grep -i "watchdog timeout"
    [ "$(eaf-admin account list | wc -l)" = "$before" ]
    eaf-admin log verify'
check "is upgraded in place, and goes on" '
    before=$(systemctl show -P MainPID eaf)
    echo "LOG_LEVEL=notice" >>/etc/eaf/eaf.env
    dpkg -i /root/eaf.deb
    systemctl is-active eaf eaf-ship
    [ "$(systemctl show -P MainPID eaf)" != "$before" ]
    grep -x LOG_LEVEL=notice /etc/eaf/eaf.env
    eaf-admin account list | grep camille@example.fr'
check "stops on a configuration that is wrong, and says so instead of starting again and again" '
    echo "PORT=quatre" >>/etc/eaf/eaf.env
    ! eaf-admin config check
    ! systemctl restart eaf
    sleep 4
    [ "$(systemctl show -P NRestarts eaf)" = 0 ]
    [ "$(systemctl show -P ExecMainStatus eaf)" = 78 ]
    journalctl -u eaf --no-pager -n 20 | grep PORT
    sed -i /quatre/d /etc/eaf/eaf.env
    systemctl start eaf'
check "is removed without the pupils'\'' work" '
    dpkg --purge eaf
    ! systemctl is-active eaf
    [ ! -e /etc/eaf/eaf.env ] && [ ! -e /usr/bin/eaf ]
    [ -s /var/lib/eaf/data/vault ] && ls /var/lib/eaf/eventlog/segments/*.jsonl && [ -s /etc/eaf/secrets/EAF_MASTER_KEY ]'
check "finds it again when it is installed again" '
    dpkg -i /root/eaf.deb
    eaf-admin account list | grep camille@example.fr'
echo "check-deb: $(basename "$package") installs, runs, ships, recovers and goes"
