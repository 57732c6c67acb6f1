/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/shell/table-saving.h"

#include "ui/shell/file-choice.h"

#include <glib/gi18n-lib.h>

#define SAVING_KEY "lt-table-saving" /* of a page: what waits for a file */

/* What is written stays as it was seen, whatever the page shows by then. */
typedef struct
{
  LtTableWriter write;
  gpointer data;
  GDestroyNotify free_data;
} Table;

typedef struct
{
  Table table;
  char *path;
  gboolean replace;
} Saving;

typedef struct
{
  LtSession *session;
  Table table; /* its data is %NULL when it is being written */
  LtTableSavedFunc saved;
} Waiting;

static void
table_clear (Table *self)
{
  if (self->data != NULL)
    self->free_data (g_steal_pointer (&self->data));
}

static void
saving_free (Saving *self)
{
  table_clear (&self->table);
  g_free (self->path);
  g_free (self);
}

static void
waiting_free (Waiting *self)
{
  g_clear_object (&self->session);
  table_clear (&self->table);
  g_free (self);
}

static gpointer
write_table (LtStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const Saving *saving = data;
  LtExportOptions options = { .path = saving->path,
                              .replace = saving->replace,
                              .cancellable = cancellable };
  LtExportReport report = { 0 };

  return saving->table.write (store, saving->table.data, &options, &report, error)
             ? g_strdup (saving->path)
             : NULL;
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) page = GTK_WIDGET (user_data);
  const Waiting *waiting = g_object_get_data (G_OBJECT (page), SAVING_KEY);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = lt_readers_take (result, &error);
  g_autofree char *words =
      path == NULL ? g_strdup (error->message) : g_strdup_printf (_ ("Saved: %s"), path);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    waiting->saved (page, words);
}

static void
on_file_chosen (GtkWidget *page, GListModel *files, const char *about)
{
  Waiting *waiting = g_object_get_data (G_OBJECT (page), SAVING_KEY);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = lt_file_choice_get_path (files, &error);
  gboolean named;
  Saving *saving;

  if (path == NULL || waiting->table.data == NULL)
    {
      waiting->saved (page, path == NULL ? error->message : "");
      return;
    }
  /* The chooser has asked whether a file that is there may go, but not of this name. */
  named = g_str_has_suffix (path, ".csv") || g_str_has_suffix (path, ".xlsx");
  saving = g_new0 (Saving, 1);
  saving->table = waiting->table;
  waiting->table.data = NULL;
  saving->path = named ? g_steal_pointer (&path) : g_strconcat (path, ".xlsx", NULL);
  saving->replace = named;
  lt_readers_ask (lt_session_get_readers (waiting->session), write_table, saving,
                  (GDestroyNotify) saving_free, g_free, NULL, on_written, g_object_ref (page));
}

/**
 * lt_table_saving_ask:
 * @page: who asks
 * @question: what is to be written
 *
 * Asks for a file, CSV or XLSX, and writes the table into it, beside the main loop.
 */
void
lt_table_saving_ask (GtkWidget *page, const LtTableQuestion *question)
{
  g_autoptr (GFile) folder =
      lt_file_choice_get_folder (LT_FOLDER_EXPORT, lt_session_get_path (question->session));
  g_autofree char *file = lt_file_choice_make_name (folder, question->stem, ".xlsx");
  LtFileQuestion about = { .title = _ ("Save the table"),
                           .accept = _ ("_Save"),
                           .action = GTK_FILE_CHOOSER_ACTION_SAVE,
                           .folder = folder,
                           .folder_key = LT_FOLDER_EXPORT,
                           .name = file };
  Waiting *waiting = g_new0 (Waiting, 1);

  waiting->session = g_object_ref (question->session);
  waiting->table = (Table){ question->write, question->data, question->free_data };
  waiting->saved = question->saved;
  g_object_set_data_full (G_OBJECT (page), SAVING_KEY, waiting, (GDestroyNotify) waiting_free);
  lt_file_choice_ask (page, &about, on_file_chosen);
}

static gboolean
write_seen (LtStore *store,
            gpointer data,
            const LtExportOptions *options,
            LtExportReport *report,
            GError **error)
{
  return lt_seen_table_export (data, options, report, error);
}

/**
 * lt_table_saving_ask_seen:
 * @page: who asks
 * @session: the open county, whose readers write
 * @stem: of the file's name, to be changed
 * @table: (transfer full): as it is seen
 * @saved: is told how it went
 *
 * Like lt_table_saving_ask(), of rows that are copied as they are seen.
 */
void
lt_table_saving_ask_seen (GtkWidget *page,
                          LtSession *session,
                          const char *stem,
                          LtSeenTable *table,
                          LtTableSavedFunc saved)
{
  LtTableQuestion question = {
    .session = session,
    .stem = stem,
    .write = write_seen,
    .data = table,
    .free_data = (GDestroyNotify) lt_seen_table_free,
    .saved = saved,
  };

  lt_table_saving_ask (page, &question);
}
