/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/table-stream.h"

#include "base/canon.h"
#include "base/error.h"
#include "base/row-stream.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#define MAGIC      "LTW2"
#define MAGIC_SIZE 4
#define HEAD_SIZE  5 /* type and length */
#define PIECE      (256 * 1024)

typedef enum
{
  FRAME_HEADER = 'H',
  FRAME_ROW = 'R',
  FRAME_END = 'E',
} FrameType;

struct _LtTableReader
{
  int fd;
  GByteArray *bytes;
  gsize at;
  LtTableHeader *header; /* (nullable): till it is read */
  LtTableRow row;
  guint64 n_rows;
  gboolean ended;
};

static void
free_column (LtTableColumn *column)
{
  g_free (column->name);
  g_free (column->label);
  g_free (column->unit);
  g_strfreev (column->choices);
  g_free (column);
}

/**
 * lt_table_header_new:
 * @name: see #LtTableHeader
 * @label: see #LtTableHeader
 *
 * Returns: (transfer full): a table without columns and shapes
 */
LtTableHeader *
lt_table_header_new (const char *name, const char *label)
{
  LtTableHeader *self = g_new0 (LtTableHeader, 1);

  self->name = g_strdup (name);
  self->label = g_strdup (label);
  self->datum = g_strdup ("");
  self->columns = g_ptr_array_new_with_free_func ((GDestroyNotify) free_column);
  return self;
}

/**
 * lt_table_header_add:
 * @self: a table
 * @name: see #LtTableColumn
 * @label: see #LtTableColumn
 * @type: see #LtTableColumn
 * @unit: (nullable): see #LtTableColumn
 *
 * Adds a column.
 */
void
lt_table_header_add (LtTableHeader *self,
                     const char *name,
                     const char *label,
                     LtColumnType type,
                     const char *unit)
{
  LtTableColumn *column = g_new0 (LtTableColumn, 1);

  column->name = g_strdup (name);
  column->label = g_strdup (label);
  column->type = type;
  column->unit = g_strdup (unit == NULL ? "" : unit);
  column->choices = g_new0 (char *, 1);
  g_ptr_array_add (self->columns, column);
}

/**
 * lt_table_header_set_choices:
 * @self: a table
 * @column: which column, from 0
 * @choices: (array zero-terminated=1): see #LtTableColumn
 *
 * Says what the cells of a column may have: where the format has such a thing, it is offered
 * to whoever writes there.
 */
void
lt_table_header_set_choices (LtTableHeader *self, guint column, const char *const *choices)
{
  LtTableColumn *set = NULL;

  g_return_if_fail (column < self->columns->len);

  set = g_ptr_array_index (self->columns, column);
  g_strfreev (set->choices);
  set->choices = g_strdupv ((char **) choices);
}

void
lt_table_header_free (LtTableHeader *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->label);
  g_free (self->datum);
  g_ptr_array_unref (self->columns);
  g_free (self);
}

/**
 * lt_table_put_header:
 * @out: where it goes
 * @header: the table
 *
 * Begins the stream.
 */
void
lt_table_put_header (GByteArray *out, const LtTableHeader *header)
{
  gsize begin;

  lt_canon_put_raw (out, MAGIC, MAGIC_SIZE);
  begin = lt_canon_begin_frame (out, FRAME_HEADER);
  lt_canon_put_text (out, header->name);
  lt_canon_put_text (out, header->label);
  lt_canon_put_u8 (out, (guint8) header->shape);
  lt_canon_put_text (out, header->datum);
  lt_canon_put_u8 (out, header->plain != FALSE);
  lt_canon_put_u32 (out, header->columns->len);
  for (guint i = 0; i < header->columns->len; i++)
    {
      const LtTableColumn *column = g_ptr_array_index (header->columns, i);

      lt_canon_put_text (out, column->name);
      lt_canon_put_text (out, column->label);
      lt_canon_put_u8 (out, (guint8) column->type);
      lt_canon_put_text (out, column->unit);
      lt_canon_put_u32 (out, g_strv_length (column->choices));
      for (char **choice = column->choices; *choice != NULL; choice++)
        lt_canon_put_text (out, *choice);
    }
  lt_canon_end_frame (out, begin);
}

