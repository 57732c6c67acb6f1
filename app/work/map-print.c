/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The map on paper: the window prints and saves it here, and `lantianctl map --paper`. */

#include "work/map-print.h"

#include "base/civil-time.h"
#include "geo/datum.h"
#include "geo/mercator.h"
#include "ink/letters.h"
#include "ink/picture.h"
#include "work/base-picture.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Tiles for each pixel of the map, whose pixels are smaller than the page's: a printer is
 * finer than a screen. */
#define FINE 1.6
/* What is left free around the county's places, of their extent. */
#define PADDING 0.04

struct _LtMapPrint
{
  LtMapPage page;
  LtScene *scene;
  LtBox degrees; /* what the map shows */
  char *heading;
  char *title;
  char *foot;
  char *made;
  char *moment;
  char *basemap; /* (nullable) */
  gboolean has_gaps;
};

static char *
describe_bureau (LtStore *store)
{
  g_autoptr (GPtrArray) bureaus = lt_store_list (store, lt_kind_by_name ("bureau"), NULL, NULL);
  const char *name = bureaus == NULL || bureaus->len == 0
                         ? NULL
                         : lt_record_get (g_ptr_array_index (bureaus, 0), "name");

  /* Translators: the bureau's name, and what its map is headed with */
  return name == NULL ? g_strdup (_ ("Map")) : g_strdup_printf (_ ("%s: map"), name);
}

static LtBox
get_county (LtStore *store)
{
  LtBox world = lt_store_get_extent (store);

  return lt_box_padded (&world, PADDING);
}

/* Where nothing lies beneath, what is beyond the county's places is empty: paper is too small
 * for it. */
static LtBox
take_off_empty (LtStore *store, const LtMapSheet *sheet)
{
  LtBox county = get_county (store);
  LtBox world = lt_mercator_box (&sheet->degrees);

  if (sheet->basemap != NULL || lt_box_is_empty (&sheet->degrees) || lt_box_is_empty (&county)
      || !lt_box_intersects (&world, &county))
    return sheet->degrees;
  world = (LtBox){ MAX (world.min_x, county.min_x), MAX (world.min_y, county.min_y),
                   MIN (world.max_x, county.max_x), MIN (world.max_y, county.max_y) };
  return lt_mercator_degrees (&world);
}

/**
 * lt_work_map_sees_all:
 * @store: a county file
 * @world: a box, in world coordinates
 *
 * Returns: whether all of the county is in it
 */
gboolean
lt_work_map_sees_all (LtStore *store, const LtBox *world)
{
  LtBox county = lt_store_get_extent (store);

  return !lt_box_is_empty (&county) && lt_box_contains (world, &county);
}

/**
 * lt_work_map_best_paper:
 * @store: a county file
 * @sheet: what part of it is printed; its paper does not matter
 *
 * Returns: A4, lying or upright: on which of both it is larger
 */
LtMapPaper
lt_work_map_best_paper (LtStore *store, const LtMapSheet *sheet)
{
  double zooms[2] = { 0, 0 };

  for (int i = 0; i < 2; i++)
    {
      LtMapSheet framed = *sheet;
      LtSceneView view;

      framed.degrees = take_off_empty (store, sheet);
      lt_map_page_get_frame (i == 0 ? LT_MAP_A4 : LT_MAP_A4_UPRIGHT, &framed.width, &framed.height);
      framed.scale = 1;
      if (lt_work_map_sheet_view (store, &framed, &view, NULL))
        zooms[i] = view.zoom;
    }
  return zooms[1] > zooms[0] ? LT_MAP_A4_UPRIGHT : LT_MAP_A4;
}

/* @has_gaps: whether not all of what lies beneath came */
static char *
describe_foot (const LtMapSheet *sheet, gboolean has_gaps)
{
  g_autofree char *second = lt_second_of (sheet->made);
  g_autofree char *made = g_strndup (second, strlen ("2026-11-20T15:42"));
  g_autoptr (GString) foot = g_string_new (NULL);

  g_strdelimit (made, "T", ' ');
  g_string_append_printf (foot, _ ("Datum: %s"), "CGCS2000");
  g_string_append_printf (foot, "    ");
  g_string_append_printf (foot, _ ("Made: %s"), made);
  if (sheet->basemap != NULL)
    {
      const LtBasemapSpec *spec = lt_basemap_get_spec (sheet->basemap);
      const char *words = lt_basemap_get_attribution (sheet->basemap);
      g_autofree char *datum = lt_datum_describe (spec->datum);

      g_string_append_printf (foot, "    ");
      g_string_append_printf (foot, _ ("Base map: %s (%s)"), spec->name, datum);
      if (*words != '\0')
        g_string_append_printf (foot, " %s", words);
      if (has_gaps)
        g_string_append_printf (
            foot, "    %s",
            _ ("Parts of the base map are missing: the tile service did not answer."));
    }
  return g_string_free (g_steal_pointer (&foot), FALSE);
}

