/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/map/layers-box.h"

#include "ui/map/layer-row.h"
#include "ui/map/value-legend.h"
#include "ui/shell/children.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* A press that is moved farther than that drags the row. */
#define DRAG_DISTANCE 8

#define CLASSES_HINT                                                                               \
  N_ ("The greatest value of each class but the last, such as 5, 7, 9: areas and dust-fall sites " \
      "are tinted by them. The program has no classes of its own.")

struct _LtLayersBox
{
  GtkWidget parent_instance;

  GtkWidget *card;
  GtkToggleButton *legend_button;
  GtkBox *rows;
  GtkBox *values;
  GtkWidget *item_line;
  GtkDropDown *item_choice;
  GtkDropDown *shading_choice;
  GtkWidget *classes_line;
  GtkEditable *classes_entry;
  GtkCheckButton *plain_check;

  LtMapWish wish;
  GPtrArray *items; /* (element-type utf8): codes, as the choice lists them; first "" for none */
  LtLayerRow *dragged;
  gboolean setting;
};

enum
{
  CHANGED,
  LEGEND,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LtLayersBox, lt_layers_box, GTK_TYPE_WIDGET)

static LtLayerRow *
find_row (LtLayersBox *self, guint kind)
{
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->rows));

  while (row != NULL && lt_layer_row_get_kind (LT_LAYER_ROW (row)) != kind)
    row = gtk_widget_get_next_sibling (row);
  return row == NULL ? NULL : LT_LAYER_ROW (row);
}

/* The uppermost layer is the first row. */
static void
show_layers (LtLayersBox *self)
{
  GtkWidget *above = NULL;

  for (guint i = self->wish.n_layers; i > 0; i--)
    {
      const LtSceneLayer *layer = &self->wish.layers[i - 1];
      LtLayerRow *row = find_row (self, layer->kind);

      lt_layer_row_set_layer (row, layer);
      lt_layer_row_set_ends (row, i == self->wish.n_layers, i == 1);
      gtk_box_reorder_child_after (self->rows, GTK_WIDGET (row), above);
      above = GTK_WIDGET (row);
    }
}

static void
show_item (LtLayersBox *self)
{
  guint at = 0;

  if (!g_ptr_array_find_with_equal_func (self->items, self->wish.item, g_str_equal, &at))
    at = 0;
  gtk_drop_down_set_selected (self->item_choice, at);
}

/* What is typed and is none stays there to be mended, and "7." to become 7.5. */
static void
show_classes (LtLayersBox *self)
{
  g_autofree char *text = lt_map_classes_format (&self->wish.dust_scale);
  LtSceneScale typed;

  gtk_widget_set_visible (self->classes_line, self->wish.shading != LT_MAP_NOT_SHADED);
  if (lt_map_classes_parse (gtk_editable_get_text (self->classes_entry), &typed, NULL)
      && !lt_map_classes_equal (&typed, &self->wish.dust_scale))
    gtk_editable_set_text (self->classes_entry, text);
}

static void
show_wish (LtLayersBox *self)
{
  self->setting = TRUE;
  show_layers (self);
  show_item (self);
  gtk_drop_down_set_selected (self->shading_choice, self->wish.shading);
  show_classes (self);
  gtk_check_button_set_active (self->plain_check, self->wish.style == LT_INK_PLAIN);
  self->setting = FALSE;
}

