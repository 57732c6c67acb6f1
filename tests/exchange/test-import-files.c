/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "run-import.h"

#include "geo/datum.h"
#include "geo/shape.h"

#include <math.h>

/* Real files; what is expected was counted and read in them by other means
 * (the README of the shared data). */

static void
load (RunImport *run, const char *kind, const char *datum, const char *path)
{
  g_autoptr (LtImportPlan) plan = lt_import_plan_new (lt_kind_by_name (kind));

  g_assert_true (lt_import_plan_set_datum (plan, datum, NULL));
  run_import (run, plan, path);
  g_assert_no_error (run->error);
}

static void
test_stations (void)
{
  g_autofree char *path = run_import_shared ("stations", "NewSiteList.gbk.csv");
  RunImport run = { 0 };
  guint references = 0;
  guint placed = 0;
  const LtRecord *record;

  if (path == NULL)
    return;
  load (&run, "station", "wgs84", path);
  g_assert_cmpuint (run.tally.read, ==, 2026);
  g_assert_cmpuint (run.tally.refused, ==, 0);
  g_assert_cmpuint (run.tally.kept, ==, 10);
  g_assert_cmpuint (run.records->len, ==, 2026);
  g_assert_cmpstr (run.tally.encoding, ==, "gb18030");
  for (guint i = 0; i < run.records->len; i++)
    {
      record = g_ptr_array_index (run.records, i);
      references += g_strcmp0 (lt_record_get (record, "reference"), "1") == 0;
      placed += lt_record_get_value (record, "position") != NULL;
    }
  g_assert_cmpuint (references, ==, 250);
  g_assert_cmpuint (placed, ==, 2016);
  record = run_import_find (&run, "code", "1743A");
  g_assert_cmpstr (lt_record_get (record, "name"), ==, "大阳泉");
  g_assert_cmpstr (lt_record_get (record, "city"), ==, "阳泉");
  g_assert_cmpstr (lt_record_get (record, "station_kind"), ==, "national");
  for (guint i = 0; i < run.problems->len; i++)
    g_assert_true (((LtImportProblem *) g_ptr_array_index (run.problems, i))->kept);
  run_import_clear (&run);
}

static void
test_mines (void)
{
  g_autofree char *path = run_import_shared ("mines", "gcmt_shanxi.csv");
  g_autoptr (LtShape) shape = NULL;
  RunImport run = { 0 };
  guint pits = 0;
  guint operating = 0;
  guint suspended = 0;
  const LtRecord *record;
  LtBox box;

  if (path == NULL)
    return;
  load (&run, "mine", "wgs84", path);
  g_assert_cmpuint (run.tally.read, ==, 775);
  g_assert_cmpuint (run.records->len, ==, 775);
  g_assert_cmpuint (run.problems->len, ==, 0);
  for (guint i = 0; i < run.records->len; i++)
    {
      record = g_ptr_array_index (run.records, i);
      pits += g_strcmp0 (lt_record_get (record, "mine_type"), "open-pit") == 0;
      operating += g_strcmp0 (lt_record_get (record, "mine_state"), "operating") == 0;
      suspended += g_strcmp0 (lt_record_get (record, "mine_state"), "suspended") == 0;
    }
  g_assert_cmpuint (pits, ==, 20);
  g_assert_cmpuint (operating, ==, 660);
  g_assert_cmpuint (suspended, ==, 48);
  record = run_import_find (&run, "code", "M1811");
  g_assert_cmpstr (lt_record_get (record, "name"), ==, "山西通洲集团安达煤业有限公司");
  g_assert_cmpstr (lt_record_get (record, "location"), ==, "山西省长治市沁源县郭道镇棉上村");
  g_assert_cmpstr (lt_record_get (record, "party"), ==,
                   "Shanxi Tongzhou Group Anda Coal Industry Company");
  shape = lt_record_get_shape (record);
  box = lt_shape_get_box (shape);
  g_assert_cmpfloat (box.min_x, ==, 112.233794);
  g_assert_cmpfloat (box.min_y, ==, 36.745014);
  run_import_clear (&run);
}

