/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/targets/override-box.h"

#include "ui/shell/children.h"
#include "work/figures.h"
#include "work/own-plan.h"
#include "work/records.h"
#include "work/target-board.h"

#include <glib/gi18n-lib.h>

struct _LtOverrideBox
{
  GtkWidget parent_instance;

  GtkLabel *title_label;
  GtkLabel *plan_label;
  GtkEntry *limit_entry;
  GtkLabel *unit_label;
  GtkLabel *hint_label;
  GtkCheckButton *off_check;
  GtkEntry *reason_entry;
  GtkEntry *citation_entry;
  GtkLabel *problem_label;
  GtkWidget *end_button;

  LtSession *session;
  char *rule;
  LtId record; /* zero where nothing is laid down */
};

G_DEFINE_FINAL_TYPE (LtOverrideBox, lt_override_box, GTK_TYPE_WIDGET)

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
say_problem (LtOverrideBox *self, const char *words)
{
  gtk_label_set_text (self->problem_label, words);
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), *words != '\0');
}

/* ---- callbacks ---------------------------------------------------------------- */

static void
on_off_toggled (LtOverrideBox *self)
{
  gboolean off = gtk_check_button_get_active (self->off_check);

  gtk_widget_set_sensitive (GTK_WIDGET (self->limit_entry), !off);
}

static void
on_save (LtOverrideBox *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *limit = take_text (self->limit_entry), *reason = take_text (self->reason_entry),
                  *citation = take_text (self->citation_entry);
  gboolean off = gtk_check_button_get_active (self->off_check);
  LtOverrideWish wish = { self->rule, off ? NULL : limit, reason, citation };
  g_autoptr (LtRecord) record = NULL;

  if (!off && *limit == '\0')
    {
      say_problem (self, _ ("Write the county's limit, or tick that the rule is not applied."));
      return;
    }
  record = lt_work_override (self->session, &wish, &error);
  if (record != NULL)
    g_signal_emit (self, signals[SIGNAL_SAVED], 0);
  else
    say_problem (self, error->message);
}

static void
on_end (LtOverrideBox *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *reason = take_text (self->reason_entry);
  g_autoptr (LtRecord) record = lt_store_get (lt_session_get_store (self->session),
                                              lt_kind_by_name ("override"), &self->record, &error);

  if (record != NULL && lt_work_remove (self->session, record, reason, &error))
    g_signal_emit (self, signals[SIGNAL_SAVED], 0);
  else
    say_problem (self, error->message);
}

/* ---- life --------------------------------------------------------------------- */

static void
lt_override_box_dispose (GObject *object)
{
  LtOverrideBox *self = LT_OVERRIDE_BOX (object);

  lt_drop_children (GTK_WIDGET (object), LT_TYPE_OVERRIDE_BOX);
  g_clear_object (&self->session);
  g_clear_pointer (&self->rule, g_free);
  G_OBJECT_CLASS (lt_override_box_parent_class)->dispose (object);
}

static void
lt_override_box_class_init (LtOverrideBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lt_override_box_dispose;
  signals[SIGNAL_SAVED] = g_signal_new ("saved", LT_TYPE_OVERRIDE_BOX, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/lantian/Lantian/ui/targets/override-box.ui");
  gtk_widget_class_bind_template_child (widget_class, LtOverrideBox, title_label);
  gtk_widget_class_bind_template_child (widget_class, LtOverrideBox, plan_label);
  gtk_widget_class_bind_template_child (widget_class, LtOverrideBox, limit_entry);
  gtk_widget_class_bind_template_child (widget_class, LtOverrideBox, unit_label);
  gtk_widget_class_bind_template_child (widget_class, LtOverrideBox, hint_label);
  gtk_widget_class_bind_template_child (widget_class, LtOverrideBox, off_check);
  gtk_widget_class_bind_template_child (widget_class, LtOverrideBox, reason_entry);
  gtk_widget_class_bind_template_child (widget_class, LtOverrideBox, citation_entry);
  gtk_widget_class_bind_template_child (widget_class, LtOverrideBox, problem_label);
  gtk_widget_class_bind_template_child (widget_class, LtOverrideBox, end_button);
  gtk_widget_class_bind_template_callback (widget_class, on_off_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_save);
  gtk_widget_class_bind_template_callback (widget_class, on_end);
}

static void
lt_override_box_init (LtOverrideBox *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * lt_override_box_set_session:
 * @self: a form
 * @session: (nullable): the open county
 */
void
lt_override_box_set_session (LtOverrideBox *self, LtSession *session)
{
  g_return_if_fail (LT_IS_OVERRIDE_BOX (self));

  g_set_object (&self->session, session);
}

/* What is laid down already, to be changed or ended. */
static void
show_override (LtOverrideBox *self, const LtPlanRule *rule)
{
  const LtRuleOverride *says = rule->override;

  self->record = says == NULL ? (LtId){ 0 } : says->record;
  gtk_editable_set_text (GTK_EDITABLE (self->limit_entry),
                         says == NULL || says->is_off ? "" : rule->limit);
  gtk_check_button_set_active (self->off_check, says != NULL && says->is_off);
  gtk_editable_set_text (GTK_EDITABLE (self->reason_entry), says == NULL ? "" : says->reason);
  gtk_editable_set_text (GTK_EDITABLE (self->citation_entry), says == NULL ? "" : says->citation);
  gtk_widget_set_visible (self->end_button, says != NULL);
}

/**
 * lt_override_box_show:
 * @self: a form
 * @rule: the rule
 * @words: the closed words
 *
 * Begins what is laid down for @rule, with what was laid down for it before.
 */
void
lt_override_box_show (LtOverrideBox *self, const LtPlanRule *rule, const LtRuleWords *words)
{
  const char *limit = rule->override == NULL ? rule->limit : rule->override->plan_limit;
  g_autofree char *title = g_strdup_printf ("%s %s", rule->id, rule->title);
  g_autofree char *figure = lt_work_describe_limit (rule, limit);
  g_autofree char *plan = g_strdup_printf (_ ("The plan says: %s"), figure);
  g_autofree char *hint = lt_figure_describe_expected (rule, words);

  g_return_if_fail (LT_IS_OVERRIDE_BOX (self));

  g_free (self->rule);
  self->rule = g_strdup (rule->id);
  gtk_label_set_text (self->title_label, title);
  gtk_label_set_text (self->plan_label, plan);
  gtk_label_set_text (self->unit_label, rule->unit);
  gtk_label_set_text (self->hint_label, hint);
  show_override (self, rule);
  say_problem (self, "");
  gtk_widget_grab_focus (GTK_WIDGET (
      gtk_check_button_get_active (self->off_check) ? self->reason_entry : self->limit_entry));
}
