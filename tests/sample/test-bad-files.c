/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A damaged file of the sample county is named, and nothing is handed over. */

#include "read-sample.h"

#include "base/error.h"

#include <glib/gstdio.h>
#include <string.h>

static gboolean
refuse_record (LtRecord *record, gpointer user_data, GError **error)
{
  guint *calls = user_data;

  if (++*calls < 3)
    return TRUE;
  g_set_error_literal (error, LT_ERROR, LT_ERROR_REFUSED, "enough");
  return FALSE;
}

static void
test_refusal_stops (void)
{
  g_autoptr (LtRandom) random = lt_random_new_seeded (SEED);
  g_autoptr (GError) error = NULL;
  guint calls = 0;

  g_assert_false (lt_sample_each (MONTH_END, NOW, random, refuse_record, &calls, &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_REFUSED);
  g_assert_cmpuint (calls, ==, 3);
}

static void
copy_folder (const char *from, const char *to)
{
  g_autoptr (GDir) dir = g_dir_open (from, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *source = g_build_filename (from, name, NULL);
      g_autofree char *target = g_build_filename (to, name, NULL);
      g_autofree char *text = NULL;
      gsize size;

      if (!g_file_get_contents (source, &text, &size, NULL))
        continue;
      g_assert_true (g_file_set_contents (target, text, (gssize) size, NULL));
    }
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      g_remove (file);
    }
  g_rmdir (path);
}

typedef struct
{
  const char *file;
  const char *text;  /* NULL: the file is taken away */
  const char *named; /* what the message must name */
} LtDamage;

/* One file of a copy is damaged; the message names it, and nothing is handed over. */
static void
test_bad_file (gconstpointer data)
{
  const LtDamage *damage = data;
  g_autofree char *real = g_strdup (g_getenv ("LANTIAN_DATA_DIR"));
  g_autofree char *source = g_build_filename (real, "sample", NULL);
  g_autofree char *folder = g_dir_make_tmp ("lantian-sample-XXXXXX", NULL);
  g_autofree char *sample = g_build_filename (folder, "sample", NULL);
  g_autofree char *file = g_build_filename (sample, damage->file, NULL);
  g_autoptr (LtRandom) random = lt_random_new_seeded (SEED);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_record_free);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (real);
  g_assert_cmpint (g_mkdir (sample, 0700), ==, 0);
  copy_folder (source, sample);
  if (damage->text == NULL)
    g_assert_cmpint (g_remove (file), ==, 0);
  else
    g_assert_true (g_file_set_contents (file, damage->text, -1, NULL));

  g_setenv ("LANTIAN_DATA_DIR", folder, TRUE);
  g_assert_false (lt_sample_each (MONTH_END, NOW, random, keep_record, records, &error));
  g_setenv ("LANTIAN_DATA_DIR", real, TRUE);
  remove_folder (sample);
  g_rmdir (folder);

  g_assert_error (error, LT_ERROR, LT_ERROR_BAD_INPUT);
  g_assert_nonnull (strstr (error->message, damage->file));
  g_assert_nonnull (strstr (error->message, damage->named));
  g_assert_cmpuint (records->len, ==, 0);
}

int
main (int argc, char *argv[])
{
  static const LtDamage damages[] = {
    { "zone.json", NULL, "zone.json" },
    { "mine.json", "{ \"records\": [ { \"code\"", "mine.json" },
    { "mine.json", "[]", "JSON object" },
    { "town.json", "{ \"about\": \"\" }", "records" },
    { "town.json", "{ \"records\": [ 7 ] }", "record 1" },
    { "town.json", "{ \"records\": [ { \"name\": \"示例\", \"colour\": \"red\" } ] }", "colour" },
    { "town.json", "{ \"records\": [ { \"code\": \"SL-Z01\" } ] }", "name" },
    { "town.json", "{ \"records\": [ { \"name\": [] } ] }", "name" },
    { "river.json", "{ \"records\": [ { \"name\": \"示例\", \"course\": 7 } ] }", "course" },
    { "dust-site.json",
      "{ \"records\": [ { \"code\": \"X\", \"name\": \"示例\", \"area\": \"149999\" } ] }",
      "149999" },
    { "dust-fall.json", "{ \"seed\": 1 }", "season" },
    { "dust-fall.json",
      "{ \"source\": \"示例\", \"seed\": 1, \"months\": 24, \"least\": 0.3, \"season\": "
      "[0,0,0,0,0,0,0,0,0,0,0,0], \"days\": { \"from\": 30, \"to\": 31 }, \"spoilt_share\": 0, "
      "\"spoilt\": [], \"sites\": [ { \"site\": \"SL-J99\", \"mean\": 1, \"amplitude\": 0, "
      "\"noise\": 0 } ] }",
      "SL-J99" },
    { "dust-fall.json",
      "{ \"source\": \"示例\", \"seed\": 1, \"months\": 24, \"least\": 0.3, \"season\": "
      "[0,0,0,0,0,0,0,0,0,0,0,0], \"days\": { \"from\": 30, \"to\": 31 }, \"spoilt_share\": 0, "
      "\"spoilt\": [], \"sites\": [ { \"site\": \"SL-J01\", \"mean\": \"much\" } ] }",
      "site 1" },
  };

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sample/refusal-stops", test_refusal_stops);
  for (gsize i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autofree char *path = g_strdup_printf ("/sample/bad-file/%" G_GSIZE_FORMAT, i + 1);

      g_test_add_data_func (path, &damages[i], test_bad_file);
    }
  return g_test_run ();
}
