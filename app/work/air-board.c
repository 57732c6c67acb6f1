/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "work/air-board.h"

#include "model/record.h"
#include "store/reading-state.h"

#include <string.h>

#define DAY_MINUTES (24 * 60)

struct _LtAirBoard
{
  const LtStandards *standards;
  const LtItems *items;
  LtSpan span;
  gint64 from;
  gint64 to;
  GHashTable *places;    /* LtId → LtAirPlace */
  LtReadingState *state; /* (nullable): which batches the days were made by */
  guint n_read;          /* days that the last refresh has made */
};

/* Days of one place that are to be made anew: from the beginning of the first to the end of
 * the last. */
typedef struct
{
  LtId place;
  gint64 from;
  gint64 to;
} Stale;

static void
place_free (gpointer data)
{
  LtAirPlace *place = data;

  g_clear_pointer (&place->days, g_array_unref);
  g_clear_pointer (&place->tally, lt_air_tally_free);
  g_clear_pointer (&place->without_events, lt_air_tally_free);
  g_free (place);
}

/**
 * lt_air_board_new:
 * @standards: what the standards say; must stay
 * @items: what can be measured; must stay
 * @span: a month, quarter, half year or year
 *
 * Returns: (transfer full): a board of which nothing is read yet
 */
LtAirBoard *
lt_air_board_new (const LtStandards *standards, const LtItems *items, const LtSpan *span)
{
  LtAirBoard *self = g_new0 (LtAirBoard, 1);

  self->standards = standards;
  self->items = items;
  self->span = *span;
  lt_span_get_minutes (span, &self->from, &self->to);
  self->places = g_hash_table_new_full (lt_id_hash, lt_id_equal, NULL, place_free);
  return self;
}

void
lt_air_board_free (LtAirBoard *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->places);
  g_clear_pointer (&self->state, lt_reading_state_free);
  g_free (self);
}

/* ---- what is stale ----------------------------------------------------------- */

static gint64
floor_day (gint64 minute)
{
  gint64 rest = minute % DAY_MINUTES;

  return minute - (rest < 0 ? rest + DAY_MINUTES : rest);
}

static void
widen (GHashTable *stale, const LtId *place, gint64 from, gint64 to)
{
  Stale *one = g_hash_table_lookup (stale, place);

  if (one != NULL)
    {
      one->from = MIN (one->from, from);
      one->to = MAX (one->to, to);
      return;
    }
  one = g_new (Stale, 1);
  *one = (Stale){ *place, from, to };
  g_hash_table_insert (stale, &one->place, one);
}

/* The hour of 00:00 belongs to the day that ends with it; whether a series is of hours is not
 * said, so the day before is taken, too. */
static void
add_changed (LtAirBoard *self, GHashTable *stale, GPtrArray *changed)
{
  for (guint i = 0; i < changed->len; i++)
    {
      const LtBatchSeries *series = g_ptr_array_index (changed, i);
      gint64 from = MAX (floor_day (series->first - 1), self->from);
      gint64 to = MIN (floor_day (series->last) + DAY_MINUTES, self->to);

      if (from < to && g_hash_table_contains (self->places, &series->place))
        widen (stale, &series->place, from, to);
    }
}

/* ---- making days ------------------------------------------------------------- */

