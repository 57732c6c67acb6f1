/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LtBox:
 *
 * An upright box, in degrees (x longitude, y latitude) or in world coordinates
 * (0..1 of the Mercator square, y southward); what it is in, its user says.
 * A box whose min_x is larger than its max_x is empty.
 */
typedef struct
{
  double min_x;
  double min_y;
  double max_x;
  double max_y;
} LtBox;

#define LT_BOX_EMPTY ((LtBox){ G_MAXDOUBLE, G_MAXDOUBLE, -G_MAXDOUBLE, -G_MAXDOUBLE })

gboolean lt_box_is_empty (const LtBox *self);
void lt_box_extend (LtBox *self, double x, double y);
void lt_box_unite (LtBox *self, const LtBox *other);
gboolean lt_box_intersects (const LtBox *self, const LtBox *other);
gboolean lt_box_contains (const LtBox *self, const LtBox *inner);
LtBox lt_box_padded (const LtBox *self, double part);

G_END_DECLS
