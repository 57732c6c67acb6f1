/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl.h"

#include <string.h>

/* A backup is restorable: what comes back is what was there, it goes on beside
 * the original, and what is no whole backup is told apart. */

static void
make_backup (Ctl *ctl)
{
  ctl_sample (ctl, "county.gpkg");
  ctl_do (ctl, 0, "--as 14030001 --at 2026-11-20T10:00 set mine SL-K01 mineral=页岩");
  ctl_do (ctl, 0, "--json --at 2026-11-20T11:00 backup b.tar");
}

static void
test_comes_back (void)
{
  g_autoptr (Ctl) ctl = ctl_new ();
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *sum = NULL;
  g_autofree char *state = ctl_path (ctl, "state");

  ctl_set (ctl, "XDG_STATE_HOME", state);
  make_backup (ctl);
  g_assert_cmpstr (ctl_get (ctl, "time"), ==, "2026-11-20T11:00:00");
  g_assert_cmpint (ctl_int (ctl, "problems"), ==, 0);
  /* It may be the only one: it is replaced when somebody says so. */
  ctl_run (ctl, "sha256sum b.tar");
  sum = g_strdup (ctl->out);
  ctl_refuse (ctl, 3, "--replace", "backup b.tar");
  ctl_run (ctl, "sha256sum b.tar");
  g_assert_cmpstr (ctl->out, ==, sum);
  ctl_do (ctl, 0, "--at 2026-11-20T11:30 backup b.tar --replace");
  ctl_run (ctl, "sha256sum b.tar");
  g_assert_cmpstr (ctl->out, !=, sum);
  before = ctl_state (ctl);
  ctl_do (ctl, 0, "restore b.tar again.gpkg");
  ctl_set (ctl, "LANTIAN_DB", "again.gpkg");
  g_assert_true (ctl_verify (ctl));
  after = ctl_state (ctl);
  g_assert_cmpstr (before, ==, after);
  /* Nobody knows yet what colleagues have of it, and it is in a backup. */
  ctl_do (ctl, 0, "--at 2026-11-20T11:45 today");
  g_assert_nonnull (strstr (ctl->out, "not synced since"));
  g_assert_null (strstr (ctl->out, "colleagues have nothing"));
  g_assert_null (strstr (ctl->out, "never backed up"));
  ctl_do (ctl, 0, "--as 14030001 --at 2026-11-20T12:00 set mine SL-K01 mineral=砂岩");
}

/* What the original wrote after the backup comes back, and both go on. */
static void
test_goes_on_beside_the_original (void)
{
  g_autoptr (Ctl) ctl = ctl_new ();
  g_autofree char *one = NULL;
  g_autofree char *other = NULL;

  make_backup (ctl);
  ctl_do (ctl, 0, "--as 14030001 --at 2026-11-20T12:00 set mine SL-K02 mineral=砂岩");
  ctl_do (ctl, 0, "--json sync h.hub");
  ctl_do (ctl, 0, "restore b.tar again.gpkg");
  ctl_do (ctl, 0,
          "--db again.gpkg --as 14030001 --at 2026-11-20T13:00 set mine SL-K03 mineral=砂岩");
  ctl_do (ctl, 0, "--db again.gpkg sync h.hub");
  ctl_do (ctl, 0, "--json sync h.hub");
  g_assert_cmpint (ctl_int (ctl, "quarantined"), ==, 0);
  one = ctl_state (ctl);
  ctl_set (ctl, "LANTIAN_DB", "again.gpkg");
  other = ctl_state (ctl);
  g_assert_cmpstr (one, ==, other);
  g_assert_true (ctl_verify (ctl));
  ctl_do (ctl, 0, "--json show mine SL-K02");
  g_assert_cmpstr (ctl_get (ctl, "mineral"), ==, "砂岩");
}

static void
test_without_keys (void)
{
  g_autoptr (Ctl) ctl = ctl_new ();

  make_backup (ctl);
  ctl_do (ctl, 0, "backup others.tar --without-keys");
  ctl_do (ctl, 0, "restore others.tar theirs.gpkg");
  ctl_refuse (ctl, 4, "no key on this device",
              "--db theirs.gpkg --as 14030001 set mine SL-K01 mineral=砂岩");
}

