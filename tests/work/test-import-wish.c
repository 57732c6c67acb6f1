/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the window asks of a file: what it is, whether somebody may import it, and that
 * what is stopped leaves nothing. Rows were counted by Python's csv and json. */

#include "base/error.h"
#include "desk.h"
#include "work/import-wish.h"

#include <glib/gstdio.h>
#include <string.h>

#define ROWS 3000

static const struct
{
  const char *file;
  const char *kind;
  gboolean known; /* as a shape, and not only likely */
  guint rows;
} real_files[] = {
  { "stations/stations_shanxi.utf8.csv", "station", TRUE, 82 },
  { "stations/NewSiteList.gbk.csv", "station", TRUE, 2026 },
  { "stations/china-division_shanxi_areas.csv", "area", TRUE, 121 },
  { "mines/gcmt_shanxi.csv", "mine", TRUE, 775 },
  { "mines/gem_mine_boundaries_methane_box110-115_34.5-41.geojson", "mine", TRUE, 342 },
  { "boundaries/140300_yangquan_counties.gcj02.geojson", "area", TRUE, 5 },
  { "boundaries/datav_140300_full.gcj02.geojson", "area", TRUE, 5 },
  { "hourly/pm25in_阳泉_20200402-08.csv", "reading", TRUE, 588 },
  { "hourly/pm25in_all_20200402-08.csv.gz", "reading", TRUE, 177285 },
  { "hourly/china_sites_20140606.csv", "reading", TRUE, 360 },
  { "daily/aqistudy_阳泉_daily.csv", "reading", TRUE, 1157 },
  { "dust/changzhi_county_dustfall_2021-10.csv", "reading", TRUE, 12 },
};

static const LtLikelyKind *
get_first (const LtRecognition *found)
{
  return found->kinds->len == 0 ? NULL : g_ptr_array_index (found->kinds, 0);
}

static void
test_real_files (void)
{
  const char *folder = g_getenv ("LANTIAN_SHARED_DATA");

  if (folder == NULL)
    {
      g_test_skip ("LANTIAN_SHARED_DATA is not set: no real files");
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (real_files); i++)
    {
      g_autofree char *path = g_build_filename (folder, real_files[i].file, NULL);
      g_autoptr (LtImportWish) wish = lt_import_wish_new (path);
      g_autoptr (GError) error = NULL;
      g_autoptr (LtRecognition) found = lt_work_recognise (wish, NULL, NULL, NULL, &error);

      g_test_message ("%s", real_files[i].file);
      g_assert_no_error (error);
      g_assert_nonnull (get_first (found));
      g_assert_cmpstr (get_first (found)->name, ==, real_files[i].kind);
      g_assert_true ((get_first (found)->known_as != NULL) == real_files[i].known);
      g_assert_true (get_first (found)->complete);
      g_assert_cmpuint (found->rows, ==, real_files[i].rows);
      g_assert_false (found->more);
    }
}

/* Tables that nobody has described: by the names of their columns. */
static const struct
{
  const char *name;
  const char *text;
  const char *kind; /* (nullable): nothing is like it */
  gboolean complete;
} unknown_files[] = {
  { "dust-site.csv", "code,name,longitude,latitude\nA1,甲,113.5,37.8\n", "dust-site", TRUE },
  { "Mines 2026.csv", "name,longitude,latitude\n甲矿,113.5,37.8\n", "mine", TRUE },
  { "b.csv", "time,place,PM2.5,SO2\n2026-01-01T08:00,1738A,12,3\n", "reading", TRUE },
  { "c.csv", "苹果,梨\n1,2\n", NULL, FALSE },
  { "d.csv", "苹果,lon,lat\n1,113.5,37.8\n", NULL, FALSE },
};

static void
test_unknown_files (void)
{
  g_autoptr (Desk) desk = desk_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (unknown_files); i++)
    {
      g_autofree char *path = desk_path (desk, unknown_files[i].name);
      g_autoptr (LtImportWish) wish = lt_import_wish_new (path);
      g_autoptr (LtRecognition) found = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_true (g_file_set_contents (path, unknown_files[i].text, -1, NULL));
      found = lt_work_recognise (wish, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
      g_test_message ("%s", unknown_files[i].name);
      g_assert_cmpuint (found->rows, ==, 1);
      if (unknown_files[i].kind == NULL)
        {
          g_assert_cmpuint (found->kinds->len, ==, 0);
          continue;
        }
      g_assert_nonnull (get_first (found));
      g_assert_cmpstr (get_first (found)->name, ==, unknown_files[i].kind);
      g_assert_null (get_first (found)->known_as);
      g_assert_true (get_first (found)->complete == unknown_files[i].complete);
    }
}

