/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/monitoring/latest-table.h"

#include "ui/shell/list-tab.h"
#include "work/air-words.h"
#include "work/map-wish.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ---- a row ------------------------------------------------------------------- */

#define LT_TYPE_LATEST_ROW (lt_latest_row_get_type ())
G_DECLARE_FINAL_TYPE (LtLatestRow, lt_latest_row, LT, LATEST_ROW, GObject)

struct _LtLatestRow
{
  GObject parent_instance;

  GPtrArray *rows; /* which own it */
  const LtLatest *latest;
};

G_DEFINE_FINAL_TYPE (LtLatestRow, lt_latest_row, G_TYPE_OBJECT)

static void
lt_latest_row_finalize (GObject *object)
{
  g_ptr_array_unref (LT_LATEST_ROW (object)->rows);
  G_OBJECT_CLASS (lt_latest_row_parent_class)->finalize (object);
}

static void
lt_latest_row_class_init (LtLatestRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lt_latest_row_finalize;
}

static void
lt_latest_row_init (LtLatestRow *self)
{
}

/* ---- the table --------------------------------------------------------------- */

#define CODE_KEY "item"

struct _LtLatestTable
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkColumnView *view;
  GtkSingleSelection *selection;
  GtkLabel *words;
  GListStore *rows;
  GPtrArray *codes;  /* (element-type utf8): of the columns of numbers */
  GPtrArray *titles; /* (element-type utf8): at their heads */
  char *chosen;      /* (nullable): the one that is told of below */
  LtInterval interval;
};

G_DEFINE_FINAL_TYPE (LtLatestTable, lt_latest_table, GTK_TYPE_WIDGET)

enum
{
  OPENED,
  PICKED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static char *
write_time (gint64 time, LtInterval interval)
{
  g_autofree char *moment = lt_reading_format_time (time, interval);

  return lt_moment_in_words (moment, interval);
}

/* A value that is not of the row's time says of when it is. */
static char *
describe (LtLatestTable *self, const LtLatest *latest, const char *item)
{
  const LtSeriesValue *value = lt_latest_get (latest, item);
  g_autofree char *number = NULL;
  g_autofree char *when = NULL;

  if (value == NULL)
    return g_strdup ("");
  number = g_str_equal (item, LT_ITEM_AQI) ? g_strdup (latest->index) : NULL;
  if (number == NULL)
    number = value->has_value ? lt_reading_format_value (value->value) : g_strdup ("—");
  if (value->flagged)
    {
      char *flagged = g_strdup_printf (_ ("%s × cannot be so"), number);

      g_free (number);
      number = flagged;
    }
  if (value->time == lt_latest_get_time (latest))
    return g_steal_pointer (&number);
  when = write_time (value->time, self->interval);
  return g_strdup_printf ("%s (%s)", number, when);
}

/* ---- the number that is told of ------------------------------------------------ */

static const LtLatest *
get_chosen (LtLatestTable *self)
{
  LtLatestRow *row = gtk_single_selection_get_selected_item (self->selection);

  return row == NULL || self->chosen == NULL ? NULL : row->latest;
}

static void
tell_chosen (LtLatestTable *self)
{
  const LtLatest *latest = get_chosen (self);
  g_autofree char *text = latest == NULL ? NULL : describe (self, latest, self->chosen);
  g_autofree char *when =
      latest == NULL ? NULL : write_time (lt_latest_get_time (latest), self->interval);
  g_autofree char *words = NULL;
  guint at;

  if (latest != NULL
      && g_ptr_array_find_with_equal_func (self->codes, self->chosen, g_str_equal, &at))
    words = g_strdup_printf ("%s · %s · %s · %s", latest->place->label, when,
                             (char *) g_ptr_array_index (self->titles, at),
                             *text == '\0' ? _ ("No data") : text);
  gtk_label_set_text (self->words, words == NULL ? "" : words);
  g_signal_emit (self, signals[PICKED], 0);
}

static void
choose (LtLatestTable *self, const char *code)
{
  char *chosen = g_strdup (code);

  g_free (self->chosen);
  self->chosen = chosen;
  tell_chosen (self);
}

static gboolean
on_key (LtLatestTable *self, guint key, guint code, GdkModifierType state)
{
  gboolean back = key == GDK_KEY_Left, on = key == GDK_KEY_Right;
  guint at;

  if ((!back && !on) || self->chosen == NULL
      || (state & gtk_accelerator_get_default_mod_mask ()) != 0
      || !g_ptr_array_find_with_equal_func (self->codes, self->chosen, g_str_equal, &at))
    return FALSE;
  if (back && at > 0)
    choose (self, g_ptr_array_index (self->codes, at - 1));
  else if (on && at + 1 < self->codes->len)
    choose (self, g_ptr_array_index (self->codes, at + 1));
  return TRUE;
}

/* A click on a number chooses it; its row is chosen by the table itself. */
static void
on_pressed (GtkGesture *gesture, int n, double x, double y, LtLatestTable *self)
{
  choose (self, g_object_get_data (G_OBJECT (gesture), CODE_KEY));
}

static void
choose_by_click (LtLatestTable *self, GtkWidget *label, const char *code)
{
  GtkGesture *click = gtk_gesture_click_new ();

  g_object_set_data_full (G_OBJECT (click), CODE_KEY, g_strdup (code), g_free);
  g_signal_connect_object (click, "pressed", G_CALLBACK (on_pressed), self, 0);
  gtk_widget_add_controller (label, GTK_EVENT_CONTROLLER (click));
}

/* ---- cells ---------------------------------------------------------------------- */

static void
on_setup (GtkListItemFactory *factory, GtkListItem *item, LtLatestTable *self)
{
  GtkWidget *label = gtk_label_new (NULL);
  const char *code = g_object_get_data (G_OBJECT (factory), CODE_KEY);

  if (code != NULL && *code != '\0')
    choose_by_click (self, label, code);

  gtk_label_set_xalign (GTK_LABEL (label), code == NULL ? 0 : 1);
  gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (item, label);
}

static void
on_bind (GtkListItemFactory *factory, GtkListItem *item, LtLatestTable *self)
{
  const char *code = g_object_get_data (G_OBJECT (factory), CODE_KEY);
  const LtLatest *latest = LT_LATEST_ROW (gtk_list_item_get_item (item))->latest;
  g_autofree char *text = NULL;

  if (code == NULL)
    text = g_strdup (latest->place->label);
  else if (*code == '\0')
    text = write_time (lt_latest_get_time (latest), self->interval);
  else
    text = describe (self, latest, code);
  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), text);
  gtk_widget_set_tooltip_text (gtk_list_item_get_child (item),
                               g_strcmp0 (code, LT_ITEM_AQI) == 0 ? latest->index_lines : NULL);
}

