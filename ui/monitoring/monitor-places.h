/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/measured.h"

#include <gtk/gtk.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define LT_TYPE_MONITOR_PLACES (lt_monitor_places_get_type ())
G_DECLARE_FINAL_TYPE (LtMonitorPlaces, lt_monitor_places, LT, MONITOR_PLACES, GtkWidget)

/**
 * LtMonitorPlaces:
 *
 * The places that measure an item, to choose those that are compared.
 *
 * Signal: `changed` when others are chosen.
 */
void lt_monitor_places_show (LtMonitorPlaces *self,
                             GPtrArray *measured,
                             const char *item,
                             LtInterval interval);
void lt_monitor_places_fill (LtMonitorPlaces *self, LtSeriesWish *wish);
void lt_monitor_places_choose (LtMonitorPlaces *self, const LtId *place);
void lt_monitor_places_write (LtMonitorPlaces *self, JsonBuilder *builder);
void lt_monitor_places_choose_only (LtMonitorPlaces *self, const LtId *place);

G_END_DECLS
