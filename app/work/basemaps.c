/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "work/basemaps.h"

#include "base/error.h"
#include "basemap/tile-address.h"
#include "geo/datum.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define CHOICE      "choice"
#define MOST_NAME   60
#define CACHE_SIZE  (200 * 1024 * 1024)
#define ANSWER_SIZE (1024 * 1024)
#define TIMEOUT     8
#define REST        30
#define FRESH_DAYS  30

/* Services that are known; the key is the officer's own. Their tiles are CGCS2000. */
static const struct
{
  const char *name;
  const char *label;
  const char *source;
} prepared[] = {
  { "tianditu", N_ ("Tianditu map"),
    "https://t{s:0-7}.tianditu.gov.cn/vec_w/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0"
    "&LAYER=vec&STYLE=default&TILEMATRIXSET=w&FORMAT=tiles&TILEMATRIX={z}&TILEROW={y}"
    "&TILECOL={x}&tk={key}"
    " https://t{s:0-7}.tianditu.gov.cn/cva_w/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0"
    "&LAYER=cva&STYLE=default&TILEMATRIXSET=w&FORMAT=tiles&TILEMATRIX={z}&TILEROW={y}"
    "&TILECOL={x}&tk={key}" },
  { "tianditu-image", N_ ("Tianditu imagery"),
    "https://t{s:0-7}.tianditu.gov.cn/img_w/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0"
    "&LAYER=img&STYLE=default&TILEMATRIXSET=w&FORMAT=tiles&TILEMATRIX={z}&TILEROW={y}"
    "&TILECOL={x}&tk={key}"
    " https://t{s:0-7}.tianditu.gov.cn/cia_w/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0"
    "&LAYER=cia&STYLE=default&TILEMATRIXSET=w&FORMAT=tiles&TILEMATRIX={z}&TILEROW={y}"
    "&TILECOL={x}&tk={key}" },
  { "tianditu-terrain", N_ ("Tianditu terrain"),
    "https://t{s:0-7}.tianditu.gov.cn/ter_w/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0"
    "&LAYER=ter&STYLE=default&TILEMATRIXSET=w&FORMAT=tiles&TILEMATRIX={z}&TILEROW={y}"
    "&TILECOL={x}&tk={key}"
    " https://t{s:0-7}.tianditu.gov.cn/cta_w/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0"
    "&LAYER=cta&STYLE=default&TILEMATRIXSET=w&FORMAT=tiles&TILEMATRIX={z}&TILEROW={y}"
    "&TILECOL={x}&tk={key}" },
};

static char *
get_path (void)
{
  return g_build_filename (g_get_user_config_dir (), "lantian", "basemaps.ini", NULL);
}

static char *
get_text (GKeyFile *keys, const char *group, const char *key)
{
  g_autofree char *text = g_key_file_get_string (keys, group, key, NULL);

  return text == NULL || *text == '\0' ? NULL : g_steal_pointer (&text);
}

static int
get_zoom (GKeyFile *keys, const char *group, const char *key, int otherwise)
{
  g_autoptr (GError) error = NULL;
  int zoom = g_key_file_get_integer (keys, group, key, &error);

  return error != NULL ? otherwise : CLAMP (zoom, 0, 24);
}

static void
read_group (LtBasemaps *self, GKeyFile *keys, const char *group)
{
  g_autofree char *name = get_text (keys, group, "name");
  g_autofree char *source = get_text (keys, group, "source");
  g_autofree char *datum = get_text (keys, group, "datum");
  LtBasemapSpec *spec;

  if (name == NULL || source == NULL || datum == NULL)
    return;
  spec = lt_basemap_spec_new (name, source, datum);
  spec->part = get_text (keys, group, "part");
  spec->key = get_text (keys, group, "key");
  spec->attribution = get_text (keys, group, "attribution");
  spec->min_zoom = get_zoom (keys, group, "min_zoom", spec->min_zoom);
  spec->max_zoom = get_zoom (keys, group, "max_zoom", spec->max_zoom);
  g_ptr_array_add (self->specs, spec);
}