/**
 * lt_table_put_row:
 * @out: where it goes
 * @cells: (array length=n_cells): one for each column; %NULL for nothing
 * @n_cells: how many
 * @wkb: (nullable): the shape
 * @wkb_size: how many bytes
 */
void
lt_table_put_row (GByteArray *out,
                  const char *const *cells,
                  guint n_cells,
                  gconstpointer wkb,
                  gsize wkb_size)
{
  gsize begin = lt_canon_begin_frame (out, FRAME_ROW);

  for (guint i = 0; i < n_cells; i++)
    {
      lt_canon_put_u8 (out, cells[i] != NULL);
      if (cells[i] != NULL)
        lt_canon_put_text (out, cells[i]);
    }
  lt_canon_put_u8 (out, wkb != NULL);
  if (wkb != NULL)
    lt_canon_put_blob (out, wkb, wkb_size);
  lt_canon_end_frame (out, begin);
}

void
lt_table_put_end (GByteArray *out, guint64 n_rows)
{
  gsize begin = lt_canon_begin_frame (out, FRAME_END);

  lt_canon_put_u64 (out, n_rows);
  lt_canon_end_frame (out, begin);
}

static void
clear_row (LtTableReader *self)
{
  for (guint i = 0; self->row.cells != NULL && i < self->header->columns->len; i++)
    g_clear_pointer (&self->row.cells[i], g_free);
}

/**
 * lt_table_reader_new:
 * @fd: a pipe; it is not closed
 *
 * Returns: (transfer full): a reader
 */
LtTableReader *
lt_table_reader_new (int fd)
{
  LtTableReader *self = g_new0 (LtTableReader, 1);

  self->fd = fd;
  self->bytes = g_byte_array_new ();
  return self;
}

void
lt_table_reader_free (LtTableReader *self)
{
  if (self == NULL)
    return;
  clear_row (self);
  g_free (self->row.cells);
  lt_table_header_free (self->header);
  g_byte_array_unref (self->bytes);
  g_free (self);
}

static gboolean
refuse (GError **error)
{
  g_set_error_literal (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                       _ ("What is to be written is no table: this program is started by "
                          "Lantian, not by hand."));
  return FALSE;
}

/* Reads until @size bytes are there, from the cursor on. */
static gboolean
fetch (LtTableReader *self, gsize size, GError **error)
{
  while (self->bytes->len - self->at < size)
    {
      gsize have;
      gssize n;

      if (self->at > 0)
        g_byte_array_remove_range (self->bytes, 0, (guint) self->at);
      self->at = 0;
      have = self->bytes->len;
      g_byte_array_set_size (self->bytes, (guint) (have + PIECE));
      do
        n = read (self->fd, self->bytes->data + have, PIECE);
      while (n < 0 && errno == EINTR);
      g_byte_array_set_size (self->bytes, (guint) (have + (gsize) MAX (n, 0)));
      if (n <= 0)
        return refuse (error);
    }
  return TRUE;
}

/* The payload stays where it is until the next frame is fetched. */
static gboolean
fetch_frame (LtTableReader *self, FrameType *type, LtCanonReader *reader, GError **error)
{
  guint32 size;

  if (!fetch (self, HEAD_SIZE, error))
    return FALSE;
  lt_canon_reader_init (reader, self->bytes->data + self->at, HEAD_SIZE);
  *type = (FrameType) lt_canon_get_u8 (reader);
  size = lt_canon_get_u32 (reader);
  if (size > LT_ROW_MAX_FRAME)
    return refuse (error);
  if (!fetch (self, HEAD_SIZE + size, error))
    return FALSE;
  lt_canon_reader_init (reader, self->bytes->data + self->at + HEAD_SIZE, size);
  self->at += HEAD_SIZE + size;
  return TRUE;
}

