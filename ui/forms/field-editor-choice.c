/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The controls of a field in which something is chosen: one of several, several of
 * several, or records by their names. */

#include "ui/forms/field-editor-private.h"

#include "model/sets.h"
#include "ui/forms/choice-boxes.h"
#include "ui/forms/field-words.h"
#include "work/records.h"

#include <glib/gi18n-lib.h>

#define BOXES_HEIGHT 74

static void
on_radio_toggled (GtkCheckButton *button, LtFieldEditor *self)
{
  if (gtk_check_button_get_active (button))
    lt_field_editor_take_text (self, g_object_get_data (G_OBJECT (button), "choice"));
}

static void
on_listed_chosen (LtFieldEditor *self, GParamSpec *pspec, GtkDropDown *list)
{
  guint at = gtk_drop_down_get_selected (list);

  lt_field_editor_take_text (self, at < self->ids->len ? g_ptr_array_index (self->ids, at) : "");
}

static void
on_choices_toggled (GtkCheckButton *button, LtFieldEditor *self)
{
  g_autofree char *text = lt_choice_boxes_get (self->control);

  lt_field_editor_take_text (self, text);
}

/* @choice: a static string */
static void
add_radio (LtFieldEditor *self, const char *choice, const char *label, const char *now)
{
  GtkWidget *group = gtk_widget_get_first_child (self->control);
  GtkWidget *radio = gtk_check_button_new_with_label (label);
  g_autofree char *name = g_strdup_printf ("%s-%s", self->field->name, choice);

  gtk_widget_set_name (radio, name);
  gtk_check_button_set_group (GTK_CHECK_BUTTON (radio), GTK_CHECK_BUTTON (group));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (radio), g_strcmp0 (now, choice) == 0);
  g_object_set_data (G_OBJECT (radio), "choice", (gpointer) choice);
  g_signal_connect_object (radio, "toggled", G_CALLBACK (on_radio_toggled), self, 0);
  gtk_box_append (GTK_BOX (self->control), radio);
}

GtkWidget *
lt_field_editor_make_radios (LtFieldEditor *self)
{
  self->control = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 14);
  for (int i = 0; self->field->choices[i].name != NULL; i++)
    add_radio (self, self->field->choices[i].name,
               lt_field_choice_label (self->field, self->field->choices[i].name),
               lt_value_text (self->value));
  return self->control;
}

/* Nobody having said it is not the same as no. */
GtkWidget *
lt_field_editor_make_flag (LtFieldEditor *self)
{
  const char *now = self->value == NULL ? "" : lt_value_text (self->value);

  self->control = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 14);
  add_radio (self, "1", _ ("Yes"), now);
  add_radio (self, "0", _ ("No"), now);
  add_radio (self, "", _ ("Not said"), now);
  return self->control;
}

static void
add_choice (LtFieldEditor *self, const char *name, const char *label)
{
  GtkWidget *button =
      lt_choice_boxes_add (self->control, name, label, lt_set_has (self->value, name));

  g_signal_connect_object (button, "toggled", G_CALLBACK (on_choices_toggled), self, 0);
}

GtkWidget *
lt_field_editor_make_choices (LtFieldEditor *self)
{
  self->control = lt_choice_boxes_new (GTK_ORIENTATION_HORIZONTAL);
  for (int i = 0; self->field->choices[i].name != NULL; i++)
    add_choice (self, self->field->choices[i].name,
                lt_field_choice_label (self->field, self->field->choices[i].name));
  return self->control;
}

static gboolean
knows (LtFieldEditor *self, const char *id)
{
  return g_ptr_array_find_with_equal_func (self->ids, id, g_str_equal, NULL);
}

static void
add_box (LtFieldEditor *self, const LtRecord *record)
{
  g_autofree char *title = lt_record_describe (record);
  g_autofree char *id = lt_id_to_text (&record->id);

  if (knows (self, id))
    return;
  add_choice (self, id, title);
  g_ptr_array_add (self->ids, g_steal_pointer (&id));
}

static void add_row (LtFieldEditor *self, const char *id, const char *title);

static gboolean
is_left_out (const LtFieldEditor *self, const char *id)
{
  return self->left_out != NULL && g_strv_contains ((const char *const *) self->left_out, id);
}

/* Nobody is named twice; who is already, stays. */
static void
add_row_of (LtFieldEditor *self, const LtRecord *record)
{
  g_autofree char *title = lt_record_describe (record);
  g_autofree char *id = lt_id_to_text (&record->id);

  if (!knows (self, id)
      && (!is_left_out (self, id) || g_strcmp0 (id, lt_value_text (self->value)) == 0))
    add_row (self, id, title);
}

/* What stands there stays, though it could not be chosen anew. */
static void
add_values (LtFieldEditor *self, void (*add) (LtFieldEditor *self, const LtRecord *record))
{
  g_auto (GStrv) ids = g_strsplit (self->value == NULL ? "" : lt_value_text (self->value), ",", -1);

  for (int i = 0; ids[i] != NULL; i++)
    {
      g_autoptr (LtRecord) record = NULL;
      LtId id;

      if (!knows (self, ids[i]) && lt_id_from_text (&id, ids[i]))
        record = lt_store_get (lt_session_get_store (self->session),
                               lt_kind_by_name (self->field->refers_to), &id, NULL);
      if (record != NULL)
        add (self, record);
    }
}

