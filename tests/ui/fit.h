/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What of a widget on the screen cannot be read or met: words that are cut off, that lie
 * outside, that stand out too little from what they stand on; targets that are too small
 * for a finger; keys that two have. Each fault is told once. */

typedef struct
{
  GPtrArray *faults; /* (element-type utf8) */
  guint labels;
  guint inked; /* labels whose contrast was measured */
  guint targets;
  guint keys; /* letters that are pressed with Alt */
} Fit;

void fit_init (Fit *self);
void fit_look (Fit *self, GtkWidget *root, const char *where);
void fit_look_at_ink (Fit *self, GtkWidget *root, const char *where);
void fit_look_at_targets (Fit *self, GtkWidget *root, const char *where);
void fit_look_at_keys (Fit *self, GtkWidget *root, const char *where);
void fit_end (Fit *self);

/* fit-look.c */
void fit_note (Fit *self, const char *where, GtkWidget *widget, const char *format, ...)
    G_GNUC_PRINTF (4, 5);

G_END_DECLS
