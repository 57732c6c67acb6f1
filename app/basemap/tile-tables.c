/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tiles in a GeoPackage 1.3 (2.2): tables of tiles whose zoom levels lie anywhere;
 * shown are those that lie on the grid that divides the square of spherical
 * Mercator. */

#include "base/error.h"
#include "basemap/basemap-private.h"
#include "basemap/tile-bytes.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Half of the square's side, EPSG:3857, metres. */
#define HALF_WORLD 20037508.342789244
/* How far a tile may lie beside the grid, in parts of its side: half a pixel. */
#define TOLERANCE 0.002

static char *
list_tables (LtDb *db, guint *n_tables, char **first, GError **error)
{
  g_autoptr (LtRows) rows = lt_db_query (
      db, error, "SELECT table_name FROM gpkg_contents WHERE data_type='tiles' ORDER BY table_name",
      "");
  g_autoptr (GString) names = g_string_new (NULL);
  g_autoptr (GError) cause = NULL;

  *n_tables = 0;
  while (rows != NULL && lt_rows_next (rows, &cause))
    {
      const char *name = lt_rows_text (rows, 0);

      if (name == NULL)
        continue;
      if ((*n_tables)++ == 0)
        *first = g_strdup (name);
      g_string_append_printf (names, "%s%s", names->len == 0 ? "" : ", ", name);
    }
  if (cause != NULL)
    g_propagate_error (error, g_steal_pointer (&cause));
  return rows == NULL || cause != NULL ? NULL : g_strdup (names->str);
}

static gboolean
choose_table (LtBasemap *self, LtDb *db, GError **error)
{
  const char *path = self->spec->source;
  const char *part = self->spec->part;
  g_autofree char *first = NULL;
  g_autofree char *names = NULL;
  g_autoptr (GError) cause = NULL;
  guint n_tables;
  gint64 n_there = 0;

  names = list_tables (db, &n_tables, &first, &cause);
  if (names == NULL
      || (part != NULL
          && !lt_db_get_int (db, &n_there, &cause,
                             "SELECT count(*) FROM gpkg_contents WHERE data_type='tiles' AND "
                             "table_name=?",
                             "t", part)))
    {
      lt_basemap_refuse_file (path, cause, error);
      return FALSE;
    }
  if (n_tables == 0)
    g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                 _ ("Base map file %s: there are no tiles in it. Choose an MBTiles file or a "
                    "GeoPackage with tiles."),
                 path);
  else if (part != NULL && n_there == 0)
    g_set_error (error, LT_ERROR, LT_ERROR_USAGE,
                 _ ("Base map file %s: it has no tiles called \"%s\". It has: %s."), path, part,
                 names);
  else if (part == NULL && n_tables > 1)
    g_set_error (error, LT_ERROR, LT_ERROR_USAGE,
                 _ ("Base map file %s: it has several maps: %s. Name one with --part."), path,
                 names);
  else
    self->table = g_strdup (part != NULL ? part : first);
  return self->table != NULL;
}

/* EPSG:3857 has had other numbers, and some write it as 3785 or 900913. */
static gboolean
check_system (LtBasemap *self, LtDb *db, double *west, double *north, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (LtRows) rows =
      lt_db_query (db, &cause,
                   "SELECT m.min_x, m.max_y, coalesce(s.organization_coordsys_id, m.srs_id) "
                   "FROM gpkg_tile_matrix_set m LEFT JOIN gpkg_spatial_ref_sys s USING (srs_id) "
                   "WHERE m.table_name=?",
                   "t", self->table);
  gint64 system;

  if (rows == NULL || !lt_rows_next (rows, &cause))
    {
      lt_basemap_refuse_file (self->spec->source, cause, error);
      return FALSE;
    }
  *west = lt_rows_double (rows, 0);
  *north = lt_rows_double (rows, 1);
  system = lt_rows_int (rows, 2);
  if (system == 3857 || system == 3785 || system == 900913)
    return TRUE;
  g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
               _ ("Base map file %s: the tiles of \"%s\" are in EPSG:%d. Only tiles in EPSG:3857 "
                  "(Web Mercator) can be shown; have it written in that, for example by "
                  "gdal_translate -of GPKG -co TILING_SCHEME=GoogleMapsCompatible."),
               self->spec->source, self->table, (int) system);
  return FALSE;
}

/* Where a zoom level lies in the world's grid; FALSE where it does not. */
static gboolean
place_matrix (double west, double north, double span_x, double span_y, BasemapMatrix *matrix)
{
  double z, column, row;

  if (!(span_x > 0) || !(span_y > 0) || fabs (span_x / span_y - 1) > 1e-6)
    return FALSE;
  z = log2 (2 * HALF_WORLD / span_x);
  column = (west + HALF_WORLD) / span_x;
  row = (HALF_WORLD - north) / span_y;
  if (!(z > -0.5) || !(z < 24.5) || fabs (z - round (z)) > 1e-6
      || fabs (column - round (column)) > TOLERANCE || fabs (row - round (row)) > TOLERANCE
      || fabs (column) > 1 << 25 || fabs (row) > 1 << 25)
    return FALSE;
  matrix->z = (int) round (z);
  matrix->column = (int) round (column);
  matrix->row = (int) round (row);
  return TRUE;
}

