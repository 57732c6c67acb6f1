/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/digest.h"
#include "base/id.h"
#include "geo/shape.h"
#include "model/kind.h"

G_BEGIN_DECLS

/**
 * LtHead:
 * @operation: digest of an operation that nothing has superseded
 * @value: (nullable): what it says
 *
 * A field with two heads of different value is in conflict.
 */
typedef struct
{
  LtDigest operation;
  LtValue *value;
} LtHead;

/**
 * LtRecord:
 * @kind: what it is a record of
 * @id: its name for ever
 * @key: local number in this file, for lists; 0 for a record not in a file
 * @values: (array): the shown value of each field, in the order of the field
 *   table; %NULL where there is none
 * @heads: (array) (nullable): for each field, a #GPtrArray of #LtHead, or %NULL
 *   where the record was not read with its heads
 *
 * @life: (nullable) (element-type LtHead): heads of the record's being there
 * @life_conflict: whether it was removed on one side and changed on another
 *
 * A record as it was read. Read with its heads it is also the form token: a
 * change made from it supersedes exactly what its user saw.
 */
typedef struct
{
  const LtKind *kind;
  LtId id;
  gint64 key;
  LtValue **values;
  GPtrArray **heads;
  GPtrArray *life; /* heads of the record's being there at all */
  gboolean life_conflict;
} LtRecord;

LtRecord *lt_record_new (const LtKind *kind);
LtRecord *lt_record_copy (const LtRecord *self);
void lt_record_free (LtRecord *self);
const char *lt_record_get (const LtRecord *self, const char *field);
const LtValue *lt_record_get_value (const LtRecord *self, const char *field);
gboolean lt_record_set (LtRecord *self, const char *field, const char *text, GError **error);
void lt_record_set_text (LtRecord *self, const char *field, const char *text);
void lt_record_set_canonical (LtRecord *self, const char *field, const char *text);
void lt_record_take_value (LtRecord *self, guint field, LtValue *value);
LtShape *lt_record_get_shape (const LtRecord *self);
const char *lt_record_get_title (const LtRecord *self);
gboolean lt_record_has_conflict (const LtRecord *self, guint field);
gboolean lt_record_check_field (const LtRecord *self, guint field, GError **error);
gboolean lt_record_check (const LtRecord *self, GError **error);

LtShape *lt_value_to_shape (const LtValue *value, GError **error);

LtHead *lt_head_new (const LtDigest *operation, LtValue *value);
void lt_head_free (LtHead *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtRecord, lt_record_free)

G_END_DECLS
