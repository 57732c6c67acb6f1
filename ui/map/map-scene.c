/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/map/map-scene.h"

#include "geo/mercator.h"

#include <math.h>

static gboolean
add_measure (GHashTable *seen, const LtRecord *sample, LtSceneMeasure *measure)
{
  const char *site = lt_record_get (sample, "site");
  const char *value = lt_record_get (sample, "value");

  if (site == NULL || value == NULL || g_strcmp0 (lt_record_get (sample, "validity"), "valid") != 0
      || g_hash_table_contains (seen, site) || !lt_id_from_text (&measure->place, site))
    return FALSE;
  g_hash_table_add (seen, (gpointer) site);
  measure->value = g_ascii_strtod (value, NULL);
  measure->text = value;
  return TRUE;
}

/**
 * lt_map_scene_build:
 * @store: the reading thread's own
 * @view: what is looked at
 * @options: as for lt_scene_build(); its measures are filled in here
 * @cancellable: (nullable)
 * @error: return location
 *
 * Builds the map's scene with the latest valid sample of each dust-fall site.
 *
 * Returns: (transfer full) (nullable): the scene
 */
LtScene *
lt_map_scene_build (LtStore *store,
                    const LtSceneView *view,
                    const LtSceneOptions *options,
                    GCancellable *cancellable,
                    GError **error)
{
  LtSceneOptions full = *options;
  LtQuery query = { .sort = "-month" };
  g_autoptr (GPtrArray) samples = NULL;
  g_autoptr (GArray) measures = g_array_new (FALSE, TRUE, sizeof (LtSceneMeasure));
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  samples = lt_store_list (store, lt_kind_by_name ("dust-fall"), &query, error);
  if (samples == NULL)
    return NULL;
  for (guint i = 0; i < samples->len; i++)
    {
      LtSceneMeasure measure;

      if (add_measure (seen, g_ptr_array_index (samples, i), &measure))
        g_array_append_val (measures, measure);
    }
  full.measures = (const LtSceneMeasure *) measures->data;
  full.n_measures = measures->len;
  return lt_scene_build (store, view, &full, cancellable, error);
}

/* To seven decimals, as the box is printed: about a centimetre. */
static double
round_degrees (double degrees)
{
  return round (degrees * 1e7) / 1e7;
}

/**
 * lt_map_view_of_box:
 * @degrees: a box, degrees of CGCS2000
 * @width: of the picture, in pixels
 * @height: the same
 *
 * Returns: the view that shows the box and no less
 */
LtSceneView
lt_map_view_of_box (const LtBox *degrees, int width, int height)
{
  LtSceneView view = { .width = width, .height = height, .scale = 1 };
  LtBox world = lt_mercator_box (degrees);

  lt_scene_view_fit (&view, &world, 0);
  return view;
}

/**
 * lt_map_box_of_view:
 *
 * Returns: what is seen, in degrees of CGCS2000 with seven decimals
 */
LtBox
lt_map_box_of_view (const LtSceneView *view)
{
  LtBox world = lt_scene_view_get_box (view, 0);
  LtBox degrees = lt_mercator_degrees (&world);

  degrees.min_x = round_degrees (degrees.min_x);
  degrees.min_y = round_degrees (degrees.min_y);
  degrees.max_x = round_degrees (degrees.max_x);
  degrees.max_y = round_degrees (degrees.max_y);
  return degrees;
}
