/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Straight edges between two positions in degrees. */

double lt_segment_distance (double ax,
                            double ay,
                            double bx,
                            double by,
                            double longitude,
                            double latitude,
                            double *part);
gboolean lt_segments_meet (double ax,
                           double ay,
                           double bx,
                           double by,
                           double cx,
                           double cy,
                           double dx,
                           double dy,
                           double *x,
                           double *y);

G_END_DECLS
