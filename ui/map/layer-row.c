/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/map/layer-row.h"

#include "scene/scene.h"
#include "ui/map/symbol-area.h"

#include <glib/gi18n-lib.h>

/* What covers less than that is as good as switched off. */
#define LEAST_OPACITY 0.1

struct _LtLayerRow
{
  GtkWidget parent_instance;

  const LtKind *kind;
  GtkCheckButton *shown;
  GtkRange *opacity;
  GtkWidget *up;
  GtkWidget *down;
  GtkWidget *legend;
  gboolean setting;
};

enum
{
  CHANGED,
  MOVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LtLayerRow, lt_layer_row, GTK_TYPE_WIDGET)

static void
name_child (LtLayerRow *self, GtkWidget *child, const char *of)
{
  g_autofree char *name = g_strdup_printf ("%s-%s", of, self->kind->name);

  gtk_widget_set_name (child, name);
}

/* A screen reader says of which layer it is: the eye sees it. */
static void
describe_child (LtLayerRow *self, GtkWidget *child, const char *words)
{
  g_autofree char *label = g_strdup_printf ("%s: %s", lt_kind_get_label (self->kind), words);

  gtk_widget_set_tooltip_text (child, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
on_changed (LtLayerRow *self)
{
  if (!self->setting)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_up (LtLayerRow *self)
{
  g_signal_emit (self, signals[MOVED], 0, 1);
}

static void
on_down (LtLayerRow *self)
{
  g_signal_emit (self, signals[MOVED], 0, -1);
}

static gboolean
on_key_pressed (LtLayerRow *self, guint key, guint code, GdkModifierType modifiers)
{
  if ((modifiers & gtk_accelerator_get_default_mod_mask ()) != GDK_ALT_MASK
      || (key != GDK_KEY_Up && key != GDK_KEY_Down))
    return GDK_EVENT_PROPAGATE;
  g_signal_emit (self, signals[MOVED], 0, key == GDK_KEY_Up ? 1 : -1);
  return GDK_EVENT_STOP;
}

static GtkWidget *
add_head (LtLayerRow *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *symbol = gtk_toggle_button_new ();

  self->shown = GTK_CHECK_BUTTON (gtk_check_button_new_with_label (lt_kind_get_label (self->kind)));
  name_child (self, GTK_WIDGET (self->shown), "layer");
  gtk_widget_set_hexpand (GTK_WIDGET (self->shown), TRUE);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->shown),
                               _ ("Drag it, or press Alt+Up and Alt+Down, to change the order"));
  g_signal_connect_object (self->shown, "toggled", G_CALLBACK (on_changed), self,
                           G_CONNECT_SWAPPED);
  gtk_button_set_child (GTK_BUTTON (symbol), lt_symbol_area_new (self->kind->number, -1));
  gtk_widget_add_css_class (symbol, "flat");
  gtk_widget_add_css_class (symbol, "layer-symbol");
  name_child (self, symbol, "layer-more");
  describe_child (self, symbol, _ ("Opacity and order"));
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->shown));
  gtk_box_append (GTK_BOX (head), symbol);
  gtk_widget_set_parent (head, GTK_WIDGET (self));
  return symbol;
}

static GtkWidget *
add_step (LtLayerRow *self, GtkBox *box, const char *icon, const char *name, const char *words)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "layer-step");
  name_child (self, button, name);
  describe_child (self, button, words);
  gtk_box_append (box, button);
  return button;
}

static void
add_more (LtLayerRow *self, GtkWidget *opener)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->opacity =
      GTK_RANGE (gtk_scale_new_with_range (GTK_ORIENTATION_HORIZONTAL, LEAST_OPACITY, 1, 0.05));
  gtk_widget_set_hexpand (GTK_WIDGET (self->opacity), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->opacity), "layer-opacity");
  name_child (self, GTK_WIDGET (self->opacity), "layer-opacity");
  describe_child (self, GTK_WIDGET (self->opacity), _ ("How much it covers what lies beneath"));
  g_signal_connect_object (self->opacity, "value-changed", G_CALLBACK (on_changed), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->opacity));
  self->up = add_step (self, GTK_BOX (box), "go-up-symbolic", "layer-up", _ ("Higher"));
  self->down = add_step (self, GTK_BOX (box), "go-down-symbolic", "layer-down", _ ("Lower"));
  g_signal_connect_object (self->up, "clicked", G_CALLBACK (on_up), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->down, "clicked", G_CALLBACK (on_down), self, G_CONNECT_SWAPPED);
  g_object_bind_property (opener, "active", box, "visible", G_BINDING_SYNC_CREATE);
  gtk_widget_set_parent (box, GTK_WIDGET (self));
}

