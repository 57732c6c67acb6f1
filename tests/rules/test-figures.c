/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/composite-index.h"
#include "rules/dust-fall.h"
#include "rules/rank.h"
#include "rules/statistics.h"

static LtRatio
parse (const char *text)
{
  LtRatio ratio;

  g_assert_true (lt_ratio_parse (text, &ratio));
  return ratio;
}

static void
assert_ratio (LtRatio ratio, guint places, const char *expected)
{
  g_autofree char *text = lt_ratio_format (ratio, places);

  g_assert_cmpstr (text, ==, expected);
}

/* ---- composite index: the vector of DOMAIN.md 4.4 --------------------------------- */

static LtIndexScheme *
make_scheme (const char *const *limits, const char *const *weights)
{
  LtIndexScheme *scheme = lt_index_scheme_new ("test", "test", 2);

  for (guint i = 0; i < 6; i++)
    {
      LtIndexPart *part = lt_index_part_new ("item");

      part->limit = parse (limits[i]);
      part->weight = parse (weights[i]);
      g_ptr_array_add (scheme->parts, part);
    }
  return scheme;
}

static void
assert_index (const char *const *limits, const char *const *weights, const char *expected)
{
  /* SO2, NO2, PM10, PM2.5, CO-95, O3-90 */
  static const char *const values[] = { "15", "38", "85", "45", "1.6", "172" };
  g_autoptr (LtIndexScheme) scheme = make_scheme (limits, weights);
  LtRatio concentrations[6];
  const LtRatio *given[6];
  LtIndex index;

  for (guint i = 0; i < 6; i++)
    {
      concentrations[i] = parse (values[i]);
      given[i] = &concentrations[i];
    }
  index = lt_index_scheme_judge (scheme, given);
  g_assert_true (index.is_valid);
  assert_ratio (index.published, 2, expected);
  given[2] = NULL;
  g_assert_false (lt_index_scheme_judge (scheme, given).is_valid);
}

static void
test_index (void)
{
  static const char *const of_2012[] = { "60", "40", "70", "35", "4", "160" };
  static const char *const of_2026[] = { "60", "40", "60", "30", "4", "160" };
  static const char *const ones[] = { "1", "1", "1", "1", "1", "1" };
  static const char *const weights[] = { "1", "2", "1", "3", "1", "2" };

  assert_index (of_2012, ones, "5.18");
  assert_index (of_2026, ones, "5.59");
  assert_index (of_2026, weights, "10.62");
}

/* ---- dust fall: the vectors of DOMAIN.md 4.5 -------------------------------------- */

static void
assert_dust (const char *dust, const char *days, const char *expected)
{
  LtDustWeights weights = { lt_ratio_add (parse (dust), parse ("30.1")), parse ("30.0"),
                            parse ("0.1"), lt_dust_mouth_from_diameter (parse ("15.0")),
                            parse (days) };

  assert_ratio (weights.mouth, 2, "176.71");
  assert_ratio (lt_dust_fall_from_weights (&weights), 2, expected);
}

static void
test_dust_fall (void)
{
  assert_dust ("0.1000", "30.0", "5.66");
  assert_dust ("0.1250", "29.8", "7.12");
  assert_dust ("0.1590", "31.2", "8.65");
}

/* ---- ranks ------------------------------------------------------------------------ */

/* Dust fall of the twelve counties of 长治, October 2021, and their ranks, from the
 * notice of the city's bureau (sthjj.changzhi.gov.cn, t20220111_2456130); the last entry
 * is one without data, which the notice has not. */
static void
test_ranks (void)
{
  static const struct
  {
    const char *value;
    guint rank;
    guint n_tied;
  } expected[] = { { "1.4", 5, 3 }, { "1.0", 1, 1 },  { "1.2", 2, 2 }, { "1.2", 2, 2 },
                   { "1.3", 4, 1 }, { "1.4", 5, 3 },  { "1.4", 5, 3 }, { "1.5", 8, 3 },
                   { "1.5", 8, 3 }, { "1.8", 11, 1 }, { "1.5", 8, 3 }, { "2.1", 12, 1 },
                   { NULL, 0, 0 } };
  LtRanked entries[G_N_ELEMENTS (expected)] = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    if (expected[i].value != NULL)
      entries[i] = (LtRanked){ TRUE, parse (expected[i].value) };
  g_assert_cmpuint (lt_rank (entries, G_N_ELEMENTS (entries), TRUE), ==, 12);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_assert_cmpuint (entries[i].rank, ==, expected[i].rank);
      g_assert_cmpuint (entries[i].n_tied, ==, expected[i].n_tied);
    }
  g_assert_cmpuint (lt_rank (entries, G_N_ELEMENTS (entries), FALSE), ==, 12);
  g_assert_cmpuint (entries[11].rank, ==, 1);
  g_assert_cmpuint (entries[9].rank, ==, 2);
  g_assert_cmpuint (entries[1].rank, ==, 12);
}

