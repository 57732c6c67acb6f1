/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "desk.h"
#include "work/importing.h"
#include "work/readings.h"

#include <string.h>

/* Who else writes while a file is taken in. */

static char *
write_many (Desk *desk, guint n)
{
  g_autoptr (GString) text = g_string_new ("code,name,mineral\n");
  char *path = desk_path (desk, "many.csv");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "U-%u,导入%u矿,煤\n", i, i);
  g_assert_true (g_file_set_contents (path, text->str, -1, NULL));
  return path;
}

static guint
count_mines (Desk *desk)
{
  return (guint) lt_store_count (lt_session_get_store (desk->session), lt_kind_by_name ("mine"),
                                 NULL, NULL);
}

typedef struct
{
  Desk *desk;
  const char *path;
  gboolean reading; /* was refused while the file was read */
  gboolean writing;
} Rival;

static void
on_progress_import (guint rows, guint written, guint parts, gpointer user_data)
{
  Rival *rival = user_data;
  const LtKind *mine = lt_kind_by_name ("mine");
  g_autoptr (LtImportPlan) plan = lt_import_plan_new (mine);
  g_autoptr (LtImportPlan) trial = lt_import_plan_new (mine);
  g_autoptr (LtImportReport) report = NULL;
  g_autoptr (GError) error = NULL;

  if (written == 0 ? rival->reading : rival->writing)
    return;
  g_assert_null (
      lt_work_import (rival->desk->session, mine, plan, rival->path, LT_IMPORT_NONE, NULL, &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_UNAVAILABLE);
  g_assert_nonnull (strstr (error->message, "another import"));
  g_clear_error (&error);
  report = lt_work_import (rival->desk->session, mine, trial, rival->path, LT_IMPORT_DRY_RUN, NULL,
                           &error);
  g_assert_no_error (error);
  if (written == 0)
    rival->reading = TRUE;
  else
    rival->writing = TRUE;
}

/* Two imports at once would not see what the other makes: the second waits, both while
 * the first reads and while it writes. A trial need not. */
static void
test_two_at_once (void)
{
  g_autoptr (Desk) desk = desk_new ();
  const LtKind *mine = lt_kind_by_name ("mine");
  g_autoptr (LtImportPlan) plan = lt_import_plan_new (mine);
  g_autofree char *path = write_many (desk, 1000);
  g_autofree char *lock = g_strconcat (lt_session_get_path (desk->session), "-records", NULL);
  Rival rival = { .desk = desk, .path = path };
  LtImportWatch watch = { NULL, on_progress_import, &rival };
  guint before = count_mines (desk);
  g_autoptr (LtImportReport) report = NULL;
  g_autoptr (GError) error = NULL;

  desk_act_as (desk, OFFICER);
  report = lt_work_import (desk->session, mine, plan, path, LT_IMPORT_NONE, &watch, &error);
  g_assert_no_error (error);
  g_assert_true (rival.reading && rival.writing);
  g_assert_cmpuint (count_mines (desk), ==, before + 1000);
  g_assert_false (g_file_test (lock, G_FILE_TEST_EXISTS));
}

/* Somebody else's window: the same file by a connection of its own. */
typedef struct
{
  Desk *desk;
  LtSession *other;
  const char *kind;
  const char *code;
  guint rows;    /* does it when so many rows are read, */
  guint written; /* or so many parts written */
  guint calls;   /* when that was so */
} Colleague;

static void
enter (Colleague *colleague)
{
  g_autoptr (LtRecord) record = lt_record_new (lt_kind_by_name (colleague->kind));
  g_autoptr (GError) error = NULL;

  g_assert_true (lt_session_sign_in (colleague->other, OTHER, LT_SAMPLE_PASSPHRASE, &error));
  g_assert_no_error (error);
  lt_record_set_canonical (record, "code", colleague->code);
  lt_record_set_canonical (record, "name", "另一人录入");
  g_assert_true (lt_work_add (colleague->other, record, &error));
  g_assert_no_error (error);
}

static void
on_progress_enter (guint rows, guint written, guint parts, gpointer user_data)
{
  Colleague *colleague = user_data;

  if (colleague->written > 0 ? written < colleague->written || colleague->calls > 0
                             : written > 0 || rows != colleague->rows)
    return;
  if (colleague->calls++ == 0)
    enter (colleague);
}

static void
open_other (Colleague *colleague)
{
  g_autoptr (GError) error = NULL;

  colleague->other = lt_session_open (lt_session_get_path (colleague->desk->session), &error);
  g_assert_no_error (error);
  lt_session_set_now (colleague->other, DESK_NOW);
}

static guint
count_code (Desk *desk, const char *kind, const char *code)
{
  g_autoptr (GPtrArray) filters = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_filter_free);
  LtQuery query = { .filters = filters };

  g_ptr_array_add (filters, lt_filter_new ("code", "=", code));
  return (guint) lt_store_count (lt_session_get_store (desk->session), lt_kind_by_name (kind),
                                 &query, NULL);
}

/* All rows are read and nothing is written when a colleague enters one of them: the
 * file is read again, and finds it. */
