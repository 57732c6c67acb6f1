/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "squares.h"

#include <string.h>

/* Kinds of evaluation that are neither a mean nor a plain count, on squares one degree wide: a
 * share of a surface, the hours and the surface of each site, a distance, a share of places. */

static Ctl *ctl;

/* The row of a rule and a place of the last answer. */
static JsonObject *
find_place (const char *rule, const char *place)
{
  JsonArray *rows = json_node_get_array (ctl->json);

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);

      if (g_str_equal (json_object_get_string_member (row, "rule"), rule)
          && g_str_equal (json_object_get_string_member (row, "place"), place))
        return row;
    }
  return NULL;
}

static void
assert_place (const char *rule, const char *place, const char *verdict, const char *value)
{
  JsonObject *row = find_place (rule, place);

  g_test_message ("%s %s", rule, place);
  g_assert_nonnull (row);
  g_assert_cmpstr (json_object_get_string_member (row, "verdict"), ==, verdict);
  g_assert_cmpstr (json_object_get_string_member (row, "value"), ==, value);
}

static void
add_zone (const char *code, const char *kind, const char *outline)
{
  ctl_do (ctl, 0,
          SQUARES_AT " add zone code=%s name=%s zone_kind=%s valid_from=2015-01-01 "
                     "'outline=POLYGON ((%s))'",
          code, code, kind, outline);
}

static void
add_site (const char *code, const char *kind, const char *more)
{
  ctl_do (ctl, 0, SQUARES_AT " add site code=%s name=%s site_kind=%s %s", code, code, kind, more);
}

/* SX20-19: what of the built-up zones of a county lies in coal-ban zones must be all of it. 城区
 * is built up in its west half, all of which is coal-ban, by two zones that overlap. 矿区 is
 * built up in a square a tenth of a degree wide, of which the west half is coal-ban: two strips
 * of the same latitudes and the same width, 50 %. 郊区 has a part of a built-up zone that
 * reaches into it, and no coal-ban; 平定县 has nothing built up. */
static void
test_zone_share (void)
{
  ctl_do (ctl, 0, "--json assess targets --on 2020-12-31");
  squares_assert_row (ctl, "SX20-19", "140302", "verdict", "not-reported");
  add_zone ("B1", "built-up", "111 37, 111.5 37, 111.5 38, 111 38, 111 37");
  add_zone ("F1", "coal-ban", "111 37, 111.3 37, 111.3 38, 111 38, 111 37");
  add_zone ("F2", "coal-ban", "111.2 37, 111.6 37, 111.6 38, 111.2 38, 111.2 37");
  add_zone ("B2", "built-up", "112.5 37.4, 112.6 37.4, 112.6 37.5, 112.5 37.5, 112.5 37.4");
  add_zone ("F3", "coal-ban", "112.4 37.4, 112.55 37.4, 112.55 37.5, 112.4 37.5, 112.4 37.4");
  add_zone ("B3", "built-up", "112.9 37.8, 113.1 37.8, 113.1 37.9, 112.9 37.9, 112.9 37.8");
  ctl_do (ctl, 1, "--json assess targets --on 2020-12-31 --explain");
  squares_assert_row (ctl, "SX20-19", "140302", "verdict", "met");
  squares_assert_row (ctl, "SX20-19", "140302", "value", "100");
  squares_assert_row (ctl, "SX20-19", "140303", "verdict", "not-met");
  squares_assert_row (ctl, "SX20-19", "140311", "verdict", "not-met");
  squares_assert_row (ctl, "SX20-19", "140311", "value", "0");
  squares_assert_row (ctl, "SX20-19", "140321", "verdict", "not-reported");
  /* Before its day, 2020-10-31, the plan gives time. */
  ctl_do (ctl, 0, "--json assess targets --on 2020-10-30");
  squares_assert_row (ctl, "SX20-19", "140303", "verdict", "under-way");
}

/* Of 矿区 half a square lies in coal-ban and half of B3, 0.1° of longitude, besides: 25 % is
 * covered where B2 is 0.1° and B3's part 0.1° wide, but for the curvature of 0.4° of latitude. */
static void
test_zone_part (void)
{
  double share;

  ctl_do (ctl, 1, "--json assess targets --on 2020-12-31");
  share = g_ascii_strtod (
      json_object_get_string_member (squares_find_row (ctl, "SX20-19", "140303"), "value"), NULL);
  g_assert_cmpfloat_with_epsilon (share, 25.0, 0.1);
}

/* YQ19-46: a site whose PM10 reaches 250 in an hour of the day must stop. The hour of 00:00 of
 * the next day is the last of the day, that of 00:00 of the day itself the last of the day
 * before. 50 001 was never in any air (items.json). */
