/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl.h"

#include <string.h>

/* The county file as other programs see it: GDAL lists the county's layers and
 * nothing else, its validator has nothing to say, and no edit of theirs gets in. */

static const char *const layers[] = { "appointment", "area",       "attachment", "batch",
                                      "corridor",    "dust_fall",  "dust_site",  "figure",
                                      "import",      "inspection", "mine",       "officer",
                                      "order",       "override",   "own_rule",   "revocation",
                                      "river",       "site",       "station",    "town",
                                      "track",       "zone" };

static void
use_gdal (Ctl *ctl)
{
  ctl_sample (ctl, "county.gpkg");
  ctl_set (ctl, "PROJ_LIB", NULL);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
test_layers (void)
{
  g_autoptr (Ctl) ctl = ctl_new ();
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) lines = NULL;

  use_gdal (ctl);
  ctl_run (ctl, "ogrinfo -ro -q county.gpkg");
  g_assert_cmpint (ctl->status, ==, 0);
  g_assert_cmpstr (ctl->err, ==, "");
  lines = g_strsplit (g_strstrip (ctl->out), "\n", -1);
  for (int i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (lines[i], " ", 3);

      g_assert_cmpuint (g_strv_length (words), >=, 2);
      g_ptr_array_add (found, g_strdup (words[1]));
    }
  g_ptr_array_sort (found, compare_names);
  g_assert_cmpuint (found->len, ==, G_N_ELEMENTS (layers));
  for (guint i = 0; i < found->len; i++)
    g_assert_cmpstr (g_ptr_array_index (found, i), ==, layers[i]);
}

static void
test_reading (void)
{
  g_autoptr (Ctl) ctl = ctl_new ();

  use_gdal (ctl);
  ctl_run (ctl, "ogrinfo -ro -so county.gpkg mine");
  g_assert_nonnull (strstr (ctl->out, "Feature Count: 12"));
  g_assert_nonnull (strstr (ctl->out, "China Geodetic Coordinate System 2000"));
  ctl_run (ctl, "ogr2ogr -f GeoJSON /vsistdout/ county.gpkg mine -where \"code='SL-K01'\"");
  g_assert_nonnull (ctl->json);
  g_assert_cmpstr (ctl_get (ctl, "features.0.properties.name"), ==, "示例石料厂");
  g_assert_cmpfloat_with_epsilon (
      g_ascii_strtod (ctl_get (ctl, "features.0.geometry.coordinates.0"), NULL), 113.762, 1e-9);
}

static void
test_validator (void)
{
  g_autoptr (Ctl) ctl = ctl_new ();

  use_gdal (ctl);
  ctl_do (ctl, 0,
          "--json --as 14030001 --at 2026-11-20T09:40 inspection record mine:SL-K01 "
          "started=2026-11-20T09:10 assisting_officer=14030002 finding=x result=order");
  ctl_do (ctl, 0, "--as 14030001 --at 2026-11-20T10:00 order draft %s measures=x",
          ctl_get (ctl, "id"));
  ctl_run (ctl, "/usr/bin/python3 -m osgeo_utils.samples.validate_gpkg county.gpkg");
  g_assert_cmpint (ctl->status, ==, 0);
  g_assert_cmpstr (ctl->out, ==, "");
  g_assert_cmpstr (ctl->err, ==, "");
}

/* That the validator would have spoken. */
static void
test_validator_speaks (void)
{
  g_autoptr (Ctl) ctl = ctl_new ();

  use_gdal (ctl);
  ctl_sql (ctl, "county.gpkg", "UPDATE gpkg_contents SET srs_id=9999 WHERE table_name='mine'");
  ctl_run (ctl, "/usr/bin/python3 -m osgeo_utils.samples.validate_gpkg county.gpkg");
  g_assert_cmpint (ctl->status, !=, 0);
}