static guint
find_from (GArray *days, const char *date)
{
  guint low = 0, high = days->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (strcmp (g_array_index (days, LtAirDay, middle).date, date) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static void
turn_day (LtAirPlace *place, const LtAirDay *day, gboolean in)
{
  int step = in ? 1 : -1;

  if (in)
    lt_air_tally_add (place->tally, day);
  else
    lt_air_tally_remove (place->tally, day);
  place->n_days += (guint) (day->is_empty ? 0 : step);
  place->n_left_out += (guint) step * day->n_left_out;
  place->n_events += (guint) step * day->n_events;
}

/* Puts @made in the place of the days from @from up to @to. */
static void
exchange_days (LtAirPlace *place, gint64 from, gint64 to, GArray *made)
{
  g_autofree char *first = lt_reading_format_time (from, LT_INTERVAL_DAY);
  g_autofree char *end = lt_reading_format_time (to, LT_INTERVAL_DAY);
  guint begin = find_from (place->days, first);
  guint n = find_from (place->days, end) - begin;

  for (guint i = begin; i < begin + n; i++)
    turn_day (place, &g_array_index (place->days, LtAirDay, i), FALSE);
  g_array_remove_range (place->days, begin, n);
  g_array_insert_vals (place->days, begin, made->data, made->len);
  for (guint i = 0; i < made->len; i++)
    turn_day (place, &g_array_index (made, LtAirDay, i), TRUE);
}

/* Where there are events at all, they are few: the whole span is read once more. */
static gboolean
make_without_events (LtAirBoard *self, LtReadingWalk *walk, LtAirPlace *place, GError **error)
{
  g_autoptr (GArray) days = NULL;

  g_clear_pointer (&place->without_events, lt_air_tally_free);
  if (place->n_events == 0)
    return TRUE;
  days = lt_air_days_read (walk, self->standards, self->items, &place->place, self->from, self->to,
                           TRUE, error);
  if (days == NULL)
    return FALSE;
  place->without_events = lt_air_tally_new (self->standards, &self->span);
  for (guint i = 0; i < days->len; i++)
    lt_air_tally_add (place->without_events, &g_array_index (days, LtAirDay, i));
  return TRUE;
}

static gboolean
make_days (LtAirBoard *self, LtReadingWalk *walk, const Stale *stale, GError **error)
{
  LtAirPlace *place = g_hash_table_lookup (self->places, &stale->place);
  g_autoptr (GArray) made = lt_air_days_read (walk, self->standards, self->items, &place->place,
                                              stale->from, stale->to, FALSE, error);

  if (made == NULL)
    return FALSE;
  self->n_read += made->len;
  exchange_days (place, stale->from, stale->to, made);
  return make_without_events (self, walk, place, error);
}

/* ---- stations ---------------------------------------------------------------- */

static void
take_station (LtAirBoard *self, GHashTable *stale, const LtId *id)
{
  LtAirPlace *place;

  if (g_hash_table_contains (self->places, id))
    return;
  place = g_new0 (LtAirPlace, 1);
  place->place = *id;
  place->days = g_array_new (FALSE, TRUE, sizeof (LtAirDay));
  place->tally = lt_air_tally_new (self->standards, &self->span);
  g_hash_table_insert (self->places, &place->place, place);
  widen (stale, id, self->from, self->to);
}

static gboolean
is_not_among (gpointer key, gpointer value, gpointer user_data)
{
  return !g_hash_table_contains (user_data, key);
}

static void
take_stations (LtAirBoard *self, GHashTable *stale, GPtrArray *stations)
{
  g_autoptr (GHashTable) wanted = g_hash_table_new (lt_id_hash, lt_id_equal);

  for (guint i = 0; i < stations->len; i++)
    g_hash_table_add (wanted, (gpointer) & ((LtRecord *) g_ptr_array_index (stations, i))->id);
  g_hash_table_foreach_remove (self->places, is_not_among, wanted);
  for (guint i = 0; i < stations->len; i++)
    take_station (self, stale, &((LtRecord *) g_ptr_array_index (stations, i))->id);
}

static gboolean
make_stale (LtAirBoard *self, LtReadingWalk *walk, GHashTable *stale, GError **error)
{
  GHashTableIter iter;
  gpointer one;

  g_hash_table_iter_init (&iter, stale);
  while (g_hash_table_iter_next (&iter, NULL, &one))
    if (!make_days (self, walk, one, error))
      return FALSE;
  return TRUE;
}

/**
 * lt_air_board_refresh:
 * @self: a board
 * @store: the county file, of the calling thread
 * @stations: (element-type LtRecord): those that are evaluated
 * @error: return location
 *
 * Brings it up to what the file says now.
 *
 * Returns: whether that could be; where not, the next time everything is read
 */
gboolean
lt_air_board_refresh (LtAirBoard *self, LtStore *store, GPtrArray *stations, GError **error)
{
  g_autoptr (GHashTable) stale = g_hash_table_new_full (lt_id_hash, lt_id_equal, NULL, g_free);
  /* The walk comes first: which batches count is of the same moment as their rows. */
  g_autoptr (LtReadingWalk) walk = lt_reading_walk_new (store, error);
  g_autoptr (LtReadingState) now =
      walk == NULL ? NULL : lt_reading_state_read (store, self->state, error);
  g_autoptr (GPtrArray) changed = NULL;

  self->n_read = 0;
  if (now == NULL)
    return FALSE;
  if (self->state != NULL)
    changed = lt_reading_state_compare (self->state, now);
  if (changed == NULL)
    g_hash_table_remove_all (self->places);
  else
    add_changed (self, stale, changed);
  take_stations (self, stale, stations);
  g_clear_pointer (&self->state, lt_reading_state_free);
  if (!make_stale (self, walk, stale, error))
    return FALSE;
  self->state = g_steal_pointer (&now);
  return TRUE;
}

/**
 * lt_air_board_find:
 * @self: a board
 * @place: a station
 *
 * Returns: (nullable): what is kept of it
 */
const LtAirPlace *
lt_air_board_find (const LtAirBoard *self, const LtId *place)
{
  return g_hash_table_lookup (self->places, place);
}

/**
 * lt_air_board_count_read:
 * @self: a board
 *
 * Returns: how many days the last refresh has made
 */
guint
lt_air_board_count_read (const LtAirBoard *self)
{
  return self->n_read;
}
