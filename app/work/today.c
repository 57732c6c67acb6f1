/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What waits for somebody, gathered from all that the file, its drafts and this
 * machine's marker know. Nothing is written. */

#include "work/today-private.h"

#include "base/civil-time.h"
#include "store/due.h"
#include "work/drafting.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* How long before its deadline an order is told of, and a card before it ends. */
#define ORDER_DAYS 7
#define CARD_DAYS  30
/* A card that ended longer ago is that of somebody who no longer enforces. */
#define CARD_PAST_DAYS 60

/* @title: (transfer full). (transfer none): NULL where enough of its sort are listed. */
LtTodayLine *
lt_gathering_add (LtGathering *self, LtTodaySort sort, char *title, const char *words)
{
  LtTodayLine *line;

  self->today->counts[sort]++;
  if (self->wish->most > 0 && self->today->counts[sort] > self->wish->most)
    {
      g_free (title);
      return NULL;
    }
  line = g_new0 (LtTodayLine, 1);
  line->sort = sort;
  line->title = title;
  line->words = g_strdup (words);
  g_ptr_array_add (self->today->lines, line);
  return line;
}

void
lt_gathering_set_record (LtTodayLine *line, const LtKind *kind, const LtId *id)
{
  if (line == NULL)
    return;
  line->kind = kind;
  line->record = *id;
}

static void
set_date (LtGathering *self, LtTodayLine *line, const char *date)
{
  if (line == NULL || date == NULL)
    return;
  line->date = g_strndup (date, strlen ("2026-11-20"));
  line->days = lt_date_count_days (self->today->date, line->date);
}

gboolean
lt_gathering_wants (LtGathering *self, LtTodaySort sort)
{
  return self->wish->most == 0 || self->today->counts[sort] < self->wish->most;
}

/* ---- orders and inspections -------------------------------------------------- */

static char *
name_place (LtGathering *self, const LtRecord *record)
{
  g_autoptr (LtRecord) place = NULL;
  LtId id;

  if (!lt_id_from_text (&id, lt_record_get (record, "place")))
    return g_strdup ("");
  place = lt_store_get (self->store, NULL, &id, NULL);
  return g_strdup (place == NULL ? "" : lt_record_get_title (place));
}

static char *
name_order (LtGathering *self, const LtRecord *order)
{
  const char *number = lt_record_get (order, "number");
  const char *party = lt_record_get (order, "party");
  g_autofree char *place = name_place (self, order);

  return g_strdup_printf ("%s · %s · %s", number != NULL ? number : lt_record_get_title (order),
                          party == NULL ? "" : party, place);
}

static char *
name_inspection (LtGathering *self, const LtRecord *inspection)
{
  g_autofree char *place = name_place (self, inspection);
  g_autofree char *started = g_strdelimit (g_strdup (lt_record_get_title (inspection)), "T", ' ');

  return g_strdup_printf ("%s · %s", place, started);
}

static const char *
tell_order (LtGathering *self, const LtRecord *order, LtDueSort sort)
{
  gboolean past = g_strcmp0 (lt_record_get (order, "deadline"), self->today->date) < 0;

  switch (sort)
    {
    case LT_DUE_ISSUED:
      return past ? _ ("The deadline is past and nobody has looked since: inspect the place")
                  : _ ("Issued: look whether it is done");
    case LT_DUE_REVIEW:
      return past ? _ ("Waits to be issued, and its deadline is past: set a later one")
                  : _ ("Waits to be issued");
    default:
      return past ? _ ("A draft whose deadline is past: set a later one, and submit it")
                  : _ ("A draft: submit it for review");
    }
}

static void
add_order (LtGathering *self, LtTodaySort sort, LtDueSort due, const LtRecord *order)
{
  LtTodayLine *line =
      lt_gathering_add (self, sort, name_order (self, order), tell_order (self, order, due));

  lt_gathering_set_record (line, order->kind, &order->id);
  set_date (self, line, lt_record_get (order, "deadline"));
}