/* The sealed key of card @from is put in again as that of @to, or taken out. */
static void
change_keys (Ctl *ctl, const char *from, const char *to)
{
  g_autofree char *path = ctl_path (ctl, "own.keys");
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autofree char *text = NULL;
  JsonObject *keys;

  g_assert_true (json_parser_load_from_file (parser, path, NULL));
  keys = json_node_get_object (json_parser_get_root (parser));
  if (to != NULL)
    json_object_set_member (keys, to, json_node_copy (json_object_get_member (keys, from)));
  else
    json_object_remove_member (keys, from);
  text = json_to_string (json_parser_get_root (parser), TRUE);
  ctl_write (ctl, "own.keys", text, -1);
}

static guint
count_cards (Ctl *ctl)
{
  ctl_run (ctl, "cat own.keys");
  return json_object_get_size (json_node_get_object (ctl->json));
}

/* Restored where keys are still there: those are newer than the backup's. */
static void
test_newer_keys_stay (void)
{
  g_autoptr (Ctl) ctl = ctl_new ();

  ctl_write (ctl, "first", "the first one\n", -1);
  ctl_write (ctl, "second", "the second one\n", -1);
  ctl_set (ctl, "LANTIAN_PASSPHRASE_FILE", "first");
  ctl_set (ctl, "LANTIAN_NEW_PASSPHRASE_FILE", "second");
  ctl_do (ctl, 0, "--at 2026-11-20T09:00 new own.gpkg --area 140321 --keeper 1:保管人");
  change_keys (ctl, "1", "2");
  ctl_do (ctl, 0, "--db own.gpkg backup b.tar");
  ctl_do (ctl, 0, "--db own.gpkg --as 1 key passphrase");
  change_keys (ctl, "2", NULL);
  change_keys (ctl, "1", "3");
  ctl_run (ctl, "rm own.gpkg");
  ctl_do (ctl, 0, "restore b.tar own.gpkg");
  ctl_refuse (ctl, 4, "passphrase", "--db own.gpkg --as 1 --at 2026-11-20T10:00 add town name=甲");
  ctl_set (ctl, "LANTIAN_PASSPHRASE_FILE", "second");
  ctl_do (ctl, 0, "--db own.gpkg --as 1 --at 2026-11-20T10:00 add town name=甲");
  /* Each card has one: the third is not in the backup, the second only there. */
  g_assert_cmpuint (count_cards (ctl), ==, 3);
  /* Keys of somebody else, under a card that is in the backup, are not his. */
  ctl_run (ctl, "sed -i 's/\"officer\" : \"[0-9a-f-]*/\"officer\" : "
                "\"01989d6e-4c00-7000-8000-000000000000/' own.keys");
  ctl_run (ctl, "rm own.gpkg");
  ctl_refuse (ctl, 3, "another officer", "restore b.tar own.gpkg");
  g_assert_cmpuint (count_cards (ctl), ==, 3);
  ctl_write (ctl, "own.keys", "these are words", -1);
  ctl_refuse (ctl, 6, "cannot be read", "restore b.tar own.gpkg");
  ctl_run (ctl, "mv own.keys own.keys.old");
  ctl_set (ctl, "LANTIAN_PASSPHRASE_FILE", "first");
  ctl_do (ctl, 0, "restore b.tar own.gpkg");
  ctl_do (ctl, 0, "--db own.gpkg --as 1 --at 2026-11-20T10:00 add town name=甲");
}

static void
test_damage_is_told (void)
{
  g_autoptr (Ctl) ctl = ctl_new ();
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  gsize size;

  make_backup (ctl);
  path = ctl_path (ctl, "b.tar");
  g_assert_true (g_file_get_contents (path, &text, &size, NULL));
  ctl_write (ctl, "cut.tar", text, (gssize) size / 2);
  ctl_refuse (ctl, 3, "no backup, or it is damaged", "restore cut.tar new.gpkg");
  /* One byte in the county file's middle */
  text[size / 2] ^= 1;
  ctl_write (ctl, "bent.tar", text, (gssize) size);
  ctl_refuse (ctl, 3, "missing or damaged", "restore bent.tar new.gpkg");
  ctl_write (ctl, "words.tar", "these are words", -1);
  ctl_refuse (ctl, 3, "no backup, or it is damaged", "restore words.tar new.gpkg");
  ctl_refuse (ctl, 3, "there already", "restore b.tar county.gpkg");
  g_assert_false (ctl_has (ctl, "new.gpkg"));
}

