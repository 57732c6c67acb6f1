/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Files of schemas that were released, frozen as their program left them: what each
 * must still say. HACKING.md tells how one is frozen; schema 1: test-migration.c. */

#include "batches.h"
#include "frozen.h"
#include "store/breaches.h"
#include "store/conflicts.h"

#include "db/db.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

/* What its program said, the measured value included. */
static void
assert_schema_2 (LtStore *store)
{
  g_autofree char *series = NULL;
  LtId place;

  frozen_assert_verified (store, 47, 22,
                          "6bcecd281c13b3df31f21be4115e3aec24f1f466f135d7f1c747f09964762939");
  g_assert_true (lt_id_from_text (&place, "01a1f677-aa80-7006-a485-ceeb73b9c76b"));
  series = batch_series (store, &place, "PM2.5");
  g_assert_cmpstr (series, ==, "7297=35.2");
}

/* The measured rows of schema 2 lay one by one: they are read as they are, and
 * packed when the file is brought up to date. */
static void
test_schema_2 (void)
{
  g_autoptr (Frozen) frozen = frozen_new (2, "second.gpkg");
  g_autofree char *copy = frozen_path (frozen, "second.schema-2.gpkg");
  const char *path = frozen->path;
  LtStore *store;

  store = frozen_open (path, LT_STORE_READ_ONLY);
  assert_schema_2 (store);
  lt_store_close (store);
  g_assert_cmpint (frozen_schema (path), ==, 2);
  store = frozen_open (path, LT_STORE_NONE);
  g_assert_cmpstr (lt_store_get_copy (store), ==, copy);
  assert_schema_2 (store);
  lt_store_close (store);
  g_assert_cmpint (frozen_schema (path), >, 2);
  store = frozen_open (path, LT_STORE_READ_ONLY);
  assert_schema_2 (store);
  lt_store_close (store);
  store = frozen_open (copy, LT_STORE_READ_ONLY);
  assert_schema_2 (store);
  lt_store_close (store);
}

typedef struct
{
  const char *fixture;
  const char *sql;
  const char *says;
} Deed;

/* Another program has had it in its hands, guards or not. */
static void
alter (const Frozen *frozen, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LtDb) db = lt_db_open (frozen->path, LT_DB_NONE, &error);

  g_assert_no_error (error);
  lt_db_add_guard (db, "lt_writing");
  lt_db_set_guard_level (db, 2);
  lt_db_set_guard (db, TRUE);
  lt_db_script (db, sql, &error);
  g_assert_no_error (error);
}

/* Read as it is, an older file is held against what it was made with: its rows against
 * their blobs, its tables and guards against those of its schema. */
