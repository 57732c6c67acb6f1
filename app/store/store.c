/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "db/read-only.h"
#include "store/store-private.h"

#include "store/batches-private.h"
#include "store/county-file.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

static gboolean
read_fixed_meta (LtDb *db, const char *k, gpointer bytes, gsize size, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRows) rows = lt_db_query (db, error, "SELECT v FROM lt_meta WHERE k=?", "t", k);

  if (rows == NULL)
    return FALSE;
  if (lt_rows_next (rows, &problem) && lt_rows_fixed (rows, 0, bytes, size))
    return TRUE;
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  else
    g_set_error (error, LT_ERROR, LT_ERROR_DAMAGED,
                 _ ("File %s: its entry \"%s\" is missing. Restore the last backup."),
                 lt_db_get_path (db), k);
  return FALSE;
}

/* Another connection may have left a stream that turned out to be copied. */
static gboolean
read_own (LtStore *self, GError **error)
{
  return read_fixed_meta (self->db, "replica", self->own.replica, sizeof self->own.replica, error)
         && read_fixed_meta (self->db, "epoch", self->own.epoch, sizeof self->own.epoch, error);
}

static gboolean
read_schema (LtStore *self, GError **error)
{
  gint64 tables = 0;

  if (!lt_db_get_int (self->db, &tables, error,
                      "SELECT count(*) FROM sqlite_schema WHERE name IN ('lt_meta', 'lt_op')", ""))
    return FALSE;
  if (tables == 1)
    {
      g_set_error (error, LT_ERROR, LT_ERROR_DAMAGED,
                   _ ("File %s: its log is missing: it is damaged, or another program took it out. "
                      "Restore the last backup."),
                   self->path);
      return FALSE;
    }
  if (tables == 0)
    {
      g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                   _ ("File %s: it is a GeoPackage of another program, no county file. Import it "
                      "into a county file instead."),
                   self->path);
      return FALSE;
    }
  return lt_outline_read (self, error);
}

static gboolean
prepare (LtStore *self, LtStoreFlags flags, GError **error)
{
  if (self->refusal != NULL || self->schema > LT_SCHEMA
      || (self->schema < LT_SCHEMA && (flags & LT_STORE_AS_FOUND) != 0))
    self->writable = FALSE;
  if (!self->writable)
    return self->schema > LT_SCHEMA || lt_older_file_lend (self, error);
  /* QGIS turns the journal back on opening: it is set and read back each time. */
  return lt_db_set_journal (self->db, "wal", error)
         && lt_migration_run (self, (flags & LT_STORE_COPIED) != 0, error);
}

/* The files that are open in this process, by what they are, not by name. */
static GHashTable *open_files;
static GMutex open_files_lock;

static char *
name_file (const char *path)
{
  GStatBuf status;

  if (g_stat (path, &status) != 0)
    return NULL;
  return g_strdup_printf ("%" G_GUINT64_FORMAT ":%" G_GUINT64_FORMAT, (guint64) status.st_dev,
                          (guint64) status.st_ino);
}

static gboolean
is_open_here (const char *path)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&open_files_lock);
  g_autofree char *name = name_file (path);

  return name != NULL && open_files != NULL && g_hash_table_contains (open_files, name);
}

static void
count_open (const char *name, int step)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&open_files_lock);
  int n;

  if (name == NULL)
    return;
  if (open_files == NULL)
    open_files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  n = GPOINTER_TO_INT (g_hash_table_lookup (open_files, name)) + step;
  if (n > 0)
    g_hash_table_insert (open_files, g_strdup (name), GINT_TO_POINTER (n));
  else
    g_hash_table_remove (open_files, name);
}

static LtStore *
open_db (const char *path, LtDbFlags flags, GError **error)
{
  g_autoptr (LtStore) self = g_new0 (LtStore, 1);

  self->path = g_strdup (path);
  self->writable = (flags & LT_DB_READ_ONLY) == 0;
  self->db = lt_db_open (path, flags, error);
  if (self->db == NULL)
    return NULL;
  self->writable = self->writable && !lt_db_is_read_only (self->db);
  self->file = name_file (path);
  count_open (self->file, 1);
  lt_db_add_guard (self->db, "lt_writing");
  lt_db_set_guard_level (self->db, LT_SCHEMA);
  return g_steal_pointer (&self);
}

/**
 * lt_store_open:
 * @path: a county file
 * @flags: how
 * @error: return location; tells apart files that are missing, foreign, cut
 *   off, damaged or locked
 *
 * Opens a county file. A file that a newer program made can be read and not
 * written: see lt_store_is_writable(). One that an older program made is brought
 * up to date when it is opened to be written, after a copy was put beside it:
 * see lt_store_get_copy(); opened to be read it stays as it is.
 *
 * Returns: (transfer full) (nullable): the store
 */
