/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/targets/target-choices.h"

#include <glib/gi18n-lib.h>

/* So many characters of a choice are shown on its button. */
#define CHOICE_CHARS 16

/* The choice of verdicts: all, those in force, then each verdict. */
enum
{
  ANY_VERDICT,
  IN_FORCE,
  FIRST_VERDICT,
};

struct _LtTargetChoices
{
  GtkDropDown *plan;
  GtkDropDown *verdict;
  GPtrArray *plans; /* codes, in the order of the choice, behind "all" */
  char *wanted;     /* (nullable): code of the plan to be chosen when they are filled */
  GArray *verdicts; /* LtVerdict, in the order of the choice, from FIRST_VERDICT */
};

/* ---- what may be long --------------------------------------------------------- */

static void
on_choice_setup (GtkListItemFactory *factory, GtkListItem *item, gpointer chars)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (GPOINTER_TO_INT (chars) > 0)
    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), GPOINTER_TO_INT (chars));
  gtk_list_item_set_child (item, label);
}

static void
on_choice_bind (GtkListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkStringObject *text = GTK_STRING_OBJECT (gtk_list_item_get_item (item));

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)),
                      gtk_string_object_get_string (text));
}

static GtkListItemFactory *
make_choice_factory (int chars)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (on_choice_setup), GINT_TO_POINTER (chars));
  g_signal_connect (factory, "bind", G_CALLBACK (on_choice_bind), NULL);
  return factory;
}

static void
shorten_choice (GtkDropDown *choice)
{
  g_autoptr (GtkListItemFactory) button = make_choice_factory (CHOICE_CHARS);
  g_autoptr (GtkListItemFactory) list = make_choice_factory (-1);

  gtk_drop_down_set_factory (choice, button);
  gtk_drop_down_set_list_factory (choice, list);
}

/**
 * lt_target_choices_new:
 * @plan: the choice of plans; must outlive the answer
 * @verdict: the choice of verdicts; too
 *
 * Returns: (transfer full): both, with nothing in them yet
 */
LtTargetChoices *
lt_target_choices_new (GtkDropDown *plan, GtkDropDown *verdict)
{
  LtTargetChoices *self = g_new0 (LtTargetChoices, 1);

  self->plan = plan;
  self->verdict = verdict;
  self->plans = g_ptr_array_new_with_free_func (g_free);
  self->verdicts = g_array_new (FALSE, FALSE, sizeof (LtVerdict));
  shorten_choice (plan);
  shorten_choice (verdict);
  return self;
}

void
lt_target_choices_free (LtTargetChoices *self)
{
  g_ptr_array_unref (self->plans);
  g_free (self->wanted);
  g_array_unref (self->verdicts);
  g_free (self);
}

/* ---- filling ------------------------------------------------------------------ */

static gboolean
is_in_force (const LtTarget *target)
{
  return target->verdict != LT_VERDICT_EXPIRED && target->verdict != LT_VERDICT_NOT_YET;
}

static void
fill_plans (LtTargetChoices *self, const LtTargetBoard *board)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint chosen = gtk_drop_down_get_selected (self->plan);
  g_autofree char *code = self->wanted != NULL ? g_steal_pointer (&self->wanted)
                          : chosen == 0 || chosen > self->plans->len
                              ? NULL
                              : g_strdup (g_ptr_array_index (self->plans, chosen - 1));
  guint again = 0;

  gtk_string_list_append (names, _ ("All plans"));
  g_ptr_array_set_size (self->plans, 0);
  for (guint i = 0; i < board->targets->len; i++)
    {
      const LtPlan *plan = ((LtTarget *) g_ptr_array_index (board->targets, i))->rule->plan;
      g_autofree char *name = NULL;

      if (g_ptr_array_find_with_equal_func (self->plans, plan->code, g_str_equal, NULL))
        continue;
      name = g_strdup_printf ("%s %s", plan->code, plan->title);
      gtk_string_list_append (names, name);
      g_ptr_array_add (self->plans, g_strdup (plan->code));
      if (g_strcmp0 (plan->code, code) == 0)
        again = self->plans->len;
    }
  gtk_drop_down_set_model (self->plan, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->plan, again);
}

