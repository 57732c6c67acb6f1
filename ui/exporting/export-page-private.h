/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/exporting/export-choices.h"
#include "ui/exporting/export-job.h"
#include "ui/exporting/export-page.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* For export-page.c and its export-page-….c only. */

struct _LtExportPage
{
  GtkWidget parent_instance;

  GtkDropDown *kind_list;
  AdwActionRow *words_row;
  GtkSwitch *words_switch;
  GtkWidget *columns_row;
  GtkSwitch *columns_switch;
  GtkWidget *time_row;
  GtkEditable *from_entry;
  GtkEditable *to_entry;
  GtkDropDown *format_list;
  GtkWidget *datum_row;
  GtkDropDown *datum_list;
  GtkDropDown *heading_list;
  AdwActionRow *masked_row;
  GtkSwitch *masked_switch;
  GtkWidget *foot;
  GtkWidget *busy_box;
  GtkProgressBar *progress_bar;
  GtkLabel *report_label;

  LtExportChoices kinds;
  LtExportChoices formats;
  LtExportChoices datums;
  LtSession *session;
  LtLongWork *work;   /* that was begun here last */
  GtkWidget *pressed; /* (nullable) (weak): by which, and gets the keyboard again */
  guint pulse;        /* source; of a work that knows no end */
  LtListRows *rows;   /* (nullable): what a list shows */
  GFile *folder;      /* (nullable): where the last file was put, at first beside the county */
  LtExportWish *wish; /* (nullable): that waits for its place or a word */
};

/* export-page.c */
void lt_export_page_say (LtExportPage *self, const char *words, gboolean is_problem);
void lt_export_page_begin (LtExportPage *self);

/* export-page-place.c */
gboolean lt_export_page_needs_passphrase (LtExportPage *self);
void lt_export_page_choose_place (LtExportPage *self,
                                  const char *title,
                                  const char *stem,
                                  const char *ending,
                                  const char *accept);

G_END_DECLS
