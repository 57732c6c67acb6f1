/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/syncing/conflict-row.h"

#include "store/conflicts.h"
#include "ui/forms/field-words.h"
#include "ui/shell/confirm.h"
#include "work/records.h"

#include <glib/gi18n-lib.h>

struct _LtConflictRow
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkLabel *problem_label;

  LtSession *session;
  LtRecord *record; /* as it is shown, with its heads: what a decision is about */
};

G_DEFINE_FINAL_TYPE (LtConflictRow, lt_conflict_row, GTK_TYPE_WIDGET)

static void
say (LtConflictRow *self, const char *words)
{
  lt_plain_words_show (self->problem_label, words);
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), *words != '\0');
}

static gboolean
is_signed_in (LtConflictRow *self)
{
  if (lt_session_get_officer (self->session) != NULL)
    return TRUE;
  say (self, _ ("Sign in first (Ctrl+L): a conflict is settled by a named person."));
  return FALSE;
}

static void
on_officer_changed (LtConflictRow *self)
{
  say (self, "");
}

static void
say_or_ask (LtConflictRow *self, const char *action, GVariant *parameter, const GError *error)
{
  if (lt_session_wants_passphrase (self->session))
    lt_confirm_ask (GTK_WIDGET (self), self->session, _ ("A conflict is settled in your name."),
                    action, parameter);
  else
    say (self, error->message);
}

/* @parameter: number of the field, and of one of its values. When it is written
 * the session tells, and this row is taken away: so it is held until the end. */
static void
on_use (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_autoptr (LtConflictRow) self = g_object_ref (LT_CONFLICT_ROW (widget));
  g_autoptr (GError) error = NULL;
  guint field, value;
  LtHead *head;

  g_variant_get (parameter, "(uu)", &field, &value);
  if (!is_signed_in (self))
    return;
  head = g_ptr_array_index (self->record->heads[field], value);
  if (!lt_work_resolve (self->session, self->record, field, head->value, &error))
    say_or_ask (self, action, parameter, error);
}

static void
on_keep (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_autoptr (LtConflictRow) self = g_object_ref (LT_CONFLICT_ROW (widget));
  g_autoptr (GError) error = NULL;

  if (is_signed_in (self)
      && !lt_work_resolve_removal (self->session, self->record, g_variant_get_boolean (parameter),
                                   &error))
    say_or_ask (self, action, parameter, error);
}

static GtkWidget *
make_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (label, TRUE);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
make_button (const char *label, const char *name, const char *action, GVariant *target)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_name (button, name);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button), target);
  return button;
}

static GtkWidget *
make_value (LtConflictRow *self, guint field_number, guint number)
{
  const LtField *field = &self->record->kind->fields[field_number];
  LtHead *head = g_ptr_array_index (self->record->heads[field_number], number);
  g_autofree char *value = lt_work_format_field (self->session, field, head->value);
  const char *words = *value == '\0' ? _ ("(nothing)") : value;
  g_autofree char *line = g_strdup_printf (_ ("Value %u: %s"), number + 1, words);
  g_autofree char *name = g_strdup_printf ("use-%s-%u", field->name, number + 1);
  g_autofree char *spoken =
      g_strdup_printf (_ ("%s: use the value %s"), lt_field_get_label (field), words);
  g_autofree char *said = lt_work_describe_said (self->session, self->record, head);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *button = make_button (_ ("Use this value"), name, "conflict.use",
                                   g_variant_new ("(uu)", field_number, number));

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  gtk_box_append (GTK_BOX (box), make_label (line, NULL));
  gtk_box_append (GTK_BOX (box), make_label (said, "dim-label"));
  gtk_box_append (GTK_BOX (box), button);
  return box;
}

/* All values stand alike until a named person chooses: none is put first. */
static GtkWidget *
make_field (LtConflictRow *self, guint number)
{
  const LtField *field = &self->record->kind->fields[number];
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  g_autofree char *name = g_strdup_printf ("conflict-%s", field->name);
  g_autoptr (LtValue) base = NULL;

  gtk_widget_set_name (box, name);
  gtk_widget_add_css_class (box, "conflict");
  gtk_box_append (GTK_BOX (box), make_label (lt_field_get_label (field), "conflict-words"));
  for (guint i = 0; i < self->record->heads[number]->len; i++)
    gtk_box_append (GTK_BOX (box), make_value (self, number, i));
  if (lt_store_find_base (lt_session_get_store (self->session), self->record, number, &base))
    {
      g_autofree char *value = lt_work_format_field (self->session, field, base);
      g_autofree char *line =
          g_strdup_printf (_ ("Before: %s"), *value == '\0' ? _ ("(nothing)") : value);

      gtk_box_append (GTK_BOX (box), make_label (line, "dim-label"));
    }
  return box;
}

