/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "geo/shape.h"

G_BEGIN_DECLS

gboolean lt_measure_surface (const LtShape *shape, double *m2);
gboolean lt_measure_length (const LtShape *shape, double *m);
double lt_measure_ring (const double *lonlat, guint n, double *perimeter);
double lt_measure_path (const double *lonlat, guint n);

char *lt_measure_say_surface (double m2);
char *lt_measure_say_length (double m);
char *lt_measure_describe (const LtShape *shape);

G_END_DECLS
