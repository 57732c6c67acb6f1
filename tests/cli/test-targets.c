/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "squares.h"

#include <string.h>

/* How a made-up city of squares stands to the plans, worked out by hand below. Five
 * counties lie side by side, one degree wide, from 111° to 116°, between 37° and 38°;
 * the planning zone is the lower half of the first three. */

#define YEAR_END SQUARES_AT

static Ctl *ctl;

static void
add_site (const char *code, const char *area, gboolean reference)
{
  ctl_do (ctl, 0, YEAR_END " add dust-site code=%s name=%s area=%s%s", code, code, area,
          reference ? " reference=1" : "");
}

static void
add_dust (const char *site, const char *month, const char *value, const char *validity)
{
  ctl_do (ctl, 0, YEAR_END " add dust-fall site=%s month=%s value=%s validity=%s", site, month,
          value, validity);
}

static void
add_mine (const char *code, const char *state, const char *position)
{
  ctl_do (ctl, 0, YEAR_END " add mine code=%s name=矿%s mine_type=open-pit mine_state=%s %s", code,
          code, state, position);
}

/* 2021-12: 城区 9.0 and 8.0, 矿区 9.1 and 2.0, 郊区 9.05 and a clean point of 20, 平定县
 * only a sample that is not valid, 盂县 none. 2020-12: 城区 8.0 and 9.5 (mean 8.75),
 * 矿区 8.9 and 8.0, 郊区 9.0. */
static void
make_dust (void)
{
  static const char *const sites[][2] = { { "C1", "140302" }, { "C2", "140302" },
                                          { "K1", "140303" }, { "K2", "140303" },
                                          { "J1", "140311" }, { "P1", "140321" },
                                          { "Y1", "140322" } };

  for (guint i = 0; i < G_N_ELEMENTS (sites); i++)
    add_site (sites[i][0], sites[i][1], FALSE);
  add_site ("J0", "140311", TRUE);
  add_dust ("C1", "2021-12", "9", "valid");
  add_dust ("C2", "2021-12", "8", "valid");
  add_dust ("K1", "2021-12", "9.1", "valid");
  add_dust ("K2", "2021-12", "2", "valid");
  add_dust ("J1", "2021-12", "9.05", "valid");
  add_dust ("J0", "2021-12", "20", "valid");
  add_dust ("P1", "2021-12", "3", "invalid");
  add_dust ("C1", "2020-12", "8", "valid");
  add_dust ("C2", "2020-12", "9.5", "valid");
  add_dust ("K1", "2020-12", "8.9", "valid");
  add_dust ("K2", "2020-12", "8", "valid");
  add_dust ("J1", "2020-12", "9", "valid");
}

static void
make_county (void)
{
  squares_begin (ctl, "city.gpkg");
  squares_add_area (ctl, "140302", "城区", "district", 111);
  squares_add_area (ctl, "140303", "矿区", "district", 112);
  squares_add_area (ctl, "140311", "郊区", "district", 113);
  squares_add_area (ctl, "140321", "平定县", "county", 114);
  squares_add_area (ctl, "140322", "盂县", "county", 115);
  make_dust ();
  ctl_do (ctl, 0,
          YEAR_END " add zone code=Z1 name=规划区 zone_kind=planning valid_from=2015-01-01 "
                   "'outline=POLYGON ((111 37, 114 37, 114 37.5, 111 37.5, 111 37))'");
  ctl_do (ctl, 0,
          YEAR_END " add zone code=Z2 name=旧规划区 zone_kind=planning valid_to=2014-12-31 "
                   "'outline=POLYGON ((111 37, 116 37, 116 38, 111 38, 111 37))'");
  add_mine ("M1", "operating", "'position=POINT (111.5 37.2)'"); /* 城区, in the zone */
  add_mine ("M2", "closed", "'position=POINT (111.6 37.2)'");    /* closed */
  add_mine ("M3", "operating", "'position=POINT (113.5 37.2)'"); /* 郊区, excepted */
  add_mine ("M4", "operating", "'position=POINT (112.5 37.8)'"); /* 矿区, outside the zone */
  add_mine ("M5", "operating", "'position=POINT (115.5 37.2)'"); /* in the old zone only */
}