/* A file that was tampered with is backed up as it is, and said to be wrong. */
static void
test_wrong_file_is_kept_and_told (void)
{
  g_autoptr (Ctl) ctl = ctl_new ();

  make_backup (ctl);
  ctl_sql (ctl, "county.gpkg",
           "DROP TRIGGER \"lt_guard_mine_UPDATE\"; UPDATE mine SET mineral='金'");
  ctl_do (ctl, 1, "--json backup wrong.tar");
  g_assert_cmpint (ctl_int (ctl, "problems"), >, 0);
  ctl_do (ctl, 1, "restore wrong.tar again.gpkg");
}

static void
attach_three (Ctl *ctl)
{
  ctl_write (ctl, "one.txt", "一", -1);
  ctl_write (ctl, "two.txt", "二", -1);
  ctl_write (ctl, "three.txt", "三", -1);
  ctl_do (ctl, 0,
          "--as 14030001 --at 2026-11-20T09:30 attach mine SL-K01 one.txt two.txt three.txt");
}

/* By another program. */
static char *
place_of (Ctl *ctl, const char *file)
{
  ctl_run (ctl, "sha256sum %s", file);
  return g_strdup_printf ("county.files/%.2s/%.64s", ctl->out, ctl->out);
}

static void
test_originals_come_back (void)
{
  g_autoptr (Ctl) ctl = ctl_new ();
  g_autofree char *place = NULL;

  ctl_sample (ctl, "county.gpkg");
  attach_three (ctl);
  ctl_do (ctl, 0, "--json backup b.tar");
  g_assert_cmpint (ctl_int (ctl, "originals"), ==, 3);
  g_assert_cmpuint (ctl_count (ctl, "originals_not_here"), ==, 0);
  /* Any tar opens it, and finds them under their digests. */
  place = place_of (ctl, "one.txt");
  ctl_run (ctl, "tar -xOf b.tar %s", place);
  g_assert_cmpint (ctl->status, ==, 0);
  g_assert_cmpstr (ctl->out, ==, "一");
  ctl_run (ctl, "mkdir other");
  ctl_do (ctl, 0, "--json restore b.tar other/county.gpkg");
  ctl_set (ctl, "LANTIAN_DB", "other/county.gpkg");
  ctl_do (ctl, 0, "--json verify");
  g_assert_cmpint (ctl_int (ctl, "originals"), ==, 3);
  ctl_run (ctl, "diff -r county.files other/county.files");
  g_assert_cmpint (ctl->status, ==, 0);
  ctl_run (ctl, "ls -A . other");
  g_assert_null (strstr (ctl->out, ".lantian-backup"));
}

/* Lost and altered ones are named, and do not stop the backup. */
static void
test_originals_not_here (void)
{
  g_autoptr (Ctl) ctl = ctl_new ();
  g_autofree char *one = NULL;
  g_autofree char *two = NULL;

  ctl_sample (ctl, "county.gpkg");
  attach_three (ctl);
  one = place_of (ctl, "one.txt");
  two = place_of (ctl, "two.txt");
  ctl_run (ctl, "rm %s", one);
  ctl_write (ctl, two, "other", -1);
  ctl_do (ctl, 1, "--json backup b.tar");
  g_assert_cmpint (ctl_int (ctl, "problems"), ==, 0);
  g_assert_cmpint (ctl_int (ctl, "originals_missing"), ==, 1);
  g_assert_cmpint (ctl_int (ctl, "originals_altered"), ==, 1);
  g_assert_cmpstr (ctl_get (ctl, "originals_not_here.0.name"), ==, "one.txt");
  g_assert_cmpstr (ctl_get (ctl, "originals_not_here.1.name"), ==, "two.txt");
  ctl_run (ctl, "tar -xOf b.tar manifest.json");
  g_assert_cmpstr (ctl_get (ctl, "originals.originals_not_here.0.name"), ==, "one.txt");
  ctl_run (ctl, "mkdir other");
  ctl_do (ctl, 1, "--json restore b.tar other/county.gpkg");
  g_assert_cmpint (ctl_int (ctl, "originals_missing"), ==, 1);
  ctl_do (ctl, 1, "--json --db other/county.gpkg verify");
  g_assert_cmpint (ctl_int (ctl, "originals"), ==, 1);
  g_assert_cmpint (ctl_int (ctl, "originals_missing"), ==, 1);
  g_assert_cmpint (ctl_int (ctl, "originals_altered"), ==, 1);
}

