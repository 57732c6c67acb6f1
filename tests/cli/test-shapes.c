/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl.h"

#include <gio/gio.h>
#include <string.h>

/* Real tables of measured values into one county file. What is expected was
 * counted in the files with Python's csv and json modules. */

#define AS "--json --as 14030001 --at 2026-11-20T10:00 "

static Ctl *county; /* (nullable) */

/* The rows of a file from the last to the first, their lines ended as on Windows. */
static void
write_reversed (Ctl *ctl, const char *from, const char *to)
{
  g_autofree char *path = ctl_path (ctl, from);
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) out = g_string_new (NULL);
  gboolean quoted = FALSE;
  char *start;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  start = text;
  for (char *c = text; *c != '\0'; c++)
    {
      quoted ^= *c == '"';
      if (*c != '\n' || quoted)
        continue;
      g_ptr_array_add (rows, g_strndup (start, (gsize) (c - start)));
      start = c + 1;
    }
  g_string_append_printf (out, "%s\r\n", (char *) g_ptr_array_index (rows, 0));
  for (guint i = rows->len - 1; i > 0; i--)
    g_string_append_printf (out, "%s\r\n", (char *) g_ptr_array_index (rows, i));
  ctl_write (ctl, to, out->str, (gssize) out->len);
}

static void
copy_unzipped (Ctl *ctl, const char *first, const char *second, const char *name)
{
  g_autofree char *from = ctl_shared (first, second);
  g_autofree char *to = ctl_path (ctl, name);
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) target = g_file_new_for_path (to);
  g_autoptr (GConverter) converter =
      G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
  g_autoptr (GInputStream) packed = G_INPUT_STREAM (g_file_read (source, NULL, NULL));
  g_autoptr (GInputStream) stream = g_converter_input_stream_new (packed, converter);
  g_autoptr (GOutputStream) out =
      G_OUTPUT_STREAM (g_file_replace (target, NULL, FALSE, G_FILE_CREATE_NONE, NULL, NULL));

  g_assert_cmpint (
      g_output_stream_splice (out, stream, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, NULL), >, 0);
}

/* One county for all tests, since the list of stations takes its time; each looks
 * at other years. */
static Ctl *
get_county (void)
{
  g_autofree char *stations = NULL;

  if (county != NULL)
    return county;

  if (g_getenv ("LANTIAN_SHARED_DATA") == NULL)
    {
      g_test_skip ("LANTIAN_SHARED_DATA is not set: no real files");
      return NULL;
    }
  county = ctl_new ();
  stations = ctl_shared ("stations", "NewSiteList.gbk.csv");
  ctl_sample (county, "county.gpkg");
  ctl_do (county, 0, AS "import station '%s' --datum wgs84", stations);
  return county;
}

static void
take_in (Ctl *ctl, int status, const char *first, const char *second, const char *options)
{
  g_autofree char *path = ctl_shared (first, second);

  ctl_do (ctl, status, AS "import reading '%s' %s", path, options);
}

static void
assert_value (Ctl *ctl, const char *place, const char *item, const char *time, const char *value)
{
  ctl_do (ctl, 0, "--json series '%s' %s --from %s --to %s", place, item, time, time);
  g_assert_cmpuint (ctl_count (ctl, ""), ==, 1);
  g_assert_cmpstr (ctl_get (ctl, "0.value"), ==, value);
}

