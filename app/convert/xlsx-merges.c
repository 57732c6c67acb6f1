/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "convert/xlsx-merges.h"

#include "base/error.h"
#include "base/row-stream.h"

#include <string.h>

#define MAX_ROW    1048576
#define MAX_MERGES 200000
#define LONGEST    200 /* bytes of an element that is looked for */

/* The sheet is looked through without parsing it: what is looked for has no
 * other meaning inside of texts, where < is written otherwise. */
typedef struct
{
  LtXlsxMerges *merges;
  GString *text; /* the piece, and the end of the one before */
  gboolean cells_only;
} Search;

/**
 * lt_xlsx_read_place:
 * @text: such as "B12"
 * @row: (out): from 1
 * @column: (out): from 0
 *
 * Returns: whether it is the place of a cell
 */
gboolean
lt_xlsx_read_place (const char *text, guint *row, guint *column)
{
  guint64 number = 0;
  guint letters = 0;

  for (; g_ascii_isupper (*text) && letters <= LT_ROW_MAX_COLUMNS; text++)
    letters = letters * 26 + (guint) (*text - 'A') + 1;
  for (; g_ascii_isdigit (*text) && number <= MAX_ROW; text++)
    number = number * 10 + (guint64) (*text - '0');
  *row = (guint) number;
  *column = letters - 1;
  return letters > 0 && letters <= LT_ROW_MAX_COLUMNS && number > 0 && number <= MAX_ROW;
}

static gpointer
make_key (guint row, guint column)
{
  return (gpointer) ((gsize) row * LT_ROW_MAX_COLUMNS + column);
}

/* From behind mergeCell: ref="B2:B5" */
static void
take_merge (LtXlsxMerges *self, const char *at)
{
  const char *ref = strstr (at, "ref=");
  const char *colon;
  guint top, left, bottom, right;

  if (ref == NULL || (colon = strchr (ref, ':')) == NULL)
    return;
  if (lt_xlsx_read_place (ref + 5, &top, &left) && lt_xlsx_read_place (colon + 1, &bottom, &right)
      && bottom > top && g_hash_table_size (self->ends) < MAX_MERGES)
    g_hash_table_insert (self->ends, make_key (top, left), GUINT_TO_POINTER (bottom));
}

static gboolean
has_value (const char *text)
{
  static const char *const signs[] = { "<v>", ":v>", "<t>", ":t>", "<t ", ":t " };

  for (gsize i = 0; i < G_N_ELEMENTS (signs); i++)
    if (strstr (text, signs[i]) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
on_piece (const char *bytes, gsize size, gpointer user_data, GError **error)
{
  Search *search = user_data;
  GString *text = search->text;
  const char *at;
  gsize keep;

  g_string_append_len (text, bytes, (gssize) size);
  if (!search->merges->has_cells)
    search->merges->has_cells = has_value (text->str);
  if (search->cells_only && search->merges->has_cells)
    return FALSE; /* nothing more is wanted */
  for (at = text->str; !search->cells_only && (at = strstr (at, "mergeCell ")) != NULL;)
    {
      const char *end = strchr (at, '>');

      if (end == NULL)
        break;
      take_merge (search->merges, at);
      at = end;
    }
  if (at == NULL || search->cells_only)
    keep = MIN (text->len, LONGEST);
  else
    keep = MIN ((gsize) (text->str + text->len - at), LONGEST);
  /* a merge that was taken is not taken twice: its key is the same */
  g_string_erase (text, 0, (gssize) (text->len - keep));
  return TRUE;
}

/**
 * lt_xlsx_merges_find:
 * @self: (out caller-allocates): what was found
 * @source: the workbook
 * @member: its sheet
 * @cells_only: whether it is enough to know if the sheet has any cells
 * @error: return location
 */
gboolean
lt_xlsx_merges_find (LtXlsxMerges *self,
                     LtSource *source,
                     const char *member,
                     gboolean cells_only,
                     GError **error)
{
  Search search = { .merges = self, .text = g_string_new (NULL), .cells_only = cells_only };
  gboolean good;

  *self = (LtXlsxMerges){ .ends = g_hash_table_new (NULL, NULL) };
  good = lt_xlsx_each_piece (source, member, on_piece, &search, error)
         || (cells_only && self->has_cells);
  g_string_free (search.text, TRUE);
  return good;
}

void
lt_xlsx_merges_clear (LtXlsxMerges *self)
{
  g_clear_pointer (&self->ends, g_hash_table_unref);
}

/**
 * lt_xlsx_merges_end:
 *
 * Returns: the last row of the merged cell that begins at @row and @column; 0
 *   where none does
 */
guint
lt_xlsx_merges_end (const LtXlsxMerges *self, guint row, guint column)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->ends, make_key (row, column)));
}
