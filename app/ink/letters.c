/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Letters that look the same on every screen and on paper. */

#include "ink/letters.h"

#define FAMILIES "Noto Sans CJK SC, Cantarell, sans-serif"

static const double around[][2] = { { -1.5, 0 }, { 1.5, 0 }, { 0, -1.5 }, { 0, 1.5 },
                                    { -1, -1 },  { 1, -1 },  { -1, 1 },   { 1, 1 } };

/* Names as fine on a screen as on paper, and at the same places: no hinting,
 * whatever the settings of the desktop are. */
static void
set_options (PangoContext *context)
{
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (context, options);
  cairo_font_options_destroy (options);
  pango_context_set_round_glyph_positions (context, FALSE);
  /* Han characters in their mainland form */
  pango_context_set_language (context, pango_language_from_string ("zh-cn"));
  pango_context_set_base_dir (context, PANGO_DIRECTION_LTR);
}

/* In a picture of pixels the letters are stamped around themselves, which takes a
 * fifth of the time of stroking their outlines; on paper they are stroked, so
 * that the text stands there once. */
static void
paint_halo (cairo_t *cr, PangoLayout *letters, double x, double y, guint32 colour)
{
  lt_ink_set (cr, colour, 0.92);
  if (cairo_surface_get_type (cairo_get_group_target (cr)) == CAIRO_SURFACE_TYPE_IMAGE)
    {
      for (guint i = 0; i < G_N_ELEMENTS (around); i++)
        {
          cairo_move_to (cr, x + around[i][0], y + around[i][1]);
          pango_cairo_show_layout (cr, letters);
        }
      return;
    }
  cairo_new_path (cr);
  cairo_move_to (cr, x, y);
  pango_cairo_layout_path (cr, letters);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_width (cr, 3.0);
  cairo_stroke (cr);
}

/**
 * lt_ink_set:
 * @cr: where
 * @colour: 0xRRGGBB
 * @alpha: 0 to 1
 *
 * What follows is painted with this colour.
 */
void
lt_ink_set (cairo_t *cr, guint32 colour, double alpha)
{
  cairo_set_source_rgba (cr, ((colour >> 16) & 0xff) / 255.0, ((colour >> 8) & 0xff) / 255.0,
                         (colour & 0xff) / 255.0, alpha);
}

/**
 * lt_letters_new:
 * @cr: where it will be painted
 * @text: one line
 * @size: in pixels
 * @bold: whether in bold
 *
 * Returns: (transfer full): the text, laid out; for the calling thread only
 */
PangoLayout *
lt_letters_new (cairo_t *cr, const char *text, double size, gboolean bold)
{
  PangoLayout *letters = pango_cairo_create_layout (cr);
  PangoFontDescription *font = pango_font_description_from_string (FAMILIES);

  set_options (pango_layout_get_context (letters));
  pango_layout_context_changed (letters);
  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_font_description_set_weight (font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (letters, font);
  pango_font_description_free (font);
  pango_layout_set_single_paragraph_mode (letters, TRUE);
  pango_layout_set_text (letters, text, -1);
  return letters;
}

/**
 * lt_letters_measure:
 * @letters: from lt_letters_new()
 * @width: (out): in pixels
 * @height: (out): of its line
 */
void
lt_letters_measure (PangoLayout *letters, double *width, double *height)
{
  PangoRectangle logical;

  pango_layout_get_extents (letters, NULL, &logical);
  *width = pango_units_to_double (logical.width);
  *height = pango_units_to_double (logical.height);
}

/**
 * lt_letters_paint:
 * @cr: where
 * @letters: from lt_letters_new()
 * @x: left
 * @y: top
 * @colour: of the letters
 */
void
lt_letters_paint (cairo_t *cr, PangoLayout *letters, double x, double y, guint32 colour)
{
  cairo_save (cr);
  cairo_move_to (cr, x, y);
  lt_ink_set (cr, colour, 1);
  pango_cairo_show_layout (cr, letters);
  cairo_new_path (cr);
  cairo_restore (cr);
}

/**
 * lt_letters_paint_with_halo:
 * @cr: where
 * @letters: from lt_letters_new()
 * @x: left
 * @y: top
 * @colour: of the letters
 * @halo: of the rim around them
 */
void
lt_letters_paint_with_halo (cairo_t *cr,
                            PangoLayout *letters,
                            double x,
                            double y,
                            guint32 colour,
                            guint32 halo)
{
  cairo_save (cr);
  paint_halo (cr, letters, x, y, halo);
  cairo_restore (cr);
  lt_letters_paint (cr, letters, x, y, colour);
}