/* Stations by city and name: one problem for each that is not known. */
static void
test_week (void)
{
  Ctl *ctl = get_county ();
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  guint unknown = 0;

  if (ctl == NULL)
    return;
  copy_unzipped (ctl, "hourly", "pm25in_all_20200402-08.csv.gz", "pm25in_all.csv");
  ctl_do (ctl, 1, AS "import reading pm25in_all.csv");
  g_assert_cmpstr (ctl_get (ctl, "shape"), ==, "pm25in-hours");
  g_assert_cmpint (ctl_int (ctl, "read"), ==, 177285);
  g_assert_cmpint (ctl_int (ctl, "added"), ==, 131676);
  g_assert_cmpint (ctl_int (ctl, "values"), ==, 131676 * 6);
  for (guint i = 0; i < ctl_count (ctl, "problems"); i++)
    {
      g_autofree char *column = g_strdup_printf ("problems.%u.column", i);

      unknown += g_str_equal (ctl_get (ctl, column), "WatchPoint");
    }
  g_assert_cmpuint (unknown, ==, 400);
  /* of the rows that stand twice 780 say something else */
  g_assert_cmpint (ctl_int (ctl, "repeated"), ==, 5973);
  g_assert_cmpint (ctl_int (ctl, "refused"), ==, 38856 + 780);
  before = ctl_state (ctl);
  ctl_do (ctl, 1, AS "import reading pm25in_all.csv");
  g_assert_cmpint (ctl_int (ctl, "added"), ==, 0);
  g_assert_cmpint (ctl_int (ctl, "unchanged"), ==, 131676);
  /* Of rows that say different things the same one is taken in any order. */
  write_reversed (ctl, "pm25in_all.csv", "reversed.csv");
  ctl_do (ctl, 1, AS "import reading reversed.csv");
  g_assert_cmpint (ctl_int (ctl, "read"), ==, 177285);
  g_assert_cmpint (ctl_int (ctl, "added"), ==, 0);
  g_assert_cmpint (ctl_int (ctl, "unchanged"), ==, 131676);
  after = ctl_state (ctl);
  g_assert_cmpstr (after, ==, before);
  assert_value (ctl, "1738A", "PM2.5", "2020-04-02T08:00", "42");
}

/* 945 columns of stations, 4 of which the list does not have. */
static void
test_stations_across (void)
{
  Ctl *ctl = get_county ();

  if (ctl == NULL)
    return;
  take_in (ctl, 1, "hourly", "china_sites_20140604.csv", "");
  g_assert_cmpint (ctl_int (ctl, "read"), ==, 360);
  g_assert_cmpint (ctl_int (ctl, "added"), ==, 144);
  g_assert_cmpint (ctl_int (ctl, "skipped"), ==, 216);
  g_assert_cmpint (ctl_int (ctl, "values"), ==, 941 * 144);
  g_assert_cmpint (ctl_int (ctl, "values_refused"), ==, 4 * 144);
  g_assert_cmpuint (ctl_count (ctl, "problems"), ==, 4);
  ctl_do (ctl, 0, "--json series 1738A PM2.5 --from 2014-06-04 --to 2014-06-04T23:00");
  g_assert_cmpuint (ctl_count (ctl, ""), ==, 24);
  g_assert_cmpstr (ctl_get (ctl, "0.time"), ==, "2014-06-04T00:00");
  assert_value (ctl, "1738A", "PM10", "2014-06-04T23:00", "77");
}

/* The live service: columns of its own, and the same hour in a file of shapes. */
static void
test_live (void)
{
  Ctl *ctl = get_county ();

  if (ctl == NULL)
    return;
  take_in (ctl, 0, "hourly", "cnemc_2022-01-01T00_format_sample.csv", "");
  g_assert_cmpint (ctl_int (ctl, "added"), ==, 14);
  assert_value (ctl, "1081A", "CO", "2022-01-01T00:00", "1.7");
  /* In all its rows `o3` is above `o3_24h`, as the greatest hour of a day is above an hour of the
   * night; and beside 80 µg/m³ of NO2 at midnight there are 2 of ozone, not 34. */
  assert_value (ctl, "1081A", "O3", "2022-01-01T00:00", "2");
  take_in (ctl, 0, "hourly", "airnow_20180220T07.geojson", "");
  g_assert_cmpint (ctl_int (ctl, "added"), ==, 1495);
  g_assert_cmpint (ctl_int (ctl, "values"), ==, 1495 * 6);
  assert_value (ctl, "1743A", "PM2.5", "2018-02-20T07:00", "346");
  assert_value (ctl, "1743A", "PM10", "2018-02-20T07:00", NULL);
}

