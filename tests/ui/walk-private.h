/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "walk.h"

G_BEGIN_DECLS

/* What the parts of the walk share. */

void walk_see (const Walk *self, const char *where, GtkWidget *root);
void walk_act (const Walk *self, const char *action, const char *target);
void walk_see_popovers (const Walk *self, const char *page, GtkWidget *root);
void walk_see_page (const Walk *self, const char *page);
void walk_see_window (const Walk *self, const char *name);

G_END_DECLS
