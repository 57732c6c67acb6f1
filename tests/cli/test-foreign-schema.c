/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl.h"

#include <string.h>

/* Tables, indexes, triggers and views that another program changed or added: those
 * that could deceive are named, and keep the file from being written. */

static Ctl *
start (void)
{
  Ctl *ctl = ctl_new ();

  ctl_set (ctl, "XDG_STATE_HOME", ctl->folder);
  ctl_sample (ctl, "county.gpkg");
  g_assert_true (ctl_verify (ctl));
  return ctl;
}

static void
alter (Ctl *ctl, const char *sql)
{
  ctl_sql (ctl, "county.gpkg", sql);
  if (ctl->status != 0)
    g_error ("%s", ctl->err);
}

static void
expect (Ctl *ctl, const char *words)
{
  g_autofree char *escaped = g_strescape (words, NULL);

  if (ctl_verify (ctl))
    g_error ("verify finds nothing; it should say \"%s\"", words);
  if (strstr (ctl->out, words) == NULL && strstr (ctl->out, escaped) == NULL)
    g_error ("verify does not say \"%s\": %s", words, ctl->out);
}

/* A trigger lets the program itself write what nobody said. */
static void
test_trigger (void)
{
  g_autoptr (Ctl) ctl = start ();

  alter (ctl, "CREATE TRIGGER tidy AFTER INSERT ON \"MINE\" BEGIN UPDATE mine SET mineral='铝' "
              "WHERE fid=new.fid; END");
  expect (ctl, "the trigger \"tidy\" is another program's");
  ctl_refuse (ctl, 6, "the trigger \"tidy\"",
              "--as 14030001 --at 2026-11-20T11:00 add mine name=新矿");
  alter (ctl, "DROP TRIGGER tidy");
  g_assert_true (ctl_verify (ctl));
  ctl_do (ctl, 0, "--as 14030001 --at 2026-11-20T11:00 add mine name=新矿");
}

/* Tables, indexes, guards and views are looked at by what makes them. */
static void
test_schema (void)
{
  static const struct
  {
    const char *sql;
    const char *says;
  } cases[] = {
    { "DROP TABLE lt_peer", "the table \"lt_peer\" is missing" },
    { "DROP TABLE lt_quarantine", "its table \"lt_quarantine\" is missing" },
    { "DROP TABLE lt_quarantine; CREATE VIEW lt_quarantine AS SELECT 1 AS id, 2 AS bytes, 3 AS "
      "reason",
      "the view \"lt_quarantine\" is not as this program makes it" },
    { "DROP TABLE lt_stream", "its table \"lt_stream\" is missing" },
    { "DROP TABLE lt_group", "its table \"lt_group\" is missing" },
    { "DROP TABLE lt_record", "its table \"lt_record\" is missing" },
    { "DROP TABLE lt_place_box", "its table \"lt_place_box\" is missing" },
    { "DROP TABLE lt_pack", "its table \"lt_pack\" is missing" },
    { "DROP TABLE lt_words", "its table \"lt_words\" is missing" },
    { "DROP INDEX lt_op_number", "the index \"lt_op_number\" is missing" },
    { "DROP TRIGGER lt_guard_mine_UPDATE", "the trigger \"lt_guard_mine_UPDATE\" is missing" },
    { "DROP INDEX lt_op_record; CREATE INDEX lt_op_record ON lt_op (record, field) WHERE seq<>288",
      "the index \"lt_op_record\" is not as this program makes it" },
    { "DROP TABLE lt_peer; CREATE VIEW lt_peer AS SELECT 1 AS peer",
      "the view \"lt_peer\" is not as this program makes it" },
    { "CREATE VIEW mines AS SELECT * FROM mine", "the view \"mines\" is another program's" },
    { "CREATE UNIQUE INDEX quick ON mine (code)", "the index \"quick\" is another program's" },
    { "ALTER TABLE mine ADD COLUMN more TEXT CHECK (more IS NULL)",
      "the table \"mine\" is not as this program makes it" },
  };
  g_autoptr (Ctl) ctl = start ();

  ctl_copy (ctl, "county.gpkg", "sound.gpkg");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      ctl_copy (ctl, "sound.gpkg", "county.gpkg");
      alter (ctl, cases[i].sql);
      g_test_message ("%s", cases[i].sql);
      expect (ctl, cases[i].says);
      g_assert_cmpstr (ctl_get (ctl, "ok"), ==, "false");
    }
}

/* Without one of its tables it is not written, and read as far as it goes. */
static void
test_missing_table (void)
{
  g_autoptr (Ctl) ctl = start ();

  alter (ctl, "DROP TABLE lt_quarantine");
  ctl_refuse (ctl, 6, "its table \"lt_quarantine\" is missing",
              "--as 14030001 --at 2026-11-20T11:00 add mine name=新矿");
  ctl_do (ctl, 0, "--json list mine");
  g_assert_cmpuint (ctl_count (ctl, ""), >, 0);
}

/* What SQLite itself cannot read, or what has no log, is said in one sentence. */
static void
test_unreadable (void)
{
  static const struct
  {
    const char *sql;
    const char *says;
  } cases[] = {
    { "PRAGMA writable_schema=ON; UPDATE sqlite_schema SET tbl_name='nothing' WHERE "
      "name='lt_guard_mine_UPDATE'",
      "it is damaged. Restore the last backup" },
    { "PRAGMA writable_schema=ON; UPDATE sqlite_schema SET tbl_name='station' WHERE "
      "name='lt_guard_mine_UPDATE'",
      "it is damaged. Restore the last backup" },
    { "DROP TABLE lt_op", "its log is missing" },
    { "DROP TABLE lt_meta", "its log is missing" },
  };
  g_autoptr (Ctl) ctl = start ();

  ctl_copy (ctl, "county.gpkg", "sound.gpkg");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      ctl_copy (ctl, "sound.gpkg", "county.gpkg");
      alter (ctl, cases[i].sql);
      ctl_refuse (ctl, 6, cases[i].says, "--json verify");
    }
}

/* What QGIS and GDAL put beside the program's tables is theirs. */
static void
test_tables_of_others (void)
{
  g_autoptr (Ctl) ctl = start ();

  alter (ctl,
         "CREATE TABLE layer_styles (id INTEGER PRIMARY KEY, f_table_name TEXT UNIQUE, style "
         "TEXT); CREATE INDEX styles ON layer_styles (style); CREATE UNIQUE INDEX one ON "
         "layer_styles (f_table_name, style); CREATE TRIGGER trim AFTER INSERT ON layer_styles "
         "BEGIN UPDATE layer_styles SET style=trim(style); END; CREATE INDEX by_name ON mine "
         "(name)");
  g_assert_true (ctl_verify (ctl));
  ctl_do (ctl, 0, "--as 14030001 --at 2026-11-20T11:00 set mine SL-K01 mineral=铁");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/foreign-schema/trigger", test_trigger);
  g_test_add_func ("/foreign-schema/changed", test_schema);
  g_test_add_func ("/foreign-schema/missing-table", test_missing_table);
  g_test_add_func ("/foreign-schema/unreadable", test_unreadable);
  g_test_add_func ("/foreign-schema/tables-of-others", test_tables_of_others);
  return g_test_run ();
}
