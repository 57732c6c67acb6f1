/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "basemap/tile-cache.h"

#include "base/digest.h"
#include "basemap/tile-bytes.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* How much is left when it was too much, in parts of a hundred. */
#define LEFT 90

struct _LtTileCache
{
  char *folder;
  gint64 most_bytes;
  GMutex lock;
  gint64 bytes; /* -1: not counted yet */
};

typedef struct
{
  char *path;
  gint64 size;
  struct timespec used;
} Kept;

static void
clear_kept (gpointer kept)
{
  g_free (((Kept *) kept)->path);
}

static int
compare_used (gconstpointer a, gconstpointer b)
{
  const struct timespec *one = &((const Kept *) a)->used;
  const struct timespec *other = &((const Kept *) b)->used;

  if (one->tv_sec != other->tv_sec)
    return one->tv_sec < other->tv_sec ? -1 : 1;
  return one->tv_nsec < other->tv_nsec ? -1 : one->tv_nsec > other->tv_nsec;
}

static void
list_folder (const char *folder, GArray *kept)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      Kept one = { g_build_filename (folder, name, NULL), 0, { 0 } };
      struct stat status;

      if (lstat (one.path, &status) == 0 && S_ISREG (status.st_mode))
        {
          one.size = status.st_size;
          one.used = status.st_atim;
          g_array_append_val (kept, one);
        }
      else
        clear_kept (&one);
    }
}

/* Only folders of the cache's own making are looked into: two digits of hex. */
static GArray *
list_all (LtTileCache *self)
{
  GArray *kept = g_array_new (FALSE, FALSE, sizeof (Kept));

  g_array_set_clear_func (kept, clear_kept);
  for (guint i = 0; i < 256; i++)
    {
      g_autofree char *folder = g_strdup_printf ("%s/%02x", self->folder, i);

      list_folder (folder, kept);
    }
  return kept;
}

static void
make_room (LtTileCache *self)
{
  g_autoptr (GArray) kept = list_all (self);

  self->bytes = 0;
  for (guint i = 0; i < kept->len; i++)
    self->bytes += g_array_index (kept, Kept, i).size;
  if (self->bytes <= self->most_bytes)
    return;
  g_array_sort (kept, compare_used);
  for (guint i = 0; i < kept->len && self->bytes > self->most_bytes / 100 * LEFT; i++)
    {
      const Kept *one = &g_array_index (kept, Kept, i);

      if (g_unlink (one->path) == 0)
        self->bytes -= one->size;
    }
}

static char *
get_path (LtTileCache *self, const char *name)
{
  return g_strdup_printf ("%s/%.2s/%s", self->folder, name, name + 2);
}

/**
 * lt_tile_cache_new:
 * @folder: where it is; made when it is needed
 * @most_bytes: how much may lie there
 */
LtTileCache *
lt_tile_cache_new (const char *folder, gint64 most_bytes)
{
  LtTileCache *self = g_new0 (LtTileCache, 1);

  self->folder = g_strdup (folder);
  self->most_bytes = most_bytes;
  self->bytes = -1;
  g_mutex_init (&self->lock);
  return self;
}

void
lt_tile_cache_free (LtTileCache *self)
{
  if (self == NULL)
    return;
  g_mutex_clear (&self->lock);
  g_free (self->folder);
  g_free (self);
}

/**
 * lt_tile_cache_name:
 * @address: of the service, with `{key}` as it stands: no key is in the name
 * @z: zoom level
 * @x: column
 * @y: row
 *
 * Returns: (transfer full): the tile's name in the cache
 */
char *
lt_tile_cache_name (const char *address, int z, int x, int y)
{
  g_autofree char *text = g_strdup_printf ("%s\n%d/%d/%d", address, z, x, y);
  LtDigest digest;

  lt_digest_of (&digest, text, strlen (text));
  return lt_digest_to_hex (&digest);
}

/**
 * lt_tile_cache_get:
 * @self: a cache
 * @name: of a tile
 * @written: (out): when it came, in seconds since 1970
 *
 * Returns: (transfer full) (nullable): the tile, if it is there and whole
 */
GBytes *
lt_tile_cache_get (LtTileCache *self, const char *name, gint64 *written)
{
  const struct timespec times[] = { { 0, UTIME_NOW }, { 0, UTIME_OMIT } };
  g_autofree char *path = get_path (self, name);
  g_autoptr (GBytes) bytes = NULL;
  struct stat status;
  char *contents;
  gsize size;

  if (stat (path, &status) != 0 || !g_file_get_contents (path, &contents, &size, NULL))
    return NULL;
  bytes = g_bytes_new_take (contents, size);
  if (!lt_tile_is_picture (bytes))
    {
      g_unlink (path);
      return NULL;
    }
  *written = status.st_mtim.tv_sec;
  utimensat (AT_FDCWD, path, times, 0);
  return g_steal_pointer (&bytes);
}

/**
 * lt_tile_cache_put:
 * @self: a cache
 * @name: of a tile
 * @bytes: the tile
 * @error: return location
 *
 * Returns: whether it is kept; nothing is lost where it is not
 */
gboolean
lt_tile_cache_put (LtTileCache *self, const char *name, GBytes *bytes, GError **error)
{
  g_autofree char *path = get_path (self, name);
  g_autofree char *folder = g_path_get_dirname (path);
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  gboolean kept;

  g_mutex_lock (&self->lock);
  g_mkdir_with_parents (folder, 0700);
  kept = g_file_set_contents_full (path, data, (gssize) size, G_FILE_SET_CONTENTS_CONSISTENT, 0600,
                                   error);
  if (kept && self->bytes >= 0)
    self->bytes += (gint64) size;
  if (self->bytes < 0 || self->bytes > self->most_bytes)
    make_room (self);
  g_mutex_unlock (&self->lock);
  return kept;
}
