/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "run-convert.h"

#include "base/error.h"

/* Every file of the shared data that somebody might hand in, and what comes of
 * it. The counts are those of the shared data's README, of Python's csv and json
 * modules, and of ogrinfo. */

typedef struct
{
  const char *path;
  const char *part;
  int status;
  guint rows;
  guint problems;
  guint columns;
  const char *words; /* of the refusal */
} Case;

/* The three texts are one line each. EUC-TW is valid GB18030 and is taken for it:
 * nothing in so few bytes tells them apart. */
static const Case texts[] = {
  { "awkward/text/big5.txt", NULL, 0, 0, 0, 1, NULL },
  { "awkward/text/euc-tw.txt", NULL, 0, 0, 0, 1, NULL },
  { "awkward/text/gb18030.txt", NULL, 0, 0, 0, 1, NULL },
  { "awkward/xlsx_csv/bom_no_bom.csv", NULL, 0, 10, 0, 2, NULL },
  { "awkward/xlsx_csv/bom_office_bom.csv", NULL, 0, 10, 0, 2, NULL },
  { "awkward/xlsx_csv/converter_converterCsv.csv", NULL, 0, 0, 1, 37, NULL },
  { "awkward/xlsx_csv/stations_transposed_bom.csv", NULL, 0, 5, 3, 55, NULL },
  { "basemap/geonames_places_109.5-115.5_34-41.5.csv", NULL, 0, 358, 0, 5, NULL },
  { "dust/bulletin_figures.csv", NULL, 0, 10, 0, 11, NULL },
  { "dust/changzhi_county_dustfall_2021-10.csv", NULL, 0, 12, 0, 6, NULL },
  { "mines/gcmt_shanxi.csv", NULL, 0, 775, 0, 74, NULL },
  { "stations/NewSiteList.gbk.csv", NULL, 0, 2026, 0, 8, NULL },
  { "stations/china-division_shanxi_areas.csv", NULL, 0, 121, 0, 4, NULL },
  { "stations/china-division_shanxi_streets.csv", NULL, 0, 1352, 0, 5, NULL },
  { "stations/stations_national.utf8.csv", NULL, 0, 2026, 0, 8, NULL },
  { "stations/stations_shanxi.utf8.csv", NULL, 0, 82, 0, 8, NULL },
};

/* 太原 大同 阳泉 长治 临汾 have 1,157 days, the others 763; no header. */
static const Case days[] = {
  { "daily/aqistudy_临汾_daily.csv", NULL, 0, 1157, 0, 12, NULL },
  { "daily/aqistudy_吕梁_daily.csv", NULL, 0, 763, 0, 12, NULL },
  { "daily/aqistudy_大同_daily.csv", NULL, 0, 1157, 0, 12, NULL },
  { "daily/aqistudy_太原_daily.csv", NULL, 0, 1157, 0, 12, NULL },
  { "daily/aqistudy_忻州_daily.csv", NULL, 0, 763, 0, 12, NULL },
  { "daily/aqistudy_晋中_daily.csv", NULL, 0, 763, 0, 12, NULL },
  { "daily/aqistudy_晋城_daily.csv", NULL, 0, 763, 0, 12, NULL },
  { "daily/aqistudy_朔州_daily.csv", NULL, 0, 763, 0, 12, NULL },
  { "daily/aqistudy_运城_daily.csv", NULL, 0, 763, 0, 12, NULL },
  { "daily/aqistudy_长治_daily.csv", NULL, 0, 1157, 0, 12, NULL },
  { "daily/aqistudy_阳泉_daily.csv", NULL, 0, 1157, 0, 12, NULL },
};

