/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Positions as bureaus write them into tables. */

#include "run-import.h"

#include "base/error.h"
#include "geo/shape.h"

/* 113.58° E 37.86° N in zone 38 by PROJ 9.1.1 (see the shared data's table). */
#define EASTING   "463040.2641"
#define NUMBERED  "38463040.2641"
#define NORTHING  "4192041.8377"
#define LONGITUDE 113.58
#define LATITUDE  37.86

static void
import_text (RunImport *run, const char *datum, const char *text)
{
  g_autofree char *path = run_import_write ("places.csv", text, -1);
  g_autoptr (LtImportPlan) plan = lt_import_plan_new (lt_kind_by_name ("mine"));

  g_assert_true (lt_import_plan_set_datum (plan, datum, NULL));
  run_import (run, plan, path);
}

static void
assert_here (const RunImport *run, const char *code)
{
  const LtRecord *record = run_import_find (run, "code", code);
  g_autoptr (LtShape) shape = NULL;
  gconstpointer bytes;
  gsize size;
  LtBox box;

  g_test_message ("%s", code);
  g_assert_nonnull (record);
  g_assert_nonnull (lt_record_get_value (record, "position"));
  bytes = lt_value_bytes (lt_record_get_value (record, "position"), &size);
  shape = lt_shape_from_wkb (bytes, size, NULL);
  box = lt_shape_get_box (shape);
  g_assert_cmpfloat_with_epsilon (box.min_x, LONGITUDE, 1e-8);
  g_assert_cmpfloat_with_epsilon (box.min_y, LATITUDE, 1e-8);
}

static void
assert_problem (const RunImport *run, guint i, const char *column, const char *words)
{
  const LtImportProblem *problem;

  g_assert_cmpuint (i, <, run->problems->len);
  problem = g_ptr_array_index (run->problems, i);
  g_test_message ("%s: %s", problem->column, problem->problem);
  g_assert_cmpstr (problem->column, ==, column);
  g_assert_nonnull (strstr (problem->problem, words));
}

/* 0.58° are 34′48″, 0.86° are 51′36″. */
static void
test_angles (void)
{
  RunImport run = { 0 };

  import_text (&run, "wgs84",
               "code,name,东经(°),北纬（度）\n"
               "K1,甲,113°34′48″,37°51′36″\n"
               "K2,乙,113度34分48秒,37度51分36秒\n"
               "K3,丙,东经113°34.8′,北纬37°51.6′\n"
               "K4,丁,113-34-48,37:51:36\n"
               "K5,戊,１１３．５８,\"37,86\"\n"
               "K6,己,113°64′48″,37.86\n"
               "K7,庚,N37.86,E113.58\n"
               "K8,辛,37.86,113.58\n"
               "K9,壬,0,0\n");
  g_assert_no_error (run.error);
  for (int i = 1; i <= 5; i++)
    {
      g_autofree char *code = g_strdup_printf ("K%d", i);

      assert_here (&run, code);
    }
  g_assert_cmpuint (run.tally.refused, ==, 3);
  g_assert_cmpuint (run.tally.kept, ==, 1);
  assert_problem (&run, 0, "东经(°)", "minutes");
  assert_problem (&run, 1, "东经(°), 北纬（度）", "--map \"东经(°)=latitude\"");
  assert_problem (&run, 2, "东经(°), 北纬（度）", "swapped");
  assert_problem (&run, 3, "", "no position");
  g_assert_null (lt_record_get_value (run_import_find (&run, "code", "K9"), "position"));
  run_import_clear (&run);
}

