/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/items.h"
#include "model/reading.h"
#include "rules/evaluation.h"
#include "store/store.h"

G_BEGIN_DECLS

/* The pollutants that are measured by the hour, of whose hours a day is made. */
#define LT_AIR_N_HOURLY 6

const char *lt_air_hourly_code (guint pollutant);
GArray *lt_work_air_days (LtStore *store,
                          const LtStandards *standards,
                          const LtItems *items,
                          const LtId *place,
                          gint64 from,
                          gint64 to,
                          guint *n_left_out,
                          GError **error);
GPtrArray *lt_work_area_stations (LtStore *store, const LtRecord *area, GError **error);
GArray *lt_work_area_air_days (LtStore *store,
                               const LtStandards *standards,
                               const LtItems *items,
                               GPtrArray *stations,
                               gint64 from,
                               gint64 to,
                               guint *n_left_out,
                               GError **error);
gboolean lt_work_is_evaluated (const LtRecord *station);

G_END_DECLS
