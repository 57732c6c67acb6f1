/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario.h"

#include <gio/gio.h>
#include <string.h>

/* Measured rows, more than a sort has room for in memory, in many pieces: taken in, and
 * packed when an older file is brought up to date. */

#define COUNTY "work/county.gpkg"
#define ROOM   "12288" /* bytes for sorting: most rows are put aside, in several runs */

#define MOST 12 /* tries: each of them looks at thousands of rows several times */

#define STATIONS 3
#define HOURS    800 /* from 2026-08-01 on; two packs of each station */
#define EARLIER  100 /* of one station, that were here before */

static const char *const stations[STATIONS] = { "1738A", "1739A", "1740A" };

static char *
format_hour (int hour)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (GDateTime) start = g_date_time_new (zone, 2026, 8, 1, 0, 0, 0);
  g_autoptr (GDateTime) time = g_date_time_add_hours (start, hour);

  return g_date_time_format (time, "%Y-%m-%dT%H:%M");
}

/* What was measured; no formula of the program's. */
static int
measure (int station, int hour)
{
  return 5 + (hour * 37 + station * 11) % 211;
}

static void
write_table (Ctl *ctl, const char *name, int n_stations, int hours, int more)
{
  g_autoptr (GString) text = g_string_new ("place,item,time,value,quality\n");

  /* The latest first: in such an order nothing can be written as it is read. */
  for (int hour = hours; hour >= 1; hour--)
    for (int i = 0; i < n_stations; i++)
      {
        g_autofree char *time = format_hour (hour);

        g_string_append_printf (text, "%s,PM2.5,%s,%d,\n", stations[i], time,
                                measure (i, hour) + (hour % 2 == 0 ? more : 0));
      }
  ctl_write (ctl, name, text->str, -1);
}

/* How many rows are shown of a station, each of them as it was measured. */
static guint
count_rows (Ctl *ctl, int station, int first, int last)
{
  g_autofree char *from = format_hour (first);
  g_autofree char *to = format_hour (last);
  guint n;

  ctl_do (ctl, 0, "--json series %s PM2.5 --from %s --to %s", stations[station], from, to);
  n = ctl_count (ctl, "");
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *path = g_strdup_printf ("%u.value", i);
      g_autofree char *value = g_strdup_printf ("%d", measure (station, first + (int) i));

      g_assert_cmpstr (ctl_get (ctl, path), ==, value);
    }
  return n;
}

/* Rows of the same hours are here already, half of which say something else. */
static char *
prepare_readings (Ctl *ctl)
{
  ctl_sample (ctl, COUNTY);
  ctl_set (ctl, "LANTIAN_SORT_ROOM", ROOM);
  write_table (ctl, "earlier.csv", 1, EARLIER, 1);
  write_table (ctl, "work/hours.csv", STATIONS, HOURS, 0);
  ctl_do (ctl, 0,
          "--as 14030001 --at 2026-11-20T09:30 import reading earlier.csv --set rank=real-time");
  return g_strdup ("--as 14030001 --at 2026-11-20T10:00 import reading work/hours.csv "
                   "--set rank=audited --set source=nation");
}

/* All of its rows, or none of them. */
static gboolean
are_rows_in (Ctl *ctl)
{
  guint shown = 0;
  gboolean in;

  ctl_do (ctl, 0, "--json list batch --where file = hours.csv");
  in = ctl_count (ctl, "") == 1;
  if (in)
    g_assert_cmpint (ctl_int (ctl, "0.rows"), ==, STATIONS * HOURS);
  for (int i = 0; i < STATIONS; i++)
    shown += count_rows (ctl, i, EARLIER + 1, HOURS);
  g_assert_cmpuint (shown, ==, in ? STATIONS * (HOURS - EARLIER) : 0);
  if (in)
    g_assert_cmpuint (count_rows (ctl, 0, 1, EARLIER), ==, EARLIER);
  return in;
}

const Scenario scenario_readings = { "readings", prepare_readings, COUNTY,      0,
                                     0,          are_rows_in,      .most = MOST };

static void
unpack (Ctl *ctl, const char *to)
{
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "store", "fixtures", "schema-2-rows.gpkg.gz", NULL);

  ctl_run (ctl, "sh -c 'zcat \"%s\" > %s'", path, to);
  g_assert_cmpint (ctl->status, ==, 0);
}

/* A file of schema 2: 8640 rows of six stations in a blob of eleven pieces, and 200 of
 * two of them in a second one. */
static char *
prepare_pack (Ctl *ctl)
{
  unpack (ctl, "first.gpkg");
  ctl_do (ctl, 1, "--db first.gpkg --at 2026-11-20T12:00 sync bureau.hub");
  unpack (ctl, COUNTY);
  ctl_set (ctl, "LANTIAN_SORT_ROOM", ROOM);
  return g_strdup ("--at 2026-11-20T12:00 sync bureau.hub");
}

static gboolean
are_rows_packed (Ctl *ctl)
{
  g_autofree char *schema = NULL;

  /* They are shown, whatever way they lie. */
  ctl_do (ctl, 0, "--json series S6 PM2.5");
  g_assert_cmpuint (ctl_count (ctl, ""), ==, 1440);
  ctl_do (ctl, 1, "--json conflicts");
  g_assert_cmpuint (ctl_count (ctl, ""), ==, 1);
  if (ctl_has (ctl, "work/county.schema-2.gpkg"))
    {
      ctl_do (ctl, 0, "--json --db work/county.schema-2.gpkg verify");
      g_assert_cmpstr (ctl_get (ctl, "code"), ==, "8107-C11C");
    }
  ctl_sql (ctl, COUNTY, "SELECT v FROM lt_meta WHERE k='schema'");
  g_assert_cmpint (ctl->status, ==, 0);
  schema = g_strdup (g_strstrip (ctl->out));
  if (g_str_equal (schema, "2"))
    return FALSE;
  g_assert_true (ctl_has (ctl, "work/county.schema-2.gpkg"));
  return TRUE;
}

const Scenario scenario_pack = {
  "pack", prepare_pack, COUNTY, 1, 1, are_rows_packed, .most = MOST
};
