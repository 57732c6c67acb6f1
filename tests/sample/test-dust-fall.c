/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The generator of the sample county's dust fall. */

#include "read-sample.h"

#include "base/id.h"

static LtRecord *
find_sample (GPtrArray *records, const char *site, const char *month)
{
  g_autofree char *id = lt_id_to_text (&find_record (records, "dust-site", site)->id);
  LtRecord *found = NULL;

  for (guint i = 0; i < records->len; i++)
    {
      LtRecord *record = g_ptr_array_index (records, i);

      if (g_str_equal (record->kind->name, "dust-fall")
          && g_str_equal (lt_record_get (record, "site"), id)
          && g_str_equal (lt_record_get (record, "month"), month))
        {
          g_assert_null (found);
          found = record;
        }
    }
  return found;
}

static void
test_every_site_has_every_month (void)
{
  g_autoptr (GPtrArray) records = read_county (MONTH_END, SEED);
  g_autoptr (GPtrArray) sites = pick_kind (records, "dust-site");
  guint references = 0;

  for (guint i = 0; i < sites->len; i++)
    {
      const LtRecord *site = g_ptr_array_index (sites, i);

      for (int m = 0; m < N_MONTHS; m++)
        {
          /* 24 months to October 2026 begin with November 2024. */
          g_autofree char *month =
              g_strdup_printf ("%d-%02d", 2024 + (10 + m) / 12, (10 + m) % 12 + 1);

          g_assert_nonnull (find_sample (records, lt_record_get (site, "code"), month));
        }
      references += g_str_equal (lt_record_get (site, "reference"), "1");
    }
  g_assert_cmpuint (references, ==, 1);
}

/* Worked out apart from the program, in Python, by the steps that
 * data/sample/README.md gives. */
static void
test_generator_against_other_calculation (void)
{
  static const struct
  {
    const char *site;
    const char *month;
    const char *value;
    const char *days;
    const char *validity;
    const char *reason;
  } expected[] = {
    { "SL-J01", "2024-11", "6.1", "29.4", "valid", NULL },
    { "SL-J01", "2025-03", NULL, NULL, "missing", "丢失" },
    { "SL-J01", "2026-06", "6.8", "29.7", "invalid", "鸟粪" },
    { "SL-J02", "2024-11", "8.2", "29", "valid", NULL },
    { "SL-J05", "2026-02", NULL, NULL, "invalid", "结冰破裂" },
    { "SL-J06", "2026-04", "13", "29.9", "valid", NULL },
    { "SL-J08", "2026-10", "5", "30.8", "valid", NULL },
    { "SL-J09", "2026-04", "4.2", "31.2", "valid", NULL },
  };
  g_autoptr (GPtrArray) records = read_county (MONTH_END, SEED);
  g_autoptr (GPtrArray) samples = pick_kind (records, "dust-fall");
  double value_sum = 0;
  double days_sum = 0;
  guint spoilt = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      const LtRecord *sample = find_sample (records, expected[i].site, expected[i].month);

      g_assert_nonnull (sample);
      g_assert_cmpstr (lt_record_get (sample, "value"), ==, expected[i].value);
      g_assert_cmpstr (lt_record_get (sample, "days"), ==, expected[i].days);
      g_assert_cmpstr (lt_record_get (sample, "validity"), ==, expected[i].validity);
      g_assert_cmpstr (lt_record_get (sample, "reason"), ==, expected[i].reason);
    }
  for (guint i = 0; i < samples->len; i++)
    {
      const LtRecord *sample = g_ptr_array_index (samples, i);

      if (lt_record_get (sample, "value") != NULL)
        value_sum += g_ascii_strtod (lt_record_get (sample, "value"), NULL);
      if (lt_record_get (sample, "days") != NULL)
        days_sum += g_ascii_strtod (lt_record_get (sample, "days"), NULL);
      spoilt += lt_record_get (sample, "reason") != NULL;
    }
  g_assert_cmpfloat_with_epsilon (value_sum, 1407.9, 1e-6);
  g_assert_cmpfloat_with_epsilon (days_sum, 6295.9, 1e-6);
  g_assert_cmpuint (spoilt, ==, 15);
}

static void
test_month_is_same_whenever_asked (void)
{
  g_autoptr (GPtrArray) records = read_county (MONTH_END, SEED);
  g_autoptr (GPtrArray) later = read_county ("2027-02", SEED);
  const char *const fields[] = { "value", "days", "validity", "reason" };

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    g_assert_cmpstr (lt_record_get (find_sample (records, "SL-J04", "2026-03"), fields[i]), ==,
                     lt_record_get (find_sample (later, "SL-J04", "2026-03"), fields[i]));
  g_assert_nonnull (find_sample (later, "SL-J04", "2027-02"));
  g_assert_null (find_sample (later, "SL-J04", "2025-02"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sample/every-site-every-month", test_every_site_has_every_month);
  g_test_add_func ("/sample/generator", test_generator_against_other_calculation);
  g_test_add_func ("/sample/month-same-whenever-asked", test_month_is_same_whenever_asked);
  return g_test_run ();
}
