/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "basemap/basemap.h"
#include "basemap/tile-cache.h"
#include "db/db.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* For the files of this room only. */

typedef enum
{
  BASEMAP_MBTILES,
  BASEMAP_TABLE,
  BASEMAP_SERVICE,
} BasemapKind;

/* A zoom level of a GeoPackage's table, and where it lies in the grid of the world. */
typedef struct
{
  int zoom; /* as the table counts */
  int z;
  int column; /* the world's column of the table's column 0 */
  int row;
  int n_columns;
  int n_rows;
} BasemapMatrix;

struct _LtBasemap
{
  gatomicrefcount references;
  LtBasemapSpec *spec;
  LtBasemapLimits limits;
  BasemapKind kind;
  char *title;
  char *attribution;
  int min_zoom;
  int max_zoom;
  char *table;        /* of a GeoPackage */
  GArray *matrices;   /* of a GeoPackage */
  GStrv addresses;    /* of a service */
  LtTileCache *cache; /* of a service */

  GMutex lock;
  guint told; /* by LtBasemapTrouble */
  GQueue words;
  gint64 rest_until; /* of a service; g_get_monotonic_time () */
  gboolean trying;   /* a thread tries a service that failed */
  guint unanswered;
  guint doublings; /* of the wait, since the service last answered */
};

struct _LtBasemapReader
{
  LtBasemap *basemap;
  LtDb *db;              /* of a file */
  SoupSession *session;  /* of a service */
  GMainContext *context; /* of the session */
  GQueue recent;         /* the newest first */
  guint n_unanswered;
};

void lt_basemap_refuse_file (const char *path, GError *cause, GError **error);
gboolean
lt_basemap_check_format (const char *path, GBytes *tile, const char *format, GError **error);

GBytes *lt_tile_take_blob (LtRows *rows, GError **error);

gboolean lt_mbtiles_open (LtBasemap *self, LtDb *db, GError **error);
GBytes *lt_mbtiles_read (LtDb *db, int z, int x, int y, GError **error);

gboolean lt_tile_table_open (LtBasemap *self, LtDb *db, GError **error);
GBytes *lt_tile_table_read (const LtBasemap *self, LtDb *db, int z, int x, int y, GError **error);

gboolean lt_tile_service_open (LtBasemap *self, GError **error);
void lt_tile_service_begin (LtBasemapReader *reader);
void lt_tile_service_end (LtBasemapReader *reader);
GBytes *lt_tile_service_read (LtBasemapReader *reader,
                              guint address,
                              int z,
                              int x,
                              int y,
                              GCancellable *cancellable);

G_END_DECLS
