/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/bureau/bureau-window.h"

#include "work/bureau.h"

#include <glib/gi18n-lib.h>

struct _LtBureauWindow
{
  AdwPreferencesWindow parent_instance;

  AdwPreferencesGroup *group;
  GPtrArray *rows; /* (element-type AdwEntryRow): by the bureau's fields; %NULL for none */
  LtSession *session;
};

G_DEFINE_FINAL_TYPE (LtBureauWindow, lt_bureau_window, ADW_TYPE_PREFERENCES_WINDOW)

/* What it is for, where the label alone does not tell. */
static const struct
{
  const char *field;
  const char *words;
} uses[] = {
  { "order_prefix", N_ ("Order prefix, as 阳环平责改: stands before 〔2026〕1号") },
  { "reconsideration", N_ ("Reconsideration body: the people's government that papers name") },
  { "court", N_ ("Court that papers name for a lawsuit") },
};

static const char *
describe_field (const LtField *field)
{
  for (guint i = 0; i < G_N_ELEMENTS (uses); i++)
    if (g_str_equal (uses[i].field, field->name))
      return _ (uses[i].words);
  return lt_field_get_label (field);
}

static void
show_state (LtBureauWindow *self)
{
  const LtRecord *bureau = lt_session_get_bureau (self->session);
  gboolean may = lt_work_may_set_bureau (self->session);

  adw_preferences_group_set_description (
      self->group, may ? _ ("Enter keeps what is typed. Papers issued already stay as they are.")
                       : _ ("Only a keeper who is signed in can change this."));
  for (guint i = 0; bureau != NULL && i < self->rows->len; i++)
    {
      GtkEditable *row = g_ptr_array_index (self->rows, i);
      const LtField *field = &bureau->kind->fields[i];
      g_autofree char *text = lt_field_format (field, bureau->values[i]);

      if (row == NULL)
        continue;
      gtk_editable_set_editable (row, may && lt_work_bureau_may_set (field));
      if (gtk_widget_get_focus_child (GTK_WIDGET (row)) == NULL
          && !g_str_equal (gtk_editable_get_text (row), text))
        {
          /* Or the row would think that somebody typed it. */
          adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), FALSE);
          gtk_editable_set_text (row, text);
          adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), TRUE);
        }
    }
}

static void
say (LtBureauWindow *self, const char *words)
{
  adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (self), adw_toast_new (words));
}

static void
on_apply (LtBureauWindow *self, GtkEditable *row)
{
  const LtRecord *bureau = lt_session_get_bureau (self->session);
  g_autoptr (LtRecord) wanted = bureau == NULL ? NULL : lt_record_copy (bureau);
  g_autoptr (GError) error = NULL;
  guint place;

  if (wanted == NULL || !g_ptr_array_find (self->rows, row, &place))
    return;
  if (lt_record_set (wanted, wanted->kind->fields[place].name, gtk_editable_get_text (row), &error)
      && lt_work_set_bureau (self->session, wanted, &error))
    say (self, _ ("Kept."));
  else
    say (self, error->message);
}

static void
add_row (LtBureauWindow *self, const LtField *field)
{
  GtkWidget *row;
  g_autofree char *name = g_strconcat ("bureau-", field->name, NULL);

  if (field->type != LT_TYPE_TEXT)
    {
      g_ptr_array_add (self->rows, NULL);
      return;
    }
  row = adw_entry_row_new ();
  gtk_widget_set_name (row, name);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), describe_field (field));
  /* In large letters it ends in dots. */
  gtk_widget_set_tooltip_text (row, describe_field (field));
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), TRUE);
  g_signal_connect_object (row, "apply", G_CALLBACK (on_apply), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->group, row);
  g_ptr_array_add (self->rows, row);
}

static void
lt_bureau_window_dispose (GObject *object)
{
  LtBureauWindow *self = LT_BUREAU_WINDOW (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (lt_bureau_window_parent_class)->dispose (object);
}

static void
lt_bureau_window_class_init (LtBureauWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lt_bureau_window_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/lantian/Lantian/ui/bureau/bureau-window.ui");
  gtk_widget_class_bind_template_child (widget_class, LtBureauWindow, group);
}

/* A row that is typed into keeps Escape for itself. */
static void
close_by_escape (LtBureauWindow *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys), gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                                                        gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

static void
lt_bureau_window_init (LtBureauWindow *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  close_by_escape (self);
}

/**
 * lt_bureau_window_new:
 * @parent: the window of the county
 * @session: the county
 *
 * Returns: (transfer none): a window that goes with its parent; present it
 */
LtBureauWindow *
lt_bureau_window_new (GtkWindow *parent, LtSession *session)
{
  LtBureauWindow *self = g_object_new (LT_TYPE_BUREAU_WINDOW, "transient-for", parent, "modal",
                                       FALSE, "destroy-with-parent", TRUE, NULL);
  const LtKind *kind = lt_kind_by_name ("bureau");

  self->session = g_object_ref (session);
  for (guint i = 0; i < kind->n_fields; i++)
    add_row (self, &kind->fields[i]);
  g_signal_connect_object (session, "officer-changed", G_CALLBACK (show_state), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "changed", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
  show_state (self);
  return self;
}
