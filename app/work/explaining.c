/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A single number explained: what it is, how it is judged or came about, where it comes from. */

#include "work/explaining.h"

#include "work/air-words.h"
#include "work/map-wish.h"
#include "work/origin.h"
#include "work/readings.h"
#include "work/series-limits.h"
#include "work/value-rows.h"

#include <glib/gi18n-lib.h>

#define EXACT_PLACES 6

/**
 * lt_explain_wish_new:
 * @place: whose
 * @item: code of what
 * @interval: what the value stands for
 * @time: of it, civil minutes
 *
 * Returns: (transfer full): the wish; the value is looked up
 */
LtExplainWish *
lt_explain_wish_new (const LtSeriesPlace *place, const char *item, LtInterval interval, gint64 time)
{
  LtExplainWish *self = g_new0 (LtExplainWish, 1);

  self->place = lt_series_place_new (place->kind, &place->id, place->label);
  self->item = g_strdup (item);
  self->interval = interval;
  self->time = time;
  return self;
}

/**
 * lt_explain_wish_set_value:
 * @self: a wish
 * @value: the number itself, exact, where it is kept nowhere
 */
void
lt_explain_wish_set_value (LtExplainWish *self, LtRatio value)
{
  g_autofree char *text = lt_ratio_format (value, EXACT_PLACES);

  self->has_value = TRUE;
  self->value = lt_reading_round_value (text);
}

void
lt_explain_wish_free (LtExplainWish *self)
{
  lt_series_place_free (self->place);
  g_free (self->item);
  g_free (self);
}

static LtSeriesWish *
make_series_wish (const LtExplainWish *wish, const LtItems *items)
{
  LtSeriesWish *one = lt_series_wish_new ();
  const LtSeriesPlace *place = wish->place;

  lt_series_wish_set_item (one, items, wish->item);
  one->interval = wish->interval;
  one->from = wish->time;
  one->to = wish->time;
  g_ptr_array_add (one->places, lt_series_place_new (place->kind, &place->id, place->label));
  return one;
}

/* (transfer full): the only value of the series is the one that is given */
static GPtrArray *
make_series (const LtExplainWish *wish)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_series_free);
  LtSeries *series = g_new0 (LtSeries, 1);
  LtSeriesValue value = { .time = wish->time, .has_value = TRUE, .value = wish->value };

  series->place.kind = wish->place->kind;
  series->place.id = wish->place->id;
  series->place.label = g_strdup (wish->place->label);
  series->values = g_array_new (FALSE, FALSE, sizeof (LtSeriesValue));
  g_array_append_val (series->values, value);
  g_ptr_array_add (list, series);
  return list;
}

/* The place, what was measured, when, and how much of it. */
static void
put_heading (GString *text,
             const LtExplainWish *wish,
             const LtItem *item,
             const LtSeries *series,
             const LtSeriesLimits *limits)
{
  const LtSeriesValue *value = &g_array_index (series->values, LtSeriesValue, 0);
  g_autofree char *moment = lt_reading_format_time (value->time, wish->interval);
  g_autofree char *when = lt_moment_in_words (moment, wish->interval);
  g_autofree char *remark = lt_value_remark (series, 0, wish->interval, limits);
  const char *name = item != NULL && g_ascii_islower (*wish->item) ? item->label : wish->item;

  g_string_append_printf (text, "%s · %s · %s", wish->place->label, name, when);
  if (value->has_value)
    {
      g_autofree char *number = lt_reading_format_value (value->value);

      g_string_append_printf (text, " · %s%s%s", number,
                              item == NULL || *item->unit == '\0' ? "" : " ",
                              item == NULL ? "" : item->unit);
    }
  if (*remark != '\0')
    g_string_append_printf (text, " · %s", remark);
}

/* What each item adds to an index, line by line, and the standard of its class. */
static void
put_index (GString *text, const LtAirIndices *indices, LtInterval interval)
{
  const LtAirIndex *index = &g_array_index (indices->rows, LtAirIndex, 0);
  const LtAqiClass *class = lt_air_index_find_class (index, indices->standards, interval);
  g_autoptr (GPtrArray) lines = lt_air_index_explain (index);

  for (guint i = 0; i < lines->len; i++)
    g_string_append_printf (text, "%s%s", i == 0 ? "\n\n" : "\n",
                            (char *) g_ptr_array_index (lines, i));
  if (class != NULL)
    g_string_append_printf (text, "\n%s: %s", class->cited.document, class->cited.id);
}

static gboolean
put_origin (GString *text,
            LtStore *store,
            const LtSeriesWish *wish,
            const LtSeries *series,
            GError **error)
{
  g_autoptr (LtOriginWish) asked =
      lt_origin_wish_new (wish, &series->place, &g_array_index (series->values, LtSeriesValue, 0));
  g_autoptr (LtOrigin) origin = lt_work_find_origin (store, asked, error);
  g_autofree char *words = origin == NULL ? NULL : lt_origin_describe (origin);

  if (words != NULL)
    g_string_append_printf (text, "\n\n%s", words);
  return words != NULL;
}

/**
 * lt_work_explain:
 * @store: a county file, of the calling thread
 * @wish: which number
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the number; what it is held against, the comparison, the
 *   rule and where that stands, or how an index came about; the file and line it comes from
 */
char *
lt_work_explain (LtStore *store, const LtExplainWish *wish, GError **error)
{
  g_autoptr (LtItems) items = lt_work_items (error);
  g_autoptr (LtSeriesWish) asked = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (LtSeriesLimits) limits = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *judged = NULL;
  const LtSeries *series;

  if (items == NULL)
    return NULL;
  asked = make_series_wish (wish, items);
  list = wish->has_value ? make_series (wish) : lt_work_read_series (store, asked, error);
  limits = list == NULL ? NULL : lt_work_series_limits (store, asked, error);
  if (limits == NULL)
    return NULL;
  series = list->len == 0 ? NULL : g_ptr_array_index (list, 0);
  if (series == NULL || series->values->len == 0)
    return g_strdup (_ ("There is no such value any more."));
  put_heading (text, wish, lt_items_find (items, wish->item), series, limits);
  if (series->indices != NULL)
    {
      put_index (text, series->indices, wish->interval);
      return g_string_free (g_steal_pointer (&text), FALSE);
    }
  judged = lt_series_limits_explain (limits, &series->place,
                                     &g_array_index (series->values, LtSeriesValue, 0));
  g_string_append_printf (text, "\n\n%s",
                          judged != NULL ? judged : _ ("No limit in force judges it."));
  if (!wish->has_value && !put_origin (text, store, asked, series, error))
    return NULL;
  return g_string_free (g_steal_pointer (&text), FALSE);
}
