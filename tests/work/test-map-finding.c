/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the map asks the whole file for. What lies where is known from the coordinates
 * that the places are given here. */

#include "base/error.h"
#include "desk.h"
#include "geo/mercator.h"
#include "work/map-finding.h"

#define METRE (1 / 40075016.6855784) /* of the equator, in world coordinates */

static const LtId nobody = { 0 };

static LtRecord *
add_zone (Desk *desk, double west, double south, double edge)
{
  g_autofree char *outline =
      g_strdup_printf ("POLYGON((%f %f,%f %f,%f %f,%f %f,%f %f))", west, south, west + edge, south,
                       west + edge, south + edge, west, south + edge, west, south);

  return desk_add (desk, "zone",
                   (const char *[]){ "name", "Z", "zone_kind", "fuel-ban", "outline", outline,
                                     NULL });
}

static LtRecord *
add_station (Desk *desk, const char *code, double longitude, double latitude)
{
  g_autofree char *position = g_strdup_printf ("POINT(%f %f)", longitude, latitude);

  return desk_add (desk, "station",
                   (const char *[]){ "code", code, "name", code, "position", position, NULL });
}

static gboolean
has (const LtMapFound *found, const LtRecord *record)
{
  for (guint i = 0; i < found->items->len; i++)
    if (lt_id_equal (&g_array_index (found->items, LtSceneItem, i).record, &record->id))
      return TRUE;
  return FALSE;
}

/* Far from the sample county nothing else is there. */
static void
test_inside (void)
{
  g_autoptr (Desk) desk = desk_new ();
  LtStore *store = lt_session_get_store (desk->session);
  g_autoptr (LtRecord) zone = NULL;
  g_autoptr (LtRecord) inner = NULL;
  g_autoptr (LtRecord) across = NULL;
  g_autoptr (LtRecord) in = NULL;
  g_autoptr (LtRecord) out = NULL;
  g_autoptr (LtMapFound) found = NULL;
  g_autoptr (LtMapFound) none = NULL;
  g_autoptr (GError) error = NULL;

  desk_act_as (desk, OFFICER);
  zone = add_zone (desk, 111, 36, 0.1);
  inner = add_zone (desk, 111.02, 36.02, 0.01);
  across = add_zone (desk, 111.09, 36.02, 0.02);
  in = add_station (desk, "T-A", 111.05, 36.05);
  out = add_station (desk, "T-B", 111.05, 36.11);
  found = lt_work_map_find_inside (store, &zone->id, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->items->len, ==, 2);
  g_assert_true (has (found, inner));
  g_assert_true (has (found, in));
  g_assert_cmpstr (g_array_index (found->items, LtSceneItem, 1).title, ==, "T-A");
  g_assert_true (lt_scene_find (found->scene, &in->id, NULL));
  /* What is no outline has no inside. */
  none = lt_work_map_find_inside (store, &out->id, NULL, &error);
  g_assert_null (none);
  g_assert_error (error, LT_ERROR, LT_ERROR_BAD_INPUT);
  g_clear_error (&error);
  g_assert_null (lt_work_map_find_inside (store, &nobody, NULL, &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_BAD_INPUT);
}

/* A degree of latitude is some 111 km. */
static void
test_near (void)
{
  g_autoptr (Desk) desk = desk_new ();
  LtStore *store = lt_session_get_store (desk->session);
  g_autoptr (LtReach) reach = lt_reach_new ();
  g_autoptr (LtRecord) near = NULL;
  g_autoptr (LtRecord) far = NULL;
  g_autoptr (LtMapFound) found = NULL;
  g_autoptr (LtMapFound) others = NULL;
  g_autoptr (GError) error = NULL;

  desk_act_as (desk, OFFICER);
  near = add_station (desk, "T-A", 111, 36.017);
  far = add_station (desk, "T-B", 111, 36.019);
  reach->near = TRUE;
  reach->longitude = 111;
  reach->latitude = 36;
  reach->metres = 2000;
  found = lt_work_map_find (store, reach, &nobody, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->items->len, ==, 1);
  g_assert_true (has (found, near));
  /* 0.017° of the meridian at 36°, by its radius of curvature there: 1886.3 m */
  g_assert_true (g_array_index (found->items, LtSceneItem, 0).has_metres);
  g_assert_cmpfloat_with_epsilon (g_array_index (found->items, LtSceneItem, 0).metres, 1886.3, 0.5);
  others = lt_work_map_find (store, reach, &near->id, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (others->items->len, ==, 0);
}

static gboolean
holds (LtSnap *snap, double longitude, double latitude)
{
  double x = longitude + 1e-6, y = latitude + 1e-6;
  gboolean corner = FALSE;

  return lt_snap_find (snap, 10 * METRE, &x, &y, &corner) && corner && x == longitude
         && y == latitude;
}

/* Of more outlines than are wanted the nearest are taken, whichever were made first. */
static void
test_nearest_outlines (void)
{
  g_autoptr (Desk) desk = desk_new ();
  LtStore *store = lt_session_get_store (desk->session);
  LtBox degrees = { 110.9, 35.9, 111.5, 36.1 };
  LtBox world = lt_mercator_box (&degrees);
  double y = lt_mercator_y (36.005);
  g_autoptr (GPtrArray) zones = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_record_free);
  g_autoptr (LtRecord) station = NULL;
  g_autoptr (LtSnap) east = NULL;
  g_autoptr (LtSnap) west = NULL;
  g_autoptr (LtSnap) without = NULL;
  g_autoptr (GError) error = NULL;

  desk_act_as (desk, OFFICER);
  for (guint i = 0; i < 5; i++)
    g_ptr_array_add (zones, add_zone (desk, 111 + 0.1 * i, 36, 0.01));
  station = add_station (desk, "T-A", 111.405, 36.015);
  east = lt_work_map_snap (store, &world, lt_mercator_x (111.405), y, 2, &nobody, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (lt_snap_count (east), ==, 8);
  g_assert_true (holds (east, 111.4, 36));
  g_assert_true (holds (east, 111.3, 36));
  g_assert_false (holds (east, 111, 36));
  g_assert_false (holds (east, 111.405, 36.015));
  west = lt_work_map_snap (store, &world, lt_mercator_x (111), y, 2, &nobody, &error);
  g_assert_no_error (error);
  g_assert_true (holds (west, 111, 36));
  g_assert_false (holds (west, 111.4, 36));
  without = lt_work_map_snap (store, &world, lt_mercator_x (111), y, 2,
                              &((LtRecord *) zones->pdata[0])->id, &error);
  g_assert_no_error (error);
  g_assert_false (holds (without, 111, 36));
  g_assert_true (holds (without, 111.1, 36));
  g_assert_true (holds (without, 111.2, 36));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/map-finding/inside", test_inside);
  g_test_add_func ("/map-finding/near", test_near);
  g_test_add_func ("/map-finding/nearest-outlines", test_nearest_outlines);
  return g_test_run ();
}
