/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The reason for what is not done without one. */

#include "ui/shell/reason.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  GtkWidget *owner; /* weak */
  char *typed;      /* the dialog's children are gone when it answers */
  LtReasonFunc func;
  char *about;
} Question;

static void
free_question (gpointer data, GClosure *closure)
{
  Question *question = data;

  g_clear_weak_pointer (&question->owner);
  g_free (question->typed);
  g_free (question->about);
  g_free (question);
}

static void
on_response (AdwMessageDialog *dialog, const char *response, Question *question)
{
  if (g_str_equal (response, "go-on") && question->owner != NULL && question->typed != NULL)
    question->func (question->owner, question->typed, question->about);
}

/* Without a reason there is no going on. */
static void
on_typed (GtkEditable *entry, Question *question)
{
  AdwMessageDialog *dialog =
      ADW_MESSAGE_DIALOG (gtk_widget_get_ancestor (GTK_WIDGET (entry), ADW_TYPE_MESSAGE_DIALOG));

  g_free (question->typed);
  question->typed = g_strstrip (g_strdup (gtk_editable_get_text (entry)));
  if (dialog != NULL)
    adw_message_dialog_set_response_enabled (dialog, "go-on", *question->typed != '\0');
}

/**
 * lt_reason_ask:
 * @owner: a widget of a window
 * @title: what would be done
 * @words: what comes of it
 * @answer: label of the answer that does it, with a mnemonic
 * @func: called with the reason; not where nothing was typed, or nothing is to be done
 * @about: (nullable): for @func
 */
void
lt_reason_ask (GtkWidget *owner,
               const char *title,
               const char *words,
               const char *answer,
               LtReasonFunc func,
               const char *about)
{
  Question *question = g_new0 (Question, 1);
  GtkWidget *entry = gtk_entry_new ();
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (
      adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (owner)), title, words));

  g_set_weak_pointer (&question->owner, owner);
  question->func = func;
  question->about = g_strdup (about);
  gtk_widget_set_name (entry, "reason");
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ ("Reason, kept in the log"));
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Reason"), -1);
  g_signal_connect (entry, "changed", G_CALLBACK (on_typed), question);
  adw_message_dialog_set_extra_child (dialog, entry);
  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "go-on", answer, NULL);
  adw_message_dialog_set_response_appearance (dialog, "go-on", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_response_enabled (dialog, "go-on", FALSE);
  adw_message_dialog_set_default_response (dialog, "go-on");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_response), question, free_question, 0);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (entry);
}
