/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The paper of an order: as a PDF file, and to a printer. */

#include "ui/casework/order-page-private.h"

#include "ui/forms/form-page.h"
#include "ui/printing/print-pages.h"
#include "ui/shell/file-choice.h"
#include "work/casework.h"
#include "work/paper.h"

#include <glib/gi18n-lib.h>

static void
on_chosen (GtkWidget *widget, GListModel *files, const char *about)
{
  LtOrderPage *self = LT_ORDER_PAGE (widget);
  g_autoptr (GError) error = NULL;
  g_autofree char *chosen = lt_file_choice_get_path (files, &error);
  g_autofree char *path = NULL, *words = NULL;

  path = chosen == NULL ? NULL : lt_work_name_pdf (chosen, &error);
  if (path == NULL
      || !lt_work_print_order (self->session, lt_form_get_seen (self->form), path, &error))
    {
      lt_form_page_say (self->words_label, error->message, TRUE);
      return;
    }
  words = g_strdup_printf (_ ("Written: %s"), path);
  lt_form_page_say (self->words_label, words, FALSE);
}

static void
on_pdf (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtOrderPage *self = LT_ORDER_PAGE (widget);
  const LtRecord *seen = lt_form_get_seen (self->form);
  const char *number = lt_record_get (seen, "number");
  g_autofree char *name =
      g_strdup_printf ("%s.pdf",
                       number != NULL ? number : lt_record_get (seen, "provisional_number"));
  g_autoptr (GFile) county = g_file_new_for_path (lt_session_get_path (self->session));
  g_autoptr (GFile) folder = g_file_get_parent (county);
  LtFileQuestion question = { .title = _ ("Save order as PDF"),
                              .accept = _ ("_Save"),
                              .action = GTK_FILE_CHOOSER_ACTION_SAVE,
                              .folder = folder,
                              .name = g_strdelimit (name, "/", '-') };

  lt_file_choice_ask (widget, &question, on_chosen);
}

static void
on_printed (const GError *error, gpointer owner)
{
  if (error != NULL)
    lt_form_page_say (LT_ORDER_PAGE (owner)->words_label, error->message, TRUE);
}

static void
on_print (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtOrderPage *self = LT_ORDER_PAGE (widget);
  const LtRecord *seen = lt_form_get_seen (self->form);
  g_autoptr (GError) error = NULL;
  LtPages *pages = lt_work_order_pages (self->session, seen, &error);

  if (pages == NULL)
    lt_form_page_say (self->words_label, error->message, TRUE);
  else
    lt_print_pages (GTK_WINDOW (gtk_widget_get_root (widget)), lt_record_get_title (seen), pages,
                    on_printed, G_OBJECT (self));
}

void
lt_order_page_install_paper_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "order.pdf", NULL, on_pdf);
  gtk_widget_class_install_action (widget_class, "order.print", NULL, on_print);
}
