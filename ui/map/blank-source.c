/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/map/blank-source.h"

struct _LtBlankSource
{
  ShumateMapSource parent_instance;
};

G_DEFINE_FINAL_TYPE (LtBlankSource, lt_blank_source, SHUMATE_TYPE_MAP_SOURCE)

static void
lt_blank_source_fill_tile_async (ShumateMapSource *source,
                                 ShumateTile *tile,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (source, cancellable, callback, user_data);

  g_task_set_source_tag (task, lt_blank_source_fill_tile_async);
  shumate_tile_set_state (tile, SHUMATE_STATE_DONE);
  g_task_return_boolean (task, TRUE);
}

static gboolean
lt_blank_source_fill_tile_finish (ShumateMapSource *source, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
lt_blank_source_class_init (LtBlankSourceClass *klass)
{
  ShumateMapSourceClass *source_class = SHUMATE_MAP_SOURCE_CLASS (klass);

  source_class->fill_tile_async = lt_blank_source_fill_tile_async;
  source_class->fill_tile_finish = lt_blank_source_fill_tile_finish;
}

static void
lt_blank_source_init (LtBlankSource *self)
{
}

ShumateMapSource *
lt_blank_source_new (void)
{
  return g_object_new (LT_TYPE_BLANK_SOURCE, "id", "blank", "min-zoom-level", 3, "max-zoom-level",
                       18, "tile-size", 256, "projection", SHUMATE_MAP_PROJECTION_MERCATOR, NULL);
}
