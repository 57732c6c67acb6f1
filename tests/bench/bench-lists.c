/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a list of very many records costs: its first page, the whole of it, a jump into
 * its middle, other orders, conditions, groups, and how soon a question that nobody waits
 * for any more ends. Peers in the same run: plain SQLite, a page by LIMIT and OFFSET,
 * and a list that keeps every row. Arguments: a folder, and how many rows (1 000 000).
 * The rows are written past the log: here only lists look at them. Prints JSON. */

#include "made-up-file.h"

#include "db/db.h"

#include <glib/gstdio.h>
#include <stdlib.h>

#define ROUNDS 5
#define JUMPS  100
#define FIRST  256
#define PAGE   64

typedef struct
{
  const LtKind *kind;
  LtStore *store;
  LtDb *plain;
  guint n;
  GArray *keys;
  LtRandom *random;
} Bench;

typedef void (*Work) (Bench *bench, gconstpointer data);

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 first = *(const gint64 *) a;
  gint64 second = *(const gint64 *) b;

  return (first > second) - (first < second);
}

static void
measure (Bench *bench, const char *name, guint rounds, Work work, gconstpointer data)
{
  g_autofree gint64 *times = g_new (gint64, rounds);

  for (guint i = 0; i < rounds; i++)
    {
      gint64 start = g_get_monotonic_time ();

      work (bench, data);
      times[i] = g_get_monotonic_time () - start;
    }
  qsort (times, rounds, sizeof *times, compare_times);
  g_print ("  \"%s_ms\": {\"median\": %.2f, \"p95\": %.2f},\n", name,
           (double) times[rounds / 2] / 1000, (double) times[(rounds - 1) * 95 / 100] / 1000);
}

/* Names and codes do not come in their order, and numbers repeat. */
static void
write_rows (const char *path, guint n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LtDb) db = lt_db_open (path, LT_DB_NONE, &error);
  g_autofree char *sql = g_strdup_printf (
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<%u) "
      "INSERT INTO mine (id, code, name, mine_state, pit_surface, position) SELECT "
      "printf('%%08x-0000-7000-8000-%%012x', i, i), printf('M%%07d', i*7919 %% 9999991), "
      "'示例第' || (i*104729 %% 9999991) || '石料厂', "
      "CASE i%%4 WHEN 0 THEN 'operating' WHEN 1 THEN 'suspended' WHEN 2 THEN 'closed' "
      "ELSE 'restored' END, (i*31 %% 1000003)/10.0, zeroblob(61) FROM n",
      n);

  g_assert_no_error (error);
  lt_db_add_guard (db, "lt_writing");
  lt_db_set_guard (db, TRUE);
  lt_db_script (db, sql, &error);
  g_assert_no_error (error);
}

static GArray *
list_keys (Bench *bench, const LtQuery *query)
{
  g_autoptr (GError) error = NULL;
  GArray *keys = lt_store_list_keys (bench->store, bench->kind, query, &error);

  g_assert_no_error (error);
  return keys;
}

static void
read_page (Bench *bench, const gint64 *keys, guint n)
{
  g_autoptr (GPtrArray) records = lt_store_list_by_keys (bench->store, bench->kind, keys, n, NULL);

  g_assert_cmpuint (records->len, ==, n);
}

static void
first_page (Bench *bench, gconstpointer sort)
{
  LtQuery query = { .sort = sort, .limit = FIRST };
  g_autoptr (GArray) keys = list_keys (bench, &query);

  g_assert_cmpint (lt_store_count (bench->store, bench->kind, NULL, NULL), ==, bench->n);
  read_page (bench, (const gint64 *) keys->data, PAGE);
}

static void
whole (Bench *bench, gconstpointer data)
{
  const LtQuery *query = data;
  g_autoptr (GArray) keys = list_keys (bench, query);

  g_assert_cmpuint (keys->len, >, 0);
}

static void
jump (Bench *bench, gconstpointer data)
{
  guint at = lt_random_below (bench->random, bench->n - PAGE);

  read_page (bench, &g_array_index (bench->keys, gint64, at), PAGE);
}

static void
jump_plain (Bench *bench, gconstpointer data)
{
  guint at = lt_random_below (bench->random, bench->n - PAGE);
  g_autoptr (LtRows) rows =
      lt_db_query (bench->plain, NULL, "SELECT * FROM mine ORDER BY code LIMIT ? OFFSET ?", "ii",
                   (gint64) PAGE, (gint64) at);
  guint n = 0;

  while (lt_rows_next (rows, NULL))
    n++;
  g_assert_cmpuint (n, ==, PAGE);
}

/* A list that keeps its rows reads all of them before it shows one. */
static void
keep_all (Bench *bench, gconstpointer data)
{
  LtQuery query = { .sort = "code" };
  g_autoptr (GPtrArray) all = lt_store_list (bench->store, bench->kind, &query, NULL);

  g_assert_cmpuint (all->len, ==, bench->n);
}

