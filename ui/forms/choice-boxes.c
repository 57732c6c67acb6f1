/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/forms/choice-boxes.h"

/**
 * lt_choice_boxes_new:
 * @orientation: how they stand
 *
 * Returns: (transfer floating): no boxes yet
 */
GtkWidget *
lt_choice_boxes_new (GtkOrientation orientation)
{
  return gtk_box_new (orientation, orientation == GTK_ORIENTATION_HORIZONTAL ? 14 : 2);
}

/**
 * lt_choice_boxes_add:
 * @boxes: from lt_choice_boxes_new()
 * @name: what the box stands for; no comma in it
 * @label: what is written beside it
 * @marked: whether it is marked
 *
 * Returns: (transfer none): the new box, for its `toggled`
 */
GtkWidget *
lt_choice_boxes_add (GtkWidget *boxes, const char *name, const char *label, gboolean marked)
{
  GtkWidget *button = gtk_check_button_new_with_label (label);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), marked);
  g_object_set_data_full (G_OBJECT (button), "choice", g_strdup (name), g_free);
  gtk_box_append (GTK_BOX (boxes), button);
  return button;
}

/**
 * lt_choice_boxes_get:
 *
 * Returns: (transfer full): names of the marked ones, with commas between
 */
char *
lt_choice_boxes_get (GtkWidget *boxes)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (GtkWidget *child = gtk_widget_get_first_child (boxes); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (child)))
      g_string_append_printf (text, "%s%s", text->len == 0 ? "" : ",",
                              (const char *) g_object_get_data (G_OBJECT (child), "choice"));
  return g_string_free (g_steal_pointer (&text), FALSE);
}
