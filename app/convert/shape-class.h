/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LtShapeClasses:
 *
 * Which classes of shapes a file has: point, line, polygon.
 */
typedef struct
{
  gboolean seen[3];
} LtShapeClasses;

void lt_shape_classes_add (LtShapeClasses *self, const char *class);
const char *lt_shape_classes_name (const LtShapeClasses *self);

G_END_DECLS
