/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "db/db.h"
#include "office.h"

#include <string.h>

#define A_POINT "{\"type\":\"Point\",\"coordinates\":[113.5,37.9]}"

/* A file with a bit of everything: places, edits, a conflict, a removal. */
static LtStore *
make_file (Office *office)
{
  LtStore *store = office_found (office, "a");
  LtAuthor officer = office_enrol (office, store, "2", "inspector");
  LtId mine = office_add (office, store, &officer, "mine",
                          (const char *const[]){ "code", "K01", "name", "一矿", "mine_state",
                                                 "operating", "position", A_POINT, NULL });
  LtId gone = office_add (office, store, &officer, "mine",
                          (const char *const[]){ "code", "K02", "name", "二矿", "position", A_POINT,
                                                 NULL });
  g_autoptr (LtRecord) seen = office_get (store, &mine);
  g_autoptr (LtRecord) last = office_get (store, &gone);

  g_assert_true (office_set (store, &officer, seen, "name", "一矿甲", NULL));
  g_assert_true (office_set (store, &office->keeper, seen, "name", "一矿乙", NULL));
  g_assert_true (office_set (store, &officer, seen, "mineral", "煤", NULL));
  g_assert_true (office_remove (store, &officer, last, NULL));
  office_add (office, store, &officer, "station",
              (const char *const[]){ "code", "1001A", "name", "站", NULL });
  return store;
}

/* Somebody who knows the program well and has a debugger. */
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

