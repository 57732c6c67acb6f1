/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scene/scene-private.h"

#include <math.h>

#define HATCH_WIDTH 1.1

/**
 * lt_symbol_get_look:
 * @kind: number of a kind
 *
 * Returns: what the kind is on a map
 */
LtSymbolLook
lt_symbol_get_look (guint kind)
{
  switch (kind)
    {
    case KIND_STATION:
    case KIND_MINE:
    case KIND_TOWN:
      return LT_SYMBOL_MARK;
    case KIND_DUST_SITE:
      return LT_SYMBOL_CIRCLE;
    case KIND_RIVER:
      return LT_SYMBOL_LINE;
    case KIND_AREA:
    case KIND_ZONE:
      return LT_SYMBOL_FIELD;
    default:
      return LT_SYMBOL_NONE;
    }
}

/**
 * lt_symbol_get_reach:
 *
 * Returns: half of the size, in pixels, of the kind's symbol on the map
 */
double
lt_symbol_get_reach (guint kind)
{
  switch (kind)
    {
    case KIND_STATION:
      return 8.0;
    case KIND_MINE:
      return 7.5;
    case KIND_TOWN:
      return 3.5;
    default:
      return 5.0;
    }
}

static void
trace_diamond (cairo_t *cr, double x, double y, double reach)
{
  cairo_new_path (cr);
  cairo_move_to (cr, x, y - reach);
  cairo_line_to (cr, x + reach, y);
  cairo_line_to (cr, x, y + reach);
  cairo_line_to (cr, x - reach, y);
  cairo_close_path (cr);
}

/* Upright, its centre of gravity at x, y, so that its tip is `reach` above. */
static void
trace_triangle (cairo_t *cr, double x, double y, double reach)
{
  double half = reach * 0.95, base = y + reach * 0.62;

  cairo_new_path (cr);
  cairo_move_to (cr, x, y - reach * 0.95);
  cairo_line_to (cr, x + half, base);
  cairo_line_to (cr, x - half, base);
  cairo_close_path (cr);
}

/* A rim in the colour of the ground parts a symbol from what it lies on. */
static void
paint_body (cairo_t *cr, const LtPalette *palette, guint32 fill, guint32 edge, double line)
{
  lt_palette_set (cr, palette->rim, 0.9);
  cairo_set_line_width (cr, line + 2.2);
  cairo_stroke_preserve (cr);
  lt_palette_set (cr, fill, 1);
  cairo_fill_preserve (cr);
  lt_palette_set (cr, edge, 1);
  cairo_set_line_width (cr, line);
  cairo_stroke (cr);
}

static void
paint_dot (cairo_t *cr, double x, double y, double radius, guint32 colour)
{
  cairo_new_path (cr);
  cairo_arc (cr, x, y, radius, 0, 2 * G_PI);
  lt_palette_set (cr, colour, 1);
  cairo_fill (cr);
}

static void
paint_station (cairo_t *cr, const LtPalette *palette, int variety, double x, double y, double reach)
{
  guint32 colour = palette->station;
  double line = MAX (reach * 0.2, 1.0);

  if (variety >= STATION_MICRO)
    reach *= 0.7;
  trace_diamond (cr, x, y, reach - line / 2);
  paint_body (cr, palette, variety == STATION_NATIONAL ? colour : palette->halo, colour, line);
  if (variety == STATION_COUNTY)
    {
      cairo_new_path (cr);
      cairo_move_to (cr, x, y - reach + line);
      cairo_line_to (cr, x - reach + line, y);
      cairo_line_to (cr, x, y + reach - line);
      cairo_close_path (cr);
      lt_palette_set (cr, colour, 1);
      cairo_fill (cr);
    }
  else if (variety == STATION_TOWNSHIP)
    paint_dot (cr, x, y, reach * 0.26, colour);
}

static void
paint_mine (cairo_t *cr, const LtPalette *palette, int variety, double x, double y, double reach)
{
  guint32 colour = lt_palette_of_mine (palette, variety);
  double line = MAX (reach * 0.2, 1.0), base = y + reach * 0.62;

  trace_triangle (cr, x, y, reach - line / 2);
  paint_body (cr, palette, variety == MINE_OPERATING ? colour : palette->halo, colour, line);
  if (variety == MINE_SUSPENDED)
    {
      cairo_save (cr);
      cairo_rectangle (cr, x - reach, y - reach, reach, reach * 2);
      cairo_clip (cr);
      trace_triangle (cr, x, y, reach - line / 2);
      lt_palette_set (cr, colour, 1);
      cairo_fill (cr);
      cairo_restore (cr);
    }
  else if (variety == MINE_CLOSED)
    {
      /* Struck through: the stroke reaches beyond the triangle. */
      cairo_move_to (cr, x - reach * 1.05, y + reach * 0.08);
      cairo_line_to (cr, x + reach * 1.05, y + reach * 0.08);
      lt_palette_set (cr, colour, 1);
      cairo_set_line_width (cr, line);
      cairo_stroke (cr);
    }
  else if (variety == MINE_RESTORED)
    {
      /* A seedling: a stem with two leaves */
      cairo_move_to (cr, x, base - line);
      cairo_line_to (cr, x, y - reach * 0.1);
      cairo_move_to (cr, x - reach * 0.38, y + reach * 0.02);
      cairo_curve_to (cr, x - reach * 0.3, y + reach * 0.3, x, y + reach * 0.3, x,
                      y + reach * 0.34);
      cairo_curve_to (cr, x, y + reach * 0.3, x + reach * 0.3, y + reach * 0.3, x + reach * 0.38,
                      y + reach * 0.02);
      lt_palette_set (cr, colour, 1);
      cairo_set_line_width (cr, line);
      cairo_stroke (cr);
    }
}

