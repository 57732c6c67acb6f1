/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/store.h"

G_BEGIN_DECLS

#define LT_TYPE_RECORD_ROW (lt_record_row_get_type ())
G_DECLARE_FINAL_TYPE (LtRecordRow, lt_record_row, LT, RECORD_ROW, GObject)

/**
 * LtRecordRow:
 *
 * A record as a row of a list: its fields as people read them, read by a reader's
 * thread. Signal `changed`: it says something else, or says something at last.
 */
LtRecordRow *lt_record_row_new (const LtKind *kind);
gboolean lt_record_row_is_read (LtRecordRow *self);
void lt_record_row_take_texts (LtRecordRow *self, char **texts, guint64 conflicts);
gboolean lt_record_row_has_conflict (LtRecordRow *self, guint field);
const char *lt_record_row_get_text (LtRecordRow *self, guint field);

G_END_DECLS
