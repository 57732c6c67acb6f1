/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/breaches/breaches-page.h"

#include "base/civil-time.h"
#include "ui/breaches/breach-choices.h"
#include "ui/breaches/breach-columns.h"
#include "ui/breaches/breach-entry.h"
#include "ui/shell/children.h"
#include "ui/shell/list-spot.h"
#include "ui/shell/list-tab.h"
#include "ui/shell/table-saving.h"
#include "work/verdict-table.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

/* What is written comes in slices; reading all of it takes a moment. */
#define CHANGED_MS 600

struct _LtBreachesPage
{
  GtkWidget parent_instance;

  GtkLabel *count_label;
  GtkDropDown *source_choice;
  GtkDropDown *title_choice;
  GtkDropDown *unit_choice;
  GtkStack *stack;
  AdwStatusPage *empty_page;
  GtkColumnView *view;
  GtkLabel *words_label;
  GtkWidget *open_button;

  GListStore *rows;
  GtkCustomFilter *filter;
  GtkSingleSelection *selection;
  LtBreachChoices *choices;

  LtSession *session;
  LtBreaches *breaches; /* (nullable): as they are shown */
  GCancellable *reading;
  guint ask_source;
  gboolean is_stale;
  gboolean is_filling;
};

G_DEFINE_FINAL_TYPE (LtBreachesPage, lt_breaches_page, GTK_TYPE_WIDGET)

/* ---- the chosen one ----------------------------------------------------------- */

static const LtBreach *
get_chosen (LtBreachesPage *self)
{
  LtBreachEntry *row = gtk_single_selection_get_selected_item (self->selection);

  return self->breaches == NULL || row == NULL ? NULL : lt_breach_entry_get_breach (row);
}

static void
show_chosen (LtBreachesPage *self)
{
  const LtBreach *breach = get_chosen (self);
  g_autofree char *words = breach == NULL ? g_strdup ("") : lt_breach_explain (breach);

  gtk_label_set_text (self->words_label, words);
  gtk_widget_set_sensitive (self->open_button, breach != NULL && breach->kind != NULL);
}

static void
on_copy (LtBreachesPage *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                          gtk_label_get_text (self->words_label));
}

static void
on_saved (GtkWidget *page, const char *words)
{
  gtk_label_set_text (LT_BREACHES_PAGE (page)->count_label, words);
}

static void
on_save (GtkWidget *widget, const char *action, GVariant *unused)
{
  LtBreachesPage *self = LT_BREACHES_PAGE (widget);
  GListModel *shown = G_LIST_MODEL (self->selection);
  g_autoptr (LtSeenTable) table = lt_verdict_table_new_breaches ();
  g_autofree char *stem = NULL;

  if (self->breaches == NULL || self->breaches->from == NULL)
    return;
  for (guint i = 0; i < g_list_model_get_n_items (shown); i++)
    {
      g_autoptr (LtBreachEntry) entry = g_list_model_get_item (shown, i);

      lt_verdict_table_add_breach (table, lt_breach_entry_get_breach (entry));
    }
  /* Translators: name of a file: what is over a limit, its first and its last day */
  stem = g_strdup_printf (_ ("over limits %s to %s"), self->breaches->from, self->breaches->to);
  lt_table_saving_ask_seen (GTK_WIDGET (self), self->session, stem, g_steal_pointer (&table),
                            on_saved);
}

static void
on_open (LtBreachesPage *self)
{
  const LtBreach *breach = get_chosen (self);
  g_autofree char *id = NULL;
  g_autofree char *target = NULL;

  if (breach == NULL || breach->kind == NULL)
    return;
  id = lt_id_to_text (&breach->id);
  target = g_strdup_printf ("%s/%s", breach->kind->name, id);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-record", "s", target);
}

/* ---- which are shown ---------------------------------------------------------- */

static gboolean
is_shown (gpointer item, gpointer user_data)
{
  LtBreachesPage *self = LT_BREACHES_PAGE (user_data);

  return lt_breach_choices_admit (self->choices,
                                  lt_breach_entry_get_breach (LT_BREACH_ENTRY (item)));
}

static char *
describe_span (const LtBreaches *breaches)
{
  return breaches->from == NULL
             ? g_strdup (_ ("nothing was measured yet"))
             : g_strdup_printf (_ ("measured %s to %s"), breaches->from, breaches->to);
}

