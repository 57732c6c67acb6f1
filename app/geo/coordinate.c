/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "geo/coordinate-private.h"

#include "base/error.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define LONGITUDES "EWL"

#define MAX_PARTS 3
#define MAX_TEXT  200 /* bytes; no coordinate is as long */

typedef struct
{
  const char *at;
  double values[MAX_PARTS];
  guint digits[MAX_PARTS]; /* before the point */
  gboolean fraction[MAX_PARTS];
  char marks[MAX_PARTS]; /* what follows: 'd', '\'', '"', ':', '-', ' ' or 0 */
  guint n;
} Parts;

static const struct
{
  gunichar from;
  char to;
} signs[] = {
  { 0x00b0, LT_COORDINATE_DEGREE },
  { 0x00ba, LT_COORDINATE_DEGREE },
  { 0x02da, LT_COORDINATE_DEGREE },
  { 0x2070, LT_COORDINATE_DEGREE },
  { 0x5ea6, LT_COORDINATE_DEGREE }, /* 度 */
  { 0x2032, '\'' },
  { 0x2019, '\'' },
  { 0x2018, '\'' },
  { 0x00b4, '\'' },
  { 0x0060, '\'' },
  { 0x02b9, '\'' },
  { 0x5206, '\'' }, /* 分 */
  { 0x2033, '"' },
  { 0x201d, '"' },
  { 0x201c, '"' },
  { 0x02ba, '"' },
  { 0x79d2, '"' }, /* 秒 */
  { 0x4e1c, 'E' },
  { 0x6771, 'E' }, /* 东 東 */
  { 0x897f, 'W' },
  { 0x5357, 'S' },
  { 0x5317, 'N' }, /* 西 南 北 */
  { 0x7ecf, 'L' },
  { 0x7d93, 'L' }, /* 经 經 */
  { 0x7eac, 'B' },
  { 0x7def, 'B' }, /* 纬 緯 */
  { 0x2212, '-' },
  { 0x2013, '-' },
  { 0x2014, '-' },
  { 0x3001, ',' },
  { 0x3002, '.' },
  { 0x00b7, '.' },
};

/* Words of tables; the longer ones first. */
static const struct
{
  const char *word;
  const char *axis;
} words[] = {
  { "longitude", "L" }, { "latitude", "B" }, { "long", "L" }, { "lon", "L" },
  { "lng", "L" },       { "lat", "B" },      { "Ld", "L" },   { "Bd", "B" }, /* 经度, 纬度 */
  { "EL", "E" },        { "WL", "W" },       { "NB", "N" },   { "SB", "S" }, /* 东经 … */
};

static char
simplify_char (gunichar c)
{
  if (c >= 0xff01 && c <= 0xff5e)
    c -= 0xfee0;
  if (c == 0x3000 || c == 0x00a0 || (c >= 0x2000 && c <= 0x200a) || c == 0x202f || c == '\t'
      || c == '\n' || c == '\r' || strchr ("()[]=", (int) (c < 128 ? c : 1)) != NULL)
    return ' ';
  for (gsize i = 0; i < G_N_ELEMENTS (signs); i++)
    if (signs[i].from == c)
      return signs[i].to;
  if (c == 'D')
    return LT_COORDINATE_DEGREE;
  return c < 128 && c > 0 ? (char) c : '?';
}

static void
replace_words (GString *text)
{
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    for (gsize at = 0; at + strlen (words[i].word) <= text->len; at++)
      if (g_ascii_strncasecmp (text->str + at, words[i].word, strlen (words[i].word)) == 0)
        {
          g_string_erase (text, (gssize) at, (gssize) strlen (words[i].word));
          g_string_insert (text, (gssize) at, words[i].axis);
        }
}

/* The text in one spelling; %NULL where it is none of a coordinate. */
char *
lt_coordinate_simplify (const char *text)
{
  g_autoptr (GString) simple = g_string_new (NULL);

  if (strlen (text) > MAX_TEXT || !g_utf8_validate (text, -1, NULL))
    return NULL;
  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      if (c != 0xfeff && !(c >= 0x200b && c <= 0x200f))
        g_string_append_c (simple, simplify_char (c));
    }
  /* two strokes are the seconds' sign */
  g_string_replace (simple, "''", "\"", 0);
  replace_words (simple);
  for (gsize i = 0; i < simple->len; i++)
    if (strchr ("ewns", simple->str[i]) != NULL)
      simple->str[i] = g_ascii_toupper (simple->str[i]);
  g_strstrip (simple->str);
  return g_string_free (g_steal_pointer (&simple), FALSE);
}

static gboolean
set_error (GError **error, const char *message)
{
  g_set_error_literal (error, LT_ERROR, LT_ERROR_BAD_INPUT, message);
  return FALSE;
}

static gboolean
set_no_coordinate (GError **error)
{
  return set_error (error, _ ("This is not a coordinate. Write figures with a point, such as "
                              "113.58, or degrees, minutes and seconds, such as 113°34′48″."));
}

