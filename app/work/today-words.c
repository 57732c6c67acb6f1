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
  [LT_TODAY_CONFLICT] = { "conflict", N_ ("In conflict") },
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
