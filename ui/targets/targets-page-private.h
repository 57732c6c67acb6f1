/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/targets/figure-box.h"
#include "ui/targets/override-box.h"
#include "ui/targets/plan-adding.h"
#include "ui/targets/target-choices.h"
#include "ui/targets/targets-page.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* For targets-page.c and its parts. */
struct _LtTargetsPage
{
  GtkWidget parent_instance;

  GtkLabel *count_label;
  GtkEntry *date_entry;
  GtkDropDown *plan_choice;
  GtkDropDown *verdict_choice;
  GtkWidget *ended_bar;
  GtkLabel *ended_label;
  GtkButton *ended_button;
  GtkStack *stack;
  AdwStatusPage *empty_page;
  GtkColumnView *view;
  GtkLabel *words_label;
  GtkWidget *figure_button;
  LtFigureBox *figure_box;
  GtkWidget *override_button;
  LtOverrideBox *override_box;
  GtkWidget *add_button;
  LtPlanAdding *adding;

  GListStore *rows;
  GtkCustomFilter *filter;
  GtkSingleSelection *selection;
  LtTargetChoices *choices;

  LtSession *session;
  LtTargetBoard *board; /* (nullable): as it is shown */
  char *date;           /* (nullable): the day that was asked for; %NULL for today */
  char *wanted;         /* (nullable): a rule or a target that is chosen as soon as it is there */
  GCancellable *reading;
  guint ask_source;
  gboolean is_stale;
  gboolean is_filling;
  gboolean is_filled; /* whether there is a table */
  gboolean is_adding; /* whether a plan is being added */
};

/* targets-acts.c: what is reported, laid down and added */
void lt_targets_page_bind_acts (GtkWidgetClass *widget_class);
void lt_targets_page_hand_session (LtTargetsPage *self);
void lt_targets_page_show_acts (LtTargetsPage *self);
void lt_targets_page_turn (LtTargetsPage *self);
void lt_targets_page_choose_wanted (LtTargetsPage *self);

G_END_DECLS
