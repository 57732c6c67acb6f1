/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "geo/shape.h"

G_BEGIN_DECLS

/* New shapes out of shapes: zones are described by areas with and without others,
 * and by strips along roads and rivers. What is given is not changed. */

LtShape *lt_shape_build_union (const LtShape *const *shapes, guint n, GError **error);
gboolean
lt_shape_build_rest (const LtShape *shape, const LtShape *off, LtShape **rest, GError **error);
LtShape *lt_shape_build_minus (const LtShape *shape, const LtShape *off, GError **error);
GPtrArray *lt_shape_build_split (const LtShape *shape, const LtShape *line, GError **error);
LtShape *lt_shape_build_along (const LtShape *line, double metres, GError **error);
LtShape *lt_shape_build_around (const LtShape *shape, double metres, GError **error);
LtShape *lt_shape_build_repair (const LtShape *shape, char **what, GError **error);

G_END_DECLS
