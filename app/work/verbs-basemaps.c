/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The verbs for base maps: the officer's own list of them. */

#include "base/error.h"
#include "basemap/tile-address.h"
#include "work/basemaps.h"
#include "work/verb-json.h"
#include "work/verbs-private.h"

#include <glib/gi18n-lib.h>

/* The key is the officer's: nobody is shown it, nor one that somebody wrote into the list. */
static JsonObject *
spec_to_json (const LtBasemapSpec *spec)
{
  JsonObject *object = json_object_new ();
  g_autofree char *source = lt_basemap_spec_is_service (spec)
                                ? lt_tile_address_hide (spec->source, spec->key)
                                : g_strdup (spec->source);

  json_object_set_string_member (object, "name", spec->name);
  json_object_set_string_member (object, "datum", spec->datum);
  json_object_set_string_member (object, "source", source);
  if (spec->part != NULL)
    json_object_set_string_member (object, "part", spec->part);
  return object;
}

static JsonNode *
answer_chosen (const char *name)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "chosen", name);
  return lt_json_node_take_object (object);
}

static gboolean
read_zooms (const char *text, LtBasemapSpec *spec, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (text, "-", -1);
  guint64 numbers[2];

  if (g_strv_length (parts) == 2
      && g_ascii_string_to_unsigned (parts[0], 10, 0, 24, &numbers[0], NULL)
      && g_ascii_string_to_unsigned (parts[1], 10, numbers[0], 24, &numbers[1], NULL))
    {
      spec->min_zoom = (int) numbers[0];
      spec->max_zoom = (int) numbers[1];
      return TRUE;
    }
  g_set_error (error, LT_ERROR, LT_ERROR_USAGE,
               _ ("--zooms \"%s\": give the lowest and the highest zoom level of the service, such "
                  "as 1-18."),
               text);
  return FALSE;
}

static void
take_option (LtCall *call, const char *option, char **text)
{
  const char *given = lt_call_option (call, option);

  if (given != NULL)
    {
      g_free (*text);
      *text = g_strdup (given);
    }
}

/* Which datum a map of others is in cannot be seen, and is not guessed. */
static LtBasemapSpec *
read_spec (LtCall *call, GError **error)
{
  const char *zooms = lt_call_option (call, "zooms");
  g_autoptr (LtBasemapSpec) spec = lt_work_basemap_prepared (call->words[0]);

  if (spec == NULL)
    spec = lt_basemap_spec_new (NULL, call->words[0], NULL);
  take_option (call, "datum", &spec->datum);
  take_option (call, "name", &spec->name);
  take_option (call, "part", &spec->part);
  take_option (call, "key", &spec->key);
  take_option (call, "attribution", &spec->attribution);
  if (spec->datum == NULL)
    {
      g_set_error (error, LT_ERROR, LT_ERROR_USAGE,
                   _ ("%s: which datum it is in must be said, for the wrong one moves the map by "
                      "hundreds of metres. Give --datum cgcs2000, wgs84, gcj02 (Amap, Tencent) or "
                      "bd09 (Baidu)."),
                   call->words[0]);
      return NULL;
    }
  if (zooms != NULL && !read_zooms (zooms, spec, error))
    return NULL;
  return g_steal_pointer (&spec);
}

JsonNode *
lt_verb_basemap_list (LtCall *call, GError **error)
{
  g_autoptr (LtBasemaps) all = lt_work_basemaps (error);
  JsonArray *array;

  if (all == NULL)
    return NULL;
  array = json_array_new ();
  for (guint i = 0; i < all->specs->len; i++)
    {
      const LtBasemapSpec *spec = g_ptr_array_index (all->specs, i);
      JsonObject *object = spec_to_json (spec);

      json_object_set_boolean_member (object, "chosen", g_strcmp0 (all->chosen, spec->name) == 0);
      json_array_add_object_element (array, object);
    }
  return lt_json_node_take_array (array);
}

JsonNode *
lt_verb_basemap_add (LtCall *call, GError **error)
{
  g_autoptr (LtBasemapSpec) spec = read_spec (call, error);

  if (spec == NULL || !lt_work_basemap_add (spec, error))
    return NULL;
  return lt_json_node_take_object (spec_to_json (spec));
}

JsonNode *
lt_verb_basemap_choose (LtCall *call, GError **error)
{
  const char *name = call->words[0];
  gboolean none = g_str_equal (name, LT_BASEMAP_NONE);

  return lt_work_basemap_choose (none ? NULL : name, error) ? answer_chosen (name) : NULL;
}

JsonNode *
lt_verb_basemap_remove (LtCall *call, GError **error)
{
  JsonObject *object;

  if (!lt_work_basemap_remove (call->words[0], error))
    return NULL;
  object = json_object_new ();
  json_object_set_string_member (object, "removed", call->words[0]);
  return lt_json_node_take_object (object);
}

/**
 * lt_verb_read_basemap: (skip)
 * @call: of the verb `map`
 * @basemap: (out): the base map that was asked for, %NULL for none
 * @error: return location
 *
 * The datum of a file that is not on the list has to be named.
 */
gboolean
lt_verb_read_basemap (LtCall *call, LtBasemap **basemap, GError **error)
{
  const char *name = lt_call_option (call, "basemap");
  const char *datum = lt_call_option (call, "basemap-datum");
  g_autoptr (LtBasemaps) all = NULL;
  g_autoptr (LtBasemapSpec) spec = NULL;

  *basemap = NULL;
  if (name == NULL || g_str_equal (name, LT_BASEMAP_NONE))
    return TRUE;
  all = lt_work_basemaps (error);
  if (all == NULL)
    return FALSE;
  if (lt_basemaps_find (all, name) != NULL)
    spec = lt_basemap_spec_copy (lt_basemaps_find (all, name));
  else if (g_file_test (name, G_FILE_TEST_EXISTS))
    {
      g_autofree char *title = lt_work_basemap_name_of (name);

      if (datum == NULL)
        {
          g_set_error (
              error, LT_ERROR, LT_ERROR_USAGE,
              _ ("--basemap %s: which datum the file is in must be said, for the wrong one moves "
                 "the map by hundreds of metres. Give --basemap-datum cgcs2000, wgs84, gcj02 "
                 "(Amap, Tencent) or bd09 (Baidu)."),
              name);
          return FALSE;
        }
      spec = lt_basemap_spec_new (title, name, datum);
    }
  else
    {
      g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                   _ ("There is no base map \"%s\", neither on the list (`basemap list`) nor as a "
                      "file."),
                   name);
      return FALSE;
    }
  if (datum != NULL)
    {
      g_free (spec->datum);
      spec->datum = g_strdup (datum);
    }
  *basemap = lt_work_basemap_open (spec, error);
  return *basemap != NULL;
}

/**
 * lt_verb_answer_basemap: (skip)
 *
 * Adds to the answer of `map` what lies beneath, and what was wrong with it.
 */
void
lt_verb_answer_basemap (JsonObject *object, LtBasemap *basemap)
{
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  const LtBasemapSpec *spec;
  char *words;

  if (basemap == NULL)
    return;
  spec = lt_basemap_get_spec (basemap);
  json_object_set_string_member (object, "basemap", spec->name);
  json_object_set_string_member (object, "basemap_datum", spec->datum);
  while ((words = lt_basemap_take_words (basemap)) != NULL)
    g_ptr_array_add (notes, words);
  if (notes->len > 0)
    json_object_set_array_member (object, "notes", lt_verb_texts_to_json (notes));
}
