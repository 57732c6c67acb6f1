/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads the rows that say how days and years are evaluated (HJ 663) and what a composite
 * index is made of. */

#include "rules/composite-index.h"
#include "rules/standards-private.h"

#include <glib/gi18n-lib.h>

#define MOST_VALUES 8784 /* hours of a leap year */

static const char *const answers[] = { "no", "yes" };

static gboolean
read_answer (LtRuleRow *row, const char *member)
{
  return lt_rule_row_choice (row, member, answers, G_N_ELEMENTS (answers)) == 1;
}

/* A mean, or a percentile and which. */
static gboolean
read_percentile (LtRuleRow *row, LtRatio *percent)
{
  static const char *const statistics[] = { "mean", "percentile" };
  LtRatio most = lt_ratio_new (100, 1);

  *percent = lt_ratio_new (0, 1);
  if (lt_rule_row_choice (row, "statistic", statistics, G_N_ELEMENTS (statistics)) == 0)
    return FALSE;
  *percent = lt_rule_row_number (row, "percent");
  if (percent->above < 0 || lt_ratio_compare (*percent, most) > 0)
    lt_rule_row_refuse (row, _ ("\"%s\" must be from 0 to 100"), "percent");
  return TRUE;
}

static LtRatio
read_above_zero (LtRuleRow *row, const char *member)
{
  LtRatio number = lt_rule_row_number (row, member);

  if (number.above <= 0)
    lt_rule_row_refuse (row, _ ("\"%s\" must be above 0"), member);
  return number;
}

static char **
read_texts (LtRuleRow *row, const char *member)
{
  JsonArray *array = lt_rule_row_array (row, member);
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
        g_ptr_array_add (texts, g_strdup (json_node_get_string (node)));
      else
        lt_rule_row_refuse (row, _ ("\"%s\" must be a list of texts"), member);
    }
  g_ptr_array_add (texts, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&texts), FALSE);
}

LtValidity *
lt_validity_read (LtRuleRow *row)
{
  LtValidity *self = g_new0 (LtValidity, 1);

  self->cited = lt_citation_read (row);
  self->items = read_texts (row, "items");
  self->average = g_strdup (lt_rule_row_text (row, "average"));
  self->of = g_strdup (lt_rule_row_text (row, "of"));
  self->within = g_strdup (lt_rule_row_text (row, "within"));
  self->minimum = lt_rule_row_whole (row, "minimum", MOST_VALUES);
  return self;
}

void
lt_validity_free (LtValidity *self)
{
  lt_citation_clear (&self->cited);
  g_strfreev (self->items);
  g_free (self->average);
  g_free (self->of);
  g_free (self->within);
  g_free (self);
}

LtAskedStatistic *
lt_asked_statistic_read (LtRuleRow *row)
{
  LtAskedStatistic *self = g_new0 (LtAskedStatistic, 1);

  self->cited = lt_citation_read (row);
  self->item = g_strdup (lt_rule_row_text (row, "item"));
  self->average = g_strdup (lt_rule_row_text (row, "average"));
  self->is_percentile = read_percentile (row, &self->percent);
  self->limit_average = g_strdup (lt_rule_row_text (row, "limit_average"));
  self->for_attainment = read_answer (row, "attainment");
  return self;
}

void
lt_asked_statistic_free (LtAskedStatistic *self)
{
  lt_citation_clear (&self->cited);
  g_free (self->item);
  g_free (self->average);
  g_free (self->limit_average);
  g_free (self);
}

LtDecimals *
lt_decimals_read (LtRuleRow *row)
{
  LtDecimals *self = g_new0 (LtDecimals, 1);

  self->cited = lt_citation_read (row);
  self->quantity = g_strdup (lt_rule_row_text (row, "quantity"));
  self->places = lt_rule_row_whole (row, "decimals", LT_RATIO_PLACES);
  return self;
}

void
lt_decimals_free (LtDecimals *self)
{
  lt_citation_clear (&self->cited);
  g_free (self->quantity);
  g_free (self);
}

LtComparison *
lt_comparison_read (LtRuleRow *row)
{
  static const char *const modes[] = { "full", "rounded" };
  LtComparison *self = g_new0 (LtComparison, 1);

  self->cited = lt_citation_read (row);
  self->of = g_strdup (lt_rule_row_text (row, "of"));
  self->rounded = lt_rule_row_choice (row, "mode", modes, G_N_ELEMENTS (modes)) == 1;
  return self;
}

void
lt_comparison_free (LtComparison *self)
{
  lt_citation_clear (&self->cited);
  g_free (self->of);
  g_free (self);
}

LtSchemeRow *
lt_scheme_row_read (LtRuleRow *row)
{
  LtSchemeRow *self = g_new0 (LtSchemeRow, 1);

  self->cited = lt_citation_read (row);
  self->label = g_strdup (lt_rule_row_text (row, "label"));
  self->limits = g_strdup (lt_rule_row_text (row, "limits"));
  self->weights = g_strdup (lt_rule_row_text (row, "weights"));
  self->is_default = read_answer (row, "default");
  self->places = lt_rule_row_whole (row, "decimals", LT_RATIO_PLACES);
  return self;
}

void
lt_scheme_row_free (LtSchemeRow *self)
{
  lt_citation_clear (&self->cited);
  g_free (self->label);
  g_free (self->limits);
  g_free (self->weights);
  g_free (self);
}

LtSchemeItem *
lt_scheme_item_read (LtRuleRow *row)
{
  LtSchemeItem *self = g_new0 (LtSchemeItem, 1);

  self->cited = lt_citation_read (row);
  self->scheme = g_strdup (lt_rule_row_text (row, "scheme"));
  self->item = g_strdup (lt_rule_row_text (row, "item"));
  self->average = g_strdup (lt_rule_row_text (row, "average"));
  self->is_percentile = read_percentile (row, &self->percent);
  self->limit = read_above_zero (row, "limit");
  self->weight = read_above_zero (row, "weight");
  return self;
}

void
lt_scheme_item_free (LtSchemeItem *self)
{
  lt_citation_clear (&self->cited);
  g_free (self->scheme);
  g_free (self->item);
  g_free (self->average);
  g_free (self);
}
