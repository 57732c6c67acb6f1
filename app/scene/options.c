/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scene/options.h"

#include "scene/palette.h"

/* What is flat lies beneath what is narrow, and numerous symbols beneath those of
 * which each counts. */
static const LtSceneLayer layers[] = {
  { KIND_AREA, TRUE, 1 },     { KIND_ZONE, TRUE, 1 },  { KIND_RIVER, TRUE, 1 },
  { KIND_CORRIDOR, TRUE, 1 }, { KIND_TRACK, TRUE, 1 }, { KIND_TOWN, TRUE, 1 },
  { KIND_SITE, TRUE, 1 },     { KIND_MINE, TRUE, 1 },  { KIND_DUST_SITE, TRUE, 1 },
  { KIND_STATION, TRUE, 1 },
};

/**
 * lt_scene_get_layers:
 * @n_layers: (out): how many
 *
 * Returns: (transfer none) (array length=n_layers): all kinds that are on a map, shown,
 *   in the order that they are painted in where nobody wants another
 */
const LtSceneLayer *
lt_scene_get_layers (guint *n_layers)
{
  G_STATIC_ASSERT (G_N_ELEMENTS (layers) <= LT_SCENE_MOST_LAYERS);

  *n_layers = G_N_ELEMENTS (layers);
  return layers;
}

/**
 * lt_scene_scale_level:
 * @self: a scale
 * @value: a value
 *
 * Returns: the value's class, 0 to n_breaks; a value that is a break belongs to the
 *   class below it
 */
guint
lt_scene_scale_level (const LtSceneScale *self, double value)
{
  guint level = 0;

  while (level < self->n_breaks && value > self->breaks[level])
    level++;
  return level;
}
