/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/forms/form-private.h"

#include "ui/forms/form-layout.h"
#include "work/officers.h"

#include <glib/gi18n-lib.h>

enum
{
  EDITED,
  DRAFT_KEPT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LtForm, lt_form, GTK_TYPE_WIDGET)

/* Who leads the inspection is not offered as the second officer, nor one of both as a third. */
static void
leave_out_named (LtForm *self)
{
  const LtKind *kind = self->wanted->kind;

  for (guint i = 0; i < kind->n_fields; i++)
    {
      LtFieldEditor *editor = g_ptr_array_index (self->editors, i);
      const char *const *before = lt_work_get_named_before (&kind->fields[i]);
      g_autoptr (GStrvBuilder) named = g_strv_builder_new ();
      g_auto (GStrv) ids = NULL;

      if (editor == NULL || *before == NULL)
        continue;
      for (; *before != NULL; before++)
        if (lt_record_get (self->wanted, *before) != NULL)
          g_strv_builder_add (named, lt_record_get (self->wanted, *before));
      ids = g_strv_builder_end (named);
      lt_field_editor_leave_out (editor, (const char *const *) ids);
    }
}

static void
on_edited (LtForm *self, LtFieldEditor *editor)
{
  guint at = 0;

  if (!g_ptr_array_find (self->editors, editor, &at))
    return;
  lt_record_take_value (self->wanted, at,
                        lt_value_ref ((LtValue *) lt_field_editor_get_value (editor)));
  leave_out_named (self);
  lt_form_show_changed (self, at);
  lt_form_touch_draft (self);
  g_signal_emit (self, signals[EDITED], 0);
}

static gboolean
on_card_key (GtkWidget *widget, GVariant *nothing, gpointer user_data)
{
  LtForm *self = LT_FORM (widget);
  int field = lt_form_find_focused (self);

  if (field < 0)
    return GDK_EVENT_PROPAGATE;
  gtk_menu_button_popup (g_ptr_array_index (self->labels, field));
  return GDK_EVENT_STOP;
}

static gboolean
on_back_key (GtkWidget *widget, GVariant *nothing, gpointer user_data)
{
  LtForm *self = LT_FORM (widget);
  int field = lt_form_find_focused (self);

  if (field < 0 || !gtk_widget_get_visible (g_ptr_array_index (self->backs, field)))
    return GDK_EVENT_PROPAGATE;
  lt_form_put_back (self, (guint) field);
  return GDK_EVENT_STOP;
}

static void
on_left (LtForm *self)
{
  lt_form_flush_draft (self);
}

/* A field that only a verb sets is shown once it holds something. */
static gboolean
is_shown (const LtRecord *record, guint field)
{
  const LtField *of = &record->kind->fields[field];

  return (of->flags & LT_FIELD_HIDDEN) == 0
         && ((of->flags & LT_FIELD_FIXED) == 0 || record->values[field] != NULL);
}

static void
add_field (LtForm *self, guint field, gboolean writable)
{
  lt_form_attach_field (self, field, writable);
  g_signal_connect_object (g_ptr_array_index (self->editors, field), "edited",
                           G_CALLBACK (on_edited), self, G_CONNECT_SWAPPED);
}

/* Saving changes nothing that is seen: then what has the keyboard keeps it, and
 * the cursor stays where it is. */
static gboolean
shows_already (LtForm *self, LtSession *session, const LtRecord *record, gboolean writable)
{
  if (self->wanted == NULL || self->session != session || self->wanted->kind != record->kind
      || self->writable != writable)
    return FALSE;
  for (guint i = 0; i < record->kind->n_fields; i++)
    {
      LtFieldEditor *editor = g_ptr_array_index (self->editors, i);

      if (!lt_value_equal (self->wanted->values[i], record->values[i])
          || (editor != NULL && !lt_field_editor_is_valid (editor)))
        return FALSE;
    }
  return TRUE;
}

static void
take_record (LtForm *self, const LtRecord *record)
{
  g_clear_pointer (&self->seen, lt_record_free);
  g_clear_pointer (&self->wanted, lt_record_free);
  self->seen = lt_record_copy (record);
  self->wanted = lt_record_copy (record);
  self->unread = FALSE;
  lt_form_begin_draft (self);
}

static void
clear_form (LtForm *self)
{
  GtkWidget *child;

  g_ptr_array_set_size (self->editors, 0);
  g_ptr_array_set_size (self->labels, 0);
  g_ptr_array_set_size (self->backs, 0);
  g_ptr_array_set_size (self->texts, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->seen, lt_record_free);
  g_clear_pointer (&self->wanted, lt_record_free);
}

static void
lt_form_dispose (GObject *object)
{
  LtForm *self = LT_FORM (object);

  lt_form_end_draft (self);
  clear_form (self);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (lt_form_parent_class)->dispose (object);
}

static void
lt_form_unmap (GtkWidget *widget)
{
  lt_form_flush_draft (LT_FORM (widget));
  GTK_WIDGET_CLASS (lt_form_parent_class)->unmap (widget);
}