static const struct
{
  const char *name;
  const char *sql;
  const char *says; /* part of a problem; it names the place */
} cases[] = {
  { "words", "UPDATE lt_words SET title='另' WHERE rowid=(SELECT min(rowid) FROM lt_words)",
    "the words it is found by" },
  { "words-of-nothing", "INSERT INTO lt_words (rowid, title) VALUES (5, '另')", "lt_words" },
  { "value-of-operation",
    "UPDATE lt_op SET value=CAST(replace(CAST(value AS TEXT), '煤', '铝') AS BLOB) "
    "WHERE CAST(value AS TEXT)='煤'",
    "operation 10 (mine " },
  { "one-byte-of-image",
    "UPDATE lt_op SET value=substr(value, 1, length(value)-1) || x'00' WHERE seq=6",
    "operation 6 (mine " },
  { "author", "UPDATE lt_group SET actor=(SELECT actor FROM lt_group WHERE gid=1) WHERE gid=3",
    "operations 6–6: " },
  { "key", "UPDATE lt_group SET key=(SELECT key FROM lt_group WHERE gid=1) WHERE gid=3",
    "operations 6–6: its signature does not fit" },
  { "note", "UPDATE lt_group SET note='因为' WHERE gid=3", "operations 6–6: " },
  { "time", "UPDATE lt_op SET wall=wall+1 WHERE seq=7", "operation 7 (mine " },
  { "clock-mark", "UPDATE lt_op SET clock_source=1 WHERE seq=7", "operation 7 (mine " },
  { "parents", "UPDATE lt_op SET parents=x'' WHERE length(parents)>0 AND seq=8",
    "operation 8 (mine " },
  { "signature", "UPDATE lt_group SET sig=zeroblob(64) WHERE gid=4",
    "operations 7–7: its signature does not fit" },
  { "operation-gone", "DELETE FROM lt_op WHERE seq=7", "group 4 lacks operations" },
  { "group-gone", "DELETE FROM lt_op WHERE gid=4; DELETE FROM lt_group WHERE gid=4",
    "operations 8–8: what came before it is missing" },
  { "end-cut-off", "DELETE FROM lt_op WHERE gid=9; DELETE FROM lt_group WHERE gid=9",
    "should end with operation 12" },
  { "operation-hidden", "UPDATE lt_op SET state=3 WHERE seq=10", "group 7" },
  { "group-hidden", "UPDATE lt_op SET state=3 WHERE gid=9; UPDATE lt_group SET state=3 WHERE gid=9",
    "operations 12–12: it is held back without a reason" },
  { "outside-of-every-stream",
    "INSERT INTO lt_group (id, sid, first_seq, n, actor, key, seen, schema, sig) SELECT "
    "zeroblob(32), 99, 1, 1, actor, key, seen, schema, zeroblob(64) FROM lt_group LIMIT 1; "
    "INSERT INTO lt_op SELECT 99, 1, zeroblob(32), zeroblob(32), (SELECT max(gid) FROM lt_group), "
    "time, wall, 0, kind, record, 4, 2, CAST('x' AS BLOB), id, 0 FROM lt_op WHERE kind=7 LIMIT 1",
    "1 operations belong to no group" },
  { "people-hidden", "UPDATE lt_group SET people=0 WHERE gid=2", "operations 4–5: its marks" },
  { "loose-operation",
    "INSERT INTO lt_op SELECT sid, seq+1000, randomblob(32), prev, gid+1000, time, wall, "
    "clock_source, kind, record, field, action, value, parents, state FROM lt_op WHERE seq=6",
    "1 operations belong to no group" },
  { "value-of-row", "UPDATE mine SET mineral='铝'", "Table mine, record " },
  { "place-of-row", "UPDATE mine SET position=NULL", "field position" },
  { "row-gone", "DELETE FROM mine", "Table mine: the row of " },
  { "row-more", "INSERT INTO station (id, code, name) VALUES ('x', '9', 'x')",
    "Table station: it has 1 rows more" },
  { "record-more",
    "INSERT INTO station (id, code, name) VALUES ('x', '9', 'x'); "
    "INSERT INTO lt_record VALUES (randomblob(16), 6, last_insert_rowid(), zeroblob(32))",
    "Table lt_record: it has 1 rows more" },
  { "other-id", "UPDATE mine SET id='x'", "has another id" },
  { "map-moved", "UPDATE lt_place SET min_x=0.5, max_x=0.5", "Map: the place of mine " },
  { "map-box-moved", "UPDATE lt_place_box SET min_x=0.5, max_x=0.5", "Map: the place of mine " },
  { "map-title", "UPDATE lt_place SET title='x'", "Map: the place of mine " },
  { "map-symbol", "UPDATE lt_place SET variety=3", "Map: the place of mine " },
  { "map-gone", "DELETE FROM lt_place", "Map: the place of mine " },
  { "map-more",
    "INSERT INTO lt_place SELECT number+1, kind, randomblob(16), min_x, min_y, max_x, max_y, "
    "variety, title FROM lt_place",
    "Table lt_place: it has 1 rows more" },
  { "half-state", "UPDATE lt_op SET state=0.5 WHERE gid=9", "Table lt_op, column state: 1 values" },
  { "half-people", "UPDATE lt_group SET people=1.5 WHERE gid=2",
    "Table lt_group, column people: 1 values" },
  { "half-field", "UPDATE lt_op SET field=field+0.5 WHERE gid=9",
    "Table lt_op, column field: 1 values" },
  { "value-as-text", "UPDATE lt_op SET value=CAST(value AS TEXT) WHERE seq=10",
    "Table lt_op, column value: 1 values" },
  { "kind-of-record", "UPDATE lt_record SET kind=7 WHERE kind=6", "its kind is not" },
  { "code-as-bytes", "UPDATE mine SET code=CAST(code AS BLOB)",
    "Table mine, column code: 1 values" },
  { "behind-a-nul", "UPDATE mine SET name=name || char(0) || 'x'", "field name" },
  { "words-behind-a-nul", "UPDATE lt_words SET title=title || char(0) || 'x'",
    "the words it is found by" },
  { "sum-of-nothing", "INSERT INTO lt_state VALUES (99, zeroblob(32), 1)",
    "Table lt_state: it has 1 rows more" },
  { "layer-gone", "DELETE FROM gpkg_contents WHERE table_name='mine'", "the layer \"mine\"" },
  { "layer-elsewhere", "UPDATE gpkg_geometry_columns SET srs_id=4326 WHERE table_name='mine'",
    "the layer \"mine\"" },
  { "head-changed", "UPDATE lt_head SET time=time+1", "its heads or conflicts" },
  { "head-gone", "DELETE FROM lt_head WHERE field=4", "its heads or conflicts" },
  { "conflict-gone", "DELETE FROM lt_conflict", "its heads or conflicts" },
  { "conflict-more", "INSERT INTO lt_conflict VALUES (randomblob(16), 1, 7)",
    "Table lt_conflict: it has 1 rows more" },
  { "digest", "UPDATE lt_record SET digest=zeroblob(32) WHERE kind=6",
    "its digest is not what the log says" },
  { "sum", "UPDATE lt_state SET sum=zeroblob(32) WHERE kind=7", "the sum of kind 7" },
  { "count", "UPDATE lt_state SET n=n+1 WHERE kind=7", "the sum of kind 7" },
  { "sum-gone", "DELETE FROM lt_state WHERE kind=6", "the sum of kind 6" },
};

