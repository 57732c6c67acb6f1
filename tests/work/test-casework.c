/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "desk.h"

#include <string.h>

static void
assert_refused (Desk *desk, gboolean done, GError **error, gint64 operations)
{
  g_assert_false (done);
  g_assert_nonnull (*error);
  g_test_message ("%s", (*error)->message);
  g_assert_true ((*error)->code == LT_ERROR_REFUSED || (*error)->code == LT_ERROR_BAD_INPUT);
  g_clear_error (error);
  g_assert_cmpint (desk_operations (desk), ==, operations);
}

/* The inspection with one field changed is refused. */
static void
assert_inspection_refused (Desk *desk, const char *field, const char *text)
{
  g_autoptr (LtRecord) inspection = desk_inspection (desk);
  gint64 operations = desk_operations (desk);
  g_autoptr (GError) error = NULL;

  g_assert_true (lt_record_set (inspection, field, text, NULL));
  assert_refused (desk, lt_work_inspection_record (desk->session, inspection, &error), &error,
                  operations);
}

static void
test_inspection (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (LtRecord) inspection = desk_inspection (desk);
  g_autofree char *lead = g_strdup (lt_record_get (inspection, "lead_officer"));
  g_autoptr (GError) error = NULL;

  assert_inspection_refused (desk, "assisting_officer", NULL);
  assert_inspection_refused (desk, "assisting_officer", lead);
  assert_inspection_refused (desk, "started", "2026-11-20T16:01");
  assert_inspection_refused (desk, "ended", "2026-11-20T15:59");
  assert_inspection_refused (desk, "place", lead);
  assert_inspection_refused (desk, "place", NULL);
  assert_inspection_refused (desk, "lead_officer", "017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
  g_assert_true (lt_record_set (inspection, "ended", "2026-11-20T16:00", NULL));
  lt_work_inspection_record (desk->session, inspection, &error);
  g_assert_no_error (error);
  desk_assert_sound (desk);
}

/* What `record` refuses, `set` must not let in. */
static void
test_inspection_set (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (LtRecord) inspection = desk_inspection (desk);
  g_autoptr (LtRecord) seen = NULL;
  static const char *const changes[][2] = { { "assisting_officer", NULL },
                                            { "started", "2026-11-20T16:01" },
                                            { "ended", "2026-11-20T10:00" } };
  gint64 operations;

  g_assert_true (lt_work_inspection_record (desk->session, inspection, NULL));
  seen = desk_again (desk, inspection);
  operations = desk_operations (desk);
  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (GError) error = NULL;

      assert_refused (desk, desk_set (desk, seen, changes[i][0], changes[i][1], &error), &error,
                      operations);
    }
  g_assert_true (desk_set (desk, seen, "finding", "已洒水。", NULL));
}

static void
test_rights (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (LtRecord) inspection = desk_inspection (desk);
  gint64 operations = desk_operations (desk);
  g_autoptr (GError) error = NULL;

  desk_act_as (desk, SIGNATORY);
  assert_refused (desk, lt_work_inspection_record (desk->session, inspection, &error), &error,
                  operations);
  lt_session_sign_out (desk->session);
  assert_refused (desk, lt_work_inspection_record (desk->session, inspection, &error), &error,
                  operations);
}

static void
test_order (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (LtRecord) issued = desk_issued (desk);
  g_autofree char *device = lt_store_get_device (lt_session_get_store (desk->session));
  g_autofree char *provisional = g_strdup_printf ("草-%s-1", device);

  g_assert_cmpstr (lt_record_get (issued, "state"), ==, "issued");
  g_assert_cmpstr (lt_record_get (issued, "provisional_number"), ==, provisional);
  g_assert_true (g_str_has_suffix (lt_record_get (issued, "number"), "〔2026〕1号"));
  g_assert_cmpstr (lt_record_get (issued, "issued_on"), ==, "2026-11-20");
  g_assert_cmpstr (lt_record_get (issued, "facts"), ==, "采场未洒水。");
  /* 15 calendar days from the day of the draft. */
  g_assert_cmpstr (lt_record_get (issued, "deadline"), ==, "2026-12-05");
  desk_assert_sound (desk);
}

