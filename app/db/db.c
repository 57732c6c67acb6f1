/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "db/db-private.h"
#include "db/read-only.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

/* How long a write waits for another program's, in milliseconds. */
#define PATIENCE 3000

/* Microseconds between two looks whether the other is done. SQLite's own waits
 * grow to 100 ms, in which a writer that works in slices comes and goes often. */
#define POLL 1000

/* Steps of SQLite's machine between two looks whether a read is still wanted: some
 * ten microseconds. */
#define PROGRESS 1000

static void
finalize_statement (gpointer statement)
{
  sqlite3_finalize (statement);
}

static int
on_busy (void *user_data, int n_before)
{
  LtDb *self = user_data;

  if (n_before >= self->patience)
    return 0;
  g_usleep (POLL);
  return 1;
}

static gboolean
set_up (LtDb *self, LtDbFlags flags, GError **error)
{
  sqlite3_extended_result_codes (self->handle, 1);
  self->patience = PATIENCE;
  sqlite3_busy_handler (self->handle, on_busy, self);
  /* A schema of which a part cannot be read is taken as far as it goes; that is what
   * SQLite's own .recover does (shell.c, recoverPrepare). Nothing can be written. */
  if ((flags & LT_DB_DAMAGED) != 0)
    return lt_db_script (self,
                         "PRAGMA writable_schema=ON;"
                         "PRAGMA trusted_schema=OFF;"
                         "PRAGMA cell_size_check=ON;"
                         "PRAGMA mmap_size=0;",
                         error);
  /* The file may come from a stranger: nothing in its schema is trusted. */
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  return lt_db_script (self,
                       "PRAGMA trusted_schema=OFF;"
                       "PRAGMA cell_size_check=ON;"
                       "PRAGMA mmap_size=0;"
                       "PRAGMA synchronous=FULL;"
                       "PRAGMA temp_store=MEMORY;",
                       error);
}

/* SQLite counts its memory under one lock of all threads; nobody asks for the count.
 * It can only be told before its first use: where GDAL or the map was earlier it counts. */
static void
stop_counting_memory (void)
{
  static gsize done = 0;

  if (g_once_init_enter (&done))
    {
      sqlite3_config (SQLITE_CONFIG_MEMSTATUS, 0);
      g_once_init_leave (&done, 1);
    }
}

/**
 * lt_db_open:
 * @path: a file
 * @flags: how
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the connection
 */
LtDb *
lt_db_open (const char *path, LtDbFlags flags, GError **error)
{
  g_autoptr (LtDb) self = g_new0 (LtDb, 1);
  g_autofree char *uri = NULL;
  int mode = (flags & LT_DB_READ_ONLY) != 0 ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
  int code;

  stop_counting_memory ();
  self->path = g_strdup (path);
  self->guard_level = G_MAXINT;
  self->idle = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, finalize_statement);
  if ((flags & LT_DB_CREATE) != 0)
    {
      if (g_file_test (path, G_FILE_TEST_EXISTS))
        {
          g_set_error (
              error, LT_ERROR, LT_ERROR_BAD_INPUT,
              _ ("File %s: it is there already, and was left as it is. Choose another name."),
              path);
          return NULL;
        }
      mode |= SQLITE_OPEN_CREATE;
    }
  else if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    {
      gboolean there = g_file_test (path, G_FILE_TEST_EXISTS);

      g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                   there ? _ ("File %s: it is a folder, or no file that can be opened. Name the "
                              "county file.")
                         : _ ("File %s: there is no such file. Check the name, or make a new "
                              "county file."),
                   path);
      return NULL;
    }
  if ((flags & LT_DB_CREATE) == 0)
    uri = lt_db_immutable_uri (path);
  if (uri != NULL)
    mode = SQLITE_OPEN_READONLY | SQLITE_OPEN_URI;
  code =
      sqlite3_open_v2 (uri != NULL ? uri : path, &self->handle, mode | SQLITE_OPEN_NOMUTEX, NULL);
  if (code != SQLITE_OK)
    {
      lt_db_set_error (self, code, error);
      return NULL;
    }
  if (!set_up (self, flags, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
lt_db_close (LtDb *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->idle);
  if (self->presence != NULL)
    lt_presence_suspend (self->presence);
  sqlite3_close_v2 (self->handle);
  g_clear_pointer (&self->presence, lt_presence_drop);
  g_free (self->path);
  g_free (self);
}

const char *
lt_db_get_path (LtDb *self)
{
  return self->path;
}

/**
 * lt_db_interrupt:
 *
 * Makes a read that is going on in another thread stop soon.
 */
void
lt_db_interrupt (LtDb *self)
{
  sqlite3_interrupt (self->handle);
}

/**
 * lt_db_set_cache:
 * @self: a connection
 * @kib: how much of the file it may keep in memory, in KiB; 0 for the usual
 */
void
lt_db_set_cache (LtDb *self, int kib)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA cache_size=-%d", kib == 0 ? 2000 : kib);

  lt_db_script (self, sql, NULL);
}

