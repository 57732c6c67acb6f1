/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/composite-index.h"
#include "rules/evaluation-span.h"
#include "rules/standards.h"
#include "rules/statistics.h"

G_BEGIN_DECLS

/* What HJ 663 makes of hours: days, means of points, statistics of a span, and whether it
 * attains the standard. Every number that it needs is a row of data/rules/standards. */

/* What a day is judged on, in the order of items.json; names are those of readings. */
typedef enum
{
  LT_AIR_PM25,
  LT_AIR_PM10,
  LT_AIR_SO2,
  LT_AIR_NO2,
  LT_AIR_CO,
  LT_AIR_O3_8H,
  LT_AIR_O3_1H,
  LT_AIR_N_ITEMS,
} LtAirItem;

/**
 * LtAirDay:
 * @date: "2026-03-01"
 * @values: by LtAirItem; those that are not valid take part in nothing
 * @from_hours: which were made of hours, as bits; the others came as days
 * @is_empty: whether there was no value but such as were left out
 * @n_left_out: values that no air ever had
 * @n_events: values that bear the mark of an exceptional event
 *
 * The values of one day.
 */
typedef struct
{
  char date[11];
  LtStatistic values[LT_AIR_N_ITEMS];
  guint from_hours;
  gboolean is_empty;
  guint n_left_out;
  guint n_events;
} LtAirDay;

/**
 * LtAirFigure:
 * @cited: the row that asks for it
 * @item: code of the item's readings
 * @is_percentile: whether it is a percentile of the days, else their mean
 * @percent: which
 * @figure: it, exactly, of how many valid days
 * @short_month: (nullable): first month with too few days, "2026-03"; %NULL for none
 * @places: decimals of the result
 * @rounded: it, rounded once
 * @limits: (nullable): of class 1 and 2, on the span's last day
 * @air_class: class whose limit it keeps: 1, 2, or 0 for neither
 *
 * One statistic of a span.
 */
typedef struct
{
  const LtCitation *cited;
  const char *item;
  gboolean is_percentile;
  LtRatio percent;
  LtStatistic figure;
  char *short_month;
  guint places;
  LtRatio rounded;
  const LtLimit *limits[2];
  guint air_class;
} LtAirFigure;

/**
 * LtAirEvaluation:
 * @figures: (element-type LtAirFigure): in the order of the standard
 * @is_valid: whether all of them are valid
 * @attains: whether all of them keep class 2; only where @is_valid
 *
 * The evaluation of a place or area over a span.
 */
typedef struct
{
  GPtrArray *figures;
  gboolean is_valid;
  gboolean attains;
} LtAirEvaluation;

/**
 * LtAirClasses:
 * @by_class: days of each class of the index, as lt_standards_place_class() has them
 * @n: days that have an index
 * @n_required: how many HJ 663 asks for in the span, of each item
 * @is_valid: whether there are as many, and in each month as many as it asks for there
 * @short_month: first month with too few days, "2026-03"; "" for none
 *
 * How many days of a span were good, and how many bad.
 */
typedef struct
{
  guint by_class[LT_AQI_CLASSES];
  guint n;
  guint n_required;
  gboolean is_valid;
  char short_month[8];
} LtAirClasses;

const char *lt_air_item_code (LtAirItem item);
gboolean lt_air_item_find (const char *code, LtAirItem *item);
guint lt_standards_get_minimum (const LtStandards *self,
                                const char *item,
                                const char *average,
                                const char *of,
                                const char *within,
                                const char *date);
const LtCitation *lt_standards_cite_days (const LtStandards *self,
                                          LtAirItem item,
                                          const char *within,
                                          const char *date);
guint lt_standards_get_places (const LtStandards *self, const char *quantity, const char *date);
LtStatistic lt_standards_make_day (const LtStandards *self,
                                   LtAirItem item,
                                   const gint64 *hours,
                                   const char *date);
GArray *lt_standards_make_area_days (const LtStandards *self, GPtrArray *points);
LtAirEvaluation *lt_standards_evaluate (const LtStandards *self,
                                        const LtSpan *span,
                                        const LtAirDay *days,
                                        guint n_days);
void lt_air_evaluation_free (LtAirEvaluation *self);
LtAqi lt_aqi_scale_judge_day (const LtAqiScale *self, const LtAirDay *day);
LtAirClasses lt_standards_count_classes (const LtStandards *self,
                                         const LtSpan *span,
                                         const LtAirDay *days,
                                         guint n_days);
LtIndexScheme *
lt_standards_make_scheme (const LtStandards *self, const char *name, const char *date);
char **lt_standards_list_schemes (const LtStandards *self);
LtIndex lt_standards_make_index (const LtStandards *self,
                                 const LtIndexScheme *scheme,
                                 const LtSpan *span,
                                 const LtAirDay *days,
                                 guint n_days);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtAirEvaluation, lt_air_evaluation_free)

G_END_DECLS
