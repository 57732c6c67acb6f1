/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "geo/shape.h"

#include <geos_c.h>

G_BEGIN_DECLS

struct _LtShape
{
  GEOSGeometry *geometry; /* never a bare collection; point, line, polygon or several of one */
};

GEOSContextHandle_t lt_geos (void);
const char *lt_geos_message (void);
LtShape *lt_shape_take (GEOSGeometry *geometry);

G_END_DECLS