/* YQ21-33: above 9, of the highest site, rounded to one decimal, starts a duty. */
static void
test_highest (void)
{
  /* A planning zone with a mine in it: a breach, hence status 1. */
  ctl_do (ctl, 1, YEAR_END " --json assess targets --explain");
  squares_assert_row (ctl, "YQ21-33", "140302", "verdict", "no-duty");
  squares_assert_row (ctl, "YQ21-33", "140302", "value", "9");
  squares_assert_row (ctl, "YQ21-33", "140302", "from", "2021-12-01");
  squares_assert_row (ctl, "YQ21-33", "140302", "to", "2021-12-31");
  squares_assert_row (ctl, "YQ21-33", "140303", "verdict", "duty");
  squares_assert_row (ctl, "YQ21-33", "140303", "value", "9.1");
  squares_assert_row (ctl, "YQ21-33", "140311", "verdict",
                      "no-duty"); /* 9.05 → 9.0; the clean point not */
  squares_assert_row (ctl, "YQ21-33", "140311", "value", "9.05");
  squares_assert_row (ctl, "YQ21-33", "140321", "verdict", "invalid-data");
  squares_assert_row (ctl, "YQ21-33", "140321", "value", "");
  squares_assert_row (ctl, "YQ21-33", "140322", "verdict", "not-reported");
  g_assert_cmpint (
      json_object_get_int_member (squares_find_row (ctl, "YQ21-33", "140303"), "n_valid"), ==, 2);
  g_assert_cmpint (json_object_get_int_member (squares_find_row (ctl, "YQ21-33", "140303"), "line"),
                   ==, 58);
  {
    JsonArray *lines =
        json_object_get_array_member (squares_find_row (ctl, "YQ21-33", "140311"), "explanation");
    gboolean rounded = FALSE;

    for (guint i = 0; i < json_array_get_length (lines); i++)
      rounded |= strstr (json_array_get_string_element (lines, i), "9.05 → 9") != NULL;
    g_assert_true (rounded);
  }
}

/* The mean where the plan says mean: LL23-28.1, above 7. 6.0 and 8.0 are 7.0. */
static void
test_mean (void)
{
  ctl_do (ctl, 0, YEAR_END " add area code=141102 name=离石区 city=吕梁市 area_kind=district");
  add_site ("L1", "141102", FALSE);
  add_site ("L2", "141102", FALSE);
  add_dust ("L1", "2023-05", "6", "valid");
  add_dust ("L2", "2023-05", "8", "valid");
  add_dust ("L1", "2023-06", "6.2", "valid");
  add_dust ("L2", "2023-06", "8", "valid");
  ctl_do (ctl, 0, "--json assess targets --area 吕梁市离石区 --on 2023-06-29");
  squares_assert_row (ctl, "LL23-28.1", "141102", "verdict", "no-duty");
  squares_assert_row (ctl, "LL23-28.1", "141102", "value", "7");
  ctl_do (ctl, 0, "--json assess targets --area 141102 --on 2023-06-30");
  squares_assert_row (ctl, "LL23-28.1", "141102", "verdict", "duty"); /* 7.1 */
  squares_assert_row (ctl, "LL23-28.1", "141102", "value", "7.1");
}

/* SX20-33, below 9, does not say which: a verdict only where both come out the same. */
static void
test_unsaid (void)
{
  ctl_do (ctl, 1, "--json assess targets --on 2020-12-31");
  squares_assert_row (ctl, "SX20-33", "140302", "verdict", "unclear"); /* 9.5, mean 8.75 → 8.8 */
  squares_assert_row (ctl, "SX20-33", "140303", "verdict", "met");     /* 8.9, mean 8.45 */
  squares_assert_row (ctl, "SX20-33", "140311", "verdict", "not-met"); /* 9 is not below 9 */
  squares_assert_row (ctl, "SX20-33", "140321", "verdict", "not-reported");
}

