/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "convert/writing.h"

#include "base/error.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <xlsxwriter.h>

#define MAX_ROWS     1048575 /* a sheet's rows less the header */
#define MAX_CELL     32767   /* characters */
#define MAX_NAME     31      /* characters of a sheet's name */
#define MAX_DECIMALS 15
#define MIN_WIDTH    6
#define MAX_WIDTH    60
#define WORDS_WIDTH  24
#define FIRST_DAY    "1900-03-01" /* before it, Excel's days are wrong (1900 is no leap year) */

typedef struct
{
  LtWriting *writing;
  lxw_workbook *book;
  lxw_worksheet *sheet;
  lxw_format *head;
  lxw_format *date;
  lxw_format *minute;
  lxw_format *decimals[MAX_DECIMALS + 1];
  guint *widths; /* in columns of a screen, of each column */
  lxw_row_t n_rows;
} Sheet;

static guint
measure (const char *text)
{
  guint width = 0;
  guint widest = 0;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      width = c == '\n' ? 0 : width + (g_unichar_iswide (c) ? 2 : 1);
      widest = MAX (widest, width);
    }
  return widest;
}

/* All of its figures are shown, and no more. */
static lxw_format *
find_decimals (Sheet *sheet, const char *cell)
{
  const char *point = strchr (cell, '.');
  gsize n = point == NULL ? 0 : MIN (strlen (point + 1), MAX_DECIMALS);

  if (sheet->decimals[n] == NULL)
    {
      g_autofree char *zeros = g_strnfill (n, '0');
      g_autofree char *pattern = n == 0 ? g_strdup ("0") : g_strdup_printf ("0.%s", zeros);

      sheet->decimals[n] = workbook_add_format (sheet->book);
      format_set_num_format (sheet->decimals[n], pattern);
    }
  return sheet->decimals[n];
}

/* In XLSX _x000A_ is a line break; where it is meant to the letter, its first
 * character is written that way (ECMA-376, 22.9.2.19). */
static char *
escape_marks (const char *cell)
{
  g_autoptr (GString) text = NULL;

  if (strstr (cell, "_x") == NULL)
    return NULL;
  text = g_string_new (NULL);
  for (const char *at = cell; *at != '\0'; at++)
    {
      gboolean mark = at[0] == '_' && at[1] == 'x';

      for (int i = 2; mark && i < 6; i++)
        mark = g_ascii_isxdigit (at[i]);
      g_string_append (text, mark && at[6] == '_' ? "_x005F" : "");
      g_string_append_c (text, *at);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static lxw_error
put_text (Sheet *sheet, lxw_col_t column, const char *cell)
{
  g_autofree char *escaped = escape_marks (cell);

  return worksheet_write_string (sheet->sheet, sheet->n_rows, column,
                                 escaped == NULL ? cell : escaped, NULL);
}

static lxw_error
put_time (Sheet *sheet, lxw_col_t column, const char *cell)
{
  lxw_datetime time = { 0 };
  gboolean minute = lt_writing_column (sheet->writing, column)->type == LT_COLUMN_MINUTE;

  if (strcmp (cell, FIRST_DAY) < 0
      || sscanf (cell, "%4d-%2d-%2dT%2d:%2d", &time.year, &time.month, &time.day, &time.hour,
                 &time.min)
             < 3)
    {
      g_autofree char *text = lt_writing_cell (sheet->writing, column, cell);

      return put_text (sheet, column, text);
    }
  return worksheet_write_datetime (sheet->sheet, sheet->n_rows, column, &time,
                                   minute ? sheet->minute : sheet->date);
}

static lxw_error
put_cell (Sheet *sheet, lxw_col_t column, const char *cell)
{
  switch (lt_writing_column (sheet->writing, column)->type)
    {
    case LT_COLUMN_INTEGER:
    case LT_COLUMN_DECIMAL:
      return worksheet_write_number (sheet->sheet, sheet->n_rows, column,
                                     g_ascii_strtod (cell, NULL), find_decimals (sheet, cell));
    case LT_COLUMN_DATE:
    case LT_COLUMN_MINUTE:
      return put_time (sheet, column, cell);
    default:
      return put_text (sheet, column, cell);
    }
}

static gboolean
refuse_cell (const Sheet *sheet, lxw_col_t column, const char *cell, GError **error)
{
  g_autofree char *name = g_path_get_basename (sheet->writing->path);

  if (g_utf8_strlen (cell, -1) > MAX_CELL)
    g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                 _ ("%s, row %u, column %s: the text has %ld characters, a cell of XLSX takes "
                    "%d. Export it as CSV."),
                 name, (guint) sheet->n_rows, lt_writing_heading (sheet->writing, column),
                 g_utf8_strlen (cell, -1), MAX_CELL);
  else
    g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                 _ ("%s, row %u, column %s: XLSX cannot take \"%.40s\". Export it as CSV."), name,
                 (guint) sheet->n_rows, lt_writing_heading (sheet->writing, column), cell);
  return FALSE;
}

