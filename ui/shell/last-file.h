/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *lt_last_file_get (void);
void lt_last_file_set (const char *path);
char *lt_last_hub_get (const char *county);
void lt_last_hub_set (const char *county, const char *hub);
char *lt_settings_get_map (const char *card);
void lt_settings_set_map (const char *card, const char *json);
char *lt_settings_get_list (const char *card, const char *kind);
void lt_settings_set_list (const char *card, const char *kind, const char *json);
guint lt_settings_get_lock_minutes (void);
gboolean lt_settings_get_notifications (void);
void lt_settings_set_notifications (gboolean on);
char *lt_settings_get_notified (void);
void lt_settings_set_notified (const char *date);

G_END_DECLS
