/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What merging left open: several values of which one holds, batches that say different
 * things of the same hours, work that came and does not count. */

#include "work/today-private.h"

#include "store/breaches.h"
#include "store/due.h"
#include "store/held-back.h"
#include "store/readings.h"
#include "work/colleagues.h"

#include <glib/gi18n-lib.h>

static gboolean
gather_conflicts (LtGathering *self, GError **error)
{
  g_autoptr (GArray) ids = lt_store_list_conflicting (self->store, error);
  g_autoptr (GPtrArray) breaches = ids == NULL ? NULL : lt_store_list_breaches (self->store, error);

  for (guint i = 0; breaches != NULL && i < ids->len; i++)
    {
      const LtId *id = &g_array_index (ids, LtId, i);
      g_autoptr (LtRecord) record = lt_gathering_wants (self, LT_TODAY_CONFLICT)
                                        ? lt_store_get (self->store, NULL, id, NULL)
                                        : NULL;

      if (record == NULL)
        self->today->counts[LT_TODAY_CONFLICT]++;
      else
        lt_gathering_set_record (
            lt_gathering_add (self, LT_TODAY_CONFLICT, lt_work_describe_record (record),
                              _ ("Two machines say different things: decide which holds")),
            record->kind, id);
    }
  for (guint i = 0; breaches != NULL && i < breaches->len; i++)
    {
      const LtBreach *breach = g_ptr_array_index (breaches, i);
      g_autoptr (LtRecord) record =
          lt_gathering_wants (self, LT_TODAY_CONFLICT)
              ? lt_store_get (self->store, breach->kind, &breach->record, NULL)
              : NULL;

      if (record == NULL)
        self->today->counts[LT_TODAY_CONFLICT]++;
      else
        lt_gathering_set_record (lt_gathering_add (self, LT_TODAY_CONFLICT,
                                                   lt_work_describe_record (record),
                                                   lt_work_describe_breach (breach)),
                                 record->kind, &breach->record);
    }
  return breaches != NULL;
}

/* Each pair of batches is one conflict, however many rows it is of. */
static gboolean
gather_batches (LtGathering *self, GError **error)
{
  g_autoptr (GArray) conflicts = lt_store_list_batch_conflicts (self->store, error);

  for (guint i = 0; conflicts != NULL && i < conflicts->len; i++)
    {
      const LtBatchConflict *conflict = &g_array_index (conflicts, LtBatchConflict, i);
      g_autoptr (LtRecord) one = lt_store_get (self->store, NULL, &conflict->a, NULL);
      g_autoptr (LtRecord) other = lt_store_get (self->store, NULL, &conflict->b, NULL);
      g_autofree char *words = NULL;

      if (one == NULL || other == NULL)
        {
          self->today->counts[LT_TODAY_CONFLICT]++;
          continue;
        }
      words = g_strdup_printf (_ ("%d rows are others than in batch %s: say which holds, with "
                                  "lantianctl resolve"),
                               (int) conflict->differing, lt_record_get_title (other));
      lt_gathering_set_record (lt_gathering_add (self, LT_TODAY_CONFLICT,
                                                 lt_work_describe_record (one), words),
                               one->kind, &conflict->a);
    }
  return conflicts != NULL;
}

/* The first record here that it was about; %NULL where there is none. */
static LtRecord *
find_subject (LtGathering *self, const LtGroup *group)
{
  for (guint i = 0; group != NULL && i < group->operations->len; i++)
    {
      const LtOperation *operation = g_ptr_array_index (group->operations, i);
      LtRecord *record = lt_store_get (self->store, NULL, &operation->record, NULL);

      if (record != NULL)
        return record;
    }
  return NULL;
}

static char *
name_held (LtGathering *self, const LtGroup *group, const LtRecord *subject)
{
  g_autoptr (LtRecord) officer =
      group == NULL ? NULL : lt_store_get (self->store, NULL, &group->actor, NULL);
  g_autofree char *about = subject == NULL ? NULL : lt_work_describe_record (subject);
  const char *who = officer == NULL ? _ ("Somebody unknown") : lt_record_get_title (officer);

  return about == NULL ? g_strdup (who) : g_strdup_printf ("%s · %s", who, about);
}

/* What is to be kept of it, somebody enters again: where it was about. */
static gboolean
gather_held (LtGathering *self, GError **error)
{
  g_autoptr (GPtrArray) list = lt_store_list_held (self->store, error);

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const LtHeldBack *held = g_ptr_array_index (list, i);
      g_autoptr (LtRecord) subject = NULL;
      LtTodayLine *line;

      if (!lt_gathering_wants (self, LT_TODAY_HELD))
        {
          self->today->counts[LT_TODAY_HELD]++;
          continue;
        }
      subject = find_subject (self, held->group);
      line = lt_gathering_add (self, LT_TODAY_HELD, name_held (self, held->group, subject),
                               held->reason);
      if (subject != NULL)
        lt_gathering_set_record (line, subject->kind, &subject->id);
    }
  return list != NULL;
}

/**
 * lt_gathering_add_merged:
 * @self: a gathering
 * @error: return location
 *
 * Adds what merging left open.
 */
gboolean
lt_gathering_add_merged (LtGathering *self, GError **error)
{
  return gather_conflicts (self, error) && gather_batches (self, error)
         && gather_held (self, error);
}
