/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What an export asks before it begins: the place, whether what stands there may go,
 * and for everything the passphrase. */

#include "ui/exporting/export-page-private.h"

#include "base/civil-time.h"
#include "base/seal.h"
#include "ui/shell/confirm.h"
#include "ui/shell/file-choice.h"
#include "work/everything.h"

#include <glib/gi18n-lib.h>

static void
on_replace_answer (AdwMessageDialog *dialog, const char *response, LtExportPage *self)
{
  if (!g_str_equal (response, "replace") || self->session == NULL || self->wish == NULL)
    return;
  self->wish->replace = TRUE;
  lt_export_page_begin (self);
}

static GtkWindow *
get_window (LtExportPage *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

/* The chooser has asked about the name that was typed, not about the one with its ending. */
static void
ask_replace (LtExportPage *self)
{
  g_autofree char *words =
      g_strdup_printf (_ ("%s is there already. What is in it is lost."), self->wish->path);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (
      adw_message_dialog_new (get_window (self), _ ("Replace the file?"), words));

  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "replace", _ ("_Replace"),
                                    NULL);
  adw_message_dialog_set_response_appearance (dialog, "replace", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, "cancel");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_replace_answer), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_passphrase (AdwMessageDialog *dialog, const char *response, LtExportPage *self)
{
  GtkEditable *entry = g_object_get_data (G_OBJECT (dialog), "entry");

  if (g_str_equal (response, "go-on") && self->session != NULL && self->wish != NULL)
    {
      lt_wipe_text (self->wish->passphrase);
      self->wish->passphrase = g_strdup (gtk_editable_get_text (entry));
      lt_export_page_begin (self);
    }
  gtk_editable_set_text (entry, "");
}

static void
ask_passphrase (LtExportPage *self)
{
  const LtRecord *officer = lt_session_get_officer (self->session);
  g_autofree char *words =
      g_strdup_printf (_ ("All personal data leave the file, to %s.\n%s  %s"), self->wish->path,
                       lt_record_get (officer, "name"), lt_record_get (officer, "card"));
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (
      adw_message_dialog_new (get_window (self), _ ("Your passphrase again"), words));
  GtkWidget *entry = lt_confirm_entry_new ();

  /* the dialog's children are gone when it answers */
  g_object_set_data_full (G_OBJECT (dialog), "entry", g_object_ref (entry), g_object_unref);
  adw_message_dialog_set_extra_child (dialog, entry);
  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "go-on", _ ("_Go on"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "go-on", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "go-on");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_passphrase), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (entry);
}

gboolean
lt_export_page_needs_passphrase (LtExportPage *self)
{
  return self->wish->what == LT_EXPORT_EVERYTHING
         && lt_work_export_needs_key (lt_session_get_path (self->session));
}

static void
on_place_chosen (GtkWidget *widget, GListModel *files, const char *ending)
{
  LtExportPage *self = LT_EXPORT_PAGE (widget);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = lt_file_choice_get_path (files, &error);
  g_autoptr (GFile) file = NULL;
  g_autofree char *lower = NULL;

  if (self->session == NULL || self->wish == NULL)
    return;
  if (path == NULL)
    {
      lt_export_page_say (self, error->message, TRUE);
      return;
    }
  file = g_file_new_for_path (path);
  g_clear_object (&self->folder);
  self->folder = g_file_get_parent (file);
  lower = g_ascii_strdown (path, -1);
  g_free (self->wish->path);
  self->wish->replace = g_str_has_suffix (lower, ending);
  self->wish->path = g_strconcat (path, self->wish->replace ? "" : ending, NULL);
  if (lt_export_page_needs_passphrase (self))
    ask_passphrase (self);
  else if (!self->wish->replace && g_file_test (self->wish->path, G_FILE_TEST_EXISTS))
    ask_replace (self);
  else
    lt_export_page_begin (self);
}

/* Asks for the place of what is wished, and begins.
 * @stem: what the file is called but for day and ending.
 * @accept: what the button says. */
void
lt_export_page_choose_place (LtExportPage *self,
                             const char *title,
                             const char *stem,
                             const char *ending,
                             const char *accept)
{
  gboolean backup = self->wish->what == LT_EXPORT_BACKUP;
  const char *key = backup ? LT_FOLDER_BACKUP : LT_FOLDER_EXPORT;
  g_autoptr (GFile) used = lt_file_choice_get_folder (key, NULL);
  g_autoptr (GFile) other =
      backup ? lt_file_choice_find_other_disk (lt_session_get_path (self->session)) : NULL;
  GFile *folder = used != NULL ? used : other != NULL ? other : self->folder;
  g_autofree char *day = lt_date_of (lt_session_get_now (self->session));
  g_autofree char *dated = g_strdup_printf ("%s-%s", stem, day);
  g_autofree char *name = lt_file_choice_make_name (folder, dated, ending);
  LtFileQuestion question = { .title = title,
                              .accept = accept,
                              .action = GTK_FILE_CHOOSER_ACTION_SAVE,
                              .folder = folder,
                              .folder_key = key,
                              .name = name,
                              .about = ending };

  lt_file_choice_ask (GTK_WIDGET (self), &question, on_place_chosen);
}
