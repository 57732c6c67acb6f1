/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "db/db.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  char *folder;
  char *path;
  LtDb *db;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("lantian-db-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "a.db", NULL);
  self->db = lt_db_open (self->path, LT_DB_CREATE, &error);
  g_assert_no_error (error);
  g_assert_true (lt_db_script (self->db, "CREATE TABLE t (a INTEGER PRIMARY KEY, b)", NULL));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);
  const char *name;

  lt_db_close (self->db);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (self->folder);
  g_free (self->path);
  g_free (self->folder);
}

static void
test_values (Fixture *self, gconstpointer data)
{
  g_autoptr (LtValue) value = lt_value_new ("\0\1", 2);
  g_autoptr (LtRows) rows = NULL;
  gsize size;
  guint8 fixed[2];
  guint8 wrong[3] = { 9, 9, 9 };

  g_assert_true (lt_db_run (self->db, NULL, "INSERT INTO t VALUES (1, ?)", "i", G_MAXINT64));
  g_assert_true (lt_db_run (self->db, NULL, "INSERT INTO t VALUES (2, ?)", "d", 0.1));
  g_assert_true (lt_db_run (self->db, NULL, "INSERT INTO t VALUES (3, ?)", "t", "蓝天"));
  g_assert_true (lt_db_run (self->db, NULL, "INSERT INTO t VALUES (4, ?)", "t", NULL));
  g_assert_true (lt_db_run (self->db, NULL, "INSERT INTO t VALUES (5, ?)", "v", value));
  g_assert_true (lt_db_run (self->db, NULL, "INSERT INTO t VALUES (6, ?)", "v", NULL));
  rows = lt_db_query (self->db, NULL, "SELECT b FROM t ORDER BY a", "");
  g_assert_true (lt_rows_next (rows, NULL));
  g_assert_cmpint (lt_rows_int (rows, 0), ==, G_MAXINT64);
  g_assert_true (lt_rows_next (rows, NULL));
  g_assert_cmpfloat (lt_rows_double (rows, 0), ==, 0.1);
  g_assert_true (lt_rows_next (rows, NULL));
  g_assert_cmpstr (lt_rows_text (rows, 0), ==, "蓝天");
  g_assert_true (lt_rows_next (rows, NULL));
  g_assert_true (lt_rows_is_null (rows, 0));
  g_assert_true (lt_rows_next (rows, NULL));
  g_assert_cmpmem (lt_rows_blob (rows, 0, &size), 2, "\0\1", 2);
  g_assert_cmpuint (size, ==, 2);
  g_assert_true (lt_rows_fixed (rows, 0, fixed, sizeof fixed));
  g_assert_false (lt_rows_fixed (rows, 0, wrong, sizeof wrong));
  g_assert_cmpuint (wrong[0] + wrong[1] + wrong[2], ==, 0);
  g_assert_true (lt_rows_next (rows, NULL));
  g_assert_true (lt_rows_is_null (rows, 0));
  g_assert_false (lt_rows_next (rows, NULL));
}

/* The same statement twice at once: each steps on its own. */
static void
test_same_statement (Fixture *self, gconstpointer data)
{
  const char *sql = "SELECT a FROM t ORDER BY a";
  g_autoptr (LtRows) one = NULL;
  g_autoptr (LtRows) other = NULL;

  g_assert_true (lt_db_script (self->db, "INSERT INTO t (a) VALUES (1), (2)", NULL));
  one = lt_db_query (self->db, NULL, sql, "");
  g_assert_true (lt_rows_next (one, NULL));
  other = lt_db_query (self->db, NULL, sql, "");
  g_assert_true (lt_rows_next (other, NULL));
  g_assert_true (lt_rows_next (one, NULL));
  g_assert_cmpint (lt_rows_int (one, 0), ==, 2);
  g_assert_cmpint (lt_rows_int (other, 0), ==, 1);
}

static void
test_whole_or_not (Fixture *self, gconstpointer data)
{
  gint64 n = -1;

  g_assert_true (lt_db_begin (self->db, NULL));
  g_assert_true (lt_db_script (self->db, "INSERT INTO t (a) VALUES (1)", NULL));
  lt_db_rollback (self->db);
  g_assert_true (lt_db_get_int (self->db, &n, NULL, "SELECT count(*) FROM t", ""));
  g_assert_cmpint (n, ==, 0);
  g_assert_true (lt_db_begin (self->db, NULL));
  g_assert_true (lt_db_script (self->db, "INSERT INTO t (a) VALUES (1)", NULL));
  g_assert_true (lt_db_commit (self->db, NULL));
  lt_db_rollback (self->db); /* of nothing: nothing */
  g_assert_true (lt_db_get_int (self->db, &n, NULL, "SELECT count(*) FROM t", ""));
  g_assert_cmpint (n, ==, 1);
  /* No row leaves the value as it was. */
  n = 7;
  g_assert_true (lt_db_get_int (self->db, &n, NULL, "SELECT a FROM t WHERE a=99", ""));
  g_assert_cmpint (n, ==, 7);
}

