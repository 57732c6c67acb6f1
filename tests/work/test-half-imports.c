/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Imports that were broken off: they are told, finished with the same file, and taken
 * back; what comes of them is what would have come at once. */

#include "base/error.h"
#include "desk.h"
#include "store/half-imports.h"
#include "store/log.h"
#include "work/import-run.h"
#include "work/records.h"

#include <glib/gstdio.h>
#include <string.h>

#define ROWS 3000

static guint
count (Desk *desk, const char *kind)
{
  return (guint) lt_store_count (lt_session_get_store (desk->session), lt_kind_by_name (kind), NULL,
                                 NULL);
}

static GPtrArray *
list_halves (Desk *desk)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *halves =
      lt_store_list_half_imports (lt_session_get_store (desk->session), NULL, FALSE, &error);

  g_assert_no_error (error);
  return halves;
}

static void
assert_halves (Desk *desk, guint n)
{
  g_autoptr (GPtrArray) halves = list_halves (desk);

  g_assert_cmpuint (halves->len, ==, n);
}

/* Of each name three that lie some metres apart, without a code: each of them may be
 * the others, were they not of one file. */
static char *
write_rows (Desk *desk, const char *name)
{
  g_autoptr (GString) text = g_string_new ("name,longitude,latitude,party\n");
  char *path = desk_path (desk, name);

  for (guint i = 0; i < ROWS; i++)
    g_string_append_printf (text, "矿%u,%.5f,37.8,%s\n", i % (ROWS / 3),
                            113.2 + i % (ROWS / 3) * 0.00002 + i / (ROWS / 3) * 0.0002,
                            i < ROWS / 3 ? "" : "甲公司");
  g_assert_true (g_file_set_contents (path, text->str, -1, NULL));
  return path;
}

/* Stops as soon as something was written, as a machine does whose power fails then. */
static void
on_progress (guint rows, guint written, guint parts, gpointer user_data)
{
  if (written > 0)
    g_cancellable_cancel (user_data);
}

static LtImportReport *
import_as (Desk *desk,
           const char *path,
           const char *datum,
           LtImportFlags flags,
           const LtImportWatch *watch,
           GError **error)
{
  g_autoptr (LtImportPlan) plan = lt_import_plan_new (lt_kind_by_name ("mine"));

  g_assert_true (lt_import_plan_set_datum (plan, datum, NULL));
  return lt_work_import (desk->session, lt_kind_by_name ("mine"), plan, path, flags, watch, error);
}

static LtImportReport *
import (Desk *desk,
        const char *path,
        LtImportFlags flags,
        const LtImportWatch *watch,
        GError **error)
{
  return import_as (desk, path, "cgcs2000", flags, watch, error);
}

static void
break_off (Desk *desk, const char *path)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  LtImportWatch watch = { cancellable, on_progress, cancellable };
  g_autoptr (GError) error = NULL;

  g_assert_null (import (desk, path, LT_IMPORT_NONE, &watch, &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_UNAVAILABLE);
}

static void
import_all (Desk *desk, const char *path, LtImportFlags flags, guint added, guint unchanged)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LtImportReport) report = import (desk, path, flags, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (report->added, ==, added);
  g_assert_cmpuint (report->unchanged, ==, unchanged);
  g_assert_cmpuint (report->updated + report->refused + report->candidates, ==, 0);
}

/* Broken off twice, it is one; whole, it is told no more, and undone as one. */
static void
test_finished (void)
{
  g_autoptr (Desk) desk = desk_new ();
  LtStore *store = lt_session_get_store (desk->session);
  g_autofree char *path = write_rows (desk, "mines.csv");
  g_autoptr (GPtrArray) halves = NULL;
  g_autofree char *words = NULL;
  g_autofree char *number = NULL;
  guint before = count (desk, "mine");
  guint here;

  desk_act_as (desk, OFFICER);
  assert_halves (desk, 0);
  break_off (desk, path);
  here = count (desk, "mine") - before;
  g_assert_cmpuint (here, >, 0);
  g_assert_cmpuint (here, <, ROWS);
  halves = list_halves (desk);
  g_assert_cmpuint (halves->len, ==, 1);
  words = lt_half_import_describe (g_ptr_array_index (halves, 0), store);
  number = g_strdup_printf (" %u of its %u records ", here, ROWS);
  g_test_message ("%s", words);
  g_assert_nonnull (strstr (words, number));
  g_assert_nonnull (strstr (words, " mines.csv "));
  g_assert_nonnull (strstr (words, " 2026-11-20 16:00 "));
  desk_assert_sound (desk);

  /* a trial says what would be done */
  import_all (desk, path, LT_IMPORT_DRY_RUN, ROWS - here, here);
  assert_halves (desk, 1);
  break_off (desk, path);
  assert_halves (desk, 1);
  here = count (desk, "mine") - before;
  import_all (desk, path, LT_IMPORT_NONE, ROWS - here, here);
  assert_halves (desk, 0);
  g_assert_cmpuint (count (desk, "mine"), ==, before + ROWS);
  import_all (desk, path, LT_IMPORT_NONE, 0, ROWS);
  desk_assert_sound (desk);

  g_assert_true (lt_work_undo (desk->session, NULL, NULL, NULL));
  assert_halves (desk, 0);
  g_assert_cmpuint (count (desk, "mine"), ==, before);
  g_assert_cmpuint (count (desk, "import"), ==, 0);
  /* and the undoing of it */
  {
    g_autoptr (GPtrArray) groups = lt_store_log (store, &(LtLogQuery){ .limit = 1 }, NULL);

    g_assert_true (
        lt_work_undo (desk->session, &((LtGroup *) g_ptr_array_index (groups, 0))->id, NULL, NULL));
  }
  assert_halves (desk, 0);
  g_assert_cmpuint (count (desk, "mine"), ==, before + ROWS);
  desk_assert_sound (desk);
}

