/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "run-import.h"

#include "exchange/reading-import.h"
#include "exchange/reading-private.h"

#include <glib/gstdio.h>
#include <string.h>

/* Tables of measured values, read without a county file: what is handed over. */

typedef struct
{
  GPtrArray *rows;     /* (element-type utf8): "place item time value quality" */
  GPtrArray *problems; /* (element-type utf8): "line column: problem" */
  LtReadingTally tally;
  gboolean good;
  GError *error;
} Read;

static gboolean
on_row (const LtReadingRow *row, LtReadingFault *fault, gpointer user_data, GError **error)
{
  Read *read = user_data;
  g_autofree char *time = lt_reading_format_time (row->time, LT_INTERVAL_HOUR);
  g_autofree char *value = row->has_value ? lt_reading_format_value (row->value) : g_strdup ("-");
  const char *place = row->place->code != NULL ? row->place->code : row->place->name;

  g_assert_true (row->has_value || row->value == 0);
  if (g_str_equal (place, "nowhere"))
    *fault = (LtReadingFault){ LT_READING_PLACE, g_strdup ("no such place.") };
  else if (g_str_equal (row->item, "PMX"))
    *fault = (LtReadingFault){ LT_READING_ITEM, g_strdup ("no such item.") };
  else
    g_ptr_array_add (read->rows,
                     g_strdup_printf ("%s%s%s %s %s %s%s%s",
                                      row->place->city == NULL ? "" : row->place->city,
                                      row->place->city == NULL ? "" : "/", place, row->item, time,
                                      value, row->quality == NULL ? "" : " ",
                                      row->quality == NULL ? "" : row->quality));
  return TRUE;
}

static void
on_problem (const LtImportProblem *problem, gpointer user_data)
{
  Read *read = user_data;

  g_ptr_array_add (read->problems, g_strdup_printf ("%d %s: %s", (int) problem->line,
                                                    problem->column, problem->problem));
}

static LtReadingPlan *
make_plan (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("LANTIAN_DATA_DIR"), "items.json", NULL);
  LtReadingPlan *plan = lt_reading_plan_new ();

  lt_reading_plan_take_items (plan, lt_items_load (path, NULL));
  return plan;
}

static void
read_file (Read *read, LtReadingPlan *plan, const char *name, const char *text)
{
  g_autofree char *path = run_import_write (name, text, -1);

  *read = (Read){ .rows = g_ptr_array_new_with_free_func (g_free),
                  .problems = g_ptr_array_new_with_free_func (g_free) };
  read->good = lt_reading_import_run (plan, path, on_row, on_problem, read, &read->tally, NULL,
                                      &read->error);
  g_assert_true (read->good == (read->error == NULL));
  if (read->error != NULL)
    g_test_message ("%s", read->error->message);
}

static void
clear_read (Read *read)
{
  g_ptr_array_unref (read->rows);
  g_ptr_array_unref (read->problems);
  lt_reading_tally_clear (&read->tally);
  g_clear_error (&read->error);
}

static void
assert_rows (const Read *read, const char *const *rows)
{
  g_assert_no_error (read->error);
  for (guint i = 0; i < read->rows->len && rows[i] != NULL; i++)
    g_assert_cmpstr (g_ptr_array_index (read->rows, i), ==, rows[i]);
  g_assert_cmpuint (read->rows->len, ==, g_strv_length ((char **) rows));
}

static void
assert_told (GPtrArray *texts, guint i, const char *words)
{
  g_assert_cmpuint (i, <, texts->len);
  g_test_message ("%s", (char *) g_ptr_array_index (texts, i));
  g_assert_nonnull (strstr (g_ptr_array_index (texts, i), words));
}

/* Computed values have more decimals than are kept: that is said, not refused. */
static void
test_rounded (void)
{
  static const char text[] = "站点编码,时间,PM2.5\n1738A,2026-01-01T01:00,35\n"
                             "1738A,2026-01-01T02:00,13.3333333333\n"
                             "1738A,2026-01-01T03:00,6.66666666667\n";
  static const char *const rows[] = { "1738A PM2.5 2026-01-01T01:00 35",
                                      "1738A PM2.5 2026-01-01T02:00 13.333333",
                                      "1738A PM2.5 2026-01-01T03:00 6.666667", NULL };
  g_autoptr (LtReadingPlan) plan = make_plan ();
  Read read;

  read_file (&read, plan, "a.csv", text);
  assert_rows (&read, rows);
  g_assert_cmpuint (read.problems->len, ==, 0);
  assert_told (
      read.tally.notes, read.tally.notes->len - 1,
      "2 values have more than six decimals, as computed ones do; they are kept rounded to "
      "six (GB/T 8170). The first is in line 3, column PM2.5: 13.3333333333.");
  clear_read (&read);
}

