/* SPDX-License-Identifier: GPL-3.0-or-later */

/* All that is wrong with a row is told; the rows that were refused are saved as they stand in
 * their file, and what is mended there is imported; the rows of a GPX, too. */

#include "run-import.h"

#include "exchange/mapping.h"
#include "exchange/refused-rows.h"

#include <string.h>

#define HEAD "code,name,mine_type,mine_state,pit_surface,remarks,lon,lat\n"

static LtImportPlan *
new_plan (void)
{
  LtImportPlan *plan = lt_import_plan_new (lt_kind_by_name ("mine"));

  g_assert_true (lt_import_plan_set_datum (plan, "cgcs2000", NULL));
  return plan;
}

static char *
beside (const char *path, const char *name)
{
  g_autofree char *folder = g_path_get_dirname (path);

  return g_build_filename (folder, name, NULL);
}

static LtRefusedRows *
take_rows (const char *path, const RunImport *run)
{
  LtRefusedRows *rows = lt_refused_rows_new (lt_kind_by_name ("mine"));

  lt_refused_rows_add (rows, path, NULL, NULL, run->problems);
  return rows;
}

static void
assert_has (const char *text, const char *words)
{
  if (strstr (text, words) == NULL)
    g_error ("\"%s\" is not in: %s", words, text);
}

/* Four things are wrong in one row: four problems, one refused row. */
static void
test_all_problems (void)
{
  static const char *const columns[] = { "mine_type", "mine_state", "pit_surface", "lon", "name" };
  g_autofree char *path = run_import_write (
      "all.csv", HEAD "K1,,cave,dancing,-5,x,east,37.86\nK2,好,open-pit,,,,113.58,37.86\n", -1);
  g_autoptr (LtImportPlan) plan = new_plan ();
  RunImport run = { 0 };

  run_import (&run, plan, path);
  g_assert_no_error (run.error);
  g_assert_cmpuint (run.tally.read, ==, 2);
  g_assert_cmpuint (run.tally.refused, ==, 1);
  g_assert_cmpuint (run.records->len, ==, 1);
  g_assert_cmpuint (run.problems->len, ==, G_N_ELEMENTS (columns));
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      const LtImportProblem *problem = g_ptr_array_index (run.problems, i);

      g_assert_cmpstr (problem->column, ==, columns[i]);
      g_assert_cmpint (problem->line, ==, 2);
      g_assert_cmpint (problem->further, ==, i > 0);
    }
  /* what is allowed is said with it */
  assert_has (((LtImportProblem *) g_ptr_array_index (run.problems, 0))->problem, "open-pit");
  run_import_clear (&run);
}