static void
test_errors (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LtDb) reader = NULL;
  g_autoptr (LtDb) other = NULL;

  g_assert_false (lt_db_script (self->db, "SELECT nonsense", &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_BUG);
  g_clear_error (&error);
  g_assert_null (lt_db_open (self->path, LT_DB_CREATE, &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_BAD_INPUT);
  g_clear_error (&error);
  reader = lt_db_open (self->path, LT_DB_READ_ONLY, NULL);
  g_assert_false (lt_db_script (reader, "INSERT INTO t (a) VALUES (1)", &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_REFUSED);
  g_clear_error (&error);
  other = lt_db_open (self->path, LT_DB_NONE, NULL);
  lt_db_set_patience (other, 1);
  g_assert_true (lt_db_begin (self->db, NULL));
  g_assert_false (lt_db_begin (other, &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_UNAVAILABLE);
  g_assert_nonnull (strstr (error->message, self->path));
  lt_db_rollback (self->db);
  g_assert_true (lt_db_begin (other, NULL));
  lt_db_rollback (other);
}

static void
test_guard (Fixture *self, gconstpointer data)
{
  gint64 open = -1;

  lt_db_add_guard (self->db, "may_write");
  g_assert_true (lt_db_get_int (self->db, &open, NULL, "SELECT may_write()", ""));
  g_assert_cmpint (open, ==, 0);
  lt_db_set_guard (self->db, TRUE);
  g_assert_true (lt_db_get_int (self->db, &open, NULL, "SELECT may_write()", ""));
  g_assert_cmpint (open, ==, 1);
}

static gint reading;

static gpointer
interrupt_reading (gpointer db)
{
  while (g_atomic_int_get (&reading))
    {
      lt_db_interrupt (db);
      g_thread_yield ();
    }
  return NULL;
}

/* A read that would go on for minutes ends when it is told to, as cancelled. */
static void
test_interrupt (Fixture *self, gconstpointer data)
{
  GThread *thread;
  g_autoptr (GError) error = NULL;
  gint64 n = 0;

  g_atomic_int_set (&reading, TRUE);
  thread = g_thread_new ("interrupt", interrupt_reading, self->db);
  g_assert_false (lt_db_get_int (self->db, &n, &error,
                                 "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM c) "
                                 "SELECT count(*) FROM c",
                                 ""));
  g_atomic_int_set (&reading, FALSE);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_thread_join (thread);
}

static void
test_journal (Fixture *self, gconstpointer data)
{
  g_autofree char *mode = NULL;

  g_assert_true (lt_db_set_journal (self->db, "wal", NULL));
  mode = lt_db_get_text (self->db, NULL, "PRAGMA journal_mode", "");
  g_assert_cmpstr (mode, ==, "wal");
  g_assert_true (lt_db_set_journal (self->db, "truncate", NULL));
}

/* What is written into a file that nobody finds again would be lost. */
static void
test_in_place (Fixture *self, gconstpointer data)
{
  g_autofree char *elsewhere = g_strconcat (self->path, ".moved", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (lt_db_set_journal (self->db, "wal", NULL));
  g_assert_true (lt_db_is_in_place (self->db, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_rename (self->path, elsewhere), ==, 0);
  g_assert_false (lt_db_begin (self->db, &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_UNAVAILABLE);
  g_assert_nonnull (strstr (error->message, self->path));
  g_clear_error (&error);
  /* Another file of that name is not this one. */
  g_assert_true (g_file_set_contents (self->path, "", 0, NULL));
  g_assert_false (lt_db_begin (self->db, NULL));
  g_assert_cmpint (g_rename (elsewhere, self->path), ==, 0);
  g_assert_true (lt_db_begin (self->db, &error));
  g_assert_no_error (error);
  lt_db_rollback (self->db);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/db/values", test_values);
  ADD ("/db/same-statement", test_same_statement);
  ADD ("/db/whole-or-not", test_whole_or_not);
  ADD ("/db/errors", test_errors);
  ADD ("/db/guard", test_guard);
  ADD ("/db/interrupt", test_interrupt);
  ADD ("/db/journal", test_journal);
  ADD ("/db/in-place", test_in_place);
  return g_test_run ();
}
