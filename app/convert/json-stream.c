/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "convert/json-stream.h"

#include "base/error.h"
#include "base/row-stream.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#define MAX_DEPTH  100
#define MAX_NUMBER 400 /* characters */
#define MAX_EXACT  22  /* powers of ten that a double has exactly */

static const double powers[MAX_EXACT + 1] = { 1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                              1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                              1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22 };

static gboolean
refuse (LtJson *self, const char *what)
{
  const char *name = lt_source_name (lt_text_stream_source (self->text));

  if (self->error == NULL)
    g_set_error (&self->error, LT_ERROR, LT_ERROR_BAD_INPUT,
                 _ ("%s, line %" PRIu64 ": this is not good JSON: %s."), name, self->line, what);
  return FALSE;
}

static gboolean
refuse_end (LtJson *self)
{
  const char *name = lt_source_name (lt_text_stream_source (self->text));

  if (self->error == NULL)
    g_set_error (&self->error, LT_ERROR, LT_ERROR_BAD_INPUT,
                 _ ("%s, line %" PRIu64 ": the file is cut off. Fetch it again."), name,
                 self->line);
  return FALSE;
}

static gboolean
fill (LtJson *self)
{
  gsize size;

  if (self->error != NULL || !lt_text_stream_next (self->text, &self->at, &size, &self->error))
    size = 0;
  self->end = self->at + size;
  return size > 0;
}

/* The next character as it is; -1 at the end. */
static inline int
peek_char (LtJson *self)
{
  return self->at < self->end || fill (self) ? (guchar) *self->at : -1;
}

static gboolean
take_word (LtJson *self, const char *word, GString *copy)
{
  for (const char *c = word; *c != '\0'; c++)
    {
      if (peek_char (self) < 0)
        return refuse_end (self);
      if (*self->at != *c)
        return refuse (self, _ ("a word that JSON does not have"));
      self->at++;
    }
  if (copy != NULL)
    g_string_append (copy, word);
  return TRUE;
}

static int
take_hex (LtJson *self)
{
  int code = 0;

  for (int i = 0; i < 4; i++)
    {
      int c = peek_char (self);

      if (c < 0 || !g_ascii_isxdigit (c))
        return -1;
      code = code * 16 + g_ascii_xdigit_value ((char) c);
      self->at++;
    }
  return code;
}

/* What follows a backslash and the u; may be the first half of a pair. */
static gboolean
take_code (LtJson *self, GString *value)
{
  int code = take_hex (self);
  char utf8[6];

  if (code >= 0xd800 && code < 0xdc00 && peek_char (self) == '\\')
    {
      int low = 0;

      self->at++;
      if (peek_char (self) == 'u')
        {
          self->at++;
          low = take_hex (self);
        }
      code =
          low >= 0xdc00 && low < 0xe000 ? 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00) : -1;
    }
  if (code <= 0 || (code >= 0xd800 && code < 0xe000))
    return refuse (self, _ ("a \\u that is no character"));
  g_string_append_len (value, utf8, g_unichar_to_utf8 ((gunichar) code, utf8));
  return TRUE;
}

static gboolean
take_escape (LtJson *self, GString *value)
{
  static const char letters[] = "\"\\/bfnrt";
  static const char meanings[] = "\"\\/\b\f\n\r\t";
  int c = peek_char (self);
  const char *known = c > 0 ? strchr (letters, c) : NULL;

  if (c < 0)
    return refuse_end (self);
  self->at++;
  if (c == 'u')
    return take_code (self, value);
  if (known == NULL)
    return refuse (self, _ ("a backslash before something that needs none"));
  g_string_append_c (value, meanings[known - letters]);
  return TRUE;
}

