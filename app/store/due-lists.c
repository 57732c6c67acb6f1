/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which orders and inspections wait for somebody. Each of the two tables is read once, row
 * after row, and what belongs together is found in memory: to look up the inspections of
 * each order's place one by one reads all over the file. */

#include "store/due.h"
#include "store/store-private.h"

#include <string.h>

#define DAY_SIZE    (sizeof "2026-11-20")
#define MINUTE_SIZE (sizeof "2026-11-20T15:42")
#define NONE        G_MAXUINT

/* An inspection; @next is another one of the same place. */
typedef struct
{
  gint64 number;
  LtId id;
  LtId place;
  guint next;
  char started[MINUTE_SIZE];
  gboolean without_result;
  gboolean found_nothing;
  gboolean ends_with_order;
  gboolean has_order;
} Visit;

/* What waits, and since or until when. */
typedef struct
{
  gint64 number;
  char time[MINUTE_SIZE];
} Waiting;

typedef struct
{
  GArray *visits;       /* (element-type Visit) */
  GHashTable *by_id;    /* id of an inspection → its place in @visits, and one */
  GHashTable *by_place; /* id of a place → the first of its inspections, and one */
  GArray *waiting[LT_DUE_N_SORTS];
} Gathering;

static void
clear_gathering (Gathering *self)
{
  g_clear_pointer (&self->by_id, g_hash_table_unref);
  g_clear_pointer (&self->by_place, g_hash_table_unref);
  g_clear_pointer (&self->visits, g_array_unref);
  for (guint i = 0; i < LT_DUE_N_SORTS; i++)
    g_clear_pointer (&self->waiting[i], g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Gathering, clear_gathering)

/* What is not there comes before all that is. */
static void
copy_time (char *to, gsize size, const char *text)
{
  g_strlcpy (to, text == NULL ? "" : text, size);
}

static guint
look_up (GHashTable *table, const LtId *id)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (table, id)) - 1;
}

static gboolean
read_visits (Gathering *self, LtStore *store, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRows) rows =
      lt_db_query (store->db, error, "SELECT fid, id, place, started, result FROM inspection", "");

  while (rows != NULL && lt_rows_next (rows, &problem))
    {
      Visit visit = { .number = lt_rows_int (rows, 0), .next = NONE };
      const char *result = lt_rows_text (rows, 4);

      lt_id_from_text (&visit.id, lt_rows_text (rows, 1));
      if (!lt_id_from_text (&visit.place, lt_rows_text (rows, 2)))
        visit.place = (LtId){ 0 };
      copy_time (visit.started, sizeof visit.started, lt_rows_text (rows, 3));
      visit.without_result = result == NULL;
      visit.found_nothing = g_strcmp0 (result, "no-problem") == 0;
      visit.ends_with_order = g_strcmp0 (result, "order") == 0;
      g_array_append_val (self->visits, visit);
    }
  if (rows == NULL || problem == NULL)
    return rows != NULL;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/* Only when all are there do they stay where they are. */
static void
index_visits (Gathering *self)
{
  for (guint i = 0; i < self->visits->len; i++)
    {
      Visit *visit = &g_array_index (self->visits, Visit, i);

      g_hash_table_insert (self->by_id, &visit->id, GUINT_TO_POINTER (i + 1));
      if (lt_id_is_zero (&visit->place))
        continue;
      visit->next = look_up (self->by_place, &visit->place);
      g_hash_table_insert (self->by_place, &visit->place, GUINT_TO_POINTER (i + 1));
    }
}

/* Whether its place was looked at as it had to be; see #LtDueLists. */
static gboolean
is_looked_at (const Gathering *self,
              const LtId *place,
              const LtId *inspection,
              const char *deadline,
              const char *issued_on)
{
  for (guint i = look_up (self->by_place, place); i != NONE;
       i = g_array_index (self->visits, Visit, i).next)
    {
      const Visit *visit = &g_array_index (self->visits, Visit, i);
      char day[DAY_SIZE];

      if (lt_id_equal (&visit->id, inspection))
        continue;
      copy_time (day, sizeof day, visit->started);
      if (*visit->started != '\0' && strcmp (visit->started, deadline) >= 0)
        return TRUE;
      if (visit->found_nothing && issued_on != NULL && strcmp (day, issued_on) > 0)
        return TRUE;
    }
  return FALSE;
}

