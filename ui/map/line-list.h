/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LT_TYPE_LINE_LIST (lt_line_list_get_type ())
G_DECLARE_FINAL_TYPE (LtLineList, lt_line_list, LT, LINE_LIST, GtkWidget)

/**
 * LtLineList:
 *
 * The lines of a county by their names, to choose one from: rivers, roads, corridors.
 *
 * Signal `chosen` (id): a line was.
 */
void lt_line_list_fill (LtLineList *self, LtSession *session);

G_END_DECLS
