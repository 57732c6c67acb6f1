/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A sample from its weights: the vectors of the domain notes (cylinder of 15.0 cm: 176.71 cm²;
 * 0.1000 g in 30.0 d is 5.66, 0.1250 g in 29.8 d 7.12, 0.1590 g in 31.2 d 8.65), the month of the
 * longer part, and what contradicts itself. */

#include "desk.h"

#include "base/ratio.h"
#include "work/dust-sample.h"
#include "work/importing.h"

#include <string.h>

static char *
add_site (Desk *desk)
{
  g_autoptr (LtRecord) site =
      desk_add (desk, "dust-site", (const char *[]){ "code", "T-1", "name", "甲", NULL });

  return lt_id_to_text (&site->id);
}

static LtRecord *
make_sample (const char *site, const char *const *values)
{
  LtRecord *sample = lt_record_new (lt_kind_by_name ("dust-fall"));

  g_assert_true (lt_record_set (sample, "site", site, NULL));
  for (guint i = 0; values[i] != NULL; i += 2)
    g_assert_true (lt_record_set (sample, values[i], values[i + 1], NULL));
  return sample;
}

static void
assert_field (const LtRecord *sample, const char *field, const char *expected)
{
  g_test_message ("%s", field);
  g_assert_cmpstr (lt_record_get (sample, field), ==, expected);
}

/* The value has six decimals and is 5.66 by two; hours of the period are tenths of days. */
static void
test_vectors (void)
{
  static const struct
  {
    const char *gross;
    const char *ended;
    const char *days;
    const char *rounded;
    const char *month;
  } cases[] = {
    { "30.1000", "2026-03-31T08:00", "30", "5.66", "2026-03" },
    { "30.1250", "2026-03-31T03:12", "29.8", "7.12", "2026-03" },
    { "30.1590", "2026-04-01T12:48", "31.2", "8.65", "2026-03" },
  };
  g_autoptr (Desk) desk = desk_new ();
  g_autofree char *site = NULL;

  desk_act_as (desk, OFFICER);
  site = add_site (desk);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LtRecord) sample =
          make_sample (site,
                       (const char *[]){ "started", "2026-03-01T08:00", "ended", cases[i].ended,
                                         "gross_mass", cases[i].gross, "crucible_mass", "29.9",
                                         "blank_mass", "0.1", "mouth_area", "176.71", NULL });
      g_autoptr (LtRecord) kept = NULL;
      g_autoptr (GError) error = NULL;
      LtRatio value;

      lt_work_add (desk->session, sample, &error);
      g_assert_no_error (error);
      kept = desk_again (desk, sample);
      assert_field (kept, "month", cases[i].month);
      assert_field (kept, "days", cases[i].days);
      assert_field (kept, "validity", "valid");
      g_assert_cmpuint (strlen (strchr (lt_record_get (kept, "value"), '.')), ==, 7);
      g_assert_true (lt_ratio_parse (lt_record_get (kept, "value"), &value));
      {
        g_autofree char *rounded = lt_ratio_format (value, 2);

        g_assert_cmpstr (rounded, ==, cases[i].rounded);
      }
    }
  desk_assert_sound (desk);
}

#define WEIGHTS                                                                                    \
  "gross_mass", "30.1000", "crucible_mass", "29.9", "blank_mass", "0.1", "mouth_area", "176.71",   \
      "days", "30"

