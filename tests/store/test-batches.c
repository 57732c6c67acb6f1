/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "batches.h"
#include "db/db.h"
#include "store/batch-blob.h"
#include "store/undoable.h"

#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static LtId
add_station (Office *office, LtStore *store, const char *code)
{
  return office_add (office, store, &office->keeper, "station",
                     (const char *const[]){ "code", code, "name", "站", NULL });
}

static void
assert_series (LtStore *store, const LtId *place, const char *item, const char *expected)
{
  g_autofree char *series = batch_series (store, place, item);

  g_assert_cmpstr (series, ==, expected);
}

static gint64
count (LtStore *store, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LtDb) db = lt_db_open (lt_store_get_path (store), LT_DB_READ_ONLY, &error);
  gint64 n = -1;

  g_assert_no_error (error);
  lt_db_get_int (db, &n, &error, sql, "");
  g_assert_no_error (error);
  return n;
}

/* Out of sight until the batch's record is kept; gone with it, and back with it. */
static void
test_door (void)
{
  g_autoptr (Office) office = office_new (100);
  LtStore *store = office_found (office, "a");
  LtId place = add_station (office, store, "1");
  const MadeRow rows[] = { { place, "PM2.5", 2, "36", "N" },
                           { place, "PM2.5", 1, "35.20", NULL },
                           { place, "CO", 1, "0.1", NULL },
                           { place, "PM2.5", 3, NULL, "BB" } };
  g_autoptr (LtBatchWriter) writer = batch_write (store, rows, G_N_ELEMENTS (rows), NULL);
  g_autoptr (LtRecord) record = batch_record (office, &(MadeBatch){ 0 });
  g_autoptr (LtChange) change = lt_change_new ();
  g_autoptr (LtRecord) seen = NULL;
  g_autoptr (LtChange) back = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) groups = NULL;

  lt_batch_writer_finish (writer, record, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count (store, "SELECT coalesce(sum(n), 0) FROM lt_pack"), ==, 4);
  assert_series (store, &place, "PM2.5", "");
  office_assert_sound (store);
  lt_change_create (change, record);
  lt_change_publish (change, writer);
  lt_store_append (store, change, &office->keeper, NULL, &error);
  g_assert_no_error (error);
  assert_series (store, &place, "PM2.5", "1=35.2 2=36/N 3=-/BB");
  assert_series (store, &place, "CO", "1=0.1");
  assert_series (store, &place, "SO2", "");
  g_assert_cmpstr (lt_record_get (record, "rows"), ==, "4");
  g_assert_cmpstr (lt_record_get (record, "first"), ==, "2026-01-01T01:00");
  g_assert_cmpstr (lt_record_get (record, "last"), ==, "2026-01-01T03:00");
  office_assert_sound (store);

  seen = office_get (store, &record->id);
  g_assert_true (office_remove (store, &office->keeper, seen, &error));
  assert_series (store, &place, "PM2.5", "");
  office_assert_sound (store);
  groups = lt_store_find_undoable (store, &office->keeper.officer, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (groups->len, ==, 1);
  back = lt_store_compensate (store, &g_array_index (groups, LtDigest, 0), &error);
  g_assert_no_error (error);
  g_assert_true (lt_store_append (store, back, &office->keeper, NULL, &error));
  assert_series (store, &place, "PM2.5", "1=35.2 2=36/N 3=-/BB");
  office_assert_sound (store);
}

