/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "importing.h"

#include "work/drafting.h"
#include "work/records.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#define ALONE 60 /* forms that are saved without an import */

typedef struct
{
  const char *path;
  GArray *times;  /* (element-type gint64): microseconds of each save */
  GArray *drafts; /* (element-type gint64): and of each draft that is kept */
  GMutex lock;
  GCond end;
  GCond saved;
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

static void
note_save (Saver *saver, gint64 took)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&saver->lock);

  g_array_append_val (saver->times, took);
  g_cond_signal (&saver->saved);
}

/* An officer who fills one form in after the other: what he types is kept at once. */
static gpointer
save_forms (gpointer data)
{
  Saver *saver = data;
  LtSession *session = importing_open (saver->path);
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
      note_save (saver, took);
    }
  lt_session_close (session);
  return NULL;
}

LtSession *
importing_open (const char *path)
{
  g_autoptr (GError) error = NULL;
  LtSession *session = lt_session_open (path, &error);

  g_assert_no_error (error);
  lt_session_sign_in (session, "14030001", LT_SAMPLE_PASSPHRASE, &error);
  g_assert_no_error (error);
  return session;
}

void
importing_make_county (const char *path, int stations)
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
  for (int i = 0; i < stations; i++)
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

double
importing_run (const char *county, const char *table, guint added)
{
  LtSession *session = importing_open (county);
  g_autoptr (LtRecord) batch = lt_work_batch_new (session, NULL);
  g_autoptr (LtReadingPlan) plan = lt_reading_plan_new ();
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();
  g_autoptr (LtImportReport) report =
      lt_work_import_readings (session, batch, plan, table, LT_IMPORT_NONE, NULL, &error);
  double seconds = (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;

  g_assert_no_error (error);
  g_assert_cmpuint (report->added, ==, added);
  lt_session_close (session);
  return seconds;
}

double
importing_run_peer (const char *db, const char *sql, const char *table)
{
  g_autofree char *script =
      g_strdup_printf ("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; %s;\n.mode csv\n"
                       ".import --skip 1 '%s' reading\n",
                       sql, table);
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

double
importing_median (double *numbers, int n)
{
  qsort (numbers, (gsize) n, sizeof *numbers, compare_doubles);
  return numbers[n / 2];
}

static GThread *
start_saving (Saver *saver, const char *county)
{
  *saver = (Saver){ .path = county,
                    .times = g_array_new (FALSE, FALSE, sizeof (gint64)),
                    .drafts = g_array_new (FALSE, FALSE, sizeof (gint64)) };
  return g_thread_new ("saver", save_forms, saver);
}

static void
wait_for_saves (Saver *saver, guint n)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&saver->lock);

  while (saver->times->len < n)
    g_cond_wait (&saver->saved, &saver->lock);
}

static void
end_saving (Saver *saver, GThread *thread)
{
  g_mutex_lock (&saver->lock);
  saver->ended = TRUE;
  g_cond_signal (&saver->end);
  g_mutex_unlock (&saver->lock);
  g_thread_join (thread);
  g_print ("\"saves\":%u,\"save_ms\":{\"median\":%.1f,\"p95\":%.1f,\"slowest\":%.1f},"
           "\"draft_ms\":{\"median\":%.2f,\"p95\":%.2f,\"slowest\":%.2f}},",
           saver->times->len, percentile_ms (saver->times, 0.5), percentile_ms (saver->times, 0.95),
           percentile_ms (saver->times, 1), percentile_ms (saver->drafts, 0.5),
           percentile_ms (saver->drafts, 0.95), percentile_ms (saver->drafts, 1));
  g_array_unref (saver->times);
  g_array_unref (saver->drafts);
}

double
importing_run_records (const char *county, const ImportingRecords *records)
{
  const LtKind *kind = lt_kind_by_name (records->kind);
  LtSession *session = importing_open (county);
  g_autoptr (LtImportPlan) plan = lt_import_plan_new (kind);
  g_autoptr (GError) error = NULL;
  g_autoptr (LtImportReport) report = NULL;
  gint64 start = g_get_monotonic_time ();
  double seconds;

  g_assert_true (lt_import_plan_set_datum (plan, records->datum, NULL));
  report = lt_work_import (session, kind, plan, records->path, LT_IMPORT_NONE, NULL, &error);
  seconds = (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
  g_assert_no_error (error);
  g_assert_cmpuint (report->read, ==, records->read);
  g_assert_cmpuint (report->refused + report->candidates, ==, 0);
  lt_session_close (session);
  return seconds;
}

void
importing_print_memory (void)
{
  struct rusage usage;
  struct rusage child;

  getrusage (RUSAGE_SELF, &usage);
  getrusage (RUSAGE_CHILDREN, &child);
  g_print ("\"memory_mib\":%ld,\"convert_memory_mib\":%ld", usage.ru_maxrss / 1024,
           child.ru_maxrss / 1024);
}

void
importing_run_records_while_saving (const char *county, const ImportingRecords *records)
{
  Saver saver;
  GThread *thread = start_saving (&saver, county);
  double seconds = importing_run_records (county, records);

  g_print ("\"while_saving\":{\"seconds\":%.2f,", seconds);
  end_saving (&saver, thread);
}

void
importing_run_while_saving (const char *county, int stations, const char *table, guint added)
{
  Saver saver;
  GThread *thread;
  double seconds;

  importing_make_county (county, stations);
  thread = start_saving (&saver, county);
  wait_for_saves (&saver, ALONE);
  g_print ("\"saving_alone\":{");
  end_saving (&saver, thread);
  thread = start_saving (&saver, county);
  seconds = importing_run (county, table, added);
  g_print ("\"while_saving\":{\"seconds\":%.2f,", seconds);
  end_saving (&saver, thread);
}