/* YQ21-32: no open-pit mine in the planning zone without 郊区, at the end of the year. */
static void
test_mines (void)
{
  ctl_do (ctl, 1, YEAR_END " --json assess targets");
  squares_assert_row (ctl, "YQ21-32", "140300", "verdict", "not-met");
  squares_assert_row (ctl, "YQ21-32", "140300", "value", "1");
  /* The counties as parts of the city. */
  ctl_do (ctl, 1, YEAR_END " --json assess targets --area 140302");
  squares_assert_row (ctl, "YQ21-32", "140302", "verdict", "not-met");
  squares_assert_row (ctl, "YQ21-32", "140302", "part_of", "阳泉市");
  ctl_do (ctl, 0, YEAR_END " --json assess targets --area 140303");
  squares_assert_row (ctl, "YQ21-32", "140303", "verdict", "met");
  squares_assert_row (ctl, "YQ21-32", "140303", "value", "0");
  /* The day before, the plan still gives time, and status 0. */
  ctl_do (ctl, 0, "--at 2021-12-30T20:00 --json assess targets --area 140302");
  squares_assert_row (ctl, "YQ21-32", "140302", "verdict", "under-way");
  /* The places are those of today: of another day they say nothing. */
  ctl_do (ctl, 0, "--at 2022-03-01T20:00 --json assess targets --area 140302 --on 2021-12-31");
  squares_assert_row (ctl, "YQ21-32", "140302", "verdict", "not-reported");
  /* Nobody keeps a register of coal sellers here: that is no zero. */
  ctl_do (ctl, 1, "--at 2020-12-31T20:00 --json assess targets");
  squares_assert_row (ctl, "SX20-20.1", "140302", "verdict", "not-reported");
}

/* One that has no position may be inside: what it could change is not decided. */
static void
test_unplaced (void)
{
  add_mine ("M9", "operating", "");
  ctl_do (ctl, 1, YEAR_END " --json assess targets --area 140302");
  squares_assert_row (ctl, "YQ21-32", "140302", "verdict", "not-met");
  g_assert_cmpint (json_object_get_int_member (squares_find_row (ctl, "YQ21-32", "140302"),
                                               "n_required"),
                   ==, 2);
  ctl_do (ctl, 0, YEAR_END " --json assess targets --area 140303");
  squares_assert_row (ctl, "YQ21-32", "140303", "verdict", "invalid-data");
  ctl_do (ctl, 0, "--at 2021-12-31T21:00 --as 14030100 undo");
}

/* Years later nothing is alarming, and what it came to is still said. */
static void
test_expired (void)
{
  guint n_past = 0;

  ctl_do (ctl, 0, "--json assess targets --on 2026-11-21");
  for (guint i = 0; i < ctl_count (ctl, ""); i++)
    {
      JsonObject *row = json_array_get_object_element (json_node_get_array (ctl->json), i);

      g_assert_cmpstr (json_object_get_string_member (row, "verdict"), ==, "expired");
      n_past += g_str_equal (json_object_get_string_member (row, "last_verdict"), "duty");
    }
  squares_assert_row (ctl, "YQ21-33", "140303", "last_verdict", "duty");
  squares_assert_row (ctl, "SX20-33", "140303", "last_verdict", "met");
  g_assert_cmpuint (n_past, >, 0);
}

/* What nobody entered is never met: of all rules that the file cannot tell. */
static void
test_not_reported (void)
{
  guint n = 0;

  ctl_do (ctl, 1, YEAR_END " --json assess targets");
  for (guint i = 0; i < ctl_count (ctl, ""); i++)
    {
      JsonObject *row = json_array_get_object_element (json_node_get_array (ctl->json), i);
      const char *verdict = json_object_get_string_member (row, "verdict");

      if (!g_str_equal (verdict, "not-reported"))
        continue;
      n++;
      g_assert_cmpstr (json_object_get_string_member (row, "value"), ==, "");
      g_assert_cmpstr (json_object_get_string_member (row, "reason"), !=, "");
    }
  g_assert_cmpuint (n, >, 50);
  squares_assert_row (ctl, "YQ21-21", "140302", "verdict", "not-reported");
  squares_assert_row (ctl, "YQ21-03.1", "140300", "verdict", "not-reported");
}

static void
test_usage (void)
{
  ctl_refuse (ctl, 2, "--area \"火星\" is no area", "assess targets --area 火星");
  ctl_refuse (ctl, 2, "--on \"x\" is not a date", "assess targets --on x");
  ctl_do (ctl, 0, "new none.gpkg --keeper 1:管理员");
  ctl_refuse (ctl, 2, "Say which with --area", "--db none.gpkg assess targets");
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  ctl = ctl_new ();
  make_county ();
  g_test_add_func ("/targets/highest", test_highest);
  g_test_add_func ("/targets/mean", test_mean);
  g_test_add_func ("/targets/unsaid", test_unsaid);
  g_test_add_func ("/targets/mines", test_mines);
  g_test_add_func ("/targets/unplaced", test_unplaced);
  g_test_add_func ("/targets/expired", test_expired);
  g_test_add_func ("/targets/not-reported", test_not_reported);
  g_test_add_func ("/targets/usage", test_usage);
  status = g_test_run ();
  ctl_free (ctl);
  return status;
}
