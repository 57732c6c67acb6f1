/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The rows of a long list, read by the readers' threads while somebody scrolls. Answers
 * come in the main loop: as long as it does not run, every reader lags. */

#include "store/store.h"
#include "ui/lists/record-model.h"
#include "work/county.h"

#include <glib/gstdio.h>
#include <string.h>

/* 2026-11-20 15:42, Asia/Shanghai */
#define NOW G_GINT64_CONSTANT (1795160520000)

#define ROWS 2000
#define PAGE 64

/* Local numbers that no record has. */
#define NOBODY 1000000

typedef struct
{
  char *folder;
  char *path;
  LtSession *session;
  GArray *keys;
  LtRecordModel *model; /* mines, and behind them rows of records that are gone */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  const LtKind *kind = lt_kind_by_name ("mine");
  LtQuery query = { .sort = "code" };
  g_autoptr (GError) error = NULL;
  GArray *keys;

  fixture->folder = g_dir_make_tmp ("lantian-rows-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "county.gpkg", NULL);
  fixture->session = lt_work_new_sample (fixture->path, NOW, &error);
  g_assert_no_error (error);
  keys = lt_store_list_keys (lt_session_get_store (fixture->session), kind, &query, &error);
  g_assert_no_error (error);
  for (gint64 key = NOBODY; keys->len < ROWS; key++)
    g_array_append_val (keys, key);
  fixture->keys = keys;
  fixture->model = lt_record_model_new (fixture->session, kind);
  lt_record_model_set_fields (fixture->model, ~G_GUINT64_CONSTANT (0));
  lt_record_model_set_keys (fixture->model, keys);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  g_clear_object (&fixture->model);
  g_array_unref (fixture->keys);
  lt_session_close (fixture->session);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  dir = g_dir_open (fixture->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

/* The row has to be there, whatever is being read. */
static LtRecordRow *
look_at (Fixture *fixture, guint position)
{
  LtRecordRow *row = g_list_model_get_item (G_LIST_MODEL (fixture->model), position);

  g_assert_nonnull (row);
  return row;
}

static void
wait_read (LtRecordRow *row)
{
  while (!lt_record_row_is_read (row))
    g_main_context_iteration (NULL, TRUE);
}

static void
assert_first (Fixture *fixture)
{
  g_autoptr (LtRecordRow) row = look_at (fixture, 0);
  int code = lt_kind_find_field (lt_kind_by_name ("mine"), "code");

  wait_read (row);
  g_assert_cmpstr (lt_record_row_get_text (row, (guint) code), ==, "SL-K01");
}

/* To the end and back before the first answer, and once more after all of them. */
static void
test_far_and_back (Fixture *fixture, gconstpointer data)
{
  for (int round = 0; round < 2; round++)
    {
      for (guint position = 0; position < ROWS; position += PAGE)
        g_object_unref (look_at (fixture, position));
      for (guint position = ROWS; position > 0; position -= MIN (PAGE, position))
        g_object_unref (look_at (fixture, position - 1));
      assert_first (fixture);
      while (g_main_context_iteration (NULL, FALSE))
        ;
    }
}

/* Nobody waits for the answer any more: the list goes, and its county with it. */
static void
test_stop (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LtRecordRow) row = look_at (fixture, 0);
  gpointer watched = fixture->model;

  g_object_add_weak_pointer (G_OBJECT (fixture->model), &watched);
  lt_record_model_stop (fixture->model);
  g_clear_object (&fixture->model);
  while (watched != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (lt_record_row_is_read (row));
}

static void
on_failed (LtRecordModel *model, const char *problem, char **heard)
{
  g_free (*heard);
  *heard = g_strdup (problem);
}

/* Readers open the file for their first question: where it is not, that is said, no row is
 * asked for by itself again and again, and when the file is back the rows are read. */
static void
test_failed (Fixture *fixture, gconstpointer data)
{
  g_autofree char *away = g_strconcat (fixture->path, ".away", NULL);
  g_autofree char *heard = NULL;
  g_autoptr (GArray) none = g_array_new (FALSE, FALSE, sizeof (gint64));
  gpointer row;

  g_signal_connect (fixture->model, "failed", G_CALLBACK (on_failed), &heard);
  g_assert_cmpint (g_rename (fixture->path, away), ==, 0);
  row = look_at (fixture, 0);
  g_object_add_weak_pointer (row, &row);
  g_object_unref (row);
  while (heard == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (strstr (heard, "county.gpkg"));
  lt_record_model_set_keys (fixture->model, none);
  g_assert_null (row);
  lt_record_model_set_keys (fixture->model, fixture->keys);
  g_assert_cmpint (g_rename (away, fixture->path), ==, 0);
  assert_first (fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/ui/record-model/far-and-back", Fixture, NULL, set_up, test_far_and_back, tear_down);
  g_test_add ("/ui/record-model/stop", Fixture, NULL, set_up, test_stop, tear_down);
  g_test_add ("/ui/record-model/failed", Fixture, NULL, set_up, test_failed, tear_down);
  return g_test_run ();
}
