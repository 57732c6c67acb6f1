/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/reading-import.h"
#include "work/importing.h"

G_BEGIN_DECLS

/**
 * LtReadingRepeats:
 *
 * The rows of one file whose place, item and time stand in it before. The same
 * again is nothing new. Of rows that say different things one is taken whole and
 * the others are refused; which one, their values decide and not their order, so
 * that the same rows in any order make the same batch: the one with most values,
 * of those the one that comes first when they are compared as text.
 *
 *   lt_reading_repeats_add (self, line, first, same);   while the file is read
 *   if (lt_reading_repeats_differ (self))
 *     lt_reading_repeats_collect (self, id, row);         while it is read again
 *     lt_reading_repeats_choose (self);
 *     lt_reading_repeats_refuse (self, row->line);      while it is read for good
 *   lt_reading_repeats_settle (self, report, tally);
 */
typedef struct _LtReadingRepeats LtReadingRepeats;

LtReadingRepeats *lt_reading_repeats_new (void);
void lt_reading_repeats_free (LtReadingRepeats *self);
void lt_reading_repeats_add (LtReadingRepeats *self, gint64 line, gint64 first, gboolean same);
gboolean lt_reading_repeats_differ (const LtReadingRepeats *self);
void
lt_reading_repeats_collect (LtReadingRepeats *self, const LtId *place, const LtReadingRow *row);
void lt_reading_repeats_choose (LtReadingRepeats *self);
gboolean lt_reading_repeats_refuse (LtReadingRepeats *self, gint64 line);
void lt_reading_repeats_settle (const LtReadingRepeats *self,
                                LtImportReport *report,
                                const LtReadingTally *tally);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtReadingRepeats, lt_reading_repeats_free)

G_END_DECLS
