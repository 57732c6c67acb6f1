/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "convert/sheet-file.h"

#include "base/error.h"
#include "convert/limits.h"
#include "convert/table.h"
#include "convert/vector-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* As it is written inside of an Office file that is locked. */
static const char locked[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";

static gboolean
check_sheets (LtSource *source, const char *format, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  gconstpointer data;
  gsize size;

  if (lt_source_size (source) > LT_MAX_SHEETS)
    {
      g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                   _ ("%s has more than %u MB, too much for a spreadsheet. Save it as CSV."),
                   lt_source_name (source), (guint) (LT_MAX_SHEETS >> 20));
      return FALSE;
    }
  if (!g_str_equal (format, "xls"))
    return TRUE;
  bytes = lt_source_load (source, LT_MAX_SHEETS, error);
  if (bytes == NULL)
    return FALSE;
  data = g_bytes_get_data (bytes, &size);
  if (memmem (data, size, locked, sizeof locked - 1) == NULL)
    return TRUE;
  g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
               _ ("%s is locked with a passphrase. Open it in Excel or WPS and save it without "
                  "one."),
               lt_source_name (source));
  return FALSE;
}

static void
list_sheets (const LtVector *vector, GPtrArray *parts)
{
  for (int i = 0; i < GDALDatasetGetLayerCount (vector->dataset); i++)
    {
      OGRLayerH layer = GDALDatasetGetLayer (vector->dataset, i);

      lt_part_add (parts, OGR_L_GetName (layer), vector->format, "none",
                   OGR_L_GetFeatureCount (layer, TRUE) == 0 ? 0 : -1);
    }
}

static OGRLayerH
choose_sheet (const LtVector *vector, const LtReading *reading, GError **error)
{
  g_autoptr (GPtrArray) parts = lt_parts_new ();
  const LtPart *part;

  list_sheets (vector, parts);
  part = lt_parts_choose (parts, lt_source_name (vector->source), reading->part, error);
  for (guint i = 0; part != NULL && i < parts->len; i++)
    if (g_ptr_array_index (parts, i) == part)
      return GDALDatasetGetLayer (vector->dataset, (int) i);
  return NULL;
}

static gboolean
take_row (LtTable *table, LtVectorText *text, OGRFeatureH feature, GError **error)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autofree LtRowCell *cells = NULL;
  guint n = (guint) OGR_F_GetFieldCount (feature);
  guint64 row = (guint64) MAX (OGR_F_GetFID (feature), 1);

  cells = g_new0 (LtRowCell, n + 1);
  for (guint i = 0; i < n; i++)
    {
      gboolean good;
      char *cell = lt_vector_cell (text, feature, (int) i, row, &good);

      if (cell != NULL && *g_strstrip (cell) == '\0')
        g_clear_pointer (&cell, g_free);
      g_ptr_array_add (texts, cell);
      cells[i] = (LtRowCell){ cell, cell == NULL ? 0 : strlen (cell) };
    }
  return lt_table_take_sheet_row (table, row, cells, NULL, n, error);
}

static gboolean
read_sheet (LtVector *vector, const LtReading *reading, GError **error)
{
  OGRLayerH layer = choose_sheet (vector, reading, error);
  g_autoptr (LtTable) table = NULL;
  LtVectorText text;
  OGRFeatureH feature;
  gboolean good;

  if (layer == NULL)
    return FALSE;
  table = lt_table_new (reading->output, lt_source_name (vector->source), vector->format, "utf-8",
                        reading->columns_only);
  good = lt_vector_text_init (&text, vector, layer, reading->encoding, error);
  OGR_L_ResetReading (layer);
  while (good && !lt_table_is_done (table) && (feature = OGR_L_GetNextFeature (layer)) != NULL)
    {
      good = take_row (table, &text, feature, error);
      OGR_F_Destroy (feature);
    }
  lt_vector_text_clear (&text);
  if (good && *lt_vector_message () != '\0')
    return lt_vector_fail (vector, error);
  return good && lt_table_end (table, error);
}

/**
 * lt_sheet_file_read:
 * @source: the file
 * @reading: what is wanted of it
 * @error: return location
 *
 * Reads a sheet of an older Excel workbook (xls) or of an OpenDocument one by
 * GDAL. See lt_table_header_find() for its title and header.
 */
gboolean
lt_sheet_file_read (LtSource *source, const LtReading *reading, GError **error)
{
  LtVector vector;
  gboolean good;

  if (!check_sheets (source, reading->format, error))
    return FALSE;
  good = lt_vector_open (&vector, source, reading->format, error)
         && read_sheet (&vector, reading, error);
  lt_vector_close (&vector);
  return good;
}

/**
 * lt_sheet_file_list:
 *
 * Adds the sheets of a workbook.
 */
gboolean
lt_sheet_file_list (LtSource *source, const LtReading *reading, GPtrArray *parts, GError **error)
{
  LtVector vector;
  gboolean good;

  if (!check_sheets (source, reading->format, error))
    return FALSE;
  good = lt_vector_open (&vector, source, reading->format, error);
  if (good)
    list_sheets (&vector, parts);
  lt_vector_close (&vector);
  return good;
}
