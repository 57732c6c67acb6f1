/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Coordinates as people write them into tables. */

typedef enum
{
  LT_AXIS_UNKNOWN,
  LT_AXIS_LONGITUDE,
  LT_AXIS_LATITUDE,
} LtAxis;

/**
 * LtCoordinate:
 * @value: degrees (west and south are negative), or metres
 * @axis: what a letter or word beside the figures says
 * @angle: whether it is surely degrees: written with minutes or a degree sign
 */
typedef struct
{
  double value;
  LtAxis axis;
  gboolean angle;
} LtCoordinate;

gboolean lt_coordinate_parse (const char *text,
                              gboolean decimal_comma,
                              LtCoordinate *coordinate,
                              GError **error);
gboolean lt_coordinate_parse_pair (const char *text,
                                   gboolean decimal_comma,
                                   LtCoordinate *x,
                                   LtCoordinate *y,
                                   GError **error);
gboolean lt_coordinates_are_northing_first (double x, double y);

G_END_DECLS
