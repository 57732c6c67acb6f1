/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/kind.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LT_TYPE_LIFE_LINE (lt_life_line_get_type ())
G_DECLARE_FINAL_TYPE (LtLifeLine, lt_life_line, LT, LIFE_LINE, GtkWidget)

/**
 * LtLifeLine:
 *
 * The states that a record passes through, as a line of dots with their names;
 * full up to where it stands.
 */
void lt_life_line_set (LtLifeLine *self, const LtField *states, const char *now);

G_END_DECLS