/* What was staged and is not wanted leaves nothing, and other writers write meanwhile. */
static void
test_given_up (void)
{
  g_autoptr (Office) office = office_new (101);
  LtStore *store = office_found (office, "a");
  LtId place = add_station (office, store, "1");
  const MadeRow row = { place, "PM2.5", 1, "35", NULL };
  LtBatchWriter *writer = batch_write (store, &row, 1, NULL);
  g_autoptr (LtRecord) record = batch_record (office, &(MadeBatch){ 0 });
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) second = NULL;
  g_autofree char *lock = g_strconcat (lt_store_get_path (store), "-import", NULL);

  g_assert_null (lt_batch_writer_new (store, FALSE, NULL, NULL, &second));
  g_assert_error (second, LT_ERROR, LT_ERROR_UNAVAILABLE);
  add_station (office, store, "2");
  lt_batch_writer_finish (writer, record, &error);
  g_assert_no_error (error);
  lt_batch_writer_free (writer);
  g_assert_cmpint (count (store, "SELECT coalesce(sum(n), 0) FROM lt_pack"), ==, 0);
  g_assert_cmpint (count (store, "SELECT count(*) FROM lt_blob"), ==, 0);
  g_assert_cmpint (count (store, "SELECT count(*) FROM lt_blob_piece"), ==, 0);
  g_assert_cmpint (count (store, "SELECT count(*) FROM lt_blob_series"), ==, 0);
  g_assert_false (g_file_test (lock, G_FILE_TEST_EXISTS));
  office_assert_sound (store);
}

/* A refused change (an officer without the right) publishes nothing. */
static void
test_refused (void)
{
  g_autoptr (Office) office = office_new (102);
  LtStore *store = office_found (office, "a");
  LtId place = add_station (office, store, "1");
  LtAuthor auditor = office_enrol (office, store, "9", "auditor");
  const MadeRow row = { place, "PM2.5", 1, "35", NULL };
  LtBatchWriter *writer = batch_write (store, &row, 1, NULL);
  g_autoptr (LtRecord) record = batch_record (office, &(MadeBatch){ 0 });
  g_autoptr (LtChange) change = lt_change_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (lt_batch_writer_finish (writer, record, &error));
  lt_change_create (change, record);
  lt_change_publish (change, writer);
  g_assert_false (lt_store_append (store, change, &auditor, NULL, &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_REFUSED);
  lt_batch_writer_free (writer);
  assert_series (store, &place, "PM2.5", "");
  g_assert_cmpint (count (store, "SELECT coalesce(sum(n), 0) FROM lt_pack"), ==, 0);
  office_assert_sound (store);
}

/* The same place, item and time twice: the first stands, the others are told of,
 * however far apart; and the blob has what the table has. */
static void
test_twice (void)
{
  g_autoptr (Office) office = office_new (103);
  LtStore *store = office_found (office, "a");
  LtId place = add_station (office, store, "1");
  guint n = 200000;
  g_autofree MadeRow *rows = g_new0 (MadeRow, n + 3);
  guint twice = 0;
  g_autoptr (LtBatchWriter) writer = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < n; i++)
    rows[i] = (MadeRow){ place, i % 2 == 0 ? "PM10" : "PM2.5", (int) (n - i) / 2, "1", NULL };
  rows[n] = (MadeRow){ place, "PM2.5", 7, "2", "Q" };
  rows[n + 1] = (MadeRow){ place, "PM10", (int) n / 2, "2", NULL };
  rows[n + 2] = (MadeRow){ place, "PM10", -7, "3", "R" };
  writer = batch_write (store, rows, n + 3, &twice);
  batch_publish (office, store, &office->keeper, writer, &(MadeBatch){ 0 });
  g_assert_cmpuint (twice, ==, 2);
  g_assert_cmpint (count (store, "SELECT coalesce(sum(n), 0) FROM lt_pack"), ==, n + 1);
  text = batch_series (store, &place, "PM10");
  g_assert_true (g_str_has_prefix (text, "-7=3/R 1=1 2=1 "));
  office_assert_sound (store);
}

/* Exactly the same rows once more: they are kept once. */
static void
test_again (void)
{
  g_autoptr (Office) office = office_new (104);
  LtStore *store = office_found (office, "a");
  LtId place = add_station (office, store, "1");
  const MadeRow row = { place, "PM2.5", 1, "35", NULL };
  LtBatchWriter *writer;
  LtId first = batch_add (office, store, &office->keeper, &(MadeBatch){ 0 }, &row, 1);
  LtId second;
  g_autoptr (LtRecord) seen = NULL;

  writer = batch_write (store, &row, 1, NULL);
  second = batch_publish (office, store, &office->keeper, writer,
                          &(MadeBatch){ .file = "二.csv", .rank = "audited" });
  g_assert_true (lt_batch_writer_is_known (writer));
  lt_batch_writer_free (writer);
  g_assert_cmpint (count (store, "SELECT coalesce(sum(n), 0) FROM lt_pack"), ==, 1);
  assert_series (store, &place, "PM2.5", "1=35");
  seen = office_get (store, &first);
  g_assert_true (office_remove (store, &office->keeper, seen, NULL));
  assert_series (store, &place, "PM2.5", "1=35");
  g_assert_false (lt_id_equal (&first, &second));
  office_assert_sound (store);
}

