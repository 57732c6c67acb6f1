/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "geo/coordinate.h"

G_BEGIN_DECLS

/* The letters that all spellings are brought to: east, west, north, south, and a
 * bare "longitude" or "latitude"; degree, minute and second; else ASCII. */
#define LT_COORDINATE_AXES   "EWNSLB"
#define LT_COORDINATE_DEGREE 'd'

/* coordinate.c */
char *lt_coordinate_simplify (const char *text);
gboolean lt_coordinate_parse_simple (char *text,
                                     gboolean decimal_comma,
                                     LtCoordinate *coordinate,
                                     GError **error);

G_END_DECLS
