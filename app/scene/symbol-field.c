/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Zones and areas: each kind of zone has strokes of its own, so that a print without
 * colour tells them apart. */

#include "scene/scene-private.h"

#include <math.h>

#define HATCH_WIDTH 1.1

/* Which strokes a field is filled with, or'ed. */
enum
{
  CLIMBING = 1 << 0,
  FALLING = 1 << 1,
  LEVEL = 1 << 2,
  UPRIGHT = 1 << 3,
  BROKEN = 1 << 4, /* into dashes */
  DOTS = 1 << 5,   /* into dots */
};

static const guint strokes[N_ZONES] = {
  [ZONE_COAL_BAN] = CLIMBING,
  [ZONE_FUEL_BAN] = FALLING,
  [ZONE_BUILT_UP] = CLIMBING | FALLING,
  [ZONE_PLANNING] = LEVEL,
  [ZONE_CORRIDOR] = UPRIGHT,
  [ZONE_OFF_ROAD] = LEVEL | DOTS,
  [ZONE_FRINGE] = LEVEL | BROKEN,
  [ZONE_TRUCK_BAN] = LEVEL | UPRIGHT,
  [ZONE_GREEN_TRANSPORT] = CLIMBING | BROKEN,
  [ZONE_HOT_SPOT] = FALLING | BROKEN,
  [ZONE_KEY_PARK] = UPRIGHT | CLIMBING,
};

static guint
strokes_of (int variety)
{
  return variety >= 0 && variety < N_ZONES ? strokes[variety] : LEVEL;
}

/* The first stroke at or before @from of those that stand @step apart. */
static double
first_stroke (double from, double phase, double step)
{
  return from - fmod (fmod (from + phase, step) + step, step);
}

static void
trace_slanting (cairo_t *cr, const FieldLook *look, guint which, double step)
{
  const LtBox *extent = &look->extent;

  /* x + y = constant climbs to the right, x - y = constant falls. */
  if ((which & CLIMBING) != 0)
    for (double c =
             first_stroke (extent->min_x + extent->min_y, look->phase_x + look->phase_y, step);
         c < extent->max_x + extent->max_y; c += step)
      {
        cairo_move_to (cr, c - extent->min_y, extent->min_y);
        cairo_line_to (cr, c - extent->max_y, extent->max_y);
      }
  if ((which & FALLING) != 0)
    for (double c =
             first_stroke (extent->min_x - extent->max_y, look->phase_x - look->phase_y, step);
         c < extent->max_x - extent->min_y; c += step)
      {
        cairo_move_to (cr, c + extent->min_y, extent->min_y);
        cairo_line_to (cr, c + extent->max_y, extent->max_y);
      }
}

static void
trace_straight (cairo_t *cr, const FieldLook *look, guint which, double step)
{
  const LtBox *extent = &look->extent;

  if ((which & LEVEL) != 0)
    for (double c = first_stroke (extent->min_y, look->phase_y, step); c < extent->max_y; c += step)
      {
        /* Dashes and dots begin on the world's grid too. */
        cairo_move_to (cr, first_stroke (extent->min_x, look->phase_x, step), c);
        cairo_line_to (cr, extent->max_x, c);
      }
  if ((which & UPRIGHT) != 0)
    for (double c = first_stroke (extent->min_x, look->phase_x, step); c < extent->max_x; c += step)
      {
        cairo_move_to (cr, c, first_stroke (extent->min_y, look->phase_y, step));
        cairo_line_to (cr, c, extent->max_y);
      }
}

