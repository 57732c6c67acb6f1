/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An import that was broken off by a power cut or a crash is told when the officer who
 * began it has signed in, with both ways out of it. */

#include "store/half-imports.h"
#include "ui/shell/window-private.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  LtWindow *window;
  char *report; /* (nullable): id of what one import kept, by which it is taken back */
} Offer;

static void
free_offer (gpointer data, GClosure *closure)
{
  Offer *offer = data;

  g_object_unref (offer->window);
  g_free (offer->report);
  g_free (offer);
}

/* What is taken back is asked about once more, and told, on the page of imports. */
static void
on_answer (AdwMessageDialog *dialog, const char *response, Offer *offer)
{
  LtWindow *self = offer->window;

  if (lt_window_get_session (self) == NULL)
    return;
  if (g_str_equal (response, "again"))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.import", NULL);
  if (!g_str_equal (response, "back"))
    return;
  lt_window_go_to_page (self, "import");
  if (offer->report != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self->import_page), "import.undo", "s", offer->report);
}

static char *
describe_all (LtWindow *self, GPtrArray *halves)
{
  LtStore *store = lt_session_get_store (self->session);
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < halves->len; i++)
    {
      g_autofree char *sentence = lt_half_import_describe (g_ptr_array_index (halves, i), store);

      g_string_append_printf (words, "%s\n", sentence);
    }
  g_string_append (words, _ ("Import the same file again, and what is missing is added; nothing "
                             "becomes double. Or take back what is there."));
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static void
ask (LtWindow *self, GPtrArray *halves)
{
  const LtHalfImport *first = g_ptr_array_index (halves, 0);
  g_autofree char *words = describe_all (self, halves);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (
      adw_message_dialog_new (GTK_WINDOW (self), _ ("An import was broken off"), words));
  Offer *offer = g_new0 (Offer, 1);

  offer->window = g_object_ref (self);
  if (halves->len == 1 && first->reports->len > 0)
    offer->report = lt_id_to_text (&g_array_index (first->reports, LtId, 0));
  adw_message_dialog_add_responses (dialog, "later", _ ("_Later"), "back",
                                    offer->report != NULL ? _ ("_Take it back…")
                                                          : _ ("_Show the imports"),
                                    "again", _ ("_Import it again…"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "again", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "again");
  adw_message_dialog_set_close_response (dialog, "later");
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_answer), offer, free_offer, 0);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (gtk_window_get_default_widget (GTK_WINDOW (dialog)));
}

/**
 * lt_window_offer_half_imports:
 * @self: a window
 *
 * Tells the officer what he began to import on this device and was broken off, and asks
 * what is to become of it.
 */
void
lt_window_offer_half_imports (LtWindow *self)
{
  const LtRecord *officer = self->session == NULL ? NULL : lt_session_get_officer (self->session);
  g_autoptr (GPtrArray) halves = NULL;

  if (officer == NULL || !lt_window_can_write (self))
    return;
  halves =
      lt_store_list_half_imports (lt_session_get_store (self->session), &officer->id, FALSE, NULL);
  for (guint i = halves == NULL ? 0 : halves->len; i > 0; i--)
    if (!((LtHalfImport *) g_ptr_array_index (halves, i - 1))->own)
      g_ptr_array_remove_index (halves, i - 1);
  if (halves != NULL && halves->len > 0)
    ask (self, halves);
}
