/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/import-private.h"

#include "base/error.h"

#include <glib/gi18n-lib.h>

#define PATIENCE  120000 /* ms */
#define N_COLUMNS 5      /* of the list of parts: name, format, shape, rows, hidden */
#define ALL       "all"

static void
free_part (gpointer data)
{
  LtImportPart *part = data;

  g_free (part->name);
  g_free (part->format);
  g_free (part->shape);
  g_free (part);
}

static const char *
get_text (const LtRow *row, guint column)
{
  return row->cells[column] == NULL ? "" : row->cells[column];
}

static gboolean
on_frame (LtRowDecoder *decoder, LtRowType type, gpointer user_data, GError **error)
{
  GPtrArray *parts = user_data;
  const LtRow *row = lt_row_decoder_get_row (decoder);
  LtImportPart *part;

  if (type == LT_ROW_HEADER
      && g_strv_length (lt_row_decoder_get_header (decoder)->columns) != N_COLUMNS)
    {
      g_set_error_literal (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                           _ ("What the reading program gave is not a list of parts."));
      return FALSE;
    }
  if (type != LT_ROW_ROW)
    return TRUE;
  part = g_new0 (LtImportPart, 1);
  *part = (LtImportPart){ .name = g_strdup (get_text (row, 0)),
                          .format = g_strdup (get_text (row, 1)),
                          .shape = g_strdup (get_text (row, 2)),
                          .rows = row->cells[3] == NULL ? -1
                                                        : g_ascii_strtoll (row->cells[3], NULL, 10),
                          .hidden = row->cells[4] != NULL };
  g_ptr_array_add (parts, part);
  return TRUE;
}

/**
 * lt_import_list_parts:
 * @path: of a foreign file
 * @cancellable: (nullable): to break off
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type LtImportPart): the tables and
 *   layers in it; one without a name where it is one table
 */
GPtrArray *
lt_import_list_parts (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (free_part);

  if (!lt_import_child_list (path, PATIENCE, on_frame, parts, cancellable, error))
    return NULL;
  return g_steal_pointer (&parts);
}

/* All that have rows; of what is not shown only the names, in @hidden. */
static void
take_all (GPtrArray *parts, GPtrArray *names, GString *hidden)
{
  for (guint i = 0; i < parts->len; i++)
    {
      const LtImportPart *part = g_ptr_array_index (parts, i);

      if (part->rows != 0 && part->hidden)
        g_string_append_printf (hidden, "%s\"%s\"", hidden->len == 0 ? "" : ", ", part->name);
      else if (part->rows != 0)
        g_ptr_array_add (names, *part->name == '\0' ? NULL : g_strdup (part->name));
    }
}

/**
 * lt_import_choose_parts:
 * @path: of a foreign file
 * @wanted: (nullable): names of parts, one a line, or "all"
 * @note: (out) (nullable): what of "all" is left out, in the screen's language
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type utf8) (nullable elements): the
 *   parts to be read one after the other; %NULL for the file's only one
 */
GPtrArray *
lt_import_choose_parts (const char *path, const char *wanted, char **note, GError **error)
{
  g_autoptr (GString) hidden = g_string_new (NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) parts = NULL;
  g_auto (GStrv) told = wanted == NULL ? NULL : g_strsplit (wanted, "\n", -1);

  *note = NULL;
  if (wanted == NULL)
    g_ptr_array_add (names, NULL);
  else if (!g_str_equal (wanted, ALL))
    for (int i = 0; told[i] != NULL; i++)
      g_ptr_array_add (names, g_strdup (told[i]));
  else
    {
      parts = lt_import_list_parts (path, NULL, error);
      if (parts == NULL)
        return NULL;
      take_all (parts, names, hidden);
    }
  if (hidden->len > 0)
    *note =
        g_strdup_printf (_ ("Hidden sheets were not read: %s. Name one with --part to read it."),
                         hidden->str);
  if (names->len > 0)
    return g_steal_pointer (&names);
  lt_import_refuse_empty (path, error);
  return NULL;
}
