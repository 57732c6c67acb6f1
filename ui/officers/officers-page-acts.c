/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is done about the officer who is chosen, and about one who is new. */

#include "ui/officers/officers-page-private.h"

#include "ui/officers/officer-job.h"
#include "ui/shell/confirm.h"
#include "ui/shell/reason.h"
#include "work/officers.h"

#include <glib/gi18n-lib.h>

static void
on_form_closed (LtOfficersPage *self)
{
  lt_officers_page_show_chosen (self);
  lt_officers_page_focus_list (self);
}

static void
on_form_done (LtOfficersPage *self, const char *words)
{
  g_autofree char *said = g_strdup (words);

  lt_officers_page_show_chosen (self);
  lt_officers_page_renew (self);
  lt_officers_page_say (self, said, FALSE);
  lt_officers_page_focus_list (self);
}

static void
open_form (LtOfficersPage *self, LtOfficerAct act, const LtRecord *officer)
{
  GtkWidget *form = lt_officer_form_new (self->session, act, officer);

  lt_officers_page_say (self, NULL, FALSE);
  g_signal_connect_object (form, "closed", G_CALLBACK (on_form_closed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (form, "done", G_CALLBACK (on_form_done), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (self->side, form);
  lt_officer_form_focus (LT_OFFICER_FORM (form));
}

static void
on_enrol (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtOfficersPage *self = LT_OFFICERS_PAGE (widget);

  if (lt_officers_page_can_change (self))
    open_form (self, LT_OFFICER_ENROL, NULL);
}

static void
on_invite (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtOfficersPage *self = LT_OFFICERS_PAGE (widget);

  if (lt_officers_page_can_change (self) && lt_officers_page_get_chosen (self) != NULL)
    open_form (self, LT_OFFICER_INVITE, lt_officers_page_get_chosen (self));
}

static void
on_give (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtOfficersPage *self = LT_OFFICERS_PAGE (widget);

  if (lt_officers_page_can_change (self) && lt_officers_page_get_chosen (self) != NULL)
    open_form (self, LT_OFFICER_GIVE, lt_officers_page_get_chosen (self));
}

static void
on_passphrase (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtOfficersPage *self = LT_OFFICERS_PAGE (widget);

  if (self->session == NULL)
    return;
  if (lt_session_get_officer (self->session) == NULL)
    gtk_widget_activate_action (widget, "win.sign-in", NULL);
  else
    open_form (self, LT_OFFICER_PASSPHRASE, lt_session_get_officer (self->session));
}

/* @parameter: the role; it was asked whether */
static void
on_take (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtOfficersPage *self = LT_OFFICERS_PAGE (widget);
  const char *role = g_variant_get_string (parameter, NULL);
  const LtField *roles;
  g_autoptr (LtRecord) seen = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  if (!lt_officers_page_can_change (self) || lt_officers_page_get_chosen (self) == NULL)
    return;
  seen = lt_store_get (lt_session_get_store (self->session), lt_kind_by_name ("officer"),
                       &self->chosen, &error);
  if (seen == NULL || !lt_work_officer_take (self->session, seen, role, &error))
    {
      lt_officers_page_say (self, error->message, TRUE);
      return;
    }
  roles = &seen->kind->fields[lt_kind_find_field (seen->kind, "roles")];
  words = g_strdup_printf (_ ("The role %s is taken from %s, and can be given again. Sync, so that "
                              "colleagues know it too."),
                           lt_field_choice_label (roles, role), lt_record_get (seen, "name"));
  lt_officers_page_renew (self);
  lt_officers_page_say (self, words, FALSE);
  lt_officers_page_focus_list (self);
}

static void
on_take_answered (AdwMessageDialog *dialog, const char *response, LtOfficersPage *self)
{
  if (g_str_equal (response, "take"))
    gtk_widget_activate_action (GTK_WIDGET (self), "officers.take", "s",
                                g_object_get_data (G_OBJECT (dialog), "role"));
}

/* Somebody may stand without a role by one touch: he is asked about first. */
static void
on_ask_take (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtOfficersPage *self = LT_OFFICERS_PAGE (widget);
  const LtRecord *officer = lt_officers_page_get_chosen (self);
  const char *role = g_variant_get_string (parameter, NULL);
  const LtField *roles;
  g_autofree char *title = NULL;
  AdwMessageDialog *dialog;

  if (officer == NULL || !lt_officers_page_can_change (self))
    return;
  roles = &officer->kind->fields[lt_kind_find_field (officer->kind, "roles")];
  title = g_strdup_printf (_ ("Take the role %s from %s?"), lt_field_choice_label (roles, role),
                           lt_record_get (officer, "name"));
  dialog = ADW_MESSAGE_DIALOG (
      adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)), title,
                              _ ("From then on it cannot be used. It can be given again.")));
  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "take", _ ("_Take"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "take", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, "cancel");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "role", g_strdup (role), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_take_answered), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_revoked (LtOfficersPage *self, const char *words, const GError *error)
{
  g_autofree char *said = g_strdup (error != NULL ? error->message : words);

  g_clear_object (&self->work);
  lt_officers_page_renew (self);
  lt_officers_page_say (self, said, error != NULL);
}

