/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Several of several: a box of marks, each with the name of what it stands for. */

GtkWidget *lt_choice_boxes_new (GtkOrientation orientation);
GtkWidget *
lt_choice_boxes_add (GtkWidget *boxes, const char *name, const char *label, gboolean marked);
char *lt_choice_boxes_get (GtkWidget *boxes);

G_END_DECLS
