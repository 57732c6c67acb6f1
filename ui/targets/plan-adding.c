/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/targets/plan-adding.h"

#include "ui/shell/children.h"
#include "ui/shell/file-choice.h"
#include "work/own-plan.h"

#include <glib/gi18n-lib.h>

struct _LtPlanAdding
{
  GtkWidget parent_instance;

  GtkLabel *title_label;
  GtkLabel *problem_label;
  GtkLabel *words_label;
  GtkWidget *rows_button;
  GtkWidget *text_button;
  GtkWidget *add_button;
  GtkWidget *cancel_button;

  LtSession *session;
  char *path;      /* (nullable): of the rows */
  char *text_path; /* (nullable): of the plan's text; %NULL: beside the rows */
  LtOwnPlan *plan; /* (nullable): what was read */
  GCancellable *reading;
};

G_DEFINE_FINAL_TYPE (LtPlanAdding, lt_plan_adding, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_CLOSED,
  SIGNAL_SAMPLE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

typedef struct
{
  char *path;
  char *text_path;
} Question;

static void
question_free (Question *question)
{
  g_free (question->path);
  g_free (question->text_path);
  g_free (question);
}

/* ---- what is shown ------------------------------------------------------------ */

static void
say_problem (LtPlanAdding *self, const char *words)
{
  gtk_label_set_text (self->problem_label, words);
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), *words != '\0');
}

/* What is to be done, before anything was chosen. */
static void
show_beginning (LtPlanAdding *self)
{
  gtk_label_set_text (self->title_label, _ ("A plan of the bureau's own"));
  gtk_label_set_text (
      self->words_label,
      _ ("1. Save the sample table: it has the rules of a plan that is here, one a line, and in "
         "its "
         "cells the words there are to choose from.\n"
         "2. Write the rules of your plan in their place, in a spreadsheet. What is left empty is "
         "as for most rules: binding, for the area and the time of the plan, each year, reported "
         "by "
         "hand. Several values are parted by “、”.\n"
         "3. Save the plan's own text as a .txt file beside it, under the same name: each quote is "
         "compared with it.\n"
         "4. Choose the table by “Rules…”. Each row is checked; nothing is added before you say "
         "so."));
  gtk_widget_set_sensitive (self->text_button, FALSE);
  gtk_widget_set_sensitive (self->add_button, FALSE);
  gtk_widget_grab_focus (self->rows_button);
}

static void
show_plan (LtPlanAdding *self)
{
  const LtOwnPlan *plan = self->plan;
  g_autofree char *words = plan == NULL ? g_strdup ("") : lt_own_plan_describe (plan);
  g_autofree char *name = g_path_get_basename (self->path);
  g_autofree char *title =
      plan == NULL || plan->plan == NULL
          ? g_strdup (name)
          : g_strdup_printf ("%s %s · %s", plan->plan->code, plan->plan->title, name);

  gtk_label_set_text (self->title_label, title);
  gtk_label_set_text (self->words_label, words);
  gtk_widget_set_sensitive (self->text_button, TRUE);
  gtk_widget_set_sensitive (self->add_button, plan != NULL && plan->n_new + plan->n_changed > 0);
  gtk_widget_grab_focus (gtk_widget_is_sensitive (self->add_button) ? self->add_button
                                                                    : self->text_button);
}

/* ---- reading ------------------------------------------------------------------ */

static gpointer
read_plan (LtStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const Question *question = data;

  return lt_work_read_own_plan (store, question->path, question->text_path, error);
}

static void
stop (LtPlanAdding *self)
{
  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LtPlanAdding) self = LT_PLAN_ADDING (user_data);
  g_autoptr (GError) error = NULL;
  LtOwnPlan *plan = lt_readers_take (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->reading);
  g_clear_pointer (&self->plan, lt_own_plan_free);
  self->plan = plan;
  say_problem (self, error == NULL ? "" : error->message);
  show_plan (self);
}

static void
ask (LtPlanAdding *self)
{
  Question *question = g_new0 (Question, 1);

  stop (self);
  question->path = g_strdup (self->path);
  question->text_path = g_strdup (self->text_path);
  self->reading = g_cancellable_new ();
  lt_readers_ask (lt_session_get_readers (self->session), read_plan, question,
                  (GDestroyNotify) question_free, (GDestroyNotify) lt_own_plan_free, self->reading,
                  on_read, g_object_ref (self));
}

/* ---- callbacks ---------------------------------------------------------------- */

static void
on_rows_chosen (GtkWidget *owner, GListModel *files, const char *about)
{
  LtPlanAdding *self = LT_PLAN_ADDING (owner);
  g_autoptr (GError) error = NULL;
  char *path = lt_file_choice_get_path (files, &error);

  if (path == NULL || self->session == NULL)
    {
      say_problem (self, path == NULL ? error->message : "");
      g_free (path);
      return;
    }
  g_free (self->path);
  self->path = path;
  g_clear_pointer (&self->text_path, g_free);
  g_clear_pointer (&self->plan, lt_own_plan_free);
  say_problem (self, "");
  show_plan (self);
  ask (self);
}

