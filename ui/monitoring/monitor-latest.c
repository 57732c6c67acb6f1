/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What all places measured last. */

#include "ui/monitoring/monitor-private.h"

typedef struct
{
  GPtrArray *measured;
  LtInterval interval;
} Question;

static void
question_free (Question *question)
{
  g_ptr_array_unref (question->measured);
  g_free (question);
}

static gpointer
list_latest (LtStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const Question *question = data;

  return lt_work_list_latest (store, question->measured, question->interval, error);
}

/* Of the items that can be chosen, those that some row has. */
static GPtrArray *
list_columns (LtMonitorPage *self, const GPtrArray *rows)
{
  GPtrArray *columns = g_ptr_array_new ();

  for (guint i = 0; i < self->codes->len; i++)
    for (guint j = 0; j < rows->len; j++)
      if (lt_latest_get (g_ptr_array_index (rows, j), g_ptr_array_index (self->codes, i)) != NULL)
        {
          g_ptr_array_add (columns, g_ptr_array_index (self->codes, i));
          break;
        }
  return columns;
}

static void
on_latest_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LtMonitorPage) self = LT_MONITOR_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = lt_readers_take (result, &error);
  g_autoptr (GPtrArray) columns = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->reading_latest);
  if (rows == NULL)
    {
      lt_monitor_page_say (self, error->message);
      return;
    }
  columns = list_columns (self, rows);
  lt_latest_table_show (self->latest_table, rows, columns, self->items, self->wish->interval);
}

void
lt_monitor_page_ask_latest (LtMonitorPage *self)
{
  Question *question;

  lt_monitor_page_stop (&self->reading_latest);
  if (!gtk_toggle_button_get_active (self->latest_button) || self->measured == NULL)
    return;
  question = g_new0 (Question, 1);
  question->measured = g_ptr_array_ref (self->measured);
  question->interval = self->wish->interval;
  self->reading_latest = g_cancellable_new ();
  lt_readers_ask (lt_session_get_readers (self->session), list_latest, question,
                  (GDestroyNotify) question_free, (GDestroyNotify) g_ptr_array_unref,
                  self->reading_latest, on_latest_read, g_object_ref (self));
}