static void
test_edits (void)
{
  static const char script[] = "import sys\n"
                               "from osgeo import ogr\n"
                               "ogr.UseExceptions()\n"
                               "file = ogr.Open('county.gpkg', update=1)\n"
                               "layer = file.GetLayerByName('mine')\n"
                               "def change():\n"
                               "    feature = layer.GetNextFeature()\n"
                               "    feature.SetField('name', 'x')\n"
                               "    layer.SetFeature(feature)\n"
                               "def add():\n"
                               "    feature = ogr.Feature(layer.GetLayerDefn())\n"
                               "    feature.SetField('name', 'x')\n"
                               "    layer.CreateFeature(feature)\n"
                               "def delete():\n"
                               "    layer.DeleteFeature(1)\n"
                               "for edit in (change, add, delete):\n"
                               "    try:\n"
                               "        edit()\n"
                               "        layer.SyncToDisk()\n"
                               "        print('done', edit.__name__)\n"
                               "    except RuntimeError as refusal:\n"
                               "        print('refused', edit.__name__)\n"
                               "        sys.stderr.write(str(refusal) + '\\n')\n";
  static const char feature[] =
      "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":"
      "{\"code\":\"X-1\",\"name\":\"x\"},\"geometry\":{\"type\":\"Point\",\"coordinates\":"
      "[113.5,37.8]}}]}";
  g_autoptr (Ctl) ctl = ctl_new ();
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  use_gdal (ctl);
  before = ctl_state (ctl);
  ctl_run (ctl, "ogrinfo county.gpkg -sql \"UPDATE mine SET name='x'\"");
  g_assert_nonnull (strstr (ctl->err, "lt_writing"));
  ctl_run (ctl, "ogrinfo county.gpkg -sql \"DELETE FROM lt_op\"");
  g_assert_nonnull (strstr (ctl->err, "lt_writing"));
  ctl_write (ctl, "more.geojson", feature, -1);
  ctl_run (ctl, "ogr2ogr -update -append county.gpkg more.geojson -nln mine");
  g_assert_cmpint (ctl->status, !=, 0);
  g_assert_nonnull (strstr (ctl->err, "lt_writing"));
  ctl_write (ctl, "edit.py", script, -1);
  ctl_run (ctl, "/usr/bin/python3 edit.py");
  g_assert_cmpstr (ctl->out, ==, "refused change\nrefused add\nrefused delete\n");
  after = ctl_state (ctl);
  g_assert_cmpstr (after, ==, before);
  /* And the file still takes what comes by the door. */
  ctl_do (ctl, 0, "--as 14030001 --at 2026-11-20T10:00 set mine SL-K01 mineral=页岩");
  g_assert_true (ctl_verify (ctl));
}

static void
test_sqlite (void)
{
  static const char *const edits[] = { "UPDATE mine SET name='x' WHERE code='SL-K01'",
                                       "DELETE FROM mine",
                                       "INSERT INTO mine (id, name) VALUES ('x', 'x')",
                                       "UPDATE lt_op SET value=NULL",
                                       "DELETE FROM lt_group",
                                       "DELETE FROM lt_head",
                                       "UPDATE lt_meta SET v=1",
                                       "DELETE FROM lt_conflict",
                                       "DELETE FROM lt_quarantine",
                                       "UPDATE lt_state SET n=0",
                                       "UPDATE lt_stream SET tip_seq=0",
                                       "DELETE FROM lt_place",
                                       "DELETE FROM lt_peer",
                                       "DELETE FROM lt_record" };
  g_autoptr (Ctl) ctl = ctl_new ();
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  ctl_sample (ctl, "county.gpkg");
  before = ctl_state (ctl);
  for (gsize i = 0; i < G_N_ELEMENTS (edits); i++)
    {
      ctl_sql (ctl, "county.gpkg", edits[i]);
      g_assert_cmpint (ctl->status, !=, 0);
      g_assert_nonnull (strstr (ctl->err, "lt_writing"));
    }
  after = ctl_state (ctl);
  g_assert_cmpstr (after, ==, before);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/gdal/layers", test_layers);
  g_test_add_func ("/cli/gdal/reading", test_reading);
  g_test_add_func ("/cli/gdal/validator", test_validator);
  g_test_add_func ("/cli/gdal/validator-speaks", test_validator_speaks);
  g_test_add_func ("/cli/gdal/edits", test_edits);
  g_test_add_func ("/cli/gdal/sqlite", test_sqlite);
  return g_test_run ();
}
