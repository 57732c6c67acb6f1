/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What must hold between the members of a rule: its parameters, its limit, its unit
 * and its days; data/rules/README.md. */

#include "base/civil-time.h"
#include "rules/plan-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ---- parameters -------------------------------------------------------------- */

static gboolean
is_digits (const char *text, gsize least, gsize most)
{
  gsize n = strspn (text, "0123456789");

  return n >= least && n <= most && text[n] == '\0';
}

/* "10-31": as of a year that has no 29 February, for a rule is for every year. */
static gboolean
is_month_day (const char *text)
{
  g_autofree char *date = g_strconcat ("2001-", text, NULL);

  return strlen (text) == 5 && lt_date_is_valid (date);
}

static gboolean
is_hour (const char *text)
{
  gboolean formed = strlen (text) == 5 && text[2] == ':' && g_ascii_isdigit (text[0])
                    && g_ascii_isdigit (text[1]) && g_ascii_isdigit (text[3])
                    && g_ascii_isdigit (text[4]);

  return formed && (text[0] < '2' || (text[0] == '2' && text[1] <= '4')) && text[3] <= '5'
         && (strncmp (text, "24", 2) != 0 || g_str_equal (text, "24:00"));
}

static gboolean
is_distance (const char *text)
{
  LtRatio distance;

  return lt_ratio_parse (text, &distance) && distance.above > 0;
}

static gboolean
is_base (const char *text)
{
  return g_str_equal (text, "previous-year") || is_digits (text, 4, 4);
}

static gboolean
is_months (const char *text)
{
  return is_digits (text, 1, 3) && *text != '0';
}

/* Parameters whose words are open, and what they must look like. */
static gboolean
is_good_open (const LtRuleWords *words, const char *name, const char *text)
{
  static const struct
  {
    const char *name;
    gboolean (*is_good) (const char *text);
  } forms[] = {
    { "distance_km", is_distance }, { "base", is_base },       { "season_from", is_month_day },
    { "season_to", is_month_day },  { "hours_from", is_hour }, { "hours_to", is_hour },
    { "months", is_months },
  };

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    if (g_str_equal (forms[i].name, name))
      return forms[i].is_good (text);
  if (g_str_equal (name, "places"))
    return lt_rule_words_find_places (words, text) != NULL;
  if (g_str_equal (name, "except_areas"))
    return lt_rule_words_find_area (words, text) != NULL;
  if (g_str_equal (name, "scale"))
    return lt_rule_words_has (words, "scales", text);
  if (g_str_equal (name, "near") && lt_rule_words_find_places (words, text) != NULL)
    return TRUE;
  /* inside, near, of_zone, in_zone */
  return lt_rule_words_has (words, "zones", text);
}

static gboolean
is_good (const LtRuleWords *words, const char *name, const char *text)
{
  const LtRuleChoice *parameter = lt_rule_words_find (words, "parameters", name);

  if (parameter == NULL)
    return FALSE;
  return *parameter->first != NULL ? g_strv_contains ((const char *const *) parameter->first, text)
                                   : is_good_open (words, name, text);
}

static void
check_parameters (const LtPlanRule *self, LtRuleRow *row, const LtRuleWords *words)
{
  const char *evaluation = lt_rule_evaluation_codes[self->evaluation];
  const LtRuleChoice *kind = lt_rule_words_find (words, "evaluations", evaluation);
  guint n_near = 0;
  GHashTableIter iter;
  gpointer name, texts;

  for (char **needed = kind->first; *needed != NULL; needed++)
    if (lt_plan_rule_get_parameters (self, *needed) == NULL)
      lt_rule_row_refuse (row, _ ("\"%s\" needs the parameter \"%s\""), evaluation, *needed);
  g_hash_table_iter_init (&iter, self->parameters);
  while (g_hash_table_iter_next (&iter, &name, &texts))
    {
      if (!g_strv_contains ((const char *const *) kind->first, name)
          && !g_strv_contains ((const char *const *) kind->second, name))
        lt_rule_row_refuse (row, _ ("\"%s\" has no parameter \"%s\""), evaluation,
                            (const char *) name);
      for (char **text = texts; *text != NULL; text++)
        if (!is_good (words, name, *text))
          lt_rule_row_refuse (row, _ ("parameter \"%s\" cannot be \"%s\""), (const char *) name,
                              *text);
      n_near += g_str_equal (name, "near") || g_str_equal (name, "distance_km")
                || g_str_equal (name, "side");
    }
  if (n_near != 0 && n_near != 3)
    lt_rule_row_refuse (row, _ ("\"near\", \"distance_km\" and \"side\" go together"));
}

/* ---- limit, unit, days ------------------------------------------------------- */

static void
check_range (const LtPlanRule *self, LtRuleRow *row)
{
  const LtRuleMeasure *within = *self->statistic->unit != '\0' ? self->statistic : self->quantity;
  g_autofree char *least = lt_ratio_format_exact (within->min);
  g_autofree char *most = lt_ratio_format_exact (within->max);

  if (within->has_range
      && (lt_ratio_compare (self->number, within->min) < 0
          || lt_ratio_compare (self->number, within->max) > 0))
    lt_rule_row_refuse (row, _ ("limit %s is outside of what is possible, %s to %s"), self->limit,
                        least, most);
}

