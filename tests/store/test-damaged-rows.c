/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Measured rows that are damaged when a file of schema 2 is brought up to date. */

#include "batches.h"
#include "db/db.h"

#include <string.h>

typedef struct
{
  const char *name;
  const char *sql;
  guint lost;
} Damage;

static const Damage damages[] = {
  { "flipped",
    "UPDATE lt_blob_piece SET bytes=CAST(substr(bytes, 1, 20) || x'5a' || substr(bytes, 22) AS "
    "BLOB)",
    1 },
  { "gone", "DELETE FROM lt_blob_piece", 1 },
  { "beginning-gone", "UPDATE lt_blob_piece SET n=1", 1 },
  { "rows-misnoted", "UPDATE lt_blob SET rows=7", 0 },
};

static LtStore *
open_fixture (Office *office, const char *name, const char *damage)
{
  g_autofree char *source =
      g_test_build_filename (G_TEST_DIST, "store", "fixtures", "schema-2.gpkg.gz", NULL);
  g_autofree char *path = office_path (office, name);
  g_autofree char *command = g_strdup_printf ("sh -c 'zcat \"%s\" > \"%s\"'", source, path);
  g_autoptr (LtDb) db = NULL;
  g_autoptr (GError) error = NULL;
  LtStore *store;
  int status;

  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, &status, NULL));
  g_assert_cmpint (status, ==, 0);
  db = lt_db_open (path, LT_DB_NONE, NULL);
  lt_db_add_guard (db, "lt_writing");
  lt_db_set_guard_level (db, 2);
  lt_db_set_guard (db, TRUE);
  lt_db_script (db, damage, &error);
  g_assert_no_error (error);
  g_clear_pointer (&db, lt_db_close);
  store = lt_store_open (path, LT_STORE_NONE, &error);
  g_assert_no_error (error);
  return store;
}

static gint64
count_left (LtStore *store)
{
  g_autoptr (LtDb) db = lt_db_open (lt_store_get_path (store), LT_DB_READ_ONLY, NULL);
  gint64 n = -1;

  g_assert_true (lt_db_get_int (db, &n, NULL,
                                "SELECT (SELECT count(*) FROM lt_pack) + (SELECT count(*) FROM "
                                "lt_blob_piece) + (SELECT count(*) FROM lt_blob_series)",
                                ""));
  return n;
}

static void
assert_missing (LtStore *store, LtStore *whole)
{
  g_autoptr (LtVerification) check = lt_store_verify (store, NULL);
  LtDigest state;
  LtDigest whole_state;

  g_assert_cmpuint (check->batches_without_rows, ==, 1);
  g_assert_cmpuint (check->problems->len, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (check->problems, 0), "are not here"));
  g_assert_true (lt_store_get_state (store, &state, NULL));
  g_assert_true (lt_store_get_state (whole, &whole_state, NULL));
  g_assert_cmpint (lt_digest_compare (&state, &whole_state), !=, 0);
  g_assert_cmpint (count_left (store), ==, 0);
}

/* They count as not being here: the check code says so, the check names them, and
 * whoever has them brings them again. */
static void
test_damaged_rows (gconstpointer data)
{
  const Damage *damage = data;
  g_autoptr (Office) office = office_new (120);
  LtStore *whole = open_fixture (office, "whole", "");
  LtStore *store = open_fixture (office, "damaged", damage->sql);
  g_autofree char *series = NULL;
  LtId place;

  g_assert_cmpuint (lt_store_get_lost_batches (whole), ==, 0);
  g_assert_cmpuint (lt_store_get_lost_batches (store), ==, damage->lost);
  if (damage->lost > 0)
    {
      g_autoptr (GPtrArray) digests = batch_digests (whole);

      assert_missing (store, whole);
      batch_carry (whole, store, g_ptr_array_index (digests, 0));
    }
  office_assert_sound (store);
  office_assert_equal (store, whole);
  g_assert_true (lt_id_from_text (&place, "01a1f677-aa80-7006-a485-ceeb73b9c76b"));
  series = batch_series (store, &place, "PM2.5");
  g_assert_cmpstr (series, ==, "7297=35.2");
  lt_store_close (store);
  lt_store_close (whole);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autofree char *name = g_strconcat ("/damaged-rows/", damages[i].name, NULL);

      g_test_add_data_func (name, &damages[i], test_damaged_rows);
    }
  return g_test_run ();
}
