/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/kind.h"

#include "base/error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The explicit directional characters of UAX #9, 2: what follows them is shown in
 * another order than it stands in. */
static gboolean
turns_text (gunichar c)
{
  return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

/* A line break in one line is told of by lt_field_parse(). */
static gboolean
is_taken (const LtField *field, gunichar c)
{
  if (c == '\n' || c == '\r' || (c == '\t' && field->type == LT_TYPE_LONG_TEXT))
    return TRUE;
  return g_unichar_type (c) != G_UNICODE_CONTROL && !turns_text (c);
}

/* lt_field_parse() takes white space off both ends. */
static gboolean
check_characters (const LtField *self, const char *text, GError **error)
{
  const char *end = text + strlen (text);

  while (end > text && g_ascii_isspace (end[-1]))
    end--;
  while (g_ascii_isspace (*text))
    text++;
  for (const char *at = text; at < end; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (is_taken (self, c))
        continue;
      g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                   _ ("Field %s (%s): it holds the character U+%04X, which cannot be seen and is "
                      "not taken. Take it out, or type the text anew."),
                   self->name, lt_field_get_label (self), (guint) c);
      return FALSE;
    }
  return TRUE;
}

/**
 * lt_field_parse_input:
 * @self: a field
 * @text: (nullable): what was typed, or read from a foreign file
 * @value: (out) (nullable): the canonical value
 * @error: return location; names the field and what it wants
 *
 * Like lt_field_parse(), at the door of what comes in: control characters and those
 * that turn the direction of text are refused, since nobody sees that two codes
 * differ by them. What is in a log already is read by lt_field_parse() alone, or a
 * former program's group would no longer count.
 *
 * Returns: whether @text fits
 */
gboolean
lt_field_parse_input (const LtField *self, const char *text, LtValue **value, GError **error)
{
  g_return_val_if_fail (value != NULL, FALSE);

  *value = NULL;
  if (text != NULL && g_utf8_validate (text, -1, NULL) && !check_characters (self, text, error))
    return FALSE;
  return lt_field_parse (self, text, value, error);
}
