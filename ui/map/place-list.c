/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/map/place-list.h"

#include "ui/map/symbol-area.h"

#include <glib/gi18n-lib.h>

/* One row, made when the list needs it. */
#define LT_TYPE_PLACE_ROW (lt_place_row_get_type ())
G_DECLARE_FINAL_TYPE (LtPlaceRow, lt_place_row, LT, PLACE_ROW, GObject)

struct _LtPlaceRow
{
  GObject parent_instance;

  LtScene *scene; /* owns the title */
  LtSceneItem item;
};

G_DEFINE_FINAL_TYPE (LtPlaceRow, lt_place_row, G_TYPE_OBJECT)

#define LT_TYPE_PLACE_MODEL (lt_place_model_get_type ())
G_DECLARE_FINAL_TYPE (LtPlaceModel, lt_place_model, LT, PLACE_MODEL, GObject)

struct _LtPlaceModel
{
  GObject parent_instance;

  LtScene *scene;
  GArray *items;
};

static void place_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LtPlaceModel,
                               lt_place_model,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, place_model_iface_init))

struct _LtPlaceList
{
  GtkWidget parent_instance;

  GtkWidget *window;
  GtkListView *view;
  LtPlaceModel *model;
  GtkSingleSelection *selection;
  gboolean selecting; /* the selection is set from outside */
  char *unit;         /* of stations' values; NULL for none */
  guint scroll_source;
};

enum
{
  CHOSEN,
  MARKED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LtPlaceList, lt_place_list, GTK_TYPE_WIDGET)

static void
lt_place_row_finalize (GObject *object)
{
  g_clear_pointer (&LT_PLACE_ROW (object)->scene, lt_scene_unref);
  G_OBJECT_CLASS (lt_place_row_parent_class)->finalize (object);
}

static void
lt_place_row_class_init (LtPlaceRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lt_place_row_finalize;
}

static void
lt_place_row_init (LtPlaceRow *self)
{
}

static GType
get_item_type (GListModel *model)
{
  return LT_TYPE_PLACE_ROW;
}

static guint
get_n_items (GListModel *model)
{
  LtPlaceModel *self = LT_PLACE_MODEL (model);

  return self->items == NULL ? 0 : self->items->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  LtPlaceModel *self = LT_PLACE_MODEL (model);
  LtPlaceRow *row;

  if (position >= get_n_items (model))
    return NULL;
  row = g_object_new (LT_TYPE_PLACE_ROW, NULL);
  row->scene = lt_scene_ref (self->scene);
  row->item = g_array_index (self->items, LtSceneItem, position);
  return row;
}

static void
place_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
lt_place_model_finalize (GObject *object)
{
  LtPlaceModel *self = LT_PLACE_MODEL (object);

  g_clear_pointer (&self->scene, lt_scene_unref);
  g_clear_pointer (&self->items, g_array_unref);
  G_OBJECT_CLASS (lt_place_model_parent_class)->finalize (object);
}

static void
lt_place_model_class_init (LtPlaceModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lt_place_model_finalize;
}

static void
lt_place_model_init (LtPlaceModel *self)
{
}

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *title = gtk_label_new (NULL);
  GtkWidget *value = gtk_label_new (NULL);
  GtkWidget *away = gtk_label_new (NULL);
  GtkWidget *kind = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (value, "numeric");
  gtk_widget_add_css_class (away, "numeric");
  gtk_widget_add_css_class (kind, "dim-label");
  gtk_box_append (GTK_BOX (box), lt_symbol_area_new (0, -1));
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), value);
  gtk_box_append (GTK_BOX (box), away);
  gtk_box_append (GTK_BOX (box), kind);
  gtk_list_item_set_child (list_item, box);
}

/* A station's value is of the item that is chosen; every other one is dust fall. */
static char *
describe_value (LtPlaceList *self, const LtSceneItem *item)
{
  const LtKind *samples = lt_kind_by_name ("dust-fall");
  const char *unit = samples->fields[lt_kind_find_field (samples, "value")].unit;

  if (item->missing)
    return g_strdup (_ ("No data"));
  if (item->value == NULL)
    return g_strdup ("");
  if (g_str_equal (lt_kind_by_number (item->kind)->name, "station"))
    unit = self->unit == NULL ? "" : self->unit;
  return g_strdup_printf ("%s %s", item->value, unit);
}

static char *
describe_distance (const LtSceneItem *item)
{
  if (!item->has_metres)
    return g_strdup ("");
  return item->metres < 1000 ? g_strdup_printf (_ ("%.0f m"), item->metres)
                             : g_strdup_printf (_ ("%.1f km"), item->metres / 1000);
}

/* What its sign tells stands there in words too. */
static char *
describe_kind (const LtSceneItem *item)
{
  const LtKind *kind = lt_kind_by_number (item->kind);
  int field = kind->variety == NULL ? -1 : lt_kind_find_field (kind, kind->variety);

  if (field < 0 || item->variety < 0)
    return g_strdup (lt_kind_get_label (kind));
  return g_strdup_printf ("%s · %s", lt_kind_get_label (kind),
                          lt_field_choice_label (&kind->fields[field],
                                                 kind->fields[field].choices[item->variety].name));
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *list_item, LtPlaceList *self)
{
  LtPlaceRow *row = gtk_list_item_get_item (list_item);
  GtkWidget *area = gtk_widget_get_first_child (gtk_list_item_get_child (list_item));
  GtkWidget *title = gtk_widget_get_next_sibling (area);
  GtkWidget *value = gtk_widget_get_next_sibling (title);
  GtkWidget *away = gtk_widget_get_next_sibling (value);
  g_autofree char *words = describe_value (self, &row->item);
  g_autofree char *distance = describe_distance (&row->item);
  g_autofree char *kind = describe_kind (&row->item);

  lt_symbol_area_set (area, row->item.kind, row->item.variety);
  gtk_label_set_text (GTK_LABEL (title), row->item.title);
  gtk_label_set_text (GTK_LABEL (value), words);
  gtk_label_set_text (GTK_LABEL (away), distance);
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_next_sibling (away)), kind);
}

