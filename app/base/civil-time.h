/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Civil time is that of Asia/Shanghai; instants are milliseconds since 1970
 * (UTC). Dates and times are kept as ISO 8601 text: "2026-11-20",
 * "2026-11-20T15:42" with no zone, because the zone is always the same. */

gboolean lt_date_is_valid (const char *date);
gboolean lt_month_is_valid (const char *month);
gboolean lt_minute_is_valid (const char *minute);
char *lt_date_of (gint64 unix_ms);
char *lt_minute_of (gint64 unix_ms);
char *lt_second_of (gint64 unix_ms);
char *lt_time_from_typed (const char *text, const char *today);
gint64 lt_time_parse (const char *text, GError **error);
char *lt_date_add_days (const char *date, int days);
int lt_date_count_days (const char *from, const char *to);
char *lt_date_in_words (const char *date);

G_END_DECLS
