/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "desk.h"
#include "work/importing.h"

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

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import-rivals/two-at-once", test_two_at_once);
  return g_test_run ();
}
