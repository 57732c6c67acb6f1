/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One line of a form with which a county file begins: what it is, what one types, a
 * sentence on it, and beneath it what is wrong with what was typed. */

#include "ui/beginning/begin-line.h"

#include "ui/forms/field-words.h"
#include "ui/shell/file-choice.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _LtBeginLine
{
  GtkWidget parent_instance;

  const LtBeginLineSpec *spec;
  GtkWidget *entry;
  GtkLabel *about;
  GtkLabel *problem;
  gboolean typed;   /* by somebody, not by the program */
  gboolean setting; /* the program does */
};

G_DEFINE_FINAL_TYPE (LtBeginLine, lt_begin_line, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  DONE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
on_changed (LtBeginLine *self)
{
  self->typed |= !self->setting;
  lt_begin_line_set_problem (self, NULL);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_activate (LtBeginLine *self)
{
  g_signal_emit (self, signals[DONE], 0);
}

static void
on_show (LtBeginLine *self, GParamSpec *pspec, GtkCheckButton *button)
{
  gtk_entry_set_visibility (GTK_ENTRY (self->entry), gtk_check_button_get_active (button));
}

static void
on_chosen (GtkWidget *widget, GListModel *files, const char *about)
{
  LtBeginLine *self = LT_BEGIN_LINE (widget);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = lt_file_choice_get_path (files, &error);
  g_autofree char *shown = path == NULL ? NULL : g_filename_to_utf8 (path, -1, NULL, NULL, NULL);

  if (path != NULL && shown == NULL)
    shown = g_filename_display_name (path);
  if (shown != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->entry), shown);
  else
    lt_begin_line_set_problem (self, error->message);
  lt_begin_line_focus (self);
}

/* The chooser begins where the path that stands here is. */
static void
on_choose (LtBeginLine *self)
{
  g_autofree char *path = lt_begin_line_read_path (self);
  g_autofree char *folder = path == NULL ? NULL : g_path_get_dirname (path);
  g_autofree char *name = path == NULL ? NULL : g_path_get_basename (path);
  g_autoptr (GFile) place = folder != NULL && g_file_test (folder, G_FILE_TEST_IS_DIR)
                                ? g_file_new_for_path (folder)
                                : NULL;
  LtFileQuestion question = { .title = _ (self->spec->label),
                              .accept = _ ("_Open"),
                              .action = GTK_FILE_CHOOSER_ACTION_OPEN,
                              .filter = _ (self->spec->files),
                              .pattern = self->spec->pattern,
                              .folder = place };

  if (self->spec->sort == LT_BEGIN_PLACE)
    {
      question.action = GTK_FILE_CHOOSER_ACTION_SAVE;
      question.accept = _ ("_Take this place");
      question.name = name;
    }
  lt_file_choice_ask (GTK_WIDGET (self), &question, on_chosen);
}

static GtkWidget *
make_more (LtBeginLine *self)
{
  g_autofree char *name = g_strdup_printf ("%s-more", self->spec->name);
  g_autofree char *spoken = NULL;
  GtkWidget *more;

  if (self->spec->sort == LT_BEGIN_SECRET)
    {
      more = gtk_check_button_new_with_label (_ ("Show"));
      spoken = g_strdup_printf (_ ("Show what is typed: %s"), _ (self->spec->label));
      g_signal_connect_object (more, "notify::active", G_CALLBACK (on_show), self,
                               G_CONNECT_SWAPPED);
    }
  else
    {
      more = gtk_button_new_with_label (_ ("Choose…"));
      spoken = g_strdup_printf (_ ("Choose: %s"), _ (self->spec->label));
      g_signal_connect_object (more, "clicked", G_CALLBACK (on_choose), self, G_CONNECT_SWAPPED);
    }
  gtk_widget_set_name (more, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (more), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  return more;
}

static GtkWidget *
make_entry (LtBeginLine *self)
{
  self->entry = gtk_entry_new ();
  gtk_widget_set_name (self->entry, self->spec->name);
  gtk_widget_set_hexpand (self->entry, TRUE);
  gtk_widget_set_valign (self->entry, GTK_ALIGN_CENTER);
  if (self->spec->sort == LT_BEGIN_SECRET)
    {
      gtk_entry_set_visibility (GTK_ENTRY (self->entry), FALSE);
      gtk_entry_set_input_purpose (GTK_ENTRY (self->entry), GTK_INPUT_PURPOSE_PASSWORD);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (self->spec->label), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  _ (self->spec->about), GTK_ACCESSIBLE_PROPERTY_REQUIRED,
                                  !self->spec->optional, -1);
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (on_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (on_activate), self,
                           G_CONNECT_SWAPPED);
  return self->entry;
}

static GtkLabel *
make_words (const char *name, const char *ending, const char *style)
{
  g_autofree char *full = g_strdup_printf ("%s-%s", name, ending);
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_set_name (label, full);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, style);
  return GTK_LABEL (label);
}

static void
lt_begin_line_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (lt_begin_line_parent_class)->dispose (object);
}

