/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "convert/format.h"

#include "base/error.h"
#include "convert/csv-file.h"
#include "convert/geojson-file.h"
#include "convert/kml-root.h"
#include "convert/archive.h"
#include "convert/sheet-file.h"
#include "convert/vector-file.h"
#include "convert/xlsx-file.h"
#include "convert/zip-file.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LOOK 4096 /* bytes from which a format is told */

/* A format more is a line more. */
static const LtFormat formats[] = {
  { "csv", lt_csv_file_read, NULL },
  { "geojson", lt_geojson_file_read, NULL },
  { "gpkg", lt_vector_file_read, lt_vector_file_list },
  { "shapefile", lt_vector_file_read, lt_vector_file_list },
  { "kml", lt_vector_file_read, lt_vector_file_list },
  { "gpx", lt_vector_file_read, lt_vector_file_list },
  { "filegdb", lt_vector_file_read, lt_vector_file_list },
  { "dxf", lt_vector_file_read, lt_vector_file_list },
  { "xlsx", lt_xlsx_file_read, lt_xlsx_file_list },
  { "xls", lt_sheet_file_read, lt_sheet_file_list },
  { "ods", lt_sheet_file_read, lt_sheet_file_list },
  { "zip", lt_zip_file_read, lt_zip_file_list },
};

/* What a member of an archive is, by the end of its name. */
static const struct
{
  const char *ending;
  const char *format;
} endings[] = {
  { ".csv", "csv" },         { ".tsv", "csv" },      { ".txt", "csv" },
  { ".geojson", "geojson" }, { ".json", "geojson" }, { ".geojsonl", "geojson" },
  { ".xlsx", "xlsx" },       { ".xlsm", "xlsx" },    { ".xls", "xls" },
  { ".ods", "ods" },         { ".gpkg", "gpkg" },    { ".shp", "shapefile" },
  { ".kml", "kml" },         { ".dxf", "dxf" },      { ".gpx", "gpx" },
};

/* What cannot be read is told by its first bytes, so that its owner knows what he took. */
static const struct
{
  const char *magic;
  gsize size;
  const char *words;
} others[] = {
  { "%PDF", 4, N_ ("%s is a PDF document. What can be read: %s.") },
  { "\x89PNG", 4, N_ ("%s is a picture. What can be read: %s.") },
  { "\xff\xd8\xff", 3, N_ ("%s is a picture. What can be read: %s.") },
  { "Rar!", 4, N_ ("%s is a RAR archive. Unpack it first. What can be read: %s.") },
  { "AC10", 4, N_ ("%s is a DWG drawing. Save it as DXF there. What can be read: %s.") },
  { "AutoCAD Binary DXF", 18,
    N_ ("%s is a binary DXF. Save it as a DXF in text there. What can be read: %s.") },
  { "7z\xbc\xaf", 4, N_ ("%s is a 7z archive. Unpack it first. What can be read: %s.") },
};

static const LtFormat *
find_by_name (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_str_equal (formats[i].name, name))
      return &formats[i];
  return NULL;
}

static gboolean
begins_with (const char *bytes, gsize size, const char *magic, gsize n)
{
  return size >= n && memcmp (bytes, magic, n) == 0;
}

static gboolean
check_others (const char *bytes, gsize size, const char *name, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    if (begins_with (bytes, size, others[i].magic, others[i].size))
      {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
        g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT, _ (others[i].words), name,
                     lt_format_choices ());
#pragma GCC diagnostic pop
        return FALSE;
      }
  return TRUE;
}

/* A base map is a database too. */
static const LtFormat *
find_database (LtSource *source, const char *bytes, gsize size, GError **error)
{
  g_autofree char *lower = g_ascii_strdown (lt_source_name (source), -1);

  if (size >= 72
      && (begins_with (bytes + 68, 4, "GPKG", 4) || begins_with (bytes + 68, 4, "GP10", 4)
          || begins_with (bytes + 68, 4, "GP11", 4) || g_str_has_suffix (lower, ".gpkg")))
    return find_by_name ("gpkg");
  if (g_str_has_suffix (lower, ".mbtiles") || memmem (bytes, size, "tile_data", 9) != NULL)
    g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                 _ ("%s is a base map (MBTiles), not data. Add it with: basemap add."),
                 lt_source_name (source));
  else
    g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                 _ ("%s is a database, but not a GeoPackage. What can be read: %s."),
                 lt_source_name (source), lt_format_choices ());
  return NULL;
}

/* Workbooks are archives that have certain members. */
static const LtFormat *
find_archive (LtSource *source, GError **error)
{
  g_autoptr (GPtrArray) members = lt_archive_list (source, error);

  if (members == NULL)
    return NULL;
  if (lt_archive_find (members, "xl/workbook.xml") != NULL)
    return find_by_name ("xlsx");
  if (lt_archive_find (members, "mimetype") != NULL
      && lt_archive_find (members, "content.xml") != NULL)
    return find_by_name ("ods");
  if (lt_archive_find (members, "word/document.xml") == NULL
      && lt_archive_find (members, "xl/workbook.bin") == NULL)
    return find_by_name ("zip");
  g_set_error (
      error, LT_ERROR, LT_ERROR_BAD_INPUT,
      _ ("%s is an Office document that is no table. Save it as an Excel workbook (xlsx)."),
      lt_source_name (source));
  return NULL;
}

