/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "desk.h"
#include "work/readings.h"
#include "work/records.h"

/* Two batches that say different things: who decides gives his passphrase for it. */

static LtRecord *
import (Desk *desk, const char *name, const char *value)
{
  g_autofree char *path = desk_path (desk, name);
  g_autofree char *text =
      g_strdup_printf ("站点,监测项目,时间,值\n1738A,PM2.5,2026-01-01 01:00,%s\n", value);
  g_autoptr (LtReadingPlan) plan = lt_reading_plan_new ();
  g_autoptr (LtImportReport) report = NULL;
  g_autoptr (GError) error = NULL;
  LtRecord *batch = lt_work_batch_new (desk->session, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_assert_nonnull (lt_work_plan_items (plan, &error));
  report = lt_work_import_readings (desk->session, batch, plan, path, LT_IMPORT_NONE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (report->added, ==, 1);
  return batch;
}

static void
test_asks_again (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (LtRecord) first = NULL;
  g_autoptr (LtRecord) second = NULL;
  g_autoptr (GError) error = NULL;
  gint64 operations;

  desk_act_as (desk, OFFICER);
  first = import (desk, "a.csv", "35");
  second = import (desk, "b.csv", "99");
  operations = desk_operations (desk);
  /* The window has asked for it to sign him in, and for nothing else. */
  lt_session_forget_confirmation (desk->session);
  g_assert_false (lt_work_choose_batch (desk->session, first, second, &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_REFUSED);
  g_assert_true (lt_session_wants_passphrase (desk->session));
  g_assert_cmpint (desk_operations (desk), ==, operations);
  g_clear_error (&error);
  g_assert_true (lt_session_confirm (desk->session, LT_SAMPLE_PASSPHRASE, &error));
  g_assert_true (lt_work_choose_batch (desk->session, first, second, &error));
  g_assert_no_error (error);
  g_assert_cmpint (desk_operations (desk), ==, operations + 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/work/choosing/asks-again", test_asks_again);
  return g_test_run ();
}
