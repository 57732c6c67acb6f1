/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "work/standards.h"

#include "work/rule-files.h"

#include <glib/gi18n-lib.h>

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
  g_autofree char *folder = lt_rule_files_folder ("standards");
  g_autoptr (GPtrArray) names = lt_rule_files_list (folder, error);
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
