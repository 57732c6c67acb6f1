/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which of Shanxi's 117 counties each of 1 000 000 places lies in: by the index of
 * geo/, which is built within the time; by GEOS alone, a tree of boxes and prepared
 * polygons, also built within it; and by PostGIS, which has both tables and all its
 * indexes ready and as many workers as it likes. They take turns, five times each;
 * all must say the same. Whoever runs this as root lends PostgreSQL the user
 * `postgres`; where PostGIS is not installed it says so. The files are made in the
 * folder named by the first argument. Prints JSON. */

#include "geo/shape-index.h"

#include <gio/gio.h>
#include <geos_c.h>
#include <json-glib/json-glib.h>

#define N_POINTS 1000000
#define N_SHAPES 117
#define N_RUNS   5

typedef struct
{
  LtShape *shapes[N_SHAPES];
  GEOSGeometry *bare[N_SHAPES]; /* the same, read by GEOS itself */
  double *points;
  GEOSContextHandle_t geos;
} Task;

typedef struct
{
  GEOSContextHandle_t geos;
  const GEOSGeometry *point;
  const GEOSPreparedGeometry *const *prepared;
  guint *counts;
} Asked;

static void
read_shapes (Task *task, const char *shared)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autofree char *path =
      g_build_filename (shared, "boundaries", "140000_shanxi_counties.wgs84.geojson", NULL);
  g_autoptr (GError) error = NULL;
  GEOSWKBReader *reader;
  JsonArray *features;

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  features = json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)),
                                           "features");
  g_assert_cmpuint (json_array_get_length (features), ==, N_SHAPES);
  task->geos = GEOS_init_r ();
  reader = GEOSWKBReader_create_r (task->geos);
  for (guint i = 0; i < N_SHAPES; i++)
    {
      g_autofree char *text = json_to_string (json_array_get_element (features, i), FALSE);
      g_autoptr (GBytes) wkb = NULL;

      task->shapes[i] = lt_shape_from_text (text, &error);
      g_assert_no_error (error);
      wkb = lt_shape_to_wkb (task->shapes[i]);
      task->bare[i] = GEOSWKBReader_read_r (task->geos, reader, g_bytes_get_data (wkb, NULL),
                                            g_bytes_get_size (wkb));
    }
  GEOSWKBReader_destroy_r (task->geos, reader);
}

/* All over the province's box: a third lies outside. */
static void
make_points (Task *task)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (117);

  task->points = g_new (double, N_POINTS * 2);
  for (guint i = 0; i < N_POINTS; i++)
    {
      task->points[2 * i] = g_rand_double_range (rand, 110.2, 114.6);
      task->points[2 * i + 1] = g_rand_double_range (rand, 34.5, 40.8);
    }
}

static double
run_ours (const Task *task, guint *counts)
{
  gint64 start = g_get_monotonic_time ();
  g_autoptr (LtShapeIndex) index = lt_shape_index_new ();
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < N_SHAPES; i++)
    lt_shape_index_add (index, task->shapes[i], i);
  for (guint i = 0; i < N_POINTS; i++)
    {
      lt_shape_index_find (index, task->points[2 * i], task->points[2 * i + 1], found);
      for (guint k = 0; k < found->len; k++)
        counts[g_array_index (found, guint, k)]++;
    }
  return (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
}

static void
on_box (void *item, void *user_data)
{
  Asked *asked = user_data;
  guint i = GPOINTER_TO_UINT (item);

  if (GEOSPreparedIntersects_r (asked->geos, asked->prepared[i], asked->point) == 1)
    asked->counts[i]++;
}