static void
test_outlines (void)
{
  g_autofree char *path =
      run_import_shared ("boundaries", "140300_yangquan_counties.gcj02.geojson");
  RunImport run = { 0 };
  const LtRecord *record;

  if (path == NULL)
    return;
  load (&run, "area", "gcj02", path);
  g_assert_cmpuint (run.records->len, ==, 5);
  g_assert_cmpuint (run.problems->len, ==, 0);
  g_assert_cmpstr (run.tally.datum, ==, "gcj02");
  record = run_import_find (&run, "code", "140321");
  g_assert_cmpstr (lt_record_get (record, "name"), ==, "平定县");
  g_assert_cmpstr (lt_record_get (record, "city"), ==, "阳泉市");
  run_import_clear (&run);
}

/* The two parts of 郊区 have the edge from 113.468583 37.957366 to 113.517767
 * 37.913748 in common, which Simple Features forbids: they are joined. */
static void
test_datav (void)
{
  g_autofree char *path = run_import_shared ("boundaries", "datav_140300_full.gcj02.geojson");
  const LtImportProblem *problem;
  RunImport run = { 0 };

  if (path == NULL)
    return;
  load (&run, "area", "gcj02", path);
  g_assert_cmpuint (run.records->len, ==, 5);
  g_assert_cmpuint (run.tally.refused, ==, 0);
  g_assert_cmpuint (run.problems->len, ==, 1);
  g_assert_nonnull (run_import_find (&run, "name", "郊区"));
  problem = g_ptr_array_index (run.problems, 0);
  g_assert_true (problem->kept);
  g_assert_cmpint (problem->line, ==, 3);
  g_assert_nonnull (strstr (problem->problem, "shared an edge"));
  run_import_clear (&run);
}

/* 58 outlines of mines among shafts and vents; each lies around the point that is
 * taken, which may not be its centre of gravity. */
static void
test_gem_outlines (void)
{
  g_autofree char *path =
      run_import_shared ("mines", "gem_mine_boundaries_methane_box110-115_34.5-41.geojson");
  g_autoptr (LtShape) point = NULL;
  RunImport run = { 0 };
  const LtRecord *record;
  LtBox here;

  if (path == NULL)
    return;
  load (&run, "mine", "wgs84", path);
  g_assert_cmpuint (run.tally.read, ==, 342);
  g_assert_cmpuint (run.tally.skipped, ==, 284);
  g_assert_cmpuint (run.records->len, ==, 58);
  g_assert_cmpuint (run.problems->len, ==, 0);
  g_assert_cmpstr (run.tally.shape, ==, "gem-outlines");
  record = run_import_find (&run, "code", "M1201");
  g_assert_cmpstr (lt_record_get (record, "mine_type"), ==, "underground");
  g_assert_cmpstr (lt_record_get (record, "name"), ==, "Shuiyu Coal Mine");
  point = lt_record_get_shape (record);
  here = lt_shape_get_box (point);
  g_assert_cmpfloat (here.min_x, ==, here.max_x);
  /* of M1201.B1, by Python's json */
  g_assert_cmpfloat (here.min_x, >, 111.587393);
  g_assert_cmpfloat (here.min_x, <, 111.635043);
  g_assert_cmpfloat (here.min_y, >, 37.089146);
  g_assert_cmpfloat (here.min_y, <, 37.124953);
  run_import_clear (&run);
}

