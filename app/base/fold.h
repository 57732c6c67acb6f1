/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Texts made alike for finding: width, case, and traditional characters. */

/* The Han characters that ICU's rules know: extension A and the first block. */
#define LT_FOLD_FIRST 0x3400
#define LT_FOLD_LAST  0x9fff

/* Made by make-fold-table.c from ICU when the program is built. */
extern const guint16 lt_fold_simplified[LT_FOLD_LAST - LT_FOLD_FIRST + 1];
extern const char lt_fold_initials[LT_FOLD_LAST - LT_FOLD_FIRST + 1];

char *lt_fold (const char *text);
gunichar lt_fold_char (gunichar character);
char lt_fold_initial (gunichar character);
char *lt_fold_read (const char *folded, gsize most);

G_END_DECLS
