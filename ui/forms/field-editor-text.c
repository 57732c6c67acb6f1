/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What stands in an editor, as text: a draft keeps it and puts it back, whether
 * it fits the field or not. */

#include "ui/forms/field-editor-private.h"

#include "model/record.h"
#include "work/records.h"

#include <glib/gi18n-lib.h>

/**
 * lt_field_editor_get_text:
 *
 * Returns: (transfer full): what was typed or chosen, as it stands there
 */
char *
lt_field_editor_get_text (LtFieldEditor *self)
{
  char *text = NULL;

  if (lt_field_is_geometry (self->field))
    {
      text = self->drawn != NULL ? g_strdup (self->drawn)
                                 : lt_field_to_text (self->field, self->value);
      return text == NULL ? g_strdup ("") : text;
    }
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
    {
      const char *choice = g_object_get_data (G_OBJECT (child), "choice");

      gtk_check_button_set_active (GTK_CHECK_BUTTON (child),
                                   *text == '\0'
                                       ? *choice == '\0'
                                       : g_strv_contains ((const char *const *) chosen, choice));
    }
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
  if (lt_field_is_geometry (self->field))
    {
      g_free (self->drawn);
      self->drawn = g_strdup (text);
      lt_field_editor_take_text (self, text);
      lt_field_editor_show_drawn (self);
    }
  else if (GTK_IS_ENTRY (self->control))
    gtk_editable_set_text (GTK_EDITABLE (self->control), text);
  else if (GTK_IS_TEXT_VIEW (self->control))
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->control)), text, -1);
  else if (GTK_IS_DROP_DOWN (self->control))
    choose_listed (self, text);
  else if (GTK_IS_BOX (self->control))
    choose_buttons (self, text);
}

/**
 * lt_field_editor_put:
 * @self: an editor
 * @text: what lt_field_editor_get_text() gave
 *
 * Puts it there whatever stands there: of a choice also that none was made.
 */
void
lt_field_editor_put (LtFieldEditor *self, const char *text)
{
  g_autofree char *now = NULL;

  lt_field_editor_set_text (self, text);
  now = lt_field_editor_get_text (self);
  if (g_strcmp0 (now, text) != 0)
    lt_field_editor_take_text (self, text);
}

/**
 * lt_field_editor_is_wide:
 *
 * Returns: whether an editor of @field needs a form's whole width
 */
gboolean
lt_field_editor_is_wide (const LtField *field)
{
  return field->type == LT_TYPE_LONG_TEXT || field->type == LT_TYPE_CHOICES
         || field->type == LT_TYPE_REFERENCES || lt_field_is_geometry (field);
}

/**
 * lt_field_editor_show_conflict:
 * @self: an editor
 * @heads: (element-type LtHead): what two machines say
 *
 * Says below it that there are several values: another one that is saved settles it.
 */
void
lt_field_editor_show_conflict (LtFieldEditor *self, GPtrArray *heads)
{
  g_autoptr (GString) words = g_string_new (_ ("Conflict: changed on two machines"));
  g_autofree char *name = g_strdup_printf ("form-conflict-%s", self->field->name);
  GtkWidget *label;

  for (guint i = 0; i < heads->len; i++)
    {
      const LtHead *head = g_ptr_array_index (heads, i);
      g_autofree char *value = lt_work_format_field (self->session, self->field, head->value);

      g_string_append_c (words, '\n');
      g_string_append_printf (words, _ ("Value %u: %s"), i + 1,
                              *value == '\0' ? _ ("(nothing)") : value);
    }
  g_string_append_printf (words, "\n%s",
                          _ ("Left as it is, it stays one; another value settles "
                             "it."));
  label = gtk_label_new (words->str);
  gtk_widget_set_name (label, name);
  gtk_widget_add_css_class (label, "conflict-words");
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_parent (label, GTK_WIDGET (self));
}
