/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl.h"

#include <string.h>

/* Measured values: in by a file, out by `series`; corrected, disputed, shared. */

#define AS "--json --as 14030001 --at 2026-11-20T10:00 "

static const char long_table[] = "站点,监测项目,时间,值,标识\n"
                                 "1738A,PM2.5,2026-01-01 01:00,35.20,\n"
                                 "1738A,细颗粒物,2026/1/1 2:00,36,N\n"
                                 "SL-J01,TSP,2026-01-01 24:00,100,\n"
                                 "1738A,PM2.5,2026-01-01 03:00,—,BB\n";

static const char *
import_table (Ctl *ctl, const char *options)
{
  ctl_do (ctl, 0, AS "import reading long.csv %s", options);
  return ctl_get (ctl, "batches.0");
}

static void
test_in_and_out (void)
{
  g_autoptr (Ctl) ctl = ctl_new ();

  ctl_sample (ctl, "county.gpkg");
  ctl_write (ctl, "long.csv", long_table, -1);
  ctl_do (ctl, 0, AS "import reading long.csv --dry-run");
  g_assert_cmpint (ctl_int (ctl, "added"), ==, 4);
  g_assert_cmpuint (ctl_count (ctl, "batches"), ==, 0);
  ctl_do (ctl, 0, "--json series 1738A PM2.5");
  g_assert_cmpuint (ctl_count (ctl, ""), ==, 0);
  import_table (ctl, "--set rank=audited --set source=nation");
  /* What was taken for what, and how to say otherwise. */
  g_assert_nonnull (strstr (ctl_get (ctl, "notes"), "Taken as: interval Hour, rank Audited, "
                                                    "source National platform"));
  g_assert_nonnull (strstr (ctl_get (ctl, "notes"), "hours stand under their end"));
  g_assert_nonnull (strstr (ctl_get (ctl, "notes"), "--set rank="));
  ctl_do (ctl, 0, "--json series station:1738A pm25");
  g_assert_cmpuint (ctl_count (ctl, ""), ==, 3);
  g_assert_cmpstr (ctl_get (ctl, "0.time"), ==, "2026-01-01T01:00");
  g_assert_cmpstr (ctl_get (ctl, "0.value"), ==, "35.2");
  g_assert_cmpstr (ctl_get (ctl, "0.rank"), ==, "audited");
  g_assert_cmpstr (ctl_get (ctl, "0.unit"), ==, "µg/m³");
  g_assert_cmpstr (ctl_get (ctl, "1.quality"), ==, "N");
  g_assert_null (ctl_get (ctl, "2.value"));
  g_assert_cmpstr (ctl_get (ctl, "2.quality"), ==, "BB");
  ctl_do (ctl, 0, "--json series SL-J01 TSP --from 2026-01-01 --to 2026-01-01");
  g_assert_cmpstr (ctl_get (ctl, "0.time"), ==, "2026-01-02T00:00");
  ctl_do (ctl, 0, "--json series 1738A PM2.5 --from 2026-01-01T02:00 --to 2026-01-01T02:00");
  g_assert_cmpuint (ctl_count (ctl, ""), ==, 1);
  ctl_do (ctl, 0, "--json list batch");
  g_assert_cmpstr (ctl_get (ctl, "0.file"), ==, "long.csv");
  g_assert_cmpstr (ctl_get (ctl, "0.source"), ==, "nation");
  g_assert_cmpint (ctl_int (ctl, "0.rows"), ==, 4);
  ctl_do (ctl, 0, "--json show batch %s", ctl_get (ctl, "0.id"));
  g_assert_cmpint (ctl_int (ctl, "places"), ==, 2);
  g_assert_cmpuint (ctl_count (ctl, "items"), ==, 2);
  g_assert_true (ctl_verify (ctl));
  /* The same file again is nothing new. */
  ctl_do (ctl, 0, AS "import reading long.csv --set rank=audited --set source=nation");
  g_assert_cmpint (ctl_int (ctl, "unchanged"), ==, 4);
  ctl_do (ctl, 0, "--json list batch");
  g_assert_cmpuint (ctl_count (ctl, ""), ==, 1);
}

