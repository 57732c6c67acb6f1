/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "convert/source-private.h"

#include "base/error.h"
#include "convert/limits.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#define PACKED_PIECE (64 * 1024)
#define FIRST_PIECE  (64 * 1024)

static gboolean
set_open_error (const char *path, int code, GError **error)
{
  switch (code)
    {
    case ENOENT:
    case ENOTDIR:
      g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT, _ ("There is no file %s."), path);
      break;
    case EACCES:
    case EPERM:
      g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                   _ ("%s may not be read by you. Ask its owner, or copy it to a folder of yours."),
                   path);
      break;
    case ELOOP:
      g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                   _ ("%s is a link that leads back to itself. Choose the file itself."), path);
      break;
    default:
      g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT, _ ("%s cannot be opened: %s."), path,
                   g_strerror (code));
    }
  return FALSE;
}

/* The only format that is a folder. */
static gboolean
is_geodatabase (const char *path)
{
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *lower = g_ascii_strdown (base, -1);

  return g_str_has_suffix (lower, ".gdb");
}

static gboolean
check_is_file (const char *path, const struct stat *info, GError **error)
{
  if (S_ISDIR (info->st_mode) && is_geodatabase (path))
    return TRUE;
  if (S_ISDIR (info->st_mode))
    g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT, _ ("%s is a folder. Choose a file in it."),
                 path);
  else if (!S_ISREG (info->st_mode))
    g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                 _ ("%s is not a file but a device or a pipe. Save what it gives in a file first."),
                 path);
  else if (info->st_size == 0)
    g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT, _ ("%s is empty."), path);
  else
    return TRUE;
  return FALSE;
}

/* Without waiting: a pipe nobody writes to would hang here. */
static gboolean
open_file (LtSource *self, GError **error)
{
  self->fd = open (self->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  if (self->fd < 0)
    return set_open_error (self->path, errno, error);
  if (fstat (self->fd, &self->info) != 0)
    return set_open_error (self->path, errno, error);
  if (!check_is_file (self->path, &self->info, error))
    return FALSE;
  self->folder = S_ISDIR (self->info.st_mode);
  posix_fadvise (self->fd, 0, 0, POSIX_FADV_SEQUENTIAL);
  return TRUE;
}

static gssize
read_file (LtSource *self, gpointer bytes, gsize size, GError **error)
{
  for (;;)
    {
      gssize n = pread (self->fd, bytes, size, (off_t) self->at);

      if (n >= 0)
        {
          self->at += (guint64) n;
          return n;
        }
      if (errno == EINTR)
        continue;
      g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT, _ ("%s cannot be read: %s."), self->name,
                   g_strerror (errno));
      return -1;
    }
}

static void
begin_inflating (LtSource *self)
{
  if (self->packed_bytes == NULL)
    {
      self->packed_bytes = g_malloc (PACKED_PIECE);
      if (inflateInit2 (&self->inflater, 15 + 16) != Z_OK)
        g_error ("zlib cannot be started");
    }
  else
    inflateReset (&self->inflater);
  self->inflater.avail_in = 0;
  self->packed_end = FALSE;
}

/* A file may be several gzip streams one after the other. */
static gboolean
fill_inflater (LtSource *self, GError **error)
{
  gssize n;

  if (self->inflater.avail_in > 0)
    return TRUE;
  n = read_file (self, self->packed_bytes, PACKED_PIECE, error);
  if (n < 0)
    return FALSE;
  self->inflater.next_in = self->packed_bytes;
  self->inflater.avail_in = (guint) n;
  return TRUE;
}

static gboolean
check_bomb (LtSource *self, GError **error)
{
  guint64 packed = MAX (self->at, 1);

  if (self->given <= LT_MAX_UNPACKED_FREE || self->given / packed <= LT_MAX_RATIO)
    return TRUE;
  g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
               _ ("%s unpacks to more than %u times its size. No table does that; it is not read."),
               self->name, LT_MAX_RATIO);
  return FALSE;
}

