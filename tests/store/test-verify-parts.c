/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A file with so many records that the full check takes them in several parts, in two
 * threads: what it says of them is what it would say of all in one. */

#include "db/db.h"
#include "office.h"

#include <string.h>

#define STATIONS 4800
#define OTHERS   3 /* bureau, officer, key */
#define GROUP    400

static LtStore *
make_file (Office *office)
{
  LtStore *store = office_found (office, "a");
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < STATIONS; i += GROUP)
    {
      g_autoptr (LtChange) change = lt_change_new ();

      for (int j = i; j < i + GROUP; j++)
        {
          g_autofree char *code = g_strdup_printf ("S%05d", j);
          g_autoptr (LtRecord) record =
              office_record (office, "station",
                             (const char *const[]){ "code", code, "name", "站", NULL });

          lt_change_create (change, record);
        }
      lt_store_append (store, change, &office->keeper, NULL, &error);
      g_assert_no_error (error);
    }
  return store;
}

static LtDb *
open_for_tampering (LtStore *store)
{
  g_autoptr (GError) error = NULL;
  LtDb *db = lt_db_open (lt_store_get_path (store), LT_DB_NONE, &error);

  g_assert_no_error (error);
  lt_db_add_guard (db, "lt_writing");
  lt_db_set_guard (db, TRUE);
  return db;
}

/* The id of a station, by its place in the order of the records. */
static char *
tamper_with (LtDb *db, int place)
{
  g_autoptr (GError) error = NULL;
  gint64 key = 0;

  lt_db_get_int (db, &key, &error,
                 "SELECT key FROM lt_record WHERE kind=6 ORDER BY id LIMIT 1 OFFSET ?", "i",
                 (gint64) place);
  g_assert_no_error (error);
  lt_db_run (db, &error, "UPDATE station SET name='另' WHERE fid=?", "i", key);
  g_assert_no_error (error);
  return lt_db_get_text (db, NULL, "SELECT id FROM station WHERE fid=?", "i", key);
}

static void
test_sound (void)
{
  g_autoptr (Office) office = office_new (30);
  LtStore *store = make_file (office);
  g_autoptr (LtVerification) result = lt_store_verify (store, NULL);

  g_assert_cmpuint (result->problems->len, ==, 0);
  g_assert_cmpuint (result->records, ==, STATIONS + OTHERS);
  g_assert_cmpuint (result->operations, ==, STATIONS + OTHERS);
}

/* The first and the last, and those on both sides of where parts may meet. */
static void
test_order (void)
{
  static const int places[] = { 0, 1995, 1996, 1997, 1998, 1999, 2000, 2001, 3999, 4799 };
  g_autoptr (Office) office = office_new (31);
  LtStore *store = make_file (office);
  g_autoptr (LtVerification) result = NULL;
  g_autoptr (LtDb) db = open_for_tampering (store);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    g_ptr_array_add (ids, tamper_with (db, places[i]));
  result = lt_store_verify (store, NULL);
  g_assert_nonnull (result);
  g_assert_cmpuint (result->problems->len, ==, ids->len);
  for (guint i = 0; i < ids->len; i++)
    {
      const char *id = g_ptr_array_index (ids, i);
      g_autofree char *says = g_strdup_printf ("record %s: field name", id);

      g_assert_nonnull (strstr (g_ptr_array_index (result->problems, i), says));
    }
}

/* However much is wrong with the tables, what is wrong with the log is told first. */
static void
test_many (void)
{
  g_autoptr (Office) office = office_new (33);
  LtStore *store = make_file (office);
  g_autoptr (LtVerification) result = NULL;
  g_autoptr (LtDb) db = open_for_tampering (store);
  g_autoptr (GError) error = NULL;
  guint n;

  lt_db_script (db, "UPDATE station SET name='另'; UPDATE lt_op SET wall=wall+1 WHERE seq=4000",
                &error);
  g_assert_no_error (error);
  result = lt_store_verify (store, NULL);
  g_assert_nonnull (result);
  n = result->problems->len;
  g_assert_cmpuint (n, ==, 201);
  g_assert_nonnull (strstr (g_ptr_array_index (result->problems, 0), "operation 4000 (station "));
  g_assert_nonnull (strstr (g_ptr_array_index (result->problems, n - 2), "field name"));
  g_assert_cmpstr (g_ptr_array_index (result->problems, n - 1), ==,
                   "There are more problems: these are the first 200.");
}

/* Before all, behind all, and between: each is counted once. */
static void
test_more (void)
{
  g_autoptr (Office) office = office_new (32);
  LtStore *store = make_file (office);
  g_autoptr (LtVerification) result = NULL;
  g_autoptr (LtDb) db = open_for_tampering (store);
  g_autoptr (GError) error = NULL;

  lt_db_script (db,
                "INSERT INTO lt_head SELECT zeroblob(16), 1, zeroblob(32), 1, 1, 0;"
                "INSERT INTO lt_head SELECT x'ffffffffffffffffffffffffffffffff', 1, zeroblob(32), "
                "1, 1, 0;"
                "INSERT INTO lt_head SELECT CAST(substr(id, 1, 15) || x'00' AS BLOB), 1, "
                "zeroblob(32), 1, 1, 0 FROM lt_record WHERE kind=6 AND substr(id, 16)<>x'00' "
                "ORDER BY id LIMIT 1 OFFSET 2399;",
                &error);
  g_assert_no_error (error);
  result = lt_store_verify (store, NULL);
  g_assert_nonnull (result);
  g_assert_cmpuint (result->problems->len, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (result->problems, 0),
                            "Table lt_head: it has 3 rows more than the log knows"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/verify-parts/sound", test_sound);
  g_test_add_func ("/verify-parts/order", test_order);
  g_test_add_func ("/verify-parts/many", test_many);
  g_test_add_func ("/verify-parts/more", test_more);
  return g_test_run ();
}
