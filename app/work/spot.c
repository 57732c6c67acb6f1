/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "work/spot.h"

#include "geo/coordinate.h"
#include "geo/datum.h"

#include <math.h>

/**
 * lt_work_read_spot:
 * @text: a coordinate as people write it: degrees, minutes, metres
 * @datum: what it is in, see #LtDatum
 * @longitude: (out): degrees of CGCS2000
 * @latitude: (out): the same
 * @error: return location; says what is wrong with it
 *
 * Which of the two is which is found out as lt_coordinate_parse_pair() does.
 *
 * Returns: whether it is a position on the earth
 */
gboolean
lt_work_read_spot (const char *text,
                   const char *datum,
                   double *longitude,
                   double *latitude,
                   GError **error)
{
  g_autoptr (LtDatum) from = lt_datum_new (datum, error);
  LtCoordinate x, y;

  if (from == NULL || !lt_coordinate_parse_pair (text, FALSE, &x, &y, error))
    return FALSE;
  *longitude = x.value;
  *latitude = y.value;
  if (lt_datum_to_cgcs2000 (from, longitude, latitude) && fabs (*longitude) <= 180
      && fabs (*latitude) <= 90)
    return TRUE;
  lt_datum_set_error (from, x.value, y.value, error);
  return FALSE;
}
