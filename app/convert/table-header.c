/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "convert/table-header.h"

#include <string.h>

#define MAX_TITLE 4000 /* characters */

typedef enum
{
  CELL_EMPTY, /* or a mark for no data */
  CELL_TEXT,
  CELL_VALUE, /* a number, a date or a time */
} CellClass;

/* What stands in the rows below, column by column. */
typedef struct
{
  guint values;
  guint texts;
} ColumnTally;

static const LtTableRow *
get_row (GPtrArray *rows, guint i)
{
  return g_ptr_array_index (rows, i);
}

static gboolean
is_own (const LtTableRow *row, guint column)
{
  return column < row->n_cells && row->cells[column].text != NULL
         && (row->inherited == NULL || !row->inherited[column]);
}

static const char *
skip_digits (const char *at, const char *end)
{
  while (at < end && (g_ascii_isdigit (*at) || *at == ','))
    at++;
  return at;
}

static gboolean
is_number (const char *at, const char *end)
{
  const char *digits;

  if (at < end && (*at == '-' || *at == '+'))
    at++;
  digits = at;
  at = skip_digits (at, end);
  if (at < end && *at == '.')
    at = skip_digits (at + 1, end);
  if (at == digits || (at == digits + 1 && !g_ascii_isdigit (*digits)))
    return FALSE;
  if (at + 1 < end && (*at == 'e' || *at == 'E'))
    at = skip_digits (at + 2, end);
  if (at < end && *at == '%')
    at++;
  return at == end;
}

/* 2026-01-31, 2026/1, 2026年1月31日 08:00, 8:00 */
static gboolean
is_date (const char *at, const char *end)
{
  const char *digits = skip_digits (at, end);
  gsize n = (gsize) (digits - at);
  gboolean parted = FALSE;

  if (digits == end || n == 0 || n > 4)
    return FALSE;
  for (at = digits; at < end; at++)
    if (strchr ("-/.:", *at) != NULL)
      parted = TRUE;
    else if (!g_ascii_isdigit (*at) && strchr (" TZ+", *at) == NULL)
      {
        static const char *const marks[] = { "年", "月", "日", "时", "分", "秒" };
        gboolean known = FALSE;

        for (gsize i = 0; !known && i < G_N_ELEMENTS (marks); i++)
          known = (gsize) (end - at) >= 3 && memcmp (at, marks[i], 3) == 0;
        if (!known)
          return FALSE;
        parted = TRUE;
        at += 2;
      }
  return parted;
}

static CellClass
classify (const LtTableRow *row, guint column)
{
  static const char *const nothing[] = { "-", "—", "--", "NA", "NaN", "N/A", "-;", "/", NULL };
  const char *at;
  const char *end;

  if (!is_own (row, column))
    return CELL_EMPTY;
  at = row->cells[column].text;
  end = at + row->cells[column].size;
  while (at < end && g_ascii_isspace (*at))
    at++;
  while (end > at && g_ascii_isspace (end[-1]))
    end--;
  if (at == end)
    return CELL_EMPTY;
  for (int i = 0; nothing[i] != NULL; i++)
    if ((gsize) (end - at) == strlen (nothing[i])
        && memcmp (at, nothing[i], strlen (nothing[i])) == 0)
      return CELL_EMPTY;
  return is_number (at, end) || is_date (at, end) ? CELL_VALUE : CELL_TEXT;
}

static guint
count_filled (const LtTableRow *row)
{
  guint n = 0;

  for (guint i = 0; i < row->n_cells; i++)
    n += is_own (row, i);
  return n;
}

static int
compare_counts (gconstpointer a, gconstpointer b)
{
  return (int) *(const guint *) a - (int) *(const guint *) b;
}

/* How many cells a row of this file usually has filled. */
static guint
find_usual (GPtrArray *rows, gboolean widths)
{
  guint counts[LT_TABLE_LOOK];
  guint n = MIN (rows->len, LT_TABLE_LOOK);

  for (guint i = 0; i < n; i++)
    counts[i] = widths ? get_row (rows, i)->n_cells : count_filled (get_row (rows, i));
  qsort (counts, n, sizeof *counts, compare_counts);
  return counts[n / 2];
}

