/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What taking a million measured values in costs: a long table, hour by hour, of 20
 * stations and 7 items, beside `sqlite3 .import` of the same file into a plain table
 * with the same columns and key; three times, and once more while another session
 * saves forms and keeps drafts of them. Then the full check of all of it. The files are made in the
 * folder named by the first argument; the second may say how many rows. Prints JSON. */

#include "store/verify.h"
#include "work/county.h"
#include "work/drafting.h"
#include "work/readings.h"
#include "work/records.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#define N_STATIONS 20
#define N_RUNS     3

static const char *const items[] = { "SO2", "NO2", "CO", "O3", "PM10", "PM2.5", "TSP" };

typedef struct
{
  const char *path;
  GArray *times;  /* (element-type gint64): microseconds of each save */
  GArray *drafts; /* (element-type gint64): and of each draft that is kept */
  GMutex lock;
  GCond end;
  gboolean ended;
} Saver;

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 first = *(const gint64 *) a;
  gint64 second = *(const gint64 *) b;

  return (first > second) - (first < second);
}

static double
percentile_ms (GArray *times, double part)
{
  g_array_sort (times, compare_times);
  return times->len == 0
             ? 0
             : (double) g_array_index (times, gint64, (guint) (part * (times->len - 1))) / 1000;
}

static LtSession *
open_session (const char *path)
{
  g_autoptr (GError) error = NULL;
  LtSession *session = lt_session_open (path, &error);

  g_assert_no_error (error);
  lt_session_sign_in (session, "14030001", LT_SAMPLE_PASSPHRASE, &error);
  g_assert_no_error (error);
  return session;
}

/* Whether the import goes on: asked for as long as an officer takes between two forms. */
static gboolean
wait_for_next (Saver *saver)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&saver->lock);
  gint64 until = g_get_monotonic_time () + 20000;

  while (!saver->ended && g_cond_wait_until (&saver->end, &saver->lock, until))
    ;
  return !saver->ended;
}

static void
keep_draft (Saver *saver, LtSession *session, LtDraft *draft, const char *text)
{
  int field = lt_kind_find_field (draft->seen->kind, "licence");
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();
  gint64 took;

  g_free (draft->texts[field]);
  draft->texts[field] = g_strdup (text);
  lt_work_draft_keep (session, draft, &error);
  g_assert_no_error (error);
  took = g_get_monotonic_time () - start;
  g_array_append_val (saver->drafts, took);
}

/* An officer who fills one form in after the other: what he types is kept at once. */
static gpointer
save_forms (gpointer data)
{
  Saver *saver = data;
  LtSession *session = open_session (saver->path);
  g_autoptr (GError) error = NULL;

  for (int i = 0; wait_for_next (saver); i++)
    {
      g_autofree char *text = g_strdup_printf ("%d", i + 1);
      g_autoptr (LtRecord) seen =
          lt_work_show (session, lt_kind_by_name ("mine"), "SL-K01", &error);
      g_autoptr (LtRecord) wanted = lt_record_copy (seen);
      g_autoptr (LtDraft) draft = lt_work_draft_new (session, seen);
      gint64 start;
      gint64 took;

      keep_draft (saver, session, draft, text);
      start = g_get_monotonic_time ();
      lt_record_set (wanted, "licence", text, NULL);
      lt_work_set (session, seen, wanted, &error);
      g_assert_no_error (error);
      took = g_get_monotonic_time () - start;
      g_array_append_val (saver->times, took);
    }
  lt_session_close (session);
  return NULL;
}

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

static void
make_county (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *keys = g_strconcat (path, NULL);
  LtSession *session;

  g_unlink (path);
  g_strlcpy (keys + strlen (keys) - 4, "keys", 5);
  g_unlink (keys);
  session = lt_work_new_sample (path, 0, &error);
  g_assert_no_error (error);
  lt_session_sign_in (session, "14030001", LT_SAMPLE_PASSPHRASE, &error);
  g_assert_no_error (error);
  for (int i = 0; i < N_STATIONS; i++)
    {
      g_autoptr (LtRecord) station = lt_record_new (lt_kind_by_name ("station"));
      g_autofree char *code = g_strdup_printf ("B%03d", i);

      lt_record_set (station, "code", code, NULL);
      lt_record_set (station, "name", code, NULL);
      lt_work_add (session, station, &error);
      g_assert_no_error (error);
    }
  lt_session_close (session);
}

