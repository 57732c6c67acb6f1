/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shapes.h"

#include <math.h>

/* Of GeoJSON or WKT. */
LtShape *
read_shape (const char *text)
{
  g_autoptr (GError) error = NULL;
  LtShape *shape = lt_shape_from_text (text, &error);

  g_assert_no_error (error);
  return shape;
}

/* As far from what is expected as a part of it. */
void
assert_near (double value, double expected, double part)
{
  g_test_message ("%.10g, expected %.10g", value, expected);
  g_assert_cmpfloat_with_epsilon (value, expected, fabs (expected) * part);
}