/* Read in another datum every place would be there twice, half a kilometre apart. */
static void
test_other_datum (void)
{
  static const LtImportFlags flags[] = { LT_IMPORT_DRY_RUN, LT_IMPORT_NONE };
  g_autoptr (Desk) desk = desk_new ();
  g_autofree char *path = write_rows (desk, "mines.csv");
  guint before = count (desk, "mine");
  guint here;

  desk_act_as (desk, OFFICER);
  break_off (desk, path);
  here = count (desk, "mine");
  for (gsize i = 0; i < G_N_ELEMENTS (flags); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (import_as (desk, path, "gcj02", flags[i], NULL, &error));
      g_assert_error (error, LT_ERROR, LT_ERROR_REFUSED);
      g_assert_nonnull (strstr (error->message, "mines.csv"));
      g_assert_cmpuint (count (desk, "mine"), ==, here);
      assert_halves (desk, 1);
    }
  import_all (desk, path, LT_IMPORT_NONE, before + ROWS - here, here - before);
  assert_halves (desk, 0);
}

/* Another file, or somebody else, does not finish it. */
static void
test_others (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autofree char *path = write_rows (desk, "mines.csv");
  g_autofree char *folder = desk_path (desk, "beside");
  g_autofree char *other = g_build_filename (folder, "mines.csv", NULL);
  g_autoptr (GPtrArray) halves = NULL;
  const LtHalfImport *half;
  guint before = count (desk, "mine");

  desk_act_as (desk, OFFICER);
  break_off (desk, path);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (other, "code,name\nH-1,另一矿\n", -1, NULL));
  import_all (desk, other, LT_IMPORT_NONE, 1, 0);
  assert_halves (desk, 1);
  desk_act_as (desk, KEEPER);
  import_all (desk, other, LT_IMPORT_NONE, 0, 1);
  assert_halves (desk, 1);
  halves = list_halves (desk);
  half = g_ptr_array_index (halves, 0);
  g_assert_true (half->own);

  /* taken back by who began it, without what came since */
  desk_act_as (desk, OFFICER);
  g_assert_true (lt_work_undo (desk->session, &half->group, NULL, NULL));
  assert_halves (desk, 0);
  g_assert_cmpuint (count (desk, "mine"), ==, before + 1);
  desk_assert_sound (desk);
}

static LtRecord *
find_imported (Desk *desk)
{
  g_autoptr (GPtrArray) mines =
      lt_store_list (lt_session_get_store (desk->session), lt_kind_by_name ("mine"), NULL, NULL);

  for (guint i = 0; i < mines->len; i++)
    if (g_str_has_prefix (lt_record_get_title (g_ptr_array_index (mines, i)), "矿"))
      return desk_again (desk, g_ptr_array_index (mines, i));
  g_error ("nothing was imported");
}

/* What somebody has changed since is his: it is not taken back, and proposed where the
 * file goes on, as it would be to any other. */
static void
test_changed (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autofree char *path = write_rows (desk, "mines.csv");
  g_autoptr (GPtrArray) halves = NULL;
  g_autoptr (LtRecord) mine = NULL;
  g_autoptr (LtImportReport) report = NULL;
  g_autoptr (GError) error = NULL;

  desk_act_as (desk, OFFICER);
  break_off (desk, path);
  mine = find_imported (desk);
  desk_set (desk, mine, "party", "乙公司", &error);
  g_assert_no_error (error);
  halves = list_halves (desk);
  g_assert_cmpuint (halves->len, ==, 1);
  g_assert_false (lt_work_undo (
      desk->session, &((LtHalfImport *) g_ptr_array_index (halves, 0))->group, NULL, &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_REFUSED);
  g_clear_error (&error);
  assert_halves (desk, 1);
  report = import (desk, path, LT_IMPORT_NONE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->candidates, >, 0);
  g_assert_cmpuint (report->added, >, 0);
  assert_halves (desk, 0);
}

/* The parts of a file are one import. */
static void
test_parts (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autofree char *path = desk_path (desk, "a.csv");
  g_auto (LtImportRun) run = { .more = TRUE };
  g_auto (LtImportRun) again = { .more = TRUE };
  LtImportWatch watch = { .run = &run };
  guint before = count (desk, "mine");
  g_autoptr (GError) error = NULL;
  LtImportReport *report;

  desk_act_as (desk, OFFICER);
  g_assert_true (g_file_set_contents (path, "code,name\nP-1,甲矿\n", -1, NULL));
  report = import (desk, path, LT_IMPORT_NONE, &watch, &error);
  g_assert_no_error (error);
  lt_import_report_free (report);
  assert_halves (desk, 1);

  /* the first part has nothing new, the last one ends it; so it does without news */
  watch.run = &again;
  lt_import_report_free (import (desk, path, LT_IMPORT_NONE, &watch, &error));
  g_assert_no_error (error);
  assert_halves (desk, 1);
  again.more = FALSE;
  lt_import_report_free (import (desk, path, LT_IMPORT_NONE, &watch, &error));
  g_assert_no_error (error);
  assert_halves (desk, 0);
  g_assert_true (lt_work_undo (desk->session, NULL, NULL, NULL));
  g_assert_cmpuint (count (desk, "mine"), ==, before);
  assert_halves (desk, 0);
  desk_assert_sound (desk);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/half-imports/finished", test_finished);
  g_test_add_func ("/half-imports/other-datum", test_other_datum);
  g_test_add_func ("/half-imports/others", test_others);
  g_test_add_func ("/half-imports/changed", test_changed);
  g_test_add_func ("/half-imports/parts", test_parts);
  return g_test_run ();
}
