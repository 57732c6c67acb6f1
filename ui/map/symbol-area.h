/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *lt_symbol_area_new (guint kind, int variety);
void lt_symbol_area_set (GtkWidget *area, guint kind, int variety);

G_END_DECLS