static void
lt_form_finalize (GObject *object)
{
  g_ptr_array_unref (LT_FORM (object)->editors);
  g_ptr_array_unref (LT_FORM (object)->labels);
  g_ptr_array_unref (LT_FORM (object)->backs);
  g_ptr_array_unref (LT_FORM (object)->texts);
  G_OBJECT_CLASS (lt_form_parent_class)->finalize (object);
}

static void
lt_form_class_init (LtFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = lt_form_dispose;
  object_class->finalize = lt_form_finalize;
  GTK_WIDGET_CLASS (klass)->unmap = lt_form_unmap;
  gtk_widget_class_add_binding (GTK_WIDGET_CLASS (klass), GDK_KEY_h, GDK_CONTROL_MASK, on_card_key,
                                NULL);
  gtk_widget_class_add_binding (GTK_WIDGET_CLASS (klass), GDK_KEY_r, GDK_CONTROL_MASK, on_back_key,
                                NULL);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), LT_TYPE_FORM_LAYOUT);
  signals[EDITED] =
      g_signal_new ("edited", LT_TYPE_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[DRAFT_KEPT] = g_signal_new ("draft-kept", LT_TYPE_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                      NULL, G_TYPE_NONE, 0);
}

static void
lt_form_init (LtForm *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->editors = g_ptr_array_new ();
  self->labels = g_ptr_array_new ();
  self->backs = g_ptr_array_new ();
  self->texts = g_ptr_array_new_with_free_func (g_free);
  g_signal_connect_object (focus, "leave", G_CALLBACK (on_left), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  gtk_widget_add_css_class (GTK_WIDGET (self), "form");
}

void
lt_form_emit_draft_kept (LtForm *self)
{
  g_signal_emit (self, signals[DRAFT_KEPT], 0);
}

/* What a field is put back to is what is saved now. */
static void
keep_text (LtForm *self, guint field)
{
  LtFieldEditor *editor = g_ptr_array_index (self->editors, field);

  if (editor == NULL)
    return;
  g_free (g_ptr_array_index (self->texts, field));
  g_ptr_array_index (self->texts, field) = lt_field_editor_get_text (editor);
}

/* What stands in the editors already is what the record is. */
static void
take_over (LtForm *self, const LtRecord *record)
{
  take_record (self, record);
  for (guint i = 0; i < record->kind->n_fields; i++)
    {
      keep_text (self, i);
      lt_form_show_changed (self, i);
    }
}

/**
 * lt_form_open:
 * @self: a form
 * @session: the open county
 * @seen: a record; with its heads where it is one of the file
 * @writable: whether it can be changed here
 *
 * Fills the form anew. What was typed before is gone: ask lt_form_is_changed().
 * Its draft stays, unless lt_form_drop_draft() was called.
 */
void
lt_form_open (LtForm *self, LtSession *session, const LtRecord *seen, gboolean writable)
{
  int focused;

  g_return_if_fail (LT_IS_FORM (self));
  g_return_if_fail (seen != NULL);

  if (shows_already (self, session, seen, writable))
    {
      lt_form_end_draft (self);
      take_over (self, seen);
      g_signal_emit (self, signals[EDITED], 0);
      return;
    }
  focused = lt_form_find_focused (self);
  lt_form_end_draft (self);
  clear_form (self);
  g_set_object (&self->session, session);
  self->writable = writable;
  take_record (self, seen);
  g_ptr_array_set_size (self->editors, (int) seen->kind->n_fields);
  g_ptr_array_set_size (self->labels, (int) seen->kind->n_fields);
  g_ptr_array_set_size (self->backs, (int) seen->kind->n_fields);
  g_ptr_array_set_size (self->texts, (int) seen->kind->n_fields);
  for (guint i = 0; i < seen->kind->n_fields; i++)
    if (is_shown (seen, i))
      add_field (self, i, writable);
  leave_out_named (self);
  if (focused >= 0 && focused < (int) self->editors->len
      && g_ptr_array_index (self->editors, focused) != NULL)
    lt_field_editor_focus (g_ptr_array_index (self->editors, focused));
  g_signal_emit (self, signals[EDITED], 0);
}

/**
 * lt_form_take_saved:
 * @self: a form
 * @saved: its record as it was written, with its id
 *
 * What was typed is in the file: its draft goes, and from now on the form is that
 * record's, whatever fails after this. A second save would make a second record
 * otherwise. The record is to be read and opened again; until then the form has
 * not seen it with its heads.
 */
void
lt_form_take_saved (LtForm *self, const LtRecord *saved)
{
  g_return_if_fail (self->wanted != NULL && self->wanted->kind == saved->kind);

  lt_form_drop_draft (self);
  take_over (self, saved);
  self->unread = TRUE;
  g_signal_emit (self, signals[EDITED], 0);
}

/**
 * lt_form_is_unread:
 * @self: a form
 *
 * Returns: whether its record was saved and could not be read again since
 */
gboolean
lt_form_is_unread (LtForm *self)
{
  return self->unread;
}

/**
 * lt_form_close:
 * @self: a form
 *
 * Empties the form. What was typed stays in its draft.
 */
void
lt_form_close (LtForm *self)
{
  g_return_if_fail (LT_IS_FORM (self));

  lt_form_end_draft (self);
  clear_form (self);
  g_clear_object (&self->session);
}

/**
 * lt_form_get_seen:
 *
 * Returns: (transfer none) (nullable): the record as it was opened
 */
const LtRecord *
lt_form_get_seen (LtForm *self)
{
  return self->seen;
}

/**
 * lt_form_get_wanted:
 *
 * Returns: (transfer none) (nullable): the record as it shall be
 */
const LtRecord *
lt_form_get_wanted (LtForm *self)
{
  return self->wanted;
}

/**
 * lt_form_is_changed:
 *
 * Returns: whether something was typed that is not kept yet
 */
gboolean
lt_form_is_changed (LtForm *self)
{
  for (guint i = 0; self->wanted != NULL && i < self->wanted->kind->n_fields; i++)
    {
      LtFieldEditor *editor = g_ptr_array_index (self->editors, i);

      if (!lt_value_equal (self->seen->values[i], self->wanted->values[i])
          || (editor != NULL && !lt_field_editor_is_valid (editor)))
        return TRUE;
    }
  return FALSE;
}

/**
 * lt_form_is_valid:
 *
 * Returns: whether every field holds what fits it, and the required ones something
 */
gboolean
lt_form_is_valid (LtForm *self)
{
  g_autofree char *missing = NULL;

  if (self->wanted == NULL)
    return FALSE;
  for (guint i = 0; i < self->editors->len; i++)
    {
      LtFieldEditor *editor = g_ptr_array_index (self->editors, i);

      if (editor != NULL && !lt_field_editor_is_valid (editor))
        return FALSE;
    }
  missing = lt_form_describe_missing (self);
  return missing == NULL;
}

/**
 * lt_form_describe_missing:
 *
 * Returns: (transfer full) (nullable): the required fields that hold nothing,
 *   in words; %NULL for none
 */
char *
lt_form_describe_missing (LtForm *self)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; self->wanted != NULL && i < self->wanted->kind->n_fields; i++)
    {
      const LtField *field = &self->wanted->kind->fields[i];

      if ((field->flags & LT_FIELD_REQUIRED) != 0 && (field->flags & LT_FIELD_FIXED) == 0
          && self->wanted->values[i] == NULL)
        g_string_append_printf (names, "%s%s", names->len == 0 ? "" : _ (", "),
                                lt_field_get_label (field));
    }
  return names->len == 0 ? NULL : g_strdup (names->str);
}

