/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/lists/set-box.h"

#include "base/error.h"
#include "ui/forms/field-editor.h"
#include "ui/forms/field-words.h"
#include "ui/lists/set-job.h"
#include "ui/shell/children.h"
#include "work/records.h"

#include <glib/gi18n-lib.h>

/* What is typed or selected is looked at when it has come to rest. */
#define LOOK_MS  250
#define AGAIN_MS 1000

struct _LtSetBox
{
  GtkWidget parent_instance;

  GtkDropDown *field_list;
  GtkWidget *editor_box;
  GtkCheckButton *clear_button;
  GtkWidget *left_window;
  GtkLabel *left_label;
  GtkLabel *words_label;
  GtkCheckButton *leave_button;
  GtkWidget *close_button;
  GtkWidget *set_button;

  LtSession *session; /* (nullable) */
  const LtKind *kind;
  GArray *fields;    /* (element-type guint): of @field_list */
  GArray *keys;      /* (nullable): of the records; %NULL for too many or none */
  guint n;           /* how many are selected */
  GtkWidget *editor; /* (nullable) */
  LtLongWork *work;  /* (nullable): a look, or the writing */
  gboolean writing;
  gboolean stale; /* @work looks at what is not wanted any more */
  LtMany *many;   /* (nullable): what was looked at last, still true */
  guint look_source;
};

enum
{
  WRITTEN,
  LEFT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LtSetBox, lt_set_box, GTK_TYPE_WIDGET)

static void
say (LtSetBox *self, const char *words, gboolean is_problem)
{
  lt_plain_words_show (self->words_label, words);
  if (is_problem)
    gtk_widget_add_css_class (GTK_WIDGET (self->words_label), "problem");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->words_label), "problem");
}

static guint
get_field (LtSetBox *self)
{
  return g_array_index (self->fields, guint, gtk_drop_down_get_selected (self->field_list));
}

static gboolean
is_cleared (LtSetBox *self)
{
  return gtk_check_button_get_active (self->clear_button);
}

static const LtValue *
get_value (LtSetBox *self)
{
  return is_cleared (self) ? NULL : lt_field_editor_get_value (LT_FIELD_EDITOR (self->editor));
}

/* Whether it is said what the field shall be. */
static gboolean
is_said (LtSetBox *self)
{
  return self->editor != NULL
         && (is_cleared (self)
             || (lt_field_editor_is_valid (LT_FIELD_EDITOR (self->editor))
                 && lt_field_editor_get_value (LT_FIELD_EDITOR (self->editor)) != NULL));
}

static void
show_state (LtSetBox *self)
{
  gboolean leave = gtk_check_button_get_active (self->leave_button);
  guint n = self->many == NULL ? 0 : self->many->ids->len;
  g_autofree char *label =
      n == 0 ? g_strdup (_ ("Set them"))
             : g_strdup_printf (ngettext ("Set %u record", "Set %u records", n), n);

  gtk_button_set_label (GTK_BUTTON (self->set_button), label);
  gtk_widget_set_sensitive (self->close_button, !self->writing);
  gtk_widget_set_sensitive (self->set_button,
                            n > 0 && self->work == NULL && (self->many->n_left == 0 || leave));
}

static char *
list_left (const LtMany *many)
{
  g_autoptr (GString) lines = g_string_new (NULL);

  for (guint i = 0; i < many->left->len; i++)
    {
      const LtManyLeft *left = g_ptr_array_index (many->left, i);
      g_autofree char *why = lt_plain_words (left->why);

      g_string_append_printf (lines, "%s%s: %s", i == 0 ? "" : "\n", left->title, why);
    }
  if (many->n_left > many->left->len)
    g_string_append_printf (
        lines, ngettext ("\n… and %u more", "\n… and %u more", many->n_left - many->left->len),
        many->n_left - many->left->len);
  return g_strdup (lines->str);
}