/* The same rows in another order are the same rows. */
static void
test_shuffled (void)
{
  g_autoptr (Office) office = office_new (110);
  LtStore *store = office_found (office, "a");
  LtId one = add_station (office, store, "1");
  LtId two = add_station (office, store, "2");
  const MadeRow rows[] = { { one, "PM2.5", 1, "35", "N" },
                           { two, "CO", 1, "0.1", NULL },
                           { two, "PM2.5", 900, NULL, "BB" },
                           { one, "PM2.5", 2, "36", "BB" } };
  const MadeRow shuffled[] = { rows[2], rows[3], rows[1], rows[0] };
  LtBatchWriter *writer;

  batch_add (office, store, &office->keeper, &(MadeBatch){ 0 }, rows, G_N_ELEMENTS (rows));
  writer = batch_write (store, shuffled, G_N_ELEMENTS (shuffled), NULL);
  batch_publish (office, store, &office->keeper, writer, &(MadeBatch){ .file = "二.csv" });
  g_assert_true (lt_batch_writer_is_known (writer));
  lt_batch_writer_free (writer);
  g_assert_cmpint (count (store, "SELECT count(*) FROM lt_blob"), ==, 1);
  assert_series (store, &one, "PM2.5", "1=35/N 2=36/BB");
  office_assert_sound (store);
}

/* A process that is killed before its batch is kept: nothing is seen, and the next
 * opening takes out what it left. */
static void
test_cut_off (void)
{
  g_autoptr (Office) office = office_new (105);
  LtStore *store = office_found (office, "a");
  LtId place = add_station (office, store, "1");
  g_autofree char *path = g_strdup (lt_store_get_path (store));
  pid_t child;
  int status;

  office_close (office, store);
  child = fork ();
  if (child == 0)
    {
      LtStore *own = lt_store_open (path, LT_STORE_NONE, NULL);
      LtBatchWriter *writer = lt_batch_writer_new (own, FALSE, NULL, NULL, NULL);
      LtRecord *record = batch_record (office, &(MadeBatch){ 0 });

      for (int i = 0; i < 300000; i++)
        lt_batch_writer_add (writer,
                             &(LtReading){ .place = place,
                                           .item = "PM2.5",
                                           .time = MADE_START + i,
                                           .has_value = TRUE,
                                           .value = i },
                             i, NULL);
      lt_batch_writer_finish (writer, record, NULL);
      kill (getpid (), SIGKILL);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status));
  store = lt_store_open (path, LT_STORE_READ_ONLY, NULL);
  g_assert_cmpint (count (store, "SELECT coalesce(sum(n), 0) FROM lt_pack"), >, 1000);
  assert_series (store, &place, "PM2.5", "");
  office_assert_sound (store);
  lt_store_close (store);
  store = lt_store_open (path, LT_STORE_NONE, NULL);
  g_assert_cmpint (count (store, "SELECT coalesce(sum(n), 0) FROM lt_pack"), ==, 0);
  g_assert_cmpint (count (store, "SELECT count(*) FROM lt_blob_series"), ==, 0);
  g_assert_cmpint (count (store, "SELECT count(*) FROM lt_blob_piece"), ==, 0);
  g_assert_cmpint (count (store, "SELECT count(*) FROM lt_blob"), ==, 0);
  office_assert_sound (store);
  lt_store_close (store);
}

