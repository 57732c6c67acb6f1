/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/known-shapes.h"
#include "exchange/reading-import.h"

G_BEGIN_DECLS

/* Rows that are counted; a file with more has "more than" so many. */
#define LT_RECOGNISE_ROWS 200000

/**
 * LtLikelyKind:
 * @name: of a kind of records, or "reading"
 * @complete: whether the columns alone tell all that every record needs
 * @columns: how many of the file's columns are known
 * @known_as: (nullable): what shape of file it is known as, in the screen's language
 * @origin: (nullable): who publishes such files
 *
 * What the rows of a file may be.
 */
typedef struct
{
  char *name;
  gboolean complete;
  guint columns;
  char *known_as;
  char *origin;
} LtLikelyKind;

/**
 * LtRecognition:
 * @format: "csv", "geojson", "xlsx" …
 * @encoding: how the text was read
 * @file_datum: (nullable): what the file says of its coordinates
 * @shape: "point", "line", "polygon", "none", or empty where they are mixed
 * @columns: names of the columns
 * @rows: how many rows it has, as far as they were counted
 * @more: whether it has more than those
 * @kinds: (element-type LtLikelyKind): what they may be, the likeliest first; none
 *   where nothing is like it
 *
 * What a file is, told by its columns before anything is asked about it.
 */
typedef struct
{
  char *format;
  char *encoding;
  char *file_datum;
  char *shape;
  char **columns;
  guint rows;
  gboolean more;
  GPtrArray *kinds;
} LtRecognition;

typedef void (*LtRecogniseFunc) (guint rows, gpointer user_data);

LtRecognition *lt_recognise (const char *path,
                             const char *part,
                             LtReadingPlan *readings,
                             const LtKind *const *kinds,
                             LtRecogniseFunc on_rows,
                             gpointer user_data,
                             GCancellable *cancellable,
                             GError **error);
void lt_recognition_free (LtRecognition *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtRecognition, lt_recognition_free)

G_END_DECLS
