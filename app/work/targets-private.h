/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "geo/shape.h"
#include "model/items.h"
#include "rules/evaluation.h"
#include "work/dust-table.h"
#include "work/targets.h"

G_BEGIN_DECLS

/* For targets.c and its parts. */

/**
 * LtJudging:
 * @store: the county file
 * @words: the closed words
 * @standards: what the standards say
 * @items: what can be measured
 * @date: the day of the verdicts; of a year that goes on, only the days up to it count
 * @today: the day of which the file shows its records
 * @records: code of an area → LtRecord: those that the file has
 * @dust: "mean 2021-11" → LtDustTable: what was read already
 * @years: "2021 national 140302" → LtJudgedYear, as targets-years.c
 * @zones: "planning,built-up 2021-12-31" → GPtrArray of LtShape
 * @outlines: code of an area → LtShape
 * @figures: (nullable) (element-type LtRecord): what is reported, once it was read
 *
 * While targets are judged.
 */
typedef struct
{
  LtStore *store;
  const LtRuleWords *words;
  const LtStandards *standards;
  const LtItems *items;
  const char *date;
  const char *today;
  GHashTable *records;
  GHashTable *dust;
  GHashTable *years;
  GHashTable *zones;
  GHashTable *outlines;
  GPtrArray *figures;
} LtJudging;

/**
 * LtJudgedYear:
 * @n_stations: of how many stations it is
 * @n_left_out: values of them that cannot be so (items.json)
 * @evaluation: the statistics of the year
 * @classes: how many days of each class of the index
 *
 * A year of the stations of one kind in one area.
 */
typedef struct
{
  guint n_stations;
  guint n_left_out;
  LtAirEvaluation *evaluation;
  LtAirClasses classes;
} LtJudgedYear;

void lt_target_say (LtTarget *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
void lt_target_lack (LtTarget *self, const char *reason);
void lt_target_say_left_out (LtTarget *self, guint n);

/* targets-air.c, targets-dust.c, targets-places.c, targets-zones.c: each looks for the value of a
 * target; targets-figures.c for one that somebody entered. */
gboolean lt_judging_measure_air (LtJudging *self, LtTarget *target, GError **error);
gboolean lt_judging_measure_dust (LtJudging *self, LtTarget *target, GError **error);
gboolean lt_judging_measure_places (LtJudging *self, LtTarget *target, GError **error);
gboolean lt_judging_measure_zones (LtJudging *self, LtTarget *target, GError **error);
gboolean lt_judging_take_figure (LtJudging *self, LtTarget *target, GError **error);
void
lt_judging_say_who (LtJudging *self, LtTarget *target, const LtRecord *record, const char *name);

/* targets-own.c: what the county itself has to do with the rule */
void lt_judging_say_own (LtJudging *self, LtTarget *target);

/* targets-years.c */
const LtJudgedYear *lt_judging_find_year (LtJudging *self,
                                          const char *area,
                                          const char *station_kind,
                                          int year,
                                          GError **error);
void lt_judged_year_free (LtJudgedYear *self);

/* targets-outlines.c: where areas and zones are */
const LtShape *lt_judging_find_outline (LtJudging *self, const char *area);
gboolean lt_judging_add_outlines (LtJudging *self, GPtrArray *outlines, const char *area);
GPtrArray *
lt_judging_list_zones (LtJudging *self, const char *kinds, const char *date, GError **error);
gboolean lt_judging_lies_in (GPtrArray *outlines, double longitude, double latitude);

/* targets-sites.c: what each place by itself comes to */
gboolean lt_judging_can_judge_sites (const LtPlanRule *rule);
GPtrArray *
lt_judging_list_sites (LtJudging *self, const LtPlanRule *rule, const char *area, GError **error);
gboolean lt_judging_is_gone (const LtRulePlaces *places, const LtRecord *record);
gboolean lt_judging_measure_site (LtJudging *self, LtTarget *target, GError **error);

G_END_DECLS
