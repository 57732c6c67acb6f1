/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The map on paper: the window prints and saves it here, and `lantianctl map --paper`. */

#include "work/map-print.h"

#include "base/civil-time.h"
#include "geo/datum.h"
#include "ink/letters.h"
#include "ink/picture.h"
#include "scene/palette.h"
#include "work/base-picture.h"

#include <glib/gi18n-lib.h>

/* Tiles for each pixel of the layout: a printer is finer than a screen. */
#define FINE 2

struct _LtMapPrint
{
  LtMapPage page;
  LtScene *scene;
  char *heading;
  char *title;
  char *foot;
  char *made;
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
  guint32 ground;
  GCancellable *cancellable;
} Beneath;

static void
on_paint_beneath (cairo_t *cr, gpointer user_data)
{
  const Beneath *beneath = user_data;

  lt_ink_set (cr, beneath->ground, 1);
  cairo_paint (cr);
  lt_base_painter_paint (beneath->painter, cr, &beneath->view, beneath->cancellable);
}

static cairo_surface_t *
paint_beneath (LtBasemap *basemap,
               const LtSceneView *view,
               guint32 ground,
               GCancellable *cancellable,
               gboolean *has_gaps)
{
  g_autoptr (LtBasePainter) painter = lt_base_painter_new (basemap);
  Beneath beneath = { painter, *view, ground, cancellable };
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
  g_autoptr (LtMapPrint) self = g_new0 (LtMapPrint, 1);
  g_autofree char *second = lt_second_of (sheet->made);
  LtMapSheet framed = *sheet;
  LtMapWish over = *wish;
  LtSceneView fine;

  over.transparent = sheet->basemap != NULL;
  framed.legend = FALSE;
  self->page.paper = sheet->paper;
  lt_map_page_get_frame (sheet->paper, &framed.width, &framed.height);
  framed.scale = 1;
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
        paint_beneath (sheet->basemap, &self->page.view, lt_palette_get (wish->style)->ground,
                       cancellable, &self->has_gaps);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  self->heading = describe_bureau (store);
  self->title = lt_work_map_title (wish, lt_scene_get_remark (self->scene));
  self->foot = describe_foot (sheet, self->has_gaps);
  self->made = g_strconcat (second, "+08:00", NULL);
  self->page.scene = self->scene;
  self->page.heading = self->heading;
  self->page.title = self->title;
  self->page.foot = self->foot;
  return g_steal_pointer (&self);
}

void
lt_map_print_free (LtMapPrint *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->scene, lt_scene_unref);
  g_clear_pointer (&self->page.beneath, cairo_surface_destroy);
  g_free (self->heading);
  g_free (self->title);
  g_free (self->foot);
  g_free (self->made);
  g_free (self);
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