/* A station that nobody knows, made on the way, and found again. */
static void
test_create (void)
{
  Ctl *ctl = get_county ();
  g_autofree char *path = NULL;

  if (ctl == NULL)
    return;
  path = ctl_shared ("hourly", "PRSA_Data_Aotizhongxin_20130301-20170228.csv");
  ctl_do (ctl, 1, AS "import reading '%s'", path);
  g_assert_cmpint (ctl_int (ctl, "refused"), ==, 35064);
  g_assert_cmpuint (ctl_count (ctl, "problems"), ==, 1);
  /* 72 values of the weather were computed by somebody, to eleven decimals; one, with
   * 10 to the power of -17, would become nothing */
  ctl_do (ctl, 1, AS "import reading '%s' --create-stations", path);
  g_assert_cmpint (ctl_int (ctl, "added"), ==, 35064);
  g_assert_cmpint (ctl_int (ctl, "refused"), ==, 0);
  g_assert_cmpint (ctl_int (ctl, "values_refused"), ==, 1);
  g_assert_nonnull (strstr (ctl_get (ctl, "notes"), "71 values have more than six decimals"));
  g_assert_cmpuint (ctl_count (ctl, "problems"), ==, 2);
  g_assert_cmpstr (ctl_get (ctl, "problems.0.value"), ==, "Aotizhongxin");
  g_assert_cmpint (ctl_int (ctl, "problems.0.line"), ==, 2);
  ctl_do (ctl, 0, "--json show station Aotizhongxin");
  assert_value (ctl, "Aotizhongxin", "CO", "2013-03-01T00:00", "0.3");
  assert_value (ctl, "Aotizhongxin", "temperature", "2013-03-01T00:00", "-0.7");
  assert_value (ctl, "Aotizhongxin", "temperature", "2015-03-04T14:00", "4.666667");
  ctl_do (ctl, 1, AS "import reading '%s' --create-stations", path);
  g_assert_cmpint (ctl_int (ctl, "unchanged"), ==, 35064);
  g_assert_true (ctl_verify (ctl));
  /* What was made for its sake goes with it. */
  ctl_do (ctl, 0, AS "undo");
  ctl_do (ctl, 0, "--json list station --where code = Aotizhongxin");
  g_assert_cmpuint (ctl_count (ctl, ""), ==, 0);
  ctl_do (ctl, 0, "--json list batch --where file ~ PRSA");
  g_assert_cmpuint (ctl_count (ctl, ""), ==, 0);
}

/* A county's dust fall is a value of the area; its city tells it from others. */
static void
test_dust_fall (void)
{
  Ctl *ctl = get_county ();

  if (ctl == NULL)
    return;
  ctl_do (ctl, 0, AS "add area code=140428 name=长子县 city=长治市");
  ctl_do (ctl, 0, AS "add area code=999999 name=壶关县 city=晋城市");
  take_in (ctl, 1, "dust", "changzhi_county_dustfall_2021-10.csv", "");
  g_assert_cmpint (ctl_int (ctl, "added"), ==, 1);
  g_assert_cmpint (ctl_int (ctl, "refused"), ==, 11);
  take_in (ctl, 0, "dust", "changzhi_county_dustfall_2021-10.csv", "--create-stations");
  g_assert_cmpint (ctl_int (ctl, "added"), ==, 12);
  ctl_do (ctl, 0, "--json series area:140428 dust --interval month");
  g_assert_cmpstr (ctl_get (ctl, "0.time"), ==, "2021-10");
  g_assert_cmpstr (ctl_get (ctl, "0.value"), ==, "1");
  g_assert_cmpstr (ctl_get (ctl, "0.rank"), ==, "audited");
  ctl_do (ctl, 0, "--json list area --where name = 壶关县 --sort code");
  g_assert_cmpuint (ctl_count (ctl, ""), ==, 2);
}