typedef struct
{
  LtBasePainter *painter;
  LtSceneView view;
  GCancellable *cancellable;
} Beneath;

static void
on_paint_beneath (cairo_t *cr, gpointer user_data)
{
  const Beneath *beneath = user_data;

  /* Where it has nothing the paper stays white. */
  lt_ink_set (cr, 0xffffff, 1);
  cairo_paint (cr);
  lt_base_painter_paint (beneath->painter, cr, &beneath->view, beneath->cancellable);
}

static cairo_surface_t *
paint_beneath (LtBasemap *basemap,
               const LtSceneView *view,
               GCancellable *cancellable,
               gboolean *has_gaps)
{
  g_autoptr (LtBasePainter) painter = lt_base_painter_new (basemap);
  Beneath beneath = { painter, *view, cancellable };
  cairo_surface_t *surface;
  LtPicture picture = { .width = view->width,
                        .height = view->height,
                        .scale = FINE,
                        .paint = on_paint_beneath,
                        .user_data = &beneath };

  beneath.view.scale = FINE;
  surface = lt_picture_to_surface (&picture);
  *has_gaps = lt_base_painter_has_gaps (painter);
  return surface;
}

/* What lt_map_print_tell() needs later, when neither the county nor the wish is there. */
static void
keep_facts (LtMapPrint *self, const LtMapSheet *sheet, const LtMapWish *wish)
{
  LtBox world = lt_scene_view_get_box (&self->page.view, 0);

  self->degrees = lt_mercator_degrees (&world);
  self->moment = wish->moment[0] != '\0'
                     ? lt_moment_in_words (wish->moment, wish->interval)
                     : g_strdup_printf (_ ("the latest; outlines as of %s"), wish->today);
  self->basemap =
      sheet->basemap == NULL ? NULL : g_strdup (lt_basemap_get_spec (sheet->basemap)->name);
}

/**
 * lt_work_map_print:
 * @store: a county file, of the calling thread
 * @sheet: what part of it, on which paper
 * @wish: what is shown
 * @cancellable: (nullable): to give up: what lies beneath may have to be fetched
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the page; another thread may have it then
 */
LtMapPrint *
lt_work_map_print (LtStore *store,
                   const LtMapSheet *sheet,
                   const LtMapWish *wish,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (LtMapPrint) self = g_atomic_rc_box_new0 (LtMapPrint);
  g_autofree char *second = lt_second_of (sheet->made);
  LtMapSheet framed = *sheet;
  LtMapWish over = *wish;
  LtSceneView fine;

  over.transparent = sheet->basemap != NULL;
  framed.legend = FALSE;
  self->page.paper = sheet->paper;
  lt_map_page_get_frame (sheet->paper, &framed.width, &framed.height);
  framed.scale = 1;
  framed.degrees = take_off_empty (store, sheet);
  if (!lt_work_map_sheet_view (store, &framed, &self->page.view, error))
    return NULL;
  fine = self->page.view;
  fine.scale = FINE;
  if (sheet->basemap != NULL && !lt_base_picture_check (sheet->basemap, &fine, error))
    return NULL;
  self->scene = lt_work_map_scene (store, &self->page.view, &over, &framed, cancellable, error);
  if (self->scene == NULL)
    return NULL;
  if (sheet->basemap != NULL)
    self->page.beneath =
        paint_beneath (sheet->basemap, &self->page.view, cancellable, &self->has_gaps);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  self->heading = sheet->title != NULL ? g_strdup (sheet->title) : describe_bureau (store);
  self->title = lt_work_map_title (wish, lt_scene_get_remark (self->scene));
  self->foot = describe_foot (sheet, self->has_gaps);
  self->made = g_strconcat (second, "+08:00", NULL);
  self->page.scene = self->scene;
  self->page.heading = self->heading;
  self->page.title = self->title;
  self->page.foot = self->foot;
  keep_facts (self, sheet, wish);
  return g_steal_pointer (&self);
}

static void
clear_print (gpointer data)
{
  LtMapPrint *self = data;

  g_clear_pointer (&self->scene, lt_scene_unref);
  g_clear_pointer (&self->page.beneath, cairo_surface_destroy);
  g_free (self->heading);
  g_free (self->title);
  g_free (self->foot);
  g_free (self->made);
  g_free (self->moment);
  g_free (self->basemap);
}

/**
 * lt_map_print_ref:
 *
 * Returns: (transfer full): the same map on paper
 */
