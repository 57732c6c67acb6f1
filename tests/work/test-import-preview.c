/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "desk.h"
#include "work/import-preview.h"
#include "work/importing.h"

#include <string.h>

/* The path of a real file; skips the test where there are none. */
static char *
shared_file (const char *first, const char *second)
{
  const char *folder = g_getenv ("LANTIAN_SHARED_DATA");

  if (folder != NULL)
    return g_build_filename (folder, first, second, NULL);
  g_test_skip ("LANTIAN_SHARED_DATA is not set: no real files");
  return NULL;
}

static LtImportReport *
import_file (Desk *desk, const char *kind, const char *path, const char *datum, GError **error)
{
  g_autoptr (LtImportPlan) plan = lt_import_plan_new (lt_kind_by_name (kind));

  if (datum != NULL)
    g_assert_true (lt_import_plan_set_datum (plan, datum, NULL));
  return lt_work_import (desk->session, lt_kind_by_name (kind), plan, path, LT_IMPORT_NONE, NULL,
                         error);
}

static void
import_areas (Desk *desk, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LtImportReport) report = import_file (desk, "area", path, "gcj02", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (report->read, ==, 117);
  g_assert_cmpuint (report->refused, ==, 0);
}

static const LtImportSpot *
find_spot (const LtImportPreview *preview, const char *title)
{
  for (guint i = 0; i < preview->spots->len; i++)
    {
      const LtImportSpot *spot = g_ptr_array_index (preview->spots, i);

      if (g_str_equal (spot->title, title))
        return spot;
    }
  return NULL;
}

/* The three stations of Shanxi that change their county with the datum. */
static const struct
{
  const char *code;
  const char *name;
  const char *wgs84;
  const char *gcj02;
} movers[] = {
  { "1743A", "大阳泉", "郊区", "平定县" },
  { "1741A", "白羊墅", "郊区", "城区" },
  { "1086A", "桃园", "杏花岭区", "万柏林区" },
};

static void
test_rows (void)
{
  g_autofree char *areas = shared_file ("boundaries", "140000_shanxi_counties.gcj02.geojson");
  g_autofree char *stations = shared_file ("stations", "stations_shanxi.utf8.csv");
  g_autoptr (Desk) desk = NULL;
  g_autoptr (LtImportPlan) plan = NULL;
  g_autoptr (LtImportPreview) preview = NULL;
  g_autoptr (GError) error = NULL;
  gint64 operations;

  if (areas == NULL)
    return;
  desk = desk_new ();
  desk_act_as (desk, OFFICER);
  import_areas (desk, areas);
  operations = desk_operations (desk);
  plan = lt_import_plan_new (lt_kind_by_name ("station"));
  preview = lt_work_import_preview (desk->session, lt_kind_by_name ("station"), plan, stations, 100,
                                    &error);
  g_assert_no_error (error);
  g_assert_cmpint (desk_operations (desk), ==, operations);
  g_assert_cmpstr (preview->datums[0], ==, "wgs84");
  g_assert_cmpstr (preview->datums[1], ==, "gcj02");
  g_assert_cmpuint (preview->moved, ==, G_N_ELEMENTS (movers));
  for (gsize i = 0; i < G_N_ELEMENTS (movers); i++)
    {
      const LtImportSpot *spot = find_spot (preview, movers[i].name);

      g_assert_nonnull (spot);
      g_assert_cmpstr (spot->views[0].area, ==, movers[i].wgs84);
      g_assert_cmpstr (spot->views[1].area, ==, movers[i].gcj02);
    }
  /* GCJ-02 is some 300 to 700 m off in these parts, BD-09 up to 1 000 m more */
  g_assert_cmpfloat (preview->shift, >, 800);
  g_assert_cmpfloat (preview->shift, <, 2000);
}

/* What keeps rows from being taken does not keep them from being shown. */
static void
test_refused_rows (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autofree char *path = g_build_filename (desk->folder, "mines.csv", NULL);
  g_autoptr (LtImportPlan) plan = lt_import_plan_new (lt_kind_by_name ("mine"));
  g_autoptr (LtImportPreview) preview = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path,
                                      "name,mine_state,lon,lat\n鑫源,正在生产,113.612,37.861\n"
                                      ",停了,113.623,37.872\n",
                                      -1, NULL));
  desk_act_as (desk, OFFICER);
  preview =
      lt_work_import_preview (desk->session, lt_kind_by_name ("mine"), plan, path, 100, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (preview->datums[0], ==, "wgs84");
  g_assert_cmpuint (preview->spots->len, ==, 2);
  g_assert_nonnull (find_spot (preview, "鑫源")->views[1].shape);
}

