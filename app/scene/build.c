/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From the county file to the scene. */

#include "scene/scene-private.h"
#include "store/periods.h"

/* Places between two looks at the cancellable */
#define CANCEL_STEP 1024

typedef struct
{
  LtSceneBuilder *builder;
  GCancellable *cancellable;
  GArray *figures; /* LtPlace, whose outlines are read when the scan is over */
  GStringChunk *titles;
  guint seen;
  LtStore *store;
} PlaceTarget;

static void
on_place (const LtPlace *place, gpointer user_data)
{
  PlaceTarget *target = user_data;
  LtSceneBuilder *builder = target->builder;
  LtSymbolLook look;

  if (++target->seen % CANCEL_STEP == 0 && g_cancellable_is_cancelled (target->cancellable))
    lt_store_interrupt (target->store);
  if (!lt_scene_builder_wants (builder, place->kind))
    return;
  look = lt_symbol_get_look (place->kind);
  if (look == LT_SYMBOL_LINE || look == LT_SYMBOL_FIELD)
    {
      LtPlace copy = *place;

      copy.title = g_string_chunk_insert (target->titles, place->title == NULL ? "" : place->title);
      g_array_append_val (target->figures, copy);
    }
  else
    lt_scene_builder_add_place (builder, place);
}

static void
add_guests (LtSceneBuilder *builder, const LtSceneOptions *options)
{
  for (guint i = 0; i < options->n_guests; i++)
    {
      const LtSceneGuest *guest = &options->guests[i];

      if (guest->shape != NULL)
        lt_scene_builder_add_shape (builder, &guest->place, guest->shape);
      else
        lt_scene_builder_add_place (builder, &guest->place);
    }
}

static void
on_period (const LtPeriod *period, gpointer user_data)
{
  lt_scene_builder_add_period (user_data, &(LtScenePeriod){ period->record, period->from,
                                                            period->to, period->version });
}

static gboolean
read_periods (LtSceneBuilder *builder, LtStore *store, GError **error)
{
  guint n;
  const LtKind *const *kinds = lt_kinds (&n);

  for (guint i = 0; i < n; i++)
    if (lt_symbol_get_look (kinds[i]->number) == LT_SYMBOL_FIELD
        && lt_scene_builder_wants (builder, kinds[i]->number)
        && !lt_store_each_period (store, kinds[i], on_period, builder, error))
      return FALSE;
  return TRUE;
}

/**
 * lt_scene_build:
 * @store: a county file, opened for the calling thread
 * @view: the box and zoom; give a view larger than the window and the picture can be moved a
 *   while before the next one is needed
 * @options: what is shown, and how
 * @cancellable: (nullable): given up when cancelled
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the scene
 */
LtScene *
lt_scene_build (LtStore *store,
                const LtSceneView *view,
                const LtSceneOptions *options,
                GCancellable *cancellable,
                GError **error)
{
  g_autoptr (LtSceneBuilder) builder = NULL;
  g_autoptr (GArray) figures = g_array_new (FALSE, FALSE, sizeof (LtPlace));
  g_autoptr (GStringChunk) titles = g_string_chunk_new (4096);
  PlaceTarget target = {
    .cancellable = cancellable, .figures = figures, .titles = titles, .store = store
  };
  LtBox box;
  gboolean read;

  g_return_val_if_fail (store != NULL && view != NULL && options != NULL, NULL);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  builder = target.builder = lt_scene_builder_new (view, options);
  box = lt_scene_builder_get_box (builder);
  read = lt_store_each_place (store, &box, on_place, &target, error);
  if (g_cancellable_is_cancelled (cancellable))
    {
      if (error != NULL)
        g_clear_error (error);
      g_cancellable_set_error_if_cancelled (cancellable, error);
      return NULL;
    }
  if (!read || !read_periods (builder, store, error))
    return NULL;
  for (guint i = 0; i < figures->len; i++)
    {
      const LtPlace *place = &g_array_index (figures, LtPlace, i);
      g_autoptr (GError) reason = NULL;
      g_autoptr (LtShape) shape = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      shape = lt_store_get_shape (store, lt_kind_by_number (place->kind), &place->record, &reason);
      if (shape != NULL)
        lt_scene_builder_add_shape (builder, place, shape);
      else if (reason != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&reason));
          return NULL;
        }
    }
  add_guests (builder, options);
  return lt_scene_builder_finish (g_steal_pointer (&builder));
}
