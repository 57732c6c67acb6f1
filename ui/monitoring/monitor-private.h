/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/monitoring/chart-view.h"
#include "ui/monitoring/dust-view.h"
#include "ui/monitoring/latest-table.h"
#include "ui/monitoring/monitor-page.h"
#include "ui/monitoring/monitor-places.h"
#include "ui/monitoring/rank-view.h"
#include "ui/monitoring/value-table.h"
#include "work/series-limits.h"

G_BEGIN_DECLS

/* For monitor-page.c and its other monitor-….c only. */

struct _LtMonitorPage
{
  GtkWidget parent_instance;

  GtkStack *stack;
  GtkOrientable *head;
  GtkToggleButton *time_button;
  GtkToggleButton *latest_button;
  GtkToggleButton *dust_button;
  GtkToggleButton *rank_button;
  GtkStack *view_stack;
  LtLatestTable *latest_table;
  LtDustView *dust_view;
  GtkDropDown *dust_choice;
  LtRankView *rank_view;
  GtkDropDown *rank_item_choice;
  GtkDropDown *rank_of_choice;
  GtkDropDown *rank_period_choice;
  GtkDropDown *item_choice;
  GtkDropDown *interval_choice;
  GtkDropDown *form_choice;
  GtkDropDown *span_choice;
  LtMonitorPlaces *places;
  GtkStack *form_stack;
  LtChartView *chart_view;
  LtValueTable *value_table;
  GtkMenuButton *explain_button;
  GtkButton *save_button;
  GtkLabel *problem;
  GtkLabel *words;
  GtkDropDown *judge_choice;
  GtkMenuButton *origin_button;

  LtSession *session;
  LtItems *items;      /* (nullable): what is known of items */
  GPtrArray *measured; /* (nullable) (element-type LtMeasured) */
  GPtrArray *codes;    /* (element-type utf8): of the items in the choice */
  GArray *intervals;   /* LtInterval: in the choice */
  GArray *forms;       /* LtChartForm: in the choice */
  LtSeriesWish *wish;
  gint64 last; /* time of the last value, as it was when the wish was made */
  LtChartForm form;
  gboolean as_table;      /* values downward in place of a diagram */
  GPtrArray *series;      /* (nullable) (element-type LtSeries): what is shown */
  LtSeriesLimits *limits; /* (nullable): what it is held against */
  GPtrArray *judges;      /* (element-type utf8): names in the choice, from the third on */
  LtSeriesWish *shown;    /* (nullable): what they were read for; the wish may be further on */
  LtChartForm shown_form;
  GCancellable *reading;
  GCancellable *listing;
  GCancellable *reading_latest;
  GCancellable *reading_dust;
  GCancellable *reading_ranks;
  GCancellable *reading_origin;
  GCancellable *explaining;
  char *dust_last;   /* (nullable): the last month of the ranks; %NULL for the last there is */
  gint64 rank_month; /* that is ranked, civil minutes; 0 for the last that is over */
  gboolean showing;  /* choices are being set, not made */
};

const LtItem *lt_monitor_page_get_item (LtMonitorPage *self);
void lt_monitor_page_say (LtMonitorPage *self, const char *words);

void lt_monitor_page_keep_wish (LtMonitorPage *self);
void lt_monitor_page_recall_wish (LtMonitorPage *self);
void lt_monitor_page_ask (LtMonitorPage *self);
void lt_monitor_page_stop (GCancellable **cancellable);

/* monitor-chart.c */
void lt_monitor_page_show_chart (LtMonitorPage *self);
void lt_monitor_page_forget_shown (LtMonitorPage *self);
gboolean lt_monitor_page_get_picked (LtMonitorPage *self, guint *series, gsize *point);
void lt_monitor_page_focus_values (LtMonitorPage *self);

/* monitor-choices.c */
LtTimeRange lt_monitor_page_get_range (LtMonitorPage *self, const char *item, LtInterval interval);
void lt_monitor_page_renew (LtMonitorPage *self);
void lt_monitor_page_show_item (LtMonitorPage *self);
void lt_monitor_page_show_interval (LtMonitorPage *self);
void lt_monitor_page_choose_span (LtMonitorPage *self);
void lt_monitor_page_set_span (LtMonitorPage *self);

/* monitor-judging.c */
void lt_monitor_page_fill_judges (LtMonitorPage *self);
void lt_monitor_page_take_judge (LtMonitorPage *self);
void lt_monitor_page_forget_judge (LtMonitorPage *self);

/* monitor-latest.c */
void lt_monitor_page_ask_latest (LtMonitorPage *self);

/* monitor-dust.c */
void lt_monitor_page_fill_dust (LtMonitorPage *self);
void lt_monitor_page_ask_dust (LtMonitorPage *self);
void lt_monitor_page_move_dust (LtMonitorPage *self, int direction);
LtDustWish *lt_monitor_page_wish_dust (LtMonitorPage *self);

/* monitor-ranks.c */
void lt_monitor_page_fill_ranks (LtMonitorPage *self);
void lt_monitor_page_ask_ranks (LtMonitorPage *self);
void lt_monitor_page_move_ranks (LtMonitorPage *self, int direction);

/* monitor-words.c */
void lt_monitor_page_tell_unpicked (LtMonitorPage *self);
void lt_monitor_page_tell_picked (LtMonitorPage *self);
void lt_monitor_page_show_origin (GtkMenuButton *button, gpointer user_data);

/* monitor-explain.c */
void lt_monitor_page_offer_explanation (LtMonitorPage *self);
void lt_monitor_page_explain (GtkMenuButton *button, gpointer user_data);

/* monitor-save.c */
void lt_monitor_page_show_saving (LtMonitorPage *self);
void lt_monitor_page_save (GtkWidget *widget, const char *name, GVariant *target);

G_END_DECLS
