/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What taking a million measured values in costs: a long table, hour by hour, of 20
 * stations and 7 items, beside `sqlite3 .import` of the same file into a plain table
 * with the same columns and key; three times, and once more while another session
 * saves forms and keeps drafts of them. Then the full check of all of it. The files are
 * made in the folder named by the first argument; the second may say how many rows.
 * Prints JSON. */

#include "importing.h"
#include "store/verify.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define N_STATIONS 20
#define N_RUNS     3

/* The table without keeping anything of what the program keeps. */
#define PLAIN                                                                                      \
  "CREATE TABLE reading (place TEXT, item TEXT, time TEXT, value REAL, quality TEXT, PRIMARY KEY " \
  "(place, item, time))"

static const char *const items[] = { "SO2", "NO2", "CO", "O3", "PM10", "PM2.5", "TSP" };

static void
write_table (const char *path, int rows)
{
  FILE *file = g_fopen (path, "w");
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  int n = 0;

  g_assert_nonnull (file);
  fputs ("place,item,time,value,quality\n", file);
  for (int hour = 1; n < rows; hour++)
    {
      g_autofree char *time =
          lt_reading_format_time (29453760 + (gint64) hour * 60, LT_INTERVAL_HOUR);

      for (int s = 0; s < N_STATIONS; s++)
        for (gsize i = 0; i < G_N_ELEMENTS (items) && n < rows; i++, n++)
          fprintf (file, "B%03d,%s,%s,%d.%d,\n", s, items[i], time, g_rand_int_range (rand, 0, 300),
                   g_rand_int_range (rand, 0, 10));
    }
  fclose (file);
}

int
main (int argc, char **argv)
{
  g_autofree char *county = g_build_filename (argv[1], "bench-readings.gpkg", NULL);
  g_autofree char *table = g_build_filename (argv[1], "bench-readings.csv", NULL);
  g_autofree char *peer = g_build_filename (argv[1], "bench-readings.db", NULL);
  int rows = argc > 2 ? atoi (argv[2]) : 1000000;
  double ours[N_RUNS];
  double theirs[N_RUNS];
  g_autoptr (LtVerification) check = NULL;
  g_autoptr (GError) error = NULL;
  LtSession *session;
  gint64 start;

  write_table (table, rows);
  for (int run = 0; run < N_RUNS; run++)
    {
      importing_make_county (county, N_STATIONS);
      ours[run] = importing_run (county, table, (guint) rows);
      theirs[run] = importing_run_peer (peer, PLAIN, table);
    }
  g_print ("{\"rows\":%d,\"import_s\":%.2f,\"sqlite3_import_s\":%.2f,\"ratio\":%.2f,", rows,
           importing_median (ours, N_RUNS), importing_median (theirs, N_RUNS),
           importing_median (ours, N_RUNS) / importing_median (theirs, N_RUNS));
  importing_run_while_saving (county, N_STATIONS, table, (guint) rows);
  importing_print_memory ();
  g_print (",");
  session = importing_open (county);
  start = g_get_monotonic_time ();
  check = lt_store_verify (lt_session_get_store (session), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (check->problems->len, ==, 0);
  g_print ("\"verify_s\":%.2f}\n", (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC);
  lt_session_close (session);
  return 0;
}
