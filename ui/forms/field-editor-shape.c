/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The shape of a place in a form: what it is in words, and the way to the map,
 * where it is drawn. */

#include "geo/measure.h"
#include "ui/forms/field-editor-private.h"

#include <glib/gi18n-lib.h>

/* Returns: (transfer floating): the control of a geometry */
GtkWidget *
lt_field_editor_make_shape (LtFieldEditor *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *button = gtk_button_new_with_label (_ ("Draw on the map"));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_name (label, "shape-words");
  gtk_widget_set_name (button, "shape-draw");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.draw-on");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), button);
  self->control = box;
  lt_field_editor_show_drawn (self);
  return box;
}

/* Half a drawing is no mistake: what GeoJSON lacks in it helps nobody. */
static void
say_half (LtFieldEditor *self)
{
  g_autoptr (LtShape) shape = self->drawn == NULL ? NULL : lt_shape_from_text (self->drawn, NULL);

  if (shape == NULL)
    gtk_label_set_text (GTK_LABEL (self->problem), _ ("Go on drawing it on the map."));
}

/* Says what shape there is now. */
void
lt_field_editor_show_drawn (LtFieldEditor *self)
{
  g_autoptr (LtShape) shape = lt_value_to_shape (self->value, NULL);
  g_autofree char *words = shape == NULL ? NULL : lt_measure_describe (shape);

  if (!GTK_IS_BOX (self->control))
    return;
  if (!self->valid)
    say_half (self);
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_first_child (self->control)),
                      !self->valid    ? _ ("Not drawn to its end yet")
                      : words == NULL ? _ ("Nothing is drawn yet.")
                                      : words);
}
