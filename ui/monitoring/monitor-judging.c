/* SPDX-License-Identifier: GPL-3.0-or-later */

/* By what the values of a diagram are judged: a labelled choice at its foot. */

#include "ui/monitoring/monitor-private.h"

#include <glib/gi18n-lib.h>

/* The places of what is always there in the choice. */
enum
{
  OF_ITS_DAY,
  NOTHING,
  FIRST_JUDGE,
};

/* What can judge depends on the item; what was chosen stays where it is there still. */
void
lt_monitor_page_fill_judges (LtMonitorPage *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint chosen = OF_ITS_DAY;

  gtk_string_list_append (names, _ ("Judged by what holds on each day"));
  gtk_string_list_append (names, _ ("Not judged"));
  if (g_strcmp0 (self->shown->judge, LT_JUDGE_NONE) == 0)
    chosen = NOTHING;
  g_ptr_array_set_size (self->judges, 0);
  for (guint i = 0; i < self->limits->judges->len; i++)
    {
      const LtSeriesJudge *judge = g_ptr_array_index (self->limits->judges, i);
      g_autofree char *words = g_strdup_printf (_ ("All judged by %s"), judge->label);

      gtk_string_list_append (names, words);
      g_ptr_array_add (self->judges, g_strdup (judge->name));
      if (g_strcmp0 (self->shown->judge, judge->name) == 0)
        chosen = FIRST_JUDGE + i;
    }
  self->showing = TRUE;
  gtk_drop_down_set_model (self->judge_choice, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->judge_choice, chosen);
  gtk_widget_set_sensitive (GTK_WIDGET (self->judge_choice), self->judges->len > 0);
  self->showing = FALSE;
}

/* Returns: (transfer none) (nullable): what was chosen */
static const char *
get_judge (LtMonitorPage *self)
{
  guint chosen = gtk_drop_down_get_selected (self->judge_choice);

  return chosen == NOTHING ? LT_JUDGE_NONE
         : chosen < FIRST_JUDGE || chosen - FIRST_JUDGE >= self->judges->len
             ? NULL
             : g_ptr_array_index (self->judges, chosen - FIRST_JUDGE);
}

/* Somebody chose. */
void
lt_monitor_page_take_judge (LtMonitorPage *self)
{
  const char *judge = get_judge (self);

  if (self->showing || g_strcmp0 (judge, self->wish->judge) == 0)
    return;
  g_free (self->wish->judge);
  self->wish->judge = g_strdup (judge);
  lt_monitor_page_ask (self);
}

/* What judged one item may say nothing of another. */
void
lt_monitor_page_forget_judge (LtMonitorPage *self)
{
  if (g_strcmp0 (self->wish->judge, LT_JUDGE_NONE) != 0)
    g_clear_pointer (&self->wish->judge, g_free);
}
