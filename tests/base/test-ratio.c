/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/ratio.h"

static LtRatio
parse (const char *text)
{
  LtRatio ratio;

  g_assert_true (lt_ratio_parse (text, &ratio));
  return ratio;
}

static void
assert_rounded (const char *text, guint places, const char *expected)
{
  g_autofree char *rounded = lt_ratio_format (parse (text), places);

  g_assert_cmpstr (rounded, ==, expected);
}

/* GB/T 8170-2008: its own examples of 3.2 and 3.3, and those of DOMAIN.md 4.6. */
static void
test_half_even (void)
{
  assert_rounded ("12.1498", 0, "12");
  assert_rounded ("12.1498", 1, "12.1");
  assert_rounded ("10.5002", 0, "11");
  assert_rounded ("1.050", 1, "1.0");
  assert_rounded ("0.35", 1, "0.4");
  assert_rounded ("6.949", 1, "6.9");
  assert_rounded ("6.95", 1, "7.0");
  assert_rounded ("7.05", 1, "7.0");
  assert_rounded ("34.5", 0, "34");
  assert_rounded ("35.5", 0, "36");
  assert_rounded ("60.5", 0, "60");
  /* one step: 15.4546 is not 15.455, 15.46, 15.5, 16 */
  assert_rounded ("15.4546", 0, "15");
}

static void
test_signs (void)
{
  assert_rounded ("-30", 0, "-30");
  assert_rounded ("-2.5", 0, "-2");
  assert_rounded ("-3.5", 0, "-4");
  assert_rounded ("-0.4", 0, "0");
  assert_rounded ("-0.04", 1, "0.0");
  assert_rounded ("0.0025", 4, "0.0025");
  assert_rounded ("10.05", 2, "10.05");
  assert_rounded ("7", 3, "7.000");
}

static void
test_up (void)
{
  g_autofree char *whole =
      lt_ratio_format (lt_ratio_round (lt_ratio_new (10001, 100), 0, LT_ROUNDING_UP), 0);
  g_autofree char *same =
      lt_ratio_format (lt_ratio_round (lt_ratio_new (300, 3), 0, LT_ROUNDING_UP), 0);
  g_autofree char *below =
      lt_ratio_format (lt_ratio_round (lt_ratio_new (-1, 3), 0, LT_ROUNDING_UP), 0);

  g_assert_cmpstr (whole, ==, "101");
  g_assert_cmpstr (same, ==, "100");
  g_assert_cmpstr (below, ==, "0");
}

static void
test_exact (void)
{
  LtRatio third = lt_ratio_new (1, 3);
  LtRatio sum = lt_ratio_add (lt_ratio_add (third, third), third);
  /* The index of DOMAIN.md 4.4: its sum is exactly 5.175, which no double is. */
  LtRatio index = lt_ratio_new (15, 60);
  g_autofree char *text = NULL, *rounded = NULL, *endless = lt_ratio_format_exact (third);

  g_assert_cmpint (lt_ratio_compare (sum, lt_ratio_new (1, 1)), ==, 0);
  index = lt_ratio_add (index, lt_ratio_new (38, 40));
  index = lt_ratio_add (index, lt_ratio_new (85, 70));
  index = lt_ratio_add (index, lt_ratio_new (45, 35));
  index = lt_ratio_add (index, lt_ratio_divide (parse ("1.6"), parse ("4")));
  index = lt_ratio_add (index, lt_ratio_new (172, 160));
  text = lt_ratio_format_exact (index);
  rounded = lt_ratio_format (index, 2);
  g_assert_cmpstr (text, ==, "5.175");
  g_assert_cmpstr (rounded, ==, "5.18");
  g_assert_cmpstr (endless, ==, "0.333333…");
}

static void
test_compare (void)
{
  g_assert_cmpint (lt_ratio_compare (parse ("7.04"), parse ("7")), >, 0);
  g_assert_cmpint (lt_ratio_compare (lt_ratio_round (parse ("7.04"), 1, LT_ROUNDING_HALF_EVEN),
                                     parse ("7")),
                   ==, 0);
  g_assert_cmpint (lt_ratio_compare (parse ("-3"), lt_ratio_new (1, -3)), <, 0);
  g_assert_cmpint (
      lt_ratio_compare (lt_ratio_subtract (parse ("0.3"), parse ("0.1")), parse ("0.2")), ==, 0);
  g_assert_cmpint (
      lt_ratio_compare (lt_ratio_multiply (parse ("0.1"), parse ("0.1")), parse ("0.01")), ==, 0);
  g_assert_cmpint (lt_ratio_compare (lt_ratio_new_millionths (60500000), parse ("60.5")), ==, 0);
}

static void
test_refused (void)
{
  static const char *const wrong[] = { "",          "-",   ".5", "5.", "1e3",
                                       "1,000",     " 1",  "1 ", "+1", "1234567890123",
                                       "0.1234567", "--1", "NaN" };
  LtRatio ratio;

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (lt_ratio_parse (wrong[i], &ratio));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/ratio/half-even", test_half_even);
  g_test_add_func ("/base/ratio/signs", test_signs);
  g_test_add_func ("/base/ratio/up", test_up);
  g_test_add_func ("/base/ratio/exact", test_exact);
  g_test_add_func ("/base/ratio/compare", test_compare);
  g_test_add_func ("/base/ratio/refused", test_refused);
  return g_test_run ();
}
