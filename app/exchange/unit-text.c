/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/import-private.h"

#include <string.h>

/* The length of an opening (1) or closing (-1) bracket at @at; 0 where there is none. */
static gsize
measure_bracket (const char *at, int *step)
{
  static const struct
  {
    const char *text;
    int step;
  } brackets[] = { { "(", 1 },  { "（", 1 },  { "[", 1 },  { "【", 1 },
                   { ")", -1 }, { "）", -1 }, { "]", -1 }, { "】", -1 } };

  for (gsize i = 0; i < G_N_ELEMENTS (brackets); i++)
    if (g_str_has_prefix (at, brackets[i].text))
      {
        *step = brackets[i].step;
        return strlen (brackets[i].text);
      }
  return 0;
}

/*
 * lt_unit_split:
 *
 * Cuts a column's name in what it is called and what stands behind that in
 * brackets, wide or narrow: "降尘量（t/(km²·30d)）" is "降尘量" and "t/(km²·30d)".
 * Gives %FALSE where there are no brackets, or nothing before them.
 */
gboolean
lt_unit_split (const char *column, char **bare, char **inside)
{
  const char *start = NULL;
  const char *at = column;
  int depth = 0;

  while (*at != '\0')
    {
      int step = 0;
      gsize size = measure_bracket (at, &step);

      if (step > 0 && depth == 0)
        {
          *bare = g_strstrip (g_strndup (column, (gsize) (at - column)));
          start = at + size;
        }
      depth += start != NULL ? step : 0;
      if (start != NULL && depth == 0)
        break;
      at += size > 0 ? size : (gsize) (g_utf8_next_char (at) - at);
    }
  if (start == NULL || **bare == '\0')
    {
      if (start != NULL)
        g_clear_pointer (bare, g_free);
      return FALSE;
    }
  *inside = g_strstrip (g_strndup (start, (gsize) (at - start)));
  return TRUE;
}

/*
 * lt_unit_fold:
 *
 * Makes the ways in which a unit is written alike: µg/m³, ug/m3 and μg/m^3 are all
 * "ug/m3".
 */
char *
lt_unit_fold (const char *unit)
{
  static const char *const pairs[][2] = {
    { "µ", "u" },          { "μ", "u" },          { "³", "3" },       { "²", "2" },  { "㎡", "m2" },
    { "㎥", "m3" },        { "^", "" },           { " ", "" },        { "℃", "C" },  { "°C", "C" },
    { "平方公里", "km2" }, { "平方千米", "km2" }, { "平方米", "m2" }, { "吨", "t" }, { "天", "d" },
    { "字节", "B" },       { "度", "°" },
  };
  g_autoptr (GString) text = g_string_new (unit);

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    g_string_replace (text, pairs[i][0], pairs[i][1], 0);
  return g_ascii_strdown (text->str, -1);
}

/* Without brackets and dots: t/(km²·30d) is written in all ways. */
static char *
fold_bare (const char *unit)
{
  static const char *const marks[] = { "(", ")", "（", "）", "·", "・", "•", "*", "." };
  g_autofree char *folded = lt_unit_fold (unit);
  g_autoptr (GString) text = g_string_new (folded);

  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    g_string_replace (text, marks[i], "", 0);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/*
 * lt_unit_is_same:
 *
 * Whether two texts mean one unit.
 */
gboolean
lt_unit_is_same (const char *theirs, const char *ours)
{
  g_autofree char *a = fold_bare (theirs);
  g_autofree char *b = fold_bare (ours);

  return g_str_equal (a, b);
}

/*
 * lt_unit_read_datum:
 *
 * What stands in brackets behind a column's name, where that is a datum and no unit:
 * "经度 (CGCS2000)", "lon(WGS-84)". Gives %NULL for anything else.
 */
char *
lt_unit_read_datum (const char *column)
{
  g_autofree char *bare = NULL;
  g_autofree char *inside = NULL;
  g_autoptr (GString) folded = NULL;
  g_autoptr (LtDatum) datum = NULL;

  if (!lt_unit_split (column, &bare, &inside))
    return NULL;
  folded = g_string_new (inside);
  g_string_replace (folded, "-", "", 0);
  g_string_replace (folded, " ", "", 0);
  datum = lt_datum_new (folded->str, NULL);
  return datum == NULL ? NULL : g_strdup (lt_datum_get_name (datum));
}