static void
paint_town (cairo_t *cr, const LtPalette *palette, double x, double y, double reach)
{
  cairo_new_path (cr);
  cairo_rectangle (cr, x - reach + 0.5, y - reach + 0.5, 2 * reach - 1, 2 * reach - 1);
  paint_body (cr, palette, palette->halo, palette->town, MAX (reach * 0.35, 1));
}

/**
 * lt_symbol_paint_circle:
 * @cr: where
 * @x: middle
 * @y: middle
 * @radius: in pixels
 * @has_value: whether a value decided the radius; else the circle is hollow
 * @dark: which colours
 */
void
lt_symbol_paint_circle (cairo_t *cr,
                        double x,
                        double y,
                        double radius,
                        gboolean has_value,
                        gboolean dark)
{
  const LtPalette *palette = lt_palette_get (dark);

  cairo_new_path (cr);
  cairo_arc (cr, x, y, radius, 0, 2 * G_PI);
  lt_palette_set (cr, palette->rim, 0.9);
  cairo_set_line_width (cr, 3.4);
  cairo_stroke_preserve (cr);
  lt_palette_set (cr, has_value ? palette->dust : palette->halo, has_value ? 0.45 : 1);
  cairo_fill_preserve (cr);
  lt_palette_set (cr, palette->dust_edge, 1);
  cairo_set_line_width (cr, 1.5);
  cairo_stroke (cr);
  if (has_value)
    paint_dot (cr, x, y, 1.6, palette->dust_edge);
}

static void
trace_hatching (cairo_t *cr,
                const LtBox *extent,
                double phase_x,
                double phase_y,
                double step,
                int variety)
{
  /* x + y = constant climbs to the right, x - y = constant falls. */
  if (variety == ZONE_COAL_BAN || variety == ZONE_BUILT_UP)
    {
      double start = extent->min_x + extent->min_y;

      start -= fmod (fmod (start + phase_x + phase_y, step) + step, step);
      for (double c = start; c < extent->max_x + extent->max_y; c += step)
        {
          cairo_move_to (cr, c - extent->min_y, extent->min_y);
          cairo_line_to (cr, c - extent->max_y, extent->max_y);
        }
    }
  if (variety == ZONE_FUEL_BAN || variety == ZONE_BUILT_UP)
    {
      double start = extent->min_x - extent->max_y;

      start -= fmod (fmod (start + phase_x - phase_y, step) + step, step);
      for (double c = start; c < extent->max_x - extent->min_y; c += step)
        {
          cairo_move_to (cr, c + extent->min_y, extent->min_y);
          cairo_line_to (cr, c + extent->max_y, extent->max_y);
        }
    }
  if (variety != ZONE_COAL_BAN && variety != ZONE_FUEL_BAN && variety != ZONE_BUILT_UP)
    {
      double start = extent->min_y;

      start -= fmod (fmod (start + phase_y, step) + step, step);
      for (double c = start; c < extent->max_y; c += step)
        {
          cairo_move_to (cr, extent->min_x, c);
          cairo_line_to (cr, extent->max_x, c);
        }
    }
}

/**
 * lt_symbol_paint_figure:
 * @cr: where; the outline is its current path, in pixels, and is used up
 * @kind: number of the kind
 * @variety: index of the choice, -1 for none
 * @extent: what of it is seen, in pixels
 * @phase_x: pixels from the world's west to the picture's left edge, so that hatching stays where
 *   it is when the map is moved
 * @phase_y: the same from the north
 * @step: pixels between two strokes
 * @dark: which colours
 *
 * Fills and edges a zone: each kind of zone has its own direction of strokes.
 */
void
lt_symbol_paint_figure (cairo_t *cr,
                        guint kind,
                        int variety,
                        const LtBox *extent,
                        double phase_x,
                        double phase_y,
                        double step,
                        gboolean dark)
{
  const LtPalette *palette = lt_palette_get (dark);
  guint32 colour = lt_palette_of_zone (palette, variety);
  cairo_path_t *path = cairo_copy_path (cr);
  static const double dashes[] = { 7, 3 };

  lt_palette_set (cr, colour, dark ? 0.10 : 0.07);
  cairo_fill (cr);
  if (!lt_box_is_empty (extent))
    {
      cairo_save (cr);
      cairo_append_path (cr, path);
      cairo_clip (cr);
      trace_hatching (cr, extent, phase_x, phase_y, step, variety);
      lt_palette_set (cr, colour, variety == ZONE_BUILT_UP ? 0.26 : 0.38);
      cairo_set_line_width (cr, HATCH_WIDTH);
      cairo_stroke (cr);
      cairo_restore (cr);
    }
  cairo_append_path (cr, path);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  lt_palette_set (cr, palette->rim, 0.6);
  cairo_set_line_width (cr, 3.6);
  cairo_stroke_preserve (cr);
  if (variety == ZONE_PLANNING)
    cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  lt_palette_set (cr, colour, 0.95);
  cairo_set_line_width (cr, 1.6);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
  cairo_path_destroy (path);
}