static gboolean
read_matrices (LtBasemap *self, LtDb *db, double west, double north, GError **error)
{
  g_autoptr (LtRows) rows =
      lt_db_query (db, error,
                   "SELECT zoom_level, pixel_x_size*tile_width, pixel_y_size*tile_height, "
                   "matrix_width, matrix_height FROM gpkg_tile_matrix WHERE table_name=?",
                   "t", self->table);
  GError *cause = NULL;

  self->min_zoom = G_MAXINT;
  self->max_zoom = 0;
  while (rows != NULL && lt_rows_next (rows, &cause))
    {
      BasemapMatrix matrix = { .zoom = (int) lt_rows_int (rows, 0) };

      matrix.n_columns = (int) CLAMP (lt_rows_int (rows, 3), 0, 1 << 25);
      matrix.n_rows = (int) CLAMP (lt_rows_int (rows, 4), 0, 1 << 25);
      if (!place_matrix (west, north, lt_rows_double (rows, 1), lt_rows_double (rows, 2), &matrix))
        continue;
      self->min_zoom = MIN (self->min_zoom, matrix.z);
      self->max_zoom = MAX (self->max_zoom, matrix.z);
      g_array_append_val (self->matrices, matrix);
    }
  if (cause != NULL)
    g_propagate_error (error, cause);
  return rows != NULL && cause == NULL;
}

static char *
quote_table (const LtBasemap *self, const char *select, const char *where)
{
  g_auto (GStrv) parts = g_strsplit (self->table, "\"", -1);
  g_autofree char *name = g_strjoinv ("\"\"", parts);

  return g_strdup_printf ("%s FROM \"%s\" %s", select, name, where);
}

/**
 * lt_tile_take_blob: (skip)
 * @rows: (nullable): what was asked for; its first column are bytes
 * @error: return location
 *
 * Returns: (transfer full) (nullable): those of the next row; %NULL without an error
 *   where there is none or they are empty
 */
GBytes *
lt_tile_take_blob (LtRows *rows, GError **error)
{
  gconstpointer bytes;
  gsize size;

  if (rows == NULL || !lt_rows_next (rows, error))
    return NULL;
  bytes = lt_rows_blob (rows, 0, &size);
  return size == 0 ? NULL : g_bytes_new (bytes, size);
}

/**
 * lt_tile_table_open: (skip)
 * @self: a base map that is being opened
 * @db: its file
 * @error: return location
 *
 * Returns: whether it can be shown
 */
gboolean
lt_tile_table_open (LtBasemap *self, LtDb *db, GError **error)
{
  const char *path = self->spec->source;
  g_autoptr (GError) cause = NULL;
  g_autoptr (GBytes) tile = NULL;
  g_autoptr (LtRows) rows = NULL;
  g_autofree char *sql = NULL;
  double west, north;

  self->matrices = g_array_new (FALSE, FALSE, sizeof (BasemapMatrix));
  if (!choose_table (self, db, error) || !check_system (self, db, &west, &north, error))
    return FALSE;
  sql = quote_table (self, "SELECT tile_data", "LIMIT 1");
  if (read_matrices (self, db, west, north, &cause))
    {
      rows = lt_db_query (db, &cause, sql, "");
      tile = lt_tile_take_blob (rows, &cause);
    }
  if (cause != NULL)
    {
      lt_basemap_refuse_file (path, cause, error);
      return FALSE;
    }
  if (self->matrices->len == 0)
    {
      g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                   _ ("Base map file %s: the tiles of \"%s\" do not lie on the common grid of web "
                      "maps. Have it written again, for example by gdal_translate -of GPKG -co "
                      "TILING_SCHEME=GoogleMapsCompatible."),
                   path, self->table);
      return FALSE;
    }
  self->title = lt_db_get_text (
      db, NULL, "SELECT coalesce(identifier, table_name) FROM gpkg_contents WHERE table_name=?",
      "t", self->table);
  return lt_basemap_check_format (path, tile, NULL, error);
}

/**
 * lt_tile_table_read: (skip)
 *
 * As lt_mbtiles_read(); the rows of a GeoPackage count from the north.
 */
GBytes *
lt_tile_table_read (const LtBasemap *self, LtDb *db, int z, int x, int y, GError **error)
{
  for (guint i = 0; i < self->matrices->len; i++)
    {
      const BasemapMatrix *matrix = &g_array_index (self->matrices, BasemapMatrix, i);
      g_autoptr (LtRows) rows = NULL;
      g_autofree char *sql = NULL;
      int column = x - matrix->column;
      int row = y - matrix->row;

      if (matrix->z != z || column < 0 || row < 0 || column >= matrix->n_columns
          || row >= matrix->n_rows)
        continue;
      sql = quote_table (self, "SELECT tile_data",
                         "WHERE zoom_level=? AND tile_column=? AND tile_row=?");
      rows =
          lt_db_query (db, error, sql, "iii", (gint64) matrix->zoom, (gint64) column, (gint64) row);
      return lt_tile_take_blob (rows, error);
    }
  return NULL;
}
