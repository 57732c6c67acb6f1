/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "run-import.h"

#include "exchange/known-shapes.h"

#include <glib/gstdio.h>
#include <string.h>

static char *
make_folder (const char *file, const char *text)
{
  g_autofree char *path = run_import_write (file, text, -1);

  return g_path_get_dirname (path);
}

static LtKnownShapes *
load_two (const char *first, const char *second, GError **error)
{
  const char *folders[] = { first, second, NULL };

  return lt_known_shapes_load_from (folders, error);
}

/* The columns of the real files, as their publishers write them. */
static void
test_columns (void)
{
  static const struct
  {
    const char *kind;
    const char *columns;
    const char *shape; /* NULL: none */
  } cases[] = {
    { "station", "监测点编码,监测点名称,城市,经度,纬度,对照点", "station-list" },
    { "station", "监测点编码,监测点名称,城市", NULL },
    { "mine", "监测点编码,监测点名称,城市,经度,纬度,对照点", NULL },
    { "mine", "GEM Mine ID,Mine Name,Latitude,Longitude", "gem-mines" },
    { "mine", "GEM Mine ID,Mine Name,mine feature category,mine feature subcategory",
      "gem-outlines" },
    { "area", "adcode,province,city,county,level", "amap-outlines" },
    { "area", "adcode,name,center,centroid,level,parent,acroutes", "datav-outlines" },
    { "area", "code,name,cityCode,provinceCode", "division-areas" },
    { "area", "code,name,areaCode,cityCode,provinceCode", NULL },
    { "town", "code,name,areaCode,cityCode,provinceCode", "division-streets" },
    { "reading", "City,Date,Hour,WatchPoint,AQI,PM2.5", "pm25in-hours" },
    { "reading", "Date,Hour,WatchPoint,AQI,PM2.5", "pm25in-city-hours" },
    { "reading", "date,hour,type,1013A,1014A", "china-sites" },
    { "reading", "date,hour,type,城区,矿区", NULL },
    { "reading", "月份,排名,城市,区县,降尘量_t_km2_month,同比_pct", "dust-fall-notice" },
    { "reading", "#1,#2,#3,#4,#5,#6,#7,#8,#9,#10,#11,#12", NULL },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (LtKnownShapes) shapes = lt_known_shapes_load (&error);

  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv) columns = g_strsplit (cases[i].columns, ",", -1);
      const LtKnownShape *shape =
          lt_known_shapes_find (shapes, cases[i].kind, (const char *const *) columns, NULL);

      g_assert_cmpstr (shape == NULL ? NULL : shape->name, ==, cases[i].shape);
    }
}

/* A table without names of columns is known by what its first row looks like. */
static void
test_cells (void)
{
  static const char *const columns[] = { "#1", "#2", "#3",  "#4",  "#5",  "#6", "#7",
                                         "#8", "#9", "#10", "#11", "#12", NULL };
  static const char *const day[] = { "阳泉", "2013-12-02", "89",   "78~119", "良", "47.6",
                                     "99.3", "186.5",      "1.41", "53.5",   "37", "27" };
  const char *other[12];
  g_autoptr (LtKnownShapes) shapes = lt_known_shapes_load (NULL);
  const LtKnownShape *shape = lt_known_shapes_find (shapes, "reading", columns, day);

  g_assert_nonnull (shape);
  g_assert_cmpstr (shape->name, ==, "aqistudy-days");
  g_assert_cmpstr (shape->readings->place_kind, ==, "area");
  memcpy (other, day, sizeof other);
  other[1] = "02.12.2013";
  g_assert_null (lt_known_shapes_find (shapes, "reading", columns, other));
  other[1] = NULL;
  g_assert_null (lt_known_shapes_find (shapes, "reading", columns, other));
}

#define HEAD                                                                                       \
  "{\"name\":\"x\",\"label\":{\"en\":\"X\",\"zh_CN\":\"某\"},\"origin\":\"o\",\"kind\":\"mine\","
#define SIGNS "\"signs\":{\"columns\":[\"编号\"]},"
#define READINGS(place, time, rest)                                                                \
  "{\"name\":\"x\",\"label\":{\"en\":\"X\"},\"origin\":\"o\",\"kind\":\"reading\"," SIGNS          \
  "\"readings\":{\"place\":{" place "},\"time\":{" time "}," rest "}}"
#define RANKS "\"interval\":\"hour\",\"rank\":\"audited\",\"source\":\"city\""

