/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "run-import.h"

/* The reading program goes wrong; the import says so and nothing more happens. */
static void
run_bad (const char *how, const char *words)
{
  g_autofree char *path = run_import_write (how, "code,name\n140302,城区\n", -1);
  g_autoptr (LtImportPlan) plan = lt_import_plan_new (lt_kind_by_name ("area"));
  RunImport run = { 0 };

  lt_import_plan_set_patience (plan, 500);
  run_import (&run, plan, path);
  g_assert_error (run.error, LT_ERROR, LT_ERROR_BAD_INPUT);
  g_assert_nonnull (strstr (run.error->message, words));
  g_test_message ("%s", run.error->message);
  run_import_clear (&run);
}

/* What reading breaks off at is named, and what to do then. */
static void
test_advice (void)
{
  static const char *const bad[] = { "nothing", "crash", "hang", "stop" };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *words = g_strconcat ("Reading ", bad[i], " ", NULL);

      run_bad (bad[i], words);
      run_bad (bad[i], "in the program that it comes from, ");
    }
}

static void
test_bad (void)
{
  static const struct
  {
    const char *how;
    const char *words;
  } bad[] = {
    { "nothing", "broke off" },       { "text", "begins otherwise" },
    { "cells", "a row is damaged" },  { "count", "a row is damaged" },
    { "after", "follows its end" },   { "huge", "a row is too large" },
    { "utf-8", "a row is damaged" },  { "twice", "a row is damaged" },
    { "failure", "told in words" },   { "crash", "died" },
    { "hang", "given up" },           { "close", "broke off" },
    { "stop", "stopped (status 4)" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    run_bad (bad[i].how, bad[i].words);
}

/* Rows without end: whoever takes them can stop. */
static void
test_cancel (void)
{
  g_autofree char *path = run_import_write ("flood", "code,name\n140302,城区\n", -1);
  g_autoptr (LtImportPlan) plan = lt_import_plan_new (lt_kind_by_name ("area"));
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  RunImport run = { .cancellable = cancellable, .cancel_after = 1000 };

  run_import (&run, plan, path);
  g_assert_error (run.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  run_import_clear (&run);
}

static void
test_missing (void)
{
  g_autofree char *path = run_import_write ("areas.csv", "code,name\n140302,城区\n", -1);
  g_autoptr (LtImportPlan) plan = lt_import_plan_new (lt_kind_by_name ("area"));
  RunImport run = { 0 };

  g_setenv ("LANTIAN_CONVERT", "/nonexistent/lantian-convert", TRUE);
  run_import (&run, plan, path);
  g_setenv ("LANTIAN_CONVERT", g_getenv ("LANTIAN_BAD_CONVERT"), TRUE);
  g_assert_error (run.error, LT_ERROR, LT_ERROR_UNAVAILABLE);
  g_assert_nonnull (strstr (run.error->message, "/nonexistent/lantian-convert"));
  run_import_clear (&run);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_setenv ("LANTIAN_CONVERT", g_getenv ("LANTIAN_BAD_CONVERT"), TRUE);
  g_setenv ("LANTIAN_LANGUAGE", "en", TRUE);
  /* first: the environment is changed before there are threads */
  g_test_add_func ("/import-child/missing", test_missing);
  g_test_add_func ("/import-child/bad", test_bad);
  g_test_add_func ("/import-child/advice", test_advice);
  g_test_add_func ("/import-child/cancel", test_cancel);
  return g_test_run ();
}
