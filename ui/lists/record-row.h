/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/session.h"

G_BEGIN_DECLS

#define LT_TYPE_RECORD_ROW (lt_record_row_get_type ())
G_DECLARE_FINAL_TYPE (LtRecordRow, lt_record_row, LT, RECORD_ROW, GObject)

/**
 * LtRecordRow:
 *
 * A record in a list, with its fields as they are read.
 */
LtRecordRow *lt_record_row_new (LtSession *session, const LtKind *kind, const LtRecord *record);
const LtRecord *lt_record_row_get_record (LtRecordRow *self);
const char *lt_record_row_get_text (LtRecordRow *self, guint field);

G_END_DECLS
