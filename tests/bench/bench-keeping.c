/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a file costs that has grown: making its records, saving one place's form
 * in it, opening it to be read and to be written with what a window asks for at
 * once, finding by words, the first page of a list. The peers in the same run are a
 * small file, and transactions of one row with plain SQLite (WAL,
 * synchronous=FULL). Arguments: a folder, and how many places (200 000); there are
 * half as many orders. Prints JSON. */

#include "made-up-file.h"

#include "db/db.h"
#include "store/breaches.h"
#include "store/feed.h"
#include "store/search.h"

#include <glib/gstdio.h>

#define N_SAVES 500
#define N_SMALL 2000
#define N_PAGE  64

typedef struct
{
  double make_us; /* for each record */
  double save_median_ms;
  double save_p95_ms;
  double open_ms;
  double start_ms;     /* to be written, with what a window's status line says */
  double find_ms;      /* the slowest of several words */
  double character_ms; /* the slowest of several characters */
  double list_ms;
} Figures;

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 first = *(const gint64 *) a;
  gint64 second = *(const gint64 *) b;

  return (first > second) - (first < second);
}

static void
make_places (MadeUpFile *file, guint n)
{
  g_autoptr (LtChange) change = lt_change_new ();

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *code = g_strdup_printf ("M%06u", i);
      g_autofree char *name = g_strdup_printf ("示例第%u石料厂", i);
      g_autofree char *party = g_strdup_printf ("示例%u石料有限公司", i % 997);
      char position[64];

      g_snprintf (position, sizeof position, "POINT(%.7f %.7f)", 113 + (i % 1000) * 1e-3,
                  37.5 + i / 1000 * 5e-3);
      made_up_file_create (file, change, "mine",
                           (const char *const[]){ "code", code, "name", name, "party", party,
                                                  "mine_state", "operating", "position", position,
                                                  NULL });
      if (lt_change_count (change) < 1000 && i + 1 < n)
        continue;
      made_up_file_append (file, change);
      g_clear_pointer (&change, lt_change_free);
      change = lt_change_new ();
    }
}

static void
make_orders (MadeUpFile *file, guint n, guint n_places)
{
  const LtKind *inspection = lt_kind_by_name ("inspection");
  g_autoptr (LtChange) change = lt_change_new ();
  g_autoptr (GPtrArray) list = NULL;
  g_autofree char *visit = NULL;

  made_up_file_create (file, change, "inspection",
                       (const char *const[]){ "started", "2026-11-20T16:00", NULL });
  made_up_file_append (file, change);
  list = lt_store_list (file->store, inspection, NULL, NULL);
  visit = lt_id_to_text (&((LtRecord *) g_ptr_array_index (list, 0))->id);
  g_clear_pointer (&change, lt_change_free);
  change = lt_change_new ();
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *code = g_strdup_printf ("M%06u", i / 100 * 7919 % n_places);
      g_autofree char *number = g_strdup_printf ("责改 2026-%06u", i);
      g_autofree char *party = g_strdup_printf ("示例%u石料有限公司", i % 997);
      g_autoptr (LtRecord) mine =
          lt_store_find_by_key (file->store, lt_kind_by_name ("mine"), code);
      g_autofree char *place = lt_id_to_text (&mine->id);

      made_up_file_create (file, change, "order",
                           (const char *const[]){ "provisional_number", number, "state", "draft",
                                                  "inspection", visit, "place", place, "party",
                                                  party, "facts", "现场检查发现料堆未覆盖。",
                                                  "measures", "立即覆盖料堆并洒水抑尘。",
                                                  "deadline", "2026-12-20", NULL });
      if (lt_change_count (change) < 1000 && i + 1 < n)
        continue;
      made_up_file_append (file, change);
      g_clear_pointer (&change, lt_change_free);
      change = lt_change_new ();
    }
}

static void
set_percentiles (gint64 times[N_SAVES], double *median, double *p95)
{
  qsort (times, N_SAVES, sizeof *times, compare_times);
  *median = (double) times[N_SAVES / 2] / 1000;
  *p95 = (double) times[N_SAVES * 95 / 100] / 1000;
}

/* What the same disk takes for the least that can be saved. */
static void
save_bare (const char *folder, double *median, double *p95)
{
  static gint64 times[N_SAVES];
  g_autofree char *path = g_build_filename (folder, "bench-keeping-bare.db", NULL);
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
      lt_db_run (db, &error, "INSERT INTO t (a, b, c) VALUES (?, ?, ?)", "iii", (gint64) i,
                 (gint64) i, (gint64) i);
      lt_db_commit (db, &error);
      g_assert_no_error (error);
      times[i] = g_get_monotonic_time () - start;
    }
  g_clear_pointer (&db, lt_db_close);
  g_unlink (path);
  set_percentiles (times, median, p95);
}