/* Each is refused with what would be right; none leaves anything. */
static void
test_contradictions (void)
{
  static const struct
  {
    const char *values[20];
    const char *words;
  } cases[] = {
    { { "month", "2026-03", WEIGHTS, "value", "5.7", "validity", "valid", NULL }, NULL },
    { { "month", "2026-03", WEIGHTS, "value", "5.6", "validity", "valid", NULL }, "5.7" },
    { { "month", "2026-03", WEIGHTS, "value", "566", "validity", "valid", NULL }, "5.65" },
    { { "month", "2026-04", "started", "2026-03-01T08:00", "ended", "2026-03-31T08:00", NULL },
      "longer part is of 2026-03" },
    { { "started", "2026-03-31T08:00", "ended", "2026-03-01T08:00", "month", "2026-03", NULL },
      "begins on" },
    { { "started", "2026-03-01T08:00", "ended", "2026-03-31T08:00", "days", "29.9", NULL },
      "30 days" },
    { { "month", "2026-03", "value", "3", "validity", "valid", "void_reason", "bird-droppings",
        NULL },
      "not valid" },
    { { "month", "2026-03", "gross_mass", "30", "crucible_mass", "29.95", "blank_mass", "0.1",
        "mouth_area", "176.71", "days", "30", "validity", "valid", NULL },
      "below nothing" },
    { { "month", "2026-03", "gross_mass", "30.1234567", NULL }, "6 decimals" },
  };
  g_autoptr (Desk) desk = desk_new ();
  g_autofree char *site = NULL;

  desk_act_as (desk, OFFICER);
  site = add_site (desk);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LtRecord) sample = make_sample (site, cases[i].values);
      g_autoptr (GError) error = NULL;
      gint64 before = desk_operations (desk);

      g_test_message ("case %u", i);
      if (lt_work_add (desk->session, sample, &error))
        g_assert_null (cases[i].words);
      else
        {
          g_assert_nonnull (cases[i].words);
          g_assert_nonnull (strstr (error->message, cases[i].words));
          g_assert_cmpint (desk_operations (desk), ==, before);
        }
    }
}

/* A void sample needs no value; one without anything is missing. */
static void
test_void (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autofree char *site = NULL;
  g_autoptr (LtRecord) spoilt = NULL, none = NULL, lost = NULL;
  g_autoptr (LtRecord) mended = NULL;
  g_autoptr (GError) error = NULL;

  desk_act_as (desk, OFFICER);
  site = add_site (desk);
  spoilt = make_sample (site, (const char *[]){ "month", "2026-03", "void_reason", "bird-droppings",
                                                NULL });
  none = make_sample (site, (const char *[]){ "month", "2026-04", NULL });
  g_assert_true (lt_work_add (desk->session, spoilt, &error));
  g_assert_true (lt_work_add (desk->session, none, &error));
  lost = make_sample (site, (const char *[]){ "month", "2026-05", "void_reason", "lost", NULL });
  g_assert_true (lt_work_add (desk->session, lost, &error));
  assert_field (lost, "validity", "missing");
  assert_field (spoilt, "validity", "invalid");
  assert_field (none, "validity", "missing");
  /* What is changed later is held to the same. */
  mended = desk_again (desk, spoilt);
  g_assert_false (desk_set (desk, mended, "validity", "valid", &error));
  g_assert_nonnull (strstr (error->message, "not valid"));
}

/* A laboratory's table: what follows is filled in, what contradicts itself is refused with its
 * line, the others are taken. */
static void
test_import (void)
{
  static const char table[] =
      "site,month,validity,gross_mass,crucible_mass,blank_mass,mouth_area,days,value\n"
      "T-1,2026-03,valid,30.1,29.9,0.1,176.71,30,\n"
      "T-1,2026-04,valid,30.1,29.9,0.1,176.71,30,9.9\n";
  g_autoptr (Desk) desk = desk_new ();
  g_autofree char *site = NULL, *path = NULL;
  g_autoptr (LtImportPlan) plan = lt_import_plan_new (lt_kind_by_name ("dust-fall"));
  g_autoptr (LtImportReport) report = NULL;
  g_autoptr (LtRecord) sample = NULL;
  g_autoptr (GError) error = NULL;

  desk_act_as (desk, OFFICER);
  site = add_site (desk);
  path = desk_path (desk, "lab.csv");
  g_assert_true (g_file_set_contents (path, table, -1, NULL));
  report = lt_work_import (desk->session, lt_kind_by_name ("dust-fall"), plan, path, LT_IMPORT_NONE,
                           NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->added, ==, 1);
  g_assert_cmpuint (report->refused, ==, 1);
  g_assert_cmpuint (report->problems->len, ==, 1);
  g_assert_cmpint (((LtImportProblem *) g_ptr_array_index (report->problems, 0))->line, ==, 3);
  g_assert_nonnull (
      strstr (((LtImportProblem *) g_ptr_array_index (report->problems, 0))->problem, "5.7"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_setenv ("LANTIAN_LANGUAGE", "en", TRUE);
  g_test_add_func ("/dust-sample/vectors", test_vectors);
  g_test_add_func ("/dust-sample/contradictions", test_contradictions);
  g_test_add_func ("/dust-sample/void", test_void);
  g_test_add_func ("/dust-sample/import", test_import);
  return g_test_run ();
}
