/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "convert/source.h"

G_BEGIN_DECLS

/**
 * LtXlsxSheet:
 * @name: as its tab says
 * @member: of the archive
 */
typedef struct
{
  char *name;
  char *member;
  gboolean hidden;
} LtXlsxSheet;

/* How a number is shown, as far as it changes what it means. */
typedef enum
{
  LT_XLSX_NUMBER,
  LT_XLSX_PERCENT,
  LT_XLSX_DATE,
  LT_XLSX_MONTH, /* a date without its day */
  LT_XLSX_TIME,
  LT_XLSX_DATE_TIME,
} LtXlsxShow;

/**
 * LtXlsxBook:
 *
 * What the sheets of a workbook (ECMA-376 part 1, 18) have in common.
 */
typedef struct
{
  LtSource *source;
  GPtrArray *sheets;  /* (element-type LtXlsxSheet) */
  GArray *styles;     /* (element-type LtXlsxShow): by number of the cell's style */
  GPtrArray *strings; /* (element-type utf8): the shared strings */
  GStringChunk *text; /* that they lie in */
  gboolean from_1904;
} LtXlsxBook;

/**
 * LtXlsxPiece:
 *
 * Called for each piece of a member.
 */
typedef gboolean (*LtXlsxPieceFunc) (const char *bytes,
                                     gsize size,
                                     gpointer user_data,
                                     GError **error);

/* xlsx-book.c */
gboolean lt_xlsx_book_open (LtXlsxBook *self, LtSource *source, gboolean texts, GError **error);
void lt_xlsx_book_close (LtXlsxBook *self);
gboolean lt_xlsx_each_piece (LtSource *source,
                             const char *member,
                             LtXlsxPieceFunc func,
                             gpointer user_data,
                             GError **error);
gboolean lt_xlsx_parse (LtSource *source,
                        const char *member,
                        const GMarkupParser *parser,
                        gpointer user_data,
                        GError **error);
const char *lt_xlsx_local_name (const char *name);
const char *
lt_xlsx_attribute (const char *const *names, const char *const *values, const char *wanted);

/* xlsx-value.c */
LtXlsxShow lt_xlsx_show_of_number (guint number);
LtXlsxShow lt_xlsx_show_of_code (const char *code);
char *lt_xlsx_value_print (const char *value, LtXlsxShow show, gboolean from_1904);

G_END_DECLS
