/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/monitoring/monitor-private.h"

#include "ui/preferences/looks.h"
#include "work/measured.h"
#include "work/readings.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

G_DEFINE_FINAL_TYPE (LtMonitorPage, lt_monitor_page, GTK_TYPE_WIDGET)

/* What is known of the item that is shown. */
const LtItem *
lt_monitor_page_get_item (LtMonitorPage *self)
{
  return self->items == NULL || self->shown == NULL
             ? NULL
             : lt_items_find (self->items, self->shown->item);
}

void
lt_monitor_page_stop (GCancellable **cancellable)
{
  if (*cancellable != NULL)
    g_cancellable_cancel (*cancellable);
  g_clear_object (cancellable);
}

void
lt_monitor_page_say (LtMonitorPage *self, const char *words)
{
  gtk_label_set_text (self->problem, words);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->problem), words);
}

/* ---- what there is ----------------------------------------------------------- */

static gpointer
list_measured (LtStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  return lt_work_list_measured (store, error);
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LtMonitorPage) self = LT_MONITOR_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  GPtrArray *measured = lt_readers_take (result, &error);

  if (measured == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        lt_monitor_page_say (self, error->message);
      return;
    }
  g_clear_object (&self->listing);
  g_clear_pointer (&self->measured, g_ptr_array_unref);
  self->measured = measured;
  gtk_stack_set_visible_child_name (self->stack, measured->len > 0 ? "values" : "nothing");
  if (measured->len == 0)
    return;
  lt_monitor_page_renew (self);
  lt_monitor_page_ask_dust (self);
  lt_monitor_page_ask_ranks (self);
}

static void
ask_measured (LtMonitorPage *self)
{
  lt_monitor_page_stop (&self->listing);
  self->listing = g_cancellable_new ();
  lt_readers_ask (lt_session_get_readers (self->session), list_measured, NULL, NULL,
                  (GDestroyNotify) g_ptr_array_unref, self->listing, on_listed,
                  g_object_ref (self));
}

/* ---- callbacks --------------------------------------------------------------- */

static void
on_view_chosen (LtMonitorPage *self)
{
  gboolean latest = gtk_toggle_button_get_active (self->latest_button);
  gboolean dust = gtk_toggle_button_get_active (self->dust_button);
  gboolean ranks = gtk_toggle_button_get_active (self->rank_button);

  gtk_stack_set_visible_child_name (self->view_stack, ranks    ? "ranks"
                                                      : dust   ? "dust"
                                                      : latest ? "latest"
                                                               : "time");
  gtk_widget_set_visible (GTK_WIDGET (self->interval_choice), !dust && !ranks);
  lt_monitor_page_show_saving (self);
  lt_monitor_page_offer_explanation (self);
  lt_monitor_page_ask_latest (self);
  lt_monitor_page_ask_dust (self);
  lt_monitor_page_ask_ranks (self);
}

static void
on_place_opened (LtMonitorPage *self, const char *text)
{
  LtId id;

  if (lt_id_from_text (&id, text) && lt_monitor_page_show_place (self, &id))
    lt_monitor_page_focus_values (self);
}

/* A row of the table was opened: where its value comes from. */
static void
on_value_opened (LtMonitorPage *self)
{
  if (gtk_widget_get_sensitive (GTK_WIDGET (self->origin_button)))
    gtk_menu_button_popup (self->origin_button);
}

static void
on_item_chosen (LtMonitorPage *self)
{
  if (!self->showing && self->measured != NULL)
    lt_monitor_page_show_item (self);
}

static void
on_interval_chosen (LtMonitorPage *self)
{
  guint chosen = gtk_drop_down_get_selected (self->interval_choice);

  if (self->showing || chosen >= self->intervals->len)
    return;
  self->showing = TRUE;
  self->wish->interval = g_array_index (self->intervals, LtInterval, chosen);
  lt_monitor_page_forget_judge (self);
  lt_monitor_page_choose_span (self);
  lt_monitor_page_show_interval (self);
  self->showing = FALSE;
}

