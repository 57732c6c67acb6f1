/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Roles and cards with periods, judged by the day that a group itself carries. */

#include "office.h"

#include "base/error.h"
#include "store/key-streams.h"

#include <string.h>

#define DAY (G_GINT64_CONSTANT (86400) * 1000)

static const char *const a_mine[] = { "name", "一矿", NULL };

static gboolean
try_mine (Office *office, LtStore *store, const LtAuthor *author, gint64 now)
{
  g_autoptr (LtRecord) mine = office_record (office, "mine", a_mine);
  g_autoptr (LtChange) change = lt_change_new ();
  g_autoptr (GError) error = NULL;
  LtAuthor then = *author;
  gint64 before = lt_store_count_operations (store);
  gboolean kept;

  then.now = now;
  lt_change_create (change, mine);
  kept = lt_store_append (store, change, &then, NULL, &error);
  g_assert_true (kept || g_error_matches (error, LT_ERROR, LT_ERROR_REFUSED));
  g_assert_cmpint (lt_store_count_operations (store) - before, ==, kept ? 1 : 0);
  return kept;
}

static void
appoint (Office *office,
         LtStore *store,
         const LtAuthor *officer,
         const char *role,
         const char *from,
         const char *to)
{
  g_autofree char *id = lt_id_to_text (&officer->officer);

  office_add (office, store, &office->keeper, "appointment",
              (const char *const[]){ "officer", id, "role", role, "valid_from", from, "valid_to",
                                     to, NULL });
}

static void
set_officer (Office *office,
             LtStore *store,
             const LtAuthor *officer,
             const char *field,
             const char *text)
{
  g_autoptr (LtRecord) seen = office_get (store, &officer->officer);
  g_autoptr (GError) error = NULL;

  office_set (store, &office->keeper, seen, field, text, &error);
  g_assert_no_error (error);
}

/* OFFICE_NOW is 16:00 of 2026-11-20 in China: that day ends eight hours later. */
static void
test_appointment (void)
{
  g_autoptr (Office) office = office_new (60);
  LtStore *store = office_found (office, "a");
  LtAuthor officer = office_enrol (office, store, "2", "auditor");

  g_assert_false (try_mine (office, store, &officer, OFFICE_NOW));
  appoint (office, store, &officer, "inspector", "2026-11-20", "2026-11-21");
  g_assert_false (try_mine (office, store, &officer, OFFICE_NOW - 16 * 3600 * 1000 - 1));
  g_assert_true (try_mine (office, store, &officer, OFFICE_NOW - 16 * 3600 * 1000));
  g_assert_true (try_mine (office, store, &officer, OFFICE_NOW));
  g_assert_true (try_mine (office, store, &officer, OFFICE_NOW + 32 * 3600 * 1000 - 1));
  g_assert_false (try_mine (office, store, &officer, OFFICE_NOW + 32 * 3600 * 1000));
  office_assert_sound (store);
}

static void
test_open_periods (void)
{
  g_autoptr (Office) office = office_new (61);
  LtStore *store = office_found (office, "a");
  LtAuthor from = office_enrol (office, store, "2", "auditor");
  LtAuthor to = office_enrol (office, store, "3", "auditor");

  appoint (office, store, &from, "reviewer", "2026-11-20", NULL);
  appoint (office, store, &to, "reviewer", NULL, "2026-11-20");
  g_assert_false (try_mine (office, store, &from, OFFICE_NOW - DAY));
  g_assert_true (try_mine (office, store, &from, OFFICE_NOW + 1000 * DAY));
  g_assert_true (try_mine (office, store, &to, OFFICE_NOW - 1000 * DAY));
  g_assert_false (try_mine (office, store, &to, OFFICE_NOW + DAY));
}

/* Without a card nothing is enforced; keeping the file goes on. */
static void
test_card (void)
{
  g_autoptr (Office) office = office_new (62);
  LtStore *store = office_found (office, "a");
  LtAuthor officer = office_enrol (office, store, "2", "inspector,keeper");
  g_autofree char *covered = NULL;
  g_autofree char *expired = NULL;
  g_autoptr (LtRecord) record = NULL;

  set_officer (office, store, &officer, "card_from", "2026-11-01");
  set_officer (office, store, &officer, "card_to", "2026-11-20");
  g_assert_true (try_mine (office, store, &officer, OFFICE_NOW));
  covered = lt_store_get_roles (store, &officer.officer, "2026-11-20", NULL);
  expired = lt_store_get_roles (store, &officer.officer, "2026-11-21", NULL);
  g_assert_cmpstr (covered, ==, "inspector,keeper");
  g_assert_cmpstr (expired, ==, "keeper");
  /* A keeper may still write what only a keeper, or he too, may. */
  g_assert_true (try_mine (office, store, &officer, OFFICE_NOW + DAY));
  record = office_get (store, &office->keeper.officer);
  officer.now = OFFICE_NOW + DAY;
  g_assert_true (office_set (store, &officer, record, "name", "执法员丁", NULL));
}