/* Restored over what is left of it: the lost one is there again, the altered one
 * kept beside. */
static void
test_originals_are_put_back (void)
{
  g_autoptr (Ctl) ctl = ctl_new ();
  g_autofree char *one = NULL;
  g_autofree char *two = NULL;
  g_autofree char *aside = NULL;

  ctl_sample (ctl, "county.gpkg");
  attach_three (ctl);
  ctl_do (ctl, 0, "backup b.tar");
  one = place_of (ctl, "one.txt");
  two = place_of (ctl, "two.txt");
  aside = g_strconcat (two, ".altered", NULL);
  ctl_run (ctl, "rm county.gpkg %s", one);
  ctl_write (ctl, two, "other", -1);
  ctl_do (ctl, 0, "restore b.tar county.gpkg");
  ctl_do (ctl, 0, "--json verify");
  g_assert_cmpint (ctl_int (ctl, "originals"), ==, 3);
  g_assert_true (ctl_has (ctl, aside));
}

/* An original in the archive that is not what the manifest says; one too many;
 * one that leads out of the folder. */
static void
test_altered_archive (void)
{
  g_autoptr (Ctl) ctl = ctl_new ();
  g_autofree char *one = NULL;

  ctl_sample (ctl, "county.gpkg");
  attach_three (ctl);
  ctl_do (ctl, 0, "backup b.tar");
  one = place_of (ctl, "one.txt");
  ctl_run (ctl,
           "sh -c 'mkdir x && tar -C x -xf b.tar && printf 乙 > x/%s && tar -C x -cf bent.tar "
           "manifest.json county.gpkg county.keys county.files'",
           one);
  ctl_refuse (ctl, 3, "", "restore bent.tar new.gpkg");
  ctl_run (ctl, "sh -c 'cd x && tar -cf ../bent.tar manifest.json county.gpkg county.keys $(find "
                "county.files -type f)'");
  ctl_refuse (ctl, 3, "missing or damaged", "restore bent.tar new.gpkg");
  ctl_run (ctl,
           "sh -c 'printf 一 > x/%s && printf z > x/more && cd x && tar -cf ../more.tar "
           "manifest.json county.gpkg county.keys more $(find county.files -type f)'",
           one);
  ctl_refuse (ctl, 3, "does not know of", "restore more.tar new.gpkg");
  ctl_run (ctl,
           "sh -c 'cd x && tar --transform s,more,../more, -Pcf ../out.tar manifest.json more'");
  ctl_refuse (ctl, 3, "no backup", "restore out.tar new.gpkg");
  ctl_run (ctl, "ls -A");
  g_assert_null (strstr (ctl->out, "new."));
  g_assert_null (strstr (ctl->out, ".lantian-backup"));
}

/* @change: what sed makes of the manifest */
static void
assert_manifest_refused (Ctl *ctl, const char *words, const char *change)
{
  ctl_run (ctl, "sh -c 'rm -rf x && mkdir x && tar -C x -xf b.tar'");
  ctl_run (ctl, "sed -i '%s' x/manifest.json", change);
  g_assert_cmpint (ctl->status, ==, 0);
  ctl_run (ctl, "tar -C x -cf bent.tar manifest.json county.gpkg county.keys");
  ctl_refuse (ctl, 3, words, "restore bent.tar new.gpkg");
  g_assert_null (strstr (ctl->err, "CRITICAL"));
  ctl_run (ctl, "ls -A");
  g_assert_null (strstr (ctl->out, "new."));
}

