/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/feed.h"
#include "store/store.h"

G_BEGIN_DECLS

/**
 * LtLogQuery:
 * @record: (nullable): only groups that touch this record
 * @officer: (nullable): only groups of this officer
 * @from: only what was done at or after; 0 for no limit
 * @to: only what was done before; 0 for no limit
 * @own_after: (nullable): only what was written on this device after this end of
 *   its stream, or under a later epoch
 * @limit: at the most as many groups, the latest; 0 for all
 */
typedef struct
{
  const LtId *record;
  const LtId *officer;
  gint64 from;
  gint64 to;
  const LtTip *own_after;
  guint limit;
} LtLogQuery;

GPtrArray *lt_store_log (LtStore *self, const LtLogQuery *query, GError **error);

G_END_DECLS
