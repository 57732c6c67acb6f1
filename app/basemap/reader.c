/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reading a base map in one thread: the pieces that make a tile of the screen. */

#include "basemap/basemap-private.h"
#include "basemap/tile-bytes.h"

#include <glib/gi18n-lib.h>

/* Neighbours on the screen are often pieces of the same tile. */
#define MOST_RECENT 16

typedef struct
{
  guint layer;
  int z;
  int x;
  int y;
  GBytes *bytes; /* NULL: nothing there */
} Recent;

static void
recent_free (Recent *self)
{
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self);
}

static void
piece_free (LtTilePiece *self)
{
  g_bytes_unref (self->bytes);
  g_free (self);
}

static GBytes *
read_file (LtBasemapReader *self, const LtTilePart *part, GCancellable *cancellable)
{
  LtBasemap *basemap = self->basemap;
  const char *path = basemap->spec->source;
  g_autoptr (GError) error = NULL;
  GBytes *bytes = NULL;

  if (self->db == NULL)
    self->db = lt_db_open (path, LT_DB_READ_ONLY, &error);
  if (self->db != NULL)
    {
      lt_db_set_cancellable (self->db, cancellable);
      bytes = basemap->kind == BASEMAP_MBTILES
                  ? lt_mbtiles_read (self->db, part->z, part->x, part->y, &error)
                  : lt_tile_table_read (basemap, self->db, part->z, part->x, part->y, &error);
      lt_db_set_cancellable (self->db, NULL);
    }
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    lt_basemap_tell (basemap, LT_BASEMAP_BAD_FILE,
                     _ ("The base map \"%s\" cannot be read everywhere: the file %s is damaged or "
                        "away. What can be read of it is shown; copy it once more from where it "
                        "came."),
                     basemap->spec->name, path);
  return bytes;
}

static GBytes *
read_tile (LtBasemapReader *self, guint layer, const LtTilePart *part, GCancellable *cancellable)
{
  LtBasemap *basemap = self->basemap;
  g_autoptr (GBytes) bytes = NULL;

  if (basemap->kind == BASEMAP_SERVICE)
    return lt_tile_service_read (self, layer, part->z, part->x, part->y, cancellable);
  bytes = read_file (self, part, cancellable);
  if (bytes == NULL || lt_tile_is_picture (bytes))
    return g_steal_pointer (&bytes);
  lt_basemap_tell (basemap, LT_BASEMAP_BAD_TILE,
                   _ ("The base map \"%s\" has tiles that are no pictures, such as %d/%d/%d. They "
                      "stay empty."),
                   basemap->spec->name, part->z, part->x, part->y);
  return NULL;
}

static GBytes *
read_recent (LtBasemapReader *self, guint layer, const LtTilePart *part, GCancellable *cancellable)
{
  Recent *recent;

  for (GList *link = self->recent.head; link != NULL; link = link->next)
    {
      recent = link->data;
      if (recent->layer == layer && recent->z == part->z && recent->x == part->x
          && recent->y == part->y)
        return g_bytes_ref (recent->bytes);
    }
  recent = g_new0 (Recent, 1);
  recent->bytes = read_tile (self, layer, part, cancellable);
  if (recent->bytes == NULL)
    {
      recent_free (recent);
      return NULL;
    }
  recent->layer = layer;
  recent->z = part->z;
  recent->x = part->x;
  recent->y = part->y;
  g_queue_push_head (&self->recent, recent);
  if (self->recent.length > MOST_RECENT)
    recent_free (g_queue_pop_tail (&self->recent));
  return g_bytes_ref (recent->bytes);
}

/**
 * lt_basemap_reader_new:
 * @self: a base map
 *
 * Returns: (transfer full): a reader for the thread that uses it first
 */
LtBasemapReader *
lt_basemap_reader_new (LtBasemap *self)
{
  LtBasemapReader *reader = g_new0 (LtBasemapReader, 1);

  reader->basemap = lt_basemap_ref (self);
  g_queue_init (&reader->recent);
  if (self->kind == BASEMAP_SERVICE)
    lt_tile_service_begin (reader);
  return reader;
}

void
lt_basemap_reader_free (LtBasemapReader *self)
{
  if (self == NULL)
    return;
  g_queue_clear_full (&self->recent, (GDestroyNotify) recent_free);
  g_clear_pointer (&self->db, lt_db_close);
  lt_tile_service_end (self);
  lt_basemap_unref (self->basemap);
  g_free (self);
}

/**
 * lt_basemap_reader_count_unanswered:
 *
 * Returns: how many tiles a service has left unanswered to this reader
 */
guint
lt_basemap_reader_count_unanswered (const LtBasemapReader *self)
{
  return self->n_unanswered;
}

/**
 * lt_basemap_reader_read:
 * @self: a reader
 * @z: zoom level of a tile of the world in CGCS2000
 * @x: its column, from 180° W
 * @y: its row, from the north
 * @cancellable: (nullable): to give up
 *
 * What is wrong is told by lt_basemap_take_words().
 *
 * Returns: (transfer full) (element-type LtTilePiece): the pictures of which it is
 *   made; empty where there is nothing, or it was given up
 */
GPtrArray *
lt_basemap_reader_read (LtBasemapReader *self, int z, int x, int y, GCancellable *cancellable)
{
  LtBasemap *basemap = self->basemap;
  GPtrArray *pieces = g_ptr_array_new_with_free_func ((GDestroyNotify) piece_free);
  g_autoptr (GArray) parts =
      lt_tile_parts (basemap->spec->datum, basemap->min_zoom, basemap->max_zoom, z, x, y);
  guint n_layers = basemap->kind == BASEMAP_SERVICE ? g_strv_length (basemap->addresses) : 1;

  for (guint layer = 0; layer < n_layers; layer++)
    for (guint i = 0; i < parts->len && !g_cancellable_is_cancelled (cancellable); i++)
      {
        const LtTilePart *part = &g_array_index (parts, LtTilePart, i);
        GBytes *bytes = read_recent (self, layer, part, cancellable);
        LtTilePiece *piece;

        if (bytes == NULL)
          continue;
        piece = g_new (LtTilePiece, 1);
        *piece = (LtTilePiece){ bytes, *part };
        g_ptr_array_add (pieces, piece);
      }
  return pieces;
}