/* A table without names of columns; what it says is of a city, which is an area. */
static void
test_city_days (void)
{
  Ctl *ctl = get_county ();

  if (ctl == NULL)
    return;
  take_in (ctl, 1, "daily", "aqistudy_太原_daily.csv", "");
  g_assert_cmpstr (ctl_get (ctl, "shape"), ==, "aqistudy-days");
  g_assert_cmpint (ctl_int (ctl, "refused"), ==, 1157);
  g_assert_cmpuint (ctl_count (ctl, "problems"), ==, 1);
  ctl_do (ctl, 0, AS "add area code=140100 name=太原市");
  take_in (ctl, 0, "daily", "aqistudy_太原_daily.csv", "");
  g_assert_cmpint (ctl_int (ctl, "added"), ==, 1157);
  g_assert_cmpint (ctl_int (ctl, "values"), ==, 1157 * 6);
  ctl_do (ctl, 0,
          "--json series area:140100 O3-1h-max --interval day --from 2013-12-02 --to "
          "2013-12-02");
  g_assert_cmpuint (ctl_count (ctl, ""), ==, 1);
  g_assert_cmpstr (ctl_get (ctl, "0.value"), ==, "11");
  ctl_do (ctl, 0, "--json series area:140100 CO --interval day --from 2013-12-02 --to 2013-12-02");
  g_assert_cmpstr (ctl_get (ctl, "0.value"), ==, "5.54");
}

/* GEM's outlines after its list: what the list says stays; the second time nothing
 * is new. */
static void
test_mines (void)
{
  Ctl *ctl = get_county ();
  g_autofree char *list = NULL;
  g_autofree char *outlines = NULL;

  if (ctl == NULL)
    return;
  list = ctl_shared ("mines", "gcmt_shanxi.csv");
  outlines = ctl_shared ("mines", "gem_mine_boundaries_methane_box110-115_34.5-41.geojson");
  ctl_do (ctl, 1, AS "import mine '%s' --datum wgs84", list);
  ctl_do (ctl, 0, AS "import mine '%s' --datum wgs84", outlines);
  g_assert_cmpint (ctl_int (ctl, "read"), ==, 342);
  g_assert_cmpint (ctl_int (ctl, "skipped"), ==, 342 - 50);
  g_assert_cmpint (ctl_int (ctl, "added") + ctl_int (ctl, "updated") + ctl_int (ctl, "unchanged"),
                   ==, 50);
  g_assert_cmpint (ctl_int (ctl, "added"), ==, 1);
  ctl_do (ctl, 0, AS "import mine '%s' --datum wgs84", outlines);
  g_assert_cmpint (ctl_int (ctl, "unchanged"), ==, 50);
}

static void
test_list (void)
{
  g_autoptr (Ctl) ctl = ctl_new ();

  ctl_do (ctl, 0, "--json shapes");
  g_assert_cmpuint (ctl_count (ctl, ""), >=, 14);
  g_assert_cmpstr (ctl_get (ctl, "0.name"), ==, "amap-outlines");
  g_assert_cmpstr (ctl_get (ctl, "0.kind"), ==, "area");
  g_assert_cmpstr (ctl_get (ctl, "0.own"), ==, "false");
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/shapes/list", test_list);
  g_test_add_func ("/shapes/week", test_week);
  g_test_add_func ("/shapes/stations-across", test_stations_across);
  g_test_add_func ("/shapes/live", test_live);
  g_test_add_func ("/shapes/create", test_create);
  g_test_add_func ("/shapes/dust-fall", test_dust_fall);
  g_test_add_func ("/shapes/city-days", test_city_days);
  g_test_add_func ("/shapes/mines", test_mines);
  status = g_test_run ();
  g_clear_pointer (&county, ctl_free);
  return status;
}