/* ---- statistics ------------------------------------------------------------------- */

static void
test_hours (void)
{
  gint64 hours[LT_HOURS_OF_DAY];
  LtStatistic mean;

  for (guint i = 0; i < LT_HOURS_OF_DAY; i++)
    hours[i] = i < 4 ? LT_NO_VALUE : (gint64) i * 1000000;
  mean = lt_statistic_of_hours (hours, LT_HOURS_OF_DAY, 20);
  g_assert_true (mean.is_valid);
  g_assert_cmpuint (mean.n, ==, 20);
  /* (4 + … + 23) / 20 */
  assert_ratio (mean.value, 2, "13.50");
  hours[23] = LT_NO_VALUE;
  mean = lt_statistic_of_hours (hours, LT_HOURS_OF_DAY, 20);
  g_assert_false (mean.is_valid);
  g_assert_true (mean.has_value);
}

static void
test_max_8h (void)
{
  LtRatio limit = lt_ratio_new (160, 1);
  LtEightHours needs = { 6, 14, &limit, 8, 24 };
  gint64 hours[LT_HOURS_OF_DAY];
  LtStatistic max;

  for (guint i = 0; i < LT_HOURS_OF_DAY; i++)
    hours[i] = (i >= 12 && i < 20 ? 150 : 50) * G_GINT64_CONSTANT (1000000);
  max = lt_statistic_max_8h (hours, &needs);
  g_assert_true (max.is_valid);
  g_assert_cmpuint (max.n, ==, 17);
  assert_ratio (max.value, 1, "150.0");

  /* The first ten hours lack: of the windows those with six hours and more are left,
   * the first of them ends at 16:00. */
  for (guint i = 0; i < 10; i++)
    hours[i] = LT_NO_VALUE;
  max = lt_statistic_max_8h (hours, &needs);
  g_assert_cmpuint (max.n, ==, 9);
  g_assert_true (max.has_value);
  g_assert_false (max.is_valid);

  /* But a maximum above the limit counts all the same. */
  hours[14] = 400 * G_GINT64_CONSTANT (1000000);
  max = lt_statistic_max_8h (hours, &needs);
  g_assert_true (max.is_valid);
  assert_ratio (max.value, 2, "181.25");
}

static void
test_percentile (void)
{
  LtRatio values[5];

  for (guint i = 0; i < 5; i++)
    values[i] = lt_ratio_new (50 - 10 * i, 1);
  /* k = 1 + 4 × 0.90 = 4.6: 40 + 0.6 × 10 */
  assert_ratio (lt_percentile (values, 5, parse ("90")), 1, "46.0");
  assert_ratio (lt_percentile (values, 5, parse ("100")), 1, "50.0");
  assert_ratio (lt_percentile (values, 5, parse ("0")), 1, "10.0");
  assert_ratio (lt_percentile (values, 1, parse ("95")), 1, "10.0");
}

static void
test_mean (void)
{
  LtStatistic parts[3] = { { TRUE, TRUE, lt_ratio_new (1, 3) },
                           { FALSE, TRUE, lt_ratio_new (100, 1) },
                           { TRUE, TRUE, lt_ratio_new (2, 3) } };
  LtStatistic mean = lt_statistic_mean (parts, 3, 2);

  g_assert_true (mean.is_valid);
  g_assert_cmpuint (mean.n, ==, 2);
  assert_ratio (mean.value, 1, "0.5");
  g_assert_false (lt_statistic_mean (parts, 3, 3).is_valid);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/index", test_index);
  g_test_add_func ("/rules/dust-fall", test_dust_fall);
  g_test_add_func ("/rules/ranks", test_ranks);
  g_test_add_func ("/rules/hours", test_hours);
  g_test_add_func ("/rules/max-8h", test_max_8h);
  g_test_add_func ("/rules/percentile", test_percentile);
  g_test_add_func ("/rules/mean", test_mean);
  return g_test_run ();
}
