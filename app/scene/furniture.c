/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What belongs to the picture and not to the ground: scale bar, mark and title. */

#include "scene/scene-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define EDGE        10.0
#define MARK_SIZE   12.0
#define TITLE_SIZE  14.0
#define BAR_HEIGHT  24.0
#define BAR_LONGEST 120.0

typedef PangoLayout *(*LayOutFunc) (const LtScene *scene, cairo_t *cr);

static PangoLayout *
lay_out_mark (const LtScene *scene, cairo_t *cr)
{
  return lt_letters_new (cr, scene->mark, MARK_SIZE, TRUE);
}

static PangoLayout *
lay_out_title (const LtScene *scene, cairo_t *cr)
{
  return lt_letters_new (cr, scene->title, TITLE_SIZE, TRUE);
}

/* Room for a line with its rim, at the picture's left or right, top or bottom. */
static PixelBox
box_of_line (PangoLayout *layout, const LtSceneView *view, gboolean right, gboolean bottom)
{
  PangoRectangle logical;
  double width, height;

  pango_layout_get_extents (layout, NULL, &logical);
  width = pango_units_to_double (logical.width) + 12;
  height = pango_units_to_double (logical.height) + 4;
  return (PixelBox){ right ? view->width - EDGE - width : EDGE,
                     bottom ? view->height - EDGE - height : EDGE, width, height };
}

/**
 * lt_scene_mark_box:
 *
 * Returns: where the mark stands; without extent where there is none
 */
PixelBox
lt_scene_mark_box (const LtScene *scene, cairo_t *cr, const LtSceneView *view)
{
  g_autoptr (PangoLayout) layout = NULL;

  if (scene->mark == NULL || *scene->mark == '\0')
    return (PixelBox){ 0 };
  layout = lay_out_mark (scene, cr);
  return box_of_line (layout, view, TRUE, TRUE);
}

/**
 * lt_scene_title_box:
 *
 * Returns: where the title stands; without extent where there is none
 */
PixelBox
lt_scene_title_box (const LtScene *scene, cairo_t *cr, const LtSceneView *view)
{
  g_autoptr (PangoLayout) layout = NULL;

  if (scene->title == NULL)
    return (PixelBox){ 0 };
  layout = lay_out_title (scene, cr);
  return box_of_line (layout, view, FALSE, FALSE);
}

/* The longest of 1, 2 or 5 times a power of ten metres that still fits */
static double
round_length (double metres)
{
  double power = pow (10, floor (log10 (metres)));

  return power * (metres >= 5 * power ? 5 : metres >= 2 * power ? 2 : 1);
}

/**
 * lt_scene_view_get_scale:
 * @self: a view
 * @longest: pixels that a scale bar may be long
 * @length: (out): pixels that it is long
 *
 * Returns: (transfer full): how far that is on the ground, in words: "20 km"
 */
char *
lt_scene_view_get_scale (const LtSceneView *self, double longest, double *length)
{
  double metres_per_pixel = lt_scene_view_metres_per_pixel (self);
  double metres = round_length (longest * metres_per_pixel);

  *length = metres / metres_per_pixel;
  return metres >= 1000 ? g_strdup_printf (_ ("%.0f km"), metres / 1000)
                        : g_strdup_printf (_ ("%.0f m"), metres);
}

/**
 * lt_scene_scale_bar_box:
 *
 * Returns: where the scale bar stands; without extent where there is none
 */
PixelBox
lt_scene_scale_bar_box (const LtScene *scene, const LtSceneView *view)
{
  if (!scene->scale_bar)
    return (PixelBox){ 0 };
  return (PixelBox){ EDGE, view->height - EDGE - BAR_HEIGHT, BAR_LONGEST + 24, BAR_HEIGHT };
}

static void
paint_line (cairo_t *cr,
            LayOutFunc lay_out,
            const LtScene *scene,
            const PixelBox *box,
            guint32 colour)
{
  g_autoptr (PangoLayout) layout = NULL;

  if (box->width <= 0)
    return;
  layout = lay_out (scene, cr);
  cairo_new_path (cr);
  cairo_rectangle (cr, box->x, box->y, box->width, box->height);
  lt_ink_set (cr, lt_palette_get (scene->style)->halo, 0.85);
  cairo_fill_preserve (cr);
  lt_ink_set (cr, colour, 0.9);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
  lt_ink_set (cr, colour, 1);
  cairo_move_to (cr, box->x + 6, box->y + 2);
  pango_cairo_show_layout (cr, layout);
  cairo_new_path (cr);
}

static void
paint_scale_bar (const LtScene *scene,
                 cairo_t *cr,
                 const LtSceneView *view,
                 const LtPalette *palette)
{
  PixelBox box = lt_scene_scale_bar_box (scene, view);
  double length, bottom = box.y + box.height - 4;
  g_autofree char *text = NULL;
  g_autoptr (PangoLayout) layout = NULL;

  if (box.width <= 0)
    return;
  text = lt_scene_view_get_scale (view, BAR_LONGEST, &length);
  layout = lt_letters_new (cr, text, 11, FALSE);
  for (int i = 0; i < 2; i++)
    {
      cairo_new_path (cr);
      cairo_move_to (cr, box.x + 2, bottom - 6);
      cairo_line_to (cr, box.x + 2, bottom);
      cairo_line_to (cr, box.x + 2 + length, bottom);
      cairo_line_to (cr, box.x + 2 + length, bottom - 6);
      lt_ink_set (cr, i == 0 ? palette->halo : palette->text, i == 0 ? 0.8 : 1);
      cairo_set_line_width (cr, i == 0 ? 4 : 1.5);
      cairo_stroke (cr);
    }
  lt_letters_paint_with_halo (cr, layout, box.x + 7, bottom - 19, palette->text, palette->halo);
}

/**
 * lt_scene_paint_furniture:
 *
 * Paints the scale bar, the mark, the title and the legend.
 */
void
lt_scene_paint_furniture (const LtScene *scene, cairo_t *cr, const LtSceneView *view)
{
  const LtPalette *palette = lt_palette_get (scene->style);
  PixelBox mark = lt_scene_mark_box (scene, cr, view);
  PixelBox title = lt_scene_title_box (scene, cr, view);

  paint_scale_bar (scene, cr, view, palette);
  paint_line (cr, lay_out_mark, scene, &mark, palette->mark);
  paint_line (cr, lay_out_title, scene, &title, palette->text);
  lt_scene_paint_legend (scene, cr, view);
}
