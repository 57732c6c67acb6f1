/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/monitoring/rank-view.h"

#include "ui/shell/list-tab.h"

#include <glib/gi18n-lib.h>

/* ---- a row ------------------------------------------------------------------- */

#define LT_TYPE_RANK_VIEW_ROW (lt_rank_view_row_get_type ())
G_DECLARE_FINAL_TYPE (LtRankViewRow, lt_rank_view_row, LT, RANK_VIEW_ROW, GObject)

struct _LtRankViewRow
{
  GObject parent_instance;

  const LtAirRankTable *table; /* of the view, which outlives the row's place in it */
  guint number;
  guint what;
};

G_DEFINE_FINAL_TYPE (LtRankViewRow, lt_rank_view_row, G_TYPE_OBJECT)

static void
lt_rank_view_row_class_init (LtRankViewRowClass *klass)
{
}

static void
lt_rank_view_row_init (LtRankViewRow *self)
{
}

/* ---- the table --------------------------------------------------------------- */

#define COLUMN_KEY "column" /* of a column's cells: its LtAirRankColumn */
#define CELL_GAP   24

struct _LtRankView
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkColumnView *view;
  GtkSingleSelection *selection;
  GtkLabel *words;
  GListStore *rows;
  LtAirRankTable *table; /* (nullable) */
  guint what;            /* of it is shown */
};

G_DEFINE_FINAL_TYPE (LtRankView, lt_rank_view, GTK_TYPE_WIDGET)

static LtAirRankColumn
get_column (gpointer factory)
{
  return (LtAirRankColumn) GPOINTER_TO_INT (g_object_get_data (G_OBJECT (factory), COLUMN_KEY));
}

static void
on_setup (GtkListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_margin_end (label, CELL_GAP);
  gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (item, label);
}

static void
on_bind (GtkListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  const LtRankViewRow *one = LT_RANK_VIEW_ROW (gtk_list_item_get_item (item));
  g_autofree char *text =
      lt_air_rank_table_format (one->table, one->number, one->what, get_column (factory));

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), text);
}

static int
compare_rows (gconstpointer a, gconstpointer b, gpointer column)
{
  const LtRankViewRow *one = a, *other = b;

  return lt_air_rank_table_compare (one->table, one->number, other->number, one->what,
                                    (LtAirRankColumn) GPOINTER_TO_INT (column));
}

static void
add_column (LtRankView *self, guint what, LtAirRankColumn which)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autofree char *title = lt_air_rank_table_make_title (self->table, what, which);
  g_autoptr (GtkColumnViewColumn) column = NULL;
  g_autoptr (GtkSorter) sorter =
      GTK_SORTER (gtk_custom_sorter_new (compare_rows, GINT_TO_POINTER (which), NULL));

  g_object_set_data (G_OBJECT (factory), COLUMN_KEY, GINT_TO_POINTER (which));
  g_signal_connect_object (factory, "setup", G_CALLBACK (on_setup), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind), self, 0);
  column = gtk_column_view_column_new (title, factory);
  gtk_column_view_column_set_sorter (column, sorter);
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_append_column (self->view, column);
  if (which == LT_AIR_RANK_RANK)
    gtk_column_view_sort_by_column (self->view, column, GTK_SORT_ASCENDING);
}

static void
clear (LtRankView *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);

  g_list_store_remove_all (self->rows);
  while (g_list_model_get_n_items (columns) > 0)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, 0);

      gtk_column_view_remove_column (self->view, column);
    }
  g_clear_pointer (&self->table, lt_air_rank_table_free);
}

static void
tell_chosen (LtRankView *self)
{
  const LtRankViewRow *one = gtk_single_selection_get_selected_item (self->selection);
  g_autofree char *words = NULL;

  if (self->table == NULL || one == NULL)
    return;
  words = lt_air_rank_table_describe (one->table, one->number, one->what);
  lt_rank_view_say (self, words);
}

static void
lt_rank_view_dispose (GObject *object)
{
  LtRankView *self = LT_RANK_VIEW (object);

  if (self->box != NULL)
    clear (self);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->rows);
  G_OBJECT_CLASS (lt_rank_view_parent_class)->dispose (object);
}

