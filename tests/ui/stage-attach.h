/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "stage.h"

G_BEGIN_DECLS

/* A mine of the sample county is chosen on the map, and files are dropped on it. */

LtSession *attach_stage_session (Stage *stage);
void attach_stage_sign_in (Stage *stage);
void attach_stage_click_mine (Stage *stage);
GPtrArray *attach_stage_list (Stage *stage);
void attach_stage_drop_file (GtkWidget *widget, GFile *file);
void attach_stage_drop (GtkWidget *widget, const char *path);

G_END_DECLS
