/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A file for what reads files, quick enough for thousands of them a second. It is
 * made once and filled anew. */

#include "target.h"

#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static void
make_file (LtMemoryFile *self)
{
  if (self->path != NULL)
    return;
  self->fd = memfd_create ("fuzz", MFD_CLOEXEC);
  g_assert_cmpint (self->fd, >=, 0);
  self->path = g_strdup_printf ("/proc/self/fd/%d", self->fd);
}

/* Makes @bytes its content; without any it is empty. Reading begins at the start. */
void
lt_memory_file_fill (LtMemoryFile *self, gconstpointer bytes, gsize size)
{
  make_file (self);
  g_assert_cmpint (ftruncate (self->fd, 0), ==, 0);
  g_assert_cmpint (pwrite (self->fd, bytes, size, 0), ==, (gssize) size);
  g_assert_cmpint (lseek (self->fd, 0, SEEK_SET), ==, 0);
}

/* What was written into it. */
GByteArray *
lt_memory_file_take (LtMemoryFile *self)
{
  GByteArray *bytes = g_byte_array_new ();
  struct stat info;

  g_assert_cmpint (fstat (self->fd, &info), ==, 0);
  g_byte_array_set_size (bytes, (guint) info.st_size);
  g_assert_cmpint (pread (self->fd, bytes->data, bytes->len, 0), ==, (gssize) info.st_size);
  return bytes;
}