static void
test_tampered (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (Office) office = office_new (20);
  LtStore *store = make_file (office);
  g_autoptr (LtVerification) result = NULL;
  g_autoptr (GError) error = NULL;
  gboolean named = FALSE;

  office_assert_sound (store);
  tamper (store, cases[i].sql);
  result = lt_store_verify (store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result->problems->len, >, 0);
  for (guint p = 0; p < result->problems->len; p++)
    {
      g_test_message ("%s", (char *) g_ptr_array_index (result->problems, p));
      named |= strstr (g_ptr_array_index (result->problems, p), cases[i].says) != NULL;
    }
  if (!named)
    g_error ("%s: nothing says \"%s\", but \"%s\"", cases[i].name, cases[i].says,
             (char *) g_ptr_array_index (result->problems, 0));
}

/* What is right: counted, and the same twice. */
static void
test_sound (void)
{
  g_autoptr (Office) office = office_new (20);
  LtStore *store = make_file (office);
  g_autoptr (LtVerification) result = lt_store_verify (store, NULL);
  g_autofree char *code = lt_check_code (&result->state);
  LtDigest state;

  g_assert_cmpuint (result->problems->len, ==, 0);
  g_assert_cmpuint (result->operations, ==, 12);
  /* bureau, two officers, two keys, a mine, a station */
  g_assert_cmpuint (result->records, ==, 7);
  g_assert_cmpuint (result->batches_without_rows, ==, 0);
  g_assert_true (lt_store_get_state (store, &state, NULL));
  g_assert_cmpint (lt_digest_compare (&state, &result->state), ==, 0);
  g_assert_true (g_regex_match_simple ("^[0-9A-F]{4}-[0-9A-F]{4}$", code, 0, 0));
}

/* A check only reads. */
static void
test_reads_only (void)
{
  g_autoptr (Office) office = office_new (21);
  LtStore *store = make_file (office);
  g_autoptr (LtStore) reader = NULL;
  g_autoptr (LtVerification) result = NULL;
  g_autoptr (GError) error = NULL;

  reader = lt_store_open (lt_store_get_path (store), LT_STORE_READ_ONLY, &error);
  g_assert_no_error (error);
  result = lt_store_verify (reader, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result->problems->len, ==, 0);
}

static void
test_check_code (void)
{
  LtDigest state = { { 0x7f, 0x3a, 0x91, 0xc2, 0xff } };
  g_autofree char *code = lt_check_code (&state);

  g_assert_cmpstr (code, ==, "7F3A-91C2");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/verify/sound", test_sound);
  g_test_add_func ("/verify/reads-only", test_reads_only);
  g_test_add_func ("/verify/check-code", test_check_code);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/verify/tampered/%s", cases[i].name);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_tampered);
    }
  return g_test_run ();
}
