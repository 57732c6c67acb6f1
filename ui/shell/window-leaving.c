/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A form that is not saved is not left behind without a question: it is kept as a
 * draft, given up, or gone back to. */

#include "ui/shell/window-private.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  LtWindow *window;
  LtWindowThen then;
  char *target;
  char *page;
} Question;

static gboolean
concerns (const char *page, const char *form)
{
  return page == NULL || g_str_equal (page, form);
}

/* Whether a form of @page, or of any, holds what is not kept yet. */
gboolean
lt_window_has_unsaved (LtWindow *self, const char *page)
{
  return self->session != NULL
         && ((concerns (page, "inspection")
              && lt_inspection_page_is_changed (self->inspection_page))
             || (concerns (page, "order") && lt_order_page_is_changed (self->order_page))
             || (concerns (page, "place") && lt_place_page_is_changed (self->place_page)));
}

/* What is given up is not offered again. */
static void
give_up_drafts (LtWindow *self, const char *page)
{
  if (concerns (page, "inspection"))
    lt_inspection_page_give_up (self->inspection_page);
  if (concerns (page, "order"))
    lt_order_page_give_up (self->order_page);
  if (concerns (page, "place"))
    lt_place_page_give_up (self->place_page);
}

static gboolean
keep_drafts (LtWindow *self, const char *page, GError **error)
{
  return (!concerns (page, "inspection") || lt_inspection_page_keep (self->inspection_page, error))
         && (!concerns (page, "order") || lt_order_page_keep (self->order_page, error))
         && (!concerns (page, "place") || lt_place_page_keep (self->place_page, error));
}

static void
on_answer (AdwMessageDialog *dialog, const char *response, Question *question)
{
  g_autoptr (GError) error = NULL;
  gboolean goes_on = FALSE;

  if (g_str_equal (response, "give-up"))
    {
      give_up_drafts (question->window, question->page);
      goes_on = TRUE;
    }
  else if (g_str_equal (response, "keep"))
    goes_on = keep_drafts (question->window, question->page, &error);
  if (error != NULL)
    lt_window_show_problem (question->window, error->message);
  if (goes_on)
    question->then (question->window, question->target);
  else if (question->page != NULL)
    lt_window_go_to_page (question->window, question->page);
}

static void
question_free (gpointer data, GClosure *closure)
{
  Question *question = data;

  g_object_unref (question->window);
  g_free (question->target);
  g_free (question->page);
  g_free (question);
}

/* Runs @then, but asks first where a form holds what is not kept yet. */
void
lt_window_give_up_first (LtWindow *self, const char *page, LtWindowThen then, const char *target)
{
  AdwMessageDialog *dialog;
  Question *question;

  if (!lt_window_has_unsaved (self, page))
    {
      then (self, target);
      return;
    }
  question = g_new0 (Question, 1);
  question->window = g_object_ref (self);
  question->then = then;
  question->target = g_strdup (target);
  question->page = g_strdup (page);
  dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (
      GTK_WINDOW (self), _ ("A form is not saved yet"),
      _ ("What was typed and drawn in it can be kept as a draft: it is offered again when you "
         "sign in next, and by the menu.")));
  adw_message_dialog_add_responses (dialog, "stay", _ ("_Back to the form"), "give-up",
                                    _ ("_Give up what was typed"), "keep", _ ("_Keep as a draft"),
                                    NULL);
  adw_message_dialog_set_response_appearance (dialog, "give-up", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_response_appearance (dialog, "keep", ADW_RESPONSE_SUGGESTED);
  /* Who closes the window wants to go; who begins another form may have forgotten this one. */
  adw_message_dialog_set_default_response (dialog, page == NULL ? "keep" : "stay");
  adw_message_dialog_set_close_response (dialog, "stay");
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_answer), question, question_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
  /* Enter is an answer that loses nothing. */
  gtk_widget_grab_focus (gtk_window_get_default_widget (GTK_WINDOW (dialog)));
}
