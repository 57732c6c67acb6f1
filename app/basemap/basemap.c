/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "basemap/basemap-private.h"

#include "base/error.h"
#include "basemap/tile-bytes.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Seconds: how much longer than it rests a service is left in peace, and how long at
 * the most where it does not answer. */
#define AFTER_REST     5
#define LONGEST_WAIT   600
#define MOST_DOUBLINGS 8

static const char *
format_name (LtTileFormat format)
{
  return lt_tile_format_name (format);
}

/* Which format a file of tiles is, is told by what is in it, not by its name. */
static gboolean
open_file (LtBasemap *self, GError **error)
{
  const char *path = self->spec->source;
  g_autoptr (GError) cause = NULL;
  g_autoptr (LtDb) db = NULL;
  gint64 n_contents = 0;

  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    {
      g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                   _ ("Base map file %s: there is no such file. Check the name, or plug in the "
                      "disk on which it lies."),
                   path);
      return FALSE;
    }
  db = lt_db_open (path, LT_DB_READ_ONLY, &cause);
  if (db == NULL
      || !lt_db_get_int (db, &n_contents, &cause,
                         "SELECT count(*) FROM sqlite_schema WHERE name='gpkg_contents'", ""))
    {
      lt_basemap_refuse_file (path, cause, error);
      return FALSE;
    }
  self->kind = n_contents > 0 ? BASEMAP_TABLE : BASEMAP_MBTILES;
  return n_contents > 0 ? lt_tile_table_open (self, db, error) : lt_mbtiles_open (self, db, error);
}

/**
 * lt_basemap_refuse_file: (skip)
 * @path: a file
 * @cause: (nullable): what SQLite said
 * @error: return location
 *
 * What is damaged is fetched again, not restored as a county file is.
 */
void
lt_basemap_refuse_file (const char *path, GError *cause, GError **error)
{
  if (g_error_matches (cause, LT_ERROR, LT_ERROR_UNAVAILABLE))
    g_propagate_error (error, g_error_copy (cause));
  else
    g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                 _ ("Base map file %s: it is damaged, or neither MBTiles nor a GeoPackage with "
                    "tiles. Copy it once more from where it came."),
                 path);
}

/**
 * lt_basemap_check_format: (skip)
 * @path: a file of tiles
 * @tile: (nullable): one of its tiles
 * @format: (nullable): what the file says of itself
 * @error: return location
 *
 * Returns: whether its tiles can be shown
 */
gboolean
lt_basemap_check_format (const char *path, GBytes *tile, const char *format, GError **error)
{
  int width, height;
  LtTileFormat found = tile == NULL ? LT_TILE_OTHER : lt_tile_look (tile, &width, &height);
  const char *name = found != LT_TILE_OTHER ? format_name (found) : format;

  if (found == LT_TILE_PNG || found == LT_TILE_JPEG
      || (found == LT_TILE_OTHER
          && (name == NULL
              || g_strv_contains ((const char *const[]){ "png", "jpg", "jpeg", NULL }, name))))
    return TRUE;
  g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
               found == LT_TILE_VECTOR || g_str_equal (name, "pbf")
                   ? _ ("Base map file %s: its tiles are vector tiles (%s), which this program "
                        "does not paint. Ask for the same map as PNG or JPEG tiles.")
                   : _ ("Base map file %s: its tiles are of the format \"%s\". Ask for the same "
                        "map as PNG or JPEG tiles."),
               path, name);
  return FALSE;
}

LtBasemapSpec *
lt_basemap_spec_new (const char *name, const char *source, const char *datum)
{
  LtBasemapSpec *self = g_new0 (LtBasemapSpec, 1);

  self->name = g_strdup (name);
  self->source = g_strdup (source);
  self->datum = g_strdup (datum);
  self->min_zoom = 1;
  self->max_zoom = 18;
  return self;
}

LtBasemapSpec *
lt_basemap_spec_copy (const LtBasemapSpec *self)
{
  LtBasemapSpec *copy = lt_basemap_spec_new (self->name, self->source, self->datum);

  copy->part = g_strdup (self->part);
  copy->key = g_strdup (self->key);
  copy->attribution = g_strdup (self->attribution);
  copy->min_zoom = self->min_zoom;
  copy->max_zoom = self->max_zoom;
  return copy;
}

void
lt_basemap_spec_free (LtBasemapSpec *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->source);
  g_free (self->part);
  g_free (self->datum);
  g_free (self->key);
  g_free (self->attribution);
  g_free (self);
}

/**
 * lt_basemap_spec_is_service:
 *
 * Returns: whether its tiles come by the network
 */
gboolean
lt_basemap_spec_is_service (const LtBasemapSpec *self)
{
  return g_str_has_prefix (self->source, "http://") || g_str_has_prefix (self->source, "https://");
}

/**
 * lt_basemap_open:
 * @spec: what makes it
 * @limits: (nullable): what it may use; %NULL for files
 * @error: return location
 *
 * Looks whether a file can be read and shown, and whether an address is one; a
 * service itself is asked for tiles only.
 *
 * Returns: (transfer full) (nullable): the base map
 */
