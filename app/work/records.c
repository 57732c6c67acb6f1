/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "work/records.h"

#include "base/error.h"
#include "model/sets.h"
#include "store/undoable.h"
#include "work/dust-sample.h"
#include "work/figures.h"
#include "work/officers-private.h"
#include "work/own-rules.h"
#include "work/records-private.h"
#include "work/session-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * lt_work_show:
 *
 * Returns: (transfer full) (nullable): the record called @name, with its heads:
 *   what a form is opened with
 */
LtRecord *
lt_work_show (LtSession *session, const LtKind *kind, const char *name, GError **error)
{
  return lt_store_find (lt_session_get_store (session), kind, name, error);
}

static gboolean
refuse_reference (const LtRecord *record, const LtField *field, GError **error)
{
  g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
               _ ("%s: field %s (%s) names a record that is not there. Choose one that is."),
               record->kind->name, field->name, lt_field_get_label (field));
  return FALSE;
}

static gboolean
is_there (LtStore *store, const LtField *field, const char *text)
{
  g_autoptr (LtRecord) other = NULL;
  LtId id;

  if (!lt_id_from_text (&id, text))
    return FALSE;
  other = lt_store_get (store, NULL, &id, NULL);
  return other != NULL
         && (field->refers_to == NULL || g_str_equal (other->kind->name, field->refers_to))
         && (field->type != LT_TYPE_PLACE || lt_kind_is_place (other->kind));
}

/**
 * lt_work_check_references:
 *
 * Returns: whether what the record refers to is there and of the right kind
 */
gboolean
lt_work_check_references (LtSession *session, const LtRecord *record, GError **error)
{
  LtStore *store = lt_session_get_store (session);

  for (guint i = 0; i < record->kind->n_fields; i++)
    {
      const LtField *field = &record->kind->fields[i];
      g_auto (GStrv) ids = NULL;

      if (!lt_field_refers (field) || record->values[i] == NULL)
        continue;
      ids = lt_set_split (record->values[i]);
      for (int n = 0; ids[n] != NULL; n++)
        if (!is_there (store, field, ids[n]))
          return refuse_reference (record, field, error);
    }
  return TRUE;
}

static gboolean
check_unique (LtStore *store, const LtRecord *record, GError **error)
{
  for (guint i = 0; i < record->kind->n_fields; i++)
    {
      const LtField *field = &record->kind->fields[i];
      g_autoptr (GPtrArray) filters =
          g_ptr_array_new_with_free_func ((GDestroyNotify) lt_filter_free);
      LtQuery query = { .filters = filters, .limit = 2 };
      g_autoptr (GPtrArray) same = NULL;

      if ((field->flags & LT_FIELD_UNIQUE) == 0 || record->values[i] == NULL)
        continue;
      g_ptr_array_add (filters,
                       lt_filter_new (field->name, "=", lt_value_text (record->values[i])));
      same = lt_store_list (store, record->kind, &query, error);
      if (same == NULL)
        return FALSE;
      for (guint j = 0; j < same->len; j++)
        {
          const LtRecord *other = g_ptr_array_index (same, j);

          if (lt_id_equal (&other->id, &record->id))
            continue;
          g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                       _ ("%s: field %s (%s): \"%s\" is taken by %s. Use another, or change that "
                          "record."),
                       record->kind->name, field->name, lt_field_get_label (field),
                       lt_value_text (record->values[i]), lt_record_get_title (other));
          return FALSE;
        }
    }
  return TRUE;
}

/**
 * lt_work_find_fault:
 * @store: the county file
 * @record: a record
 *
 * Returns: (transfer full) (nullable): how it contradicts itself, or its rule
 */
char *
lt_work_find_fault (LtStore *store, const LtRecord *record)
{
  char *fault = lt_dust_sample_find_fault (record);

  if (fault == NULL)
    fault = lt_figure_find_fault (store, record);
  return fault != NULL ? fault : lt_override_find_fault (store, record);
}

/**
 * lt_work_check_record:
 * @session: a session
 * @record: a record about to be kept
 * @error: return location
 *
 * Returns: whether it is complete, its references are there and its unique
 *   values are its own
 */
gboolean
lt_work_check_record (LtSession *session, const LtRecord *record, GError **error)
{
  LtStore *store = lt_session_get_store (session);

  return lt_record_check (record, error) && lt_work_check_period (record, error)
         && lt_dust_sample_check (record, error) && lt_figure_check (store, record, error)
         && lt_override_check (store, record, error)
         && lt_work_check_references (session, record, error)
         && check_unique (store, record, error);
}

static gboolean
refuse_fixed (const LtKind *kind, const LtField *field, GError **error)
{
  g_set_error (error, LT_ERROR, LT_ERROR_REFUSED,
               _ ("%s: field %s (%s) is set by verbs of its own. See `lantianctl --help`."),
               kind->name, field->name, lt_field_get_label (field));
  return FALSE;
}

