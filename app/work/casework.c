/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "work/casework.h"

#include "base/civil-time.h"
#include "base/error.h"
#include "model/rights.h"
#include "model/sets.h"
#include "model/states.h"
#include "store/conflicts.h"
#include "store/key-streams.h"
#include "work/paper.h"
#include "work/records-private.h"
#include "work/session-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Calendar days that a new order gives, until the officer says otherwise. */
#define USUAL_DAYS 15

static void
set_reference (LtRecord *record, const char *field, const LtRecord *other)
{
  g_autofree char *id = other == NULL ? NULL : lt_id_to_text (&other->id);

  lt_record_set_text (record, field, id);
}

LtRecord *
lt_work_inspection_new (LtSession *session, const LtRecord *place)
{
  LtRecord *inspection = lt_record_new (lt_kind_by_name ("inspection"));
  g_autofree char *now = lt_minute_of (lt_session_get_now (session));

  set_reference (inspection, "place", place);
  lt_record_set_text (inspection, "started", now);
  lt_record_set_text (inspection, "inspection_type", "routine");
  set_reference (inspection, "lead_officer", lt_session_get_officer (session));
  return inspection;
}

/* 行政处罚法 (2021), articles 42 and 55: two officers at the least. */
static gboolean
check_officers (const LtRecord *inspection, GError **error)
{
  const char *lead = lt_record_get (inspection, "lead_officer");
  const char *assisting = lt_record_get (inspection, "assisting_officer");
  const LtValue *others = lt_record_get_value (inspection, "other_officers");

  if (assisting == NULL)
    return lt_error_refuse (
        error, _ ("An inspection needs two officers. Name the assisting officer; who is not "
                  "in the list is first entered as an officer."));
  if (g_strcmp0 (lead, assisting) == 0)
    return lt_error_refuse (error,
                            _ ("Lead and assisting officer are the same. Name another officer."));
  if (lt_set_has (others, assisting) || (lead != NULL && lt_set_has (others, lead)))
    return lt_error_refuse (
        error, _ ("An officer is named twice: lead and assisting officer are not among "
                  "the other officers."));
  return TRUE;
}

/* 执法证: whoever enforces must hold one, on that day. */
static gboolean
check_card (LtSession *session,
            const char *officer,
            const LtField *field,
            const char *day,
            GError **error)
{
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  LtId id;

  if (!lt_id_from_text (&id, officer)
      || !lt_store_get_card (lt_session_get_store (session), &id, &from, &to)
      || lt_rights_covers (from, to, day))
    return TRUE;
  return lt_error_refuse (
      error,
      _ ("inspection: field %s (%s): this officer's card is valid %s – %s and does not "
         "cover %s. Name another officer, or let a keeper enter the renewed card."),
      field->name, lt_field_get_label (field), from == NULL ? "…" : from, to == NULL ? "…" : to,
      day);
}

static gboolean
check_cards (LtSession *session, const LtRecord *inspection, GError **error)
{
  const char *started = lt_record_get (inspection, "started");
  g_autofree char *day = g_strndup (started == NULL ? "" : started, strlen ("2026-11-20"));

  for (guint i = 0; i < inspection->kind->n_fields; i++)
    {
      const LtField *field = &inspection->kind->fields[i];
      g_auto (GStrv) officers = NULL;

      if (g_strcmp0 (field->refers_to, "officer") != 0 || inspection->values[i] == NULL)
        continue;
      officers = g_strsplit (lt_value_text (inspection->values[i]), ",", -1);
      for (int j = 0; officers[j] != NULL; j++)
        if (!check_card (session, officers[j], field, day, error))
          return FALSE;
    }
  return TRUE;
}

static gboolean
check_times (LtSession *session, const LtRecord *inspection, GError **error)
{
  const char *started = lt_record_get (inspection, "started");
  const char *ended = lt_record_get (inspection, "ended");
  g_autofree char *now = lt_minute_of (lt_session_get_now (session));

  if (started != NULL && strcmp (started, now) > 0)
    return lt_error_refuse (error, _ ("The inspection starts at %s, which is still to come."),
                            started);
  if (started != NULL && ended != NULL && strcmp (ended, started) < 0)
    return lt_error_refuse (error, _ ("The inspection ends at %s, before it starts."), ended);
  return TRUE;
}

/**
 * lt_work_check_inspection:
 * @session: a session
 * @inspection: an inspection about to be kept or changed
 * @error: return location; %LT_ERROR_REFUSED where a guard holds it
 */
