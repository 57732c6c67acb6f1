/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/export.h"

#include "base/error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const LtExportFormat formats[] = {
  { "csv", { ".csv" }, N_ ("CSV table"), FALSE },
  { "xlsx", { ".xlsx" }, N_ ("Excel workbook"), FALSE },
  { "geojson", { ".geojson", ".json" }, N_ ("GeoJSON"), TRUE },
  { "kml", { ".kml" }, N_ ("KML for map programs"), TRUE },
  { "gpkg", { ".gpkg" }, N_ ("GeoPackage"), TRUE },
  { "shapefile", { ".zip" }, N_ ("Shapefile in a ZIP"), TRUE },
};

/**
 * lt_export_formats:
 * @n: (out): how many there are
 *
 * Returns: (transfer none) (array length=n): what can be written
 */
const LtExportFormat *
lt_export_formats (guint *n)
{
  *n = G_N_ELEMENTS (formats);
  return formats;
}

static char *
list_endings (void)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    g_string_append_printf (list, "%s%s (%s)", i == 0 ? "" : ", ", formats[i].endings[0],
                            _ (formats[i].label));
  return g_string_free (g_steal_pointer (&list), FALSE);
}

/**
 * lt_export_format_of:
 * @path: where a file shall stand
 * @error: return location; %LT_ERROR_USAGE names the endings there are
 *
 * Returns: (transfer none) (nullable): the format that the name's ending tells
 */
const LtExportFormat *
lt_export_format_of (const char *path, GError **error)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);
  g_autofree char *list = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    for (int j = 0; formats[i].endings[j] != NULL; j++)
      if (g_str_has_suffix (lower, formats[i].endings[j]))
        return &formats[i];
  list = list_endings ();
  if (g_str_has_suffix (lower, ".shp"))
    g_set_error (error, LT_ERROR, LT_ERROR_USAGE,
                 _ ("File %s: a shapefile is several files, which are written as one ZIP. Give a "
                    "name that ends with .zip."),
                 path);
  else
    g_set_error (error, LT_ERROR, LT_ERROR_USAGE,
                 _ ("File %s: its ending does not tell what it shall be. Choose one of: %s."), path,
                 list);
  return NULL;
}
