/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "convert/xlsx-file.h"

#include "base/error.h"
#include "convert/table.h"
#include "convert/xlsx-merges.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define FORMAT "xlsx"

/* A cell that goes on in the rows below. */
typedef struct
{
  guint until; /* row */
  char *text;
} Carry;

typedef struct
{
  LtXlsxBook book;
  LtXlsxMerges merges;
  LtTable *table;
  guint row;    /* number of the row being read, from 1 */
  guint column; /* of the cell being read */
  guint style;  /* of the cell being read */
  char type;    /* of the cell being read: s, i(nlineStr), (s)t(r), b, e, n, d */
  gboolean in_value;
  gboolean in_phonetic;
  GString *value;
  GPtrArray *texts; /* (element-type utf8) (nullable elements): of the row, by column */
  GArray *cells;    /* (element-type LtRowCell) */
  GByteArray *inherited;
  GArray *carried; /* (element-type Carry): by column */
} SheetRead;

static void
begin_row (SheetRead *read, const char *number)
{
  guint64 told = number == NULL ? 0 : g_ascii_strtoull (number, NULL, 10);

  read->row = told > read->row && told <= G_MAXUINT ? (guint) told : read->row + 1;
  read->column = G_MAXUINT;
  g_ptr_array_set_size (read->texts, 0);
}

static void
begin_cell (SheetRead *read, const char *const *names, const char *const *values)
{
  const char *place = lt_xlsx_attribute (names, values, "r");
  const char *type = lt_xlsx_attribute (names, values, "t");
  const char *style = lt_xlsx_attribute (names, values, "s");
  guint row;

  if (place == NULL || !lt_xlsx_read_place (place, &row, &read->column))
    read->column = read->column == G_MAXUINT ? 0 : read->column + 1;
  read->type = type == NULL ? 'n' : g_str_equal (type, "str") ? 't' : *type;
  read->style = style == NULL ? 0 : (guint) g_ascii_strtoull (style, NULL, 10);
  g_string_truncate (read->value, 0);
}

static char *
read_shared (SheetRead *read)
{
  guint64 n = g_ascii_strtoull (read->value->str, NULL, 10);

  return n < read->book.strings->len ? g_strdup (g_ptr_array_index (read->book.strings, n)) : NULL;
}

/* The value that was last calculated counts, where there is a formula. */
static char *
read_value (SheetRead *read)
{
  LtXlsxShow show = read->style < read->book.styles->len
                        ? g_array_index (read->book.styles, LtXlsxShow, read->style)
                        : LT_XLSX_NUMBER;

  if (read->value->len == 0)
    return NULL;
  switch (read->type)
    {
    case 's':
      return read_shared (read);
    case 'e': /* such as #DIV/0! */
      return NULL;
    case 'n':
      return lt_xlsx_value_print (read->value->str, show, read->book.from_1904);
    default:
      return g_strdup (read->value->str);
    }
}

static void
end_cell (SheetRead *read)
{
  char *text = read_value (read);

  if (text != NULL && *g_strstrip (text) == '\0')
    g_clear_pointer (&text, g_free);
  if (text == NULL || read->column >= LT_ROW_MAX_COLUMNS)
    {
      g_free (text);
      return;
    }
  if (read->texts->len <= read->column)
    g_ptr_array_set_size (read->texts, (int) read->column + 1);
  g_free (g_ptr_array_index (read->texts, read->column));
  g_ptr_array_index (read->texts, read->column) = text;
}