static double
run_geos (const Task *task, guint *counts)
{
  gint64 start = g_get_monotonic_time ();
  const GEOSPreparedGeometry *prepared[N_SHAPES];
  GEOSSTRtree *tree = GEOSSTRtree_create_r (task->geos, 10);

  for (guint i = 0; i < N_SHAPES; i++)
    {
      prepared[i] = GEOSPrepare_r (task->geos, task->bare[i]);
      GEOSSTRtree_insert_r (task->geos, tree, task->bare[i], GUINT_TO_POINTER (i));
    }
  for (guint i = 0; i < N_POINTS; i++)
    {
      GEOSGeometry *point =
          GEOSGeom_createPointFromXY_r (task->geos, task->points[2 * i], task->points[2 * i + 1]);
      Asked asked = { task->geos, point, prepared, counts };

      GEOSSTRtree_query_r (task->geos, tree, point, on_box, &asked);
      GEOSGeom_destroy_r (task->geos, point);
    }
  for (guint i = 0; i < N_SHAPES; i++)
    GEOSPreparedGeom_destroy_r (task->geos, prepared[i]);
  GEOSSTRtree_destroy_r (task->geos, tree);
  return (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
}

static char *
run_script (const char *script, const char *what, const char *folder)
{
  const char *arguments[] = { script, what, folder, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) child =
      g_subprocess_newv (arguments, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  char *output = NULL;

  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (child, NULL, NULL, &output, NULL, &error));
  if (g_subprocess_get_exit_status (child) == 0)
    return output;
  g_free (output);
  return NULL;
}

/* What PostGIS copies in: a line each. */
static void
write_tables (const Task *task, const char *folder)
{
  g_autoptr (GString) shapes = g_string_new (NULL);
  g_autoptr (GString) points = g_string_new (NULL);
  g_autofree char *shapes_path = g_build_filename (folder, "shapes.txt", NULL);
  g_autofree char *points_path = g_build_filename (folder, "points.txt", NULL);

  for (guint i = 0; i < N_SHAPES; i++)
    {
      g_autoptr (GBytes) wkb = lt_shape_to_wkb (task->shapes[i]);
      const guint8 *bytes = g_bytes_get_data (wkb, NULL);

      g_string_append_printf (shapes, "%u\t", i);
      for (gsize k = 0; k < g_bytes_get_size (wkb); k++)
        g_string_append_printf (shapes, "%02x", bytes[k]);
      g_string_append_c (shapes, '\n');
    }
  for (guint i = 0; i < N_POINTS; i++)
    g_string_append_printf (points, "%.17g\t%.17g\n", task->points[2 * i], task->points[2 * i + 1]);
  g_assert_true (g_file_set_contents (shapes_path, shapes->str, -1, NULL));
  g_assert_true (g_file_set_contents (points_path, points->str, -1, NULL));
}

/* Its first line is its milliseconds, the others a number and how many lie there. */
static double
run_postgis (const char *script, const char *folder, guint *counts)
{
  g_autofree char *output = run_script (script, "ask", folder);
  g_auto (GStrv) lines = g_strsplit (output == NULL ? "" : output, "\n", -1);

  g_assert_nonnull (output);
  for (guint i = 1; lines[0] != NULL && lines[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (lines[i], "|", 2);

      if (g_strv_length (words) == 2)
        counts[g_ascii_strtoull (words[0], NULL, 10)] =
            (guint) g_ascii_strtoull (words[1], NULL, 10);
    }
  return g_ascii_strtod (lines[0], NULL) / 1000;
}

static int
on_compare (gconstpointer a, gconstpointer b)
{
  double first = *(const double *) a;
  double second = *(const double *) b;

  return first < second ? -1 : first > second;
}

static double
median (double *times)
{
  qsort (times, N_RUNS, sizeof *times, on_compare);
  return times[N_RUNS / 2];
}

static void
measure (const Task *task, const char *script, const char *folder)
{
  double times[3][N_RUNS];
  guint counts[3][N_SHAPES];
  double ours;
  double geos;

  for (guint run = 0; run < N_RUNS; run++)
    {
      memset (counts, 0, sizeof counts);
      times[0][run] = run_ours (task, counts[0]);
      times[1][run] = run_geos (task, counts[1]);
      g_assert_cmpmem (counts[0], sizeof counts[0], counts[1], sizeof counts[1]);
      if (script == NULL)
        continue;
      times[2][run] = run_postgis (script, folder, counts[2]);
      g_assert_cmpmem (counts[0], sizeof counts[0], counts[2], sizeof counts[2]);
    }
  ours = median (times[0]);
  geos = median (times[1]);
  g_print ("{\"points\":%d,\"polygons\":%d,\"ours_s\":%.3f,\"geos_prepared_s\":%.3f,"
           "\"times_geos\":%.2f,",
           N_POINTS, N_SHAPES, ours, geos, geos / ours);
  if (script == NULL)
    g_print ("\"postgis\":\"not installed (postgresql-15-postgis-3)\"}\n");
  else
    g_print ("\"postgis_s\":%.3f,\"times_postgis\":%.2f}\n", median (times[2]),
             times[2][N_RUNS / 2] / ours);
}

int
main (int argc, char **argv)
{
  const char *shared = g_getenv ("LANTIAN_SHARED_DATA");
  g_autofree char *folder = NULL;
  g_autofree char *answer = NULL;
  Task task = { 0 };

  if (shared == NULL)
    {
      g_print ("{\"skipped\":\"LANTIAN_SHARED_DATA is not set: no outlines\"}\n");
      return 0;
    }
  folder = g_build_filename (argv[1], "bench-geometry", NULL);
  g_mkdir_with_parents (folder, 0755);
  read_shapes (&task, shared);
  make_points (&task);
  write_tables (&task, folder);
  answer = run_script (argv[2], "start", folder);
  measure (&task, answer == NULL ? NULL : argv[2], folder);
  g_free (run_script (argv[2], "stop", folder));
  for (guint i = 0; i < N_SHAPES; i++)
    {
      lt_shape_free (task.shapes[i]);
      GEOSGeom_destroy_r (task.geos, task.bare[i]);
    }
  GEOS_finish_r (task.geos);
  g_free (task.points);
  return 0;
}
