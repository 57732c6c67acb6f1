/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/targets/targets-page-private.h"

#include "base/civil-time.h"
#include "ui/shell/children.h"
#include "ui/shell/list-spot.h"
#include "ui/shell/list-tab.h"
#include "ui/targets/target-columns.h"
#include "ui/targets/target-row.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What is written comes in slices; reading all plans takes a moment. */
#define CHANGED_MS 600

G_DEFINE_FINAL_TYPE (LtTargetsPage, lt_targets_page, GTK_TYPE_WIDGET)

/* ---- the chosen one ----------------------------------------------------------- */

static void
show_chosen (LtTargetsPage *self)
{
  LtTargetRow *row = gtk_single_selection_get_selected_item (self->selection);
  g_autofree char *words = NULL;

  if (self->board != NULL && row != NULL)
    words =
        lt_target_explain (lt_target_row_get_target (row), lt_plans_get_words (self->board->plans));
  gtk_label_set_text (self->words_label, words == NULL ? "" : words);
  lt_targets_page_show_acts (self);
}

static void
on_copy (LtTargetsPage *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                          gtk_label_get_text (self->words_label));
}

/* ---- which are shown ---------------------------------------------------------- */

static gboolean
is_shown (gpointer item, gpointer user_data)
{
  LtTargetsPage *self = LT_TARGETS_PAGE (user_data);
  const LtTarget *target = lt_target_row_get_target (LT_TARGET_ROW (item));

  return lt_target_choices_admit (self->choices, target);
}

static void
show_count (LtTargetsPage *self)
{
  guint shown = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  guint all = g_list_model_get_n_items (G_LIST_MODEL (self->rows));
  g_autofree char *words = shown == all
                               ? g_strdup_printf (ngettext ("%u rule", "%u rules", all), all)
                               : g_strdup_printf (_ ("%u of %u rules"), shown, all);
  g_autofree char *left_out =
      self->board == NULL ? NULL : lt_target_board_describe_problems (self->board);
  g_autofree char *all_words = g_strjoin (" · ", words, left_out, NULL);

  gtk_label_set_text (self->count_label, all_words);
}

static void
on_filter_chosen (LtTargetsPage *self)
{
  if (self->is_filling || self->choices == NULL)
    return;
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  show_count (self);
}

/* ---- the board ---------------------------------------------------------------- */

static void
show_ended (LtTargetsPage *self)
{
  const LtTargetBoard *board = self->board;
  g_autofree char *words = NULL, *button = NULL;

  if (board->last_day == NULL)
    return;
  gtk_widget_set_visible (self->ended_bar, TRUE);
  words = g_strdup_printf (_ ("No rule is in force on %s: the last of them ended on %s."),
                           board->date, board->last_day);
  button = g_strdup_printf (_ ("_Show %s"), board->last_day);
  gtk_label_set_text (self->ended_label, words);
  gtk_button_set_label (self->ended_button, button);
}

static void
say_nothing (LtTargetsPage *self, const char *title, const char *words)
{
  adw_status_page_set_title (self->empty_page, title);
  adw_status_page_set_description (self->empty_page, words);
  self->is_filled = FALSE;
  lt_targets_page_turn (self);
}

static void
empty_table (LtTargetsPage *self)
{
  g_list_store_remove_all (self->rows);
  gtk_label_set_text (self->words_label, "");
  gtk_label_set_text (self->count_label, "");
}

static void
forget (LtTargetsPage *self)
{
  empty_table (self);
  g_clear_pointer (&self->board, lt_target_board_free);
  gtk_widget_set_visible (self->ended_bar, FALSE);
}

static void
fill_rows (LtTargetsPage *self)
{
  const LtRuleWords *words = lt_plans_get_words (self->board->plans);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->board->targets->len; i++)
    g_ptr_array_add (rows,
                     lt_target_row_new (g_ptr_array_index (self->board->targets, i), i, words));
  g_list_store_splice (self->rows, 0, g_list_model_get_n_items (G_LIST_MODEL (self->rows)),
                       rows->pdata, rows->len);
}

static void
show (LtTargetsPage *self, LtTargetBoard *board)
{
  g_autoptr (LtListSpot) spot = lt_list_spot_take (self->view, (LtListKey) lt_target_row_make_key);
  gboolean waited = gtk_widget_has_focus (GTK_WIDGET (self->empty_page));
  g_autoptr (LtTargetBoard) before = g_steal_pointer (&self->board);

  self->board = board;
  gtk_widget_set_visible (self->ended_bar, FALSE);
  if (board->area == NULL)
    {
      empty_table (self);
      say_nothing (self, _ ("The plans do not name this bureau's area"),
                   _ ("Give the bureau the code of its county or district: main menu, “Bureau…”."));
      return;
    }
  self->is_filling = TRUE;
  lt_target_choices_fill (self->choices, board);
  self->is_filling = FALSE;
  fill_rows (self);
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  show_ended (self);
  show_count (self);
  show_chosen (self);
  self->is_filled = TRUE;
  lt_targets_page_turn (self);
  lt_list_spot_return (spot, self->view);
  if (waited)
    lt_list_stand_on_chosen (self->view);
  lt_targets_page_choose_wanted (self);
}