static void
test_order_refused (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (LtRecord) draft = desk_order (desk);
  g_autoptr (LtRecord) bare = NULL;
  g_autoptr (LtRecord) inspection = desk_first (desk, "inspection");
  g_autoptr (LtRecord) submitted = NULL;
  g_autoptr (GError) error = NULL;
  gint64 operations = desk_operations (desk);

  /* Not yet submitted. */
  desk_act_as (desk, SIGNATORY);
  assert_refused (desk, lt_work_order_issue (desk->session, draft, &error), &error, operations);
  /* No measures; a deadline that is past. */
  desk_act_as (desk, OFFICER);
  bare = lt_work_order_new (desk->session, inspection, NULL);
  assert_refused (desk, lt_work_order_draft (desk->session, bare, &error), &error, operations);
  g_assert_true (lt_record_set (bare, "measures", "立即洒水。", NULL));
  g_assert_true (lt_record_set (bare, "deadline", "2026-11-19", NULL));
  assert_refused (desk, lt_work_order_draft (desk->session, bare, &error), &error, operations);
  g_assert_true (lt_work_order_submit (desk->session, draft, NULL));
  submitted = desk_again (desk, draft);
  operations = desk_operations (desk);
  /* Twice; by one who is no signatory; when its time is over. */
  assert_refused (desk, lt_work_order_submit (desk->session, submitted, &error), &error,
                  operations);
  g_assert_false (lt_work_order_may_issue (desk->session, submitted));
  desk_act_as (desk, REVIEWER);
  g_assert_false (lt_work_order_may_issue (desk->session, submitted));
  assert_refused (desk, lt_work_order_issue (desk->session, submitted, &error), &error, operations);
  desk_act_as (desk, SIGNATORY);
  g_assert_true (lt_work_order_may_issue (desk->session, submitted));
  lt_session_set_now (desk->session, DESK_NOW + 20 * DESK_DAY_MS);
  assert_refused (desk, lt_work_order_issue (desk->session, submitted, &error), &error, operations);
  lt_session_set_now (desk->session, DESK_NOW - 2 * DESK_DAY_MS);
  assert_refused (desk, lt_work_order_issue (desk->session, submitted, &error), &error, operations);
}

/* 1, 2, 3 and with the new year 1 again; drafts count on. */
static void
test_numbers (void)
{
  g_autoptr (Desk) desk = desk_new ();
  static const char *const expected[] = { "〔2026〕1号", "〔2026〕2号", "〔2026〕3号",
                                          "〔2027〕1号", "〔2027〕2号" };

  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autoptr (LtRecord) issued = NULL;
      g_autofree char *draft = g_strdup_printf ("-%d", (int) i + 1);

      lt_session_set_now (desk->session, DESK_NOW + (i < 3 ? 0 : 50) * DESK_DAY_MS);
      issued = desk_issued (desk);
      if (!g_str_has_suffix (lt_record_get (issued, "number"), expected[i]))
        g_error ("%s is not %s", lt_record_get (issued, "number"), expected[i]);
      g_assert_true (g_str_has_suffix (lt_record_get (issued, "provisional_number"), draft));
    }
}

/* From the year's last millisecond to the next year's first. */
static void
test_turn_of_the_year (void)
{
  g_autoptr (Desk) desk = desk_new ();
  gint64 turn = G_GINT64_CONSTANT (1798732800000); /* 2027-01-01T00:00 in China */
  g_autoptr (LtRecord) last = NULL;
  g_autoptr (LtRecord) first = NULL;

  lt_session_set_now (desk->session, turn - 1);
  last = desk_issued (desk);
  lt_session_set_now (desk->session, turn);
  first = desk_issued (desk);
  g_assert_true (g_str_has_suffix (lt_record_get (last, "number"), "〔2026〕1号"));
  g_assert_cmpstr (lt_record_get (last, "issued_on"), ==, "2026-12-31");
  g_assert_true (g_str_has_suffix (lt_record_get (first, "number"), "〔2027〕1号"));
  g_assert_cmpstr (lt_record_get (first, "issued_on"), ==, "2027-01-01");
}

/* An issued paper never changes: not by set, not by removal, not by undo. */
static void
test_frozen (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (LtRecord) issued = desk_issued (desk);
  g_autoptr (LtRecord) now = NULL;
  gint64 operations = desk_operations (desk);
  g_autoptr (GError) error = NULL;

  assert_refused (desk, desk_set (desk, issued, "facts", "别的", &error), &error, operations);
  assert_refused (desk, lt_work_remove (desk->session, issued, "错了", &error), &error, operations);
  assert_refused (desk, lt_work_undo (desk->session, NULL, NULL, &error), &error, operations);
  assert_refused (desk, lt_work_order_submit (desk->session, issued, &error), &error, operations);
  desk_act_as (desk, OFFICER);
  assert_refused (desk, lt_work_undo (desk->session, NULL, NULL, &error), &error, operations);
  now = desk_again (desk, issued);
  g_assert_cmpstr (lt_record_get (now, "facts"), ==, "采场未洒水。");
}

/* The state and the numbers are nobody's to type. */
static void
test_fixed_fields (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (LtRecord) draft = desk_order (desk);
  static const char *const changes[][2] = { { "state", "issued" },
                                            { "number", "x〔2026〕9号" },
                                            { "issued_on", "2026-11-20" },
                                            { "provisional_number", "草-1" } };
  gint64 operations = desk_operations (desk);

  desk_act_as (desk, SIGNATORY);
  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (GError) error = NULL;

      assert_refused (desk, desk_set (desk, draft, changes[i][0], changes[i][1], &error), &error,
                      operations);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/casework/inspection", test_inspection);
  g_test_add_func ("/casework/inspection-set", test_inspection_set);
  g_test_add_func ("/casework/rights", test_rights);
  g_test_add_func ("/casework/order", test_order);
  g_test_add_func ("/casework/order-refused", test_order_refused);
  g_test_add_func ("/casework/numbers", test_numbers);
  g_test_add_func ("/casework/turn-of-the-year", test_turn_of_the_year);
  g_test_add_func ("/casework/frozen", test_frozen);
  g_test_add_func ("/casework/fixed-fields", test_fixed_fields);
  return g_test_run ();
}