static void
test_hours (void)
{
  add_site ("S1", "construction", "'position=POINT (111.5 37.2)'");
  add_site ("S2", "construction", "'position=POINT (111.6 37.2)'");
  add_site ("S3", "construction", "'position=POINT (112.6 37.2)'");
  add_site ("S4", "construction", "'position=POINT (112.7 37.2)' site_state=done-away");
  add_site ("S5", "enterprise", "'position=POINT (112.8 37.2)'");
  ctl_write (ctl, "hours.csv",
             "station,item,time,value\n"
             "S1,PM10,2019-06-07T00:00,900\n"
             "S1,PM10,2019-06-07T09:00,249.9\n"
             "S1,PM10,2019-06-07T10:00,120\n"
             "S2,PM10,2019-06-07T09:00,100\n"
             "S2,PM10,2019-06-08T00:00,250\n"
             "S2,PM10,2019-06-07T11:00,50001\n"
             "S3,PM10,2019-06-07T11:00,-1\n"
             "S4,PM10,2019-06-07T09:00,400\n",
             -1);
  ctl_do (ctl, 1, SQUARES_AT " import reading hours.csv --set interval=hour");
  ctl_do (ctl, 0, "--json assess targets --on 2019-06-07");
  assert_place ("YQ19-46", "S1", "no-duty", "249.9");
  assert_place ("YQ19-46", "S2", "duty", "250");
  g_assert_cmpint (json_object_get_int_member (find_place ("YQ19-46", "S2"), "n_left_out"), ==, 1);
  assert_place ("YQ19-46", "S3", "not-reported", "");
  g_assert_cmpint (json_object_get_int_member (find_place ("YQ19-46", "S3"), "n_left_out"), ==, 1);
  g_assert_cmpint (json_object_get_int_member (find_place ("YQ19-46", "S1"), "n_left_out"), ==, 0);
  g_assert_null (find_place ("YQ19-46", "S4"));
  g_assert_null (find_place ("YQ19-46", "S5"));
}

/* ---- rows of a plan of the test's own ------------------------------------------- */

#define ROW(id, per, quantity, statistic, unit, comparator, limit, evaluation, parameters)         \
  "{ \"id\": \"" id "\", \"plan\": \"TS21\", \"line\": 1, \"title\": \"试\", \"quote\": \"试\"," \
  " \"derived_how\": \"试\", \"hardness\": \"binding\", \"effect\": \"target\", \"per\": \"" per   \
  "\","                                                                                            \
  " \"areas\": [\"140300\"], \"subject\": \"市政府\", \"responsible\": [], \"quantity\": "      \
  "\"" quantity "\", \"statistic\": \"" statistic "\", \"unit\": \"" unit                          \
  "\", \"comparator\": \"" comparator "\", \"limit\": \"" limit                                    \
  "\", \"rounding\": \"\", \"valid_from\": \"2021-01-01\","                                        \
  " \"valid_to\": \"2021-12-31\", \"period\": \"standing\", \"due\": \"\", \"evaluation\": "       \
  "\"" evaluation "\", \"parameters\": { " parameters " }, \"measured_by\": \"places\","           \
  " \"unsure\": \"\" }"

static const char plan[] =
    "{ \"about\": \"Of a test.\", \"plan\": \"TS21\", \"title\": \"试验计划\", \"number\": "
    "\"\","
    " \"issued\": \"\", \"file\": \"none.txt\", \"area\": \"140300\", \"valid_from\": "
    "\"2021-01-01\","
    " \"valid_to\": \"2021-12-31\", \"rows\": [" ROW (
        "TS21-01",
        "county",
        "open-pit-mine",
        "left",
        "座",
        "=",
        "0",
        "count",
        "\"places\": \"open-pit-mine\", \"near\": \"planning\", \"distance_km\": \"10\","
        " \"side\": \"within\"") "," ROW ("TS21-02",
                                          "county",
                                          "open-pit-mine",
                                          "left",
                                          "座",
                                          "=",
                                          "0",
                                          "count",
                                          "\"places\": \"open-pit-mine\", \"near\": "
                                          "\"planning\", \"distance_km\": \"10\","
                                          " \"side\": \"beyond\"") "," ROW ("TS21-03",
                                                                            "county",
                                                                            "boiler-phase-out",
                                                                            "left",
                                                                            "台",
                                                                            "=",
                                                                            "0",
                                                                            "count",
                                                                            "\"places\": "
                                                                            "\"power-plant\", "
                                                                            "\"near\": "
                                                                            "\"power-plant\", "
                                                                            "\"distance_km\": "
                                                                            "\"15\","
                                                                            " \"side\": "
                                                                            "\"within\"") "," ROW ("TS21-04",
                                                                                                   "county",
                                                                                                   "open-pit-mine",
                                                                                                   "share",
                                                                                                   "%",
                                                                                                   "=",
                                                                                                   "100",
                                                                                                   "coverage",
                                                                                                   "\"places\": \"open-pit-mine\", \"in_zone\": \"planning\"") "," ROW ("TS21-05",
                                                                                                                                                                        "place",
                                                                                                                                                                        "site-surface",
                                                                                                                                                                        "single-value",
                                                                                                                                                                        "m²",
                                                                                                                                                                        "<=",
                                                                                                                                                                        "5000",
                                                                                                                                                                        "threshold",
                                                                                                                                                                        "\"places\": \"construction\"") "] }";

