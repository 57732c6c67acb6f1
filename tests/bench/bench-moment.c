/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What one hour on the map costs where a million measured values are kept: the values
 * of one item at 120 stations, and their index of the hour and of the day, hour after hour, read by
 * a connection of its own as the painter's thread has one. The files are made in the folder named
 * by the first argument; the second may say how many rows. Prints JSON. */

#include "importing.h"
#include "scene/palette.h"
#include "work/map-times.h"
#include "work/map-values.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>

#define N_STATIONS 120
#define N_HOURS    101

static const char *const items[] = { "SO2", "NO2", "CO", "O3", "PM10", "PM2.5", "TSP" };

static int
write_table (const char *path, int rows)
{
  FILE *file = g_fopen (path, "w");
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  int n = 0, hour = 0;

  g_assert_nonnull (file);
  fputs ("place,item,time,value,quality\n", file);
  while (n < rows)
    {
      g_autofree char *time =
          lt_reading_format_time (29453760 + (gint64) ++hour * 60, LT_INTERVAL_HOUR);

      for (int s = 0; s < N_STATIONS; s++)
        for (gsize i = 0; i < G_N_ELEMENTS (items) && n < rows; i++, n++)
          fprintf (file, "B%03d,%s,%s,%d.%d,\n", s, items[i], time, g_rand_int_range (rand, 0, 300),
                   g_rand_int_range (rand, 0, 10));
    }
  fclose (file);
  return hour;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return (*(const double *) a > *(const double *) b) - (*(const double *) a < *(const double *) b);
}

/* Of one item, moment after moment: median and 95th percentile. */
static void
read_moments (LtStore *store, const char *item, LtInterval interval, int hours, double *figures)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (2);
  g_autoptr (GError) error = NULL;
  double ms[N_HOURS];
  guint n_values = 0;
  LtMapWish wish;

  lt_map_wish_init (&wish);
  g_strlcpy (wish.item, item, sizeof wish.item);
  for (int i = 0; i < N_HOURS; i++)
    {
      gint64 time = 29453760 + (gint64) g_rand_int_range (rand, 1, hours) * 60;
      g_autofree char *moment =
          lt_reading_format_time (lt_interval_floor (interval, time), interval);
      gint64 start = g_get_monotonic_time ();
      g_autoptr (GArray) measures = NULL;

      lt_map_wish_set_moment (&wish, moment, &error);
      measures = lt_work_map_measures (store, &wish, NULL, &error);
      g_assert_no_error (error);
      ms[i] = (double) (g_get_monotonic_time () - start) / 1000;
      /* The sample county's dust fall comes along. */
      for (guint j = 0; j < measures->len; j++)
        n_values += g_array_index (measures, LtSceneMeasure, j).kind == KIND_STATION;
    }
  g_assert_cmpuint (n_values, ==, N_HOURS * N_STATIONS);
  qsort (ms, N_HOURS, sizeof *ms, compare);
  figures[0] = ms[N_HOURS / 2];
  figures[1] = ms[N_HOURS * 95 / 100];
}

int
main (int argc, char **argv)
{
  g_autofree char *county = g_build_filename (argv[1], "bench-moment.gpkg", NULL);
  g_autofree char *table = g_build_filename (argv[1], "bench-moment.csv", NULL);
  int rows = argc > 2 ? atoi (argv[2]) : 1000000;
  int hours = write_table (table, rows);
  g_autoptr (GError) error = NULL;
  LtStore *store;
  double hour[2], index[2], day[2];

  importing_make_county (county, N_STATIONS);
  importing_run (county, table, (guint) rows);
  store = lt_store_open (county, LT_STORE_READ_ONLY, &error);
  g_assert_no_error (error);
  read_moments (store, "PM2.5", LT_INTERVAL_HOUR, hours, hour);
  read_moments (store, "AQI", LT_INTERVAL_HOUR, hours, index);
  read_moments (store, "AQI", LT_INTERVAL_DAY, hours, day);
  g_print ("{\"rows\":%d,\"stations\":%d,\"one_hour_ms\":{\"median\":%.2f,\"p95\":%.2f},"
           "\"index_of_hour_ms\":{\"median\":%.2f,\"p95\":%.2f},"
           "\"index_of_day_ms\":{\"median\":%.2f,\"p95\":%.2f}}\n",
           rows, N_STATIONS, hour[0], hour[1], index[0], index[1], day[0], day[1]);
  lt_store_close (store);
  g_remove (table);
  return 0;
}