static void
lt_begin_line_class_init (LtBeginLineClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lt_begin_line_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  signals[CHANGED] = g_signal_new ("changed", LT_TYPE_BEGIN_LINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  signals[DONE] = g_signal_new ("done", LT_TYPE_BEGIN_LINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
}

static void
lt_begin_line_init (LtBeginLine *self)
{
}

/**
 * lt_begin_line_new:
 * @spec: what it is for; outlives it
 * @labels: makes the labels of a page equally wide
 */
GtkWidget *
lt_begin_line_new (const LtBeginLineSpec *spec, GtkSizeGroup *labels)
{
  LtBeginLine *self = g_object_new (LT_TYPE_BEGIN_LINE, NULL);
  GtkWidget *label = gtk_label_new (_ (spec->label));
  GtkWidget *side = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *upper = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->spec = spec;
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                              12);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_widget_add_css_class (label, "field-label");
  gtk_size_group_add_widget (labels, label);
  gtk_box_append (GTK_BOX (upper), make_entry (self));
  if (spec->sort != LT_BEGIN_TEXT)
    gtk_box_append (GTK_BOX (upper), make_more (self));
  self->about = make_words (spec->name, "about", "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->about), "dim-label");
  self->problem = make_words (spec->name, "problem", "problem");
  gtk_widget_set_hexpand (side, TRUE);
  gtk_box_append (GTK_BOX (side), upper);
  gtk_box_append (GTK_BOX (side), GTK_WIDGET (self->problem));
  gtk_box_append (GTK_BOX (side), GTK_WIDGET (self->about));
  gtk_widget_set_parent (label, GTK_WIDGET (self));
  gtk_widget_set_parent (side, GTK_WIDGET (self));
  lt_begin_line_say (self, NULL);
  lt_begin_line_set_problem (self, NULL);
  return GTK_WIDGET (self);
}

const LtBeginLineSpec *
lt_begin_line_get_spec (LtBeginLine *self)
{
  return self->spec;
}

const char *
lt_begin_line_get_text (LtBeginLine *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

/**
 * lt_begin_line_set_text:
 *
 * What the program proposes; it does not count as typed.
 */
void
lt_begin_line_set_text (LtBeginLine *self, const char *text)
{
  self->setting = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  self->setting = FALSE;
}

/**
 * lt_begin_line_read_path:
 * @self: a line for a file
 *
 * Returns: (transfer full) (nullable): the path that is meant; what begins with ~ or
 *   with no folder is of the home folder
 */
char *
lt_begin_line_read_path (LtBeginLine *self)
{
  g_autofree char *text = g_strstrip (g_strdup (lt_begin_line_get_text (self)));
  const char *rest = g_str_has_prefix (text, "~/") ? text + 2 : text;
  g_autofree char *path = NULL;

  if (*rest == '\0')
    return NULL;
  path = g_filename_from_utf8 (rest, -1, NULL, NULL, NULL);
  if (path == NULL)
    return NULL;
  return g_path_is_absolute (path) ? g_steal_pointer (&path)
                                   : g_build_filename (g_get_home_dir (), path, NULL);
}

/**
 * lt_begin_line_was_typed:
 *
 * Returns: whether somebody has typed or chosen what stands here
 */
gboolean
lt_begin_line_was_typed (LtBeginLine *self)
{
  return self->typed && *lt_begin_line_get_text (self) != '\0';
}

/**
 * lt_begin_line_say:
 * @self: a line
 * @words: (nullable): what is to be known of what was typed; %NULL for the sentence on
 *   the line
 */
void
lt_begin_line_say (LtBeginLine *self, const char *words)
{
  gtk_label_set_text (self->about, words == NULL ? _ (self->spec->about) : words);
}

/**
 * lt_begin_line_set_problem:
 * @self: a line
 * @words: (nullable): what is wrong with what was typed
 */
void
lt_begin_line_set_problem (LtBeginLine *self, const char *words)
{
  lt_plain_words_show (self->problem, words);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), words != NULL);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID,
                               words == NULL ? GTK_ACCESSIBLE_INVALID_FALSE
                                             : GTK_ACCESSIBLE_INVALID_TRUE,
                               -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  words == NULL ? _ (self->spec->about) : words, -1);
}

void
lt_begin_line_focus (LtBeginLine *self)
{
  gtk_widget_grab_focus (self->entry);
}

/**
 * lt_begin_line_clear:
 *
 * Forgets what was typed.
 */
void
lt_begin_line_clear (LtBeginLine *self)
{
  lt_begin_line_set_text (self, "");
  self->typed = FALSE;
  lt_begin_line_say (self, NULL);
}
