/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/session.h"

G_BEGIN_DECLS

gboolean lt_work_check_keeper_remains (LtSession *session,
                                       const LtRecord *without,
                                       GPtrArray *lost,
                                       GError **error);

G_END_DECLS