/* ---- reading ------------------------------------------------------------------ */

static gpointer
read_board (LtStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  return lt_work_target_board (store, data, error);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LtTargetsPage) self = LT_TARGETS_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  LtTargetBoard *board = lt_readers_take (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->reading);
  if (board != NULL)
    {
      show (self, board);
      return;
    }
  forget (self);
  say_nothing (self, _ ("The rules could not be judged"), error->message);
}

static void
stop (LtTargetsPage *self)
{
  g_clear_handle_id (&self->ask_source, g_source_remove);
  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
}

static void
show_date (LtTargetsPage *self)
{
  g_autofree char *today =
      self->session == NULL ? NULL : lt_date_of (lt_session_get_now (self->session));

  gtk_editable_set_text (GTK_EDITABLE (self->date_entry), self->date != NULL ? self->date
                                                          : today != NULL    ? today
                                                                             : "");
}

static void
ask (LtTargetsPage *self)
{
  stop (self);
  self->is_stale = FALSE;
  /* Days go by under an open page; what is being typed stays. */
  if (gtk_widget_get_focus_child (GTK_WIDGET (self->date_entry)) == NULL
      && !gtk_widget_has_css_class (GTK_WIDGET (self->date_entry), "error"))
    show_date (self);
  if (self->board == NULL)
    say_nothing (self, _ ("Judging …"), NULL);
  self->reading = g_cancellable_new ();
  lt_readers_ask (lt_session_get_readers (self->session), read_board,
                  lt_target_wish_new (self->session, self->date),
                  (GDestroyNotify) lt_target_wish_free, (GDestroyNotify) lt_target_board_free,
                  self->reading, on_read, g_object_ref (self));
}

static gboolean
on_ask (gpointer user_data)
{
  LtTargetsPage *self = LT_TARGETS_PAGE (user_data);

  self->ask_source = 0;
  ask (self);
  return G_SOURCE_REMOVE;
}

/* Nobody judges what nobody looks at. */
static void
on_changed (LtTargetsPage *self)
{
  self->is_stale = TRUE;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && self->ask_source == 0)
    self->ask_source = g_timeout_add (CHANGED_MS, on_ask, self);
}

static void
go_to_date (LtTargetsPage *self, const char *date)
{
  g_autofree char *today = lt_date_of (lt_session_get_now (self->session));

  g_free (self->date);
  self->date = g_strcmp0 (date, today) == 0 ? NULL : g_strdup (date);
  show_date (self);
  gtk_widget_remove_css_class (GTK_WIDGET (self->date_entry), "error");
  ask (self);
}

static void
on_date_entered (LtTargetsPage *self)
{
  g_autofree char *today = lt_date_of (lt_session_get_now (self->session));
  g_autofree char *text =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->date_entry))));
  g_autofree char *date = *text == '\0' ? g_strdup (today) : lt_time_from_typed (text, today);

  if (date != NULL && lt_date_is_valid (date))
    {
      go_to_date (self, date);
      return;
    }
  gtk_widget_add_css_class (GTK_WIDGET (self->date_entry), "error");
  gtk_label_set_text (self->count_label, _ ("That is no date: write it as 2021-12-31."));
}

static void
on_last_day (LtTargetsPage *self)
{
  g_autofree char *date = g_strdup (self->board->last_day);

  lt_target_choices_choose_in_force (self->choices);
  go_to_date (self, date);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

/* ---- the table ---------------------------------------------------------------- */

static void
make_table (LtTargetsPage *self)
{
  GtkFilterListModel *filtered;
  GtkSortListModel *sorted;

  lt_target_columns_add (self->view);
  self->rows = g_list_store_new (LT_TYPE_TARGET_ROW);
  self->filter = gtk_custom_filter_new (is_shown, self, NULL);
  filtered = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (self->rows)),
                                        GTK_FILTER (g_object_ref (self->filter)));
  sorted = gtk_sort_list_model_new (G_LIST_MODEL (filtered),
                                    g_object_ref (gtk_column_view_get_sorter (self->view)));
  self->selection = gtk_single_selection_new (G_LIST_MODEL (sorted));
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (show_chosen), self,
                           G_CONNECT_SWAPPED);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  lt_list_leave_by_tab (GTK_WIDGET (self->view));
}

/* ---- life ---------------------------------------------------------------------- */

