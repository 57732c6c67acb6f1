/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LT_TYPE_STATUS_BAR (lt_status_bar_get_type ())
G_DECLARE_FINAL_TYPE (LtStatusBar, lt_status_bar, LT, STATUS_BAR, GtkWidget)

/**
 * LtStatusBar:
 *
 * The state of things in words: sample data, when it was last saved, conflicts,
 * where the pointer is, what base map lies beneath.
 */
void lt_status_bar_set_session (LtStatusBar *self, LtSession *session);
void lt_status_bar_set_forms (LtStatusBar *self, gboolean is_form, gboolean unsaved);
void lt_status_bar_set_basemap (LtStatusBar *self, const char *words);
void lt_status_bar_forget_pointer (LtStatusBar *self);
void lt_status_bar_set_me (LtStatusBar *self, const char *words);
void lt_status_bar_set_patrol (LtStatusBar *self, const char *words);
void lt_status_bar_set_pointer (LtStatusBar *self, double longitude, double latitude);

G_END_DECLS
