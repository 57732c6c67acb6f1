/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/lists/list-wish.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The columns of a list, by the field table. */

void lt_list_columns_show (GtkColumnView *view, const LtListWish *wish);
gboolean lt_list_columns_read_sort (GtkColumnView *view, LtListWish *wish);

G_END_DECLS