/* What a manifest says is held against what is in the backup. */
static void
test_manifest_is_not_believed (void)
{
  g_autoptr (Ctl) ctl = ctl_new ();

  make_backup (ctl);
  assert_manifest_refused (ctl, "operations", "s/\"operations\" : [0-9]*/\"operations\" : 1/");
  assert_manifest_refused (ctl, "\"operations\"",
                           "s/\"operations\" : /&1000000000000000000000000000/");
  assert_manifest_refused (ctl, "\"operations\"", "s/\"operations\" : [0-9]*/\"operations\" : []/");
  assert_manifest_refused (ctl, "\"operations\"", "s/\"operations\" : /&-/");
  assert_manifest_refused (ctl, "\"time\"", "s/\"time\" : \"[^\"]*/\"time\" : \"yesterday/");
  assert_manifest_refused (ctl, "\"time\"", "s/\"time\" : \"[^\"]*\"/\"time\" : 7/");
  assert_manifest_refused (ctl, "not the one", "s/\"code\" : \"[^\"]*/\"code\" : \"0000-0000/");
  assert_manifest_refused (ctl, "\"code\"", "s/\"code\" : \"[^\"]*/&0/");
  assert_manifest_refused (ctl, "\"drafts\"", "s/\"drafts\" : [a-z]*/\"drafts\" : {}/");
  assert_manifest_refused (ctl, "\"drafts\"", "s/\"drafts\" : [a-z]*/\"drafts\" : true/");
  assert_manifest_refused (ctl, "\"originals\"", "s/\"originals\" : [0-9]\\+/\"originals\" : -1/");
  assert_manifest_refused (ctl, "\"originals\"",
                           "s/\"originals_missing\" : [0-9]*/\"originals_missing\" : {}/");
  assert_manifest_refused (ctl, "\"originals\"",
                           "s/\"originals_not_here\" : [^,]*/\"originals_not_here\" : 0/");
  assert_manifest_refused (ctl, "", "s/.*/[]/");
}

/* Whatever is typed: no file is written over a county file, its keys, its drafts, its
 * log or its originals. */
static void
test_county_is_not_replaced (void)
{
  static const char *const others[] = { "county.gpkg", "county.keys", "county.drafts",
                                        "county.gpkg-wal", "./county.gpkg" };
  g_autoptr (Ctl) ctl = ctl_new ();
  g_autofree char *one = NULL;
  g_autofree char *sums = NULL;

  make_backup (ctl);
  attach_three (ctl);
  one = place_of (ctl, "one.txt");
  ctl_write (ctl, "county.drafts", "drafts", -1);
  ctl_run (ctl, "cp county.gpkg other.dat");
  ctl_run (ctl, "sh -c 'sha256sum $(find county.* other.dat -type f | sort)'");
  sums = g_strdup (ctl->out);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    ctl_refuse (ctl, 4, "is not replaced", "backup %s --replace", others[i]);
  ctl_refuse (ctl, 4, "is not replaced", "backup %s --replace", one);
  ctl_refuse (ctl, 4, "is not replaced", "backup county.files/new.tar");
  ctl_refuse (ctl, 4, "is not replaced", "map county.files/new.png");
  /* A county file by what is in it, whatever it is called. */
  ctl_refuse (ctl, 4, "is not replaced", "backup other.dat --replace");
  ctl_run (ctl, "sh -c 'sha256sum $(find county.* other.dat -type f | sort)'");
  g_assert_cmpstr (ctl->out, ==, sums);
  ctl_do (ctl, 0, "backup b.tar --replace");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/backup/comes-back", test_comes_back);
  g_test_add_func ("/cli/backup/goes-on-beside-the-original", test_goes_on_beside_the_original);
  g_test_add_func ("/cli/backup/without-keys", test_without_keys);
  g_test_add_func ("/cli/backup/newer-keys-stay", test_newer_keys_stay);
  g_test_add_func ("/cli/backup/damage-is-told", test_damage_is_told);
  g_test_add_func ("/cli/backup/wrong-file-is-kept-and-told", test_wrong_file_is_kept_and_told);
  g_test_add_func ("/cli/backup/originals-come-back", test_originals_come_back);
  g_test_add_func ("/cli/backup/originals-not-here", test_originals_not_here);
  g_test_add_func ("/cli/backup/originals-are-put-back", test_originals_are_put_back);
  g_test_add_func ("/cli/backup/altered-archive", test_altered_archive);
  g_test_add_func ("/cli/backup/manifest-is-not-believed", test_manifest_is_not_believed);
  g_test_add_func ("/cli/backup/county-is-not-replaced", test_county_is_not_replaced);
  return g_test_run ();
}