static void
add (Gathering *self, LtDueSort sort, gint64 number, const char *time)
{
  Waiting waiting = { .number = number };

  copy_time (waiting.time, sizeof waiting.time, time);
  g_array_append_val (self->waiting[sort], waiting);
}

static void
add_order (Gathering *self, LtRows *rows, const char *until)
{
  gint64 number = lt_rows_int (rows, 0);
  const char *state = lt_rows_text (rows, 1);
  const char *deadline = lt_rows_text (rows, 4);
  LtId inspection, place;
  gboolean has_inspection = lt_id_from_text (&inspection, lt_rows_text (rows, 2));
  guint visit = has_inspection ? look_up (self->by_id, &inspection) : NONE;

  if (visit != NONE)
    g_array_index (self->visits, Visit, visit).has_order = TRUE;
  if (g_strcmp0 (state, "review") == 0)
    add (self, LT_DUE_REVIEW, number, deadline);
  else if (g_strcmp0 (state, "draft") == 0)
    add (self, LT_DUE_DRAFT, number, deadline);
  else if (g_strcmp0 (state, "issued") == 0 && deadline != NULL && strcmp (deadline, until) <= 0
           && !(has_inspection && lt_id_from_text (&place, lt_rows_text (rows, 3))
                && is_looked_at (self, &place, &inspection, deadline, lt_rows_text (rows, 5))))
    add (self, LT_DUE_ISSUED, number, deadline);
}

static gboolean
read_orders (Gathering *self, LtStore *store, const char *until, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRows) rows =
      lt_db_query (store->db, error,
                   "SELECT fid, state, inspection, place, deadline, issued_on FROM \"order\"", "");

  while (rows != NULL && lt_rows_next (rows, &problem))
    add_order (self, rows, until);
  if (rows == NULL || problem == NULL)
    return rows != NULL;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static void
add_visits (Gathering *self)
{
  for (guint i = 0; i < self->visits->len; i++)
    {
      const Visit *visit = &g_array_index (self->visits, Visit, i);

      if (visit->has_order)
        continue;
      if (visit->ends_with_order)
        add (self, LT_DUE_WITHOUT_ORDER, visit->number, visit->started);
      else if (visit->without_result)
        add (self, LT_DUE_WITHOUT_RESULT, visit->number, visit->started);
    }
}

static int
compare_waiting (gconstpointer a, gconstpointer b)
{
  const Waiting *one = a;
  const Waiting *other = b;
  int order = strcmp (one->time, other->time);

  return order != 0 ? order : (one->number > other->number) - (one->number < other->number);
}

static LtDueLists *
make_lists (Gathering *self)
{
  LtDueLists *lists = g_new0 (LtDueLists, 1);

  for (guint sort = 0; sort < LT_DUE_N_SORTS; sort++)
    {
      GArray *waiting = self->waiting[sort];

      g_array_sort (waiting, compare_waiting);
      lists->keys[sort] = g_array_sized_new (FALSE, FALSE, sizeof (gint64), waiting->len);
      for (guint i = 0; i < waiting->len; i++)
        g_array_append_val (lists->keys[sort], g_array_index (waiting, Waiting, i).number);
    }
  return lists;
}

/**
 * lt_store_list_due:
 * @self: a county file
 * @until: of %LT_DUE_ISSUED the last deadline that is asked for; a date
 * @error: return location
 *
 * Returns: (transfer full) (nullable): local numbers of the records of each sort, what
 *   waits for longest first
 */
LtDueLists *
lt_store_list_due (LtStore *self, const char *until, GError **error)
{
  g_auto (Gathering) gathering = { 0 };

  gathering.visits = g_array_new (FALSE, FALSE, sizeof (Visit));
  gathering.by_id = g_hash_table_new (lt_id_hash, lt_id_equal);
  gathering.by_place = g_hash_table_new (lt_id_hash, lt_id_equal);
  for (guint i = 0; i < LT_DUE_N_SORTS; i++)
    gathering.waiting[i] = g_array_new (FALSE, FALSE, sizeof (Waiting));
  if (!read_visits (&gathering, self, error))
    return NULL;
  index_visits (&gathering);
  if (!read_orders (&gathering, self, until, error))
    return NULL;
  add_visits (&gathering);
  return make_lists (&gathering);
}

void
lt_due_lists_free (LtDueLists *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < LT_DUE_N_SORTS; i++)
    g_clear_pointer (&self->keys[i], g_array_unref);
  g_free (self);
}
