/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/lists/record-row.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define LT_TYPE_RECORD_MODEL (lt_record_model_get_type ())
G_DECLARE_FINAL_TYPE (LtRecordModel, lt_record_model, LT, RECORD_MODEL, GObject)

/**
 * LtRecordModel:
 *
 * The rows of a list, however many: of each only its local number is kept, and
 * the records are read when they come into sight.
 */
LtRecordModel *lt_record_model_new (LtSession *session, const LtKind *kind);
void lt_record_model_set_keys (LtRecordModel *self, GArray *keys);
void lt_record_model_renew (LtRecordModel *self);

G_END_DECLS
