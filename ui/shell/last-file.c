/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/shell/last-file.h"

#include <gio/gio.h>

#define GROUP        "window"
#define LOCK_MINUTES 10
#define POSITION     "position"
#define KEY          "last-file"
#define RECENT       "recent" /* for each county file, its name escaped, when it was opened */
#define MOST_RECENT  10
#define HUBS         "hubs"   /* for each county file, its name escaped, the hub */
#define CARDS        "cards"  /* for each county file, who signed in last */
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
save_settings (GKeyFile *keys)
{
  g_autofree char *settings = get_settings_path ();
  g_autofree char *folder = g_path_get_dirname (settings);

  g_mkdir_with_parents (folder, 0700);
  if (!g_key_file_save_to_file (keys, settings, NULL))
    g_debug ("%s could not be written", settings);
}

static void
remember (const char *group, const char *key, const char *text)
{
  g_autoptr (GKeyFile) keys = load_settings ();

  g_key_file_set_string (keys, group, key, text);
  save_settings (keys);
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
get_file_key (const char *county)
{
  g_autofree char *absolute = g_canonicalize_filename (county, NULL);

  return g_uri_escape_string (absolute, "/", FALSE);
}

void
lt_recent_file_free (LtRecentFile *self)
{
  g_free (self->path);
  g_free (self);
}

static int
compare_recent (gconstpointer a, gconstpointer b)
{
  const LtRecentFile *first = *(const LtRecentFile *const *) a;
  const LtRecentFile *second = *(const LtRecentFile *const *) b;

  return (first->opened < second->opened) - (first->opened > second->opened);
}

static GPtrArray *
list_recent (GKeyFile *keys)
{
  GPtrArray *files = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_recent_file_free);
  g_auto (GStrv) names = g_key_file_get_keys (keys, RECENT, NULL, NULL);

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      g_autofree char *path = g_uri_unescape_string (names[i], NULL);
      LtRecentFile *file = path == NULL ? NULL : g_new0 (LtRecentFile, 1);

      if (file == NULL)
        continue;
      file->path = g_steal_pointer (&path);
      file->opened = g_key_file_get_int64 (keys, RECENT, names[i], NULL);
      g_ptr_array_add (files, file);
    }
  g_ptr_array_sort (files, compare_recent);
  return files;
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
  g_autofree char *key = get_file_key (path);
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autoptr (GKeyFile) keys = load_settings ();
  g_autoptr (GPtrArray) files = NULL;

  g_key_file_set_string (keys, GROUP, KEY, absolute);
  g_key_file_set_int64 (keys, RECENT, key, g_get_real_time () / 1000);
  files = list_recent (keys);
  for (guint i = MOST_RECENT; i < files->len; i++)
    {
      g_autofree char *old =
          get_file_key (((const LtRecentFile *) g_ptr_array_index (files, i))->path);

      g_key_file_remove_key (keys, RECENT, old, NULL);
    }
  save_settings (keys);
}

/**
 * lt_recent_files_list:
 *
 * Returns: (transfer full) (element-type LtRecentFile): the county files that were
 *   opened last, the latest first; they need not be there any more
 */
GPtrArray *
lt_recent_files_list (void)
{
  g_autoptr (GKeyFile) keys = load_settings ();

  return list_recent (keys);
}

/**
 * lt_recent_files_forget:
 * @path: a county file
 *
 * Takes it off the list of those that were opened last. The file stays.
 */
void
lt_recent_files_forget (const char *path)
{
  g_autofree char *key = get_file_key (path);
  g_autofree char *last = recall (GROUP, KEY);
  g_autoptr (GKeyFile) keys = load_settings ();

  g_key_file_remove_key (keys, RECENT, key, NULL);
  if (g_strcmp0 (last, path) == 0)
    g_key_file_remove_key (keys, GROUP, KEY, NULL);
  save_settings (keys);
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
  g_autofree char *key = get_file_key (county);

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
  g_autofree char *key = get_file_key (county);

  remember_path (HUBS, key, hub);
}

/**
 * lt_last_card_get:
 * @county: a county file
 *
 * Returns: (transfer full) (nullable): the card of who signed in there last
 */
char *
lt_last_card_get (const char *county)
{
  g_autofree char *key = get_file_key (county);

  return recall (CARDS, key);
}

/**
 * lt_last_card_set:
 * @county: a county file
 * @card: who signed in
 *
 * Remembers it for the next time.
 */
void
lt_last_card_set (const char *county, const char *card)
{
  g_autofree char *key = get_file_key (county);

  remember (CARDS, key, card);
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
 * lt_settings_get_position:
 *
 * Returns: (transfer full) (nullable): who is asked where the laptop is, as
 *   lt_position_parse_source() reads it
 */
char *
lt_settings_get_position (void)
{
  return recall (GROUP, POSITION);
}

/**
 * lt_settings_set_position:
 * @text: who is to be asked where the laptop is
 *
 * Remembers it for the next start.
 */
void
lt_settings_set_position (const char *text)
{
  remember (GROUP, POSITION, text);
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
 * lt_settings_set_lock_minutes:
 * @minutes: after how many minutes without an action who is signed in is signed out
 */
void
lt_settings_set_lock_minutes (guint minutes)
{
  g_autofree char *text = g_strdup_printf ("%u", minutes);

  remember (GROUP, "lock_minutes", text);
}

/**
 * lt_settings_get:
 * @key: one of `LT_SETTING_…`
 *
 * Returns: (transfer full) (nullable): what was chosen; %NULL for nothing
 */
char *
lt_settings_get (const char *key)
{
  return recall (GROUP, key);
}

/**
 * lt_settings_set:
 * @key: one of `LT_SETTING_…`
 * @text: what is chosen; empty for nothing
 */
void
lt_settings_set (const char *key, const char *text)
{
  remember (GROUP, key, text);
}

/**
 * lt_settings_is_on:
 * @key: one of `LT_SETTING_…`
 * @otherwise: what holds where nothing was chosen
 */
gboolean
lt_settings_is_on (const char *key, gboolean otherwise)
{
  g_autofree char *text = recall (GROUP, key);

  return text == NULL || text[0] == '\0' ? otherwise : g_str_equal (text, "true");
}
