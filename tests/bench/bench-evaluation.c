/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the evaluation of a year of 120 stations costs: of six items hour by hour the days,
 * their air quality index, the means and percentiles of the year, whether it attains, the
 * composite index and the ranks; beside one SQL statement of six AVG by station and day over
 * a plain table of the same rows. Then one day more comes, five times, and the evaluation is
 * brought up to it; at the end it must be what a full run says, bit for bit. The files are
 * made in the folder named by the first argument; the second may say how many stations.
 * Prints JSON. */

#include "db/db.h"
#include "importing.h"
#include "rules/rank.h"
#include "work/air-board.h"
#include "work/standards.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define N_STATIONS 120
#define N_DAYS     365
#define N_RUNS     5
#define N_MORE     5                            /* days that come one by one */
#define START      G_GINT64_CONSTANT (28928160) /* 2025-01-01T00:00 */

#define PLAIN                                                                                      \
  "CREATE TABLE reading (station TEXT, time TEXT, so2 REAL, no2 REAL, co REAL, o3 REAL, pm10 "     \
  "REAL, pm25 REAL, PRIMARY KEY (station, time))"

#define MEANS                                                                                      \
  "SELECT station, substr(time, 1, 10), avg(so2), avg(no2), avg(co), avg(o3), avg(pm10), "         \
  "avg(pm25) FROM reading GROUP BY station, substr(time, 1, 10)"

typedef struct
{
  LtStore *store;
  LtStandards *standards;
  LtItems *items;
  LtIndexScheme *scheme;
  GPtrArray *stations;
  LtSpan span;
} Bench;

static void
write_hours (FILE *file, int station, int first_day, int last_day)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) (station * 1000 + first_day));

  for (int hour = first_day * 24 + 1; hour <= last_day * 24; hour++)
    {
      g_autofree char *time = lt_reading_format_time (START + (gint64) hour * 60, LT_INTERVAL_HOUR);

      fprintf (file, "B%03d,%s,%d,%d,%d.%d,%d,%d,%d\n", station, time,
               g_rand_int_range (rand, 1, 60), g_rand_int_range (rand, 1, 120),
               g_rand_int_range (rand, 0, 4), g_rand_int_range (rand, 0, 10),
               g_rand_int_range (rand, 1, 220), g_rand_int_range (rand, 5, 260),
               g_rand_int_range (rand, 3, 160));
    }
}

static void
write_table (const char *path, int stations, int first_day, int last_day)
{
  FILE *file = g_fopen (path, "w");

  g_assert_nonnull (file);
  fputs ("station,time,SO2,NO2,CO,O3,PM10,PM2.5\n", file);
  for (int s = 0; s < stations; s++)
    write_hours (file, s, first_day, last_day);
  g_assert_cmpint (fclose (file), ==, 0);
}

static double
ms_since (gint64 start)
{
  return (double) (g_get_monotonic_time () - start) / 1000;
}

static double
run_peer (const char *peer, int stations)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LtDb) db = lt_db_open (peer, LT_DB_READ_ONLY, &error);
  gint64 start = g_get_monotonic_time ();
  g_autoptr (LtRows) rows = NULL;
  int n = 0;

  g_assert_no_error (error);
  rows = lt_db_query (db, &error, MEANS, "");
  while (lt_rows_next (rows, &error))
    n++;
  g_assert_no_error (error);
  /* The last hour of the year stands under the day after it. */
  g_assert_cmpint (n, ==, stations * (N_DAYS - N_MORE + 1));
  return ms_since (start);
}

static void
note (GString *out, LtRatio number)
{
  g_string_append_len (out, (const char *) &number, sizeof number);
}

/* All that there is to say of the year, as bytes. */
static GString *
judge_all (const Bench *bench, const LtAirBoard *board)
{
  g_autofree LtRanked *ranked = g_new0 (LtRanked, bench->stations->len);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < bench->stations->len; i++)
    {
      const LtRecord *station = g_ptr_array_index (bench->stations, i);
      const LtAirPlace *place = lt_air_board_find (board, &station->id);
      g_autoptr (LtAirEvaluation) evaluation = lt_air_tally_evaluate (place->tally);
      LtAirClasses classes = lt_air_tally_count_classes (place->tally);
      LtIndex index = lt_air_tally_make_index (place->tally, bench->scheme);

      for (guint k = 0; k < evaluation->figures->len; k++)
        {
          const LtAirFigure *figure = g_ptr_array_index (evaluation->figures, k);

          note (out, figure->figure.value);
          note (out, figure->rounded);
          g_string_append_printf (out, "%u %u %d %u ", figure->figure.n, figure->figure.n_required,
                                  figure->figure.is_valid, figure->air_class);
        }
      g_string_append_printf (out, "%d %d", evaluation->is_valid, evaluation->attains);
      g_string_append_len (out, (const char *) classes.by_class, sizeof classes.by_class);
      note (out, index.exact);
      ranked[i] = (LtRanked){ .is_valid = index.is_valid, .value = index.published };
    }
  lt_rank (ranked, bench->stations->len, TRUE);
  for (guint i = 0; i < bench->stations->len; i++)
    g_string_append_printf (out, " %u", ranked[i].rank);
  return out;
}

