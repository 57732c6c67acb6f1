/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/targets/target-row.h"

#include <glib/gi18n-lib.h>

struct _LtTargetRow
{
  GObject parent_instance;

  const LtTarget *target;
  guint number; /* its place in the order of the plans */
  char *area;
};

G_DEFINE_FINAL_TYPE (LtTargetRow, lt_target_row, G_TYPE_OBJECT)

static void
lt_target_row_finalize (GObject *object)
{
  g_free (LT_TARGET_ROW (object)->area);
  G_OBJECT_CLASS (lt_target_row_parent_class)->finalize (object);
}

static void
lt_target_row_class_init (LtTargetRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lt_target_row_finalize;
}

static void
lt_target_row_init (LtTargetRow *self)
{
}

/**
 * lt_target_row_new:
 * @target: a target; must outlive the row
 * @number: its place in the order of the plans
 * @words: the closed words
 *
 * Returns: (transfer full): a row
 */
LtTargetRow *
lt_target_row_new (const LtTarget *target, guint number, const LtRuleWords *words)
{
  LtTargetRow *self = g_object_new (LT_TYPE_TARGET_ROW, NULL);

  self->target = target;
  self->number = number;
  self->area = lt_target_name (target, words);
  return self;
}

const LtTarget *
lt_target_row_get_target (LtTargetRow *self)
{
  return self->target;
}

/**
 * lt_target_row_make_key:
 * @self: a row
 *
 * Returns: (transfer full): which rule of whom; the same on every day
 */
char *
lt_target_row_make_key (LtTargetRow *self)
{
  return lt_target_make_key (self->target);
}

/**
 * lt_target_column_label:
 * @column: a column
 *
 * Returns: (transfer none): what stands above it
 */
const char *
lt_target_column_label (LtTargetColumn column)
{
  static const char *const labels[LT_TARGET_COLUMNS] = {
    [LT_TARGET_COLUMN_RULE] = N_ ("Rule"),
    [LT_TARGET_COLUMN_TITLE] = N_ ("What is asked"),
    [LT_TARGET_COLUMN_AREA] = N_ ("Area"),
    [LT_TARGET_COLUMN_LIMIT] = N_ ("Asked"),
    [LT_TARGET_COLUMN_NOW] = N_ ("Now"),
    [LT_TARGET_COLUMN_GAP] = N_ ("Gap"),
    [LT_TARGET_COLUMN_REST] = N_ ("Rest of the year"),
    [LT_TARGET_COLUMN_VERDICT] = N_ ("Verdict"),
  };

  return _ (labels[column]);
}

/**
 * lt_target_column_can_order:
 * @column: a column
 *
 * Returns: whether rows can be ordered by it; not by amounts of different units
 */
gboolean
lt_target_column_can_order (LtTargetColumn column)
{
  return column == LT_TARGET_COLUMN_RULE || column == LT_TARGET_COLUMN_TITLE
         || column == LT_TARGET_COLUMN_AREA || column == LT_TARGET_COLUMN_VERDICT;
}

/* A sign beside the words: what is missed must be seen without reading, and without colour. */
static char *
format_verdict (const LtTarget *target)
{
  g_autofree char *words = lt_target_describe_verdict (target);
  const char *sign = "";

  if (target->verdict == LT_VERDICT_NOT_MET)
    sign = "✗ ";
  else if (target->verdict == LT_VERDICT_MET)
    sign = "✓ ";
  else if (target->verdict == LT_VERDICT_DUTY)
    sign = "! ";
  return g_strconcat (sign, words, NULL);
}

/**
 * lt_target_row_format:
 * @self: a row
 * @column: a column
 *
 * Returns: (transfer full): what stands in it
 */
char *
lt_target_row_format (LtTargetRow *self, LtTargetColumn column)
{
  switch (column)
    {
    case LT_TARGET_COLUMN_RULE:
      return g_strdup (self->target->rule->id);
    case LT_TARGET_COLUMN_TITLE:
      return g_strdup (self->target->rule->title);
    case LT_TARGET_COLUMN_AREA:
      return g_strdup (self->area);
    case LT_TARGET_COLUMN_LIMIT:
      return lt_target_describe_limit (self->target);
    case LT_TARGET_COLUMN_NOW:
      return lt_target_describe_now (self->target);
    case LT_TARGET_COLUMN_GAP:
      return lt_target_describe_gap (self->target);
    case LT_TARGET_COLUMN_REST:
      return lt_target_describe_rest (self->target);
    case LT_TARGET_COLUMN_VERDICT:
    case LT_TARGET_COLUMNS:
      break;
    }
  return format_verdict (self->target);
}

/* As pressing as a verdict is: what is missed first, what has ended last. */
static int
rank_verdict (const LtTarget *target)
{
  static const LtVerdict order[] = {
    LT_VERDICT_NOT_MET,  LT_VERDICT_DUTY,    LT_VERDICT_ASPIRATIONAL_NOT_MET,
    LT_VERDICT_UNCLEAR,  LT_VERDICT_INVALID, LT_VERDICT_NOT_REPORTED,
    LT_VERDICT_UNDER_WAY
  };

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    if (order[i] == target->past)
      return (int) i + (target->verdict == LT_VERDICT_EXPIRED ? LT_VERDICTS : 0);
  return (int) G_N_ELEMENTS (order) + (target->verdict == LT_VERDICT_EXPIRED ? LT_VERDICTS : 0);
}

/**
 * lt_target_row_compare:
 * @self: a row
 * @other: another
 * @column: a column
 *
 * Returns: below zero where @self stands above @other in the order of @column
 */
int
lt_target_row_compare (LtTargetRow *self, LtTargetRow *other, LtTargetColumn column)
{
  int order = 0;

  if (column == LT_TARGET_COLUMN_VERDICT)
    order = rank_verdict (self->target) - rank_verdict (other->target);
  else if (column == LT_TARGET_COLUMN_AREA)
    order = g_utf8_collate (self->area, other->area);
  else if (column == LT_TARGET_COLUMN_TITLE)
    order = g_utf8_collate (self->target->rule->title, other->target->rule->title);
  return order != 0 ? order : (self->number > other->number) - (self->number < other->number);
}
