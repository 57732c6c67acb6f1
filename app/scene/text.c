/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scene/scene-private.h"

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
paint_halo (cairo_t *cr, PangoLayout *layout, double x, double y, guint32 colour)
{
  lt_palette_set (cr, colour, 0.92);
  if (cairo_surface_get_type (cairo_get_group_target (cr)) == CAIRO_SURFACE_TYPE_IMAGE)
    {
      for (guint i = 0; i < G_N_ELEMENTS (around); i++)
        {
          cairo_move_to (cr, x + around[i][0], y + around[i][1]);
          pango_cairo_show_layout (cr, layout);
        }
      return;
    }
  cairo_new_path (cr);
  cairo_move_to (cr, x, y);
  pango_cairo_layout_path (cr, layout);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_width (cr, 3.0);
  cairo_stroke (cr);
}

/**
 * lt_scene_text_new:
 * @cr: where it will be painted
 * @text: one line
 * @size: in pixels
 * @bold: whether in bold
 *
 * Returns: (transfer full): the text, laid out; for the calling thread only
 */
PangoLayout *
lt_scene_text_new (cairo_t *cr, const char *text, double size, gboolean bold)
{
  PangoLayout *layout = pango_cairo_create_layout (cr);
  PangoFontDescription *font = pango_font_description_from_string (FAMILIES);

  set_options (pango_layout_get_context (layout));
  pango_layout_context_changed (layout);
  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_font_description_set_weight (font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_text (layout, text, -1);
  return layout;
}

/**
 * lt_scene_text_paint:
 * @cr: where
 * @layout: from lt_scene_text_new()
 * @x: left
 * @y: top
 * @colour: of the letters
 * @halo: of the rim around them
 */
void
lt_scene_text_paint (cairo_t *cr,
                     PangoLayout *layout,
                     double x,
                     double y,
                     guint32 colour,
                     guint32 halo)
{
  cairo_save (cr);
  paint_halo (cr, layout, x, y, halo);
  cairo_move_to (cr, x, y);
  lt_palette_set (cr, colour, 1);
  pango_cairo_show_layout (cr, layout);
  cairo_new_path (cr);
  cairo_restore (cr);
}
