/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl.h"

/* What people read, word for word, in both languages: golden/NAME.LANGUAGE.txt.
 * After a change that is meant, run with UPDATE_GOLDEN=1 and look at the
 * difference before committing it. */

typedef struct
{
  const char *name;
  const char *line;
} Golden;

static const Golden goldens[] = {
  { "help", "--help" },
  { "help-import", "import --help" },
  { "kinds", "kinds" },
  { "fields-mine", "fields mine" },
  { "fields-order", "fields order" },
  { "fields-officer", "fields officer" },
  { "list-mine", "list mine --sort code --limit 4" },
  { "list-zone", "list zone --sort code" },
  { "list-officer", "list officer --sort card" },
  { "list-dust-fall", "list dust-fall --where validity != valid --sort month" },
  { "show-mine", "show mine SL-K01" },
  { "log", "log mine SL-K01" },
};

static void
check (Ctl *ctl, const Golden *golden, const char *language)
{
  g_autofree char *name = g_strdup_printf ("%s.%s.txt", golden->name, language);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "cli", "golden", name, NULL);
  g_autofree char *wanted = NULL;
  g_autoptr (GError) error = NULL;

  ctl_do (ctl, 0, "%s", golden->line);
  if (g_getenv ("UPDATE_GOLDEN") != NULL)
    {
      g_file_set_contents (path, ctl->out, -1, &error);
      g_assert_no_error (error);
      return;
    }
  g_file_get_contents (path, &wanted, NULL, &error);
  g_assert_no_error (error);
  if (g_strcmp0 (ctl->out, wanted) == 0)
    return;
  ctl_write (ctl, "now.txt", ctl->out, -1);
  ctl_run (ctl, "diff -u '%s' now.txt", path);
  g_error ("%s is another now; if that is meant, run again with UPDATE_GOLDEN=1\n%s", name,
           ctl->out);
}

static void
test_language (gconstpointer language)
{
  g_autoptr (Ctl) ctl = ctl_new ();

  ctl_set (ctl, "LANTIAN_LANGUAGE", language);
  ctl_sample (ctl, "county.gpkg");
  for (gsize i = 0; i < G_N_ELEMENTS (goldens); i++)
    check (ctl, &goldens[i], language);
}

/* Chinese by the program's own setting, where the machine has no such locale
 * and where it has none at all. */
static void
test_without_locale (void)
{
  static const char *const locales[] = { "C", "POSIX", "C.UTF-8", "zh_CN.UTF-8", "xx_XX", NULL };
  g_autoptr (Ctl) ctl = ctl_new ();
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "cli", "golden", "kinds.zh_CN.txt", NULL);
  g_autofree char *wanted = NULL;

  g_assert_true (g_file_get_contents (path, &wanted, NULL, NULL));
  ctl_set (ctl, "LANTIAN_LANGUAGE", "zh_CN");
  for (int i = 0; locales[i] != NULL; i++)
    {
      ctl_set (ctl, "LC_ALL", locales[i]);
      ctl_do (ctl, 0, "kinds");
      g_assert_cmpstr (ctl->out, ==, wanted);
    }
  ctl_set (ctl, "LC_ALL", NULL);
  ctl_set (ctl, "LANG", "de_DE.UTF-8");
  ctl_do (ctl, 0, "kinds");
  g_assert_cmpstr (ctl->out, ==, wanted);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/cli/golden/zh_CN", "zh_CN", test_language);
  g_test_add_data_func ("/cli/golden/en", "en", test_language);
  g_test_add_func ("/cli/golden/without-locale", test_without_locale);
  return g_test_run ();
}
