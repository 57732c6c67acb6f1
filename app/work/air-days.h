/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/items.h"
#include "model/reading.h"
#include "rules/evaluation.h"
#include "store/readings.h"
#include "store/store.h"

G_BEGIN_DECLS

/* The pollutants that are measured by the hour, of whose hours a day is made. */
#define LT_AIR_N_HOURLY 6

/**
 * LtAirLook:
 * @without_events: whether values that bear the mark of an exceptional event (HJ 663: sand-dust)
 *   are taken out
 * @n_left_out: (inout): raised by the values that cannot be so (items.json)
 * @n_events: (inout): raised by the values that bear such a mark, taken out or not
 *
 * How values become days.
 */
typedef struct
{
  gboolean without_events;
  guint n_left_out;
  guint n_events;
} LtAirLook;

void lt_span_get_minutes (const LtSpan *span, gint64 *from, gint64 *to);
const char *lt_air_hourly_code (guint pollutant);
gboolean lt_air_is_of_index (const char *item);
GArray *lt_air_days_read (LtReadingWalk *walk,
                          const LtStandards *standards,
                          const LtItems *items,
                          const LtId *place,
                          gint64 from,
                          gint64 to,
                          gboolean without_events,
                          GError **error);
GArray *lt_work_air_days (LtStore *store,
                          const LtStandards *standards,
                          const LtItems *items,
                          const LtId *place,
                          gint64 from,
                          gint64 to,
                          LtAirLook *look,
                          GError **error);
GPtrArray *lt_work_area_stations (LtStore *store, const LtRecord *area, GError **error);
GArray *lt_work_area_air_days (LtStore *store,
                               const LtStandards *standards,
                               const LtItems *items,
                               GPtrArray *stations,
                               gint64 from,
                               gint64 to,
                               LtAirLook *look,
                               GError **error);
gboolean lt_work_is_evaluated (const LtRecord *station);

G_END_DECLS
