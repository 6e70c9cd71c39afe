#!/usr/bin/env bash
# Builds the Debian package: the program with Swift's library linked in, units, manual pages, completions, examples. It lands in
# .build/deb, checked by lintian. What it is made of stands in packaging/.
#
#   scripts/build-deb.sh               builds the program first, in a folder of its own: flags differ from those of `make run`
#   scripts/build-deb.sh --bin FOLDER  takes the program and its resources from there
set -euo pipefail
cd "$(dirname "$0")/.."
umask 022

fail() { echo "build-deb: $1" >&2; exit 1; }

bin=
if [ "${1:-}" = --bin ]; then bin=${2:?--bin needs a folder}; fi
if [ -z "$bin" ]; then
    build=(swift build -c release --static-swift-stdlib --product eaf --scratch-path .build/static)
    "${build[@]}"
    bin=$("${build[@]}" --show-bin-path)
fi
version=$("$bin/eaf" --version)
[ "$version" = "$(dpkg-parsechangelog -l packaging/debian/changelog -S Version)" ] ||
    fail "packaging/debian/changelog has no entry for $version"
maintainer=$(dpkg-parsechangelog -l packaging/debian/changelog -S Maintainer)
SOURCE_DATE_EPOCH=$(dpkg-parsechangelog -l packaging/debian/changelog -S Timestamp)
export SOURCE_DATE_EPOCH
date=$(date -u -d "@$SOURCE_DATE_EPOCH" +%F)
architecture=$(dpkg --print-architecture)

out=$PWD/.build/deb
root=$out/root
rm -rf "$root"
mkdir -p "$out" "$root/DEBIAN"
doc=$root/usr/share/doc/eaf

# Program, and the resources that it looks for beside itself. Symbols are kept aside, for reading a crash.
install -D -m 0755 "$bin/eaf" "$root/usr/lib/eaf/eaf"
objcopy --only-keep-debug "$root/usr/lib/eaf/eaf" "$out/eaf-$version.debug"
strip --strip-unneeded --remove-section=.comment --remove-section=.note "$root/usr/lib/eaf/eaf"
for resources in "$bin"/eaf-premium_*.resources; do
    [ -d "$resources" ] || fail "$bin has no resources"
    cp -r "$resources" "$root/usr/lib/eaf/"
done
find "$root/usr/lib/eaf" -name '*.resources' -exec chmod -R u=rwX,go=rX {} +
mkdir -p "$root/usr/bin"
ln -s ../lib/eaf/eaf "$root/usr/bin/eaf"
install -D -m 0755 packaging/etc/eaf-admin "$root/usr/sbin/eaf-admin"

install -D -m 0644 -t "$root/usr/lib/systemd/system" packaging/systemd/eaf*.service packaging/systemd/eaf*.timer
install -D -m 0644 -t "$root/etc/eaf" packaging/etc/eaf.env packaging/etc/ship.env

# What the program says of itself, in an empty environment: nobody's variables get into the manual.
said=$out/said
mkdir -p "$said"
env -i PATH="$PATH" "$bin/eaf" --experimental-dump-help >"$said/help.json"
env -i PATH="$PATH" "$bin/eaf" config show --json >"$said/config.json"
mkdir -p "$root/usr/share/man/man1" "$root/usr/share/man/man8"
python3 packaging/man/make-man.py "$said/help.json" "$said/config.json" "$version" "$date" |
    gzip -9n >"$root/usr/share/man/man1/eaf.1.gz"
gzip -9n <packaging/man/eaf-admin.8 >"$root/usr/share/man/man8/eaf-admin.8.gz"
# A completion is read by a shell and never run: bash's begins with a hashbang all the same.
while read -r shell path; do
    mkdir -p "$root/usr/share/$(dirname "$path")"
    env -i PATH="$PATH" "$bin/eaf" --generate-completion-script "$shell" | sed '1{/^#!/d}' >"$root/usr/share/$path"
done <<'END'
bash bash-completion/completions/eaf
zsh zsh/vendor-completions/_eaf
fish fish/vendor_completions.d/eaf.fish
END

install -D -m 0644 packaging/debian/copyright "$doc/copyright"
gzip -9n <packaging/debian/changelog >"$doc/changelog.gz"
for file in README.md RUNBOOK.md docs/installation.md docs/several-machines.md docs/backups.md eventlog/README.md; do
    name=$(basename "$file")
    [ "$file" != eventlog/README.md ] || name=eventlog.md
    gzip -9n <"$file" >"$doc/$name.gz"
done
install -D -m 0644 -t "$doc/examples" packaging/systemd/examples/*.conf packaging/prometheus/eaf-alerts.yml \
    packaging/grafana/eaf.json packaging/caddy/Caddyfile
install -D -m 0644 packaging/nginx/eaf.conf "$doc/examples/nginx-eaf.conf"

install -D -m 0644 packaging/debian/lintian-overrides "$root/usr/share/lintian/overrides/eaf"
install -m 0755 packaging/debian/{postinst,prerm,postrm} "$root/DEBIAN/"
install -m 0644 packaging/debian/conffiles "$root/DEBIAN/conffiles"

# dpkg-shlibdeps wants a source package around it.
mkdir -p "$out/shlibs/debian"
printf 'Source: eaf\n\nPackage: eaf\nArchitecture: any\n' >"$out/shlibs/debian/control"
depends=$(cd "$out/shlibs" && dpkg-shlibdeps -O "$root/usr/lib/eaf/eaf" | sed 's/^shlibs:Depends=//')
if [[ $depends == *swift* ]]; then fail "the program still needs Swift's libraries: $depends"; fi
size=$(du -sk --apparent-size "$root" | cut -f1)
sed -e "s/@VERSION@/$version/" -e "s/@ARCHITECTURE@/$architecture/" -e "s/@MAINTAINER@/$maintainer/" \
    -e "s/@SIZE@/$size/" -e "s/@DEPENDS@/$depends/" packaging/debian/control.in >"$root/DEBIAN/control"
(cd "$root" && find . -path ./DEBIAN -prune -o -type f -printf '%P\0' | sort -z | xargs -0 md5sum >DEBIAN/md5sums)
find "$root" -newermt "@$SOURCE_DATE_EPOCH" -exec touch --no-dereference -d "@$SOURCE_DATE_EPOCH" {} +

deb=$out/eaf_${version}_$architecture.deb
dpkg-deb --root-owner-group -Zxz --build "$root" "$deb"
# Lintian looks at a package of root's no more than at anybody's.
lintian --allow-root --fail-on error,warning "$deb"
echo "$deb"
