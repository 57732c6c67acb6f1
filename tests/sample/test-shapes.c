/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The sample county's outlines fit together and its places lie in them. Judged
 * by GEOS itself, not by geo/. */

#include "read-sample.h"

#include "base/id.h"
#include "geo/shape.h"

#include <geos_c.h>

static GEOSGeometry *
get_geometry (const LtRecord *record)
{
  gsize size;
  const LtField *field = &record->kind->fields[lt_kind_geometry_field (record->kind)];
  gconstpointer wkb = lt_value_bytes (lt_record_get_value (record, field->name), &size);
  GEOSGeometry *geometry = GEOSGeomFromWKB_buf (wkb, size);

  g_assert_nonnull (geometry);
  return geometry;
}

static double
measure_area (const GEOSGeometry *geometry)
{
  double area = -1;

  g_assert_cmpint (GEOSArea (geometry, &area), ==, 1);
  return area;
}

static const char *
find_area_around (GPtrArray *areas, const LtRecord *record)
{
  GEOSGeometry *point = get_geometry (record);
  const char *found = NULL;

  for (guint i = 0; i < areas->len; i++)
    {
      const LtRecord *area = g_ptr_array_index (areas, i);
      GEOSGeometry *outline = get_geometry (area);

      if (GEOSContains (outline, point) == 1)
        {
          g_assert_null (found);
          found = lt_record_get (area, "code");
        }
      GEOSGeom_destroy (outline);
    }
  GEOSGeom_destroy (point);
  return found;
}

/* A partition: every outline valid, no two with a common surface, the whole in
 * one piece without a hole and as large as its parts. */
static void
test_areas_fit_together (void)
{
  g_autoptr (GPtrArray) records = read_county (MONTH_END, SEED);
  g_autoptr (GPtrArray) areas = pick_kind (records, "area");
  GEOSGeometry *whole = GEOSGeom_createEmptyPolygon ();
  double sum = 0;

  for (guint i = 0; i < areas->len; i++)
    {
      GEOSGeometry *outline = get_geometry (g_ptr_array_index (areas, i));
      GEOSGeometry *common = GEOSIntersection (whole, outline);
      GEOSGeometry *united = GEOSUnion (whole, outline);

      g_assert_cmpint (GEOSisValid (outline), ==, 1);
      g_assert_cmpfloat (measure_area (common), ==, 0);
      sum += measure_area (outline);
      GEOSGeom_destroy (whole);
      GEOSGeom_destroy (common);
      GEOSGeom_destroy (outline);
      whole = united;
    }
  g_assert_cmpint (GEOSGeomTypeId (whole), ==, GEOS_POLYGON);
  g_assert_cmpint (GEOSGetNumInteriorRings (whole), ==, 0);
  g_assert_cmpfloat_with_epsilon (measure_area (whole), sum, 1e-12);
  GEOSGeom_destroy (whole);
}

typedef struct
{
  GHashTable *edges; /* "x y x y", smaller end first → how often */
  guint corners;
} LtEdges;

static void
count_edges (const double *xy, guint n, gboolean closed, gboolean hole, gpointer user_data)
{
  LtEdges *self = user_data;

  g_assert_true (closed);
  for (guint i = 0; i < n; i++)
    {
      const double *a = xy + 2 * i;
      const double *b = xy + 2 * ((i + 1) % n);
      gboolean forward = a[0] < b[0] || (a[0] == b[0] && a[1] < b[1]);
      g_autofree char *name = NULL;
      guint count;

      if (a[0] == b[0] && a[1] == b[1])
        continue;
      if (!forward)
        {
          const double *swap = a;

          a = b;
          b = swap;
        }
      name = g_strdup_printf ("%.6f %.6f %.6f %.6f", a[0], a[1], b[0], b[1]);
      count = GPOINTER_TO_UINT (g_hash_table_lookup (self->edges, name)) + 1;
      g_hash_table_insert (self->edges, g_steal_pointer (&name), GUINT_TO_POINTER (count));
      if (!hole)
        self->corners++;
    }
}

/* Corner by corner: what is not the outer edge of the whole is an edge of
 * exactly two areas. */
static void
test_neighbours_share_corners (void)
{
  g_autoptr (GPtrArray) records = read_county (MONTH_END, SEED);
  g_autoptr (GPtrArray) areas = pick_kind (records, "area");
  LtEdges edges = { g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL), 0 };
  GEOSGeometry *whole = GEOSGeom_createEmptyPolygon ();
  GHashTableIter iter;
  gpointer count;
  guint once = 0;

  for (guint i = 0; i < areas->len; i++)
    {
      const LtRecord *area = g_ptr_array_index (areas, i);
      GEOSGeometry *outline = get_geometry (area);
      GEOSGeometry *united = GEOSUnion (whole, outline);
      g_autoptr (LtShape) shape = lt_record_get_shape (area);

      edges.corners = 0;
      lt_shape_foreach_path (shape, count_edges, &edges);
      g_assert_cmpuint (edges.corners, >=, 8);
      g_assert_cmpuint (edges.corners, <=, 25);
      GEOSGeom_destroy (outline);
      GEOSGeom_destroy (whole);
      whole = united;
    }
  g_hash_table_iter_init (&iter, edges.edges);
  while (g_hash_table_iter_next (&iter, NULL, &count))
    {
      g_assert_cmpuint (GPOINTER_TO_UINT (count), <=, 2);
      once += GPOINTER_TO_UINT (count) == 1;
    }
  g_assert_cmpuint (once, ==, (guint) GEOSGetNumCoordinates (whole) - 1);
  GEOSGeom_destroy (whole);
  g_hash_table_unref (edges.edges);
}