/* Each bad row with line, column and value; the good ones are taken, or none. */
static void
test_bad_rows (void)
{
  static const char table[] = "place,item,time,value,quality\n"
                              "1738A,PM10,2026-01-01T01:00,1,\n"
                              "1738A,PM10,2026-01-01T01:00,2,\n"
                              "nowhere,PM10,2026-01-01T02:00,1,\n"
                              "1738A,PMX,2026-01-01T02:00,1,\n"
                              "1738A,CO,2026-01-01T01:00,0.12x4567,\n"
                              "1738A,CO,2026-01-01T02:30,1,\n"
                              "1738A,CO,2026-02-30T02:00,1,\n"
                              "1738A,CO,2026-01-01T02:00,一,\n"
                              "1738A,CO,2026-01-01T03:00,1.2.3,\n"
                              ",CO,2026-01-01T02:00,1,\n"
                              "1738A,CO,2026-01-01T02:00,1,a quality code that is far too long\n";
  static const struct
  {
    int line;
    const char *column;
    const char *words;
  } problems[] = {
    { 3, "", "stand in line 2 with another" },
    { 4, "place", "no station" },
    { 5, "item", "There are: PM2.5" },
    { 6, "value", "not a number" },
    { 7, "time", "not a full hour" },
    { 8, "time", "not a full hour" },
    { 9, "value", "not a number" },
    { 10, "value", "not a number" },
    { 11, "place", "empty" },
    { 12, "quality", "too long" },
  };
  g_autoptr (Ctl) ctl = ctl_new ();
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  ctl_sample (ctl, "county.gpkg");
  ctl_write (ctl, "bad.csv", table, -1);
  before = ctl_state (ctl);
  ctl_do (ctl, 1, AS "import reading bad.csv --strict");
  after = ctl_state (ctl);
  g_assert_cmpstr (before, ==, after);
  ctl_do (ctl, 1, AS "import reading bad.csv");
  g_assert_cmpint (ctl_int (ctl, "read"), ==, 11);
  g_assert_cmpint (ctl_int (ctl, "added"), ==, 1);
  g_assert_cmpint (ctl_int (ctl, "refused"), ==, 10);
  g_assert_cmpuint (ctl_count (ctl, "problems"), ==, G_N_ELEMENTS (problems));
  for (guint i = 0; i < G_N_ELEMENTS (problems); i++)
    {
      g_autofree char *line = g_strdup_printf ("problems.%u.line", i);
      g_autofree char *column = g_strdup_printf ("problems.%u.column", i);
      g_autofree char *words = g_strdup_printf ("problems.%u.problem", i);

      g_assert_cmpint (ctl_int (ctl, line), ==, problems[i].line);
      g_assert_cmpstr (ctl_get (ctl, column), ==, problems[i].column);
      g_assert_nonnull (strstr (ctl_get (ctl, words), problems[i].words));
    }
  ctl_do (ctl, 0, "--json series 1738A PM10");
  g_assert_cmpstr (ctl_get (ctl, "0.value"), ==, "1");
  g_assert_true (ctl_verify (ctl));
}

/* What cannot be so – carbon monoxide in µg/m³, a negative concentration – is kept as it was
 * reported, told by line, flagged wherever it is shown, and no index is made of it. Text that
 * is no number is refused as ever, and the same row said twice is one. */
