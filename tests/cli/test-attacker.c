/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl.h"

#include <string.h>

/* An attacker with the file, GDAL and SQLite's shell in hand, and with what lies
 * beside: `verify` names what he did, or, where he cut off the end or put an old
 * copy back, says that nobody outside of the file can tell. */

static Ctl *
start (void)
{
  Ctl *ctl = ctl_new ();

  ctl_set (ctl, "XDG_STATE_HOME", ctl->folder);
  ctl_sample (ctl, "county.gpkg");
  ctl_do (ctl, 0, "--as 14030001 --at 2026-11-20T10:00 set mine SL-K01 mineral=页岩");
  g_assert_true (ctl_verify (ctl));
  return ctl;
}

static void
drop_guards (Ctl *ctl)
{
  g_autofree char *script = NULL;

  ctl_sql (ctl, "county.gpkg",
           "SELECT 'DROP TRIGGER \"' || name || '\";' FROM sqlite_master WHERE type='trigger' "
           "AND name LIKE 'lt\\_guard%' ESCAPE '\\'");
  script = g_strdup (ctl->out);
  ctl_sql (ctl, "county.gpkg", script);
  g_assert_cmpint (ctl->status, ==, 0);
}

/* Afterwards the guards stand as they stood. */
static void
change (Ctl *ctl, const char *sql)
{
  g_autofree char *guards = NULL;

  ctl_sql (ctl, "county.gpkg",
           "SELECT sql || ';' FROM sqlite_master WHERE type='trigger' AND name LIKE 'lt\\_guard%' "
           "ESCAPE '\\'");
  guards = g_strdup (ctl->out);
  drop_guards (ctl);
  ctl_sql (ctl, "county.gpkg", sql);
  if (ctl->status != 0)
    g_error ("%s", ctl->err);
  ctl_sql (ctl, "county.gpkg", guards);
  g_assert_cmpint (ctl->status, ==, 0);
}

static void
expect (Ctl *ctl, const char *words)
{
  if (ctl_verify (ctl))
    g_error ("verify finds nothing; it should say \"%s\"", words);
  if (strstr (ctl->out, words) == NULL)
    g_error ("verify does not say \"%s\": %s", words, ctl->out);
}

static void
expect_no_witness (Ctl *ctl)
{
  g_assert_true (ctl_verify (ctl));
  g_assert_cmpuint (ctl_count (ctl, "witnesses"), ==, 0);
  g_assert_nonnull (strstr (ctl_get (ctl, "witness"), "no outside witness"));
}

/* This machine forgets what it knew. */
static void
take_marker_away (Ctl *ctl)
{
  ctl_run (ctl, "rm -r lantian/markers");
  g_assert_cmpint (ctl->status, ==, 0);
}

/* GDAL writes what SQLite lets it write. */
static void
test_value_by_gdal (void)
{
  g_autoptr (Ctl) ctl = start ();

  drop_guards (ctl);
  ctl_run (ctl,
           "ogrinfo -q county.gpkg -sql \"UPDATE mine SET mineral='金矿' WHERE code='SL-K01'\"");
  g_assert_cmpint (ctl->status, ==, 0);
  expect (ctl, "field mineral is not what the log says");
}

static void
test_value_in_both (void)
{
  g_autoptr (Ctl) ctl = start ();

  change (ctl, "UPDATE mine SET mineral='金矿' WHERE code='SL-K01'; UPDATE lt_op SET "
               "value=CAST('金矿' AS BLOB) WHERE seq=288");
  expect (ctl, "operation 288 (mine ");
  g_assert_nonnull (strstr (ctl->out, "is not what was signed"));
}

/* So thorough that every digest is right again: the signature is not. */
static void
test_forged (void)
{
  g_autoptr (Ctl) ctl = start ();
  g_autofree char *script = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "cli", "forge.py", NULL);

  drop_guards (ctl);
  ctl_run (ctl, "python3 '%s' county.gpkg SL-K02", script);
  if (ctl->status != 0)
    g_error ("%s", ctl->err);
  expect (ctl, "operations 289–289: it should not have been accepted: the key that signed it was "
               "not enrolled for its officer");
}

