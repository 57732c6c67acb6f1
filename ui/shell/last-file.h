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
char *lt_last_card_get (const char *county);
void lt_last_card_set (const char *county, const char *card);
char *lt_settings_get_map (const char *card);
void lt_settings_set_map (const char *card, const char *json);
char *lt_settings_get_list (const char *card, const char *kind);
void lt_settings_set_list (const char *card, const char *kind, const char *json);
char *lt_settings_get_position (void);
void lt_settings_set_position (const char *text);
guint lt_settings_get_lock_minutes (void);
void lt_settings_set_lock_minutes (guint minutes);

/* Plain settings of this machine, by their keys in `window.ini`. */
#define LT_SETTING_LANGUAGE   "language"   /* zh_CN, en */
#define LT_SETTING_STYLE      "style"      /* light, dark; else as the system */
#define LT_SETTING_CONTRAST   "contrast"   /* high; else as the system */
#define LT_SETTING_TEXT       "text"       /* per cent */
#define LT_SETTING_FIELD_MODE "field_mode" /* true, false */
#define LT_SETTING_OPEN_LAST  "open_last"  /* true, false */
#define LT_SETTING_NOTIFY     "notify"     /* true, false: the desktop is told of what waits */
#define LT_SETTING_NOTIFIED   "notified"   /* the day on which it was told last */
#define LT_SETTING_MONITORING "monitoring" /* what its page looked at, as JSON */
#define LT_SETTING_MAP_PAPER  "map_paper"  /* 0 to 3: A4 and A3, lying and upright */
#define LT_SETTING_MAP_PLAIN  "map_plain"  /* true, false: printed without colour */

char *lt_settings_get (const char *key);
void lt_settings_set (const char *key, const char *text);
gboolean lt_settings_is_on (const char *key, gboolean otherwise);

G_END_DECLS
