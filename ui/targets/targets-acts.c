/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What an officer does on the page of targets: the table is saved, a figure is reported, the
 * county's own limit is laid down, a plan of the bureau's own is added. */

#include "ui/shell/file-choice.h"
#include "ui/shell/list-spot.h"
#include "ui/shell/table-saving.h"
#include "work/verdict-table.h"
#include "ui/targets/target-row.h"
#include "ui/targets/targets-page-private.h"
#include "work/own-plan.h"
#include "work/plan-table.h"

#include <glib/gi18n-lib.h>

static LtTargetRow *
get_chosen (LtTargetsPage *self)
{
  return self->board == NULL ? NULL : gtk_single_selection_get_selected_item (self->selection);
}

/* ---- the table as a file ------------------------------------------------------- */

static void
on_saved (GtkWidget *page, const char *words)
{
  gtk_label_set_text (LT_TARGETS_PAGE (page)->count_label, words);
}

static void
on_save (GtkWidget *widget, const char *action, GVariant *unused)
{
  LtTargetsPage *self = LT_TARGETS_PAGE (widget);
  GListModel *shown = G_LIST_MODEL (self->selection);
  g_autoptr (LtSeenTable) table = NULL;
  g_autofree char *stem = NULL;

  if (self->board == NULL)
    return;
  table = lt_verdict_table_new_targets ();
  for (guint i = 0; i < g_list_model_get_n_items (shown); i++)
    {
      g_autoptr (LtTargetRow) row = g_list_model_get_item (shown, i);

      lt_verdict_table_add_target (table, self->board, lt_target_row_get_target (row));
    }
  /* Translators: name of a file: how the county stands to the rules, and of which day */
  stem = g_strdup_printf (_ ("targets on %s"), self->board->date);
  lt_table_saving_ask_seen (GTK_WIDGET (self), self->session, stem, g_steal_pointer (&table),
                            on_saved);
}

/* ---- beside a rule ------------------------------------------------------------ */

/* The little form asks for what the chosen rule needs. */
static void
on_figure_opened (LtTargetsPage *self)
{
  LtTargetRow *row = get_chosen (self);

  if (row != NULL)
    lt_figure_box_show (self->figure_box, lt_target_row_get_target (row),
                        lt_plans_get_words (self->board->plans), self->board->date);
}

static void
on_figure_saved (LtTargetsPage *self)
{
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->figure_button));
  lt_list_stand_on_chosen (self->view);
}

static void
on_override_opened (LtTargetsPage *self)
{
  LtTargetRow *row = get_chosen (self);

  if (row != NULL)
    lt_override_box_show (self->override_box, lt_target_row_get_target (row)->rule,
                          lt_plans_get_words (self->board->plans));
}

static void
on_override_saved (LtTargetsPage *self)
{
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->override_button));
  lt_list_stand_on_chosen (self->view);
}

/* ---- a plan of the bureau's own ----------------------------------------------- */

/**
 * lt_targets_page_turn:
 * @self: a page
 *
 * Shows the plan that is being added; else the table, or why there is none.
 */
void
lt_targets_page_turn (LtTargetsPage *self)
{
  gtk_stack_set_visible_child_name (self->stack, self->is_adding   ? "adding"
                                                 : self->is_filled ? "table"
                                                                   : "empty");
  gtk_widget_set_visible (self->ended_bar,
                          !self->is_adding && self->board != NULL && self->board->last_day != NULL);
}

static void
on_add_plan (GtkWidget *widget, const char *action, GVariant *unused)
{
  LtTargetsPage *self = LT_TARGETS_PAGE (widget);

  if (self->session == NULL)
    return;
  self->is_adding = TRUE;
  lt_targets_page_turn (self);
  lt_plan_adding_begin (self->adding);
}

/* The plan of the chosen rule, else the first one. */
static void
on_sample_wanted (LtTargetsPage *self)
{
  LtTargetRow *row = get_chosen (self);
  const LtPlanRule *rule = row != NULL           ? lt_target_row_get_target (row)->rule
                           : self->board == NULL ? NULL
                                                 : lt_plans_get_rule (self->board->plans, 0);
  g_autofree char *stem = NULL;

  if (rule == NULL)
    return;
  /* Translators: name of a file: the rules of a plan as a table, a sample for another plan */
  stem = g_strdup_printf (_ ("rules as in %s"), rule->plan->code);
  lt_table_saving_ask_seen (GTK_WIDGET (self), self->session, stem,
                            lt_plan_table_make (self->board->plans, rule->plan->code), on_saved);
}

static void
on_adding_closed (LtTargetsPage *self, const char *added)
{
  self->is_adding = FALSE;
  if (added != NULL)
    lt_target_choices_choose_plan (self->choices, added);
  lt_targets_page_turn (self);
  lt_targets_page_focus (self);
}

/* ---- who may ------------------------------------------------------------------ */

static void
show_can (GtkWidget *button, gboolean can, const char *what, const char *why_not)
{
  gtk_widget_set_sensitive (button, can);
  gtk_widget_set_tooltip_text (button, can ? what : why_not);
}

