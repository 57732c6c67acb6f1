/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/store.h"

G_BEGIN_DECLS

/* Where the rows of a batch stand in their source. The batch's record has it, not the
 * blob: the same rows may come from two files, and are one blob. Of all rows in the
 * order of their place's id, their item's code and their time it tells, by turns,
 *
 *   z  how many lines the row stands behind the row before it; the first behind 0
 *   v  how many rows, this one among them, do so
 *
 * (see store/varint.h), as a zlib stream (RFC 1950) in base 64. Files are written in
 * some order: a year of hours of many stations is a few hundred bytes. One that has so
 * little of an order that it would be a burden to the record tells no lines. */

#define LT_BATCH_LINES_MOST_RAW  (1024 * 1024) /* bytes */
#define LT_BATCH_LINES_MOST_TEXT (256 * 1024)

/**
 * LtBatchLines:
 *
 * Takes the lines of a batch's rows in their order.
 */
typedef struct _LtBatchLines LtBatchLines;

/**
 * LtReadingLine:
 * @time: of a row
 * @line: where it stands in the file that its batch came from, from 1
 */
typedef struct
{
  gint64 time;
  gint64 line;
} LtReadingLine;

LtBatchLines *lt_batch_lines_new (void);
void lt_batch_lines_free (LtBatchLines *self);
void lt_batch_lines_add (LtBatchLines *self, gint64 line);
char *lt_batch_lines_to_text (LtBatchLines *self);

GArray *lt_batch_lines_read (const char *text, gint64 n_rows, gint64 first, gint64 n);
GArray *lt_store_list_reading_lines (LtStore *self,
                                     const LtRecord *batch,
                                     const LtId *place,
                                     const char *item,
                                     gint64 from,
                                     gint64 to,
                                     GError **error);
gint64 lt_reading_lines_find (const GArray *lines, gint64 time);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtBatchLines, lt_batch_lines_free)

G_END_DECLS