static void
check_limit_date (const LtPlanRule *self, LtRuleRow *row)
{
  if (!lt_date_is_valid (self->limit))
    lt_rule_row_refuse (row, _ ("\"%s\" is \"%s\", which is no date; write \"2026-03-01\""),
                        "limit", self->limit);
  else if (self->due != NULL)
    lt_rule_row_refuse (row, _ ("its day is \"limit\"; leave \"due\" empty"));
  else if (strcmp (self->limit, self->valid_to) > 0)
    lt_rule_row_refuse (row, _ ("it ends on %s, before its day, %s"), self->valid_to, self->limit);
}

static void
check_limit_recurring (const LtPlanRule *self, LtRuleRow *row)
{
  gboolean monthly = g_str_equal (lt_plan_rule_get_parameter (self, "every"), "month");
  guint64 day = is_digits (self->limit, 1, 2) ? g_ascii_strtoull (self->limit, NULL, 10) : 0;

  if (monthly ? day < 1 || day > 31 || *self->limit == '0' : !is_month_day (self->limit))
    lt_rule_row_refuse (row,
                        _ ("\"%s\" is \"%s\": a day of the month, as \"5\", or of the year, "
                           "as \"10-31\""),
                        "limit", self->limit);
}

static void
check_limit_grade (const LtPlanRule *self, LtRuleRow *row, const LtRuleWords *words)
{
  const LtRuleChoice *scale =
      lt_rule_words_find (words, "scales", lt_plan_rule_get_parameter (self, "scale"));
  g_autofree char *grades = g_strjoinv (", ", scale->first);

  if (!g_strv_contains ((const char *const *) scale->first, self->limit))
    lt_rule_row_refuse (row, _ ("\"%s\" is \"%s\"; there are: %s"), "limit", self->limit, grades);
}

/**
 * lt_plan_rule_check_limit:
 * @self: a rule whose other members are good; gets its limit as a number
 * @row: its row, refused where there cannot be such a limit
 * @words: the closed words
 */
void
lt_plan_rule_check_limit (LtPlanRule *self, LtRuleRow *row, const LtRuleWords *words)
{
  switch (self->evaluation)
    {
    case LT_RULE_DATE:
      check_limit_date (self, row);
      break;
    case LT_RULE_RECURRING_DATE:
      check_limit_recurring (self, row);
      break;
    case LT_RULE_GRADE:
      check_limit_grade (self, row, words);
      break;
    case LT_RULE_THRESHOLD:
    case LT_RULE_CHANGE:
    case LT_RULE_ZONE_SHARE:
    case LT_RULE_COUNT:
    case LT_RULE_COVERAGE:
    case LT_RULE_HOURS:
    case LT_RULE_ROLLING:
      self->number = lt_rule_row_number (row, "limit");
      if (self->evaluation != LT_RULE_CHANGE)
        check_range (self, row);
      return;
    }
  if (row->problem == NULL)
    lt_plan_rule_read_figure (self, words, self->limit, &self->number);
}

/* The unit that follows from quantity, statistic and kind. */
static const char *
get_unit (const LtPlanRule *self)
{
  const char *unit = *self->statistic->unit != '\0' ? self->statistic->unit : self->quantity->unit;

  if (self->evaluation == LT_RULE_CHANGE)
    {
      if (g_str_equal (lt_plan_rule_get_parameter (self, "difference"), "relative"))
        return "%";
      return g_str_equal (unit, "%") ? "百分点" : unit;
    }
  if (self->evaluation == LT_RULE_RECURRING_DATE)
    return g_str_equal (lt_plan_rule_get_parameter (self, "every"), "month") ? "月内日" : "月日";
  return unit;
}

static void
check_days (const LtPlanRule *self, LtRuleRow *row)
{
  if (strcmp (self->valid_from, self->valid_to) > 0)
    lt_rule_row_refuse (row, _ ("it ends on %s, before it begins on %s"), self->valid_to,
                        self->valid_from);
  if (self->due != NULL && strcmp (self->due, self->valid_to) > 0)
    lt_rule_row_refuse (row, _ ("it ends on %s, before its day, %s"), self->valid_to, self->due);
}

static void
check_source (const LtPlanRule *self, LtRuleRow *row)
{
  gboolean has_places = lt_plan_rule_get_parameter (self, "places") != NULL;

  if ((self->source == LT_RULE_BY_PLACES || self->source == LT_RULE_BY_CANDIDATES) && !has_places)
    lt_rule_row_refuse (row, _ ("measured by \"%s\", it needs the parameter \"%s\""),
                        lt_rule_source_codes[self->source], "places");
  if (self->source == LT_RULE_BY_ENTERING && has_places)
    lt_rule_row_refuse (row, _ ("measured by \"%s\", it has no parameter \"%s\""),
                        lt_rule_source_codes[self->source], "places");
}

/**
 * lt_plan_rule_check:
 * @self: a rule, each of whose members is good by itself; gets its limit as a number
 * @row: its row, refused where they do not agree
 * @words: the closed words
 */
void
lt_plan_rule_check (LtPlanRule *self, LtRuleRow *row, const LtRuleWords *words)
{
  check_days (self, row);
  check_parameters (self, row, words);
  if (row->problem != NULL)
    return;
  lt_plan_rule_check_limit (self, row, words);
  check_source (self, row);
  if (row->problem == NULL && !g_str_equal (self->unit, get_unit (self)))
    lt_rule_row_refuse (row,
                        _ ("\"%s\" is \"%s\", but %s follows from its quantity, statistic "
                           "and kind"),
                        "unit", self->unit, get_unit (self));
}