static void
test_author (void)
{
  g_autoptr (Ctl) ctl = start ();

  change (ctl, "UPDATE lt_group SET actor=(SELECT id FROM lt_record WHERE kind=2 AND id<>actor "
               "LIMIT 1) WHERE gid=(SELECT max(gid) FROM lt_group)");
  expect (ctl, "operations 288–288: its number is not the digest of what it says");
}

static void
test_time (void)
{
  g_autoptr (Ctl) ctl = start ();

  change (ctl, "UPDATE lt_op SET wall=wall-86400000 WHERE seq=288");
  expect (ctl, "operation 288 (mine ");
}

/* He gives himself a role: in the table, and in the log. */
static void
test_role (void)
{
  g_autoptr (Ctl) ctl = start ();

  change (ctl, "UPDATE officer SET roles='inspector,keeper,reviewer,signatory' WHERE "
               "card=(SELECT max(card) FROM officer)");
  expect (ctl, "field roles is not what the log says");
}

static void
test_role_in_log (void)
{
  g_autoptr (Ctl) ctl = start ();

  change (ctl, "UPDATE lt_op SET value=CAST(replace(CAST(value AS TEXT), 'inspector', 'signatory') "
               "AS BLOB) WHERE kind=2 AND instr(CAST(value AS TEXT), 'inspector')>0");
  expect (ctl, "(officer ");
}

/* A signature that was checked before is not believed when it was exchanged
 * since; nor is a mark that somebody wrote. */
static void
test_remembered (void)
{
  g_autoptr (Ctl) ctl = start ();

  g_assert_true (ctl_verify (ctl));
  g_assert_cmpint (ctl_int (ctl, "signatures_checked"), ==, 0);
  g_assert_cmpint (ctl_int (ctl, "signatures_remembered"), >, 2);
  change (ctl, "UPDATE lt_group SET sig=zeroblob(64) WHERE gid=3");
  expect (ctl, "operations 13–62: its signature does not fit");
}

static void
test_changed_marker (void)
{
  g_autoptr (Ctl) ctl = start ();

  ctl_run (ctl, "sh -c \"sed -i 's/\\\"seq\\\" : 288/\\\"seq\\\" : 287/' lantian/markers/*\"");
  g_assert_cmpint (ctl->status, ==, 0);
  expect (ctl, "what this machine remembers of the file was changed by another program");
  g_assert_cmpint (ctl_int (ctl, "signatures_remembered"), ==, 0);
}

/* The last day of the log: by hand, and by putting yesterday's file back. */
static void
test_last_day (void)
{
  g_autoptr (Ctl) ctl = start ();

  change (ctl, "DELETE FROM lt_op WHERE seq=288; DELETE FROM lt_group WHERE gid=(SELECT max(gid) "
               "FROM lt_group); UPDATE lt_stream SET tip_seq=287, tip=(SELECT id FROM lt_op WHERE "
               "seq=287); UPDATE mine SET mineral='石灰岩' WHERE code='SL-K01'");
  expect (ctl, "operations 288–288 of device ");
  g_assert_nonnull (strstr (ctl->out, "known on 2026-11-2"));
  g_assert_nonnull (strstr (ctl->out, "the log was shortened"));
  g_assert_cmpstr (ctl_get (ctl, "witnesses.0.agrees"), ==, "false");
}

static void
test_old_copy (void)
{
  g_autoptr (Ctl) ctl = start ();

  ctl_copy (ctl, "county.gpkg", "yesterday.gpkg");
  ctl_do (ctl, 0, "--as 14030001 --at 2026-11-21T10:00 set mine SL-K01 mineral=煤");
  ctl_copy (ctl, "yesterday.gpkg", "county.gpkg");
  expect (ctl, "operations 289–289 of device ");
  /* Work that goes on does not take the numbers of what is gone, nor hide it. */
  ctl_do (ctl, 0, "--as 14030001 --at 2026-11-21T11:00 set mine SL-K01 mineral=铁");
  expect (ctl, "operations 289–289 of device ");
  take_marker_away (ctl);
  expect_no_witness (ctl);
}

