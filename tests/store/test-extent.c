/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The box around all places is exact, though it is read from the R*Tree. */

#include "geo/mercator.h"
#include "office.h"

#include <math.h>

static void
assert_extent (LtStore *store, GArray *points)
{
  LtBox expected = LT_BOX_EMPTY;
  LtBox extent = lt_store_get_extent (store);

  for (guint i = 0; i < points->len; i++)
    {
      const LtBox *at = &g_array_index (points, LtBox, i);

      expected.min_x = MIN (expected.min_x, at->min_x);
      expected.min_y = MIN (expected.min_y, at->min_y);
      expected.max_x = MAX (expected.max_x, at->max_x);
      expected.max_y = MAX (expected.max_y, at->max_y);
    }
  g_assert_cmpfloat (extent.min_x, ==, expected.min_x);
  g_assert_cmpfloat (extent.min_y, ==, expected.min_y);
  g_assert_cmpfloat (extent.max_x, ==, expected.max_x);
  g_assert_cmpfloat (extent.max_y, ==, expected.max_y);
}

/* Places on a grid that is finer than the R*Tree's 32 bits, so that the edges of
 * some are told apart by the places alone. */
static LtBox
add_point (Office *office, LtStore *store, LtChange *change, double x, double y)
{
  char position[80];
  g_autoptr (LtRecord) record = NULL;
  LtBox at;

  x = round (x * 1e7) / 1e7;
  y = round (y * 1e7) / 1e7;
  at = (LtBox){ x, y, x, y };
  g_snprintf (position, sizeof position, "POINT(%.7f %.7f)", x, y);
  record = office_record (office, "mine",
                          (const char *const[]){ "name", "矿", "position", position, NULL });
  lt_change_create (change, record);
  return lt_mercator_box (&at);
}

static void
add_points (Office *office, LtStore *store, GArray *points, guint n, double width)
{
  g_autoptr (LtChange) change = lt_change_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed (n);

  for (guint i = 0; i < n; i++)
    {
      double x = 113.5 + width * (g_rand_double (rand) - 0.5);
      double y = 37.9 + width * (g_rand_double (rand) - 0.5);
      LtBox at = add_point (office, store, change, x, y);

      g_array_append_val (points, at);
    }
  lt_store_append (store, change, &office->keeper, NULL, &error);
  g_assert_no_error (error);
  assert_extent (store, points);
}

/* Takes away the place furthest to the west, again and again. */
static void
remove_points (Office *office, LtStore *store, GArray *points, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GPtrArray) list = lt_store_list (store, lt_kind_by_name ("mine"), NULL, NULL);
      guint west = 0;
      g_autoptr (LtRecord) seen = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_cmpuint (list->len, ==, points->len);
      for (guint j = 1; j < points->len; j++)
        if (g_array_index (points, LtBox, j).min_x < g_array_index (points, LtBox, west).min_x)
          west = j;
      seen = office_get (store, &((LtRecord *) g_ptr_array_index (list, west))->id);
      office_remove (store, &office->keeper, seen, &error);
      g_assert_no_error (error);
      g_array_remove_index (points, west);
      assert_extent (store, points);
    }
}

static void
test_extent (void)
{
  g_autoptr (Office) office = office_new (14);
  LtStore *store = office_found (office, "a");
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (LtBox));

  assert_extent (store, points);
  add_points (office, store, points, 1, 0);
  add_points (office, store, points, 40, 1e-6);
  add_points (office, store, points, 200, 2e-5);
  remove_points (office, store, points, 5);
  add_points (office, store, points, 600, 1);
  remove_points (office, store, points, 20);
  office_assert_sound (store);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/extent/edges", test_extent);
  return g_test_run ();
}
