/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The measured rows of all batches as lines of JSON, read from their blobs: what
 * was signed, not the table made of it. */

#include "store/everything-rows.h"

#include "base/error.h"
#include "store/batch-blob.h"
#include "store/batches-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>

/* ["PLACE", "ITEM", minutes, "VALUE" or null, "QUALITY" or null] */
static void
write_row (FILE *out, LtBlobReader *reader, const LtBlobRow *row)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);
  g_autofree char *place = lt_id_to_text (lt_blob_reader_get_place (reader, row->place));
  g_autofree char *value = row->has_value ? lt_reading_format_value (row->value) : NULL;
  g_autofree char *text = NULL;
  JsonArray *array = json_array_new ();

  json_array_add_string_element (array, place);
  json_array_add_string_element (array, lt_blob_reader_get_item (reader, row->item));
  json_array_add_int_element (array, row->time);
  if (value == NULL)
    json_array_add_null_element (array);
  else
    json_array_add_string_element (array, value);
  if (row->quality == 0)
    json_array_add_null_element (array);
  else
    json_array_add_string_element (array, lt_blob_reader_get_quality (reader, row->quality));
  json_node_take_array (node, array);
  text = json_to_string (node, FALSE);
  fputs (text, out);
  fputc ('\n', out);
}

static void
write_rows (LtDb *db, gint64 number, const char *digest, FILE *out, LtEverything *tally)
{
  g_autoptr (LtBlobReader) reader = lt_blob_reader_new ();
  g_autoptr (GError) problem = NULL;
  guint64 before = tally->rows;
  gboolean whole = FALSE;
  gint64 n = 0;

  if (lt_blob_count_pieces (db, number, &n, &problem))
    for (gint64 i = 0; i < n; i++)
      {
        g_autoptr (GBytes) piece = lt_blob_load_piece (db, number, i, &problem);
        LtBlobRow row;

        if (piece == NULL)
          break;
        lt_blob_reader_push (reader, piece, i + 1 == n);
        while (lt_blob_reader_next (reader, &row))
          {
            write_row (out, reader, &row);
            tally->rows++;
          }
        whole = i + 1 == n && lt_blob_reader_get_problem (reader) == NULL;
      }
  if (!whole)
    g_ptr_array_add (tally->gaps,
                     g_strdup_printf (_ ("Batch rows %s: after %d rows nothing could be read."),
                                      digest, (int) (tally->rows - before)));
}

static gboolean
export_blob (LtDb *db,
             gint64 number,
             const char *digest,
             const char *folder,
             LtEverything *tally,
             GError **error)
{
  g_autofree char *name = g_strconcat (digest, ".jsonl", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  FILE *out = fopen (path, "wxe");
  gboolean written = FALSE;

  if (out != NULL)
    {
      write_rows (db, number, digest, out, tally);
      written = ferror (out) == 0;
      written = fclose (out) == 0 && written;
    }
  if (!written)
    g_set_error (error, LT_ERROR, LT_ERROR_UNAVAILABLE,
                 _ ("File %s: %s. Choose another folder for the export."), path,
                 g_strerror (errno));
  return written;
}

/**
 * lt_everything_rows:
 * @db: a county file, sound or damaged
 * @folder: a folder; gets one `rows` with a file for each batch's rows
 * @tally: counts the rows, and names what could not be read
 * @error: return location, for what keeps them from being written
 */
gboolean
lt_everything_rows (LtDb *db, const char *folder, LtEverything *tally, GError **error)
{
  g_autofree char *rows_folder = g_build_filename (folder, "rows", NULL);
  g_autoptr (GError) problem = NULL;
  gint64 tables = 0;
  g_autoptr (LtRows) rows = NULL;

  /* A file of the first schema knows no batches. */
  lt_db_get_int (db, &tables, NULL, "SELECT count(*) FROM sqlite_schema WHERE name='lt_blob'", "");
  if (tables == 0)
    return TRUE;
  rows =
      lt_db_query (db, &problem,
                   "SELECT number, digest FROM lt_blob WHERE state IN (2, 3) ORDER BY number", "");
  while (rows != NULL && lt_rows_next (rows, &problem))
    {
      const char *digest = lt_rows_text (rows, 1);
      LtDigest known;

      /* It becomes a name of a file, and may come from a damaged one. */
      if (digest == NULL || !lt_digest_from_hex (&known, digest))
        continue;
      if (!g_file_test (rows_folder, G_FILE_TEST_IS_DIR) && g_mkdir (rows_folder, 0700) != 0)
        {
          g_set_error (error, LT_ERROR, LT_ERROR_UNAVAILABLE,
                       _ ("Folder %s: %s. Choose another folder for the export."), rows_folder,
                       g_strerror (errno));
          return FALSE;
        }
      if (!export_blob (db, lt_rows_int (rows, 0), digest, rows_folder, tally, error))
        return FALSE;
    }
  if (problem != NULL)
    g_ptr_array_add (tally->gaps, g_strdup (problem->message));
  return TRUE;
}
