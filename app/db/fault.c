/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What SQLite answers, in words and as this program's errors. */

#include "base/file.h"
#include "db/db-private.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>

static LtError
classify (int code)
{
  switch (code & 0xff)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_PROTOCOL:
      return LT_ERROR_UNAVAILABLE;
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return LT_ERROR_REFUSED;
    case SQLITE_CORRUPT:
      return LT_ERROR_DAMAGED;
    case SQLITE_NOTADB:
      return LT_ERROR_BAD_INPUT;
    default:
      return LT_ERROR_BUG;
    }
}

static const char *
advise (int code)
{
  switch (code & 0xff)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return _ ("it is locked by another program. Close that program, or try again in a moment; "
                "nothing was lost");
    case SQLITE_FULL:
      return _ ("the disk is full. Make room and do it again; nothing was lost");
    case SQLITE_IOERR:
      return _ (
          "the disk gave a read or write error. Check the disk or the share, and do it again");
    case SQLITE_CANTOPEN:
      return _ ("it cannot be opened. Check that the folder is there and may be written");
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return _ ("it may only be read. Copy it to a folder of your own to write in it");
    case SQLITE_CORRUPT:
      return _ ("it is damaged. Restore the last backup, or export what can still be read");
    case SQLITE_NOTADB:
      return _ ("it is no database. Choose another file");
    default:
      return NULL;
    }
}

/* Where the journal cannot be made or grow, SQLite only tells that it could not
 * be opened or written. */
static int
find_cause (LtDb *self, int code)
{
  int primary = code & 0xff;
  int cause;

  if (primary != SQLITE_CANTOPEN && primary != SQLITE_IOERR)
    return code;
  cause = sqlite3_system_errno (self->handle);
  if (cause != ENOSPC && cause != EDQUOT)
    cause = lt_file_probe_folder (self->path);
  return cause == ENOSPC || cause == EDQUOT ? SQLITE_FULL : code;
}

/**
 * lt_db_set_error:
 * @self: a connection
 * @answer: what SQLite answered
 * @error: return location
 */
void
lt_db_set_error (LtDb *self, int answer, GError **error)
{
  int code = find_cause (self, answer);
  const char *advice = advise (code);

  if ((code & 0xff) == SQLITE_IOERR || ((code & 0xff) == SQLITE_CORRUPT && self->fault == 0))
    self->fault = code & 0xff;

  if ((code & 0xff) == SQLITE_INTERRUPT)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("The read was cancelled."));
  else if (advice != NULL)
    g_set_error (error, LT_ERROR, (int) classify (code), _ ("File %s: %s."), self->path, advice);
  else
    g_set_error (error, LT_ERROR, (int) classify (code), _ ("File %s: SQLite says \"%s\" (%d)."),
                 self->path, sqlite3_errmsg (self->handle), code);
}

/**
 * lt_db_is_damaged:
 * @self: a connection
 * @error: return location, set where it is
 *
 * Returns: whether what was read since it was opened was found damaged, or could
 *   not be read: SQLite tells some errors of the disk as damage
 */
gboolean
lt_db_is_damaged (LtDb *self, GError **error)
{
  if (self->fault == SQLITE_CORRUPT)
    lt_db_set_error (self, SQLITE_CORRUPT, error);
  return self->fault == SQLITE_CORRUPT || lt_db_is_faulty (self, error);
}

/**
 * lt_db_is_faulty:
 * @self: a connection
 * @error: return location, set where it is
 *
 * Returns: whether the disk gave an error since it was opened: what was read may
 *   lack something
 */
gboolean
lt_db_is_faulty (LtDb *self, GError **error)
{
  if (self->fault == SQLITE_IOERR)
    g_set_error (
        error, LT_ERROR, LT_ERROR_UNAVAILABLE,
        _ ("File %s: the disk gave read or write errors since it was opened, so nothing is "
           "written and no answer is whole. Check the disk or the share, and open it "
           "again."),
        self->path);
  return self->fault == SQLITE_IOERR;
}

/**
 * lt_db_is_in_place:
 * @self: a connection
 * @error: return location, set where it is not
 *
 * Returns: whether the file still lies at its path: what is written into one that
 *   was removed, renamed or replaced would be found by nobody. Costs one look at
 *   the folder, no reading of the file
 */
gboolean
lt_db_is_in_place (LtDb *self, GError **error)
{
  int moved = 0;

  if (sqlite3_file_control (self->handle, "main", SQLITE_FCNTL_HAS_MOVED, &moved) != SQLITE_OK
      || !moved)
    return TRUE;
  g_set_error (error, LT_ERROR, LT_ERROR_UNAVAILABLE,
               _ ("File %s is no longer at its place: it was moved, renamed, replaced or deleted "
                  "while it was open, or its disk is gone. Nothing is written into it any more. "
                  "Open it at its new place, or put it back."),
               self->path);
  return FALSE;
}
