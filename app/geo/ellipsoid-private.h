/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <geodesic.h>
#include <glib.h>

G_BEGIN_DECLS

/* Straight is what is straight in degrees, as the map and the file have it. So long
 * edges are gone along in steps before anything is done in metres: so many degrees
 * of one are 6 cm away from the geodesic. */
#define LT_STRAIGHT_STEP 0.02

const struct geod_geodesic *lt_ellipsoid (void);

G_END_DECLS
