/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "real-files.h"

/* What is no file for an import is refused in words, and nothing is changed; and
 * no real file is forgotten. */

static void
walk (const char *folder, const char *inner, GHashTable *known)
{
  g_autofree char *path = g_build_filename (folder, inner, NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  if (dir == NULL)
    {
      if (!g_hash_table_contains (known, inner))
        real_file_fail (inner, "it is not in the table (tests/real-files/files.json)");
      return;
    }
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *next =
          *inner == '\0' ? g_strdup (name) : g_build_filename (inner, name, NULL);

      walk (folder, next, known);
    }
}

static void
test_complete (void)
{
  g_autoptr (RealFiles) files = NULL;
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  const char *folder = real_files_folder ();

  if (folder == NULL)
    return;
  files = real_files_new ();
  for (guint i = 0; i < files->files->len; i++)
    {
      const RealFile *file = &g_array_index (files->files, RealFile, i);
      g_autofree char *path = g_build_filename (folder, file->name, NULL);

      if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
        real_file_fail (file->name, "it is in the table, and no such file is there");
      g_hash_table_add (known, (gpointer) file->name);
    }
  walk (folder, "", known);
}

static void
test_refused (void)
{
  g_autoptr (RealFiles) files = NULL;
  g_autoptr (Ctl) ctl = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  if (real_files_folder () == NULL)
    return;
  files = real_files_new ();
  ctl = real_county_new ();
  before = ctl_state (ctl);
  for (guint i = 0; i < files->files->len; i++)
    {
      const RealFile *file = &g_array_index (files->files, RealFile, i);

      if (real_file_is (file, "refused"))
        real_file_refuse (file, ctl);
    }
  after = ctl_state (ctl);
  g_assert_cmpstr (after, ==, before);
}

/* How much has ever been written. */
static char *
count_operations (Ctl *ctl)
{
  ctl_sql (ctl, "county.gpkg", "SELECT count(*) FROM lt_op");
  g_assert_cmpint (ctl->status, ==, 0);
  return g_strdup (ctl->out);
}

/* Files that say otherwise of the same places than those of the one county: each
 * changes what is there, and changes nothing when it comes again. */
static void
test_apart (void)
{
  g_autoptr (RealFiles) files = NULL;
  g_autoptr (Ctl) ctl = NULL;

  if (real_files_folder () == NULL)
    return;
  files = real_files_new ();
  ctl = real_county_new ();
  for (guint i = 0; i < files->files->len; i++)
    {
      RealFile *file = &g_array_index (files->files, RealFile, i);
      g_autofree char *before = NULL;
      g_autofree char *after = NULL;

      if (!real_file_is (file, "apart"))
        continue;
      real_file_take_in (file, ctl, REAL_FIRST);
      before = count_operations (ctl);
      real_file_take_in (file, ctl, REAL_AGAIN);
      real_file_take_in (file, ctl, REAL_SHUFFLED);
      after = count_operations (ctl);
      g_assert_cmpstr (after, ==, before);
    }
  g_assert_true (ctl_verify (ctl));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/acceptance/complete", test_complete);
  g_test_add_func ("/acceptance/refused", test_refused);
  g_test_add_func ("/acceptance/apart", test_apart);
  return g_test_run ();
}