/* The sample of CNEMC has two empty rows in it. */
static const Case hours[] = {
  { "hourly/PRSA_Data_Aotizhongxin_20130301-20170228.csv", NULL, 0, 35064, 0, 18, NULL },
  { "hourly/PRSA_Data_Huairou_20130301-20170228.csv.gz", NULL, 0, 35064, 0, 18, NULL },
  { "hourly/china_sites_20140604.csv", NULL, 0, 360, 0, 949, NULL },
  { "hourly/china_sites_20140605.csv", NULL, 0, 360, 0, 949, NULL },
  { "hourly/china_sites_20140606.csv", NULL, 0, 360, 0, 949, NULL },
  { "hourly/cnemc_2022-01-01T00_format_sample.csv", NULL, 0, 14, 0, 22, NULL },
  { "hourly/pm25in_all_20200402-08.csv.gz", NULL, 0, 177285, 0, 14, NULL },
  { "hourly/pm25in_吕梁_20200402-08.csv", NULL, 0, 396, 0, 13, NULL },
  { "hourly/pm25in_太原_20200402-08.csv", NULL, 0, 1188, 0, 13, NULL },
  { "hourly/pm25in_晋中_20200402-08.csv", NULL, 0, 480, 0, 13, NULL },
  { "hourly/pm25in_石家庄_20200402-08.csv", NULL, 0, 891, 0, 13, NULL },
  { "hourly/pm25in_阳泉_20200402-08.csv", NULL, 0, 588, 0, 13, NULL },
  { "hourly/pm25in_city_csv_20200402-08.zip", NULL, 2, 0, 0, 0, "--part" },
  { "hourly/pm25in_city_csv_20200402-08.zip", "阳泉.csv", 0, 588, 0, 13, NULL },
  { "hourly/pm25in_city_csv_20200402-08.zip", "阳泉", 2, 0, 0, 0, "no part \"阳泉\"" },
  { "hourly/airnow_20180220T07.geojson", NULL, 0, 1495, 0, 27, NULL },
};

static const Case outlines[] = {
  { "basemap/ne_airports_109.5-115.5_34-41.5.geojson", NULL, 0, 4, 0, 3, NULL },
  { "basemap/ne_elevation_points_109.5-115.5_34-41.5.geojson", NULL, 0, 2, 0, 2, NULL },
  { "basemap/ne_places_109.5-115.5_34-41.5.geojson", NULL, 0, 38, 0, 7, NULL },
  { "basemap/ne_rivers_109.5-115.5_34-41.5.geojson", NULL, 0, 10, 0, 5, NULL },
  { "basemap/wdbii_rivers_109.5-115.5_34-41.5.geojson", NULL, 0, 213, 0, 1, NULL },
  { "boundaries/140000_shanxi_cities.gcj02.geojson", NULL, 0, 11, 0, 5, NULL },
  { "boundaries/140000_shanxi_cities.wgs84.geojson", NULL, 0, 11, 0, 5, NULL },
  { "boundaries/140000_shanxi_counties.gcj02.geojson", NULL, 0, 117, 0, 5, NULL },
  { "boundaries/140000_shanxi_counties.wgs84.geojson", NULL, 0, 117, 0, 5, NULL },
  { "boundaries/140100_taiyuan_counties.gcj02.geojson", NULL, 0, 10, 0, 5, NULL },
  { "boundaries/140100_taiyuan_counties.wgs84.geojson", NULL, 0, 10, 0, 5, NULL },
  { "boundaries/140300_yangquan_counties.gcj02.geojson", NULL, 0, 5, 0, 5, NULL },
  { "boundaries/140300_yangquan_counties.wgs84.geojson", NULL, 0, 5, 0, 5, NULL },
  { "boundaries/141100_lvliang_counties.gcj02.geojson", NULL, 0, 13, 0, 5, NULL },
  { "boundaries/141100_lvliang_counties.wgs84.geojson", NULL, 0, 13, 0, 5, NULL },
  { "boundaries/china_counties.gcj02.geojson.gz", NULL, 0, 2875, 0, 5, NULL },
  { "boundaries/datav_140000_full.gcj02.geojson", NULL, 0, 11, 0, 9, NULL },
  { "boundaries/datav_140100_full.gcj02.geojson", NULL, 0, 10, 0, 9, NULL },
  { "boundaries/datav_140300_full.gcj02.geojson", NULL, 0, 5, 0, 9, NULL },
  { "boundaries/datav_141100_full.gcj02.geojson", NULL, 0, 13, 0, 9, NULL },
  { "mines/gem_mine_boundaries_methane_box110-115_34.5-41.geojson", NULL, 0, 342, 0, 18, NULL },
  { "mines/gem_surface_mine_boundaries_world_sample.geojson", NULL, 0, 14, 0, 18, NULL },
};

