/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/shell/last-file.h"

#include <gio/gio.h>

#define GROUP        "window"
#define LOCK_MINUTES 10
#define KEY          "last-file"
#define HUBS         "hubs"   /* for each county file, its name escaped, the hub */
#define MAPS         "maps"   /* for each card, escaped, what its officer sees on the map */
#define LISTS        "lists"  /* for each card and kind, how its list is wished for */
#define ANYBODY      "nobody" /* before somebody signs in */

static char *
get_settings_path (void)
{
  return g_build_filename (g_get_user_config_dir (), "lantian", "window.ini", NULL);
}

static GKeyFile *
load_settings (void)
{
  g_autofree char *path = get_settings_path ();
  GKeyFile *keys = g_key_file_new ();

  g_key_file_load_from_file (keys, path, G_KEY_FILE_NONE, NULL);
  return keys;
}

static char *
recall (const char *group, const char *key)
{
  g_autoptr (GKeyFile) keys = load_settings ();

  return g_key_file_get_string (keys, group, key, NULL);
}

/* That it cannot be written is no reason to trouble anybody. */
static void
remember (const char *group, const char *key, const char *text)
{
  g_autofree char *settings = get_settings_path ();
  g_autofree char *folder = g_path_get_dirname (settings);
  g_autoptr (GKeyFile) keys = load_settings ();

  g_mkdir_with_parents (folder, 0700);
  g_key_file_set_string (keys, group, key, text);
  if (!g_key_file_save_to_file (keys, settings, NULL))
    g_debug ("%s could not be written", settings);
}

static void
remember_path (const char *group, const char *key, const char *path)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);

  remember (group, key, absolute);
}

static char *
get_map_key (const char *card)
{
  return g_uri_escape_string (card == NULL ? ANYBODY : card, NULL, FALSE);
}

static char *
get_list_key (const char *card, const char *kind)
{
  g_autofree char *whose = get_map_key (card);

  return g_strdup_printf ("%s/%s", whose, kind);
}

static char *
get_hub_key (const char *county)
{
  g_autofree char *absolute = g_canonicalize_filename (county, NULL);

  return g_uri_escape_string (absolute, "/", FALSE);
}

/**
 * lt_last_file_get:
 *
 * Returns: (transfer full) (nullable): the county file that was opened last, if
 *   it is still there
 */
char *
lt_last_file_get (void)
{
  g_autofree char *path = recall (GROUP, KEY);

  return path != NULL && g_file_test (path, G_FILE_TEST_EXISTS) ? g_steal_pointer (&path) : NULL;
}

/**
 * lt_last_file_set:
 * @path: the county file that was opened
 *
 * Remembers it for the next start.
 */
void
lt_last_file_set (const char *path)
{
  remember_path (GROUP, KEY, path);
}

/**
 * lt_last_hub_get:
 * @county: a county file
 *
 * Returns: (transfer full) (nullable): the hub file that was chosen for it; it
 *   may be on a stick that is not plugged in
 */
char *
lt_last_hub_get (const char *county)
{
  g_autofree char *key = get_hub_key (county);

  return recall (HUBS, key);
}

/**
 * lt_last_hub_set:
 * @county: a county file
 * @hub: the hub file that was chosen for it
 *
 * Remembers it for the next start.
 */
void
lt_last_hub_set (const char *county, const char *hub)
{
  g_autofree char *key = get_hub_key (county);

  remember_path (HUBS, key, hub);
}

/**
 * lt_settings_get_map:
 * @card: (nullable): whose; %NULL for whoever has not signed in
 *
 * Returns: (transfer full) (nullable): what was kept, as lt_map_wish_from_json() takes it
 */
char *
lt_settings_get_map (const char *card)
{
  g_autofree char *key = get_map_key (card);

  return recall (MAPS, key);
}

/**
 * lt_settings_set_map:
 * @card: (nullable): whose; %NULL for whoever has not signed in
 * @json: what lt_map_wish_to_json() gave
 *
 * Remembers it for the next start.
 */
void
lt_settings_set_map (const char *card, const char *json)
{
  g_autofree char *key = get_map_key (card);

  remember (MAPS, key, json);
}

/**
 * lt_settings_get_list:
 * @card: (nullable): whose; %NULL for whoever has not signed in
 * @kind: name of a kind
 *
 * Returns: (transfer full) (nullable): what was kept, as lt_list_wish_new() takes it
 */
char *
lt_settings_get_list (const char *card, const char *kind)
{
  g_autofree char *key = get_list_key (card, kind);

  return recall (LISTS, key);
}

/**
 * lt_settings_set_list:
 * @card: (nullable): whose; %NULL for whoever has not signed in
 * @kind: name of a kind
 * @json: what lt_list_wish_to_json() gave
 *
 * Remembers it for the next start.
 */
void
lt_settings_set_list (const char *card, const char *kind, const char *json)
{
  g_autofree char *key = get_list_key (card, kind);

  remember (LISTS, key, json);
}

/**
 * lt_settings_get_lock_minutes:
 *
 * Returns: after how many minutes without an action who is signed in is signed out;
 *   0 for never
 */
guint
lt_settings_get_lock_minutes (void)
{
  g_autoptr (GKeyFile) keys = load_settings ();
  g_autoptr (GError) error = NULL;
  int minutes = g_key_file_get_integer (keys, GROUP, "lock_minutes", &error);

  return error != NULL || minutes < 0 ? LOCK_MINUTES : (guint) minutes;
}

/**
 * lt_settings_get_notifications:
 *
 * Returns: whether the desktop is told of what waits
 */
gboolean
lt_settings_get_notifications (void)
{
  g_autofree char *text = recall (GROUP, "notifications");

  return g_strcmp0 (text, "false") != 0;
}

/**
 * lt_settings_set_notifications:
 * @on: whether the desktop is told of what waits
 */
void
lt_settings_set_notifications (gboolean on)
{
  remember (GROUP, "notifications", on ? "true" : "false");
}

/**
 * lt_settings_get_notified:
 *
 * Returns: (transfer full) (nullable): the day on which the desktop was last told
 */
char *
lt_settings_get_notified (void)
{
  return recall (GROUP, "notified");
}

/**
 * lt_settings_set_notified:
 * @date: the day on which the desktop was told
 */
void
lt_settings_set_notified (const char *date)
{
  remember (GROUP, "notified", date);
}