/* Scans to the quote that ends a text; @as_is leaves it as it is written. */
static gboolean
take_text (LtJson *self, GString *value, gboolean as_is)
{
  for (;;)
    {
      const char *begin;
      int c = peek_char (self);

      if (c < 0)
        return refuse_end (self);
      begin = self->at;
      while (self->at < self->end && *self->at != '"' && *self->at != '\\')
        self->line += *self->at++ == '\n';
      if (value != NULL)
        g_string_append_len (value, begin, self->at - begin);
      if (value != NULL && value->len > LT_ROW_MAX_CELL)
        return refuse (self, _ ("a text that is too long"));
      if (self->at == self->end)
        continue;
      if (*self->at++ == '"')
        return TRUE;
      if (as_is || value == NULL)
        {
          c = peek_char (self);
          if (c < 0)
            return refuse_end (self);
          if (value != NULL)
            g_string_append_printf (value, "\\%c", c);
          self->at++;
        }
      else if (!take_escape (self, value))
        return FALSE;
    }
}

static gboolean
is_number_char (int c)
{
  return g_ascii_isdigit (c) || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
}

static gboolean
take_number (LtJson *self, GString *copy)
{
  gsize begin = copy->len;
  int c;

  while ((c = peek_char (self)) >= 0 && is_number_char (c))
    {
      g_string_append_c (copy, (char) c);
      self->at++;
      if (copy->len - begin > MAX_NUMBER)
        return refuse (self, _ ("a number that is too long"));
    }
  return copy->len > begin || refuse (self, _ ("no value where one must be"));
}

/* Few digits and a small power of ten are exact in a double (W. D. Clinger, How
 * to Read Floating Point Numbers Accurately, 1990); the rest is left to GLib. */
static double
read_double (const char *text)
{
  const char *at = text + (*text == '-');
  guint64 digits = 0;
  guint n = 0;
  guint decimals = 0;

  for (; g_ascii_isdigit (*at); at++, n++)
    digits = digits * 10 + (guint64) (*at - '0');
  if (*at == '.')
    for (at++; g_ascii_isdigit (*at); at++, n++, decimals++)
      digits = digits * 10 + (guint64) (*at - '0');
  if (*at != '\0' || n > 15 || decimals > MAX_EXACT)
    return g_ascii_strtod (text, NULL);
  return (*text == '-' ? -1 : 1) * ((double) digits / powers[decimals]);
}

void
lt_json_init (LtJson *self, LtTextStream *text)
{
  *self = (LtJson){ .text = text, .line = 1, .scratch = g_string_new (NULL) };
}

void
lt_json_clear (LtJson *self)
{
  g_string_free (self->scratch, TRUE);
  g_clear_error (&self->error);
}

/**
 * lt_json_peek:
 * @self: a text
 *
 * Returns: the first character of the next value; -1 at the end
 */
int
lt_json_peek (LtJson *self)
{
  int c;

  while ((c = peek_char (self)) >= 0 && (g_ascii_isspace (c) || c == 0x1e))
    {
      self->line += c == '\n';
      self->at++;
    }
  return c;
}

/**
 * lt_json_begin:
 * @self: a text
 * @bracket: { or [
 *
 * Goes into an object or an array.
 */
gboolean
lt_json_begin (LtJson *self, char bracket)
{
  int c = lt_json_peek (self);

  if (c < 0)
    return refuse_end (self);
  if (c != bracket)
    return refuse (self,
                   bracket == '{' ? _ ("an object { was expected") : _ ("a list [ was expected"));
  self->at++;
  return ++self->depth <= MAX_DEPTH || refuse (self, _ ("it is nested too deeply"));
}

/**
 * lt_json_more:
 * @self: a text, inside of an object or an array
 * @bracket: } or ], that ends it
 * @first: (inout): whether nothing of it was read
 *
 * Returns: whether something follows in it; if not, it was left
 */
