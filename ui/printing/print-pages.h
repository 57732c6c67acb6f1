/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "report/pages.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef void (*LtPrintDone) (const GError *error, gpointer user_data);

/**
 * LtPrintPaint:
 * @cr: where, in points of 1/72 inch from the corner of the paper
 * @page: which page, from 0
 * @paper: what is printed
 */
typedef void (*LtPrintPaint) (cairo_t *cr, guint page, gpointer paper);

/**
 * LtPrintPaper:
 * @size: of the paper, as GTK_PAPER_NAME_A4
 * @lying: whether the paper lies
 * @n_pages: how many
 * @paint: paints one
 * @paper: (transfer full): for @paint
 * @free_paper: frees @paper
 *
 * What is printed.
 */
typedef struct
{
  const char *size;
  gboolean lying;
  guint n_pages;
  LtPrintPaint paint;
  gpointer paper;
  GDestroyNotify free_paper;
} LtPrintPaper;

void lt_print_paper (GtkWindow *parent,
                     const char *job_name,
                     const LtPrintPaper *paper,
                     LtPrintDone done,
                     GObject *owner);
void lt_print_pages (GtkWindow *parent,
                     const char *job_name,
                     LtPages *pages,
                     LtPrintDone done,
                     GObject *owner);

G_END_DECLS