static void
add_referable (LtFieldEditor *self, void (*add) (LtFieldEditor *self, const LtRecord *record))
{
  g_autoptr (GPtrArray) records = lt_field_list_referable (self->field, self->session);

  for (guint i = 0; records != NULL && i < records->len; i++)
    add (self, g_ptr_array_index (records, i));
  add_values (self, add);
}

static void
show_boxes (LtFieldEditor *self)
{
  for (GtkWidget *box = gtk_widget_get_first_child (self->control); box != NULL;
       box = gtk_widget_get_next_sibling (box))
    gtk_widget_set_visible (box, gtk_check_button_get_active (GTK_CHECK_BUTTON (box))
                                     || !is_left_out (self, g_object_get_data (G_OBJECT (box),
                                                                               "choice")));
}

static void
add_new_boxes (LtFieldEditor *self)
{
  add_referable (self, add_box);
  show_boxes (self);
}

static void
on_changed (LtFieldEditor *self)
{
  const LtKind *kind = lt_kind_by_name (self->field->refers_to);

  if ((lt_session_get_changed_kinds (self->session) & LT_KINDS_OF (kind->number)) != 0)
    self->fill (self);
}

/* Who is entered while the form is open can be chosen in it. */
static void
watch_referable (LtFieldEditor *self, void (*fill) (LtFieldEditor *self))
{
  self->fill = fill;
  g_signal_connect_object (self->session, "changed", G_CALLBACK (on_changed), self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
lt_field_editor_make_reference_boxes (LtFieldEditor *self)
{
  GtkWidget *window = gtk_scrolled_window_new ();

  self->control = lt_choice_boxes_new (GTK_ORIENTATION_VERTICAL);
  add_new_boxes (self);
  watch_referable (self, add_new_boxes);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (window), self->control);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (window), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_widget_set_size_request (window, -1, BOXES_HEIGHT);
  gtk_widget_set_hexpand (window, TRUE);
  return window;
}

/* The rows are filled before anybody listens: what is there already is no edit. */
static GtkWidget *
make_list (LtFieldEditor *self, GtkStringList *titles)
{
  self->control = gtk_drop_down_new (G_LIST_MODEL (titles), NULL);
  gtk_widget_set_hexpand (self->control, TRUE);
  gtk_string_list_append (titles, "—");
  g_ptr_array_add (self->ids, g_strdup (""));
  return self->control;
}

static void
add_row (LtFieldEditor *self, const char *id, const char *title)
{
  GtkDropDown *list = GTK_DROP_DOWN (self->control);

  gtk_string_list_append (GTK_STRING_LIST (gtk_drop_down_get_model (list)), title);
  g_ptr_array_add (self->ids, g_strdup (id));
  if (g_strcmp0 (id, lt_value_text (self->value)) == 0)
    gtk_drop_down_set_selected (list, self->ids->len - 1);
}

static GtkWidget *
listen (LtFieldEditor *self)
{
  g_signal_connect_object (self->control, "notify::selected", G_CALLBACK (on_listed_chosen), self,
                           G_CONNECT_SWAPPED);
  return self->control;
}

GtkWidget *
lt_field_editor_make_choice_list (LtFieldEditor *self)
{
  make_list (self, gtk_string_list_new (NULL));
  for (int i = 0; self->field->choices[i].name != NULL; i++)
    add_row (self, self->field->choices[i].name,
             lt_field_choice_label (self->field, self->field->choices[i].name));
  return listen (self);
}

/* Rows are only added, at the end: what was chosen stays chosen. */
static void
add_new_rows (LtFieldEditor *self)
{
  add_referable (self, add_row_of);
}

GtkWidget *
lt_field_editor_make_reference_list (LtFieldEditor *self)
{
  make_list (self, gtk_string_list_new (NULL));
  add_new_rows (self);
  watch_referable (self, add_new_rows);
  return listen (self);
}

/**
 * lt_field_editor_leave_out:
 * @self: an editor in which records are chosen; of others nothing changes
 * @ids: (array zero-terminated=1): the records that are named elsewhere and not offered here,
 *   unless they are chosen already
 */
void
lt_field_editor_leave_out (LtFieldEditor *self, const char *const *ids)
{
  if (self->fill == NULL
      || (self->left_out != NULL && g_strv_equal ((const char *const *) self->left_out, ids)))
    return;
  g_strfreev (self->left_out);
  self->left_out = g_strdupv ((char **) ids);
  if (!GTK_IS_DROP_DOWN (self->control))
    {
      show_boxes (self);
      return;
    }
  g_signal_handlers_block_by_func (self->control, on_listed_chosen, self);
  gtk_string_list_splice (GTK_STRING_LIST (gtk_drop_down_get_model (GTK_DROP_DOWN (self->control))),
                          1, self->ids->len - 1, NULL);
  g_ptr_array_set_size (self->ids, 1);
  add_new_rows (self);
  g_signal_handlers_unblock_by_func (self->control, on_listed_chosen, self);
}
