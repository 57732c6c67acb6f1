/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "made-tiles.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gstdio.h>
#include <string.h>

/**
 * made_tile:
 * @colour: 0xRRGGBB
 * @side: pixels
 * @format: `png` or `jpeg`
 *
 * Returns: (transfer full): a tile of one colour
 */
GBytes *
made_tile (guint32 colour, int side, const char *format)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, side, side);
  g_autoptr (GError) error = NULL;
  char *bytes;
  gsize size;

  gdk_pixbuf_fill (pixbuf, colour << 8 | 0xff);
  gdk_pixbuf_save_to_buffer (pixbuf, &bytes, &size, format, &error, NULL);
  g_assert_no_error (error);
  return g_bytes_new_take (bytes, size);
}

/**
 * made_tile_hiding:
 * @jpeg: a JPEG picture
 *
 * Between its first marker and the rest come RST0, which has no length (ITU-T T.81,
 * B.1.1.3), and an application's segment. Who reads the segment's marker as the length
 * of RST0 comes to a frame of 256 by 256 pixels within that segment.
 *
 * Returns: (transfer full): the same picture
 */
GBytes *
made_tile_hiding (GBytes *jpeg)
{
  static const guint8 head[] = { 0xff, 0xd8, 0xff, 0xd0, 0xff, 0xe0, 0xff, 0xff };
  static const guint8 frame[] = { 0xff, 0xc0, 0, 17, 8, 1, 0, 1, 0, 3 };
  gsize size, hidden = 2 + 2 + 0xffe0, rest = 6 + 0xffff;
  const guint8 *data = g_bytes_get_data (jpeg, &size);
  guint8 *bytes = g_malloc0 (rest + size - 2);

  memcpy (bytes, head, sizeof head);
  memcpy (bytes + hidden, frame, sizeof frame);
  memcpy (bytes + rest, data + 2, size - 2);
  return g_bytes_new_take (bytes, rest + size - 2);
}

/* Rows are counted from the north. */
guint32
made_tile_colour (int z, int x, int y)
{
  return (guint32) (z * 20 + 10) << 16 | (guint32) (x * 12 + 5) << 8 | (guint32) (y * 12 + 5);
}

/**
 * made_tiles_new:
 * @path: a file that is not there
 * @metadata: (nullable): names and values, one after the other; %NULL for no such table
 *
 * Returns: (transfer full): an MBTiles file without tiles
 */
LtDb *
made_tiles_new (const char *path, const char *const *metadata)
{
  g_autoptr (GError) error = NULL;
  LtDb *db = lt_db_open (path, LT_DB_CREATE, &error);

  g_assert_no_error (error);
  lt_db_script (db,
                "CREATE TABLE tiles(zoom_level integer, tile_column integer, tile_row integer, "
                "tile_data blob);"
                "CREATE UNIQUE INDEX tile_index ON tiles(zoom_level, tile_column, tile_row);",
                &error);
  g_assert_no_error (error);
  if (metadata == NULL)
    return db;
  lt_db_script (db, "CREATE TABLE metadata(name text, value text);", &error);
  for (guint i = 0; metadata[i] != NULL; i += 2)
    lt_db_run (db, &error, "INSERT INTO metadata VALUES(?,?)", "tt", metadata[i], metadata[i + 1]);
  g_assert_no_error (error);
  return db;
}

/* @y: from the north; MBTiles counts from the south */
void
made_tiles_put (LtDb *db, int z, int x, int y, GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  gsize size;
  gconstpointer data = g_bytes_get_data (bytes, &size);

  lt_db_run (db, &error, "INSERT INTO tiles VALUES(?,?,?,?)", "iiib", (gint64) z, (gint64) x,
             (gint64) ((1 << z) - 1 - y), data, size);
  g_assert_no_error (error);
}

void
made_tiles_put_all (LtDb *db, int z, const char *format)
{
  g_autoptr (GError) error = NULL;

  lt_db_begin (db, &error);
  for (int y = 0; y < 1 << z; y++)
    for (int x = 0; x < 1 << z; x++)
      {
        g_autoptr (GBytes) bytes = made_tile (made_tile_colour (z, x, y), 256, format);

        made_tiles_put (db, z, x, y, bytes);
      }
  lt_db_commit (db, &error);
  g_assert_no_error (error);
}

char *
made_folder (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("lantian-tiles-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

static void
remove_all (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        remove_all (path);
      else
        g_remove (path);
    }
  g_rmdir (folder);
}

void
made_folder_remove (char *folder)
{
  remove_all (folder);
  g_free (folder);
}
