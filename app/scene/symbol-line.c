/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Rivers, corridors and tracks. */

#include "scene/scene-private.h"

static void
stroke_twice (cairo_t *cr, guint32 casing, guint32 colour, double width, double edge)
{
  lt_ink_set (cr, casing, 1);
  cairo_set_line_width (cr, width + 2 * edge);
  cairo_stroke_preserve (cr);
  lt_ink_set (cr, colour, 1);
  cairo_set_line_width (cr, width);
}

/* Roads are wider the more they carry; a railway is a black and white ribbon. */
static void
paint_corridor (cairo_t *cr, const LtPalette *palette, int variety)
{
  static const double ribbon[] = { 7, 7 }, dashes[] = { 5, 3 };

  cairo_set_line_cap (cr, CAIRO_LINE_CAP_BUTT);
  switch (variety)
    {
    case CORRIDOR_RAILWAY:
      stroke_twice (cr, palette->town, palette->halo, 2.2, 1);
      cairo_set_dash (cr, ribbon, G_N_ELEMENTS (ribbon), 0);
      break;
    case CORRIDOR_EXPRESSWAY:
      stroke_twice (cr, palette->road, palette->halo, 4, 1.6);
      cairo_stroke_preserve (cr);
      lt_ink_set (cr, palette->road, 1);
      cairo_set_line_width (cr, 1);
      break;
    case CORRIDOR_STREET:
      stroke_twice (cr, palette->road, palette->halo, 1.6, 1);
      break;
    case CORRIDOR_HAUL_ROAD:
      stroke_twice (cr, palette->halo, palette->road, 2.4, 1);
      cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
      break;
    default:
      stroke_twice (cr, palette->halo, palette->road, 2.6, 1);
      break;
    }
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

static void
paint_track (cairo_t *cr, const LtPalette *palette)
{
  static const double dots[] = { 0, 5 };

  cairo_set_dash (cr, dots, G_N_ELEMENTS (dots), 0);
  stroke_twice (cr, palette->halo, palette->track, 2.6, 0.9);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

/**
 * lt_symbol_paint_line:
 * @cr: where; the line is its current path, in pixels, and is used up
 * @kind: number of its kind
 * @variety: index of the choice; -1 for none
 * @style: which colours
 *
 * Strokes a line.
 */
void
lt_symbol_paint_line (cairo_t *cr, guint kind, int variety, LtInkStyle style)
{
  const LtPalette *palette = lt_palette_get (style);

  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  switch (kind)
    {
    case KIND_CORRIDOR:
      paint_corridor (cr, palette, variety);
      break;
    case KIND_TRACK:
      paint_track (cr, palette);
      break;
    default:
      lt_ink_set (cr, palette->water, 1);
      cairo_set_line_width (cr, 2.2);
      cairo_stroke (cr);
      break;
    }
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_BUTT);
}