static void
show_many (LtSetBox *self)
{
  const LtMany *many = self->many;
  g_autofree char *changes =
      g_strdup_printf (ngettext ("%u record changes", "%u records change", many->ids->len),
                       many->ids->len);
  g_autofree char *same =
      g_strdup_printf (ngettext ("%u says so already", "%u say so already", many->same),
                       many->same);
  g_autofree char *left =
      g_strdup_printf (ngettext ("%u may not be changed", "%u may not be changed", many->n_left),
                       many->n_left);
  /* TRANSLATORS: three counts of records */
  g_autofree char *words = g_strdup_printf (_ ("%s · %s · %s"), changes, same, left);
  g_autofree char *lines = list_left (many);

  say (self, words, FALSE);
  gtk_label_set_text (self->left_label, lines);
  gtk_widget_set_visible (self->left_window, many->n_left > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->leave_button), many->n_left > 0 && many->ids->len > 0);
}

/* What was looked at is not what is wanted now. */
static void
forget_look (LtSetBox *self)
{
  g_clear_pointer (&self->many, lt_many_free);
  gtk_widget_set_visible (self->left_window, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->leave_button), FALSE);
  gtk_check_button_set_active (self->leave_button, FALSE);
  show_state (self);
}

static void
on_progress (LtSetBox *self, guint step, guint64 done, guint64 total)
{
  g_autofree char *words =
      g_strdup_printf (self->writing ? _ ("Checking once more before it is written: %u of %u")
                                     : _ ("Looking at the records: %u of %u"),
                       (guint) done, (guint) total);

  say (self, words, FALSE);
}

static void on_ended (LtSetBox *self, LtSetOutcome *outcome, const GError *error);

static void
leave_work (LtSetBox *self)
{
  if (self->work == NULL)
    return;
  g_signal_handlers_disconnect_by_func (self->work, on_progress, self);
  g_signal_handlers_disconnect_by_func (self->work, on_ended, self);
  g_clear_object (&self->work);
  self->writing = self->stale = FALSE;
}

