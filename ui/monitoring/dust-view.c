/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/monitoring/dust-view.h"

#include "ui/shell/list-tab.h"

#include <glib/gi18n-lib.h>

/* ---- a row ------------------------------------------------------------------- */

#define LT_TYPE_DUST_VIEW_ROW (lt_dust_view_row_get_type ())
G_DECLARE_FINAL_TYPE (LtDustViewRow, lt_dust_view_row, LT, DUST_VIEW_ROW, GObject)

struct _LtDustViewRow
{
  GObject parent_instance;

  const LtDustRow *row; /* of the view's table, which outlives its place in the view */
  guint number;
};

G_DEFINE_FINAL_TYPE (LtDustViewRow, lt_dust_view_row, G_TYPE_OBJECT)

static void
lt_dust_view_row_class_init (LtDustViewRowClass *klass)
{
}

static void
lt_dust_view_row_init (LtDustViewRow *self)
{
}

/* ---- the table --------------------------------------------------------------- */

#define MONTH_KEY "month" /* of a column's cells: the month's number, from 1 */

struct _LtDustView
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkColumnView *view;
  GtkLabel *words;
  GListStore *rows;
  GtkSingleSelection *selection;
  LtDustTable *table; /* (nullable) */
  guint month;        /* that is told of */
};

G_DEFINE_FINAL_TYPE (LtDustView, lt_dust_view, GTK_TYPE_WIDGET)

static guint picked_signal;

static void
on_setup (GtkListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (item, label);
}

static void
on_bind (GtkListItemFactory *factory, GtkListItem *item, LtDustView *self)
{
  guint month = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (factory), MONTH_KEY));
  LtDustViewRow *one = LT_DUST_VIEW_ROW (gtk_list_item_get_item (item));
  GtkWidget *label = gtk_list_item_get_child (item);
  g_autofree char *text = NULL;
  g_autofree char *all = NULL;

  if (month == 0)
    text = g_strdup (one->row->place->label);
  else
    {
      text = lt_dust_cell_format (self->table, one->number, month - 1);
      all = lt_dust_cell_describe (self->table, one->number, month - 1);
    }
  gtk_label_set_text (GTK_LABEL (label), text);
  gtk_widget_set_tooltip_text (label, all);
}

/* What is not ranked stands behind what is. */
static int
compare_ranks (gconstpointer a, gconstpointer b, gpointer month)
{
  const LtDustRow *first = LT_DUST_VIEW_ROW ((gpointer) a)->row;
  const LtDustRow *second = LT_DUST_VIEW_ROW ((gpointer) b)->row;
  /* From 0 to the largest number: without a rank it is the last. */
  guint one = first->cells[GPOINTER_TO_UINT (month) - 1].rank - 1;
  guint other = second->cells[GPOINTER_TO_UINT (month) - 1].rank - 1;

  return (one > other) - (one < other);
}

static int
compare_names (gconstpointer a, gconstpointer b, gpointer unused)
{
  return g_utf8_collate (LT_DUST_VIEW_ROW ((gpointer) a)->row->place->label,
                         LT_DUST_VIEW_ROW ((gpointer) b)->row->place->label);
}

/* @month: from 1; 0 for the places' names */
static void
add_column (LtDustView *self, const char *title, guint month)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) column = NULL;
  g_autoptr (GtkSorter) sorter =
      GTK_SORTER (gtk_custom_sorter_new (month == 0 ? compare_names : compare_ranks,
                                         GUINT_TO_POINTER (month), NULL));

  g_object_set_data (G_OBJECT (factory), MONTH_KEY, GUINT_TO_POINTER (month));
  g_signal_connect_object (factory, "setup", G_CALLBACK (on_setup), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind), self, 0);
  column = gtk_column_view_column_new (title, factory);
  gtk_column_view_column_set_sorter (column, sorter);
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_append_column (self->view, column);
}

static void
clear (LtDustView *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);

  g_list_store_remove_all (self->rows);
  while (g_list_model_get_n_items (columns) > 0)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, 0);

      gtk_column_view_remove_column (self->view, column);
    }
  g_clear_pointer (&self->table, lt_dust_table_free);
}

static void
tell_chosen (LtDustView *self)
{
  LtDustViewRow *one = gtk_single_selection_get_selected_item (self->selection);
  g_autofree char *words = NULL;

  if (self->table == NULL || one == NULL || self->month >= self->table->months->len)
    return;
  words = lt_dust_cell_describe (self->table, one->number, self->month);
  lt_dust_view_say (self, words);
  g_signal_emit (self, picked_signal, 0);
}