/**
 * lt_db_set_patience:
 * @self: a connection
 * @milliseconds: how long to wait for another program's lock
 */
void
lt_db_set_patience (LtDb *self, int milliseconds)
{
  self->patience = milliseconds;
}

static int
on_progress (void *user_data)
{
  return g_cancellable_is_cancelled (user_data);
}

/**
 * lt_db_set_cancellable:
 * @self: a connection
 * @cancellable: (nullable): ends what is read from now on, when it is cancelled,
 *   with %G_IO_ERROR_CANCELLED; %NULL for nothing
 *
 * Unlike lt_db_interrupt() it also ends what is begun after the cancelling.
 */
void
lt_db_set_cancellable (LtDb *self, GCancellable *cancellable)
{
  sqlite3_progress_handler (self->handle, cancellable == NULL ? 0 : PROGRESS, on_progress,
                            cancellable);
}

/**
 * lt_db_get_version:
 *
 * Returns: a number that is another one after each write to the file, of this
 *   connection or another; costs no reading of the file
 */
guint64
lt_db_get_version (LtDb *self)
{
  gint64 version = 0;

  lt_db_get_int (self, &version, NULL, "PRAGMA data_version", "");
  return (guint64) version << 32 | (guint32) sqlite3_total_changes64 (self->handle);
}

/**
 * lt_db_keep_presence:
 * @self: a connection to a file in WAL mode that has been read
 *
 * Keeps other programs from taking the file for unused, whatever else in this
 * process opens and closes it; see db/presence.h.
 */
void
lt_db_keep_presence (LtDb *self)
{
  if (self->presence == NULL)
    self->presence = lt_presence_keep (self->path);
}

/**
 * lt_db_set_journal:
 * @self: a connection
 * @mode: `wal`, `truncate` …
 * @error: return location
 *
 * Sets the journal mode and reads it back: other programs change it.
 *
 * Returns: whether it is so now
 */
gboolean
lt_db_set_journal (LtDb *self, const char *mode, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA journal_mode=%s", mode);
  g_autofree char *now = lt_db_get_text (self, error, sql, "");

  if (now == NULL)
    return FALSE;
  if (g_ascii_strcasecmp (now, mode) != 0)
    {
      g_set_error (
          error, LT_ERROR, LT_ERROR_UNAVAILABLE,
          _ ("File %s: its journal is \"%s\" and cannot be made \"%s\". Copy it to a local "
             "disk, or close the other program."),
          self->path, now, mode);
      return FALSE;
    }
  return TRUE;
}

/**
 * lt_db_script:
 * @self: a connection
 * @sql: statements without parameters and results
 * @error: return location
 *
 * Returns: whether all of them were carried out
 */
gboolean
lt_db_script (LtDb *self, const char *sql, GError **error)
{
  int code = sqlite3_exec (self->handle, sql, NULL, NULL, NULL);

  if (code != SQLITE_OK)
    lt_db_set_error (self, code, error);
  return code == SQLITE_OK;
}

/**
 * lt_db_begin:
 *
 * Begins a write: whoever else writes is waited for here, not in the middle.
 * Refused where the file is no longer at its place: see lt_db_is_in_place().
 */
gboolean
lt_db_begin (LtDb *self, GError **error)
{
  return lt_db_is_in_place (self, error) && lt_db_script (self, "BEGIN IMMEDIATE", error);
}

/**
 * lt_db_is_held:
 * @self: a connection that may write, with no transaction open
 * @patience: milliseconds to wait for whoever writes
 *
 * Returns: whether another connection writes for longer than that
 */
gboolean
lt_db_is_held (LtDb *self, guint patience)
{
  int usual = self->patience;
  g_autoptr (GError) error = NULL;
  gboolean held;

  self->patience = (int) patience;
  held = !lt_db_script (self, "BEGIN IMMEDIATE", &error)
         && g_error_matches (error, LT_ERROR, LT_ERROR_UNAVAILABLE);
  if (error == NULL)
    lt_db_rollback (self);
  self->patience = usual;
  return held;
}

