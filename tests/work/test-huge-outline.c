/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One outline of four million corners, as a careless export makes it of a picture: it is
 * kept, read again, found and painted; one that crosses itself is refused in words. */

#include "base/error.h"
#include "desk.h"
#include "geo/mercator.h"
#include "work/map-sheet.h"

#include <math.h>
#include <string.h>

#define N_CORNERS 4000000
#define LONGITUDE 111.0 /* far from the sample county */
#define LATITUDE  36.0
#define RADIUS    0.2 /* degrees */

/* A circle whose edge trembles by as much as its corners lie apart, as WKB. @crossing: a
 * corner lies beyond the other side. */
static LtValue *
make_outline (guint n, gboolean crossing)
{
  const guint8 head[] = { 1, 3, 0, 0, 0, 1, 0, 0, 0 };
  guint32 length = GUINT32_TO_LE (n + 1);
  gsize size = sizeof head + sizeof length + (gsize) (n + 1) * 2 * sizeof (double);
  g_autofree guint8 *bytes = g_malloc (size);
  guint8 *to = bytes + sizeof head + sizeof length;
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);

  memcpy (bytes, head, sizeof head);
  memcpy (bytes + sizeof head, &length, sizeof length);
  for (guint i = 0; i < n; i++)
    {
      gboolean lost = crossing && i == n / 2;
      double angle = 2 * G_PI * (lost ? 0.1 : (double) i / n);
      double away = RADIUS * (lost ? 1.5 : 1 + 2 * G_PI / n * g_rand_double (rand));
      double xy[2] = { LONGITUDE + away * cos (angle), LATITUDE + away * sin (angle) };

      memcpy (to + (gsize) i * sizeof xy, xy, sizeof xy);
    }
  memcpy (to + (gsize) n * 2 * sizeof (double), to, 2 * sizeof (double));
  return lt_value_new (bytes, size);
}

static LtRecord *
make_zone (guint n, gboolean crossing)
{
  LtRecord *zone = lt_record_new (lt_kind_by_name ("zone"));

  lt_record_set_text (zone, "name", "大区");
  lt_record_set_canonical (zone, "zone_kind", "fuel-ban");
  lt_record_take_value (zone, (guint) lt_kind_geometry_field (zone->kind),
                        make_outline (n, crossing));
  return zone;
}

static guint32
colour_at (cairo_surface_t *surface, int x, int y)
{
  const guint8 *row =
      cairo_image_surface_get_data (surface) + y * cairo_image_surface_get_stride (surface);
  guint32 pixel;

  memcpy (&pixel, row + 4 * x, 4);
  return pixel & 0xffffff;
}

/* In the middle of the picture is the zone, in its corner is not. */
static void
assert_painted (LtStore *store, const LtRecord *zone)
{
  LtBox degrees = { LONGITUDE - 2 * RADIUS, LATITUDE - 2 * RADIUS, LONGITUDE + 2 * RADIUS,
                    LATITUDE + 2 * RADIUS };
  LtSceneView view;
  LtMapWish wish;
  g_autoptr (LtScene) scene = NULL;
  g_autoptr (GArray) hits = NULL;
  g_autoptr (GArray) misses = NULL;
  g_autoptr (GError) error = NULL;
  cairo_surface_t *surface;

  lt_map_wish_init (&wish);
  g_assert_true (lt_work_map_view (&degrees, 400, 400, 1, &view));
  scene = lt_work_map_scene (store, &view, &wish, NULL, NULL, &error);
  g_assert_no_error (error);
  hits = lt_scene_pick (scene, &view, 200, 200, 0);
  g_assert_cmpuint (hits->len, ==, 1);
  g_assert_true (lt_id_equal (&g_array_index (hits, LtSceneItem, 0).record, &zone->id));
  misses = lt_scene_pick (scene, &view, 8, 8, 0);
  g_assert_cmpuint (misses->len, ==, 0);
  surface = lt_scene_to_surface (scene, &view);
  g_assert_cmphex (colour_at (surface, 8, 200), ==, colour_at (surface, 392, 8));
  g_assert_cmphex (colour_at (surface, 200, 150), !=, colour_at (surface, 392, 8));
  cairo_surface_destroy (surface);
}

static void
test_kept (void)
{
  g_autoptr (Desk) desk = desk_new ();
  LtStore *store = lt_session_get_store (desk->session);
  g_autoptr (LtRecord) zone = make_zone (N_CORNERS, FALSE);
  g_autoptr (LtRecord) again = NULL;
  g_autoptr (GError) error = NULL;

  desk_act_as (desk, OFFICER);
  lt_work_add (desk->session, zone, &error);
  g_assert_no_error (error);
  again = lt_store_get (store, zone->kind, &zone->id, &error);
  g_assert_no_error (error);
  g_assert_true (lt_value_equal (lt_record_get_value (again, "outline"),
                                 lt_record_get_value (zone, "outline")));
  assert_painted (store, zone);
}

static void
test_refused (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (LtRecord) zone = make_zone (N_CORNERS / 10, TRUE);
  g_autoptr (LtShape) shape = lt_record_get_shape (zone);
  g_autoptr (GError) error = NULL;
  gint64 before = desk_operations (desk);

  g_assert_false (lt_shape_check (shape, &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_BAD_INPUT);
  g_assert_nonnull (strstr (error->message, " 111."));
  g_clear_error (&error);
  desk_act_as (desk, OFFICER);
  g_assert_false (lt_work_add (desk->session, zone, &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_REFUSED);
  g_assert_cmpint (desk_operations (desk), ==, before);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/huge-outline/kept", test_kept);
  g_test_add_func ("/huge-outline/refused", test_refused);
  return g_test_run ();
}
