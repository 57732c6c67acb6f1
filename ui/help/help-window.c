/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/help/help-window.h"

#include "ui/help/help-text.h"

#include <glib/gi18n-lib.h>

struct _LtHelpWindow
{
  AdwWindow parent_instance;

  GtkListBox *list;
  GtkScrolledWindow *scroller;
  GtkLabel *missing_label;
};

G_DEFINE_FINAL_TYPE (LtHelpWindow, lt_help_window, ADW_TYPE_WINDOW)

#define PAGE_KEY "lt-help-page"

/* Nothing is selected while the window is being closed. */
static void
on_selected (LtHelpWindow *self, GtkListBoxRow *row)
{
  g_autofree char *text = NULL;
  GtkWidget *body;

  if (row == NULL)
    return;
  text = lt_help_read (g_object_get_data (G_OBJECT (row), PAGE_KEY));
  body = lt_help_make_body (text == NULL ? "" : text);
  gtk_widget_add_css_class (body, "help-body");
  gtk_scrolled_window_set_child (self->scroller, body);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
}

static void
add_page (LtHelpWindow *self, const char *page)
{
  g_autofree char *text = lt_help_read (page);
  g_autofree char *title = text == NULL ? NULL : lt_help_get_title (text);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *label;

  if (text == NULL)
    {
      g_object_ref_sink (row);
      g_object_unref (row);
      return;
    }
  label = gtk_label_new (title);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_object_set_data (G_OBJECT (row), PAGE_KEY, (gpointer) page);
  gtk_list_box_append (self->list, row);
}

static void
lt_help_window_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), LT_TYPE_HELP_WINDOW);
  G_OBJECT_CLASS (lt_help_window_parent_class)->dispose (object);
}

static void
lt_help_window_class_init (LtHelpWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lt_help_window_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/lantian/Lantian/ui/help/help-window.ui");
  gtk_widget_class_bind_template_child (widget_class, LtHelpWindow, list);
  gtk_widget_class_bind_template_child (widget_class, LtHelpWindow, scroller);
  gtk_widget_class_bind_template_child (widget_class, LtHelpWindow, missing_label);
  gtk_widget_class_bind_template_callback (widget_class, on_selected);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
lt_help_window_init (LtHelpWindow *self)
{
  const char *const *pages = lt_help_get_pages ();

  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; pages[i] != NULL; i++)
    add_page (self, pages[i]);
  gtk_widget_set_visible (GTK_WIDGET (self->missing_label),
                          gtk_list_box_get_row_at_index (self->list, 0) == NULL);
}

/**
 * lt_help_window_new:
 * @parent: (nullable): the window from which it is opened
 *
 * Returns: (transfer none): a window that shows nothing yet
 */
LtHelpWindow *
lt_help_window_new (GtkWindow *parent)
{
  LtHelpWindow *self = g_object_new (LT_TYPE_HELP_WINDOW, NULL);

  if (parent != NULL)
    {
      gtk_window_set_transient_for (GTK_WINDOW (self), parent);
      gtk_window_set_application (GTK_WINDOW (self), gtk_window_get_application (parent));
    }
  return self;
}

/**
 * lt_help_window_show:
 * @self: the help
 * @page: one of lt_help_get_pages()
 */
void
lt_help_window_show (LtHelpWindow *self, const char *page)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (g_str_equal (g_object_get_data (G_OBJECT (row), PAGE_KEY), page))
      {
        gtk_list_box_select_row (self->list, row);
        gtk_widget_grab_focus (GTK_WIDGET (row));
      }
}
