/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "model/kind.h"

#include <string.h>

static const LtChoice colours[] = { { "black", "Black" }, { "amber", "Amber" }, { NULL } };

#define FIELD(t) ((LtField){ .number = 1, .name = "it", .label = "It", .type = (t) })
#define CHOICE_FIELD(t)                                                                            \
  ((LtField){ .number = 1, .name = "it", .label = "It", .type = (t), .choices = colours })

static void
assert_parsed (const LtField *field, const char *text, const char *expected)
{
  g_autoptr (LtValue) value = NULL;
  g_autoptr (GError) error = NULL;

  if (!lt_field_parse (field, text, &value, &error))
    g_error ("\"%s\" was refused: %s", text, error->message);
  g_assert_cmpstr (lt_value_text (value), ==, expected);
}

static void
assert_refused (const LtField *field, const char *text)
{
  LtValue *value = (LtValue *) "left as it was";
  g_autoptr (GError) error = NULL;

  if (lt_field_parse (field, text, &value, &error))
    g_error ("\"%s\" was taken as \"%s\"", text, lt_value_text (value));
  g_assert_error (error, LT_ERROR, LT_ERROR_BAD_INPUT);
  g_assert_nonnull (strstr (error->message, "it"));
  g_assert_null (value);
}

static void
test_text (void)
{
  LtField field = FIELD (LT_TYPE_TEXT);
  LtField long_field = FIELD (LT_TYPE_LONG_TEXT);
  g_autofree char *most = g_strnfill (1000, 'x');
  g_autofree char *more = g_strnfill (1001, 'x');
  g_autofree char *much = g_strnfill (100001, 'x');

  assert_parsed (&field, NULL, NULL);
  assert_parsed (&field, "", NULL);
  assert_parsed (&field, " \t ", NULL);
  assert_parsed (&field, "  盂县 矿  ", "盂县 矿");
  /* One form of what looks the same: e + combining acute is é (NFC). */
  assert_parsed (&field, "e\xcc\x81", "\xc3\xa9");
  assert_parsed (&field, most, most);
  assert_refused (&field, more);
  assert_refused (&field, "one\ntwo");
  assert_refused (&field, "one\rtwo");
  assert_refused (&field, "caf\xe9");
  assert_refused (&field, "\xf0\x28\x8c\x28");
  assert_parsed (&long_field, "one\ntwo", "one\ntwo");
  assert_parsed (&long_field, more, more);
  assert_refused (&long_field, much);
}

static void
test_numbers (void)
{
  LtField decimal = FIELD (LT_TYPE_DECIMAL);
  LtField whole = FIELD (LT_TYPE_INTEGER);
  static const char *const bad[] = { "NaN",   "nan",
                                     "inf",   "-inf",
                                     "1e5",   "1E5",
                                     "0x10",  "８.６",
                                     "1,5",   "1 000",
                                     "8.",    ".5",
                                     "-",     "+",
                                     "--1",   "+-1",
                                     "1.2.3", ".",
                                     "8.6t",  "1/2",
                                     "٣",     "1234567890123456",
                                     "1.5-" };

  assert_parsed (&decimal, "8.60", "8.6");
  assert_parsed (&decimal, "008.6", "8.6");
  assert_parsed (&decimal, "+8.6", "8.6");
  assert_parsed (&decimal, "-8.60", "-8.6");
  assert_parsed (&decimal, "8.0", "8");
  assert_parsed (&decimal, "0", "0");
  assert_parsed (&decimal, "-0", "0");
  assert_parsed (&decimal, "-0.00", "0");
  assert_parsed (&decimal, "000", "0");
  assert_parsed (&decimal, "100", "100");
  assert_parsed (&decimal, "0.10", "0.1");
  assert_parsed (&decimal, "123456789012345", "123456789012345");
  assert_parsed (&decimal, "0.1234567890123", "0.1234567890123");
  assert_parsed (&whole, "-12", "-12");
  assert_parsed (&whole, "12.0", "12");
  assert_refused (&whole, "12.5");
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      assert_refused (&decimal, bad[i]);
      assert_refused (&whole, bad[i]);
    }
}

static void
test_range (void)
{
  LtField field = FIELD (LT_TYPE_DECIMAL);

  field.min = 0.1;
  field.max = 62;
  field.unit = "d";
  assert_parsed (&field, "0.1", "0.1");
  assert_parsed (&field, "62", "62");
  assert_refused (&field, "0.09");
  assert_refused (&field, "62.00001");
  assert_refused (&field, "-1");
}

static void
test_times (void)
{
  LtField date = FIELD (LT_TYPE_DATE);
  LtField month = FIELD (LT_TYPE_MONTH);
  LtField minute = FIELD (LT_TYPE_MINUTE);

  assert_parsed (&date, " 2024-02-29 ", "2024-02-29");
  assert_refused (&date, "2026-02-29");
  assert_refused (&date, "2026-1-5");
  assert_refused (&date, "2026年1月5日");
  assert_refused (&date, "2026-11-20T10:00");
  assert_parsed (&month, "2026-12", "2026-12");
  assert_refused (&month, "2026-13");
  assert_refused (&month, "2026-12-01");
  assert_parsed (&minute, "2026-11-20T15:42", "2026-11-20T15:42");
  assert_parsed (&minute, "2026-11-20 15:42", "2026-11-20T15:42");
  assert_refused (&minute, "2026-11-20");
  assert_refused (&minute, "2026-11-20T24:00");
  assert_refused (&minute, "2026-11-20T15:42:10");
}

