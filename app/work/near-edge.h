/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "position/fix.h"
#include "work/session.h"

G_BEGIN_DECLS

char *lt_work_describe_edge (LtSession *session, const LtFix *fix);

G_END_DECLS
