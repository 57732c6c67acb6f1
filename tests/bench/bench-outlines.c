/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What taking in all counties of China costs, 2 875 polygons of 4.18 million points in
 * GCJ-02, beside `ogr2ogr -f GPKG` of the same file, which keeps the points as they are:
 * three times, and once more while another session saves forms. Then the same file again,
 * of which nothing is new. The files are made in the folder named by the first argument.
 * Prints JSON; without the shared data it says so. */

#include "importing.h"

#include <glib/gstdio.h>

#define N_RUNS 3
#define N_ROWS 2875

static void
unpack (const char *from, const char *to)
{
  g_autofree char *command = g_strdup_printf ("gzip -dc '%s' > '%s'", from, to);
  const char *arguments[] = { "sh", "-c", command, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) child = g_subprocess_newv (arguments, G_SUBPROCESS_FLAGS_NONE, &error);

  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (child, NULL, &error));
}

static double
run_peer (const char *peer, const char *path)
{
  const char *arguments[] = { "ogr2ogr", "-f", "GPKG", peer, path, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) child = NULL;
  gint64 start;

  g_unlink (peer);
  start = g_get_monotonic_time ();
  child = g_subprocess_newv (arguments, G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (child, NULL, &error));
  return (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
}

int
main (int argc, char **argv)
{
  const char *shared = g_getenv ("LANTIAN_SHARED_DATA");
  g_autofree char *county = g_build_filename (argv[1], "bench-outlines.gpkg", NULL);
  g_autofree char *path = g_build_filename (argv[1], "bench-outlines.geojson", NULL);
  g_autofree char *peer = g_build_filename (argv[1], "bench-outlines-peer.gpkg", NULL);
  g_autofree char *packed = NULL;
  ImportingRecords records = { "area", "gcj02", path, N_ROWS };
  double ours[N_RUNS];
  double theirs[N_RUNS];

  if (shared == NULL)
    {
      g_print ("{\"skipped\":\"LANTIAN_SHARED_DATA is not set: no outlines\"}\n");
      return 0;
    }
  packed = g_build_filename (shared, "boundaries", "china_counties.gcj02.geojson.gz", NULL);
  unpack (packed, path);
  for (int run = 0; run < N_RUNS; run++)
    {
      importing_make_county (county, 0);
      ours[run] = importing_run_records (county, &records);
      theirs[run] = run_peer (peer, path);
    }
  g_print ("{\"rows\":%d,\"import_s\":%.2f,\"ogr2ogr_s\":%.2f,\"ratio\":%.2f,", N_ROWS,
           importing_median (ours, N_RUNS), importing_median (theirs, N_RUNS),
           importing_median (ours, N_RUNS) / importing_median (theirs, N_RUNS));
  g_print ("\"again_s\":%.2f,", importing_run_records (county, &records));
  importing_make_county (county, 0);
  importing_run_records_while_saving (county, &records);
  importing_print_memory ();
  g_print ("}\n");
  return 0;
}
