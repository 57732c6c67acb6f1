/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shipped.h"

#include "rules/row.h"

/* The standards as they are shipped; all their rows are good. */
LtStandards *
shipped_standards (void)
{
  g_autofree char *folder =
      g_build_filename (g_getenv ("LANTIAN_DATA_DIR"), "rules", "standards", NULL);
  g_autoptr (GPtrArray) problems =
      g_ptr_array_new_with_free_func ((GDestroyNotify) lt_rule_problem_free);
  g_autoptr (GDir) files = g_dir_open (folder, 0, NULL);
  LtStandards *standards = lt_standards_new ();
  const char *name;

  g_assert_nonnull (files);
  while ((name = g_dir_read_name (files)) != NULL)
    if (g_str_has_suffix (name, ".json") && !g_str_equal (name, "vocabulary.json"))
      {
        g_autofree char *path = g_build_filename (folder, name, NULL);
        g_autofree char *text = NULL;
        gsize size;

        g_assert_true (g_file_get_contents (path, &text, &size, NULL));
        g_assert_true (lt_standards_add (standards, name, text, size, problems, NULL));
      }
  g_assert_cmpuint (problems->len, ==, 0);
  return standards;
}
