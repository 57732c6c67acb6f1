/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LtListKey:
 * @item: (type GObject): an item of a list
 *
 * Returns: (transfer full): what tells it from the others, also after all was read anew
 */
typedef char *(*LtListKey) (gpointer item);

/**
 * LtListSpot:
 *
 * Where somebody is in a table of one selected row, while its rows are made anew.
 */
typedef struct _LtListSpot LtListSpot;

LtListSpot *lt_list_spot_take (GtkColumnView *view, LtListKey key);
void lt_list_spot_return (LtListSpot *self, GtkColumnView *view);
void lt_list_spot_free (LtListSpot *self);
gboolean lt_list_is_stood_in (GtkColumnView *view);
void lt_list_stand_on_chosen (GtkColumnView *view);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtListSpot, lt_list_spot_free)

G_END_DECLS
