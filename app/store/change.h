/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/signature.h"
#include "store/store.h"

G_BEGIN_DECLS

/**
 * LtChange:
 *
 * What one form save, one verb or one page of an import changes: it counts
 * whole or not at all.
 */
typedef struct _LtChange LtChange;

/**
 * LtAuthor:
 * @officer: id of the officer who acts
 * @key: the key that signs for him
 * @now: the time of the act, milliseconds since 1970 (UTC)
 * @by_hand: whether @now was given by hand and not by the device's clock
 * @note: (nullable): why, in the officer's words
 */
typedef struct
{
  LtId officer;
  LtKeyPair key;
  gint64 now;
  gboolean by_hand;
  const char *note;
} LtAuthor;

LtChange *lt_change_new (void);
void lt_change_free (LtChange *self);
gboolean lt_change_is_empty (const LtChange *self);
guint lt_change_count (const LtChange *self);
const LtId *lt_change_get_record (const LtChange *self, guint index);
void lt_change_create (LtChange *self, const LtRecord *record);
void lt_change_set (LtChange *self, const LtRecord *seen, guint field, LtValue *value);
void lt_change_add_member (LtChange *self,
                           const LtKind *kind,
                           const LtId *id,
                           guint field,
                           const char *member);
void lt_change_drop_member (LtChange *self,
                            const LtKind *kind,
                            const LtId *id,
                            guint field,
                            const char *member,
                            GPtrArray *additions);
void lt_change_remove (LtChange *self, const LtRecord *seen);
struct _LtBatchWriter;
void lt_change_publish (LtChange *self, struct _LtBatchWriter *writer);
void lt_change_revive (LtChange *self, const LtKind *kind, const LtId *id, GPtrArray *life);

gboolean lt_store_append (LtStore *self,
                          LtChange *change,
                          const LtAuthor *author,
                          LtDigest *group,
                          GError **error);
typedef struct _LtSecondLook LtSecondLook;

guint lt_store_append_some (LtStore *self,
                            GPtrArray *changes,
                            GPtrArray *notes,
                            guint first,
                            const LtAuthor *author,
                            LtSecondLook *look,
                            GError **error);
LtChange *lt_store_compensate (LtStore *self, const LtDigest *group, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtChange, lt_change_free)

G_END_DECLS
