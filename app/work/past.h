/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/session.h"

G_BEGIN_DECLS

LtSession *lt_work_open_past (const char *path, gint64 until, GError **error);

G_END_DECLS