/* A place without a value, or with one that cannot be so, stands behind those that have one. */
static int
compare_values (gconstpointer a, gconstpointer b, gpointer code)
{
  const LtSeriesValue *one = lt_latest_get (LT_LATEST_ROW ((gpointer) a)->latest, code);
  const LtSeriesValue *other = lt_latest_get (LT_LATEST_ROW ((gpointer) b)->latest, code);
  gboolean has_one = one != NULL && one->has_value && !one->flagged;
  gboolean has_other = other != NULL && other->has_value && !other->flagged;

  if (!has_one || !has_other)
    return (int) has_one - (int) has_other;
  return (one->value > other->value) - (one->value < other->value);
}

static int
compare_names (gconstpointer a, gconstpointer b, gpointer unused)
{
  return g_utf8_collate (LT_LATEST_ROW ((gpointer) a)->latest->place->label,
                         LT_LATEST_ROW ((gpointer) b)->latest->place->label);
}

static int
compare_times (gconstpointer a, gconstpointer b, gpointer unused)
{
  gint64 one = lt_latest_get_time (LT_LATEST_ROW ((gpointer) a)->latest);
  gint64 other = lt_latest_get_time (LT_LATEST_ROW ((gpointer) b)->latest);

  return (one > other) - (one < other);
}

static GtkSorter *
make_sorter (const char *code)
{
  if (code == NULL)
    return GTK_SORTER (gtk_custom_sorter_new (compare_names, NULL, NULL));
  if (*code == '\0')
    return GTK_SORTER (gtk_custom_sorter_new (compare_times, NULL, NULL));
  return GTK_SORTER (gtk_custom_sorter_new (compare_values, g_strdup (code), g_free));
}

/* @code: (nullable): %NULL for the places' names, "" for the time */
static void
add_column (LtLatestTable *self, const char *title, const char *code)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) column = NULL;
  g_autoptr (GtkSorter) sorter = make_sorter (code);

  g_object_set_data_full (G_OBJECT (factory), CODE_KEY, g_strdup (code), g_free);
  g_signal_connect_object (factory, "setup", G_CALLBACK (on_setup), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind), self, 0);
  column = gtk_column_view_column_new (title, factory);
  gtk_column_view_column_set_sorter (column, sorter);
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_append_column (self->view, column);
}

static void
clear_columns (LtLatestTable *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);

  while (g_list_model_get_n_items (columns) > 0)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, 0);

      gtk_column_view_remove_column (self->view, column);
    }
}

static void
on_activated (LtLatestTable *self, guint position)
{
  GListModel *model = G_LIST_MODEL (gtk_column_view_get_model (self->view));
  g_autoptr (LtLatestRow) row = g_list_model_get_item (model, position);
  g_autofree char *id = row == NULL ? NULL : lt_id_to_text (&row->latest->place->id);

  if (id != NULL)
    g_signal_emit (self, signals[OPENED], 0, id);
}

static void
lt_latest_table_dispose (GObject *object)
{
  LtLatestTable *self = LT_LATEST_TABLE (object);

  /* What goes with the table is not told of any more. */
  if (self->box != NULL)
    g_signal_handlers_disconnect_by_func (self->selection, tell_chosen, self);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->rows);
  G_OBJECT_CLASS (lt_latest_table_parent_class)->dispose (object);
}

