/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/answering.h"
#include "work/session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LT_TYPE_SEARCH_BOX (lt_search_box_get_type ())
G_DECLARE_FINAL_TYPE (LtSearchBox, lt_search_box, LT, SEARCH_BOX, GtkWidget)

/**
 * LtSearchBox:
 *
 * One entry that answers as one types: records, positions, pages, commands. What is
 * chosen is told by the signal `chosen` (type, action, target, beside): an
 * #LtAnswerType; of a command its action; the target; and whether a record shall
 * stand in a window of its own. The box is closed by then.
 */
void lt_search_box_set_session (LtSearchBox *self, LtSession *session);
void lt_search_box_open (LtSearchBox *self, GPtrArray *commands, gboolean places);
void lt_search_box_close (LtSearchBox *self);
gboolean lt_search_box_is_settled (LtSearchBox *self);

G_END_DECLS