static void
test_mended (void)
{
  g_autofree char *path =
      run_import_write ("mend.csv",
                        HEAD "K1,一号,cave,,1,=1+1,113.58,37.86\nK2,二号,open-pit,,,,113.58,37.86\n"
                             "K3,\"三,号\",open-pit,,many,,113.59,37.87\n",
                        -1);
  g_autofree char *to = beside (path, "mend-refused.csv");
  g_autoptr (LtImportPlan) plan = new_plan ();
  g_autoptr (LtRefusedRows) rows = NULL;
  g_autoptr (LtMapping) mapping = NULL;
  g_autoptr (GString) mended = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  RunImport run = { 0 };

  run_import (&run, plan, path);
  g_assert_cmpuint (run.tally.refused, ==, 2);
  rows = take_rows (path, &run);
  run_import_clear (&run);
  g_assert_cmpuint (lt_refused_rows_count (rows), ==, 2);
  g_assert_true (lt_refused_rows_write (rows, to, FALSE, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (to, &text, NULL, NULL));
  assert_has (text, "\"K1\"");
  g_assert_null (strstr (text, "\"K2\""));
  assert_has (text, "三,号");
  assert_has (text, "mine_type: ");
  assert_has (text, "'=1+1"); /* no spreadsheet computes it */
  /* There already: left as it is, but where that was agreed to. */
  g_assert_false (lt_refused_rows_write (rows, to, FALSE, NULL, &error));
  g_clear_error (&error);
  g_assert_true (lt_refused_rows_write (rows, to, TRUE, NULL, NULL));
  /* Mended as somebody would; the last column is nobody's. */
  mended = g_string_new (text);
  g_string_replace (mended, "\"cave\"", "\"open-pit\"", 1);
  g_string_replace (mended, "\"many\"", "7", 1);
  g_assert_true (g_file_set_contents (to, mended->str, -1, NULL));
  run_import (&run, plan, to);
  g_assert_no_error (run.error);
  g_assert_cmpuint (run.problems->len, ==, 0);
  g_assert_cmpuint (run.records->len, ==, 2);
  g_assert_cmpstr (lt_record_get (run_import_find (&run, "code", "K3"), "pit_surface"), ==, "7");
  run_import_clear (&run);
  mapping = lt_mapping_read (plan, to, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < mapping->columns->len; i++)
    {
      const LtMappingColumn *column = g_ptr_array_index (mapping->columns, i);

      if (lt_refused_rows_is_reason (column->name))
        g_assert_null (column->field);
    }
}

/* Shapes that stand beside the cells of a map come along as text. */
static void
test_shapes (void)
{
  g_autofree char *path = run_import_write (
      "shapes.geojson",
      "{\"type\":\"FeatureCollection\",\"features\":["
      "{\"type\":\"Feature\",\"properties\":{\"code\":\"K1\",\"name\":\"一号\","
      "\"mine_type\":\"cave\"},\"geometry\":{\"type\":\"Point\",\"coordinates\":[113.58,37.86]}},"
      "{\"type\":\"Feature\",\"properties\":{\"code\":\"K2\",\"name\":\"二号\","
      "\"mine_type\":\"open-pit\"},\"geometry\":{\"type\":\"Point\",\"coordinates\":[113.5,37.8]}}"
      "]}",
      -1);
  g_autofree char *to = beside (path, "shapes-refused.csv");
  g_autoptr (LtImportPlan) plan = new_plan ();
  g_autoptr (LtRefusedRows) rows = NULL;
  g_autoptr (GString) mended = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  RunImport run = { 0 };

  run_import (&run, plan, path);
  g_assert_no_error (run.error);
  g_assert_cmpuint (run.tally.refused, ==, 1);
  rows = take_rows (path, &run);
  run_import_clear (&run);
  g_assert_true (lt_refused_rows_write (rows, to, TRUE, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (to, &text, NULL, NULL));
  assert_has (text, "POINT");
  mended = g_string_new (text);
  g_string_replace (mended, "\"cave\"", "\"open-pit\"", 1);
  g_assert_true (g_file_set_contents (to, mended->str, -1, NULL));
  run_import (&run, plan, to);
  g_assert_no_error (run.error);
  g_assert_cmpuint (run.records->len, ==, 1);
  g_assert_nonnull (lt_record_get_value (run_import_find (&run, "code", "K1"), "position"));
  run_import_clear (&run);
}

/* Not over its source, not in another format, not when the file has become another. */
static void
test_refused_targets (void)
{
  g_autofree char *path = run_import_write ("src.csv", HEAD "K1,一号,cave,,,,113.58,37.86\n", -1);
  g_autofree char *sheet = beside (path, "out.xlsx");
  g_autofree char *to = beside (path, "src-refused.csv");
  g_autoptr (LtImportPlan) plan = new_plan ();
  g_autoptr (LtRefusedRows) rows = NULL;
  g_autoptr (GError) error = NULL;
  RunImport run = { 0 };

  run_import (&run, plan, path);
  rows = take_rows (path, &run);
  run_import_clear (&run);
  g_assert_false (lt_refused_rows_write (rows, path, TRUE, NULL, &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_USAGE);
  g_clear_error (&error);
  g_assert_false (lt_refused_rows_write (rows, sheet, TRUE, NULL, &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_USAGE);
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (path, HEAD, -1, NULL));
  g_assert_false (lt_refused_rows_write (rows, to, TRUE, NULL, &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_BAD_INPUT);
  g_assert_false (g_file_test (to, G_FILE_TEST_EXISTS));
}

/* A track of a GPX becomes a patrol with the minutes of its points; one without them is
 * refused. 23:59 of UTC is 07:59 of the next day in China. */
static void
test_gpx (void)
{
  g_autofree char *path = run_import_write (
      "patrol.gpx",
      "<?xml version=\"1.0\"?><gpx version=\"1.1\" creator=\"t\" "
      "xmlns=\"http://www.topografix.com/GPX/1/1\"><trk><name>东线</name><trkseg>"
      "<trkpt lat=\"37.8\" lon=\"113.5\"><time>2026-11-20T23:59:00Z</time></trkpt>"
      "<trkpt lat=\"37.81\" lon=\"113.51\"><time>2026-11-21T00:30:00Z</time></trkpt></trkseg></trk>"
      "<trk><name>西线</name><trkseg><trkpt lat=\"37.8\" lon=\"113.4\"/>"
      "<trkpt lat=\"37.8\" lon=\"113.3\"/></trkseg></trk></gpx>",
      -1);
  g_autoptr (LtImportPlan) plan = lt_import_plan_new (lt_kind_by_name ("track"));
  const LtRecord *track;
  RunImport run = { 0 };

  g_assert_true (
      lt_import_plan_set (plan, "officer", "01a206d5-d43e-7016-b3aa-548141946c39", NULL));
  run_import (&run, plan, path);
  g_assert_no_error (run.error);
  g_assert_cmpstr (run.tally.shape, ==, "gpx-tracks");
  g_assert_cmpstr (run.tally.datum, ==, "wgs84");
  g_assert_cmpuint (run.tally.refused, ==, 1);
  g_assert_cmpstr (((LtImportProblem *) g_ptr_array_index (run.problems, 0))->column, ==,
                   "started");
  g_assert_cmpuint (run.records->len, ==, 1);
  track = run_import_find (&run, "note", "东线");
  g_assert_cmpstr (lt_record_get (track, "started"), ==, "2026-11-21T07:59");
  g_assert_cmpstr (lt_record_get (track, "ended"), ==, "2026-11-21T08:30");
  g_assert_nonnull (lt_record_get_value (track, "course"));
  run_import_clear (&run);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/refused-rows/all-problems", test_all_problems);
  g_test_add_func ("/exchange/refused-rows/mended", test_mended);
  g_test_add_func ("/exchange/refused-rows/shapes", test_shapes);
  g_test_add_func ("/exchange/refused-rows/targets", test_refused_targets);
  g_test_add_func ("/exchange/refused-rows/gpx", test_gpx);
  return g_test_run ();
}
