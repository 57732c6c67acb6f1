/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define LT_TYPE_HELP_WINDOW (lt_help_window_get_type ())
G_DECLARE_FINAL_TYPE (LtHelpWindow, lt_help_window, LT, HELP_WINDOW, AdwWindow)

/**
 * LtHelpWindow:
 *
 * The list of the pages of help and one of them, beside the work: not modal, without
 * network.
 */
LtHelpWindow *lt_help_window_new (GtkWindow *parent);
void lt_help_window_show (LtHelpWindow *self, const char *page);

G_END_DECLS
