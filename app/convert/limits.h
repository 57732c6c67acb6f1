/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What this program may use up. A parser of foreign files may be wrong; then
 * it costs the import and nothing else. Time on the processor grows with the
 * file: a second for each MiB of it on the disk above the first two minutes,
 * several times what an unpacked file or one packed 20 to 1 needs. */
#define LT_MAX_SECONDS       120 /* and LT_SECONDS_PER_MIB */
#define LT_SECONDS_PER_MIB   1
#define LT_MAX_MEMORY        ((guint64) 2 << 30)
#define LT_MAX_FILES         64
#define LT_MAX_SHEETS        ((guint64) 50 << 20)  /* a spreadsheet on the disk */
#define LT_MAX_HELD          ((guint64) 128 << 20) /* what must be in memory as a whole */
#define LT_MAX_MEMBERS       20000                 /* of an archive */
#define LT_MAX_RATIO         250                   /* unpacked : packed … */
#define LT_MAX_UNPACKED_FREE ((guint64) 16 << 20)  /* … beyond this many bytes */

/* The same of what it writes. */
#define LT_MAX_WRITING_SECONDS 1800
#define LT_MAX_OUTPUT          ((guint64) 16 << 30)

void lt_limits_apply (const char *path);
gboolean lt_limits_apply_writing (const char *folder, GError **error);

G_END_DECLS
