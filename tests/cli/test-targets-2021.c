/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "squares.h"

/* Two made-up years 2021 of 阳泉市 against what the plan of 2021 asks of measured values: one in
 * which it is met, one in which it is not. Each verdict is worked out beside its values; year
 * means are rounded to whole µg/m³, half to even (GB/T 8170-2008). 市区 is the mean of the
 * national points of its districts, day by day. */

#define YEAR     365
#define YEAR2020 366

typedef struct
{
  const char *rule;
  const char *area;
  const char *verdict;
  const char *value; /* (nullable): not asked */
} Expected;

static Ctl *ctl;

/* 城区 111°, 矿区 112°, 郊区 113°, 平定县 114°, 盂县 115°, 开发区 116°, with a point in each; the
 * planning zone is the lower half of the first three. In 2020 城区 and 矿区 had ten days of PM2.5
 * 160 µg/m³, an index of 210 (重度污染: 150 to 250 is 200 to 300), and 356 of 30 µg/m³, an index
 * of 43 (优: up to 35 is 50). That is 356 ÷ 366 good days. */
static void
make_city (const char *file, GString *table)
{
  g_string_assign (table, "station,item,time,value\n");
  squares_begin (ctl, file);
  squares_add_area (ctl, "140302", "城区", "district", 111);
  squares_add_area (ctl, "140303", "矿区", "district", 112);
  squares_add_area (ctl, "140311", "郊区", "district", 113);
  squares_add_area (ctl, "140321", "平定县", "county", 114);
  squares_add_area (ctl, "140322", "盂县", "county", 115);
  squares_add_area (ctl, "140300-dev", "开发区", "development-zone", 116);
  squares_add_station (ctl, "C1", "national", 111);
  squares_add_station (ctl, "K1", "national", 112);
  squares_add_station (ctl, "J1", "provincial", 113);
  squares_add_station (ctl, "P1", "provincial", 114);
  squares_add_station (ctl, "Y1", "provincial", 115);
  squares_add_station (ctl, "D1", "national", 116);
  ctl_do (ctl, 0,
          SQUARES_AT " add zone code=Z1 name=规划区 zone_kind=planning "
                     "'outline=POLYGON ((111 37, 114 37, 114 37.5, 111 37.5, 111 37))'");
  for (guint i = 0; i < 2; i++)
    {
      const char *station = i == 0 ? "C1" : "K1";

      squares_put (table, station, "PM2.5", 2020, 0, 10, "160");
      squares_put (table, station, "PM2.5", 2020, 10, YEAR2020 - 10, "30");
    }
}

/* The whole of 2021. */
static void
put_year (GString *table, const char *station, const char *no2, const char *so2)
{
  squares_put (table, station, "NO2", 2021, 0, YEAR, no2);
  squares_put (table, station, "SO2", 2021, 0, YEAR, so2);
}

static void
put_bad_days (GString *table, guint n)
{
  for (guint i = 0; i < 2; i++)
    {
      const char *station = i == 0 ? "C1" : "K1";

      squares_put (table, station, "PM2.5", 2021, 0, n, "160");
      squares_put (table, station, "PM2.5", 2021, n, YEAR - n, "30");
    }
}

static void
take_in (const GString *table)
{
  ctl_write (ctl, "days.csv", table->str, -1);
  ctl_do (ctl, 0, SQUARES_AT " import reading days.csv --set interval=day");
}

static void
add_mine (const char *code, const char *state, const char *position)
{
  ctl_do (ctl, 0,
          SQUARES_AT " add mine code=%s name=矿%s mine_type=open-pit mine_state=%s "
                     "'position=POINT (%s)'",
          code, code, state, position);
}

static void
assert_all (const Expected *expected, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      squares_assert_row (ctl, expected[i].rule, expected[i].area, "verdict", expected[i].verdict);
      if (expected[i].value != NULL)
        squares_assert_row (ctl, expected[i].rule, expected[i].area, "value", expected[i].value);
    }
}

static guint
count (const Expected *expected, guint n, const char *verdict)
{
  guint found = 0;

  for (guint i = 0; i < n; i++)
    found += g_str_equal (expected[i].verdict, verdict);
  return found;
}

/* Five years later the rules are over: what they came to is told, and nothing is alarming. Of
 * mines nothing is told: the file shows them as they are on that day, not as they were. */
static void
assert_expired (const Expected *expected, guint n)
{
  ctl_do (ctl, 0, "--json assess targets --on 2026-11-21");
  for (guint i = 0; i < n; i++)
    {
      squares_assert_row (ctl, expected[i].rule, expected[i].area, "verdict", "expired");
      squares_assert_row (ctl, expected[i].rule, expected[i].area, "last_verdict",
                          g_str_equal (expected[i].rule, "YQ21-32") ? "not-reported"
                                                                    : expected[i].verdict);
    }
}

