/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a whole area's value looks like: a tint of its own, and a screen of dots that are
 * the larger the higher the class. Nothing at a point is painted so, and without colour
 * the dots alone tell the classes. */

#include "scene/scene-private.h"

#include <math.h>

#define STEP     6.0 /* pixels between two dots of a row */
#define SMALLEST 0.9
#define LARGEST  1.7

static gboolean
is_of_pixels (cairo_t *cr)
{
  return cairo_surface_get_type (cairo_get_group_target (cr)) == CAIRO_SURFACE_TYPE_IMAGE;
}

/* Pixels for each of the layout. */
static double
get_fineness (cairo_t *cr)
{
  double x = 1, y = 0;

  cairo_user_to_device_distance (cr, &x, &y);
  return hypot (x, y);
}

static double
radius_of_level (const LtSceneScale *scale, guint level)
{
  return SMALLEST + (LARGEST - SMALLEST) * MIN (level, scale->n_breaks) / MAX (scale->n_breaks, 1);
}

/* One dot in the middle and a quarter of one in each corner. */
static cairo_surface_t *
paint_tile (int side, double radius, guint32 colour, double alpha)
{
  static const double at[][2] = { { 0.5, 0.5 }, { 0, 0 }, { 1, 0 }, { 0, 1 }, { 1, 1 } };
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, side, side);
  cairo_t *cr = cairo_create (surface);

  /* In the middle of a pixel, where a small dot is one dark pixel and not four pale ones. */
  cairo_translate (cr, 0.5, 0.5);
  cairo_scale (cr, side / STEP, side / STEP);
  lt_ink_set (cr, colour, alpha);
  for (guint i = 0; i < G_N_ELEMENTS (at); i++)
    {
      cairo_new_sub_path (cr);
      cairo_arc (cr, at[i][0] * STEP, at[i][1] * STEP, radius, 0, 2 * G_PI);
    }
  cairo_fill (cr);
  cairo_destroy (cr);
  return surface;
}

/* A whole pixel, or the dots would blur. */
static double
place_phase (double phase, double fineness)
{
  return round (fmod (phase, STEP) * fineness) / fineness;
}

/* On pixels: a tile of dots, repeated. */
static void
paint_tiles (cairo_t *cr,
             double radius,
             double phase_x,
             double phase_y,
             guint32 colour,
             double alpha)
{
  double fineness = get_fineness (cr);
  int side = MAX ((int) lround (STEP * fineness), 4);
  cairo_surface_t *tile = paint_tile (side, radius, colour, alpha);
  cairo_pattern_t *dots = cairo_pattern_create_for_surface (tile);
  cairo_matrix_t matrix;

  cairo_matrix_init_scale (&matrix, side / STEP, side / STEP);
  cairo_matrix_translate (&matrix, place_phase (phase_x, fineness),
                          place_phase (phase_y, fineness));
  cairo_pattern_set_matrix (dots, &matrix);
  cairo_pattern_set_extend (dots, CAIRO_EXTEND_REPEAT);
  cairo_set_source (cr, dots);
  cairo_fill_preserve (cr);
  cairo_pattern_destroy (dots);
  cairo_surface_destroy (tile);
}

/* On paper: rows of dots that stay what they are at every size. */
static void
paint_rows (cairo_t *cr,
            double radius,
            double phase_x,
            double phase_y,
            guint32 colour,
            double alpha)
{
  static const double dashes[] = { 0, STEP };
  cairo_path_t *path = cairo_copy_path (cr);
  double left, top, right, bottom;
  gint64 row;

  cairo_save (cr);
  cairo_clip (cr);
  cairo_clip_extents (cr, &left, &top, &right, &bottom);
  row = (gint64) floor ((top + phase_y) / (STEP / 2));
  for (; row * STEP / 2 - phase_y <= bottom + radius; row++)
    {
      double off = fmod (left + phase_x + (row % 2 == 0 ? 0 : STEP / 2), STEP);

      cairo_move_to (cr, left - off - STEP, row * STEP / 2 - phase_y);
      cairo_line_to (cr, right + STEP, row * STEP / 2 - phase_y);
    }
  cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_width (cr, 2 * radius);
  lt_ink_set (cr, colour, alpha);
  cairo_stroke (cr);
  cairo_restore (cr);
  cairo_new_path (cr);
  cairo_append_path (cr, path);
  cairo_path_destroy (path);
}

/**
 * lt_scene_shade_area:
 * @cr: where; its path is filled, and kept
 * @scale: the classes
 * @level: one of them
 * @phase_x: pixels from the world's west to the picture's left edge, so that the dots stay
 *   where they are when the map is moved
 * @phase_y: the same from the north
 * @style: which colours
 */
void
lt_scene_shade_area (cairo_t *cr,
                     const LtSceneScale *scale,
                     guint level,
                     double phase_x,
                     double phase_y,
                     LtInkStyle style)
{
  const LtPalette *palette = lt_palette_get (style);
  gboolean plain = style == LT_INK_PLAIN;
  double radius = radius_of_level (scale, level), alpha = plain ? 0.75 : 0.5;

  if (!plain)
    {
      lt_ink_set (cr, lt_palette_of_area (palette, scale, level), LT_SHADING);
      cairo_fill_preserve (cr);
    }
  if (is_of_pixels (cr))
    paint_tiles (cr, radius, phase_x, phase_y, palette->dust_edge, alpha);
  else
    paint_rows (cr, radius, phase_x, phase_y, palette->dust_edge, alpha);
}
