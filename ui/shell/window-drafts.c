/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What was typed and not saved is given back after a crash: one question, when
 * somebody has signed in. */

#include "ui/forms/form.h"
#include "ui/shell/window-private.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  LtWindow *window;
  GPtrArray *drafts;
  GPtrArray *checks; /* a check button for each, in the same order */
} Offer;

static void
free_offer (gpointer data, GClosure *closure)
{
  Offer *offer = data;

  g_object_unref (offer->window);
  g_ptr_array_unref (offer->drafts);
  g_ptr_array_unref (offer->checks);
  g_free (offer);
}

/* All places have one page. */
static const char *
get_page (const LtDraft *draft)
{
  return lt_kind_is_place (draft->seen->kind) ? "place" : draft->seen->kind->name;
}

static gboolean
is_page_free (LtWindow *self, const LtDraft *draft)
{
  return !lt_window_has_unsaved (self, get_page (draft));
}

static gboolean
restore (LtWindow *self, const LtDraft *draft, GError **error)
{
  const char *page = get_page (draft);
  gboolean restored = g_str_equal (page, "order")
                          ? lt_order_page_restore (self->order_page, draft, error)
                      : g_str_equal (page, "place")
                          ? lt_place_page_restore (self->place_page, draft, error)
                          : lt_inspection_page_restore (self->inspection_page, draft, error);

  if (restored && g_str_equal (page, "place"))
    lt_window_let_go (self);
  if (restored)
    lt_window_go_to_page (self, page);
  return restored;
}

/* Each kind of form has one page; the latest comes first. What does not find
 * room stays where it is, in the menu. */
static void
restore_chosen (Offer *offer)
{
  g_autoptr (GString) problems = g_string_new (NULL);
  guint left = 0;

  for (guint i = offer->drafts->len; i > 0; i--)
    {
      const LtDraft *draft = g_ptr_array_index (offer->drafts, i - 1);
      gboolean later = FALSE;
      g_autoptr (GError) error = NULL;

      if (!gtk_check_button_get_active (g_ptr_array_index (offer->checks, i - 1)))
        continue;
      for (guint j = 0; j < i - 1; j++)
        later =
            later
            || (gtk_check_button_get_active (g_ptr_array_index (offer->checks, j))
                && g_str_equal (get_page (g_ptr_array_index (offer->drafts, j)), get_page (draft)));
      if (later || !is_page_free (offer->window, draft))
        left++;
      else if (!restore (offer->window, draft, &error))
        g_string_append_printf (problems, "%s%s", problems->len == 0 ? "" : "\n", error->message);
    }
  if (left > 0)
    g_string_append_printf (problems, "%s%s", problems->len == 0 ? "" : "\n",
                            _ ("One form of a kind is open at a time: save it, then open the next "
                               "from the menu."));
  if (problems->len > 0)
    lt_window_show_problem (offer->window, problems->str);
}

static void
discard_chosen (Offer *offer)
{
  LtSession *session = lt_window_get_session (offer->window);

  for (guint i = 0; i < offer->drafts->len; i++)
    {
      const LtDraft *draft = g_ptr_array_index (offer->drafts, i);
      g_autoptr (GError) error = NULL;

      if (gtk_check_button_get_active (g_ptr_array_index (offer->checks, i))
          && !lt_work_draft_drop (session, &draft->id, &error))
        lt_window_show_problem (offer->window, error->message);
    }
}

static void
on_answer (AdwMessageDialog *dialog, const char *response, Offer *offer)
{
  if (lt_window_get_session (offer->window) == NULL)
    return;
  if (g_str_equal (response, "restore"))
    restore_chosen (offer);
  else if (g_str_equal (response, "discard"))
    discard_chosen (offer);
  lt_window_offer_half_imports (offer->window);
}

static GtkWidget *
make_list (Offer *offer, LtSession *session)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  for (guint i = 0; i < offer->drafts->len; i++)
    {
      g_autofree char *words =
          lt_work_draft_describe (session, g_ptr_array_index (offer->drafts, i));
      g_autofree char *name = g_strdup_printf ("draft-%u", i);
      GtkWidget *check = gtk_check_button_new_with_label (words);

      gtk_widget_set_name (check, name);
      gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
      g_ptr_array_add (offer->checks, check);
      gtk_box_append (GTK_BOX (box), check);
    }
  return box;
}

static void
ask (LtWindow *self, GPtrArray *drafts)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (
      adw_message_dialog_new (GTK_WINDOW (self), _ ("Some forms were not saved"),
                              _ ("What you typed was kept. Shall it be put back?")));
  Offer *offer = g_new0 (Offer, 1);

  offer->window = g_object_ref (self);
  offer->drafts = g_ptr_array_ref (drafts);
  offer->checks = g_ptr_array_new ();
  adw_message_dialog_set_extra_child (dialog, make_list (offer, self->session));
  adw_message_dialog_add_responses (dialog, "later", _ ("_Later"), "discard", _ ("_Discard"),
                                    "restore", _ ("_Restore"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_response_appearance (dialog, "restore", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "restore");
  adw_message_dialog_set_close_response (dialog, "later");
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_answer), offer, free_offer, 0);
  gtk_window_present (GTK_WINDOW (dialog));
  /* Enter is the answer that loses nothing. */
  gtk_widget_grab_focus (gtk_window_get_default_widget (GTK_WINDOW (dialog)));
}

/* What stands in a form is gone back to. */
static gboolean
go_to_unsaved (LtWindow *self)
{
  static const char *const pages[] = { "inspection", "order", "place" };

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    if (lt_window_has_unsaved (self, pages[i]))
      {
        lt_window_go_to_page (self, pages[i]);
        return TRUE;
      }
  return FALSE;
}

/**
 * lt_window_offer_drafts:
 * @self: a window
 * @asked: whether somebody asked for them: then it is said that there are none
 *
 * Asks whether what was typed and not saved shall be put back.
 *
 * Returns: whether it asked
 */
gboolean
lt_window_offer_drafts (LtWindow *self, gboolean asked)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) drafts = NULL;
  g_autofree char *words = NULL;

  if (self->session == NULL || lt_session_get_officer (self->session) == NULL
      || !lt_window_can_write (self))
    return FALSE;
  drafts = lt_work_drafts (self->session, &error);
  words = lt_work_drafts_take_words (self->session);
  if (drafts == NULL || words != NULL)
    lt_window_show_problem (self, words != NULL ? words : error->message);
  for (guint i = drafts == NULL ? 0 : drafts->len; i > 0; i--)
    if (lt_form_is_draft_open (&((LtDraft *) g_ptr_array_index (drafts, i - 1))->id))
      g_ptr_array_remove_index (drafts, i - 1);
  if (drafts != NULL && drafts->len > 0)
    ask (self, drafts);
  else if (asked && drafts != NULL && !go_to_unsaved (self))
    lt_window_show_problem (self, _ ("You have no drafts besides what stands in the forms."));
  return drafts != NULL && drafts->len > 0;
}

static void
on_drafts (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtWindow *self = LT_WINDOW (widget);

  if (self->session == NULL)
    return;
  if (lt_session_get_officer (self->session) == NULL)
    lt_sign_in_ask (self->sign_in, _ ("Sign in to see your drafts."));
  else
    lt_window_offer_drafts (self, TRUE);
}

static void
on_say_problem (GtkWidget *widget, const char *action, GVariant *parameter)
{
  lt_window_show_problem (LT_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

void
lt_window_install_draft_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.drafts", NULL, on_drafts);
  gtk_widget_class_install_action (widget_class, "win.say-problem", "s", on_say_problem);
}
