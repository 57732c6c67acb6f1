/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LT_TYPE_ME_BOX (lt_me_box_get_type ())
G_DECLARE_FINAL_TYPE (LtMeBox, lt_me_box, LT, ME_BOX, GtkWidget)

/**
 * LtMeBox:
 *
 * The buttons of the map for where the laptop is: whether it is looked for, and in a
 * popover its state in words, whether the map follows, who is asked, what lies near, and
 * the patrol.
 *
 * Signals: `wanted` (on) it shall be looked for, or no longer; `source` (text) who is to be
 * asked, for lt_position_parse_source(); `near` what lies near shall be listed.
 */
void lt_me_box_set_state (LtMeBox *self, gboolean on, const char *words);
void lt_me_box_set_source (LtMeBox *self, const char *text);
void lt_me_box_set_patrol (LtMeBox *self, const char *words);
gboolean lt_me_box_get_follow (LtMeBox *self);

G_END_DECLS
