/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/session.h"

G_BEGIN_DECLS

/* What comes after: the order that follows from an inspection, the look that follows
 * from an order. */

gboolean
lt_work_find_order (LtSession *session, const LtId *inspection, LtRecord **order, GError **error);
char *lt_work_tell_re_inspection (LtSession *session,
                                  const LtRecord *order,
                                  gboolean *waits,
                                  GError **error);
LtRecord *lt_work_re_inspection_new (LtSession *session, const LtRecord *order, GError **error);

G_END_DECLS