static void
test_card_of_inspector (void)
{
  g_autoptr (Office) office = office_new (63);
  LtStore *store = office_found (office, "a");
  LtAuthor officer = office_enrol (office, store, "2", "inspector,signatory");
  g_autoptr (LtRecord) mine = office_record (office, "mine", a_mine);
  g_autoptr (LtChange) change = lt_change_new ();
  g_autoptr (GError) error = NULL;

  set_officer (office, store, &officer, "card_to", "2026-11-19");
  lt_change_create (change, mine);
  g_assert_false (lt_store_append (store, change, &officer, NULL, &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, "card_to"));
  g_assert_nonnull (strstr (error->message, "2026-11-19"));
  g_assert_false (try_mine (office, store, &officer, OFFICE_NOW));
  g_assert_true (try_mine (office, store, &officer, OFFICE_NOW - DAY));
  /* A new card, and he goes on. */
  set_officer (office, store, &officer, "card_to", "2031-11-19");
  g_assert_true (try_mine (office, store, &officer, OFFICE_NOW));
  office_assert_sound (store);
}

/* Two keepers who did not know of each other: the narrower of what they said. */
static void
test_conflicts (void)
{
  g_autoptr (Office) office = office_new (64);
  LtStore *a = office_found (office, "a");
  LtStore *b = office_empty (office, "b");
  LtAuthor officer = office_enrol (office, a, "2", "inspector,reviewer");
  g_autofree char *roles = NULL;
  g_autofree char *late = NULL;
  g_autofree char *early = NULL;

  office_copy (a, b);
  set_officer (office, a, &officer, "roles", "inspector,signatory");
  set_officer (office, b, &officer, "roles", "inspector,reviewer,keeper");
  set_officer (office, a, &officer, "card_to", "2026-12-31");
  set_officer (office, b, &officer, "card_to", "2026-11-30");
  set_officer (office, a, &officer, "card_from", "2026-01-01");
  set_officer (office, b, &officer, "card_from", "2026-02-01");
  office_copy (a, b);
  office_copy (b, a);
  roles = lt_store_get_roles (a, &officer.officer, "2026-11-30", NULL);
  late = lt_store_get_roles (a, &officer.officer, "2026-12-01", NULL);
  early = lt_store_get_roles (b, &officer.officer, "2026-01-31", NULL);
  g_assert_cmpstr (roles, ==, "inspector");
  g_assert_cmpstr (late, ==, "");
  g_assert_cmpstr (early, ==, "");
  office_assert_equal (a, b);
  office_assert_sound (a);
}

/* An appointment whose officer or role is in conflict is none. */
static void
test_appointment_conflict (void)
{
  g_autoptr (Office) office = office_new (65);
  LtStore *a = office_found (office, "a");
  LtStore *b = office_empty (office, "b");
  LtAuthor officer = office_enrol (office, a, "2", "auditor");
  g_autofree char *id = lt_id_to_text (&officer.officer);
  LtId made = office_add (office, a, &office->keeper, "appointment",
                          (const char *const[]){ "officer", id, "role", "inspector", NULL });
  g_autoptr (LtRecord) seen = office_get (a, &made);
  g_autofree char *before = lt_store_get_roles (a, &officer.officer, "2026-11-20", NULL);
  g_autofree char *after = NULL;

  g_assert_cmpstr (before, ==, "auditor,inspector");
  office_copy (a, b);
  g_assert_true (office_set (a, &office->keeper, seen, "role", "signatory", NULL));
  g_assert_true (office_set (b, &office->keeper, seen, "role", "reviewer", NULL));
  office_copy (b, a);
  after = lt_store_get_roles (a, &officer.officer, "2026-11-20", NULL);
  g_assert_cmpstr (after, ==, "auditor");
}

/* What was done before an appointment ended stays, wherever it arrives. */
static void
test_arrives_late (void)
{
  g_autoptr (Office) office = office_new (66);
  LtStore *a = office_found (office, "a");
  LtStore *b = office_empty (office, "b");
  LtAuthor officer = office_enrol (office, a, "2", "auditor");

  appoint (office, a, &officer, "inspector", NULL, "2026-11-20");
  office_copy (a, b);
  g_assert_true (try_mine (office, b, &officer, OFFICE_NOW));
  office_copy (b, a);
  g_assert_cmpint (lt_store_count (a, lt_kind_by_name ("mine"), NULL, NULL), ==, 1);
  office_assert_equal (a, b);
  office_assert_sound (a);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/periods/appointment", test_appointment);
  g_test_add_func ("/periods/open", test_open_periods);
  g_test_add_func ("/periods/card", test_card);
  g_test_add_func ("/periods/card-of-inspector", test_card_of_inspector);
  g_test_add_func ("/periods/conflicts", test_conflicts);
  g_test_add_func ("/periods/appointment-conflict", test_appointment_conflict);
  g_test_add_func ("/periods/arrives-late", test_arrives_late);
  return g_test_run ();
}
