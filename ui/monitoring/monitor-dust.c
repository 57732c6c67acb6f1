/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Dust fall by month with ranks, as a table and as a file. */

#include "ui/monitoring/monitor-private.h"
#include "ui/shell/file-choice.h"
#include "work/map-times.h"

#include <glib/gi18n-lib.h>

/* A table that is written: read anew by the reader that writes it. */
typedef struct
{
  LtDustWish *wish;
  char *path;
  gboolean replace;
} Writing;

static void
writing_free (Writing *writing)
{
  lt_dust_wish_free (writing->wish);
  g_free (writing->path);
  g_free (writing);
}

static gpointer
read_table (LtStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  return lt_work_dust_table (store, data, error);
}

static gpointer
write_table (LtStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const Writing *writing = data;
  LtExportOptions options = { .path = writing->path,
                              .replace = writing->replace,
                              .cancellable = cancellable };
  g_autoptr (LtDustTable) table = lt_work_dust_table (store, writing->wish, error);
  LtExportReport report;

  if (table == NULL || !lt_dust_table_export (table, &options, &report, error))
    return NULL;
  return g_strdup (writing->path);
}

static LtDustWish *
make_wish (LtMonitorPage *self)
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
  lt_readers_ask (lt_session_get_readers (self->session), read_table, make_wish (self),
                  (GDestroyNotify) lt_dust_wish_free, (GDestroyNotify) lt_dust_table_free,
                  self->reading_dust, on_table_read, g_object_ref (self));
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

static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LtMonitorPage) self = LT_MONITOR_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = lt_readers_take (result, &error);
  g_autofree char *words = path == NULL ? NULL : g_strdup_printf (_ ("Saved: %s"), path);

  if (words != NULL)
    lt_dust_view_say (self->dust_view, words);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    lt_monitor_page_say (self, error->message);
}

static void
on_file_chosen (GtkWidget *owner, GListModel *files, const char *about)
{
  LtMonitorPage *self = LT_MONITOR_PAGE (owner);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = lt_file_choice_get_path (files, &error);
  gboolean named;
  Writing *writing;

  if (path == NULL || self->session == NULL)
    {
      lt_monitor_page_say (self, path == NULL ? error->message : "");
      return;
    }
  /* The chooser has asked whether a file that is there may go, but not of this name. */
  named = g_str_has_suffix (path, ".csv") || g_str_has_suffix (path, ".xlsx");
  writing = g_new0 (Writing, 1);
  writing->wish = make_wish (self);
  writing->path = named ? g_steal_pointer (&path) : g_strconcat (path, ".csv", NULL);
  writing->replace = named;
  lt_readers_ask (lt_session_get_readers (self->session), write_table, writing,
                  (GDestroyNotify) writing_free, g_free, NULL, on_written, g_object_ref (self));
}

void
lt_monitor_page_save_dust (GtkWidget *widget, const char *name, GVariant *target)
{
  LtMonitorPage *self = LT_MONITOR_PAGE (widget);
  const LtDustTable *table = lt_dust_view_get_table (self->dust_view);
  g_autoptr (GFile) folder = lt_file_choice_get_folder (
      LT_FOLDER_EXPORT, self->session == NULL ? NULL : lt_session_get_path (self->session));
  g_autofree char *stem = NULL;
  g_autofree char *file = NULL;
  LtFileQuestion question = { .title = _ ("Save the table"),
                              .accept = _ ("_Save"),
                              .action = GTK_FILE_CHOOSER_ACTION_SAVE,
                              .folder = folder,
                              .folder_key = LT_FOLDER_EXPORT };

  if (table == NULL || table->months->len == 0)
    {
      lt_monitor_page_say (self, _ ("There is no table to save."));
      return;
    }
  /* Translators: name of a file: a table of dust fall, its first and its last month */
  stem = g_strdup_printf (_ ("dust fall %s to %s"),
                          (const char *) g_ptr_array_index (table->months, 0),
                          (const char *) g_ptr_array_index (table->months, table->months->len - 1));
  question.name = file = lt_file_choice_make_name (folder, stem, ".csv");
  lt_file_choice_ask (widget, &question, on_file_chosen);
}

void
lt_monitor_page_fill_dust (LtMonitorPage *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (int of = 0; of < LT_DUST_N_OF; of++)
    gtk_string_list_append (names, lt_dust_of_label ((LtDustOf) of));
  gtk_drop_down_set_model (self->dust_choice, G_LIST_MODEL (names));
}
