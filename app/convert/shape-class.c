/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "convert/shape-class.h"

static const char *const names[3] = { "point", "line", "polygon" };

void
lt_shape_classes_add (LtShapeClasses *self, const char *class)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    self->seen[i] |= g_str_equal (class, names[i]);
}

/**
 * lt_shape_classes_name:
 *
 * Returns: (transfer none): the class; "none" for no shapes, "" for several classes
 */
const char *
lt_shape_classes_name (const LtShapeClasses *self)
{
  const char *name = "none";

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (self->seen[i])
      name = name[0] == 'n' ? names[i] : "";
  return name;
}
