/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/target-board.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LT_TYPE_TARGET_ROW (lt_target_row_get_type ())
G_DECLARE_FINAL_TYPE (LtTargetRow, lt_target_row, LT, TARGET_ROW, GObject)

/**
 * LtTargetRow:
 *
 * A target in the table. Its board outlives it there.
 */
LtTargetRow *lt_target_row_new (const LtTarget *target, guint number, const LtRuleWords *words);
const LtTarget *lt_target_row_get_target (LtTargetRow *self);
char *lt_target_row_make_key (LtTargetRow *self);

/* The columns of the table. */
typedef enum
{
  LT_TARGET_COLUMN_RULE,
  LT_TARGET_COLUMN_TITLE,
  LT_TARGET_COLUMN_AREA,
  LT_TARGET_COLUMN_LIMIT,
  LT_TARGET_COLUMN_NOW,
  LT_TARGET_COLUMN_GAP,
  LT_TARGET_COLUMN_REST,
  LT_TARGET_COLUMN_VERDICT,
  LT_TARGET_COLUMNS,
} LtTargetColumn;

const char *lt_target_column_label (LtTargetColumn column);
gboolean lt_target_column_can_order (LtTargetColumn column);
char *lt_target_row_format (LtTargetRow *self, LtTargetColumn column);
int lt_target_row_compare (LtTargetRow *self, LtTargetRow *other, LtTargetColumn column);

G_END_DECLS