static void
add_variety (LtLayerRow *self, const LtField *field, int variety)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (lt_field_choice_label (field, field->choices[variety].name));

  gtk_widget_add_css_class (row, "legend-row");
  gtk_widget_set_hexpand (label, TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (row), lt_symbol_area_new (self->kind->number, variety));
  gtk_box_append (GTK_BOX (self->legend), row);
}

static void
add_legend (LtLayerRow *self)
{
  int field = lt_kind_find_field (self->kind, self->kind->variety);

  self->legend = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_visible (self->legend, FALSE);
  for (int v = 0; field >= 0 && self->kind->fields[field].choices[v].name != NULL; v++)
    add_variety (self, &self->kind->fields[field], v);
  gtk_widget_set_parent (self->legend, GTK_WIDGET (self));
}

static void
lt_layer_row_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (lt_layer_row_parent_class)->dispose (object);
}

static void
lt_layer_row_class_init (LtLayerRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lt_layer_row_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);

  signals[CHANGED] = g_signal_new ("changed", LT_TYPE_LAYER_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  signals[MOVED] = g_signal_new ("moved", LT_TYPE_LAYER_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
lt_layer_row_init (LtLayerRow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_orientable_set_orientation (
      GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))), GTK_ORIENTATION_VERTICAL);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key_pressed), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/**
 * lt_layer_row_new:
 * @kind: a kind that is on the map
 *
 * Returns: (transfer floating): its row
 */
GtkWidget *
lt_layer_row_new (const LtKind *kind)
{
  LtLayerRow *self = g_object_new (LT_TYPE_LAYER_ROW, NULL);

  self->kind = kind;
  add_more (self, add_head (self));
  add_legend (self);
  return GTK_WIDGET (self);
}

guint
lt_layer_row_get_kind (LtLayerRow *self)
{
  return self->kind->number;
}

/**
 * lt_layer_row_set_layer:
 * @self: a row
 * @layer: what it shows; no signal is emitted
 */
void
lt_layer_row_set_layer (LtLayerRow *self, const LtSceneLayer *layer)
{
  self->setting = TRUE;
  gtk_check_button_set_active (self->shown, layer->shown);
  gtk_range_set_value (self->opacity, layer->opacity);
  self->setting = FALSE;
}

/**
 * lt_layer_row_get_layer:
 * @self: a row
 * @layer: (inout): gets whether it is shown and its opacity
 */
void
lt_layer_row_get_layer (LtLayerRow *self, LtSceneLayer *layer)
{
  layer->shown = gtk_check_button_get_active (self->shown);
  layer->opacity = gtk_range_get_value (self->opacity);
}

/**
 * lt_layer_row_set_ends:
 * @self: a row
 * @top: whether it is the uppermost
 * @bottom: whether it is the lowest
 */
void
lt_layer_row_set_ends (LtLayerRow *self, gboolean top, gboolean bottom)
{
  gtk_widget_set_sensitive (self->up, !top);
  gtk_widget_set_sensitive (self->down, !bottom);
}

void
lt_layer_row_show_legend (LtLayerRow *self, gboolean shown)
{
  gtk_widget_set_visible (self->legend, shown);
}

/**
 * lt_layer_row_show_present:
 * @self: a row
 * @rows: (nullable) (element-type LtSceneLegendRow): the legend of what is on the screen
 *
 * Of the varieties only those stay in the legend that are in view.
 */
void
lt_layer_row_show_present (LtLayerRow *self, GPtrArray *rows)
{
  int variety = 0;

  for (GtkWidget *line = gtk_widget_get_first_child (self->legend); line != NULL;
       line = gtk_widget_get_next_sibling (line), variety++)
    {
      gboolean present = FALSE;

      for (guint i = 0; rows != NULL && i < rows->len && !present; i++)
        {
          const LtSceneLegendRow *row = g_ptr_array_index (rows, i);

          present = row->kind == self->kind->number && !row->is_value && row->variety == variety;
        }
      gtk_widget_set_visible (line, present);
    }
}
