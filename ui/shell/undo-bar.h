/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LT_TYPE_UNDO_BAR (lt_undo_bar_get_type ())
G_DECLARE_FINAL_TYPE (LtUndoBar, lt_undo_bar, LT, UNDO_BAR, GtkWidget)

/**
 * LtUndoBar:
 *
 * What was written just now, with the way back, above the status line of every page but
 * the map, which has a line of its own for it. It stays for a minute.
 */
void lt_undo_bar_offer (LtUndoBar *self, const char *words, const char *undo_label);
void lt_undo_bar_tell (LtUndoBar *self, const char *words);
void lt_undo_bar_close (LtUndoBar *self);

G_END_DECLS
