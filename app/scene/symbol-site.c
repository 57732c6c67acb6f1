/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Supervised places: a house, which nothing else is, with the character that an
 * officer would write into it. */

#include "scene/scene-private.h"

/* In the order of the choices in model/kinds-places.c. */
static const char *const signs[] = {
  "工", "企", "锅", "窑", "焦", "电", "煤", "油", "库", "堆",
  "裸", "矸", "暖", "机", "闸", "检", "餐", "秸", "火",
};

static void
trace_house (cairo_t *cr, double x, double y, double reach)
{
  cairo_new_path (cr);
  cairo_move_to (cr, x, y - reach);
  cairo_line_to (cr, x + reach * 0.95, y - reach * 0.35);
  cairo_line_to (cr, x + reach * 0.95, y + reach * 0.95);
  cairo_line_to (cr, x - reach * 0.95, y + reach * 0.95);
  cairo_line_to (cr, x - reach * 0.95, y - reach * 0.35);
  cairo_close_path (cr);
}

/**
 * lt_symbol_paint_sign:
 * @cr: where
 * @sign: a character
 * @x: middle of it, in pixels
 * @y: the same
 * @size: of its letters
 * @colour: its colour
 *
 * Paints the character that a symbol bears.
 */
void
lt_symbol_paint_sign (cairo_t *cr,
                      const char *sign,
                      double x,
                      double y,
                      double size,
                      guint32 colour)
{
  g_autoptr (PangoLayout) layout = lt_letters_new (cr, sign, size, TRUE);
  PangoRectangle ink;

  pango_layout_get_extents (layout, &ink, NULL);
  lt_ink_set (cr, colour, 1);
  cairo_move_to (cr, x - pango_units_to_double (ink.x) - pango_units_to_double (ink.width) / 2,
                 y - pango_units_to_double (ink.y) - pango_units_to_double (ink.height) / 2);
  pango_cairo_show_layout (cr, layout);
  cairo_new_path (cr);
}

/**
 * lt_symbol_paint_site:
 * @cr: where
 * @palette: which colours
 * @variety: index of its kind; -1 for none
 * @x: middle, in pixels
 * @y: the same
 * @reach: half of its height
 */
void
lt_symbol_paint_site (cairo_t *cr,
                      const LtPalette *palette,
                      int variety,
                      double x,
                      double y,
                      double reach)
{
  trace_house (cr, x, y, reach);
  lt_ink_set (cr, palette->rim, 0.9);
  cairo_set_line_width (cr, 2.4);
  cairo_stroke_preserve (cr);
  lt_ink_set (cr, palette->site, 1);
  cairo_fill (cr);
  if (variety >= 0 && variety < (int) G_N_ELEMENTS (signs))
    lt_symbol_paint_sign (cr, signs[variety], x, y + reach * 0.17, reach * 1.42, palette->rim);
  else
    {
      cairo_rectangle (cr, x - reach * 0.25, y + reach * 0.1, reach * 0.5, reach * 0.85);
      lt_ink_set (cr, palette->rim, 1);
      cairo_fill (cr);
    }
}