static GtkWidget *
make_removal (LtConflictRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  gtk_widget_set_name (box, "conflict-removal");
  gtk_widget_add_css_class (box, "conflict");
  gtk_box_append (GTK_BOX (box),
                  make_label (_ ("Removed on one machine, changed on another"), "conflict-words"));
  gtk_box_append (GTK_BOX (box), make_button (C_ ("conflict", "Keep"), "conflict-keep",
                                              "conflict.keep", g_variant_new_boolean (TRUE)));
  gtk_box_append (GTK_BOX (box), make_button (C_ ("conflict", "Remove"), "conflict-remove",
                                              "conflict.keep", g_variant_new_boolean (FALSE)));
  return box;
}

/* "Mines · Sample quarry", which leads to the record. */
static GtkWidget *
make_heading (const LtRecord *record)
{
  g_autofree char *id = lt_id_to_text (&record->id);
  g_autofree char *target = g_strdup_printf ("%s/%s", record->kind->name, id);
  g_autofree char *title = lt_work_describe_record (record);
  GtkWidget *button =
      make_button (title, "conflict-record", "win.open-record", g_variant_new_string (target));

  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "flat");
  return button;
}

static void
lt_conflict_row_dispose (GObject *object)
{
  LtConflictRow *self = LT_CONFLICT_ROW (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->session);
  g_clear_pointer (&self->record, lt_record_free);
  G_OBJECT_CLASS (lt_conflict_row_parent_class)->dispose (object);
}

static void
lt_conflict_row_class_init (LtConflictRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lt_conflict_row_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_action (widget_class, "conflict.use", "(uu)", on_use);
  gtk_widget_class_install_action (widget_class, "conflict.keep", "b", on_keep);
}

static void
lt_conflict_row_init (LtConflictRow *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

/**
 * lt_breach_row_new:
 * @session: the open county
 * @breach: what merging brought about
 *
 * Returns: (transfer floating) (nullable): a row that says it and leads to the record,
 *   where it is mended
 */
GtkWidget *
lt_breach_row_new (LtSession *session, const LtBreach *breach)
{
  const LtField *field = &breach->kind->fields[breach->field];
  g_autoptr (LtRecord) record =
      lt_store_get (lt_session_get_store (session), breach->kind, &breach->record, NULL);
  g_autofree char *line = NULL;
  GtkWidget *box;

  if (record == NULL)
    return NULL;
  line = breach->what == LT_BREACH_TAKEN_TWICE
             ? g_strdup_printf ("%s %s: %s", lt_field_get_label (field), breach->value,
                                lt_work_describe_breach (breach))
             : g_strdup_printf ("%s: %s", lt_field_get_label (field),
                                lt_work_describe_breach (breach));
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_set_name (box, "breach");
  gtk_box_append (GTK_BOX (box), make_heading (record));
  gtk_box_append (GTK_BOX (box), make_label (line, "conflict-words"));
  return box;
}

/**
 * lt_conflict_row_new:
 * @session: the open county
 * @record: a record of it with something in conflict, read with its heads
 *
 * Returns: (transfer floating): a row; what is decided in it is written at once
 */
GtkWidget *
lt_conflict_row_new (LtSession *session, const LtRecord *record)
{
  LtConflictRow *self = g_object_new (LT_TYPE_CONFLICT_ROW, NULL);
  gboolean writable = lt_store_is_writable (lt_session_get_store (session));
  GtkWidget *problem = make_label ("", "problem");

  self->session = g_object_ref (session);
  self->record = lt_record_copy (record);
  gtk_box_append (GTK_BOX (self->box), make_heading (record));
  for (guint i = 0; i < record->kind->n_fields; i++)
    if (lt_record_has_conflict (record, i))
      gtk_box_append (GTK_BOX (self->box), make_field (self, i));
  if (record->life_conflict)
    gtk_box_append (GTK_BOX (self->box), make_removal (self));
  self->problem_label = GTK_LABEL (problem);
  gtk_widget_set_name (problem, "conflict-problem");
  gtk_widget_set_visible (problem, FALSE);
  gtk_box_append (GTK_BOX (self->box), problem);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "conflict.use", writable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "conflict.keep", writable);
  g_signal_connect_object (session, "officer-changed", G_CALLBACK (on_officer_changed), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