/* Lists of codes, without positions. */
static void
test_divisions (void)
{
  g_autofree char *areas = run_import_shared ("stations", "china-division_shanxi_areas.csv");
  g_autofree char *streets = run_import_shared ("stations", "china-division_shanxi_streets.csv");
  RunImport run = { 0 };

  if (areas == NULL)
    return;
  load (&run, "area", "cgcs2000", areas);
  g_assert_cmpuint (run.records->len, ==, 121);
  g_assert_cmpstr (lt_record_get (run_import_find (&run, "code", "140321"), "name"), ==, "平定县");
  run_import_clear (&run);
  load (&run, "town", "cgcs2000", streets);
  g_assert_cmpuint (run.records->len, ==, 1352);
  g_assert_cmpstr (run.tally.shape, ==, "division-streets");
  run_import_clear (&run);
}

static void
test_province (void)
{
  g_autofree char *path = run_import_shared ("boundaries", "140000_shanxi_counties.gcj02.geojson");
  RunImport run = { 0 };

  if (path == NULL)
    return;
  load (&run, "area", "gcj02", path);
  g_assert_cmpuint (run.records->len, ==, 117);
  run_import_clear (&run);
}

static const char *
find_county (const RunImport *counties, const LtRecord *station)
{
  g_autoptr (LtShape) point = lt_record_get_shape (station);
  LtBox here = lt_shape_get_box (point);

  for (guint i = 0; i < counties->records->len; i++)
    {
      const LtRecord *county = g_ptr_array_index (counties->records, i);
      g_autoptr (LtShape) outline = lt_record_get_shape (county);

      if (lt_shape_contains (outline, here.min_x, here.min_y))
        return lt_record_get (county, "name");
    }
  return NULL;
}

/* The datum decides the county: why it is asked. */
static void
test_datum_decides (void)
{
  static const struct
  {
    const char *datum;
    const char *code;
    const char *county;
  } facts[] = {
    { "wgs84", "1743A", "郊区" },
    { "gcj02", "1743A", "平定县" },
    { "wgs84", "1741A", "郊区" },
    { "gcj02", "1741A", "城区" },
  };
  g_autofree char *outlines =
      run_import_shared ("boundaries", "140300_yangquan_counties.gcj02.geojson");
  g_autofree char *list = run_import_shared ("stations", "stations_shanxi.utf8.csv");
  RunImport counties = { 0 };

  if (outlines == NULL)
    return;
  load (&counties, "area", "gcj02", outlines);
  for (gsize i = 0; i < G_N_ELEMENTS (facts); i++)
    {
      RunImport stations = { 0 };

      load (&stations, "station", facts[i].datum, list);
      g_assert_cmpuint (stations.records->len, ==, 82);
      g_assert_cmpstr (find_county (&counties, run_import_find (&stations, "code", facts[i].code)),
                       ==, facts[i].county);
      run_import_clear (&stations);
    }
  run_import_clear (&counties);
}

/* The same outlines, made WGS-84 by another program. */
static void
test_against_eviltransform (void)
{
  g_autofree char *gcj02 =
      run_import_shared ("boundaries", "140300_yangquan_counties.gcj02.geojson");
  g_autofree char *wgs84 =
      run_import_shared ("boundaries", "140300_yangquan_counties.wgs84.geojson");
  RunImport a = { 0 };
  RunImport b = { 0 };

  if (gcj02 == NULL)
    return;
  load (&a, "area", "gcj02", gcj02);
  load (&b, "area", "wgs84", wgs84);
  for (guint i = 0; i < 5; i++)
    {
      g_autoptr (LtShape) ours = lt_record_get_shape (g_ptr_array_index (a.records, i));
      g_autoptr (LtShape) theirs = lt_record_get_shape (g_ptr_array_index (b.records, i));
      LtBox here = lt_shape_get_box (ours);
      LtBox there = lt_shape_get_box (theirs);

      /* 3e-6 degree is 0.3 m; the other program takes another semi-axis */
      g_assert_cmpfloat_with_epsilon (here.min_x, there.min_x, 3e-6);
      g_assert_cmpfloat_with_epsilon (here.min_y, there.min_y, 3e-6);
      g_assert_cmpfloat_with_epsilon (here.max_x, there.max_x, 3e-6);
      g_assert_cmpfloat_with_epsilon (here.max_y, there.max_y, 3e-6);
    }
  run_import_clear (&a);
  run_import_clear (&b);
}

