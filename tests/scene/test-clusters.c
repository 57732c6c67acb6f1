/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Discs: exact numbers, and the same ones wherever the window is. */

#include "made-up-county.h"

#include "scene/scene-private.h"

#include <math.h>
#include <string.h>

#define N_MINES 3000

static LtScene *
build_at (const MadeUpCounty *county, double zoom, double dx, double dy)
{
  LtBox box = made_up_county_get_box ();
  LtSceneView view = { .width = 1366, .height = 768, .scale = 1 };
  LtSceneOptions options = made_up_county_get_options (county);

  lt_scene_view_fit (&view, &box, 0);
  view.zoom = zoom;
  view.world_x += dx / lt_scene_view_world_size (&view);
  view.world_y += dy / lt_scene_view_world_size (&view);
  return made_up_county_build (county, &view, &options);
}

/* Every place is shown once: by itself or in one disc, and the discs' numbers
 * are those of their members. */
static void
test_numbers_add_up (void)
{
  g_autoptr (MadeUpCounty) county = made_up_county_new (N_MINES);

  for (double zoom = 8; zoom < 16; zoom += 0.7)
    {
      g_autoptr (LtScene) scene = build_at (county, zoom, 0, 0);
      g_autofree guint8 *seen = g_new0 (guint8, scene->points->len);
      guint alone = 0, within = 0;

      for (guint i = 0; i < scene->clusters->len; i++)
        {
          const SceneCluster *cluster = &g_array_index (scene->clusters, SceneCluster, i);

          g_assert_cmpuint (cluster->count, >=, 2);
          for (guint j = 0; j < cluster->count; j++)
            {
              guint32 member = g_array_index (scene->members, guint32, cluster->first_member + j);
              const ScenePoint *point = &g_array_index (scene->points, ScenePoint, member);

              g_assert_cmpuint (point->cluster, ==, i);
              g_assert_cmpuint (point->kind, ==, KIND_MINE);
              g_assert_cmpuint (seen[member]++, ==, 0);
              within++;
            }
        }
      for (guint i = 0; i < scene->points->len; i++)
        alone += g_array_index (scene->points, ScenePoint, i).cluster == NO_CLUSTER;
      g_assert_cmpuint (alone + within, ==, scene->points->len);
      g_assert_cmpuint (within, ==, scene->members->len);
      if (zoom <= 10)
        {
          g_assert_cmpuint (lt_scene_count (scene, NULL, KIND_MINE), ==, N_MINES);
          g_assert_cmpuint (scene->points->len, ==, N_MINES + 15);
        }
    }
}

/* Counted once more, by the simplest loop there is. */
static void
test_counts_in_view (void)
{
  g_autoptr (MadeUpCounty) county = made_up_county_new (N_MINES);

  for (double zoom = 9; zoom < 15; zoom += 0.9)
    {
      g_autoptr (LtScene) scene = build_at (county, zoom, 137, -51);
      LtBox seen = lt_scene_view_get_box (lt_scene_get_view (scene), 0);
      g_autoptr (GArray) items = lt_scene_get_items (scene, NULL);
      guint mines = 0, listed = 0;

      for (guint i = county->shapes->len; i < county->places->len; i++)
        {
          const LtPlace *place = &g_array_index (county->places, LtPlace, i);

          mines += place->kind == KIND_MINE && lt_box_contains (&seen, &place->world);
        }
      for (guint i = 0; i < items->len; i++)
        listed += g_array_index (items, LtSceneItem, i).kind == KIND_MINE;
      g_assert_cmpuint (lt_scene_count (scene, NULL, KIND_MINE), ==, mines);
      g_assert_cmpuint (listed, ==, mines);
      g_assert_cmpuint (lt_scene_count (scene, NULL, 0), ==, items->len);
    }
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, sizeof (LtId));
}

static GArray *
ids_of_cluster (const LtScene *scene, guint32 cluster)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (LtId));
  const SceneCluster *disc = &g_array_index (scene->clusters, SceneCluster, cluster);

  for (guint i = 0; i < disc->count; i++)
    {
      guint32 member = g_array_index (scene->members, guint32, disc->first_member + i);

      g_array_append_val (ids, g_array_index (scene->points, ScenePoint, member).record);
    }
  g_array_sort (ids, compare_ids);
  return ids;
}

static const ScenePoint *
find_point (const LtScene *scene, const LtId *id)
{
  for (guint i = 0; i < scene->points->len; i++)
    if (lt_id_equal (&g_array_index (scene->points, ScenePoint, i).record, id))
      return &g_array_index (scene->points, ScenePoint, i);
  return NULL;
}

/* The window is moved by any number of pixels: who is together stays together,
 * and the disc stays where it was. */