/* A backup and a hub bear witness where the machine forgot. */
static void
test_backup_and_hub (void)
{
  g_autoptr (Ctl) ctl = start ();

  ctl_copy (ctl, "county.gpkg", "yesterday.gpkg");
  ctl_do (ctl, 0, "--as 14030001 --at 2026-11-21T10:00 set mine SL-K01 mineral=煤");
  ctl_do (ctl, 0, "--at 2026-11-21T10:10 backup late.tar");
  ctl_do (ctl, 0, "--at 2026-11-21T10:20 sync bureau.hub");
  ctl_copy (ctl, "yesterday.gpkg", "county.gpkg");
  expect (ctl, "\"backup\"");
  g_assert_cmpstr (ctl_get (ctl, "witnesses.1.witness"), ==, "backup");
  g_assert_cmpstr (ctl_get (ctl, "witnesses.1.agrees"), ==, "false");
  g_assert_cmpstr (ctl_get (ctl, "witnesses.2.witness"), ==, "hub");
  g_assert_cmpstr (ctl_get (ctl, "witnesses.2.agrees"), ==, "false");
  take_marker_away (ctl);
  expect_no_witness (ctl);
  ctl_do (ctl, 1, "--json verify --witness late.tar");
  g_assert_nonnull (strstr (ctl_get (ctl, "problems.0"), "operations 289–289 of device "));
  g_assert_nonnull (strstr (ctl_get (ctl, "problems.0"), "known on 2026-11-21"));
  ctl_do (ctl, 1, "--json verify --witness bureau.hub");
  g_assert_nonnull (strstr (ctl_get (ctl, "problems.0"), "operations 289–289 of device "));
  /* The hub gives it back. */
  ctl_do (ctl, 0, "sync bureau.hub");
  ctl_do (ctl, 0, "--json verify --witness bureau.hub --witness late.tar");
  ctl_refuse (ctl, 3, "is not there", "verify --witness nothing.tar");
}

/* A colleague reads his check code out. */
static void
test_check_code (void)
{
  g_autoptr (Ctl) ctl = start ();
  g_autofree char *code = NULL;

  ctl_verify (ctl);
  code = g_strdup (ctl_get (ctl, "code"));
  ctl_do (ctl, 0, "--json verify --code %s", code);
  g_assert_cmpstr (ctl_get (ctl, "witnesses.1.witness"), ==, "code");
  ctl_do (ctl, 1, "--json verify --code 0000-0000");
  g_assert_nonnull (strstr (ctl_get (ctl, "problems.0"), "there 0000-0000"));
}

/* What is no attack: to restore a backup, to move the file, to change machines. */
static void
test_no_attack (void)
{
  g_autoptr (Ctl) ctl = start ();

  ctl_do (ctl, 0, "--at 2026-11-20T10:10 backup early.tar");
  ctl_do (ctl, 0, "--as 14030001 --at 2026-11-21T10:00 set mine SL-K01 mineral=煤");
  ctl_do (ctl, 0, "--at 2026-11-21T11:00 restore early.tar again.gpkg");
  ctl_do (ctl, 0, "--json --db again.gpkg verify");
  g_assert_nonnull (strstr (ctl->out, "a backup was restored on 2026-11-21"));
  g_assert_nonnull (strstr (ctl->out, "operations 289–289 of device "));
  ctl_do (ctl, 0, "--db again.gpkg --as 14030001 --at 2026-11-22T10:00 set mine SL-K02 mineral=铁");
  ctl_do (ctl, 0, "--json --db again.gpkg verify");
  ctl_run (ctl, "mkdir elsewhere");
  ctl_run (ctl, "mv county.gpkg elsewhere/moved.gpkg");
  ctl_do (ctl, 0, "--json --db elsewhere/moved.gpkg verify");
  g_assert_cmpstr (ctl_get (ctl, "witnesses.0.agrees"), ==, "true");
  take_marker_away (ctl);
  ctl_do (ctl, 0, "--json --db elsewhere/moved.gpkg verify");
  g_assert_nonnull (strstr (ctl_get (ctl, "witness"), "no outside witness"));
  /* From now on this machine knows it. */
  ctl_do (ctl, 0, "--json --db elsewhere/moved.gpkg verify");
  g_assert_cmpuint (ctl_count (ctl, "witnesses"), ==, 1);
}