/* "3.85E+07" is what a spreadsheet makes of a long figure in a narrow column: what
 * it has cut off is lost. */
static gboolean
parse_exponent (const char *text, gboolean *is_one, double *value, GError **error)
{
  const char *exponent = strpbrk (text, "Ee");
  const char *point = strchr (text, '.');
  char *end;
  int power;
  int places;

  *is_one = exponent != NULL && exponent > text && strchr ("+-", exponent[1]) != NULL
            && exponent[1] != '\0' && g_ascii_isdigit (exponent[2])
            && strspn (text, "+-.0123456789Ee") == strlen (text);
  if (!*is_one)
    return TRUE;
  *value = g_ascii_strtod (text, &end);
  power = atoi (exponent + 1);
  places = point == NULL || point > exponent ? 0 : (int) (exponent - point) - 1;
  if (*end != '\0' || !isfinite (*value))
    return set_no_coordinate (error);
  if (power >= 5 && places < power)
    return set_error (error, _ ("A spreadsheet has cut the figure short: the metres are lost. "
                                "Widen the column or format it as a number, and save it again."));
  return TRUE;
}

/* "36,745014": figures, one comma, figures. */
static gboolean
is_decimal_comma (const char *text)
{
  const char *comma = strchr (text, ',');

  return comma != NULL && comma > text && g_ascii_isdigit (comma[-1]) && g_ascii_isdigit (comma[1])
         && strspn (comma + 1, "0123456789") == strlen (comma + 1) && strchr (text, '.') == NULL;
}

/* "4,192,041.84": marks for thousands, where they cannot be a decimal comma. */
static gboolean
is_grouped (const char *text)
{
  const char *at = text + strspn (text, "+-");
  gsize first = strspn (at, "0123456789");
  guint groups = 0;

  for (at += first; *at == ','; at += 4, groups++)
    if (strspn (at + 1, "0123456789") != 3)
      return FALSE;
  return first >= 1 && first <= 3 && groups > 0 && (groups > 1 || *at == '.');
}

static gboolean
parse_plain (const char *text, gboolean decimal_comma, double *value, GError **error)
{
  g_autofree char *plain = g_strdup (text);
  gboolean comma = is_decimal_comma (plain);
  char *end;

  if (is_grouped (plain))
    {
      g_auto (GStrv) groups = g_strsplit (text, ",", -1);

      g_free (plain);
      plain = g_strjoinv ("", groups);
      comma = FALSE;
    }
  else if (comma)
    g_strdelimit (plain, ",", '.');
  if (*plain == '\0' || strspn (plain, "+-.0123456789") != strlen (plain))
    return set_no_coordinate (error);
  *value = g_ascii_strtod (plain, &end);
  /* "463,040" may be metres with a mark for thousands; degrees cannot be. */
  return (*end == '\0' && isfinite (*value) && (!comma || decimal_comma || fabs (*value) <= 180))
         || set_no_coordinate (error);
}

static gboolean
read_part (Parts *parts)
{
  char number[32];
  gsize n = 0;
  gboolean fraction = FALSE;
  guint digits = 0;

  for (; n + 1 < sizeof number; parts->at++)
    {
      char c = *parts->at;

      if ((c == '.' || c == ',') && !fraction && n > 0 && g_ascii_isdigit (parts->at[1]))
        {
          fraction = TRUE;
          c = '.';
        }
      else if (!g_ascii_isdigit (c))
        break;
      else if (!fraction)
        digits++;
      number[n++] = c;
    }
  number[n] = '\0';
  if (n == 0 || parts->n == MAX_PARTS)
    return FALSE;
  parts->values[parts->n] = g_ascii_strtod (number, NULL);
  parts->digits[parts->n] = digits;
  parts->fraction[parts->n] = fraction;
  return TRUE;
}

/* What stands between two numbers: spaces, and at most one sign among them. */
static void
read_mark (Parts *parts)
{
  char mark = *parts->at == ' ' ? ' ' : '\0';

  while (*parts->at == ' ')
    parts->at++;
  if (*parts->at != '\0' && strchr ("d'\":-", *parts->at) != NULL)
    mark = *parts->at++;
  while (*parts->at == ' ')
    parts->at++;
  parts->marks[parts->n++] = mark;
}

static gboolean
marks_fit (const Parts *parts)
{
  static const char *const allowed[] = { "d:- ", "':- ", "\"" };

  for (guint i = 0; i < parts->n; i++)
    {
      gboolean last = i + 1 == parts->n;

      if (parts->marks[i] == '\0' ? !last : strchr (allowed[i], parts->marks[i]) == NULL)
        return FALSE;
      if (last && parts->marks[i] != '\0' && strchr (":- ", parts->marks[i]) != NULL)
        return FALSE;
      if (!last && parts->fraction[i])
        return FALSE;
    }
  return TRUE;
}