/* What a merged cell says holds for all rows it stands over. */
static void
carry_down (SheetRead *read)
{
  for (guint c = 0; c < MAX (read->texts->len, read->carried->len); c++)
    {
      char *own = c < read->texts->len ? g_ptr_array_index (read->texts, c) : NULL;
      guint until = own == NULL ? 0 : lt_xlsx_merges_end (&read->merges, read->row, c);
      Carry *carry;

      if (until > 0 && read->carried->len <= c)
        g_array_set_size (read->carried, c + 1);
      if (c >= read->carried->len)
        continue;
      carry = &g_array_index (read->carried, Carry, c);
      if (until > 0)
        {
          g_free (carry->text);
          *carry = (Carry){ until, g_strdup (own) };
        }
      else if (own == NULL && carry->until >= read->row)
        {
          if (read->texts->len <= c)
            g_ptr_array_set_size (read->texts, (int) c + 1);
          g_ptr_array_index (read->texts, c) = g_strdup (carry->text);
          read->inherited->data[c] = 1;
        }
    }
}

static gboolean
end_row (SheetRead *read, GError **error)
{
  guint n_own = read->texts->len;

  if (n_own == 0) /* what is only merged into it makes no row */
    return TRUE;
  g_byte_array_set_size (read->inherited, MAX (n_own, read->carried->len));
  memset (read->inherited->data, 0, read->inherited->len);
  carry_down (read);
  g_array_set_size (read->cells, read->texts->len);
  for (guint c = 0; c < read->texts->len; c++)
    {
      const char *text = g_ptr_array_index (read->texts, c);

      g_array_index (read->cells, LtRowCell, c) =
          (LtRowCell){ text, text == NULL ? 0 : strlen (text) };
    }
  return lt_table_take_sheet_row (read->table, read->row,
                                  (LtRowCell *) (gpointer) read->cells->data, read->inherited->data,
                                  read->cells->len, error);
}

static void
on_start (GMarkupParseContext *context,
          const char *name,
          const char **names,
          const char **values,
          gpointer user_data,
          GError **error)
{
  SheetRead *read = user_data;
  const char *local = lt_xlsx_local_name (name);

  if (g_str_equal (local, "row"))
    begin_row (read,
               lt_xlsx_attribute ((const char *const *) names, (const char *const *) values, "r"));
  else if (g_str_equal (local, "c"))
    begin_cell (read, (const char *const *) names, (const char *const *) values);
  else if (g_str_equal (local, "rPh"))
    read->in_phonetic = TRUE;
  else if (g_str_equal (local, "v") || g_str_equal (local, "t"))
    read->in_value = !read->in_phonetic;
}

static void
on_text (GMarkupParseContext *context,
         const char *text,
         gsize size,
         gpointer user_data,
         GError **error)
{
  SheetRead *read = user_data;

  if (read->in_value && read->value->len + size <= LT_ROW_MAX_CELL)
    g_string_append_len (read->value, text, (gssize) size);
}

static void
on_end (GMarkupParseContext *context, const char *name, gpointer user_data, GError **error)
{
  SheetRead *read = user_data;
  const char *local = lt_xlsx_local_name (name);

  if (g_str_equal (local, "v") || g_str_equal (local, "t"))
    read->in_value = FALSE;
  else if (g_str_equal (local, "rPh"))
    read->in_phonetic = FALSE;
  else if (g_str_equal (local, "c"))
    end_cell (read);
  else if (g_str_equal (local, "row"))
    end_row (read, error);
}

static gboolean
list_sheets (const LtXlsxBook *book, GPtrArray *parts, GError **error)
{
  for (guint i = 0; i < book->sheets->len; i++)
    {
      const LtXlsxSheet *sheet = g_ptr_array_index (book->sheets, i);
      LtXlsxMerges merges;
      gboolean good = lt_xlsx_merges_find (&merges, book->source, sheet->member, TRUE, error);

      lt_part_add (parts, sheet->name, FORMAT, "none", merges.has_cells ? -1 : 0)->hidden =
          sheet->hidden;
      lt_xlsx_merges_clear (&merges);
      if (!good)
        return FALSE;
    }
  return TRUE;
}

