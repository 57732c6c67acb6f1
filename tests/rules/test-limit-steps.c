/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/limit-steps.h"

#include "shipped.h"

/* What is expected is tables 1 of GB 3095-2012 and GB 3095-2026 (DOMAIN.md 4.1). */

static LtStandards *standards;

static GArray *
list (const char *item, LtInterval interval, guint air_class, const char *edition)
{
  return lt_standards_list_limit_steps (standards, item, interval, air_class, "2025-12-01",
                                        "2031-06-30", edition);
}

static void
assert_step (GArray *steps, guint place, const char *from, const char *to, const char *value)
{
  const LtLimitStep *step;

  g_assert_cmpuint (place, <, steps->len);
  step = &g_array_index (steps, LtLimitStep, place);
  g_assert_cmpstr (step->from, ==, from);
  g_assert_cmpstr (step->to, ==, to);
  g_assert_cmpstr (step->limit->value, ==, value);
}

/* Days on each side of the first of March 2026 have their own limit, and so have those
 * from 2031 on. */
static void
test_steps (void)
{
  static const struct
  {
    const char *item;
    guint air_class;
    const char *values[3];
  } days[] = {
    { "PM2.5", 2, { "75", "60", "50" } },        { "PM2.5", 1, { "35", "35", "25" } },
    { "PM10", 2, { "150", "120", "100" } },      { "PM10", 1, { "50", "50", "50" } },
    { "SO2", 2, { "150", "150", "50" } },        { "NO2", 2, { "80", "80", "50" } },
    { "O3-8h-max", 2, { "160", "160", "160" } }, { "CO", 1, { "4", "4", "4" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autoptr (GArray) steps = list (days[i].item, LT_INTERVAL_DAY, days[i].air_class, NULL);

      g_assert_cmpuint (steps->len, ==, 3);
      assert_step (steps, 0, "2025-12-01", "2026-02-28", days[i].values[0]);
      assert_step (steps, 1, "2026-03-01", "2030-12-31", days[i].values[1]);
      assert_step (steps, 2, "2031-01-01", "2031-06-30", days[i].values[2]);
    }
}

static void
test_hours (void)
{
  g_autoptr (GArray) so2 = list ("SO2", LT_INTERVAL_HOUR, 2, NULL);
  g_autoptr (GArray) ozone = list ("O3", LT_INTERVAL_HOUR, 2, NULL);
  g_autoptr (GArray) dust = list ("PM2.5", LT_INTERVAL_HOUR, 2, NULL);
  g_autoptr (GArray) months = list ("PM2.5", LT_INTERVAL_MONTH, 2, NULL);
  g_autoptr (GArray) nothing = list ("NH3", LT_INTERVAL_DAY, 2, NULL);

  assert_step (so2, 0, "2025-12-01", "2026-02-28", "500");
  assert_step (so2, 2, "2031-01-01", "2031-06-30", "150");
  assert_step (ozone, 0, "2025-12-01", "2026-02-28", "200");
  /* The standard has none for an hour of particles, nor for any month. */
  g_assert_cmpuint (dust->len, ==, 0);
  g_assert_cmpuint (months->len, ==, 0);
  g_assert_cmpuint (nothing->len, ==, 0);
}

/* One that is chosen judges all days, those before it too. */
static void
test_one_for_all (void)
{
  static const struct
  {
    const char *edition;
    const char *value;
  } all[] = { { "GB3095-2012", "75" },
              { "GB3095-2026-transition", "60" },
              { "GB3095-2026-final", "50" } };
  g_autoptr (GPtrArray) editions = lt_standards_list_editions (standards);
  g_autoptr (GArray) none = list ("PM2.5", LT_INTERVAL_DAY, 2, "GB3095-1996");

  g_assert_cmpuint (editions->len, ==, G_N_ELEMENTS (all));
  g_assert_cmpuint (none->len, ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      g_autoptr (GArray) steps = list ("PM2.5", LT_INTERVAL_DAY, 2, all[i].edition);

      g_assert_cmpuint (steps->len, ==, 1);
      assert_step (steps, 0, "2025-12-01", "2031-06-30", all[i].value);
    }
}

static gboolean
exceeds (const char *value)
{
  g_autoptr (GArray) steps = list ("PM2.5", LT_INTERVAL_DAY, 2, NULL);
  LtRatio number;

  g_assert_true (lt_ratio_parse (value, &number));
  return lt_standards_exceeds (standards, g_array_index (steps, LtLimitStep, 0).limit, number,
                               "2025-12-01");
}

/* A day is compared as it is (rounding.json: compare-air-day). */
static void
test_exceeds (void)
{
  g_assert_false (exceeds ("75"));
  g_assert_true (exceeds ("75.1"));
  g_assert_true (exceeds ("76"));
  g_assert_false (exceeds ("0"));
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  standards = shipped_standards ();
  g_test_add_func ("/limit-steps/days", test_steps);
  g_test_add_func ("/limit-steps/hours", test_hours);
  g_test_add_func ("/limit-steps/one-for-all", test_one_for_all);
  g_test_add_func ("/limit-steps/exceeds", test_exceeds);
  status = g_test_run ();
  lt_standards_free (standards);
  return status;
}
