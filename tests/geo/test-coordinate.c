/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "geo/coordinate.h"

#include <string.h>

/* 113°34′12.5″ is 113 + 34/60 + 12.5/3600 degrees, 37°51′30″ is 37 + 51/60 + 30/3600. */
#define LONGITUDE (113 + 34 / 60.0 + 12.5 / 3600)
#define LATITUDE  (37 + 51 / 60.0 + 30 / 3600.0)

typedef struct
{
  const char *text;
  double value;
  LtAxis axis;
  gboolean angle;
} Spelling;

static const Spelling spellings[] = {
  { "113.57", 113.57 },
  { " -113.57 ", -113.57 },
  { "+37.85", 37.85 },
  { "113,5701", 113.5701 },
  { "１１３．５７", 113.57 },
  { "113。57", 113.57 },
  { "113.57°", 113.57, LT_AXIS_UNKNOWN, TRUE },
  { "113.57E", 113.57, LT_AXIS_LONGITUDE },
  { "E113.57", 113.57, LT_AXIS_LONGITUDE },
  { "e 113.57", 113.57, LT_AXIS_LONGITUDE },
  { "W113.57", -113.57, LT_AXIS_LONGITUDE },
  { "37.85 N", 37.85, LT_AXIS_LATITUDE },
  { "37.85S", -37.85, LT_AXIS_LATITUDE },
  { "东经113.57", 113.57, LT_AXIS_LONGITUDE },
  { "東經：113.57", 113.57, LT_AXIS_LONGITUDE },
  { "北纬37.85度", 37.85, LT_AXIS_LATITUDE, TRUE },
  { "经度113.57", 113.57, LT_AXIS_LONGITUDE },
  { "纬度: 37.85", 37.85, LT_AXIS_LATITUDE },
  { "Longitude=113.57", 113.57, LT_AXIS_LONGITUDE },
  { "lat 37.85", 37.85, LT_AXIS_LATITUDE },
  { "113°34′12.5″", LONGITUDE, LT_AXIS_UNKNOWN, TRUE },
  { "113°34'12.5\"", LONGITUDE, LT_AXIS_UNKNOWN, TRUE },
  { "113°34'12.5''E", LONGITUDE, LT_AXIS_LONGITUDE, TRUE },
  { "113°34′12.5″E", LONGITUDE, LT_AXIS_LONGITUDE, TRUE },
  { "E113°34′12.5″", LONGITUDE, LT_AXIS_LONGITUDE, TRUE },
  { "113º34’12.5”E", LONGITUDE, LT_AXIS_LONGITUDE, TRUE },
  { "113˚34´12.5´´", LONGITUDE, LT_AXIS_UNKNOWN, TRUE },
  { "113° 34′ 12.5″", LONGITUDE, LT_AXIS_UNKNOWN, TRUE },
  { "113°34′12,5″", LONGITUDE, LT_AXIS_UNKNOWN, TRUE },
  { "113度34分12.5秒", LONGITUDE, LT_AXIS_UNKNOWN, TRUE },
  { "东经113度34分12.5秒", LONGITUDE, LT_AXIS_LONGITUDE, TRUE },
  { "东经１１３°３４＇１２．５＂", LONGITUDE, LT_AXIS_LONGITUDE, TRUE },
  { "东经113°34′", 113 + 34 / 60.0, LT_AXIS_LONGITUDE, TRUE },
  { "113°34.2083′", 113 + 34.2083 / 60, LT_AXIS_UNKNOWN, TRUE },
  { "113-34-12.5", LONGITUDE, LT_AXIS_UNKNOWN, TRUE },
  { "-113-34-12.5", -LONGITUDE, LT_AXIS_UNKNOWN, TRUE },
  { "113:34:12.5", LONGITUDE, LT_AXIS_UNKNOWN, TRUE },
  { "113：34：12.5", LONGITUDE, LT_AXIS_UNKNOWN, TRUE },
  { "113 34 12.5", LONGITUDE, LT_AXIS_UNKNOWN, TRUE },
  { "N37 51 30", LATITUDE, LT_AXIS_LATITUDE, TRUE },
  { "37 51 30 N", LATITUDE, LT_AXIS_LATITUDE, TRUE },
  { "37d51'30\"N", LATITUDE, LT_AXIS_LATITUDE, TRUE },
  { "37°51′30″S", -LATITUDE, LT_AXIS_LATITUDE, TRUE },
  { "38463040.2641", 38463040.2641 },
  { "37 456 789.12", 37456789.12 },
  { "4 192 041.84", 4192041.84 },
  { "4,192,041.84", 4192041.84 },
  { "38,463,040", 38463040 },
  { "3.84630402641E+07", 38463040.2641 },
};