LtMapPrint *
lt_map_print_ref (LtMapPrint *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
lt_map_print_free (LtMapPrint *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear_print);
}

static char *
describe_extent (const LtMapPrint *self)
{
  double metres = lt_scene_view_metres_per_pixel (&self->page.view);
  double ratio = lt_map_page_get_ratio (&self->page);
  double power = pow (10, floor (log10 (ratio)) - 1);

  return g_strdup_printf (_ ("%.2f–%.2f° E, %.2f–%.2f° N; %.1f × %.1f km, about 1 : %.0f"),
                          self->degrees.min_x, self->degrees.max_x, self->degrees.min_y,
                          self->degrees.max_y, metres * self->page.view.width / 1000,
                          metres * self->page.view.height / 1000, round (ratio / power) * power);
}

static char *
describe_layers (const LtMapPrint *self)
{
  g_autoptr (GString) words = g_string_new (NULL);
  guint n;
  const LtKind *const *kinds = lt_kinds (&n);

  for (guint i = 0; i < n; i++)
    {
      guint places = lt_kind_is_place (kinds[i])
                         ? lt_scene_count (self->scene, &self->page.view, kinds[i]->number)
                         : 0;

      if (places > 0)
        g_string_append_printf (words, "%s%s %u", words->len == 0 ? "" : "  ·  ",
                                lt_kind_get_label (kinds[i]), places);
    }
  return words->len == 0 ? g_strdup (_ ("nothing"))
                         : g_string_free (g_steal_pointer (&words), FALSE);
}

static void
tell (GPtrArray *lines, const char *label, char *text)
{
  g_ptr_array_add (lines, g_strdup (label));
  g_ptr_array_add (lines, text);
}

/**
 * lt_map_print_tell:
 * @self: a map on paper
 *
 * Says in words what is on the paper: which part of the ground, of when, which layers, what
 * lies beneath.
 *
 * Returns: (transfer full) (element-type utf8): what each line is about, and the line
 */
GPtrArray *
lt_map_print_tell (const LtMapPrint *self)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);
  const char *remark = lt_scene_get_remark (self->scene);

  tell (lines, _ ("Extent"), describe_extent (self));
  tell (lines, _ ("Time"),
        remark == NULL ? g_strdup (self->moment)
                       : g_strconcat (self->moment, _ ("; "), remark, NULL));
  tell (lines, _ ("Layers"), describe_layers (self));
  tell (lines, _ ("Base map"),
        g_strdup (self->basemap == NULL ? _ ("none: the county's outlines") : self->basemap));
  return lines;
}

/**
 * lt_map_print_get_paper:
 *
 * Returns: what it is made for
 */
LtMapPaper
lt_map_print_get_paper (const LtMapPrint *self)
{
  return self->page.paper;
}

/**
 * lt_map_print_get_heading:
 *
 * Returns: what the page is headed with
 */
const char *
lt_map_print_get_heading (const LtMapPrint *self)
{
  return self->heading;
}

/**
 * lt_map_print_to_surface:
 * @self: a map on paper
 * @scale: pixels of the picture for each of the page
 *
 * Returns: (transfer full): the page as a picture
 */
cairo_surface_t *
lt_map_print_to_surface (LtMapPrint *self, double scale)
{
  LtPicture picture = { .scale = scale, .paint = lt_map_print_paint, .user_data = self };

  lt_map_page_get_size (self->page.paper, &picture.width, &picture.height);
  return lt_picture_to_surface (&picture);
}

/**
 * lt_map_print_has_gaps:
 *
 * Returns: whether a tile service has left parts of the base map unanswered; the foot
 *   of the page says so
 */
gboolean
lt_map_print_has_gaps (const LtMapPrint *self)
{
  return self->has_gaps;
}

/**
 * lt_map_print_paint:
 * @cr: where, in pixels of which an inch has 96
 * @map_print: a #LtMapPrint
 */
void
lt_map_print_paint (cairo_t *cr, gpointer map_print)
{
  lt_map_page_paint (&((LtMapPrint *) map_print)->page, cr);
}

/**
 * lt_map_print_to_file:
 * @self: a map on paper
 * @scale: pixels of a PNG for each of the layout
 * @path: a page where it ends in ".pdf", else a PNG; replaced where it is there
 * @error: return location
 */
gboolean
lt_map_print_to_file (LtMapPrint *self, double scale, const char *path, GError **error)
{
  LtPicture picture = { .scale = scale,
                        .paint = lt_map_print_paint,
                        .user_data = self,
                        .title = self->heading,
                        .made = self->made };

  lt_map_page_get_size (self->page.paper, &picture.width, &picture.height);
  return lt_picture_to_file (&picture, path, error);
}