static gssize
read_packed (LtSource *self, gpointer bytes, gsize size, GError **error)
{
  self->inflater.next_out = bytes;
  self->inflater.avail_out = (guint) size;
  while (self->inflater.avail_out == size && !self->packed_end)
    {
      int result;

      if (!fill_inflater (self, error))
        return -1;
      if (self->inflater.avail_in == 0)
        {
          g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                       _ ("%s is cut off: it cannot be unpacked to its end. Fetch it again."),
                       self->name);
          return -1;
        }
      result = inflate (&self->inflater, Z_NO_FLUSH);
      if (result == Z_STREAM_END)
        {
          if (!fill_inflater (self, error))
            return -1;
          self->packed_end = self->inflater.avail_in == 0;
          if (!self->packed_end)
            inflateReset (&self->inflater);
        }
      else if (result != Z_OK && result != Z_BUF_ERROR)
        {
          g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                       _ ("%s is damaged: it cannot be unpacked. Fetch it again."), self->name);
          return -1;
        }
    }
  return (gssize) (size - self->inflater.avail_out);
}

static gboolean
find_packing (LtSource *self, GError **error)
{
  guint8 magic[3];
  gssize n = self->folder ? 0 : read_file (self, magic, sizeof magic, error);

  if (n < 0)
    return FALSE;
  self->at = 0;
  self->packed = n == 3 && magic[0] == 0x1f && magic[1] == 0x8b && magic[2] == 8;
  if (self->packed)
    begin_inflating (self);
  return TRUE;
}

/**
 * lt_source_open:
 * @path: of a file
 * @error: return location; says in words why it cannot be opened
 *
 * Returns: (transfer full) (nullable): its bytes
 */
