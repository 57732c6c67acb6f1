/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "db/presence.h"

#include <fcntl.h>
#include <unistd.h>

/* Bytes that SQLite locks, part of its file format: os_unix.c, SHARED_FIRST and
 * SHARED_SIZE in the file, UNIX_SHM_DMS in its -shm. */
#define SHARED_FIRST 0x40000002
#define SHARED_SIZE  510
#define SHM_IN_USE   128

/* One for all connections of the process: closing a descriptor while another
 * connection is open would drop that one's locks. */
struct _LtPresence
{
  char *path;
  int file;
  int shm;
  guint users;
};

static GMutex lock;
static GHashTable *known; /* path → LtPresence */

static int
open_beside (const char *path, const char *ending)
{
  g_autofree char *file = g_strconcat (path, ending, NULL);

  return open (file, O_RDONLY | O_CLOEXEC);
}

/* Where it cannot be had (another file system than Linux's own), SQLite's own
 * locks remain. */
static void
set_lock (int file, short type, off_t first, off_t size)
{
  struct flock range = { .l_type = type, .l_whence = SEEK_SET, .l_start = first, .l_len = size };

  if (file >= 0 && fcntl (file, F_OFD_SETLK, &range) != 0)
    g_debug ("no lock of the open file description at byte %ld", (long) first);
}

static void
take (LtPresence *self, short type)
{
  set_lock (self->file, type, SHARED_FIRST, SHARED_SIZE);
  set_lock (self->shm, type, SHM_IN_USE, 1);
}

/**
 * lt_presence_keep:
 * @path: a file in WAL mode, open in this process
 *
 * Returns: (transfer full): what keeps others from taking the file for unused;
 *   give it back by lt_presence_suspend() before SQLite closes the connection
 *   and lt_presence_drop() after it
 */
LtPresence *
lt_presence_keep (const char *path)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);
  LtPresence *self;

  if (known == NULL)
    known = g_hash_table_new (g_str_hash, g_str_equal);
  self = g_hash_table_lookup (known, path);
  if (self == NULL)
    {
      self = g_new0 (LtPresence, 1);
      self->path = g_strdup (path);
      self->file = open_beside (path, "");
      self->shm = open_beside (path, "-shm");
      g_hash_table_insert (known, self->path, self);
    }
  self->users++;
  take (self, F_RDLCK);
  return self;
}

/**
 * lt_presence_suspend:
 * @self: what lt_presence_keep() gave
 *
 * Lets SQLite close: the last connection must find itself alone to put its log
 * into the file.
 */
void
lt_presence_suspend (LtPresence *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);

  if (self->users == 1)
    take (self, F_UNLCK);
}

/**
 * lt_presence_drop:
 * @self: (transfer full): what lt_presence_keep() gave
 */
void
lt_presence_drop (LtPresence *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);

  if (--self->users > 0)
    return;
  g_hash_table_remove (known, self->path);
  if (self->file >= 0)
    close (self->file);
  if (self->shm >= 0)
    close (self->shm);
  g_free (self->path);
  g_free (self);
}
