/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/table-text.h"

#include <string.h>

/* What no terminal of today is narrower than. */
#define LINE_COLUMNS 100

/* What a terminal obeys instead of showing it, and what turns the direction of what
 * stands beside it: an answer's own line breaks stay. */
static gboolean
is_command (gunichar letter)
{
  return (letter < 0x20 && letter != '\n' && letter != '\t') || (letter >= 0x7f && letter < 0xa0)
         || (letter >= 0x2028 && letter <= 0x202e) || (letter >= 0x2066 && letter <= 0x2069);
}

/**
 * lt_text_defuse:
 * @text: what goes to a terminal, perhaps with text of a foreign file in it
 *
 * Names and values of a foreign file may hold sequences that a terminal obeys. In
 * JSON the escapes are the ones of its own.
 *
 * Returns: (transfer full): the same, with `\u001b` for what would be obeyed
 */
char *
lt_text_defuse (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *out = g_string_sized_new (strlen (valid));
  const char *from = valid;

  for (const char *c = valid; *c != '\0'; c = g_utf8_next_char (c))
    if (is_command (g_utf8_get_char (c)))
      {
        g_string_append_len (out, from, c - from);
        g_string_append_printf (out, "\\u%04x", g_utf8_get_char (c));
        from = g_utf8_next_char (c);
      }
  g_string_append (out, from);
  return g_string_free (out, FALSE);
}

static int
width_of_letter (gunichar letter)
{
  return g_unichar_iswide (letter) ? 2 : g_unichar_iszerowidth (letter) ? 0 : 1;
}

/**
 * lt_text_width:
 *
 * Returns: how many columns of a terminal the text takes
 */
int
lt_text_width (const char *text)
{
  int width = 0;

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    width += width_of_letter (g_utf8_get_char (c));
  return width;
}

static gunichar
straighten (gunichar letter)
{
  return letter == '\n' || letter == '\r' || letter == '\t' ? ' ' : letter;
}

/**
 * lt_text_cut:
 * @text: a text
 * @most: columns
 *
 * Returns: (transfer full): the text in one line, with "…" where it was longer
 */
char *
lt_text_cut (const char *text, int most)
{
  g_autoptr (GString) out = g_string_new (NULL);
  int width = 0;

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar letter = straighten (g_utf8_get_char (c));

      width += g_unichar_iswide (letter) ? 2 : 1;
      if (width > most)
        {
          g_string_append (out, "…");
          break;
        }
      g_string_append_unichar (out, letter);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/**
 * lt_text_append_padded:
 * @out: where it is appended
 * @text: a cell
 * @width: of its column
 * @last: whether the line ends with it
 */
void
lt_text_append_padded (GString *out, const char *text, int width, gboolean last)
{
  g_string_append (out, text);
  for (int i = lt_text_width (text); i < width && !last; i++)
    g_string_append_c (out, ' ');
  g_string_append (out, last ? "\n" : "  ");
}

static void
append_spaces (GString *out, int n)
{
  for (int i = 0; i < n; i++)
    g_string_append_c (out, ' ');
}

/* Where a line may end: after a space, and after a letter that takes two columns
 * unless a mark follows that must not begin a line. */
static gboolean
may_break_after (gunichar letter, gunichar next)
{
  if (letter == ' ' || !g_unichar_iswide (letter))
    return letter == ' ';
  return next != ' ' && !g_unichar_ispunct (next);
}

/* The end of what fits in a line: a word that is longer than a line goes on in it. */
static const char *
find_line_end (const char *text, int columns)
{
  const char *end = NULL;
  int width = 0;

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar letter = g_utf8_get_char (c);
      gunichar next = g_utf8_get_char (g_utf8_next_char (c));

      width += width_of_letter (letter);
      if (width > columns && letter != ' ' && end != NULL)
        return end;
      if (may_break_after (letter, next))
        end = g_utf8_next_char (c);
    }
  return text + strlen (text);
}

/**
 * lt_text_append_wrapped:
 * @out: where it is appended, with a line break at its end
 * @text: a text of any length; nothing of it is left out
 * @first: how many columns its first line stands in
 * @rest: and the lines after it
 */
void
lt_text_append_wrapped (GString *out, const char *text, int first, int rest)
{
  g_autoptr (GString) line = g_string_new (NULL);
  const char *at;
  int indent = first;

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    g_string_append_unichar (line, straighten (g_utf8_get_char (c)));
  at = line->str;
  do
    {
      const char *end = find_line_end (at, LINE_COLUMNS - indent);
      gsize length = (gsize) (end - at);

      while (length > 0 && at[length - 1] == ' ')
        length--;
      append_spaces (out, indent);
      g_string_append_len (out, at, (gssize) length);
      g_string_append_c (out, '\n');
      indent = rest;
      at = end;
    }
  while (*at != '\0');
}