/* The shipped data, and the plan beside the others. */
static void
make_data (void)
{
  g_autofree char *data = ctl_path (ctl, "data");
  const char *argv[] = { "cp", "-r", g_getenv ("LANTIAN_DATA_DIR"), data, NULL };

  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL,
                               NULL, NULL, NULL));
  ctl_write (ctl, "data/rules/plans/TS21.json", plan, -1);
  ctl_set (ctl, "LANTIAN_DATA_DIR", data);
}

static void
add_mine (const char *code, const char *position)
{
  ctl_do (ctl, 0,
          SQUARES_AT " add mine code=%s name=%s mine_type=open-pit mine_state=operating "
                     "'position=POINT (%s)'",
          code, code, position);
}

/* The planning zone is 111.0° to 111.2° and 37° to 38°. At 37.5° a tenth of a degree of longitude
 * is 0.1 × 111.32 km × cos 37.5° = 8.83 km: the mine at 111.3° is 8.8 km off, the one at 111.32°
 * 10.6 km, the one at 111.1° inside. 矿区's mine at 112.5° is 115 km off. */
static void
test_near (void)
{
  make_data ();
  add_zone ("P1", "planning", "111 37, 111.2 37, 111.2 38, 111 38, 111 37");
  add_mine ("M1", "111.1 37.5");
  add_mine ("M2", "111.3 37.5");
  add_mine ("M3", "111.32 37.5");
  add_mine ("M4", "112.5 37.5");
  ctl_do (ctl, 1, SQUARES_AT " --json assess targets");
  squares_assert_row (ctl, "TS21-01", "140302", "value", "2");
  squares_assert_row (ctl, "TS21-01", "140302", "verdict", "not-met");
  squares_assert_row (ctl, "TS21-01", "140303", "value", "0");
  squares_assert_row (ctl, "TS21-01", "140303", "verdict", "met");
  squares_assert_row (ctl, "TS21-02", "140302", "value", "1");
  squares_assert_row (ctl, "TS21-02", "140303", "value", "1");
  /* One of three in the zone; none of one; 平定县 has none of which there could be a share. */
  squares_assert_row (ctl, "TS21-04", "140303", "value", "0");
  squares_assert_row (ctl, "TS21-04", "140303", "verdict", "not-met");
  squares_assert_row (ctl, "TS21-04", "140321", "verdict", "not-reported");
}

/* A power plant is not near itself; two that are 0.1° of longitude apart, 8.8 km, are near each
 * other, the one across the border of the county too. */
static void
test_near_each_other (void)
{
  add_site ("W1", "power-plant", "'position=POINT (112.95 37.5)'");
  ctl_do (ctl, 1, SQUARES_AT " --json assess targets");
  squares_assert_row (ctl, "TS21-03", "140303", "value", "0");
  add_site ("W2", "power-plant", "'position=POINT (113.05 37.5)'");
  ctl_do (ctl, 1, SQUARES_AT " --json assess targets");
  squares_assert_row (ctl, "TS21-03", "140303", "value", "1");
  squares_assert_row (ctl, "TS21-03", "140311", "value", "1");
}

/* The surface of each site; of one that has none on record nothing is said. */
static void
test_surface (void)
{
  add_site ("T1", "construction", "surface=5000 'position=POINT (114.5 37.5)'");
  add_site ("T2", "construction", "surface=5000.5 'position=POINT (114.6 37.5)'");
  ctl_do (ctl, 1, SQUARES_AT " --json assess targets");
  assert_place ("TS21-05", "T1", "met", "5000");
  assert_place ("TS21-05", "T2", "not-met", "5000.5");
  assert_place ("TS21-05", "S1", "not-reported", "");
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  ctl = ctl_new ();
  squares_begin (ctl, "kinds.gpkg");
  squares_add_area (ctl, "140302", "城区", "district", 111);
  squares_add_area (ctl, "140303", "矿区", "district", 112);
  squares_add_area (ctl, "140311", "郊区", "district", 113);
  squares_add_area (ctl, "140321", "平定县", "county", 114);
  squares_add_area (ctl, "140322", "盂县", "county", 115);
  g_test_add_func ("/targets-kinds/zone-share", test_zone_share);
  g_test_add_func ("/targets-kinds/zone-part", test_zone_part);
  g_test_add_func ("/targets-kinds/hours", test_hours);
  g_test_add_func ("/targets-kinds/near", test_near);
  g_test_add_func ("/targets-kinds/near-each-other", test_near_each_other);
  g_test_add_func ("/targets-kinds/surface", test_surface);
  status = g_test_run ();
  ctl_free (ctl);
  return status;
}