/**
 * lt_symbol_paint_cluster:
 * @cr: where
 * @x: middle
 * @y: middle
 * @count: how many places it stands for; written out, never rounded
 * @dark: which colours
 */
void
lt_symbol_paint_cluster (cairo_t *cr, double x, double y, guint count, gboolean dark)
{
  const LtPalette *palette = lt_palette_get (dark);
  double radius = lt_scene_cluster_radius (count), width, height;
  g_autofree char *text = g_strdup_printf ("%u", count);
  g_autoptr (PangoLayout) layout = NULL;
  PangoRectangle ink;

  cairo_new_path (cr);
  cairo_arc (cr, x, y, radius, 0, 2 * G_PI);
  lt_palette_set (cr, palette->cluster, 1);
  cairo_fill_preserve (cr);
  lt_palette_set (cr, palette->rim, 0.95);
  cairo_set_line_width (cr, 1.6);
  cairo_stroke (cr);

  layout = lt_scene_text_new (cr, text, count < 1000 ? 12 : count < 10000 ? 11 : 9, TRUE);
  pango_layout_get_extents (layout, &ink, NULL);
  width = pango_units_to_double (ink.width);
  height = pango_units_to_double (ink.height);
  lt_palette_set (cr, palette->cluster_text, 1);
  cairo_move_to (cr, x - width / 2 - pango_units_to_double (ink.x),
                 y - height / 2 - pango_units_to_double (ink.y));
  pango_cairo_show_layout (cr, layout);
  cairo_new_path (cr);
}

static void
paint_sample_of_field (cairo_t *cr,
                       guint kind,
                       int variety,
                       double x,
                       double y,
                       double reach,
                       gboolean dark)
{
  const LtPalette *palette = lt_palette_get (dark);
  static const double dashes[] = { 5, 2, 1.5, 2 };
  LtBox extent = { x - reach, y - reach * 0.8, x + reach, y + reach * 0.8 };

  cairo_new_path (cr);
  cairo_rectangle (cr, extent.min_x, extent.min_y, extent.max_x - extent.min_x,
                   extent.max_y - extent.min_y);
  if (kind == KIND_ZONE)
    {
      lt_symbol_paint_figure (cr, kind, variety, &extent, -extent.min_x, -extent.min_y,
                              MIN (LT_HATCH_STEP, reach * 0.55), dark);
      return;
    }
  lt_palette_set (cr, palette->land, 1);
  cairo_fill_preserve (cr);
  lt_palette_set (cr, palette->border, 1);
  cairo_set_line_width (cr, 1.4);
  cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

/**
 * lt_scene_paint_symbol:
 * @cr: where
 * @kind: number of a kind
 * @variety: index of the choice that decides its symbol; -1 for none
 * @x: middle, in pixels
 * @y: middle, in pixels
 * @size: edge of the square it stands in, in pixels; 16 is as on the map
 * @dark: which colours
 *
 * Paints the symbol of a legend, a list or a selection. What is painted is what
 * the map shows.
 */
void
lt_scene_paint_symbol (cairo_t *cr,
                       guint kind,
                       int variety,
                       double x,
                       double y,
                       double size,
                       gboolean dark)
{
  const LtPalette *palette = lt_palette_get (dark);
  double reach = size / 2;

  cairo_save (cr);
  cairo_new_path (cr);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_MITER);
  switch (kind)
    {
    case KIND_STATION:
      paint_station (cr, palette, variety, x, y, reach);
      break;
    case KIND_MINE:
      paint_mine (cr, palette, variety, x, y, reach);
      break;
    case KIND_TOWN:
      paint_town (cr, palette, x, y, reach * 0.6);
      break;
    case KIND_DUST_SITE:
      lt_symbol_paint_circle (cr, x, y, reach - 1.7, TRUE, dark);
      break;
    case KIND_RIVER:
      cairo_move_to (cr, x - reach, y + reach * 0.3);
      cairo_curve_to (cr, x - reach * 0.3, y - reach * 0.9, x + reach * 0.3, y + reach * 0.9,
                      x + reach, y - reach * 0.3);
      cairo_set_line_width (cr, 2.2);
      lt_palette_set (cr, palette->water, 1);
      cairo_stroke (cr);
      break;
    case KIND_AREA:
    case KIND_ZONE:
      paint_sample_of_field (cr, kind, variety, x, y, reach, dark);
      break;
    default:
      break;
    }
  cairo_restore (cr);
}
