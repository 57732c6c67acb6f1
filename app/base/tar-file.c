/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/tar-file.h"

#include "base/digest.h"
#include "base/error.h"
#include "base/file-copy.h"
#include "base/file.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <openssl/evp.h>
#include <string.h>
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

/* What libarchive was in the middle of, by the system's own words where it has any. */
static gboolean
refuse_write (const char *path, struct archive *archive, GError **error)
{
  int problem = archive_errno (archive);

  return lt_file_refuse (path, problem > 0 ? g_strerror (problem) : archive_error_string (archive),
                         error);
}

static gboolean
copy_in (struct archive *archive, int file, const char *path, GError **error)
{
  g_autofree char *block = g_malloc (BLOCK);
  ssize_t n;

  while ((n = read (file, block, BLOCK)) > 0)
    if (archive_write_data (archive, block, (size_t) n) != n)
      return refuse_write (path, archive, error);
  return n == 0 || lt_file_refuse (path, g_strerror (errno), error);
}

LtTarEntry *
lt_tar_entry_new (const char *name, const char *path)
{
  LtTarEntry *self = g_new0 (LtTarEntry, 1);

  self->name = g_strdup (name);
  self->path = g_strdup (path);
  return self;
}

void
lt_tar_entry_free (LtTarEntry *self)
{
  g_free (self->name);
  g_free (self->path);
  g_free (self);
}

static gboolean
pack_file (struct archive *archive, const LtTarEntry *of, gint64 now, GError **error)
{
  const char *path = of->path;
  struct archive_entry *entry = archive_entry_new ();
  guint64 size;
  int file = lt_file_open_plain (path, &size, error);
  gboolean packed = FALSE;

  if (file >= 0)
    {
      archive_entry_set_pathname (entry, of->name);
      archive_entry_set_size (entry, (la_int64_t) size);
      archive_entry_set_filetype (entry, AE_IFREG);
      archive_entry_set_perm (entry, 0600);
      archive_entry_set_mtime (entry, now / 1000, 0);
      packed = archive_write_header (archive, entry) == ARCHIVE_OK
                   ? copy_in (archive, file, path, error)
                   : refuse_write (path, archive, error);
    }
  if (file >= 0)
    close (file);
  archive_entry_free (entry);
  return packed;
}

/**
 * lt_tar_pack:
 * @path: the tar file; replaced if it is there
 * @entries: (element-type LtTarEntry): what is packed, in this order
 * @now: the time they are given, milliseconds since 1970 (UTC)
 * @error: return location
 *
 * Packs files and waits until they are on the disk.
 */
gboolean
lt_tar_pack (const char *path, GPtrArray *entries, gint64 now, GError **error)
{
  g_autoptr (LtWriter) archive = archive_write_new ();
  int file = open (path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  gboolean packed;

  if (file < 0)
    return lt_file_refuse (path, g_strerror (errno), error);
  archive_write_set_format_pax_restricted (archive);
  packed =
      archive_write_open_fd (archive, file) == ARCHIVE_OK || refuse_write (path, archive, error);
  for (guint i = 0; packed && i < entries->len; i++)
    packed = pack_file (archive, g_ptr_array_index (entries, i), now, error);
  if (packed && archive_write_close (archive) != ARCHIVE_OK)
    packed = refuse_write (path, archive, error);
  if (packed && fsync (file) != 0)
    packed = lt_file_refuse (path, g_strerror (errno), error);
  /* Read back, it shall come from the disk and not from memory. */
  posix_fadvise (file, 0, 0, POSIX_FADV_DONTNEED);
  close (file);
  return packed;
}

/* A disk that cannot be read says nothing of what is on it. */
static gboolean
refuse_archive (const char *path, struct archive *archive, GError **error)
{
  if (archive_errno (archive) == EIO)
    return lt_file_refuse (path, g_strerror (EIO), error);
  g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
               _ ("File %s: it is no backup, or it is damaged. Choose another one."), path);
  return FALSE;
}

/* The bytes of an entry, digested; to @file, or to nowhere (-1). A hole in them is
 * none of ours. */
static gboolean
pass_entry (struct archive *archive,
            struct archive_entry *entry,
            const char *place,
            int file,
            EVP_MD_CTX *context,
            GError **error)
{
  const void *block;
  size_t size;
  la_int64_t offset;
  la_int64_t expected = 0;
  int code;

  while ((code = archive_read_data_block (archive, &block, &size, &offset)) == ARCHIVE_OK)
    {
      if (offset != expected)
        return FALSE;
      expected += (la_int64_t) size;
      EVP_DigestUpdate (context, block, size);
      for (size_t done = 0; file >= 0 && done < size;)
        {
          ssize_t n = write (file, (const char *) block + done, size - done);

          if (n < 0)
            return lt_file_refuse (place, g_strerror (errno), error);
          done += (size_t) n;
        }
    }
  return code == ARCHIVE_EOF && expected == archive_entry_size (entry);
}

