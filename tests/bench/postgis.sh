#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The peer of bench-geometry: a PostgreSQL of its own, in a folder that goes with it.
# postgis.sh start FOLDER (shapes.txt and points.txt are there) | ask FOLDER | stop FOLDER
set -eu

bin=/usr/lib/postgresql/15/bin
folder=$2
place_file=$folder/postgis.place

as_user ()
{
  if [ "$(id -u)" = 0 ]; then
    setpriv --reuid=postgres --regid=postgres --clear-groups --no-new-privs "$@"
  else
    "$@"
  fi
}

sql ()
{
  as_user "$bin/psql" -h "$place" -d postgres -X -q -t -A -v ON_ERROR_STOP=1 "$@"
}

stop ()
{
  [ -f "$place_file" ] || return 0
  place=$(cat "$place_file")
  as_user "$bin/pg_ctl" -D "$place/data" -m immediate -w stop >&2 || true
  rm -rf "$place" "$place_file"
}

start ()
{
  [ -x "$bin/initdb" ] && [ -e /usr/share/postgresql/15/extension/postgis.control ] || exit 1
  stop
  place=$(mktemp -d /tmp/bench-geometry.XXXXXX)
  echo "$place" > "$place_file"
  chmod 755 "$place"
  [ "$(id -u)" != 0 ] || chown postgres: "$place"
  cd "$place"
  as_user "$bin/initdb" -D "$place/data" -A trust -E UTF8 --locale C >&2
  as_user "$bin/pg_ctl" -D "$place/data" -w -l "$place/log" \
    -o "-c listen_addresses='' -c unix_socket_directories='$place' -c shared_buffers=512MB
        -c work_mem=256MB -c maintenance_work_mem=256MB" start >&2
  sql -c 'CREATE EXTENSION postgis' >&2
  sql -c 'CREATE TABLE shape (number int PRIMARY KEY, area geometry);
          CREATE TABLE raw (x float8, y float8)' >&2
  sql -c '\copy shape FROM pstdin' < "$folder/shapes.txt" >&2
  sql -c '\copy raw FROM pstdin' < "$folder/points.txt" >&2
  sql -c 'CREATE TABLE point AS SELECT ST_MakePoint(x, y) AS here FROM raw;
          CREATE INDEX ON shape USING gist (area);
          CREATE INDEX ON point USING gist (here)' >&2
  sql -c 'VACUUM ANALYZE shape' -c 'VACUUM ANALYZE point' >&2
}

# The time is the server's own; what it answers goes after it.
ask ()
{
  place=$(cat "$place_file")
  cd "$place"
  sql -c '\timing on' -c 'SELECT number, count(*) FROM shape JOIN point
          ON ST_Intersects(area, here) GROUP BY number ORDER BY number' > "$place/answer"
  sed -n 's/^Time: \([0-9.]*\) ms.*/\1/p' "$place/answer"
  grep '|' "$place/answer"
}

case $1 in
  start) start ;;
  ask) ask ;;
  stop) stop ;;
esac
