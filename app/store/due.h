/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/store.h"

G_BEGIN_DECLS

/* What waits for somebody, as far as the records tell it. */

/**
 * LtDueSort:
 * @LT_DUE_ISSUED: orders that are issued, whose deadline comes, and whose place nobody
 *   has looked at since, see lt_store_list_due()
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
} LtDueSort;

const LtKind *lt_due_get_kind (LtDueSort sort);
GArray *lt_store_list_due (LtStore *self, LtDueSort sort, const char *until, GError **error);
GArray *lt_store_list_conflicting (LtStore *self, GError **error);
GArray *lt_store_list_lost_originals (LtStore *self, GError **error);

G_END_DECLS