static void
add_inspection (LtGathering *self, LtDueSort due, const LtRecord *inspection)
{
  LtTodayLine *line =
      lt_gathering_add (self, LT_TODAY_FOLLOW, name_inspection (self, inspection),
                        due == LT_DUE_WITHOUT_ORDER ? _ ("Ends with an order, and none is drafted")
                                                    : _ ("Its result is not said yet"));

  lt_gathering_set_record (line, inspection->kind, &inspection->id);
}

/* Those that are not listed are counted, and not read. */
static gboolean
add_due (LtGathering *self, LtTodaySort sort, LtDueSort due, const GArray *keys, GError **error)
{
  guint room = self->wish->most == 0 ? keys->len
               : self->wish->most > self->today->counts[sort]
                   ? self->wish->most - self->today->counts[sort]
                   : 0;
  guint n = MIN (keys->len, room);
  g_autoptr (GPtrArray) records = lt_store_list_by_keys (self->store, lt_due_get_kind (due),
                                                         (const gint64 *) keys->data, n, error);

  for (guint i = 0; records != NULL && i < n; i++)
    {
      const LtRecord *record = g_ptr_array_index (records, i);

      if (record == NULL)
        continue;
      if (sort == LT_TODAY_FOLLOW)
        add_inspection (self, due, record);
      else
        add_order (self, sort, due, record);
    }
  self->today->counts[sort] += keys->len - n;
  return records != NULL;
}

static gboolean
gather (LtGathering *self, LtTodaySort sort, LtDueSort due, GError **error)
{
  return add_due (self, sort, due, self->due->keys[due], error);
}

/* How many of them are past: they come in the order of their deadlines, and only those
 * around today are read to find where it stands. */
static gboolean
count_past (LtGathering *self, const GArray *keys, guint *past, GError **error)
{
  guint first = 0;
  guint end = keys->len;

  while (first < end)
    {
      guint middle = first + (end - first) / 2;
      g_autoptr (GPtrArray) one =
          lt_store_list_by_keys (self->store, lt_due_get_kind (LT_DUE_ISSUED),
                                 &g_array_index (keys, gint64, middle), 1, error);
      const LtRecord *order = one == NULL ? NULL : g_ptr_array_index (one, 0);

      if (one == NULL)
        return FALSE;
      if (order != NULL && g_strcmp0 (lt_record_get (order, "deadline"), self->today->date) < 0)
        first = middle + 1;
      else
        end = middle;
    }
  *past = first;
  return TRUE;
}

static gboolean
gather_issued (LtGathering *self, GError **error)
{
  GArray *past = self->due->keys[LT_DUE_ISSUED];
  g_autoptr (GArray) soon = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint n = 0;

  if (!count_past (self, past, &n, error))
    return FALSE;
  g_array_append_vals (soon, (const gint64 *) past->data + n, past->len - n);
  g_array_set_size (past, n);
  return add_due (self, LT_TODAY_OVERDUE, LT_DUE_ISSUED, past, error)
         && add_due (self, LT_TODAY_DUE, LT_DUE_ISSUED, soon, error);
}

/* ---- cards -------------------------------------------------------------------- */

static void
add_card (LtGathering *self, LtTodaySort sort, const LtRecord *officer)
{
  const char *card = lt_record_get (officer, "card");
  LtTodayLine *line =
      lt_gathering_add (self, sort,
                        g_strdup_printf (_ ("Card %s of %s"), card == NULL ? "" : card,
                                         lt_record_get_title (officer)),
                        sort == LT_TODAY_OVERDUE
                            ? _ ("It has ended: nothing may be enforced with it")
                            : _ ("It ends: have it renewed, and enter its new period"));

  lt_gathering_set_record (line, officer->kind, &officer->id);
  set_date (self, line, lt_record_get (officer, "card_to"));
}

