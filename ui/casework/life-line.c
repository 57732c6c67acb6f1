/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/casework/life-line.h"

struct _LtLifeLine
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (LtLifeLine, lt_life_line, GTK_TYPE_WIDGET)

static void
clear_line (LtLifeLine *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
}

static void
add_step (LtLifeLine *self, const char *label, gboolean done, gboolean first)
{
  g_autofree char *text = g_strdup_printf ("%s%s %s", first ? "" : "── ", done ? "●" : "○", label);
  GtkWidget *step = gtk_label_new (text);

  /* Where there is no room for all, each says its beginning. */
  gtk_label_set_ellipsize (GTK_LABEL (step), PANGO_ELLIPSIZE_END);
  gtk_widget_set_tooltip_text (step, label);
  gtk_widget_add_css_class (step, "life-step");
  gtk_widget_add_css_class (step, done ? "done" : "open");
  gtk_widget_set_parent (step, GTK_WIDGET (self));
}

static void
lt_life_line_dispose (GObject *object)
{
  clear_line (LT_LIFE_LINE (object));
  G_OBJECT_CLASS (lt_life_line_parent_class)->dispose (object);
}

static void
lt_life_line_class_init (LtLifeLineClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lt_life_line_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
lt_life_line_init (LtLifeLine *self)
{
}

/**
 * lt_life_line_set:
 * @self: a life line
 * @states: the choice field that holds the state
 * @now: (nullable): the state it is in; %NULL before the first
 */
void
lt_life_line_set (LtLifeLine *self, const LtField *states, const char *now)
{
  int at = lt_field_choice_index (states, now);

  clear_line (self);
  for (int i = 0; states->choices[i].name != NULL; i++)
    add_step (self, lt_field_choice_label (states, states->choices[i].name), i <= at, i == 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  at < 0 ? "" : lt_field_choice_label (states, now), -1);
}
