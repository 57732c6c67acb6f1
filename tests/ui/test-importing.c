/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A file is dropped on the window: what it is, what its coordinates are in, what would
 * be done, and what was. Expected numbers are counted in the files themselves. */

#include "stage-import.h"

#include "ui/importing/import-job.h"
#include "work/records.h"

#include <glib/gstdio.h>

static char *
find_data (const char *name)
{
  const char *folder = g_getenv ("LANTIAN_SHARED_DATA");
  g_autofree char *path = folder == NULL ? NULL : g_build_filename (folder, name, NULL);

  if (path != NULL && g_file_test (path, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&path);
  g_test_skip ("there is no LANTIAN_SHARED_DATA with the real files");
  return NULL;
}

/* All of it is seen on the officers' screens. */
static void
take_picture (Stage *stage, const char *name)
{
  int least;

  gtk_widget_measure (GTK_WIDGET (stage->window), GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL,
                      NULL, NULL);
  g_assert_cmpint (least, <=, 1366);
  stage_picture (stage, name);
}

static guint
count (Stage *stage, const char *kind)
{
  g_autoptr (GPtrArray) records =
      lt_store_list (lt_session_get_store (lt_window_get_session (stage->window)),
                     lt_kind_by_name (kind), NULL, NULL);

  return records->len;
}

/* Rows of a list of stations, and how many of its codes the county lacks. */
static void
count_stations (Stage *stage, const char *path, guint *rows, guint *missing)
{
  LtStore *store = lt_session_get_store (lt_window_get_session (stage->window));
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  *rows = *missing = 0;
  for (int i = 1; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], ",", 2);
      g_autoptr (LtRecord) known =
          lt_store_find_by_key (store, lt_kind_by_name ("station"), cells[0]);

      (*rows)++;
      *missing += known == NULL;
    }
}

/* The file does not say its datum: both are shown, and none is chosen. */
static void
test_datum (void)
{
  g_autoptr (Stage) stage = NULL;
  g_autofree char *path = find_data ("stations/stations_shanxi.utf8.csv");
  g_autofree char *read = NULL;
  g_autofree char *added = NULL;
  guint before, rows, missing;

  if (path == NULL)
    return;
  stage = stage_new_sample ();
  before = count (stage, "station");
  count_stations (stage, path, &rows, &missing);
  read = g_strdup_printf ("%u", rows);
  added = g_strdup_printf ("%u", missing);
  stage_drop_one (stage, path);
  stage_assert_says (stage, "import-recognised", read);
  take_picture (stage, "import-file");

  /* Nobody is signed in: nothing is begun. */
  stage_press_next (stage);
  g_assert_true (gtk_widget_get_mapped (stage_find (stage, "import-problem")));
  stage_key (stage, GDK_KEY_Escape, 0);
  stage_sign_in (stage);
  stage_press_next (stage);
  stage_wait_shown (stage, "datum-gcj02");
  g_assert_false (gtk_widget_get_sensitive (stage_find (stage, "import-next")));
  take_picture (stage, "import-datum");
  g_assert_cmpstr (stage_get_text (stage, "datum-area-wgs84"), !=,
                   stage_get_text (stage, "datum-area-bd09"));
  stage_tab_to (stage, "datum-wgs84");
  stage_key (stage, GDK_KEY_space, 0);
  g_assert_true (gtk_widget_get_sensitive (stage_find (stage, "import-next")));
  stage_press_next (stage);

  stage_wait_shown (stage, "import-counts");
  stage_assert_says (stage, "import-counts", read);
  stage_assert_says (stage, "import-counts", added);
  take_picture (stage, "import-check");
  g_assert_cmpuint (count (stage, "station"), ==, before);
  g_assert_cmpuint (count (stage, "import"), ==, 0);
  stage_press_next (stage);
  stage_wait_shown (stage, "import-counts");
  take_picture (stage, "import-report");
  g_assert_cmpuint (count (stage, "station"), ==, before + missing);
  g_assert_cmpuint (count (stage, "import"), ==, 1);
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait_shown (stage, "kept-import");
  stage_assert_says (stage, "kept-import", "stations_shanxi.utf8.csv");
  take_picture (stage, "import-kept");
}

/* Hours of stations that are not known: asked to be made, and then made. */
static void
test_readings (void)
{
  g_autoptr (Stage) stage = NULL;
  g_autofree char *path = find_data ("hourly/pm25in_石家庄_20200402-08.csv");
  guint stations;

  if (path == NULL)
    return;
  stage = stage_new_sample ();
  stage_sign_in (stage);
  stations = count (stage, "station");
  stage_drop_one (stage, path);
  stage_assert_says (stage, "import-recognised", "pm25.in");
  take_picture (stage, "import-readings-file");
  stage_press_next (stage);
  stage_wait_shown (stage, "import-counts");
  take_picture (stage, "import-readings-unknown");
  stage_tab_to (stage, "import-create");
  stage_key (stage, GDK_KEY_space, 0);
  stage_press_next (stage);
  stage_wait_shown (stage, "import-counts");
  take_picture (stage, "import-readings-check");
  g_assert_cmpuint (count (stage, "station"), ==, stations);
  stage_press_next (stage);
  stage_wait_shown (stage, "import-counts");
  take_picture (stage, "import-readings-report");
  g_assert_cmpuint (count (stage, "batch"), ==, 1);
  g_assert_cmpuint (count (stage, "station"), >, stations);
}

