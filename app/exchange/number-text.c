/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/reading-private.h"

#include <string.h>

#define MOST_EXPONENT 18
#define MOST_TEXT     64 /* bytes of a number; nobody writes longer ones */

/* Width and spaces made alike: "１２．５ " is "12.5". */
static gboolean
fold_number (const char *cell, char *text)
{
  gsize n = 0;

  for (const char *c = cell; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar letter = g_utf8_get_char (c);

      if (letter >= 0xff01 && letter <= 0xff5e)
        letter -= 0xfee0;
      if (letter == 0x2212 || letter == 0xfe63)
        letter = '-';
      if (g_unichar_isspace (letter) || letter == 0xfeff)
        {
          /* inside of a number it is none */
          if (n > 0 && *g_utf8_next_char (c) != '\0')
            letter = ' ';
          else
            continue;
        }
      if (letter > 0x7e || n + 1 >= MOST_TEXT)
        return FALSE;
      text[n++] = (char) letter;
    }
  while (n > 0 && text[n - 1] == ' ')
    n--;
  text[n] = '\0';
  return n > 0;
}

/* Groups of three behind the first: 1,234,567 */
static gboolean
has_groups (const char *text)
{
  gsize n = strspn (text, "0123456789");

  if (n == 0 || n > 3 || *text == '0')
    return FALSE;
  for (text += n; *text == ','; text += 4)
    if (strspn (text + 1, "0123456789") != 3)
      return FALSE;
  return *text == '\0' || (*text == '.' && strspn (text + 1, "0123456789") == strlen (text + 1));
}

static void
drop_commas (char *text)
{
  char *to = text;

  for (; *text != '\0'; text++)
    if (*text != ',')
      *to++ = *text;
  *to = '\0';
}

/* "8,6" is a number with a decimal comma, "1,234.5" and "1,234,567" have marks for
 * thousands, and "1,234" may be either. */
static LtNumberText
settle_commas (char *text, gboolean decimal_comma)
{
  char *figures = text + (*text == '-' || *text == '+');
  char *comma = strchr (figures, ',');
  gboolean alone = comma != NULL && strchr (comma + 1, ',') == NULL;
  gboolean point = strchr (figures, '.') != NULL;

  if (comma == NULL)
    return LT_NUMBER_VALUE;
  if (alone && !point && (decimal_comma || !has_groups (figures)))
    {
      *comma = '.';
      return LT_NUMBER_VALUE;
    }
  if (!has_groups (figures))
    return LT_NUMBER_BAD;
  if (alone && !point)
    return LT_NUMBER_AMBIGUOUS;
  drop_commas (figures);
  return LT_NUMBER_VALUE;
}

/* 1.2E-3, by moving the point; nothing is rounded. */
static gboolean
read_exponent (const char *text, gint64 *millionths)
{
  const char *e = strpbrk (text, "eE");
  g_autofree char *mantissa = NULL;
  g_autoptr (GString) moved = NULL;
  gint64 exponent;
  char *end;
  char *point;
  gsize sign;

  if (e == NULL)
    return lt_reading_parse_value (text, millionths);
  exponent = g_ascii_strtoll (e + 1, &end, 10);
  if (e[1] == '\0' || *end != '\0' || g_ascii_isspace (e[1]) || ABS (exponent) > MOST_EXPONENT)
    return FALSE;
  mantissa = g_strndup (text, (gsize) (e - text));
  sign = *mantissa == '-' || *mantissa == '+';
  point = strchr (mantissa, '.');
  if (strspn (mantissa + sign, "0123456789.") != strlen (mantissa + sign)
      || !g_ascii_isdigit (mantissa[sign]))
    return FALSE;
  exponent -= point == NULL ? 0 : (gint64) strlen (point + 1);
  moved = g_string_new (mantissa);
  if (point != NULL)
    g_string_erase (moved, point - mantissa, 1);
  for (; exponent > 0; exponent--)
    g_string_append_c (moved, '0');
  while ((gint64) (moved->len - sign) <= -exponent)
    g_string_insert_c (moved, (gssize) sign, '0');
  if (exponent < 0)
    g_string_insert_c (moved, (gssize) moved->len + (gssize) exponent, '.');
  while (moved->str[sign] == '0' && g_ascii_isdigit (moved->str[sign + 1]))
    g_string_erase (moved, (gssize) sign, 1);
  return lt_reading_parse_value (moved->str, millionths);
}

/*
 * lt_number_text_read:
 *
 * Reads a number as people and programs write it: figures with a point or a
 * comma, marks for thousands, figures of full width, powers of ten. It is exact,
 * or it is refused.
 */
LtNumberText
lt_number_text_read (const char *cell, gboolean decimal_comma, gint64 *millionths)
{
  char text[MOST_TEXT];
  char *figures = text;
  LtNumberText settled;

  if (cell == NULL)
    return LT_NUMBER_NO_DATA;
  /* nearly all */
  if (!decimal_comma && lt_reading_parse_value (cell, millionths))
    return LT_NUMBER_VALUE;
  if (lt_import_is_no_data (cell))
    return LT_NUMBER_NO_DATA;
  if (!fold_number (cell, text))
    return LT_NUMBER_BAD;
  if (lt_import_is_no_data (text))
    return LT_NUMBER_NO_DATA;
  if (*text == '<')
    figures += 1 + strspn (text + 1, " ");
  settled = settle_commas (figures, decimal_comma);
  if (settled != LT_NUMBER_VALUE)
    return settled;
  if (!read_exponent (figures, millionths))
    return LT_NUMBER_BAD;
  return figures == text ? LT_NUMBER_VALUE : LT_NUMBER_BELOW;
}

/*
 * lt_number_scale:
 *
 * Brings a value into another unit. Returns whether that goes without rounding.
 */
gboolean
lt_number_scale (gint64 *millionths, gint64 factor, gint64 divisor)
{
  gint64 product;

  if (factor == 1 && divisor == 1)
    return TRUE;
  if (__builtin_mul_overflow (*millionths, factor, &product) || product % divisor != 0
      || ABS (product / divisor) >= LT_READING_MOST)
    return FALSE;
  *millionths = product / divisor;
  return TRUE;
}