static gboolean
gather_cards (LtGathering *self, GError **error)
{
  g_autofree char *first = lt_date_add_days (self->today->date, -CARD_PAST_DAYS);
  g_autofree char *last = lt_date_add_days (self->today->date, CARD_DAYS);
  g_autoptr (GPtrArray) filters = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_filter_free);
  LtQuery query = { .filters = filters, .sort = "card_to" };
  g_autoptr (GPtrArray) officers = NULL;

  g_ptr_array_add (filters, lt_filter_new ("card_to", ">=", first));
  g_ptr_array_add (filters, lt_filter_new ("card_to", "<=", last));
  officers = lt_store_list (self->store, lt_kind_by_name ("officer"), &query, error);
  for (guint i = 0; officers != NULL && i < officers->len; i++)
    {
      const LtRecord *officer = g_ptr_array_index (officers, i);

      add_card (self,
                strcmp (lt_record_get (officer, "card_to"), self->today->date) < 0
                    ? LT_TODAY_OVERDUE
                    : LT_TODAY_DUE,
                officer);
    }
  return officers != NULL;
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  const LtTodayLine *one = *(LtTodayLine *const *) a;
  const LtTodayLine *other = *(LtTodayLine *const *) b;

  if (one->sort != other->sort)
    return (int) one->sort - (int) other->sort;
  return g_strcmp0 (one->date, other->date);
}

/**
 * lt_today_wish_new:
 * @session: a session
 * @most: how many lines of each sort are listed at the most; 0 for all
 *
 * Returns: (transfer full): what lt_work_gather_today() asks. Forms that were typed
 *   into and not saved are those of who is signed in
 */
LtTodayWish *
lt_today_wish_new (LtSession *session, guint most)
{
  LtTodayWish *self = g_new0 (LtTodayWish, 1);
  g_autoptr (GPtrArray) drafts =
      lt_session_get_officer (session) == NULL ? NULL : lt_work_drafts_look (session, NULL);

  self->now = lt_session_get_now (session);
  self->most = most;
  self->unsaved = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; drafts != NULL && i < drafts->len; i++)
    g_ptr_array_add (self->unsaved,
                     lt_work_draft_describe (session, g_ptr_array_index (drafts, i)));
  return self;
}

void
lt_today_wish_free (LtTodayWish *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->unsaved);
  g_free (self);
}

/**
 * lt_work_gather_today:
 * @store: a county file, of the calling thread
 * @wish: what is asked
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what waits for somebody
 */
LtToday *
lt_work_gather_today (LtStore *store, const LtTodayWish *wish, GError **error)
{
  g_autoptr (LtToday) today = g_new0 (LtToday, 1);
  LtGathering self = { .store = store, .wish = wish, .today = today };
  g_autofree char *last = NULL;
  g_autoptr (LtDueLists) due = NULL;

  today->date = lt_date_of (wish->now);
  last = lt_date_add_days (today->date, ORDER_DAYS);
  today->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_today_line_free);
  self.due = due = lt_store_list_due (store, last, error);
  if (due == NULL || !gather_issued (&self, error) || !gather_cards (&self, error)
      || !lt_gathering_add_exceeded (&self, error) || !lt_gathering_add_missed (&self, error)
      || !lt_gathering_add_merged (&self, error)
      || !gather (&self, LT_TODAY_REVIEW, LT_DUE_REVIEW, error)
      || !gather (&self, LT_TODAY_DRAFT, LT_DUE_DRAFT, error)
      || !gather (&self, LT_TODAY_FOLLOW, LT_DUE_WITHOUT_ORDER, error)
      || !gather (&self, LT_TODAY_FOLLOW, LT_DUE_WITHOUT_RESULT, error)
      || !lt_gathering_add_own (&self, error))
    return NULL;
  /* Stable, so that what has no date stays in the order in which it waits. */
  g_ptr_array_sort (today->lines, compare_lines);
  return g_steal_pointer (&today);
}

/**
 * lt_work_today:
 * @session: a session
 * @most: how many lines of each sort at the most; 0 for all
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what waits for somebody, read by the session
 */
LtToday *
lt_work_today (LtSession *session, guint most, GError **error)
{
  g_autoptr (LtTodayWish) wish = lt_today_wish_new (session, most);

  return lt_work_gather_today (lt_session_get_store (session), wish, error);
}
