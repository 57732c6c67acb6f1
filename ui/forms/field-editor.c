/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/forms/field-editor-private.h"

#include "model/sets.h"
#include "ui/forms/field-words.h"
#include "work/records.h"

#include <glib/gi18n-lib.h>

/* Up to so many choices all stand in view; more go into a list. */
#define MAX_CHOICES_IN_VIEW 4
#define TEXT_HEIGHT         74

enum
{
  EDITED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LtFieldEditor, lt_field_editor, GTK_TYPE_WIDGET)

static void
show_problem (LtFieldEditor *self, const char *text)
{
  lt_plain_words_show (GTK_LABEL (self->problem), text);
  gtk_widget_set_visible (self->problem, text != NULL);
  if (self->control == NULL)
    return;
  if (text != NULL)
    gtk_widget_add_css_class (self->control, "error");
  else
    gtk_widget_remove_css_class (self->control, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->control), GTK_ACCESSIBLE_STATE_INVALID,
                               text != NULL ? GTK_ACCESSIBLE_INVALID_TRUE
                                            : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

/* Everything typed or chosen comes through here as text. */
void
lt_field_editor_take_text (LtFieldEditor *self, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *trimmed = g_strstrip (g_strdup (text));
  LtValue *value = NULL;

  if (*trimmed != '\0')
    value = lt_work_parse_field (self->session, self->field, trimmed, &error);
  self->valid = error == NULL;
  show_problem (self, error == NULL ? NULL : error->message);
  if (self->valid)
    {
      g_clear_pointer (&self->value, lt_value_unref);
      self->value = value;
    }
  g_signal_emit (self, signals[EDITED], 0);
}

static void
on_entry_changed (LtFieldEditor *self, GtkEditable *editable)
{
  lt_field_editor_take_text (self, gtk_editable_get_text (editable));
}

static void
on_buffer_changed (LtFieldEditor *self, GtkTextBuffer *buffer)
{
  g_autofree char *text = NULL;

  g_object_get (buffer, "text", &text, NULL);
  lt_field_editor_take_text (self, text);
}

static GtkWidget *
make_entry (LtFieldEditor *self)
{
  GtkWidget *entry = gtk_entry_new ();
  const char *format = lt_field_describe_format (self->field);
  g_autofree char *unit = lt_field_describe_unit (self->field);
  g_autofree char *text = lt_field_to_text (self->field, self->value);

  if (text != NULL && self->field->type == LT_TYPE_MINUTE)
    g_strdelimit (text, "T", ' ');
  gtk_editable_set_text (GTK_EDITABLE (entry), text == NULL ? "" : text);
  gtk_widget_set_hexpand (entry, TRUE);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 12);
  if (format != NULL)
    gtk_entry_set_placeholder_text (GTK_ENTRY (entry), format);
  if (lt_field_is_number (self->field))
    gtk_entry_set_input_purpose (GTK_ENTRY (entry), GTK_INPUT_PURPOSE_NUMBER);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  g_signal_connect_object (entry, "changed", G_CALLBACK (on_entry_changed), self,
                           G_CONNECT_SWAPPED);
  self->control = entry;
  if (unit != NULL)
    {
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
      GtkWidget *label = gtk_label_new (unit);

      gtk_widget_add_css_class (label, "dim-label");
      gtk_box_append (GTK_BOX (box), entry);
      gtk_box_append (GTK_BOX (box), label);
      return box;
    }
  return entry;
}

static GtkWidget *
make_text_view (LtFieldEditor *self)
{
  GtkWidget *window = gtk_scrolled_window_new ();
  GtkWidget *view = gtk_text_view_new ();
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  const char *text = lt_value_text (self->value);

  gtk_text_buffer_set_text (buffer, text == NULL ? "" : text, -1);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  /* Tab leaves the field, as in every other; text has no use for it. */
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (window), view);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (window), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_widget_set_size_request (window, -1, TEXT_HEIGHT);
  gtk_widget_add_css_class (window, "text-field");
  gtk_widget_set_hexpand (window, TRUE);
  g_signal_connect_object (buffer, "changed", G_CALLBACK (on_buffer_changed), self,
                           G_CONNECT_SWAPPED);
  self->control = view;
  return window;
}

