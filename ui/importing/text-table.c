/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/importing/text-table.h"

#include "ui/forms/field-words.h"
#include "ui/shell/list-tab.h"

#include <glib/gi18n-lib.h>

#define LT_TYPE_TEXT_ROW (lt_text_row_get_type ())
G_DECLARE_FINAL_TYPE (LtTextRow, lt_text_row, LT, TEXT_ROW, GObject)

struct _LtTextRow
{
  GObject parent_instance;

  char **cells;
};

G_DEFINE_FINAL_TYPE (LtTextRow, lt_text_row, G_TYPE_OBJECT)

struct _LtTextTable
{
  GtkWidget parent_instance;

  const LtTextColumn *columns;
  GListStore *rows;
};

G_DEFINE_FINAL_TYPE (LtTextTable, lt_text_table, GTK_TYPE_WIDGET)

static void
lt_text_row_finalize (GObject *object)
{
  g_strfreev (LT_TEXT_ROW (object)->cells);
  G_OBJECT_CLASS (lt_text_row_parent_class)->finalize (object);
}

static void
lt_text_row_class_init (LtTextRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lt_text_row_finalize;
}

static void
lt_text_row_init (LtTextRow *self)
{
}

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_list_item_set_child (list_item, label);
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  LtTextRow *row = gtk_list_item_get_item (list_item);
  GtkLabel *label = GTK_LABEL (gtk_list_item_get_child (list_item));

  lt_plain_words_show (label, row->cells[GPOINTER_TO_UINT (user_data)]);
}

static void
add_column (GtkColumnView *view, const LtTextColumn *description, guint cell)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) column = NULL;

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), GUINT_TO_POINTER (cell));
  column = gtk_column_view_column_new (_ (description->title), factory);
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_column_set_fixed_width (column, description->width);
  gtk_column_view_column_set_expand (column, description->width < 0);
  gtk_column_view_append_column (view, column);
}

static void
lt_text_table_dispose (GObject *object)
{
  GtkWidget *child;

  g_clear_object (&LT_TEXT_TABLE (object)->rows);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (lt_text_table_parent_class)->dispose (object);
}

static void
lt_text_table_class_init (LtTextTableClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lt_text_table_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
lt_text_table_init (LtTextTable *self)
{
  self->rows = g_list_store_new (LT_TYPE_TEXT_ROW);
}

/**
 * lt_text_table_new:
 * @name: of the widget
 * @label: what it lists, for who does not see it
 * @columns: (transfer none): outlive it
 *
 * Returns: (transfer floating): a table without rows
 */
GtkWidget *
lt_text_table_new (const char *name, const char *label, const LtTextColumn *columns)
{
  LtTextTable *self = g_object_new (LT_TYPE_TEXT_TABLE, NULL);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkSelectionModel *model =
      GTK_SELECTION_MODEL (gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->rows))));
  GtkWidget *view = gtk_column_view_new (model);

  self->columns = columns;
  gtk_widget_set_name (view, name);
  gtk_column_view_set_show_row_separators (GTK_COLUMN_VIEW (view), TRUE);
  lt_list_leave_by_tab (view);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  for (guint i = 0; columns[i].title != NULL; i++)
    add_column (GTK_COLUMN_VIEW (view), &columns[i], i);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled), 180);
  gtk_widget_add_css_class (scrolled, "text-field");
  gtk_widget_add_css_class (scrolled, "table-place");
  gtk_widget_set_parent (scrolled, GTK_WIDGET (self));
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
  return GTK_WIDGET (self);
}

/**
 * lt_text_table_show:
 * @self: a table
 * @rows: (element-type GStrv) (transfer full): its rows from now on, each with a cell
 *   for every column; the table is hidden where there are none
 */
void
lt_text_table_show (LtTextTable *self, GPtrArray *rows)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < rows->len; i++)
    {
      LtTextRow *row = g_object_new (LT_TYPE_TEXT_ROW, NULL);

      row->cells = g_ptr_array_index (rows, i);
      g_ptr_array_add (items, row);
    }
  g_list_store_splice (self->rows, 0, g_list_model_get_n_items (G_LIST_MODEL (self->rows)),
                       items->pdata, items->len);
  gtk_widget_set_visible (GTK_WIDGET (self), rows->len > 0);
  g_ptr_array_set_free_func (rows, NULL);
  g_ptr_array_unref (rows);
}

/**
 * lt_text_table_to_text:
 *
 * Returns: (transfer full): titles and rows, with tabs between the cells; empty for no
 *   rows
 */
char *
lt_text_table_to_text (LtTextTable *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->rows));

  for (guint c = 0; n > 0 && self->columns[c].title != NULL; c++)
    g_string_append_printf (text, "%s%s", c == 0 ? "" : "\t", _ (self->columns[c].title));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (LtTextRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), i);
      g_autofree char *line = g_strjoinv ("\t", row->cells);

      g_string_append_printf (text, "\n%s", line);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}