static void
test_moving_changes_nothing (void)
{
  static const double steps[][2] = { { 1, 0 }, { 0.5, 23.75 }, { -31, 47 }, { 300, -200 } };
  g_autoptr (MadeUpCounty) county = made_up_county_new (N_MINES);

  for (double zoom = 11; zoom < 14; zoom += 0.8)
    {
      g_autoptr (LtScene) scene = build_at (county, zoom, 0, 0);

      for (gsize s = 0; s < G_N_ELEMENTS (steps); s++)
        {
          g_autoptr (LtScene) moved = build_at (county, zoom, steps[s][0], steps[s][1]);
          LtBox seen = lt_scene_view_get_box (lt_scene_get_view (scene), SYMBOL_REACH);
          guint compared = 0;

          for (guint i = 0; i < moved->points->len; i++)
            {
              const ScenePoint *after = &g_array_index (moved->points, ScenePoint, i);
              const ScenePoint *before;

              if (after->x < seen.min_x || after->x > seen.max_x || after->y < seen.min_y
                  || after->y > seen.max_y)
                continue;
              before = find_point (scene, &after->record);
              g_assert_nonnull (before);
              g_assert_cmpint (before->cluster == NO_CLUSTER, ==, after->cluster == NO_CLUSTER);
              compared++;
              if (after->cluster != NO_CLUSTER && compared % 16 == 0)
                {
                  const SceneCluster *a =
                      &g_array_index (scene->clusters, SceneCluster, before->cluster);
                  const SceneCluster *b =
                      &g_array_index (moved->clusters, SceneCluster, after->cluster);
                  g_autoptr (GArray) ids = ids_of_cluster (scene, before->cluster);
                  g_autoptr (GArray) moved_ids = ids_of_cluster (moved, after->cluster);

                  g_assert_cmpmem (ids->data, ids->len * sizeof (LtId), moved_ids->data,
                                   moved_ids->len * sizeof (LtId));
                  g_assert_cmpfloat_with_epsilon (a->x, b->x, 1e-12);
                  g_assert_cmpfloat_with_epsilon (a->y, b->y, 1e-12);
                }
            }
          g_assert_cmpuint (compared, >, 100);
        }
    }
}

/* No disc touches another one. */
static void
test_discs_apart (void)
{
  g_autoptr (MadeUpCounty) county = made_up_county_new (20000);

  for (double zoom = 8; zoom < 14; zoom += 0.5)
    {
      g_autoptr (LtScene) scene = build_at (county, zoom, 0, 0);
      double size = lt_scene_view_world_size (lt_scene_get_view (scene));

      g_assert_cmpuint (scene->clusters->len, >, 4);
      for (guint i = 0; i < scene->clusters->len; i++)
        for (guint j = i + 1; j < scene->clusters->len; j++)
          {
            const SceneCluster *a = &g_array_index (scene->clusters, SceneCluster, i);
            const SceneCluster *b = &g_array_index (scene->clusters, SceneCluster, j);

            g_assert_cmpfloat (hypot (a->x - b->x, a->y - b->y) * size + 1e-6, >=,
                               lt_scene_cluster_radius (a->count)
                                   + lt_scene_cluster_radius (b->count));
          }
    }
}

/* Mines on the very same spot are one disc at every zoom. */
static void
test_same_spot (void)
{
  LtSceneView view = { 0.815, 0.38, 18.3, 800, 600, 1 };
  LtSceneOptions options = { 0 };
  LtSceneBuilder *builder = lt_scene_builder_new (&view, &options);
  g_autoptr (LtScene) scene = NULL;
  g_autoptr (GArray) hits = NULL;

  for (guint i = 0; i < 3; i++)
    {
      LtPlace place = { .kind = KIND_MINE,
                        .record = made_up_id (KIND_MINE, i),
                        .world = { 0.815, 0.38, 0.815, 0.38 },
                        .title = "示例" };

      g_assert_true (lt_scene_builder_add_place (builder, &place));
    }
  scene = lt_scene_builder_finish (builder);
  g_assert_cmpuint (scene->clusters->len, ==, 1);
  hits = lt_scene_pick (scene, &view, 400, 300, CELL * 2);
  g_assert_cmpuint (hits->len, ==, 3);
  for (guint i = 0; i < hits->len; i++)
    g_assert_cmpuint (g_array_index (hits, LtSceneItem, i).cluster, ==, 3);
}

/* However crowded: stations, dust-fall sites and towns stand by themselves. */
static void
test_few_are_never_clustered (void)
{
  g_autoptr (MadeUpCounty) county = made_up_county_new (20000);

  for (double zoom = 4; zoom < 12; zoom++)
    {
      g_autoptr (LtScene) scene = build_at (county, zoom, 0, 0);
      guint few = 0;

      for (guint i = 0; i < scene->points->len; i++)
        {
          const ScenePoint *point = &g_array_index (scene->points, ScenePoint, i);

          if (point->kind == KIND_MINE)
            continue;
          few++;
          g_assert_cmpuint (point->cluster, ==, NO_CLUSTER);
        }
      if (zoom <= 10)
        g_assert_cmpuint (few, ==, 15);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scene/clusters/numbers-add-up", test_numbers_add_up);
  g_test_add_func ("/scene/clusters/counts-in-view", test_counts_in_view);
  g_test_add_func ("/scene/clusters/moving-changes-nothing", test_moving_changes_nothing);
  g_test_add_func ("/scene/clusters/discs-apart", test_discs_apart);
  g_test_add_func ("/scene/clusters/same-spot", test_same_spot);
  g_test_add_func ("/scene/clusters/few-are-never-clustered", test_few_are_never_clustered);
  return g_test_run ();
}
