/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What saving, checking and exchanging cost: 500 form saves of three fields in
 * the sample county, beside 500 bare one-row transactions of plain SQLite on
 * the same disk with the same safety (WAL, synchronous=FULL); the full check;
 * a hub's both ways. The files are made in the folder named by the first
 * argument. Prints JSON. */

#include "db/db.h"
#include "store/feed.h"
#include "store/verify.h"
#include "work/colleagues.h"
#include "work/county.h"
#include "work/records.h"

#include <glib/gstdio.h>

#define N_SAVES 500

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 first = *(const gint64 *) a;
  gint64 second = *(const gint64 *) b;

  return (first > second) - (first < second);
}

static double
percentile_ms (gint64 times[N_SAVES], double part)
{
  qsort (times, N_SAVES, sizeof *times, compare_times);
  return (double) times[(int) (part * (N_SAVES - 1))] / 1000;
}

static void
save_forms (LtSession *session, gint64 times[N_SAVES])
{
  const LtKind *kind = lt_kind_by_name ("mine");
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < N_SAVES; i++)
    {
      g_autofree char *text = g_strdup_printf ("%d", i + 1);
      g_autofree char *code = g_strdup_printf ("SL-K%02d", i % 12 + 1);
      gint64 start = g_get_monotonic_time ();
      g_autoptr (LtRecord) seen = lt_work_show (session, kind, code, &error);
      g_autoptr (LtRecord) wanted = seen == NULL ? NULL : lt_record_copy (seen);

      g_assert_no_error (error);
      lt_record_set (wanted, "pit_surface", text, NULL);
      lt_record_set (wanted, "location", text, NULL);
      lt_record_set (wanted, "licence", text, NULL);
      lt_work_set (session, seen, wanted, &error);
      g_assert_no_error (error);
      times[i] = g_get_monotonic_time () - start;
    }
}

static void
save_bare (const char *path, gint64 times[N_SAVES])
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LtDb) db = NULL;

  g_unlink (path);
  db = lt_db_open (path, LT_DB_CREATE, &error);
  g_assert_no_error (error);
  lt_db_set_journal (db, "wal", &error);
  lt_db_script (db, "CREATE TABLE t (k INTEGER PRIMARY KEY, a, b, c)", &error);
  g_assert_no_error (error);
  for (int i = 0; i < N_SAVES; i++)
    {
      gint64 start = g_get_monotonic_time ();

      lt_db_begin (db, &error);
      lt_db_run (db, &error, "INSERT OR REPLACE INTO t VALUES (?, ?, ?, ?)", "iiii",
                 (gint64) i % 12, (gint64) i, (gint64) i, (gint64) i);
      lt_db_commit (db, &error);
      g_assert_no_error (error);
      times[i] = g_get_monotonic_time () - start;
    }
}

static void
measure_sync (LtSession *session, const char *hub)
{
  LtSyncReport report;
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();
  double seconds;

  lt_work_sync (session, hub, &report, &error);
  g_assert_no_error (error);
  seconds = (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
  g_print ("\"hub_push_operations_per_second\":%.0f,", (double) report.pushed / seconds);
  start = g_get_monotonic_time ();
  lt_work_sync (session, hub, &report, &error);
  g_assert_no_error (error);
  g_print ("\"hub_nothing_new_ms\":%.1f", (double) (g_get_monotonic_time () - start) / 1000);
}

int
main (int argc, char **argv)
{
  g_autofree char *path = g_build_filename (argv[1], "bench-store.gpkg", NULL);
  g_autofree char *keys = g_build_filename (argv[1], "bench-store.keys", NULL);
  g_autofree char *bare = g_build_filename (argv[1], "bench-bare.db", NULL);
  g_autofree char *hub = g_build_filename (argv[1], "bench-store.hub", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (LtVerification) check = NULL;
  static gint64 ours[N_SAVES];
  static gint64 theirs[N_SAVES];
  LtSession *session;
  gint64 start;

  g_unlink (path);
  g_unlink (keys);
  g_unlink (hub);
  session = lt_work_new_sample (path, 0, &error);
  g_assert_no_error (error);
  lt_session_sign_in (session, "14030001", LT_SAMPLE_PASSPHRASE, &error);
  g_assert_no_error (error);
  save_forms (session, ours);
  save_bare (bare, theirs);
  g_print ("{\"save_ms\":{\"median\":%.2f,\"p95\":%.2f},", percentile_ms (ours, 0.5),
           percentile_ms (ours, 0.95));
  g_print ("\"bare_sqlite_ms\":{\"median\":%.2f,\"p95\":%.2f},\"save_to_bare\":%.1f,",
           percentile_ms (theirs, 0.5), percentile_ms (theirs, 0.95),
           percentile_ms (ours, 0.5) / percentile_ms (theirs, 0.5));
  start = g_get_monotonic_time ();
  check = lt_store_verify (lt_session_get_store (session), &error);
  g_assert_no_error (error);
  g_print ("\"verify_full\":{\"operations\":%lu,\"ms\":%.1f},", (gulong) check->operations,
           (double) (g_get_monotonic_time () - start) / 1000);
  measure_sync (session, hub);
  g_print ("}\n");
  lt_session_close (session);
  return 0;
}
