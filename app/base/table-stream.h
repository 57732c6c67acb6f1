/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A table on a pipe, to the program that writes foreign files. The stream is the
 * four bytes "LTW2" and then frames as in base/row-stream.h:
 *
 *   'H' header   text name, text label, u8 shape, text datum, u8 plain, u32 n,
 *                n × (text name, text label, u8 type, text unit, u32 m, m × text choice)
 *   'R' row      n × (u8 0 | u8 1, text cell), u8 0 | u8 1, blob WKB
 *   'E' end      u64 number of R frames before it
 *
 * The header comes first, the end last. Who writes the table says how it went in
 * one line: the number of rows, or "!" and what went wrong. */

/**
 * LtColumnType:
 *
 * What the cells of a column are; in brackets how they travel.
 *
 * @LT_COLUMN_TEXT: text; figures in it are no number
 * @LT_COLUMN_INTEGER: a whole number ("-3")
 * @LT_COLUMN_DECIMAL: an exact decimal ("8.6")
 * @LT_COLUMN_FLAG: "1" or "0"
 * @LT_COLUMN_DATE: a civil date ("2026-11-20")
 * @LT_COLUMN_MINUTE: a civil minute ("2026-11-20T15:42")
 * @LT_COLUMN_SHAPE: nothing: the row's shape stands there in formats that have
 *   only cells
 */
typedef enum
{
  LT_COLUMN_TEXT,
  LT_COLUMN_INTEGER,
  LT_COLUMN_DECIMAL,
  LT_COLUMN_FLAG,
  LT_COLUMN_DATE,
  LT_COLUMN_MINUTE,
  LT_COLUMN_SHAPE,
  LT_N_COLUMN_TYPES
} LtColumnType;

typedef enum
{
  LT_TABLE_NO_SHAPE,
  LT_TABLE_POINT,
  LT_TABLE_LINE,
  LT_TABLE_POLYGON,
  LT_N_TABLE_SHAPES
} LtTableShape;

/**
 * LtTableColumn:
 * @name: for programs
 * @label: for people
 * @type: what its cells are
 * @unit: of a number; empty for none
 * @choices: the words that its cells may have; empty for any
 */
typedef struct
{
  char *name;
  char *label;
  LtColumnType type;
  char *unit;
  char **choices;
} LtTableColumn;

/**
 * LtTableHeader:
 * @name: of the table, for programs: letters, figures, hyphens
 * @label: of the table, for people
 * @shape: what its rows have for a shape
 * @datum: of the shapes, as for lt_datum_new(); empty without shapes
 * @plain: whether columns are headed by their names where they would be by labels
 * @columns: (element-type LtTableColumn): at least one
 */
typedef struct
{
  char *name;
  char *label;
  LtTableShape shape;
  char *datum;
  gboolean plain;
  GPtrArray *columns;
} LtTableHeader;

/**
 * LtTableRow:
 * @cells: as many as there are columns; %NULL where there is nothing
 * @wkb: (nullable): the shape as well-known binary
 * @wkb_size: how many bytes
 */
typedef struct
{
  char **cells;
  const guint8 *wkb;
  gsize wkb_size;
} LtTableRow;

LtTableHeader *lt_table_header_new (const char *name, const char *label);
void lt_table_header_add (LtTableHeader *self,
                          const char *name,
                          const char *label,
                          LtColumnType type,
                          const char *unit);
void lt_table_header_set_choices (LtTableHeader *self, guint column, const char *const *choices);
void lt_table_header_free (LtTableHeader *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtTableHeader, lt_table_header_free)

/* Writing */
void lt_table_put_header (GByteArray *out, const LtTableHeader *header);
void lt_table_put_row (GByteArray *out,
                       const char *const *cells,
                       guint n_cells,
                       gconstpointer wkb,
                       gsize wkb_size);
void lt_table_put_end (GByteArray *out, guint64 n_rows);

/**
 * LtTableReader:
 *
 * Takes the stream from a descriptor, row by row.
 */
typedef struct _LtTableReader LtTableReader;

LtTableReader *lt_table_reader_new (int fd);
void lt_table_reader_free (LtTableReader *self);
const LtTableHeader *lt_table_reader_get_header (LtTableReader *self, GError **error);
const LtTableRow *lt_table_reader_next (LtTableReader *self, GError **error);
guint64 lt_table_reader_count (const LtTableReader *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtTableReader, lt_table_reader_free)

G_END_DECLS