static void
test_places_lie_where_they_say (void)
{
  static const char *const stations[][2] = {
    { "1738A", "140302" }, { "1739A", "140303" }, { "1740A", "140302" }, { "1741A", "140311" },
    { "1742A", "140303" }, { "1743A", "140311" }, { "3619A", "140311" },
  };
  static const char *const seats[][2] = {
    { "阳泉", "140302" }, { "荫营镇", "140311" }, { "冠山镇", "140321" }, { "秀水镇", "140322" }
  };
  g_autoptr (GPtrArray) records = read_county (MONTH_END, SEED);
  g_autoptr (GPtrArray) areas = pick_kind (records, "area");
  g_autoptr (GPtrArray) towns = pick_kind (records, "town");
  g_autoptr (GPtrArray) mines = pick_kind (records, "mine");
  g_autoptr (GPtrArray) sites = pick_kind (records, "dust-site");
  guint seats_found = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (stations); i++)
    g_assert_cmpstr (find_area_around (areas, find_record (records, "station", stations[i][0])), ==,
                     stations[i][1]);
  for (guint i = 0; i < towns->len; i++)
    {
      const LtRecord *town = g_ptr_array_index (towns, i);
      const char *area = find_area_around (areas, town);

      g_assert_nonnull (area);
      for (gsize s = 0; s < G_N_ELEMENTS (seats); s++)
        if (g_str_equal (seats[s][0], lt_record_get (town, "name")))
          {
            g_assert_cmpstr (area, ==, seats[s][1]);
            seats_found++;
          }
    }
  g_assert_cmpuint (seats_found, ==, G_N_ELEMENTS (seats));
  for (guint i = 0; i < mines->len; i++)
    {
      const LtRecord *mine = g_ptr_array_index (mines, i);
      const LtRecord *area = find_record (records, "area", find_area_around (areas, mine));

      g_assert_true (
          g_str_has_prefix (lt_record_get (mine, "location"), lt_record_get (area, "name")));
    }
  for (guint i = 0; i < sites->len; i++)
    {
      const LtRecord *site = g_ptr_array_index (sites, i);
      const LtRecord *area = find_by_id (records, lt_record_get (site, "area"));

      g_assert_nonnull (area);
      g_assert_cmpstr (area->kind->name, ==, "area");
      g_assert_cmpstr (find_area_around (areas, site), ==, lt_record_get (area, "code"));
    }
}

/* The published list, figure by figure, within 1 m. */
static void
test_stations_are_the_published_ones (void)
{
  static const struct
  {
    const char *code;
    const char *name;
    double longitude;
    double latitude;
  } published[] = {
    { "1738A", "市中心", 113.5758, 37.8572 }, { "1739A", "赛鱼", 113.4894, 37.8731 },
    { "1740A", "南庄", 113.5819, 37.8486 },   { "1741A", "白羊墅", 113.6292, 37.8531 },
    { "1742A", "平坦", 113.5614, 37.8703 },   { "1743A", "大阳泉", 113.5158, 37.8392 },
    { "3619A", "龙柱", 113.617, 37.8571 },
  };
  g_autoptr (GPtrArray) records = read_county (MONTH_END, SEED);

  for (gsize i = 0; i < G_N_ELEMENTS (published); i++)
    {
      const LtRecord *station = find_record (records, "station", published[i].code);
      GEOSGeometry *point = get_geometry (station);
      double x = 0;
      double y = 0;

      g_assert_cmpint (GEOSGeomGetX (point, &x) & GEOSGeomGetY (point, &y), ==, 1);
      g_assert_cmpstr (lt_record_get (station, "name"), ==, published[i].name);
      g_assert_cmpstr (lt_record_get (station, "station_kind"), ==, "national");
      g_assert_cmpfloat_with_epsilon (x, published[i].longitude, 1e-6);
      g_assert_cmpfloat_with_epsilon (y, published[i].latitude, 1e-6);
      GEOSGeom_destroy (point);
    }
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  initGEOS (NULL, NULL);
  g_test_add_func ("/sample/areas-fit-together", test_areas_fit_together);
  g_test_add_func ("/sample/neighbours-share-corners", test_neighbours_share_corners);
  g_test_add_func ("/sample/places-lie-where-they-say", test_places_lie_where_they_say);
  g_test_add_func ("/sample/published-stations", test_stations_are_the_published_ones);
  status = g_test_run ();
  finishGEOS ();
  return status;
}
