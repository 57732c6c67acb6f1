/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl.h"

#include <string.h>

/* Officers by verbs: roles and cards with periods, a lost laptop, a colleague who
 * goes on without having heard of it. */

#define AT "--at 2026-11-20T10:00 "
#define INSPECT                                                                                    \
  "inspection record mine:SL-K01 started=2026-11-20T09:10 assisting_officer=14030002 "             \
  "finding=未洒水。"

static Ctl *
sample (void)
{
  Ctl *ctl = ctl_new ();

  ctl_sample (ctl, "county.gpkg");
  return ctl;
}

static gint64
count_operations (Ctl *ctl)
{
  ctl_do (ctl, 0, "--json verify");
  return ctl_int (ctl, "operations");
}

static void
test_card (void)
{
  g_autoptr (Ctl) ctl = sample ();
  gint64 before;

  ctl_do (ctl, 0,
          "--as 14030005 " AT "set officer 14030001 card_from=2021-11-01 "
          "card_to=2026-11-19");
  before = count_operations (ctl);
  ctl_refuse (ctl, 4, "lead_officer", "--as 14030001 " AT INSPECT);
  ctl_refuse (ctl, 4, "2026-11-19", "--as 14030001 " AT INSPECT);
  ctl_refuse (ctl, 4, "card_to", "--as 14030001 " AT "add town name=x");
  g_assert_cmpint (count_operations (ctl), ==, before);
  /* The other officer's card. */
  ctl_do (ctl, 0, "--as 14030005 " AT "set officer 14030001 card_to=2031-11-19");
  ctl_do (ctl, 0, "--as 14030005 " AT "set officer 14030002 card_from=2026-11-21");
  before = count_operations (ctl);
  ctl_refuse (ctl, 4, "assisting_officer", "--as 14030001 " AT INSPECT);
  g_assert_cmpint (count_operations (ctl), ==, before);
  /* A period that ends before it begins. */
  ctl_refuse (ctl, 3, "card_to", "--as 14030005 " AT "set officer 14030002 card_to=2026-11-20");
  ctl_refuse (ctl, 3, "card_to", "--as 14030005 " AT "set officer 14030002 card_to=2026-02-30");
  ctl_refuse (ctl, 3, "valid_to",
              "--as 14030001 " AT "set zone SL-Q01 valid_from=2025-03-01 valid_to=2020-01-01");
  ctl_do (ctl, 0, "--as 14030005 " AT "set officer 14030002 card_from=2026-11-20");
  ctl_do (ctl, 0, "--as 14030001 " AT INSPECT);
  g_assert_true (ctl_verify (ctl));
}

static void
test_roles (void)
{
  g_autoptr (Ctl) ctl = sample ();

  ctl_do (ctl, 0, "--json " AT "officer roles 14030001");
  g_assert_cmpstr (ctl_get (ctl, "roles_on_date"), ==, ctl_get (ctl, "roles"));
  ctl_refuse (ctl, 4, "keeper", "--as 14030001 " AT "officer roles 14030001 --give signatory");
  ctl_refuse (ctl, 3, "boss", "--as 14030005 " AT "officer roles 14030001 --give boss");
  ctl_refuse (ctl, 3, "valid_to",
              "--as 14030005 " AT
              "officer roles 14030001 --give signatory --from 2026-11-20 --to 2026-11-19");
  ctl_refuse (ctl, 2, "--give", "--as 14030005 " AT "officer roles 14030001 --from 2026-11-20");
  ctl_do (ctl, 0,
          "--json --as 14030005 " AT "officer roles 14030001 --give signatory "
          "--from 2026-11-20 --to 2026-11-30 --document 示环发〔2026〕7号");
  g_assert_nonnull (strstr (ctl_get (ctl, "roles_on_date"), "signatory"));
  g_assert_cmpstr (ctl_get (ctl, "appointments.0.document"), ==, "示环发〔2026〕7号");
  g_assert_null (strstr (ctl_get (ctl, "roles"), "signatory"));
  ctl_do (ctl, 0, "--json --at 2026-12-01T10:00 officer roles 14030001");
  g_assert_null (strstr (ctl_get (ctl, "roles_on_date"), "signatory"));
  ctl_do (ctl, 0, "--json list appointment");
  g_assert_cmpuint (ctl_count (ctl, ""), ==, 1);
  ctl_do (ctl, 0, "--json --as 14030005 " AT "officer roles 14030001 --take signatory");
  g_assert_null (strstr (ctl_get (ctl, "roles_on_date"), "signatory"));
  ctl_refuse (ctl, 4, "signatory", "--as 14030005 " AT "officer roles 14030001 --take signatory");
  ctl_refuse (ctl, 4, "keeper", "--as 14030005 " AT "officer roles 14030005 --take keeper");
  ctl_refuse (ctl, 4, "keeper", "--as 14030005 " AT "officer revoke 14030005 --why x");
  g_assert_true (ctl_verify (ctl));
}