LtStore *
lt_store_open (const char *path, LtStoreFlags flags, GError **error)
{
  g_autoptr (LtStore) self = NULL;
  gboolean read_only = (flags & LT_STORE_READ_ONLY) != 0;

  /* Closing a second descriptor of an open file drops SQLite's locks on it
   * (howtocorrupt 2.2), so the head is read only of files not open here. */
  if (g_file_test (path, G_FILE_TEST_IS_REGULAR) && !is_open_here (path)
      && !lt_schema_check_file (path, error))
    return NULL;
  self = open_db (path, read_only ? LT_DB_READ_ONLY : LT_DB_NONE, error);
  if (self == NULL || !read_schema (self, error)
      || !read_fixed_meta (self->db, "bureau", &self->bureau, sizeof self->bureau, error)
      || !prepare (self, flags, error) || !read_own (self, error))
    return NULL;
  lt_db_keep_presence (self->db);
  /* What fails here is in nobody's sight, and is tried again. */
  if (self->writable)
    lt_blobs_tidy (self, NULL);
  return g_steal_pointer (&self);
}

static void
remove_files (const char *path)
{
  static const char *const endings[] = { "", "-wal", "-shm" };

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *file = g_strconcat (path, endings[i], NULL);

      g_unlink (file);
    }
}

static gboolean
fill_new_file (LtStore *self, GError **error)
{
  return lt_db_set_journal (self->db, "wal", error) && lt_db_begin (self->db, error)
         && lt_schema_migrate (self->db, 0, error)
         && lt_db_run (self->db, error,
                       "INSERT INTO lt_meta VALUES ('bureau', ?), ('replica', ?), ('epoch', ?), "
                       "('time', 0)",
                       "bbb", &self->bureau, sizeof self->bureau, self->own.replica,
                       sizeof self->own.replica, self->own.epoch, sizeof self->own.epoch)
         && lt_db_run (self->db, error,
                       "INSERT INTO lt_stream (replica, epoch, own) VALUES (?, ?, 1)", "bb",
                       self->own.replica, sizeof self->own.replica, self->own.epoch,
                       sizeof self->own.epoch)
         && lt_db_commit (self->db, error)
         /* Others tell the file by its header, which must not wait in the journal. */
         && lt_db_script (self->db, "PRAGMA wal_checkpoint(TRUNCATE)", error);
}

/**
 * lt_store_create:
 * @path: a file that is not there yet
 * @bureau: (nullable): the bureau it shall belong to; %NULL to found one by the
 *   first group that is appended
 * @random: where the replica's name comes from
 * @error: return location
 *
 * Returns: (transfer full) (nullable): an empty county file, open for writing
 */
LtStore *
lt_store_create (const char *path, const LtDigest *bureau, LtRandom *random, GError **error)
{
  g_autoptr (LtStore) self = open_db (path, LT_DB_CREATE, error);

  if (self == NULL)
    return NULL;
  if (bureau != NULL)
    self->bureau = *bureau;
  lt_random_fill (random, self->own.replica, sizeof self->own.replica);
  lt_random_fill (random, self->own.epoch, sizeof self->own.epoch);
  self->schema = LT_SCHEMA;
  lt_db_set_guard (self->db, TRUE);
  if (!fill_new_file (self, error))
    {
      g_clear_pointer (&self->db, lt_db_close);
      remove_files (path);
      return NULL;
    }
  lt_db_set_guard (self->db, FALSE);
  lt_db_keep_presence (self->db);
  return g_steal_pointer (&self);
}

void
lt_store_close (LtStore *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->people, lt_people_free);
  g_clear_pointer (&self->db, lt_db_close);
  count_open (self->file, -1);
  g_free (self->file);
  g_free (self->copy);
  g_free (self->refusal);
  g_clear_pointer (&self->damaged, g_ptr_array_unref);
  g_free (self->path);
  g_free (self);
}

const char *
lt_store_get_path (LtStore *self)
{
  return self->path;
}

/**
 * lt_store_is_writable:
 *
 * Returns: whether it can be written: it was opened so, and no newer program made it
 */
gboolean
lt_store_is_writable (LtStore *self)
{
  return self->writable;
}

/**
 * lt_store_get_copy:
 *
 * Returns: (transfer none) (nullable): where the file is kept as it was before
 *   this opening brought it up to date; %NULL where there was no need
 */
const char *
lt_store_get_copy (LtStore *self)
{
  return self->copy;
}

/**
 * lt_store_get_bureau:
 *
 * Returns: (transfer none): the bureau's id: the digest of the file's first group
 */
const LtDigest *
lt_store_get_bureau (LtStore *self)
{
  return &self->bureau;
}

/**
 * lt_store_get_replica:
 *
 * Returns: (transfer full): name of this installation's file, 32 figures
 */
char *
lt_store_get_replica (LtStore *self)
{
  return lt_hex_encode (self->own.replica, sizeof self->own.replica);
}

