/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A number of a table explained: of what was measured last, and of dust fall. */

#include "ui/monitoring/monitor-private.h"

#include <glib/gi18n-lib.h>

/* (transfer full) (nullable): the number that the table tells of */
static LtExplainWish *
make_wish (LtMonitorPage *self)
{
  if (gtk_toggle_button_get_active (self->latest_button))
    return lt_latest_table_make_wish (self->latest_table);
  return gtk_toggle_button_get_active (self->dust_button) ? lt_dust_view_make_wish (self->dust_view)
                                                          : NULL;
}

/* Another number is told of, or another view is looked at. */
void
lt_monitor_page_offer_explanation (LtMonitorPage *self)
{
  g_autoptr (LtExplainWish) wish = make_wish (self);

  gtk_widget_set_visible (GTK_WIDGET (self->explain_button),
                          gtk_toggle_button_get_active (self->latest_button)
                              || gtk_toggle_button_get_active (self->dust_button));
  gtk_widget_set_sensitive (GTK_WIDGET (self->explain_button), wish != NULL);
}

/* An explanation that is read, and the label that is to show it. */
typedef struct
{
  LtMonitorPage *page;
  GtkLabel *label;
} Explanation;

static gpointer
read_explanation (LtStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  return lt_work_explain (store, data, error);
}

static void
on_explained (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Explanation *explanation = user_data;
  g_autoptr (LtMonitorPage) page = explanation->page;
  g_autoptr (GtkLabel) label = explanation->label;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = lt_readers_take (result, &error);

  g_free (explanation);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&page->explaining);
  gtk_label_set_text (label, words == NULL ? error->message : words);
}

/* Read when it is asked for: going from number to number reads no file. */
void
lt_monitor_page_explain (GtkMenuButton *button, gpointer user_data)
{
  LtMonitorPage *self = LT_MONITOR_PAGE (user_data);
  g_autoptr (LtExplainWish) wish = make_wish (self);
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "name", "monitor-explanation", "label", "…",
                                   "accessible-role", GTK_ACCESSIBLE_ROLE_STATUS, "xalign", 0.0,
                                   "wrap", TRUE, "selectable", TRUE, "max-width-chars", 60,
                                   "css-classes", (const char *[]){ "popover-form", NULL }, NULL);
  Explanation *explanation;

  gtk_popover_set_child (GTK_POPOVER (popover), label);
  gtk_menu_button_set_popover (button, popover);
  if (wish == NULL || self->session == NULL)
    return;
  lt_monitor_page_stop (&self->explaining);
  self->explaining = g_cancellable_new ();
  explanation = g_new0 (Explanation, 1);
  *explanation = (Explanation){ g_object_ref (self), GTK_LABEL (g_object_ref (label)) };
  lt_readers_ask (lt_session_get_readers (self->session), read_explanation, g_steal_pointer (&wish),
                  (GDestroyNotify) lt_explain_wish_free, g_free, self->explaining, on_explained,
                  explanation);
}
