/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Dust fall by month with ranks, as a table. */

#include "ui/monitoring/monitor-private.h"
#include "work/map-times.h"

#include <glib/gi18n-lib.h>

static gpointer
read_table (LtStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  return lt_work_dust_table (store, data, error);
}

/* (transfer full): what is looked at */
LtDustWish *
lt_monitor_page_wish_dust (LtMonitorPage *self)
{
  guint of = gtk_drop_down_get_selected (self->dust_choice);

  return lt_dust_wish_new (of < LT_DUST_N_OF ? (LtDustOf) of : LT_DUST_SITES, self->dust_last,
                           LT_DUST_MONTHS);
}

static void
on_table_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LtMonitorPage) self = LT_MONITOR_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  LtDustTable *table = lt_readers_take (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->reading_dust);
  if (table == NULL)
    lt_monitor_page_say (self, error->message);
  lt_dust_view_show (self->dust_view, table);
}

void
lt_monitor_page_ask_dust (LtMonitorPage *self)
{
  lt_monitor_page_stop (&self->reading_dust);
  if (!gtk_toggle_button_get_active (self->dust_button) || self->measured == NULL)
    return;
  lt_monitor_page_say (self, "");
  self->reading_dust = g_cancellable_new ();
  lt_readers_ask (lt_session_get_readers (self->session), read_table,
                  lt_monitor_page_wish_dust (self), (GDestroyNotify) lt_dust_wish_free,
                  (GDestroyNotify) lt_dust_table_free, self->reading_dust, on_table_read,
                  g_object_ref (self));
}

/* As many months as are shown, and no further than there is anything. */
void
lt_monitor_page_move_dust (LtMonitorPage *self, int direction)
{
  const LtDustTable *table = lt_dust_view_get_table (self->dust_view);
  gint64 first, last, to;

  if (table == NULL || table->months->len == 0
      || !lt_reading_parse_time (table->first_known, LT_INTERVAL_MONTH, &first)
      || !lt_reading_parse_time (table->last_known, LT_INTERVAL_MONTH, &last)
      || !lt_reading_parse_time (g_ptr_array_index (table->months, table->months->len - 1),
                                 LT_INTERVAL_MONTH, &to))
    return;
  to = lt_interval_step (LT_INTERVAL_MONTH, to, direction * LT_DUST_MONTHS);
  g_free (self->dust_last);
  /* The last that has anything is not held fast: with a new month the table goes on. */
  self->dust_last = to >= last ? NULL : lt_reading_format_time (MAX (to, first), LT_INTERVAL_MONTH);
  lt_monitor_page_ask_dust (self);
}

void
lt_monitor_page_fill_dust (LtMonitorPage *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (int of = 0; of < LT_DUST_N_OF; of++)
    gtk_string_list_append (names, lt_dust_of_label ((LtDustOf) of));
  gtk_drop_down_set_model (self->dust_choice, G_LIST_MODEL (names));
}
