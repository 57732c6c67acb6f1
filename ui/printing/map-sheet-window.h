/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/map-sheet.h"
#include "work/session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LtMapSeen:
 * @world: what is on the screen, in world coordinates
 * @wish: what of it
 * @basemap: (nullable): what lies beneath
 * @saving: whether Enter saves the page; else it prints it
 *
 * What the map shows when it is to be put on paper.
 */
typedef struct
{
  LtBox world;
  LtMapWish wish;
  LtBasemap *basemap;
  gboolean saving;
} LtMapSeen;

#define LT_TYPE_MAP_SHEET_WINDOW (lt_map_sheet_window_get_type ())
G_DECLARE_FINAL_TYPE (LtMapSheetWindow, lt_map_sheet_window, LT, MAP_SHEET_WINDOW, AdwWindow)

/**
 * LtMapSheetWindow:
 *
 * The map on paper before it is printed or saved: the page as it will be, in words what is on
 * it, and what can be chosen. A reader makes the page, for what lies beneath may have to be
 * fetched; what is printed or saved is the page that is shown.
 *
 * Signal `saved` (string path, boolean gaps): the page is in the file; whether parts of the
 * base map are missing on it.
 */
LtMapSheetWindow *
lt_map_sheet_window_new (GtkWindow *parent, LtSession *session, const LtMapSeen *seen);
gboolean lt_map_sheet_window_is_settled (LtMapSheetWindow *self);

G_END_DECLS
