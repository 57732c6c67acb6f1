/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/record-entries.h"

G_BEGIN_DECLS

/**
 * lt_entry_is_on_cell:
 *
 * What makes sense is on the field it is about, or on the record's being there: 0.
 */
static inline gboolean
lt_entry_is_on_cell (const LtEntry *self, guint32 number)
{
  return self->field == number;
}

LtValue *lt_entry_say (const LtEntry *self, guint32 number);
LtMergeClass lt_merge_class_of (const LtKind *kind, guint32 number, GPtrArray *entries);
void lt_merge_set (GPtrArray *entries, LtCell *cell);
gboolean lt_merge_supersedes (GPtrArray *entries,
                              const LtKind *kind,
                              const LtCell *cell,
                              const LtEntry *other,
                              const LtEntry *candidate);
gboolean lt_merge_find_agreed (GPtrArray *entries, const LtCell *cell, LtValue **agreed);

G_END_DECLS
