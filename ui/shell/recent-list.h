/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LT_TYPE_RECENT_LIST (lt_recent_list_get_type ())
G_DECLARE_FINAL_TYPE (LtRecentList, lt_recent_list, LT, RECENT_LIST, GtkWidget)

/**
 * LtRecentList:
 *
 * The county files that were opened last, with their folder and when that was. One
 * that is not there any more says so, and each can be taken off.
 */
void lt_recent_list_fill (LtRecentList *self, GPtrArray *files);

G_END_DECLS