static void
test_flagged (void)
{
  static const char table[] = "place,item,time,value\n"
                              "1738A,CO,2026-01-01T01:00,860\n"
                              "1738A,CO,2026-01-01T02:00,500\n"
                              "1738A,CO,2026-01-01T03:00,500.000001\n"
                              "1738A,CO,2026-01-01T04:00,-0.1\n"
                              "1738A,CO,2026-01-01T05:00,0\n"
                              "1738A,temperature,2026-01-01T05:00,-12\n";
  static const char *const flagged[] = { "true", "false", "true", "true", "false" };
  static const char *const values[] = { "860", "500", "500.000001", "-0.1", "0" };
  g_autoptr (Ctl) ctl = ctl_new ();
  g_autofree char *exported = NULL, *path = NULL;
  gboolean written;

  ctl_sample (ctl, "county.gpkg");
  ctl_write (ctl, "flagged.csv", table, -1);
  ctl_do (ctl, 1, AS "import reading flagged.csv --dry-run");
  g_assert_cmpint (ctl_int (ctl, "values_flagged"), ==, 3);
  ctl_do (ctl, 1, AS "import reading flagged.csv --strict");
  g_assert_cmpint (ctl_int (ctl, "added"), ==, 6);
  g_assert_cmpint (ctl_int (ctl, "refused"), ==, 0);
  g_assert_cmpint (ctl_int (ctl, "values"), ==, 6);
  g_assert_cmpint (ctl_int (ctl, "values_flagged"), ==, 3);
  g_assert_cmpuint (ctl_count (ctl, "problems"), ==, 3);
  g_assert_cmpint (ctl_int (ctl, "problems.0.line"), ==, 2);
  g_assert_cmpstr (ctl_get (ctl, "problems.0.value"), ==, "860");
  g_assert_nonnull (strstr (ctl_get (ctl, "problems.0.problem"), "from 0 to 500 mg/m³"));
  g_assert_cmpint (ctl_int (ctl, "problems.1.line"), ==, 4);
  g_assert_cmpint (ctl_int (ctl, "problems.2.line"), ==, 5);
  ctl_do (ctl, 0, "--json series 1738A CO");
  g_assert_cmpuint (ctl_count (ctl, ""), ==, G_N_ELEMENTS (values));
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autofree char *value = g_strdup_printf ("%u.value", i);
      g_autofree char *flag = g_strdup_printf ("%u.flagged", i);

      g_assert_cmpstr (ctl_get (ctl, value), ==, values[i]);
      g_assert_cmpstr (ctl_get (ctl, flag), ==, flagged[i]);
    }
  ctl_do (ctl, 0, "--json series 1738A temperature");
  g_assert_cmpstr (ctl_get (ctl, "0.flagged"), ==, "false");
  /* 500 mg/m³ is beyond the scale's end, 0 is its beginning; the three others give nothing. */
  ctl_do (ctl, 1, "--json assess aqi 1738A");
  g_assert_cmpuint (ctl_count (ctl, ""), ==, 2);
  g_assert_cmpstr (ctl_get (ctl, "0.time"), ==, "2026-01-01T02:00");
  g_assert_cmpint (ctl_int (ctl, "0.aqi"), ==, 500);
  g_assert_cmpstr (ctl_get (ctl, "1.time"), ==, "2026-01-01T05:00");
  ctl_do (ctl, 1, "--json series 1738A CO co.png");
  g_assert_cmpint (ctl_int (ctl, "values"), ==, 2);
  ctl_do (ctl, 0, "--json export reading out.csv --names");
  path = g_build_filename (ctl->folder, "out.csv", NULL);
  written = g_file_get_contents (path, &exported, NULL, NULL);
  g_assert_true (written);
  g_assert_nonnull (strstr (exported, "\"-0.1\",\"mg/m³\",,\"real-time\",0,1"));
  g_assert_true (ctl_verify (ctl));
}

/* Of rows that differ one is taken whole: the one that says most, whatever the
 * order; and a place that is made is made once, however it is written. */