static gboolean
refuse_own_verb (const LtKind *kind, GError **error)
{
  g_set_error (error, LT_ERROR, LT_ERROR_REFUSED,
               _ ("Records of kind %s are made by verbs of their own. See `lantianctl --help`."),
               kind->name);
  return FALSE;
}

static gboolean
check_plain (const LtKind *kind, GError **error)
{
  return (kind->flags & LT_KIND_INNER) == 0 || refuse_own_verb (kind, error);
}

/**
 * lt_work_check_addable:
 *
 * Returns: whether records of @kind are made without a verb of their own
 */
gboolean
lt_work_check_addable (const LtKind *kind, GError **error)
{
  static const char with_verbs[] =
      " inspection order officer appointment revocation batch attachment import own-rule ";
  g_autofree char *word = g_strconcat (" ", kind->name, " ", NULL);

  if (!check_plain (kind, error))
    return FALSE;
  return strstr (with_verbs, word) == NULL || refuse_own_verb (kind, error);
}

/**
 * lt_work_add:
 * @session: a session, signed in
 * @record: a record; gets its id
 * @error: return location
 *
 * Adds a plain record. Inspections, orders and officers have verbs of their own.
 */
gboolean
lt_work_add (LtSession *session, LtRecord *record, GError **error)
{
  g_autoptr (LtChange) change = lt_change_new ();

  lt_dust_sample_complete (record);
  if (!lt_work_check_addable (record->kind, error) || !lt_work_check_new (session, record, error))
    return FALSE;
  for (guint i = 0; i < record->kind->n_fields; i++)
    if ((record->kind->fields[i].flags & LT_FIELD_FIXED) != 0 && record->values[i] != NULL)
      return refuse_fixed (record->kind, &record->kind->fields[i], error);
  if (!lt_work_check_record (session, record, error))
    return FALSE;
  lt_session_make_id (session, record);
  lt_change_create (change, record);
  return lt_session_append (session, change, NULL, error);
}

static gboolean
has_head (const LtRecord *record, const char *field, const char *text)
{
  GPtrArray *heads = record->heads[lt_kind_find_field (record->kind, field)];

  for (guint i = 0; i < heads->len; i++)
    if (g_strcmp0 (lt_value_text (((LtHead *) g_ptr_array_index (heads, i))->value), text) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
refuse_frozen (const LtRecord *order, GError **error)
{
  const char *number = lt_record_get (order, "number");

  g_set_error (error, LT_ERROR, LT_ERROR_REFUSED,
               _ ("Order %s is issued: an issued paper never changes, nor does its inspection."),
               number == NULL ? lt_record_get_title (order) : number);
  return FALSE;
}

static gboolean
check_has_no_issued_order (LtSession *session, const LtRecord *inspection, GError **error)
{
  LtStore *store = lt_session_get_store (session);
  g_autofree char *id = lt_id_to_text (&inspection->id);
  g_autoptr (GPtrArray) filters = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_filter_free);
  LtQuery query = { .filters = filters };
  g_autoptr (GPtrArray) orders = NULL;

  g_ptr_array_add (filters, lt_filter_new ("inspection", "=", id));
  orders = lt_store_list (store, lt_kind_by_name ("order"), &query, error);
  if (orders == NULL)
    return FALSE;
  for (guint i = 0; i < orders->len; i++)
    {
      const LtRecord *listed = g_ptr_array_index (orders, i);
      g_autoptr (LtRecord) order = lt_store_get (store, listed->kind, &listed->id, error);

      if (order == NULL)
        return FALSE;
      if (has_head (order, "state", "issued"))
        return refuse_frozen (order, error);
    }
  return TRUE;
}

/**
 * lt_work_check_not_frozen:
 *
 * An issued paper never changes, nor the inspection it follows from; what comes
 * after are papers of their own.
 *
 * Returns: whether the record may be changed
 */
gboolean
lt_work_check_not_frozen (LtSession *session, const LtId *id, GError **error)
{
  g_autoptr (LtRecord) now = lt_store_get (lt_session_get_store (session), NULL, id, NULL);

  if (now == NULL)
    return TRUE;
  if (g_str_equal (now->kind->name, "inspection"))
    return check_has_no_issued_order (session, now, error);
  if (!g_str_equal (now->kind->name, "order") || !has_head (now, "state", "issued"))
    return TRUE;
  return refuse_frozen (now, error);
}

static gboolean
loses_keeper (const LtRecord *seen, const LtRecord *wanted)
{
  return g_str_equal (seen->kind->name, "officer")
         && lt_set_has (lt_record_get_value (seen, "roles"), "keeper")
         && !lt_set_has (lt_record_get_value (wanted, "roles"), "keeper");
}

/**
 * lt_work_add_set:
 * @session: a session
 * @seen: a record, read with its heads
 * @wanted: what it shall be
 * @change: gets the fields in which @wanted differs
 * @error: return location
 *
 * Returns: whether the record may become so; @change has nothing of it where it is so
 *   already
 */
gboolean
lt_work_add_set (LtSession *session,
                 const LtRecord *seen,
                 const LtRecord *wanted,
                 LtChange *change,
                 GError **error)
{
  guint before = lt_change_count (change);

  if (!check_plain (seen->kind, error) || !lt_work_check_not_frozen (session, &seen->id, error))
    return FALSE;
  for (guint i = 0; i < seen->kind->n_fields; i++)
    {
      if (lt_value_equal (seen->values[i], wanted->values[i]))
        continue;
      if ((seen->kind->fields[i].flags & LT_FIELD_FIXED) != 0)
        return refuse_fixed (seen->kind, &seen->kind->fields[i], error);
      lt_change_set (change, seen, i, wanted->values[i]);
    }
  if (lt_change_count (change) == before)
    return TRUE;
  if (loses_keeper (seen, wanted) && !lt_work_check_keeper_remains (session, seen, NULL, error))
    return FALSE;
  /* A guard that holds at the making holds for every change. */
  return lt_work_check_record (session, wanted, error)
         && (!g_str_equal (wanted->kind->name, "inspection")
             || lt_work_check_inspection (session, wanted, error));
}

/**
 * lt_work_set:
 * @session: a session, signed in
 * @seen: the record as the officer saw it, read with its heads
 * @wanted: what it shall be
 * @error: return location
 *
 * Changes the fields in which @wanted differs from @seen, and supersedes exactly
 * what was seen: what somebody else changed meanwhile becomes a conflict and is
 * not overwritten. Without a difference nothing is written.
 */
gboolean
lt_work_set (LtSession *session, const LtRecord *seen, const LtRecord *wanted, GError **error)
{
  g_autoptr (LtChange) change = lt_change_new ();

  g_return_val_if_fail (seen->kind == wanted->kind && lt_id_equal (&seen->id, &wanted->id), FALSE);

  return lt_work_add_set (session, seen, wanted, change, error)
         && lt_session_append (session, change, NULL, error);
}

static gboolean
is_named_by (LtSession *session, const LtRecord *record, const LtKind *kind, const LtField *field)
{
  g_autofree char *id = lt_id_to_text (&record->id);
  g_autoptr (GPtrArray) filters = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_filter_free);
  LtQuery query = { .filters = filters };

  if (!lt_field_refers (field))
    return FALSE;
  if (field->refers_to != NULL && !g_str_equal (field->refers_to, record->kind->name))
    return FALSE;
  g_ptr_array_add (filters,
                   lt_filter_new (field->name, field->type == LT_TYPE_REFERENCES ? "~" : "=", id));
  return lt_store_count (lt_session_get_store (session), kind, &query, NULL) > 0;
}

