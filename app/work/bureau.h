/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/session.h"

G_BEGIN_DECLS

/* The bureau's own settings: what its papers say of it. They are of the county file,
 * signed and synced; what is of this machine only stands in ui/preferences/. */

gboolean lt_work_bureau_may_set (const LtField *field);
gboolean lt_work_may_set_bureau (LtSession *session);
gboolean lt_work_set_bureau (LtSession *session, const LtRecord *wanted, GError **error);

G_END_DECLS