static void
totals (Bench *bench, gconstpointer data)
{
  const char *const sums[] = { "pit_surface", NULL };
  g_autoptr (GPtrArray) groups =
      lt_store_total (bench->store, bench->kind, NULL, "mine_state", sums, NULL);

  g_assert_cmpuint (groups->len, ==, 4);
}

/* In the middle of the question, which takes longer than that. */
static gpointer
cancel_soon (gpointer cancellable)
{
  gint64 then = g_get_monotonic_time () + 50000;

  while (g_get_monotonic_time () < then)
    g_thread_yield ();
  g_cancellable_cancel (cancellable);
  return NULL;
}

/* From the word to the end of the slowest question. */
static void
measure_cancelling (Bench *bench)
{
  LtQuery query = { .sort = "name", .words = "石料厂7" };
  gint64 times[ROUNDS];

  for (int i = 0; i < ROUNDS; i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GError) error = NULL;
      g_autoptr (GArray) keys = NULL;
      gint64 start;
      GThread *thread;

      lt_store_set_cancellable (bench->store, cancellable);
      start = g_get_monotonic_time ();
      thread = g_thread_new ("cancel", cancel_soon, cancellable);
      keys = lt_store_list_keys (bench->store, bench->kind, &query, &error);
      times[i] = g_get_monotonic_time () - start - 50000;
      g_thread_join (thread);
      lt_store_set_cancellable (bench->store, NULL);
      g_assert_null (keys);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
  qsort (times, ROUNDS, sizeof *times, compare_times);
  g_print ("  \"cancel_ms\": {\"median\": %.2f, \"p95\": %.2f},\n",
           (double) times[ROUNDS / 2] / 1000, (double) times[ROUNDS - 1] / 1000);
}

static void
measure_filter (Bench *bench,
                const char *name,
                const char *field,
                const char *comparison,
                const char *text)
{
  g_autoptr (GPtrArray) filters = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_filter_free);
  LtQuery query = { .filters = filters, .sort = "code" };

  g_ptr_array_add (filters, lt_filter_new (field, comparison, text));
  measure (bench, name, ROUNDS, whole, &query);
}

static void
measure_all (Bench *bench)
{
  LtQuery by_code = { .sort = "code" };
  LtQuery by_name = { .sort = "name" };
  LtQuery by_number = { .sort = "-pit_surface" };
  LtQuery by_state = { .sort = "mine_state" };
  LtQuery words = { .sort = "code", .words = "厂" };

  measure (bench, "first_page_indexed", ROUNDS, first_page, "code");
  measure (bench, "first_page_other", ROUNDS, first_page, "name");
  measure (bench, "whole_indexed", ROUNDS, whole, &by_code);
  bench->keys = list_keys (bench, &by_code);
  measure (bench, "jump", JUMPS, jump, NULL);
  measure (bench, "sort_text", ROUNDS, whole, &by_name);
  measure (bench, "sort_number", ROUNDS, whole, &by_number);
  measure (bench, "sort_choice", ROUNDS, whole, &by_state);
  measure_filter (bench, "filter_contains", "name", "~", "77");
  measure_filter (bench, "filter_range", "pit_surface", ">=", "50000");
  measure_filter (bench, "filter_one_of", "mine_state", "in", "operating,closed");
  measure (bench, "words_anywhere", ROUNDS, whole, &words);
  measure (bench, "totals", ROUNDS, totals, NULL);
  /* A short list has ended before anybody can stop it. */
  if (bench->n >= 500000)
    measure_cancelling (bench);
  measure (bench, "peer_jump_by_offset", ROUNDS * 4, jump_plain, NULL);
  measure (bench, "peer_keep_all", 1, keep_all, NULL);
  g_print ("  \"bytes_a_row\": %d\n", (int) (sizeof (gint64)));
  g_array_unref (bench->keys);
}

int
main (int argc, char **argv)
{
  Bench bench = { .kind = lt_kind_by_name ("mine"),
                  .n = argc > 2 ? (guint) atoi (argv[2]) : 1000000 };
  MadeUpFile file;

  made_up_file_init (&file, argc > 1 ? argv[1] : NULL);
  write_rows (file.path, bench.n);
  bench.store = lt_store_open (file.path, LT_STORE_READ_ONLY, NULL);
  bench.plain = lt_db_open (file.path, LT_DB_READ_ONLY, NULL);
  bench.random = lt_random_new_seeded (5);
  g_print ("{\n  \"rows\": %u,\n", bench.n);
  measure_all (&bench);
  g_print ("}\n");
  lt_random_free (bench.random);
  lt_db_close (bench.plain);
  lt_store_close (bench.store);
  made_up_file_clear (&file);
  return 0;
}