static void
on_form_chosen (LtMonitorPage *self)
{
  guint chosen = gtk_drop_down_get_selected (self->form_choice);

  if (self->showing || chosen > self->forms->len)
    return;
  /* The table stands behind the diagrams, and does not change which one was chosen. */
  self->as_table = chosen == self->forms->len;
  if (!self->as_table)
    self->form = g_array_index (self->forms, LtChartForm, chosen);
  lt_monitor_page_show_saving (self);
  lt_monitor_page_show_chart (self);
}

static void
on_span_chosen (LtMonitorPage *self)
{
  if (self->showing || self->wish->item == NULL)
    return;
  lt_monitor_page_set_span (self);
  lt_monitor_page_ask (self);
}

static void
on_places_changed (LtMonitorPage *self)
{
  lt_monitor_page_ask (self);
}

/* Whole hours, days or months, and no further than there is anything. */
static void
on_zoomed (LtMonitorPage *self, gint64 from, gint64 to)
{
  LtInterval interval = self->wish->interval;
  LtTimeRange range = lt_monitor_page_get_range (self, self->wish->item, interval);
  gint64 span;

  from = lt_interval_floor (interval, from);
  to = MAX (lt_interval_floor (interval, to), lt_interval_step (interval, from, 1));
  span = MIN (to - from, range.last - range.first);
  from =
      lt_interval_floor (interval, CLAMP (from, range.first, MAX (range.first, range.last - span)));
  if (from == self->wish->from && from + span == self->wish->to)
    return;
  self->wish->from = from;
  self->wish->to = from + span;
  lt_monitor_page_ask (self);
}

static void
move_by (LtMonitorPage *self, int direction)
{
  gint64 step = (self->wish->to - self->wish->from) / 2 * direction;

  if (gtk_toggle_button_get_active (self->dust_button))
    lt_monitor_page_move_dust (self, direction);
  else if (gtk_toggle_button_get_active (self->rank_button))
    lt_monitor_page_move_ranks (self, direction);
  else
    on_zoomed (self, self->wish->from + step, self->wish->to + step);
}

static void
on_back (GtkWidget *widget, const char *name, GVariant *target)
{
  move_by (LT_MONITOR_PAGE (widget), -1);
}

static void
on_forward (GtkWidget *widget, const char *name, GVariant *target)
{
  move_by (LT_MONITOR_PAGE (widget), 1);
}

static void
on_session_changed (LtMonitorPage *self)
{
  static const char *const kinds[] = { "batch",     "batch-choice", "station",
                                       "dust-site", "dust-fall",    "area" };
  guint64 changed = lt_session_get_changed_kinds (self->session);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if ((changed & LT_KINDS_OF (lt_kind_by_name (kinds[i])->number)) != 0)
      {
        ask_measured (self);
        return;
      }
}

/* ---- class ------------------------------------------------------------------- */

static void
forget (LtMonitorPage *self)
{
  lt_monitor_page_stop (&self->reading);
  lt_monitor_page_stop (&self->listing);
  lt_monitor_page_stop (&self->reading_latest);
  lt_monitor_page_stop (&self->reading_dust);
  lt_monitor_page_stop (&self->reading_ranks);
  lt_monitor_page_stop (&self->reading_origin);
  lt_monitor_page_stop (&self->explaining);
  lt_monitor_page_forget_shown (self);
  g_clear_pointer (&self->dust_last, g_free);
  self->rank_month = 0;
  g_clear_pointer (&self->measured, g_ptr_array_unref);
}

/* Another page is looked at, or the window closes. */
static void
lt_monitor_page_unmap (GtkWidget *widget)
{
  lt_monitor_page_keep_wish (LT_MONITOR_PAGE (widget));
  GTK_WIDGET_CLASS (lt_monitor_page_parent_class)->unmap (widget);
}

static void
lt_monitor_page_dispose (GObject *object)
{
  LtMonitorPage *self = LT_MONITOR_PAGE (object);

  forget (self);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (object), LT_TYPE_MONITOR_PAGE);
  G_OBJECT_CLASS (lt_monitor_page_parent_class)->dispose (object);
}

