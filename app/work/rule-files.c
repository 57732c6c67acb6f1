/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "work/rule-files.h"

#include "lantian-config.h"

/**
 * lt_rule_files_folder:
 * @name: (nullable): a folder of the rules; %NULL for the one that has them all
 *
 * Returns: (transfer full): where it is: in the folder `LANTIAN_DATA_DIR`, otherwise
 *   with the program's own data
 */
char *
lt_rule_files_folder (const char *name)
{
  const char *data = g_getenv ("LANTIAN_DATA_DIR");

  return g_build_filename (data != NULL && *data != '\0' ? data : LT_DATA_DIR, "rules", name, NULL);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(char *const *) a, *(char *const *) b);
}

/**
 * lt_rule_files_list:
 * @folder: a folder
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type utf8): the names of its files of
 *   rows, in one order on every machine
 */
GPtrArray *
lt_rule_files_list (const char *folder, GError **error)
{
  g_autoptr (GDir) files = g_dir_open (folder, 0, error);
  GPtrArray *names = NULL;
  const char *name;

  if (files == NULL)
    return NULL;
  names = g_ptr_array_new_with_free_func (g_free);
  while ((name = g_dir_read_name (files)) != NULL)
    if (g_str_has_suffix (name, ".json") && !g_str_equal (name, "vocabulary.json"))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  return names;
}
