/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "basemap/tile-parts.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LtBasemapSpec:
 * @name: what the officer calls it
 * @source: the path of a file of tiles, or the address of a tile service with `{z}`
 *   in it; several addresses with spaces between lie above each other
 * @part: (nullable): of several tables of tiles in a GeoPackage the one meant
 * @datum: see lt_tile_datum_is_known()
 * @key: (nullable): the officer's own key of a service; never in a message
 * @attribution: (nullable): who made it, where the file itself does not say
 * @min_zoom: of a service
 * @max_zoom: of a service
 *
 * What makes a base map, as the officer's settings keep it.
 */
typedef struct
{
  char *name;
  char *source;
  char *part;
  char *datum;
  char *key;
  char *attribution;
  int min_zoom;
  int max_zoom;
} LtBasemapSpec;

/**
 * LtBasemapLimits:
 * @cache: (nullable): the folder in which answers of services are kept
 * @cache_size: how many bytes of them
 * @answer_size: how many bytes an answer may have
 * @fresh_since: what was kept before, in seconds since 1970, is asked for anew, and
 *   shown only where the service does not answer
 * @timeout: how many seconds a service may be silent, and twice as many take in all
 * @rest: how many seconds a service that failed is left in peace
 *
 * What a base map may use of the machine and of other people's patience.
 */
typedef struct
{
  const char *cache;
  gint64 cache_size;
  gsize answer_size;
  gint64 fresh_since;
  guint timeout;
  guint rest;
} LtBasemapLimits;

/**
 * LtBasemapTrouble:
 *
 * What can be wrong with a base map while it is read; each is told once.
 */
typedef enum
{
  LT_BASEMAP_BAD_FILE,
  LT_BASEMAP_BAD_TILE,
  LT_BASEMAP_NO_NETWORK,
  LT_BASEMAP_SLOW,
  LT_BASEMAP_REFUSED,
  LT_BASEMAP_BAD_ANSWER,
  LT_BASEMAP_TOO_LARGE,
  LT_BASEMAP_NO_CACHE,
  LT_BASEMAP_BAD_ADDRESS,
} LtBasemapTrouble;

/**
 * LtBasemap:
 *
 * A base map: a file of tiles (MBTiles, GeoPackage) or a tile service. Immutable
 * but for what it remembers of troubles, counted by atomic references; any thread
 * may use it, and reads it by a reader of its own.
 */
typedef struct _LtBasemap LtBasemap;

/**
 * LtTilePiece:
 * @bytes: a PNG or JPEG picture
 * @part: which piece of it goes where
 *
 * Part of the picture of a tile. Later ones lie above earlier ones.
 */
typedef struct
{
  GBytes *bytes;
  LtTilePart part;
} LtTilePiece;

/**
 * LtBasemapReader:
 *
 * Reads a base map, for one thread.
 */
typedef struct _LtBasemapReader LtBasemapReader;

LtBasemapSpec *lt_basemap_spec_new (const char *name, const char *source, const char *datum);
LtBasemapSpec *lt_basemap_spec_copy (const LtBasemapSpec *self);
void lt_basemap_spec_free (LtBasemapSpec *self);
gboolean lt_basemap_spec_is_service (const LtBasemapSpec *self);

LtBasemap *
lt_basemap_open (const LtBasemapSpec *spec, const LtBasemapLimits *limits, GError **error);
LtBasemap *lt_basemap_ref (LtBasemap *self);
void lt_basemap_unref (LtBasemap *self);
const LtBasemapSpec *lt_basemap_get_spec (const LtBasemap *self);
const char *lt_basemap_get_attribution (const LtBasemap *self);
const char *lt_basemap_get_title (const LtBasemap *self);
void lt_basemap_get_zooms (const LtBasemap *self, int *min_zoom, int *max_zoom);
guint lt_basemap_count_services (const LtBasemap *self);
gboolean lt_basemap_is_moved (const LtBasemap *self);

void lt_basemap_tell (LtBasemap *self, LtBasemapTrouble trouble, const char *format, ...)
    G_GNUC_PRINTF (3, 4);
char *lt_basemap_take_words (LtBasemap *self);
guint lt_basemap_count_unanswered (LtBasemap *self);
guint lt_basemap_get_wait (LtBasemap *self);
void lt_basemap_double_wait (LtBasemap *self);

LtBasemapReader *lt_basemap_reader_new (LtBasemap *self);
void lt_basemap_reader_free (LtBasemapReader *self);
guint lt_basemap_reader_count_unanswered (const LtBasemapReader *self);
GPtrArray *
lt_basemap_reader_read (LtBasemapReader *self, int z, int x, int y, GCancellable *cancellable);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtBasemapSpec, lt_basemap_spec_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtBasemap, lt_basemap_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtBasemapReader, lt_basemap_reader_free)

G_END_DECLS