/* One column an item, with units in the header; hours 1 to 24 stand under their end. */
static void
test_items_across (void)
{
  static const char text[] = "站点编码,日期,小时,PM2.5（μg/m³）,CO(ug/m3),二氧化硫,备注\n"
                             "1738A,2026-01-01,1,35,1200,<0.5,好\n"
                             "1738A,2026-01-01,24,—,800,7,\n"
                             "1738A,2026-01-01,25,1,1,1,\n"
                             "nowhere,2026-01-01,2,1,1,1,\n"
                             "nowhere,2026-01-01,3,1,1,1,\n"
                             "1738A,2026-01-01,4,x,1,1,\n";
  static const char *const rows[] = {
    "1738A PM2.5 2026-01-01T01:00 35",
    "1738A CO 2026-01-01T01:00 1.2",
    "1738A SO2 2026-01-01T01:00 - <0.5",
    "1738A PM2.5 2026-01-02T00:00 -",
    "1738A CO 2026-01-02T00:00 0.8",
    "1738A SO2 2026-01-02T00:00 7",
    "1738A CO 2026-01-01T04:00 0.001",
    "1738A SO2 2026-01-01T04:00 1",
    NULL,
  };
  g_autoptr (LtReadingPlan) plan = make_plan ();
  Read read;
  gint64 last = 7;

  read_file (&read, plan, "a.csv", text);
  assert_rows (&read, rows);
  g_assert_cmpuint (read.tally.read, ==, 6);
  g_assert_cmpuint (read.tally.taken, ==, 3);
  g_assert_cmpuint (read.tally.refused, ==, 3);
  g_assert_cmpuint (read.tally.values, ==, 8);
  g_assert_cmpuint (read.tally.values_refused, ==, 1);
  g_assert_cmpuint (read.tally.row_values, ==, 3);
  g_assert_cmpuint (GPOINTER_TO_UINT (g_hash_table_lookup (read.tally.short_rows, &last)), ==, 2);
  g_assert_cmpuint (read.problems->len, ==, 3);
  g_assert_cmpstr (read.tally.rank, ==, "real-time");
  assert_told (read.tally.notes, 0, "interval Hour, rank Real-time");
  assert_told (read.tally.notes, 1, "under their end");
  assert_told (read.tally.notes, 2, "not used: 备注");
  assert_told (read.problems, 0, "4 小时: This is not a full hour");
  assert_told (read.problems, 1, "7 PM2.5（μg/m³）: This is not a number");
  assert_told (read.problems, 2, "5 站点编码: no such place. Rows with it: 2");
  clear_read (&read);
}

/* A unit that is not ours is asked about, not guessed. */
static void
test_units (void)
{
  g_autoptr (LtReadingPlan) plan = make_plan ();
  g_autoptr (LtReadingPlan) told = make_plan ();
  Read read;

  read_file (&read, plan, "a.csv", "站点编码,时间,CO(ppm)\n1738A,2026-01-01 08:00,1\n");
  g_assert_error (read.error, LT_ERROR, LT_ERROR_USAGE);
  g_assert_nonnull (strstr (read.error->message, "mg/m³"));
  clear_read (&read);
  g_assert_true (lt_reading_plan_map (told, "CO(ppm)", "CO", NULL));
  read_file (&read, told, "a.csv", "站点编码,时间,CO(ppm)\n1738A,2026-01-01 08:00,1\n");
  g_assert_no_error (read.error);
  g_assert_cmpstr (g_ptr_array_index (read.rows, 0), ==, "1738A CO 2026-01-01T08:00 1");
  clear_read (&read);
}

/* The same hours, by either convention, as told. */
static void
test_hours (void)
{
  static const struct
  {
    const char *hours;
    const char *time;
    const char *kept;
  } cases[] = {
    { "end", "2026-01-01 08:00", "2026-01-01T08:00" },
    { "begin", "2026-01-01 07:00", "2026-01-01T08:00" },
    { "end", "2026-01-01 24:00", "2026-01-02T00:00" },
    { "end", "2026-01-02 00:00", "2026-01-02T00:00" },
    { "begin", "2026-01-01 23:00", "2026-01-02T00:00" },
    { "begin", "2026-12-31 23:00", "2027-01-01T00:00" },
    { "begin", "2026-01-01 00:00", "2026-01-01T01:00" },
    { "end", "2024-02-28 24:00", "2024-02-29T00:00" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LtReadingPlan) plan = make_plan ();
      g_autofree char *text =
          g_strdup_printf ("place,item,time,value\n1738A,CO,%s,1\n", cases[i].time);
      g_autofree char *row = g_strdup_printf ("1738A CO %s 1", cases[i].kept);
      Read read;

      g_assert_true (lt_reading_plan_set (plan, "hours", cases[i].hours, NULL));
      read_file (&read, plan, "a.csv", text);
      g_assert_no_error (read.error);
      g_assert_cmpstr (g_ptr_array_index (read.rows, 0), ==, row);
      clear_read (&read);
    }
}