static void
test_spellings (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (spellings); i++)
    {
      g_autoptr (GError) error = NULL;
      LtCoordinate coordinate;

      g_test_message ("%s", spellings[i].text);
      g_assert_true (lt_coordinate_parse (spellings[i].text, FALSE, &coordinate, &error));
      g_assert_no_error (error);
      g_assert_cmpfloat_with_epsilon (coordinate.value, spellings[i].value, 1e-9);
      g_assert_cmpint (coordinate.axis, ==, spellings[i].axis);
      g_assert_cmpint (coordinate.angle, ==, spellings[i].angle);
    }
}

static void
test_none (void)
{
  static const struct
  {
    const char *text;
    const char *words;
  } texts[] = {
    { "", "not a coordinate" },
    { " ", "not a coordinate" },
    { "E", "not a coordinate" },
    { "EN", "not a coordinate" },
    { "north", "not a coordinate" },
    { "113.57.1", "not a coordinate" },
    { "1135 m", "not a coordinate" },
    { "113,57,1", "not a coordinate" },
    { "463,040", "not a coordinate" },
    { "-113.57W", "not a coordinate" },
    { "E113.57N", "not a coordinate" },
    { "113.5°34′", "not a coordinate" },
    { "113°34.5′12″", "not a coordinate" },
    { "113′34°", "not a coordinate" },
    { "34′", "not a coordinate" },
    { "113°34″", "not a coordinate" },
    { "113-34-", "not a coordinate" },
    { "113°34′12″5", "not a coordinate" },
    { "1 2 3 4", "not a coordinate" },
    { "nan", "not a coordinate" },
    { "inf", "not a coordinate" },
    { "1e+999", "not a coordinate" },
    { "\xff\xfe", "not a coordinate" },
    { "113°60′", "minutes" },
    { "113°34′60″", "seconds" },
    { "3.85E+07", "cut" },
    { "3.846304E+07", "cut" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      LtCoordinate coordinate;

      g_test_message ("%" G_GSIZE_FORMAT, i);
      g_assert_false (lt_coordinate_parse (texts[i].text, FALSE, &coordinate, &error));
      g_assert_error (error, LT_ERROR, LT_ERROR_BAD_INPUT);
      g_assert_nonnull (strstr (error->message, texts[i].words));
    }
}

static void
test_decimal_comma (void)
{
  LtCoordinate coordinate;

  g_assert_true (lt_coordinate_parse ("463,040", TRUE, &coordinate, NULL));
  g_assert_cmpfloat_with_epsilon (coordinate.value, 463.04, 1e-9);
}

static void
test_pairs (void)
{
  static const struct
  {
    const char *text;
    double x;
    double y;
  } pairs[] = {
    { "113.57,37.85", 113.57, 37.85 },
    { "113.57，37.85", 113.57, 37.85 },
    { "113.57、37.85", 113.57, 37.85 },
    { "(113.57, 37.85)", 113.57, 37.85 },
    { "113.57 37.85", 113.57, 37.85 },
    { "113.57\t37.85", 113.57, 37.85 },
    { "113.57;37.85", 113.57, 37.85 },
    { "113.57/37.85", 113.57, 37.85 },
    { "113,57;37,85", 113.57, 37.85 },
    { "113,57 37,85", 113.57, 37.85 },
    { "113,57, 37,85", 113.57, 37.85 },
    { "113,37", 113, 37 },
    { "37.85,113.57", 113.57, 37.85 },
    { "10.5,20.5", 10.5, 20.5 },
    { "N10.5,E20.5", 20.5, 10.5 },
    { "E113.57N37.85", 113.57, 37.85 },
    { "37.85N113.57E", 113.57, 37.85 },
    { "37.85N, 113.57E", 113.57, 37.85 },
    { "lon=113.57 lat=37.85", 113.57, 37.85 },
    { "纬度：37.85，经度：113.57", 113.57, 37.85 },
    { "E113°34′12.5″N37°51′30″", LONGITUDE, LATITUDE },
    { "E113°34′12.5″, N37°51′30″", LONGITUDE, LATITUDE },
    { "113°34′12.5″E，37°51′30″N", LONGITUDE, LATITUDE },
    { "北纬37°51′30″，东经113°34′12.5″", LONGITUDE, LATITUDE },
    { "东经113度34分12.5秒北纬37度51分30秒", LONGITUDE, LATITUDE },
    { "113°34′12.5″ 37°51′30″", LONGITUDE, LATITUDE },
    { "113°34′12.5″37°51′30″", LONGITUDE, LATITUDE },
    { "113.57° 37.85°", 113.57, 37.85 },
    { "113.57°,37.85°", 113.57, 37.85 },
    { "113° 34′ 12.5″  37° 51′ 30″", LONGITUDE, LATITUDE },
    { "113 34 12.5 37 51 30", LONGITUDE, LATITUDE },
    { "113:34:12.5 37:51:30", LONGITUDE, LATITUDE },
    { "-113.57 -37.85", -113.57, -37.85 },
    { "38463040.26,4192041.84", 38463040.26, 4192041.84 },
    { "4192041.84,38463040.26", 38463040.26, 4192041.84 },
    { "4192041.84 463040.26", 463040.26, 4192041.84 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autoptr (GError) error = NULL;
      LtCoordinate x;
      LtCoordinate y;

      g_test_message ("%s", pairs[i].text);
      g_assert_true (lt_coordinate_parse_pair (pairs[i].text, FALSE, &x, &y, &error));
      g_assert_no_error (error);
      g_assert_cmpfloat_with_epsilon (x.value, pairs[i].x, 1e-9);
      g_assert_cmpfloat_with_epsilon (y.value, pairs[i].y, 1e-9);
    }
}

static void
test_no_pairs (void)
{
  static const char *const texts[] = { "",         "113.57",       "113,57,37,85",
                                       "1 2 3",    "E113.57",      "E113.57E37.85",
                                       "N37.8N38", "113.57,",      ",37.85",
                                       "a,b",      "山西省阳泉市", "113.57,37.85,1200",
                                       "E1N2E3N4" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      LtCoordinate x;
      LtCoordinate y;

      g_test_message ("%s", texts[i]);
      g_assert_false (lt_coordinate_parse_pair (texts[i], FALSE, &x, &y, &error));
      g_assert_error (error, LT_ERROR, LT_ERROR_BAD_INPUT);
    }
}

/* Random texts of the signs that the parser knows: no crash, and what is taken is a number. */
static void
test_random (void)
{
  static const char *const pieces[] = { "1",  "23", "113", ".",   ",",   "°",  "′",  "″",  "'",
                                        "\"", "-",  " ",   ":",   "E",   "N",  "经", "度", "东",
                                        ";",  "d",  "lon", "lat", "e+7", "０", "/" };
  g_autoptr (GRand) random = g_rand_new_with_seed (20261122);

  for (int i = 0; i < 200000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      LtCoordinate x;
      LtCoordinate y;

      for (int n = g_rand_int_range (random, 0, 14); n > 0; n--)
        g_string_append (text,
                         pieces[g_rand_int_range (random, 0, (gint32) G_N_ELEMENTS (pieces))]);
      if (lt_coordinate_parse (text->str, i % 2 == 0, &x, NULL))
        g_assert_true (x.value > -1e40 && x.value < 1e40);
      if (lt_coordinate_parse_pair (text->str, i % 2 == 0, &x, &y, NULL))
        g_assert_true (x.axis != LT_AXIS_LATITUDE && y.axis != LT_AXIS_LONGITUDE);
    }
}

static void
test_northing_first (void)
{
  g_assert_true (lt_coordinates_are_northing_first (37.85, 113.57));
  g_assert_false (lt_coordinates_are_northing_first (113.57, 37.85));
  g_assert_false (lt_coordinates_are_northing_first (10, 20));
  g_assert_true (lt_coordinates_are_northing_first (4192041, 463040));
  g_assert_true (lt_coordinates_are_northing_first (4192041, 38463040));
  g_assert_false (lt_coordinates_are_northing_first (463040, 4192041));
  g_assert_false (lt_coordinates_are_northing_first (38463040, 4192041));
  g_assert_false (lt_coordinates_are_northing_first (4192041, 37.85));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/coordinate/spellings", test_spellings);
  g_test_add_func ("/coordinate/none", test_none);
  g_test_add_func ("/coordinate/decimal-comma", test_decimal_comma);
  g_test_add_func ("/coordinate/pairs", test_pairs);
  g_test_add_func ("/coordinate/no-pairs", test_no_pairs);
  g_test_add_func ("/coordinate/random", test_random);
  g_test_add_func ("/coordinate/northing-first", test_northing_first);
  return g_test_run ();
}