static gboolean
put_row (Sheet *sheet, const LtTableRow *row, GError **error)
{
  for (guint i = 0; i < sheet->writing->header->columns->len; i++)
    {
      g_autofree char *text =
          row->cells[i] == NULL ? NULL : lt_writing_cell (sheet->writing, i, row->cells[i]);
      LtColumnType type = lt_writing_column (sheet->writing, i)->type;
      gboolean typed = type == LT_COLUMN_DATE || type == LT_COLUMN_MINUTE;

      if (text == NULL || *text == '\0')
        continue;
      sheet->widths[i] = MAX (sheet->widths[i], measure (text));
      if (put_cell (sheet, (lxw_col_t) i, typed ? row->cells[i] : text) != LXW_NO_ERROR)
        return refuse_cell (sheet, (lxw_col_t) i, text, error);
    }
  return TRUE;
}

static gboolean
put_rows (Sheet *sheet, GError **error)
{
  g_autoptr (GError) problem = NULL;
  const LtTableRow *row;

  while ((row = lt_table_reader_next (sheet->writing->reader, &problem)) != NULL)
    {
      if (sheet->n_rows == MAX_ROWS)
        {
          g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                       _ ("A sheet of XLSX takes %d rows, and there are more. Take fewer with "
                          "--where, or export it as CSV."),
                       MAX_ROWS);
          return FALSE;
        }
      sheet->n_rows++;
      if (!put_row (sheet, row, error))
        return FALSE;
    }
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static void
put_header (Sheet *sheet)
{
  for (guint i = 0; i < sheet->writing->header->columns->len; i++)
    {
      const LtTableColumn *column = lt_writing_column (sheet->writing, i);
      const char *heading = lt_writing_heading (sheet->writing, i);

      worksheet_write_string (sheet->sheet, 0, (lxw_col_t) i, heading, sheet->head);
      /* Room for the button of the filter. */
      sheet->widths[i] = MAX (MIN_WIDTH, measure (heading) + 3);
      if (*column->unit != '\0')
        {
          lxw_comment_options options = { .visible = LXW_COMMENT_DISPLAY_HIDDEN };

          worksheet_write_comment_opt (sheet->sheet, 0, (lxw_col_t) i, column->unit, &options);
        }
    }
}

/* The characters that a sheet's name cannot have. */
static char *
name_sheet (const LtTableHeader *header)
{
  g_autofree char *label = g_strdelimit (g_strdup (header->label), "[]:*?/\\'", ' ');
  g_autofree char *cut = g_utf8_substring (label, 0, MIN (g_utf8_strlen (label, -1), MAX_NAME));

  return *g_strstrip (cut) == '\0' ? g_strdup ("Sheet1") : g_steal_pointer (&cut);
}

static void
open_sheet (Sheet *sheet)
{
  lxw_workbook_options options = { .constant_memory = LXW_TRUE,
                                   .tmpdir = (char *) sheet->writing->folder };
  g_autofree char *name = name_sheet (sheet->writing->header);

  sheet->book = workbook_new_opt (sheet->writing->path, &options);
  sheet->sheet = workbook_add_worksheet (sheet->book, name);
  sheet->widths = g_new0 (guint, sheet->writing->header->columns->len);
  sheet->head = workbook_add_format (sheet->book);
  format_set_bold (sheet->head);
  format_set_bg_color (sheet->head, 0xe8eef7);
  sheet->date = workbook_add_format (sheet->book);
  format_set_num_format (sheet->date, "yyyy-mm-dd");
  sheet->minute = workbook_add_format (sheet->book);
  format_set_num_format (sheet->minute, "yyyy-mm-dd hh:mm");
}