static const LtXlsxSheet *
choose_sheet (SheetRead *read, const LtReading *reading, GPtrArray *parts, GError **error)
{
  const LtPart *part;

  if (!list_sheets (&read->book, parts, error))
    return NULL;
  part = lt_parts_choose (parts, lt_source_name (read->book.source), reading->part, error);
  for (guint i = 0; part != NULL && i < parts->len; i++)
    if (g_ptr_array_index (parts, i) == part)
      return g_ptr_array_index (read->book.sheets, i);
  return NULL;
}

/* Templates keep lists of choices in hidden sheets; whoever did not ask for one is told
 * that it is there. */
static gboolean
tell_hidden (GPtrArray *parts, const LtXlsxSheet *read, const LtReading *reading, GError **error)
{
  for (guint i = 0; reading->part == NULL && !reading->columns_only && i < parts->len; i++)
    {
      const LtPart *part = g_ptr_array_index (parts, i);

      if (part->hidden && part->n_rows != 0 && !g_str_equal (part->name, read->name)
          && !lt_output_remark (reading->output, 1, "", part->name,
                                _ ("This sheet is hidden and was not read. Name it with --part to "
                                   "read it."),
                                error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_sheet (SheetRead *read, const LtReading *reading, GError **error)
{
  static const GMarkupParser parser = { .start_element = on_start,
                                        .end_element = on_end,
                                        .text = on_text };
  LtSource *source = read->book.source;
  g_autoptr (GPtrArray) parts = lt_parts_new ();
  const LtXlsxSheet *sheet = choose_sheet (read, reading, parts, error);

  if (sheet == NULL || !lt_xlsx_merges_find (&read->merges, source, sheet->member, FALSE, error))
    return FALSE;
  read->table = lt_table_new (reading->output, lt_source_name (source), FORMAT, "utf-8",
                              reading->columns_only);
  return lt_xlsx_parse (source, sheet->member, &parser, read, error)
         && lt_table_end (read->table, error) && tell_hidden (parts, sheet, reading, error);
}

static void
free_carried (GArray *carried)
{
  for (guint c = 0; c < carried->len; c++)
    g_free (g_array_index (carried, Carry, c).text);
  g_array_unref (carried);
}

/**
 * lt_xlsx_file_read:
 * @source: the file
 * @reading: what is wanted of it
 * @error: return location
 *
 * Reads a sheet of a workbook (ECMA-376) as it comes: only its texts are kept,
 * so that a large one needs little memory. Cells have what is shown where it
 * means something else than what is kept: dates, times, percent. A cell merged
 * downwards says the same for each of its rows. See lt_table_header_find() for
 * its title and header.
 */
gboolean
lt_xlsx_file_read (LtSource *source, const LtReading *reading, GError **error)
{
  SheetRead read = { .value = g_string_new (NULL),
                     .texts = g_ptr_array_new_with_free_func (g_free),
                     .cells = g_array_new (FALSE, FALSE, sizeof (LtRowCell)),
                     .inherited = g_byte_array_new (),
                     .carried = g_array_new (FALSE, TRUE, sizeof (Carry)) };
  gboolean good =
      lt_xlsx_book_open (&read.book, source, TRUE, error) && read_sheet (&read, reading, error);

  lt_xlsx_book_close (&read.book);
  lt_xlsx_merges_clear (&read.merges);
  lt_table_free (read.table);
  g_string_free (read.value, TRUE);
  g_ptr_array_unref (read.texts);
  g_array_unref (read.cells);
  g_byte_array_unref (read.inherited);
  free_carried (read.carried);
  return good;
}

/**
 * lt_xlsx_file_list:
 *
 * Adds the sheets of a workbook.
 */
gboolean
lt_xlsx_file_list (LtSource *source, const LtReading *reading, GPtrArray *parts, GError **error)
{
  LtXlsxBook book;
  gboolean good =
      lt_xlsx_book_open (&book, source, FALSE, error) && list_sheets (&book, parts, error);

  lt_xlsx_book_close (&book);
  return good;
}