static GtkWidget *
make_fixed (LtFieldEditor *self)
{
  g_autofree char *text = lt_work_format_field (self->session, self->field, self->value);
  GtkWidget *label = gtk_label_new (*text == '\0' ? "—" : text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_can_focus (label, FALSE);
  gtk_widget_add_css_class (label, "fixed-value");
  gtk_widget_set_hexpand (label, TRUE);
  return label;
}

static gboolean
is_listed (const LtField *field)
{
  static const char *const listed[] = { "officer", "area", "dust-site", NULL };

  return field->type == LT_TYPE_REFERENCE && g_strv_contains (listed, field->refers_to);
}

static gboolean
has_few_choices (const LtField *field)
{
  guint n = 0;

  while (field->choices[n].name != NULL)
    n++;
  return n <= MAX_CHOICES_IN_VIEW;
}

static GtkWidget *
make_control (LtFieldEditor *self, gboolean writable)
{
  if (writable && lt_field_is_geometry (self->field))
    return lt_field_editor_make_shape (self);
  if (!writable || self->field->type == LT_TYPE_PLACE)
    return make_fixed (self);
  switch (self->field->type)
    {
    case LT_TYPE_LONG_TEXT:
      return make_text_view (self);
    case LT_TYPE_FLAG:
      return lt_field_editor_make_flag (self);
    case LT_TYPE_CHOICE:
      return has_few_choices (self->field) ? lt_field_editor_make_radios (self)
                                           : lt_field_editor_make_choice_list (self);
    case LT_TYPE_CHOICES:
      return lt_field_editor_make_choices (self);
    case LT_TYPE_REFERENCES:
      return lt_field_editor_make_reference_boxes (self);
    case LT_TYPE_REFERENCE:
      return is_listed (self->field) ? lt_field_editor_make_reference_list (self)
                                     : make_fixed (self);
    default:
      return make_entry (self);
    }
}

static void
lt_field_editor_dispose (GObject *object)
{
  LtFieldEditor *self = LT_FIELD_EDITOR (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  self->control = NULL;
  self->problem = NULL;
  g_clear_object (&self->session);
  g_clear_pointer (&self->value, lt_value_unref);
  g_clear_pointer (&self->drawn, g_free);
  g_clear_pointer (&self->left_out, g_strfreev);
  g_clear_pointer (&self->ids, g_ptr_array_unref);
  G_OBJECT_CLASS (lt_field_editor_parent_class)->dispose (object);
}

static void
lt_field_editor_class_init (LtFieldEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lt_field_editor_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  signals[EDITED] = g_signal_new ("edited", LT_TYPE_FIELD_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
}

static void
lt_field_editor_init (LtFieldEditor *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  self->ids = g_ptr_array_new_with_free_func (g_free);
  self->valid = TRUE;
}

/**
 * lt_field_editor_new:
 * @session: the open county
 * @field: a field
 * @value: (nullable): what it holds
 * @writable: whether it can be changed here
 *
 * Returns: (transfer floating): an editor for any type of field
 */
GtkWidget *
lt_field_editor_new (LtSession *session,
                     const LtField *field,
                     const LtValue *value,
                     gboolean writable)
{
  LtFieldEditor *self = g_object_new (LT_TYPE_FIELD_EDITOR, NULL);
  GtkWidget *shown;

  self->session = g_object_ref (session);
  self->field = field;
  self->value = lt_value_ref ((LtValue *) value);
  shown = make_control (self, writable);
  gtk_widget_set_parent (shown, GTK_WIDGET (self));

  self->problem = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->problem), 0);
  gtk_label_set_wrap (GTK_LABEL (self->problem), TRUE);
  gtk_widget_add_css_class (self->problem, "problem");
  gtk_widget_set_visible (self->problem, FALSE);
  gtk_widget_set_parent (self->problem, GTK_WIDGET (self));

  if (self->control != NULL)
    {
      g_autofree char *name = g_strdup_printf ("field-%s", field->name);

      gtk_widget_set_name (self->control, name);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->control), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      lt_field_get_label (field), -1);
    }
  return GTK_WIDGET (self);
}

/**
 * lt_field_editor_get_value:
 *
 * Returns: (transfer none) (nullable): the last value that fitted the field
 */
const LtValue *
lt_field_editor_get_value (LtFieldEditor *self)
{
  return self->value;
}

/**
 * lt_field_editor_is_valid:
 *
 * Returns: whether what stands in it now fits the field
 */
gboolean
lt_field_editor_is_valid (LtFieldEditor *self)
{
  return self->valid;
}

gboolean
lt_field_editor_is_writable (LtFieldEditor *self)
{
  return self->control != NULL;
}

static gboolean
has_keyboard (LtFieldEditor *self)
{
  GtkRoot *root = gtk_widget_get_root (self->control);
  GtkWidget *focus = root == NULL ? NULL : gtk_root_get_focus (root);

  return focus != NULL && (focus == self->control || gtk_widget_is_ancestor (focus, self->control));
}

/**
 * lt_field_editor_focus:
 *
 * Puts the cursor behind what stands there.
 *
 * Returns: whether it could take the keyboard
 */
gboolean
lt_field_editor_focus (LtFieldEditor *self)
{
  if (GTK_IS_ENTRY (self->control))
    {
      gtk_entry_grab_focus_without_selecting (GTK_ENTRY (self->control));
      gtk_editable_set_position (GTK_EDITABLE (self->control), -1);
      return TRUE;
    }
  if (GTK_IS_TEXT_VIEW (self->control))
    {
      GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->control));
      GtkTextIter end;

      gtk_text_buffer_get_end_iter (buffer, &end);
      gtk_text_buffer_place_cursor (buffer, &end);
    }
  /* Asked twice, Tab would lead on. */
  return self->control != NULL
         && (has_keyboard (self) || gtk_widget_child_focus (self->control, GTK_DIR_TAB_FORWARD));
}