static void
emit_row (LtPlaceList *self, guint signal, guint position)
{
  g_autoptr (LtPlaceRow) row = NULL;
  g_autofree char *id = NULL;

  if (self->model == NULL)
    return;
  row = g_list_model_get_item (G_LIST_MODEL (self->model), position);
  if (row == NULL)
    return;
  id = lt_id_to_text (&row->item.record);
  g_signal_emit (self, signals[signal], 0, row->item.kind, id);
}

static void
on_activate (LtPlaceList *self, guint position)
{
  emit_row (self, CHOSEN, position);
}

static void
on_selected (LtPlaceList *self)
{
  /* In a list whose rows are taken by one click the pointer selects by passing. */
  if (!self->selecting && !gtk_list_view_get_single_click_activate (self->view))
    emit_row (self, MARKED, gtk_single_selection_get_selected (self->selection));
}

/* Rows that have no room yet cannot be scrolled to: it is done when they have been laid
 * out. */
static gboolean
on_scroll (gpointer user_data)
{
  LtPlaceList *self = user_data;
  guint at = self->selection == NULL ? GTK_INVALID_LIST_POSITION
                                     : gtk_single_selection_get_selected (self->selection);

  self->scroll_source = 0;
  if (at != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u", at);
  return G_SOURCE_REMOVE;
}

static void
lt_place_list_dispose (GObject *object)
{
  LtPlaceList *self = LT_PLACE_LIST (object);

  g_clear_handle_id (&self->scroll_source, g_source_remove);
  g_clear_pointer (&self->window, gtk_widget_unparent);
  g_clear_object (&self->model);
  g_clear_object (&self->selection);
  g_clear_pointer (&self->unit, g_free);
  G_OBJECT_CLASS (lt_place_list_parent_class)->dispose (object);
}

static void
lt_place_list_class_init (LtPlaceListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lt_place_list_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);

  signals[CHOSEN] = g_signal_new ("chosen", LT_TYPE_PLACE_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_STRING);
  signals[MARKED] = g_signal_new ("marked", LT_TYPE_PLACE_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_STRING);
}

static void
lt_place_list_init (LtPlaceList *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), self);
  self->view = GTK_LIST_VIEW (gtk_list_view_new (NULL, factory));
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "place-list");
  gtk_widget_set_name (GTK_WIDGET (self->view), "place-list");
  g_signal_connect_object (self->view, "activate", G_CALLBACK (on_activate), self,
                           G_CONNECT_SWAPPED);

  self->window = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->window), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->window), GTK_WIDGET (self->view));
  gtk_widget_set_parent (self->window, GTK_WIDGET (self));
}

GtkWidget *
lt_place_list_new (void)
{
  return g_object_new (LT_TYPE_PLACE_LIST, NULL);
}

/**
 * lt_place_list_set_items:
 * @self: a list
 * @scene: (nullable): the scene that owns the titles
 * @items: (nullable) (element-type LtSceneItem): what is listed
 */
void
lt_place_list_set_items (LtPlaceList *self, LtScene *scene, GArray *items)
{
  g_clear_object (&self->model);
  g_clear_object (&self->selection);
  self->model = g_object_new (LT_TYPE_PLACE_MODEL, NULL);
  if (scene != NULL && items != NULL)
    {
      self->model->scene = lt_scene_ref (scene);
      self->model->items = g_array_ref (items);
    }
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->model));
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (on_selected), self,
                           G_CONNECT_SWAPPED);
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
}

/**
 * lt_place_list_select:
 * @self: a list
 * @id: the place that is selected; zeros, or one that is not listed, for none
 *
 * Marks it in the list and brings it into view; no signal is emitted.
 */
void
lt_place_list_select (LtPlaceList *self, const LtId *id)
{
  guint at = GTK_INVALID_LIST_POSITION;

  if (self->selection == NULL)
    return;
  for (guint i = 0; i < get_n_items (G_LIST_MODEL (self->model)); i++)
    if (lt_id_equal (&g_array_index (self->model->items, LtSceneItem, i).record, id))
      at = i;
  if (at == gtk_single_selection_get_selected (self->selection))
    return;
  self->selecting = TRUE;
  gtk_single_selection_set_selected (self->selection, at);
  self->selecting = FALSE;
  if (at != GTK_INVALID_LIST_POSITION && self->scroll_source == 0)
    self->scroll_source = g_idle_add_full (G_PRIORITY_LOW, on_scroll, self, NULL);
}

/**
 * lt_place_list_set_short:
 * @self: a list
 * @short_lived: whether one click takes a place, as in a list that closes with it;
 *   else it selects, and Enter or a second one opens
 */
void
lt_place_list_set_short (LtPlaceList *self, gboolean short_lived)
{
  gtk_list_view_set_single_click_activate (self->view, short_lived);
}

/**
 * lt_place_list_focus:
 *
 * Gives the list the keyboard.
 */
void
lt_place_list_focus (LtPlaceList *self)
{
  gtk_widget_child_focus (GTK_WIDGET (self->view), GTK_DIR_TAB_FORWARD);
}

/**
 * lt_place_list_set_unit:
 * @self: a list
 * @unit: (nullable): of the values that stations show; for what is listed from now on
 */
void
lt_place_list_set_unit (LtPlaceList *self, const char *unit)
{
  g_free (self->unit);
  self->unit = g_strdup (unit);
}
