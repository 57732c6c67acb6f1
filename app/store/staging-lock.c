/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/staging-lock.h"

#include "base/error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define ENDING            "-import"
#define ENDING_OF_RECORDS "-records"

struct _LtStagingLock
{
  char *path;
  int file;
};

/* Whoever had the lock before may have removed the file that was opened here. */
static gboolean
is_still_there (int file, const char *path)
{
  struct stat opened;
  struct stat named;

  return fstat (file, &opened) == 0 && stat (path, &named) == 0 && opened.st_ino == named.st_ino
         && opened.st_dev == named.st_dev;
}

static LtStagingLock *
take (const char *county_path, const char *ending, const char *busy, GError **error)
{
  g_autofree char *path = g_strconcat (county_path, ending, NULL);
  struct flock whole = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
  LtStagingLock *self;
  int file;

  for (;;)
    {
      file = open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
      if (file < 0)
        {
          g_set_error (error, LT_ERROR, LT_ERROR_UNAVAILABLE,
                       _ ("File %s: it cannot be made: %s. Check the folder and its room."), path,
                       g_strerror (errno));
          return NULL;
        }
      if (fcntl (file, F_OFD_SETLK, &whole) != 0)
        {
          close (file);
          g_set_error (error, LT_ERROR, LT_ERROR_UNAVAILABLE, busy, county_path);
          return NULL;
        }
      if (is_still_there (file, path))
        break;
      close (file);
    }
  self = g_new0 (LtStagingLock, 1);
  self->path = g_steal_pointer (&path);
  self->file = file;
  return self;
}

/**
 * lt_staging_lock_take:
 * @county_path: a county file
 * @error: return location; %LT_ERROR_UNAVAILABLE while another holds it
 *
 * Returns: (transfer full) (nullable): the lock
 */
LtStagingLock *
lt_staging_lock_take (const char *county_path, GError **error)
{
  return take (county_path, ENDING,
               _ ("File %s: measured values are being taken into it by another import. "
                  "Wait until that is done, and do it again."),
               error);
}

/**
 * lt_staging_lock_take_records:
 * @county_path: a county file
 * @error: return location; %LT_ERROR_UNAVAILABLE while another holds it
 *
 * For an import of records, from its first look at those that are there until the
 * last row is written. Batches that arrive meanwhile do not wait for it.
 *
 * Returns: (transfer full) (nullable): the lock
 */
LtStagingLock *
lt_staging_lock_take_records (const char *county_path, GError **error)
{
  return take (county_path, ENDING_OF_RECORDS,
               _ ("File %s: records are being taken into it by another import. Wait until that is "
                  "done, and do it again; nothing of yours was taken in."),
               error);
}

static gboolean
is_taken (const char *county_path, const char *ending)
{
  g_autofree char *path = g_strconcat (county_path, ending, NULL);
  struct flock whole = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
  int file = open (path, O_RDONLY | O_CLOEXEC);
  gboolean taken;

  if (file < 0)
    return FALSE;
  taken = fcntl (file, F_OFD_GETLK, &whole) == 0 && whole.l_type != F_UNLCK;
  close (file);
  return taken;
}

/**
 * lt_staging_lock_is_taken:
 * @county_path: a county file
 *
 * Returns: whether measured values are being taken into it, by this program or another
 */
gboolean
lt_staging_lock_is_taken (const char *county_path)
{
  return is_taken (county_path, ENDING);
}

/**
 * lt_staging_lock_is_taken_for_records:
 * @county_path: a county file
 *
 * Returns: whether an import of records is at work on it, of this program or another
 */
gboolean
lt_staging_lock_is_taken_for_records (const char *county_path)
{
  return is_taken (county_path, ENDING_OF_RECORDS);
}

void
lt_staging_lock_drop (LtStagingLock *self)
{
  if (self == NULL)
    return;
  g_unlink (self->path);
  close (self->file);
  g_free (self->path);
  g_free (self);
}
