/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The passphrase once more, before what a laptop left open must not do. */

#include "ui/shell/confirm.h"

#include "base/seal.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  GtkWidget *owner; /* weak */
  LtSession *session;
  char *typed; /* the dialog's children are gone when it answers */
  char *why;
  char *action;
  GVariant *parameter;
} Question;

static void
free_question (gpointer data, GClosure *closure)
{
  Question *question = data;

  g_clear_weak_pointer (&question->owner);
  g_object_unref (question->session);
  lt_wipe_text (question->typed);
  g_free (question->why);
  g_free (question->action);
  g_clear_pointer (&question->parameter, g_variant_unref);
  g_free (question);
}

static void ask (const Question *like, const char *problem);

static void
on_response (AdwMessageDialog *dialog, const char *response, Question *question)
{
  g_autoptr (GError) error = NULL;

  if (!g_str_equal (response, "confirm") || question->owner == NULL
      || lt_session_get_officer (question->session) == NULL)
    return;
  if (question->typed == NULL || *question->typed == '\0')
    {
      ask (question, _ ("Type your passphrase."));
      return;
    }
  if (!lt_session_confirm (question->session, question->typed, &error))
    {
      ask (question, error->message);
      return;
    }
  gtk_widget_activate_action_variant (question->owner, question->action, question->parameter);
  if (question->owner != NULL)
    lt_session_forget_confirmation (question->session);
}

static void
on_typed (GtkEditable *entry, Question *question)
{
  lt_wipe_text (question->typed);
  question->typed = g_strdup (gtk_editable_get_text (entry));
}

/**
 * lt_confirm_entry_new:
 *
 * No GtkPasswordEntry: that of GTK 4.8 does not outlive being destroyed while it
 * has the keyboard.
 *
 * Returns: (transfer floating): an entry for a passphrase, of a dialog
 */
GtkWidget *
lt_confirm_entry_new (void)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_widget_set_name (entry, "confirm-passphrase");
  gtk_entry_set_visibility (GTK_ENTRY (entry), FALSE);
  gtk_entry_set_input_purpose (GTK_ENTRY (entry), GTK_INPUT_PURPOSE_PASSWORD);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Passphrase"), -1);
  return entry;
}

static char *
make_words (const Question *question, const char *problem)
{
  const LtRecord *officer = lt_session_get_officer (question->session);

  return g_strdup_printf ("%s\n%s  %s%s%s", question->why, lt_record_get (officer, "name"),
                          lt_record_get (officer, "card"), problem == NULL ? "" : "\n\n",
                          problem == NULL ? "" : problem);
}

static void
ask (const Question *like, const char *problem)
{
  Question *question = g_new0 (Question, 1);
  g_autofree char *words = make_words (like, problem);
  GtkWidget *entry = lt_confirm_entry_new ();
  AdwMessageDialog *dialog;

  g_set_weak_pointer (&question->owner, like->owner);
  question->session = g_object_ref (like->session);
  question->why = g_strdup (like->why);
  question->action = g_strdup (like->action);
  question->parameter = like->parameter == NULL ? NULL : g_variant_ref_sink (like->parameter);
  g_signal_connect (entry, "changed", G_CALLBACK (on_typed), question);
  dialog =
      ADW_MESSAGE_DIALOG (adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (like->owner)),
                                                  _ ("Your passphrase again"), words));
  adw_message_dialog_set_extra_child (dialog, entry);
  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "confirm", _ ("_Go on"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "confirm", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "confirm");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_response), question, free_question, 0);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (entry);
}

/**
 * lt_confirm_ask:
 * @owner: a widget whose act was refused for want of the passphrase
 * @session: the open county, somebody signed in
 * @why: what makes it worth asking
 * @action: the widget's action that does it
 * @parameter: (nullable): its parameter
 *
 * Asks who is signed in for his passphrase and then does it.
 */
void
lt_confirm_ask (GtkWidget *owner,
                LtSession *session,
                const char *why,
                const char *action,
                GVariant *parameter)
{
  Question question = { .owner = owner,
                        .session = session,
                        .why = (char *) why,
                        .action = (char *) action,
                        .parameter = parameter };

  ask (&question, NULL);
}
