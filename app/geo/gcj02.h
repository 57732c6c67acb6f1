/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The two shifted systems of Chinese map services. GCJ-02 displaces WGS-84 by
 * up to about 600 m, BD-09 displaces GCJ-02 once more. Longitude and latitude
 * in degrees, changed in place. Outside China nothing is displaced. */

void lt_gcj02_from_wgs84 (double *longitude, double *latitude);
void lt_gcj02_to_wgs84 (double *longitude, double *latitude);
void lt_bd09_from_wgs84 (double *longitude, double *latitude);
void lt_bd09_to_wgs84 (double *longitude, double *latitude);

G_END_DECLS