static void
set_text (GKeyFile *keys, const char *group, const char *key, const char *text)
{
  if (text != NULL && *text != '\0')
    g_key_file_set_string (keys, group, key, text);
}

/* Nobody else may read it: there are keys in it. */
static gboolean
save (const LtBasemaps *self, GError **error)
{
  g_autoptr (GKeyFile) keys = g_key_file_new ();
  g_autofree char *path = get_path ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *text = NULL;
  g_autoptr (GError) cause = NULL;
  gsize size;

  set_text (keys, CHOICE, "name", self->chosen);
  for (guint i = 0; i < self->specs->len; i++)
    {
      const LtBasemapSpec *spec = g_ptr_array_index (self->specs, i);
      g_autofree char *group = g_strdup_printf ("basemap %u", i + 1);

      set_text (keys, group, "name", spec->name);
      set_text (keys, group, "source", spec->source);
      set_text (keys, group, "datum", spec->datum);
      set_text (keys, group, "part", spec->part);
      set_text (keys, group, "key", spec->key);
      set_text (keys, group, "attribution", spec->attribution);
      g_key_file_set_integer (keys, group, "min_zoom", spec->min_zoom);
      g_key_file_set_integer (keys, group, "max_zoom", spec->max_zoom);
    }
  text = g_key_file_to_data (keys, &size, NULL);
  g_mkdir_with_parents (folder, 0700);
  if (g_file_set_contents_full (path, text, (gssize) size, G_FILE_SET_CONTENTS_CONSISTENT, 0600,
                                &cause))
    return TRUE;
  g_set_error (error, LT_ERROR, LT_ERROR_UNAVAILABLE,
               _ ("Your settings of base maps cannot be written (%s). Check the folder %s."),
               cause->message, folder);
  return FALSE;
}

static guint
find_index (const LtBasemaps *self, const char *name)
{
  guint i = 0;

  while (i < self->specs->len
         && !g_str_equal (((LtBasemapSpec *) g_ptr_array_index (self->specs, i))->name, name))
    i++;
  return i;
}

static char *
list_names (const LtBasemaps *self)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < self->specs->len; i++)
    g_string_append_printf (names, "%s%s", i == 0 ? "" : ", ",
                            ((LtBasemapSpec *) g_ptr_array_index (self->specs, i))->name);
  return g_strdup (names->len == 0 ? _ ("none yet") : names->str);
}

static gboolean
check_there (const LtBasemaps *self, const char *name, GError **error)
{
  g_autofree char *names = list_names (self);

  if (find_index (self, name) < self->specs->len)
    return TRUE;
  g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
               _ ("There is no base map \"%s\". There are: %s. `basemap add` adds one."), name,
               names);
  return FALSE;
}

static gboolean
check_name (const LtBasemaps *self, const char *name, GError **error)
{
  gboolean good = *name != '\0' && g_utf8_validate (name, -1, NULL)
                  && g_utf8_strlen (name, -1) <= MOST_NAME && !g_str_equal (name, LT_BASEMAP_NONE);

  for (const char *at = name; good && *at != '\0'; at++)
    good = !g_ascii_iscntrl (*at);
  if (!good)
    return lt_error_refuse (error, _ ("\"%s\" cannot be the name of a base map. Give another."),
                            name);
  if (find_index (self, name) < self->specs->len)
    return lt_error_refuse (
        error, _ ("There is a base map \"%s\" already. Give another name, or remove that one."),
        name);
  return TRUE;
}

/**
 * lt_work_basemaps:
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the base maps of who uses this machine
 */