static ColumnTally *
tally_columns (GPtrArray *rows, guint first, guint n_columns)
{
  ColumnTally *tally = g_new0 (ColumnTally, n_columns + 1);

  for (guint i = first; i < rows->len; i++)
    for (guint c = 0; c < n_columns; c++)
      {
        CellClass class = classify (get_row (rows, i), c);

        tally[c].values += class == CELL_VALUE;
        tally[c].texts += class == CELL_TEXT;
      }
  return tally;
}

/* Columns that are called 0, 1, 2 … or 2019, 2020, 2021 have names all the same. */
static gboolean
is_sequence (const LtTableRow *row)
{
  gint64 last = 0;
  guint n = 0;
  guint others = 0;

  for (guint c = 0; c < row->n_cells; c++)
    if (classify (row, c) == CELL_VALUE)
      {
        g_autofree char *text = g_strndup (row->cells[c].text, row->cells[c].size);
        char *end;
        gint64 value = g_ascii_strtoll (text, &end, 10);

        others += n > 0 && (*end != '\0' || last == G_MAXINT64 || value != last + 1);
        last = value;
        n++;
      }
  return n >= 3 && others == 0;
}

/* Whether a row is one of the table itself: where its columns have values, it has too. */
static gboolean
is_data (GPtrArray *rows, guint place)
{
  const LtTableRow *row = get_row (rows, place);
  g_autofree ColumnTally *below = tally_columns (rows, place + 1, row->n_cells);
  guint columns = 0;
  guint values = 0;
  guint texts = 0;

  for (guint c = 0; c < row->n_cells; c++)
    {
      CellClass class = classify (row, c);

      if (class == CELL_EMPTY || (place + 1 < rows->len && below[c].values <= below[c].texts))
        continue;
      columns++;
      values += class == CELL_VALUE;
      texts += class == CELL_TEXT;
    }
  if (place + 1 == rows->len)
    return values * 2 > columns;
  return values * 2 > columns && texts * 10 <= columns && !is_sequence (row);
}

/* A second line of the header fills what the first leaves free, under names
 * that stand over several columns, and nothing else. */
static gboolean
is_second_line (GPtrArray *rows, guint header)
{
  const LtTableRow *first = get_row (rows, header);
  const LtTableRow *second = header + 1 < rows->len ? get_row (rows, header + 1) : NULL;
  guint added = 0;
  guint passed = 0;

  if (second == NULL || header + 2 >= rows->len)
    return FALSE;
  for (guint c = 0; c < MAX (first->n_cells, second->n_cells); c++)
    {
      gboolean there = is_own (first, c);
      gboolean here = is_own (second, c);

      if ((here && classify (second, c) != CELL_TEXT) || (!there && !here) || (c == 0 && !there))
        return FALSE;
      added += !there && here;
      passed += there && !here;
    }
  return added > 0 && passed > 0;
}

static gboolean
has_values (const LtTableRow *row)
{
  for (guint c = 0; c < row->n_cells; c++)
    if (classify (row, c) == CELL_VALUE)
      return TRUE;
  return FALSE;
}

/* A name is one line: where it was broken to fit, Chinese needs no space. */
static void
append_name (GString *name, const LtTableRow *row, guint column)
{
  g_autofree char *text = g_strndup (row->cells[column].text, row->cells[column].size);
  gboolean broken = FALSE;

  g_strstrip (text);
  if (*text != '\0' && name->len > 0)
    g_string_append_c (name, ' ');
  for (const char *at = text; *at != '\0'; at++)
    {
      if (*at == '\n' || *at == '\r' || *at == '\t')
        broken = TRUE;
      else
        {
          if (broken && !(*at & 0x80) && !(name->str[name->len - 1] & 0x80) && *at != ' ')
            g_string_append_c (name, ' ');
          g_string_append_c (name, *at);
          broken = FALSE;
        }
    }
}

/* A column must have a name to be spoken of, and one of its own. */
static char *
make_unique (GHashTable *taken, const char *wanted, guint column)
{
  g_autofree char *base = *wanted == '\0' ? g_strdup_printf ("#%u", column + 1) : g_strdup (wanted);
  char *name = g_strdup (base);

  for (guint n = 2; g_hash_table_contains (taken, name); n++)
    {
      g_free (name);
      name = g_strdup_printf ("%s (%u)", base, n);
    }
  g_hash_table_add (taken, name);
  return name;
}

