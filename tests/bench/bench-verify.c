/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the full check costs: a file of N operations in groups of 20, a fifth of
 * them records made by imports (half places), the others values set by forms of
 * four records with five fields each. `remembered` is the check with every
 * signature remembered, `full` the one that believes nothing. Beside it, in the
 * same run, what any program would have to do: SQLite's own integrity check and
 * a SHA-256 over all values of the log. Times are of the clock on the wall, the
 * file is in the folder named by the first argument. Prints JSON. */

#include "db/db.h"
#include "store/change.h"
#include "store/county-file.h"
#include "store/verify.h"

#include <glib/gstdio.h>
#include <stdlib.h>

#define NOW   G_GINT64_CONSTANT (1795161600000)
#define GROUP 20
#define RUNS  3

typedef struct
{
  LtStore *store;
  LtRandom *random;
  LtAuthor author;
  GArray *mines; /* LtId */
  guint made;
  guint64 operations;
} Work;

static LtRecord *
make_record (Work *work, const char *kind, const char *const *values)
{
  LtRecord *record = lt_record_new (lt_kind_by_name (kind));
  g_autoptr (GError) error = NULL;

  lt_id_make (&record->id, record->kind->number, NOW + work->made, work->random);
  for (int i = 0; values[i] != NULL; i += 2)
    lt_record_set (record, values[i], values[i + 1], &error);
  g_assert_no_error (error);
  return record;
}

static void
append (Work *work, LtChange *change)
{
  g_autoptr (GError) error = NULL;

  work->operations += lt_change_count (change);
  lt_store_append (work->store, change, &work->author, NULL, &error);
  g_assert_no_error (error);
}

static void
found (Work *work, const char *path)
{
  g_autoptr (LtChange) change = lt_change_new ();
  g_autoptr (LtRecord) officer = NULL;
  g_autoptr (LtRecord) key = NULL;
  g_autofree char *hex = NULL;
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;

  work->store = lt_store_create (path, NULL, work->random, &error);
  g_assert_no_error (error);
  officer = make_record (work, "officer",
                         (const char *const[]){ "card", "1", "name", "执法员甲", "roles",
                                                "inspector,keeper,reviewer,signatory", NULL });
  lt_key_pair_make (&work->author.key, work->random);
  hex = lt_hex_encode (work->author.key.public_key, LT_KEY_SIZE);
  id = lt_id_to_text (&officer->id);
  key = make_record (work, "key",
                     (const char *const[]){ "public_key", hex, "officer", id, "purpose", "officer",
                                            NULL });
  work->author.officer = officer->id;
  work->author.now = NOW;
  lt_change_create (change, officer);
  lt_change_create (change, key);
  append (work, change);
}

static void
import_page (Work *work)
{
  g_autoptr (LtChange) change = lt_change_new ();

  for (guint i = 0; i < GROUP; i++)
    {
      guint n = work->made++;
      g_autofree char *code = g_strdup_printf ("K%07u", n);
      g_autofree char *where =
          g_strdup_printf ("{\"type\":\"Point\",\"coordinates\":[%u.%06u,%u.%06u]}", 111 + n % 3,
                           (n * 7919) % 1000000, 36 + n % 2, (n * 104729) % 1000000);
      g_autoptr (LtRecord) record = NULL;

      if (n % 2 == 0)
        {
          record = make_record (work, "mine",
                                (const char *const[]){ "code", code, "name", "一矿", "mine_state",
                                                       "operating", "mineral", "煤", "location",
                                                       "示例镇某村以东", "position", where, NULL });
          g_array_append_val (work->mines, record->id);
        }
      else
        record = make_record (work, "town",
                              (const char *const[]){ "code", code, "name", "示例镇", "source",
                                                     "普查", NULL });
      lt_change_create (change, record);
    }
  append (work, change);
}