gboolean
lt_json_more (LtJson *self, char bracket, gboolean *first)
{
  int c = self->error == NULL ? lt_json_peek (self) : -1;

  if (c < 0)
    return refuse_end (self);
  if (c == bracket)
    {
      self->at++;
      self->depth--;
      return FALSE;
    }
  if (!*first)
    {
      if (c != ',')
        return refuse (self, _ ("a comma is missing"));
      self->at++;
    }
  *first = FALSE;
  return TRUE;
}

/* The name of an object's member, and its colon. */
gboolean
lt_json_name (LtJson *self, GString *name)
{
  if (!lt_json_string (self, name))
    return FALSE;
  if (lt_json_peek (self) < 0)
    return refuse_end (self);
  if (*self->at != ':')
    return refuse (self, _ ("a colon is missing"));
  self->at++;
  return TRUE;
}

gboolean
lt_json_string (LtJson *self, GString *value)
{
  int c = lt_json_peek (self);

  g_string_truncate (value, 0);
  if (c < 0)
    return refuse_end (self);
  if (c != '"')
    return refuse (self, _ ("a text in quotes was expected"));
  self->at++;
  return take_text (self, value, FALSE);
}

gboolean
lt_json_number (LtJson *self, double *value)
{
  g_string_truncate (self->scratch, 0);
  *value = 0;
  if (lt_json_peek (self) < 0)
    return refuse_end (self);
  if (!take_number (self, self->scratch))
    return FALSE;
  *value = read_double (self->scratch->str);
  return TRUE;
}

static gboolean
skip_inside (LtJson *self, char open, GString *copy)
{
  char close = open == '{' ? '}' : ']';
  gboolean first = TRUE;

  if (!lt_json_begin (self, open))
    return FALSE;
  if (copy != NULL)
    g_string_append_c (copy, open);
  while (lt_json_more (self, close, &first))
    {
      if (copy != NULL && copy->str[copy->len - 1] != open)
        g_string_append_c (copy, ',');
      if (open == '{')
        {
          if (lt_json_peek (self) != '"')
            return refuse (self, _ ("a name in quotes was expected"));
          if (!lt_json_skip (self, copy) || lt_json_peek (self) != ':')
            return refuse (self, _ ("a colon is missing"));
          self->at++;
          if (copy != NULL)
            g_string_append_c (copy, ':');
        }
      if (!lt_json_skip (self, copy))
        return FALSE;
    }
  if (copy != NULL)
    g_string_append_c (copy, close);
  return self->error == NULL;
}

/**
 * lt_json_skip:
 * @self: a text
 * @copy: (nullable): where the value goes as it is written, without spaces
 *
 * Passes over a value of any kind.
 */
gboolean
lt_json_skip (LtJson *self, GString *copy)
{
  int c = lt_json_peek (self);

  if (copy != NULL && copy->len > LT_ROW_MAX_CELL)
    return refuse (self, _ ("a text that is too long"));
  switch (c)
    {
    case -1:
      return refuse_end (self);
    case '{':
    case '[':
      return skip_inside (self, (char) c, copy);
    case '"':
      self->at++;
      if (copy != NULL)
        g_string_append_c (copy, '"');
      if (!take_text (self, copy, TRUE))
        return FALSE;
      if (copy != NULL)
        g_string_append_c (copy, '"');
      return TRUE;
    case 't':
      return take_word (self, "true", copy);
    case 'f':
      return take_word (self, "false", copy);
    case 'n':
      return take_word (self, "null", copy);
    default:
      g_string_truncate (self->scratch, 0);
      return take_number (self, copy == NULL ? self->scratch : copy);
    }
}

/**
 * lt_json_end:
 *
 * Returns: whether nothing follows
 */
gboolean
lt_json_end (LtJson *self)
{
  const char *name = lt_source_name (lt_text_stream_source (self->text));

  if (self->error == NULL && lt_json_peek (self) >= 0)
    g_set_error (&self->error, LT_ERROR, LT_ERROR_BAD_INPUT,
                 _ ("%s, line %" PRIu64 ": something follows its end."), name, self->line);
  return self->error == NULL;
}
