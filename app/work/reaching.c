/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "work/reaching.h"

#include "base/error.h"
#include "geo/datum.h"
#include "geo/distance.h"
#include "work/records.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static gboolean
read_number (const char *text, double *number)
{
  char *end = NULL;

  *number = g_ascii_strtod (text, &end);
  while (g_ascii_isspace (*end))
    end++;
  return end != text && *end == '\0' && isfinite (*number);
}

static gboolean
read_metres (const char *text, double *metres, GError **error)
{
  if (read_number (text, metres) && *metres >= 0)
    return TRUE;
  g_set_error (error, LT_ERROR, LT_ERROR_USAGE,
               _ ("The distance \"%s\" is no number of metres, such as 500."), text);
  return FALSE;
}

static gboolean
read_place (LtReach *reach, char **words, const char *datum, GError **error)
{
  g_autoptr (LtDatum) from = lt_datum_new (datum == NULL ? "cgcs2000" : datum, error);
  g_autoptr (LtShape) point = NULL;
  LtBox here;

  if (from == NULL)
    return FALSE;
  point = lt_shape_new_point (reach->longitude, reach->latitude);
  if (!lt_shape_transform (point, from, error) || !lt_shape_check (point, error))
    {
      g_prefix_error (error, _ ("--near %s,%s: "), words[0], words[1]);
      return FALSE;
    }
  here = lt_shape_get_box (point);
  reach->longitude = here.min_x;
  reach->latitude = here.min_y;
  reach->near = TRUE;
  return TRUE;
}

/**
 * lt_work_reach_near:
 * @reach: what is asked for; gets the place and the distance
 * @place: longitude and latitude (easting and northing) with a comma between, and
 *   maybe metres behind a further one
 * @metres: (nullable): how far; %NULL for what @place says, or any distance
 * @datum: (nullable): what the place is in; %NULL for CGCS2000
 * @error: return location
 */
gboolean
lt_work_reach_near (LtReach *reach,
                    const char *place,
                    const char *metres,
                    const char *datum,
                    GError **error)
{
  g_auto (GStrv) words = g_strsplit (place, ",", -1);
  guint n = g_strv_length (words);

  if (n < 2 || n > 3 || !read_number (words[0], &reach->longitude)
      || !read_number (words[1], &reach->latitude))
    {
      g_set_error (error, LT_ERROR, LT_ERROR_USAGE,
                   _ ("\"%s\" is no place. Give longitude,latitude, such as 113.58,37.86, and the "
                      "metres behind them: 113.58,37.86,500."),
                   place);
      return FALSE;
    }
  if (metres == NULL && n == 3)
    metres = words[2];
  return (metres == NULL || read_metres (metres, &reach->metres, error))
         && read_place (reach, words, datum, error);
}

/**
 * lt_work_reach_polygon:
 * @session: a session
 * @polygon: (out): the outline of that place
 * @place: KIND:CODE, or an id
 * @error: return location
 */
gboolean
lt_work_reach_polygon (LtSession *session, LtShape **polygon, const char *place, GError **error)
{
  g_autoptr (LtRecord) record = lt_work_find_place (session, place, error);
  g_autoptr (LtShape) shape = record == NULL ? NULL : lt_work_get_shape (session, record, error);

  if (shape == NULL)
    return FALSE;
  if (lt_shape_get_class (shape) != LT_SHAPE_POLYGON)
    {
      g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                   _ ("%s has no outline that something could lie in. Name an area or a zone."),
                   place);
      return FALSE;
    }
  *polygon = g_steal_pointer (&shape);
  return TRUE;
}

/**
 * lt_work_reach_measure:
 *
 * Returns: metres from where @reach asks to the record; negative where there is
 *   nothing to measure
 */
double
lt_work_reach_measure (LtSession *session, const LtReach *reach, const LtRecord *record)
{
  g_autoptr (LtShape) shape = reach->near ? lt_work_get_shape (session, record, NULL) : NULL;

  return shape == NULL ? -1 : lt_distance_to_shape (shape, reach->longitude, reach->latitude);
}
