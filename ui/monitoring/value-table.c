/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/monitoring/value-table.h"

#include "ui/shell/list-sort.h"
#include "ui/shell/list-tab.h"

#include <glib/gi18n-lib.h>

/* ---- a row ------------------------------------------------------------------- */

#define LT_TYPE_VALUE_TABLE_ROW (lt_value_table_row_get_type ())
G_DECLARE_FINAL_TYPE (LtValueTableRow, lt_value_table_row, LT, VALUE_TABLE_ROW, GObject)

struct _LtValueTableRow
{
  GObject parent_instance;

  guint number;
};

G_DEFINE_FINAL_TYPE (LtValueTableRow, lt_value_table_row, G_TYPE_OBJECT)

static void
lt_value_table_row_class_init (LtValueTableRowClass *klass)
{
}

static void
lt_value_table_row_init (LtValueTableRow *self)
{
}

/* ---- all rows ---------------------------------------------------------------- */

/* A row is made when it comes into sight: there may be hundreds of thousands. */

#define LT_TYPE_VALUE_MODEL (lt_value_model_get_type ())
G_DECLARE_FINAL_TYPE (LtValueModel, lt_value_model, LT, VALUE_MODEL, GObject)

struct _LtValueModel
{
  GObject parent_instance;

  guint n_rows;
};

static GType
get_item_type (GListModel *model)
{
  return LT_TYPE_VALUE_TABLE_ROW;
}

static guint
get_n_items (GListModel *model)
{
  return LT_VALUE_MODEL (model)->n_rows;
}

static gpointer
get_item (GListModel *model, guint position)
{
  LtValueTableRow *row;

  if (position >= LT_VALUE_MODEL (model)->n_rows)
    return NULL;
  row = g_object_new (LT_TYPE_VALUE_TABLE_ROW, NULL);
  row->number = position;
  return row;
}

static void
init_list_model (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (LtValueModel,
                               lt_value_model,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, init_list_model))

static void
lt_value_model_class_init (LtValueModelClass *klass)
{
}

static void
lt_value_model_init (LtValueModel *self)
{
}

/* ---- the table --------------------------------------------------------------- */

#define COLUMN_KEY "column" /* of a column's cells: its LtValueColumn */
#define CELL_GAP   24

struct _LtValueTable
{
  GtkWidget parent_instance;

  GtkWidget *scrolled;
  GtkColumnView *view;
  GtkSingleSelection *selection;
  LtValueModel *model;
  LtValueRows *rows; /* (nullable) */
  LtValueOrder order;
};

G_DEFINE_FINAL_TYPE (LtValueTable, lt_value_table, GTK_TYPE_WIDGET)

enum
{
  PICKED,
  OPENED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static LtValueColumn
get_column (gpointer factory)
{
  return (LtValueColumn) GPOINTER_TO_INT (g_object_get_data (G_OBJECT (factory), COLUMN_KEY));
}

static void
on_setup (GtkListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), get_column (factory) == LT_VALUE_NUMBER ? 1 : 0);
  gtk_widget_set_margin_end (label, CELL_GAP);
  gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (item, label);
}

static void
on_bind (GtkListItemFactory *factory, GtkListItem *item, LtValueTable *self)
{
  const LtValueTableRow *row = LT_VALUE_TABLE_ROW (gtk_list_item_get_item (item));
  g_autofree char *text =
      self->rows == NULL || row->number >= self->rows->spots->len
          ? NULL
          : lt_value_rows_format (self->rows, row->number, get_column (factory));

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), text == NULL ? "" : text);
}

/* All rows are other ones; nothing is chosen. */
static void
renew_rows (LtValueTable *self)
{
  guint before = self->model->n_rows;

  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  self->model->n_rows = self->rows == NULL ? 0 : self->rows->spots->len;
  g_list_model_items_changed (G_LIST_MODEL (self->model), 0, before, self->model->n_rows);
}

static void
on_sorter_changed (LtValueTable *self)
{
  gboolean downward;
  guint column;

  if (!lt_list_sort_read (self->view, &column, &downward)
      || (column == self->order.column && downward == self->order.downward))
    return;
  self->order = (LtValueOrder){ (LtValueColumn) column, downward };
  if (self->rows == NULL)
    return;
  lt_value_rows_sort (self->rows, &self->order);
  renew_rows (self);
}

static void
on_selected (LtValueTable *self)
{
  g_signal_emit (self, signals[PICKED], 0);
}

static void
on_activated (LtValueTable *self, guint position)
{
  gtk_single_selection_set_selected (self->selection, position);
  g_signal_emit (self, signals[OPENED], 0);
}