static void
test_good_year (void)
{
  static const Expected expected[] = {
    /* (183 × 37 + 182 × 38) ÷ 365 = 37.498…: 37, no more than 37 */
    { "YQ21-05.1", "140302", "met", NULL },
    { "YQ21-05.2", "140302", "met", "18" },
    { "YQ21-06.1", "140303", "met", "45" },
    { "YQ21-06.2", "140303", "met", "20" },
    { "YQ21-07.1", "140300-dev", "met", "40.4" },
    { "YQ21-07.2", "140300-dev", "met", "21" },
    /* 34.5 is 34, half to even, and 35 is asked */
    { "YQ21-08.1", "140311", "met", "34.5" },
    { "YQ21-08.2", "140311", "met", "37" },
    { "YQ21-09.1", "140321", "met", "39" },
    /* 40.5 is 40, half to even */
    { "YQ21-09.2", "140321", "met", "40.5" },
    { "YQ21-10.1", "140322", "met", "30" },
    { "YQ21-10.2", "140322", "met", "44.4" },
    /* (18 + 20) ÷ 2 */
    { "YQ21-02", "140300-urban", "met", "19" },
    /* (37.498… + 45) ÷ 2 = 41.249…: 41, and 40 is asked */
    { "YQ21-01", "140300-urban", "not-met", NULL },
    /* M1 is closed, M2 lies in 郊区, which is excepted, M3 outside of the planning zone */
    { "YQ21-32", "140300", "met", "0" },
    /* 361 ÷ 365 is 98.90 %, 356 ÷ 366 was 97.26 %: more. 4 heavy days, 10 before: 6 less. */
    { "YQ21-36", "140300-urban", "met", NULL },
    { "YQ21-37", "140300-urban", "met", "-6" },
  };
  g_autoptr (GString) table = g_string_new (NULL);

  make_city ("good.gpkg", table);
  squares_put (table, "C1", "NO2", 2021, 0, 183, "37");
  squares_put (table, "C1", "NO2", 2021, 183, 182, "38");
  squares_put (table, "C1", "SO2", 2021, 0, YEAR, "18");
  put_year (table, "K1", "45", "20");
  put_year (table, "D1", "40.4", "21");
  put_year (table, "J1", "34.5", "37");
  put_year (table, "P1", "39", "40.5");
  put_year (table, "Y1", "30", "44.4");
  put_bad_days (table, 4);
  take_in (table);
  add_mine ("M1", "closed", "111.5 37.2");
  add_mine ("M2", "operating", "113.5 37.2");
  add_mine ("M3", "operating", "112.5 37.8");
  /* 市区's nitrogen dioxide is a breach: status 1. */
  ctl_do (ctl, 1, SQUARES_AT " --json assess targets");
  assert_all (expected, G_N_ELEMENTS (expected));
  g_assert_cmpuint (count (expected, G_N_ELEMENTS (expected), "met"), >=, 12);
  assert_expired (expected, G_N_ELEMENTS (expected));
}

static void
test_bad_year (void)
{
  static const Expected expected[] = {
    { "YQ21-05.1", "140302", "not-met", "38" },
    /* 18.6 is 19, and 18 is asked */
    { "YQ21-05.2", "140302", "not-met", "18.6" },
    { "YQ21-06.1", "140303", "not-met", "45.6" },
    { "YQ21-06.2", "140303", "not-met", "21" },
    { "YQ21-07.1", "140300-dev", "not-met", "40.6" },
    /* 21.5 is 22, half to even */
    { "YQ21-07.2", "140300-dev", "not-met", "21.5" },
    { "YQ21-08.1", "140311", "not-met", "35.5" },
    { "YQ21-08.2", "140311", "not-met", "37.51" },
    { "YQ21-09.1", "140321", "not-met", "39.5" },
    /* (38 + 45.6) ÷ 2 = 41.8: 42 */
    { "YQ21-01", "140300-urban", "not-met", "41.8" },
    { "YQ21-32", "140300", "not-met", "1" },
    /* 345 ÷ 365 is 94.52 %, 97.26 % before; 20 heavy days, 10 before */
    { "YQ21-36", "140300-urban", "not-met", NULL },
    { "YQ21-37", "140300-urban", "not-met", "10" },
    /* (18.6 + 21) ÷ 2 = 19.8: 20 */
    { "YQ21-02", "140300-urban", "met", "19.8" },
    /* 323 days, one less than the 324 that HJ 663 asks of a year */
    { "YQ21-09.2", "140321", "invalid-data", "" },
    /* 360 days, but 26 in March, of which 27 are asked */
    { "YQ21-10.1", "140322", "invalid-data", "" },
    /* 100 days */
    { "YQ21-10.2", "140322", "invalid-data", "" },
  };
  g_autoptr (GString) table = g_string_new (NULL);

  make_city ("bad.gpkg", table);
  put_year (table, "C1", "38", "18.6");
  put_year (table, "K1", "45.6", "21");
  put_year (table, "D1", "40.6", "21.5");
  put_year (table, "J1", "35.5", "37.51");
  squares_put (table, "P1", "NO2", 2021, 0, YEAR, "39.5");
  squares_put (table, "P1", "SO2", 2021, 0, 323, "20");
  squares_put (table, "Y1", "NO2", 2021, 0, 59, "20");
  squares_put (table, "Y1", "NO2", 2021, 64, 301, "20");
  squares_put (table, "Y1", "SO2", 2021, 0, 100, "20");
  put_bad_days (table, 20);
  take_in (table);
  add_mine ("M1", "operating", "112.5 37.2");
  ctl_do (ctl, 1, SQUARES_AT " --json assess targets");
  assert_all (expected, G_N_ELEMENTS (expected));
  g_assert_cmpuint (count (expected, G_N_ELEMENTS (expected), "not-met"), >=, 12);
  g_assert_cmpuint (count (expected, G_N_ELEMENTS (expected), "invalid-data"), >=, 3);
  assert_expired (expected, G_N_ELEMENTS (expected));
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  ctl = ctl_new ();
  g_test_add_func ("/targets-2021/good-year", test_good_year);
  g_test_add_func ("/targets-2021/bad-year", test_bad_year);
  status = g_test_run ();
  ctl_free (ctl);
  return status;
}
