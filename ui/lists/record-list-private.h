/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/lists/filter-box.h"
#include "ui/lists/record-list.h"
#include "ui/lists/record-model.h"
#include "ui/lists/set-box.h"
#include "ui/lists/totals-box.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* For record-list.c and its record-list-….c only. */

struct _LtRecordList
{
  GtkWidget parent_instance;

  GtkLabel *title_label;
  GtkMenuButton *kind_button;
  GtkLabel *count_label;
  GtkEditable *search_entry;
  char *given; /* (nullable): words that nobody typed there, until the entry tells of them */
  GtkToggleButton *filter_button;
  LtFilterBox *filter_box;
  GtkWidget *column_box; /* in its popover: a mark for each field */
  GtkDropDown *sort_list;
  GtkToggleButton *downward_button;
  GtkToggleButton *totals_button;
  LtTotalsBox *totals_box;
  GtkStack *stack;
  GtkColumnView *view;
  AdwStatusPage *empty_page;
  GtkWidget *empty_button;
  GtkWidget *selection_bar;
  GtkLabel *selection_label;
  LtSetBox *set_box;

  const LtKind *kind;
  gboolean any_kind;    /* to be chosen */
  gboolean kind_chosen; /* by somebody, in this county */
  LtSession *session;
  char *card;            /* (nullable): whose wish it is */
  LtListWish *wish;      /* (nullable) */
  GSimpleAction *choice; /* of the kind */
  GArray *sort_fields;   /* (element-type guint): of @sort_list */
  LtRecordModel *rows;   /* (nullable) */
  GCancellable *reading; /* of the question that waits for its answer */
  char *problem;         /* (nullable): why there is no answer */
  guint all;             /* records there are, whatever is asked */
  gboolean beginning;    /* what is shown is the beginning of what will be */
  gboolean stale;        /* to be read again when it is shown */
  gboolean showing;      /* the wish is being shown: nobody has chosen anything */
  gboolean wants_focus;  /* as soon as there are rows */
  guint focus_source;
  guint ask_source; /* what is typed is asked when it has come to rest */
};

/* record-list-kind.c */
void lt_record_list_choose_first (LtRecordList *self);

/* record-list-read.c */
void lt_record_list_read (LtRecordList *self);
void lt_record_list_show_totals (LtRecordList *self);
void lt_record_list_stop (LtRecordList *self);
void lt_record_list_fail (LtRecordList *self, const char *problem);
guint lt_record_list_count (LtRecordList *self);
void lt_record_list_show_count (LtRecordList *self);
void lt_record_list_focus_when_read (LtRecordList *self);

/* record-list-kind.c */
GMenuModel *lt_record_list_make_kinds (void);
void lt_record_list_show_columns (LtRecordList *self);
void lt_record_list_show_sort (LtRecordList *self);
void lt_record_list_show_wish (LtRecordList *self);
void lt_record_list_keep_wish (LtRecordList *self);
void lt_record_list_load_wish (LtRecordList *self);
void lt_record_list_say_empty (LtRecordList *self);

/* record-list-selection.c */
LtListRows *lt_record_list_make_rows (LtRecordList *self);
void lt_record_list_show_selection (LtRecordList *self);
void lt_record_list_activate (LtRecordList *self, guint position);
void lt_record_list_on_written (LtRecordList *self, const char *words, const char *group);
void lt_record_list_leave_set (LtRecordList *self);
void lt_record_list_install_actions (GtkWidgetClass *widget_class);

G_END_DECLS
