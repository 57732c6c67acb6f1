/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl.h"

#include <string.h>

/* What a month was by the standards, as a table. The expectations are worked out by hand:
 * April 2026 has 30 days, 27 are asked for; the index is that of DOMAIN.md 4.4. */

#define KEEPER "14030005"

static Ctl *ctl;

/* Days of April with the same values. */
static void
import_days (const char *station, guint n, const char *const *values)
{
  static const char *const items[] = { "PM2.5", "PM10", "SO2", "NO2", "CO", "O3-8h-max" };
  g_autoptr (GString) text = g_string_new ("station,item,time,value\n");

  for (guint day = 1; day <= n; day++)
    for (guint i = 0; i < G_N_ELEMENTS (items); i++)
      g_string_append_printf (text, "%s,%s,2026-04-%02u,%s\n", station, items[i], day, values[i]);
  ctl_write (ctl, "days.csv", text->str, -1);
  ctl_do (ctl, 0, "import reading days.csv --set interval=day --set rank=reviewed");
}

static void
test_attainment (void)
{
  ctl_do (ctl, 0, "--json assess attainment 1738A --period 2026-04");
  g_assert_cmpuint (ctl_count (ctl, ""), ==, 11);
  for (guint i = 0; i < 10; i++)
    {
      g_autofree char *item = g_strdup_printf ("%u.item", i);
      g_autofree char *attained = g_strdup_printf ("%u.attained", i);
      g_autofree char *days = g_strdup_printf ("%u.days_valid", i);

      g_test_message ("%s", ctl_get (ctl, item));
      g_assert_cmpint (ctl_int (ctl, days), ==, 30);
      /* PM2.5 45 > 30 of the year, PM10 85 > 60, ozone 172 > 160; days keep 60 and 120. */
      g_assert_cmpstr (ctl_get (ctl, attained), ==, i == 2 || i == 3 || i == 9 ? "no" : "yes");
    }
  g_assert_cmpstr (ctl_get (ctl, "10.item"), ==, "all");
  g_assert_cmpstr (ctl_get (ctl, "10.attained"), ==, "no");
  ctl_do (ctl, 0, "--json assess attainment 1739A --period 2026-04");
  g_assert_cmpint (ctl_int (ctl, "0.days_valid"), ==, 26);
  g_assert_cmpint (ctl_int (ctl, "0.days_required"), ==, 27);
  g_assert_cmpstr (ctl_get (ctl, "0.attained"), ==, "not valid");
  g_assert_cmpstr (ctl_get (ctl, "0.value"), ==, "15.0");
  g_assert_cmpstr (ctl_get (ctl, "10.attained"), ==, "not valid");
  ctl_refuse (ctl, 2, "2026-13", "assess attainment 1738A --period 2026-13");
}

/* Two share the first rank, the next is the third; who has too few days has none. */
static void
test_index (void)
{
  ctl_do (ctl, 0, "--json assess index --period 2026-04");
  g_assert_cmpuint (ctl_count (ctl, ""), ==, 4);
  g_assert_cmpint (ctl_int (ctl, "0.rank"), ==, 1);
  g_assert_cmpint (ctl_int (ctl, "1.rank"), ==, 1);
  g_assert_cmpint (ctl_int (ctl, "2.rank"), ==, 3);
  g_assert_cmpstr (ctl_get (ctl, "0.place_code"), ==, "1738A");
  g_assert_cmpstr (ctl_get (ctl, "0.composite_index"), ==, "5.59");
  g_assert_cmpstr (ctl_get (ctl, "0.scheme"), ==, "2026T-equal");
  g_assert_cmpstr (ctl_get (ctl, "0.primary"), ==, "PM2.5");
  g_assert_cmpstr (ctl_get (ctl, "3.place_code"), ==, "1739A");
  g_assert_cmpstr (ctl_get (ctl, "3.data"), ==, "not valid");
  g_assert_cmpstr (ctl_get (ctl, "3.composite_index"), ==, "5.59");
  ctl_do (ctl, 0, "--json assess index 1738A --period 2026-04 --scheme 2026T-weighted");
  g_assert_cmpuint (ctl_count (ctl, ""), ==, 1);
  g_assert_cmpstr (ctl_get (ctl, "0.composite_index"), ==, "10.62");
  ctl_refuse (ctl, 2, "2026T-equal", "assess index --scheme 2026T");
}

int
main (int argc, char *argv[])
{
  static const char *const same[] = { "45", "85", "15", "38", "1.6", "172" };
  static const char *const worse[] = { "46", "85", "15", "38", "1.6", "172" };
  int result;

  g_test_init (&argc, &argv, NULL);
  ctl = ctl_new ();
  ctl_sample (ctl, "county.gpkg");
  ctl_set (ctl, "LANTIAN_AS", KEEPER);
  import_days ("1738A", 30, same);
  import_days ("1739A", 26, same);
  import_days ("1740A", 30, same);
  import_days ("1741A", 27, worse);
  g_test_add_func ("/assess/attainment", test_attainment);
  g_test_add_func ("/assess/index", test_index);
  result = g_test_run ();
  ctl_free (ctl);
  return result;
}
