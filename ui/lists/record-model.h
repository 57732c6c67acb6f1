/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/lists/record-row.h"
#include "work/session.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define LT_TYPE_RECORD_MODEL (lt_record_model_get_type ())
G_DECLARE_FINAL_TYPE (LtRecordModel, lt_record_model, LT, RECORD_MODEL, GObject)

/**
 * LtRecordModel:
 *
 * The rows of a list, however many: of each only its local number is kept, eight
 * bytes, and a reader's thread reads the records that come into sight. Signal
 * `failed` (its message): they could not be read.
 */
LtRecordModel *lt_record_model_new (LtSession *session, const LtKind *kind);
void lt_record_model_set_fields (LtRecordModel *self, guint64 fields);
void lt_record_model_set_keys (LtRecordModel *self, GArray *keys);
void lt_record_model_renew (LtRecordModel *self);
void lt_record_model_stop (LtRecordModel *self);
gboolean lt_record_model_get_id (LtRecordModel *self, guint position, LtId *id);
gint64 lt_record_model_get_key (LtRecordModel *self, guint position);

G_END_DECLS