static void
choose_town (Stage *stage)
{
  GtkDropDown *list = GTK_DROP_DOWN (stage_find (stage, "import-kind"));
  GtkStringList *model = GTK_STRING_LIST (gtk_drop_down_get_model (list));
  const char *town = lt_kind_get_label (lt_kind_by_name ("town"));
  int place = 0;

  while (!g_str_equal (gtk_string_list_get_string (model, (guint) place), town))
    place++;
  stage_choose (stage, place - (int) gtk_drop_down_get_selected (list));
}

/* By the keyboard alone, from the file on. */
static void
test_chooser (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  g_autofree char *path = g_build_filename (stage->folder, "towns.csv", NULL);
  guint before = count (stage, "town");

  g_assert_true (
      g_file_set_contents (path, "name,longitude,latitude\n新镇,113.6,37.9\n", -1, NULL));
  stage_sign_in (stage);
  stage_key (stage, GDK_KEY_i, GDK_CONTROL_MASK);
  stage_choose_path (stage, stage_wait_dialog (stage), path);
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait_no_dialog (stage);
  stage_wait_page (stage, "import");
  stage_wait_work (stage);
  take_picture (stage, "import-towns");
  /* towns stand behind what is likelier */
  stage_tab_to (stage, "import-kind");
  choose_town (stage);
  stage_press_next (stage);
  stage_wait_shown (stage, "datum-wgs84");
  stage_tab_to (stage, "datum-gcj02");
  stage_key (stage, GDK_KEY_space, 0);
  stage_press_next (stage);
  stage_press_next (stage);
  stage_wait_shown (stage, "import-counts");
  g_assert_cmpuint (count (stage, "town"), ==, before + 1);
}

/* A file that is broken says so, and nothing is changed. */
static void
test_broken (void)
{
  g_autoptr (Stage) stage = NULL;
  g_autofree char *path = find_data ("awkward/kml/bad.kmz");
  guint64 version;

  if (path == NULL)
    return;
  stage = stage_new_sample ();
  version = lt_store_get_version (lt_session_get_store (lt_window_get_session (stage->window)));
  stage_drop_one (stage, path);
  stage_wait_shown (stage, "import-problem");
  stage_assert_says (stage, "import-problem", "bad.kmz");
  take_picture (stage, "import-broken");
  g_assert_cmpuint (lt_store_get_version (
                        lt_session_get_store (lt_window_get_session (stage->window))),
                    ==, version);
}

/* A row that may be a mine that is here is proposed; the officer says what it is. */
static void
test_candidate (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  LtSession *session = lt_window_get_session (stage->window);
  g_autoptr (LtRecord) mine = lt_work_show (session, lt_kind_by_name ("mine"), "SL-K01", NULL);
  g_autofree char *path = g_build_filename (stage->folder, "mines.csv", NULL);
  g_autofree char *text =
      g_strdup_printf ("name,party,longitude,latitude\n%s,甲方,113.7621,37.8741\n",
                       lt_record_get (mine, "name"));
  guint before = count (stage, "mine");

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  stage_sign_in (stage);
  stage_drop_one (stage, path);
  take_picture (stage, "import-likely");
  stage_press_next (stage);
  stage_wait_shown (stage, "datum-wgs84");
  stage_click (stage, "datum-wgs84");
  stage_press_next (stage);
  stage_wait_shown (stage, "import-candidates");
  take_picture (stage, "import-candidate");
  stage_tab_to (stage, "import-candidates");
  stage_choose (stage, 2);
  stage_press_next (stage);
  stage_wait_shown (stage, "import-candidates");
  g_assert_cmpuint (count (stage, "mine"), ==, before);
  take_picture (stage, "import-candidate-own");
  stage_press_next (stage);
  stage_wait_shown (stage, "import-counts");
  g_assert_cmpuint (count (stage, "mine"), ==, before + 1);
}

/* Of several files that begin nothing only that is said; a shapefile is one, however
 * its name is written. */
static void
test_several (void)
{
  g_autoptr (Stage) stage = stage_new (NULL);
  g_autoptr (Stage) open = NULL;
  g_autofree char *words = NULL;
  g_autofree char *one = NULL;
  g_autofree char *two = NULL;

  stage_drop (stage, (const char *const[]){ "/nowhere/a.csv", NULL });
  stage_wait_shown (stage, "problem");
  words = g_strdup (stage_get_text (stage, "problem"));
  stage_drop (stage, (const char *const[]){ "/nowhere/a.csv", "/nowhere/b.csv", NULL });
  g_assert_cmpstr (stage_get_text (stage, "problem"), ==, words);
  g_clear_pointer (&stage, stage_free);

  open = stage_new_sample ();
  one = g_build_filename (open->folder, "A.DBF", NULL);
  two = g_build_filename (open->folder, "A.SHP", NULL);
  stage_drop (open, (const char *const[]){ one, two, NULL });
  stage_wait_work (open);
  g_assert_false (gtk_widget_get_mapped (stage_find (open, "problem")));
  g_assert_false (gtk_widget_get_mapped (stage_find (open, "import-waiting")));
}

