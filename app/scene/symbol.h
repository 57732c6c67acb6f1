/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ink/letters.h"

G_BEGIN_DECLS

/* The one place that knows what a symbol looks like: the map, the layer box,
 * the lists and the paper all paint it here. Kinds differ by shape, varieties
 * by filling and strokes, so that a print without colour tells them apart. */

/**
 * LtSymbolLook:
 *
 * @LT_SYMBOL_NONE: not on the map
 * @LT_SYMBOL_MARK: a sign at a point
 * @LT_SYMBOL_CIRCLE: a circle whose size is a value
 * @LT_SYMBOL_LINE: a line
 * @LT_SYMBOL_FIELD: an outline, filled
 */
typedef enum
{
  LT_SYMBOL_NONE,
  LT_SYMBOL_MARK,
  LT_SYMBOL_CIRCLE,
  LT_SYMBOL_LINE,
  LT_SYMBOL_FIELD,
} LtSymbolLook;

LtSymbolLook lt_symbol_get_look (guint kind);
void lt_scene_paint_symbol (cairo_t *cr,
                            guint kind,
                            int variety,
                            double x,
                            double y,
                            double size,
                            LtInkStyle style);

G_END_DECLS
