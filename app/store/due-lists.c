/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which orders and inspections wait for somebody. Each of the two tables is read once, row
 * after row, and what belongs together is found in memory: to look up the inspections of
 * each order's place one by one reads all over the file. */

#include "store/due.h"

#include "base/civil-time.h"
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

/* Of an issued order, what a look at its place is judged by. */
typedef struct
{
  LtId id;
  LtId place;
  LtId inspection;
  const char *deadline;
  const char *issued_on;
} Order;

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

static void
fill_visit (Visit *visit,
            const char *id,
            const char *place,
            const char *started,
            const char *result)
{
  lt_id_from_text (&visit->id, id);
  if (!lt_id_from_text (&visit->place, place))
    visit->place = (LtId){ 0 };
  copy_time (visit->started, sizeof visit->started, started);
  visit->without_result = result == NULL;
  visit->found_nothing = g_strcmp0 (result, "no-problem") == 0;
  visit->ends_with_order = g_strcmp0 (result, "order") == 0;
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

      fill_visit (&visit, lt_rows_text (rows, 1), lt_rows_text (rows, 2), lt_rows_text (rows, 3),
                  lt_rows_text (rows, 4));
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

/* The log tells when it was issued, to the millisecond. */
static gboolean
find_issue (LtStore *store, const LtId *order, gint64 *time, char *minute)
{
  const LtKind *kind = lt_kind_by_name ("order");
  g_autoptr (LtRows) rows =
      lt_db_query (store->db, NULL,
                   "SELECT time, wall FROM lt_op WHERE record=? AND field=? AND state=0 "
                   "ORDER BY time DESC LIMIT 1",
                   "bi", order, sizeof *order,
                   (gint64) kind->fields[lt_kind_find_field (kind, "issued_on")].number);
  g_autofree char *text = NULL;

  if (rows == NULL || !lt_rows_next (rows, NULL))
    return FALSE;
  *time = lt_rows_int (rows, 0);
  text = lt_minute_of (lt_rows_int (rows, 1));
  copy_time (minute, MINUTE_SIZE, text);
  return TRUE;
}

/* In which order two things were entered, their hybrid times say. */
static gboolean
is_entered_after (LtStore *store, const LtId *visit, gint64 issue)
{
  gint64 made = 0;

  return lt_db_get_int (store->db, &made, NULL,
                        "SELECT min(time) FROM lt_op WHERE record=? AND field=0 AND state=0", "b",
                        visit, sizeof *visit)
         && made > issue;
}

/* The paper has a day only. What the log does not know of either stays unknown, and the
 * order where it was: told of. */
static gboolean
is_after_issue (LtStore *store, const Order *order, const Visit *visit)
{
  char day[DAY_SIZE];
  char minute[MINUTE_SIZE];
  gint64 issue = 0;
  int later;

  copy_time (day, sizeof day, visit->started);
  later = strcmp (day, order->issued_on);
  if (later != 0)
    return later > 0;
  if (!find_issue (store, &order->id, &issue, minute))
    return FALSE;
  later = strcmp (visit->started, minute);
  return later > 0 || (later == 0 && is_entered_after (store, &visit->id, issue));
}

/* Whether the place was looked at as it had to be; see #LtDueLists. */
static gboolean
is_look (LtStore *store, const Order *order, const Visit *visit)
{
  if (lt_id_equal (&visit->id, &order->inspection) || *visit->started == '\0')
    return FALSE;
  return strcmp (visit->started, order->deadline) >= 0
         || (visit->found_nothing && order->issued_on != NULL
             && is_after_issue (store, order, visit));
}

static gboolean
is_looked_at (const Gathering *self, LtStore *store, const Order *order)
{
  for (guint i = look_up (self->by_place, &order->place); i != NONE;
       i = g_array_index (self->visits, Visit, i).next)
    if (is_look (store, order, &g_array_index (self->visits, Visit, i)))
      return TRUE;
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
add_order (Gathering *self, LtStore *store, LtRows *rows, const char *until)
{
  gint64 number = lt_rows_int (rows, 0);
  const char *state = lt_rows_text (rows, 1);
  Order order = { .deadline = lt_rows_text (rows, 4), .issued_on = lt_rows_text (rows, 5) };
  gboolean has_inspection = lt_id_from_text (&order.inspection, lt_rows_text (rows, 2));
  guint visit = has_inspection ? look_up (self->by_id, &order.inspection) : NONE;

  if (visit != NONE)
    g_array_index (self->visits, Visit, visit).has_order = TRUE;
  if (g_strcmp0 (state, "review") == 0)
    add (self, LT_DUE_REVIEW, number, order.deadline);
  else if (g_strcmp0 (state, "draft") == 0)
    add (self, LT_DUE_DRAFT, number, order.deadline);
  else if (g_strcmp0 (state, "issued") == 0 && order.deadline != NULL
           && strcmp (order.deadline, until) <= 0
           && !(has_inspection && lt_id_from_text (&order.place, lt_rows_text (rows, 3))
                && lt_id_from_text (&order.id, lt_rows_text (rows, 6))
                && is_looked_at (self, store, &order)))
    add (self, LT_DUE_ISSUED, number, order.deadline);
}

static gboolean
read_orders (Gathering *self, LtStore *store, const char *until, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRows) rows =
      lt_db_query (store->db, error,
                   "SELECT fid, state, inspection, place, deadline, issued_on, id FROM \"order\"",
                   "");

  while (rows != NULL && lt_rows_next (rows, &problem))
    add_order (self, store, rows, until);
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

/**
 * lt_store_find_look:
 * @self: a county file
 * @order: an issued order
 * @look: (out) (transfer full) (nullable): the first inspection after which nobody is told
 *   of it any more, see #LtDueLists; %NULL while there is none
 * @error: return location
 *
 * Returns: whether it could be read
 */
gboolean
lt_store_find_look (LtStore *self, const LtRecord *order, LtRecord **look, GError **error)
{
  g_autoptr (GPtrArray) filters = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_filter_free);
  LtQuery query = { .filters = filters, .sort = "started" };
  g_autoptr (GPtrArray) visits = NULL;
  Order judged = { .id = order->id,
                   .deadline = lt_record_get (order, "deadline"),
                   .issued_on = lt_record_get (order, "issued_on") };

  *look = NULL;
  if (judged.deadline == NULL
      || !lt_id_from_text (&judged.inspection, lt_record_get (order, "inspection")))
    return TRUE;
  g_ptr_array_add (filters, lt_filter_new ("place", "=", lt_record_get (order, "place")));
  visits = lt_store_list (self, lt_kind_by_name ("inspection"), &query, error);
  for (guint i = 0; visits != NULL && *look == NULL && i < visits->len; i++)
    {
      const LtRecord *record = g_ptr_array_index (visits, i);
      g_autofree char *id = lt_id_to_text (&record->id);
      Visit visit = { .next = NONE };

      fill_visit (&visit, id, NULL, lt_record_get (record, "started"),
                  lt_record_get (record, "result"));
      if (is_look (self, &judged, &visit))
        *look = lt_record_copy (record);
    }
  return visits != NULL;
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