static void
lt_monitor_page_finalize (GObject *object)
{
  LtMonitorPage *self = LT_MONITOR_PAGE (object);

  g_clear_pointer (&self->items, lt_items_free);
  g_ptr_array_unref (self->codes);
  g_ptr_array_unref (self->judges);
  g_array_unref (self->intervals);
  g_array_unref (self->forms);
  lt_series_wish_free (self->wish);
  G_OBJECT_CLASS (lt_monitor_page_parent_class)->finalize (object);
}

static void
bind (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, LtMonitorPage, stack);
  gtk_widget_class_bind_template_child (widget_class, LtMonitorPage, head);
  gtk_widget_class_bind_template_child (widget_class, LtMonitorPage, time_button);
  gtk_widget_class_bind_template_child (widget_class, LtMonitorPage, latest_button);
  gtk_widget_class_bind_template_child (widget_class, LtMonitorPage, view_stack);
  gtk_widget_class_bind_template_child (widget_class, LtMonitorPage, latest_table);
  gtk_widget_class_bind_template_child (widget_class, LtMonitorPage, dust_button);
  gtk_widget_class_bind_template_child (widget_class, LtMonitorPage, dust_view);
  gtk_widget_class_bind_template_child (widget_class, LtMonitorPage, dust_choice);
  gtk_widget_class_bind_template_child (widget_class, LtMonitorPage, rank_button);
  gtk_widget_class_bind_template_child (widget_class, LtMonitorPage, rank_view);
  gtk_widget_class_bind_template_child (widget_class, LtMonitorPage, rank_item_choice);
  gtk_widget_class_bind_template_child (widget_class, LtMonitorPage, rank_of_choice);
  gtk_widget_class_bind_template_child (widget_class, LtMonitorPage, rank_period_choice);
  gtk_widget_class_bind_template_child (widget_class, LtMonitorPage, item_choice);
  gtk_widget_class_bind_template_child (widget_class, LtMonitorPage, interval_choice);
  gtk_widget_class_bind_template_child (widget_class, LtMonitorPage, form_choice);
  gtk_widget_class_bind_template_child (widget_class, LtMonitorPage, span_choice);
  gtk_widget_class_bind_template_child (widget_class, LtMonitorPage, places);
  gtk_widget_class_bind_template_child (widget_class, LtMonitorPage, form_stack);
  gtk_widget_class_bind_template_child (widget_class, LtMonitorPage, chart_view);
  gtk_widget_class_bind_template_child (widget_class, LtMonitorPage, value_table);
  gtk_widget_class_bind_template_child (widget_class, LtMonitorPage, explain_button);
  gtk_widget_class_bind_template_child (widget_class, LtMonitorPage, save_button);
  gtk_widget_class_bind_template_child (widget_class, LtMonitorPage, problem);
  gtk_widget_class_bind_template_child (widget_class, LtMonitorPage, words);
  gtk_widget_class_bind_template_child (widget_class, LtMonitorPage, origin_button);
  gtk_widget_class_bind_template_child (widget_class, LtMonitorPage, judge_choice);
  gtk_widget_class_bind_template_callback (widget_class, lt_monitor_page_take_judge);
  gtk_widget_class_bind_template_callback (widget_class, lt_monitor_page_offer_explanation);
  gtk_widget_class_bind_template_callback (widget_class, on_view_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_place_opened);
  gtk_widget_class_bind_template_callback (widget_class, lt_monitor_page_ask_dust);
  gtk_widget_class_bind_template_callback (widget_class, lt_monitor_page_ask_ranks);
  gtk_widget_class_bind_template_callback (widget_class, on_value_opened);
  gtk_widget_class_bind_template_callback (widget_class, on_item_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_interval_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_form_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_span_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_places_changed);
  gtk_widget_class_bind_template_callback (widget_class, lt_monitor_page_tell_picked);
  gtk_widget_class_bind_template_callback (widget_class, on_zoomed);
}