gboolean
lt_work_check_inspection (LtSession *session, const LtRecord *inspection, GError **error)
{
  return check_officers (inspection, error) && check_times (session, inspection, error)
         && check_cards (session, inspection, error);
}

/**
 * lt_work_inspection_record:
 * @session: a session, signed in
 * @inspection: an inspection; gets its id, unless its draft gave it one
 * @error: return location; %LT_ERROR_REFUSED where a guard holds it
 *
 * Keeps an inspection.
 */
gboolean
lt_work_inspection_record (LtSession *session, LtRecord *inspection, GError **error)
{
  g_autoptr (LtChange) change = lt_change_new ();

  g_return_val_if_fail (g_str_equal (inspection->kind->name, "inspection"), FALSE);

  if (!lt_work_check_new (session, inspection, error)
      || !lt_work_check_record (session, inspection, error)
      || !lt_work_check_inspection (session, inspection, error))
    return FALSE;
  lt_session_make_id (session, inspection);
  lt_change_create (change, inspection);
  return lt_session_append (session, change, NULL, error);
}

/**
 * lt_work_get_reference:
 * @session: a session
 * @record: a record
 * @field: name of a field that refers to another record
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the record it refers to
 */
LtRecord *
lt_work_get_reference (LtSession *session,
                       const LtRecord *record,
                       const char *field,
                       GError **error)
{
  LtId id;

  if (!lt_id_from_text (&id, lt_record_get (record, field)))
    {
      lt_error_refuse (error, _ ("%s: field %s is empty."), record->kind->name, field);
      return NULL;
    }
  return lt_store_get (lt_session_get_store (session), NULL, &id, error);
}

static void
copy_field (LtRecord *to, const char *field, const LtRecord *from, const char *source)
{
  if (lt_kind_find_field (from->kind, source) >= 0)
    lt_record_set_text (to, field, lt_record_get (from, source));
}

LtRecord *
lt_work_order_new (LtSession *session, const LtRecord *inspection, GError **error)
{
  g_autoptr (LtRecord) place = lt_work_get_reference (session, inspection, "place", error);
  g_autofree char *today = lt_date_of (lt_session_get_now (session));
  g_autofree char *deadline = lt_date_add_days (today, USUAL_DAYS);
  LtRecord *order;

  if (place == NULL)
    return NULL;
  order = lt_record_new (lt_kind_by_name ("order"));
  lt_record_set_text (order, "state", "draft");
  set_reference (order, "inspection", inspection);
  set_reference (order, "place", place);
  copy_field (order, "party", place, "party");
  copy_field (order, "party_code", place, "party_code");
  copy_field (order, "party_address", place, "party_address");
  copy_field (order, "facts", inspection, "finding");
  lt_record_set_text (order, "deadline", deadline);
  set_reference (order, "drafted_by", lt_session_get_officer (session));
  return order;
}

/* The highest number that a field's values have between @before and @after. */
static gint64
find_last_number (LtSession *session, const char *field, const char *before, GError **error)
{
  const LtKind *kind = lt_kind_by_name ("order");
  g_autoptr (GPtrArray) filters = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_filter_free);
  LtQuery query = { .filters = filters };
  g_autoptr (GPtrArray) orders = NULL;
  gint64 last = 0;

  g_ptr_array_add (filters, lt_filter_new (field, "~", before));
  orders = lt_store_list (lt_session_get_store (session), kind, &query, error);
  if (orders == NULL)
    return -1;
  for (guint i = 0; i < orders->len; i++)
    {
      const char *text = lt_record_get (g_ptr_array_index (orders, i), field);

      if (g_str_has_prefix (text, before))
        last = MAX (last, g_ascii_strtoll (text + strlen (before), NULL, 10));
    }
  return last;
}

/* The highest number of the year that was ever given, also one that is in conflict
 * or that somebody decided against: it may stand on a paper. */
static gint64
find_last_given (LtSession *session, const char *before, GError **error)
{
  g_autoptr (GPtrArray) given = lt_store_list_given (lt_session_get_store (session), error);
  gint64 last = find_last_number (session, "number", before, given == NULL ? NULL : error);

  if (given == NULL || last < 0)
    return -1;
  for (guint i = 0; i < given->len; i++)
    {
      const char *text = g_ptr_array_index (given, i);

      if (g_str_has_prefix (text, before))
        last = MAX (last, g_ascii_strtoll (text + strlen (before), NULL, 10));
    }
  return last;
}