static void
add_column (LtValueTable *self, LtValueColumn which)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkSorter) sorter = lt_list_sort_make (which);
  g_autoptr (GtkColumnViewColumn) column = NULL;

  g_object_set_data (G_OBJECT (factory), COLUMN_KEY, GINT_TO_POINTER (which));
  g_signal_connect_object (factory, "setup", G_CALLBACK (on_setup), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind), self, 0);
  column = gtk_column_view_column_new (lt_value_column_label (which), factory);
  gtk_column_view_column_set_sorter (column, sorter);
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_column_set_expand (column, which == LT_VALUE_REMARK);
  gtk_column_view_append_column (self->view, column);
  if (which == self->order.column)
    gtk_column_view_sort_by_column (self->view, column, GTK_SORT_DESCENDING);
}

static void
lt_value_table_dispose (GObject *object)
{
  LtValueTable *self = LT_VALUE_TABLE (object);

  g_clear_pointer (&self->scrolled, gtk_widget_unparent);
  g_clear_pointer (&self->rows, lt_value_rows_free);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (lt_value_table_parent_class)->dispose (object);
}

static gboolean
lt_value_table_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (LT_VALUE_TABLE (widget)->view));
}

static void
lt_value_table_class_init (LtValueTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lt_value_table_dispose;
  widget_class->grab_focus = lt_value_table_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  signals[PICKED] = g_signal_new ("picked", LT_TYPE_VALUE_TABLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
  signals[OPENED] = g_signal_new ("opened", LT_TYPE_VALUE_TABLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
}

static void
lt_value_table_init (LtValueTable *self)
{
  self->order = (LtValueOrder){ LT_VALUE_TIME, TRUE };
  self->model = g_object_new (LT_TYPE_VALUE_MODEL, NULL);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->model)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (GTK_SELECTION_MODEL (self->selection)));
  for (int i = 0; i < LT_VALUE_N_COLUMNS; i++)
    add_column (self, (LtValueColumn) i);
  g_signal_connect_object (gtk_column_view_get_sorter (self->view), "changed",
                           G_CALLBACK (on_sorter_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (on_selected), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "activate", G_CALLBACK (on_activated), self,
                           G_CONNECT_SWAPPED);
  gtk_column_view_set_show_row_separators (self->view, TRUE);
  lt_list_leave_by_tab (GTK_WIDGET (self->view));
  gtk_widget_set_name (GTK_WIDGET (self->view), "measured-values");
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "data-table");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Measured values"), -1);
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), GTK_WIDGET (self->view));
  gtk_widget_add_css_class (self->scrolled, "table-place");
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
}

/**
 * lt_value_table_show:
 * @self: a table
 * @rows: (transfer full) (nullable): what it shows, in the order that its headings say; what
 *   they are made of must be there until others are shown
 */
void
lt_value_table_show (LtValueTable *self, LtValueRows *rows)
{
  GListModel *columns;

  g_return_if_fail (LT_IS_VALUE_TABLE (self));

  g_clear_pointer (&self->rows, lt_value_rows_free);
  self->rows = rows;
  if (rows != NULL)
    {
      columns = gtk_column_view_get_columns (self->view);
      for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
        {
          g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
          g_autofree char *title = lt_value_rows_make_title (rows, (LtValueColumn) i);

          gtk_column_view_column_set_title (column, title);
        }
      lt_value_rows_sort (rows, &self->order);
    }
  renew_rows (self);
}

/**
 * lt_value_table_count:
 * @self: a table
 *
 * Returns: how many values it shows
 */
guint
lt_value_table_count (LtValueTable *self)
{
  return self->model->n_rows;
}

/**
 * lt_value_table_get_picked:
 * @self: a table
 * @series: (out): number of the series
 * @point: (out): number of the value in it
 *
 * Returns: whether a row is chosen
 */
gboolean
lt_value_table_get_picked (LtValueTable *self, guint *series, gsize *point)
{
  guint row = gtk_single_selection_get_selected (self->selection);
  const LtValueSpot *spot;

  if (self->rows == NULL || row >= self->rows->spots->len)
    return FALSE;
  spot = &g_array_index (self->rows->spots, LtValueSpot, row);
  *series = spot->series;
  *point = spot->point;
  return TRUE;
}

/**
 * lt_value_table_get_order:
 * @self: a table
 *
 * Returns: how its rows are sorted
 */
LtValueOrder
lt_value_table_get_order (LtValueTable *self)
{
  return self->order;
}
