/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which rows of a table are records at all. */

#include "exchange/import-private.h"

/*
 * lt_import_row_is_wanted:
 *
 * Whether the row is what the file's shape says such records are.
 */
gboolean
lt_import_row_is_wanted (const LtImportRoutes *routes, const LtRow *row)
{
  const char *cell = routes->row_column < 0 ? NULL : row->cells[routes->row_column];

  if (routes->row_column < 0)
    return TRUE;
  for (guint i = 0; cell != NULL && i < routes->known->row_values->len; i++)
    if (g_ascii_strcasecmp (cell, g_ptr_array_index (routes->known->row_values, i)) == 0)
      return TRUE;
  return FALSE;
}

/* Whether a cell is a word, whatever is put between and behind its letters. */
static gboolean
says (const char *cell, const char *word)
{
  for (; *cell != '\0'; cell = g_utf8_next_char (cell))
    {
      gunichar letter = g_unichar_tolower (g_utf8_get_char (cell));

      if (g_unichar_isspace (letter) || letter == ':' || letter == 0xff1a)
        continue;
      if (letter != g_utf8_get_char (word))
        return FALSE;
      word = g_utf8_next_char (word);
    }
  return *word == '\0';
}

/*
 * lt_import_row_is_total:
 *
 * What stands under a table for people is no record of it. @column is where that is said.
 */
gboolean
lt_import_row_is_total (const LtImportRoutes *routes, const LtRow *row, guint *column)
{
  static const char *const words[] = { "合计", "总计", "小计", "共计", "累计", "total" };
  guint first = 0;

  while (routes->header->columns[first] != NULL && lt_import_is_no_data (row->cells[first]))
    first++;
  if (routes->header->columns[first] == NULL)
    return FALSE;
  *column = first;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (says (row->cells[first], words[i]))
      return TRUE;
  return FALSE;
}
