/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scene/scene-private.h"

LtScene *
lt_scene_ref (LtScene *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
lt_scene_unref (LtScene *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_free (self->mark);
  g_string_chunk_free (self->texts);
  g_array_unref (self->points);
  g_array_unref (self->figures);
  g_array_unref (self->rings);
  g_array_unref (self->corners);
  g_array_unref (self->clusters);
  g_array_unref (self->singles);
  g_array_unref (self->members);
  g_free (self);
}

/**
 * lt_scene_find_layer:
 *
 * Returns: (transfer none) (nullable): the layer of the kind, shown or not
 */
const LtSceneLayer *
lt_scene_find_layer (const LtScene *self, guint kind)
{
  for (guint i = 0; i < self->n_layers; i++)
    if (self->layers[i].kind == kind)
      return &self->layers[i];
  return NULL;
}

/**
 * lt_scene_get_scale:
 *
 * Returns: (transfer none) (nullable): the classes that values of the kind's places are in
 */
const LtSceneScale *
lt_scene_get_scale (const LtScene *self, guint kind)
{
  const LtSceneScale *scale = &self->scales[kind == KIND_STATION ? SCALE_STATION : SCALE_DUST];

  return scale->n_breaks > 0 ? scale : NULL;
}

/**
 * lt_scene_get_view:
 *
 * Returns: (transfer none): the view that it was built for
 */
const LtSceneView *
lt_scene_get_view (const LtScene *self)
{
  return &self->view;
}

/**
 * lt_scene_get_remark:
 *
 * Returns: (transfer none) (nullable): what else must be known of its values; lives as long as
 *   the scene
 */
const char *
lt_scene_get_remark (const LtScene *self)
{
  return self->remark;
}
