/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/shell/table-saving.h"

#include "ui/shell/file-choice.h"

#include <glib/gi18n-lib.h>

#define SAVING_KEY "lt-table-saving" /* of a page: what waits for a file */

/* What is written stays as it was seen, whatever the page shows by then. */
typedef struct
{
  LtVerdictTable *table;
  char *path;
  gboolean replace;
} Saving;

typedef struct
{
  LtSession *session;
  LtVerdictTable *table;
  LtTableSavedFunc saved;
} Waiting;

static void
saving_free (Saving *self)
{
  lt_verdict_table_free (self->table);
  g_free (self->path);
  g_free (self);
}

static void
waiting_free (Waiting *self)
{
  g_clear_object (&self->session);
  g_clear_pointer (&self->table, lt_verdict_table_free);
  g_free (self);
}

static gpointer
write_table (LtStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const Saving *saving = data;
  LtExportOptions options = { .path = saving->path,
                              .replace = saving->replace,
                              .cancellable = cancellable };
  LtExportReport report;

  return lt_verdict_table_export (saving->table, &options, &report, error) ? g_strdup (saving->path)
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

  if (path == NULL || waiting->table == NULL)
    {
      waiting->saved (page, path == NULL ? error->message : "");
      return;
    }
  /* The chooser has asked whether a file that is there may go, but not of this name. */
  named = g_str_has_suffix (path, ".csv") || g_str_has_suffix (path, ".xlsx");
  saving = g_new0 (Saving, 1);
  saving->table = g_steal_pointer (&waiting->table);
  saving->path = named ? g_steal_pointer (&path) : g_strconcat (path, ".xlsx", NULL);
  saving->replace = named;
  lt_readers_ask (lt_session_get_readers (waiting->session), write_table, saving,
                  (GDestroyNotify) saving_free, g_free, NULL, on_written, g_object_ref (page));
}

/**
 * lt_table_saving_ask:
 * @page: who asks
 * @session: the open county, whose readers write
 * @stem: of the file's name, to be changed
 * @table: (transfer full): as it is seen
 * @saved: is told how it went
 *
 * Asks for a file, CSV or XLSX, and writes the table into it, beside the main loop.
 */
void
lt_table_saving_ask (GtkWidget *page,
                     LtSession *session,
                     const char *stem,
                     LtVerdictTable *table,
                     LtTableSavedFunc saved)
{
  g_autoptr (GFile) folder =
      lt_file_choice_get_folder (LT_FOLDER_EXPORT, lt_session_get_path (session));
  g_autofree char *file = lt_file_choice_make_name (folder, stem, ".xlsx");
  LtFileQuestion question = { .title = _ ("Save the table"),
                              .accept = _ ("_Save"),
                              .action = GTK_FILE_CHOOSER_ACTION_SAVE,
                              .folder = folder,
                              .folder_key = LT_FOLDER_EXPORT,
                              .name = file };
  Waiting *waiting = g_new0 (Waiting, 1);

  waiting->session = g_object_ref (session);
  waiting->table = table;
  waiting->saved = saved;
  g_object_set_data_full (G_OBJECT (page), SAVING_KEY, waiting, (GDestroyNotify) waiting_free);
  lt_file_choice_ask (page, &question, on_file_chosen);
}
