/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/limit-steps.h"
#include "rules/plans.h"
#include "work/series.h"

G_BEGIN_DECLS

/* By what the values of series are judged: limits of the standard of each day, or of one
 * standard for all days; of dust fall the numbers of the action plans. */

/* The judge that judges nothing. */
#define LT_JUDGE_NONE "none"

/**
 * LtSeriesJudge:
 * @name: what programs call it: of an edition of the standard, or the id of a plan's rule
 * @label: in words
 *
 * What can judge a whole series.
 */
typedef struct
{
  char *name;
  char *label;
} LtSeriesJudge;

/**
 * LtSeriesLimit:
 * @limit: (nullable): of the standard
 * @rule: (nullable): of a plan; one of the two
 * @label: in words, with the standard and the class
 * @brief: in fewer letters
 * @from: for values from here, civil minutes
 * @to: to here
 *
 * A line in a diagram, and the time that it judges.
 */
typedef struct
{
  const LtLimit *limit;
  const LtPlanRule *rule;
  char *label;
  char *brief;
  gint64 from;
  gint64 to;
} LtSeriesLimit;

/**
 * LtSeriesLimits:
 * @standards: (nullable): which own the limits
 * @plans: (nullable): which own the rules
 * @interval: of the values
 * @list: (element-type LtSeriesLimit): rising in time
 * @judges: (element-type LtSeriesJudge): what could judge the whole series instead
 * @judged_by: (nullable): label of the one that does
 */
struct _LtSeriesLimits
{
  LtStandards *standards;
  LtPlans *plans;
  LtInterval interval;
  GPtrArray *list;
  GPtrArray *judges;
  char *judged_by;
};

LtSeriesLimits *lt_work_series_limits (LtStore *store, const LtSeriesWish *wish, GError **error);
void lt_series_limits_free (LtSeriesLimits *self);
const LtSeriesLimit *lt_series_limits_find_exceeded (const LtSeriesLimits *self,
                                                     const LtSeriesPlace *place,
                                                     const LtSeriesValue *value);
GPtrArray *lt_series_limits_list_exceeded (const LtSeriesLimits *self,
                                           const LtSeriesPlace *place,
                                           const LtSeriesValue *value);
gboolean lt_series_limits_judge (const LtSeriesLimits *self,
                                 const LtSeriesPlace *place,
                                 const LtSeriesValue *value);
GPtrArray *lt_series_limits_list_judging (const LtSeriesLimits *self,
                                          const LtSeriesPlace *place,
                                          const LtSeriesValue *value);
LtRatio lt_series_limits_round (const LtSeriesLimits *self,
                                const LtSeriesLimit *limit,
                                const LtSeriesValue *value);
gboolean lt_series_limits_exceeds (const LtSeriesLimits *self,
                                   const LtSeriesLimit *limit,
                                   const LtSeriesValue *value);
/* series-verdict.c */
char *lt_series_limits_explain (const LtSeriesLimits *self,
                                const LtSeriesPlace *place,
                                const LtSeriesValue *value);
char *lt_limit_explain (const LtStandards *standards,
                        const LtLimit *limit,
                        LtRatio value,
                        const char *date);

char *lt_series_limits_make_note (const LtSeriesLimits *self,
                                  const char *sign,
                                  guint n_over,
                                  guint n_judged);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtSeriesLimits, lt_series_limits_free)

G_END_DECLS