static gboolean
lt_rank_view_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (LT_RANK_VIEW (widget)->view));
}

static void
lt_rank_view_class_init (LtRankViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lt_rank_view_dispose;
  widget_class->grab_focus = lt_rank_view_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
make_table (LtRankView *self)
{
  GtkSortListModel *sorted;

  self->rows = g_list_store_new (LT_TYPE_RANK_VIEW_ROW);
  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  sorted = gtk_sort_list_model_new (G_LIST_MODEL (g_object_ref (self->rows)),
                                    g_object_ref (gtk_column_view_get_sorter (self->view)));
  self->selection = gtk_single_selection_new (G_LIST_MODEL (sorted));
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (tell_chosen), self,
                           G_CONNECT_SWAPPED);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  g_object_unref (self->selection);
  gtk_column_view_set_show_row_separators (self->view, TRUE);
  lt_list_leave_by_tab (GTK_WIDGET (self->view));
  gtk_widget_set_name (GTK_WIDGET (self->view), "rank-values");
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "data-table");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Ranks of the air"), -1);
}

static void
lt_rank_view_init (LtRankView *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  make_table (self);
  self->words =
      GTK_LABEL (g_object_new (GTK_TYPE_LABEL, "name", "rank-words", "accessible-role",
                               GTK_ACCESSIBLE_ROLE_STATUS, "xalign", 0.0, "wrap", TRUE,
                               "css-classes", (const char *[]){ "page-foot", NULL }, NULL));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->view));
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_widget_add_css_class (scrolled, "table-place");
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (self->box), scrolled);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->words));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

/**
 * lt_rank_view_show:
 * @self: a view
 * @table: (transfer full) (nullable): from lt_work_air_rank_table()
 * @what: what of it: %LT_AIR_RANK_INDEX, or an item
 */
void
lt_rank_view_show (LtRankView *self, LtAirRankTable *table, guint what)
{
  g_return_if_fail (LT_IS_RANK_VIEW (self));

  clear (self);
  self->table = table;
  self->what = what;
  lt_rank_view_say (self, "");
  if (table == NULL)
    return;
  for (int i = 0; i < LT_AIR_RANK_N_COLUMNS; i++)
    add_column (self, what, (LtAirRankColumn) i);
  for (guint i = 0; i < table->ranks->ranks->len; i++)
    {
      g_autoptr (LtRankViewRow) row = g_object_new (LT_TYPE_RANK_VIEW_ROW, NULL);

      row->table = table;
      row->number = i;
      row->what = what;
      g_list_store_append (self->rows, row);
    }
  if (table->ranks->ranks->len == 0)
    lt_rank_view_say (self, _ ("No station is evaluated here yet."));
  /* The rows came in their order; what is chosen stays in it. */
  gtk_single_selection_set_selected (self->selection, 0);
  tell_chosen (self);
}

/**
 * lt_rank_view_say:
 * @self: a view
 * @words: for the line below the table
 */
void
lt_rank_view_say (LtRankView *self, const char *words)
{
  gtk_label_set_text (self->words, words);
}

/**
 * lt_rank_view_see:
 * @self: a view
 *
 * Returns: (transfer full) (nullable): its rows as they stand, for a file; %NULL where there are
 *   none
 */
LtSeenTable *
lt_rank_view_see (LtRankView *self)
{
  GListModel *rows = G_LIST_MODEL (self->selection);
  LtSeenTable *table;

  if (self->table == NULL || g_list_model_get_n_items (rows) == 0)
    return NULL;
  table = lt_air_rank_table_see (self->table, self->what);
  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (LtRankViewRow) row = g_list_model_get_item (rows, i);

      lt_air_rank_table_see_row (self->table, row->number, self->what, table);
    }
  return table;
}

/**
 * lt_rank_view_make_title:
 * @self: a view
 *
 * Returns: (transfer full) (nullable): what is ranked, and when
 */
char *
lt_rank_view_make_title (LtRankView *self)
{
  return self->table == NULL ? NULL : lt_air_rank_table_describe_all (self->table, self->what);
}