static void
save_forms (MadeUpFile *file, guint n, Figures *figures)
{
  static gint64 times[N_SAVES];
  const LtKind *kind = lt_kind_by_name ("mine");
  guint location = (guint) lt_kind_find_field (kind, "location");
  guint licence = (guint) lt_kind_find_field (kind, "licence");

  for (guint i = 0; i < N_SAVES; i++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autofree char *code = g_strdup_printf ("M%06u", i * 7919 % n);
      g_autoptr (LtRecord) seen = lt_store_find_by_key (file->store, kind, code);
      g_autoptr (LtChange) change = lt_change_new ();
      g_autoptr (LtValue) value = lt_value_new_text (code);

      lt_change_set (change, seen, location, value);
      lt_change_set (change, seen, licence, value);
      made_up_file_append (file, change);
      times[i] = g_get_monotonic_time () - start;
    }
  set_percentiles (times, &figures->save_median_ms, &figures->save_p95_ms);
}

/* The file is opened as a window does it, while the one that made it is closed. */
static void
start_up (MadeUpFile *file, Figures *figures)
{
  gint64 start;

  lt_store_close (file->store);
  start = g_get_monotonic_time ();
  file->store = lt_store_open (file->path, LT_STORE_NONE, NULL);
  lt_store_get_extent (file->store);
  lt_store_count_operations (file->store);
  lt_store_count_unsynced (file->store);
  lt_store_count_breaches (file->store);
  g_ptr_array_unref (lt_store_list_conflicts (file->store, NULL));
  figures->start_ms = (double) (g_get_monotonic_time () - start) / 1000;
}

static double
find_slowest (LtStore *store, const char *const *words)
{
  double slowest = 0;

  for (; *words != NULL; words++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autoptr (GPtrArray) found = lt_store_search (store, NULL, *words, 50, NULL);

      g_assert_nonnull (found);
      slowest = MAX (slowest, (double) (g_get_monotonic_time () - start) / 1000);
    }
  return slowest;
}

static void
read_file (MadeUpFile *file, Figures *figures)
{
  static const char *const words[] = { "石料", "示例", "第199", "slslc", "M0012", "没有", NULL };
  static const char *const characters[] = { "料", "厂", "示", "没", "s", "m", "1", NULL };
  const LtKind *kind = lt_kind_by_name ("mine");
  gint64 start = g_get_monotonic_time ();
  LtStore *store = lt_store_open (file->path, LT_STORE_READ_ONLY, NULL);
  LtQuery query = { .sort = "-code" };
  g_autoptr (GArray) keys = NULL;
  g_autoptr (GPtrArray) page = NULL;

  lt_store_get_extent (store);
  figures->open_ms = (double) (g_get_monotonic_time () - start) / 1000;
  figures->find_ms = find_slowest (store, words);
  figures->character_ms = find_slowest (store, characters);
  start = g_get_monotonic_time ();
  keys = lt_store_list_keys (store, kind, &query, NULL);
  page = lt_store_list_by_keys (store, kind, (const gint64 *) keys->data, N_PAGE, NULL);
  figures->list_ms = (double) (g_get_monotonic_time () - start) / 1000;
  lt_store_close (store);
}

static Figures
measure (const char *folder, guint n)
{
  MadeUpFile file = { 0 };
  Figures figures = { 0 };
  gint64 start;

  made_up_file_init (&file, folder);
  start = g_get_monotonic_time ();
  make_places (&file, n);
  figures.make_us = (double) (g_get_monotonic_time () - start) / n;
  make_orders (&file, n / 2, n);
  save_forms (&file, n, &figures);
  start_up (&file, &figures);
  read_file (&file, &figures);
  made_up_file_clear (&file);
  return figures;
}

static void
print_figures (const char *name, guint n, const Figures *of)
{
  g_print ("\"%s\":{\"places\":%u,\"make_us\":%.1f,\"save_ms\":{\"median\":%.2f,\"p95\":%.2f},"
           "\"open_ms\":%.2f,\"start_ms\":%.2f,\"find_ms\":%.2f,\"find_character_ms\":%.2f,"
           "\"list_ms\":%.2f},",
           name, n, of->make_us, of->save_median_ms, of->save_p95_ms, of->open_ms, of->start_ms,
           of->find_ms, of->character_ms, of->list_ms);
}

int
main (int argc, char **argv)
{
  guint n = argc > 2 ? (guint) g_ascii_strtoull (argv[2], NULL, 10) : 200000;
  Figures small = measure (argv[1], N_SMALL);
  Figures large = measure (argv[1], n);
  double bare_median;
  double bare_p95;

  g_print ("{");
  print_figures ("small", N_SMALL, &small);
  print_figures ("large", n, &large);
  save_bare (argv[1], &bare_median, &bare_p95);
  g_print ("\"bare_sqlite_ms\":{\"median\":%.2f,\"p95\":%.2f},", bare_median, bare_p95);
  g_print ("\"open_added_ms\":%.2f,\"start_added_ms\":%.2f,\"save_large_to_small\":%.2f,"
           "\"make_large_to_small\":%.2f}\n",
           large.open_ms - small.open_ms, large.start_ms - small.start_ms,
           large.save_median_ms / small.save_median_ms, large.make_us / small.make_us);
  return 0;
}
