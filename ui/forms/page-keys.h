/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void lt_page_keys_add (GtkWidget *page, guint key, GdkModifierType modifiers, const char *action);

G_END_DECLS
