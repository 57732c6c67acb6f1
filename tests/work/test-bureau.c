/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The bureau's settings: who may change them, and what the next paper says. */

#include "base/error.h"
#include "desk.h"
#include "work/bureau.h"

static gboolean
set (Desk *desk, const char *field, const char *text, GError **error)
{
  g_autoptr (LtRecord) wanted = lt_record_copy (lt_session_get_bureau (desk->session));

  g_assert_true (lt_record_set (wanted, field, text, NULL));
  return lt_work_set_bureau (desk->session, wanted, error);
}

static const char *
get (Desk *desk, const char *field)
{
  return lt_record_get (lt_session_get_bureau (desk->session), field);
}

static void
test_keeper_sets (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (GError) error = NULL;
  gint64 before;

  desk_act_as (desk, KEEPER);
  g_assert_true (lt_work_may_set_bureau (desk->session));
  g_assert_true (set (desk, "order_prefix", "阳环平责改", &error));
  g_assert_no_error (error);
  g_assert_cmpstr (get (desk, "order_prefix"), ==, "阳环平责改");
  /* The same again is no change. */
  before = desk_operations (desk);
  g_assert_true (set (desk, "order_prefix", "阳环平责改", &error));
  g_assert_cmpint (desk_operations (desk), ==, before);
  desk_assert_sound (desk);
}

/* What is set is what the next number begins with. */
static void
test_next_number (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (LtRecord) order = NULL;

  desk_act_as (desk, KEEPER);
  g_assert_true (set (desk, "order_prefix", "阳环平责改", NULL));
  order = desk_issued (desk);
  g_assert_true (g_str_has_prefix (lt_record_get (order, "number"), "阳环平责改〔2026〕"));
}

static void
test_others_do_not (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (GError) error = NULL;
  gint64 before;

  desk_act_as (desk, OFFICER);
  before = desk_operations (desk);
  g_assert_false (lt_work_may_set_bureau (desk->session));
  g_assert_false (set (desk, "order_prefix", "阳环平责改", &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_REFUSED);
  g_assert_cmpint (desk_operations (desk), ==, before);
  lt_session_sign_out (desk->session);
  g_assert_false (lt_work_may_set_bureau (desk->session));
}

static void
test_fixed (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (GError) error = NULL;

  desk_act_as (desk, KEEPER);
  g_assert_false (set (desk, "code", "140322", &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_REFUSED);
  g_clear_error (&error);
  /* A bureau without a name heads no paper. */
  g_assert_false (set (desk, "name", NULL, &error));
  g_assert_nonnull (error);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_setenv ("LANTIAN_LANGUAGE", "en", TRUE);
  g_test_add_func ("/bureau/keeper-sets", test_keeper_sets);
  g_test_add_func ("/bureau/next-number", test_next_number);
  g_test_add_func ("/bureau/others-do-not", test_others_do_not);
  g_test_add_func ("/bureau/fixed", test_fixed);
  return g_test_run ();
}
