/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The county file leaves its place under the window: it is said, nothing is written
 * that nobody would find, and what was deleted comes back whole. */

#include "stage.h"

#include "store/feed.h"
#include "work/county.h"
#include "work/records.h"

#include <glib/gstdio.h>

#define MINE "SL-K01"

static LtSession *
get_session (Stage *stage)
{
  return lt_window_get_session (stage->window);
}

static void
sign_in (Stage *stage)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (
      lt_session_sign_in (get_session (stage), "14030001", LT_SAMPLE_PASSPHRASE, &error));
  g_assert_no_error (error);
}

static gboolean
name_mine (Stage *stage, const char *name, GError **error)
{
  g_autoptr (LtRecord) seen =
      lt_work_show (get_session (stage), lt_kind_by_name ("mine"), MINE, NULL);
  g_autoptr (LtRecord) wanted = lt_record_copy (seen);

  g_assert_true (lt_record_set (wanted, "party", name, NULL));
  return lt_work_set (get_session (stage), seen, wanted, error);
}

static void
assert_mine_is (Stage *stage, const char *name)
{
  g_autoptr (LtRecord) mine =
      lt_work_show (get_session (stage), lt_kind_by_name ("mine"), MINE, NULL);

  g_assert_cmpstr (lt_record_get (mine, "party"), ==, name);
}

static gboolean
bar_is_gone (gpointer stage)
{
  return !gtk_widget_get_mapped (stage_find (stage, "file-away"));
}

static void
test_deleted (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  g_autoptr (GError) error = NULL;
  gint64 operations;

  sign_in (stage);
  g_assert_true (name_mine (stage, "A", &error));
  g_assert_no_error (error);
  operations = lt_store_count_operations (lt_session_get_store (get_session (stage)));
  g_assert_cmpint (g_unlink (stage->path), ==, 0);
  stage_wait_shown (stage, "file-away");
  stage_picture (stage, "away-deleted");
  g_assert_cmpstr (stage_get_text (stage, "status-saved"), ==, "文件不在原处");
  g_assert_false (name_mine (stage, "B", &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_UNAVAILABLE);
  g_clear_error (&error);
  stage_tab_to (stage, "put-back");
  stage_key (stage, GDK_KEY_space, 0);
  stage_wait (bar_is_gone, stage, "the file at its place");
  g_assert_true (g_file_test (stage->path, G_FILE_TEST_IS_REGULAR));
  g_assert_cmpint (lt_store_count_operations (lt_session_get_store (get_session (stage))), ==,
                   operations);
  assert_mine_is (stage, "A");
  sign_in (stage);
  g_assert_true (name_mine (stage, "C", &error));
  g_assert_no_error (error);
}

/* Renamed and back again: the same file, so that nothing is to be done. */
static void
test_renamed (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  g_autofree char *elsewhere = g_strconcat (stage->path, ".old", NULL);
  g_autoptr (GError) error = NULL;

  sign_in (stage);
  g_assert_cmpint (g_rename (stage->path, elsewhere), ==, 0);
  stage_wait_shown (stage, "file-away");
  g_assert_cmpint (g_rename (elsewhere, stage->path), ==, 0);
  stage_wait (bar_is_gone, stage, "the file at its place");
  g_assert_true (name_mine (stage, "D", &error));
  g_assert_no_error (error);
}

/* What lies there by now is not written over. */
static void
test_replaced (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  g_autofree char *left = NULL;

  g_assert_cmpint (g_unlink (stage->path), ==, 0);
  g_assert_true (g_file_set_contents (stage->path, "of somebody else", -1, NULL));
  stage_wait_shown (stage, "file-away");
  stage_click (stage, "put-back");
  stage_wait_shown (stage, "problem");
  stage_picture (stage, "away-replaced");
  g_assert_nonnull (strstr (stage_get_text (stage, "problem"), stage->path));
  g_assert_true (g_file_get_contents (stage->path, &left, NULL, NULL));
  g_assert_cmpstr (left, ==, "of somebody else");
  assert_mine_is (stage, "示例石料有限公司");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/away/deleted", test_deleted);
  g_test_add_func ("/away/renamed", test_renamed);
  g_test_add_func ("/away/replaced", test_replaced);
  return g_test_run ();
}