static void
make_colleague (Ctl *here, Ctl *there, const char *hub, const char *invite)
{
  ctl_set (there, "LANTIAN_PASSPHRASE_FILE", "word");
  ctl_write (there, "word", "theirs alone\n", -1);
  ctl_do (here, 0,
          "--as 14030005 " AT "officer enrol 14030009:执法员丙 --roles inspector --invite %s",
          invite);
  ctl_do (here, 0, AT "sync %s", hub);
  ctl_do (there, 0, AT "join mine.gpkg %s --invite %s", hub, invite);
  ctl_set (there, "LANTIAN_DB", "mine.gpkg");
  ctl_do (here, 0, AT "sync %s", hub);
}

/* By record and by what was wanted, wherever somebody looks for it. */
static void
expect_held_back (Ctl *here)
{
  ctl_do (here, 0, "--json verify");
  g_assert_cmpuint (ctl_count (here, "held_back"), ==, 1);
  g_assert_cmpstr (ctl_get (here, "held_back.0.officer"), ==, "14030009");
  g_assert_nonnull (strstr (ctl_get (here, "held_back.0.reason"), "笔记本遗失"));
  g_assert_cmpstr (ctl_get (here, "held_back.0.operations.0.of"), ==, "Towns 迟");
  g_assert_cmpstr (ctl_get (here, "held_back.0.operations.0.words"), ==, "entered – Name: 迟");
  ctl_do (here, 0, "verify");
  g_assert_nonnull (strstr (here->out, "  Towns 迟\n    entered – Name: 迟\n"));
  ctl_do (here, 0, "officer roles 14030009");
  g_assert_nonnull (strstr (here->out, "  Towns 迟\n    entered – Name: 迟\n"));
  ctl_do (here, 0, "--json officer roles 14030001");
  g_assert_cmpuint (ctl_count (here, "held_back"), ==, 0);
  ctl_do (here, 0, "--json conflicts");
  g_assert_cmpuint (ctl_count (here, ""), ==, 1);
  g_assert_cmpstr (ctl_get (here, "0.record"), ==, "Towns 迟");
  g_assert_cmpstr (ctl_get (here, "0.wanted"), ==, "entered – Name: 迟");
  /* The whole of the reason. */
  ctl_do (here, 0, "conflicts");
  g_assert_nonnull (strstr (here->out, "笔记本遗失"));
  g_assert_null (strstr (here->out, "…"));
}

