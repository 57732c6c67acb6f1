/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/id.h"
#include "rules/words.h"

G_BEGIN_DECLS

/**
 * LtRuleHardness:
 * @LT_RULE_BINDING: 约束性
 * @LT_RULE_ASPIRATIONAL: 争取性: shown, never a breach
 * @LT_RULE_ENCOURAGED: 鼓励性
 *
 * How much a plan means it.
 */
typedef enum
{
  LT_RULE_BINDING,
  LT_RULE_ASPIRATIONAL,
  LT_RULE_ENCOURAGED,
} LtRuleHardness;

/**
 * LtRuleEffect:
 * @LT_RULE_TARGET: the condition must hold
 * @LT_RULE_TRIGGER: where the condition holds, a duty begins; that is no breach
 * @LT_RULE_EXEMPTION: who meets the condition is let off
 * @LT_RULE_VALIDITY: how long the plan itself holds
 *
 * What follows from a rule's condition.
 */
typedef enum
{
  LT_RULE_TARGET,
  LT_RULE_TRIGGER,
  LT_RULE_EXEMPTION,
  LT_RULE_VALIDITY,
} LtRuleEffect;

/**
 * LtRulePer:
 * @LT_RULE_PER_AREA: each area that is named, as a whole
 * @LT_RULE_PER_COUNTY: each county, district or development zone in them
 * @LT_RULE_PER_PLACE: each enterprise, site, vehicle … in them
 *
 * What gets a verdict.
 */
typedef enum
{
  LT_RULE_PER_AREA,
  LT_RULE_PER_COUNTY,
  LT_RULE_PER_PLACE,
} LtRulePer;

/**
 * LtRuleComparator:
 * @LT_RULE_AT_MOST: `<=`
 * @LT_RULE_BELOW: `<`
 * @LT_RULE_AT_LEAST: `>=`
 * @LT_RULE_ABOVE: `>`
 * @LT_RULE_EQUAL: `=`
 *
 * How a value must stand to its limit.
 */
typedef enum
{
  LT_RULE_AT_MOST,
  LT_RULE_BELOW,
  LT_RULE_AT_LEAST,
  LT_RULE_ABOVE,
  LT_RULE_EQUAL,
} LtRuleComparator;

/**
 * LtRuleEvaluation:
 * @LT_RULE_THRESHOLD: the statistic itself
 * @LT_RULE_CHANGE: against a base period
 * @LT_RULE_ZONE_SHARE: how much of some zones lies inside others
 * @LT_RULE_COUNT: how many there are
 * @LT_RULE_COVERAGE: how many of all are done
 * @LT_RULE_DATE: the day on which it was done
 * @LT_RULE_RECURRING_DATE: that day, each month or year
 * @LT_RULE_HOURS: how often inside the hours of a season
 * @LT_RULE_ROLLING: over the months before a day
 * @LT_RULE_GRADE: a grade of a scale
 *
 * How a rule's value is made.
 */
typedef enum
{
  LT_RULE_THRESHOLD,
  LT_RULE_CHANGE,
  LT_RULE_ZONE_SHARE,
  LT_RULE_COUNT,
  LT_RULE_COVERAGE,
  LT_RULE_DATE,
  LT_RULE_RECURRING_DATE,
  LT_RULE_HOURS,
  LT_RULE_ROLLING,
  LT_RULE_GRADE,
} LtRuleEvaluation;

/**
 * LtRuleSource:
 * @LT_RULE_BY_READINGS: measured values of the points
 * @LT_RULE_BY_DUST: dust fall by month
 * @LT_RULE_BY_PLACES: records of places, by position
 * @LT_RULE_BY_ZONES: outlines
 * @LT_RULE_BY_CANDIDATES: the file may list them, the number is entered
 * @LT_RULE_BY_ENTERING: by hand, with its source
 * @LT_RULE_BY_CALENDAR: nothing is measured
 *
 * Where a rule's value comes from.
 */
typedef enum
{
  LT_RULE_BY_READINGS,
  LT_RULE_BY_DUST,
  LT_RULE_BY_PLACES,
  LT_RULE_BY_ZONES,
  LT_RULE_BY_CANDIDATES,
  LT_RULE_BY_ENTERING,
  LT_RULE_BY_CALENDAR,
} LtRuleSource;

/* Their codes, in the order of the enumerations. */
extern const char *const lt_rule_hardness_codes[3];
extern const char *const lt_rule_effect_codes[4];
extern const char *const lt_rule_per_codes[3];
extern const char *const lt_rule_comparator_codes[5];
extern const char *const lt_rule_evaluation_codes[10];
extern const char *const lt_rule_source_codes[7];

/**
 * LtPlan:
 * @code: "YQ21"
 * @title: its name; "" where its text does not say
 * @number: its document number; ""
 * @issued: (nullable): the day of issue
 * @file: name of the text that lines and quotes refer to
 * @area: the area that it is for
 * @valid_from: first day
 * @valid_to: last day
 * @is_own: whether the county has added it itself
 *
 * An action plan.
 */
typedef struct
{
  char *code;
  char *title;
  char *number;
  char *issued;
  char *file;
  char *area;
  char *valid_from;
  char *valid_to;
  gboolean is_own;
} LtPlan;

