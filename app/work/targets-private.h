/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/items.h"
#include "rules/standards.h"
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
} LtJudging;

void lt_target_say (LtTarget *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
void lt_target_lack (LtTarget *self, const char *reason);

/* targets-air.c, targets-dust.c, targets-places.c: each looks for the value of a target */
gboolean lt_judging_measure_air (LtJudging *self, LtTarget *target, GError **error);
gboolean lt_judging_measure_dust (LtJudging *self, LtTarget *target, GError **error);
gboolean lt_judging_measure_places (LtJudging *self, LtTarget *target, GError **error);

G_END_DECLS