LtBasemap *
lt_basemap_open (const LtBasemapSpec *spec, const LtBasemapLimits *limits, GError **error)
{
  g_autoptr (LtBasemap) self = g_new0 (LtBasemap, 1);
  gboolean opened;

  g_atomic_ref_count_init (&self->references);
  g_mutex_init (&self->lock);
  g_queue_init (&self->words);
  self->spec = lt_basemap_spec_copy (spec);
  if (limits != NULL)
    self->limits = *limits;
  self->limits.cache = limits == NULL ? NULL : g_strdup (limits->cache);
  if (!lt_tile_datum_is_known (spec->datum))
    {
      g_set_error (error, LT_ERROR, LT_ERROR_USAGE,
                   _ ("\"%s\" is no datum of a base map. Choose among cgcs2000, wgs84, gcj02 "
                      "(Amap, Tencent) and bd09 (tiles of Baidu's coordinates on the common "
                      "grid; Baidu's own grid cannot be shown)."),
                   spec->datum);
      return NULL;
    }
  opened = lt_basemap_spec_is_service (spec) ? lt_tile_service_open (self, error)
                                             : open_file (self, error);
  if (opened && self->attribution == NULL && spec->attribution != NULL)
    self->attribution = lt_tile_plain_text (spec->attribution);
  return opened ? g_steal_pointer (&self) : NULL;
}

LtBasemap *
lt_basemap_ref (LtBasemap *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
lt_basemap_unref (LtBasemap *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->references))
    return;
  lt_basemap_spec_free (self->spec);
  g_free ((char *) self->limits.cache);
  g_free (self->title);
  g_free (self->attribution);
  g_free (self->table);
  g_clear_pointer (&self->matrices, g_array_unref);
  g_strfreev (self->addresses);
  lt_tile_cache_free (self->cache);
  g_queue_clear_full (&self->words, g_free);
  g_mutex_clear (&self->lock);
  g_free (self);
}

const LtBasemapSpec *
lt_basemap_get_spec (const LtBasemap *self)
{
  return self->spec;
}

/**
 * lt_basemap_get_attribution:
 *
 * Returns: (transfer none): what has to stand on the map, in plain text; "" for nothing
 */
const char *
lt_basemap_get_attribution (const LtBasemap *self)
{
  return self->attribution == NULL ? "" : self->attribution;
}

/**
 * lt_basemap_get_title:
 *
 * Returns: (transfer none) (nullable): what the file calls itself
 */
const char *
lt_basemap_get_title (const LtBasemap *self)
{
  return self->title;
}

/**
 * lt_basemap_get_zooms:
 * @self: a base map
 * @min_zoom: (out): the lowest zoom level of its tiles; below it there is nothing
 * @max_zoom: (out): the highest; beyond it these are enlarged
 */
void
lt_basemap_get_zooms (const LtBasemap *self, int *min_zoom, int *max_zoom)
{
  *min_zoom = self->min_zoom;
  *max_zoom = self->max_zoom;
}

/**
 * lt_basemap_count_services:
 *
 * Returns: how many tiles are asked of services for one tile of the base map; 0 for a
 *   file
 */
guint
lt_basemap_count_services (const LtBasemap *self)
{
  return self->kind == BASEMAP_SERVICE ? g_strv_length (self->addresses) : 0;
}

/**
 * lt_basemap_is_moved:
 *
 * Returns: whether its picture is moved to lie where the county's data are
 */
gboolean
lt_basemap_is_moved (const LtBasemap *self)
{
  return g_str_equal (self->spec->datum, "gcj02") || g_str_equal (self->spec->datum, "bd09");
}

/**
 * lt_basemap_tell:
 * @self: a base map
 * @trouble: what is wrong
 * @format: the same in words
 *
 * Keeps the words for who asks, unless that trouble was told before.
 */
void
lt_basemap_tell (LtBasemap *self, LtBasemapTrouble trouble, const char *format, ...)
{
  va_list list;

  g_mutex_lock (&self->lock);
  if ((self->told & 1u << trouble) == 0)
    {
      self->told |= 1u << trouble;
      va_start (list, format);
      g_queue_push_tail (&self->words, g_strdup_vprintf (format, list));
      va_end (list);
    }
  g_mutex_unlock (&self->lock);
}

/**
 * lt_basemap_take_words:
 *
 * Returns: (transfer full) (nullable): what is wrong and was not told yet, in words
 */
char *
lt_basemap_take_words (LtBasemap *self)
{
  char *words;

  g_mutex_lock (&self->lock);
  words = g_queue_pop_head (&self->words);
  g_mutex_unlock (&self->lock);
  return words;
}

/**
 * lt_basemap_get_wait:
 *
 * Returns: after how many seconds a service may be asked again for what it left
 *   unanswered: a little longer than it is left in peace, and longer where that was
 *   in vain, see lt_basemap_double_wait(); as at first once it has answered
 */
guint
lt_basemap_get_wait (LtBasemap *self)
{
  guint first = self->limits.rest + AFTER_REST;
  guint wait;

  g_mutex_lock (&self->lock);
  wait = self->doublings > MOST_DOUBLINGS ? LONGEST_WAIT : first << self->doublings;
  g_mutex_unlock (&self->lock);
  return MIN (wait, MAX (first, LONGEST_WAIT));
}

/**
 * lt_basemap_double_wait:
 *
 * The service is being asked again.
 */
void
lt_basemap_double_wait (LtBasemap *self)
{
  g_mutex_lock (&self->lock);
  self->doublings = MIN (self->doublings + 1, MOST_DOUBLINGS + 1);
  g_mutex_unlock (&self->lock);
}

/**
 * lt_basemap_count_unanswered:
 *
 * Returns: how many tiles a service has left unanswered so far, which may be asked
 *   for again
 */
guint
lt_basemap_count_unanswered (LtBasemap *self)
{
  guint n;

  g_mutex_lock (&self->lock);
  n = self->unanswered;
  g_mutex_unlock (&self->lock);
  return n;
}