static void
test_tampered (void)
{
  static const Deed deeds[] = {
    { "schema-2.gpkg.gz", "UPDATE lt_reading SET value=value+1", "is not what the batch says" },
    { "schema-2.gpkg.gz", "UPDATE lt_reading SET value=CAST(value AS TEXT) || 'x'",
      "is not what the batch says" },
    { "schema-2.gpkg.gz", "UPDATE lt_reading SET quality='B'", "is not what the batch says" },
    { "schema-2.gpkg.gz", "DELETE FROM lt_reading", "is not what the batch says" },
    { "schema-2.gpkg.gz",
      "INSERT INTO lt_reading SELECT place, item, time + 60, batch, value, quality FROM lt_reading",
      "1 rows more than batch number 1 brought" },
    { "schema-2.gpkg.gz", "UPDATE lt_blob_series SET last=last+60",
      "what is noted of their places" },
    { "schema-2.gpkg.gz", "DROP TRIGGER lt_guard_mine_UPDATE",
      "the trigger \"lt_guard_mine_UPDATE\" is missing" },
    { "schema-2.gpkg.gz", "DROP TRIGGER lt_guard_lt_reading_DELETE",
      "the trigger \"lt_guard_lt_reading_DELETE\" is missing" },
    { "schema-2.gpkg.gz", "DROP TABLE lt_quarantine", "its table \"lt_quarantine\" is missing" },
    { "schema-2.gpkg.gz", "DROP TABLE lt_reading", "its table \"lt_reading\" is missing" },
    { "schema-2.gpkg.gz", "DROP TABLE lt_breach", "its table \"lt_breach\" is missing" },
    { "schema-2.gpkg.gz", "DROP INDEX lt_op_record", "the index \"lt_op_record\" is missing" },
    { "schema-2.gpkg.gz",
      "DROP TRIGGER lt_guard_mine_UPDATE; CREATE TRIGGER \"lt_guard_mine_UPDATE\" BEFORE UPDATE ON "
      "\"mine\" WHEN NOT lt_writing(1) BEGIN SELECT RAISE(ABORT, 'this file is written only by "
      "Lantian'); END",
      "the trigger \"lt_guard_mine_UPDATE\" is not as this program makes it" },
    { "schema-1.gpkg.gz", "DROP TRIGGER lt_guard_lt_op_UPDATE",
      "the trigger \"lt_guard_lt_op_UPDATE\" is missing" },
    { "schema-1.gpkg.gz", "DROP TABLE lt_peer", "its table \"lt_peer\" is missing" },
    { "schema-2-rows.gpkg.gz", "UPDATE lt_blob_pair SET differing=0",
      "what batches 1 and 2 have in common is not noted" },
    { "schema-2-rows.gpkg.gz", "DELETE FROM lt_blob_pair",
      "what batches 1 and 2 have in common is not noted" },
    { "schema-2-rows.gpkg.gz", "INSERT INTO lt_blob_pair VALUES (2, 3, 0, 1)", "lt_blob_pair" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (deeds); i++)
    {
      g_autoptr (Frozen) frozen = frozen_new_of (deeds[i].fixture, "second.gpkg");
      g_autoptr (LtVerification) check = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *all = NULL;
      LtStore *store;

      alter (frozen, deeds[i].sql);
      store = frozen_open (frozen->path, LT_STORE_READ_ONLY);
      check = lt_store_verify (store, &error);
      g_assert_no_error (error);
      g_ptr_array_add (check->problems, NULL);
      all = g_strjoinv ("\n", (char **) check->problems->pdata);
      if (strstr (all, deeds[i].says) == NULL)
        g_error ("%s: not named; what is said: %s", deeds[i].sql, all);
      lt_store_close (store);
    }
}

/* Two batches of one rank that say different things of some hours: the only ones.
 * Returns: (transfer full): what they say */
static GPtrArray *
assert_dispute (LtStore *store, const char *first, const char *second, guint agree, guint differ)
{
  g_autofree char *expected = g_strdup_printf ("%s %s %u %u\n", first, second, agree, differ);
  g_autofree char *conflicts = batch_conflicts (store);
  g_autoptr (GError) error = NULL;
  GPtrArray *examples;
  LtId a;
  LtId b;

  g_assert_cmpstr (conflicts, ==, expected);
  lt_id_from_text (&a, first);
  lt_id_from_text (&b, second);
  examples = lt_store_list_batch_examples (store, &a, &b, differ + 10, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (examples->len, ==, differ);
  return examples;
}

/* Of the last hundred hours of two stations, each fourth was told otherwise. */
static void
assert_rows (LtStore *store)
{
  g_autoptr (GPtrArray) examples = assert_dispute (store, "01a19eeb-8e80-7011-ad7d-16ea3ed1e09e",
                                                   "01a19f07-05c0-7011-9fe5-e4face198eff", 150, 50);
  const LtBatchExample *example = g_ptr_array_index (examples, 0);

  /* 1341 is the first of them; 1344 the first that 4 divides. */
  g_assert_cmpstr (example->item, ==, "PM2.5");
  g_assert_cmpint (example->time, ==, MADE_START + (212 * 24 + 1344) * 60);
  g_assert_cmpint (atoi (example->b), ==, atoi (example->a) + 1);
  frozen_assert_verified (store, 12, 12,
                          "8107c11c74a74cfc1fc2fe9fb931aaf12446aef2b3c4d458ab0991560ec591a7");
}

/* The same of a file of schema 2 that is only read, and once it is brought up to date. */
static void
test_rows (void)
{
  g_autoptr (Frozen) frozen = frozen_new_of ("schema-2-rows.gpkg.gz", "rows.gpkg");
  LtStore *store = frozen_open (frozen->path, LT_STORE_READ_ONLY);

  assert_rows (store);
  lt_store_close (store);
  store = frozen_open (frozen->path, LT_STORE_NONE);
  assert_rows (store);
  lt_store_close (store);
}

/* Schemas 3 and 4: two stations were measured for sixty days from 2026-08-01 on. */

#define DAYS       60
#define FIRST_HOUR (212 * 24) /* after 2026-01-01T00:00 */

typedef char *(*Formula) (int hour);

/* The first station: another batch of the same rank says another value for each odd
 * hour of the first day. */
static char *
tell_first (int hour)
{
  gboolean disputed = hour <= 24 && hour % 2 == 1;

  return g_strdup_printf ("%d%s", 35 + hour * 7 % 13 + (disputed ? 1 : 0), disputed ? "?" : "");
}

/* The second: six hours were corrected. */
static char *
tell_second (int hour)
{
  return hour <= 6 ? g_strdup ("77.5") : g_strdup_printf ("%d", 60 + (hour * 7 + 1) % 13);
}

/* Its sulphur dioxide: three hours of another batch were chosen, midnight is missing. */
static char *
tell_sulphur (int hour)
{
  if (hour <= 3)
    return g_strdup ("50");
  return hour % 24 == 0 ? g_strdup ("-/BB")
                        : g_strdup_printf ("%d%s", 8 + hour % 5, hour % 10 == 0 ? "/N" : "");
}

static void
assert_series (LtStore *store, const char *station, const char *item, Formula tell)
{
  g_autoptr (LtRecord) place = lt_store_find (store, lt_kind_by_name ("station"), station, NULL);
  g_autofree char *found = batch_series (store, &place->id, item);
  g_autoptr (GString) expected = g_string_new (NULL);

  for (int hour = 1; hour <= DAYS * 24; hour++)
    {
      g_autofree char *value = tell (hour);

      g_string_append_printf (expected, "%s%d=%s", hour == 1 ? "" : " ", FIRST_HOUR + hour, value);
    }
  g_assert_cmpstr (found, ==, expected->str);
}

/* The same of schema 4, where none is missing. */
static char *
tell_sulphur_4 (int hour)
{
  return g_strdup_printf ("%d", hour <= 3 ? 50 : 8 + hour % 5);
}

static void
assert_batches (LtStore *store, const char *first, const char *second, Formula sulphur)
{
  /* Of the county's day half of the hours agree; the other two batches hold. */
  g_autoptr (GPtrArray) examples = assert_dispute (store, first, second, 12, 12);
  const LtBatchExample *example = g_ptr_array_index (examples, 0);

  g_assert_cmpstr (example->item, ==, "PM2.5");
  g_assert_cmpint (example->time, ==, MADE_START + (FIRST_HOUR + 1) * 60);
  g_assert_cmpstr (example->a, ==, "42");
  g_assert_cmpstr (example->b, ==, "43");
  assert_series (store, "S1", "PM2.5", tell_first);
  assert_series (store, "S2", "PM2.5", tell_second);
  assert_series (store, "S2", "SO2", sulphur);
}

/* A table of three mines was taken in, one of which lies nowhere. */
static void
assert_import (LtStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) imports = lt_store_list (store, lt_kind_by_name ("import"), NULL, &error);
  g_autoptr (LtRecord) mine = lt_store_find (store, lt_kind_by_name ("mine"), "M3", &error);
  const LtRecord *import;

  g_assert_no_error (error);
  g_assert_cmpuint (imports->len, ==, 1);
  import = g_ptr_array_index (imports, 0);
  g_assert_cmpstr (lt_record_get (import, "file"), ==, "mines.csv");
  g_assert_cmpstr (lt_record_get (import, "read"), ==, "3");
  g_assert_cmpstr (lt_record_get (import, "added"), ==, "2");
  g_assert_cmpstr (lt_record_get (import, "refused"), ==, "1");
  g_assert_nonnull (strstr (lt_record_get (import, "problems"), "213.6"));
  g_assert_cmpstr (lt_record_get (mine, "mineral"), ==, "石灰岩");
}

static void
assert_work (LtStore *store, guint operations, guint n_breaches)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) conflicts = lt_store_list_conflicts (store, &error);
  g_autoptr (GPtrArray) orders = lt_store_list (store, lt_kind_by_name ("order"), NULL, &error);
  g_autoptr (GPtrArray) breaches = lt_store_list_breaches (store, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (conflicts->len, ==, 2);
  g_assert_cmpuint (breaches->len, ==, n_breaches);
  g_assert_cmpuint (orders->len, ==, 1);
  g_assert_cmpstr (lt_record_get (g_ptr_array_index (orders, 0), "number"), ==,
                   "郊环责改字〔2026〕1号");
  g_assert_cmpint (lt_store_count_operations (store), ==, operations);
  assert_import (store);
}