static void
paint_strokes (cairo_t *cr, const FieldLook *look, guint32 colour)
{
  guint which = strokes_of (look->variety);
  double step = look->older ? 2 * look->step : look->step;
  gboolean plain = look->style == LT_INK_PLAIN;
  const double dashes[] = { step * 0.4, step * 0.6 }, dots[] = { 0, step };

  trace_slanting (cr, look, which, step);
  trace_straight (cr, look, which, step);
  cairo_set_line_width (cr, HATCH_WIDTH);
  if ((which & BROKEN) != 0)
    cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  else if ((which & DOTS) != 0)
    {
      cairo_set_dash (cr, dots, G_N_ELEMENTS (dots), 0);
      cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
      cairo_set_line_width (cr, 2.4);
    }
  lt_ink_set (cr, colour, plain ? 0.75 : look->variety == ZONE_BUILT_UP ? 0.26 : 0.38);
  cairo_stroke (cr);
}

static void
paint_edge (cairo_t *cr, const FieldLook *look, guint32 colour)
{
  static const double dashes[] = { 7, 3 }, dots[] = { 1.6, 3 };

  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  lt_ink_set (cr, lt_palette_get (look->style)->rim, 0.6);
  cairo_set_line_width (cr, 3.6);
  cairo_stroke_preserve (cr);
  if (look->older)
    cairo_set_dash (cr, dots, G_N_ELEMENTS (dots), 0);
  else if (look->variety == ZONE_PLANNING)
    cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  lt_ink_set (cr, colour, 0.95);
  cairo_set_line_width (cr, 1.6);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

/**
 * lt_symbol_paint_field:
 * @cr: where; the outline is its current path, in pixels, and is used up
 * @look: what it is, and where hatching has to stand so that it stays where it is
 *   when the map is moved
 *
 * Fills and edges a zone. An older version has strokes further apart, and a dotted edge.
 */
void
lt_symbol_paint_field (cairo_t *cr, const FieldLook *look)
{
  guint32 colour = lt_palette_of_zone (lt_palette_get (look->style), look->variety);
  cairo_path_t *path = cairo_copy_path (cr);

  if (look->style != LT_INK_PLAIN)
    {
      lt_ink_set (cr, colour, look->style == LT_INK_DARK ? 0.10 : 0.07);
      cairo_fill (cr);
    }
  cairo_new_path (cr);
  if (!lt_box_is_empty (&look->extent))
    {
      cairo_save (cr);
      cairo_append_path (cr, path);
      cairo_clip (cr);
      paint_strokes (cr, look, colour);
      cairo_restore (cr);
    }
  cairo_append_path (cr, path);
  paint_edge (cr, look, colour);
  cairo_path_destroy (path);
}

/**
 * lt_symbol_paint_field_sample:
 * @cr: where
 * @kind: number of the kind of an outline
 * @variety: index of the choice; -1 for none
 * @x: middle, in pixels
 * @y: the same
 * @reach: half of its width
 * @style: which colours
 *
 * Paints what a legend shows of zones and areas.
 */
void
lt_symbol_paint_field_sample (cairo_t *cr,
                              guint kind,
                              int variety,
                              double x,
                              double y,
                              double reach,
                              LtInkStyle style)
{
  const LtPalette *palette = lt_palette_get (style);
  static const double dashes[] = { 5, 2, 1.5, 2 };
  LtBox extent = { x - reach, y - reach * 0.8, x + reach, y + reach * 0.8 };

  cairo_new_path (cr);
  cairo_rectangle (cr, extent.min_x, extent.min_y, extent.max_x - extent.min_x,
                   extent.max_y - extent.min_y);
  if (kind == KIND_ZONE)
    {
      FieldLook look = { .kind = kind,
                         .variety = variety,
                         .extent = extent,
                         .phase_x = -extent.min_x,
                         .phase_y = -extent.min_y,
                         .step = MIN (LT_HATCH_STEP, reach * 0.55),
                         .style = style };

      lt_symbol_paint_field (cr, &look);
      return;
    }
  lt_ink_set (cr, palette->land, 1);
  cairo_fill_preserve (cr);
  lt_ink_set (cr, palette->border, 1);
  cairo_set_line_width (cr, 1.4);
  cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}
