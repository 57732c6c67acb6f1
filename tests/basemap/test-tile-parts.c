/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where the pieces of a base map go: by arithmetic, and by positions that others
 * have computed in both systems (the gcoord library). */

#include "basemap/tile-parts.h"
#include "geo/mercator.h"

#include <math.h>

static void
assert_part (const LtTilePart *part, int z, int x, int y, double u, double v, double side)
{
  g_assert_cmpint (part->z, ==, z);
  g_assert_cmpint (part->x, ==, x);
  g_assert_cmpint (part->y, ==, y);
  g_assert_cmpfloat (part->u, ==, u);
  g_assert_cmpfloat (part->v, ==, v);
  g_assert_cmpfloat (part->du, ==, side);
  g_assert_cmpfloat (part->dv, ==, side);
  g_assert_cmpfloat (part->left, ==, 0);
  g_assert_cmpfloat (part->top, ==, 0);
  g_assert_cmpfloat (part->width, ==, 1);
  g_assert_cmpfloat (part->height, ==, 1);
}

static void
test_same (void)
{
  const char *const datums[] = { "wgs84", "cgcs2000" };

  for (guint i = 0; i < G_N_ELEMENTS (datums); i++)
    {
      g_autoptr (GArray) parts = lt_tile_parts (datums[i], 0, 18, 14, 13341, 6291);

      g_assert_cmpuint (parts->len, ==, 1);
      assert_part (&g_array_index (parts, LtTilePart, 0), 14, 13341, 6291, 0, 0, 1);
    }
}

static void
test_beyond_the_last (void)
{
  g_autoptr (GArray) one = lt_tile_parts ("cgcs2000", 0, 12, 13, 6671, 3146);
  g_autoptr (GArray) three = lt_tile_parts ("cgcs2000", 0, 12, 15, 5 * 8 + 3, 7 * 8 + 6);

  g_assert_cmpuint (one->len, ==, 1);
  assert_part (&g_array_index (one, LtTilePart, 0), 12, 3335, 1573, 0.5, 0, 0.5);
  g_assert_cmpuint (three->len, ==, 1);
  assert_part (&g_array_index (three, LtTilePart, 0), 12, 5, 7, 3 / 8.0, 6 / 8.0, 1 / 8.0);
}

static void
test_nothing (void)
{
  const int tiles[][3] = { { 3, 1, 1 }, { 5, -1, 3 }, { 5, 3, 32 }, { 5, 32, 3 }, { 31, 0, 0 } };

  for (guint i = 0; i < G_N_ELEMENTS (tiles); i++)
    {
      g_autoptr (GArray) parts =
          lt_tile_parts ("cgcs2000", 4, 12, tiles[i][0], tiles[i][1], tiles[i][2]);

      g_assert_cmpuint (parts->len, ==, 0);
    }
}

/* A tile over the county has its corners in four tiles of a shifted map, and these
 * pieces lie side by side without gap. */
static void
test_no_gap (void)
{
  for (int z = 8; z <= 18; z++)
    {
      int x = (int) (lt_mercator_x (113.58) * exp2 (z));
      int y = (int) (lt_mercator_y (37.86) * exp2 (z));
      g_autoptr (GArray) parts = lt_tile_parts ("gcj02", 0, 18, z, x, y);
      double surface = 0;

      for (guint i = 0; i < parts->len; i++)
        {
          const LtTilePart *part = &g_array_index (parts, LtTilePart, i);

          g_assert_cmpfloat (part->u, >=, 0);
          g_assert_cmpfloat (part->u + part->du, <=, 1 + 1e-9);
          g_assert_cmpfloat (part->left, >=, 0);
          g_assert_cmpfloat (part->left + part->width, <=, 1 + 1e-9);
          surface += part->width * part->height;
        }
      g_assert_cmpuint (parts->len, ==, 4);
      g_assert_cmpfloat_with_epsilon (surface, 1, 1e-4);
    }
}

/* Which pixel of the base map is shown at a place of the true world, against where
 * the reference says the base map has that place. Returns: pixels between. */
static double
miss (const char *datum, int z, int max_zoom, const double *wgs84, const double *there)
{
  double n = exp2 (z);
  double x = lt_mercator_x (wgs84[0]) * n;
  double y = lt_mercator_y (wgs84[1]) * n;
  g_autoptr (GArray) parts =
      lt_tile_parts (datum, 0, max_zoom, z, (int) floor (x), (int) floor (y));
  double at_x = x - floor (x);
  double at_y = y - floor (y);

  for (guint i = 0; i < parts->len; i++)
    {
      const LtTilePart *part = &g_array_index (parts, LtTilePart, i);
      double along = (at_x - part->left) / part->width;
      double down = (at_y - part->top) / part->height;
      double k = exp2 (part->z);

      if (along < 0 || along > 1 || down < 0 || down > 1)
        continue;
      return hypot ((part->x + part->u + along * part->du) / k - lt_mercator_x (there[0]),
                    (part->y + part->v + down * part->dv) / k - lt_mercator_y (there[1]))
             * n * 256;
    }
  g_assert_not_reached ();
}

static void
test_reference (void)
{
  const char *folder = g_getenv ("LANTIAN_SHARED_DATA");
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  double worst[2] = { 0 };
  guint n = 0;

  if (folder == NULL)
    {
      g_test_skip ("LANTIAN_SHARED_DATA is not set: no reference coordinates");
      return;
    }
  path = g_build_filename (folder, "coords", "gcj02_bd09_shanxi_by_gcoord.csv", NULL);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 1; lines[i] != NULL && *lines[i] != '\0'; i++, n++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], ",", -1);
      double numbers[6];

      for (int j = 0; j < 6; j++)
        numbers[j] = g_ascii_strtod (cells[j], NULL);
      for (int z = 5; z <= 18; z++)
        {
          worst[0] = MAX (worst[0], miss ("gcj02", z, 18, numbers, numbers + 2));
          worst[1] = MAX (worst[1], miss ("bd09", z, 18, numbers, numbers + 4));
          /* The same where the last tiles are enlarged. */
          worst[0] = MAX (worst[0], miss ("gcj02", z, 10, numbers, numbers + 2));
        }
    }
  g_assert_cmpuint (n, ==, 200);
  g_test_message ("at most %.3f px for GCJ-02, %.3f px for BD-09", worst[0], worst[1]);
  g_assert_cmpfloat (worst[0], <, 1);
  g_assert_cmpfloat (worst[1], <, 1);
  /* The shift is one: without it the same places are far off. */
  g_assert_cmpfloat (miss ("wgs84", 16, 18, (const double[]){ 113.612638, 38.574717 },
                           (const double[]){ 113.619109730, 38.575167170 }),
                     >, 200);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tile-parts/same", test_same);
  g_test_add_func ("/tile-parts/beyond-the-last", test_beyond_the_last);
  g_test_add_func ("/tile-parts/nothing", test_nothing);
  g_test_add_func ("/tile-parts/no-gap", test_no_gap);
  g_test_add_func ("/tile-parts/reference", test_reference);
  return g_test_run ();
}