/* A heading may say what its coordinates are in; what does not agree says nothing. */
static void
test_heading (void)
{
  static const struct
  {
    const char *head;
    const char *datum; /* (nullable): %NULL where it has to be asked for */
  } cases[] = {
    { "经度 (CGCS2000),纬度 (CGCS2000)", "cgcs2000" },
    { "经度（WGS-84）,纬度（wgs84）", "wgs84" },
    { "lon (GCJ-02),lat (GCJ-02)", "gcj02" },
    { "经度 (CGCS2000),纬度 (BD-09)", NULL },
    { "经度 (CGCS2000),纬度", NULL },
    { "经度 (°),纬度 (°)", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("code,name,%s\nK1,甲,113.58,37.86\n", cases[i].head);
      g_autofree char *path = run_import_write ("heading.csv", text, -1);
      g_autoptr (LtImportPlan) plan = lt_import_plan_new (lt_kind_by_name ("mine"));
      RunImport run = { 0 };

      g_test_message ("%s", cases[i].head);
      run_import (&run, plan, path);
      if (cases[i].datum == NULL)
        g_assert_error (run.error, LT_ERROR, LT_ERROR_USAGE);
      else
        {
          g_assert_no_error (run.error);
          g_assert_cmpstr (run.tally.datum, ==, cases[i].datum);
          g_assert_nonnull (lt_record_get_value (run_import_find (&run, "code", "K1"), "position"));
        }
      run_import_clear (&run);
    }
}

static void
test_one_column (void)
{
  RunImport run = { 0 };

  import_text (&run, "wgs84",
               "code,name,经纬度\n"
               "K1,甲,\"113.58,37.86\"\n"
               "K2,乙,113.58，37.86\n"
               "K3,丙,37.86 113.58\n"
               "K4,丁,E113°34′48″N37°51′36″\n"
               "K5,戊,北纬37度51分36秒、东经113度34分48秒\n"
               "K6,己,POINT (113.58 37.86)\n"
               "K7,庚,矿区办公楼\n"
               "K8,辛,\"0,0\"\n"
               "K9,壬,—\n");
  g_assert_no_error (run.error);
  for (int i = 1; i <= 6; i++)
    {
      g_autofree char *code = g_strdup_printf ("K%d", i);

      assert_here (&run, code);
    }
  g_assert_cmpuint (run.tally.refused, ==, 1);
  g_assert_cmpuint (run.tally.kept, ==, 2);
  assert_problem (&run, 0, "经纬度", "two coordinates");
  run_import_clear (&run);
}

/* X is north in surveys and east elsewhere; the figures say which. */
static void
test_x_and_y (void)
{
  static const struct
  {
    const char *datum;
    const char *x;
    const char *y;
  } cases[] = {
    { "gk3:38", NORTHING, EASTING },     { "gk3:38", EASTING, NORTHING },
    { "gk3:38", NORTHING, NUMBERED },    { "gk3", NORTHING, NUMBERED },
    { "gk3", NUMBERED, NORTHING },       { "gk3", "38 463 040.2641", "4 192 041.8377" },
    { "epsg:4526", NORTHING, NUMBERED }, { "cgcs2000", "113.58", "37.86" },
    { "cgcs2000", "37.86", "113.58" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text =
          g_strdup_printf ("code,name,X坐标(m),Y坐标(m)\nK1,甲,%s,%s\n", cases[i].x, cases[i].y);
      RunImport run = { 0 };

      g_test_message ("%s %s %s", cases[i].datum, cases[i].x, cases[i].y);
      import_text (&run, cases[i].datum, text);
      g_assert_no_error (run.error);
      assert_here (&run, "K1");
      run_import_clear (&run);
    }
}

static void
test_metres_refused (void)
{
  static const struct
  {
    const char *datum;
    const char *x;
    const char *y;
    const char *words;
  } cases[] = {
    { "gk3", EASTING, NORTHING, "gk3:38" },     { "gk3:37", NUMBERED, NORTHING, "zone 38" },
    { "wgs84", NUMBERED, NORTHING, "gk3:38" },  { "gk3:38", NORTHING, NUMBERED, "swapped" },
    { "gk3:38", "113.58", "37.86", "degrees" }, { "gk3:38", "3.85E+07", NORTHING, "spreadsheet" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text =
          g_strdup_printf ("code,name,Easting,Northing\nK1,甲,%s,%s\n", cases[i].x, cases[i].y);
      RunImport run = { 0 };

      import_text (&run, cases[i].datum, text);
      g_assert_no_error (run.error);
      g_assert_cmpuint (run.tally.refused, ==, 1);
      g_assert_nonnull (strstr (((LtImportProblem *) g_ptr_array_index (run.problems, 0))->problem,
                                cases[i].words));
      run_import_clear (&run);
    }
}

/* Degrees and metres side by side: the degrees count. A lone X is no position. */
static void
test_which_columns (void)
{
  g_autofree char *both =
      run_import_write ("both.csv", "code,name,X,Y,经度,纬度\nK1,甲,1,2,113.58,37.86\n", -1);
  g_autofree char *lone = run_import_write ("lone.csv", "code,name,X\nK1,甲,1\n", -1);
  g_autoptr (LtImportPlan) plan = lt_import_plan_new (lt_kind_by_name ("mine"));
  RunImport run = { 0 };

  run_import (&run, plan, lone);
  g_assert_no_error (run.error);
  g_assert_cmpuint (run.records->len, ==, 1);
  run_import_clear (&run);
  g_assert_true (lt_import_plan_set_datum (plan, "wgs84", NULL));
  run_import (&run, plan, both);
  assert_here (&run, "K1");
  run_import_clear (&run);
  g_assert_true (lt_import_plan_map (plan, "X", "y", NULL));
  g_assert_true (lt_import_plan_map (plan, "Y", "x", NULL));
  run_import (&run, plan, both);
  g_assert_cmpuint (run.records->len, ==, 1);
  run_import_clear (&run);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/places/angles", test_angles);
  g_test_add_func ("/import/places/heading", test_heading);
  g_test_add_func ("/import/places/one-column", test_one_column);
  g_test_add_func ("/import/places/x-and-y", test_x_and_y);
  g_test_add_func ("/import/places/metres-refused", test_metres_refused);
  g_test_add_func ("/import/places/which-columns", test_which_columns);
  return g_test_run ();
}
