/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/limit-steps.h"

#include "rules/standards-private.h"

#include <string.h>

/* ---- editions ---------------------------------------------------------------- */

/* "GB 3095-2026" of "transition" → "GB3095-2026-transition"; one that has no stages is
 * called as the standard. */
static char *
name_edition (const LtLimit *limit)
{
  GString *name = g_string_new (limit->cited.document);

  g_string_replace (name, " ", "", 0);
  if (!g_str_equal (limit->stage, "only"))
    g_string_append_printf (name, "-%s", limit->stage);
  return g_string_free (name, FALSE);
}

void
lt_limit_edition_free (LtLimitEdition *self)
{
  g_free (self->name);
  g_free (self->document);
  g_free (self->stage);
  g_free (self);
}

static gboolean
is_called (gconstpointer edition, gconstpointer name)
{
  return g_str_equal (((const LtLimitEdition *) edition)->name, name);
}

/**
 * lt_standards_list_editions:
 * @self: the standards
 *
 * Returns: (transfer full) (element-type LtLimitEdition): by which limits can be taken, in
 *   the order of the files
 */
GPtrArray *
lt_standards_list_editions (const LtStandards *self)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_limit_edition_free);

  for (guint i = 0; i < self->limits->len; i++)
    {
      const LtLimit *limit = g_ptr_array_index (self->limits, i);
      g_autofree char *name = name_edition (limit);
      LtLimitEdition *edition;

      if (g_ptr_array_find_with_equal_func (list, name, is_called, NULL))
        continue;
      edition = g_new0 (LtLimitEdition, 1);
      *edition = (LtLimitEdition){ g_steal_pointer (&name), g_strdup (limit->cited.document),
                                   g_strdup (limit->stage) };
      g_ptr_array_add (list, edition);
    }
  return list;
}

/* ---- steps ------------------------------------------------------------------- */

/* Whether values of the item over the interval are held against it. A month has no limit. */
static gboolean
is_of (const LtLimit *limit, const char *item, LtInterval interval)
{
  const char *average = limit->average;
  gboolean fits = interval == LT_INTERVAL_HOUR ? g_str_equal (average, "hour")
                  : interval == LT_INTERVAL_DAY
                      ? g_str_equal (average, "day") || g_str_equal (average, "day-max-8h")
                      : FALSE;

  return fits && g_str_equal (lt_reading_item_of (limit->item, average), item);
}

static int
compare_steps (gconstpointer a, gconstpointer b)
{
  return strcmp (((const LtLimitStep *) a)->from, ((const LtLimitStep *) b)->from);
}

static const char *
later_of (const char *one, const char *other)
{
  return one != NULL && strcmp (one, other) > 0 ? one : other;
}

static const char *
earlier_of (const char *one, const char *other)
{
  return one != NULL && strcmp (one, other) < 0 ? one : other;
}

/**
 * lt_standards_list_limit_steps:
 * @self: the standards
 * @item: code of readings
 * @interval: of their values
 * @air_class: 1 or 2
 * @from: first day
 * @to: last day
 * @edition: (nullable): name of the one that judges all days; %NULL: each day is judged by
 *   the limit of its own date
 *
 * Returns: (transfer full) (element-type LtLimitStep): the limits of these days, rising; more
 *   than one where the standard changes, none where it has no such limit
 */
GArray *
lt_standards_list_limit_steps (const LtStandards *self,
                               const char *item,
                               LtInterval interval,
                               guint air_class,
                               const char *from,
                               const char *to,
                               const char *edition)
{
  GArray *steps = g_array_new (FALSE, TRUE, sizeof (LtLimitStep));

  for (guint i = 0; i < self->limits->len; i++)
    {
      const LtLimit *limit = g_ptr_array_index (self->limits, i);
      g_autofree char *name = name_edition (limit);
      LtLimitStep step = { .limit = limit };

      if (limit->air_class != air_class || !is_of (limit, item, interval)
          || (edition != NULL && !g_str_equal (name, edition)))
        continue;
      g_strlcpy (step.from, edition != NULL ? from : later_of (limit->cited.valid_from, from),
                 sizeof step.from);
      g_strlcpy (step.to, edition != NULL ? to : earlier_of (limit->cited.valid_to, to),
                 sizeof step.to);
      if (strcmp (step.from, step.to) <= 0)
        g_array_append_val (steps, step);
    }
  g_array_sort (steps, compare_steps);
  return steps;
}

/**
 * lt_standards_round_for:
 * @self: the standards
 * @limit: a limit of an hour or of a day
 * @value: what was measured
 * @date: the day of the value: how it is compared is of that day
 *
 * Returns: @value as it is compared with @limit: as it is (全数值比较) or rounded in one step
 *   (修约值比较), as data/rules/standards/rounding.json has it
 */
LtRatio
lt_standards_round_for (const LtStandards *self,
                        const LtLimit *limit,
                        LtRatio value,
                        const char *date)
{
  const char *of = g_str_equal (limit->average, "hour") ? "air-hour" : "air-day";

  return lt_standards_compares_rounded (self, of, date)
             ? lt_ratio_round (value, lt_standards_get_places (self, limit->item, date),
                               LT_ROUNDING_HALF_EVEN)
             : value;
}

/**
 * lt_standards_exceeds:
 * @self: the standards
 * @limit: a limit of an hour or of a day
 * @value: what was measured
 * @date: the day of the value
 *
 * Returns: whether @value, as lt_standards_round_for() compares it, is above @limit
 */
gboolean
lt_standards_exceeds (const LtStandards *self,
                      const LtLimit *limit,
                      LtRatio value,
                      const char *date)
{
  return lt_ratio_compare (lt_standards_round_for (self, limit, value, date), limit->limit) > 0;
}
