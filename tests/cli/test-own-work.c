/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl.h"

#include <string.h>

/* Who holds every role and has another program signs off his own draft: the roles let
 * him, every machine shows it. */

#define AT "--at 2026-11-20T10:00 "

static void
make_order (Ctl *ctl, char **order)
{
  ctl_do (ctl, 0,
          "--json --as 14030001 " AT
          "inspection record mine:SL-K01 started=2026-11-20T09:10 assisting_officer=14030002 "
          "finding=未洒水。");
  ctl_do (ctl, 0, "--json --as 14030001 " AT "order draft %s measures=洒水。", ctl_get (ctl, "id"));
  g_free (*order);
  *order = g_strdup (ctl_get (ctl, "provisional_number"));
  ctl_do (ctl, 0, "--json --as 14030001 " AT "order submit %s", *order);
}

static void
assert_said (Ctl *ctl)
{
  ctl_do (ctl, 1, "--json " AT "conflicts");
  g_assert_cmpuint (ctl_count (ctl, ""), ==, 1);
  g_assert_cmpstr (ctl_get (ctl, "0.kind"), ==, "order");
  g_assert_cmpstr (ctl_get (ctl, "0.in_field"), ==, "state");
  g_assert_cmpstr (ctl_get (ctl, "0.card"), ==, "14030001");
  g_assert_cmpstr (ctl_get (ctl, "0.problem"), ==, "signed off by the officer who made it");
  g_assert_true (ctl_verify (ctl));
}

static void
test_forged_step (void)
{
  g_autoptr (Ctl) here = ctl_new ();
  g_autoptr (Ctl) there = ctl_new ();
  g_autofree char *hub = ctl_path (here, "hub.lth");
  g_autofree char *invite = ctl_path (here, "invite");
  g_autofree char *order = NULL;

  ctl_sample (here, "county.gpkg");
  ctl_do (here, 0,
          "--as 14030005 " AT "officer enrol 14030009:执法员丙 --roles inspector --invite %s",
          invite);
  ctl_do (here, 0, AT "sync %s", hub);
  ctl_set (there, "LANTIAN_PASSPHRASE_FILE", "word");
  ctl_write (there, "word", "theirs alone\n", -1);
  ctl_do (there, 0, AT "join mine.gpkg %s --invite %s", hub, invite);
  ctl_set (there, "LANTIAN_DB", "mine.gpkg");
  ctl_do (here, 0, "--as 14030005 " AT "officer roles 14030001 --give signatory");
  /* Signed off by another: nothing is said. */
  make_order (here, &order);
  ctl_do (here, 0, "--as 14030004 " AT "order issue %s", order);
  ctl_do (here, 0, AT "conflicts");
  make_order (here, &order);
  ctl_refuse (here, 4, "own draft", "--as 14030001 " AT "order issue %s", order);
  ctl_run (here, "'%s' county.gpkg 14030001 '%s'", g_getenv ("ISSUE_OWN"), order);
  if (here->status != 0)
    g_error ("%s", here->err);
  assert_said (here);
  ctl_do (here, 1, AT "sync %s", hub);
  ctl_do (there, 1, AT "sync %s", hub);
  assert_said (there);
  /* Whoever takes the note out of the table is found. */
  ctl_sql (there, "mine.gpkg", "DROP TRIGGER lt_guard_lt_breach_DELETE; DELETE FROM lt_breach");
  ctl_do (there, 1, "--json " AT "verify");
  g_assert_nonnull (strstr (there->out, "lt_breach"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/own-work/forged-step", test_forged_step);
  return g_test_run ();
}
