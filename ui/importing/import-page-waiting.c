/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Of several files that were dropped together, those that follow: one at a time, since
 * each may have to be asked about. */

#include "ui/importing/import-page-private.h"

#include <glib/gi18n-lib.h>

/* Says what is still to come, wherever the page is. */
void
lt_import_page_show_waiting (LtImportPage *self)
{
  const char *next = g_queue_peek_head (&self->waiting);
  guint n = g_queue_get_length (&self->waiting);
  g_autofree char *name = next == NULL ? NULL : g_filename_display_basename (next);
  g_autofree char *words =
      next == NULL ? NULL
                   : g_strdup_printf (ngettext ("Go on with %s (%u file is waiting)",
                                                "Go on with %s (%u files are waiting)", n),
                                      name, n);

  gtk_widget_set_visible (GTK_WIDGET (self->waiting_button), next != NULL);
  if (next == NULL)
    return;
  gtk_button_set_label (self->waiting_button, words);
  if (lt_import_page_is_at (self, "report"))
    gtk_button_set_label (self->next_button, _ ("_Next file"));
}

void
lt_import_page_forget_waiting (LtImportPage *self)
{
  g_queue_clear_full (&self->waiting, g_free);
}

/* Returns: whether there was one, and it is looked at */
gboolean
lt_import_page_begin_waiting (LtImportPage *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_queue_pop_head (&self->waiting);

  if (path == NULL)
    return FALSE;
  if (lt_import_page_begin_file (self, path, &error))
    return TRUE;
  lt_import_page_go_to (self, "start");
  lt_import_page_say (self, error->message);
  return TRUE;
}

static void
on_waiting (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtImportPage *self = LT_IMPORT_PAGE (widget);

  if (self->session != NULL && lt_import_page_is_at (self, "start"))
    lt_import_page_begin_waiting (self);
}

void
lt_import_page_install_waiting (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "import.waiting", NULL, on_waiting);
}

/**
 * lt_import_page_add_waiting:
 * @self: a page that has begun with a file
 * @path: another that is to follow it
 */
void
lt_import_page_add_waiting (LtImportPage *self, const char *path)
{
  g_queue_push_tail (&self->waiting, g_strdup (path));
  lt_import_page_show_waiting (self);
}
