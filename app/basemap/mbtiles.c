/* SPDX-License-Identifier: GPL-3.0-or-later */

/* MBTiles 1.3: a table or view `tiles`, whose rows are counted from the south, and
 * a table `metadata` of names and values. */

#include "base/error.h"
#include "basemap/basemap-private.h"
#include "basemap/tile-bytes.h"

#include <glib/gi18n-lib.h>

#define HIGHEST_ZOOM 24

static char *
read_metadata (LtDb *db, const char *name)
{
  return lt_db_get_text (db, NULL, "SELECT CAST(value AS TEXT) FROM metadata WHERE name=?", "t",
                         name);
}

/* What a file says of itself may be missing or nonsense; the tiles know. */
static gboolean
read_zoom (LtDb *db, const char *name, const char *sql, int *zoom, GError **error)
{
  g_autofree char *text = read_metadata (db, name);
  guint64 number;
  gint64 found;

  if (text != NULL && g_ascii_string_to_unsigned (text, 10, 0, HIGHEST_ZOOM, &number, NULL))
    {
      *zoom = (int) number;
      return TRUE;
    }
  if (!lt_db_get_int (db, &found, error, sql, ""))
    return FALSE;
  *zoom = (int) CLAMP (found, 0, HIGHEST_ZOOM);
  return TRUE;
}

static GBytes *
read_any (LtDb *db, GError **error)
{
  g_autoptr (LtRows) rows =
      lt_db_query (db, error, "SELECT tile_data FROM tiles WHERE tile_data IS NOT NULL LIMIT 1",
                   "");
  gconstpointer bytes;
  gsize size;

  if (rows == NULL || !lt_rows_next (rows, error))
    return NULL;
  bytes = lt_rows_blob (rows, 0, &size);
  return g_bytes_new (bytes, size);
}

static gboolean
examine (LtBasemap *self, LtDb *db, GBytes **tile, GError **error)
{
  GError *cause = NULL;

  *tile = read_any (db, &cause);
  if (cause != NULL)
    {
      g_propagate_error (error, cause);
      return FALSE;
    }
  return read_zoom (db, "minzoom", "SELECT zoom_level FROM tiles ORDER BY zoom_level LIMIT 1",
                    &self->min_zoom, error)
         && read_zoom (db, "maxzoom",
                       "SELECT zoom_level FROM tiles ORDER BY zoom_level DESC LIMIT 1",
                       &self->max_zoom, error);
}

/**
 * lt_mbtiles_open: (skip)
 * @self: a base map that is being opened
 * @db: its file
 * @error: return location
 *
 * Returns: whether it can be shown
 */
gboolean
lt_mbtiles_open (LtBasemap *self, LtDb *db, GError **error)
{
  const char *path = self->spec->source;
  g_autoptr (GError) cause = NULL;
  g_autoptr (GBytes) tile = NULL;
  g_autofree char *format = NULL;
  g_autofree char *attribution = NULL;
  gint64 n_tiles = 0;

  if (!lt_db_get_int (db, &n_tiles, &cause, "SELECT count(*) FROM sqlite_schema WHERE name='tiles'",
                      "")
      || (n_tiles > 0 && !examine (self, db, &tile, &cause)))
    {
      lt_basemap_refuse_file (path, cause, error);
      return FALSE;
    }
  format = read_metadata (db, "format");
  if (n_tiles == 0 || (tile == NULL && format == NULL))
    {
      g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                   _ ("Base map file %s: there are no tiles in it. Choose an MBTiles file or a "
                      "GeoPackage with tiles."),
                   path);
      return FALSE;
    }
  if (!lt_basemap_check_format (path, tile, format, error))
    return FALSE;
  self->max_zoom = MAX (self->max_zoom, self->min_zoom);
  self->title = read_metadata (db, "name");
  attribution = read_metadata (db, "attribution");
  if (attribution != NULL && *attribution != '\0')
    self->attribution = lt_tile_plain_text (attribution);
  return TRUE;
}

/**
 * lt_mbtiles_read: (skip)
 * @db: a file
 * @z: zoom level
 * @x: column
 * @y: row, from the north
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the tile; %NULL without an error where
 *   there is none
 */
GBytes *
lt_mbtiles_read (LtDb *db, int z, int x, int y, GError **error)
{
  gint64 row = ((gint64) 1 << z) - 1 - y;
  g_autoptr (LtRows) rows = lt_db_query (db, error,
                                         "SELECT tile_data FROM tiles WHERE zoom_level=? "
                                         "AND tile_column=? AND tile_row=?",
                                         "iii", (gint64) z, (gint64) x, row);

  return lt_tile_take_blob (rows, error);
}
