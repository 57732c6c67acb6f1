/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What taking a year's hours of 120 stations in costs: a wide table of 1 051 200 rows,
 * station by station, with 7 values each, beside `sqlite3 .import` of the same file
 * into a plain table with the same columns and key; three times, and once more while
 * another session saves forms and keeps drafts of them. Then a year of one station's
 * values as they are shown, and the full check. The files are made in the folder named
 * by the first argument; the second may say how many stations. Prints JSON. */

#include "importing.h"
#include "store/verify.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>

#define N_STATIONS 120
#define N_HOURS    8760
#define N_RUNS     3
#define START      G_GINT64_CONSTANT (28927920) /* 2025-01-01T00:00 */

#define PLAIN                                                                                      \
  "CREATE TABLE reading (station TEXT, time TEXT, so2 REAL, no2 REAL, co REAL, o3 REAL, pm10 "     \
  "REAL, pm25 REAL, tsp REAL, PRIMARY KEY (station, time))"

static const char *const items[] = { "SO2", "NO2", "CO", "O3", "PM10", "PM2.5", "TSP" };

static void
write_table (const char *path, int stations)
{
  g_autoptr (GPtrArray) times = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  FILE *file = g_fopen (path, "w");

  g_assert_nonnull (file);
  for (int hour = 1; hour <= N_HOURS; hour++)
    g_ptr_array_add (times, lt_reading_format_time (START + (gint64) hour * 60, LT_INTERVAL_HOUR));
  fputs ("station,time", file);
  for (gsize i = 0; i < G_N_ELEMENTS (items); i++)
    fprintf (file, ",%s", items[i]);
  for (int s = 0; s < stations; s++)
    for (guint hour = 0; hour < times->len; hour++)
      {
        fprintf (file, "\nB%03d,%s", s, (char *) g_ptr_array_index (times, hour));
        for (gsize i = 0; i < G_N_ELEMENTS (items); i++)
          fprintf (file, ",%d.%d", g_rand_int_range (rand, 0, 300), g_rand_int_range (rand, 0, 10));
      }
  fputc ('\n', file);
  g_assert_cmpint (fclose (file), ==, 0);
}

static double
measure_file (const char *path)
{
  struct stat about;

  g_assert_cmpint (stat (path, &about), ==, 0);
  return (double) about.st_size / (1024 * 1024);
}

static gboolean
on_reading (const LtReadingShown *reading, gpointer user_data, GError **error)
{
  (*(guint *) user_data)++;
  return TRUE;
}

/* One station's year of one item, in ms. */
static double
read_year (LtStore *store)
{
  g_autoptr (LtRecord) station = lt_store_find_by_key (store, lt_kind_by_name ("station"), "B000");
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();
  guint n = 0;

  lt_store_each_reading (store, &station->id, "PM2.5", LT_INTERVAL_HOUR, LT_READING_FIRST,
                         LT_READING_LAST, on_reading, &n, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, N_HOURS);
  return (double) (g_get_monotonic_time () - start) / 1000;
}

static void
look_at_it (const char *county)
{
  LtSession *session = importing_open (county);
  LtStore *store = lt_session_get_store (session);
  g_autoptr (LtVerification) check = NULL;
  g_autoptr (GError) error = NULL;
  gint64 start;

  g_print ("\"year_of_a_series_ms\":%.1f,", read_year (store));
  start = g_get_monotonic_time ();
  check = lt_store_verify (store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (check->problems->len, ==, 0);
  g_print ("\"verify_s\":%.2f}\n", (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC);
  lt_session_close (session);
}

int
main (int argc, char **argv)
{
  g_autofree char *county = g_build_filename (argv[1], "bench-hours.gpkg", NULL);
  g_autofree char *table = g_build_filename (argv[1], "bench-hours.csv", NULL);
  g_autofree char *peer = g_build_filename (argv[1], "bench-hours.db", NULL);
  int stations = argc > 2 ? atoi (argv[2]) : N_STATIONS;
  guint rows = (guint) stations * N_HOURS;
  double ours[N_RUNS];
  double theirs[N_RUNS];
  struct rusage usage;
  struct rusage child;

  write_table (table, stations);
  for (int run = 0; run < N_RUNS; run++)
    {
      importing_make_county (county, stations);
      ours[run] = importing_run (county, table, rows);
      theirs[run] = importing_run_peer (peer, PLAIN, table);
    }
  getrusage (RUSAGE_SELF, &usage);
  g_print ("{\"rows\":%u,\"values\":%u,\"import_s\":%.2f,\"sqlite3_import_s\":%.2f,"
           "\"ratio\":%.2f,\"memory_mib\":%ld,\"file_mib\":%.1f,\"sqlite3_file_mib\":%.1f,",
           rows, rows * (guint) G_N_ELEMENTS (items), importing_median (ours, N_RUNS),
           importing_median (theirs, N_RUNS),
           importing_median (ours, N_RUNS) / importing_median (theirs, N_RUNS),
           usage.ru_maxrss / 1024, measure_file (county), measure_file (peer));
  importing_run_while_saving (county, stations, table, rows);
  getrusage (RUSAGE_CHILDREN, &child);
  g_print ("\"children_memory_mib\":%ld,", child.ru_maxrss / 1024);
  look_at_it (county);
  return 0;
}