static char *
take_entry (struct archive *archive,
            struct archive_entry *entry,
            const char *place,
            int file,
            GError **error)
{
  EVP_MD_CTX *context = EVP_MD_CTX_new ();
  LtDigest digest;
  gboolean passed;

  EVP_DigestInit_ex (context, EVP_sha256 (), NULL);
  passed = pass_entry (archive, entry, place, file, context, error);
  EVP_DigestFinal_ex (context, digest.bytes, NULL);
  EVP_MD_CTX_free (context);
  return passed ? lt_digest_to_hex (&digest) : NULL;
}

static char *
copy_out (struct archive *archive,
          struct archive_entry *entry,
          const char *place,
          const char *path,
          GError **error)
{
  g_autofree char *folder = g_path_get_dirname (place);
  g_autofree char *digest = NULL;
  int file;

  g_mkdir_with_parents (folder, 0700);
  file = open (place, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file < 0)
    {
      lt_file_refuse (place, g_strerror (errno), error);
      return NULL;
    }
  digest = take_entry (archive, entry, place, file, error);
  if (digest != NULL && fsync (file) != 0)
    {
      lt_file_refuse (place, g_strerror (errno), error);
      g_clear_pointer (&digest, g_free);
    }
  close (file);
  return g_steal_pointer (&digest);
}

/* Plain files in plain folders: what leads out of the folder, or hides, is not
 * ours. */
static gboolean
is_plain (struct archive_entry *entry)
{
  const char *name = archive_entry_pathname (entry);
  g_auto (GStrv) parts = g_strsplit (name == NULL ? "" : name, "/", -1);

  if (archive_entry_filetype (entry) != AE_IFREG || archive_entry_hardlink (entry) != NULL)
    return FALSE;
  for (int i = 0; parts[i] != NULL; i++)
    if (*parts[i] == '\0' || *parts[i] == '.' || i > 3)
      return FALSE;
  return parts[0] != NULL;
}

static gboolean
unpack_entry (struct archive *archive,
              struct archive_entry *entry,
              const char *path,
              const char *folder,
              const char *only_read,
              GHashTable *digests,
              GError **error)
{
  const char *name = archive_entry_pathname (entry);
  g_autofree char *place = NULL;
  g_autoptr (GError) problem = NULL;
  char *digest;

  if (!is_plain (entry) || g_hash_table_contains (digests, name))
    return refuse_archive (path, archive, error);
  place = g_build_filename (folder, name, NULL);
  digest = only_read != NULL && g_str_has_prefix (name, only_read)
               ? take_entry (archive, entry, place, -1, &problem)
               : copy_out (archive, entry, place, path, &problem);
  if (digest != NULL)
    {
      g_hash_table_insert (digests, g_strdup (name), digest);
      return TRUE;
    }
  if (problem == NULL)
    return refuse_archive (path, archive, error);
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static gboolean
unpack_all (struct archive *archive,
            int file,
            const char *path,
            const char *folder,
            const char *only_read,
            GHashTable *digests,
            GError **error)
{
  struct archive_entry *entry;
  int code;

  archive_read_support_format_tar (archive);
  if (archive_read_open_fd (archive, file, BLOCK) != ARCHIVE_OK)
    return refuse_archive (path, archive, error);
  while ((code = archive_read_next_header (archive, &entry)) == ARCHIVE_OK)
    if (!unpack_entry (archive, entry, path, folder, only_read, digests, error))
      return FALSE;
  return code == ARCHIVE_EOF || refuse_archive (path, archive, error);
}

/**
 * lt_tar_unpack:
 * @path: a tar file
 * @folder: an empty folder
 * @only_read: (nullable): what begins so is read and digested, and not written
 * @digests: (element-type utf8 utf8): the digest of each file is put in here
 * @error: return location; %LT_ERROR_BAD_INPUT for what is no such archive
 *
 * Unpacks the files of lt_tar_pack(); whatever else stands in the archive
 * makes it refused.
 */
gboolean
lt_tar_unpack (const char *path,
               const char *folder,
               const char *only_read,
               GHashTable *digests,
               GError **error)
{
  g_autoptr (LtReader) archive = archive_read_new ();
  guint64 size;
  int file = lt_file_open_plain (path, &size, error);
  gboolean unpacked;

  if (file < 0)
    return FALSE;
  unpacked = unpack_all (archive, file, path, folder, only_read, digests, error);
  close (file);
  return unpacked;
}