static char *
write_towns (Stage *stage, const char *file, const char *town)
{
  char *path = g_build_filename (stage->folder, file, NULL);
  g_autofree char *text = g_strdup_printf ("name,longitude (CGCS2000),latitude (CGCS2000)\n"
                                           "%s,113.6,37.9\n",
                                           town);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

/* Three files at once, one of them twice: one after the other, and one is left out. */
static void
test_one_after_other (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  g_autofree char *one = write_towns (stage, "one.csv", "新镇一");
  g_autofree char *two = write_towns (stage, "two.csv", "新镇二");
  g_autofree char *three = write_towns (stage, "three.csv", "新镇三");
  guint before = count (stage, "town");

  stage_sign_in (stage);
  stage_drop (stage, (const char *const[]){ one, two, one, three, NULL });
  stage_wait_page (stage, "import");
  stage_wait_work (stage);
  stage_assert_says (stage, "import-file", "one.csv");
  stage_choose_kind (stage, lt_kind_get_label (lt_kind_by_name ("town")));
  stage_press_next (stage);
  stage_wait_shown (stage, "import-counts");
  stage_press_next (stage);
  stage_wait_shown (stage, "import-undo");
  take_picture (stage, "import-next-file");
  stage_press_next (stage);
  stage_assert_says (stage, "import-file", "two.csv");
  stage_tab_to (stage, "import-back"); /* not this one */
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait_shown (stage, "import-waiting");
  stage_assert_says (stage, "import-waiting", "three.csv");
  take_picture (stage, "import-waiting");
  stage_tab_to (stage, "import-waiting");
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait_work (stage);
  stage_assert_says (stage, "import-file", "three.csv");
  stage_choose_kind (stage, lt_kind_get_label (lt_kind_by_name ("town")));
  stage_press_next (stage);
  stage_wait_shown (stage, "import-counts");
  stage_press_next (stage);
  stage_wait_shown (stage, "import-undo");
  g_assert_cmpuint (count (stage, "town"), ==, before + 2);
  stage_press_next (stage);
  stage_wait_shown (stage, "import-choose");
  g_assert_false (gtk_widget_get_mapped (stage_find (stage, "import-waiting")));
}

typedef struct
{
  gboolean writes;
} Told;

static void
on_progress (LtLongWork *work, guint step, guint64 done, guint64 total, Told *told)
{
  told->writes = told->writes || step == LT_IMPORT_WRITING;
}

static gboolean
writes_or_ended (gpointer user_data)
{
  return ((Told *) user_data)->writes || stage_nothing_runs (NULL);
}

static void
write_mines (const char *path, guint n)
{
  g_autoptr (GString) text = g_string_new ("code,name,longitude,latitude\n");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "Z%05u,矿%05u,%.5f,%.5f\n", i, i, 113.2 + i * 0.00001,
                            37.8 + i * 0.00001);
  g_assert_true (g_file_set_contents (path, text->str, -1, NULL));
}

/* Stopped while it writes: what was written is taken back. */
static void
test_stopped (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  g_autofree char *path = g_build_filename (stage->folder, "mines.csv", NULL);
  guint before = count (stage, "mine");
  Told told = { 0 };

  write_mines (path, 8000);
  stage_sign_in (stage);
  stage_drop_one (stage, path);
  stage_press_next (stage);
  stage_wait_shown (stage, "datum-wgs84");
  stage_click (stage, "datum-wgs84");
  stage_press_next (stage);
  stage_wait_shown (stage, "import-counts");
  stage_tab_to (stage, "import-next");
  stage_key (stage, GDK_KEY_Return, 0);
  g_signal_connect (lt_long_work_get_running (), "progress", G_CALLBACK (on_progress), &told);
  stage_wait (writes_or_ended, &told, "the import to write");
  g_assert_true (told.writes);
  stage_key (stage, GDK_KEY_Return, 0); /* the keyboard is on the button that stops */
  stage_wait_work (stage);
  stage_wait_shown (stage, "import-problem");
  take_picture (stage, "import-stopped");
  g_assert_cmpuint (count (stage, "mine"), ==, before);
  g_assert_cmpuint (count (stage, "import"), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/importing/datum", test_datum);
  g_test_add_func ("/ui/importing/readings", test_readings);
  g_test_add_func ("/ui/importing/chooser", test_chooser);
  g_test_add_func ("/ui/importing/broken", test_broken);
  g_test_add_func ("/ui/importing/candidate", test_candidate);
  g_test_add_func ("/ui/importing/several", test_several);
  g_test_add_func ("/ui/importing/one-after-other", test_one_after_other);
  g_test_add_func ("/ui/importing/stopped", test_stopped);
  return g_test_run ();
}
