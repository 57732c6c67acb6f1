/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Two coordinates in one text: where it is cut, and which is which. */

#include "geo/coordinate-private.h"

#include "base/error.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* China's northings, metres from the equator; its eastings are below 1 000 000, or
 * above 13 000 000 with the number of the zone before them. */
#define NORTHING_FROM 1.5e6
#define NORTHING_TO   6.5e6

static gboolean
set_error (GError **error, const char *message)
{
  g_set_error_literal (error, LT_ERROR, LT_ERROR_BAD_INPUT, message);
  return FALSE;
}

/* Where the second of two coordinates with letters begins; 0 for nowhere. */
static gsize
find_second_axis (const char *text)
{
  const char *first = strpbrk (text, LT_COORDINATE_AXES);
  const char *second = first == NULL ? NULL : strpbrk (first + 1, LT_COORDINATE_AXES);

  if (second == NULL || strpbrk (second + 1, LT_COORDINATE_AXES) != NULL)
    return 0;
  return first == text ? (gsize) (second - text) : (gsize) (first + 1 - text);
}

static gsize
find_second_degree (const char *text)
{
  const char *first = strchr (text, LT_COORDINATE_DEGREE);
  const char *second = first == NULL ? NULL : strchr (first + 1, LT_COORDINATE_DEGREE);

  if (second == NULL || strchr (second + 1, LT_COORDINATE_DEGREE) != NULL)
    return 0;
  while (second > first + 1 && second[-1] == ' ')
    second--;
  while (second > first + 1 && (second[-1] == '.' || g_ascii_isdigit (second[-1])))
    second--;
  return (gsize) (second - text);
}

static gsize
find_comma (const char *text)
{
  const char *comma = strchr (text, ',');
  const char *spaced = strstr (text, ", ");

  if (comma != NULL && strchr (comma + 1, ',') == NULL)
    return (gsize) (comma - text);
  return spaced != NULL && strstr (spaced + 2, ", ") == NULL ? (gsize) (spaced - text) : 0;
}

/* The space in the middle: of "113 34 12 37 51 30" the third. */
static gsize
find_middle_space (const char *text)
{
  guint spaces = 0;
  guint seen = 0;

  for (const char *at = text; *at != '\0'; at++)
    spaces += *at == ' ' && at[1] != ' ';
  for (const char *at = text; spaces % 2 == 1 && *at != '\0'; at++)
    {
      seen += *at == ' ' && at[1] != ' ';
      if (seen == spaces / 2 + 1)
        return (gsize) (at - text);
    }
  return 0;
}

static gsize
find_cut (const char *text)
{
  gsize cut = strcspn (text, ";/|");

  if (text[cut] != '\0')
    return cut;
  cut = find_second_axis (text);
  if (cut == 0)
    cut = find_second_degree (text);
  if (cut == 0)
    cut = find_comma (text);
  return cut == 0 ? find_middle_space (text) : cut;
}

static char *
trim_separators (const char *text)
{
  gsize n;

  text += strspn (text, ",;/| ");
  n = strlen (text);
  while (n > 0 && strchr (",;/| ", text[n - 1]) != NULL)
    n--;
  return g_strndup (text, n);
}

/* Where two coordinates stand one behind the other, what no latitude can be is the
 * longitude; where nothing says which is which, it comes first. */
static void
put_longitude_first (LtCoordinate *x, LtCoordinate *y)
{
  gboolean turned = x->axis == LT_AXIS_LATITUDE || y->axis == LT_AXIS_LONGITUDE;
  LtCoordinate other = *x;

  if (x->axis == LT_AXIS_UNKNOWN && y->axis == LT_AXIS_UNKNOWN)
    turned = lt_coordinates_are_northing_first (x->value, y->value);
  if (!turned)
    return;
  *x = *y;
  *y = other;
}

/**
 * lt_coordinates_are_northing_first:
 * @x: one of two coordinates, degrees or metres
 * @y: the other
 *
 * In Chinese surveys X is the northing and Y the easting, in most programs it is
 * the other way round; a latitude is never above 90 and an easting never what
 * China's northings are.
 *
 * Returns: whether @x can only be the latitude or northing, and @y can be the other
 */
gboolean
lt_coordinates_are_northing_first (double x, double y)
{
  if (fabs (x) <= 90 && fabs (y) <= 180)
    return fabs (y) > 90;
  return x > NORTHING_FROM && x < NORTHING_TO && !(y > NORTHING_FROM && y < NORTHING_TO)
         && y > 1000;
}

/**
 * lt_coordinate_parse_pair:
 * @text: two coordinates in one text: "113.57,37.85", "113.57 37.85",
 *   E113°34′12″N37°51′30″, 北纬37°51′，东经113°34′
 * @decimal_comma: see lt_coordinate_parse()
 * @x: (out): the longitude or easting
 * @y: (out): the latitude or northing
 * @error: return location
 *
 * Which is which, letters say, or the values: a latitude is never above 90. Where
 * neither does, the longitude comes first.
 *
 * Returns: whether they are two coordinates, one of each
 */
gboolean
lt_coordinate_parse_pair (const char *text,
                          gboolean decimal_comma,
                          LtCoordinate *x,
                          LtCoordinate *y,
                          GError **error)
{
  g_autofree char *simple = lt_coordinate_simplify (text);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  gsize cut = simple == NULL ? 0 : find_cut (simple);

  if (cut == 0)
    return set_error (error, _ ("These are not two coordinates. Write longitude and latitude with "
                                "a comma between, such as 113.58,37.86."));
  second = trim_separators (simple + cut);
  simple[cut] = '\0';
  first = trim_separators (simple);
  if (!lt_coordinate_parse_simple (first, decimal_comma, x, error)
      || !lt_coordinate_parse_simple (second, decimal_comma, y, error))
    return FALSE;
  if (x->axis != LT_AXIS_UNKNOWN && x->axis == y->axis)
    return set_error (error, _ ("Both coordinates are called the same. One is the longitude (E), "
                                "one the latitude (N)."));
  put_longitude_first (x, y);
  return TRUE;
}
