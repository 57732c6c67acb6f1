/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What this program may use up. A parser of foreign files may be wrong; then
 * it costs the import and nothing else. */
#define LT_MAX_SECONDS 300
#define LT_MAX_MEMORY  ((guint64) 2 << 30)
#define LT_MAX_FILES   64
#define LT_MAX_INPUT   ((guint64) 400 << 20)

void lt_limits_apply (void);

G_END_DECLS
