/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/file-copy.h"

#include "base/error.h"
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <openssl/evp.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define BLOCK 65536
/* What is written goes to the disk in such pieces: who stops it does not wait long. */
#define PIECE (G_GUINT64_CONSTANT (32) << 20)

/* Bytes on their way. */
typedef struct
{
  int from;
  const char *from_path;
  int to; /* -1 for nowhere */
  const char *to_path;
  const LtCopyWatch *watch; /* (nullable) */
  guint64 before;           /* what was done of @all before these */
  guint64 all;
} Passing;

static gboolean
refuse_odd (const char *path, GError **error)
{
  g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT, _ ("File %s: it is no plain file."), path);
  return FALSE;
}

/**
 * lt_file_check_plain:
 * @path: a file, there or not
 * @error: return location
 *
 * Returns: whether other code may open it: a pipe would be waited for, a device has
 *   no end. What is not there, or cannot be asked for, is left to that code
 */
gboolean
lt_file_check_plain (const char *path, GError **error)
{
  struct stat status;

  return stat (path, &status) != 0 || S_ISREG (status.st_mode) || refuse_odd (path, error);
}

/**
 * lt_file_open_plain:
 * @path: a file
 * @size: (out): how many bytes it has
 * @error: return location
 *
 * Opens a plain file for reading, and nothing else.
 *
 * Returns: a descriptor; -1 with @error set
 */
int
lt_file_open_plain (const char *path, guint64 *size, GError **error)
{
  int file = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  struct stat status;

  if (file < 0 || fstat (file, &status) != 0)
    {
      if (file < 0 && errno == ENOENT)
        g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                     _ ("File %s: there is no such file. Check the name."), path);
      else
        lt_file_refuse (path, g_strerror (errno), error);
      if (file >= 0)
        close (file);
      return -1;
    }
  if (S_ISREG (status.st_mode))
    {
      *size = (guint64) status.st_size;
      return file;
    }
  refuse_odd (path, error);
  close (file);
  return -1;
}

static gboolean
write_all (int file, const guint8 *bytes, gsize size)
{
  while (size > 0)
    {
      ssize_t n = write (file, bytes, size);

      if (n < 0 && errno != EINTR)
        return FALSE;
      bytes += MAX (n, 0);
      size -= (gsize) MAX (n, 0);
    }
  return TRUE;
}

static gboolean
goes_on (const Passing *self, guint64 done, GError **error)
{
  const LtCopyWatch *watch = self->watch;

  if (watch == NULL)
    return TRUE;
  if (watch->on_progress != NULL)
    watch->on_progress (MIN (self->before + done, self->all), self->all, watch->user_data);
  return !g_cancellable_set_error_if_cancelled (watch->cancellable, error);
}

static gboolean
put_down (const Passing *self, const guint8 *bytes, gsize n, guint64 size, GError **error)
{
  if (self->to < 0)
    return TRUE;
  return (write_all (self->to, bytes, n)
          && (size / PIECE == (size - n) / PIECE || fdatasync (self->to) == 0))
         || lt_file_refuse (self->to_path, g_strerror (errno), error);
}

/* Digesting on the way. */
static gboolean
pass_on (const Passing *self, LtDigest *digest, guint64 *size, GError **error)
{
  g_autofree guint8 *block = g_malloc (BLOCK);
  EVP_MD_CTX *context = EVP_MD_CTX_new ();
  gboolean passed = TRUE;
  ssize_t n;

  *size = 0;
  EVP_DigestInit_ex (context, EVP_sha256 (), NULL);
  while (passed && ((n = read (self->from, block, BLOCK)) > 0 || (n < 0 && errno == EINTR)))
    {
      if (n < 0)
        continue;
      EVP_DigestUpdate (context, block, (gsize) n);
      *size += (guint64) n;
      passed = put_down (self, block, (gsize) n, *size, error) && goes_on (self, *size, error);
    }
  if (passed && n < 0)
    passed = lt_file_refuse (self->from_path, g_strerror (errno), error);
  EVP_DigestFinal_ex (context, digest->bytes, NULL);
  EVP_MD_CTX_free (context);
  return passed;
}

