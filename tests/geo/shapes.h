/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "geo/shape.h"

G_BEGIN_DECLS

/* What the tests of positions and shapes have alike. */

LtShape *read_shape (const char *text);
void assert_near (double value, double expected, double part);

G_END_DECLS