static void
on_rows (LtPlanAdding *self)
{
  const LtFileQuestion question = { .title = _ ("The rules of a plan"),
                                    .accept = _ ("_Look at it"),
                                    .action = GTK_FILE_CHOOSER_ACTION_OPEN,
                                    .folder_key = LT_FOLDER_IMPORT };

  lt_file_choice_ask (GTK_WIDGET (self), &question, on_rows_chosen);
}

static void
on_sample (LtPlanAdding *self)
{
  g_signal_emit (self, signals[SIGNAL_SAMPLE], 0);
}

static void
on_text_chosen (GtkWidget *owner, GListModel *files, const char *about)
{
  LtPlanAdding *self = LT_PLAN_ADDING (owner);
  g_autoptr (GError) error = NULL;
  char *path = lt_file_choice_get_path (files, &error);

  if (path == NULL)
    {
      say_problem (self, error->message);
      return;
    }
  g_free (self->text_path);
  self->text_path = path;
  ask (self);
}

static void
on_text (LtPlanAdding *self)
{
  const LtFileQuestion question = { .title = _ ("The plan's own text"),
                                    .accept = _ ("_Compare"),
                                    .action = GTK_FILE_CHOOSER_ACTION_OPEN,
                                    .folder_key = LT_FOLDER_IMPORT };

  lt_file_choice_ask (GTK_WIDGET (self), &question, on_text_chosen);
}

/* @added: (nullable): code of the plan that was */
static void
close_with (LtPlanAdding *self, const char *added)
{
  stop (self);
  g_signal_emit (self, signals[SIGNAL_CLOSED], 0, added);
  g_clear_pointer (&self->plan, lt_own_plan_free);
}

static void
on_close (LtPlanAdding *self)
{
  close_with (self, NULL);
}

static void
on_add (LtPlanAdding *self)
{
  g_autoptr (GError) error = NULL;

  if (self->plan == NULL)
    return;
  if (lt_work_add_own_plan (self->session, self->plan, &error))
    close_with (self, self->plan->plan->code);
  else
    say_problem (self, error->message);
}

static gboolean
on_escape (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  on_close (LT_PLAN_ADDING (widget));
  return TRUE;
}

/* ---- life --------------------------------------------------------------------- */

static void
lt_plan_adding_dispose (GObject *object)
{
  LtPlanAdding *self = LT_PLAN_ADDING (object);

  stop (self);
  lt_drop_children (GTK_WIDGET (object), LT_TYPE_PLAN_ADDING);
  g_clear_object (&self->session);
  g_clear_pointer (&self->plan, lt_own_plan_free);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->text_path, g_free);
  G_OBJECT_CLASS (lt_plan_adding_parent_class)->dispose (object);
}

static void
lt_plan_adding_class_init (LtPlanAddingClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lt_plan_adding_dispose;
  signals[SIGNAL_CLOSED] = g_signal_new ("closed", LT_TYPE_PLAN_ADDING, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_SAMPLE] = g_signal_new ("sample", LT_TYPE_PLAN_ADDING, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/lantian/Lantian/ui/targets/plan-adding.ui");
  gtk_widget_class_bind_template_child (widget_class, LtPlanAdding, title_label);
  gtk_widget_class_bind_template_child (widget_class, LtPlanAdding, problem_label);
  gtk_widget_class_bind_template_child (widget_class, LtPlanAdding, words_label);
  gtk_widget_class_bind_template_child (widget_class, LtPlanAdding, rows_button);
  gtk_widget_class_bind_template_child (widget_class, LtPlanAdding, text_button);
  gtk_widget_class_bind_template_child (widget_class, LtPlanAdding, add_button);
  gtk_widget_class_bind_template_child (widget_class, LtPlanAdding, cancel_button);
  gtk_widget_class_bind_template_callback (widget_class, on_rows);
  gtk_widget_class_bind_template_callback (widget_class, on_sample);
  gtk_widget_class_bind_template_callback (widget_class, on_text);
  gtk_widget_class_bind_template_callback (widget_class, on_add);
  gtk_widget_class_bind_template_callback (widget_class, on_close);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, on_escape, NULL);
}

static void
lt_plan_adding_init (LtPlanAdding *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * lt_plan_adding_set_session:
 * @self: an assistant
 * @session: (nullable): the open county
 */
void
lt_plan_adding_set_session (LtPlanAdding *self, LtSession *session)
{
  g_return_if_fail (LT_IS_PLAN_ADDING (self));

  stop (self);
  g_clear_pointer (&self->plan, lt_own_plan_free);
  g_set_object (&self->session, session);
}

/**
 * lt_plan_adding_begin:
 * @self: an assistant, with a session
 *
 * Says what is to be done, and asks for a file of rules.
 */
void
lt_plan_adding_begin (LtPlanAdding *self)
{
  g_return_if_fail (LT_IS_PLAN_ADDING (self));

  stop (self);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->text_path, g_free);
  g_clear_pointer (&self->plan, lt_own_plan_free);
  say_problem (self, "");
  show_beginning (self);
}