/**
 * lt_db_begin_read:
 *
 * Begins a read of several statements that all see the same state.
 */
gboolean
lt_db_begin_read (LtDb *self, GError **error)
{
  return lt_db_script (self, "BEGIN", error);
}

/**
 * lt_db_is_reading:
 *
 * Returns: whether several statements see one state: a read or a write was begun
 */
gboolean
lt_db_is_reading (LtDb *self)
{
  return !sqlite3_get_autocommit (self->handle);
}

gboolean
lt_db_commit (LtDb *self, GError **error)
{
  if (!lt_db_is_damaged (self, error) && lt_db_script (self, "COMMIT", error))
    return TRUE;
  lt_db_rollback (self);
  return FALSE;
}

void
lt_db_rollback (LtDb *self)
{
  if (!sqlite3_get_autocommit (self->handle))
    sqlite3_exec (self->handle, "ROLLBACK", NULL, NULL, NULL);
}

gint64
lt_db_last_row (LtDb *self)
{
  return sqlite3_last_insert_rowid (self->handle);
}

int
lt_db_changes (LtDb *self)
{
  return sqlite3_changes (self->handle);
}

static void
answer_guard (sqlite3_context *context, int n, sqlite3_value **values)
{
  LtDb *self = sqlite3_user_data (context);

  /* What asks on behalf of a newer program's file is not let through. */
  sqlite3_result_int (
      context, self->guard_open && (n == 0 || sqlite3_value_int (values[0]) <= self->guard_level));
}

/**
 * lt_db_add_guard:
 * @self: a connection
 * @function: name of an SQL function
 *
 * Makes a function for guard triggers: it answers whether a write through the
 * one door is going on; its argument, if any, must not be above what
 * lt_db_set_guard_level() has set. It must be innocuous, since the schema is not
 * trusted.
 */
void
lt_db_add_guard (LtDb *self, const char *function)
{
  sqlite3_create_function_v2 (self->handle, function, -1, SQLITE_UTF8 | SQLITE_INNOCUOUS, self,
                              answer_guard, NULL, NULL, NULL);
}

/**
 * lt_db_set_guard_level:
 * @self: a connection
 * @level: up to which the guard lets through; without this call there is no end
 */
void
lt_db_set_guard_level (LtDb *self, int level)
{
  self->guard_level = level;
}

void
lt_db_set_guard (LtDb *self, gboolean open)
{
  self->guard_open = open;
}

/**
 * lt_db_run:
 * @self: a connection
 * @error: return location
 * @sql: one statement
 * @types: a letter for each parameter: `i` (gint64), `d` (double), `t` (text or
 *   %NULL), `b` (bytes, gsize), `v` (#LtValue as a blob, or %NULL)
 * @...: the parameters
 *
 * Returns: whether it was carried out
 */
gboolean
lt_db_run (LtDb *self, GError **error, const char *sql, const char *types, ...)
{
  g_autoptr (LtRows) rows = NULL;
  va_list list;

  va_start (list, types);
  rows = lt_db_prepare_list (self, error, sql, types, list);
  va_end (list);
  return rows != NULL && lt_rows_finish (rows, error);
}

/**
 * lt_db_get_int:
 * @self: a connection
 * @value: (out): the first column of the first row; as it was without a row
 * @error: return location
 * @sql: a query
 * @types: see lt_db_run()
 *
 * Returns: whether the query could be made
 */
gboolean
lt_db_get_int (LtDb *self, gint64 *value, GError **error, const char *sql, const char *types, ...)
{
  g_autoptr (LtRows) rows = NULL;
  g_autoptr (GError) problem = NULL;
  va_list list;

  va_start (list, types);
  rows = lt_db_prepare_list (self, error, sql, types, list);
  va_end (list);
  if (rows == NULL)
    return FALSE;
  if (lt_rows_next (rows, &problem))
    *value = lt_rows_int (rows, 0);
  else if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  return TRUE;
}

/**
 * lt_db_get_text:
 * @self: a connection
 * @error: return location
 * @sql: a query
 * @types: see lt_db_run()
 *
 * Returns: (transfer full) (nullable): the first column of the first row; %NULL
 *   without a row, too
 */
char *
lt_db_get_text (LtDb *self, GError **error, const char *sql, const char *types, ...)
{
  g_autoptr (LtRows) rows = NULL;
  va_list list;

  va_start (list, types);
  rows = lt_db_prepare_list (self, error, sql, types, list);
  va_end (list);
  return rows != NULL && lt_rows_next (rows, error) ? g_strdup (lt_rows_text (rows, 0)) : NULL;
}