static void
lt_targets_page_map (GtkWidget *widget)
{
  LtTargetsPage *self = LT_TARGETS_PAGE (widget);

  GTK_WIDGET_CLASS (lt_targets_page_parent_class)->map (widget);
  if (self->session != NULL && self->is_stale && self->ask_source == 0)
    ask (self);
}

static void
lt_targets_page_dispose (GObject *object)
{
  LtTargetsPage *self = LT_TARGETS_PAGE (object);

  stop (self);
  g_clear_object (&self->session);
  if (self->rows != NULL)
    {
      gtk_column_view_set_model (self->view, NULL);
      g_list_store_remove_all (self->rows);
    }
  lt_drop_children (GTK_WIDGET (object), LT_TYPE_TARGETS_PAGE);
  g_clear_object (&self->selection);
  g_clear_object (&self->filter);
  g_clear_object (&self->rows);
  g_clear_pointer (&self->board, lt_target_board_free);
  g_clear_pointer (&self->choices, lt_target_choices_free);
  g_clear_pointer (&self->date, g_free);
  g_clear_pointer (&self->wanted, g_free);
  G_OBJECT_CLASS (lt_targets_page_parent_class)->dispose (object);
}

static void
lt_targets_page_class_init (LtTargetsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lt_targets_page_dispose;
  widget_class->map = lt_targets_page_map;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/lantian/Lantian/ui/targets/targets-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LtTargetsPage, count_label);
  gtk_widget_class_bind_template_child (widget_class, LtTargetsPage, date_entry);
  gtk_widget_class_bind_template_child (widget_class, LtTargetsPage, plan_choice);
  gtk_widget_class_bind_template_child (widget_class, LtTargetsPage, verdict_choice);
  gtk_widget_class_bind_template_child (widget_class, LtTargetsPage, ended_bar);
  gtk_widget_class_bind_template_child (widget_class, LtTargetsPage, ended_label);
  gtk_widget_class_bind_template_child (widget_class, LtTargetsPage, ended_button);
  gtk_widget_class_bind_template_child (widget_class, LtTargetsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, LtTargetsPage, empty_page);
  gtk_widget_class_bind_template_child (widget_class, LtTargetsPage, view);
  gtk_widget_class_bind_template_child (widget_class, LtTargetsPage, words_label);
  gtk_widget_class_bind_template_callback (widget_class, on_date_entered);
  gtk_widget_class_bind_template_callback (widget_class, on_filter_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_last_day);
  gtk_widget_class_bind_template_callback (widget_class, on_copy);
  lt_targets_page_bind_acts (widget_class);
}

static void
lt_targets_page_init (LtTargetsPage *self)
{
  self->is_stale = TRUE;
  g_type_ensure (LT_TYPE_FIGURE_BOX);
  g_type_ensure (LT_TYPE_OVERRIDE_BOX);
  g_type_ensure (LT_TYPE_PLAN_ADDING);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->choices = lt_target_choices_new (self->plan_choice, self->verdict_choice);
  make_table (self);
}

/**
 * lt_targets_page_set_session:
 * @self: a page
 * @session: (nullable): the open county
 */
void
lt_targets_page_set_session (LtTargetsPage *self, LtSession *session)
{
  g_return_if_fail (LT_IS_TARGETS_PAGE (self));

  stop (self);
  if (self->session != NULL)
    {
      g_signal_handlers_disconnect_by_func (self->session, on_changed, self);
      g_signal_handlers_disconnect_by_func (self->session, lt_targets_page_show_acts, self);
    }
  g_set_object (&self->session, session);
  lt_targets_page_hand_session (self);
  g_clear_pointer (&self->date, g_free);
  forget (self);
  show_date (self);
  self->is_stale = TRUE;
  if (session == NULL)
    return;
  g_signal_connect_object (session, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "officer-changed", G_CALLBACK (lt_targets_page_show_acts), self,
                           G_CONNECT_SWAPPED);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    ask (self);
}

/**
 * lt_targets_page_go_to_today:
 * @self: a page
 *
 * Shows the verdicts of today, whatever day was shown.
 */
void
lt_targets_page_go_to_today (LtTargetsPage *self)
{
  g_return_if_fail (LT_IS_TARGETS_PAGE (self));

  if (self->session != NULL && self->date != NULL)
    go_to_date (self, NULL);
}

/**
 * lt_targets_page_focus:
 * @self: a page
 *
 * The table takes the keyboard.
 */
void
lt_targets_page_focus (LtTargetsPage *self)
{
  const char *shown = gtk_stack_get_visible_child_name (self->stack);

  if (g_strcmp0 (shown, "adding") == 0)
    gtk_widget_child_focus (GTK_WIDGET (self->adding), GTK_DIR_TAB_FORWARD);
  else
    gtk_widget_grab_focus (g_strcmp0 (shown, "table") == 0 ? GTK_WIDGET (self->view)
                                                           : GTK_WIDGET (self->empty_page));
}