/**
 * lt_form_focus:
 *
 * Gives the keyboard to the first field that is empty and asked for, or else to
 * the first.
 *
 * Returns: whether there is one that can be changed
 */
gboolean
lt_form_focus (LtForm *self)
{
  GtkWidget *first = NULL;

  for (guint i = 0; i < self->editors->len; i++)
    {
      GtkWidget *editor = g_ptr_array_index (self->editors, i);
      const LtField *field = &self->wanted->kind->fields[i];

      if (editor == NULL || (field->flags & LT_FIELD_FIXED) != 0 || field->type == LT_TYPE_PLACE)
        continue;
      if (self->wanted->values[i] == NULL
          && (field->flags & (LT_FIELD_REQUIRED | LT_FIELD_EXPECTED)) != 0
          && lt_field_editor_focus (LT_FIELD_EDITOR (editor)))
        return TRUE;
      if (first == NULL && lt_field_editor_is_writable (LT_FIELD_EDITOR (editor)))
        first = editor;
    }
  return first != NULL && lt_field_editor_focus (LT_FIELD_EDITOR (first));
}

/**
 * lt_form_set_text:
 * @self: a form that is open
 * @field: name of a field
 * @text: what shall stand there, as if it were typed: of a geometry what the map
 *   gave, whole or not
 */
void
lt_form_set_text (LtForm *self, const char *field, const char *text)
{
  int at = self->wanted == NULL ? -1 : lt_kind_find_field (self->wanted->kind, field);

  g_return_if_fail (at >= 0 && g_ptr_array_index (self->editors, at) != NULL);

  lt_field_editor_set_text (g_ptr_array_index (self->editors, at), text);
}

/**
 * lt_form_get_text:
 * @self: a form that is open
 * @field: name of a field
 *
 * Returns: (transfer full): what stands there
 */
char *
lt_form_get_text (LtForm *self, const char *field)
{
  int at = self->wanted == NULL ? -1 : lt_kind_find_field (self->wanted->kind, field);

  g_return_val_if_fail (at >= 0 && g_ptr_array_index (self->editors, at) != NULL, NULL);

  return lt_field_editor_get_text (g_ptr_array_index (self->editors, at));
}
