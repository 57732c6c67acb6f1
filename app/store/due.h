/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/store.h"

G_BEGIN_DECLS

/* What waits for somebody, as far as the records tell it. */

/**
 * LtDueSort:
 * @LT_DUE_ISSUED: orders that are issued, whose deadline comes, and whose place nobody
 *   has looked at since, see #LtDueLists
 * @LT_DUE_REVIEW: orders that wait to be issued
 * @LT_DUE_DRAFT: orders that are not submitted
 * @LT_DUE_WITHOUT_ORDER: inspections that end with an order, and there is none
 * @LT_DUE_WITHOUT_RESULT: inspections whose result nobody has said, nor by an order
 *
 * Which of them.
 */
typedef enum
{
  LT_DUE_ISSUED,
  LT_DUE_REVIEW,
  LT_DUE_DRAFT,
  LT_DUE_WITHOUT_ORDER,
  LT_DUE_WITHOUT_RESULT,
  LT_DUE_N_SORTS,
} LtDueSort;

/**
 * LtDueLists:
 * @keys: (element-type gint64): of each sort, local numbers of its records
 *
 * What waits for somebody.
 *
 * Of an order that is issued, its place was not looked at since. It is done with for this
 * list once its place was looked at on the day of the deadline or later, whatever was
 * found: what follows from that is an order of its own. Before that day only an inspection
 * that found no problem, and started after the issue, ends it: on the day of the issue the
 * log tells the minute, and within that minute what was entered later is later. The
 * order's own inspection is none of these.
 */
typedef struct
{
  GArray *keys[LT_DUE_N_SORTS];
} LtDueLists;

const LtKind *lt_due_get_kind (LtDueSort sort);
LtDueLists *lt_store_list_due (LtStore *self, const char *until, GError **error);
gboolean lt_store_find_look (LtStore *self, const LtRecord *order, LtRecord **look, GError **error);
void lt_due_lists_free (LtDueLists *self);
GArray *lt_store_list_conflicting (LtStore *self, GError **error);
GArray *lt_store_list_lost_originals (LtStore *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtDueLists, lt_due_lists_free)

G_END_DECLS
