/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/safe-copy.h"

#include "store/store-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <unistd.h>

/* SQLite does not wait until the copy is on the disk. */
static gboolean
sync_file (const char *path, GError **error)
{
  int file = open (path, O_RDONLY | O_CLOEXEC);
  gboolean synced = file >= 0 && fsync (file) == 0;

  if (!synced)
    g_set_error (error, LT_ERROR, LT_ERROR_UNAVAILABLE,
                 _ ("File %s: %s. Check the disk and its room, and do it again; nothing was lost."),
                 path, g_strerror (errno));
  if (file >= 0)
    close (file);
  return synced;
}

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
  return lt_db_run (self->db, error, "VACUUM INTO ?", "t", path) && sync_file (path, error);
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
  LtStream own = self->own;
  gboolean renewed;

  lt_random_fill (random, own.epoch, sizeof own.epoch);
  if (!lt_store_begin_write (self, error))
    return FALSE;
  renewed =
      lt_db_run (self->db, error, "UPDATE lt_stream SET own=0", "")
      && lt_db_run (self->db, error, "INSERT INTO lt_stream (replica, epoch, own) VALUES (?, ?, 1)",
                    "bb", own.replica, sizeof own.replica, own.epoch, sizeof own.epoch)
      && lt_db_run (self->db, error, "UPDATE lt_meta SET v=? WHERE k='epoch'", "b", own.epoch,
                    sizeof own.epoch)
      /* What carriers are known to hold was known of the original. */
      && lt_db_run (self->db, error, "DELETE FROM lt_peer", "");
  if (!lt_store_end_write (self, renewed, renewed ? error : NULL))
    return FALSE;
  self->own = own;
  return TRUE;
}