static void
save_form (Work *work, guint round)
{
  static const char *const fields[] = { "licence", "party", "party_code", "party_address",
                                        "location" };
  g_autoptr (LtChange) change = lt_change_new ();

  for (guint r = 0; r < 4; r++)
    {
      const LtId *id = &g_array_index (work->mines, LtId, (round * 4 + r) * 31 % work->mines->len);
      g_autoptr (LtRecord) seen = lt_store_get (work->store, NULL, id, NULL);

      for (gsize f = 0; f < G_N_ELEMENTS (fields); f++)
        {
          g_autofree char *text = g_strdup_printf ("示例 %u-%u", round, r);
          g_autoptr (LtValue) value = lt_value_new_text (text);

          lt_change_set (change, seen, (guint) lt_kind_find_field (seen->kind, fields[f]), value);
        }
    }
  append (work, change);
}

static int
compare_seconds (gconstpointer a, gconstpointer b)
{
  double first = *(const double *) a;
  double second = *(const double *) b;

  return (first > second) - (first < second);
}

static double
median (double seconds[RUNS])
{
  qsort (seconds, RUNS, sizeof *seconds, compare_seconds);
  return seconds[RUNS / 2];
}

static double
measure_verify (LtStore *store, GArray *remembered, LtVerification **last)
{
  double seconds[RUNS];
  LtVerifyOptions options = { .remembered = remembered };

  for (int i = 0; i < RUNS; i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 start = g_get_monotonic_time ();

      g_clear_pointer (last, lt_verification_free);
      *last = lt_store_verify_with (store, &options, &error);
      g_assert_no_error (error);
      g_assert_cmpuint ((*last)->problems->len, ==, 0);
      seconds[i] = (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
    }
  return median (seconds);
}

/* The peer: SQLite's own check, and one SHA-256 a row of the log. */
static double
measure_peer (const char *path)
{
  double seconds[RUNS];

  for (int i = 0; i < RUNS; i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 start = g_get_monotonic_time ();
      g_autoptr (LtDb) db = lt_db_open (path, LT_DB_READ_ONLY, &error);
      g_autofree char *answer = lt_db_get_text (db, &error, "PRAGMA integrity_check", "");
      g_autoptr (GByteArray) bytes = g_byte_array_new ();
      g_autoptr (LtRows) rows =
          lt_db_query (db, &error,
                       "SELECT id, prev, record, value, parents FROM lt_op ORDER BY sid, seq", "");

      g_assert_cmpstr (answer, ==, "ok");
      while (lt_rows_next (rows, &error))
        {
          LtDigest digest;

          g_byte_array_set_size (bytes, 0);
          for (int column = 0; column < 5; column++)
            {
              gsize size;
              gconstpointer blob = lt_rows_blob (rows, column, &size);

              g_byte_array_append (bytes, blob, (guint) size);
            }
          lt_digest_of (&digest, bytes->data, bytes->len);
        }
      g_assert_no_error (error);
      seconds[i] = (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
    }
  return median (seconds);
}

int
main (int argc, char **argv)
{
  g_autofree char *path = g_build_filename (argv[1], "bench-verify.gpkg", NULL);
  guint64 wanted = argc > 2 ? strtoull (argv[2], NULL, 10) : 1000000;
  Work work = { .random = lt_random_new_seeded (7),
                .mines = g_array_new (FALSE, FALSE, sizeof (LtId)) };
  g_autoptr (LtVerification) result = NULL;
  g_autoptr (GArray) remembered = NULL;
  double full;
  double quick;
  double peer;

  g_unlink (path);
  found (&work, path);
  for (guint round = 0; work.operations < wanted; round++)
    if (round % 5 == 0)
      import_page (&work);
    else
      save_form (&work, round);
  full = measure_verify (work.store, NULL, &result);
  remembered = g_array_ref (result->remembered);
  quick = measure_verify (work.store, remembered, &result);
  peer = measure_peer (path);
  g_print ("{\"operations\":%" G_GUINT64_FORMAT ",\"records\":%" G_GUINT64_FORMAT
           ",\"verify_remembered_s\":%.2f,\"verify_full_s\":%.2f,\"integrity_and_sha256_s\":%.2f,"
           "\"remembered_to_peer\":%.1f}\n",
           result->operations, result->records, quick, full, peer, quick / peer);
  lt_store_close (work.store);
  lt_random_free (work.random);
  g_array_unref (work.mines);
  return 0;
}