/**
 * lt_store_get_device:
 *
 * Returns: (transfer full): a short name of this device for people, 设备编号: four
 *   figures; eight once its file was copied or restored: there may be another
 *   machine that goes by the first four
 */
char *
lt_store_get_device (LtStore *self)
{
  const LtStream *own = &self->own;
  gint64 n = 0;

  lt_db_get_int (self->db, &n, NULL, "SELECT count(*) FROM lt_stream WHERE replica=?", "b",
                 own->replica, sizeof own->replica);
  if (n <= 1)
    return g_strdup_printf ("%02X%02X", own->replica[0], own->replica[1]);
  return g_strdup_printf ("%02X%02X%02X%02X", own->replica[0], own->replica[1], own->epoch[0],
                          own->epoch[1]);
}

/**
 * lt_store_is_held:
 * @self: a county file
 * @patience: milliseconds to wait for whoever writes
 *
 * Returns: whether another program, or another connection of this one, writes for longer
 *   than that: a save would wait
 */
gboolean
lt_store_is_held (LtStore *self, guint patience)
{
  return lt_db_is_held (self->db, patience);
}

/**
 * lt_store_get_version:
 *
 * Returns: a number that is another one after each write, own or another
 *   process's; only for comparing with what this store said before
 */
guint64
lt_store_get_version (LtStore *self)
{
  return lt_db_get_version (self->db);
}

/**
 * lt_store_set_cancellable:
 * @self: a county file
 * @cancellable: (nullable): ends what is read from now on, when it is cancelled,
 *   with %G_IO_ERROR_CANCELLED; %NULL for nothing
 */
void
lt_store_set_cancellable (LtStore *self, GCancellable *cancellable)
{
  lt_db_set_cancellable (self->db, cancellable);
}

/**
 * lt_store_interrupt:
 *
 * Makes a read going on in another thread stop with %G_IO_ERROR_CANCELLED.
 */
void
lt_store_interrupt (LtStore *self)
{
  lt_db_interrupt (self->db);
}

/* Another process may have written: the people known here must be those of the file. */
gboolean
lt_store_refresh_people (LtStore *self, GError **error)
{
  gint64 n = 0;

  if (!lt_db_get_int (self->db, &n, error, "SELECT count(*) FROM lt_group WHERE people=1", ""))
    return FALSE;
  if (self->people != NULL && lt_people_count (self->people) == (guint) n
      && lt_people_knows_chains (self->people))
    return TRUE;
  g_clear_pointer (&self->people, lt_people_free);
  self->people = lt_people_load (self, error);
  return self->people != NULL;
}

static gboolean
refuse_write (LtStore *self, GError **error)
{
  if (self->refusal != NULL)
    g_set_error_literal (error, LT_ERROR, LT_ERROR_DAMAGED, self->refusal);
  else if (self->schema > LT_SCHEMA)
    g_set_error (error, LT_ERROR, LT_ERROR_DAMAGED,
                 _ ("File %s: it was made by a newer version of this program (schema %d, known "
                    "here: %d). It can be read but not written. Install the newer version."),
                 self->path, (int) self->schema, LT_SCHEMA);
  else
    g_set_error (error, LT_ERROR, LT_ERROR_REFUSED, _ ("File %s: it was opened for reading only."),
                 self->path);
  return FALSE;
}

/**
 * lt_store_check_writable:
 * @self: a county file
 * @error: return location: why it cannot be written
 *
 * For what puts something beside the file before it writes into it.
 *
 * Returns: what lt_store_is_writable() does
 */
gboolean
lt_store_check_writable (LtStore *self, GError **error)
{
  return self->writable || refuse_write (self, error);
}

/* A newer program may have brought the file up to date since it was opened, or
 * another one have changed it. */
static gboolean
refresh_schema (LtStore *self, GError **error)
{
  if (!lt_outline_read (self, error))
    return FALSE;
  self->writable = self->refusal == NULL && self->schema <= LT_SCHEMA;
  return lt_store_check_writable (self, error);
}

gboolean
lt_store_begin_write (LtStore *self, GError **error)
{
  if (!lt_store_check_writable (self, error))
    return FALSE;
  if (!lt_db_begin (self->db, error))
    return FALSE;
  lt_db_set_guard (self->db, TRUE);
  if (refresh_schema (self, error) && read_own (self, error)
      && lt_store_refresh_people (self, error))
    return TRUE;
  return lt_store_end_write (self, FALSE, NULL);
}

/* Ends a write; what was not kept leaves no trace, in memory neither. */
gboolean
lt_store_end_write (LtStore *self, gboolean keep, GError **error)
{
  gboolean kept = keep && lt_db_commit (self->db, error);

  lt_db_set_guard (self->db, FALSE);
  if (!kept)
    {
      lt_db_rollback (self->db);
      g_clear_pointer (&self->people, lt_people_free);
    }
  return kept;
}
