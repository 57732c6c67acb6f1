#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# `./dev fresh`: a new Debian 12 in a folder, an officer's account in it, and
# there the two commands: the first picture of the window's map must be what
# `lantianctl map` paints, and all tests must pass. Needs root or sudo, about
# 4 GB in /var/tmp, and Debian's packages.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
if [ "$(id -u)" -ne 0 ]; then
  exec sudo "$0" "$@"
fi

root=
user=officer

say ()
{
  printf './dev fresh: %s\n' "$*" >&2
}

clean_up ()
{
  local point
  [ -n "$root" ] || return 0
  for point in "home/$user/shared/data" dev/shm dev/pts dev sys proc; do
    if mountpoint -q "$root/$point"; then
      umount "$root/$point" || umount -l "$root/$point"
    fi
  done
  if grep -q " $root/" /proc/mounts; then
    say "left standing, something is still mounted: $root"
  else
    rm -rf --one-file-system "$root"
  fi
}

# The mirror that this machine uses for bookworm itself.
find_mirror ()
{
  local uri
  # shellcheck disable=SC2016 # apt fills in what is in the quotes
  uri=$(apt-get indextargets --format '$(CODENAME) $(REPO_URI)' 'Created-By: Packages' 2>/dev/null \
    | awk '$1 == "bookworm" { print $2; exit }')
  printf '%s\n' "${uri:-http://deb.debian.org/debian}"
}

# Sources, proxies and certificates of this machine, so that the new one
# reaches Debian's packages by the same way.
copy_apt_settings ()
{
  local apt=$root/etc/apt file
  rm -f "$apt/sources.list"
  for file in /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources; do
    if [ -f "$file" ] && grep -q 'bookworm' "$file" && grep -q -i 'debian' "$file"; then
      cp -L "$file" "$root$file"
    fi
  done
  { apt-config dump | grep -i -E '^Acquire::(https?::|Check-(Valid-Until|Date))' || true; } \
    > "$apt/apt.conf.d/90as-on-the-host"
  cp -L /etc/resolv.conf /etc/hosts "$root/etc/"
  if [ -d /usr/local/share/ca-certificates ]; then
    mkdir -p "$root/usr/local/share"
    cp -rL /usr/local/share/ca-certificates "$root/usr/local/share/"
  fi
}

mount_system ()
{
  mount -t proc proc "$root/proc"
  mount -t sysfs -o ro sys "$root/sys"
  mount --bind --make-private /dev "$root/dev"
  mount -t devpts -o newinstance,ptmxmode=0666 devpts "$root/dev/pts" || true
  mountpoint -q "$root/dev/shm" || mount -t tmpfs tmpfs "$root/dev/shm" || true
}

inside ()
{
  chroot "$root" env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    TERM=dumb LANG=C.UTF-8 ${http_proxy:+http_proxy="$http_proxy"} \
    ${https_proxy:+https_proxy="$https_proxy"} "$@"
}

# As the officer, in his copy of the source.
as_officer ()
{
  inside su - "$user" -c "export LANG=C.UTF-8 CI=${CI:-}; cd main && $1"
}

make_machine ()
{
  local mirror
  mirror=$(find_mirror)
  say "a new Debian 12 in $root, from $mirror"
  debootstrap --variant=minbase --include=sudo,ca-certificates bookworm "$root" "$mirror" >&2
  copy_apt_settings
  echo force-unsafe-io > "$root/etc/dpkg/dpkg.cfg.d/quick"
  mount_system
  inside apt-get -q update >&2
  inside useradd --create-home --shell /bin/bash "$user"
  printf '%s ALL=(ALL) NOPASSWD: ALL\n' "$user" > "$root/etc/sudoers.d/$user"
}

copy_source ()
{
  local home=$root/home/$user data=$here/../shared/data
  git -c safe.directory='*' clone -q --no-hardlinks "$here" "$home/main"
  mkdir -p "$home/shared"
  if [ -d "$data" ]; then
    mkdir -p "$home/shared/data"
    mount --bind "$data" "$home/shared/data"
    mount -o remount,bind,ro "$home/shared/data"
  fi
  inside chown -R "$user:$user" "/home/$user/main"
}

# Two PNG files with the same picture, however they were packed.
same_picture ()
{
  cmp -s "$1" "$2" && return
  as_officer "/usr/bin/python3 tests/same-picture.py '${1#"$root"}' '${2#"$root"}'"
}

check_first_picture ()
{
  local home=/home/$user county='.local/share/lantian/阳泉示例.gpkg' told box size
  told=$(as_officer "./dev run --quit-after-first-map --shot $home/a.png") || return 1
  say "the window said: $told"
  read -r box size < <(sed -n 's/^map-box \([^ ]*\) \([0-9]*x[0-9]*\)$/\1 \2/p' <<<"$told")
  [ -n "$size" ] || { say "./dev run did not print its map-box"; return 1; }
  as_officer "LANTIAN_LOCALE_DIR=build/po LANTIAN_DATA_DIR=data build/app/cli/lantianctl \
    --db ../$county map $home/b.png --bbox $box --size $size" || return 1
  as_officer 'sudo env DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-install-recommends \
    install python3-gdal >/dev/null' || return 1
  same_picture "$root$home/a.png.map.png" "$root$home/b.png" || return 1
  say "the window's map and lantianctl's are the same picture: $box $size"
}

main ()
{
  local status=0
  command -v debootstrap >/dev/null \
    || DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-install-recommends install debootstrap >&2
  root=$(mktemp -d /var/tmp/lantian-fresh.XXXXXX)
  trap clean_up EXIT
  chmod 755 "$root"
  make_machine
  copy_source
  if ! check_first_picture; then
    say "the first picture is not as it should be"
    status=1
  fi
  as_officer './dev test' || status=1
  return "$status"
}

main "$@"
