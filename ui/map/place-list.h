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
 * Places of a scene as a list, with what was measured there, for the keyboard and
 * for those who do not see the map. Signals: `chosen` (kind, id) one was activated; `marked` (kind,
 * id) the keys or the pointer went to one: it is the selected place.
 */
GtkWidget *lt_place_list_new (void);
void lt_place_list_set_items (LtPlaceList *self, LtScene *scene, GArray *items);
void lt_place_list_select (LtPlaceList *self, const LtId *id);
void lt_place_list_set_short (LtPlaceList *self, gboolean short_lived);
void lt_place_list_focus (LtPlaceList *self);
void lt_place_list_set_unit (LtPlaceList *self, const char *unit);

G_END_DECLS