/* Every slip is told with the file and the member. */
static void
test_bad_files (void)
{
  static const struct
  {
    const char *text;
    const char *member;
    const char *words;
  } cases[] = {
    { "{", "bad.json", "" },
    { "[]", "line 1", "JSON object" },
    { "{\"label\":{}}", "\"name\"", "missing" },
    { "{\"name\":1}", "\"name\"", "a text" },
    { "{\"nmae\":\"x\"}", "\"nmae\"", "no such member" },
    { "{\"name\":\"x\",\"label\":{\"zh_CN\":\"某\"}}", "\"en\"", "missing" },
    { "{\"name\":\"x\",\"label\":{\"en\":\"X\"},\"origin\":\"o\",\"kind\":\"cave\"}", "\"kind\"",
      "no kind" },
    { HEAD "\"signs\":{}}", "\"signs\"", "name columns" },
    { HEAD "\"signs\":{\"columns\":[{\"matches\":\"(\"}]}}", "\"matches\"", "" },
    { HEAD "\"signs\":{\"columns\":[7]}}", "\"columns\"", "a column is" },
    { HEAD "\"signs\":{\"count\":2,\"cells\":{\"#1\":\".\"}}}", "\"cells\"", "only readings" },
    { HEAD SIGNS "\"fields\":{}}", "\"fields\"", "a list" },
    { HEAD SIGNS "\"fields\":[{\"column\":\"编号\",\"field\":\"cod\"}]}", "\"fields\"",
      "no field \"cod\"" },
    { HEAD SIGNS "\"fields\":[{\"column\":\"编号\",\"field\":\"code\",\"vales\":{}}]}",
      "\"fields.vales\"", "no such member" },
    { HEAD SIGNS
      "\"fields\":[{\"column\":\"t\",\"field\":\"mine_type\",\"values\":{\"a\":\"b\"}}]}",
      "\"mine_type\"", "is not one of" },
    { HEAD SIGNS "\"fields\":[],\"constants\":{\"mine_state\":\"asleep\"}}", "\"mine_state\"",
      "is not one of" },
    { HEAD SIGNS "\"fields\":[],\"datum\":\"mars\"}", "\"datum\"", "" },
    { HEAD SIGNS "\"fields\":[],\"decimal_comma\":1}", "\"decimal_comma\"", "true or false" },
    { READINGS ("\"kind\":\"river\",\"code\":\"c\"", "\"column\":\"t\"", RANKS), "place.kind",
      "station" },
    { READINGS ("\"kind\":\"station\"", "\"column\":\"t\"", RANKS), "\"place\"", "needs" },
    { READINGS ("\"kind\":\"station\",\"code\":\"c\"", "\"hour\":\"t\"", RANKS), "\"time\"",
      "needs" },
    { READINGS ("\"kind\":\"station\",\"code\":\"c\"", "\"column\":\"t\",\"hours\":\"1-12\"",
                RANKS),
      "time.hours", "0-23" },
    { READINGS ("\"kind\":\"station\",\"code\":\"c\"", "\"column\":\"t\"", RANKS), "\"items\"",
      "missing" },
    { READINGS ("\"kind\":\"station\",\"code\":\"c\"", "\"column\":\"t\"",
                "\"items\":{\"a\":{\"item\":\"CO\",\"factor\":\"x\"}}," RANKS),
      "\"factor\"", "0.001" },
    { READINGS ("\"kind\":\"station\",\"code\":\"c\"", "\"column\":\"t\"",
                "\"items\":{\"a\":\"CO\"},\"interval\":\"week\",\"rank\":\"audited\","
                "\"source\":\"city\""),
      "\"interval\"", "hour, day, month" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *folder = make_folder ("bad.json", cases[i].text);
      g_autoptr (GError) error = NULL;
      g_autoptr (LtKnownShapes) shapes = load_two (folder, NULL, &error);

      g_assert_null (shapes);
      g_assert_error (error, LT_ERROR, LT_ERROR_BAD_INPUT);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, "bad.json"));
      g_assert_nonnull (strstr (error->message, cases[i].member));
      g_assert_nonnull (strstr (error->message, cases[i].words));
    }
}

/* What the bureau says holds over the program; a folder that is not there has none. */
static void
test_own (void)
{
  g_autofree char *ours =
      make_folder ("a.json", HEAD SIGNS "\"fields\":[{\"column\":\"编号\",\"field\":\"code\"}]}");
  g_autofree char *theirs =
      make_folder ("b.json",
                   HEAD SIGNS "\"fields\":[{\"column\":\"编号\",\"field\":\"licence\"}]}");
  g_autoptr (GError) error = NULL;
  g_autoptr (LtKnownShapes) shapes = load_two (ours, theirs, &error);
  g_autoptr (LtKnownShapes) none = load_two ("/nowhere", NULL, &error);
  const LtKnownShape *shape;

  g_assert_no_error (error);
  g_assert_cmpuint (lt_known_shapes_list (shapes)->len, ==, 1);
  g_assert_cmpuint (lt_known_shapes_list (none)->len, ==, 0);
  shape = lt_known_shapes_by_name (shapes, "x");
  g_assert_cmpstr (((LtKnownColumn *) g_ptr_array_index (shape->columns, 0))->field, ==, "licence");
  g_assert_cmpstr (shape->label, ==, "X");
}

static void
test_translate (void)
{
  g_autofree char *folder =
      make_folder ("a.json",
                   HEAD SIGNS "\"fields\":[{\"matches\":\"^类型\",\"field\":\"mine_type\","
                              "\"values\":{\"露天\":\"open-pit\",\"UG\":\"underground\"},"
                              "\"patterns\":{\"^未\":\"\"}}]}");
  static const char *const columns[] = { "编号", "类型（2026）", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (LtKnownShapes) shapes = load_two (folder, NULL, &error);
  const LtKnownShape *shape;
  const LtKnownColumn *column;

  g_assert_no_error (error);
  shape = lt_known_shapes_find (shapes, "mine", columns, NULL);
  column = g_ptr_array_index (shape->columns, 0);
  g_assert_cmpint (lt_column_name_find (&column->column, columns), ==, 1);
  g_assert_cmpstr (lt_known_column_translate (column, "露天"), ==, "open-pit");
  g_assert_cmpstr (lt_known_column_translate (column, "ug"), ==, "underground");
  g_assert_cmpstr (lt_known_column_translate (column, "未定"), ==, "");
  g_assert_cmpstr (lt_known_column_translate (column, "井工"), ==, "井工");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_setenv ("LANGUAGE", "en", TRUE);
  g_test_add_func ("/known-shapes/columns", test_columns);
  g_test_add_func ("/known-shapes/cells", test_cells);
  g_test_add_func ("/known-shapes/bad-files", test_bad_files);
  g_test_add_func ("/known-shapes/own", test_own);
  g_test_add_func ("/known-shapes/translate", test_translate);
  return g_test_run ();
}
