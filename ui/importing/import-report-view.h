/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/importing.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LT_TYPE_IMPORT_REPORT_VIEW (lt_import_report_view_get_type ())
G_DECLARE_FINAL_TYPE (LtImportReportView, lt_import_report_view, LT, IMPORT_REPORT_VIEW, GtkWidget)

/**
 * LtImportReportView:
 *
 * What an import did or would do: the counts in words, what was assumed, and the
 * problems, each with its line, column and value. All of it can be copied as text.
 */
GtkWidget *lt_import_report_view_new (void);
void
lt_import_report_view_show (LtImportReportView *self, const LtImportReport *report, gboolean trial);
void lt_import_report_view_set_undone (LtImportReportView *self);
char *lt_import_report_to_words (const LtImportReport *report, gboolean trial);

G_END_DECLS
