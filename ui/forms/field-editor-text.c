/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What stands in an editor, as text: a draft keeps it and puts it back, whether
 * it fits the field or not. */

#include "ui/forms/field-editor-private.h"

/**
 * lt_field_editor_get_text:
 *
 * Returns: (transfer full): what was typed or chosen, as it stands there
 */
char *
lt_field_editor_get_text (LtFieldEditor *self)
{
  char *text = NULL;

  if (GTK_IS_ENTRY (self->control))
    return g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->control)));
  if (GTK_IS_TEXT_VIEW (self->control))
    {
      g_object_get (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->control)), "text", &text, NULL);
      return text;
    }
  return g_strdup (self->value == NULL ? "" : lt_value_text (self->value));
}

static void
choose_listed (LtFieldEditor *self, const char *text)
{
  for (guint i = 0; i < self->ids->len; i++)
    if (g_str_equal (g_ptr_array_index (self->ids, i), text))
      gtk_drop_down_set_selected (GTK_DROP_DOWN (self->control), i);
}

/* One of the radio buttons, or several of the others. */
static void
choose_buttons (LtFieldEditor *self, const char *text)
{
  g_auto (GStrv) chosen = g_strsplit (text, ",", -1);

  for (GtkWidget *child = gtk_widget_get_first_child (self->control); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gtk_check_button_set_active (GTK_CHECK_BUTTON (child),
                                 g_strv_contains ((const char *const *) chosen,
                                                  g_object_get_data (G_OBJECT (child), "choice")));
}

/**
 * lt_field_editor_set_text:
 * @self: an editor
 * @text: what lt_field_editor_get_text() gave
 *
 * Puts it there as if it were typed.
 */
void
lt_field_editor_set_text (LtFieldEditor *self, const char *text)
{
  if (GTK_IS_ENTRY (self->control))
    gtk_editable_set_text (GTK_EDITABLE (self->control), text);
  else if (GTK_IS_TEXT_VIEW (self->control))
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->control)), text, -1);
  else if (GTK_IS_DROP_DOWN (self->control))
    choose_listed (self, text);
  else if (GTK_IS_CHECK_BUTTON (self->control))
    gtk_check_button_set_active (GTK_CHECK_BUTTON (self->control), g_str_equal (text, "1"));
  else if (GTK_IS_BOX (self->control))
    choose_buttons (self, text);
}