/* The latest month stands first: to the left is later. */
static gboolean
on_key (LtDustView *self, guint key, guint code, GdkModifierType state)
{
  gboolean later = key == GDK_KEY_Left, earlier = key == GDK_KEY_Right;

  if ((!later && !earlier) || self->table == NULL
      || (state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return FALSE;
  if (later && self->month + 1 < self->table->months->len)
    self->month++;
  else if (earlier && self->month > 0)
    self->month--;
  tell_chosen (self);
  return TRUE;
}

static void
lt_dust_view_dispose (GObject *object)
{
  LtDustView *self = LT_DUST_VIEW (object);

  if (self->box != NULL)
    clear (self);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->rows);
  G_OBJECT_CLASS (lt_dust_view_parent_class)->dispose (object);
}

static gboolean
lt_dust_view_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (LT_DUST_VIEW (widget)->view));
}

static void
lt_dust_view_class_init (LtDustViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lt_dust_view_dispose;
  widget_class->grab_focus = lt_dust_view_grab_focus;
  picked_signal = g_signal_new ("picked", LT_TYPE_DUST_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
make_table (LtDustView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkSortListModel *sorted;

  self->rows = g_list_store_new (LT_TYPE_DUST_VIEW_ROW);
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
  gtk_widget_set_name (GTK_WIDGET (self->view), "dust-values");
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "data-table");
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
      _ ("Dust fall by month: Left and Right choose the month that is told of below"), -1);
  /* Before the list has them: to it these keys mean nothing, and it eats them. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->view), keys);
}

static void
lt_dust_view_init (LtDustView *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  make_table (self);
  self->words =
      GTK_LABEL (g_object_new (GTK_TYPE_LABEL, "name", "dust-words", "accessible-role",
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
 * lt_dust_view_show:
 * @self: a view
 * @table: (transfer full) (nullable): from lt_work_dust_table()
 */
void
lt_dust_view_show (LtDustView *self, LtDustTable *table)
{
  g_return_if_fail (LT_IS_DUST_VIEW (self));

  clear (self);
  self->table = table;
  if (table == NULL || table->months->len == 0)
    {
      lt_dust_view_say (self, table == NULL ? "" : _ ("No dust fall was sampled yet."));
      return;
    }
  self->month = table->months->len - 1;
  add_column (self, _ ("Place"), 0);
  for (guint i = table->months->len; i > 0; i--)
    add_column (self, g_ptr_array_index (table->months, i - 1), i);
  for (guint i = 0; i < table->rows->len; i++)
    {
      g_autoptr (LtDustViewRow) row = g_object_new (LT_TYPE_DUST_VIEW_ROW, NULL);

      row->row = g_ptr_array_index (table->rows, i);
      row->number = i;
      g_list_store_append (self->rows, row);
    }
  tell_chosen (self);
}

/**
 * lt_dust_view_get_table:
 *
 * Returns: (nullable) (transfer none): what it shows
 */
const LtDustTable *
lt_dust_view_get_table (LtDustView *self)
{
  return self->table;
}

/**
 * lt_dust_view_say:
 * @self: a view
 * @words: for the line below the table
 */
void
lt_dust_view_say (LtDustView *self, const char *words)
{
  gtk_label_set_text (self->words, words);
}

/**
 * lt_dust_view_make_wish:
 * @self: a view
 *
 * Returns: (transfer full) (nullable): the value that is told of, to be explained; %NULL where
 *   there is none
 */
LtExplainWish *
lt_dust_view_make_wish (LtDustView *self)
{
  LtDustViewRow *one = gtk_single_selection_get_selected_item (self->selection);
  const LtDustCell *cell;
  LtExplainWish *wish;
  gint64 time;

  if (self->table == NULL || one == NULL || self->month >= self->table->months->len)
    return NULL;
  cell = &one->row->cells[self->month];
  if (cell->state != LT_DUST_VALID
      || !lt_reading_parse_time (g_ptr_array_index (self->table->months, self->month),
                                 LT_INTERVAL_MONTH, &time))
    return NULL;
  wish = lt_explain_wish_new (one->row->place, LT_ITEM_DUST, LT_INTERVAL_MONTH, time);
  /* What is made of several sites is kept nowhere. */
  if (self->table->of != LT_DUST_SITES)
    lt_explain_wish_set_value (wish, cell->exact);
  return wish;
}
