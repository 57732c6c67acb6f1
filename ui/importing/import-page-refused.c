/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What was refused is saved as a table, to be mended and imported. */

#include "ui/importing/import-page-private.h"

#include "ui/shell/file-choice.h"
#include "work/import-file.h"

#include <glib/gi18n-lib.h>

/* @report: of the wish at hand, just tried or done; of measured values nothing is saved */
void
lt_import_page_take_refused (LtImportPage *self, const LtImportReport *report)
{
  lt_import_page_forget_refused (self);
  if (self->wish->kind != NULL)
    self->refused = lt_work_refused_of (self->wish, report);
}

void
lt_import_page_forget_refused (LtImportPage *self)
{
  g_clear_pointer (&self->refused, lt_refused_rows_unref);
}

void
lt_import_page_show_refused (LtImportPage *self)
{
  gboolean shown =
      self->refused != NULL && lt_refused_rows_count (self->refused) > 0
      && (lt_import_page_is_at (self, "check") || lt_import_page_is_at (self, "report"));

  gtk_widget_set_visible (self->refused_button, shown);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.save-refused", shown);
}

static void
on_saved (LtImportPage *self, const char *path, const GError *error)
{
  g_autofree char *name = path == NULL ? NULL : g_filename_display_name (path);
  g_autofree char *words = NULL;

  if (path == NULL)
    {
      lt_import_page_go_back_with (self, error);
      return;
    }
  lt_import_page_go_to (self, self->came_from);
  words =
      g_strdup_printf (ngettext ("%u row was saved in %s. Mend it there, as its last column "
                                 "says, and import that file.",
                                 "%u rows were saved in %s. Mend them there, as the last column "
                                 "says, and import that file.",
                                 lt_refused_rows_count (self->refused)),
                       lt_refused_rows_count (self->refused), name);
  lt_import_page_tell (self, words);
}

static void
on_place (GtkWidget *owner, GListModel *files, const char *about)
{
  LtImportPage *self = LT_IMPORT_PAGE (owner);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = lt_file_choice_get_path (files, &error);

  if (self->refused == NULL || lt_long_work_is_running (self->work))
    return;
  if (path == NULL)
    lt_import_page_say (self, error->message);
  else
    lt_import_page_take_work (self, lt_import_job_save_refused (self->refused, path, &error),
                              (LtImportEndedFunc) on_saved, error);
}

static void
on_save_refused (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtImportPage *self = LT_IMPORT_PAGE (widget);
  g_autofree char *base = NULL;
  g_autofree char *name = NULL;
  LtFileQuestion question = { .title = _ ("Save the refused rows"),
                              .accept = _ ("_Save"),
                              .action = GTK_FILE_CHOOSER_ACTION_SAVE,
                              .filter = _ ("CSV table"),
                              .pattern = "*.csv",
                              .folder_key = LT_FOLDER_EXPORT };
  char *dot;

  if (self->refused == NULL || self->wish == NULL)
    return;
  base = g_filename_display_basename (self->wish->path);
  dot = strrchr (base, '.');
  if (dot != NULL && dot != base)
    *dot = '\0';
  /* TRANSLATORS: name of a file: that of the imported one, and what is in this one */
  name = g_strdup_printf (_ ("%s – refused rows.csv"), base);
  question.name = name;
  lt_file_choice_ask (widget, &question, on_place);
}

void
lt_import_page_install_refused (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "import.save-refused", NULL, on_save_refused);
}
