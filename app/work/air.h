/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/items.h"
#include "model/reading.h"
#include "rules/standards.h"
#include "rules/statistics.h"
#include "work/session.h"

G_BEGIN_DECLS

/**
 * LtAirIndex:
 * @time: civil minutes, as readings have it
 * @scale: (transfer none): by which it was judged
 * @aqi: the index
 * @values: by the place of the scale's row; what @aqi was made of
 * @has_value: which of them there are, as bits
 * @made: of a day, by the place of the row: how many hours there were, and how many it needs
 * @from_hours: of a day, which values were made of hours, as bits
 *
 * The air quality index of one hour or day at one place.
 */
typedef struct
{
  gint64 time;
  const LtAqiScale *scale;
  LtAqi aqi;
  LtRatio values[LT_AQI_MOST_ITEMS];
  guint has_value;
  LtStatistic made[LT_AQI_MOST_ITEMS];
  guint from_hours;
} LtAirIndex;

typedef struct _LtAirIndices LtAirIndices;

/**
 * LtAirIndices:
 * @rows: (element-type LtAirIndex): rising in time
 * @scales: (element-type LtAqiScale): the scales that were used
 * @n_left_out: values that no air ever had (items.json): kept as they came, not judged
 *
 * @standards: (nullable): what the standards say, where whoever asked gave it away
 *
 * The indices of one place.
 */
struct _LtAirIndices
{
  GArray *rows;
  GPtrArray *scales;
  guint n_left_out;
  LtStandards *standards;
};

LtAirIndices *lt_work_air_indices (LtStore *store,
                                   const LtStandards *standards,
                                   const LtItems *items,
                                   const LtId *place,
                                   LtInterval interval,
                                   gint64 from,
                                   gint64 to,
                                   GError **error);
void lt_air_indices_free (LtAirIndices *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtAirIndices, lt_air_indices_free)

G_END_DECLS