static void
test_differing (void)
{
  static const char *const orders[] = {
    "城市,点位名称,时间,CO,SO2\n阳泉,甲,2026-01-01 01:00,1,\n阳泉市,甲　,2026-01-01 01:00,2,5\n"
    "阳泉, 甲,2026-01-01 01:00,1,7\n阳泉,甲,2026-01-01 01:00,1,7\n",
    "城市,点位名称,时间,CO,SO2\n阳泉市,甲　,2026-01-01 01:00,2,5\n阳泉,甲,2026-01-01 01:00,1,7\n"
    "阳泉,甲,2026-01-01 01:00,1,7\n阳泉,甲,2026-01-01 01:00,1,\n",
  };
  g_autoptr (Ctl) ctl = ctl_new ();

  ctl_sample (ctl, "county.gpkg");
  for (gsize i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      ctl_write (ctl, "a.csv", orders[i], -1);
      ctl_do (ctl, 1, AS "import reading a.csv --create-stations");
      g_assert_cmpint (ctl_int (ctl, "read"), ==, 4);
      g_assert_cmpint (ctl_int (ctl, i == 0 ? "added" : "unchanged"), ==, 1);
      g_assert_cmpint (ctl_int (ctl, "repeated"), ==, 1);
      g_assert_cmpint (ctl_int (ctl, "refused"), ==, 2);
    }
  ctl_do (ctl, 0, "--json list station --where name = 甲");
  g_assert_cmpuint (ctl_count (ctl, ""), ==, 1);
  g_assert_cmpstr (ctl_get (ctl, "0.code"), ==, "阳泉-甲");
  ctl_do (ctl, 0, "--json series 阳泉-甲 CO");
  g_assert_cmpuint (ctl_count (ctl, ""), ==, 1);
  g_assert_cmpstr (ctl_get (ctl, "0.value"), ==, "1");
  ctl_do (ctl, 0, "--json series 阳泉-甲 SO2");
  g_assert_cmpstr (ctl_get (ctl, "0.value"), ==, "7");
}

static void
test_bad_words (void)
{
  static const struct
  {
    int status;
    const char *words;
    const char *line;
  } cases[] = {
    { 2, "no column is known to be the time", "import reading no-time.csv" },
    { 2, "has no column \"x\"", "import reading long.csv --map x=time" },
    { 2, "cannot go to \"x\"", "import reading long.csv --map 值=x" },
    { 2, "to set", "import reading long.csv --set file=x" },
    { 3, "is not one of", "import reading long.csv --set rank=best" },
    { 2, "is not one of end, begin", "import reading long.csv --set hours=7" },
    { 2, "no coordinates", "import reading long.csv --datum wgs84" },
    { 2, "is for readings", "import mine long.csv --correct x" },
    { 3, "There is no file", "import reading nowhere.csv" },
    { 3, "there is no \"x\"", "import reading long.csv --correct x" },
    { 3, "no place", "series nowhere PM2.5" },
    { 2, "not replayed", "--as-of 2026-11-20 series 1738A PM2.5" },
    { 2, "is not a time", "series 1738A PM2.5 --from x" },
    { 2, "hour, day or month", "series 1738A PM2.5 --interval year" },
    { 4, "verbs of their own", "add batch file=x" },
    { 4, "verbs of its own", "set batch %s rank=reviewed" },
    { 4, "not in conflict", "resolve batch %s --over %s" },
    { 2, "--over is for batches", "resolve mine SL-K01 --over x" },
  };
  g_autoptr (Ctl) ctl = ctl_new ();
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  const char *batch;

  ctl_sample (ctl, "county.gpkg");
  ctl_write (ctl, "long.csv", long_table, -1);
  ctl_write (ctl, "no-time.csv", "place,item,value\n1738A,CO,1\n", -1);
  batch = import_table (ctl, "");
  before = ctl_state (ctl);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv) parts = g_strsplit (cases[i].line, "%s", -1);
      g_autofree char *line = g_strjoinv (batch, parts);

      ctl_refuse (ctl, cases[i].status, cases[i].words, "--as 14030001 %s", line);
    }
  after = ctl_state (ctl);
  g_assert_cmpstr (before, ==, after);
}

