/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "basemap/tile-cache.h"
#include "made-tiles.h"

#include <string.h>
#include <sys/stat.h>
#include <utime.h>

static char *
get_path (const char *folder, const char *name)
{
  return g_strdup_printf ("%s/%.2s/%s", folder, name, name + 2);
}

static void
test_put_get (void)
{
  char *folder = made_folder ();
  g_autoptr (LtTileCache) cache = lt_tile_cache_new (folder, 1 << 20);
  g_autoptr (GBytes) tile = made_tile (0x123456, 16, "png");
  g_autofree char *name = lt_tile_cache_name ("http://a/{z}/{x}/{y}?k={key}", 3, 4, 5);
  g_autofree char *other = lt_tile_cache_name ("http://a/{z}/{x}/{y}?k={key}", 3, 4, 6);
  g_autofree char *path = get_path (folder, name);
  g_autoptr (GBytes) got = NULL;
  struct stat status;
  gint64 written = 0;

  g_assert_cmpstr (name, !=, other);
  g_assert_null (lt_tile_cache_get (cache, name, &written));
  g_assert_true (lt_tile_cache_put (cache, name, tile, NULL));
  got = lt_tile_cache_get (cache, name, &written);
  g_assert_true (g_bytes_equal (got, tile));
  g_assert_cmpint (written, >, 0);
  g_assert_null (lt_tile_cache_get (cache, other, &written));
  g_assert_cmpint (stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  made_folder_remove (folder);
}

/* What a crash or another program has left there is no tile. */
static void
test_garbage (void)
{
  char *folder = made_folder ();
  g_autoptr (LtTileCache) cache = lt_tile_cache_new (folder, 1 << 20);
  g_autoptr (GBytes) tile = made_tile (0x123456, 16, "png");
  g_autofree char *name = lt_tile_cache_name ("http://a/{z}/{x}/{y}", 3, 4, 5);
  g_autofree char *path = get_path (folder, name);
  gint64 written;

  g_assert_true (lt_tile_cache_put (cache, name, tile, NULL));
  g_assert_true (g_file_set_contents (path, "half a ti", -1, NULL));
  g_assert_null (lt_tile_cache_get (cache, name, &written));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  made_folder_remove (folder);
}

/* Ten tiles' room, twelve put in, of which the second is looked at again: those
 * that go are the first and the third. */
static void
test_limit (void)
{
  char *folder = made_folder ();
  g_autoptr (GBytes) tile = made_tile (0x123456, 16, "png");
  gsize size = g_bytes_get_size (tile);
  g_autoptr (LtTileCache) cache = lt_tile_cache_new (folder, (gint64) size * 11);
  gint64 written;
  guint n = 0;

  for (int i = 0; i < 12; i++)
    {
      g_autofree char *name = lt_tile_cache_name ("http://a/{z}/{x}/{y}", 8, i, 0);
      g_autofree char *path = get_path (folder, name);

      if (i == 11)
        {
          g_autofree char *second = lt_tile_cache_name ("http://a/{z}/{x}/{y}", 8, 1, 0);
          g_autoptr (GBytes) got = lt_tile_cache_get (cache, second, &written);

          g_assert_nonnull (got);
        }
      g_assert_true (lt_tile_cache_put (cache, name, tile, NULL));
      /* A day apart, long ago. */
      if (i < 11)
        utime (path, &(struct utimbuf){ 1000000 + i * 86400, 1000000 + i * 86400 });
    }
  for (int i = 0; i < 12; i++)
    {
      g_autofree char *name = lt_tile_cache_name ("http://a/{z}/{x}/{y}", 8, i, 0);
      g_autofree char *path = get_path (folder, name);
      gboolean there = g_file_test (path, G_FILE_TEST_EXISTS);

      n += there;
      g_assert_true (there == !(i == 0 || i == 2 || i == 3));
    }
  g_assert_cmpuint (n, ==, 9);
  made_folder_remove (folder);
}

static void
test_no_room (void)
{
  char *folder = made_folder ();
  g_autofree char *file = g_build_filename (folder, "file", NULL);
  g_autofree char *inside = g_build_filename (file, "tiles", NULL);
  g_autoptr (LtTileCache) cache = lt_tile_cache_new (inside, 1 << 20);
  g_autoptr (GBytes) tile = made_tile (0x123456, 16, "png");
  g_autofree char *name = lt_tile_cache_name ("http://a/{z}/{x}/{y}", 3, 4, 5);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (file, "", 0, NULL));
  g_assert_false (lt_tile_cache_put (cache, name, tile, &error));
  g_assert_nonnull (error);
  made_folder_remove (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tile-cache/put-get", test_put_get);
  g_test_add_func ("/tile-cache/garbage", test_garbage);
  g_test_add_func ("/tile-cache/limit", test_limit);
  g_test_add_func ("/tile-cache/no-room", test_no_room);
  return g_test_run ();
}
