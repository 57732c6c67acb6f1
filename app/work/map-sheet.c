/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The map as a picture: the window and `lantianctl map` come through here, so
 * that the same box gives the same picture. */

#include "work/map-sheet.h"

#include "base/civil-time.h"
#include "base/error.h"
#include "geo/mercator.h"
#include "rules/row.h"
#include "scene/palette.h"
#include "work/air-moment.h"
#include "work/air-words.h"
#include "work/base-picture.h"
#include "work/map-print.h"
#include "work/map-times.h"
#include "work/map-values.h"
#include "work/picture.h"
#include "work/readings.h"
#include "work/standards.h"

#include <glib/gi18n-lib.h>

/* On paper tiles can be finer than on a screen. */
#define PAPER_SCALE 2

static gboolean
is_sample (LtStore *store)
{
  g_autoptr (GPtrArray) bureaus = lt_store_list (store, lt_kind_by_name ("bureau"), NULL, NULL);

  return bureaus != NULL && bureaus->len > 0
         && g_strcmp0 (lt_record_get (g_ptr_array_index (bureaus, 0), "sample"), "1") == 0;
}

typedef struct
{
  char *title;
  char *remark;
  char *station;
  char *dust;
  char *area;
} Words;

static void
clear_words (Words *self)
{
  g_free (self->title);
  g_free (self->remark);
  g_free (self->station);
  g_free (self->dust);
  g_free (self->area);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Words, clear_words)

static char *
item_in_words (const char *code)
{
  g_autoptr (LtItems) items = lt_work_items (NULL);
  const LtItem *item = items == NULL ? NULL : lt_items_find (items, code);

  if (g_str_equal (code, LT_ITEM_AQI))
    return g_strdup (_ ("AQI (air quality index)"));
  return item == NULL ? g_strdup (code) : g_strdup_printf ("%s (%s)", item->code, item->unit);
}