/* Two copies on one machine: what is known of the one is said as it is, and nobody
 * is told that the other was cut off, whichever was worked in. */
static void
test_copies (void)
{
  g_autoptr (Ctl) ctl = start ();
  g_autofree char *path = ctl_path (ctl, "county.gpkg");
  const char *problem;

  ctl_run (ctl, "mkdir stick");
  ctl_copy (ctl, "county.gpkg", "stick/copy.gpkg");
  ctl_copy (ctl, "county.keys", "stick/copy.keys");
  ctl_do (ctl, 0, "--as 14030001 --at 2026-11-21T10:00 set mine SL-K01 mineral=煤");
  ctl_do (ctl, 1, "--json --db stick/copy.gpkg verify");
  g_assert_cmpuint (ctl_count (ctl, "problems"), ==, 1);
  problem = ctl_get (ctl, "problems.0");
  g_assert_nonnull (strstr (problem, "operations 289–289 of device "));
  g_assert_nonnull (strstr (problem, "in another file of this bureau, "));
  g_assert_nonnull (strstr (problem, path));
  g_assert_nonnull (strstr (problem, "on 2026-11-21"));
  g_assert_null (strstr (ctl->out, "shortened"));
  /* Nor by what else was done with the other file. */
  ctl_do (ctl, 0, "--at 2026-11-21T10:10 backup late.tar");
  ctl_do (ctl, 1, "--json --db stick/copy.gpkg verify");
  g_assert_nonnull (strstr (ctl_get (ctl, "problems.0"), path));
  g_assert_null (strstr (ctl->out, "shortened"));
  /* The copy is worked in too: both are told of each other. */
  ctl_do (ctl, 0,
          "--db stick/copy.gpkg --as 14030001 --at 2026-11-22T10:00 set mine SL-K02 mineral=铁");
  ctl_do (ctl, 1, "--json --db stick/copy.gpkg verify");
  g_assert_nonnull (strstr (ctl_get (ctl, "problems.0"), path));
  g_assert_null (strstr (ctl->out, "shortened"));
  ctl_do (ctl, 0, "--json verify");
  /* When one of them has met the hub it still lacks the other's work. */
  ctl_do (ctl, 0, "--db stick/copy.gpkg sync bureau.hub");
  ctl_do (ctl, 1, "--json --db stick/copy.gpkg verify");
  g_assert_nonnull (strstr (ctl_get (ctl, "problems.0"), path));
  g_assert_null (strstr (ctl->out, "shortened"));
  ctl_do (ctl, 0, "sync bureau.hub");
  ctl_do (ctl, 0, "--db stick/copy.gpkg sync bureau.hub");
  ctl_do (ctl, 0, "--json --db stick/copy.gpkg verify");
  ctl_do (ctl, 0, "--json verify");
}

/* Moved, and shortened where it is now: what the machine saw in the old place is
 * not here. */
static void
test_moved_and_shortened (void)
{
  g_autoptr (Ctl) ctl = start ();

  ctl_copy (ctl, "county.gpkg", "yesterday.gpkg");
  ctl_do (ctl, 0, "--as 14030001 --at 2026-11-21T10:00 set mine SL-K01 mineral=煤");
  ctl_do (ctl, 0, "--json verify");
  ctl_run (ctl, "mkdir elsewhere");
  ctl_run (ctl, "rm county.gpkg");
  ctl_copy (ctl, "yesterday.gpkg", "elsewhere/moved.gpkg");
  ctl_do (ctl, 1, "--json --db elsewhere/moved.gpkg verify");
  g_assert_nonnull (strstr (ctl_get (ctl, "problems.0"), "operations 289–289 of device "));
  g_assert_cmpstr (ctl_get (ctl, "ok"), ==, "false");
}

