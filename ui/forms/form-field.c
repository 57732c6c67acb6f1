/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One field of a form: its label, which opens what is known of it; its editor; and, where
 * it was changed, the button that puts back what stood there. */

#include "ui/forms/field-card.h"
#include "ui/forms/form-layout.h"
#include "ui/forms/form-private.h"

#include "work/records.h"

#include <glib/gi18n-lib.h>

static guint
get_number (GtkWidget *widget)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (widget), "field"));
}

/* A value of its conflict was chosen: it stands in the form as if it were typed. */
static void
use_value (const char *text, gpointer user_data)
{
  lt_field_editor_put (LT_FIELD_EDITOR (user_data), text);
}

static void
on_closed (LtFieldEditor *editor)
{
  lt_field_editor_focus (editor);
}

static void
fill_card (GtkMenuButton *label, gpointer user_data)
{
  LtForm *self = LT_FORM (user_data);
  guint field = get_number (GTK_WIDGET (label));
  LtFieldEditor *editor = g_ptr_array_index (self->editors, field);
  GtkWidget *card =
      lt_field_card_new (self->session, self->seen, field,
                         lt_field_editor_is_writable (editor) ? use_value : NULL, editor);

  g_signal_connect_object (card, "closed", G_CALLBACK (on_closed), editor, G_CONNECT_SWAPPED);
  gtk_menu_button_set_popover (label, card);
}

static GtkWidget *
make_label (LtForm *self, guint number, gboolean writable)
{
  const LtField *field = &self->wanted->kind->fields[number];
  gboolean required = writable && (field->flags & (LT_FIELD_REQUIRED | LT_FIELD_EXPECTED)) != 0
                      && (field->flags & LT_FIELD_FIXED) == 0;
  g_autofree char *text = required ? g_strdup_printf ("%s *", lt_field_get_label (field))
                                   : g_strdup (lt_field_get_label (field));
  g_autofree char *name = g_strdup_printf ("card-%s", field->name);
  g_autofree char *spoken = g_strdup_printf (_ ("What is known of %s"), lt_field_get_label (field));
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_menu_button_set_child (GTK_MENU_BUTTON (button), label);
  gtk_widget_set_name (button, name);
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_widget_set_halign (button, GTK_ALIGN_END);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "field-label");
  gtk_widget_set_tooltip_text (button, required ? _ ("Required; who said what when (Ctrl+H)")
                                                : _ ("Who said what when (Ctrl+H)"));
  /* Tab goes from field to field; here it is a click, or Ctrl+H in the field. */
  gtk_widget_set_focusable (gtk_widget_get_first_child (button), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (button)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  g_object_set_data (G_OBJECT (button), "field", GUINT_TO_POINTER (number));
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), fill_card, self, NULL);
  return button;
}

/* The field holds again what it held, and has the keyboard. */
void
lt_form_put_back (LtForm *self, guint field)
{
  LtFieldEditor *editor = g_ptr_array_index (self->editors, field);

  lt_field_editor_put (editor, g_ptr_array_index (self->texts, field));
  lt_field_editor_focus (editor);
}

static void
on_put_back (GtkWidget *button, LtForm *self)
{
  lt_form_put_back (self, get_number (button));
}

static GtkWidget *
make_back (LtForm *self, guint number)
{
  const LtField *field = &self->wanted->kind->fields[number];
  g_autofree char *before = lt_work_format_field (self->session, field, self->seen->values[number]);
  g_autofree char *words =
      g_strdup_printf (_ ("%s is changed; before: %s (Ctrl+R puts it back)"),
                       lt_field_get_label (field),
                       lt_field_is_geometry (field) || *before == '\0' ? _ ("(nothing)") : before);
  g_autofree char *spoken = g_strdup_printf (_ ("Put back %s"), lt_field_get_label (field));
  g_autofree char *name = g_strdup_printf ("back-%s", field->name);
  GtkWidget *button = gtk_button_new_with_label (_ ("Changed · put back"));

  gtk_widget_set_name (button, name);
  /* Tab goes from field to field, whatever was typed: here it is a click, or Ctrl+R. */
  gtk_widget_set_focusable (button, FALSE);
  gtk_widget_add_css_class (button, "put-back");
  gtk_widget_add_css_class (button, "flat");
  if (!lt_field_is_geometry (field))
    gtk_widget_set_tooltip_text (button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  gtk_widget_set_visible (button, FALSE);
  g_object_set_data (G_OBJECT (button), "field", GUINT_TO_POINTER (number));
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_put_back), self, 0);
  return button;
}

/**
 * lt_form_attach_field:
 * @self: a form
 * @field: place of the field
 * @writable: whether the form can be written
 *
 * Makes the field's part of the form.
 */
void
lt_form_attach_field (LtForm *self, guint field, gboolean writable)
{
  const LtField *of = &self->wanted->kind->fields[field];
  GtkWidget *cell = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *label = make_label (self, field, writable);
  GtkWidget *editor = lt_field_editor_new (self->session, of, self->wanted->values[field],
                                           writable && (of->flags & LT_FIELD_FIXED) == 0);
  GtkWidget *back = make_back (self, field);

  if (lt_record_has_conflict (self->seen, field))
    lt_field_editor_show_conflict (LT_FIELD_EDITOR (editor), self->seen->heads[field]);
  gtk_widget_set_hexpand (editor, TRUE);
  gtk_box_append (GTK_BOX (cell), editor);
  gtk_box_append (GTK_BOX (cell), back);
  lt_form_layout_set_wide (cell, lt_field_editor_is_wide (of));
  gtk_widget_set_parent (label, GTK_WIDGET (self));
  gtk_widget_set_parent (cell, GTK_WIDGET (self));
  g_ptr_array_index (self->editors, field) = editor;
  g_ptr_array_index (self->labels, field) = label;
  g_ptr_array_index (self->backs, field) = back;
  g_ptr_array_index (self->texts, field) = lt_field_editor_get_text (LT_FIELD_EDITOR (editor));
}

/* Whether the field is another one than it was is seen beside it. */
void
lt_form_show_changed (LtForm *self, guint field)
{
  LtFieldEditor *editor = g_ptr_array_index (self->editors, field);

  if (editor == NULL)
    return;
  gtk_widget_set_visible (g_ptr_array_index (self->backs, field),
                          self->writable
                              && (!lt_value_equal (self->seen->values[field],
                                                   self->wanted->values[field])
                                  || !lt_field_editor_is_valid (editor)));
}

/* The field that has the keyboard; -1 for none. */
int
lt_form_find_focused (LtForm *self)
{
  for (guint i = 0; i < self->editors->len; i++)
    {
      GtkWidget *editor = g_ptr_array_index (self->editors, i);

      if (editor != NULL && gtk_widget_get_focus_child (gtk_widget_get_parent (editor)) != NULL)
        return (int) i;
    }
  return -1;
}