static void
assert_schema_3 (LtStore *store, guint operations)
{
  assert_work (store, operations, 2);
  assert_batches (store, "01a19eeb-8e80-7011-90ad-94ad08ec6800",
                  "01a19f07-05c0-7011-ae26-27312f678803", tell_sulphur);
}

/* A line and a point of the kinds that schema 4 brought, and who walked where. */
static void
assert_new_kinds (LtStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LtRecord) road = lt_store_find (store, lt_kind_by_name ("corridor"), "C1", &error);
  g_autoptr (LtRecord) pile = lt_store_find (store, lt_kind_by_name ("site"), "P1", &error);
  g_autoptr (GPtrArray) tracks = lt_store_list (store, lt_kind_by_name ("track"), NULL, &error);
  g_autoptr (LtShape) course = NULL;
  g_autoptr (LtShape) position = NULL;
  LtBox box;

  g_assert_no_error (error);
  g_assert_cmpstr (lt_record_get (road, "corridor_kind"), ==, "highway");
  course = lt_record_get_shape (road);
  box = lt_shape_get_box (course);
  g_assert_cmpfloat (box.min_x, ==, 113.6);
  g_assert_cmpfloat (box.max_y, ==, 37.99);
  g_assert_cmpstr (lt_record_get (pile, "site_kind"), ==, "pile");
  g_assert_cmpstr (lt_record_get (pile, "surface"), ==, "1250.5");
  position = lt_record_get_shape (pile);
  box = lt_shape_get_box (position);
  g_assert_cmpfloat (box.min_x, ==, 113.61);
  g_assert_cmpuint (tracks->len, ==, 1);
  g_assert_cmpstr (lt_record_get (g_ptr_array_index (tracks, 0), "ended"), ==, "2026-11-20T09:10");
}

