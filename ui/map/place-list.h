/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "scene/scene.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LT_TYPE_PLACE_LIST (lt_place_list_get_type ())
G_DECLARE_FINAL_TYPE (LtPlaceList, lt_place_list, LT, PLACE_LIST, GtkWidget)

/**
 * LtPlaceList:
 *
 * Places of a scene as a list, for the keyboard and for those who do not see
 * the map. Signal `chosen` (kind, id): one was activated.
 */
GtkWidget *lt_place_list_new (void);
void lt_place_list_set_items (LtPlaceList *self, LtScene *scene, GArray *items);

G_END_DECLS
