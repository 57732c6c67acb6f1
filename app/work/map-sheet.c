/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The map as a picture: the window and `lantianctl map` come through here, so
 * that the same box gives the same picture. */

#include "work/map-sheet.h"

#include "base/error.h"
#include "geo/mercator.h"
#include "store/beside.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
is_sample (LtStore *store)
{
  g_autoptr (GPtrArray) bureaus = lt_store_list (store, lt_kind_by_name ("bureau"), NULL, NULL);

  return bureaus != NULL && bureaus->len > 0
         && g_strcmp0 (lt_record_get (g_ptr_array_index (bureaus, 0), "sample"), "1") == 0;
}

static void
clear_measure (gpointer measure)
{
  g_free ((char *) ((LtSceneMeasure *) measure)->text);
}

/* The latest valid sample of each dust-fall site. */
static GArray *
read_measures (LtStore *store, GError **error)
{
  g_autoptr (GArray) measures = g_array_new (FALSE, TRUE, sizeof (LtSceneMeasure));
  g_autoptr (GPtrArray) filters = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_filter_free);
  LtQuery query = { .filters = filters, .latest_of = "site", .latest_by = "month" };
  g_autoptr (GPtrArray) samples = NULL;

  g_array_set_clear_func (measures, clear_measure);
  g_ptr_array_add (filters, lt_filter_new ("validity", "=", "valid"));
  /* Not one whose value is still to come. */
  g_ptr_array_add (filters, lt_filter_new ("value", ">=", "0"));
  samples = lt_store_list (store, lt_kind_by_name ("dust-fall"), &query, error);
  if (samples == NULL)
    return NULL;
  for (guint i = 0; i < samples->len; i++)
    {
      const LtRecord *sample = g_ptr_array_index (samples, i);
      const char *value = lt_record_get (sample, "value");
      LtSceneMeasure measure = { 0 };

      if (!lt_id_from_text (&measure.place, lt_record_get (sample, "site")))
        continue;
      measure.value = g_ascii_strtod (value, NULL);
      /* Notices write dust fall with one decimal. */
      measure.text =
          strchr (value, '.') != NULL ? g_strdup (value) : g_strconcat (value, ".0", NULL);
      g_array_append_val (measures, measure);
    }
  return g_steal_pointer (&measures);
}

/**
 * lt_work_map_scene:
 * @store: a county file, of the calling thread
 * @view: what part of the world, how large
 * @kinds: which kinds are shown, see LT_SCENE_KIND()
 * @dark: whether colours are those for a dark window
 * @sheet: whether the picture stands by itself, with a scale bar and, where the
 *   data are made up, the mark of sample data; a window shows both beside the map
 * @cancellable: (nullable): to give up
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the county as this view shows it, with the
 *   latest dust fall
 */
LtScene *
lt_work_map_scene (LtStore *store,
                   const LtSceneView *view,
                   guint64 kinds,
                   gboolean dark,
                   gboolean sheet,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (GArray) measures = read_measures (store, error);
  LtSceneOptions options = { .kinds = kinds, .dark = dark, .scale_bar = sheet };

  if (measures == NULL)
    return NULL;
  options.mark = sheet && is_sample (store) ? _ ("Sample data") : NULL;
  options.measures = (const LtSceneMeasure *) measures->data;
  options.n_measures = measures->len;
  return lt_scene_build (store, view, &options, cancellable, error);
}

/**
 * lt_work_map_view:
 * @degrees: a box in degrees of CGCS2000
 * @width: of the picture, pixels
 * @height: the same
 * @view: (out caller-allocates): the view that shows the whole box
 *
 * Returns: whether the box can be shown
 */
gboolean
lt_work_map_view (const LtBox *degrees, int width, int height, LtSceneView *view)
{
  LtBox world = lt_mercator_box (degrees);

  if (lt_box_is_empty (&world) || width <= 0 || height <= 0)
    return FALSE;
  *view = (LtSceneView){ .width = width, .height = height, .scale = 1 };
  lt_scene_view_fit (view, &world, 0);
  return TRUE;
}

/**
 * lt_work_map_to_png:
 * @store: a county file
 * @degrees: (nullable): a box in degrees of CGCS2000; %NULL for the whole county
 * @width: of the picture, pixels
 * @height: the same
 * @kinds: which kinds are shown, see LT_SCENE_KIND()
 * @path: where the picture goes
 * @error: return location
 */
gboolean
lt_work_map_to_png (LtStore *store,
                    const LtBox *degrees,
                    int width,
                    int height,
                    guint64 kinds,
                    const char *path,
                    GError **error)
{
  LtSceneView view;
  g_autoptr (LtScene) scene = NULL;
  LtBox all;

  if (!lt_path_check_replaced (path, error))
    return FALSE;
  if (degrees == NULL)
    {
      LtBox world = lt_store_get_extent (store);

      world = lt_box_padded (&world, 0.04);
      all = lt_mercator_degrees (&world);
      degrees = &all;
    }
  if (!lt_work_map_view (degrees, width, height, &view))
    {
      g_set_error_literal (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                           _ ("There is nothing to show: the county has no places, or the box is "
                              "empty. Give it as west,south,east,north in degrees."));
      return FALSE;
    }
  scene = lt_work_map_scene (store, &view, kinds, FALSE, TRUE, NULL, error);
  return scene != NULL && lt_scene_to_png (scene, &view, path, error);
}

/**
 * lt_work_format_box:
 *
 * Returns: (transfer full): the box as `--bbox` takes it, to a centimetre
 */
char *
lt_work_format_box (const LtBox *degrees)
{
  return g_strdup_printf ("%.7f,%.7f,%.7f,%.7f", degrees->min_x, degrees->min_y, degrees->max_x,
                          degrees->max_y);
}

/**
 * lt_work_parse_box:
 * @text: west,south,east,north in degrees of CGCS2000
 * @degrees: (out caller-allocates): the box
 * @error: return location
 */
gboolean
lt_work_parse_box (const char *text, LtBox *degrees, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);
  double numbers[4];
  gboolean good = g_strv_length (parts) == 4;

  for (int i = 0; good && i < 4; i++)
    {
      char *end = NULL;

      numbers[i] = g_ascii_strtod (parts[i], &end);
      good = end != parts[i] && *end == '\0';
    }
  good = good && numbers[0] >= -180 && numbers[2] <= 180 && numbers[1] >= -85 && numbers[3] <= 85
         && numbers[0] < numbers[2] && numbers[1] < numbers[3];
  if (!good)
    {
      g_set_error (error, LT_ERROR, LT_ERROR_USAGE,
                   _ ("\"%s\" is no box. Give west,south,east,north in degrees, such as "
                      "113.0,37.6,114.2,38.5."),
                   text);
      return FALSE;
    }
  *degrees = (LtBox){ numbers[0], numbers[1], numbers[2], numbers[3] };
  return TRUE;
}
