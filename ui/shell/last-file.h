/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *lt_last_file_get (void);
void lt_last_file_set (const char *path);
char *lt_last_hub_get (const char *county);
void lt_last_hub_set (const char *county, const char *hub);
guint lt_settings_get_lock_minutes (void);

G_END_DECLS