/* In gdal_sample.gpkg each layer ends with a feature without a shape; a
 * collection of a point, a line and a polygon is in four of them. */
static const Case layers[] = {
  { "awkward/shapefile/china.shp", NULL, 0, 1367, 0, 9, NULL },
  { "gpkg/denver_tile.gpkg", NULL, 3, 0, 0, 0, "base map" },
  { "gpkg/multipleholes.gpkg", NULL, 0, 1, 0, 0, NULL },
  { "gpkg/rivers.gpkg", NULL, 0, 357, 0, 3, NULL },
  { "gpkg/gdal_sample.gpkg", NULL, 2, 0, 0, 0, "\"multipolygon3d\"" },
  { "gpkg/gdal_sample.gpkg", "point2d", 0, 2, 0, 5, NULL },
  { "gpkg/gdal_sample.gpkg", "linestring2d", 0, 2, 0, 0, NULL },
  { "gpkg/gdal_sample.gpkg", "polygon2d", 0, 2, 0, 0, NULL },
  { "gpkg/gdal_sample.gpkg", "multipoint2d", 0, 2, 0, 0, NULL },
  { "gpkg/gdal_sample.gpkg", "multilinestring2d", 0, 2, 0, 0, NULL },
  { "gpkg/gdal_sample.gpkg", "multipolygon2d", 0, 2, 0, 0, NULL },
  { "gpkg/gdal_sample.gpkg", "geomcollection2d", 0, 4, 1, 0, NULL },
  { "gpkg/gdal_sample.gpkg", "geometry2d", 0, 7, 1, 0, NULL },
  { "gpkg/gdal_sample.gpkg", "point3d", 0, 2, 0, 0, NULL },
  { "gpkg/gdal_sample.gpkg", "linestring3d", 0, 2, 0, 0, NULL },
  { "gpkg/gdal_sample.gpkg", "polygon3d", 0, 2, 0, 0, NULL },
  { "gpkg/gdal_sample.gpkg", "multipoint3d", 0, 2, 0, 0, NULL },
  { "gpkg/gdal_sample.gpkg", "multilinestring3d", 0, 2, 0, 0, NULL },
  { "gpkg/gdal_sample.gpkg", "multipolygon3d", 0, 2, 0, 0, NULL },
  { "gpkg/gdal_sample.gpkg", "geomcollection3d", 0, 4, 1, 0, NULL },
  { "gpkg/gdal_sample.gpkg", "geometry3d", 0, 7, 1, 0, NULL },
};

/* The rows with values in the sheets' XML, less the header and, of t01 and t02,
 * the title merged over 18 columns. */
static const Case sheets[] = {
  { "awkward/xlsx_csv/compatibility_t01.xls", NULL, 0, 1, 0, 18, NULL },
  { "awkward/xlsx_csv/compatibility_t02.xlsx", NULL, 0, 1, 0, 18, NULL },
  { "awkward/xlsx_csv/compatibility_t04.xlsx", NULL, 0, 56, 0, 12, NULL },
  { "awkward/xlsx_csv/dataformat_dataformat.xls", NULL, 0, 27, 0, 7, NULL },
  { "awkward/xlsx_csv/dataformat_dataformat.xlsx", NULL, 0, 27, 0, 7, NULL },
  { "awkward/xlsx_csv/dataformat_dataformat.xlsx", "Sheet2", 3, 0, 0, 0, "no row" },
  { "awkward/xlsx_csv/extra_extra.xlsx", NULL, 0, 5, 0, 2, NULL },
};

/* bad.kmz is a JPEG; doc.kmz has one bare Placemark in it; in kmz without doc.kml the
 * KML has to be named; nokml.kmz has texts in it. */