/* Two batches of one rank: one conflict, decided by an officer, undone; a
 * correction needs no decision. */
static void
test_conflict (void)
{
  g_autoptr (Ctl) ctl = ctl_new ();
  g_autofree char *options = NULL;
  const char *a;
  const char *b;

  ctl_sample (ctl, "county.gpkg");
  ctl_write (ctl, "long.csv", long_table, -1);
  a = import_table (ctl, "");
  ctl_write (ctl, "long.csv",
             "place,item,time,value\n1738A,PM2.5,2026-01-01T01:00,35.1\n"
             "1738A,PM2.5,2026-01-01T02:00,36\n",
             -1);
  ctl_do (ctl, 0, "--json --as 14030001 --at 2026-11-20T11:00 import reading long.csv");
  b = ctl_get (ctl, "batches.0");
  ctl_do (ctl, 1, "--json conflicts");
  g_assert_cmpuint (ctl_count (ctl, ""), ==, 1);
  g_assert_cmpstr (ctl_get (ctl, "0.id"), ==, a);
  g_assert_cmpstr (ctl_get (ctl, "0.other"), ==, b);
  g_assert_cmpint (ctl_int (ctl, "0.same"), ==, 1);
  g_assert_cmpint (ctl_int (ctl, "0.differing"), ==, 1);
  g_assert_cmpstr (ctl_get (ctl, "0.examples.0.value"), ==, "35.2");
  g_assert_cmpstr (ctl_get (ctl, "0.examples.0.other"), ==, "35.1");
  ctl_do (ctl, 0, "--json series 1738A PM2.5");
  g_assert_cmpstr (ctl_get (ctl, "0.disputed"), ==, "true");
  g_assert_cmpstr (ctl_get (ctl, "0.value"), ==, "35.1");
  ctl_do (ctl, 0, AS "resolve batch %s --over %s", a, b);
  ctl_do (ctl, 0, "--json conflicts");
  ctl_do (ctl, 0, "--json series 1738A PM2.5");
  g_assert_cmpstr (ctl_get (ctl, "0.disputed"), ==, "false");
  g_assert_cmpstr (ctl_get (ctl, "0.value"), ==, "35.2");
  ctl_do (ctl, 0, AS "undo");
  ctl_do (ctl, 1, "--json conflicts");
  /* What is said the other way round takes back what was said before. */
  ctl_do (ctl, 0, AS "resolve batch %s --over %s", b, a);
  ctl_do (ctl, 0, "--json series 1738A PM2.5");
  g_assert_cmpstr (ctl_get (ctl, "0.value"), ==, "35.1");
  ctl_write (ctl, "long.csv", "place,item,time,value\n1738A,PM2.5,2026-01-01T00:00,34.9\n", -1);
  /* Its clock is an hour behind, and its hours stand under their beginning. */
  options = g_strdup_printf ("--correct %s --set hours=begin", b);
  import_table (ctl, options);
  ctl_do (ctl, 0, "--json series 1738A PM2.5");
  g_assert_cmpstr (ctl_get (ctl, "0.value"), ==, "34.9");
  g_assert_true (ctl_verify (ctl));
}

