/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Files of each schema that was released, frozen as their program left them, and
 * what becomes of them. HACKING.md tells how one is frozen. */

#include "base/error.h"
#include "db/db.h"
#include "batches.h"
#include "store/search.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

/* What the program that made the file said of it. */
#define STATE      "88c4cc535080603930ea173c47d8860690c41f8b5b101e92b8c665acc35399dc"
#define OPERATIONS 41
#define RECORDS    18

typedef struct
{
  char *folder;
  char *path;
} Bench;

static void
unpack (const char *fixture, const char *path)
{
  g_autofree char *source = g_test_build_filename (G_TEST_DIST, "store", "fixtures", fixture, NULL);
  g_autoptr (GFile) from = g_file_new_for_path (source);
  g_autoptr (GFile) to = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInputStream) packed = g_file_read (from, NULL, &error);
  g_autoptr (GConverter) gunzip =
      G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
  g_autoptr (GInputStream) plain = NULL;
  g_autoptr (GFileOutputStream) out = NULL;

  g_assert_no_error (error);
  plain = g_converter_input_stream_new (G_INPUT_STREAM (packed), gunzip);
  out = g_file_create (to, G_FILE_CREATE_NONE, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_splice (G_OUTPUT_STREAM (out), plain, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL,
                          &error);
  g_assert_no_error (error);
}

static Bench *
bench_new (void)
{
  Bench *self = g_new0 (Bench, 1);

  self->folder = g_dir_make_tmp ("lantian-migration-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "old.gpkg", NULL);
  unpack ("schema-1.gpkg.gz", self->path);
  return self;
}

static char *
bench_path (const Bench *self, const char *name)
{
  return g_build_filename (self->folder, name, NULL);
}

static GPtrArray *
list_files (const Bench *self)
{
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  return names;
}

static void
bench_free (Bench *self)
{
  g_autoptr (GPtrArray) names = list_files (self);

  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = bench_path (self, g_ptr_array_index (names, i));

      g_unlink (path);
    }
  g_rmdir (self->folder);
  g_free (self->folder);
  g_free (self->path);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Bench, bench_free)

static char *
digest_file (const char *path)
{
  g_autofree char *bytes = NULL;
  gsize size;
  LtDigest digest;

  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  lt_digest_of (&digest, bytes, size);
  return lt_digest_to_hex (&digest);
}

/* The file says what its own program said of it. */
static void
assert_same (LtStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LtVerification) check = lt_store_verify (store, &error);
  g_autofree char *state = NULL;

  g_assert_no_error (error);
  for (guint i = 0; i < check->problems->len; i++)
    g_test_message ("%s", (char *) g_ptr_array_index (check->problems, i));
  g_assert_cmpuint (check->problems->len, ==, 0);
  g_assert_cmpuint (check->operations, ==, OPERATIONS);
  g_assert_cmpuint (check->records, ==, RECORDS);
  state = lt_digest_to_hex (&check->state);
  g_assert_cmpstr (state, ==, STATE);
}