static void
test_entered_while_read (void)
{
  g_autoptr (Desk) desk = desk_new ();
  const LtKind *mine = lt_kind_by_name ("mine");
  g_autoptr (LtImportPlan) plan = lt_import_plan_new (mine);
  g_autofree char *path = write_many (desk, 1000);
  Colleague colleague = { .desk = desk, .kind = "mine", .code = "U-700", .rows = 1000 };
  LtImportWatch watch = { NULL, on_progress_enter, &colleague };
  guint before = count_mines (desk);
  g_autoptr (LtImportReport) report = NULL;
  g_autoptr (GError) error = NULL;

  open_other (&colleague);
  desk_act_as (desk, OFFICER);
  report = lt_work_import (desk->session, mine, plan, path, LT_IMPORT_NONE, &watch, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (colleague.calls, ==, 2);
  g_assert_cmpuint (count_code (desk, "mine", "U-700"), ==, 1);
  g_assert_cmpuint (count_mines (desk), ==, before + 1000);
  g_assert_cmpuint (report->added, ==, 999);
  g_assert_cmpuint (report->updated, ==, 1);
  g_assert_cmpuint (report->read, ==, 1000);
  lt_session_close (colleague.other);
  desk_assert_sound (desk);
}

/* Something else that a colleague enters is no matter. */
static void
test_entered_beside (void)
{
  g_autoptr (Desk) desk = desk_new ();
  const LtKind *mine = lt_kind_by_name ("mine");
  g_autoptr (LtImportPlan) plan = lt_import_plan_new (mine);
  g_autofree char *path = write_many (desk, 1000);
  Colleague colleague = { .desk = desk, .kind = "mine", .code = "V-1", .rows = 1000 };
  LtImportWatch watch = { NULL, on_progress_enter, &colleague };
  g_autoptr (LtImportReport) report = NULL;
  g_autoptr (GError) error = NULL;

  open_other (&colleague);
  desk_act_as (desk, OFFICER);
  report = lt_work_import (desk->session, mine, plan, path, LT_IMPORT_NONE, &watch, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (colleague.calls, ==, 1);
  g_assert_cmpuint (report->added, ==, 1000);
  lt_session_close (colleague.other);
}

/* When a part is written it is too late for that: it says how much is in, and the file
 * imported again brings the rest. */
static void
test_entered_while_written (void)
{
  g_autoptr (Desk) desk = desk_new ();
  const LtKind *mine = lt_kind_by_name ("mine");
  g_autoptr (LtImportPlan) plan = lt_import_plan_new (mine);
  g_autofree char *path = write_many (desk, 3000);
  Colleague colleague = { .desk = desk, .kind = "mine", .code = "U-2999", .written = 1 };
  LtImportWatch watch = { NULL, on_progress_enter, &colleague };
  guint before = count_mines (desk);
  g_autoptr (LtImportReport) report = NULL;
  g_autoptr (GError) error = NULL;

  open_other (&colleague);
  desk_act_as (desk, OFFICER);
  g_assert_null (lt_work_import (desk->session, mine, plan, path, LT_IMPORT_NONE, &watch, &error));
  g_test_message ("%s", error->message);
  g_assert_error (error, LT_ERROR, LT_ERROR_UNAVAILABLE);
  g_assert_nonnull (strstr (error->message, "parts of the file were taken in"));
  g_assert_nonnull (strstr (error->message, "U-2999 was entered by somebody else"));
  g_assert_cmpuint (count_code (desk, "mine", "U-2999"), ==, 1);
  g_clear_error (&error);
  report = lt_work_import (desk->session, mine, plan, path, LT_IMPORT_NONE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->added + report->unchanged + report->updated, ==, 3000);
  g_assert_cmpuint (count_mines (desk), ==, before + 3000);
  lt_session_close (colleague.other);
  desk_assert_sound (desk);
}

/* A station that an import of measured values would make. */
static void
test_station_entered (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (LtReadingPlan) plan = lt_reading_plan_new ();
  g_autoptr (LtRecord) batch = NULL;
  g_autoptr (GString) text = g_string_new ("place,item,time,value\n");
  g_autofree char *path = desk_path (desk, "hours.csv");
  Colleague colleague = { .desk = desk, .kind = "station", .code = "9999X", .rows = 1000 };
  LtImportWatch watch = { NULL, on_progress_enter, &colleague };
  g_autoptr (LtImportReport) report = NULL;
  g_autoptr (GPtrArray) stations = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 1000; i++)
    g_string_append_printf (text, "9999X,SO2,2025-%02u-%02uT%02u:00,8\n", 1 + i / 24 / 28,
                            i / 24 % 28 + 1, i % 24);
  g_assert_true (g_file_set_contents (path, text->str, -1, NULL));
  open_other (&colleague);
  desk_act_as (desk, OFFICER);
  batch = lt_work_batch_new (desk->session, NULL);
  report =
      lt_work_import_readings (desk->session, batch, plan, path, LT_IMPORT_CREATE, &watch, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (colleague.calls, ==, 2);
  g_assert_cmpuint (count_code (desk, "station", "9999X"), ==, 1);
  g_assert_cmpuint (report->added, ==, 1000);
  g_assert_cmpuint (report->problems->len, ==, 0);
  lt_session_close (colleague.other);
  desk_assert_sound (desk);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import-rivals/two-at-once", test_two_at_once);
  g_test_add_func ("/import-rivals/entered-while-read", test_entered_while_read);
  g_test_add_func ("/import-rivals/entered-beside", test_entered_beside);
  g_test_add_func ("/import-rivals/entered-while-written", test_entered_while_written);
  g_test_add_func ("/import-rivals/station-entered", test_station_entered);
  return g_test_run ();
}
