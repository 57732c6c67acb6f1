/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/session.h"

G_BEGIN_DECLS

char *lt_work_describe_outside (LtSession *session, const LtKind *kind, const LtShape *shape);

G_END_DECLS
