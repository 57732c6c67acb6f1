/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "run-import.h"

#include "geo/shape.h"

typedef struct
{
  const char *kind;
  const char *file;
  const char *datum;
  const char *map[3][2];
} Given;

static void
import_text (RunImport *run, const Given *given, const char *text, gssize size)
{
  g_autofree char *path = run_import_write (given->file, text, size);
  g_autoptr (LtImportPlan) plan = lt_import_plan_new (lt_kind_by_name (given->kind));
  g_autoptr (GError) error = NULL;

  if (given->datum != NULL)
    g_assert_true (lt_import_plan_set_datum (plan, given->datum, NULL));
  for (int i = 0; i < 3 && given->map[i][0] != NULL; i++)
    {
      lt_import_plan_map (plan, given->map[i][0], given->map[i][1], &error);
      g_assert_no_error (error);
    }
  run_import (run, plan, path);
}

static void
assert_position (const LtRecord *record, double longitude, double latitude)
{
  gsize size;
  gconstpointer bytes = lt_value_bytes (lt_record_get_value (record, "position"), &size);
  g_autoptr (LtShape) shape = lt_shape_from_wkb (bytes, size, NULL);
  LtBox box = lt_shape_get_box (shape);

  g_assert_cmpfloat_with_epsilon (box.min_x, longitude, 1e-8);
  g_assert_cmpfloat_with_epsilon (box.min_y, latitude, 1e-8);
}

static void
assert_problem (const RunImport *run, guint i, gint64 line, const char *column, const char *words)
{
  const LtImportProblem *problem = g_ptr_array_index (run->problems, i);

  g_test_message ("%s", problem->problem);
  g_assert_cmpint (problem->line, ==, line);
  g_assert_cmpstr (problem->column, ==, column);
  g_assert_nonnull (strstr (problem->problem, words));
}

/* Field names and labels are headers; the values are checked one by one. */
static void
test_rows (void)
{
  const Given given = { "mine", "mines.csv", "wgs84" };
  RunImport run = { 0 };

  import_text (&run, &given,
               "code,Name,Type,pit_surface,经度,lat\n"
               "K1,一号露天矿,open-pit,12.50,113.58,37.86\n"
               "K2,\"二号\n露天矿\",Open-pit,1,113.58,37.86\n"
               "K3,三号,cave,1,113.58,37.86\n"
               "K4,四号,open-pit,-1,113.58,37.86\n"
               "\n"
               "K5,五号,open-pit,NA,,\n"
               "K6,,open-pit,1,113.58,37.86\n"
               "K7,七号,open-pit,1,37.86,113.58\n"
               "K8,八号,open-pit,1,east,37.86\n"
               "K9,九号,open-pit,1,\"113,58\",\"37,86\"\n"
               "K10,十号,open-pit\n"
               "K11,十一号,open-pit,1,113.58,37.86,more\n"
               ",,,,,\n"
               "K12,十二号,open-pit,&mdash;,113.58,—\n"
               ",合　计：,,4座,,\n",
               -1);
  g_assert_no_error (run.error);
  g_assert_cmpuint (run.tally.read, ==, 13);
  g_assert_cmpuint (run.tally.refused, ==, 9);
  g_assert_cmpuint (run.tally.kept, ==, 2);
  g_assert_cmpuint (run.records->len, ==, 4);
  assert_position (run_import_find (&run, "code", "K1"), 113.58, 37.86);
  g_assert_cmpstr (lt_record_get (run_import_find (&run, "code", "K1"), "pit_surface"), ==, "12.5");
  g_assert_cmpint (g_array_index (run.lines, gint64, 0), ==, 2);
  assert_problem (&run, 0, 3, "Name", "line break");
  assert_problem (&run, 1, 5, "Type", "cave");
  assert_problem (&run, 2, 6, "pit_surface", "out of range");
  assert_problem (&run, 3, 8, "", "no position");
  assert_problem (&run, 4, 9, "Name", "name");
  assert_problem (&run, 5, 10, "经度, lat", "swapped");
  assert_problem (&run, 6, 11, "经度", "not a coordinate");
  assert_problem (&run, 7, 13, "", "3 cells, the header has 6");
  assert_problem (&run, 8, 14, "", "7 cells, the header has 6");
  assert_problem (&run, 9, 16, "", "no position");
  assert_problem (&run, 10, 17, "Name", "sums up the table");
  assert_position (run_import_find (&run, "code", "K9"), 113.58, 37.86);
  g_assert_null (lt_record_get (run_import_find (&run, "code", "K5"), "pit_surface"));
  g_assert_null (lt_record_get_value (run_import_find (&run, "code", "K12"), "position"));
  run_import_clear (&run);
}