static void
test_flags_and_choices (void)
{
  LtField flag = FIELD (LT_TYPE_FLAG);
  LtField choice = CHOICE_FIELD (LT_TYPE_CHOICE);
  LtField choices = CHOICE_FIELD (LT_TYPE_CHOICES);

  assert_parsed (&flag, "是", "1");
  assert_parsed (&flag, "false", "0");
  assert_refused (&flag, "2");
  assert_refused (&flag, "maybe");
  assert_parsed (&choice, "black", "black");
  assert_parsed (&choice, "Amber", "amber");
  assert_refused (&choice, "blue");
  assert_refused (&choice, "black,amber");
  assert_parsed (&choices, "black, amber,black", "amber,black");
  assert_parsed (&choices, ",", NULL);
  assert_refused (&choices, "black,blue");
}

static void
test_references (void)
{
  LtField reference = FIELD (LT_TYPE_REFERENCE);

  assert_parsed (&reference, "017F22E2-79B0-7CC3-98C4-DC0C0C07398F",
                 "017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
  assert_refused (&reference, "SL-K01");
  assert_refused (&reference, "017f22e2-79b0-7cc3-98c4-dc0c0c07398");
}

static void
test_geometry (void)
{
  LtField point = FIELD (LT_TYPE_POINT);
  LtField polygon = FIELD (LT_TYPE_POLYGON);
  static const char *const bad[] = {
    "nowhere",
    "{\"type\":\"Point\"}",
    "{\"type\":\"Point\",\"coordinates\":[\"a\",38]}",
    "{\"type\":\"Point\",\"coordinates\":[113.5]}",
    "{\"type\":\"Point\",\"coordinates\":[200,38]}",
    "{\"type\":\"Point\",\"coordinates\":[113.5,95]}",
    "{\"type\":\"LineString\",\"coordinates\":[[113,38],[114,38]]}",
  };
  g_autoptr (LtValue) value = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gsize size;

  lt_field_parse (&point, "{\"type\":\"Point\",\"coordinates\":[113.5,38.25]}", &value, &error);
  g_assert_no_error (error);
  /* Well-known binary, little-endian: 1, type 1, two doubles. */
  g_assert_cmpmem (lt_value_bytes (value, &size), 21,
                   "\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x60\x5c\x40\x00\x00\x00\x00\x00\x20"
                   "\x43\x40",
                   21);
  g_assert_cmpuint (size, ==, 21);
  text = lt_field_format (&point, value);
  g_assert_cmpstr (text, ==, "113.5000 38.2500");
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    assert_refused (&point, bad[i]);
  assert_refused (&polygon, "{\"type\":\"Point\",\"coordinates\":[113.5,38.25]}");
}

static void
assert_formatted (LtField field, const char *kept, const char *expected)
{
  g_autoptr (LtValue) value = lt_value_new_text (kept);
  g_autofree char *shown = lt_field_format (&field, value);

  g_assert_cmpstr (shown, ==, expected);
}

static void
test_format (void)
{
  LtField days = FIELD (LT_TYPE_DECIMAL);

  days.unit = "d";
  assert_formatted (days, "30.5", "30.5 d");
  assert_formatted (FIELD (LT_TYPE_DECIMAL), "30.5", "30.5");
  assert_formatted (FIELD (LT_TYPE_MINUTE), "2026-11-20T15:42", "2026-11-20 15:42");
  assert_formatted (FIELD (LT_TYPE_FLAG), "1", "Yes");
  assert_formatted (FIELD (LT_TYPE_FLAG), "0", "No");
  assert_formatted (CHOICE_FIELD (LT_TYPE_CHOICE), "black", "Black");
  /* A choice that a newer program knows is shown as it is kept. */
  assert_formatted (CHOICE_FIELD (LT_TYPE_CHOICE), "blue", "blue");
  assert_formatted (CHOICE_FIELD (LT_TYPE_CHOICES), "amber,black", "Amber Black");
  assert_formatted (FIELD (LT_TYPE_TEXT), NULL, "");
  assert_formatted (FIELD (LT_TYPE_POINT), "no shape", "?");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/field/text", test_text);
  g_test_add_func ("/field/numbers", test_numbers);
  g_test_add_func ("/field/range", test_range);
  g_test_add_func ("/field/times", test_times);
  g_test_add_func ("/field/flags-and-choices", test_flags_and_choices);
  g_test_add_func ("/field/references", test_references);
  g_test_add_func ("/field/geometry", test_geometry);
  g_test_add_func ("/field/format", test_format);
  return g_test_run ();
}
