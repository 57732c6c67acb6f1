/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What others do to the open file: another process's writing is seen without any
 * action, and damage is found in the background and said. */

#include "stage-import.h"

#include "db/db.h"
#include "work/county.h"

#include <gio/gio.h>
#include <glib/gstdio.h>

static void
set_passphrase (Stage *stage)
{
  g_autofree char *path = g_build_filename (stage->folder, "passphrase", NULL);

  g_assert_true (g_file_set_contents (path, LT_SAMPLE_PASSPHRASE, -1, NULL));
  g_setenv ("LANTIAN_PASSPHRASE_FILE", path, TRUE);
}

static void
test_other_process (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();

  set_passphrase (stage);
  stage_key (stage, GDK_KEY_3, GDK_ALT_MASK);
  stage_wait_page (stage, "inspections");
  stage_wait_text (stage, "list-count", "0");
  stage_run_verb (stage, "inspection", "record", "mine:SL-K01", "assisting_officer=14030002",
                  "finding=采场未洒水", "result=order", NULL);
  stage_wait_text (stage, "list-count", "1");
  stage_settle (stage);
  stage_picture (stage, "notice-inspection");
  g_assert_nonnull (strchr (stage_get_text (stage, "status-saved"), ':'));

  /* The words of the filter are looked for in the file. */
  stage_click (stage, "list-filter");
  stage_type (stage, "zzz");
  stage_wait_text (stage, "list-count", "0");
  stage_run_verb (stage, "inspection", "record", "mine:SL-K02", "assisting_officer=14030002",
                  "finding=zzz", NULL);
  /* one of two */
  stage_wait_text (stage, "list-count", "2");
}

/* A page that nothing needs for opening the file and painting the map. */
static void
damage (const char *path)
{
  g_autoptr (LtDb) db = lt_db_open (path, LT_DB_READ_ONLY, NULL);
  g_autofree char *bytes = NULL;
  gint64 page = 0;
  gsize size;

  g_assert_true (lt_db_get_int (
      db, &page, NULL, "SELECT rootpage FROM sqlite_schema WHERE name='lt_op_record'", ""));
  g_clear_pointer (&db, lt_db_close);
  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  memset (bytes + (page - 1) * 4096, 0xa5, 64);
  g_assert_true (g_file_set_contents (path, bytes, (gssize) size, NULL));
}

static void
test_damaged (void)
{
  g_autofree char *folder = g_dir_make_tmp ("lantian-damaged-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "damaged.gpkg", NULL);
  g_autofree char *keys = g_build_filename (folder, "damaged.keys", NULL);
  g_autoptr (GError) error = NULL;
  LtSession *session = lt_work_new_sample (path, 0, &error);

  g_assert_no_error (error);
  lt_session_close (session);
  damage (path);
  {
    g_autoptr (Stage) stage = stage_new (path);

    stage_wait_shown (stage, "problem");
    stage_wait_text (stage, "problem", path);
    stage_picture (stage, "notice-damaged");
    stage_key (stage, GDK_KEY_Escape, 0);
  }
  g_unlink (path);
  g_unlink (keys);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/notice/other-process", test_other_process);
  g_test_add_func ("/ui/notice/damaged", test_damaged);
  return g_test_run ();
}