LtBasemaps *
lt_work_basemaps (GError **error)
{
  g_autoptr (LtBasemaps) self = g_new0 (LtBasemaps, 1);
  g_autoptr (GKeyFile) keys = g_key_file_new ();
  g_autofree char *path = get_path ();
  g_auto (GStrv) groups = NULL;
  g_autoptr (GError) cause = NULL;

  self->specs = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_basemap_spec_free);
  if (!g_key_file_load_from_file (keys, path, G_KEY_FILE_NONE, &cause)
      && !g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    {
      g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                   _ ("Your settings of base maps, file %s, cannot be read (%s). Correct the file "
                      "or delete it; only the list of base maps is in it."),
                   path, cause->message);
      return NULL;
    }
  groups = g_key_file_get_groups (keys, NULL);
  for (guint i = 0; groups[i] != NULL; i++)
    read_group (self, keys, groups[i]);
  self->chosen = get_text (keys, CHOICE, "name");
  if (self->chosen != NULL && lt_basemaps_find (self, self->chosen) == NULL)
    g_clear_pointer (&self->chosen, g_free);
  return g_steal_pointer (&self);
}

void
lt_basemaps_free (LtBasemaps *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->specs);
  g_free (self->chosen);
  g_free (self);
}

/**
 * lt_basemaps_find:
 *
 * Returns: (transfer none) (nullable): the base map of that name
 */
const LtBasemapSpec *
lt_basemaps_find (const LtBasemaps *self, const char *name)
{
  guint i = find_index (self, name);

  return i < self->specs->len ? g_ptr_array_index (self->specs, i) : NULL;
}

/**
 * lt_work_basemap_prepared_names:
 *
 * Returns: (transfer none): the services that are known by name
 */
const char *const *
lt_work_basemap_prepared_names (void)
{
  static const char *names[G_N_ELEMENTS (prepared) + 1];

  for (guint i = 0; i < G_N_ELEMENTS (prepared); i++)
    names[i] = prepared[i].name;
  return names;
}

/**
 * lt_work_basemap_prepared_label:
 *
 * Returns: (transfer none) (nullable): what a known service is called on the screen
 */
const char *
lt_work_basemap_prepared_label (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (prepared); i++)
    if (g_str_equal (prepared[i].name, name))
      return _ (prepared[i].label);
  return NULL;
}

/**
 * lt_work_basemap_prepared:
 * @name: of lt_work_basemap_prepared_names()
 *
 * Returns: (transfer full) (nullable): that service, without a key
 */
LtBasemapSpec *
lt_work_basemap_prepared (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (prepared); i++)
    if (g_str_equal (prepared[i].name, name))
      {
        LtBasemapSpec *spec =
            lt_basemap_spec_new (_ (prepared[i].label), prepared[i].source, "cgcs2000");

        spec->attribution =
            g_strdup (_ ("Tianditu, National Platform for Common Geospatial Information Services"));
        return spec;
      }
  return NULL;
}

/**
 * lt_work_basemap_open:
 * @spec: what makes it
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the base map, with the limits of this program
 */
LtBasemap *
lt_work_basemap_open (const LtBasemapSpec *spec, GError **error)
{
  g_autofree char *cache = g_build_filename (g_get_user_cache_dir (), "lantian", "tiles", NULL);
  LtBasemapLimits limits = { .cache = cache,
                             .cache_size = CACHE_SIZE,
                             .answer_size = ANSWER_SIZE,
                             .fresh_since =
                                 g_get_real_time () / G_USEC_PER_SEC - FRESH_DAYS * 24 * 60 * 60,
                             .timeout = TIMEOUT,
                             .rest = REST };

  return lt_basemap_open (spec, &limits, error);
}

/**
 * lt_work_basemap_complete:
 * @spec: (inout): a base map; the name is given where it has none, and a file's is
 *   made one that holds wherever the program is started
 */
void
lt_work_basemap_complete (LtBasemapSpec *spec)
{
  if (!lt_basemap_spec_is_service (spec))
    {
      char *absolute = g_canonicalize_filename (spec->source, NULL);

      g_free (spec->source);
      spec->source = absolute;
    }
  if (spec->name == NULL)
    spec->name = lt_work_basemap_name_of (spec->source);
}

