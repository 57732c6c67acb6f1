/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "stage.h"

G_BEGIN_DECLS

/* What the Tab key leads to. */

void stage_assert_all_reached (Stage *self, GtkWidget *root, const char *where);
void stage_assert_tab_leads_on (Stage *self);

G_END_DECLS
