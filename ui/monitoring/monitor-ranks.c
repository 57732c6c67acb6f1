/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Stations and areas ranked by the composite index of a month or of the year so far. */

#include "ui/monitoring/monitor-private.h"
#include "work/map-times.h"

#include <glib/gi18n-lib.h>

static gpointer
read_table (LtStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  return lt_work_air_rank_table (store, data, error);
}

static guint
get_choice (GtkDropDown *choice, guint n)
{
  guint chosen = gtk_drop_down_get_selected (choice);

  return chosen < n ? chosen : 0;
}

/* The items are those of the index that holds. */
static void
fill_items (LtMonitorPage *self, const LtAirRankTable *table)
{
  guint chosen = get_choice (self->rank_item_choice, table->labels->len);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < table->labels->len; i++)
    gtk_string_list_append (names, g_ptr_array_index (table->labels, i));
  self->showing = TRUE;
  gtk_drop_down_set_model (self->rank_item_choice, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->rank_item_choice, chosen);
  self->showing = FALSE;
}

static void
on_table_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LtMonitorPage) self = LT_MONITOR_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  LtAirRankTable *table = lt_readers_take (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->reading_ranks);
  if (table == NULL)
    lt_monitor_page_say (self, error->message);
  else
    fill_items (self, table);
  lt_rank_view_show (self->rank_view, table,
                     table == NULL ? 0 : get_choice (self->rank_item_choice, table->labels->len));
}

void
lt_monitor_page_ask_ranks (LtMonitorPage *self)
{
  gint64 first, last, whole;
  g_autofree char *month = NULL;

  if (self->showing)
    return;
  lt_monitor_page_stop (&self->reading_ranks);
  if (!gtk_toggle_button_get_active (self->rank_button) || self->measured == NULL)
    return;
  lt_monitor_page_say (self, "");
  if (!lt_air_rank_find_months (self->measured, &first, &last, &whole))
    {
      lt_rank_view_show (self->rank_view, NULL, 0);
      lt_rank_view_say (self->rank_view, _ ("No air was measured yet."));
      return;
    }
  month =
      lt_reading_format_time (self->rank_month == 0 ? whole : CLAMP (self->rank_month, first, last),
                              LT_INTERVAL_MONTH);
  self->reading_ranks = g_cancellable_new ();
  lt_readers_ask (
      lt_session_get_readers (self->session), read_table,
      lt_air_rank_wish_new (
          (LtAirRankOf) get_choice (self->rank_of_choice, LT_AIR_RANK_N_OF),
          (LtAirRankPeriod) get_choice (self->rank_period_choice, LT_AIR_RANK_N_PERIODS), month),
      (GDestroyNotify) lt_air_rank_wish_free, (GDestroyNotify) lt_air_rank_table_free,
      self->reading_ranks, on_table_read, g_object_ref (self));
}

/* A month, and no further than there is anything. */
void
lt_monitor_page_move_ranks (LtMonitorPage *self, int direction)
{
  gint64 first, last, whole, from;

  if (self->measured == NULL || !lt_air_rank_find_months (self->measured, &first, &last, &whole))
    return;
  from = self->rank_month == 0 ? whole : CLAMP (self->rank_month, first, last);
  from = CLAMP (lt_interval_step (LT_INTERVAL_MONTH, from, direction), first, last);
  /* The last that is over is not held fast: with a new month the table goes on. */
  self->rank_month = from == whole ? 0 : from;
  lt_monitor_page_ask_ranks (self);
}

void
lt_monitor_page_fill_ranks (LtMonitorPage *self)
{
  g_autoptr (GtkStringList) of = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) periods = gtk_string_list_new (NULL);

  for (int i = 0; i < LT_AIR_RANK_N_OF; i++)
    gtk_string_list_append (of, lt_air_rank_of_label ((LtAirRankOf) i));
  for (int i = 0; i < LT_AIR_RANK_N_PERIODS; i++)
    gtk_string_list_append (periods, lt_air_rank_period_label ((LtAirRankPeriod) i));
  gtk_drop_down_set_model (self->rank_of_choice, G_LIST_MODEL (of));
  gtk_drop_down_set_model (self->rank_period_choice, G_LIST_MODEL (periods));
}
