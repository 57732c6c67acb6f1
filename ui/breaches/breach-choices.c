/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/breaches/breach-choices.h"

#include <glib/gi18n-lib.h>

struct _LtBreachChoices
{
  GtkDropDown *source;
  GtkDropDown *title;
  GtkDropDown *unit;
  GPtrArray *sources; /* in the order of the choice, behind "all" */
  GPtrArray *titles;
};

static void
fill (GtkDropDown *choice, const char *all, GPtrArray *names, const char *chosen)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  guint again = 0;

  gtk_string_list_append (list, all);
  for (guint i = 0; i < names->len; i++)
    {
      gtk_string_list_append (list, g_ptr_array_index (names, i));
      if (g_strcmp0 (g_ptr_array_index (names, i), chosen) == 0)
        again = i + 1;
    }
  gtk_drop_down_set_model (choice, G_LIST_MODEL (list));
  gtk_drop_down_set_selected (choice, again);
}

static void
fill_both (LtBreachChoices *self, const char *source, const char *title)
{
  fill (self->source, _ ("All plans and standards"), self->sources, source);
  fill (self->title, _ ("All that exceeds"), self->titles, title);
}

/**
 * lt_breach_choices_new:
 * @source: the choice of plans and standards; must outlive the answer
 * @title: the choice of what exceeds; too
 * @unit: the choice of whose; too
 *
 * Returns: (transfer full): they, with nothing in them yet
 */
LtBreachChoices *
lt_breach_choices_new (GtkDropDown *source, GtkDropDown *title, GtkDropDown *unit)
{
  LtBreachChoices *self = g_new0 (LtBreachChoices, 1);
  g_autoptr (GtkStringList) units = gtk_string_list_new (NULL);

  self->source = source;
  self->title = title;
  self->unit = unit;
  self->sources = g_ptr_array_new_with_free_func (g_free);
  self->titles = g_ptr_array_new_with_free_func (g_free);
  gtk_string_list_append (units, _ ("Places and areas"));
  for (int i = 0; i < LT_BREACH_N_UNITS; i++)
    gtk_string_list_append (units, lt_breach_unit_label ((LtBreachUnit) i));
  gtk_drop_down_set_model (unit, G_LIST_MODEL (units));
  fill_both (self, NULL, NULL);
  return self;
}

void
lt_breach_choices_free (LtBreachChoices *self)
{
  g_ptr_array_unref (self->sources);
  g_ptr_array_unref (self->titles);
  g_free (self);
}

static const char *
get_chosen (GtkDropDown *choice, const GPtrArray *names)
{
  guint chosen = gtk_drop_down_get_selected (choice);

  return chosen == 0 || chosen > names->len ? NULL : g_ptr_array_index (names, chosen - 1);
}

static void
add_once (GPtrArray *names, const char *name)
{
  if (!g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
    g_ptr_array_add (names, g_strdup (name));
}

/**
 * lt_breach_choices_fill:
 * @self: the choices
 * @breaches: what there is to choose from
 *
 * What was chosen stays chosen where it is still there.
 */
void
lt_breach_choices_fill (LtBreachChoices *self, const LtBreaches *breaches)
{
  g_autofree char *source = g_strdup (get_chosen (self->source, self->sources));
  g_autofree char *title = g_strdup (get_chosen (self->title, self->titles));

  g_ptr_array_set_size (self->sources, 0);
  g_ptr_array_set_size (self->titles, 0);
  for (guint i = 0; i < breaches->list->len; i++)
    {
      const LtBreach *breach = g_ptr_array_index (breaches->list, i);

      add_once (self->sources, breach->source);
      add_once (self->titles, breach->title);
    }
  fill_both (self, source, title);
}

/**
 * lt_breach_choices_admit:
 * @self: the choices
 * @breach: a breach of the list that they were filled from
 *
 * Returns: whether it is one of those that were chosen
 */
gboolean
lt_breach_choices_admit (const LtBreachChoices *self, const LtBreach *breach)
{
  const char *source = get_chosen (self->source, self->sources);
  const char *title = get_chosen (self->title, self->titles);
  guint unit = gtk_drop_down_get_selected (self->unit);

  return (source == NULL || g_str_equal (source, breach->source))
         && (title == NULL || g_str_equal (title, breach->title))
         && (unit == 0 || unit > LT_BREACH_N_UNITS || (guint) breach->unit == unit - 1);
}