static void
name_columns (LtTableHeader *self, const LtTableRow *first, const LtTableRow *second)
{
  g_autoptr (GHashTable) taken = g_hash_table_new (g_str_hash, g_str_equal);
  guint group = 0;

  self->columns = g_new0 (char *, self->n_columns + 1);
  for (guint c = 0; c < self->n_columns; c++)
    {
      g_autoptr (GString) name = g_string_new (NULL);
      gboolean under = second != NULL && is_own (second, c);

      if (first != NULL && is_own (first, c))
        group = c;
      if (first != NULL && (is_own (first, c) || under))
        append_name (name, first, under ? group : c);
      if (under)
        append_name (name, second, c);
      self->columns[c] = make_unique (taken, name->str, c);
    }
}

static void
append_row (GString *title, const LtTableRow *row)
{
  gsize begin = title->len;

  for (guint c = 0; c < row->n_cells; c++)
    if (is_own (row, c))
      {
        if (title->len > 0)
          g_string_append_c (title, title->len == begin ? '\n' : ' ');
        g_string_append_len (title, row->cells[c].text, (gssize) row->cells[c].size);
      }
}

static char *
join_title (GPtrArray *rows, guint n)
{
  g_autoptr (GString) title = g_string_new (NULL);
  g_autofree char *valid = NULL;

  for (guint i = 0; i < n && title->len < MAX_TITLE; i++)
    append_row (title, get_row (rows, i));
  valid = g_utf8_substring (title->str, 0, MIN (MAX_TITLE, g_utf8_strlen (title->str, -1)));
  return g_strstrip (g_steal_pointer (&valid));
}

/* A header may be narrower than its table: what it has room for and the rows
 * use are columns without a name. */
static guint
measure_width (GPtrArray *rows, guint header)
{
  const LtTableRow *row = get_row (rows, header);

  return MAX (row->n_cells, MIN (row->n_told, find_usual (rows, TRUE)));
}

static guint
measure_widest (GPtrArray *rows, guint first)
{
  guint widest = 0;

  for (guint i = first; i < rows->len; i++)
    widest = MAX (widest, get_row (rows, i)->n_cells);
  return widest;
}

/**
 * lt_table_header_find:
 * @self: (out caller-allocates): what was found
 * @rows: (element-type LtTableRow): the first rows that are not empty, at least one
 *
 * The header is the first row with more than half as many cells filled as rows
 * of this table usually have; what stands above it is a title. It has no values
 * where its columns have values below, else the table has no header and its
 * columns are called "#1", "#2" and so on, as is a column without a name in a
 * header. Where a name stands over several columns, the line below it goes with
 * it: "排放量 二氧化硫".
 */
void
lt_table_header_find (LtTableHeader *self, GPtrArray *rows)
{
  guint usual = find_usual (rows, FALSE);
  const LtTableRow *first = NULL;
  const LtTableRow *second = NULL;
  guint place = 0;

  *self = (LtTableHeader){ 0 };
  while (place + 1 < rows->len && count_filled (get_row (rows, place)) * 2 <= usual)
    place++;
  if (is_data (rows, place))
    {
      if (place > 0 && count_filled (get_row (rows, place - 1)) > 1
          && !has_values (get_row (rows, place - 1)))
        place--;
      else
        {
          self->title = join_title (rows, place);
          self->first = place;
          self->n_columns = measure_widest (rows, place);
          name_columns (self, NULL, NULL);
          return;
        }
    }
  first = get_row (rows, place);
  self->title = join_title (rows, place);
  self->n_columns = measure_width (rows, place);
  if (is_second_line (rows, place))
    {
      second = get_row (rows, place + 1);
      self->n_columns = MAX (self->n_columns, second->n_cells);
    }
  self->first = place + (second == NULL ? 1 : 2);
  name_columns (self, first, second);
}

void
lt_table_header_clear (LtTableHeader *self)
{
  g_clear_pointer (&self->columns, g_strfreev);
  g_clear_pointer (&self->title, g_free);
}
