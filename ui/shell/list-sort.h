/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Lists whose rows are not sorted by comparing widgets' rows: the headings only say how. */

GtkSorter *lt_list_sort_make (guint column);
gboolean lt_list_sort_read (GtkColumnView *view, guint *column, gboolean *downward);

G_END_DECLS
