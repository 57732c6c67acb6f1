/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/shell/last-file.h"

#include <gio/gio.h>

#define GROUP "window"
#define KEY   "last-file"

static char *
get_settings_path (void)
{
  return g_build_filename (g_get_user_config_dir (), "lantian", "window.ini", NULL);
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
  g_autofree char *settings = get_settings_path ();
  g_autoptr (GKeyFile) keys = g_key_file_new ();
  g_autofree char *path = NULL;

  if (!g_key_file_load_from_file (keys, settings, G_KEY_FILE_NONE, NULL))
    return NULL;
  path = g_key_file_get_string (keys, GROUP, KEY, NULL);
  return path != NULL && g_file_test (path, G_FILE_TEST_EXISTS) ? g_steal_pointer (&path) : NULL;
}

/**
 * lt_last_file_set:
 * @path: the county file that was opened
 *
 * Remembers it for the next start. That it cannot be written is no reason to
 * trouble anybody.
 */
void
lt_last_file_set (const char *path)
{
  g_autofree char *settings = get_settings_path ();
  g_autofree char *folder = g_path_get_dirname (settings);
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autoptr (GKeyFile) keys = g_key_file_new ();

  g_mkdir_with_parents (folder, 0700);
  g_key_file_set_string (keys, GROUP, KEY, absolute);
  if (!g_key_file_save_to_file (keys, settings, NULL))
    g_debug ("%s could not be written", settings);
}
