/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LT_TYPE_COORDINATE_BOX (lt_coordinate_box_get_type ())
G_DECLARE_FINAL_TYPE (LtCoordinateBox, lt_coordinate_box, LT, COORDINATE_BOX, GtkWidget)

/**
 * LtCoordinateBox:
 *
 * One entry that takes a coordinate as people write it, the datum it is in, and
 * what is wrong with it in words.
 *
 * Signal `chosen` (longitude, latitude): where it is, degrees of CGCS2000.
 */
char *lt_coordinate_box_describe_turned (LtCoordinateBox *self);

G_END_DECLS
