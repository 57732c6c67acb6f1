/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Packs as the file has them: from answers of SQLite to rows. */

#include "store/batches-private.h"

#include <glib/gi18n-lib.h>

#define MOST_QUALITIES 1000000 /* a greater number is believed of no file */

/*
 * lt_pack_take:
 * @rows: an answer
 * @column: of its span; n and bytes are the two that follow
 * @out: (element-type LtPackRow): the rows are appended
 */
gboolean
lt_pack_take (LtRows *rows, int column, GArray *out, GError **error)
{
  gsize size;
  gconstpointer bytes = lt_rows_blob (rows, column + 2, &size);

  if (lt_pack_read (lt_rows_int (rows, column), lt_rows_int (rows, column + 1), bytes, size, out))
    return TRUE;
  g_set_error_literal (error, LT_ERROR, LT_ERROR_DAMAGED,
                       _ ("Some of the measured values in this file are damaged. Have it checked "
                          "(verify), and restore the last backup."));
  return FALSE;
}

/*
 * lt_pack_load_qualities:
 *
 * Returns: (transfer full) (nullable) (element-type utf8): the quality codes by
 *   their numbers, %NULL where there is none
 */
GPtrArray *
lt_pack_load_qualities (LtDb *db, GError **error)
{
  g_autoptr (GPtrArray) codes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRows) rows =
      lt_db_query (db, error, "SELECT number, quality FROM lt_reading_quality ORDER BY number", "");

  if (rows == NULL)
    return NULL;
  while (lt_rows_next (rows, &problem))
    {
      gint64 number = lt_rows_int (rows, 0);

      if (number < 1 || number > MOST_QUALITIES)
        continue;
      g_ptr_array_set_size (codes, MAX ((int) codes->len, (int) number + 1));
      g_free (codes->pdata[number]);
      codes->pdata[number] = g_strdup (lt_rows_text (rows, 1));
    }
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  return g_steal_pointer (&codes);
}
