/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What waits, in words. */

#include "work/today-private.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *name;
  const char *label;
} sorts[] = {
  [LT_TODAY_OVERDUE] = { "overdue", N_ ("Overdue") },
  [LT_TODAY_DUE] = { "due", N_ ("Due soon") },
  [LT_TODAY_EXCEEDED] = { "exceeded", N_ ("Over the limit") },
  [LT_TODAY_MISSED] = { "missed", N_ ("Targets not met") },
  [LT_TODAY_CONFLICT] = { "conflict", N_ ("In conflict") },
  [LT_TODAY_HELD] = { "held-back", N_ ("Held back") },
  [LT_TODAY_HALF_IMPORT] = { "half-import", N_ ("Imports that were broken off") },
  [LT_TODAY_UNSAVED] = { "unsaved", N_ ("Forms not saved") },
  [LT_TODAY_REVIEW] = { "review", N_ ("Orders to be issued") },
  [LT_TODAY_DRAFT] = { "draft", N_ ("Orders not submitted") },
  [LT_TODAY_FOLLOW] = { "follow", N_ ("Inspections to be finished") },
  [LT_TODAY_UNSYNCED] = { "unsynced", N_ ("Not synced") },
  [LT_TODAY_BACKUP] = { "backup", N_ ("Backup") },
  [LT_TODAY_ORIGINAL] = { "original", N_ ("Originals missing") },
};

void
lt_today_line_free (LtTodayLine *self)
{
  g_free (self->target);
  g_free (self->title);
  g_free (self->words);
  g_free (self->date);
  g_free (self);
}

void
lt_today_free (LtToday *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->lines);
  g_free (self->date);
  g_free (self);
}

/**
 * lt_today_count:
 *
 * Returns: how many things wait, listed or not
 */
guint
lt_today_count (const LtToday *self)
{
  guint n = 0;

  for (guint i = 0; i < LT_TODAY_N_SORTS; i++)
    n += self->counts[i];
  return n;
}

/**
 * lt_today_sort_get_name:
 *
 * Returns: (transfer none): what it is called in files
 */
const char *
lt_today_sort_get_name (LtTodaySort sort)
{
  return sorts[sort].name;
}

/**
 * lt_today_sort_get_label:
 *
 * Returns: (transfer none): what it is called on the screen
 */
const char *
lt_today_sort_get_label (LtTodaySort sort)
{
  return _ (sorts[sort].label);
}

/**
 * lt_today_sort_find_label:
 * @name: what lt_today_sort_get_name() gave
 *
 * Returns: (transfer none): what it is called on the screen; @name where it is none
 */
const char *
lt_today_sort_find_label (const char *name)
{
  for (guint i = 0; i < LT_TODAY_N_SORTS; i++)
    if (g_str_equal (sorts[i].name, name))
      return _ (sorts[i].label);
  return name;
}

/**
 * lt_today_wants_notice:
 * @self: what waits
 * @told_day: (nullable): the day on which somebody was last told of what waits
 * @told_overdue: how many were overdue then
 *
 * Returns: whether he is to be told, who may not look at the program: once a day of what
 *   has a deadline or is in conflict, and when more has become overdue
 */
gboolean
lt_today_wants_notice (const LtToday *self, const char *told_day, guint told_overdue)
{
  if (self->counts[LT_TODAY_OVERDUE] + self->counts[LT_TODAY_DUE] + self->counts[LT_TODAY_CONFLICT]
      == 0)
    return FALSE;
  return g_strcmp0 (self->date, told_day) != 0 || self->counts[LT_TODAY_OVERDUE] > told_overdue;
}

/**
 * lt_today_describe_notice:
 *
 * It stands on a screen that anybody may see: no names and no numbers of papers are in it.
 *
 * Returns: (transfer full): how much waits, in words
 */
char *
lt_today_describe_notice (const LtToday *self)
{
  return g_strdup_printf (_ ("%u overdue, %u due soon, %u in conflict; %u in all"),
                          self->counts[LT_TODAY_OVERDUE], self->counts[LT_TODAY_DUE],
                          self->counts[LT_TODAY_CONFLICT], lt_today_count (self));
}

/**
 * lt_today_line_describe_time:
 *
 * Returns: (transfer full): how many days are left, or past; empty where it has no date
 */
char *
lt_today_line_describe_time (const LtTodayLine *self)
{
  if (self->date == NULL)
    return g_strdup ("");
  if (self->days == 0)
    return g_strdup (_ ("on this very day"));
  if (self->days < 0)
    return g_strdup_printf (ngettext ("%d day overdue", "%d days overdue", (gulong) -self->days),
                            -self->days);
  return g_strdup_printf (ngettext ("%d day left", "%d days left", (gulong) self->days),
                          self->days);
}