/* @work: (transfer full) (nullable) */
static void
take_work (LtSetBox *self, LtLongWork *work, gboolean writing, const GError *error)
{
  self->work = work;
  self->writing = writing;
  if (work == NULL)
    say (self, error->message, TRUE);
  else
    {
      g_signal_connect_object (work, "progress", G_CALLBACK (on_progress), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (work, "ended", G_CALLBACK (on_ended), self, G_CONNECT_SWAPPED);
    }
  show_state (self);
}

static gboolean
on_look (gpointer user_data)
{
  LtSetBox *self = LT_SET_BOX (user_data);
  g_autoptr (GError) error = NULL;
  LtLongWork *work;

  self->look_source = 0;
  if (self->session == NULL || self->work != NULL)
    return G_SOURCE_REMOVE;
  if (!is_said (self) || self->keys == NULL)
    {
      g_autofree char *many = NULL;

      if (self->keys == NULL && self->n > 0)
        many = g_strdup_printf (_ ("%u records are too many for one change: %u at the most."),
                                self->n, LT_MANY_MOST);
      say (self,
           many != NULL   ? many
           : self->n == 0 ? _ ("Select the records that shall be changed.")
                          : _ ("Say what the field shall be, or that it is cleared."),
           many != NULL);
      return G_SOURCE_REMOVE;
    }
  work = lt_set_job_look (self->session, self->kind, self->keys, get_field (self), get_value (self),
                          &error);
  take_work (self, work, FALSE, error);
  /* Another work of the program ends some time. */
  if (g_error_matches (error, LT_ERROR, LT_ERROR_UNAVAILABLE))
    self->look_source = g_timeout_add (AGAIN_MS, on_look, self);
  return G_SOURCE_REMOVE;
}

/* A look that goes on is of something else: the next begins when it has ended. */
static void
look_soon (LtSetBox *self)
{
  if (self->writing)
    return;
  forget_look (self);
  if (self->work != NULL)
    {
      self->stale = TRUE;
      lt_long_work_cancel (self->work);
    }
  g_clear_handle_id (&self->look_source, g_source_remove);
  self->look_source = g_timeout_add (LOOK_MS, on_look, self);
}

static char *
describe_written (LtSetBox *self, const LtMany *many)
{
  const LtField *field = &many->kind->fields[many->field];
  g_autofree char *value = lt_work_format_field (self->session, field, many->value);

  if (many->value == NULL)
    return g_strdup_printf (ngettext ("%u record: %s was cleared", "%u records: %s was cleared",
                                      many->ids->len),
                            many->ids->len, lt_field_get_label (field));
  return g_strdup_printf (ngettext ("%u record: %s is %s now", "%u records: %s is %s now",
                                    many->ids->len),
                          many->ids->len, lt_field_get_label (field), value);
}

static void
on_ended (LtSetBox *self, LtSetOutcome *outcome, const GError *error)
{
  gboolean written = outcome != NULL && outcome->written;
  gboolean stale = self->stale;

  leave_work (self);
  if (written)
    {
      g_autofree char *words = describe_written (self, outcome->many);
      g_autofree char *group = lt_digest_to_hex (&outcome->group);

      g_signal_emit (self, signals[WRITTEN], 0, words, group);
      return;
    }
  if (stale || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      look_soon (self);
      return;
    }
  if (error != NULL)
    {
      forget_look (self);
      say (self, error->message, TRUE);
      return;
    }
  self->many = g_steal_pointer (&outcome->many);
  show_many (self);
  show_state (self);
}

static void
on_set (LtSetBox *self)
{
  g_autoptr (GError) error = NULL;
  gboolean leave_out = gtk_check_button_get_active (self->leave_button);
  LtLongWork *work =
      lt_set_job_write (self->session, g_steal_pointer (&self->many), leave_out, &error);

  forget_look (self);
  take_work (self, work, TRUE, error);
}

static void
on_close (LtSetBox *self)
{
  g_signal_emit (self, signals[LEFT], 0);
}

static void
on_clear_toggled (LtSetBox *self)
{
  if (self->editor != NULL)
    gtk_widget_set_sensitive (self->editor, !is_cleared (self));
  look_soon (self);
}

static void
drop_editor (LtSetBox *self)
{
  if (self->editor != NULL)
    gtk_box_remove (GTK_BOX (self->editor_box), self->editor);
  self->editor = NULL;
}

static void
on_field_chosen (LtSetBox *self)
{
  if (self->session == NULL || self->fields->len == 0)
    return;
  drop_editor (self);
  self->editor =
      lt_field_editor_new (self->session, &self->kind->fields[get_field (self)], NULL, TRUE);
  gtk_widget_set_name (self->editor, "set-value");
  gtk_widget_set_hexpand (self->editor, TRUE);
  gtk_widget_set_sensitive (self->editor, !is_cleared (self));
  g_signal_connect_object (self->editor, "edited", G_CALLBACK (look_soon), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->editor_box), self->editor);
  look_soon (self);
}

static gboolean
on_escape (GtkWidget *widget, GVariant *nothing, gpointer user_data)
{
  if (!LT_SET_BOX (widget)->writing)
    on_close (LT_SET_BOX (widget));
  return GDK_EVENT_STOP;
}

static void
lt_set_box_dispose (GObject *object)
{
  LtSetBox *self = LT_SET_BOX (object);

  if (self->field_list != NULL)
    lt_set_box_close (self);
  lt_drop_children (GTK_WIDGET (object), LT_TYPE_SET_BOX);
  G_OBJECT_CLASS (lt_set_box_parent_class)->dispose (object);
}

static void
lt_set_box_finalize (GObject *object)
{
  g_array_unref (LT_SET_BOX (object)->fields);
  G_OBJECT_CLASS (lt_set_box_parent_class)->finalize (object);
}

