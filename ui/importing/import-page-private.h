/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/importing/datum-question.h"
#include "ui/importing/file-page.h"
#include "ui/importing/import-job.h"
#include "ui/importing/import-page.h"
#include "ui/importing/import-report-view.h"
#include "ui/importing/kept-imports.h"
#include "ui/importing/mapping-page.h"

G_BEGIN_DECLS

/* For import-page.c and import-page-work.c only. */

/* The steps are the names of the stack's pages: start, file, mapping, datum, check, report,
 * and busy while a thread works. */
struct _LtImportPage
{
  GtkWidget parent_instance;

  GtkLabel *step_label;
  GtkLabel *problem_label;
  GtkLabel *told_label; /* what is no problem */
  GtkStack *steps;
  GtkBox *start_box;
  GtkBox *check_box;
  GtkWidget *columns_button;
  GtkButton *datum_button;
  GtkButton *waiting_button;
  GtkCheckButton *create_button;
  GtkWidget *candidates_box;
  GtkDropDown *candidates;
  GtkLabel *busy_label;
  GtkProgressBar *bar;
  GtkWidget *foot;
  GtkWidget *stop_button;
  GtkWidget *undo_button;
  GtkWidget *refused_button;
  GtkButton *next_button;
  LtKeptImports *kept;
  LtFilePage *file_page;
  LtMappingPage *mapping_page;
  LtDatumQuestion *datum_question;
  LtImportReportView *trial;
  LtImportReportView *report;

  LtSession *session;
  LtImportWish *wish;     /* (nullable): the file at hand */
  LtLongWork *work;       /* the last that was begun */
  const char *came_from;  /* the step before the work */
  GQueue waiting;         /* (element-type utf8): files that follow */
  GArray *done;           /* (nullable) (element-type LtId): what the report at hand is of */
  LtRefusedRows *refused; /* (nullable): of the trial or report at hand */
  gboolean is_of_use;     /* whether what was tried would change anything */
  guint rows;             /* how many the file has; 0 where that is not known */
  gboolean asked_mapping;
  gboolean asked_datum;
  gboolean undoing; /* what is going on cannot be stopped */
  gboolean showing; /* the options are set by the program */
};

/* import-page.c */
void lt_import_page_say (LtImportPage *self, const char *words);
void lt_import_page_tell (LtImportPage *self, const char *words);
void lt_import_page_go_to (LtImportPage *self, const char *step);
gboolean lt_import_page_is_at (LtImportPage *self, const char *step);
LtImportFlags lt_import_page_read_options (LtImportPage *self);

gboolean lt_import_page_begin_file (LtImportPage *self, const char *path, GError **error);

/* import-page-waiting.c */
void lt_import_page_install_waiting (GtkWidgetClass *widget_class);
void lt_import_page_show_waiting (LtImportPage *self);
void lt_import_page_forget_waiting (LtImportPage *self);
gboolean lt_import_page_begin_waiting (LtImportPage *self);

/* import-page-refused.c */
void lt_import_page_take_refused (LtImportPage *self, const LtImportReport *report);
void lt_import_page_forget_refused (LtImportPage *self);
void lt_import_page_show_refused (LtImportPage *self);
void lt_import_page_install_refused (GtkWidgetClass *widget_class);

/* import-page-undo.c */
void lt_import_page_install_undo (GtkWidgetClass *widget_class);

/* import-page-work.c */
typedef void (*LtImportEndedFunc) (LtImportPage *self, gpointer result, const GError *error);

gboolean lt_import_page_take_work (LtImportPage *self,
                                   LtLongWork *work,
                                   LtImportEndedFunc on_end,
                                   const GError *error);
void lt_import_page_go_back_with (LtImportPage *self, const GError *error);
gboolean lt_import_page_is_signed_in (LtImportPage *self);
void lt_import_page_forget_work (LtImportPage *self);
gboolean lt_import_page_look (LtImportPage *self, GError **error);
void lt_import_page_map (LtImportPage *self);
void lt_import_page_try (LtImportPage *self);
void lt_import_page_import (LtImportPage *self);

G_END_DECLS