static const char *
skip_spaces (const char *at)
{
  while (g_ascii_isspace (*at) || *at == 0x1e)
    at++;
  return at;
}

/* A drawing begins with the pair 0, SECTION, or with comments: 999 and a line. */
static gboolean
is_dxf (const char *at)
{
  while (g_str_has_prefix (at, "999"))
    {
      at = strchr (at, '\n');
      at = at == NULL ? NULL : strchr (at + 1, '\n');
      if (at == NULL)
        return FALSE;
      at = skip_spaces (at);
    }
  if (*at != '0' || !g_ascii_isspace (at[1]))
    return FALSE;
  return g_str_has_prefix (skip_spaces (at + 1), "SECTION");
}

static const char *
guess_text (const char *bytes, gsize size)
{
  const char *at = bytes + (begins_with (bytes, size, "\xef\xbb\xbf", 3) ? 3 : 0);

  at = skip_spaces (at);
  if (*at == '{' || (*at == '[' && *skip_spaces (at + 1) == '{'))
    return "geojson";
  if (*at == '<'
      && (strstr (at, "<kml") != NULL || strstr (at, ":kml") != NULL
          || lt_kml_lacks_root (bytes, size)))
    return "kml";
  if (*at == '<' && (strstr (at, "<gpx") != NULL || strstr (at, ":gpx") != NULL))
    return "gpx";
  if (*at == '<')
    return NULL;
  return is_dxf (at) ? "dxf" : "csv";
}

static const LtFormat *
guess_format (LtSource *source, GError **error)
{
  g_autofree char *bytes = g_malloc0 (LOOK + 1);
  g_autoptr (GError) problem = NULL;
  const char *text;
  gsize size = 0;

  if (lt_source_is_folder (source))
    return find_by_name ("filegdb");
  size = lt_source_peek (source, bytes, LOOK, &problem);

  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  if (!check_others (bytes, size, lt_source_name (source), error))
    return NULL;
  if (begins_with (bytes, size, "PK\3\4", 4) || begins_with (bytes, size, "PK\5\6", 4))
    return find_archive (source, error);
  if (begins_with (bytes, size, "\xd0\xcf\x11\xe0", 4))
    return find_by_name ("xls");
  if (begins_with (bytes, size, "\0\0\x27\x0a", 4))
    return find_by_name ("shapefile");
  if (begins_with (bytes, size, "SQLite format 3", 16))
    return find_database (source, bytes, size, error);
  text = guess_text (bytes, size);
  if (text != NULL)
    return find_by_name (text);
  g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
               _ ("%s is a web page or XML. If it shows a table, open it in Excel or WPS and save "
                  "it as xlsx."),
               lt_source_name (source));
  return NULL;
}

/**
 * lt_format_find:
 * @name: "auto" or the name of a format
 * @source: the file, which says itself what it is where @name is "auto"
 * @error: return location
 *
 * Returns: (transfer none) (nullable): the format
 */
const LtFormat *
lt_format_find (const char *name, LtSource *source, GError **error)
{
  const LtFormat *format;

  if (g_str_equal (name, "auto"))
    return guess_format (source, error);
  format = find_by_name (name);
  if (format == NULL)
    g_set_error (error, LT_ERROR, LT_ERROR_USAGE, _ ("The format %s is not known."), name);
  return format;
}

/**
 * lt_format_of_member:
 * @name: of a file in an archive
 *
 * Returns: (transfer none) (nullable): its format; %NULL for what cannot be read
 */
const char *
lt_format_of_member (const char *name)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (lower, endings[i].ending))
      return endings[i].format;
  return NULL;
}

gboolean
lt_format_read (const LtFormat *self, LtSource *source, const LtReading *reading, GError **error)
{
  LtReading own = *reading;

  own.format = self->name;
  return self->read (source, &own, error);
}

/**
 * lt_format_list:
 * @self: a format
 * @source: a file of it
 * @reading: how its texts are read
 * @parts: (element-type LtPart): where its parts go; a file that is one table has
 *   one part, without a name
 * @error: return location
 */
gboolean
lt_format_list (const LtFormat *self,
                LtSource *source,
                const LtReading *reading,
                GPtrArray *parts,
                GError **error)
{
  LtReading own = *reading;

  own.format = self->name;
  if (self->list != NULL)
    return self->list (source, &own, parts, error);
  lt_part_add (parts, "", self->name, "", -1);
  return TRUE;
}

/**
 * lt_format_choices:
 *
 * Returns: (transfer none): what can be read, in words
 */
const char *
lt_format_choices (void)
{
  return _ (
      "CSV, Excel (xlsx, xls), ODS, GeoJSON, GeoPackage, Shapefile, KML, KMZ, GPX, FileGDB, DXF, "
      "also in "
      "ZIP or gzip");
}
