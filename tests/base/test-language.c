/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/language.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <stdlib.h>

/* Each language in a process of its own: it is chosen once, before all else. */
static void
say_it (void)
{
  lt_language_start ();
  g_print ("%s|%s|%.1f|%s\n", _ ("Mines"), setlocale (LC_MESSAGES, NULL), 8.6,
           g_getenv ("LANGUAGE"));
}

static char *
run_child (const char *name, const char *value, const char *more, const char *more_value)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  const char *argv[] = { self, "--say", NULL };
  g_auto (GStrv) environment = g_get_environ ();
  g_autoptr (GError) error = NULL;
  char *out = NULL;
  int status;

  environment = g_environ_unsetenv (environment, "LC_ALL");
  environment = g_environ_unsetenv (environment, "LANG");
  environment = g_environ_unsetenv (environment, "LANGUAGE");
  environment = g_environ_unsetenv (environment, "LANTIAN_LANGUAGE");
  if (name != NULL)
    environment = g_environ_setenv (environment, name, value, TRUE);
  if (more != NULL)
    environment = g_environ_setenv (environment, more, more_value, TRUE);
  g_spawn_sync (NULL, (char **) argv, environment, G_SPAWN_DEFAULT, NULL, NULL, &out, NULL, &status,
                &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  return g_strchomp (out);
}

/* A machine without any Chinese locale, or with the bare "C", shows Chinese. */
static void
test_chinese_by_itself (void)
{
  g_autofree char *unset = run_child (NULL, NULL, NULL, NULL);
  g_autofree char *bare = run_child ("LC_ALL", "C", NULL, NULL);
  g_autofree char *posix = run_child ("LANG", "POSIX", NULL, NULL);
  g_autofree char *missing = run_child ("LANG", "xx_YY.UTF-8", NULL, NULL);
  g_autofree char *english = run_child ("LANG", "C.UTF-8", "LANGUAGE", "en");

  g_assert_true (g_str_has_prefix (unset, "矿山|"));
  g_assert_true (g_str_has_prefix (bare, "矿山|"));
  g_assert_true (g_str_has_prefix (posix, "矿山|"));
  g_assert_true (g_str_has_prefix (missing, "矿山|"));
  /* The officers' language is Chinese, whatever the desktop's is. */
  g_assert_true (g_str_has_prefix (english, "矿山|"));
}

static void
test_english_on_demand (void)
{
  g_autofree char *english = run_child ("LANTIAN_LANGUAGE", "en", NULL, NULL);
  g_autofree char *on_c = run_child ("LANTIAN_LANGUAGE", "en", "LC_ALL", "C");

  g_assert_true (g_str_has_prefix (english, "Mines|"));
  g_assert_true (g_str_has_prefix (on_c, "Mines|"));
}

/* The text is UTF-8 and the decimal point a point. */
static void
test_locale (void)
{
  g_autofree char *said = run_child ("LC_ALL", "C", NULL, NULL);
  g_auto (GStrv) parts = g_strsplit (said, "|", -1);

  g_assert_cmpstr (parts[1], ==, "C.UTF-8");
  g_assert_cmpstr (parts[2], ==, "8.6");
  g_assert_cmpstr (parts[3], ==, "zh_CN");
}

int
main (int argc, char *argv[])
{
  if (argc == 2 && g_str_equal (argv[1], "--say"))
    {
      say_it ();
      return EXIT_SUCCESS;
    }
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/language/chinese-by-itself", test_chinese_by_itself);
  g_test_add_func ("/language/english-on-demand", test_english_on_demand);
  g_test_add_func ("/language/locale", test_locale);
  return g_test_run ();
}
