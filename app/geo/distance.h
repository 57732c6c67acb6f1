/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

double lt_distance (double longitude, double latitude, double there_x, double there_y);

G_END_DECLS