/**
 * lt_work_basemap_keep:
 * @basemap: a base map that was opened, of a complete spec
 * @error: return location
 *
 * Keeps it in the officer's settings.
 */
gboolean
lt_work_basemap_keep (const LtBasemap *basemap, GError **error)
{
  const LtBasemapSpec *spec = lt_basemap_get_spec (basemap);
  g_autoptr (LtBasemaps) all = lt_work_basemaps (error);

  if (all == NULL || !check_name (all, spec->name, error))
    return FALSE;
  g_ptr_array_add (all->specs, lt_basemap_spec_copy (spec));
  return save (all, error);
}

/**
 * lt_work_basemap_add:
 * @spec: (inout): a base map, see lt_work_basemap_complete()
 * @error: return location
 *
 * Keeps it in the officer's settings, if it can be shown.
 */
gboolean
lt_work_basemap_add (LtBasemapSpec *spec, GError **error)
{
  g_autoptr (LtBasemap) opened = NULL;

  lt_work_basemap_complete (spec);
  opened = lt_work_basemap_open (spec, error);
  return opened != NULL && lt_work_basemap_keep (opened, error);
}

/**
 * lt_work_basemap_remove:
 * @name: of a base map
 * @error: return location
 *
 * Takes it off the officer's list. A file stays where it is.
 */
gboolean
lt_work_basemap_remove (const char *name, GError **error)
{
  g_autoptr (LtBasemaps) all = lt_work_basemaps (error);

  if (all == NULL || !check_there (all, name, error))
    return FALSE;
  g_ptr_array_remove_index (all->specs, find_index (all, name));
  if (g_strcmp0 (all->chosen, name) == 0)
    g_clear_pointer (&all->chosen, g_free);
  return save (all, error);
}

/**
 * lt_work_basemap_choose:
 * @name: (nullable): of a base map; %NULL for none
 * @error: return location
 *
 * The base map under the window's map, now and at the next start.
 */
gboolean
lt_work_basemap_choose (const char *name, GError **error)
{
  g_autoptr (LtBasemaps) all = lt_work_basemaps (error);

  if (all == NULL || (name != NULL && !check_there (all, name, error)))
    return FALSE;
  g_free (all->chosen);
  all->chosen = g_strdup (name);
  return save (all, error);
}

/**
 * lt_work_basemap_describe_datum:
 *
 * Returns: (transfer full): name and datum of a base map, in words
 */
char *
lt_work_basemap_describe_datum (const LtBasemapSpec *spec)
{
  g_autofree char *datum = NULL;

  if (g_str_equal (spec->datum, "gcj02") || g_str_equal (spec->datum, "bd09"))
    return g_strdup_printf (_ ("%s (%s, shown corrected)"), spec->name,
                            g_str_equal (spec->datum, "gcj02") ? "GCJ-02" : "BD-09");
  datum = lt_datum_describe (spec->datum);
  return g_strdup_printf ("%s (%s)", spec->name, datum);
}

/**
 * lt_work_basemap_describe:
 * @spec: (nullable): a base map; %NULL for none
 *
 * Returns: (transfer full): what lies under the map, with its datum, in words
 */
char *
lt_work_basemap_describe (const LtBasemapSpec *spec)
{
  g_autofree char *words = spec == NULL ? NULL : lt_work_basemap_describe_datum (spec);

  return spec == NULL ? g_strdup (_ ("Base map: outlines of the county (offline)"))
                      : g_strdup_printf (_ ("Base map: %s"), words);
}

/**
 * lt_work_basemap_name_of:
 * @source: a file or an address
 *
 * Returns: (transfer full): what a base map is called that was given no name
 */
char *
lt_work_basemap_name_of (const char *source)
{
  g_autofree char *base = NULL;
  char *dot;

  if (strstr (source, "://") != NULL)
    return lt_tile_address_host (source);
  base = g_filename_display_basename (source);
  dot = strrchr (base, '.');
  if (dot != NULL && dot != base)
    *dot = '\0';
  return g_steal_pointer (&base);
}
