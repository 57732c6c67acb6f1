/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "work/standards.h"

#include "base/error.h"
#include "lantian-config.h"

#include <glib/gi18n-lib.h>

static char *
get_folder (void)
{
  const char *data = g_getenv ("LANTIAN_DATA_DIR");

  return g_build_filename (data != NULL && *data != '\0' ? data : LT_DATA_DIR, "rules", "standards",
                           NULL);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(char *const *) a, *(char *const *) b);
}

/* In one order on every machine. */
static GPtrArray *
list_files (const char *folder, GError **error)
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

/**
 * lt_work_standards:
 * @problems: (element-type LtRuleProblem): gets the rows that are refused
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what the standards say: the files of
 *   rules/standards in the folder `LANTIAN_DATA_DIR`, otherwise in the program's own
 */
LtStandards *
lt_work_standards (GPtrArray *problems, GError **error)
{
  g_autofree char *folder = get_folder ();
  g_autoptr (GPtrArray) names = list_files (folder, error);
  g_autoptr (LtStandards) standards = lt_standards_new ();

  if (names == NULL)
    {
      g_prefix_error (error, _ ("Folder %s with the standards: "), folder);
      return NULL;
    }
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, g_ptr_array_index (names, i), NULL);
      g_autofree char *text = NULL;
      gsize size;

      if (!g_file_get_contents (path, &text, &size, error)
          || !lt_standards_add (standards, g_ptr_array_index (names, i), text, size, problems,
                                error))
        return NULL;
    }
  return g_steal_pointer (&standards);
}
