/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pangocairo.h>

G_BEGIN_DECLS

/* Fonts of official papers (GB/T 9704-2012), each with what stands in for it on
 * a machine without it. */

typedef enum
{
  LT_PAPER_FONT_FANGSONG, /* 仿宋: the text */
  LT_PAPER_FONT_HEITI,    /* 黑体: headings of the first level */
  LT_PAPER_FONT_XIAOBIAO, /* 小标宋: titles */
  LT_PAPER_FONT_SONG,     /* 宋体: page numbers */
} LtPaperFont;

PangoContext *lt_paper_fonts_create_context (void);
PangoFontDescription *lt_paper_fonts_describe (LtPaperFont font, double size);
char *lt_paper_fonts_find_substitute (PangoContext *context);

G_END_DECLS
