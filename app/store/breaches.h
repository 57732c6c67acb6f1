/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/store.h"

G_BEGIN_DECLS

/**
 * LtBreachSort:
 * @LT_BREACH_TAKEN_TWICE: a value that must be one record's own is that of several
 * @LT_BREACH_PARENT_REMOVED: what the record belongs to was removed, 待归属
 * @LT_BREACH_OWN_WORK: who made the record has also signed it off; no verb lets him
 */
typedef enum
{
  LT_BREACH_TAKEN_TWICE = 1,
  LT_BREACH_PARENT_REMOVED = 2,
  LT_BREACH_OWN_WORK = 3,
} LtBreachSort;

/**
 * LtBreach:
 * @record: the record
 * @kind: its kind
 * @field: place in the field table
 * @what: what is wrong
 * @value: the value that is taken twice, or the id of what was removed, or of the
 *   officer
 *
 * What merging brought about and no single machine would have let in. Nothing is
 * refused for it and nothing lost: it is listed until somebody changes it.
 */
typedef struct
{
  LtId record;
  const LtKind *kind;
  guint field;
  LtBreachSort what;
  char *value;
} LtBreach;

GPtrArray *lt_store_list_breaches (LtStore *self, GError **error);
gint64 lt_store_count_breaches (LtStore *self);
gboolean lt_store_is_taken_twice (LtStore *self, const LtRecord *record, const char *field);

G_END_DECLS
