/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/items.h"
#include "rules/plans.h"
#include "work/breaches.h"
#include "work/series-limits.h"

G_BEGIN_DECLS

/* For breaches.c and its parts. */

#define LT_DAY_MINUTES (24 * 60)

typedef struct
{
  LtStore *store;
  const LtBreachWish *wish;
  LtBreaches *made;
  LtStandards *standards;
  LtItems *items;
  GHashTable *hourly; /* code of an item → LtSeriesLimits, of the hours that are looked at */
} LtBreachGathering;

LtBreach *lt_breaches_add (LtBreachGathering *self, LtBreachUnit unit, const LtRecord *place);
LtSeriesWish *lt_breaches_make_wish (LtBreachGathering *self,
                                     const LtRecord *place,
                                     const char *item,
                                     LtInterval interval);
void lt_breach_say (LtBreach *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
char *lt_breach_format_distance (LtRatio gap);
void lt_breach_cite_rule (LtBreach *breach, const LtPlanRule *rule);

/* breaches-air.c, breaches-dust.c */
gboolean lt_breaches_add_air (LtBreachGathering *self, GError **error);
gboolean lt_breaches_add_dust (LtBreachGathering *self, GError **error);

G_END_DECLS
