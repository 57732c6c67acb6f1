/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a file costs that has grown: making its records, saving one place's form
 * in it, opening it, finding by words, the first page of a list. A small file
 * beside it in the same run is the peer. Arguments: a folder, and how many places
 * (200 000). Prints JSON. */

#include "made-up-file.h"

#include "store/search.h"

#define N_SAVES 500
#define N_SMALL 2000
#define N_PAGE  64

typedef struct
{
  double make_us; /* for each record */
  double save_median_ms;
  double save_p95_ms;
  double open_ms;
  double find_ms; /* the slowest of several words */
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
  qsort (times, N_SAVES, sizeof *times, compare_times);
  figures->save_median_ms = (double) times[N_SAVES / 2] / 1000;
  figures->save_p95_ms = (double) times[N_SAVES * 95 / 100] / 1000;
}

static void
read_file (MadeUpFile *file, Figures *figures)
{
  static const char *const words[] = { "石料", "示例", "第199", "料", "slslc", "M0012", "没有" };
  const LtKind *kind = lt_kind_by_name ("mine");
  gint64 start = g_get_monotonic_time ();
  LtStore *store = lt_store_open (lt_store_get_path (file->store), LT_STORE_READ_ONLY, NULL);
  LtQuery query = { .sort = "-code" };
  g_autoptr (GArray) keys = NULL;
  g_autoptr (GPtrArray) page = NULL;

  lt_store_get_extent (store);
  figures->open_ms = (double) (g_get_monotonic_time () - start) / 1000;
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autoptr (GPtrArray) found = NULL;

      start = g_get_monotonic_time ();
      found = lt_store_search (store, NULL, words[i], 50, NULL);
      g_assert_nonnull (found);
      figures->find_ms = MAX (figures->find_ms, (double) (g_get_monotonic_time () - start) / 1000);
    }
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
  save_forms (&file, n, &figures);
  read_file (&file, &figures);
  made_up_file_clear (&file);
  return figures;
}

static void
print_figures (const char *name, guint n, const Figures *of)
{
  g_print ("\"%s\":{\"places\":%u,\"make_us\":%.1f,\"save_ms\":{\"median\":%.2f,\"p95\":%.2f},"
           "\"open_ms\":%.2f,\"find_ms\":%.2f,\"list_ms\":%.2f},",
           name, n, of->make_us, of->save_median_ms, of->save_p95_ms, of->open_ms, of->find_ms,
           of->list_ms);
}

int
main (int argc, char **argv)
{
  guint n = argc > 2 ? (guint) g_ascii_strtoull (argv[2], NULL, 10) : 200000;
  Figures small = measure (argv[1], N_SMALL);
  Figures large = measure (argv[1], n);

  g_print ("{");
  print_figures ("small", N_SMALL, &small);
  print_figures ("large", n, &large);
  g_print ("\"open_added_ms\":%.2f,\"save_large_to_small\":%.2f,\"make_large_to_small\":%.2f}\n",
           large.open_ms - small.open_ms, large.save_median_ms / small.save_median_ms,
           large.make_us / small.make_us);
  return 0;
}