static gboolean
read_column (LtTableHeader *header, LtCanonReader *reader)
{
  g_autofree char *name = lt_canon_get_text (reader);
  g_autofree char *label = lt_canon_get_text (reader);
  guint8 type = lt_canon_get_u8 (reader);
  g_autofree char *unit = lt_canon_get_text (reader);
  guint32 n_choices = lt_canon_get_u32 (reader);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) choices = NULL;

  for (guint32 i = 0; i < n_choices && !reader->failed; i++)
    {
      g_autofree char *choice = lt_canon_get_text (reader);

      if (choice != NULL)
        g_strv_builder_add (builder, choice);
    }
  if (reader->failed || type >= LT_N_COLUMN_TYPES)
    return FALSE;
  choices = g_strv_builder_end (builder);
  lt_table_header_add (header, name, label, (LtColumnType) type, unit);
  lt_table_header_set_choices (header, header->columns->len - 1, (const char *const *) choices);
  return TRUE;
}

static LtTableHeader *
read_header (LtCanonReader *reader)
{
  g_autofree char *name = lt_canon_get_text (reader);
  g_autofree char *label = lt_canon_get_text (reader);
  g_autoptr (LtTableHeader) header = lt_table_header_new (name, label);
  guint32 n;

  header->shape = (LtTableShape) lt_canon_get_u8 (reader);
  g_free (header->datum);
  header->datum = lt_canon_get_text (reader);
  header->plain = lt_canon_get_u8 (reader) != 0;
  n = lt_canon_get_u32 (reader);
  if (reader->failed || header->shape >= LT_N_TABLE_SHAPES || n == 0 || n > LT_ROW_MAX_COLUMNS)
    return NULL;
  for (guint32 i = 0; i < n; i++)
    if (!read_column (header, reader))
      return NULL;
  return lt_canon_reader_done (reader) ? g_steal_pointer (&header) : NULL;
}

static gboolean
read_row (LtTableReader *self, LtCanonReader *reader)
{
  clear_row (self);
  for (guint i = 0; i < self->header->columns->len && !reader->failed; i++)
    if (lt_canon_get_u8 (reader) == 1)
      self->row.cells[i] = lt_canon_get_text (reader);
  self->row.wkb = NULL;
  self->row.wkb_size = 0;
  if (lt_canon_get_u8 (reader) == 1)
    self->row.wkb = lt_canon_get_blob (reader, &self->row.wkb_size);
  self->n_rows++;
  return lt_canon_reader_done (reader);
}

/**
 * lt_table_reader_get_header:
 * @self: a reader
 * @error: return location
 *
 * Returns: (transfer none) (nullable): what the table is; it is waited for
 */
const LtTableHeader *
lt_table_reader_get_header (LtTableReader *self, GError **error)
{
  LtCanonReader reader;
  FrameType type;

  if (self->header != NULL)
    return self->header;
  if (!fetch (self, MAGIC_SIZE, error))
    return NULL;
  if (memcmp (self->bytes->data + self->at, MAGIC, MAGIC_SIZE) != 0)
    {
      refuse (error);
      return NULL;
    }
  self->at += MAGIC_SIZE;
  if (!fetch_frame (self, &type, &reader, error))
    return NULL;
  self->header = type == FRAME_HEADER ? read_header (&reader) : NULL;
  if (self->header == NULL)
    refuse (error);
  else
    self->row.cells = g_new0 (char *, self->header->columns->len + 1);
  return self->header;
}

/**
 * lt_table_reader_next:
 * @self: a reader whose header was read
 * @error: return location
 *
 * Returns: (transfer none) (nullable): the next row, valid until the one after it;
 *   %NULL at the end, or with @error
 */
const LtTableRow *
lt_table_reader_next (LtTableReader *self, GError **error)
{
  LtCanonReader reader;
  FrameType type;

  g_return_val_if_fail (self->header != NULL, NULL);

  if (self->ended || !fetch_frame (self, &type, &reader, error))
    return NULL;
  if (type == FRAME_ROW && read_row (self, &reader))
    return &self->row;
  self->ended = type == FRAME_END && lt_canon_get_u64 (&reader) == self->n_rows
                && lt_canon_reader_done (&reader);
  if (!self->ended)
    refuse (error);
  return NULL;
}

guint64
lt_table_reader_count (const LtTableReader *self)
{
  return self->n_rows;
}
