/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Somebody who knows the program well changes measured rows: the full check names
 * it, and the places and times. */

#include "batches.h"
#include "db/db.h"

#include <string.h>

static const struct
{
  const char *name;
  const char *sql;
  const char *says;
} cases[] = {
  { "value", "UPDATE lt_reading SET value=1000000 WHERE value=35000000",
    "PM2.5, 2026-01-01T01:00 is not what the batch says" },
  { "value-as-double", "UPDATE lt_reading SET value=35000000.5 WHERE value=35000000",
    "PM2.5, 2026-01-01T01:00 is not what the batch says" },
  { "missing-value", "UPDATE lt_reading SET value=NULL WHERE value=35000000",
    "PM2.5, 2026-01-01T01:00 is not what the batch says" },
  { "quality", "UPDATE lt_reading SET quality='B' WHERE time=29453880",
    "PM2.5, 2026-01-01T02:00 is not what the batch says" },
  { "time", "UPDATE lt_reading SET time=time+60 WHERE time=29453880",
    "PM2.5, 2026-01-01T02:00 is not what the batch says" },
  { "row-gone", "DELETE FROM lt_reading WHERE value=35000000",
    "PM2.5, 2026-01-01T01:00 is not what the batch says" },
  { "row-more",
    "INSERT INTO lt_reading SELECT place, item, time+600, batch, 1, NULL FROM "
    "lt_reading WHERE value=35000000",
    "1 rows more than batch number 1 brought" },
  { "rows-of-nobody",
    "INSERT INTO lt_reading SELECT place, item, time, 77, 1, NULL FROM "
    "lt_reading WHERE value=35000000",
    "1 rows more than batch number 77 brought" },
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
