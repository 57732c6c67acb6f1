/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/language.h"

#include "lantian-config.h"

#include <glib/gi18n-lib.h>
#include <locale.h>

static gboolean
locale_is_unnamed (const char *locale)
{
  return locale == NULL || g_str_equal (locale, "C") || g_str_equal (locale, "POSIX")
         || g_str_has_prefix (locale, "C.");
}

/**
 * lt_language_start:
 *
 * Chooses the language of the screen, before anything is shown. The officers'
 * language is Chinese: `LANTIAN_LANGUAGE` (en, zh_CN) decides if it is set, and
 * else it is Chinese. gettext looks at LANGUAGE only where the locale is not
 * "C"; on a machine without a Chinese locale C.UTF-8 serves, since it is there
 * on every Debian.
 */
void
lt_language_start (void)
{
  const char *language = g_getenv ("LANTIAN_LANGUAGE");
  const char *folder = g_getenv ("LANTIAN_LOCALE_DIR");

  if (language == NULL || *language == '\0')
    language = "zh_CN";
  g_setenv ("LANGUAGE", language, TRUE);
  if (setlocale (LC_ALL, "") == NULL || locale_is_unnamed (setlocale (LC_MESSAGES, NULL)))
    {
      g_setenv ("LC_ALL", "C.UTF-8", TRUE);
      setlocale (LC_ALL, "C.UTF-8");
    }
  /* Numbers in files and on paper have a decimal point, whatever the machine. */
  setlocale (LC_NUMERIC, "C");
  bindtextdomain (GETTEXT_PACKAGE, folder != NULL ? folder : LT_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}
