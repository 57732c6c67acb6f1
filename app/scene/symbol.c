/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scene/scene-private.h"

#include <math.h>

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
    case KIND_SITE:
      return LT_SYMBOL_MARK;
    case KIND_DUST_SITE:
      return LT_SYMBOL_CIRCLE;
    case KIND_RIVER:
    case KIND_CORRIDOR:
    case KIND_TRACK:
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
    case KIND_SITE:
      return 8.0;
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
  lt_ink_set (cr, palette->rim, 0.9);
  cairo_set_line_width (cr, line + 2.2);
  cairo_stroke_preserve (cr);
  lt_ink_set (cr, fill, 1);
  cairo_fill_preserve (cr);
  lt_ink_set (cr, edge, 1);
  cairo_set_line_width (cr, line);
  cairo_stroke (cr);
}

static void
paint_dot (cairo_t *cr, double x, double y, double radius, guint32 colour)
{
  cairo_new_path (cr);
  cairo_arc (cr, x, y, radius, 0, 2 * G_PI);
  lt_ink_set (cr, colour, 1);
  cairo_fill (cr);
}

/* Black or white, whichever stands out more (relative luminance of WCAG 2.1). */
static guint32
find_ink (guint32 fill)
{
  static const double shares[] = { 0.2126, 0.7152, 0.0722 };
  double luminance = 0;

  for (int i = 0; i < 3; i++)
    {
      double part = ((fill >> (16 - 8 * i)) & 0xff) / 255.0;

      luminance += shares[i] * (part <= 0.04045 ? part / 12.92 : pow ((part + 0.055) / 1.055, 2.4));
    }
  return (luminance + 0.05) / 0.05 > 1.05 / (luminance + 0.05) ? 0x000000 : 0xffffff;
}

/* A value's class fills the whole diamond; what kind of station it is, is then told by
 * its edge. Where there is no data it is hollow, its edge broken. */
