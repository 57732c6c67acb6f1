/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From a county file to the scene, in a thread with a connection of its own. */

#include "made-up-file.h"

#include "scene/scene.h"

#define N_MINES 50

static void
set_up (MadeUpFile *file, gconstpointer data)
{
  g_autoptr (LtChange) change = lt_change_new ();

  made_up_file_init (file, NULL);
  made_up_file_create (file, change, "area",
                       (const char *const[]){
                           "name", "示例区", "outline",
                           "POLYGON((113.4 37.7,113.8 37.7,113.8 38,113.4 38,113.4 37.7))", NULL });
  made_up_file_create (file, change, "zone",
                       (const char *const[]){
                           "name", "示例禁煤区", "zone_kind", "coal-ban", "outline",
                           "POLYGON((113.5 37.8,113.6 37.8,113.6 37.9,113.5 37.9,113.5 37.8))",
                           NULL });
  made_up_file_create (file, change, "river",
                       (const char *const[]){ "name", "示例河", "course",
                                              "LINESTRING(113.41 37.75,113.79 37.95)", NULL });
  made_up_file_create (file, change, "station",
                       (const char *const[]){ "code", "1X", "name", "示例站", "station_kind",
                                              "provincial", "position", "POINT(113.55 37.85)",
                                              NULL });
  made_up_file_create (file, change, "dust-site",
                       (const char *const[]){ "code", "D1", "name", "无位置点", NULL });
  for (guint i = 0; i < N_MINES; i++)
    {
      g_autofree char *name = g_strdup_printf ("示例矿%u", i);
      g_autofree char *position =
          g_strdup_printf ("POINT(%.4f %.4f)", 113.42 + (i % 10) * 0.04, 37.72 + (i / 10) * 0.05);

      made_up_file_create (file, change, "mine",
                           (const char *const[]){ "name", name, "mine_state", "restored",
                                                  "position", position, NULL });
    }
  made_up_file_append (file, change);
}

static void
tear_down (MadeUpFile *file, gconstpointer data)
{
  made_up_file_clear (file);
}

static LtSceneView
view_of (LtStore *store)
{
  LtSceneView view = { .width = 800, .height = 600, .scale = 1 };
  LtBox extent = lt_store_get_extent (store);

  lt_scene_view_fit (&view, &extent, 20);
  return view;
}

static gpointer
build_in_thread (gpointer data)
{
  const MadeUpFile *file = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LtStore) store = lt_store_open (file->path, LT_STORE_READ_ONLY, &error);
  LtSceneOptions options = { 0 };
  LtSceneView view;
  LtScene *scene;

  g_assert_no_error (error);
  view = view_of (store);
  scene = lt_scene_build (store, &view, &options, NULL, &error);
  g_assert_no_error (error);
  return scene;
}

static void
test_build (MadeUpFile *file, gconstpointer data)
{
  GThread *thread = g_thread_new ("scene", build_in_thread, file);
  g_autoptr (LtScene) scene = g_thread_join (thread);
  g_autoptr (GArray) hits = NULL;
  const LtSceneItem *item;
  gboolean found = FALSE;
  double x, y;

  g_assert_nonnull (scene);
  g_assert_cmpuint (lt_scene_count (scene, NULL, 5), ==, 1);
  g_assert_cmpuint (lt_scene_count (scene, NULL, 6), ==, 1);
  g_assert_cmpuint (lt_scene_count (scene, NULL, 7), ==, N_MINES);
  g_assert_cmpuint (lt_scene_count (scene, NULL, 8), ==, 1);
  /* A site without a position is in the lists, not on the map. */
  g_assert_cmpuint (lt_scene_count (scene, NULL, 9), ==, 0);
  g_assert_cmpuint (lt_scene_count (scene, NULL, 14), ==, 1);

  /* The station's Mercator coordinates, by hand: (113.55 + 180) / 360. */
  lt_scene_view_to_pixel (lt_scene_get_view (scene), 0.8154166666666667, 0.3867166, &x, &y);
  hits = lt_scene_pick (scene, lt_scene_get_view (scene), x, 300, 600);
  g_assert_cmpuint (hits->len, >=, 4);
  for (guint i = 0; i < hits->len; i++)
    {
      item = &g_array_index (hits, LtSceneItem, i);
      if (item->kind != 6)
        continue;
      found = TRUE;
      g_assert_cmpstr (item->title, ==, "示例站");
      g_assert_cmpint (item->variety, ==, 1);
      g_assert_cmpfloat_with_epsilon (item->world_x, 0.8154166666666667, 1e-12);
    }
  g_assert_true (found);
  item = &g_array_index (hits, LtSceneItem, hits->len - 1);
  g_assert_cmpstr (item->title, ==, "示例区");
}

static void
test_cancelled (MadeUpFile *file, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  LtSceneOptions options = { 0 };
  LtSceneView view = view_of (file->store);
  g_autoptr (LtScene) again = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (lt_scene_build (file->store, &view, &options, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  /* The connection is as good as before. */
  again = lt_scene_build (file->store, &view, &options, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (lt_scene_count (again, NULL, 7), ==, N_MINES);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/scene/build/counts", MadeUpFile, NULL, set_up, test_build, tear_down);
  g_test_add ("/scene/build/cancelled", MadeUpFile, NULL, set_up, test_cancelled, tear_down);
  return g_test_run ();
}
