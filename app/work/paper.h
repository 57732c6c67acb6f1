/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/session.h"

G_BEGIN_DECLS

char *lt_work_freeze_order (LtSession *session, const LtRecord *order, GError **error);

G_END_DECLS