static void
lt_latest_table_finalize (GObject *object)
{
  LtLatestTable *self = LT_LATEST_TABLE (object);

  g_ptr_array_unref (self->codes);
  g_ptr_array_unref (self->titles);
  g_free (self->chosen);
  G_OBJECT_CLASS (lt_latest_table_parent_class)->finalize (object);
}

static gboolean
lt_latest_table_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (LT_LATEST_TABLE (widget)->view));
}

static void
lt_latest_table_class_init (LtLatestTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lt_latest_table_dispose;
  G_OBJECT_CLASS (klass)->finalize = lt_latest_table_finalize;
  widget_class->grab_focus = lt_latest_table_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  signals[OPENED] = g_signal_new ("opened", LT_TYPE_LATEST_TABLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[PICKED] = g_signal_new ("picked", LT_TYPE_LATEST_TABLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
}

static void
make_table (LtLatestTable *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkSortListModel *sorted;

  self->rows = g_list_store_new (LT_TYPE_LATEST_ROW);
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
  gtk_widget_set_name (GTK_WIDGET (self->view), "latest-values");
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "data-table");
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
      _ ("What each place measured last: Left and Right choose the item that is told of below"),
      -1);
  g_signal_connect_object (self->view, "activate", G_CALLBACK (on_activated), self,
                           G_CONNECT_SWAPPED);
  /* Before the list has them: to it these keys mean nothing, and it eats them. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->view), keys);
}

static void
lt_latest_table_init (LtLatestTable *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->codes = g_ptr_array_new_with_free_func (g_free);
  self->titles = g_ptr_array_new_with_free_func (g_free);
  make_table (self);
  self->words =
      GTK_LABEL (g_object_new (GTK_TYPE_LABEL, "name", "latest-words", "accessible-role",
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

/* The column that was told of, or else the first. */
static void
keep_codes (LtLatestTable *self, const GPtrArray *codes)
{
  g_ptr_array_set_size (self->codes, 0);
  g_ptr_array_set_size (self->titles, 0);
  for (guint i = 0; i < codes->len; i++)
    g_ptr_array_add (self->codes, g_strdup (g_ptr_array_index ((GPtrArray *) codes, i)));
  if (self->chosen != NULL
      && g_ptr_array_find_with_equal_func (self->codes, self->chosen, g_str_equal, NULL))
    return;
  g_free (self->chosen);
  self->chosen = codes->len == 0 ? NULL : g_strdup (g_ptr_array_index (self->codes, 0));
}

/**
 * lt_latest_table_show:
 * @self: a table
 * @rows: (element-type LtLatest): from lt_work_list_latest()
 * @codes: (element-type utf8): of the items, in the order of the columns
 * @items: (nullable): what is known of them
 * @interval: of the values
 */
void
lt_latest_table_show (LtLatestTable *self,
                      GPtrArray *rows,
                      const GPtrArray *codes,
                      const LtItems *items,
                      LtInterval interval)
{
  g_return_if_fail (LT_IS_LATEST_TABLE (self));

  self->interval = interval;
  g_list_store_remove_all (self->rows);
  clear_columns (self);
  keep_codes (self, codes);
  add_column (self, _ ("Place"), NULL);
  add_column (self, C_ ("column", "Latest"), "");
  for (guint i = 0; i < codes->len; i++)
    {
      const char *code = g_ptr_array_index ((GPtrArray *) codes, i);
      const LtItem *item = items == NULL ? NULL : lt_items_find (items, code);
      const char *name = item != NULL && g_ascii_islower (*code) ? item->label : code;
      g_autofree char *title =
          item == NULL ? g_strdup (code) : g_strdup_printf ("%s (%s)", name, item->unit);

      add_column (self, title, code);
      g_ptr_array_add (self->titles, g_steal_pointer (&title));
    }
  for (guint i = 0; i < rows->len; i++)
    {
      g_autoptr (LtLatestRow) row = g_object_new (LT_TYPE_LATEST_ROW, NULL);

      row->rows = g_ptr_array_ref (rows);
      row->latest = g_ptr_array_index (rows, i);
      g_list_store_append (self->rows, row);
    }
  tell_chosen (self);
}

/**
 * lt_latest_table_make_wish:
 * @self: a table
 *
 * Returns: (transfer full) (nullable): the number that is told of, to be explained; %NULL where
 *   there is none
 */
LtExplainWish *
lt_latest_table_make_wish (LtLatestTable *self)
{
  const LtLatest *latest = get_chosen (self);
  const LtSeriesValue *value = latest == NULL ? NULL : lt_latest_get (latest, self->chosen);

  return value == NULL
             ? NULL
             : lt_explain_wish_new (latest->place, self->chosen, self->interval, value->time);
}

/**
 * lt_latest_table_count:
 *
 * Returns: how many places it shows
 */
guint
lt_latest_table_count (LtLatestTable *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->rows));
}