static double
import (const char *county, const char *table, int rows)
{
  LtSession *session = open_session (county);
  g_autoptr (LtRecord) batch = lt_work_batch_new (session, NULL);
  g_autoptr (LtReadingPlan) plan = lt_reading_plan_new ();
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();
  g_autoptr (LtImportReport) report =
      lt_work_import_readings (session, batch, plan, table, LT_IMPORT_NONE, &error);
  double seconds = (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;

  g_assert_no_error (error);
  g_assert_cmpuint (report->added, ==, (guint) rows);
  lt_session_close (session);
  return seconds;
}

static double
import_peer (const char *db, const char *table)
{
  g_autofree char *script =
      g_strdup_printf ("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE reading "
                       "(place TEXT, item TEXT, time TEXT, value REAL, quality TEXT, PRIMARY KEY "
                       "(place, item, time));\n.mode csv\n.import --skip 1 '%s' reading\n",
                       table);
  const char *arguments[] = { "sqlite3", db, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) child = NULL;
  gint64 start;

  g_unlink (db);
  start = g_get_monotonic_time ();
  child =
      g_subprocess_newv (arguments,
                         G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (child, script, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (child));
  return (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double first = *(const double *) a;
  double second = *(const double *) b;

  return (first > second) - (first < second);
}

static void
import_while_saving (const char *county, const char *table, int rows)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) drafts = g_array_new (FALSE, FALSE, sizeof (gint64));
  Saver saver = { .path = county, .times = times, .drafts = drafts };
  GThread *thread;
  double seconds;

  make_county (county);
  thread = g_thread_new ("saver", save_forms, &saver);
  seconds = import (county, table, rows);
  g_mutex_lock (&saver.lock);
  saver.ended = TRUE;
  g_cond_signal (&saver.end);
  g_mutex_unlock (&saver.lock);
  g_thread_join (thread);
  g_print ("\"while_saving\":{\"seconds\":%.2f,\"saves\":%u,\"save_ms\":{\"median\":%.1f,"
           "\"p95\":%.1f,\"slowest\":%.1f},\"draft_ms\":{\"median\":%.2f,\"p95\":%.2f,"
           "\"slowest\":%.2f}},",
           seconds, times->len, percentile_ms (times, 0.5), percentile_ms (times, 0.95),
           percentile_ms (times, 1), percentile_ms (drafts, 0.5), percentile_ms (drafts, 0.95),
           percentile_ms (drafts, 1));
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
  struct rusage usage;
  struct rusage child;
  gint64 start;

  write_table (table, rows);
  for (int run = 0; run < N_RUNS; run++)
    {
      make_county (county);
      ours[run] = import (county, table, rows);
      theirs[run] = import_peer (peer, table);
    }
  qsort (ours, N_RUNS, sizeof *ours, compare_doubles);
  qsort (theirs, N_RUNS, sizeof *theirs, compare_doubles);
  g_print ("{\"rows\":%d,\"import_s\":%.2f,\"sqlite3_import_s\":%.2f,\"ratio\":%.2f,", rows,
           ours[N_RUNS / 2], theirs[N_RUNS / 2], ours[N_RUNS / 2] / theirs[N_RUNS / 2]);
  import_while_saving (county, table, rows);
  getrusage (RUSAGE_SELF, &usage);
  getrusage (RUSAGE_CHILDREN, &child);
  g_print ("\"memory_mib\":%ld,\"convert_memory_mib\":%ld,", usage.ru_maxrss / 1024,
           child.ru_maxrss / 1024);
  session = open_session (county);
  start = g_get_monotonic_time ();
  check = lt_store_verify (lt_session_get_store (session), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (check->problems->len, ==, 0);
  g_print ("\"verify_s\":%.2f}\n", (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC);
  lt_session_close (session);
  return 0;
}
