/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/safe-copy.h"

#include "base/file.h"
#include "store/store-private.h"

/**
 * lt_store_copy_to:
 * @self: a county file
 * @path: a file that is not there yet
 * @error: return location
 *
 * Copies the file as it is at one moment, whatever others write meanwhile. The
 * copy is a county file of its own, on the disk when this returns.
 */
gboolean
lt_store_copy_to (LtStore *self, const char *path, GError **error)
{
  /* What an older file's connection was lent must not come along. */
  g_autoptr (LtDb) bare =
      lt_store_is_older (self) ? lt_db_open (self->path, LT_DB_READ_ONLY, error) : NULL;

  if (bare == NULL && lt_store_is_older (self))
    return FALSE;
  /* SQLite does not wait until the copy is on the disk. */
  return lt_db_run (bare != NULL ? bare : self->db, error, "VACUUM INTO ?", "t", path)
         && lt_file_sync (path, error);
}

/**
 * lt_store_leave_stream:
 * @self: a county file, in a write
 * @random: where the new epoch's name comes from
 * @error: return location
 *
 * From now on what is written here is a stream of its own.
 */
gboolean
lt_store_leave_stream (LtStore *self, LtRandom *random, GError **error)
{
  LtStream own = self->own;

  lt_random_fill (random, own.epoch, sizeof own.epoch);
  if (!lt_db_run (self->db, error, "UPDATE lt_stream SET own=0", "")
      || !lt_db_run (self->db, error,
                     "INSERT INTO lt_stream (replica, epoch, own) VALUES (?, ?, 1)", "bb",
                     own.replica, sizeof own.replica, own.epoch, sizeof own.epoch)
      || !lt_db_run (self->db, error, "UPDATE lt_meta SET v=? WHERE k='epoch'", "b", own.epoch,
                     sizeof own.epoch)
      /* What carriers are known to hold was known of the original. */
      || !lt_db_run (self->db, error, "DELETE FROM lt_peer", ""))
    return FALSE;
  self->own = own;
  return TRUE;
}

/**
 * lt_store_renew_epoch:
 * @self: a county file that may have gone back: a restored one
 * @random: where the new epoch's name comes from
 * @error: return location
 *
 * From now on what is written here is a stream of its own: numbers that the
 * original gave away after the copy was made are not given again, and its later
 * work can be taken in from colleagues.
 */
gboolean
lt_store_renew_epoch (LtStore *self, LtRandom *random, GError **error)
{
  gboolean renewed;

  if (!lt_store_begin_write (self, error))
    return FALSE;
  renewed = lt_store_leave_stream (self, random, error);
  return lt_store_end_write (self, renewed, renewed ? error : NULL) && renewed;
}
