/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/shell/list-spot.h"

/* A row far away has its widget when the list was laid out. */
#define FRAMES 3

#define WAITING "lt-list-spot-frames"

struct _LtListSpot
{
  LtListKey make_key;
  char *key; /* (nullable): of the chosen row */
  guint at;
  gboolean stood_in;
};

static GtkWidget *
get_rows (GtkColumnView *view)
{
  return gtk_widget_get_last_child (GTK_WIDGET (view));
}

static GtkSingleSelection *
get_selection (GtkColumnView *view)
{
  return GTK_SINGLE_SELECTION (gtk_column_view_get_model (view));
}

static GtkWidget *
find_chosen (GtkColumnView *view)
{
  for (GtkWidget *row = gtk_widget_get_first_child (get_rows (view)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if ((gtk_widget_get_state_flags (row) & GTK_STATE_FLAG_SELECTED) != 0)
      return row;
  return NULL;
}

static gboolean
try_to_stand (GtkColumnView *view)
{
  GtkWidget *row;

  gtk_widget_activate_action (get_rows (view), "list.scroll-to-item", "u",
                              gtk_single_selection_get_selected (get_selection (view)));
  row = find_chosen (view);
  return row != NULL && gtk_widget_grab_focus (row);
}

/* Who went elsewhere meanwhile stays there. */
static gboolean
on_frame (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  GtkColumnView *view = GTK_COLUMN_VIEW (widget);
  int frames = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (widget), WAITING)) - 1;

  g_object_set_data (G_OBJECT (widget), WAITING, GINT_TO_POINTER (frames));
  if (frames > 0 && lt_list_is_stood_in (view) && !try_to_stand (view))
    return G_SOURCE_CONTINUE;
  g_object_set_data (G_OBJECT (widget), WAITING, NULL);
  return G_SOURCE_REMOVE;
}

static guint
find_key (const LtListSpot *self, GListModel *rows)
{
  for (guint i = 0; self->key != NULL && i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (rows, i);
      g_autofree char *key = self->make_key (item);

      if (g_str_equal (key, self->key))
        return i;
    }
  return GTK_INVALID_LIST_POSITION;
}

/**
 * lt_list_is_stood_in:
 * @view: a table
 *
 * Returns: whether the keyboard is in its rows
 */
gboolean
lt_list_is_stood_in (GtkColumnView *view)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (view));
  GtkWidget *focus = root == NULL ? NULL : gtk_root_get_focus (root);

  return focus != NULL
         && (focus == GTK_WIDGET (view) || gtk_widget_is_ancestor (focus, GTK_WIDGET (view)));
}

/**
 * lt_list_stand_on_chosen:
 * @view: a table of one selected row
 *
 * The selected row has the keyboard; without one, the table.
 */
void
lt_list_stand_on_chosen (GtkColumnView *view)
{
  if (gtk_single_selection_get_selected_item (get_selection (view)) == NULL)
    {
      gtk_widget_grab_focus (GTK_WIDGET (view));
      return;
    }
  if (try_to_stand (view))
    return;
  gtk_widget_grab_focus (GTK_WIDGET (view));
  if (g_object_get_data (G_OBJECT (view), WAITING) == NULL)
    gtk_widget_add_tick_callback (GTK_WIDGET (view), on_frame, NULL, NULL);
  g_object_set_data (G_OBJECT (view), WAITING, GINT_TO_POINTER (FRAMES));
}

/**
 * lt_list_spot_take:
 * @view: a table of one selected row
 * @key: what tells its items apart
 *
 * Returns: (transfer full): where one is in it now
 */
LtListSpot *
lt_list_spot_take (GtkColumnView *view, LtListKey key)
{
  LtListSpot *self = g_new0 (LtListSpot, 1);
  GtkSingleSelection *selection = get_selection (view);
  gpointer item = gtk_single_selection_get_selected_item (selection);

  self->make_key = key;
  self->key = item == NULL ? NULL : key (item);
  self->at = gtk_single_selection_get_selected (selection);
  self->stood_in = lt_list_is_stood_in (view);
  return self;
}

/**
 * lt_list_spot_return:
 * @self: where one was
 * @view: the table, with its new rows
 *
 * The row that was chosen is chosen again, by its key; where it is gone, the one that is in
 * its place. Whoever had the keyboard in the table has it there.
 */
void
lt_list_spot_return (LtListSpot *self, GtkColumnView *view)
{
  GtkSingleSelection *selection = get_selection (view);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (selection));
  guint at = find_key (self, G_LIST_MODEL (selection));

  if (at == GTK_INVALID_LIST_POSITION && self->at != GTK_INVALID_LIST_POSITION && n > 0)
    at = MIN (self->at, n - 1);
  if (at != GTK_INVALID_LIST_POSITION)
    gtk_single_selection_set_selected (selection, at);
  if (self->stood_in)
    lt_list_stand_on_chosen (view);
}

void
lt_list_spot_free (LtListSpot *self)
{
  g_free (self->key);
  g_free (self);
}
