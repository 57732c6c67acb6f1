/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "report/paper-template.h"

#include <cairo.h>

G_BEGIN_DECLS

/* A4 in points of 1/72 inch, the unit of every page */
#define LT_PAGE_WIDTH  (210.0 / 25.4 * 72.0)
#define LT_PAGE_HEIGHT (297.0 / 25.4 * 72.0)

/**
 * LtPages:
 *
 * A paper, laid out: its pages can be counted and painted, on the screen, to
 * PDF and to a printer alike. For one thread.
 */
typedef struct _LtPages LtPages;

/**
 * LtPageMarks:
 * @title: (nullable): of the document, for the PDF's properties
 * @watermark: (nullable): in large grey letters across each page
 * @footer: (nullable): below the text of each page
 */
typedef struct
{
  const char *title;
  const char *watermark;
  const char *footer;
} LtPageMarks;

LtPages *lt_pages_new (GPtrArray *blocks, const LtPageMarks *marks);
guint lt_pages_count (const LtPages *self);
void lt_pages_paint (LtPages *self, cairo_t *cr, guint page);
gboolean lt_pages_to_pdf (LtPages *self, const char *path, gint64 now, GError **error);
const char *lt_pages_get_substitute (const LtPages *self);
void lt_pages_free (LtPages *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtPages, lt_pages_free)

G_END_DECLS
