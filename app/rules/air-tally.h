/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/evaluation.h"

G_BEGIN_DECLS

/**
 * LtAirTally:
 *
 * The days of one place in a span, sorted and summed, so that a day more or less costs
 * little. What is made of them is the same in whatever order they came: sums are exact.
 */
typedef struct _LtAirTally LtAirTally;

LtAirTally *lt_air_tally_new (const LtStandards *standards, const LtSpan *span);
void lt_air_tally_free (LtAirTally *self);
void lt_air_tally_add (LtAirTally *self, const LtAirDay *day);
void lt_air_tally_remove (LtAirTally *self, const LtAirDay *day);
LtAirEvaluation *lt_air_tally_evaluate (const LtAirTally *self);
LtAirClasses lt_air_tally_count_classes (const LtAirTally *self);
LtIndex lt_air_tally_make_index (const LtAirTally *self, const LtIndexScheme *scheme);
guint lt_air_tally_count (const LtAirTally *self, LtAirItem item, const guint **by_month);
guint lt_air_tally_ask (const LtAirTally *self, LtAirItem item, const guint **by_month);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtAirTally, lt_air_tally_free)

G_END_DECLS
