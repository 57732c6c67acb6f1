/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/session.h"

G_BEGIN_DECLS

char *lt_work_save_aside (LtSession *session, GError **error);
gboolean lt_work_put_back (const char *aside, const char *path, GError **error);

G_END_DECLS