LtSource *
lt_source_open (const char *path, GError **error)
{
  g_autoptr (LtSource) self = g_new0 (LtSource, 1);

  self->path = g_strdup (path);
  self->name = g_path_get_basename (path);
  if (!open_file (self, error) || !find_packing (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

/* A workbook in an archive is an archive in an archive: it is taken out as a whole. */
gboolean
lt_source_hold_archive (LtSource *archive, GError **error)
{
  if (archive->member == NULL || archive->unpacked != NULL)
    return TRUE;
  archive->unpacked = lt_source_load (archive, LT_MAX_SHEETS, error);
  return archive->unpacked != NULL;
}

/**
 * lt_source_open_member:
 * @archive: a ZIP archive
 * @member: name of a member, see lt_archive_list()
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the member's bytes
 */
LtSource *
lt_source_open_member (LtSource *archive, const char *member, GError **error)
{
  g_autoptr (LtSource) self = g_new0 (LtSource, 1);
  g_autofree char *name = g_path_get_basename (member);

  self->path = g_strdup (archive->path);
  self->name = g_strdup_printf ("%s/%s", archive->name, name);
  self->member = g_strdup (member);
  if (!lt_source_hold_archive (archive, error) || !open_file (self, error))
    return NULL;
  self->held = archive->unpacked == NULL ? NULL : g_bytes_ref (archive->unpacked);
  self->folder = is_geodatabase (member);
  if (!self->folder && !lt_archive_open_member (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
lt_source_close (LtSource *self)
{
  if (self == NULL)
    return;
  if (self->archive != NULL)
    lt_archive_close_member (self);
  if (self->packed_bytes != NULL)
    inflateEnd (&self->inflater);
  if (self->fd > 0)
    close (self->fd);
  g_clear_pointer (&self->held, g_bytes_unref);
  g_clear_pointer (&self->unpacked, g_bytes_unref);
  g_free (self->packed_bytes);
  g_free (self->path);
  g_free (self->name);
  g_free (self->member);
  g_free (self);
}

/**
 * lt_source_name:
 *
 * Returns: (transfer none): the file's name without its folder, for messages
 */
const char *
lt_source_name (const LtSource *self)
{
  return self->name;
}

const char *
lt_source_path (const LtSource *self)
{
  return self->path;
}

/**
 * lt_source_member:
 *
 * Returns: (transfer none) (nullable): which member of the archive it is
 */
const char *
lt_source_member (const LtSource *self)
{
  return self->member;
}

gboolean
lt_source_is_folder (const LtSource *self)
{
  return self->folder;
}

gboolean
lt_source_is_packed (const LtSource *self)
{
  return self->packed;
}

/**
 * lt_source_size:
 *
 * Returns: bytes of the file on the disk
 */
guint64
lt_source_size (const LtSource *self)
{
  return (guint64) self->info.st_size;
}

/**
 * lt_source_read:
 * @self: a source
 * @bytes: where they go
 * @size: how many there is room for
 * @error: return location
 *
 * Returns: how many there are; 0 at the end, -1 with @error
 */
gssize
lt_source_read (LtSource *self, gpointer bytes, gsize size, GError **error)
{
  gssize n;

  if (self->member != NULL)
    n = lt_archive_read_member (self, bytes, size, error);
  else if (self->packed)
    n = read_packed (self, bytes, size, error);
  else
    return read_file (self, bytes, size, error);
  if (n > 0)
    {
      self->given += (guint64) n;
      if (self->packed && !check_bomb (self, error))
        return -1;
    }
  return n;
}

gboolean
lt_source_rewind (LtSource *self, GError **error)
{
  self->at = 0;
  self->given = 0;
  if (self->member != NULL)
    {
      lt_archive_close_member (self);
      return lt_archive_open_member (self, error);
    }
  if (self->packed)
    begin_inflating (self);
  return TRUE;
}

/**
 * lt_source_peek:
 * @self: a source
 * @bytes: where they go
 * @size: how many are wanted
 * @error: return location
 *
 * Gives the first bytes; the next read begins with them again.
 *
 * Returns: how many there are, fewer only where the file has no more; 0 with @error
 */
gsize
lt_source_peek (LtSource *self, gpointer bytes, gsize size, GError **error)
{
  gsize at = 0;
  gssize n;

  if (!lt_source_rewind (self, error))
    return 0;
  while (at < size && (n = lt_source_read (self, (guint8 *) bytes + at, size - at, error)) != 0)
    {
      if (n < 0)
        return 0;
      at += (gsize) n;
    }
  return lt_source_rewind (self, error) ? at : 0;
}

/**
 * lt_source_load:
 * @self: a source
 * @limit: how many bytes there may be
 * @error: return location
 *
 * Returns: (transfer full) (nullable): all of its bytes
 */
GBytes *
lt_source_load (LtSource *self, guint64 limit, GError **error)
{
  g_autoptr (GByteArray) all = g_byte_array_new ();
  g_autofree guint8 *piece = g_malloc (FIRST_PIECE);
  gssize n;

  if (!lt_source_rewind (self, error))
    return NULL;
  while ((n = lt_source_read (self, piece, FIRST_PIECE, error)) > 0)
    {
      if (all->len + (guint64) n > limit)
        {
          g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                       _ ("%s has more than %u MB, too much for a file of its kind. Cut it into "
                          "pieces."),
                       self->name, (guint) (limit >> 20));
          return NULL;
        }
      g_byte_array_append (all, piece, (guint) n);
    }
  return n < 0 ? NULL : g_byte_array_free_to_bytes (g_steal_pointer (&all));
}

/**
 * lt_source_progress:
 *
 * Returns: how far it was read, 0 to 1
 */
double
lt_source_progress (const LtSource *self)
{
  return MIN (1.0, (double) self->at / (double) MAX (1, self->info.st_size));
}

/**
 * lt_source_check_unchanged:
 * @self: a source that was read
 * @error: return location
 *
 * Two halves of two files are none: who writes into a file while it is read
 * makes nonsense of it.
 *
 * Returns: whether it still is the file that was opened
 */
gboolean
lt_source_check_unchanged (LtSource *self, GError **error)
{
  struct stat now;

  if (fstat (self->fd, &now) == 0 && now.st_size == self->info.st_size && now.st_nlink > 0
      && now.st_mtim.tv_sec == self->info.st_mtim.tv_sec
      && now.st_mtim.tv_nsec == self->info.st_mtim.tv_nsec)
    return TRUE;
  g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
               _ ("%s changed while it was read. Wait until it is whole, then read it again."),
               self->name);
  return FALSE;
}