/* What others refer to stays: their papers and lists would name nothing. */
static gboolean
check_not_named (LtSession *session, const LtRecord *record, GError **error)
{
  guint n;
  const LtKind *const *kinds = lt_kinds (&n);

  for (guint i = 0; i < n; i++)
    for (guint f = 0; f < kinds[i]->n_fields; f++)
      if (is_named_by (session, record, kinds[i], &kinds[i]->fields[f]))
        {
          g_set_error (error, LT_ERROR, LT_ERROR_REFUSED,
                       _ ("%s (%s) %s is named in records of kind %s (%s) and stays. Remove "
                          "those first."),
                       record->kind->name, lt_kind_get_label (record->kind),
                       lt_record_get_title (record), kinds[i]->name, lt_kind_get_label (kinds[i]));
          return FALSE;
        }
  return TRUE;
}

/* What an issued paper stands on stays with it. */
static gboolean
check_evidence (LtSession *session, const LtRecord *record, GError **error)
{
  LtId of;

  return !g_str_equal (record->kind->name, "attachment")
         || !lt_id_from_text (&of, lt_record_get (record, "record"))
         || lt_work_check_not_frozen (session, &of, error);
}

/**
 * lt_work_remove:
 * @session: a session, signed in
 * @seen: the record as the officer saw it
 * @why: the reason, kept in the log
 * @error: return location
 */
gboolean
lt_work_remove (LtSession *session, const LtRecord *seen, const char *why, GError **error)
{
  g_autofree char *note = NULL;
  g_autoptr (LtChange) change = lt_change_new ();

  if (!check_plain (seen->kind, error) || !lt_work_check_not_frozen (session, &seen->id, error))
    return FALSE;
  if (why == NULL || *why == '\0')
    {
      g_set_error_literal (error, LT_ERROR, LT_ERROR_USAGE,
                           _ ("A removal needs its reason. Give it with --why."));
      return FALSE;
    }
  if (!check_not_named (session, seen, error) || !check_evidence (session, seen, error))
    return FALSE;
  lt_change_remove (change, seen);
  note = lt_note_of_user (why);
  return lt_session_append (session, change, note, error);
}