#define OWN(name, hours, under)                                                                    \
  "{\"name\":\"" name "\",\"label\":{\"en\":\"Own\"},\"origin\":\"o\",\"kind\":\"reading\","       \
  "\"signs\":{\"columns\":[\"日\",\"时\",\"" name "\"]},\"readings\":{\"place\":{\"kind\":"        \
  "\"station\",\"code\":\"" name                                                                   \
  "\"},\"time\":{\"date\":\"日\",\"hour\":\"时\",\"hours\":\"" hours "\",\"hour_is\":\"" under     \
  "\"},\"items\":{\"CO\":\"CO\"},\"interval\":\"hour\","                                           \
  "\"rank\":\"reviewed\",\"source\":\"county\"}}"

/* A bureau's own shape: 0 to 23 and 1 to 24, what is outside is refused. */
static void
test_own_shape (void)
{
  static const struct
  {
    const char *name;
    const char *hour;
    const char *kept; /* NULL: refused */
  } cases[] = {
    { "甲", "0", "2026-01-01T00:00" },
    { "甲", "23", "2026-01-01T23:00" },
    { "甲", "24", NULL },
    { "乙", "1", "2026-01-01T01:00" },
    { "乙", "24", "2026-01-02T00:00" },
    { "乙", "0", NULL },
    { "丙", "0", "2026-01-01T01:00" },
    { "丙", "23", "2026-01-02T00:00" },
    { "丙", "24", NULL },
    { "甲", "8时", "2026-01-01T08:00" },
    { "甲", "08:00", "2026-01-01T08:00" },
    { "甲", "八", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LtReadingPlan) plan = make_plan ();
      g_autofree char *text =
          g_strdup_printf ("日,时,%s,CO\n20260101,%s,1738A,1\n", cases[i].name, cases[i].hour);
      g_autofree char *row = g_strdup_printf ("1738A CO %s 1", cases[i].kept);
      Read read;

      read_file (&read, plan, "a.csv", text);
      g_assert_no_error (read.error);
      g_assert_cmpstr (read.tally.shape, ==, cases[i].name);
      g_assert_cmpstr (read.tally.rank, ==, "reviewed");
      g_assert_cmpuint (read.rows->len, ==, cases[i].kept != NULL);
      if (cases[i].kept != NULL)
        g_assert_cmpstr (g_ptr_array_index (read.rows, 0), ==, row);
      else
        assert_told (read.problems, 0, "2 时: This is not a full hour");
      clear_read (&read);
    }
}

/* pm25.in's file of one city, named by the file or by the user. */
static void
test_city_in_file_name (void)
{
  static const char text[] = "Date,Hour,WatchPoint,AQI,PM2.5,O3_1h,O3_8h\n"
                             "20200402,08,市中心,59,42,27,36\n";
  static const char *const rows[] = { "阳泉/市中心 PM2.5 2020-04-02T08:00 42",
                                      "阳泉/市中心 O3 2020-04-02T08:00 27", NULL };
  static const char *const names[] = { "阳泉.csv", "pm25in_阳泉_20200402-08.csv" };
  g_autoptr (LtReadingPlan) told = make_plan ();
  Read read;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (LtReadingPlan) plan = make_plan ();

      read_file (&read, plan, names[i], text);
      assert_rows (&read, rows);
      g_assert_cmpstr (read.tally.shape, ==, "pm25in-city-hours");
      assert_told (read.tally.notes, 2, "AQI, O3_8h");
      clear_read (&read);
    }
  g_assert_true (lt_reading_plan_set (told, "city", "阳泉", NULL));
  read_file (&read, told, "数据.csv", text);
  assert_rows (&read, rows);
  clear_read (&read);
}

