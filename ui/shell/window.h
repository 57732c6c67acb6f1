/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/map/map-view.h"
#include "work/session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LT_TYPE_WINDOW (lt_window_get_type ())
G_DECLARE_FINAL_TYPE (LtWindow, lt_window, LT, WINDOW, AdwApplicationWindow)

/**
 * LtWindow:
 *
 * The window: a rail on the left as the only navigation, a stack of pages, the
 * state of things in words below. Nothing in it is modal but choosing a file.
 */
LtWindow *lt_window_new (AdwApplication *application);
gboolean lt_window_open (LtWindow *self, const char *path);
void lt_window_set_session (LtWindow *self, LtSession *session);
LtSession *lt_window_get_session (LtWindow *self);
LtMapView *lt_window_get_map (LtWindow *self);
const char *lt_window_get_page (LtWindow *self);
void lt_window_show_problem (LtWindow *self, const char *words);

void lt_window_lock_if_idle (LtWindow *self, gint64 now);

void lt_window_note_file (LtWindow *self, const char *path);

G_END_DECLS
