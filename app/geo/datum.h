/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LtDatum:
 *
 * How a file's coordinates are to be read. Everything is kept as CGCS2000
 * longitude and latitude in degrees (EPSG:4490).
 *
 * Written as `wgs84`, `cgcs2000`, `gcj02`, `bd09`, `gk3:ZONE` (Gauss-Krüger,
 * 3° zones on CGCS2000, zone 25 to 45), `gk6:ZONE` (6° zones, 13 to 23), `gk3` and
 * `gk6` (the zone stands before each easting), `epsg:N`.
 */
typedef struct _LtDatum LtDatum;

LtDatum *lt_datum_new (const char *name, GError **error);
void lt_datum_free (LtDatum *self);
const char *lt_datum_get_name (const LtDatum *self);
gboolean lt_datum_to_cgcs2000 (LtDatum *self, double *x, double *y);
gboolean lt_datum_from_cgcs2000 (LtDatum *self, double *x, double *y);
gboolean lt_datum_is_metres (const LtDatum *self);
void lt_datum_set_error (const LtDatum *self, double x, double y, GError **error);
const char *lt_datum_choices (void);
char *lt_datum_describe (const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtDatum, lt_datum_free)

G_END_DECLS