/* Points are no areas, though KML does not say at its head that it has points. */
static void
test_points (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autofree char *path = desk_path (desk, "points.kml");
  g_autoptr (LtImportWish) wish = lt_import_wish_new (path);
  g_autoptr (LtRecognition) found = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (
      path,
      "<kml xmlns='http://www.opengis.net/kml/2.2'><Document><Placemark><name>甲</name>"
      "<Point><coordinates>113.5,37.8</coordinates></Point></Placemark></Document></kml>",
      -1, NULL));
  found = lt_work_recognise (wish, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->kinds->len, >, 0);
  for (guint i = 0; i < found->kinds->len; i++)
    {
      const LtLikelyKind *likely = g_ptr_array_index (found->kinds, i);
      const LtKind *kind = lt_kind_by_name (likely->name);
      int geometry = lt_kind_geometry_field (kind);

      g_assert_true (geometry < 0 || kind->fields[geometry].type == LT_TYPE_POINT);
    }
}

static void
write_mines (const char *path)
{
  g_autoptr (GString) text = g_string_new ("code,name,longitude,latitude\n");

  for (guint i = 0; i < ROWS; i++)
    g_string_append_printf (text, "Z%05u,矿%05u,%.5f,%.5f\n", i, i, 113.2 + i * 0.00001,
                            37.8 + i * 0.00001);
  g_assert_true (g_file_set_contents (path, text->str, -1, NULL));
}

static LtImportWish *
wish_for_mines (Desk *desk)
{
  g_autofree char *path = desk_path (desk, "mines.csv");
  LtImportWish *wish = lt_import_wish_new (path);

  write_mines (path);
  wish->kind = lt_kind_by_name ("mine");
  wish->datum = g_strdup ("wgs84");
  return wish;
}

static guint
count (Desk *desk, const char *kind)
{
  g_autoptr (GPtrArray) records =
      lt_store_list (lt_session_get_store (desk->session), lt_kind_by_name (kind), NULL, NULL);

  return records->len;
}

typedef struct
{
  GCancellable *cancellable;
  guint written;
  guint parts;
} Stopper;

/* Stops as soon as something was written. */
static void
on_progress (guint rows, guint written, guint parts, gpointer user_data)
{
  Stopper *stopper = user_data;

  stopper->written = written;
  stopper->parts = parts;
  if (written > 0)
    g_cancellable_cancel (stopper->cancellable);
}