/* A column for each station; what follows from others is left out. */
static void
test_places_across (void)
{
  static const char text[] = "date,hour,type,1013A,1014A,9999A\n"
                             "20140604,0,AQI,73,77,1\n"
                             "20140604,0,PM2.5,47,,1\n"
                             "20140604,0,PM2.5_24h,43,48,1\n"
                             "20140604,23,CO,0.9,1.1,1\n"
                             "20140604,23,PMX,1,1,1\n"
                             "20140604,22,PMX,1,1,1\n";
  static const char *const rows[] = {
    "1013A PM2.5 2014-06-04T00:00 47",
    "1014A PM2.5 2014-06-04T00:00 -",
    "9999A PM2.5 2014-06-04T00:00 1",
    "1013A CO 2014-06-04T23:00 0.9",
    "1014A CO 2014-06-04T23:00 1.1",
    "9999A CO 2014-06-04T23:00 1",
    NULL,
  };
  g_autoptr (LtReadingPlan) plan = make_plan ();
  Read read;

  read_file (&read, plan, "china_sites_20140604.csv", text);
  assert_rows (&read, rows);
  g_assert_cmpstr (read.tally.shape, ==, "china-sites");
  g_assert_cmpstr (read.tally.source, ==, "nation");
  g_assert_cmpuint (read.tally.read, ==, 6);
  g_assert_cmpuint (read.tally.taken, ==, 2);
  g_assert_cmpuint (read.tally.skipped, ==, 2);
  g_assert_cmpuint (read.tally.refused, ==, 2);
  g_assert_cmpuint (read.problems->len, ==, 1);
  assert_told (read.problems, 0, "6 type: no such item. Rows with it: 2");
  clear_read (&read);
}

/* PRSA: the date in three columns, CO in another unit. */
static void
test_parted_date (void)
{
  static const char text[] =
      "\"No\",\"year\",\"month\",\"day\",\"hour\",\"PM2.5\",\"CO\",\"station\"\n"
      "1,2013,3,1,0,4,300,\"Aotizhongxin\"\n"
      "2,2013,2,29,1,4,300,\"Aotizhongxin\"\n"
      "3,2016,2,29,1,NA,NA,\"Aotizhongxin\"\n";
  static const char *const rows[] = {
    "Aotizhongxin PM2.5 2013-03-01T00:00 4",
    "Aotizhongxin CO 2013-03-01T00:00 0.3",
    "Aotizhongxin PM2.5 2016-02-29T01:00 -",
    "Aotizhongxin CO 2016-02-29T01:00 -",
    NULL,
  };
  g_autoptr (LtReadingPlan) plan = make_plan ();
  Read read;

  read_file (&read, plan, "a.csv", text);
  assert_rows (&read, rows);
  g_assert_cmpstr (read.tally.shape, ==, "prsa-hours");
  g_assert_cmpuint (read.tally.refused, ==, 1);
  clear_read (&read);
}

static void
test_shape_as_told (void)
{
  g_autoptr (LtReadingPlan) plan = make_plan ();
  g_autoptr (GError) error = NULL;
  Read read;

  g_assert_false (lt_reading_plan_set_shape (plan, "gem-mines", &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_USAGE);
  g_assert_nonnull (strstr (error->message, "pm25in-hours"));
  g_assert_true (lt_reading_plan_set_shape (plan, "cnemc-live", NULL));
  read_file (&read, plan, "a.csv", "place,item,time,value\n1738A,CO,2026-01-01 08:00,1\n");
  g_assert_error (read.error, LT_ERROR, LT_ERROR_USAGE);
  g_assert_nonnull (strstr (read.error->message, "timepoint"));
  clear_read (&read);
}

static void
write_own (const char *home, const char *file, const char *text)
{
  g_autofree char *folder = g_build_filename (home, "lantian", "shapes", NULL);
  g_autofree char *path = g_build_filename (folder, file, NULL);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
remove_own (const char *home)
{
  static const char *const parts[] = { "lantian/shapes/a.json",
                                       "lantian/shapes/b.json",
                                       "lantian/shapes/c.json",
                                       "lantian/shapes",
                                       "lantian",
                                       "" };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *path = g_build_filename (home, parts[i], NULL);

      g_remove (path);
    }
}

int
main (int argc, char *argv[])
{
  g_autofree char *home = g_dir_make_tmp ("lantian-XXXXXX", NULL);
  int status;

  g_setenv ("XDG_DATA_HOME", home, TRUE);
  g_setenv ("LANGUAGE", "en", TRUE);
  g_test_init (&argc, &argv, NULL);
  write_own (home, "a.json", OWN ("甲", "0-23", "end"));
  write_own (home, "b.json", OWN ("乙", "1-24", "end"));
  write_own (home, "c.json", OWN ("丙", "0-23", "begin"));
  g_test_add_func ("/readings/rounded", test_rounded);
  g_test_add_func ("/readings/items-across", test_items_across);
  g_test_add_func ("/readings/units", test_units);
  g_test_add_func ("/readings/hours", test_hours);
  g_test_add_func ("/readings/own-shape", test_own_shape);
  g_test_add_func ("/readings/city-in-file-name", test_city_in_file_name);
  g_test_add_func ("/readings/places-across", test_places_across);
  g_test_add_func ("/readings/parted-date", test_parted_date);
  g_test_add_func ("/readings/shape-as-told", test_shape_as_told);
  status = g_test_run ();
  remove_own (home);
  return status;
}