static void
lt_set_box_class_init (LtSetBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lt_set_box_dispose;
  G_OBJECT_CLASS (klass)->finalize = lt_set_box_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/lantian/Lantian/ui/lists/set-box.ui");
  gtk_widget_class_bind_template_child (widget_class, LtSetBox, field_list);
  gtk_widget_class_bind_template_child (widget_class, LtSetBox, editor_box);
  gtk_widget_class_bind_template_child (widget_class, LtSetBox, clear_button);
  gtk_widget_class_bind_template_child (widget_class, LtSetBox, left_window);
  gtk_widget_class_bind_template_child (widget_class, LtSetBox, left_label);
  gtk_widget_class_bind_template_child (widget_class, LtSetBox, words_label);
  gtk_widget_class_bind_template_child (widget_class, LtSetBox, leave_button);
  gtk_widget_class_bind_template_child (widget_class, LtSetBox, close_button);
  gtk_widget_class_bind_template_child (widget_class, LtSetBox, set_button);
  gtk_widget_class_bind_template_callback (widget_class, on_field_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_clear_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_close);
  gtk_widget_class_bind_template_callback (widget_class, on_set);
  gtk_widget_class_bind_template_callback (widget_class, show_state);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, on_escape, NULL);
  signals[WRITTEN] = g_signal_new ("written", LT_TYPE_SET_BOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  signals[LEFT] = g_signal_new ("left", LT_TYPE_SET_BOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
}

static void
lt_set_box_init (LtSetBox *self)
{
  self->fields = g_array_new (FALSE, FALSE, sizeof (guint));
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * lt_set_box_open:
 * @self: a box
 * @session: the open county
 * @kind: of the list
 *
 * Offers the fields that many records may have in common.
 */
void
lt_set_box_open (LtSetBox *self, LtSession *session, const LtKind *kind)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  guint first = GTK_INVALID_LIST_POSITION;

  lt_set_box_close (self);
  self->kind = kind;
  for (guint i = 0; i < kind->n_fields; i++)
    if (lt_work_may_set_many (&kind->fields[i]))
      {
        /* What many have in common is a choice more often than a name. */
        if (first == GTK_INVALID_LIST_POSITION && kind->fields[i].type == LT_TYPE_CHOICE)
          first = self->fields->len;
        g_array_append_val (self->fields, i);
        gtk_string_list_append (words, lt_field_get_label (&kind->fields[i]));
      }
  g_set_object (&self->session, session);
  gtk_check_button_set_active (self->clear_button, FALSE);
  gtk_drop_down_set_model (self->field_list, G_LIST_MODEL (words));
  gtk_drop_down_set_selected (self->field_list, first == GTK_INVALID_LIST_POSITION ? 0 : first);
  on_field_chosen (self);
}

/**
 * lt_set_box_set_keys:
 * @self: a box
 * @keys: (transfer full) (nullable) (element-type gint64): local numbers of those that are
 *   selected; %NULL where they are none, or more than %LT_MANY_MOST
 * @n: how many they are
 */
void
lt_set_box_set_keys (LtSetBox *self, GArray *keys, guint n)
{
  g_clear_pointer (&self->keys, g_array_unref);
  self->keys = keys;
  self->n = n;
  if (self->session != NULL)
    look_soon (self);
}

/**
 * lt_set_box_close:
 * @self: a box
 *
 * Nothing is looked at any more; what is being written is written.
 */
void
lt_set_box_close (LtSetBox *self)
{
  g_clear_handle_id (&self->look_source, g_source_remove);
  if (self->work != NULL && !self->writing)
    lt_long_work_cancel (self->work);
  leave_work (self);
  g_clear_object (&self->session);
  g_clear_pointer (&self->keys, g_array_unref);
  self->n = 0;
  drop_editor (self);
  g_array_set_size (self->fields, 0);
  forget_look (self);
  say (self, "", FALSE);
}

/**
 * lt_set_box_focus:
 *
 * Gives the keyboard to the list of fields.
 */
void
lt_set_box_focus (LtSetBox *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->field_list));
}

/**
 * lt_set_box_is_settled:
 *
 * Returns: whether it says what is selected and wanted now
 */
gboolean
lt_set_box_is_settled (LtSetBox *self)
{
  return self->look_source == 0 && self->work == NULL;
}