static void
lt_monitor_page_class_init (LtMonitorPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lt_monitor_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = lt_monitor_page_finalize;
  widget_class->unmap = lt_monitor_page_unmap;
  g_type_ensure (LT_TYPE_CHART_VIEW);
  g_type_ensure (LT_TYPE_DUST_VIEW);
  g_type_ensure (LT_TYPE_LATEST_TABLE);
  g_type_ensure (LT_TYPE_MONITOR_PLACES);
  g_type_ensure (LT_TYPE_RANK_VIEW);
  g_type_ensure (LT_TYPE_VALUE_TABLE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/lantian/Lantian/ui/monitoring/monitor-page.ui");
  bind (widget_class);
  gtk_widget_class_install_action (widget_class, "monitor.save", NULL, lt_monitor_page_save);
  gtk_widget_class_install_action (widget_class, "monitor.back", NULL, on_back);
  gtk_widget_class_install_action (widget_class, "monitor.forward", NULL, on_forward);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "monitor.save", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Up, GDK_ALT_MASK, "monitor.back",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Down, GDK_ALT_MASK,
                                       "monitor.forward", NULL);
}

static void
lt_monitor_page_init (LtMonitorPage *self)
{
  self->codes = g_ptr_array_new_with_free_func (g_free);
  self->judges = g_ptr_array_new_with_free_func (g_free);
  self->intervals = g_array_new (FALSE, FALSE, sizeof (LtInterval));
  self->forms = g_array_new (FALSE, FALSE, sizeof (LtChartForm));
  self->wish = lt_series_wish_new ();
  self->items = lt_work_items (NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  lt_looks_stack_when_large (self->head);
  lt_monitor_page_fill_dust (self);
  lt_monitor_page_fill_ranks (self);
  lt_monitor_page_show_saving (self);
  lt_monitor_page_offer_explanation (self);
  gtk_menu_button_set_create_popup_func (self->explain_button, lt_monitor_page_explain, self, NULL);
  gtk_menu_button_set_create_popup_func (self->origin_button, lt_monitor_page_show_origin, self,
                                         NULL);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (lt_monitor_page_show_chart), self, G_CONNECT_SWAPPED);
}

/**
 * lt_monitor_page_set_session:
 * @self: a page
 * @session: (nullable): the open county
 */
void
lt_monitor_page_set_session (LtMonitorPage *self, LtSession *session)
{
  g_return_if_fail (LT_IS_MONITOR_PAGE (self));

  lt_monitor_page_keep_wish (self);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_func (self->session, on_session_changed, self);
  forget (self);
  lt_chart_view_set_chart (self->chart_view, NULL);
  lt_dust_view_show (self->dust_view, NULL);
  lt_rank_view_show (self->rank_view, NULL, 0);
  g_set_object (&self->session, session);
  lt_monitor_page_say (self, "");
  if (session == NULL)
    return;
  lt_monitor_page_recall_wish (self);
  g_signal_connect_object (session, "changed", G_CALLBACK (on_session_changed), self,
                           G_CONNECT_SWAPPED);
  ask_measured (self);
}

/**
 * lt_monitor_page_focus:
 * @self: a page
 *
 * The diagram, or the table in its place, takes the keyboard.
 */
void
lt_monitor_page_focus (LtMonitorPage *self)
{
  if (self->measured != NULL && self->measured->len > 0)
    lt_monitor_page_focus_values (self);
  else
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

/**
 * lt_monitor_page_show_place:
 * @self: a page
 * @place: id of a place
 *
 * Shows what is measured there, the first of its items.
 *
 * Returns: whether anything is
 */
gboolean
lt_monitor_page_show_place (LtMonitorPage *self, const LtId *place)
{
  for (guint i = 0; self->measured != NULL && i < self->measured->len; i++)
    {
      const LtMeasured *one = g_ptr_array_index (self->measured, i);
      guint item;

      if (!lt_id_equal (&one->place->id, place)
          || !g_ptr_array_find_with_equal_func (self->codes, one->item, g_str_equal, &item))
        continue;
      lt_monitor_places_choose_only (self->places, place);
      gtk_toggle_button_set_active (self->time_button, TRUE);
      self->showing = TRUE;
      gtk_drop_down_set_selected (self->item_choice, item);
      self->showing = FALSE;
      lt_monitor_page_show_item (self);
      return TRUE;
    }
  return FALSE;
}
