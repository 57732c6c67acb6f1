/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What lies beside a county file: NAME.keys, NAME.drafts, NAME.files. */

char *lt_path_beside (const char *county_path, const char *ending);
gboolean lt_path_check_replaced (const char *target, GError **error);

G_END_DECLS