/* Two groups change places; one of several is taken out. */
static void
test_order_of_groups (void)
{
  g_autoptr (Ctl) ctl = start ();

  ctl_do (ctl, 0, "--as 14030001 --at 2026-11-20T11:00 set mine SL-K02 mineral=铁");
  change (ctl, "UPDATE lt_op SET seq=seq+1000 WHERE seq=288; UPDATE lt_op SET seq=288 WHERE "
               "seq=289; UPDATE lt_op SET seq=289 WHERE seq=1288; UPDATE lt_group SET "
               "first_seq=577-first_seq WHERE first_seq IN (288, 289)");
  expect (ctl, "operation 288 (mine ");
  g_assert_nonnull (strstr (ctl->out, "what came before it is missing or another"));
}

static void
test_taken_out (void)
{
  g_autoptr (Ctl) ctl = start ();

  ctl_do (ctl, 0, "--as 14030001 --at 2026-11-20T11:00 set mine SL-K02 mineral=铁");
  change (ctl, "DELETE FROM lt_op WHERE seq=288; DELETE FROM lt_group WHERE first_seq=288");
  expect (ctl, "operations 289–289: what came before it is missing or another");
}

/* The log has everything, and so has the file's copy of yesterday: only the index
 * through which the log is read does not list one change, and the tables are those
 * that were there before it. */
static void
test_hidden_from_index (void)
{
  g_autoptr (Ctl) ctl = start ();

  ctl_copy (ctl, "county.gpkg", "before.gpkg");
  ctl_do (ctl, 0, "--as 14030001 --at 2026-11-20T11:00 set mine SL-K02 mineral=铁");
  change (ctl, "ATTACH 'before.gpkg' AS b; "
               "DELETE FROM lt_record; INSERT INTO lt_record SELECT * FROM b.lt_record; "
               "DELETE FROM lt_head; INSERT INTO lt_head SELECT * FROM b.lt_head; "
               "DELETE FROM lt_state; INSERT INTO lt_state SELECT * FROM b.lt_state; "
               "DELETE FROM mine; INSERT INTO mine SELECT * FROM b.mine; "
               "DELETE FROM lt_place; INSERT INTO lt_place SELECT * FROM b.lt_place; "
               "DELETE FROM lt_words; INSERT INTO lt_words (rowid, title, body, initials) "
               "SELECT rowid, title, body, initials FROM b.lt_words");
  change (ctl, "PRAGMA writable_schema=ON; DROP INDEX lt_op_record; "
               "CREATE INDEX lt_op_record ON lt_op (record, field) WHERE NOT (seq=289); "
               "UPDATE sqlite_schema SET sql='CREATE INDEX lt_op_record ON lt_op (record, field)' "
               "WHERE name='lt_op_record'");
  expect (ctl, "its pages or indexes are damaged");
}

/* The same for what is said of people: a role that was taken away. */
static void
test_people_hidden_from_index (void)
{
  g_autoptr (Ctl) ctl = start ();

  change (ctl,
          "PRAGMA writable_schema=ON; DROP INDEX lt_group_people; CREATE INDEX lt_group_people ON "
          "lt_group (gid) WHERE people=1 AND gid<>(2); UPDATE sqlite_schema SET sql='CREATE INDEX "
          "lt_group_people ON lt_group (gid) WHERE people = 1' WHERE name='lt_group_people'");
  expect (ctl, "its pages or indexes are damaged");
}

