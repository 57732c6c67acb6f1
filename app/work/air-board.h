/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/air-tally.h"
#include "work/air-days.h"

G_BEGIN_DECLS

/**
 * LtAirPlace:
 * @place: a station
 * @days: (element-type LtAirDay): rising; also those all of whose values were left out
 * @tally: of them
 * @without_events: (nullable): of them without the values of exceptional events; %NULL where
 *   there are none, so that it is the same
 * @n_days: how many days have anything
 * @n_left_out: values that no air ever had
 * @n_events: values that bear the mark of an exceptional event
 *
 * What a board keeps of a station.
 */
typedef struct
{
  LtId place;
  GArray *days;
  LtAirTally *tally;
  LtAirTally *without_events;
  guint n_days;
  guint n_left_out;
  guint n_events;
} LtAirPlace;

/**
 * LtAirBoard:
 *
 * The evaluation of all stations over a span. It is kept, and where measured values came, went
 * or were corrected, only the days concerned are made anew; what it says is the same as if all
 * were read again. It belongs to one county file and may go from thread to thread, but is of
 * one at a time.
 */
typedef struct _LtAirBoard LtAirBoard;

LtAirBoard *
lt_air_board_new (const LtStandards *standards, const LtItems *items, const LtSpan *span);
void lt_air_board_free (LtAirBoard *self);
gboolean
lt_air_board_refresh (LtAirBoard *self, LtStore *store, GPtrArray *stations, GError **error);
const LtAirPlace *lt_air_board_find (const LtAirBoard *self, const LtId *place);
guint lt_air_board_count_read (const LtAirBoard *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtAirBoard, lt_air_board_free)

G_END_DECLS