/**
 * lt_targets_page_show_acts:
 * @self: a page
 *
 * Whoever may not do it is told why he cannot.
 */
void
lt_targets_page_show_acts (LtTargetsPage *self)
{
  LtTargetRow *row = get_chosen (self);
  const LtTarget *target = row == NULL ? NULL : lt_target_row_get_target (row);
  gboolean signed_in = self->session != NULL && lt_session_get_officer (self->session) != NULL;
  gboolean may = signed_in && lt_work_may_lay_down (self->session);

  gtk_widget_set_visible (self->figure_button,
                          target != NULL && lt_target_can_be_reported (target));
  gtk_widget_set_visible (self->override_button,
                          target != NULL && target->rule->source != LT_RULE_BY_CALENDAR);
  show_can (self->figure_button, signed_in,
            _ ("Enter what the file cannot measure, with its source"),
            _ ("Sign in to report a figure"));
  show_can (self->override_button, may,
            _ ("Lay down the county's own limit of this rule, or that it is not applied"),
            _ ("Sign in as keeper, reviewer or signatory to lay down the county's own limit"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "targets.add-plan", may);
  gtk_widget_set_tooltip_text (self->add_button,
                               may ? _ ("Add a plan of the bureau's own from a table of its rules")
                                   : _ ("Sign in as keeper, reviewer or signatory to add a plan"));
}

/* ---- parts of the page -------------------------------------------------------- */

/**
 * lt_targets_page_bind_acts:
 * @widget_class: the page's class
 */
void
lt_targets_page_bind_acts (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, LtTargetsPage, figure_button);
  gtk_widget_class_bind_template_child (widget_class, LtTargetsPage, figure_box);
  gtk_widget_class_bind_template_child (widget_class, LtTargetsPage, override_button);
  gtk_widget_class_bind_template_child (widget_class, LtTargetsPage, override_box);
  gtk_widget_class_bind_template_child (widget_class, LtTargetsPage, add_button);
  gtk_widget_class_bind_template_child (widget_class, LtTargetsPage, adding);
  gtk_widget_class_bind_template_callback (widget_class, on_figure_opened);
  gtk_widget_class_bind_template_callback (widget_class, on_figure_saved);
  gtk_widget_class_bind_template_callback (widget_class, on_override_opened);
  gtk_widget_class_bind_template_callback (widget_class, on_override_saved);
  gtk_widget_class_bind_template_callback (widget_class, on_adding_closed);
  gtk_widget_class_bind_template_callback (widget_class, on_sample_wanted);
  gtk_widget_class_install_action (widget_class, "targets.add-plan", NULL, on_add_plan);
  gtk_widget_class_install_action (widget_class, "targets.save", NULL, on_save);
}

/**
 * lt_targets_page_hand_session:
 * @self: a page whose session is another now
 */
void
lt_targets_page_hand_session (LtTargetsPage *self)
{
  self->is_adding = FALSE;
  lt_figure_box_set_session (self->figure_box, self->session);
  lt_override_box_set_session (self->override_box, self->session);
  lt_plan_adding_set_session (self->adding, self->session);
  lt_targets_page_show_acts (self);
}

/* A table that is just shown has no height to scroll in. */
static gboolean
on_laid_out (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  LtTargetsPage *self = LT_TARGETS_PAGE (widget);

  if (gtk_widget_get_height (gtk_widget_get_last_child (GTK_WIDGET (self->view))) == 0)
    return G_SOURCE_CONTINUE;
  lt_list_stand_on_chosen (self->view);
  return G_SOURCE_REMOVE;
}

static gboolean
is_wanted (LtTargetsPage *self, LtTargetRow *row)
{
  g_autofree char *key = lt_target_row_make_key (row);

  return g_str_equal (key, self->wanted)
         || g_str_equal (lt_target_row_get_target (row)->rule->id, self->wanted);
}

/* The row of what was asked for, whatever was chosen to be shown before. */
void
lt_targets_page_choose_wanted (LtTargetsPage *self)
{
  GListModel *shown = G_LIST_MODEL (self->selection);

  if (self->wanted == NULL)
    return;
  lt_target_choices_choose_all (self->choices);
  for (guint i = 0; i < g_list_model_get_n_items (shown); i++)
    {
      g_autoptr (LtTargetRow) row = g_list_model_get_item (shown, i);

      if (!is_wanted (self, row))
        continue;
      gtk_single_selection_set_selected (self->selection, i);
      gtk_widget_add_tick_callback (GTK_WIDGET (self), on_laid_out, NULL, NULL);
      break;
    }
  g_clear_pointer (&self->wanted, g_free);
}

/**
 * lt_targets_page_show_target:
 * @self: a page
 * @target: number of a rule, or what lt_target_make_key() gave
 *
 * Chooses its row, of a rule the first, as soon as it is judged.
 */
void
lt_targets_page_show_target (LtTargetsPage *self, const char *target)
{
  g_return_if_fail (LT_IS_TARGETS_PAGE (self));

  g_free (self->wanted);
  self->wanted = g_strdup (target);
  if (self->board != NULL && self->is_filled && self->reading == NULL)
    lt_targets_page_choose_wanted (self);
}