/* A batch whose station goes; a batch that goes and comes back. */
static void
test_removed (void)
{
  g_autoptr (Ctl) ctl = ctl_new ();
  const char *batch;
  const char *station;

  ctl_sample (ctl, "county.gpkg");
  ctl_write (ctl, "long.csv", long_table, -1);
  batch = import_table (ctl, "");
  ctl_do (ctl, 0, AS "remove batch %s --why 误导入", batch);
  ctl_do (ctl, 0, "--json series 1738A PM2.5");
  g_assert_cmpuint (ctl_count (ctl, ""), ==, 0);
  ctl_do (ctl, 0, AS "undo");
  ctl_do (ctl, 0, "--json series 1738A PM2.5");
  g_assert_cmpuint (ctl_count (ctl, ""), ==, 3);
  ctl_do (ctl, 0, "--json show station 1738A");
  station = ctl_get (ctl, "id");
  ctl_do (ctl, 0, AS "remove station 1738A --why 撤站");
  ctl_do (ctl, 0, "--json series %s PM2.5", station);
  g_assert_cmpuint (ctl_count (ctl, ""), ==, 3);
  g_assert_nonnull (strstr (ctl_get (ctl, "0.note"), "removed"));
  ctl_do (ctl, 0, "--json show batch %s", batch);
  g_assert_nonnull (strstr (ctl_get (ctl, "note"), "1 were removed"));
  g_assert_true (ctl_verify (ctl));
}

/* Backup and hub carry the rows. */
static void
test_carried (void)
{
  g_autoptr (Ctl) ctl = ctl_new ();

  ctl_sample (ctl, "county.gpkg");
  ctl_write (ctl, "long.csv", long_table, -1);
  import_table (ctl, "");
  ctl_do (ctl, 0, "--json backup b.tar");
  ctl_do (ctl, 0, "--json restore b.tar again.gpkg");
  ctl_do (ctl, 0, "--json --db again.gpkg series 1738A PM2.5");
  g_assert_cmpuint (ctl_count (ctl, ""), ==, 3);
  ctl_do (ctl, 0, "--json sync team.hub");
  g_assert_cmpstr (ctl_get (ctl, "equal"), ==, "true");
  g_assert_cmpuint (ctl_count (ctl, "missing_rows"), ==, 0);
  g_assert_cmpint (ctl_int (ctl, "hub_missing_rows"), ==, 0);
}

/* Five rows: two say the same of one hour, two say different things of another, of which
 * one is taken. The trial says what the import then does, also of rows that are here. */
static void
test_trial (void)
{
  static const char *const options[] = { "--dry-run", "", "--dry-run" };
  static const int added[] = { 3, 3, 0 };
  static const int unchanged[] = { 0, 0, 3 };
  g_autoptr (Ctl) ctl = ctl_new ();

  ctl_sample (ctl, "county.gpkg");
  ctl_write (ctl, "long.csv",
             "站点,监测项目,时间,值\n"
             "1738A,PM2.5,2026-01-01 01:00,35\n"
             "1738A,PM2.5,2026-01-01 02:00,36\n"
             "1738A,PM2.5,2026-01-01 01:00,35\n"
             "1738A,PM2.5,2026-01-01 03:00,38\n"
             "1738A,PM2.5,2026-01-01 03:00,37\n",
             -1);
  for (gsize i = 0; i < G_N_ELEMENTS (options); i++)
    {
      ctl_do (ctl, 1, AS "import reading long.csv %s", options[i]);
      g_assert_cmpint (ctl_int (ctl, "read"), ==, 5);
      g_assert_cmpint (ctl_int (ctl, "added"), ==, added[i]);
      g_assert_cmpint (ctl_int (ctl, "unchanged"), ==, unchanged[i]);
      g_assert_cmpint (ctl_int (ctl, "repeated"), ==, 1);
      g_assert_cmpint (ctl_int (ctl, "refused"), ==, 1);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/readings/in-and-out", test_in_and_out);
  g_test_add_func ("/readings/trial", test_trial);
  g_test_add_func ("/readings/bad-rows", test_bad_rows);
  g_test_add_func ("/readings/flagged", test_flagged);
  g_test_add_func ("/readings/differing", test_differing);
  g_test_add_func ("/readings/bad-words", test_bad_words);
  g_test_add_func ("/readings/conflict", test_conflict);
  g_test_add_func ("/readings/removed", test_removed);
  g_test_add_func ("/readings/carried", test_carried);
  return g_test_run ();
}
