/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/aqi-class.h"
#include "rules/evaluation.h"
#include "rules/row.h"
#include "rules/standards.h"

G_BEGIN_DECLS

/* Rows of data/rules/standards as they are kept; its README.md says what each key means. */

typedef struct
{
  LtCitation cited;
  char *name;
  char *value;
} LtStandardRule;

typedef struct
{
  LtCitation cited;
  char **items;
  char *average;
  char *of;
  char *within;
  guint minimum;
} LtValidity;

typedef struct
{
  LtCitation cited;
  char *item;
  char *average;
  gboolean is_percentile;
  LtRatio percent;
  char *limit_average;
  gboolean for_attainment;
} LtAskedStatistic;

typedef struct
{
  LtCitation cited;
  char *quantity;
  guint places;
} LtDecimals;

typedef struct
{
  LtCitation cited;
  char *of;
  gboolean rounded;
} LtComparison;

typedef struct
{
  LtCitation cited;
  char *label;
  char *limits;
  char *weights;
  gboolean is_default;
  guint places;
} LtSchemeRow;

typedef struct
{
  LtCitation cited;
  char *scheme;
  char *item;
  char *average;
  gboolean is_percentile;
  LtRatio percent;
  LtRatio limit;
  LtRatio weight;
} LtSchemeItem;

/* One row of breakpoints, and what holds above the last of them. */
typedef struct
{
  LtCitation cited;
  LtAqiReport report;
  char *average;
  gboolean counts;
  LtAqiRow row;
} LtBreakpoints;

typedef struct
{
  LtCitation cited;
  LtAqiReport report;
  char *item;
  char *average;
  int index;
} LtBeyond;

struct _LtStandards
{
  GPtrArray *limits;       /* (element-type LtLimit) */
  GPtrArray *breakpoints;  /* (element-type LtBreakpoints) */
  GPtrArray *beyond;       /* (element-type LtBeyond) */
  GPtrArray *classes;      /* (element-type LtAqiClass) */
  GPtrArray *rules;        /* (element-type LtStandardRule) */
  GPtrArray *validity;     /* (element-type LtValidity) */
  GPtrArray *statistics;   /* (element-type LtAskedStatistic) */
  GPtrArray *decimals;     /* (element-type LtDecimals) */
  GPtrArray *comparisons;  /* (element-type LtComparison) */
  GPtrArray *schemes;      /* (element-type LtSchemeRow) */
  GPtrArray *scheme_items; /* (element-type LtSchemeItem) */
  GPtrArray *events;       /* (element-type LtEventRule) */
  GHashTable *ids;         /* of all rows */
};

LtCitation lt_citation_read (LtRuleRow *row);
void lt_citation_clear (LtCitation *self);
const char *lt_reading_item_of (const char *item, const char *average);

/* aqi-class.c */
LtAqiClass *lt_aqi_class_read (LtRuleRow *row);
void lt_aqi_class_free (LtAqiClass *self);

/* evaluation.c */
gboolean lt_standards_compares_rounded (const LtStandards *self, const char *of, const char *date);

/* evaluation-days.c */
const char *lt_air_item_of_standard (LtAirItem item);
const LtLimit *lt_standards_find_limit (const LtStandards *self,
                                        const char *item,
                                        const char *average,
                                        guint air_class,
                                        const char *date);

/* evaluation-rows.c */
LtValidity *lt_validity_read (LtRuleRow *row);
void lt_validity_free (LtValidity *self);
LtAskedStatistic *lt_asked_statistic_read (LtRuleRow *row);
void lt_asked_statistic_free (LtAskedStatistic *self);
LtDecimals *lt_decimals_read (LtRuleRow *row);
void lt_decimals_free (LtDecimals *self);
LtComparison *lt_comparison_read (LtRuleRow *row);
void lt_comparison_free (LtComparison *self);
LtSchemeRow *lt_scheme_row_read (LtRuleRow *row);
void lt_scheme_row_free (LtSchemeRow *self);
LtSchemeItem *lt_scheme_item_read (LtRuleRow *row);
void lt_scheme_item_free (LtSchemeItem *self);

/* events.c */
LtEventRule *lt_event_rule_read (LtRuleRow *row);
void lt_event_rule_free (LtEventRule *self);

G_END_DECLS
