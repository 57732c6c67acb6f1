/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The diagram, or the table in its place: what it shows is read by a reader, with what it is
 * held against. */

#include "ui/monitoring/monitor-private.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

static LtInkStyle
get_style (void)
{
  return adw_style_manager_get_dark (adw_style_manager_get_default ()) ? LT_INK_DARK : LT_INK_LIGHT;
}

/* While an answer is waited for, what is chosen is not yet what there are values of. */
void
lt_monitor_page_show_chart (LtMonitorPage *self)
{
  const LtItem *item = lt_monitor_page_get_item (self);
  g_autoptr (LtChart) chart = NULL;
  LtValueRows *rows = NULL;

  if (self->series == NULL || self->reading != NULL)
    return;
  self->shown_form = self->as_table ? LT_CHART_LINES : self->form;
  if (self->as_table)
    rows = lt_value_rows_new (self->series, self->shown, item, self->limits);
  else
    chart = lt_series_make_chart (self->series, self->shown, self->form, get_style (), item,
                                  self->limits);
  lt_chart_view_set_chart (self->chart_view, chart);
  lt_value_table_show (self->value_table, rows);
  gtk_stack_set_visible_child_name (self->form_stack, self->as_table ? "table" : "chart");
  lt_monitor_page_tell_unpicked (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->origin_button), FALSE);
}

/* Which value is pointed at. */
gboolean
lt_monitor_page_get_picked (LtMonitorPage *self, guint *series, gsize *point)
{
  return self->as_table ? lt_value_table_get_picked (self->value_table, series, point)
                        : lt_chart_view_get_picked (self->chart_view, series, point);
}

/* The diagram, or the table, takes the keyboard. */
void
lt_monitor_page_focus_values (LtMonitorPage *self)
{
  gtk_widget_grab_focus (self->as_table ? GTK_WIDGET (self->value_table)
                                        : GTK_WIDGET (self->chart_view));
}

void
lt_monitor_page_forget_shown (LtMonitorPage *self)
{
  /* Its rows are of what goes now. */
  lt_value_table_show (self->value_table, NULL);
  g_clear_pointer (&self->series, g_ptr_array_unref);
  g_clear_pointer (&self->limits, lt_series_limits_free);
  g_clear_pointer (&self->shown, lt_series_wish_free);
}

/* Values, and what they are held against. */
typedef struct
{
  GPtrArray *series;
  LtSeriesLimits *limits;
} Answer;

static void
answer_free (Answer *answer)
{
  g_clear_pointer (&answer->series, g_ptr_array_unref);
  g_clear_pointer (&answer->limits, lt_series_limits_free);
  g_free (answer);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

static gpointer
read_series (LtStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (Answer) answer = g_new0 (Answer, 1);

  answer->series = lt_work_read_series (store, data, error);
  if (answer->series == NULL)
    return NULL;
  answer->limits = lt_work_series_limits (store, data, error);
  return answer->limits == NULL ? NULL : g_steal_pointer (&answer);
}

static void
on_series_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LtMonitorPage) self = LT_MONITOR_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (Answer) answer = lt_readers_take (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->reading);
  lt_monitor_page_forget_shown (self);
  if (answer == NULL)
    {
      lt_chart_view_set_chart (self->chart_view, NULL);
      lt_monitor_page_say (self, error->message);
      return;
    }
  self->series = g_steal_pointer (&answer->series);
  self->limits = g_steal_pointer (&answer->limits);
  self->shown = lt_series_wish_copy (self->wish);
  lt_monitor_page_fill_judges (self);
  lt_monitor_page_show_chart (self);
}

void
lt_monitor_page_ask (LtMonitorPage *self)
{
  lt_monitor_page_stop (&self->reading);
  if (self->session == NULL || self->wish->item == NULL)
    return;
  lt_monitor_page_say (self, "");
  lt_monitor_places_fill (self->places, self->wish);
  self->reading = g_cancellable_new ();
  lt_readers_ask (lt_session_get_readers (self->session), read_series,
                  lt_series_wish_copy (self->wish), (GDestroyNotify) lt_series_wish_free,
                  (GDestroyNotify) answer_free, self->reading, on_series_read, g_object_ref (self));
}
