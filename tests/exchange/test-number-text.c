/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/reading-private.h"

/* Text, how its commas are read, what comes of it. Millionths. */
static void
test_numbers (void)
{
  static const struct
  {
    const char *text;
    gboolean comma;
    LtNumberText kind;
    gint64 millionths;
  } cases[] = {
    { "8.6", FALSE, LT_NUMBER_VALUE, 8600000 },
    { " -3 ", FALSE, LT_NUMBER_VALUE, -3000000 },
    { "１２．５", FALSE, LT_NUMBER_VALUE, 12500000 },
    { "１２．５　", FALSE, LT_NUMBER_VALUE, 12500000 },
    { "8,6", FALSE, LT_NUMBER_VALUE, 8600000 },
    { "0,125", FALSE, LT_NUMBER_VALUE, 125000 }, /* no group begins with 0 */
    { "36,745014", FALSE, LT_NUMBER_VALUE, 36745014 },
    { "1,234", FALSE, LT_NUMBER_AMBIGUOUS, 0 },
    { "1,234", TRUE, LT_NUMBER_VALUE, 1234000 },
    { "1,234.5", FALSE, LT_NUMBER_VALUE, 1234500000 },
    { "1,234,567", FALSE, LT_NUMBER_VALUE, G_GINT64_CONSTANT (1234567000000) },
    { "1,23,4", FALSE, LT_NUMBER_BAD, 0 },
    { "1.234,5", FALSE, LT_NUMBER_BAD, 0 },
    { "1e3", FALSE, LT_NUMBER_VALUE, 1000000000 },
    { "1.25E-3", FALSE, LT_NUMBER_VALUE, 1250 },
    { "-2.5e+2", FALSE, LT_NUMBER_VALUE, -250000000 },
    { "1E-7", FALSE, LT_NUMBER_BAD, 0 }, /* it would become nothing */
    { "120e-1", FALSE, LT_NUMBER_VALUE, 12000000 },
    { "1e", FALSE, LT_NUMBER_BAD, 0 },
    { "1e99", FALSE, LT_NUMBER_BAD, 0 },
    { "0.1234567", FALSE, LT_NUMBER_ROUNDED, 123457 },
    { "-1.14285714285714", FALSE, LT_NUMBER_ROUNDED, -1142857 },
    { "1015.66666666667", FALSE, LT_NUMBER_ROUNDED, 1015666667 },
    /* GB/T 8170: a half goes to the even figure, and there is one step only */
    { "0.1234565", FALSE, LT_NUMBER_ROUNDED, 123456 },
    { "0.1234575", FALSE, LT_NUMBER_ROUNDED, 123458 },
    { "0.12345650000000000000000000000001", FALSE, LT_NUMBER_ROUNDED, 123457 },
    { "15.45454649", FALSE, LT_NUMBER_ROUNDED, 15454546 },
    { "1.23456789e-2", FALSE, LT_NUMBER_ROUNDED, 12346 },
    { "4,6666666", FALSE, LT_NUMBER_ROUNDED, 4666667 },
    { "999999999999.9999999", FALSE, LT_NUMBER_BAD, 0 },
    { "0.1234567x", FALSE, LT_NUMBER_BAD, 0 },
    { "0.1234567e", FALSE, LT_NUMBER_BAD, 0 },
    { "0.1.234567", FALSE, LT_NUMBER_BAD, 0 },
    { "<0.05", FALSE, LT_NUMBER_BELOW, 50000 },
    { "＜0.3", FALSE, LT_NUMBER_BELOW, 300000 },
    { "<", FALSE, LT_NUMBER_BAD, 0 },
    { "", FALSE, LT_NUMBER_NO_DATA, 0 },
    { "NaN", FALSE, LT_NUMBER_NO_DATA, 0 },
    { "NA", FALSE, LT_NUMBER_NO_DATA, 0 },
    { "-", FALSE, LT_NUMBER_NO_DATA, 0 },
    { "—", FALSE, LT_NUMBER_NO_DATA, 0 },
    { "-;", FALSE, LT_NUMBER_NO_DATA, 0 },
    { "&mdash;", FALSE, LT_NUMBER_NO_DATA, 0 },
    { "null", FALSE, LT_NUMBER_NO_DATA, 0 },
    { "12 5", FALSE, LT_NUMBER_BAD, 0 },
    { "停电", FALSE, LT_NUMBER_BAD, 0 },
    { "0x10", FALSE, LT_NUMBER_BAD, 0 },
    { "inf", FALSE, LT_NUMBER_BAD, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 value = 0;
      LtNumberText kind = lt_number_text_read (cases[i].text, cases[i].comma, 1, 1, &value);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (kind, ==, cases[i].kind);
      if (kind == LT_NUMBER_VALUE || kind == LT_NUMBER_BELOW || kind == LT_NUMBER_ROUNDED)
        g_assert_cmpint (value, ==, cases[i].millionths);
    }
  g_assert_cmpint (lt_number_text_read (NULL, FALSE, 1, 1, NULL), ==, LT_NUMBER_NO_DATA);
}

/* From µg to mg: rounded once, behind the change of the unit. */
static void
test_units (void)
{
  static const struct
  {
    const char *text;
    LtNumberText kind;
    gint64 millionths;
  } cases[] = {
    { "300", LT_NUMBER_VALUE, 300000 },
    { "0.5", LT_NUMBER_VALUE, 500 },
    { "1234.5665", LT_NUMBER_ROUNDED, 1234566 },
    { "1234.5675", LT_NUMBER_ROUNDED, 1234568 },
    { "1234.56649999", LT_NUMBER_ROUNDED, 1234566 },
    { "333.333333333333", LT_NUMBER_ROUNDED, 333333 },
    { "0.0004", LT_NUMBER_BAD, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 value = 0;

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (lt_number_text_read (cases[i].text, FALSE, 1, 1000, &value), ==,
                       cases[i].kind);
      if (cases[i].kind != LT_NUMBER_BAD)
        g_assert_cmpint (value, ==, cases[i].millionths);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/number-text/numbers", test_numbers);
  g_test_add_func ("/number-text/units", test_units);
  return g_test_run ();
}