/* Another opens the file while rows are staged: they stay. */
static void
test_opened_meanwhile (void)
{
  g_autoptr (Office) office = office_new (106);
  LtStore *store = office_found (office, "a");
  LtId place = add_station (office, store, "1");
  const MadeRow row = { place, "PM2.5", 1, "35", NULL };
  g_autoptr (LtBatchWriter) writer = batch_write (store, &row, 1, NULL);
  g_autoptr (LtRecord) record = batch_record (office, &(MadeBatch){ 0 });
  g_autoptr (LtStore) other = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (lt_batch_writer_finish (writer, record, &error));
  other = lt_store_open (lt_store_get_path (store), LT_STORE_NONE, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count (store, "SELECT coalesce(sum(n), 0) FROM lt_pack"), ==, 1);
}

/* Outside writes to the rows are refused like all others. */
static void
test_guard (void)
{
  g_autoptr (Office) office = office_new (107);
  LtStore *store = office_found (office, "a");
  LtId place = add_station (office, store, "1");
  const MadeRow row = { place, "PM2.5", 1, "35", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (LtDb) db = NULL;

  batch_add (office, store, &office->keeper, &(MadeBatch){ 0 }, &row, 1);
  db = lt_db_open (lt_store_get_path (store), LT_DB_NONE, &error);
  g_assert_no_error (error);
  lt_db_add_guard (db, "lt_writing");
  g_assert_false (lt_db_script (db, "UPDATE lt_pack SET n=1", &error));
  g_assert_nonnull (error);
}

/* Bytes that are right and rows that are not: kept, named, never shown; a batch
 * that promises other rows than it brings as well. */
static void
test_bad_blob (void)
{
  g_autoptr (Office) office = office_new (108);
  LtStore *store = office_found (office, "a");
  g_autoptr (GBytes) bytes = g_bytes_new_static ("no rows", 7);
  g_autofree char *digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  g_autoptr (LtVerification) check = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;
  gboolean sound = FALSE;

  office_add (office, store, &office->keeper, "batch",
              (const char *const[]){ "file", "坏.csv", "source", "unknown", "rank", "real-time",
                                     "interval", "hour", "rows", "3", "blob", digest, NULL });
  g_assert_cmpuint (lt_store_count_batches_without_rows (store), ==, 1);
  g_assert_true (lt_store_put_blob_piece (store, digest, 0, bytes, &error));
  g_assert_true (lt_store_check_blob (store, digest, &sound, &error));
  g_assert_true (sound);
  g_assert_true (lt_store_load_blobs (store, &error));
  g_assert_cmpuint (lt_store_count_batches_without_rows (store), ==, 0);
  rows = lt_store_list_batch_rows (store, &error);
  g_assert_nonnull (((LtBatchRows *) g_ptr_array_index (rows, 0))->reason);
  check = lt_store_verify (store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (check->problems->len, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (check->problems, 0), "坏.csv"));
}

/* Blobs of other programs have their rows in the order of their source. */
static char *
make_blob (LtStore *store, const LtBlobRow *rows, guint n, const LtId *places)
{
  static const char *const items[] = { "SO2", "CO" };
  g_autoptr (LtBlobMaker) maker = lt_blob_maker_new ();
  g_autoptr (GBytes) piece = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;
  gboolean sound = FALSE;
  LtDigest digest;
  guint64 size;

  for (guint i = 0; i < n; i++)
    lt_blob_maker_add (maker, &rows[i], &places[rows[i].place], items[rows[i].item], "N");
  lt_blob_maker_end (maker, &digest, &size);
  piece = lt_blob_maker_take_piece (maker);
  name = lt_digest_to_hex (&digest);
  g_assert_true (lt_store_put_blob_piece (store, name, 0, piece, &error));
  g_assert_true (lt_store_check_blob (store, name, &sound, &error));
  g_assert_true (sound);
  g_assert_true (lt_store_load_blobs (store, &error));
  g_assert_no_error (error);
  return g_steal_pointer (&name);
}

static void
test_unsorted_blob (void)
{
  g_autoptr (Office) office = office_new (111);
  LtStore *store = office_found (office, "a");
  LtId one = add_station (office, store, "1");
  LtId two = add_station (office, store, "2");
  const LtId places[] = { two, one };
  const LtBlobRow rows[] = { { 0, 0, 0, TRUE, MADE_START + 120, 8600000 },
                             { 1, 1, 1, TRUE, MADE_START + 54000, 2000000 },
                             { 1, 0, 0, FALSE, MADE_START + 60, 0 },
                             { 0, 0, 1, TRUE, MADE_START + 60, -500000 },
                             { 1, 1, 0, TRUE, MADE_START + 120, 3000000 } };
  const LtBlobRow twice[] = { rows[0], rows[3], rows[0] };
  g_autofree char *good = make_blob (store, rows, G_N_ELEMENTS (rows), places);
  g_autofree char *bad = make_blob (store, twice, G_N_ELEMENTS (twice), places);
  g_autoptr (GPtrArray) batches = NULL;

  office_add (office, store, &office->keeper, "batch",
              (const char *const[]){ "file", "旧.csv", "source", "unknown", "rank", "real-time",
                                     "interval", "hour", "rows", "5", "blob", good, NULL });
  assert_series (store, &two, "SO2", "1=-0.5/N 2=8.6");
  assert_series (store, &one, "SO2", "1=-");
  assert_series (store, &one, "CO", "2=3 900=2/N");
  office_assert_sound (store);
  office_add (office, store, &office->keeper, "batch",
              (const char *const[]){ "file", "坏.csv", "source", "unknown", "rank", "real-time",
                                     "interval", "hour", "rows", "3", "blob", bad, NULL });
  batches = lt_store_list_batch_rows (store, NULL);
  g_assert_cmpuint (batches->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      const LtBatchRows *batch = g_ptr_array_index (batches, i);

      g_assert_true ((batch->reason != NULL) == g_str_equal (batch->digest, bad));
    }
  assert_series (store, &two, "SO2", "1=-0.5/N 2=8.6");
}

/* Bytes that are not what the name says go; those that come later may be right. */
static void
test_wrong_bytes (void)
{
  g_autoptr (Office) office = office_new (109);
  LtStore *store = office_found (office, "a");
  LtStore *other = office_empty (office, "b");
  LtId place = add_station (office, store, "1");
  const MadeRow row = { place, "PM2.5", 1, "35", NULL };
  g_autoptr (GBytes) junk = g_bytes_new_static ("junk", 4);
  g_autoptr (GPtrArray) digests = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (LtVerification) check = NULL;
  gboolean sound = TRUE;
  LtDigest without;
  LtDigest with;

  batch_add (office, store, &office->keeper, &(MadeBatch){ 0 }, &row, 1);
  digests = batch_digests (store);
  office_copy (store, other);
  g_assert_true (lt_store_put_blob_piece (other, digests->pdata[0], 0, junk, &error));
  g_assert_true (lt_store_check_blob (other, digests->pdata[0], &sound, &error));
  g_assert_false (sound);
  check = lt_store_verify (other, &error);
  g_assert_cmpuint (check->batches_without_rows, ==, 1);
  g_assert_cmpuint (check->problems->len, ==, 1);
  g_assert_true (lt_store_get_state (other, &without, NULL));
  g_assert_true (lt_store_get_state (store, &with, NULL));
  g_assert_cmpint (lt_digest_compare (&without, &with), !=, 0);
  batch_carry (store, other, digests->pdata[0]);
  assert_series (other, &place, "PM2.5", "1=35");
  office_assert_equal (store, other);
  office_assert_sound (other);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/batches/door", test_door);
  g_test_add_func ("/batches/given-up", test_given_up);
  g_test_add_func ("/batches/refused", test_refused);
  g_test_add_func ("/batches/twice", test_twice);
  g_test_add_func ("/batches/again", test_again);
  g_test_add_func ("/batches/shuffled", test_shuffled);
  g_test_add_func ("/batches/cut-off", test_cut_off);
  g_test_add_func ("/batches/opened-meanwhile", test_opened_meanwhile);
  g_test_add_func ("/batches/guard", test_guard);
  g_test_add_func ("/batches/bad-blob", test_bad_blob);
  g_test_add_func ("/batches/unsorted-blob", test_unsorted_blob);
  g_test_add_func ("/batches/wrong-bytes", test_wrong_bytes);
  return g_test_run ();
}
