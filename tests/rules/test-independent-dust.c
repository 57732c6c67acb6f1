/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Dust fall from weights, its days and its month, of made-up samples, by this program and by the
 * second calculation (tests/rules/independent, Python). */

#include "model/reading.h"
#include "rules/dust-fall.h"
#include "second.h"
#include "table.h"

#include <glib/gstdio.h>

#define SAMPLES 400

typedef struct
{
  gint64 from;
  gint64 to;
  int gross; /* 0.1 mg */
  int blank;
  int mouth; /* 0.01 cm² */
} Made;

/* From 27 to 34 days, begun at any minute of twelve years; 0.01 g to 0.5 g. */
static Made
draw (GRand *chance)
{
  Made made;

  made.from = 26000000 + g_rand_int_range (chance, 0, 12 * 366 * 1440);
  made.to = made.from + g_rand_int_range (chance, 27 * 1440, 34 * 1440);
  made.blank = g_rand_int_range (chance, 0, 100);
  made.gross = 300000 + made.blank + g_rand_int_range (chance, 100, 5000);
  made.mouth = g_rand_int_range (chance, 16500, 18900);
  return made;
}

static void
write_row (GString *table, const Made *made, guint number)
{
  g_autofree char *from = lt_reading_format_time (made->from, LT_INTERVAL_HOUR);
  g_autofree char *to = lt_reading_format_time (made->to, LT_INTERVAL_HOUR);

  g_string_append_printf (table, "S%u,A,%s,%s,%d.%04d,30,0.%04d,%d.%02d\n", number, from, to,
                          made->gross / 10000, made->gross % 10000, made->blank, made->mouth / 100,
                          made->mouth % 100);
}

static void
assert_sample (GPtrArray *said, GPtrArray *line, const Made *made)
{
  g_autofree char *month = lt_dust_fall_month (made->from, made->to);
  LtRatio days = lt_dust_fall_days (made->from, made->to);
  LtDustWeights weights = { lt_ratio_new (made->gross, 10000), lt_ratio_new (30, 1),
                            lt_ratio_new (made->blank, 10000), lt_ratio_new (made->mouth, 100),
                            days };
  LtRatio value = lt_dust_fall_from_weights (&weights);
  g_autofree char *tenths = lt_ratio_format (days, 1), *published = lt_ratio_format (value, 1);

  g_assert_cmpstr (table_cell (line, table_find (said, "month")), ==, month);
  g_assert_cmpstr (table_cell (line, table_find (said, "days")), ==, tenths);
  g_assert_cmpstr (table_cell (line, table_find (said, "value")), ==, published);
  second_assert_same (table_cell (line, table_find (said, "value_exact")), TRUE, value);
}

static void
test_samples (void)
{
  g_autoptr (GRand) chance = g_rand_new_with_seed (5);
  g_autoptr (GString) table = g_string_new ("site,area,from,to,m1,m0,m2,mouth_cm2\n");
  g_autofree char *path = NULL, *python = NULL;
  g_autoptr (GPtrArray) said = NULL;
  Made made[SAMPLES];
  const char *other;
  int file = g_file_open_tmp ("dust-XXXXXX.csv", &path, NULL);

  g_assert_cmpint (file, >=, 0);
  g_assert_true (g_close (file, NULL));
  for (guint i = 0; i < SAMPLES; i++)
    {
      made[i] = draw (chance);
      write_row (table, &made[i], i);
    }
  g_assert_true (g_file_set_contents (path, table->str, -1, NULL));
  other = python = second_ask ((const char *[]){ "dust", "--sites", path, NULL });
  g_unlink (path);
  said = table_next (&other);
  for (guint i = 0; i < SAMPLES; i++)
    {
      g_autoptr (GPtrArray) line = table_next (&other);

      assert_sample (said, line, &made[i]);
    }
  g_assert_cmpint (*other, ==, '\0');
}

/* Of two equal parts the earlier month; a leap February; over the turn of the year. */
static void
test_months (void)
{
  static const struct
  {
    const char *from;
    const char *to;
    const char *month;
    const char *days;
  } cases[] = {
    { "2026-03-01T08:00", "2026-03-31T08:00", "2026-03", "30.0" },
    { "2026-02-14T00:00", "2026-03-16T00:00", "2026-02", "30.0" }, /* 15 and 15 */
    { "2026-02-14T01:00", "2026-03-16T00:00", "2026-03", "30.0" }, /* 29.958… */
    { "2028-02-15T00:00", "2028-03-16T01:00", "2028-03", "30.0" }, /* 15 and 15 and an hour */
    { "2025-12-16T00:00", "2026-01-15T00:00", "2025-12", "30.0" },
    { "2025-12-20T00:00", "2026-01-18T12:00", "2026-01", "29.5" },
    { "2026-01-31T00:00", "2026-03-02T00:00", "2026-02", "30.0" }, /* three months */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *month = NULL, *days = NULL;
      gint64 from, to;

      g_assert_true (lt_reading_parse_time (cases[i].from, LT_INTERVAL_HOUR, &from));
      g_assert_true (lt_reading_parse_time (cases[i].to, LT_INTERVAL_HOUR, &to));
      month = lt_dust_fall_month (from, to);
      days = lt_ratio_format (lt_dust_fall_days (from, to), 1);
      g_assert_cmpstr (month, ==, cases[i].month);
      g_assert_cmpstr (days, ==, cases[i].days);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/independent/samples", test_samples);
  g_test_add_func ("/independent/months", test_months);
  return g_test_run ();
}
