/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LtRecentFile:
 * @path: a county file
 * @opened: when it was opened last, milliseconds since 1970 (UTC)
 */
typedef struct
{
  char *path;
  gint64 opened;
} LtRecentFile;

GPtrArray *lt_recent_files_list (void);
void lt_recent_files_forget (const char *path);
void lt_recent_file_free (LtRecentFile *self);
char *lt_last_file_get (void);
void lt_last_file_set (const char *path);
char *lt_last_hub_get (const char *county);
void lt_last_hub_set (const char *county, const char *hub);
char *lt_settings_get_map (const char *card);
void lt_settings_set_map (const char *card, const char *json);
char *lt_settings_get_list (const char *card, const char *kind);
void lt_settings_set_list (const char *card, const char *kind, const char *json);
guint lt_settings_get_lock_minutes (void);

G_END_DECLS