static const Case places[] = {
  { "awkward/kml/bad.kmz", NULL, 3, 0, 0, 0, "a picture" },
  { "awkward/kml/badcoords.kml", NULL, 0, 1, 0, 5, NULL },
  { "awkward/kml/doc.kmz", NULL, 0, 1, 0, 5, NULL },
  { "awkward/kml/kmlsamples.kml", NULL, 2, 0, 0, 0, "\"Google Campus\"" },
  { "awkward/kml/kmlsamples.kml", "Google Campus", 0, 4, 0, 5, NULL },
  { "awkward/kml/kmlsamples.kml", "Paths", 0, 6, 0, 5, NULL },
  { "awkward/kml/multikml-nodoc.kmz", NULL, 2, 0, 0, 0, "\"a/a.kml\"" },
  { "awkward/kml/nokml.kmz", NULL, 2, 0, 0, 0, "\"hi.txt\"" },
  { "awkward/kml/old_schema_example.kml", NULL, 0, 2, 0, 7, NULL },
  { "awkward/kml/outline_space.kml", NULL, 0, 0, 1, 6, NULL },
  { "awkward/kml/schemadata.kml", NULL, 0, 1, 0, 7, NULL },
};

static const Case base_maps[] = {
  { "tiles/geography-class-png-no-bounds.mbtiles", NULL, 3, 0, 0, 0, "a base map" },
  { "tiles/geography-class-png.mbtiles", NULL, 3, 0, 0, 0, "a base map" },
  { "tiles/open-streets-dc.mbtiles", NULL, 3, 0, 0, 0, "a base map" },
  { "tiles/plain_1.mbtiles", NULL, 3, 0, 0, 0, "a base map" },
  { "tiles/world_cities.mbtiles", NULL, 3, 0, 0, 0, "a base map" },
};

static void
check_case (const Case *expected)
{
  g_autofree char *path = run_convert_shared (expected->path);
  RunConvert run;

  if (path == NULL)
    return;
  g_test_message ("%s %s", expected->path, expected->part == NULL ? "" : expected->part);
  run_convert_read (&run, path, expected->part);
  g_assert_cmpint (run.status, ==, expected->status);
  g_assert_cmpuint (run.n_rows, ==, expected->rows);
  g_assert_cmpuint (run.n_problems, ==, expected->problems);
  g_assert_cmpuint (run.n_columns, ==, expected->columns);
  g_assert_true ((expected->status == 0) == (run.failure == NULL));
  g_assert_true (run.choice_missing == (expected->status == LT_ERROR_USAGE));
  if (expected->words != NULL)
    g_assert_nonnull (strstr (run.failure, expected->words));
  run_convert_clear (&run);
}

typedef struct
{
  const char *name;
  const Case *cases;
  gsize n;
} Group;

static const Group groups[] = {
  { "/formats/texts", texts, G_N_ELEMENTS (texts) },
  { "/formats/days", days, G_N_ELEMENTS (days) },
  { "/formats/hours", hours, G_N_ELEMENTS (hours) },
  { "/formats/outlines", outlines, G_N_ELEMENTS (outlines) },
  { "/formats/layers", layers, G_N_ELEMENTS (layers) },
  { "/formats/sheets", sheets, G_N_ELEMENTS (sheets) },
  { "/formats/places", places, G_N_ELEMENTS (places) },
  { "/formats/base-maps", base_maps, G_N_ELEMENTS (base_maps) },
};

static void
test_group (gconstpointer data)
{
  const Group *group = data;

  for (gsize i = 0; i < group->n; i++)
    check_case (&group->cases[i]);
}