/* A laptop is lost; its officer, or whoever has it, goes on. */
static void
test_lost_laptop (void)
{
  g_autoptr (Ctl) here = sample ();
  g_autoptr (Ctl) there = ctl_new ();
  g_autoptr (Ctl) again = ctl_new ();
  g_autofree char *hub = ctl_path (here, "hub.lth");
  g_autofree char *invite = ctl_path (here, "invite");
  g_autofree char *second = ctl_path (here, "second");
  const char *code;

  make_colleague (here, there, hub, invite);
  ctl_do (there, 0, "--as 14030009 " AT "add town name=早");
  ctl_do (there, 0, AT "sync %s", hub);
  ctl_do (here, 0, AT "sync %s", hub);
  ctl_do (here, 0, "--json devices");
  g_assert_cmpuint (ctl_count (here, ""), ==, 2);
  ctl_refuse (here, 2, "--why", "--as 14030005 " AT "officer revoke 14030009");
  ctl_refuse (here, 4, "keeper", "--as 14030001 " AT "officer revoke 14030009 --why 遗失");
  ctl_refuse (here, 3, "FFFF",
              "--as 14030005 " AT "officer revoke 14030009 --why 遗失 --device FFFFF");
  ctl_do (here, 0, "--json --as 14030005 " AT "officer revoke 14030009 --why 笔记本遗失");
  g_assert_cmpstr (ctl_get (here, "revocations.0.reason"), ==, "笔记本遗失");
  ctl_do (there, 0, "--as 14030009 " AT "add town name=迟");
  ctl_do (there, 0, AT "sync %s", hub);
  /* What came from it is held back, and said. */
  ctl_do (here, 1, "--json " AT "sync %s", hub);
  g_assert_cmpint (ctl_int (here, "quarantined"), >, 0);
  g_assert_nonnull (strstr (here->out, "笔记本遗失"));
  expect_held_back (here);
  ctl_do (here, 0, "--json list town --where name = 迟");
  g_assert_cmpuint (ctl_count (here, ""), ==, 0);
  ctl_do (here, 0, "--json list town --where name = 早");
  g_assert_cmpuint (ctl_count (here, ""), ==, 1);
  ctl_do (here, 0, "--json list revocation");
  g_assert_cmpuint (ctl_count (here, ""), ==, 1);
  /* The officer hears of it. */
  ctl_do (there, 0, AT "sync %s", hub);
  g_assert_nonnull (strstr (there->out, "笔记本遗失"));
  ctl_refuse (there, 4, "was revoked", "--as 14030009 " AT "add town name=再");
  ctl_do (there, 0, "--json list town --where name = 迟");
  g_assert_cmpuint (ctl_count (there, ""), ==, 0);
  ctl_do (there, 0, "--json verify");
  code = ctl_get (there, "code");
  ctl_do (here, 0, "--json verify");
  g_assert_cmpstr (ctl_get (here, "code"), ==, code);
  /* And begins again with a new key. */
  ctl_do (here, 0, "--as 14030005 " AT "officer enrol 14030009 --invite %s", second);
  ctl_do (here, 0, AT "sync %s", hub);
  ctl_set (again, "LANTIAN_PASSPHRASE_FILE", "word");
  ctl_write (again, "word", "mine alone\n", -1);
  ctl_do (again, 0, AT "join mine.gpkg %s --invite %s", hub, second);
  ctl_set (again, "LANTIAN_DB", "mine.gpkg");
  ctl_do (again, 0, "--as 14030009 " AT "add town name=新");
  ctl_do (again, 0, AT "sync %s", hub);
  ctl_do (here, 0, AT "sync %s", hub);
  ctl_do (here, 0, "--json list town --where name = 新");
  g_assert_cmpuint (ctl_count (here, ""), ==, 1);
  ctl_do (here, 0, "--json devices");
  g_assert_cmpuint (ctl_count (here, ""), ==, 3);
  g_assert_nonnull (strstr (here->out, "\"revoked\" : \"14030009\""));
  g_assert_true (ctl_verify (here));
}

/* Who holds every role still does not sign off his own draft. */
static void
test_own_work (void)
{
  g_autoptr (Ctl) ctl = sample ();
  const char *order;

  ctl_do (ctl, 0, "--as 14030005 " AT "officer roles 14030001 --give signatory");
  ctl_do (ctl, 0, "--as 14030005 " AT "officer roles 14030001 --give reviewer");
  ctl_do (ctl, 0, "--as 14030005 " AT "officer roles 14030001 --give keeper");
  ctl_do (ctl, 0, "--json --as 14030001 " AT INSPECT);
  ctl_do (ctl, 0, "--json --as 14030001 " AT "order draft %s measures=洒水。", ctl_get (ctl, "id"));
  order = ctl_get (ctl, "provisional_number");
  ctl_do (ctl, 0, "--json --as 14030001 " AT "order submit %s", order);
  ctl_refuse (ctl, 4, "own draft", "--as 14030001 " AT "order issue %s", order);
  ctl_do (ctl, 0, "--as 14030004 " AT "order issue %s", order);
}

/* An invitation that fell into other hands: each of the two joins at a hub that has
 * not heard of the other. */