static void
on_row_changed (LtLayersBox *self, LtLayerRow *row)
{
  lt_layer_row_get_layer (row, lt_map_wish_find_layer (&self->wish, lt_layer_row_get_kind (row)));
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_row_moved (LtLayersBox *self, int steps, LtLayerRow *row)
{
  guint kind = lt_layer_row_get_kind (row);
  int place = (int) (lt_map_wish_find_layer (&self->wish, kind) - self->wish.layers) + steps;

  if (place < 0 || place >= (int) self->wish.n_layers)
    return;
  lt_map_wish_move_layer (&self->wish, kind, (guint) place);
  show_layers (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_legend_toggled (LtLayersBox *self)
{
  gboolean shown = gtk_toggle_button_get_active (self->legend_button);

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->rows)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    lt_layer_row_show_legend (LT_LAYER_ROW (row), shown);
  gtk_widget_set_visible (GTK_WIDGET (self->values), shown);
  if (shown)
    g_signal_emit (self, signals[LEGEND], 0);
}

static void
on_choice_changed (LtLayersBox *self)
{
  guint item = gtk_drop_down_get_selected (self->item_choice);

  if (self->setting || item >= self->items->len)
    return;
  g_strlcpy (self->wish.item, g_ptr_array_index (self->items, item), sizeof self->wish.item);
  self->wish.shading = (LtMapShading) gtk_drop_down_get_selected (self->shading_choice);
  self->wish.style = gtk_check_button_get_active (self->plain_check) ? LT_INK_PLAIN : LT_INK_LIGHT;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_classes (LtLayersBox *self)
{
  const char *text = gtk_editable_get_text (self->classes_entry);
  LtSceneScale scale = { 0 };
  g_autoptr (GError) error = NULL;
  gboolean good = lt_map_classes_parse (text, &scale, &error);

  if (self->setting)
    return;
  if (good)
    gtk_widget_remove_css_class (GTK_WIDGET (self->classes_entry), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->classes_entry), "error");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->classes_entry),
                               good ? _ (CLASSES_HINT) : error->message);
  if (!good || lt_map_classes_equal (&scale, &self->wish.dust_scale))
    return;
  self->wish.dust_scale = scale;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_drag_begin (LtLayersBox *self, double x, double y)
{
  GtkWidget *at = gtk_widget_pick (GTK_WIDGET (self->rows), x, y, GTK_PICK_DEFAULT);

  /* What is drawn along by itself is not drawn along by its row. */
  self->dragged = at == NULL || gtk_widget_get_ancestor (at, GTK_TYPE_RANGE) != NULL
                      ? NULL
                      : LT_LAYER_ROW (gtk_widget_get_ancestor (at, LT_TYPE_LAYER_ROW));
}

/* The row follows the pointer past its neighbour as soon as it then lies beneath the
 * pointer, so that it never jumps back where rows differ in height. */
static void
on_drag_update (LtLayersBox *self, double dx, double dy, GtkGestureDrag *drag)
{
  GtkWidget *row = GTK_WIDGET (self->dragged);
  GtkWidget *other;
  graphene_rect_t bounds;
  double x, y;
  int height;

  if (row == NULL || fabs (dy) < DRAG_DISTANCE)
    return;
  gtk_gesture_set_state (GTK_GESTURE (drag), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_gesture_drag_get_start_point (drag, &x, &y);
  height = gtk_widget_get_height (row);
  other = gtk_widget_get_prev_sibling (row);
  if (other != NULL && gtk_widget_compute_bounds (other, GTK_WIDGET (self->rows), &bounds)
      && y + dy < bounds.origin.y + (float) height)
    on_row_moved (self, 1, self->dragged);
  other = gtk_widget_get_next_sibling (row);
  if (other != NULL && gtk_widget_compute_bounds (other, GTK_WIDGET (self->rows), &bounds)
      && y + dy > bounds.origin.y + bounds.size.height - (float) height)
    on_row_moved (self, -1, self->dragged);
}

/* A formula is what people say; the other codes are English words. */
static char *
describe_item (const LtMapItem *item)
{
  return g_ascii_isupper (*item->code) && !g_str_equal (item->code, item->label)
             ? g_strdup_printf ("%s %s", item->code, item->label)
             : g_strdup (item->label);
}

static void
add_rows (LtLayersBox *self)
{
  for (guint i = 0; i < self->wish.n_layers; i++)
    {
      GtkWidget *row = lt_layer_row_new (lt_kind_by_number (self->wish.layers[i].kind));

      g_signal_connect_object (row, "changed", G_CALLBACK (on_row_changed), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (row, "moved", G_CALLBACK (on_row_moved), self, G_CONNECT_SWAPPED);
      gtk_box_append (self->rows, row);
    }
}

static void
add_drag (LtLayersBox *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (drag), GTK_PHASE_CAPTURE);
  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (on_drag_begin), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-update", G_CALLBACK (on_drag_update), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->rows), GTK_EVENT_CONTROLLER (drag));
}

static void
lt_layers_box_dispose (GObject *object)
{
  LtLayersBox *self = LT_LAYERS_BOX (object);

  self->setting = TRUE;
  lt_drop_children (GTK_WIDGET (object), LT_TYPE_LAYERS_BOX);
  G_OBJECT_CLASS (lt_layers_box_parent_class)->dispose (object);
}

static void
lt_layers_box_finalize (GObject *object)
{
  g_ptr_array_unref (LT_LAYERS_BOX (object)->items);
  G_OBJECT_CLASS (lt_layers_box_parent_class)->finalize (object);
}

static void
lt_layers_box_class_init (LtLayersBoxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lt_layers_box_dispose;
  object_class->finalize = lt_layers_box_finalize;

  signals[CHANGED] = g_signal_new ("changed", LT_TYPE_LAYERS_BOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  signals[LEGEND] = g_signal_new ("legend", LT_TYPE_LAYERS_BOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/lantian/Lantian/ui/map/layers-box.ui");
  gtk_widget_class_bind_template_child (widget_class, LtLayersBox, card);
  gtk_widget_class_bind_template_child (widget_class, LtLayersBox, legend_button);
  gtk_widget_class_bind_template_child (widget_class, LtLayersBox, rows);
  gtk_widget_class_bind_template_child (widget_class, LtLayersBox, values);
  gtk_widget_class_bind_template_child (widget_class, LtLayersBox, item_line);
  gtk_widget_class_bind_template_child (widget_class, LtLayersBox, item_choice);
  gtk_widget_class_bind_template_child (widget_class, LtLayersBox, shading_choice);
  gtk_widget_class_bind_template_child (widget_class, LtLayersBox, plain_check);
  gtk_widget_class_bind_template_child (widget_class, LtLayersBox, classes_line);
  gtk_widget_class_bind_template_child (widget_class, LtLayersBox, classes_entry);
  gtk_widget_class_bind_template_callback (widget_class, on_classes);
  gtk_widget_class_bind_template_callback (widget_class, on_legend_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_choice_changed);
}

static void
lt_layers_box_init (LtLayersBox *self)
{
  lt_map_wish_init (&self->wish);
  self->items = g_ptr_array_new_with_free_func (g_free);
  self->setting = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->classes_entry), _ (CLASSES_HINT));
  add_rows (self);
  add_drag (self);
  lt_layers_box_set_times (self, NULL);
}

/**
 * lt_layers_box_set_wish:
 * @self: a layer box
 * @wish: what it shows; copied, no signal is emitted
 */
void
lt_layers_box_set_wish (LtLayersBox *self, const LtMapWish *wish)
{
  g_return_if_fail (LT_IS_LAYERS_BOX (self));

  self->wish = *wish;
  /* What was chosen in another county can be left, though this one has none of it. */
  if (!g_ptr_array_find_with_equal_func (self->items, wish->item, g_str_equal, NULL))
    {
      GtkStringList *words = GTK_STRING_LIST (gtk_drop_down_get_model (self->item_choice));

      self->setting = TRUE;
      g_ptr_array_add (self->items, g_strdup (wish->item));
      gtk_string_list_append (words, wish->item);
    }
  show_wish (self);
}

/**
 * lt_layers_box_get_wish:
 *
 * Returns: (transfer none): what it shows
 */
const LtMapWish *
lt_layers_box_get_wish (LtLayersBox *self)
{
  return &self->wish;
}

/**
 * lt_layers_box_set_times:
 * @self: a layer box
 * @times: (nullable): what of the county is of some time: its items can be chosen
 */
void
lt_layers_box_set_times (LtLayersBox *self, const LtMapTimes *times)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  LtMapWish wish = self->wish;

  self->setting = TRUE;
  g_ptr_array_set_size (self->items, 0);
  g_ptr_array_add (self->items, g_strdup (""));
  gtk_string_list_append (words, _ ("No values"));
  for (guint i = 0; times != NULL && i < times->items->len; i++)
    {
      const LtMapItem *item = g_ptr_array_index (times->items, i);

      g_ptr_array_add (self->items, g_strdup (item->code));
      gtk_string_list_take (words, describe_item (item));
    }
  gtk_widget_set_visible (self->item_line, self->items->len > 1);
  gtk_drop_down_set_model (self->item_choice, G_LIST_MODEL (words));
  lt_layers_box_set_wish (self, &wish);
}

/**
 * lt_layers_box_set_scene:
 * @self: a layer box
 * @scene: (nullable): what is on the screen, for what the legend says of values
 * @view: what of it
 *
 * Does nothing while the legend is not open.
 */
void
lt_layers_box_set_scene (LtLayersBox *self, LtScene *scene, const LtSceneView *view)
{
  g_autoptr (GPtrArray) rows = NULL;

  if (!gtk_widget_get_visible (GTK_WIDGET (self->values)))
    return;
  rows = scene == NULL ? NULL : lt_scene_list_legend (scene, view);
  lt_value_legend_fill (self->values, scene, rows);
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->rows)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    lt_layer_row_show_present (LT_LAYER_ROW (row), rows);
}