static void
assert_schema_4 (LtStore *store, guint operations)
{
  assert_work (store, operations, 0);
  assert_batches (store, "01a1f65c-3340-7011-9794-e6d1b3a67dd8",
                  "01a1f65f-dcc0-7011-8f5d-50d11128ca46", tell_sulphur_4);
  assert_new_kinds (store);
}

static void
assert_frozen_3 (LtStore *store)
{
  frozen_assert_verified (store, 59, 34,
                          "1e6bd78a999297836d5949ab28a40c102c119a03480026bf41cb85c5b7e010f2");
  assert_schema_3 (store, 59);
}

/* Read only it stays as it is; to be written it is brought up to date, and its copy is
 * what it was. Areas and zones know what they can be now. */
static void
test_schema_3 (void)
{
  g_autoptr (Frozen) frozen = frozen_new (3, "third.gpkg");
  g_autofree char *copy = frozen_path (frozen, "third.schema-3.gpkg");
  g_autofree char *before = frozen_digest (frozen->path);
  g_autofree char *after = NULL;
  LtStore *store = frozen_open (frozen->path, LT_STORE_READ_ONLY);

  g_assert_true (lt_store_is_older (store));
  assert_frozen_3 (store);
  g_assert_cmpint (lt_store_count (store, lt_kind_by_name ("site"), NULL, NULL), ==, 0);
  lt_store_close (store);
  after = frozen_digest (frozen->path);
  g_assert_cmpstr (after, ==, before);
  store = frozen_open (frozen->path, LT_STORE_NONE);
  g_assert_cmpstr (lt_store_get_copy (store), ==, copy);
  g_assert_true (lt_store_is_writable (store));
  assert_frozen_3 (store);
  lt_store_close (store);
  g_assert_cmpint (frozen_schema (frozen->path), >, 3);
  g_assert_cmpint (frozen_schema (copy), ==, 3);
  store = frozen_open (copy, LT_STORE_READ_ONLY);
  assert_frozen_3 (store);
  lt_store_close (store);
}

static void
test_schema_3_goes_on (void)
{
  g_autoptr (Frozen) frozen = frozen_new (3, "county.gpkg");
  LtStore *store = frozen_go_on (frozen, 3, "schema three");

  assert_schema_3 (store, 60);
  office_assert_sound (store);
  lt_store_close (store);
}

static void
assert_frozen_4 (LtStore *store)
{
  frozen_assert_verified (store, 56, 32,
                          "1d8c2ad491321480e99a83f504c4a22a68a177dba49b399c78f83e49089d0466");
  assert_schema_4 (store, 56);
}

/* As it was left, read only and to be written. */
static void
test_schema_4 (void)
{
  g_autoptr (Frozen) frozen = frozen_new (4, "county.gpkg");
  g_autofree char *before = frozen_digest (frozen->path);
  g_autofree char *after = NULL;
  LtStore *store;

  g_assert_cmpint (frozen_schema (frozen->path), ==, 4);
  store = frozen_open (frozen->path, LT_STORE_READ_ONLY);
  assert_frozen_4 (store);
  lt_store_close (store);
  after = frozen_digest (frozen->path);
  g_assert_cmpstr (after, ==, before);
  store = frozen_open (frozen->path, LT_STORE_NONE);
  g_assert_true (lt_store_is_writable (store));
  assert_frozen_4 (store);
  lt_store_close (store);
  g_assert_cmpint (frozen_schema (frozen->path), ==, 6);
  store = frozen_go_on (frozen, 4, "schema four");
  assert_schema_4 (store, 57);
  office_assert_sound (store);
  lt_store_close (store);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/frozen/schema-2", test_schema_2);
  g_test_add_func ("/frozen/tampered", test_tampered);
  g_test_add_func ("/frozen/rows", test_rows);
  g_test_add_func ("/frozen/schema-3", test_schema_3);
  g_test_add_func ("/frozen/schema-3-goes-on", test_schema_3_goes_on);
  g_test_add_func ("/frozen/schema-4", test_schema_4);
  return g_test_run ();
}
