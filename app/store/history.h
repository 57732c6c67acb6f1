/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/group.h"
#include "store/store.h"

G_BEGIN_DECLS

/* What the log still knows of what is gone: removed records, values that were
 * superseded. */

LtRecord *lt_store_recall (LtStore *self, const LtId *id, gboolean *there, GError **error);
gboolean lt_store_list_before (LtStore *self,
                               const LtOperation *operation,
                               GPtrArray **values,
                               GError **error);

G_END_DECLS