static void
show_count (LtBreachesPage *self)
{
  guint shown = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  guint all = g_list_model_get_n_items (G_LIST_MODEL (self->rows));
  g_autofree char *words =
      shown == all ? g_strdup_printf (ngettext ("%u over a limit", "%u over a limit", all), all)
                   : g_strdup_printf (_ ("%u of %u over a limit"), shown, all);
  g_autofree char *span = describe_span (self->breaches);
  g_autofree char *left_out =
      self->breaches->n_left_out == 0
          ? NULL
          : g_strdup_printf (ngettext ("%u value that cannot be is left out",
                                       "%u values that cannot be are left out",
                                       self->breaches->n_left_out),
                             self->breaches->n_left_out);
  g_autofree char *all_words = g_strjoin (" · ", words, span, left_out, NULL);

  gtk_label_set_text (self->count_label, all_words);
}

static void
on_filter_chosen (LtBreachesPage *self)
{
  if (self->is_filling || self->breaches == NULL)
    return;
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  show_count (self);
}

/* ---- the list ----------------------------------------------------------------- */

static void
say_nothing (LtBreachesPage *self, const char *title, const char *words)
{
  adw_status_page_set_title (self->empty_page, title);
  adw_status_page_set_description (self->empty_page, words);
  gtk_stack_set_visible_child_name (self->stack, "empty");
}

static void
forget (LtBreachesPage *self)
{
  g_list_store_remove_all (self->rows);
  g_clear_pointer (&self->breaches, lt_breaches_free);
  gtk_label_set_text (self->words_label, "");
  gtk_label_set_text (self->count_label, "");
}

static void
fill_rows (LtBreachesPage *self)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->breaches->list->len; i++)
    g_ptr_array_add (rows, lt_breach_entry_new (g_ptr_array_index (self->breaches->list, i)));
  g_list_store_splice (self->rows, 0, g_list_model_get_n_items (G_LIST_MODEL (self->rows)),
                       rows->pdata, rows->len);
}

static void
show (LtBreachesPage *self, LtBreaches *breaches)
{
  g_autoptr (LtListSpot) spot =
      lt_list_spot_take (self->view, (LtListKey) lt_breach_entry_make_key);
  gboolean waited = gtk_widget_has_focus (GTK_WIDGET (self->empty_page));
  g_autoptr (LtBreaches) before = g_steal_pointer (&self->breaches);
  g_autofree char *span = describe_span (breaches);

  self->breaches = breaches;
  self->is_filling = TRUE;
  lt_breach_choices_fill (self->choices, breaches);
  self->is_filling = FALSE;
  fill_rows (self);
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  show_count (self);
  if (breaches->list->len == 0)
    {
      say_nothing (self, _ ("Nothing is over a limit"), span);
      return;
    }
  show_chosen (self);
  gtk_stack_set_visible_child_name (self->stack, "table");
  lt_list_spot_return (spot, self->view);
  if (waited)
    lt_list_stand_on_chosen (self->view);
}

/* ---- reading ------------------------------------------------------------------ */

static gpointer
read_breaches (LtStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  return lt_work_breaches (store, data, error);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LtBreachesPage) self = LT_BREACHES_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  LtBreaches *breaches = lt_readers_take (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->reading);
  if (breaches != NULL)
    {
      show (self, breaches);
      return;
    }
  forget (self);
  say_nothing (self, _ ("The limits could not be looked at"), error->message);
}

static void
stop (LtBreachesPage *self)
{
  g_clear_handle_id (&self->ask_source, g_source_remove);
  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
}

static void
ask (LtBreachesPage *self)
{
  g_autofree char *today = lt_date_of (lt_session_get_now (self->session));

  stop (self);
  self->is_stale = FALSE;
  if (self->breaches == NULL)
    say_nothing (self, _ ("Looking …"), NULL);
  self->reading = g_cancellable_new ();
  lt_readers_ask (lt_session_get_readers (self->session), read_breaches,
                  lt_breach_wish_new (today, NULL, NULL), (GDestroyNotify) lt_breach_wish_free,
                  (GDestroyNotify) lt_breaches_free, self->reading, on_read, g_object_ref (self));
}