static gboolean
is_measured (GArray *measures, guint kind, gboolean missing_too)
{
  for (guint i = 0; i < measures->len; i++)
    {
      const LtSceneMeasure *measure = &g_array_index (measures, LtSceneMeasure, i);

      if (measure->kind == kind && (missing_too || !measure->missing))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_shown (const LtMapWish *wish, guint kind)
{
  for (guint i = 0; i < wish->n_layers; i++)
    if (wish->layers[i].kind == kind)
      return wish->layers[i].shown && wish->layers[i].opacity > 0;
  return FALSE;
}

/* The month that all sites' values are of. */
static const char *
get_sites_month (const LtMapWish *wish, const LtMapMonths *months)
{
  if (wish->moment[0] != '\0' && months->one[0] != '\0')
    return months->one;
  return months->first[0] != '\0' && g_str_equal (months->first, months->last) ? months->first
                                                                               : NULL;
}

static char *
describe_dust (const LtMapWish *wish, const LtMapMonths *months)
{
  const char *month = get_sites_month (wish, months);

  return month == NULL ? g_strdup (_ ("Dust fall, latest of each site, t/(km²·30d)"))
                       : g_strdup_printf (_ ("Dust fall of %s, t/(km²·30d)"), month);
}

static char *
describe_area (const LtMapWish *wish, const char *month)
{
  if (wish->shading == LT_MAP_NOT_SHADED || *month == '\0')
    return NULL;
  return g_strdup_printf (wish->shading == LT_MAP_SHADED_BY_MEAN
                              ? _ ("Areas: mean dust fall of %s, t/(km²·30d)")
                              : _ ("Areas: greatest dust fall of %s, t/(km²·30d)"),
                          month);
}

/* Values of an hour are no values of a day: a map of hollow stations has its reason. */
static char *
describe_lack (const LtMapWish *wish)
{
  static const char *const words[] = { N_ ("%s: no hourly values at that time"),
                                       N_ ("%s: no daily values of that day"),
                                       N_ ("%s: no monthly values of that month") };

  return g_strdup_printf (_ (words[wish->interval]), wish->item);
}

/* The latest values of sites, which need not all be of one month; nobody shall ask of when
 * they are. */
static char *
describe_latest (const LtMapWish *wish, const LtMapMonths *months, gboolean areas)
{
  const char *month = get_sites_month (wish, months);

  if (areas && (month == NULL || !g_str_equal (month, months->one)))
    return month == NULL
               ? g_strdup_printf (_ ("dust fall: of sites the latest, from %s to %s, of areas that "
                                     "of %s"),
                                  months->first, months->last, months->one)
               : g_strdup_printf (_ ("dust fall: of sites that of %s, of areas that of %s"), month,
                                  months->one);
  return month == NULL ? g_strdup_printf (_ ("dust fall: the latest of each site, from %s to %s"),
                                          months->first, months->last)
                       : g_strdup_printf (_ ("dust fall: that of %s"), month);
}

/* Dust fall is of months: beside an hour or a day it is that of another time. */
static char *
describe_other_month (const LtMapWish *wish, GArray *measures, const LtMapMonths *months)
{
  gboolean sites = is_shown (wish, KIND_DUST_SITE) && is_measured (measures, KIND_DUST_SITE, FALSE);
  gboolean areas = is_shown (wish, KIND_AREA) && is_measured (measures, KIND_AREA, FALSE);

  if (wish->moment[0] == '\0' && sites)
    return describe_latest (wish, months, areas);
  if ((!sites && !areas) || months->one[0] == '\0'
      || (wish->moment[0] != '\0' && wish->interval == LT_INTERVAL_MONTH))
    return NULL;
  return g_strdup_printf (_ ("dust fall: that of %s"), months->one);
}

static char *
join (char *first, const char *between, char *second)
{
  g_autofree char *begin = first;
  g_autofree char *end = second;

  return first == NULL || second == NULL ? g_strdup (first == NULL ? second : first)
                                         : g_strconcat (begin, between, end, NULL);
}

/**
 * lt_work_map_title:
 * @wish: what is shown
 * @remark: (nullable): of its scene
 *
 * Returns: (transfer full) (nullable): of what moment and item a map is; %NULL where there is
 *   nothing to say
 */
char *
lt_work_map_title (const LtMapWish *wish, const char *remark)
{
  const char *moment = wish->moment[0] != '\0' ? wish->moment : wish->latest;
  const char *shown = wish->moment[0] == '\0' && wish->item[0] == '\0' ? "" : moment;
  char *when = *shown == '\0' ? NULL : lt_moment_in_words (shown, wish->interval);
  char *title = join (when, "  ", wish->item[0] == '\0' ? NULL : g_strdup (wish->item));

  return join (title, "  ·  ", g_strdup (remark));
}

/* What the values are, and of when. */
static void
find_words (Words *self, const LtMapWish *wish, GArray *measures, const LtMapMonths *months)
{
  gboolean lacking = wish->item[0] != '\0' && wish->moment[0] != '\0'
                     && is_shown (wish, KIND_STATION)
                     && !is_measured (measures, KIND_STATION, TRUE);

  self->remark = join (lacking ? describe_lack (wish) : NULL, _ ("; "),
                       describe_other_month (wish, measures, months));
  self->title = lt_work_map_title (wish, self->remark);
  if (wish->item[0] != '\0')
    self->station = item_in_words (wish->item);
  self->dust = describe_dust (wish, months);
  self->area = describe_area (wish, months->one);
}

/* The classes of the index are those of the standard that holds then; of other items they are
 * what somebody has typed. */
static gboolean
find_classes (LtStore *store, const LtMapWish *wish, LtAirClassScale **classes, GError **error)
{
  const char *moment = wish->moment[0] != '\0' ? wish->moment : wish->latest;
  g_autoptr (GPtrArray) problems =
      g_ptr_array_new_with_free_func ((GDestroyNotify) lt_rule_problem_free);
  g_autoptr (LtStandards) standards = NULL;
  g_autofree char *date = NULL;
  LtTimeRange range = { 0 };

  *classes = NULL;
  if (!g_str_equal (wish->item, LT_ITEM_AQI) || wish->station_scale.n_breaks > 0)
    return TRUE;
  if (*moment != '\0')
    range.any = lt_reading_parse_time (moment, wish->interval, &range.last);
  else if (!lt_work_item_times (store, wish->item, wish->interval, &range, error))
    return FALSE;
  if (!range.any)
    return TRUE;
  standards = lt_work_standards (problems, error);
  if (standards == NULL)
    return FALSE;
  date = lt_air_moment_get_date (wish->interval, range.last);
  *classes = lt_air_class_scale_new (standards, date);
  return TRUE;
}

/**
 * lt_work_map_scene:
 * @store: a county file, of the calling thread
 * @view: what part of the world, how large
 * @wish: what is shown, of which moment, with which values
 * @sheet: (nullable): where the picture stands by itself: it has a scale bar and, where the
 *   data are made up, the mark of sample data; a window shows both beside the map
 * @cancellable: (nullable): to give up
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the county as this view shows it
 */
LtScene *
lt_work_map_scene (LtStore *store,
                   const LtSceneView *view,
                   const LtMapWish *wish,
                   const LtMapSheet *sheet,
                   GCancellable *cancellable,
                   GError **error)
{
  LtMapMonths months = { 0 };
  g_autoptr (GArray) measures = lt_work_map_measures (store, wish, &months, error);
  g_autofree char *date = lt_map_wish_get_date (wish);
  g_auto (Words) words = { 0 };
  g_autoptr (LtAirClassScale) classes = NULL;
  LtSceneOptions options = { .layers = wish->layers,
                             .n_layers = wish->n_layers,
                             .style = wish->style,
                             .transparent = wish->transparent,
                             .white = sheet != NULL && sheet->paper != LT_MAP_NO_PAPER,
                             .scale_bar = sheet != NULL,
                             .legend = sheet != NULL && sheet->legend,
                             .date = date,
                             .station_values = wish->item[0] != '\0',
                             .station_scale = &wish->station_scale,
                             .dust_scale = &wish->dust_scale,
                             .text_scale = sheet == NULL ? wish->text_scale : 1 };

  if (measures == NULL || !find_classes (store, wish, &classes, error))
    return NULL;
  if (classes != NULL)
    options.station_scale = &classes->scale;
  find_words (&words, wish, measures, &months);
  options.title = options.legend ? words.title : NULL;
  options.remark = words.remark;
  options.station_title = words.station;
  options.dust_title = words.dust;
  options.area_title = words.area;
  options.area_word = wish->shading == LT_MAP_SHADED_BY_MAX ? _ ("greatest") : _ ("mean");
  options.mark = sheet != NULL && is_sample (store) ? _ ("Sample data") : NULL;
  options.measures = (const LtSceneMeasure *) measures->data;
  options.n_measures = measures->len;
  return lt_scene_build (store, view, &options, cancellable, error);
}

/**
 * lt_work_map_view:
 * @degrees: a box in degrees of CGCS2000
 * @width: of the picture, pixels
 * @height: the same
 * @scale: pixels of the device for each of them
 * @view: (out caller-allocates): the view that shows the whole box
 *
 * Returns: whether the box can be shown
 */
gboolean
lt_work_map_view (const LtBox *degrees, int width, int height, double scale, LtSceneView *view)
{
  LtBox world = lt_mercator_box (degrees);

  if (lt_box_is_empty (&world) || width <= 0 || height <= 0)
    return FALSE;
  *view = (LtSceneView){ .width = width, .height = height, .scale = scale };
  lt_scene_view_fit (view, &world, 0);
  return TRUE;
}

/**
 * lt_work_map_sheet_view:
 * @store: a county file
 * @sheet: what part of it; of no box the whole county
 * @view: (out caller-allocates): the view that shows it
 * @error: return location
 *
 * Returns: whether there is anything
 */
gboolean
lt_work_map_sheet_view (LtStore *store, const LtMapSheet *sheet, LtSceneView *view, GError **error)
{
  LtBox degrees = sheet->degrees;

  if (lt_box_is_empty (&degrees))
    {
      LtBox world = lt_store_get_extent (store);

      world = lt_box_padded (&world, 0.04);
      degrees = lt_mercator_degrees (&world);
    }
  if (lt_work_map_view (&degrees, sheet->width, sheet->height, sheet->scale, view))
    return TRUE;
  g_set_error_literal (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                       _ ("There is nothing to show: the county has no places, or the box is "
                          "empty. Give it as west,south,east,north in degrees."));
  return FALSE;
}

static void
paint_beneath (cairo_t *cr, const LtSceneView *view, gpointer user_data)
{
  const LtMapSheet *sheet = user_data;
  g_autoptr (LtBasePainter) painter = lt_base_painter_new (sheet->basemap);
  LtSceneView fine = *view;

  fine.scale = PAPER_SCALE;
  lt_base_painter_paint (painter, cr, &fine, NULL);
  lt_base_painter_paint_words (painter, cr, view);
}

static gboolean
check_beneath (const LtMapSheet *sheet, const LtSceneView *view, gboolean page, GError **error)
{
  LtSceneView fine = *view;

  if (page)
    fine.scale = PAPER_SCALE;
  return sheet->basemap == NULL || lt_base_picture_check (sheet->basemap, &fine, error);
}

static gboolean
write_page (const LtScene *scene,
            const LtSceneView *view,
            const LtMapSheet *sheet,
            const char *path,
            GError **error)
{
  g_autofree char *second = lt_second_of (sheet->made);
  g_autofree char *made = g_strconcat (second, "+08:00", NULL);

  return lt_scene_to_pdf (scene, view, sheet->basemap == NULL ? NULL : paint_beneath,
                          (gpointer) sheet, _ ("Map"), made, path, error);
}

/**
 * lt_work_map_to_file:
 * @store: a county file
 * @sheet: what part of it, how large
 * @wish: what is shown
 * @path: where the picture goes: a page where it ends in ".pdf", else a PNG
 * @error: return location
 */
gboolean
lt_work_map_to_file (LtStore *store,
                     const LtMapSheet *sheet,
                     const LtMapWish *wish,
                     const char *path,
                     GError **error)
{
  LtMapWish over = *wish;
  LtSceneView view;
  g_autoptr (LtScene) scene = NULL;
  g_autoptr (LtMapPrint) print = NULL;
  gboolean page = g_str_has_suffix (path, ".pdf");

  over.transparent = sheet->basemap != NULL;
  if (!lt_work_check_picture (path, sheet->replace, error))
    return FALSE;
  if (sheet->paper != LT_MAP_NO_PAPER)
    {
      print = lt_work_map_print (store, sheet, wish, NULL, error);
      return print != NULL && lt_map_print_to_file (print, sheet->scale, path, error);
    }
  if (!lt_work_map_sheet_view (store, sheet, &view, error))
    return FALSE;
  if (page)
    view.scale = 1;
  if (!check_beneath (sheet, &view, page, error))
    return FALSE;
  scene = lt_work_map_scene (store, &view, &over, sheet, NULL, error);
  if (scene == NULL)
    return FALSE;
  if (page)
    return write_page (scene, &view, sheet, path, error);
  if (sheet->basemap == NULL)
    return lt_scene_to_png (scene, &view, path, error);
  return lt_base_picture_to_png (sheet->basemap, scene, &view, lt_palette_get (wish->style)->ground,
                                 path, error);
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
