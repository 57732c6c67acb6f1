/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/fold.h"

static gboolean
is_in_table (gunichar character)
{
  return character >= LT_FOLD_FIRST && character <= LT_FOLD_LAST;
}

/**
 * lt_fold_char:
 * @character: one of a normalised text
 *
 * Returns: the character that stands for it and its likes: small, simplified
 */
gunichar
lt_fold_char (gunichar character)
{
  if (is_in_table (character))
    return lt_fold_simplified[character - LT_FOLD_FIRST];
  return g_unichar_tolower (character);
}

/**
 * lt_fold_initial:
 * @character: a folded character
 *
 * Returns: the first letter of a Han character's reading in pinyin (the usual
 *   one, where it has several); an ASCII letter or figure itself; else 0
 */
char
lt_fold_initial (gunichar character)
{
  if (is_in_table (character))
    return lt_fold_initials[character - LT_FOLD_FIRST];
  return character < 128 && g_ascii_isalnum ((char) character) ? (char) character : 0;
}

/* ASCII and the Han characters of the tables: nothing that NFKC would change. */
static gboolean
is_plain (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if ((guchar) *text >= 128 && !is_in_table (g_utf8_get_char (text)))
      return FALSE;
  return TRUE;
}

/**
 * lt_fold:
 * @text: any text
 *
 * Returns: (transfer full): the same with full-width and other compatibility forms
 *   made plain (Unicode's NFKC), small letters, and simplified for traditional
 *   characters (one by one; ICU's Hant-Hans)
 */
char *
lt_fold (const char *text)
{
  g_autofree char *plain =
      is_plain (text) ? NULL : g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  GString *folded = g_string_new (NULL);

  for (const char *at = plain == NULL ? text : plain; at != NULL && *at != '\0';
       at = g_utf8_next_char (at))
    g_string_append_unichar (folded, lt_fold_char (g_utf8_get_char (at)));
  return g_string_free (folded, FALSE);
}

/**
 * lt_fold_read:
 * @folded: a folded text
 * @most: no more than so many letters
 *
 * Returns: (transfer full) (nullable): the first letters of its readings, one after
 *   the other; %NULL of a text that has none
 */
char *
lt_fold_read (const char *folded, gsize most)
{
  g_autoptr (GString) initials = g_string_new (NULL);
  gboolean han = FALSE;

  for (const char *at = folded; *at != '\0' && initials->len < most; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);
      char initial = lt_fold_initial (character);

      han |= character >= 128 && initial != 0;
      if (initial != 0)
        g_string_append_c (initials, initial);
    }
  return han ? g_string_free (g_steal_pointer (&initials), FALSE) : NULL;
}
