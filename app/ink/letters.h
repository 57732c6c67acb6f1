/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pangocairo.h>

G_BEGIN_DECLS

/**
 * LtInkStyle:
 *
 * @LT_INK_LIGHT: in colours, on a light ground
 * @LT_INK_DARK: in colours, on a dark ground
 * @LT_INK_PLAIN: in black and greys on white: what a printer without colour can do
 */
typedef enum
{
  LT_INK_LIGHT,
  LT_INK_DARK,
  LT_INK_PLAIN,
} LtInkStyle;

void lt_ink_set (cairo_t *cr, guint32 colour, double alpha);
PangoLayout *lt_letters_new (cairo_t *cr, const char *text, double size, gboolean bold);
void lt_letters_measure (PangoLayout *letters, double *width, double *height);
void lt_letters_paint (cairo_t *cr, PangoLayout *letters, double x, double y, guint32 colour);
void lt_letters_paint_with_halo (cairo_t *cr,
                                 PangoLayout *letters,
                                 double x,
                                 double y,
                                 guint32 colour,
                                 guint32 halo);

G_END_DECLS