static gboolean
on_ask (gpointer user_data)
{
  LtBreachesPage *self = LT_BREACHES_PAGE (user_data);

  self->ask_source = 0;
  ask (self);
  return G_SOURCE_REMOVE;
}

/* Nobody looks for what nobody looks at. */
static void
on_changed (LtBreachesPage *self)
{
  self->is_stale = TRUE;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && self->ask_source == 0)
    self->ask_source = g_timeout_add (CHANGED_MS, on_ask, self);
}

/* ---- life ---------------------------------------------------------------------- */

static void
make_table (LtBreachesPage *self)
{
  GtkFilterListModel *filtered;
  GtkSortListModel *sorted;

  lt_breach_columns_add (self->view);
  self->rows = g_list_store_new (LT_TYPE_BREACH_ENTRY);
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

static void
lt_breaches_page_map (GtkWidget *widget)
{
  LtBreachesPage *self = LT_BREACHES_PAGE (widget);

  GTK_WIDGET_CLASS (lt_breaches_page_parent_class)->map (widget);
  if (self->session != NULL && self->is_stale && self->ask_source == 0)
    ask (self);
}

static void
lt_breaches_page_dispose (GObject *object)
{
  LtBreachesPage *self = LT_BREACHES_PAGE (object);

  stop (self);
  g_clear_object (&self->session);
  if (self->rows != NULL)
    {
      gtk_column_view_set_model (self->view, NULL);
      g_list_store_remove_all (self->rows);
    }
  lt_drop_children (GTK_WIDGET (object), LT_TYPE_BREACHES_PAGE);
  g_clear_object (&self->selection);
  g_clear_object (&self->filter);
  g_clear_object (&self->rows);
  g_clear_pointer (&self->breaches, lt_breaches_free);
  g_clear_pointer (&self->choices, lt_breach_choices_free);
  G_OBJECT_CLASS (lt_breaches_page_parent_class)->dispose (object);
}

static void
lt_breaches_page_class_init (LtBreachesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lt_breaches_page_dispose;
  widget_class->map = lt_breaches_page_map;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/lantian/Lantian/ui/breaches/breaches-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LtBreachesPage, count_label);
  gtk_widget_class_bind_template_child (widget_class, LtBreachesPage, source_choice);
  gtk_widget_class_bind_template_child (widget_class, LtBreachesPage, title_choice);
  gtk_widget_class_bind_template_child (widget_class, LtBreachesPage, unit_choice);
  gtk_widget_class_bind_template_child (widget_class, LtBreachesPage, stack);
  gtk_widget_class_bind_template_child (widget_class, LtBreachesPage, empty_page);
  gtk_widget_class_bind_template_child (widget_class, LtBreachesPage, view);
  gtk_widget_class_bind_template_child (widget_class, LtBreachesPage, words_label);
  gtk_widget_class_bind_template_child (widget_class, LtBreachesPage, open_button);
  gtk_widget_class_bind_template_callback (widget_class, on_filter_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_copy);
  gtk_widget_class_bind_template_callback (widget_class, on_open);
  gtk_widget_class_install_action (widget_class, "breaches.save", NULL, on_save);
}

static void
lt_breaches_page_init (LtBreachesPage *self)
{
  self->is_stale = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->choices =
      lt_breach_choices_new (self->source_choice, self->title_choice, self->unit_choice);
  make_table (self);
}

/**
 * lt_breaches_page_set_session:
 * @self: a page
 * @session: (nullable): the open county
 */
void
lt_breaches_page_set_session (LtBreachesPage *self, LtSession *session)
{
  g_return_if_fail (LT_IS_BREACHES_PAGE (self));

  stop (self);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_func (self->session, on_changed, self);
  g_set_object (&self->session, session);
  forget (self);
  self->is_stale = TRUE;
  if (session == NULL)
    return;
  g_signal_connect_object (session, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    ask (self);
}

/**
 * lt_breaches_page_focus:
 * @self: a page
 *
 * The table takes the keyboard.
 */
void
lt_breaches_page_focus (LtBreachesPage *self)
{
  const char *shown = gtk_stack_get_visible_child_name (self->stack);

  gtk_widget_grab_focus (g_strcmp0 (shown, "table") == 0 ? GTK_WIDGET (self->view)
                                                         : GTK_WIDGET (self->empty_page));
}
