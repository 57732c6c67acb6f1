/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/target-board.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LtTargetChoices:
 *
 * Which targets are shown: those of one plan, those in force, those with one verdict.
 */
typedef struct _LtTargetChoices LtTargetChoices;

LtTargetChoices *lt_target_choices_new (GtkDropDown *plan, GtkDropDown *verdict);
void lt_target_choices_free (LtTargetChoices *self);
void lt_target_choices_fill (LtTargetChoices *self, const LtTargetBoard *board);
void lt_target_choices_choose_in_force (LtTargetChoices *self);
void lt_target_choices_choose_plan (LtTargetChoices *self, const char *code);
gboolean lt_target_choices_admit (const LtTargetChoices *self, const LtTarget *target);

G_END_DECLS