/* What is told of a file beside its rows. */
static void
test_told (void)
{
  static const struct
  {
    const char *path;
    const char *format;
    const char *encoding;
    const char *datum;
    const char *shape;
    const char *columns; /* they begin so */
    const char *row;     /* the first begins so */
  } told[] = {
    { "awkward/text/big5.txt", "csv", "big5", "", "none", "\xe7\xb9\x81\xe9\xab\x94\xe4\xb8\xad",
      NULL },
    { "awkward/text/gb18030.txt", "csv", "gb18030", "", "none", "简体中文", NULL },
    { "daily/aqistudy_阳泉_daily.csv", "csv", "utf-8", "", "none", "#1|#2|#3",
      "1:阳泉|2013-12-02|89|78~119|良|47.6" },
    { "awkward/shapefile/china.shp", "shapefile", "utf-8", "wgs84", "polygon",
      "AREA|BOUND_A_|BOUND_A_ID|FCNAME", "1:54.4821|6|5|黑龙江省|Heilongjiang Sheng|NULL" },
    { "gpkg/rivers.gpkg", "gpkg", "utf-8", "epsg:3857", "", "property_0", "1:6|Sutlej" },
    { "mines/gem_mine_boundaries_methane_box110-115_34.5-41.geojson", "geojson", "utf-8", "wgs84",
      "", NULL, NULL },
    { "awkward/xlsx_csv/compatibility_t02.xlsx", "xlsx", "utf-8", "", "none",
      "序号|原料编号|厂定名称|标准中文名|INCI名", "3:1|01502200|1，2-戊二醇|1,2-戊二醇" },
    { "awkward/xlsx_csv/compatibility_t04.xlsx", "xlsx", "utf-8", "", "none",
      "序号|ID号|工位号|eblock编码|PACK位置", "2:1|11|1|A1JB037FPHA03224400489|1号" },
    { "awkward/xlsx_csv/dataformat_dataformat.xlsx", "xlsx", "utf-8", "", "none",
      "date|dateStringCn", "2:2020-01-01T01:01:01|2020-1-1 1:01|NULL|2020-1-1 1:01|1.1111" },
    { "awkward/kml/schemadata.kml", "kml", "utf-8", "wgs84", "", "Name|description",
      "1:default schemadatadata" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (told); i++)
    {
      g_autofree char *path = run_convert_shared (told[i].path);
      RunConvert run;

      if (path == NULL)
        return;
      run_convert_read (&run, path, NULL);
      g_assert_cmpstr (run.format, ==, told[i].format);
      g_assert_cmpstr (run.encoding, ==, told[i].encoding);
      g_assert_cmpstr (run.datum, ==, told[i].datum);
      g_assert_cmpstr (run.shape, ==, told[i].shape);
      g_assert_true (told[i].columns == NULL || g_str_has_prefix (run.columns, told[i].columns));
      g_assert_true (told[i].row == NULL
                     || g_str_has_prefix (g_ptr_array_index (run.rows, 0), told[i].row));
      run_convert_clear (&run);
    }
}

static void
test_parts (void)
{
  static const struct
  {
    const char *path;
    guint n;
    const char *first;
  } facts[] = {
    { "hourly/pm25in_city_csv_20200402-08.zip", 374, "1:七台河.csv|csv|NULL|NULL|NULL" },
    { "gpkg/gdal_sample.gpkg", 16, "1:point2d|gpkg|point|2|NULL" },
    { "awkward/kml/kmlsamples.kml", 10, "1:Placemarks|kml|NULL|3|NULL" },
    { "stations/stations_shanxi.utf8.csv", 1, "1:NULL|csv|NULL|NULL|NULL" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (facts); i++)
    {
      g_autofree char *path = run_convert_shared (facts[i].path);
      const char *const words[] = { "parts", path, NULL };
      RunConvert run;

      if (path == NULL)
        return;
      run_convert (&run, words);
      g_assert_cmpuint (run.n_rows, ==, facts[i].n);
      g_assert_cmpstr (run.columns, ==, "name|format|shape|rows|hidden");
      g_assert_cmpstr (g_ptr_array_index (run.rows, 0), ==, facts[i].first);
      run_convert_clear (&run);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_setenv ("LANTIAN_LANGUAGE", "en", TRUE);
  for (gsize i = 0; i < G_N_ELEMENTS (groups); i++)
    g_test_add_data_func (groups[i].name, &groups[i], test_group);
  g_test_add_func ("/formats/told", test_told);
  g_test_add_func ("/formats/parts", test_parts);
  return g_test_run ();
}
