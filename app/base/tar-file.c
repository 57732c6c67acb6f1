/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/tar-file.h"

#include "base/error.h"

#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define BLOCK 65536

static void
close_writer (struct archive *archive)
{
  archive_write_free (archive);
}

static void
close_reader (struct archive *archive)
{
  archive_read_free (archive);
}

typedef struct archive LtWriter;
typedef struct archive LtReader;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtWriter, close_writer)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtReader, close_reader)

static gboolean
refuse_file (const char *path, const char *what, GError **error)
{
  g_set_error (error, LT_ERROR, LT_ERROR_UNAVAILABLE,
               _ ("File %s: %s. Check the disk and its room, and do it again; nothing was lost."),
               path, what);
  return FALSE;
}

static gboolean
copy_in (struct archive *archive, int file, const char *path, GError **error)
{
  g_autofree char *block = g_malloc (BLOCK);
  ssize_t n;

  while ((n = read (file, block, BLOCK)) > 0)
    if (archive_write_data (archive, block, (size_t) n) != n)
      return refuse_file (path, archive_error_string (archive), error);
  return n == 0 || refuse_file (path, g_strerror (errno), error);
}

static gboolean
pack_file (struct archive *archive,
           const char *folder,
           const char *name,
           gint64 now,
           GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  struct archive_entry *entry = archive_entry_new ();
  int file = open (path, O_RDONLY | O_CLOEXEC);
  struct stat status;
  gboolean packed = FALSE;

  if (file < 0 || fstat (file, &status) != 0)
    refuse_file (path, g_strerror (errno), error);
  else
    {
      archive_entry_set_pathname (entry, name);
      archive_entry_set_size (entry, status.st_size);
      archive_entry_set_filetype (entry, AE_IFREG);
      archive_entry_set_perm (entry, 0600);
      archive_entry_set_mtime (entry, now / 1000, 0);
      packed = archive_write_header (archive, entry) == ARCHIVE_OK
                   ? copy_in (archive, file, path, error)
                   : refuse_file (path, archive_error_string (archive), error);
    }
  if (file >= 0)
    close (file);
  archive_entry_free (entry);
  return packed;
}

/**
 * lt_tar_pack:
 * @path: the tar file; replaced if it is there
 * @folder: where the files are
 * @names: (array zero-terminated=1): their names, in the order they are packed
 * @now: the time they are given, milliseconds since 1970 (UTC)
 * @error: return location
 *
 * Packs files and waits until they are on the disk.
 */
gboolean
lt_tar_pack (const char *path,
             const char *folder,
             const char *const *names,
             gint64 now,
             GError **error)
{
  g_autoptr (LtWriter) archive = archive_write_new ();
  int file = open (path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  gboolean packed;

  if (file < 0)
    return refuse_file (path, g_strerror (errno), error);
  archive_write_set_format_pax_restricted (archive);
  packed = archive_write_open_fd (archive, file) == ARCHIVE_OK
           || refuse_file (path, archive_error_string (archive), error);
  for (int i = 0; packed && names[i] != NULL; i++)
    packed = pack_file (archive, folder, names[i], now, error);
  if (packed && archive_write_close (archive) != ARCHIVE_OK)
    packed = refuse_file (path, archive_error_string (archive), error);
  if (packed && fsync (file) != 0)
    packed = refuse_file (path, g_strerror (errno), error);
  close (file);
  return packed;
}

static gboolean
refuse_archive (const char *path, GError **error)
{
  g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
               _ ("File %s: it is no backup, or it is damaged. Choose another one."), path);
  return FALSE;
}

static gboolean
copy_out (struct archive *archive, const char *place, const char *path, GError **error)
{
  int file = open (place, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  const void *block;
  size_t size;
  la_int64_t offset;
  int code = ARCHIVE_OK;

  if (file < 0)
    return refuse_file (place, g_strerror (errno), error);
  while ((code = archive_read_data_block (archive, &block, &size, &offset)) == ARCHIVE_OK)
    if (pwrite (file, block, size, offset) != (ssize_t) size)
      {
        close (file);
        return refuse_file (place, g_strerror (errno), error);
      }
  if (fsync (file) != 0)
    code = ARCHIVE_FATAL;
  close (file);
  return code == ARCHIVE_EOF || refuse_archive (path, error);
}

/* Only files side by side: a name with a path in it leads out of the folder. */
static gboolean
is_plain (struct archive_entry *entry)
{
  const char *name = archive_entry_pathname (entry);

  return name != NULL && archive_entry_filetype (entry) == AE_IFREG && *name != '\0' && *name != '.'
         && strchr (name, '/') == NULL;
}

/**
 * lt_tar_unpack:
 * @path: a tar file
 * @folder: an empty folder
 * @error: return location; %LT_ERROR_BAD_INPUT for what is no such archive
 *
 * Unpacks the files of lt_tar_pack(); whatever else stands in the archive
 * makes it refused.
 */
gboolean
lt_tar_unpack (const char *path, const char *folder, GError **error)
{
  g_autoptr (LtReader) archive = archive_read_new ();
  struct archive_entry *entry;
  int code;

  archive_read_support_format_tar (archive);
  if (archive_read_open_filename (archive, path, BLOCK) != ARCHIVE_OK)
    return refuse_archive (path, error);
  while ((code = archive_read_next_header (archive, &entry)) == ARCHIVE_OK)
    {
      g_autofree char *place = NULL;

      if (!is_plain (entry))
        return refuse_archive (path, error);
      place = g_build_filename (folder, archive_entry_pathname (entry), NULL);
      if (!copy_out (archive, place, path, error))
        return FALSE;
    }
  return code == ARCHIVE_EOF || refuse_archive (path, error);
}
