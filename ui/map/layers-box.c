/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/map/layers-box.h"

#include "model/kind.h"
#include "scene/scene.h"
#include "ui/map/symbol-area.h"
#include "ui/shell/children.h"

#include <glib/gi18n-lib.h>

struct _LtLayersBox
{
  GtkWidget parent_instance;

  GtkWidget *card;
  GtkToggleButton *legend_button;
  GtkBox *rows;

  guint64 kinds;
};

enum
{
  PROP_KINDS = 1,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (LtLayersBox, lt_layers_box, GTK_TYPE_WIDGET)

static void
on_toggled (GtkCheckButton *button, LtLayersBox *self)
{
  guint kind = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "kind"));

  if (gtk_check_button_get_active (button))
    self->kinds |= LT_SCENE_KIND (kind);
  else
    self->kinds &= ~LT_SCENE_KIND (kind);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KINDS]);
}

static void
add_kind (LtLayersBox *self, const LtKind *kind)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *button = gtk_check_button_new_with_label (lt_kind_get_label (kind));
  g_autofree char *name = g_strdup_printf ("layer-%s", kind->name);

  gtk_widget_set_name (button, name);
  gtk_widget_set_hexpand (button, TRUE);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), TRUE);
  g_object_set_data (G_OBJECT (button), "kind", GUINT_TO_POINTER (kind->number));
  g_signal_connect_object (button, "toggled", G_CALLBACK (on_toggled), self, 0);
  gtk_box_append (GTK_BOX (row), button);
  gtk_box_append (GTK_BOX (row), lt_symbol_area_new (kind->number, -1));
  gtk_box_append (self->rows, row);
}

static void
add_variety (LtLayersBox *self, const LtKind *kind, const LtField *field, int variety)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (lt_field_choice_label (field, field->choices[variety].name));

  gtk_widget_add_css_class (row, "legend-row");
  gtk_widget_set_hexpand (label, TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (row), lt_symbol_area_new (kind->number, variety));
  g_object_bind_property (self->legend_button, "active", row, "visible", G_BINDING_SYNC_CREATE);
  gtk_box_append (self->rows, row);
}

static void
fill_rows (LtLayersBox *self)
{
  guint n_kinds;
  const LtKind *const *kinds = lt_kinds (&n_kinds);

  for (guint i = 0; i < n_kinds; i++)
    {
      int field = lt_kind_find_field (kinds[i], kinds[i]->variety);

      if (lt_symbol_get_look (kinds[i]->number) == LT_SYMBOL_NONE)
        continue;
      add_kind (self, kinds[i]);
      for (int v = 0; field >= 0 && kinds[i]->fields[field].choices[v].name != NULL; v++)
        add_variety (self, kinds[i], &kinds[i]->fields[field], v);
    }
}

static void
lt_layers_box_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_KINDS:
      g_value_set_uint64 (value, LT_LAYERS_BOX (object)->kinds);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
lt_layers_box_dispose (GObject *object)
{
  lt_drop_children (GTK_WIDGET (object), LT_TYPE_LAYERS_BOX);
  G_OBJECT_CLASS (lt_layers_box_parent_class)->dispose (object);
}

static void
lt_layers_box_class_init (LtLayersBoxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = lt_layers_box_get_property;
  object_class->dispose = lt_layers_box_dispose;

  properties[PROP_KINDS] = g_param_spec_uint64 ("kinds", NULL, NULL, 0, G_MAXUINT64, 0,
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/lantian/Lantian/ui/map/layers-box.ui");
  gtk_widget_class_bind_template_child (widget_class, LtLayersBox, card);
  gtk_widget_class_bind_template_child (widget_class, LtLayersBox, legend_button);
  gtk_widget_class_bind_template_child (widget_class, LtLayersBox, rows);
}

static void
lt_layers_box_init (LtLayersBox *self)
{
  self->kinds = LT_SCENE_ALL_KINDS;
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_rows (self);
}

guint64
lt_layers_box_get_kinds (LtLayersBox *self)
{
  return self->kinds;
}
