/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "work/origin.h"

#include "base/civil-time.h"
#include "base/error.h"
#include "store/batch-lines.h"
#include "store/log.h"

#include <glib/gi18n-lib.h>

/**
 * lt_origin_wish_new:
 * @wish: what was read
 * @place: a place of it
 * @value: a value of that place
 *
 * Returns: (transfer full): the wish to know where it comes from
 */
LtOriginWish *
lt_origin_wish_new (const LtSeriesWish *wish,
                    const LtSeriesPlace *place,
                    const LtSeriesValue *value)
{
  LtOriginWish *self = g_new0 (LtOriginWish, 1);

  *self = (LtOriginWish){ .place = place->id,
                          .sampled = lt_series_is_sampled (wish, place),
                          .item = g_strdup (wish->item),
                          .time = value->time,
                          .origin = value->origin };
  return self;
}

void
lt_origin_wish_free (LtOriginWish *self)
{
  g_free (self->item);
  g_free (self);
}

void
lt_origin_free (LtOrigin *self)
{
  lt_record_free (self->record);
  g_free (self->officer);
  g_free (self->when);
  g_free (self);
}

/* The record's first group in the log: who made it, and when. */
static gboolean
find_maker (LtStore *store, LtOrigin *origin, const LtId *id, GError **error)
{
  LtLogQuery query = { .record = id };
  g_autoptr (GPtrArray) groups = lt_store_log (store, &query, error);
  const LtGroup *first =
      groups == NULL || groups->len == 0 ? NULL : g_ptr_array_index (groups, groups->len - 1);
  g_autoptr (LtRecord) actor = NULL;

  if (first == NULL || first->operations->len == 0)
    return groups != NULL;
  actor = lt_store_get (store, lt_kind_by_name ("officer"), &first->actor, NULL);
  origin->officer = actor == NULL ? NULL : g_strdup (lt_record_get_title (actor));
  origin->when =
      lt_minute_of (((const LtOperation *) g_ptr_array_index (first->operations, 0))->wall);
  g_strdelimit (origin->when, "T", ' ');
  return TRUE;
}

static gboolean
find_line (LtStore *store, LtOrigin *origin, const LtOriginWish *wish, GError **error)
{
  g_autoptr (GArray) lines =
      lt_store_list_reading_lines (store, origin->record, &wish->place, wish->item, wish->time,
                                   wish->time, error);

  origin->line = lt_reading_lines_find (lines, wish->time);
  return lines != NULL;
}

/**
 * lt_work_find_origin:
 * @store: a county file
 * @wish: of which value
 * @error: return location
 *
 * Reads the log: not for the main loop.
 *
 * Returns: (transfer full) (nullable): where it comes from
 */
LtOrigin *
lt_work_find_origin (LtStore *store, const LtOriginWish *wish, GError **error)
{
  const LtKind *kind = lt_kind_by_name (wish->sampled ? "dust-fall" : "batch");
  g_autoptr (LtOrigin) origin = g_new0 (LtOrigin, 1);
  g_autoptr (GError) problem = NULL;

  origin->sampled = wish->sampled;
  origin->record = lt_store_get (store, kind, &wish->origin, &problem);
  /* Undone since it was painted: that can be said. */
  if (origin->record == NULL && g_error_matches (problem, LT_ERROR, LT_ERROR_BAD_INPUT))
    return g_steal_pointer (&origin);
  if (origin->record == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  if (!find_maker (store, origin, &wish->origin, error)
      || (!wish->sampled && !find_line (store, origin, wish, error)))
    return NULL;
  return g_steal_pointer (&origin);
}

/**
 * lt_origin_describe:
 *
 * Returns: (transfer full): "hours.csv, line 1203, imported by … on 2026-11-20 15:00"
 */
char *
lt_origin_describe (const LtOrigin *self)
{
  const char *officer = self->officer == NULL ? _ ("unknown") : self->officer;
  const char *when = self->when == NULL ? "" : self->when;
  g_autofree char *line = g_strdup_printf ("%" G_GINT64_FORMAT, self->line);

  if (self->record == NULL)
    return g_strdup (_ ("Its record is not in this file any more."));
  if (self->sampled)
    /* Translators: an officer's name, date and time */
    return g_strdup_printf (_ ("Entered by %s on %s"), officer, when);
  if (self->line == 0)
    /* Translators: a file, an officer's name, date and time */
    return g_strdup_printf (_ ("%s, line unknown, imported by %s on %s"),
                            lt_record_get (self->record, "file"), officer, when);
  /* Translators: a file, a number, an officer's name, date and time */
  return g_strdup_printf (_ ("%s, line %s, imported by %s on %s"),
                          lt_record_get (self->record, "file"), line, officer, when);
}
