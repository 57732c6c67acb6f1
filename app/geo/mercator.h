/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "geo/box.h"

G_BEGIN_DECLS

/* World coordinates: the square of spherical Mercator (EPSG:3857) scaled to
 * 0..1, x eastward from 180° W, y southward from 85.0511° N. At zoom z the
 * world is 256 · 2^z pixels wide. */

double lt_mercator_x (double longitude);
double lt_mercator_y (double latitude);
double lt_mercator_longitude (double x);
double lt_mercator_latitude (double y);
LtBox lt_mercator_box (const LtBox *degrees);
LtBox lt_mercator_degrees (const LtBox *world);

G_END_DECLS