static void
fill_verdicts (LtTargetChoices *self, const LtTargetBoard *board)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint counts[LT_VERDICTS] = { 0 }, in_force = 0, again;
  guint chosen = gtk_drop_down_get_selected (self->verdict);
  gboolean is_verdict = chosen != GTK_INVALID_LIST_POSITION && chosen >= FIRST_VERDICT
                        && chosen - FIRST_VERDICT < self->verdicts->len;
  LtVerdict was = is_verdict ? g_array_index (self->verdicts, LtVerdict, chosen - FIRST_VERDICT)
                             : LT_VERDICT_MET;
  g_autofree char *force = NULL;

  for (guint i = 0; i < board->targets->len; i++)
    {
      const LtTarget *target = g_ptr_array_index (board->targets, i);

      counts[target->past]++;
      in_force += is_in_force (target);
    }
  again = is_verdict || chosen == GTK_INVALID_LIST_POSITION ? ANY_VERDICT : chosen;
  force = g_strdup_printf (_ ("In force: %u"), in_force);
  gtk_string_list_append (names, _ ("All verdicts"));
  gtk_string_list_append (names, force);
  g_array_set_size (self->verdicts, 0);
  for (int i = 0; i < LT_VERDICTS; i++)
    {
      LtVerdict verdict = (LtVerdict) i;
      g_autofree char *name = g_strdup_printf ("%s: %u", lt_verdict_label (verdict), counts[i]);

      if (counts[i] == 0)
        continue;
      if (is_verdict && verdict == was)
        again = FIRST_VERDICT + self->verdicts->len;
      gtk_string_list_append (names, name);
      g_array_append_val (self->verdicts, verdict);
    }
  gtk_drop_down_set_model (self->verdict, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->verdict, again);
}

/**
 * lt_target_choices_fill:
 * @self: the choices
 * @board: what there is to choose from
 *
 * What was chosen stays chosen where it is still there.
 */
void
lt_target_choices_fill (LtTargetChoices *self, const LtTargetBoard *board)
{
  fill_plans (self, board);
  fill_verdicts (self, board);
}

/**
 * lt_target_choices_choose_in_force:
 * @self: the choices, filled
 *
 * Chooses the rules of every plan that are in force.
 */
void
lt_target_choices_choose_in_force (LtTargetChoices *self)
{
  gtk_drop_down_set_selected (self->plan, 0);
  gtk_drop_down_set_selected (self->verdict, IN_FORCE);
}

/* ---- what is shown ------------------------------------------------------------ */

static gboolean
has_verdict (const LtTargetChoices *self, const LtTarget *target)
{
  guint chosen = gtk_drop_down_get_selected (self->verdict);

  if (chosen == IN_FORCE)
    return is_in_force (target);
  if (chosen < FIRST_VERDICT || chosen - FIRST_VERDICT >= self->verdicts->len)
    return TRUE;
  return target->past == g_array_index (self->verdicts, LtVerdict, chosen - FIRST_VERDICT);
}

/**
 * lt_target_choices_choose_plan:
 * @self: the choices
 * @code: of a plan that has just been added
 *
 * Chooses it when they are filled the next time, with all verdicts: what was added is seen.
 */
void
lt_target_choices_choose_plan (LtTargetChoices *self, const char *code)
{
  g_free (self->wanted);
  self->wanted = g_strdup (code);
  gtk_drop_down_set_selected (self->verdict, ANY_VERDICT);
}

/**
 * lt_target_choices_admit:
 * @self: the choices
 * @target: a target of the board that they were filled from
 *
 * Returns: whether it is one of those that were chosen
 */
gboolean
lt_target_choices_admit (const LtTargetChoices *self, const LtTarget *target)
{
  guint plan = gtk_drop_down_get_selected (self->plan);

  return (plan == 0 || plan > self->plans->len
          || g_str_equal (g_ptr_array_index (self->plans, plan - 1), target->rule->plan->code))
         && has_verdict (self, target);
}
