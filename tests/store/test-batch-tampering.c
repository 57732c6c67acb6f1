/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Somebody who knows the program well changes measured rows: the full check names
 * it, and the places and times. */

#include "batches.h"
#include "db/db.h"

#include <string.h>

/* The pack of batch 1 is, by the words of store/pack.h: no decimals; minute 28156
 * (29453820 − 898 × 32768) and then a step of 60; two values; one row without a
 * quality and one with the file's first; 35 and 8. */
#define PACK_IS(bytes) "UPDATE lt_pack SET bytes=x'" bytes "' WHERE batch=1"

static const struct
{
  const char *name;
  const char *sql;
  const char *says;
} cases[] = {
  { "value", PACK_IS ("00fcdb013c0102000101014835"),
    "PM2.5, 2026-01-01T01:00 is not what the batch says" },
  { "second-value", PACK_IS ("00fcdb013c0102000101014637"),
    "PM2.5, 2026-01-01T02:00 is not what the batch says" },
  { "missing-value", PACK_IS ("00fcdb013c0101010001010146"),
    "PM2.5, 2026-01-01T02:00 is not what the batch says" },
  { "first-value-missing", PACK_IS ("00fcdb013c010001010001010110"),
    "PM2.5, 2026-01-01T01:00 is not what the batch says" },
  { "quality", PACK_IS ("00fcdb013c010200024635"),
    "PM2.5, 2026-01-01T02:00 is not what the batch says" },
  { "time", PACK_IS ("00fcdb01780102000101014635"),
    "PM2.5, 2026-01-01T02:00 is not what the batch says" },
  { "written-otherwise", PACK_IS ("00fcdb013c010200010101c60035"),
    "PM2.5, 2026-01-01T01:00 is not what the batch says" },
  { "bytes-more", PACK_IS ("00fcdb013c010200010101463500"),
    "PM2.5, 2026-01-01T01:00 is not what the batch says" },
  { "as-text", "UPDATE lt_pack SET bytes=CAST(bytes AS TEXT) WHERE batch=1",
    "PM2.5, 2026-01-01T01:00 is not what the batch says" },
  { "cut-off", "UPDATE lt_pack SET bytes=substr(bytes, 1, length(bytes) - 1) WHERE batch=1",
    "PM2.5, 2026-01-01T01:00 is not what the batch says" },
  { "other-count", "UPDATE lt_pack SET n=1 WHERE batch=1",
    "PM2.5, 2026-01-01T01:00 is not what the batch says" },
  { "pack-gone", "DELETE FROM lt_pack WHERE batch=1",
    "PM2.5, 2026-01-01T01:00 is not what the batch says" },
  { "pack-of-another-span", "UPDATE lt_pack SET span=span+1 WHERE batch=1",
    "PM2.5, 2026-01-01T01:00 is not what the batch says" },
  { "rows-more",
    "INSERT INTO lt_pack SELECT place, item, span + 1, batch, n, bytes FROM lt_pack WHERE batch=1",
    "2 rows more than batch number 1 brought" },
  { "pack-of-nothing",
    "INSERT INTO lt_pack SELECT place, item, span + 1, batch, 0, x'' FROM lt_pack WHERE batch=1",
    "lt_pack" },
  { "rows-of-nobody",
    "INSERT INTO lt_pack SELECT place, item, span, 77, n, bytes FROM lt_pack WHERE batch=2",
    "1 rows more than batch number 77 brought" },
  { "quality-changed", "UPDATE lt_reading_quality SET quality='B'",
    "PM2.5, 2026-01-01T02:00 is not what the batch says" },
  { "two-places-changed", "UPDATE lt_reading_place SET place=(SELECT zeroblob(16)) WHERE number=1",
    "is not what the batch says" },
  { "piece", "UPDATE lt_blob_piece SET bytes=zeroblob(length(bytes)) WHERE blob=1",
    "were changed" },
  { "piece-gone", "DELETE FROM lt_blob_piece WHERE blob=1", "were changed" },
  { "rows-hidden", "UPDATE lt_blob SET state=1 WHERE number=1", "its 2 rows are not here" },
  { "rows-called-bad", "UPDATE lt_blob SET state=4, reason='x' WHERE number=1",
    "its rows cannot be used" },
  { "count", "UPDATE lt_blob SET rows=3 WHERE number=1", "it says 2 rows and brings 3" },
  { "pair-gone", "DELETE FROM lt_blob_pair", "what batches 1 and 2 have in common is not noted" },
  { "pair-changed", "UPDATE lt_blob_pair SET differing=0",
    "what batches 1 and 2 have in common is not noted" },
  { "pair-more", "INSERT INTO lt_blob_pair VALUES (1, 3, 0, 1)", "lt_blob_pair" },
  { "series-gone", "DELETE FROM lt_blob_series WHERE blob=1", "what is noted of their places" },
  { "series-changed", "UPDATE lt_blob_series SET last=last+60 WHERE blob=2",
    "what is noted of their places" },
  { "batch-row", "UPDATE batch SET rank='reviewed' WHERE file='一.csv'", "field rank" },
};

/* What the cases change is what they say it is. */
static void
assert_pack (LtStore *store)
{
  g_autoptr (LtDb) db = lt_db_open (lt_store_get_path (store), LT_DB_READ_ONLY, NULL);
  g_autofree char *bytes =
      lt_db_get_text (db, NULL, "SELECT hex(bytes) FROM lt_pack WHERE batch=1", "");

  g_assert_cmpstr (bytes, ==, "00FCDB013C0102000101014635");
}

static void
tamper (LtStore *store, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LtDb) db = lt_db_open (lt_store_get_path (store), LT_DB_NONE, &error);

  g_assert_no_error (error);
  lt_db_add_guard (db, "lt_writing");
  lt_db_set_guard (db, TRUE);
  lt_db_script (db, sql, &error);
  g_assert_no_error (error);
  g_assert_cmpint (lt_db_changes (db), >, 0);
}

static void
test_named (gconstpointer data)
{
  gsize number = GPOINTER_TO_SIZE (data);
  g_autoptr (Office) office = office_new (110);
  LtStore *store = office_found (office, "a");
  LtId place = office_add (office, store, &office->keeper, "station",
                           (const char *const[]){ "code", "1", "name", "站", NULL });
  const MadeRow one[] = { { place, "PM2.5", 1, "35", NULL }, { place, "PM2.5", 2, "8", "N" } };
  const MadeRow two[] = { { place, "PM2.5", 1, "36", NULL } };
  g_autoptr (LtVerification) check = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *all = NULL;

  batch_add (office, store, &office->keeper, &(MadeBatch){ 0 }, one, 2);
  batch_add (office, store, &office->keeper, &(MadeBatch){ .file = "二.csv" }, two, 1);
  office_assert_sound (store);
  assert_pack (store);
  tamper (store, cases[number].sql);
  check = lt_store_verify (store, &error);
  g_assert_no_error (error);
  g_ptr_array_add (check->problems, NULL);
  all = g_strjoinv ("\n", (char **) check->problems->pdata);
  if (strstr (all, cases[number].says) == NULL)
    g_error ("%s: not named; what is said: %s", cases[number].name, all);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = g_strconcat ("/batch-tampering/", cases[i].name, NULL);

      g_test_add_data_func (name, GSIZE_TO_POINTER (i), test_named);
    }
  return g_test_run ();
}