/* Below each other: a sheet is written row by row. */
static void
put_words (lxw_worksheet *words, GPtrArray *columns)
{
  gboolean more = TRUE;

  for (guint row = 0; more; row++)
    {
      more = FALSE;
      for (guint i = 0; i < columns->len; i++)
        {
          const LtTableColumn *column = g_ptr_array_index (columns, i);

          if (row > g_strv_length (column->choices))
            continue;
          more = TRUE;
          worksheet_write_string (words, row, (lxw_col_t) i,
                                  row == 0 ? column->label : column->choices[row - 1], NULL);
        }
    }
  worksheet_set_column (words, 0, (lxw_col_t) (columns->len - 1), WORDS_WIDTH, NULL);
  worksheet_freeze_panes (words, 1, 0);
  /* Who reads the file again has one table before him. */
  worksheet_hide (words);
}

/* A list to choose from in each cell; other words are warned of, and taken: a cell may have
 * several. */
static void
offer_choices (Sheet *sheet, guint column, const char *name, guint place, guint n_choices)
{
  char range[LXW_MAX_FORMULA_RANGE_LENGTH];
  lxw_data_validation validation = { .validate = LXW_VALIDATION_TYPE_LIST_FORMULA,
                                     .ignore_blank = LXW_VALIDATION_ON,
                                     .error_type = LXW_VALIDATION_ERROR_TYPE_WARNING,
                                     .value_formula = range };

  lxw_rowcol_to_formula_abs (range, name, 1, (lxw_col_t) place, n_choices, (lxw_col_t) place);
  worksheet_data_validation_range (sheet->sheet, 1, (lxw_col_t) column, MAX_ROWS,
                                   (lxw_col_t) column, &validation);
}

/* The words that columns may have, on a second sheet: a list in a cell takes 255 characters. */
static void
put_choices (Sheet *sheet)
{
  g_autoptr (GPtrArray) columns = g_ptr_array_new ();
  const char *name = _ ("Words to choose from");

  for (guint i = 0; i < sheet->writing->header->columns->len; i++)
    {
      const LtTableColumn *column = lt_writing_column (sheet->writing, i);
      guint n = g_strv_length (column->choices);

      if (n == 0)
        continue;
      offer_choices (sheet, i, name, columns->len, n);
      g_ptr_array_add (columns, (gpointer) column);
    }
  if (columns->len > 0)
    put_words (workbook_add_worksheet (sheet->book, name), columns);
}

static void
furnish (Sheet *sheet)
{
  guint n = sheet->writing->header->columns->len;

  for (guint i = 0; i < n; i++)
    worksheet_set_column (sheet->sheet, (lxw_col_t) i, (lxw_col_t) i,
                          MIN (sheet->widths[i] + 1, MAX_WIDTH), NULL);
  worksheet_freeze_panes (sheet->sheet, 1, 0);
  worksheet_autofilter (sheet->sheet, 0, 0, MAX (sheet->n_rows, 1), (lxw_col_t) (n - 1));
}

/* The library does not look whether its own temporary file took the rows. */
static gboolean
close_book (Sheet *sheet, gboolean good, GError **error)
{
  int problem = 0;

  errno = 0;
  if (sheet->sheet->optimize_tmpfile != NULL
      && (fflush (sheet->sheet->optimize_tmpfile) != 0
          || ferror (sheet->sheet->optimize_tmpfile) != 0))
    problem = errno == 0 ? ENOSPC : errno;
  if (workbook_close (sheet->book) != LXW_NO_ERROR && problem == 0)
    problem = errno == 0 ? ENOSPC : errno;
  return good && (problem == 0 || lt_writing_fail (sheet->writing, problem, error));
}

/**
 * lt_write_xlsx:
 * @self: a file to be written
 * @error: return location
 *
 * Writes a sheet with its header held in place, filters, and cells of their type:
 * a code is a text and keeps its zeros. Shapes have no room in cells.
 */
gboolean
lt_write_xlsx (LtWriting *self, GError **error)
{
  Sheet sheet = { .writing = self };
  gboolean good;

  if (self->header->columns->len > LXW_COL_MAX)
    return lt_writing_fail (self, E2BIG, error);
  open_sheet (&sheet);
  put_header (&sheet);
  good = put_rows (&sheet, error);
  furnish (&sheet);
  put_choices (&sheet);
  good = close_book (&sheet, good, error);
  g_free (sheet.widths);
  return good;
}
