/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Rows on a pipe, from a program that reads foreign files to one that trusts
 * neither the files nor the program. The stream is the four bytes "LTR1" and
 * then frames: a byte for what it is, the number of its payload's bytes in 32
 * bits, the payload, all in canonical bytes (base/canon.h):
 *
 *   'H' header   text format, text encoding, text datum, text shape, u32 n, n × text column
 *                [, text title]
 *   'R' row      u64 line, n × (u8 0 | u8 1, text cell), u8 0 | u8 1, blob WKB
 *   'P' problem  u64 line, text column, text value, text problem: a row that cannot be given
 *                [, u8 1: a remark on rows that are given, and no row itself]
 *   'E' end      u64 number of rows before it, R and P without remarks
 *   'F' failure  text message [, u8 1: a choice is missing]
 *   'G' progress u32 hundredths of the file that were read
 *
 * One header comes first, one end or failure comes last, nothing follows it; a
 * failure may also stand alone. Progress may stand anywhere before the end.
 * A line is counted from 1: the physical line on which the row begins, or the
 * number of the feature in a file that is not made of lines. */

#define LT_ROW_MAX_COLUMNS 16384        /* as many as a spreadsheet can have */
#define LT_ROW_MAX_CELL    (16u << 20)  /* bytes of one cell */
#define LT_ROW_MAX_FRAME   (128u << 20) /* bytes of one row, its shape included */

typedef enum
{
  LT_ROW_HEADER = 'H',
  LT_ROW_ROW = 'R',
  LT_ROW_PROBLEM = 'P',
  LT_ROW_END = 'E',
  LT_ROW_FAILURE = 'F',
} LtRowType;

/**
 * LtRowHeader:
 * @format: "csv", "geojson", "gpkg", "xlsx" …
 * @encoding: how the file's text was read: "utf-8", "gb18030", "big5", "utf-16"
 * @datum: what the file itself says its coordinates are in, as for
 *   lt_datum_new(); empty where it says nothing
 * @shape: "point", "line" or "polygon" where all its shapes are of that class,
 *   "none" where it has no shapes; empty where they are mixed
 * @title: what stands above the columns' names, its lines parted by line
 *   breaks; empty where nothing does
 * @columns: names, ended by %NULL; one that has none is called "#1" for the first
 */
typedef struct
{
  char *format;
  char *encoding;
  char *datum;
  char *shape;
  char *title;
  char **columns;
} LtRowHeader;

/**
 * LtRow:
 * @line: line or feature, from 1
 * @cells: as many as there are columns; %NULL where there is nothing
 * @wkb: (nullable): the shape as well-known binary
 *
 * The texts are the decoder's, and there until its next frame.
 */
typedef struct
{
  guint64 line;
  char **cells;
  GBytes *wkb;
} LtRow;

/**
 * LtRowProblem:
 * @line: line or feature, from 1
 * @column: name of the column; empty for the whole row
 * @value: what stands there
 * @problem: what is wrong with it
 * @kept: whether the row is given all the same, and this is no row of its own
 */
typedef struct
{
  guint64 line;
  char *column;
  char *value;
  char *problem;
  gboolean kept;
} LtRowProblem;

/**
 * LtRowCell:
 * @text: (nullable): what stands in it, UTF-8, need not be ended by NUL
 * @size: its bytes
 */
typedef struct
{
  const char *text;
  gsize size;
} LtRowCell;

int lt_row_header_find (const LtRowHeader *self, const char *column);

/* Writing */
void lt_row_put_start (GByteArray *out);
void lt_row_put_header (GByteArray *out,
                        const char *format,
                        const char *encoding,
                        const char *datum,
                        const char *shape,
                        const char *title,
                        const char *const *columns);
void lt_row_put_row (GByteArray *out,
                     guint64 line,
                     const char *const *cells,
                     guint n_cells,
                     gconstpointer wkb,
                     gsize wkb_size);
void lt_row_put_cells (GByteArray *out,
                       guint64 line,
                       const LtRowCell *cells,
                       guint n_cells,
                       gconstpointer wkb,
                       gsize wkb_size);
void lt_row_put_problem (GByteArray *out,
                         guint64 line,
                         const char *column,
                         const char *value,
                         const char *problem,
                         gboolean kept);
void lt_row_put_end (GByteArray *out, guint64 n_rows);
void lt_row_put_failure (GByteArray *out, const char *message, gboolean choice_missing);
void lt_row_put_progress (GByteArray *out, guint percent);

/**
 * LtRowDecoder:
 *
 * Takes the stream in pieces of any size and gives it back frame by frame.
 */
typedef struct _LtRowDecoder LtRowDecoder;

LtRowDecoder *lt_row_decoder_new (void);
void lt_row_decoder_free (LtRowDecoder *self);
void lt_row_decoder_push (LtRowDecoder *self, gconstpointer bytes, gsize size);
gboolean lt_row_decoder_next (LtRowDecoder *self, LtRowType *type, GError **error);
gboolean lt_row_decoder_finish (LtRowDecoder *self, GError **error);
const LtRowHeader *lt_row_decoder_get_header (const LtRowDecoder *self);
const LtRow *lt_row_decoder_get_row (const LtRowDecoder *self);
const LtRowProblem *lt_row_decoder_get_problem (const LtRowDecoder *self);
const char *lt_row_decoder_get_failure (const LtRowDecoder *self, gboolean *choice_missing);
guint lt_row_decoder_get_percent (const LtRowDecoder *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtRowDecoder, lt_row_decoder_free)

G_END_DECLS
