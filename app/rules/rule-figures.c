/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What somebody reports of a rule: a number, a day, a day of each month or year, or a grade; as
 * numbers, so that all of them are compared alike. */

#include "rules/plans.h"

#include "base/civil-time.h"

#include <string.h>

#define DAY_ZERO "1970-01-01"

/* Whether @text is @digits digits. */
static gboolean
is_number (const char *text, gsize digits)
{
  return strlen (text) == digits && strspn (text, "0123456789") == digits;
}

static gboolean
read_date (const char *text, LtRatio *figure)
{
  if (!lt_date_is_valid (text))
    return FALSE;
  *figure = lt_ratio_new (lt_date_count_days (DAY_ZERO, text), 1);
  return TRUE;
}

/* "5", or of a year "05-31": 531, so that later days are greater. */
static gboolean
read_recurring (const LtPlanRule *self, const char *text, LtRatio *figure)
{
  g_autofree char *date = NULL;
  gint64 day;

  if (g_str_equal (lt_plan_rule_get_parameter (self, "every"), "month"))
    {
      day = is_number (text, 1) || is_number (text, 2) ? g_ascii_strtoll (text, NULL, 10) : 0;
      *figure = lt_ratio_new (day, 1);
      return day >= 1 && day <= 31;
    }
  /* 2000 was a leap year. */
  date = g_strconcat ("2000-", text, NULL);
  if (!lt_date_is_valid (date))
    return FALSE;
  *figure =
      lt_ratio_new (g_ascii_strtoll (text, NULL, 10) * 100 + g_ascii_strtoll (text + 3, NULL, 10),
                    1);
  return TRUE;
}

static const LtRuleChoice *
find_scale (const LtPlanRule *self, const LtRuleWords *words)
{
  return lt_rule_words_find (words, "scales", lt_plan_rule_get_parameter (self, "scale"));
}

static gboolean
read_grade (const LtPlanRule *self, const LtRuleWords *words, const char *text, LtRatio *figure)
{
  const LtRuleChoice *scale = find_scale (self, words);

  for (guint i = 0; scale->first[i] != NULL; i++)
    if (g_str_equal (scale->first[i], text))
      {
        *figure = lt_ratio_new (i, 1);
        return TRUE;
      }
  return FALSE;
}

/**
 * lt_plan_rule_read_figure:
 * @self: a rule
 * @words: the closed words
 * @text: a decimal; of a date rule "2021-06-30", of a recurring date "5" or "05-31", of a
 *   grade one of its scale
 * @figure: (out): it, as it is compared with the rule's number
 *
 * Returns: whether @text is such a figure
 */
gboolean
lt_plan_rule_read_figure (const LtPlanRule *self,
                          const LtRuleWords *words,
                          const char *text,
                          LtRatio *figure)
{
  switch (self->evaluation)
    {
    case LT_RULE_DATE:
      return read_date (text, figure);
    case LT_RULE_RECURRING_DATE:
      return read_recurring (self, text, figure);
    case LT_RULE_GRADE:
      return read_grade (self, words, text, figure);
    case LT_RULE_THRESHOLD:
    case LT_RULE_CHANGE:
    case LT_RULE_ZONE_SHARE:
    case LT_RULE_COUNT:
    case LT_RULE_COVERAGE:
    case LT_RULE_HOURS:
    case LT_RULE_ROLLING:
      return lt_ratio_parse (text, figure);
    }
  g_assert_not_reached ();
}

/**
 * lt_plan_rule_format_figure:
 * @self: a rule
 * @words: the closed words
 * @figure: a number of lt_plan_rule_read_figure(), or one that was worked out
 *
 * Returns: (transfer full): it, as people write it
 */
char *
lt_plan_rule_format_figure (const LtPlanRule *self, const LtRuleWords *words, LtRatio figure)
{
  gint64 whole = (gint64) (figure.above / figure.below);
  const LtRuleChoice *scale;

  switch (self->evaluation)
    {
    case LT_RULE_DATE:
      return lt_date_add_days (DAY_ZERO, (int) whole);
    case LT_RULE_RECURRING_DATE:
      if (!g_str_equal (lt_plan_rule_get_parameter (self, "every"), "month"))
        return g_strdup_printf ("%02d-%02d", (int) (whole / 100), (int) (whole % 100));
      break;
    case LT_RULE_GRADE:
      scale = find_scale (self, words);
      if (whole >= 0 && whole < g_strv_length (scale->first))
        return g_strdup (scale->first[whole]);
      break;
    case LT_RULE_THRESHOLD:
    case LT_RULE_CHANGE:
    case LT_RULE_ZONE_SHARE:
    case LT_RULE_COUNT:
    case LT_RULE_COVERAGE:
    case LT_RULE_HOURS:
    case LT_RULE_ROLLING:
      break;
    }
  return lt_ratio_format_exact (figure);
}

/**
 * lt_plan_rule_add_unit:
 * @self: a rule
 * @figure: one of its figures, as people write it
 *
 * Returns: (transfer full): it with its unit; days and grades have none
 */
char *
lt_plan_rule_add_unit (const LtPlanRule *self, const char *figure)
{
  gboolean has_unit = *self->unit != '\0' && self->evaluation != LT_RULE_DATE
                      && self->evaluation != LT_RULE_RECURRING_DATE
                      && self->evaluation != LT_RULE_GRADE;

  return has_unit ? g_strconcat (figure, " ", self->unit, NULL) : g_strdup (figure);
}