/* Stopped after the rows asked for; the same rows in each datum. */
static void
test_bound (void)
{
  g_autofree char *stations = shared_file ("stations", "stations_shanxi.utf8.csv");
  g_autoptr (Desk) desk = NULL;
  g_autoptr (LtImportPlan) plan = NULL;
  g_autoptr (LtImportPreview) preview = NULL;

  if (stations == NULL)
    return;
  desk = desk_new ();
  plan = lt_import_plan_new (lt_kind_by_name ("station"));
  preview =
      lt_work_import_preview (desk->session, lt_kind_by_name ("station"), plan, stations, 7, NULL);
  g_assert_cmpuint (preview->spots->len, ==, 7);
  for (guint i = 0; i < 7; i++)
    {
      const LtImportSpot *spot = g_ptr_array_index (preview->spots, i);

      for (guint j = 0; j < LT_IMPORT_VIEWS; j++)
        g_assert_nonnull (spot->views[j].shape);
    }
}

static void
test_counties (void)
{
  g_autofree char *areas = shared_file ("boundaries", "140000_shanxi_counties.gcj02.geojson");
  g_autofree char *stations = shared_file ("stations", "stations_shanxi.utf8.csv");
  static const char *const datums[] = { "wgs84", "gcj02" };

  if (areas == NULL)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (datums); i++)
    {
      g_autoptr (Desk) desk = desk_new ();
      g_autoptr (LtImportReport) report = NULL;
      g_autoptr (GError) error = NULL;

      desk_act_as (desk, OFFICER);
      import_areas (desk, areas);
      report = import_file (desk, "station", stations, datums[i], &error);
      g_assert_no_error (error);
      for (gsize j = 0; j < G_N_ELEMENTS (movers); j++)
        {
          const LtKind *kind = lt_kind_by_name ("station");
          LtStore *store = lt_session_get_store (desk->session);
          g_autoptr (LtRecord) station = lt_store_find_by_key (store, kind, movers[j].code);
          g_autoptr (LtShape) shape = lt_store_get_shape (store, kind, &station->id, NULL);
          g_autoptr (LtRecord) area = NULL;
          double x;
          double y;

          lt_shape_get_anchor (shape, &x, &y);
          area = lt_work_find_area (desk->session, x, y);
          g_assert_cmpstr (lt_record_get_title (area), ==,
                           i == 0 ? movers[j].wgs84 : movers[j].gcj02);
        }
    }
}

static void
write_text (Desk *desk, const char *name, const char *text)
{
  g_autofree char *path = desk_path (desk, name);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
assert_asked (Desk *desk, const char *text, const char *words)
{
  g_autofree char *path = desk_path (desk, "asked.csv");
  g_autoptr (LtImportReport) report = NULL;
  g_autoptr (GError) error = NULL;
  gint64 operations = desk_operations (desk);

  write_text (desk, "asked.csv", text);
  report = import_file (desk, "mine", path, NULL, &error);
  g_test_message ("%s", error->message);
  g_assert_null (report);
  g_assert_error (error, LT_ERROR, LT_ERROR_USAGE);
  g_assert_nonnull (strstr (error->message, "gcj02, bd09"));
  g_assert_nonnull (strstr (error->message, words));
  g_assert_cmpint (desk_operations (desk), ==, operations);
}

/* Who does not name the datum is shown what hangs on it. */
static void
test_asked (void)
{
  g_autoptr (Desk) desk = desk_new ();

  desk_act_as (desk, OFFICER);
  assert_asked (desk, "code,name,经度,纬度\nK1,甲矿,113.58,37.86\n",
                "甲矿 (line 2) would be: wgs84 113.580000,37.860000");
  /* metres with their zone: 113.58 37.86 in zone 38 by PROJ */
  assert_asked (desk, "code,name,X,Y\nK1,甲矿,4192041.8377,38463040.2641\n",
                "gk3 113.580000,37.860000");
  assert_asked (desk, "code,name,X,Y\nK1,甲矿,4192041.8377,463040.2641\n", "such as gk3:38");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import-preview/rows", test_rows);
  g_test_add_func ("/import-preview/bound", test_bound);
  g_test_add_func ("/import-preview/counties", test_counties);
  g_test_add_func ("/import-preview/refused-rows", test_refused_rows);
  g_test_add_func ("/import-preview/asked", test_asked);
  return g_test_run ();
}