static void
assert_readable (LtStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) conflicts = NULL;
  g_autoptr (LtRecord) mine = lt_store_find (store, lt_kind_by_name ("mine"), "M1", &error);
  g_autoptr (LtRecord) officer = lt_store_find (store, lt_kind_by_name ("officer"), "2", &error);
  gint64 n = 0;
  guint n_kinds;
  const LtKind *const *kinds = lt_kinds (&n_kinds);

  g_assert_no_error (error);
  g_assert_cmpstr (lt_record_get (mine, "name"), ==, "一号矿");
  g_assert_nonnull (lt_record_get (mine, "position"));
  g_assert_cmpstr (lt_record_get (officer, "name"), ==, "二号");
  conflicts = lt_store_list_conflicts (store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (conflicts->len, ==, 2);
  for (guint i = 0; i < n_kinds; i++)
    {
      g_autoptr (GPtrArray) records = lt_store_list (store, kinds[i], NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpint (lt_store_count (store, kinds[i], NULL, NULL), ==, records->len);
      n += records->len;
    }
  g_assert_cmpint (n, ==, RECORDS);
}

/* What an older file had no place for is filled from its log. */
static void
assert_searchable (LtStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = lt_store_search (store, NULL, "yhk", 10, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (findings->len, ==, 1);
  g_assert_cmpstr (((LtFinding *) g_ptr_array_index (findings, 0))->title, ==, "一号矿");
}

static LtStore *
open_file (const char *path, LtStoreFlags flags)
{
  g_autoptr (GError) error = NULL;
  LtStore *store = lt_store_open (path, flags, &error);

  g_assert_no_error (error);
  return store;
}

static gint64
read_schema (const char *path)
{
  g_autoptr (LtDb) db = lt_db_open (path, LT_DB_READ_ONLY, NULL);
  gint64 schema = 0;

  g_assert_true (lt_db_get_int (db, &schema, NULL, "SELECT v FROM lt_meta WHERE k='schema'", ""));
  return schema;
}

static void
test_brought_up (void)
{
  g_autoptr (Bench) bench = bench_new ();
  g_autofree char *copy = bench_path (bench, "old.schema-1.gpkg");
  LtStore *store = open_file (bench->path, LT_STORE_NONE);

  g_assert_cmpstr (lt_store_get_copy (store), ==, copy);
  g_assert_false (lt_store_is_older (store));
  g_assert_true (lt_store_is_writable (store));
  assert_same (store);
  assert_readable (store);
  assert_searchable (store);
  lt_store_close (store);
  /* Once is enough. */
  store = open_file (bench->path, LT_STORE_NONE);
  g_assert_null (lt_store_get_copy (store));
  assert_same (store);
  lt_store_close (store);
  g_assert_cmpint (read_schema (bench->path), >, 1);
  /* The copy is a county file as it was. */
  g_assert_cmpint (read_schema (copy), ==, 1);
  store = open_file (copy, LT_STORE_READ_ONLY);
  assert_same (store);
  lt_store_close (store);
}

static void
test_read_as_it_is (void)
{
  static const LtStoreFlags flags[] = { LT_STORE_READ_ONLY, LT_STORE_AS_FOUND };
  g_autoptr (Bench) bench = bench_new ();
  g_autofree char *before = digest_file (bench->path);

  for (gsize i = 0; i < G_N_ELEMENTS (flags); i++)
    {
      g_autofree char *after = NULL;
      g_autoptr (GPtrArray) files = NULL;
      LtStore *store = open_file (bench->path, flags[i]);

      g_assert_true (lt_store_is_older (store));
      g_assert_false (lt_store_is_writable (store));
      assert_readable (store);
      assert_same (store);
      lt_store_close (store);
      after = digest_file (bench->path);
      g_assert_cmpstr (after, ==, before);
      for (gsize j = 0; j < 2; j++)
        {
          g_autofree char *journal = bench_path (bench, j == 0 ? "old.gpkg-wal" : "old.gpkg-shm");

          g_unlink (journal);
        }
      files = list_files (bench);
      g_assert_cmpuint (files->len, ==, 1);
    }
}

/* What lies there under the copy's name stays, unless it is that very copy. */
static void
test_copies_stay (void)
{
  g_autoptr (Bench) bench = bench_new ();
  g_autofree char *first = bench_path (bench, "old.schema-1.gpkg");
  g_autofree char *second = bench_path (bench, "old.schema-1-2.gpkg");
  g_autofree char *unfinished = bench_path (bench, ".old.gpkg.schema-1.unfinished");
  g_autofree char *text = NULL;
  LtStore *store;

  g_assert_true (g_file_set_contents (first, "somebody's", -1, NULL));
  g_assert_true (g_file_set_contents (unfinished, "of a crash", -1, NULL));
  store = open_file (bench->path, LT_STORE_NONE);
  g_assert_cmpstr (lt_store_get_copy (store), ==, second);
  lt_store_close (store);
  g_assert_true (g_file_get_contents (first, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "somebody's");
  g_assert_false (g_file_test (unfinished, G_FILE_TEST_EXISTS));
  /* Interrupted after the copy: it is found again and not made twice. */
  g_unlink (bench->path);
  unpack ("schema-1.gpkg.gz", bench->path);
  store = open_file (bench->path, LT_STORE_NONE);
  g_assert_cmpstr (lt_store_get_copy (store), ==, second);
  lt_store_close (store);
}

/* A step that cannot be made: nothing of it stays. */
static void
test_failure (void)
{
  g_autoptr (Bench) bench = bench_new ();
  g_autofree char *copy = bench_path (bench, "old.schema-1.gpkg");
  g_autoptr (GError) error = NULL;
  LtStore *store;
  LtDb *db = lt_db_open (bench->path, LT_DB_NONE, NULL);

  g_assert_true (lt_db_script (db, "CREATE VIEW attachment AS SELECT 1 AS fid", NULL));
  lt_db_close (db);
  g_assert_null (lt_store_open (bench->path, LT_STORE_NONE, &error));
  g_test_message ("%s", error->message);
  g_assert_cmpint (read_schema (bench->path), ==, 1);
  g_assert_true (g_file_test (copy, G_FILE_TEST_EXISTS));
  db = lt_db_open (bench->path, LT_DB_NONE, NULL);
  g_assert_true (lt_db_script (db, "DROP VIEW attachment", NULL));
  lt_db_close (db);
  store = open_file (bench->path, LT_STORE_READ_ONLY);
  assert_same (store);
  lt_store_close (store);
  store = open_file (bench->path, LT_STORE_NONE);
  assert_same (store);
  lt_store_close (store);
}

/* A program that knows less has the file open while it is brought up to date: its
 * writes are refused from then on. Its guard knows nothing of schemas. */
static void
test_older_program_has_it_open (void)
{
  g_autoptr (Bench) bench = bench_new ();
  g_autoptr (GError) error = NULL;
  LtDb *old = lt_db_open (bench->path, LT_DB_NONE, NULL);
  LtStore *store;
  const char *sql = "UPDATE lt_stream SET forked=forked";

  lt_db_add_guard (old, "lt_writing");
  lt_db_set_guard_level (old, 1);
  lt_db_set_guard (old, TRUE);
  g_assert_true (lt_db_script (old, sql, NULL));
  store = open_file (bench->path, LT_STORE_NONE);
  g_assert_false (lt_db_script (old, sql, &error));
  g_assert_nonnull (error);
  lt_db_close (old);
  assert_same (store);
  lt_store_close (store);
}

/* The same seen from the other side: this program is the older one. */
static void
test_newer_program_migrates (void)
{
  g_autoptr (Office) office = office_new (61);
  static const char *const a_mine[] = { "name", "一矿", NULL };
  LtStore *store = office_found (office, "a");
  g_autoptr (LtDb) newer = lt_db_open (lt_store_get_path (store), LT_DB_NONE, NULL);
  g_autoptr (GError) error = NULL;
  LtId id = office_add (office, store, &office->keeper, "mine", a_mine);
  g_autoptr (LtRecord) mine = office_get (store, &id);
  gint64 operations = lt_store_count_operations (store);

  lt_db_add_guard (newer, "lt_writing");
  lt_db_set_guard (newer, TRUE);
  g_assert_true (lt_db_script (newer, "UPDATE lt_meta SET v=v+1 WHERE k='schema'", NULL));
  g_assert_false (office_set (store, &office->keeper, mine, "name", "x", &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_DAMAGED);
  g_assert_nonnull (strstr (error->message, "newer version"));
  g_assert_cmpint (lt_store_count_operations (store), ==, operations);
  g_assert_true (lt_db_script (newer, "UPDATE lt_meta SET v=v-1 WHERE k='schema'", NULL));
}

/* What its program said, the measured value included. */
static void
assert_schema_2 (LtStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LtVerification) check = lt_store_verify (store, &error);
  g_autofree char *state = NULL;
  g_autofree char *series = NULL;
  LtId place;

  g_assert_no_error (error);
  for (guint i = 0; i < check->problems->len; i++)
    g_test_message ("%s", (char *) g_ptr_array_index (check->problems, i));
  g_assert_cmpuint (check->problems->len, ==, 0);
  g_assert_cmpuint (check->operations, ==, 47);
  g_assert_cmpuint (check->records, ==, 22);
  state = lt_digest_to_hex (&check->state);
  g_assert_cmpstr (state, ==, "6bcecd281c13b3df31f21be4115e3aec24f1f466f135d7f1c747f09964762939");
  g_assert_true (lt_id_from_text (&place, "01a1f677-aa80-7006-a485-ceeb73b9c76b"));
  series = batch_series (store, &place, "PM2.5");
  g_assert_cmpstr (series, ==, "7297=35.2");
}

/* The measured rows of schema 2 lay one by one: they are read as they are, and
 * packed when the file is brought up to date. */
static void
test_schema_2 (void)
{
  g_autoptr (Bench) bench = bench_new ();
  g_autofree char *path = bench_path (bench, "second.gpkg");
  g_autofree char *copy = bench_path (bench, "second.schema-2.gpkg");
  LtStore *store;

  unpack ("schema-2.gpkg.gz", path);
  store = open_file (path, LT_STORE_READ_ONLY);
  assert_schema_2 (store);
  lt_store_close (store);
  g_assert_cmpint (read_schema (path), ==, 2);
  store = open_file (path, LT_STORE_NONE);
  g_assert_cmpstr (lt_store_get_copy (store), ==, copy);
  assert_schema_2 (store);
  lt_store_close (store);
  g_assert_cmpint (read_schema (path), >, 2);
  store = open_file (path, LT_STORE_READ_ONLY);
  assert_schema_2 (store);
  lt_store_close (store);
  store = open_file (copy, LT_STORE_READ_ONLY);
  assert_schema_2 (store);
  lt_store_close (store);
}

/* Rows that lie one by one are held against their blobs, too. */
static void
test_schema_2_tampered (void)
{
  static const struct
  {
    const char *sql;
    const char *says;
  } cases[] = {
    { "UPDATE lt_reading SET value=value+1", "is not what the batch says" },
    { "UPDATE lt_reading SET value=CAST(value AS TEXT) || 'x'", "is not what the batch says" },
    { "UPDATE lt_reading SET quality='B'", "is not what the batch says" },
    { "DELETE FROM lt_reading", "is not what the batch says" },
    { "INSERT INTO lt_reading SELECT place, item, time + 60, batch, value, quality FROM lt_reading",
      "1 rows more than batch number 1 brought" },
    { "UPDATE lt_blob_series SET last=last+60", "what is noted of their places" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Bench) bench = bench_new ();
      g_autofree char *path = bench_path (bench, "second.gpkg");
      g_autoptr (LtDb) db = NULL;
      g_autoptr (LtVerification) check = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *all = NULL;
      LtStore *store;

      unpack ("schema-2.gpkg.gz", path);
      db = lt_db_open (path, LT_DB_NONE, &error);
      g_assert_no_error (error);
      lt_db_add_guard (db, "lt_writing");
      lt_db_set_guard_level (db, 2);
      lt_db_set_guard (db, TRUE);
      lt_db_script (db, cases[i].sql, &error);
      g_assert_no_error (error);
      g_assert_cmpint (lt_db_changes (db), >, 0);
      g_clear_pointer (&db, lt_db_close);
      store = open_file (path, LT_STORE_READ_ONLY);
      check = lt_store_verify (store, &error);
      g_assert_no_error (error);
      g_ptr_array_add (check->problems, NULL);
      all = g_strjoinv ("\n", (char **) check->problems->pdata);
      if (strstr (all, cases[i].says) == NULL)
        g_error ("%s: not named; what is said: %s", cases[i].sql, all);
      lt_store_close (store);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/migration/brought-up", test_brought_up);
  g_test_add_func ("/migration/read-as-it-is", test_read_as_it_is);
  g_test_add_func ("/migration/copies-stay", test_copies_stay);
  g_test_add_func ("/migration/failure", test_failure);
  g_test_add_func ("/migration/older-program-has-it-open", test_older_program_has_it_open);
  g_test_add_func ("/migration/newer-program-migrates", test_newer_program_migrates);
  g_test_add_func ("/migration/schema-2", test_schema_2);
  g_test_add_func ("/migration/schema-2-tampered", test_schema_2_tampered);
  return g_test_run ();
}
