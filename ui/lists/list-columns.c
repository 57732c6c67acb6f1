/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/lists/list-columns.h"

#include "ui/lists/record-row.h"
#include "ui/preferences/looks.h"
#include "ui/shell/list-sort.h"

#include <glib/gi18n-lib.h>

/* One of several values is shown: that is said by a sign, and in words where the eye is not
 * what reads. */
static void
show_conflict (GtkWidget *label, const char *text)
{
  g_autofree char *shown = g_strdup_printf ("⚠ %s", text);
  g_autofree char *spoken = g_strdup_printf (_ ("%s (in conflict)"), text);

  gtk_label_set_text (GTK_LABEL (label), shown);
  gtk_widget_add_css_class (label, "conflict-cell");
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
}

static void
show_text (LtRecordRow *row, GtkListItem *list_item)
{
  guint field = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (list_item), "field"));
  GtkWidget *label = gtk_list_item_get_child (list_item);
  const char *text = lt_record_row_get_text (row, field);

  if (lt_record_row_has_conflict (row, field))
    {
      show_conflict (label, text);
      return;
    }
  gtk_label_set_text (GTK_LABEL (label), text);
  if (!gtk_widget_has_css_class (label, "conflict-cell"))
    return;
  gtk_widget_remove_css_class (label, "conflict-cell");
  gtk_accessible_reset_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL);
}

/* What the column is too narrow for, and what the sign says. */
static gboolean
on_query_tooltip (GtkLabel *label, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  gboolean disputed = gtk_widget_has_css_class (GTK_WIDGET (label), "conflict-cell");
  g_autofree char *words =
      disputed ? g_strdup_printf (_ ("%s\nSeveral values; one of them is shown. Open the record to "
                                     "choose."),
                                  gtk_label_get_text (label))
               : NULL;

  gtk_tooltip_set_text (tooltip, disputed ? words : gtk_label_get_text (label));
  return disputed || pango_layout_is_ellipsized (gtk_label_get_layout (label));
}

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer data)
{
  const LtField *field = data;
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), lt_field_is_number (field) ? 1 : 0);
  if (lt_field_is_number (field))
    gtk_widget_add_css_class (label, "numeric");
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  gtk_widget_set_has_tooltip (label, TRUE);
  g_signal_connect (label, "query-tooltip", G_CALLBACK (on_query_tooltip), NULL);
  gtk_list_item_set_child (list_item, label);
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer field)
{
  LtRecordRow *row = gtk_list_item_get_item (list_item);

  g_object_set_data (G_OBJECT (list_item), "field", field);
  g_signal_connect (row, "changed", G_CALLBACK (show_text), list_item);
  show_text (row, list_item);
}

static void
on_unbind (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer data)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (list_item), show_text, list_item);
}

static int
get_width (const LtField *field)
{
  switch (field->type)
    {
    case LT_TYPE_MINUTE:
    case LT_TYPE_REFERENCE:
      return 150;
    case LT_TYPE_DATE:
    case LT_TYPE_MONTH:
    case LT_TYPE_CHOICE:
    case LT_TYPE_FLAG:
      return 110;
    case LT_TYPE_INTEGER:
    case LT_TYPE_DECIMAL:
      return 120;
    case LT_TYPE_PLACE:
    case LT_TYPE_RECORD:
    case LT_TYPE_REFERENCES:
      return 170;
    case LT_TYPE_LONG_TEXT:
      return 260;
    default:
      return (field->flags & LT_FIELD_FIXED) != 0 && (field->flags & LT_FIELD_REQUIRED) == 0 ? 210
                                                                                             : 150;
    }
}

/* Columns are as wide as larger text needs them. */
static int
scale_width (int width)
{
  return (int) (width * lt_looks_get_text_scale ());
}

static void
on_text_size (GtkColumnViewColumn *column)
{
  int width = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (column), "plain-width"));

  gtk_column_view_column_set_fixed_width (column, scale_width (width));
}

static GtkColumnViewColumn *
make_column (const LtKind *kind, guint i)
{
  const LtField *field = &kind->fields[i];
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkSorter) sorter = lt_list_sort_make (i);
  GtkColumnViewColumn *column;

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), (gpointer) field);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), GUINT_TO_POINTER (i));
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind), NULL);
  column = gtk_column_view_column_new (lt_field_get_label (field), factory);
  g_object_set_data (G_OBJECT (column), "plain-width", GINT_TO_POINTER (get_width (field)));
  on_text_size (column);
  g_signal_connect_object (gtk_settings_get_default (), "notify::gtk-xft-dpi",
                           G_CALLBACK (on_text_size), column, G_CONNECT_SWAPPED);
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_column_set_sorter (column, sorter);
  return column;
}

/**
 * lt_list_columns_show:
 * @view: a list; its rows are #LtRecordRow
 * @wish: which columns, sorted by which
 */
void
lt_list_columns_show (GtkColumnView *view, const LtListWish *wish)
{
  GListModel *columns = gtk_column_view_get_columns (view);
  gboolean downward = wish->sort != NULL && *wish->sort == '-';
  GtkColumnViewColumn *sorted = NULL;
  g_autoptr (GtkColumnViewColumn) last = NULL;

  gtk_column_view_sort_by_column (view, NULL, GTK_SORT_ASCENDING);
  for (guint i = g_list_model_get_n_items (columns); i > 0; i--)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i - 1);

      gtk_column_view_remove_column (view, column);
    }
  for (guint i = 0; i < wish->kind->n_fields; i++)
    {
      g_autoptr (GtkColumnViewColumn) column = NULL;

      if ((wish->columns >> i & 1) == 0)
        continue;
      column = make_column (wish->kind, i);
      gtk_column_view_append_column (view, column);
      g_set_object (&last, column);
      if (wish->sort != NULL && g_str_equal (wish->kind->fields[i].name, wish->sort + downward))
        sorted = column;
    }
  /* The rest of the row belongs to it: a click there meets the row. */
  if (last != NULL)
    gtk_column_view_column_set_expand (last, TRUE);
  if (sorted != NULL)
    gtk_column_view_sort_by_column (view, sorted,
                                    downward ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
}

/**
 * lt_list_columns_read_sort:
 * @view: a list
 * @wish: gets by which column it is sorted, as the headings say
 *
 * Returns: whether that is another one
 */
gboolean
lt_list_columns_read_sort (GtkColumnView *view, LtListWish *wish)
{
  guint field;
  gboolean downward;
  char *sort;

  /* Nothing is compared here, the county file sorts. */
  if (!lt_list_sort_read (view, &field, &downward))
    return FALSE;
  sort = g_strconcat (downward ? "-" : "", wish->kind->fields[field].name, NULL);
  if (g_strcmp0 (sort, wish->sort) == 0)
    {
      g_free (sort);
      return FALSE;
    }
  g_free (wish->sort);
  wish->sort = sort;
  return TRUE;
}