static void
test_stopped (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (LtImportWish) wish = wish_for_mines (desk);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Stopper stopper = { cancellable, 0, 0 };
  LtImportWatch watch = { cancellable, on_progress, &stopper };
  g_autoptr (LtImportReport) report = NULL;
  g_autoptr (GError) error = NULL;
  guint before = count (desk, "mine");
  gint64 operations;

  desk_act_as (desk, OFFICER);
  operations = desk_operations (desk);
  g_assert_null (lt_work_import_wish (desk->session, wish, &watch, &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_UNAVAILABLE);
  g_assert_cmpuint (stopper.written, >, 0);
  g_assert_cmpuint (stopper.written, <, stopper.parts);
  /* it is in the log, and undone there */
  g_assert_cmpint (desk_operations (desk), >, operations);
  g_assert_cmpuint (count (desk, "mine"), ==, before);
  g_assert_cmpuint (count (desk, "import"), ==, 0);
  desk_assert_sound (desk);

  /* and the same file goes in afterwards */
  g_clear_error (&error);
  report = lt_work_import_wish (desk->session, wish, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->added, ==, ROWS);
  g_assert_cmpuint (count (desk, "mine"), ==, before + ROWS);
  g_assert_cmpuint (count (desk, "import"), ==, 1);
}

/* A zip of two tables, each a part. */
static char *
write_zip (Desk *desk, const char *first, const char *second)
{
  static const char *const arguments[] = { "python3",  "-m",    "zipfile", "-c",
                                           "both.zip", "a.csv", "b.csv",   NULL };
  g_autofree char *a = desk_path (desk, "a.csv");
  g_autofree char *b = desk_path (desk, "b.csv");
  g_autofree char *folder = g_path_get_dirname (a);
  int status = 0;

  g_assert_true (g_file_set_contents (a, first, -1, NULL));
  g_assert_true (g_file_set_contents (b, second, -1, NULL));
  g_assert_true (g_spawn_sync (folder, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL,
                               NULL, NULL, &status, NULL));
  g_assert_cmpint (status, ==, 0);
  return desk_path (desk, "both.zip");
}

static LtImportWish *
wish_for_parts (const char *path)
{
  LtImportWish *wish = lt_import_wish_new (path);

  g_ptr_array_add (wish->parts, g_strdup ("a.csv"));
  g_ptr_array_add (wish->parts, g_strdup ("b.csv"));
  return wish;
}

typedef struct
{
  Desk *desk;
  GCancellable *cancellable;
} Between;

/* Stops when the first part is in. */
static void
on_progress_between (guint rows, guint written, guint parts, gpointer user_data)
{
  Between *between = user_data;

  if (count (between->desk, "batch") > 0)
    g_cancellable_cancel (between->cancellable);
}

/* Measured values of places that are made, stopped in the second part: neither the
 * batch nor the places stay. */
static void
test_stopped_readings (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (GString) second = g_string_new ("time,place,PM2.5\n");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Between between = { desk, cancellable };
  LtImportWatch watch = { cancellable, on_progress_between, &between };
  g_autoptr (LtImportReport) report = NULL;
  g_autoptr (LtImportWish) wish = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  guint stations = count (desk, "station");
  gint64 operations;

  for (guint i = 0; i < ROWS; i++)
    g_string_append_printf (second, "2026-%02u-%02uT%02u:00,9002A,12\n", 1 + i / 24 / 28,
                            1 + i / 24 % 28, i % 24);
  path = write_zip (desk, "time,place,PM2.5\n2026-01-01T08:00,9001A,12\n", second->str);
  wish = wish_for_parts (path);
  wish->flags = LT_IMPORT_CREATE;
  desk_act_as (desk, OFFICER);
  operations = desk_operations (desk);
  g_assert_null (lt_work_import_wish (desk->session, wish, &watch, &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_UNAVAILABLE);
  g_assert_cmpint (desk_operations (desk), >, operations);
  g_assert_nonnull (strstr (error->message, "taken back"));
  g_assert_null (strstr (error->message, "before anything of it was written"));
  g_assert_cmpuint (count (desk, "batch"), ==, 0);
  g_assert_cmpuint (count (desk, "station"), ==, stations);
  desk_assert_sound (desk);

  /* and the same file goes in afterwards */
  g_clear_error (&error);
  report = lt_work_import_wish (desk->session, wish, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->added, ==, ROWS + 1);
  g_assert_cmpuint (count (desk, "station"), ==, stations + 2);
}

/* The same officer imports a file of the same name beside, and then this one stops. */
static void
on_progress_beside (guint rows, guint written, guint parts, gpointer user_data)
{
  Between *between = user_data;
  const char *path = lt_session_get_path (between->desk->session);
  g_autofree char *file = desk_path (between->desk, "beside/mines.csv");
  g_autofree char *folder = g_path_get_dirname (file);
  g_autoptr (LtImportWish) wish = lt_import_wish_new (file);
  g_autoptr (LtSession) session = NULL;
  g_autoptr (LtImportReport) report = NULL;
  g_autoptr (GError) error = NULL;

  if (g_cancellable_is_cancelled (between->cancellable))
    return;
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (file, "code,name\nBESIDE,旁矿\n", -1, NULL));
  session = lt_session_open (path, &error);
  g_assert_no_error (error);
  lt_session_set_now (session, DESK_NOW);
  lt_session_sign_in (session, OFFICER, LT_SAMPLE_PASSPHRASE, &error);
  g_assert_no_error (error);
  wish->kind = lt_kind_by_name ("mine");
  report = lt_work_import_wish (session, wish, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->added, ==, 1);
  g_unlink (file);
  g_rmdir (folder);
  g_cancellable_cancel (between->cancellable);
}

/* A trial that is stopped takes nothing back: it has written nothing. */
static void
test_beside (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (LtImportWish) wish = wish_for_mines (desk);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Between between = { desk, cancellable };
  LtImportWatch watch = { cancellable, on_progress_beside, &between };
  g_autoptr (GError) error = NULL;
  guint before = count (desk, "mine");

  wish->flags = LT_IMPORT_DRY_RUN;
  desk_act_as (desk, OFFICER);
  g_assert_null (lt_work_import_wish (desk->session, wish, &watch, &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_UNAVAILABLE);
  g_assert_null (strstr (error->message, "taken back"));
  g_assert_cmpuint (count (desk, "mine"), ==, before + 1);
  desk_assert_sound (desk);
}

/* Somebody saves another file over the one that is being imported. */
static void
on_progress_spoil (guint rows, guint written, guint parts, gpointer user_data)
{
  if (written > 0)
    g_assert_true (g_file_set_contents (user_data, "spoilt", -1, NULL));
}

/* A part that fails takes those before it back, though nobody stopped it. */
static void
test_failed_part (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autofree char *path = write_zip (desk, "code,name\nA1,甲矿\nA2,乙矿\n", "code,name\nB1,丙矿\n");
  g_autoptr (LtImportWish) wish = wish_for_parts (path);
  LtImportWatch watch = { NULL, on_progress_spoil, path };
  g_autoptr (GError) error = NULL;
  guint before = count (desk, "mine");
  gint64 operations;

  wish->kind = lt_kind_by_name ("mine");
  desk_act_as (desk, OFFICER);
  operations = desk_operations (desk);
  g_assert_null (lt_work_import_wish (desk->session, wish, &watch, &error));
  g_assert_nonnull (error);
  g_assert_cmpint (desk_operations (desk), >, operations);
  g_assert_nonnull (strstr (error->message, "taken back"));
  g_assert_cmpuint (count (desk, "mine"), ==, before);
  g_assert_cmpuint (count (desk, "import"), ==, 0);
  desk_assert_sound (desk);
}

/* What was checked is what is imported: not what was saved over it since. */
static void
test_changed (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (LtImportWish) wish = wish_for_mines (desk);
  g_autoptr (LtImportWish) copy = NULL;
  g_autoptr (LtImportReport) report = NULL;
  g_autoptr (GError) error = NULL;
  gint64 operations;

  lt_file_stamp_take (&wish->stamp, wish->path);
  wish->checked = TRUE;
  copy = lt_import_wish_copy (wish);
  desk_act_as (desk, OFFICER);
  operations = desk_operations (desk);
  g_assert_true (g_file_set_contents (wish->path, "code,name\nOTHER,他矿\n", -1, NULL));
  g_assert_null (lt_work_import_wish (desk->session, copy, NULL, &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_BAD_INPUT);
  g_assert_nonnull (strstr (error->message, "since it was checked"));
  g_assert_cmpint (desk_operations (desk), ==, operations);

  g_clear_error (&error);
  lt_file_stamp_take (&copy->stamp, copy->path);
  report = lt_work_import_wish (desk->session, copy, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->added, ==, 1);
}

/* Refused before the file is read: there is none. */
static void
test_not_allowed (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (LtImportWish) wish = lt_import_wish_new ("/there/is/no/such.csv");
  g_autoptr (LtRecord) officer = NULL;
  g_autoptr (GError) error = NULL;

  wish->kind = lt_kind_by_name ("mine");
  lt_session_sign_out (desk->session);
  g_assert_null (lt_work_import_wish (desk->session, wish, NULL, &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_REFUSED);
  g_clear_error (&error);

  /* his card has run out */
  desk_act_as (desk, KEEPER);
  officer = desk_officer (desk, OFFICER);
  desk_set (desk, officer, "card_from", "2020-01-01", &error);
  g_assert_no_error (error);
  g_clear_pointer (&officer, lt_record_free);
  officer = desk_officer (desk, OFFICER);
  desk_set (desk, officer, "card_to", "2025-12-31", &error);
  g_assert_no_error (error);
  desk_act_as (desk, OFFICER);
  g_assert_null (lt_work_import_wish (desk->session, wish, NULL, &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, OFFICER));
  g_clear_error (&error);

  desk_act_as (desk, OTHER);
  g_assert_null (lt_work_import_wish (desk->session, wish, NULL, &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_BAD_INPUT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/work/import-wish/real-files", test_real_files);
  g_test_add_func ("/work/import-wish/unknown-files", test_unknown_files);
  g_test_add_func ("/work/import-wish/points", test_points);
  g_test_add_func ("/work/import-wish/stopped", test_stopped);
  g_test_add_func ("/work/import-wish/stopped-readings", test_stopped_readings);
  g_test_add_func ("/work/import-wish/beside", test_beside);
  g_test_add_func ("/work/import-wish/failed-part", test_failed_part);
  g_test_add_func ("/work/import-wish/changed", test_changed);
  g_test_add_func ("/work/import-wish/not-allowed", test_not_allowed);
  return g_test_run ();
}
