/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/reading-private.h"

#include <string.h>

#define MOST_EXPONENT 18
#define MOST_TEXT     64 /* bytes of a number; nobody writes longer ones */
#define DECIMALS      6  /* that are kept */
#define MOST_FIGURES  24 /* that are counted one by one; of those behind only whether they are 0 */
#define MOST_SHIFT    24 /* powers of ten */
#define MOST_FACTOR   1000000000

/* A number of which more is known than is kept: @figures divided by 10 to the power
 * of @decimals, and, where @more, a little above that. */
__extension__ typedef __int128 Wide;

typedef struct
{
  Wide figures;
  gint64 decimals;
  gboolean more;
} Precise;

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

/* Figures, a point and figures, an exponent. */
static gboolean
read_precise (const char *text, Precise *number)
{
  guint n = 0;
  gboolean behind = FALSE;
  const char *c = text;
  gint64 exponent = 0;
  char *end;

  *number = (Precise){ 0 };
  if (!g_ascii_isdigit (*c))
    return FALSE;
  for (; g_ascii_isdigit (*c) || (*c == '.' && !behind); c++)
    {
      if (*c == '.')
        behind = TRUE;
      else if (n < MOST_FIGURES)
        {
          number->figures = number->figures * 10 + (*c - '0');
          number->decimals += behind;
          n += number->figures > 0;
        }
      else if (!behind)
        return FALSE;
      else
        number->more |= *c != '0';
    }
  if (*c == 'e' || *c == 'E')
    {
      exponent = g_ascii_strtoll (c + 1, &end, 10);
      if (c[1] == '\0' || g_ascii_isspace (c[1]) || ABS (exponent) > MOST_EXPONENT)
        return FALSE;
      c = end;
    }
  number->decimals -= exponent;
  return c[-1] != '.' && *c == '\0';
}

static gboolean
multiply (Wide *number, gint64 factor)
{
  return !__builtin_mul_overflow (*number, factor, number);
}

/* GB/T 8170-2008, 3.2: less than a half goes, more counts up, a half to the even
 * figure; from the number as it was written, in one step. What would become nothing
 * is not rounded. */
static gboolean
round_number (const char *text, gint64 factor, gint64 divisor, gint64 *millionths)
{
  gboolean negative = *text == '-';
  Precise number;
  Wide below = divisor;
  Wide whole;
  Wide rest;

  if (*text == '-' || *text == '+')
    text++;
  if (!read_precise (text, &number) || factor > MOST_FACTOR || divisor > MOST_FACTOR
      || ABS (number.decimals - DECIMALS) > MOST_SHIFT || !multiply (&number.figures, factor))
    return FALSE;
  for (gint64 i = number.decimals; i < DECIMALS; i++)
    if (!multiply (&number.figures, 10))
      return FALSE;
  for (gint64 i = DECIMALS; i < number.decimals; i++)
    if (!multiply (&below, 10))
      return FALSE;
  whole = number.figures / below;
  rest = 2 * (number.figures % below);
  if (rest > below || (rest == below && (number.more || whole % 2 == 1)))
    whole++;
  if (whole == 0 || whole >= LT_READING_MOST)
    return FALSE;
  *millionths = negative ? -(gint64) whole : (gint64) whole;
  return TRUE;
}

/* Brings a value into another unit, where that goes without rounding. */
static gboolean
scale (gint64 *millionths, gint64 factor, gint64 divisor)
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

/*
 * lt_number_text_read:
 *
 * Reads a number as people and programs write it: figures with a point or a
 * comma, marks for thousands, figures of full width, powers of ten; and brings it
 * into the unit in which one of its own is @factor / @divisor. It is exact, or it
 * says that it was rounded.
 */
LtNumberText
lt_number_text_read (const char *cell,
                     gboolean decimal_comma,
                     gint64 factor,
                     gint64 divisor,
                     gint64 *millionths)
{
  char text[MOST_TEXT];
  char *figures = text;
  LtNumberText settled;

  if (cell == NULL)
    return LT_NUMBER_NO_DATA;
  /* nearly all */
  if (!decimal_comma && lt_reading_parse_value (cell, millionths)
      && scale (millionths, factor, divisor))
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
  if (read_exponent (figures, millionths) && scale (millionths, factor, divisor))
    return figures == text ? LT_NUMBER_VALUE : LT_NUMBER_BELOW;
  if (!round_number (figures, factor, divisor, millionths))
    return LT_NUMBER_BAD;
  return figures == text ? LT_NUMBER_ROUNDED : LT_NUMBER_BELOW;
}
