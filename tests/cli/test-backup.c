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

  make_backup (ctl);
  g_assert_cmpstr (ctl_get (ctl, "time"), ==, "2026-11-20T11:00:00");
  g_assert_cmpint (ctl_int (ctl, "problems"), ==, 0);
  before = ctl_state (ctl);
  ctl_do (ctl, 0, "restore b.tar again.gpkg");
  ctl_set (ctl, "LANTIAN_DB", "again.gpkg");
  g_assert_true (ctl_verify (ctl));
  after = ctl_state (ctl);
  g_assert_cmpstr (before, ==, after);
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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/backup/comes-back", test_comes_back);
  g_test_add_func ("/cli/backup/goes-on-beside-the-original", test_goes_on_beside_the_original);
  g_test_add_func ("/cli/backup/without-keys", test_without_keys);
  g_test_add_func ("/cli/backup/damage-is-told", test_damage_is_told);
  g_test_add_func ("/cli/backup/wrong-file-is-kept-and-told", test_wrong_file_is_kept_and_told);
  return g_test_run ();
}