static void
test_invitation_twice (void)
{
  g_autoptr (Ctl) here = sample ();
  g_autoptr (Ctl) there = ctl_new ();
  g_autoptr (Ctl) stranger = ctl_new ();
  g_autofree char *hub = ctl_path (here, "hub.lth");
  g_autofree char *copied = ctl_path (here, "copied.lth");
  g_autofree char *invite = ctl_path (here, "invite");
  Ctl *both[] = { there, stranger };

  ctl_do (here, 0,
          "--as 14030005 " AT "officer enrol 14030009:执法员丙 --roles inspector --invite %s",
          invite);
  ctl_do (here, 0, AT "sync %s", hub);
  ctl_copy (here, "hub.lth", "copied.lth");
  for (guint i = 0; i < 2; i++)
    {
      ctl_set (both[i], "LANTIAN_PASSPHRASE_FILE", "word");
      ctl_write (both[i], "word", "theirs alone\n", -1);
      ctl_do (both[i], 0, AT "join mine.gpkg %s --invite %s", i == 0 ? hub : copied, invite);
      ctl_set (both[i], "LANTIAN_DB", "mine.gpkg");
      ctl_do (both[i], 0, "--as 14030009 " AT "add town name=%d", (int) i);
    }
  ctl_do (there, 0, AT "sync %s", hub);
  ctl_do (stranger, 1, AT "sync %s", hub);
  ctl_do (here, 1, "--json " AT "sync %s", hub);
  g_assert_nonnull (strstr (ctl_get (here, "double_keys.0"), "card 14030009"));
  ctl_do (here, 1, "--json " AT "verify");
  g_assert_nonnull (strstr (ctl_get (here, "double_keys.0"), "officer revoke 14030009"));
  g_assert_cmpuint (ctl_count (here, "problems"), ==, 0);
  ctl_do (here, 1, "--json " AT "officer roles 14030009");
  g_assert_nonnull (strstr (ctl_get (here, "double_keys.0"), "14030009"));
  ctl_do (here, 1, AT "conflicts");
  g_assert_nonnull (strstr (here->out, "two keys act for one card"));
  /* Of another officer nothing is said. */
  ctl_do (here, 0, "--json " AT "officer roles 14030001");
  g_assert_null (strstr (here->out, "double_keys"));
  /* Both machines say it too, and what the officer did is there until it is decided. */
  ctl_do (there, 1, AT "sync %s", hub);
  ctl_do (there, 1, AT "verify");
  ctl_do (here, 0, "--json list town");
  g_assert_nonnull (strstr (here->out, "\"0\""));
  /* Revoked: nobody acts by the card, until the officer is invited anew. */
  ctl_do (here, 0, "--as 14030005 " AT "officer revoke 14030009 --why 邀请函外泄");
  ctl_do (here, 0, AT "verify");
  ctl_do (here, 0, "--json " AT "officer roles 14030009");
  g_assert_null (strstr (here->out, "double_keys"));
}

/* What everybody's rights rest on cannot be taken away by a slip. */
static void
test_foundation (void)
{
  g_autoptr (Ctl) ctl = ctl_new ();

  ctl_write (ctl, "words", "a good passphrase\n", -1);
  ctl_set (ctl, "LANTIAN_PASSPHRASE_FILE", "words");
  ctl_do (ctl, 0, "--at 2026-11-20T09:00 new own.gpkg --area 140321 --keeper 1:保管人");
  ctl_refuse (ctl, 4, "is not undone", "--db own.gpkg --as 1 undo");
  ctl_refuse (ctl, 4, "No keeper would be left",
              "--db own.gpkg --as 1 set officer 1 roles=inspector");
  ctl_do (ctl, 0, "--db own.gpkg --as 1 set officer 1 roles=inspector,keeper");
  ctl_refuse (ctl, 4, "No keeper would be left", "--db own.gpkg --as 1 undo");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/officers/foundation", test_foundation);
  g_test_add_func ("/officers/card", test_card);
  g_test_add_func ("/officers/roles", test_roles);
  g_test_add_func ("/officers/lost-laptop", test_lost_laptop);
  g_test_add_func ("/officers/own-work", test_own_work);
  g_test_add_func ("/officers/invitation-twice", test_invitation_twice);
  return g_test_run ();
}
