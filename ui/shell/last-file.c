/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/shell/last-file.h"

#include <gio/gio.h>

#define GROUP        "window"
#define LOCK_MINUTES 10
#define KEY          "last-file"
#define HUBS         "hubs" /* for each county file, its name escaped, the hub */

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

/* That it cannot be written is no reason to trouble anybody. */
static void
remember (const char *group, const char *key, const char *path)
{
  g_autofree char *settings = get_settings_path ();
  g_autofree char *folder = g_path_get_dirname (settings);
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autoptr (GKeyFile) keys = load_settings ();

  g_mkdir_with_parents (folder, 0700);
  g_key_file_set_string (keys, group, key, absolute);
  if (!g_key_file_save_to_file (keys, settings, NULL))
    g_debug ("%s could not be written", settings);
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
  g_autoptr (GKeyFile) keys = load_settings ();
  g_autofree char *path = g_key_file_get_string (keys, GROUP, KEY, NULL);

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
  remember (GROUP, KEY, path);
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
  g_autoptr (GKeyFile) keys = load_settings ();
  g_autofree char *key = get_hub_key (county);

  return g_key_file_get_string (keys, HUBS, key, NULL);
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

  remember (HUBS, key, hub);
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
