/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Breaches in words, as they stand in a table and as they are copied. */

#include "work/breaches.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * lt_breach_unit_label:
 * @unit: what exceeds
 *
 * Returns: what it is called on the screen
 */
const char *
lt_breach_unit_label (LtBreachUnit unit)
{
  return unit == LT_BREACH_OF_PLACE ? _ ("Stations and sites") : _ ("Counties and areas");
}

/**
 * lt_breach_describe_time:
 * @self: a breach
 *
 * Returns: (transfer full): its day, hour, month, or from when to when
 */
char *
lt_breach_describe_time (const LtBreach *self)
{
  /* "2026-11-19 13:00", as the other tables write an hour. */
  if (strcmp (self->from, self->to) == 0)
    return g_strdelimit (g_strdup (self->from), "T", ' ');
  return g_strdup_printf (_ ("%s to %s"), self->from, self->to);
}

static char *
add_unit (const LtBreach *self, const char *number)
{
  /* A day and a grade have no amount: their unit is a name for them. */
  return *self->measure == '\0' || *self->over == '\0'
             ? g_strdup (number)
             : g_strdup_printf ("%s %s", number, self->measure);
}

/**
 * lt_breach_describe_value:
 * @self: a breach
 *
 * Returns: (transfer full): its value, with the unit
 */
char *
lt_breach_describe_value (const LtBreach *self)
{
  return add_unit (self, self->value);
}

/**
 * lt_breach_describe_limit:
 * @self: a breach
 *
 * Returns: (transfer full): what is asked, "≤ 75 µg/m³"
 */
char *
lt_breach_describe_limit (const LtBreach *self)
{
  static const struct
  {
    const char *code;
    const char *sign;
  } signs[] = { { "<=", "≤" }, { ">=", "≥" } };
  const char *sign = self->comparator;
  g_autofree char *limit = add_unit (self, self->limit);

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if (g_str_equal (signs[i].code, self->comparator))
      sign = signs[i].sign;
  return g_strdup_printf ("%s %s", sign, limit);
}

/**
 * lt_breach_explain:
 * @self: a breach
 *
 * Returns: (transfer full): how it came about, line by line, and where the rule stands
 */
char *
lt_breach_explain (const LtBreach *self)
{
  GString *text = g_string_new (NULL);
  g_autofree char *time = lt_breach_describe_time (self);
  g_autofree char *value = lt_breach_describe_value (self);
  g_autofree char *limit = lt_breach_describe_limit (self);

  g_string_append_printf (text, _ ("%s, %s, %s: %s, asked %s"), self->place, self->title, time,
                          value, limit);
  for (guint i = 0; i < self->lines->len; i++)
    g_string_append_printf (text, "\n• %s", (const char *) g_ptr_array_index (self->lines, i));
  g_string_append_printf (text, _ ("\nRule: %s"), self->rule);
  g_string_append_printf (text, _ ("\nDocument: %s"), self->citation);
  if (*self->quote != '\0')
    g_string_append_printf (text, _ ("\nIts words: “%s”"), self->quote);
  if (*self->unsure != '\0')
    g_string_append_printf (text, _ ("\nUnsure: %s"), self->unsure);
  return g_string_free (text, FALSE);
}