/* "37 456 789.12": the figures of one number in groups of three. */
static gboolean
is_spaced_number (const Parts *parts)
{
  for (guint i = 0; i < parts->n; i++)
    if ((i + 1 < parts->n && parts->marks[i] != ' ') || (i > 0 && parts->digits[i] != 3)
        || (i + 1 < parts->n && parts->fraction[i]))
      return FALSE;
  return parts->n > 1 && parts->marks[parts->n - 1] == '\0';
}

static gboolean
parse_angle (const char *text, LtCoordinate *coordinate, GError **error)
{
  Parts parts = { .at = text };

  while (*parts.at != '\0')
    {
      if (!read_part (&parts))
        return set_no_coordinate (error);
      read_mark (&parts);
    }
  if (is_spaced_number (&parts))
    {
      coordinate->value = 0;
      for (guint i = 0; i < parts.n; i++)
        coordinate->value = coordinate->value * 1000 + parts.values[i];
      return TRUE;
    }
  if (parts.n == 0 || !marks_fit (&parts)
      || (parts.n == 1 && parts.marks[0] != LT_COORDINATE_DEGREE))
    return set_no_coordinate (error);
  for (guint i = 1; i < parts.n; i++)
    if (parts.values[i] >= 60)
      return set_error (error, i == 1 ? _ ("The minutes of a coordinate are below 60.")
                                      : _ ("The seconds of a coordinate are below 60."));
  coordinate->angle = TRUE;
  coordinate->value = parts.values[0] + (parts.n > 1 ? parts.values[1] / 60 : 0)
                      + (parts.n > 2 ? parts.values[2] / 3600 : 0);
  return TRUE;
}

/* Takes the letter of an axis off either end. */
static gboolean
take_axis (char *text, char *letter)
{
  gsize n;

  *letter = '\0';
  if (*text != '\0' && strchr (LT_COORDINATE_AXES, *text) != NULL)
    {
      *letter = *text;
      *text = ' ';
      g_strchug (text);
      if (*text == ':' || *text == ',')
        *text = ' ';
      g_strchug (text);
    }
  n = strlen (text);
  if (n > 0 && strchr (LT_COORDINATE_AXES, text[n - 1]) != NULL)
    {
      if (*letter != '\0')
        return FALSE;
      *letter = text[n - 1];
      text[n - 1] = '\0';
      g_strchomp (text);
    }
  return *text != '\0';
}

/* Parses what lt_coordinate_simplify() gave, and changes it. */
gboolean
lt_coordinate_parse_simple (char *text,
                            gboolean decimal_comma,
                            LtCoordinate *coordinate,
                            GError **error)
{
  char letter;
  gboolean minus = FALSE;
  gboolean good;

  *coordinate = (LtCoordinate){ 0 };
  if (!take_axis (text, &letter))
    return set_no_coordinate (error);
  if (letter != '\0')
    coordinate->axis = strchr (LONGITUDES, letter) != NULL ? LT_AXIS_LONGITUDE : LT_AXIS_LATITUDE;
  if (*text == '-' || *text == '+')
    {
      minus = *text == '-';
      *text = ' ';
      g_strchug (text);
    }
  if (minus && letter != '\0' && strchr ("EWNS", letter) != NULL)
    return set_no_coordinate (error);
  if (strpbrk (text, "d'\":- ") != NULL)
    good = parse_angle (text, coordinate, error);
  else
    good = parse_plain (text, decimal_comma, &coordinate->value, error);
  if (minus || letter == 'W' || letter == 'S')
    coordinate->value = -coordinate->value;
  return good;
}

/**
 * lt_coordinate_parse:
 * @text: one coordinate: 113.58, 113°34′12.5″E, 113度34分12.5秒, 东经113°34′,
 *   113-34-12.5, 113:34:12.5, "N37 51 30", 37 456 789.12 and their like, with
 *   full-width signs or without
 * @decimal_comma: whether numbers are surely written 36,745; else a comma is one
 *   only where the number cannot be metres with a mark for thousands
 * @coordinate: (out): what it says
 * @error: return location; what is wrong with it
 *
 * Returns: whether it is a coordinate
 */
gboolean
lt_coordinate_parse (const char *text,
                     gboolean decimal_comma,
                     LtCoordinate *coordinate,
                     GError **error)
{
  g_autofree char *simple = NULL;
  g_autofree char *bare = g_strstrip (g_strdup (text));
  gboolean exponent;

  *coordinate = (LtCoordinate){ 0 };
  if (!parse_exponent (bare, &exponent, &coordinate->value, error))
    return FALSE;
  if (exponent)
    return TRUE;
  simple = lt_coordinate_simplify (bare);
  return simple == NULL ? set_no_coordinate (error)
                        : lt_coordinate_parse_simple (simple, decimal_comma, coordinate, error);
}