/* 草-DEVICE-N: a name until the signatory gives the number; it cannot meet
 * another device's. */
static char *
make_provisional_number (LtSession *session, GError **error)
{
  g_autofree char *device = lt_store_get_device (lt_session_get_store (session));
  g_autofree char *before = g_strdup_printf ("草-%s-", device);
  gint64 last = find_last_number (session, "provisional_number", before, error);

  return last < 0 ? NULL : g_strdup_printf ("%s%" G_GINT64_FORMAT, before, last + 1);
}

static gboolean
check_deadline (const LtRecord *order, const char *today, GError **error)
{
  const char *deadline = lt_record_get (order, "deadline");

  if (deadline != NULL && strcmp (deadline, today) < 0)
    return lt_error_refuse (error, _ ("The deadline %s is past. Set a later one."), deadline);
  return TRUE;
}

/**
 * lt_work_order_draft:
 * @session: a session, signed in
 * @order: an order of lt_work_order_new(), filled in; gets its id and its
 *   provisional number
 * @error: return location
 *
 * Keeps a new order as a draft.
 */
gboolean
lt_work_order_draft (LtSession *session, LtRecord *order, GError **error)
{
  g_autoptr (LtChange) change = lt_change_new ();
  g_autofree char *number = NULL;
  g_autofree char *today = lt_date_of (lt_session_get_now (session));

  g_return_val_if_fail (g_str_equal (order->kind->name, "order"), FALSE);

  if (!lt_work_check_new (session, order, error))
    return FALSE;
  number = make_provisional_number (session, error);
  if (number == NULL)
    return FALSE;
  lt_record_set_text (order, "provisional_number", number);
  lt_record_set_text (order, "state", "draft");
  set_reference (order, "drafted_by", lt_session_get_officer (session));
  if (!lt_work_check_record (session, order, error) || !check_deadline (order, today, error))
    return FALSE;
  lt_session_make_id (session, order);
  lt_change_create (change, order);
  return lt_session_append (session, change, NULL, error);
}

static gboolean
check_no_conflict (const LtRecord *order, GError **error)
{
  for (guint i = 0; i < order->kind->n_fields; i++)
    if (lt_record_has_conflict (order, i))
      return lt_error_refuse (
          error, _ ("Order %s: field %s (%s) has several values. Resolve the conflict first."),
          lt_record_get_title (order), order->kind->fields[i].name,
          lt_field_get_label (&order->kind->fields[i]));
  return TRUE;
}

static gboolean
check_step (const LtRecord *order, const char *from, const char *to, GError **error)
{
  const LtKind *kind = order->kind;
  const LtField *field = &kind->fields[lt_kind_find_field (kind, "state")];
  const char *now = lt_record_get (order, "state");

  g_assert (lt_states_allow (kind, field, from, to));
  if (g_strcmp0 (now, from) == 0)
    return TRUE;
  return lt_error_refuse (error,
                          _ ("Order %s is in the state \"%s\"; this step starts from \"%s\"."),
                          lt_record_get_title (order),
                          now == NULL ? "" : lt_field_choice_label (field, now),
                          lt_field_choice_label (field, from));
}

static void
change_field (LtChange *change, const LtRecord *seen, const char *field, const char *text)
{
  g_autoptr (LtValue) value = lt_value_new_text (text);

  lt_change_set (change, seen, (guint) lt_kind_find_field (seen->kind, field), value);
}

/**
 * lt_work_order_submit:
 * @session: a session, signed in
 * @seen: a draft as the officer saw it
 * @error: return location
 *
 * 草稿 → 审核: hands the draft to the reviewer and the signatory.
 */
gboolean
lt_work_order_submit (LtSession *session, const LtRecord *seen, GError **error)
{
  g_autoptr (LtChange) change = lt_change_new ();
  g_autofree char *today = lt_date_of (lt_session_get_now (session));

  g_return_val_if_fail (g_str_equal (seen->kind->name, "order"), FALSE);

  if (!check_no_conflict (seen, error) || !check_step (seen, "draft", "review", error)
      || !lt_work_check_record (session, seen, error) || !check_deadline (seen, today, error))
    return FALSE;
  change_field (change, seen, "state", "review");
  return lt_session_append (session, change, NULL, error);
}

