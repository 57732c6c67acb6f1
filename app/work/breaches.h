/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/reading.h"
#include "store/store.h"

G_BEGIN_DECLS

/* What is over a limit at a moment: targets of the action plans that are missed while they are
 * in force, hours and days above the limit of the standard of their day, dust fall over the
 * number of a plan. */

/* How many days of data are looked at where no period is asked for. */
#define LT_BREACH_DAYS 30

/**
 * LtBreachUnit:
 * @LT_BREACH_OF_PLACE: a station or a site by itself
 * @LT_BREACH_OF_COUNTY: a county, or a greater or smaller area
 *
 * What exceeds.
 */
typedef enum
{
  LT_BREACH_OF_PLACE,
  LT_BREACH_OF_COUNTY,
  LT_BREACH_N_UNITS,
} LtBreachUnit;

/**
 * LtBreach:
 * @unit: what exceeds
 * @kind: (nullable): kind of its record; %NULL where the file has none of it
 * @id: of that record
 * @place: its name
 * @item: code of an item, or of what a plan's rule is about
 * @title: what exceeds, in words
 * @interval: of a measured value
 * @target: (nullable): of a target of a plan its key, see lt_target_make_key(); %NULL of a
 *   measured value
 * @from: the first day of its period; of an hour the time
 * @to: the last
 * @value: as it is compared
 * @measure: unit of @value, @limit and @over
 * @comparator: how the value would have to stand to the limit; of a number that a duty begins
 *   at, how it stands
 * @limit: as it is written
 * @over: how far it is from the limit; "" where that is no number
 * @rule: of a plan the rule's id, of a standard its row's
 * @source: code of the plan, or the standard
 * @citation: where it stands: document and line, or clause
 * @quote: words of the plan; "" of a standard
 * @unsure: why it is not certain; ""
 * @lines: (element-type utf8): how it came about
 *
 * One limit that does not hold.
 */
typedef struct
{
  LtBreachUnit unit;
  const LtKind *kind;
  LtId id;
  char *place;
  char *item;
  char *title;
  LtInterval interval;
  char *target;
  char *from;
  char *to;
  char *value;
  char *measure;
  char *comparator;
  char *limit;
  char *over;
  char *rule;
  char *source;
  char *citation;
  char *quote;
  char *unsure;
  GPtrArray *lines;
} LtBreach;

/**
 * LtBreachWish:
 * @date: the day of the moment: a rule that is not in force on it raises nothing
 * @from: (nullable): first day; %NULL: the last LT_BREACH_DAYS of the data
 * @to: (nullable): last day; %NULL: @date, or the last of the data before it
 *
 * What is asked for.
 */
typedef struct
{
  char *date;
  char *from;
  char *to;
} LtBreachWish;

/**
 * LtBreaches:
 * @date: the day of the moment
 * @from: (nullable): first day that was looked at; %NULL where there are no data
 * @to: (nullable): last day
 * @list: (element-type LtBreach): newest first
 * @problems: (element-type LtRuleProblem): rows of rules that were refused
 * @n_left_out: how many values cannot be so and were left out
 *
 * All that is over a limit.
 */
typedef struct
{
  char *date;
  char *from;
  char *to;
  GPtrArray *list;
  GPtrArray *problems;
  guint n_left_out;
} LtBreaches;

LtBreachWish *lt_breach_wish_new (const char *date, const char *from, const char *to);
void lt_breach_wish_free (LtBreachWish *self);
LtBreaches *lt_work_breaches (LtStore *store, const LtBreachWish *wish, GError **error);
LtBreaches *lt_work_exceedances (LtStore *store, const LtBreachWish *wish, GError **error);
LtBreaches *lt_work_missed (LtStore *store, const LtBreachWish *wish, GError **error);
void lt_breaches_free (LtBreaches *self);
const char *lt_breach_unit_name (LtBreachUnit unit);

/* breach-words.c */
const char *lt_breach_unit_label (LtBreachUnit unit);
char *lt_breach_describe_time (const LtBreach *self);
char *lt_breach_describe_value (const LtBreach *self);
char *lt_breach_describe_limit (const LtBreach *self);
char *lt_breach_explain (const LtBreach *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtBreachWish, lt_breach_wish_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtBreaches, lt_breaches_free)

G_END_DECLS
