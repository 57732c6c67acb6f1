/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "convert/json-stream.h"

G_BEGIN_DECLS

/**
 * LtGeojsonShape:
 * @wkb: the shape; empty where there is none
 * @class: "point", "line", "polygon"; %NULL where there is none
 * @problem: (nullable): why the shape cannot be given
 */
typedef struct
{
  GByteArray *wkb;
  const char *class;
  const char *problem;
  GArray *positions; /* (element-type double): x and y of each */
  GArray *counts[3]; /* (element-type guint): how many are in each list, by depth */
} LtGeojsonShape;

void lt_geojson_shape_init (LtGeojsonShape *self);
void lt_geojson_shape_clear (LtGeojsonShape *self);
gboolean lt_geojson_shape_read (LtGeojsonShape *self, LtJson *json);

G_END_DECLS