static char *
make_number (LtSession *session, const char *today, GError **error)
{
  const LtRecord *bureau = lt_session_get_bureau (session);
  const char *prefix = bureau == NULL ? NULL : lt_record_get (bureau, "order_prefix");
  g_autofree char *before = NULL;
  gint64 last;

  if (prefix == NULL)
    {
      lt_error_refuse (error,
                       _ ("The bureau has no order prefix (机关代字), so no number can be given. "
                          "The keeper sets "
                          "it: in the window under Bureau, by name `settings order_prefix=…`."));
      return NULL;
    }
  /* Six-cornered brackets, four figures of the year, no leading zero. */
  before = g_strdup_printf ("%s〔%.4s〕", prefix, today);
  last = find_last_given (session, before, error);
  return last < 0 ? NULL : g_strdup_printf ("%s%" G_GINT64_FORMAT "号", before, last + 1);
}

static gboolean
is_own_draft (LtSession *session, const LtRecord *order)
{
  const LtRecord *officer = lt_session_get_officer (session);
  const char *author = lt_rights_author_field (order->kind, "state", "issued");
  g_autofree char *own = officer == NULL ? NULL : lt_id_to_text (&officer->id);

  return own != NULL && author != NULL && g_strcmp0 (own, lt_record_get (order, author)) == 0;
}

/**
 * lt_work_order_may_issue:
 * @session: a session
 * @order: an order
 *
 * Returns: whether who is signed in is a signatory today, and did not draft it himself
 */
gboolean
lt_work_order_may_issue (LtSession *session, const LtRecord *order)
{
  g_autofree char *roles = lt_session_get_roles (session);
  const LtField *state = &order->kind->fields[lt_kind_find_field (order->kind, "state")];

  g_return_val_if_fail (g_str_equal (order->kind->name, "order"), FALSE);

  return roles != NULL && !is_own_draft (session, order)
         && lt_rights_allow (roles, order->kind, state, "issued");
}

static gboolean
check_issue (LtSession *session, const LtRecord *seen, const char *today, GError **error)
{
  g_autoptr (LtRecord) inspection = NULL;

  if (!check_no_conflict (seen, error) || !check_step (seen, "review", "issued", error)
      || !check_deadline (seen, today, error))
    return FALSE;
  if (is_own_draft (session, seen))
    return lt_error_refuse (error,
                            _ ("Order %s is your own draft; another signatory must issue it."),
                            lt_record_get_title (seen));
  inspection = lt_work_get_reference (session, seen, "inspection", error);
  if (inspection == NULL)
    return FALSE;
  if (strncmp (lt_record_get (inspection, "started"), today, strlen (today)) > 0)
    return lt_error_refuse (
        error, _ ("Order %s would be dated before its inspection of %.10s. Check the clock."),
        lt_record_get_title (seen), lt_record_get (inspection, "started"));
  return TRUE;
}

/**
 * lt_work_order_issue:
 * @session: a session, a signatory signed in
 * @seen: an order under review, as he saw it
 * @error: return location; %LT_ERROR_REFUSED for his own draft
 *
 * 审核 → 签发: gives the number and the date; from now on the paper never changes.
 */
gboolean
lt_work_order_issue (LtSession *session, const LtRecord *seen, GError **error)
{
  g_autoptr (LtChange) change = lt_change_new ();
  const LtRecord *officer = lt_session_get_officer (session);
  g_autofree char *today = lt_date_of (lt_session_get_now (session));
  g_autofree char *id = officer == NULL ? NULL : lt_id_to_text (&officer->id);
  g_autofree char *number = NULL;
  g_autofree char *frozen = NULL;
  g_autoptr (LtRecord) wanted = NULL;

  g_return_val_if_fail (g_str_equal (seen->kind->name, "order"), FALSE);

  if (!check_issue (session, seen, today, error) || !lt_session_take_confirmation (session, error))
    return FALSE;
  number = make_number (session, today, error);
  if (number == NULL)
    return FALSE;
  wanted = lt_record_copy (seen);
  lt_record_set_text (wanted, "state", "issued");
  lt_record_set_text (wanted, "number", number);
  lt_record_set_text (wanted, "issued_by", id);
  lt_record_set_text (wanted, "issued_on", today);
  frozen = lt_work_freeze_order (session, wanted, error);
  if (frozen == NULL)
    return FALSE;
  lt_record_set_text (wanted, "frozen", frozen);
  /* Every field is said again: what a colleague changed meanwhile becomes a
   * conflict with the issued paper and does not slip into it. */
  for (guint i = 0; i < wanted->kind->n_fields; i++)
    if (wanted->values[i] != NULL)
      lt_change_set (change, seen, i, wanted->values[i]);
  return lt_session_append (session, change, NULL, error);
}