static void
test_map_and_set (void)
{
  g_autofree char *path =
      run_import_write ("a.csv", "编号;X;Y;矿名\nK1;38463040.2641;4192041.8377;一号\n", -1);
  g_autoptr (LtImportPlan) plan = lt_import_plan_new (lt_kind_by_name ("mine"));
  g_autoptr (GError) error = NULL;
  RunImport run = { 0 };

  g_assert_true (lt_import_plan_map (plan, "编号", "code", NULL));
  g_assert_true (lt_import_plan_map (plan, "X", "longitude", NULL));
  g_assert_true (lt_import_plan_map (plan, "Y", "latitude", NULL));
  g_assert_true (lt_import_plan_set (plan, "mine_type", "open-pit", NULL));
  g_assert_false (lt_import_plan_set (plan, "mine_type", "cave", &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_BAD_INPUT);
  g_clear_error (&error);
  g_assert_false (lt_import_plan_map (plan, "X", "longitud", &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_USAGE);
  g_assert_nonnull (strstr (error->message, "longitude"));
  g_assert_true (lt_import_plan_set_datum (plan, "gk3:38", NULL));

  /* the name is still nowhere */
  run_import (&run, plan, path);
  g_assert_error (run.error, LT_ERROR, LT_ERROR_USAGE);
  g_assert_nonnull (strstr (run.error->message, "--map"));
  run_import_clear (&run);

  g_assert_true (lt_import_plan_map (plan, "矿名", "name", NULL));
  run_import (&run, plan, path);
  g_assert_no_error (run.error);
  g_assert_cmpuint (run.records->len, ==, 1);
  g_assert_cmpstr (lt_record_get (g_ptr_array_index (run.records, 0), "mine_type"), ==, "open-pit");
  assert_position (g_ptr_array_index (run.records, 0), 113.58, 37.86);
  run_import_clear (&run);

  g_assert_true (lt_import_plan_map (plan, "矿", "party", NULL));
  run_import (&run, plan, path);
  g_assert_error (run.error, LT_ERROR, LT_ERROR_USAGE);
  g_assert_nonnull (strstr (run.error->message, "矿名"));
  run_import_clear (&run);
}

static void
test_not_to_be_filled (void)
{
  g_autoptr (LtImportPlan) plan = lt_import_plan_new (lt_kind_by_name ("order"));
  g_autoptr (GError) error = NULL;

  g_assert_false (lt_import_plan_map (plan, "文号", "number", &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_USAGE);
  g_clear_error (&error);
  g_assert_false (lt_import_plan_set (plan, "state", "issued", &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_USAGE);
}

static gboolean
on_parse (const LtField *field,
          const char *text,
          LtValue **value,
          gpointer user_data,
          GError **error)
{
  *value = NULL;
  if (g_str_equal (text, user_data))
    *value = lt_value_new_text ("019344a0-0000-7000-8000-000000000001");
  else
    g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT, "no record %s", text);
  return *value != NULL;
}

static void
test_references (void)
{
  g_autofree char *path =
      run_import_write ("sites.csv", "code,name,area\nD1,一,140302\nD2,二,9\n", -1);
  g_autoptr (LtImportPlan) plan = lt_import_plan_new (lt_kind_by_name ("dust-site"));
  RunImport run = { 0 };

  lt_import_plan_set_parser (plan, on_parse, (gpointer) "140302");
  run_import (&run, plan, path);
  g_assert_no_error (run.error);
  g_assert_cmpuint (run.records->len, ==, 1);
  g_assert_cmpstr (lt_record_get (g_ptr_array_index (run.records, 0), "area"), ==,
                   "019344a0-0000-7000-8000-000000000001");
  assert_problem (&run, 1, 3, "area", "no record 9");
  run_import_clear (&run);
}

#define COLLECTION(features) "{\"type\":\"FeatureCollection\",\"features\":[" features "]}"
#define FEATURE(name, geometry)                                                                    \
  "{\"type\":\"Feature\",\"properties\":{\"name\":\"" name "\"},\"geometry\":" geometry "}"
#define SQUARE                                                                                     \
  "{\"type\":\"Polygon\",\"coordinates\":[[[113,37],[114,37],[114,38],[113,38],[113,37]]]}"
#define BOW_TIE                                                                                    \
  "{\"type\":\"Polygon\",\"coordinates\":[[[113,37],[114,38],[114,37],[113,38],[113,37]]]}"
#define OPEN "{\"type\":\"Polygon\",\"coordinates\":[[[113,37],[114,37],[114,38],[113,38]]]}"
#define SWAPPED                                                                                    \
  "{\"type\":\"Polygon\",\"coordinates\":[[[37,113],[37,114],[38,114],[38,113],[37,113]]]}"
#define POINT "{\"type\":\"Point\",\"coordinates\":[113,37]}"
#define LINE  "{\"type\":\"LineString\",\"coordinates\":[[113,37],[114,37]]}"

static void
test_geojson (void)
{
  const Given given = { "area", "areas.geojson", "wgs84" };
  RunImport run = { 0 };

  import_text (
      &run, &given,
      COLLECTION (
          FEATURE ("a", SQUARE) "," FEATURE ("b", BOW_TIE) "," FEATURE ("c", OPEN) "," FEATURE (
              "d", SWAPPED) "," FEATURE ("e",
                                         POINT) "," FEATURE ("f",
                                                             "null") "," FEATURE ("g",
                                                                                  "{\"type\":"
                                                                                  "\"Polygon\","
                                                                                  "\"coordinates\":"
                                                                                  "[]}")),
      -1);
  g_assert_no_error (run.error);
  g_assert_cmpuint (run.tally.read, ==, 7);
  g_assert_cmpuint (run.records->len, ==, 3);
  g_assert_cmpstr (run.tally.format, ==, "geojson");
  assert_problem (&run, 0, 2, "", "crosses itself at longitude 113.500000, latitude 37.500000");
  assert_problem (&run, 1, 3, "", "not closed");
  assert_problem (&run, 2, 4, "", "swapped");
  assert_problem (&run, 3, 5, "", "a point");
  assert_problem (&run, 4, 6, "", "no position");
  assert_problem (&run, 5, 7, "", "no position");
  run_import_clear (&run);
}

static void
test_no_polygons (void)
{
  static const struct
  {
    const char *text;
    const char *words;
  } bad[] = {
    { COLLECTION (FEATURE ("a", POINT) "," FEATURE ("b", POINT)), "points" },
    { COLLECTION (FEATURE ("a", POINT) "," FEATURE ("b", LINE)), "1 lines" },
    { COLLECTION (FEATURE ("a", "null")), "no shape" },
    { COLLECTION (""), "no features" },
    { "{\"type\":\"Topology\",\"objects\":{}}", "Topology" },
    { "{\"name\":\"a\"}", "not GeoJSON" },
    { COLLECTION (FEATURE ("a", SQUARE)) "x", "follows its end" },
    { COLLECTION (FEATURE ("a", "{\"type\":\"Polygon\",\"coordinates\":[[[x]]]}")),
      "not good JSON" },
  };
  const Given given = { "area", "areas.geojson", "wgs84" };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      RunImport run = { 0 };

      import_text (&run, &given, bad[i].text, -1);
      g_assert_error (run.error, LT_ERROR, LT_ERROR_BAD_INPUT);
      g_assert_nonnull (strstr (run.error->message, bad[i].words));
      g_assert_nonnull (strstr (run.error->message, "areas.geojson"));
      run_import_clear (&run);
    }
}

/* A reference system that the file names itself is taken, unless the user says another. */
static void
test_own_datum (void)
{
  const char *text =
      "{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":"
      "\"urn:ogc:def:crs:EPSG::4526\"}},\"features\":[{\"type\":\"Feature\",\"properties\":"
      "{\"code\":\"K1\",\"name\":\"a\"},\"geometry\":{\"type\":\"Point\",\"coordinates\":"
      "[38463040.2641,4192041.8377]}}]}";
  const Given silent = { "mine", "mines.geojson", NULL };
  const Given told = { "mine", "mines.geojson", "gk3:37" };
  RunImport run = { 0 };

  import_text (&run, &silent, text, -1);
  g_assert_no_error (run.error);
  g_assert_cmpstr (run.tally.datum, ==, "epsg:4526");
  assert_position (g_ptr_array_index (run.records, 0), 113.58, 37.86);
  run_import_clear (&run);

  import_text (&run, &told, text, -1);
  g_assert_cmpuint (run.tally.refused, ==, 1);
  assert_problem (&run, 0, 1, "", "gk3:37");
  run_import_clear (&run);
}

/* Without positions there is nothing to ask. */
static void
test_no_datum_needed (void)
{
  const Given given = { "station", "stations.csv", NULL };
  RunImport run = { 0 };

  import_text (&run, &given, "code,name\nS1,一\n", -1);
  g_assert_no_error (run.error);
  g_assert_cmpuint (run.records->len, ==, 1);
  g_assert_cmpuint (run.tally.kept, ==, 1);
  g_assert_null (run.tally.datum);
  run_import_clear (&run);
}

static void
test_bad_files (void)
{
  static const struct
  {
    const char *text;
    gssize size;
    const char *words;
  } bad[] = {
    { "", 0, "empty" },
    { "\n\n", 2, "no row" },
    { "code,name\n", -1, "no rows" },
    { "code,name\nS1,\"一\nS2,二\n", -1, "line 2, column 2: the quote" },
    { "code,name\nS1,一\nS2,a\"b\n", -1, "line 3, column 2" },
    { "\x89PNG\r\n\x1a\n\0\0", 10, "a picture" },
    { "PK\3\4\0\0\0\0", 8, "damaged ZIP" },
    { "\xff\xfe\x63\0\0\xd8", 6, "not text in utf-16" },
    { "code\0name\n", 10, "not a text file" },
    { "code,name\nS1,\xff\xff\n", -1, "line 2" },
    { "\xef\xbb\xbf"
      "code,name\nS1,\xb4\xf3\n",
      -1, "not UTF-8" },
  };
  const Given given = { "station", "stations.csv", "wgs84" };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      RunImport run = { 0 };

      import_text (&run, &given, bad[i].text, bad[i].size);
      g_assert_error (run.error, LT_ERROR, LT_ERROR_BAD_INPUT);
      g_assert_nonnull (strstr (run.error->message, bad[i].words));
      run_import_clear (&run);
    }
}

static void
test_encodings (void)
{
  /* 大阳泉 in GB 2312; 㐀 in four bytes of GB 18030 */
  static const char gbk[] = "code,name\nS1,\xb4\xf3\xd1\xf4\xc8\xaa\nS2,\x81\x39\xee\x39\n";
  g_autofree char *path = run_import_write ("stations.csv", gbk, -1);
  static const char *const encodings[] = { "auto", "gb18030", "GB18030" };
  g_autoptr (LtImportPlan) plan = lt_import_plan_new (lt_kind_by_name ("station"));
  g_autoptr (GError) error = NULL;
  RunImport run = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (encodings); i++)
    {
      g_assert_true (lt_import_plan_set_encoding (plan, encodings[i], NULL));
      run_import (&run, plan, path);
      g_assert_no_error (run.error);
      g_assert_cmpstr (run.tally.encoding, ==, "gb18030");
      g_assert_nonnull (run_import_find (&run, "name", "大阳泉"));
      g_assert_nonnull (run_import_find (&run, "name", "㐀"));
      run_import_clear (&run);
    }
  g_assert_true (lt_import_plan_set_encoding (plan, "utf-8", NULL));
  run_import (&run, plan, path);
  g_assert_error (run.error, LT_ERROR, LT_ERROR_BAD_INPUT);
  g_assert_nonnull (strstr (run.error->message, "line 2"));
  run_import_clear (&run);
  g_assert_false (lt_import_plan_set_encoding (plan, "latin1", &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_USAGE);
}

static void
test_look (void)
{
  g_autofree char *path =
      run_import_write ("mines.csv", "矿号\tname\tlongitude\tlatitude\nK1\ta\t113\t37\n", -1);
  g_autoptr (LtImportPlan) plan = lt_import_plan_new (lt_kind_by_name ("mine"));
  g_autoptr (LtImportLook) look = lt_import_look (plan, path, NULL, NULL);

  g_assert_nonnull (look);
  g_assert_cmpuint (g_strv_length (look->columns), ==, 4);
  g_assert_cmpstr (look->columns[0], ==, "矿号");
  g_assert_null (look->fields[0]);
  g_assert_cmpstr (look->fields[1], ==, "name");
  g_assert_cmpstr (look->fields[2], ==, "longitude");
  g_assert_cmpstr (look->fields[3], ==, "latitude");
  g_assert_true (look->needs_datum);
  g_assert_null (look->file_datum);
  g_assert_null (look->known_as);
  g_assert_cmpstr (look->format, ==, "csv");
}

static void
test_no_file (void)
{
  g_autoptr (LtImportPlan) plan = lt_import_plan_new (lt_kind_by_name ("mine"));
  RunImport run = { 0 };

  run_import (&run, plan, "/nonexistent/mines.csv");
  g_assert_error (run.error, LT_ERROR, LT_ERROR_BAD_INPUT);
  g_assert_nonnull (strstr (run.error->message, "/nonexistent/mines.csv"));
  run_import_clear (&run);
}

/* A choice is not asked for where there is no row that it would be for: whoever made it
 * would be told then that there is none. */
static void
test_no_rows (void)
{
  static const char *const texts[] = { "unknown\n", "code\n", "unknown,x\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *path = run_import_write ("empty.csv", texts[i], -1);
      g_autoptr (LtImportPlan) plan = lt_import_plan_new (lt_kind_by_name ("mine"));
      RunImport run = { 0 };

      run_import (&run, plan, path);
      g_assert_error (run.error, LT_ERROR, LT_ERROR_BAD_INPUT);
      g_assert_nonnull (strstr (run.error->message, "empty.csv has no rows"));
      run_import_clear (&run);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_setenv ("LANTIAN_LANGUAGE", "en", TRUE);
  g_test_add_func ("/import/rows", test_rows);
  g_test_add_func ("/import/map-and-set", test_map_and_set);
  g_test_add_func ("/import/not-to-be-filled", test_not_to_be_filled);
  g_test_add_func ("/import/references", test_references);
  g_test_add_func ("/import/geojson", test_geojson);
  g_test_add_func ("/import/no-polygons", test_no_polygons);
  g_test_add_func ("/import/own-datum", test_own_datum);
  g_test_add_func ("/import/no-datum-needed", test_no_datum_needed);
  g_test_add_func ("/import/bad-files", test_bad_files);
  g_test_add_func ("/import/encodings", test_encodings);
  g_test_add_func ("/import/look", test_look);
  g_test_add_func ("/import/no-file", test_no_file);
  g_test_add_func ("/import/no-rows", test_no_rows);
  return g_test_run ();
}