static void
test_points_for_areas (void)
{
  g_autofree char *path = run_import_shared ("hourly", "airnow_20180220T07.geojson");
  g_autoptr (LtImportPlan) plan = lt_import_plan_new (lt_kind_by_name ("area"));
  RunImport run = { 0 };

  if (path == NULL)
    return;
  run_import (&run, plan, path);
  g_assert_error (run.error, LT_ERROR, LT_ERROR_BAD_INPUT);
  g_assert_nonnull (strstr (run.error->message, "no polygons"));
  run_import_clear (&run);
}

/* Neither the station list nor the outlines say what their coordinates are in. */
static void
test_datum_is_asked (void)
{
  static const char *const files[][3] = {
    { "station", "stations", "NewSiteList.gbk.csv" },
    { "mine", "mines", "gcmt_shanxi.csv" },
    { "area", "boundaries", "140300_yangquan_counties.gcj02.geojson" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = run_import_shared (files[i][1], files[i][2]);
      g_autoptr (LtImportPlan) plan = lt_import_plan_new (lt_kind_by_name (files[i][0]));
      g_autoptr (LtImportLook) look = NULL;
      RunImport run = { 0 };

      if (path == NULL)
        return;
      look = lt_import_look (plan, path, NULL, NULL);
      g_assert_nonnull (look);
      g_assert_true (look->needs_datum);
      g_assert_nonnull (look->known_as);
      run_import (&run, plan, path);
      g_assert_error (run.error, LT_ERROR, LT_ERROR_USAGE);
      g_assert_nonnull (strstr (run.error->message, lt_datum_choices ()));
      g_assert_cmpuint (run.records->len, ==, 0);
      run_import_clear (&run);
    }
}

static void
test_cut_off (void)
{
  static const char *const files[][4] = {
    { "area", "boundaries", "140300_yangquan_counties.gcj02.geojson", "cut off" },
    { "area", "boundaries", "datav_140300_full.gcj02.geojson", "cut off" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = run_import_shared (files[i][1], files[i][2]);
      g_autofree char *text = NULL;
      g_autoptr (LtImportPlan) plan = lt_import_plan_new (lt_kind_by_name (files[i][0]));
      gsize size;

      if (path == NULL)
        return;
      g_assert_true (g_file_get_contents (path, &text, &size, NULL));
      lt_import_plan_set_datum (plan, "gcj02", NULL);
      for (int part = 1; part < 8; part++)
        {
          g_autofree char *cut = run_import_write (files[i][2], text, (gssize) (size / 8) * part);
          RunImport run = { 0 };

          run_import (&run, plan, cut);
          g_assert_error (run.error, LT_ERROR, LT_ERROR_BAD_INPUT);
          g_assert_nonnull (strstr (run.error->message, files[i][3]));
          run_import_clear (&run);
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_setenv ("LANTIAN_LANGUAGE", "en", TRUE);
  g_test_add_func ("/import-files/stations", test_stations);
  g_test_add_func ("/import-files/mines", test_mines);
  g_test_add_func ("/import-files/outlines", test_outlines);
  g_test_add_func ("/import-files/datav", test_datav);
  g_test_add_func ("/import-files/gem-outlines", test_gem_outlines);
  g_test_add_func ("/import-files/divisions", test_divisions);
  g_test_add_func ("/import-files/province", test_province);
  g_test_add_func ("/import-files/datum-decides", test_datum_decides);
  g_test_add_func ("/import-files/against-eviltransform", test_against_eviltransform);
  g_test_add_func ("/import-files/points-for-areas", test_points_for_areas);
  g_test_add_func ("/import-files/datum-is-asked", test_datum_is_asked);
  g_test_add_func ("/import-files/cut-off", test_cut_off);
  return g_test_run ();
}
