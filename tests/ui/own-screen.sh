#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# own-screen.sh PROGRAM ARGUMENT…: runs it on a screen and a session bus of its own, so that
# several window tests run side by side and none takes another's keyboard.
set -euo pipefail

place=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" || true; rm -rf "$place"' EXIT

# The server takes the first number that is free and says which. Without -noreset the screen
# begins anew when the last window closes, and whoever comes just then finds none.
mkfifo "$place/number"
Xvfb -displayfd 3 -screen 0 1366x768x24 -noreset -nolisten tcp \
  3>"$place/number" 2>"$place/said" >&2 &
server=$!
read -r number <"$place/number" || { cat "$place/said" >&2; exit 99; }

# What the bus starts talks, too, but not between the lines that tell how the tests went.
status=0
exec 4>&1
env -u WAYLAND_DISPLAY DISPLAY=":$number" \
  dbus-run-session -- sh -c 'exec "$@" >&4 4>&-' sh "$@" >/dev/null || status=$?
exit "$status"