static void
paint_station_value (cairo_t *cr,
                     const LtPalette *palette,
                     double x,
                     double y,
                     const PointLook *look)
{
  static const double dashes[] = { 2, 1.6 };
  /* A sign needs its room. */
  double reach =
      look->variety >= STATION_MICRO && look->sign == NULL ? look->reach * 0.8 : look->reach;
  double line = look->variety == STATION_NATIONAL ? 2.2 : 1.3;

  trace_diamond (cr, x, y, reach);
  lt_ink_set (cr, palette->rim, 0.9);
  cairo_set_line_width (cr, line + 2);
  cairo_stroke_preserve (cr);
  lt_ink_set (cr, look->missing ? palette->halo : look->fill, 1);
  cairo_fill_preserve (cr);
  lt_ink_set (cr, look->missing ? palette->missing : palette->station, 1);
  cairo_set_line_width (cr, line);
  if (look->missing)
    cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
  if (look->sign != NULL && !look->missing)
    lt_symbol_paint_sign (cr, look->sign, x, y, reach * 0.95, find_ink (look->fill));
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
      lt_ink_set (cr, colour, 1);
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
      lt_ink_set (cr, colour, 1);
      cairo_fill (cr);
      cairo_restore (cr);
    }
  else if (variety == MINE_CLOSED)
    {
      /* Struck through: the stroke reaches beyond the triangle. */
      cairo_move_to (cr, x - reach * 1.05, y + reach * 0.08);
      cairo_line_to (cr, x + reach * 1.05, y + reach * 0.08);
      lt_ink_set (cr, colour, 1);
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
      lt_ink_set (cr, colour, 1);
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

/* Its surface is the value; hollow where there is none. */
static void
paint_circle (cairo_t *cr, const LtPalette *palette, double x, double y, const PointLook *look)
{
  gboolean has_value = look->has_value && !look->missing;

  cairo_new_path (cr);
  cairo_arc (cr, x, y, look->reach, 0, 2 * G_PI);
  lt_ink_set (cr, palette->rim, 0.9);
  cairo_set_line_width (cr, 3.4);
  cairo_stroke_preserve (cr);
  if (has_value && look->has_fill)
    lt_ink_set (cr, look->fill, 0.85);
  else
    lt_ink_set (cr, has_value ? palette->dust : palette->halo, has_value ? 0.45 : 1);
  cairo_fill_preserve (cr);
  lt_ink_set (cr, palette->dust_edge, 1);
  cairo_set_line_width (cr, 1.5);
  cairo_stroke (cr);
  if (has_value)
    paint_dot (cr, x, y, 1.6, palette->dust_edge);
}

/**
 * lt_symbol_paint_cluster:
 * @cr: where
 * @x: middle
 * @y: middle
 * @count: how many places it stands for; written out, never rounded
 * @style: which colours
 */
void
lt_symbol_paint_cluster (cairo_t *cr, double x, double y, guint count, LtInkStyle style)
{
  const LtPalette *palette = lt_palette_get (style);
  double radius = lt_scene_cluster_radius (count), width, height;
  g_autofree char *text = g_strdup_printf ("%u", count);
  g_autoptr (PangoLayout) layout = NULL;
  PangoRectangle ink;

  cairo_new_path (cr);
  cairo_arc (cr, x, y, radius, 0, 2 * G_PI);
  lt_ink_set (cr, palette->cluster, 1);
  cairo_fill_preserve (cr);
  lt_ink_set (cr, palette->rim, 0.95);
  cairo_set_line_width (cr, 1.6);
  cairo_stroke (cr);

  layout = lt_letters_new (cr, text, count < 1000 ? 12 : count < 10000 ? 11 : 9, TRUE);
  pango_layout_get_extents (layout, &ink, NULL);
  width = pango_units_to_double (ink.width);
  height = pango_units_to_double (ink.height);
  lt_ink_set (cr, palette->cluster_text, 1);
  cairo_move_to (cr, x - width / 2 - pango_units_to_double (ink.x),
                 y - height / 2 - pango_units_to_double (ink.y));
  pango_cairo_show_layout (cr, layout);
  cairo_new_path (cr);
}

/**
 * lt_symbol_paint_point:
 * @cr: where
 * @x: middle, in pixels
 * @y: the same
 * @look: what it is, how large, and what its value makes of it
 *
 * Paints what stands at a point.
 */
void
lt_symbol_paint_point (cairo_t *cr, double x, double y, const PointLook *look)
{
  const LtPalette *palette = lt_palette_get (look->style);

  cairo_save (cr);
  cairo_new_path (cr);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_MITER);
  switch (look->kind)
    {
    case KIND_STATION:
      if (look->missing || look->has_fill)
        paint_station_value (cr, palette, x, y, look);
      else
        paint_station (cr, palette, look->variety, x, y, look->reach);
      break;
    case KIND_MINE:
      paint_mine (cr, palette, look->variety, x, y, look->reach);
      break;
    case KIND_TOWN:
      paint_town (cr, palette, x, y, look->reach);
      break;
    case KIND_DUST_SITE:
      paint_circle (cr, palette, x, y, look);
      break;
    case KIND_SITE:
      lt_symbol_paint_site (cr, palette, look->variety, x, y, look->reach);
      break;
    default:
      break;
    }
  cairo_restore (cr);
}

/* What a legend shows of a kind: a point, a bit of a line, a bit of a field. */
static void
paint_line_sample (cairo_t *cr,
                   guint kind,
                   int variety,
                   double x,
                   double y,
                   double reach,
                   LtInkStyle style)
{
  cairo_new_path (cr);
  cairo_move_to (cr, x - reach, y + reach * 0.3);
  cairo_curve_to (cr, x - reach * 0.3, y - reach * 0.9, x + reach * 0.3, y + reach * 0.9, x + reach,
                  y - reach * 0.3);
  lt_symbol_paint_line (cr, kind, variety, style);
}

/**
 * lt_scene_paint_symbol:
 * @cr: where
 * @kind: number of a kind
 * @variety: index of the choice that decides its symbol; -1 for none
 * @x: middle, in pixels
 * @y: middle, in pixels
 * @size: edge of the square it stands in, in pixels; 16 is as on the map
 * @style: which colours
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
                       LtInkStyle style)
{
  PointLook look = {
    .kind = kind, .variety = variety, .reach = size / 2, .has_value = TRUE, .style = style
  };

  if (kind == KIND_TOWN)
    look.reach *= 0.6;
  else if (kind == KIND_DUST_SITE)
    look.reach -= 1.7;
  cairo_save (cr);
  switch (lt_symbol_get_look (kind))
    {
    case LT_SYMBOL_MARK:
    case LT_SYMBOL_CIRCLE:
      lt_symbol_paint_point (cr, x, y, &look);
      break;
    case LT_SYMBOL_LINE:
      paint_line_sample (cr, kind, variety, x, y, size / 2, style);
      break;
    case LT_SYMBOL_FIELD:
      lt_symbol_paint_field_sample (cr, kind, variety, x, y, size / 2, style);
      break;
    case LT_SYMBOL_NONE:
    default:
      break;
    }
  cairo_restore (cr);
}
