/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/shell/long-work.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LT_TYPE_WORK_BAR (lt_work_bar_get_type ())
G_DECLARE_FINAL_TYPE (LtWorkBar, lt_work_bar, LT, WORK_BAR, GtkWidget)

/**
 * LtWorkBar:
 *
 * How far a work is that has no page of its own, with a button that stops it, above the
 * status line of every page; then what came of it. What is done at once is not shown.
 */
void lt_work_bar_watch (LtWorkBar *self, LtLongWork *work, const char *words);
void lt_work_bar_say (LtWorkBar *self, const char *words);
void lt_work_bar_tell (LtWorkBar *self, const char *words);
void lt_work_bar_leave (LtWorkBar *self);

G_END_DECLS
