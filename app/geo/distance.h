/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "geo/shape.h"

G_BEGIN_DECLS

double lt_distance (double longitude, double latitude, double there_x, double there_y);
double lt_distance_to_shape (const LtShape *shape, double longitude, double latitude);
double lt_distance_to_edge (const LtShape *shape, double longitude, double latitude);
LtBox lt_distance_box (double longitude, double latitude, double metres);

G_END_DECLS