/* @parameter: id of the officer, and the reason; the passphrase was given again */
static void
on_revoke (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtOfficersPage *self = LT_OFFICERS_PAGE (widget);
  g_autoptr (GError) error = NULL;
  const char *text, *why;
  LtId officer;

  g_variant_get (parameter, "(&s&s)", &text, &why);
  if (self->work != NULL || !lt_officers_page_can_change (self)
      || !lt_id_from_text (&officer, text))
    return;
  self->work = lt_officer_job_revoke (self->session, &officer, why, &error);
  if (self->work == NULL)
    {
      lt_officers_page_say (self, error->message, TRUE);
      return;
    }
  lt_officers_page_say (self, _ ("The keys are being revoked…"), FALSE);
  g_signal_connect_object (self->work, "ended", G_CALLBACK (on_revoked), self, G_CONNECT_SWAPPED);
}

static void
on_reason (GtkWidget *widget, const char *why, const char *officer)
{
  LtOfficersPage *self = LT_OFFICERS_PAGE (widget);

  if (self->session == NULL || !lt_officers_page_can_change (self))
    return;
  lt_confirm_ask (widget, self->session,
                  _ ("What is signed with revoked keys from now on counts on no machine."),
                  "officers.revoke", g_variant_new ("(ss)", officer, why));
}

static void
on_ask_revoke (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtOfficersPage *self = LT_OFFICERS_PAGE (widget);
  const LtRecord *officer = lt_officers_page_get_chosen (self);
  g_autofree char *title = NULL;
  g_autofree char *id = NULL;

  if (officer == NULL || !lt_officers_page_can_change (self))
    return;
  title = g_strdup_printf (_ ("Revoke the keys of %s"), lt_record_get (officer, "name"));
  id = lt_id_to_text (&officer->id);
  lt_reason_ask (widget, title,
                 _ ("For a lost laptop or who has left. What is here already still counts; it "
                    "cannot be taken back, but a new invitation can be made."),
                 _ ("_Revoke"), on_reason, id);
}

void
lt_officers_page_install_acts (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "officers.enrol", NULL, on_enrol);
  gtk_widget_class_install_action (widget_class, "officers.invite", NULL, on_invite);
  gtk_widget_class_install_action (widget_class, "officers.give", NULL, on_give);
  gtk_widget_class_install_action (widget_class, "officers.take", "s", on_take);
  gtk_widget_class_install_action (widget_class, "officers.ask-take", "s", on_ask_take);
  gtk_widget_class_install_action (widget_class, "officers.passphrase", NULL, on_passphrase);
  gtk_widget_class_install_action (widget_class, "officers.ask-revoke", NULL, on_ask_revoke);
  gtk_widget_class_install_action (widget_class, "officers.revoke", "(ss)", on_revoke);
}
