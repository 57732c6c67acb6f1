/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/targets/target-columns.h"

#include "ui/targets/target-row.h"

#define COLUMN_KEY "column" /* of a factory: which column it fills */

static void
on_setup (GtkListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkWidget *label = gtk_label_new (NULL);
  guint column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (factory), COLUMN_KEY));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (column == LT_TARGET_COLUMN_TITLE)
    gtk_label_set_width_chars (GTK_LABEL (label), 24);
  else
    gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (item, label);
}

static void
on_bind (GtkListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  guint column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (factory), COLUMN_KEY));
  LtTargetRow *row = LT_TARGET_ROW (gtk_list_item_get_item (item));
  GtkWidget *label = gtk_list_item_get_child (item);
  g_autofree char *text = lt_target_row_format (row, (LtTargetColumn) column);

  gtk_label_set_text (GTK_LABEL (label), text);
  if (column == LT_TARGET_COLUMN_TITLE)
    gtk_widget_set_tooltip_text (label, text);
  if (column != LT_TARGET_COLUMN_VERDICT)
    return;
  if (lt_target_row_get_target (row)->verdict == LT_VERDICT_NOT_MET)
    gtk_widget_add_css_class (label, "overdue");
  else
    gtk_widget_remove_css_class (label, "overdue");
}

static int
compare_rows (gconstpointer a, gconstpointer b, gpointer column)
{
  return lt_target_row_compare (LT_TARGET_ROW ((gpointer) a), LT_TARGET_ROW ((gpointer) b),
                                (LtTargetColumn) GPOINTER_TO_UINT (column));
}

static void
add_column (GtkColumnView *view, LtTargetColumn which)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) column = NULL;

  g_object_set_data (G_OBJECT (factory), COLUMN_KEY, GUINT_TO_POINTER (which));
  g_signal_connect_object (factory, "setup", G_CALLBACK (on_setup), view, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind), view, 0);
  column = gtk_column_view_column_new (lt_target_column_label (which), factory);
  if (lt_target_column_can_order (which))
    {
      g_autoptr (GtkSorter) sorter =
          GTK_SORTER (gtk_custom_sorter_new (compare_rows, GUINT_TO_POINTER (which), NULL));

      gtk_column_view_column_set_sorter (column, sorter);
    }
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_column_set_expand (column, which == LT_TARGET_COLUMN_TITLE);
  gtk_column_view_append_column (view, column);
}

/**
 * lt_target_columns_add:
 * @view: a table of #LtTargetRow
 *
 * Adds its columns.
 */
void
lt_target_columns_add (GtkColumnView *view)
{
  for (int i = 0; i < LT_TARGET_COLUMNS; i++)
    add_column (view, (LtTargetColumn) i);
}
