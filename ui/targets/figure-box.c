/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/targets/figure-box.h"

#include "base/civil-time.h"
#include "ui/shell/children.h"
#include "work/figures.h"

#include <glib/gi18n-lib.h>

struct _LtFigureBox
{
  GtkWidget parent_instance;

  GtkLabel *title_label;
  GtkEntry *value_entry;
  GtkLabel *unit_label;
  GtkLabel *hint_label;
  GtkEntry *day_entry;
  GtkEntry *source_entry;
  GtkLabel *problem_label;

  LtSession *session;
  char *rule;
  char *area;
};

G_DEFINE_FINAL_TYPE (LtFigureBox, lt_figure_box, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_SAVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static char *
take_text (GtkEntry *entry)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));
}

static void
say_problem (LtFigureBox *self, const char *words)
{
  gtk_label_set_text (self->problem_label, words);
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), *words != '\0');
}

/* A day may be typed as people type days. */
static char *
read_day (LtFigureBox *self)
{
  g_autofree char *today = lt_date_of (lt_session_get_now (self->session));
  g_autofree char *text = take_text (self->day_entry);
  char *day = *text == '\0' ? NULL : lt_time_from_typed (text, today);

  return day != NULL ? day : g_steal_pointer (&text);
}

static void
on_save (LtFigureBox *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *day = read_day (self), *value = take_text (self->value_entry),
                  *source = take_text (self->source_entry);
  LtFigureWish wish = { self->rule, self->area, day, value, source };

  if (lt_work_enter_figure (self->session, &wish, &error))
    g_signal_emit (self, signals[SIGNAL_SAVED], 0);
  else
    say_problem (self, error->message);
}

static void
lt_figure_box_dispose (GObject *object)
{
  LtFigureBox *self = LT_FIGURE_BOX (object);

  lt_drop_children (GTK_WIDGET (object), LT_TYPE_FIGURE_BOX);
  g_clear_object (&self->session);
  g_clear_pointer (&self->rule, g_free);
  g_clear_pointer (&self->area, g_free);
  G_OBJECT_CLASS (lt_figure_box_parent_class)->dispose (object);
}

static void
lt_figure_box_class_init (LtFigureBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lt_figure_box_dispose;
  signals[SIGNAL_SAVED] = g_signal_new ("saved", LT_TYPE_FIGURE_BOX, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/lantian/Lantian/ui/targets/figure-box.ui");
  gtk_widget_class_bind_template_child (widget_class, LtFigureBox, title_label);
  gtk_widget_class_bind_template_child (widget_class, LtFigureBox, value_entry);
  gtk_widget_class_bind_template_child (widget_class, LtFigureBox, unit_label);
  gtk_widget_class_bind_template_child (widget_class, LtFigureBox, hint_label);
  gtk_widget_class_bind_template_child (widget_class, LtFigureBox, day_entry);
  gtk_widget_class_bind_template_child (widget_class, LtFigureBox, source_entry);
  gtk_widget_class_bind_template_child (widget_class, LtFigureBox, problem_label);
  gtk_widget_class_bind_template_callback (widget_class, on_save);
}

static void
lt_figure_box_init (LtFigureBox *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * lt_figure_box_set_session:
 * @self: a form
 * @session: (nullable): the open county
 */
void
lt_figure_box_set_session (LtFigureBox *self, LtSession *session)
{
  g_return_if_fail (LT_IS_FIGURE_BOX (self));

  g_set_object (&self->session, session);
}

/**
 * lt_figure_box_show:
 * @self: a form
 * @target: what is reported on
 * @words: the closed words
 * @date: the day of the verdicts
 *
 * Begins a figure. Its day is the last of the target's time, or where that goes on @date.
 */
void
lt_figure_box_show (LtFigureBox *self,
                    const LtTarget *target,
                    const LtRuleWords *words,
                    const char *date)
{
  const LtPlanRule *rule = target->rule;
  const char *area = lt_target_get_figure_area (target);
  g_autofree char *name = lt_rule_words_name_area (words, area);
  g_autofree char *title = g_strdup_printf ("%s %s · %s", rule->id, rule->title, name);
  g_autofree char *hint = lt_figure_describe_expected (rule, words);

  g_return_if_fail (LT_IS_FIGURE_BOX (self));

  g_free (self->rule);
  self->rule = g_strdup (rule->id);
  g_free (self->area);
  self->area = g_strdup (area);
  gtk_label_set_text (self->title_label, title);
  gtk_label_set_text (self->unit_label, rule->unit);
  gtk_label_set_text (self->hint_label, hint);
  gtk_editable_set_text (GTK_EDITABLE (self->value_entry),
                         target->reported == NULL ? "" : target->reported);
  gtk_editable_set_text (GTK_EDITABLE (self->day_entry),
                         target->period.is_over ? target->period.to : date);
  gtk_editable_set_text (GTK_EDITABLE (self->source_entry), "");
  say_problem (self, "");
  gtk_widget_grab_focus (GTK_WIDGET (self->value_entry));
}
