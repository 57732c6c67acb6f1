/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Lines of letters that take one column or two. */

char *lt_text_defuse (const char *text);
int lt_text_width (const char *text);
char *lt_text_cut (const char *text, int most);
void lt_text_append_padded (GString *out, const char *text, int width, gboolean last);
void lt_text_append_wrapped (GString *out, const char *text, int first, int rest);

G_END_DECLS
