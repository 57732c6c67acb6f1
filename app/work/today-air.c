/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What stations measured above a limit in the last days: a line for each station and item. */

#include "work/today-private.h"

#include "base/civil-time.h"
#include "store/readings.h"
#include "work/air-days.h"
#include "work/breaches.h"

#include <glib/gi18n-lib.h>

/* What is older is no news: the page of breaches has it. */
#define DAYS 7

typedef struct
{
  const LtBreach *last; /* the newest */
  guint n;
} Group;

/* Nearly every time there is nothing new to judge, and then nothing is read. */
static gboolean
has_recent (LtStore *store, const char *from, gboolean *recent, GError **error)
{
  gint64 first;

  *recent = FALSE;
  lt_reading_parse_time (from, LT_INTERVAL_DAY, &first);
  for (int interval = LT_INTERVAL_HOUR; interval <= LT_INTERVAL_DAY && !*recent; interval++)
    {
      g_autoptr (GPtrArray) series = lt_store_list_series (store, (LtInterval) interval, error);

      if (series == NULL)
        return FALSE;
      for (guint i = 0; i < series->len && !*recent; i++)
        {
          const LtBatchSeries *one = g_ptr_array_index (series, i);

          *recent = one->last >= first && lt_air_is_of_index (one->item);
        }
    }
  return TRUE;
}

static Group *
find_group (GPtrArray *groups, const LtBreach *breach)
{
  for (guint i = 0; i < groups->len; i++)
    {
      Group *group = g_ptr_array_index (groups, i);

      if (lt_id_equal (&group->last->id, &breach->id)
          && g_str_equal (group->last->item, breach->item)
          && group->last->interval == breach->interval)
        return group;
    }
  return NULL;
}

static GPtrArray *
group_all (const LtBreaches *breaches)
{
  GPtrArray *groups = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < breaches->list->len; i++)
    {
      const LtBreach *breach = g_ptr_array_index (breaches->list, i);
      Group *group;

      if (breach->unit != LT_BREACH_OF_PLACE || breach->target != NULL)
        continue;
      group = find_group (groups, breach);
      if (group == NULL)
        {
          group = g_new0 (Group, 1);
          group->last = breach;
          g_ptr_array_add (groups, group);
        }
      group->n++;
    }
  return groups;
}

static void
add_group (LtGathering *self, const Group *group)
{
  const LtBreach *last = group->last;
  gulong n = group->n;
  g_autofree char *when = lt_breach_describe_time (last);
  g_autofree char *value = lt_breach_describe_value (last);
  g_autofree char *limit = lt_breach_describe_limit (last);
  g_autofree char *words =
      g_strdup_printf (last->interval == LT_INTERVAL_HOUR
                           ? ngettext ("%lu hour in the last %d days; last %s: %s, limit %s",
                                       "%lu hours in the last %d days; last %s: %s, limit %s", n)
                           : ngettext ("%lu day in the last %d days; last %s: %s, limit %s",
                                       "%lu days in the last %d days; last %s: %s, limit %s", n),
                       n, DAYS, when, value, limit);

  lt_gathering_set_record (lt_gathering_add (self, LT_TODAY_EXCEEDED,
                                             g_strdup_printf ("%s · %s", last->place, last->title),
                                             words),
                           last->kind, &last->id);
}

/**
 * lt_gathering_add_exceeded:
 * @self: a gathering
 * @error: return location
 *
 * Adds what stations measured above the limits of the standard within a week.
 */
gboolean
lt_gathering_add_exceeded (LtGathering *self, GError **error)
{
  g_autofree char *from = lt_date_add_days (self->today->date, 1 - DAYS);
  g_autoptr (LtBreachWish) wish = NULL;
  g_autoptr (LtBreaches) breaches = NULL;
  g_autoptr (GPtrArray) groups = NULL;
  gboolean recent;

  if (!has_recent (self->store, from, &recent, error))
    return FALSE;
  if (!recent)
    return TRUE;
  wish = lt_breach_wish_new (self->today->date, from, self->today->date);
  breaches = lt_work_exceedances (self->store, wish, error);
  if (breaches == NULL)
    return FALSE;
  groups = group_all (breaches);
  for (guint i = 0; i < groups->len; i++)
    add_group (self, g_ptr_array_index (groups, i));
  return TRUE;
}