/**
 * LtRuleOverride:
 * @record: the record in which the county says so
 * @plan_limit: what the plan itself says
 * @is_off: whether the rule is not applied in the county at all
 * @reason: why
 * @citation: the document that orders it
 *
 * What a county has laid down for a rule instead of its plan.
 */
typedef struct
{
  LtId record;
  char *plan_limit;
  gboolean is_off;
  char *reason;
  char *citation;
} LtRuleOverride;

/**
 * LtPlanRule:
 * @id: never given to another
 * @plan: where it stands
 * @row: its place in the list of its file, from 0
 * @line: physical line of the plan's text, from 1
 * @title: what an officer calls it
 * @quote: words of that line
 * @derived_how: how @limit comes of @quote; "" where it stands there
 * @hardness: how much it is meant
 * @effect: what follows from the condition
 * @per: what gets a verdict
 * @areas: codes of areas and groups
 * @subject: who must, in Chinese
 * @responsible: departments that the plan names
 * @quantity: what is measured
 * @statistic: what is made of it
 * @unit: of the limit and of the value
 * @comparator: value @comparator limit
 * @limit: as it is written
 * @number: the same, as lt_plan_rule_read_figure() reads it
 * @places: decimals that a value is rounded to first; -1: it is compared as it is
 * @valid_from: first day in force
 * @valid_to: last day in force
 * @period: how often it is judged, a code of the periods
 * @due: (nullable): the day on which it is judged first
 * @evaluation: how its value is made
 * @source: where its value comes from
 * @unsure: "" or why it is not certain
 * @parameters: what the evaluation needs: name → #GStrv, asked by
 *   lt_plan_rule_get_parameter()
 * @override: (nullable): what the county has laid down instead: @limit and @number are
 *   those of the county then
 *
 * One comparison that a plan makes. Nothing of it ever changes; see data/rules/README.md.
 */
typedef struct
{
  char *id;
  const LtPlan *plan;
  guint row;
  guint line;
  char *title;
  char *quote;
  char *derived_how;
  LtRuleHardness hardness;
  LtRuleEffect effect;
  LtRulePer per;
  char **areas;
  char *subject;
  char **responsible;
  const LtRuleMeasure *quantity;
  const LtRuleMeasure *statistic;
  char *unit;
  LtRuleComparator comparator;
  char *limit;
  LtRatio number;
  int places;
  char *valid_from;
  char *valid_to;
  char *period;
  char *due;
  LtRuleEvaluation evaluation;
  LtRuleSource source;
  char *unsure;
  GHashTable *parameters;
  LtRuleOverride *override;
} LtPlanRule;

/**
 * LtRuleReach:
 * @LT_RULE_REACHES_NOT: it says nothing of that area
 * @LT_RULE_REACHES_WHOLE: it judges that area, or counties or places in it
 * @LT_RULE_REACHES_PART: it judges, as a whole, an area that this one is a part of
 * @LT_RULE_REACHES_MAYBE: it is for a group whose members the plan does not name
 *
 * What a rule has to do with an area.
 */
typedef enum
{
  LT_RULE_REACHES_NOT,
  LT_RULE_REACHES_WHOLE,
  LT_RULE_REACHES_PART,
  LT_RULE_REACHES_MAYBE,
} LtRuleReach;

typedef struct _LtPlans LtPlans;

LtPlans *lt_plans_new (LtRuleWords *words);
void lt_plans_free (LtPlans *self);
const LtRuleWords *lt_plans_get_words (const LtPlans *self);
gboolean lt_plans_add (LtPlans *self,
                       const char *file,
                       const char *text,
                       gsize size,
                       GPtrArray *problems,
                       GError **error);
gboolean lt_plans_add_with_text (LtPlans *self,
                                 const char *file,
                                 const char *text,
                                 gsize size,
                                 const char *plan_text,
                                 GPtrArray *problems,
                                 GError **error);
gboolean lt_plans_add_own (LtPlans *self,
                           const char *file,
                           const char *text,
                           gsize size,
                           GPtrArray *problems,
                           GError **error);
gboolean lt_plans_override (LtPlans *self,
                            const char *file,
                            const char *id,
                            const char *limit,
                            const LtRuleOverride *says,
                            GPtrArray *problems);
char *lt_plans_read_text_name (const char *text, gsize size);
guint lt_plans_get_n_rules (const LtPlans *self);
const LtPlanRule *lt_plans_get_rule (const LtPlans *self, guint place);
const LtPlanRule *lt_plans_find_rule (const LtPlans *self, const char *id);
const LtPlan *lt_plans_find_plan (const LtPlans *self, const char *code);

char *lt_plan_describe (const LtPlan *self);
const char *lt_plan_rule_get_parameter (const LtPlanRule *self, const char *name);
const char *const *lt_plan_rule_get_parameters (const LtPlanRule *self, const char *name);
gboolean lt_plan_rule_read_figure (const LtPlanRule *self,
                                   const LtRuleWords *words,
                                   const char *text,
                                   LtRatio *figure);
char *lt_plan_rule_add_unit (const LtPlanRule *self, const char *figure);
char *lt_plan_rule_format_figure (const LtPlanRule *self, const LtRuleWords *words, LtRatio figure);
LtRuleReach
lt_plan_rule_reaches (const LtPlanRule *self, const LtRuleWords *words, const char *area);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtPlans, lt_plans_free)

G_END_DECLS
