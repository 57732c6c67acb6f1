/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/map/coordinate-box.h"
#include "ui/map/line-list.h"
#include "ui/map/map-hand.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LT_TYPE_MAP_TOOLS (lt_map_tools_get_type ())
G_DECLARE_FINAL_TYPE (LtMapTools, lt_map_tools, LT, MAP_TOOLS, GtkWidget)

/**
 * LtNoticeLife:
 * @LT_NOTICE_TOLD: what has happened: some seconds, and no longer than until the next
 *   thing begins
 * @LT_NOTICE_UNDO: what can be undone: a minute, and no longer than that
 * @LT_NOTICE_OPEN: what waits for somebody: until it is answered, or something is drawn
 *
 * How long a notice stays.
 */
typedef enum
{
  LT_NOTICE_TOLD,
  LT_NOTICE_UNDO,
  LT_NOTICE_OPEN,
} LtNoticeLife;

/**
 * LtMapTools:
 *
 * The tools that float on the map, and below them the one in hand: its name,
 * what it measures so far, its keys. Nothing of it is modal.
 *
 * Signals: `wanted` (tool) a tool shall be taken; an #LtTool as a number. `inside`
 * and `near` (metres): what lies there shall be listed. `lines`: the list of lines is
 * about to be looked at.
 */
void lt_map_tools_set_hand (LtMapTools *self, LtMapHand *hand);
LtCoordinateBox *lt_map_tools_get_coordinate_box (LtMapTools *self);
double lt_map_tools_get_metres (LtMapTools *self);
void lt_map_tools_open_draw (LtMapTools *self);
void lt_map_tools_open_near (LtMapTools *self);
void lt_map_tools_open_go (LtMapTools *self);
void lt_map_tools_close_go (LtMapTools *self);
LtLineList *lt_map_tools_get_lines (LtMapTools *self);
void lt_map_tools_close_lines (LtMapTools *self);
void lt_map_tools_begin_next (LtMapTools *self);
void lt_map_tools_take_back (LtMapTools *self, const char *action);
void lt_map_tools_set_notice (LtMapTools *self,
                              LtNoticeLife life,
                              const char *words,
                              const char *first_label,
                              const char *first_action,
                              const char *second_label,
                              const char *second_action);

G_END_DECLS