/* @part: 1 where it is all that is done, 2 where it is the second half of it */
static gboolean
digest_file (const char *path,
             const LtCopyWatch *watch,
             guint part,
             LtDigest *digest,
             guint64 *size,
             GError **error)
{
  int file = lt_file_open_plain (path, size, error);
  const Passing passing = { .from = file,
                            .from_path = path,
                            .to = -1,
                            .watch = watch,
                            .before = part == 1 ? 0 : *size,
                            .all = *size * part };
  gboolean done;

  if (file < 0)
    return FALSE;
  done = pass_on (&passing, digest, size, error);
  close (file);
  return done;
}

/**
 * lt_file_digest:
 * @path: a plain file
 * @watch: (nullable): who looks on
 * @digest: (out caller-allocates): the digest of its bytes
 * @size: (out): how many they are
 * @error: return location; %G_IO_ERROR_CANCELLED where @watch has broken it off
 */
gboolean
lt_file_digest (const char *path,
                const LtCopyWatch *watch,
                LtDigest *digest,
                guint64 *size,
                GError **error)
{
  return digest_file (path, watch, 1, digest, size, error);
}

static gboolean
write_copy (int from,
            const char *from_path,
            const char *to_path,
            const LtCopyWatch *watch,
            LtDigest *digest,
            guint64 *size,
            GError **error)
{
  int to = open (to_path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  const Passing passing = { .from = from,
                            .from_path = from_path,
                            .to = to,
                            .to_path = to_path,
                            .watch = watch,
                            .all = *size * 2 };
  gboolean copied;

  if (to < 0)
    return lt_file_refuse (to_path, g_strerror (errno), error);
  /* Who clears up after a crash tells by it what is still being written. */
  flock (to, LOCK_EX | LOCK_NB);
  copied = pass_on (&passing, digest, size, error)
           && (fsync (to) == 0 || lt_file_refuse (to_path, g_strerror (errno), error));
  /* Read back, it shall come from the disk and not from memory. */
  posix_fadvise (to, 0, 0, POSIX_FADV_DONTNEED);
  close (to);
  return copied;
}

/**
 * lt_file_copy:
 * @from: a plain file
 * @to: a file that is not there yet; its owner alone can read it
 * @most: how many bytes it may have
 * @watch: (nullable): who looks on
 * @digest: (out caller-allocates): the digest of its bytes
 * @size: (out): how many they are
 * @error: return location; on failure @to is not there; %G_IO_ERROR_CANCELLED where @watch
 *   has broken it off
 *
 * Copies a file, waits until the copy is on the disk, and reads it back to
 * compare: some sticks lie about their size.
 */
gboolean
lt_file_copy (const char *from,
              const char *to,
              guint64 most,
              const LtCopyWatch *watch,
              LtDigest *digest,
              guint64 *size,
              GError **error)
{
  int file = lt_file_open_plain (from, size, error);
  g_autofree char *limit = g_format_size (most);
  LtDigest back;
  guint64 size_back;
  gboolean copied;

  if (file < 0)
    return FALSE;
  if (*size > most)
    {
      g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                   _ ("File %s: it is larger than %s. Keep it elsewhere, and a smaller one here."),
                   from, limit);
      close (file);
      return FALSE;
    }
  if (g_file_test (to, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                   _ ("File %s: it is there already, and was left as it is. Choose another name."),
                   to);
      close (file);
      return FALSE;
    }
  copied = write_copy (file, from, to, watch, digest, size, error)
           && digest_file (to, watch, 2, &back, &size_back, error);
  close (file);
  if (copied && (lt_digest_compare (&back, digest) != 0 || size_back != *size))
    copied = lt_file_refuse (to, _ ("what was written cannot be read back"), error);
  if (!copied)
    g_unlink (to);
  return copied;
}

/**
 * lt_file_remove_tree:
 * @path: a file or a folder of our own making
 *
 * Removes it with all that is in it; links are not followed.
 */
void
lt_file_remove_tree (const char *path)
{
  g_autoptr (GDir) dir =
      g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *inner = g_build_filename (path, name, NULL);

      lt_file_remove_tree (inner);
    }
  g_remove (path);
}
