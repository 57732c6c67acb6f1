/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "squares.h"

/* What is judged does not depend on the order in which files were imported, figures entered and
 * colleagues' work came in. */

#define QUARTERS 4

static const char *const questions[] = {
  "assess targets --on 2021-12-31",
  "assess breaches --from 2021-01-01 --to 2021-12-31",
  "assess coverage --period 2021",
  "assess aqi C1 --interval day --from 2021-03-01 --to 2021-04-30",
};

/* A rule that nothing in the file measures, and what is reported on it of two days. */
static const char *const figures[] = { "as_of=2021-10-31 value=1", "as_of=2021-12-31 value=0" };

static Ctl *ctl;

/* The days of a quarter at two stations, of which one is over the limits of SO₂ in the first. */
static char *
write_quarter (guint quarter)
{
  static const guint first[QUARTERS + 1] = { 0, 90, 181, 273, 365 };
  g_autoptr (GString) table = g_string_new ("station,item,time,value\n");
  g_autofree char *name = g_strdup_printf ("quarter-%u.csv", quarter);

  squares_put (table, "C1", "NO2", 2021, first[quarter], first[quarter + 1] - first[quarter], "37");
  squares_put (table, "C1", "SO2", 2021, first[quarter], first[quarter + 1] - first[quarter],
               quarter == 0 ? "160" : "19");
  squares_put (table, "K1", "NO2", 2021, first[quarter], first[quarter + 1] - first[quarter],
               quarter == 3 ? "81" : "45");
  ctl_write (ctl, name, table->str, -1);
  return g_steal_pointer (&name);
}

static void
import_quarter (const char *file, const char *officer, guint quarter)
{
  g_autofree char *name = write_quarter (quarter);

  ctl_do (ctl, 0, "--db %s --at 2021-12-31T20:00 --as %s import reading %s --set interval=day",
          file, officer, name);
}

static void
enter_figure (const char *file, const char *officer, const char *figure)
{
  ctl_do (
      ctl, 0,
      "--db %s --at 2021-12-31T20:00 --as %s add figure rule=YQ21-19 area=140321 %s source=第3页",
      file, officer, figure);
}

static void
make_city (const char *file)
{
  squares_begin (ctl, file);
  squares_add_area (ctl, "140302", "城区", "district", 111);
  squares_add_area (ctl, "140303", "矿区", "district", 112);
  squares_add_area (ctl, "140321", "平定县", "county", 113);
  squares_add_station (ctl, "C1", "national", 111);
  squares_add_station (ctl, "K1", "national", 112);
}

/* All that is judged of @file, and something is. */
static char *
judge (const char *file)
{
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    {
      ctl_run (ctl, "'%s' --db %s --at 2022-02-01T08:00 --json %s", g_getenv ("LANTIANCTL"), file,
               questions[i]);
      g_assert_cmpint (ctl->status, <=, 1);
      g_assert_cmpuint (ctl_count (ctl, ""), >, 0);
      g_string_append (all, ctl->out);
      if (i == 0)
        {
          squares_assert_row (ctl, "YQ21-05.1", "140302", "verdict", "met");
          squares_assert_row (ctl, "YQ21-06.1", "140303", "verdict", "not-met");
          squares_assert_row (ctl, "YQ21-19", "140321", "verdict", "met");
        }
    }
  return g_string_free (g_steal_pointer (&all), FALSE);
}

/* The year in its order and backwards, the figures before the readings and after. */
static void
test_imports (void)
{
  g_autofree char *forth = NULL;
  g_autofree char *back = NULL;

  make_city ("forth.gpkg");
  for (guint i = 0; i < QUARTERS; i++)
    import_quarter ("forth.gpkg", "14030100", i);
  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    enter_figure ("forth.gpkg", "14030100", figures[i]);
  make_city ("back.gpkg");
  for (guint i = G_N_ELEMENTS (figures); i > 0; i--)
    enter_figure ("back.gpkg", "14030100", figures[i - 1]);
  for (guint i = QUARTERS; i > 0; i--)
    import_quarter ("back.gpkg", "14030100", i - 1);
  forth = judge ("forth.gpkg");
  back = judge ("back.gpkg");
  g_assert_cmpstr (forth, ==, back);
}

static void
sync_file (const char *file)
{
  ctl_do (ctl, 0, "--db %s --at 2021-12-31T22:00 sync bureau.hub", file);
}

/* Three officers, each with a part of the work; it comes to each of them in another order. */
static void
test_arrivals (void)
{
  static const char *const files[] = { "keeper.gpkg", "second.gpkg", "third.gpkg" };
  static const char *const officers[] = { "14030100", "14030109", "14030110" };
  g_autofree char *first = NULL;

  make_city ("keeper.gpkg");
  for (guint i = 1; i < G_N_ELEMENTS (files); i++)
    ctl_do (ctl, 0, SQUARES_AT " officer enrol %s:执法员 --roles inspector --invite invite-%u.json",
            officers[i], i);
  sync_file ("keeper.gpkg");
  for (guint i = 1; i < G_N_ELEMENTS (files); i++)
    ctl_do (ctl, 0, "--at 2021-12-31T20:00 join %s bureau.hub --invite invite-%u.json", files[i],
            i);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    import_quarter (files[i], officers[i], QUARTERS - 1 - i);
  import_quarter ("second.gpkg", "14030109", 0);
  enter_figure ("third.gpkg", "14030110", figures[0]);
  enter_figure ("second.gpkg", "14030109", figures[1]);
  sync_file ("third.gpkg");
  sync_file ("keeper.gpkg");
  sync_file ("second.gpkg");
  sync_file ("keeper.gpkg");
  sync_file ("third.gpkg");
  first = judge (files[0]);
  for (guint i = 1; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *other = judge (files[i]);

      g_assert_cmpstr (other, ==, first);
    }
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  ctl = ctl_new ();
  g_test_add_func ("/targets-order/imports", test_imports);
  g_test_add_func ("/targets-order/arrivals", test_arrivals);
  status = g_test_run ();
  ctl_free (ctl);
  return status;
}
