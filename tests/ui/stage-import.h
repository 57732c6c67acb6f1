/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "stage.h"

G_BEGIN_DECLS

/* Bringing files in: what the tests of importing and of mapping both do. */

gboolean stage_nothing_runs (gpointer unused);
void stage_wait_work (Stage *stage);
void stage_sign_in (Stage *stage);
void stage_drop (Stage *stage, const char *const *paths);
void stage_drop_one (Stage *stage, const char *path);
void stage_press_next (Stage *stage);
void stage_choose_kind (Stage *stage, const char *words);
void stage_assert_says (Stage *stage, const char *widget, const char *words);

void stage_run_verb (Stage *stage, const char *first, ...) G_GNUC_NULL_TERMINATED;

G_END_DECLS