/* What passes for an older file is looked at less closely: it must be one. */
static void
test_passed_off_as_older (void)
{
  static const int numbers[] = { 3, 2, 1, 0 };
  g_autoptr (Ctl) ctl = start ();

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autofree char *sql = g_strdup_printf ("UPDATE lt_meta SET v=%d WHERE k='schema'; DELETE "
                                              "FROM lt_words WHERE rowid=(SELECT min(rowid) FROM "
                                              "lt_words)",
                                              numbers[i]);
      g_autofree char *says = g_strdup_printf ("it says that it has schema %d", numbers[i]);

      change (ctl, sql);
      expect (ctl, says);
      /* What only a file of the present schema has is looked at all the same. */
      g_assert_nonnull (strstr (ctl->out, "the words it is found by"));
      ctl_refuse (ctl, 6, says, "--as 14030001 --at 2026-11-20T11:00 set mine SL-K01 mineral=铁");
    }
}

/* With the tables of its own age taken out, too. */
static void
test_made_older (void)
{
  g_autoptr (Ctl) ctl = start ();

  drop_guards (ctl);
  ctl_sql (ctl, "county.gpkg",
           "UPDATE lt_meta SET v=2 WHERE k='schema'; DROP TABLE lt_pack; DROP TABLE "
           "lt_reading_quality; CREATE TABLE lt_reading (place INTEGER NOT NULL, item INTEGER NOT "
           "NULL, time INTEGER NOT NULL, batch INTEGER NOT NULL, value INTEGER, quality TEXT, "
           "PRIMARY KEY (place, item, time, batch)) WITHOUT ROWID");
  g_assert_cmpint (ctl->status, ==, 0);
  expect (ctl, "was written with schema 6, and the file is of schema 2");
}

static void
test_map_index (void)
{
  g_autoptr (Ctl) ctl = start ();

  change (ctl, "UPDATE lt_place_box_node SET data=zeroblob(length(data)) WHERE nodeno=1");
  expect (ctl, "Map: the index of its places is damaged");
}

/* SQL that makes records of operations, and whoever reads a whole number, differ on it. */
static void
test_hidden_by_half (void)
{
  g_autoptr (Ctl) ctl = start ();

  change (ctl, "UPDATE lt_op SET state=0.5 WHERE gid=(SELECT max(gid) FROM lt_op)");
  expect (ctl, "Table lt_op, column state: 1 values are not of its type");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/attacker/value-by-gdal", test_value_by_gdal);
  g_test_add_func ("/cli/attacker/value-in-both", test_value_in_both);
  g_test_add_func ("/cli/attacker/forged", test_forged);
  g_test_add_func ("/cli/attacker/author", test_author);
  g_test_add_func ("/cli/attacker/time", test_time);
  g_test_add_func ("/cli/attacker/role", test_role);
  g_test_add_func ("/cli/attacker/role-in-log", test_role_in_log);
  g_test_add_func ("/cli/attacker/remembered", test_remembered);
  g_test_add_func ("/cli/attacker/changed-marker", test_changed_marker);
  g_test_add_func ("/cli/attacker/copies", test_copies);
  g_test_add_func ("/cli/attacker/moved-and-shortened", test_moved_and_shortened);
  g_test_add_func ("/cli/attacker/last-day", test_last_day);
  g_test_add_func ("/cli/attacker/old-copy", test_old_copy);
  g_test_add_func ("/cli/attacker/backup-and-hub", test_backup_and_hub);
  g_test_add_func ("/cli/attacker/check-code", test_check_code);
  g_test_add_func ("/cli/attacker/no-attack", test_no_attack);
  g_test_add_func ("/cli/attacker/order-of-groups", test_order_of_groups);
  g_test_add_func ("/cli/attacker/taken-out", test_taken_out);
  g_test_add_func ("/cli/attacker/hidden-from-index", test_hidden_from_index);
  g_test_add_func ("/cli/attacker/people-hidden-from-index", test_people_hidden_from_index);
  g_test_add_func ("/cli/attacker/passed-off-as-older", test_passed_off_as_older);
  g_test_add_func ("/cli/attacker/made-older", test_made_older);
  g_test_add_func ("/attacker/map-index", test_map_index);
  g_test_add_func ("/attacker/hidden-by-half", test_hidden_by_half);
  return g_test_run ();
}