static double
refresh (const Bench *bench, LtAirBoard *board, guint n_days, GString **said)
{
  gint64 start = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;
  double took;

  lt_air_board_refresh (board, bench->store, bench->stations, &error);
  *said = judge_all (bench, board);
  took = ms_since (start);
  g_assert_no_error (error);
  g_assert_cmpuint (lt_air_board_count_read (board), ==, n_days);
  return took;
}

static double
run_whole (const Bench *bench, guint n_days, LtAirBoard **board, GString **said)
{
  *board = lt_air_board_new (bench->standards, bench->items, &bench->span);
  return refresh (bench, *board, n_days, said);
}

static void
begin (Bench *bench, LtSession *session, int stations)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  bench->store = lt_session_get_store (session);
  bench->standards = lt_work_standards (problems, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, ==, 0);
  bench->items = lt_work_items (&error);
  g_assert_no_error (error);
  g_assert_true (lt_span_parse ("2025", &bench->span));
  bench->scheme = lt_standards_make_scheme (bench->standards, "2012-equal", "2025-12-31");
  g_assert_nonnull (bench->scheme);
  bench->stations = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_record_free);
  for (int s = 0; s < stations; s++)
    {
      g_autofree char *code = g_strdup_printf ("B%03d", s);

      g_ptr_array_add (bench->stations,
                       lt_store_find_by_key (bench->store, lt_kind_by_name ("station"), code));
    }
}

/* One more day, imported by a session of its own, after each of which the board is brought up
 * to it. */
static double
run_days (const Bench *bench, LtAirBoard *board, const char *folder, GString **said)
{
  g_autofree char *county = g_build_filename (folder, "bench-evaluation.gpkg", NULL);
  g_autofree char *table = g_build_filename (folder, "bench-evaluation-day.csv", NULL);
  guint stations = bench->stations->len;
  double took[N_MORE];

  for (int run = 0; run < N_MORE; run++)
    {
      int day = N_DAYS - N_MORE + run;

      write_table (table, (int) stations, day, day + 1);
      importing_run (county, table, stations * 24);
      if (*said != NULL)
        g_string_free (*said, TRUE);
      took[run] = refresh (bench, board, stations, said);
    }
  return importing_median (took, N_MORE);
}

int
main (int argc, char **argv)
{
  g_autofree char *county = g_build_filename (argv[1], "bench-evaluation.gpkg", NULL);
  g_autofree char *table = g_build_filename (argv[1], "bench-evaluation.csv", NULL);
  g_autofree char *peer = g_build_filename (argv[1], "bench-evaluation.db", NULL);
  int stations = argc > 2 ? atoi (argv[2]) : N_STATIONS;
  guint days = (guint) stations * (N_DAYS - N_MORE);
  double ours[N_RUNS], theirs[N_RUNS], whole, part;
  g_autoptr (LtAirBoard) board = NULL;
  LtAirBoard *fresh;
  GString *said = NULL, *said_fresh;
  Bench bench = { 0 };
  LtSession *session;

  write_table (table, stations, 0, N_DAYS - N_MORE);
  importing_make_county (county, stations);
  importing_run (county, table, days * 24);
  importing_run_peer (peer, PLAIN, table);
  session = importing_open (county);
  begin (&bench, session, stations);
  for (int run = 0; run < N_RUNS; run++)
    {
      g_clear_pointer (&board, lt_air_board_free);
      if (said != NULL)
        g_string_free (said, TRUE);
      ours[run] = run_whole (&bench, days, &board, &said);
      theirs[run] = run_peer (peer, stations);
    }
  part = run_days (&bench, board, argv[1], &said);
  whole = run_whole (&bench, (guint) stations * N_DAYS, &fresh, &said_fresh);
  g_assert_true (g_string_equal (said, said_fresh));
  g_print ("{\"stations\":%d,\"values\":%u,\"year_ms\":%.0f,\"sqlite3_avg_ms\":%.0f,"
           "\"ratio\":%.2f,\"day_more_ms\":%.1f,\"whole_ms\":%.0f,\"part_of_whole\":\"1/%.0f\"}\n",
           stations, days * 24 * 6, importing_median (ours, N_RUNS),
           importing_median (theirs, N_RUNS),
           importing_median (ours, N_RUNS) / importing_median (theirs, N_RUNS), part, whole,
           whole / part);
  lt_air_board_free (fresh);
  g_string_free (said, TRUE);
  g_string_free (said_fresh, TRUE);
  lt_session_close (session);
  return 0;
}
