/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What keepers do about officers: roles for a period, and the end of a key. */

#include "work/officers.h"

#include "base/civil-time.h"
#include "base/error.h"
#include "model/rights.h"
#include "model/sets.h"
#include "store/key-streams.h"
#include "work/officers-private.h"
#include "work/records-private.h"
#include "work/session-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Fields that are the two ends of a period, of whichever kind has both. */
static const struct
{
  const char *from;
  const char *to;
} periods[] = {
  { "card_from", "card_to" },
  { "valid_from", "valid_to" },
};

/**
 * lt_work_check_period:
 *
 * Returns: whether the record's period does not end before it begins: nobody would see
 *   it then, on any day
 */
gboolean
lt_work_check_period (const LtRecord *record, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (periods); i++)
    {
      const char *from, *to;

      if (lt_kind_find_field (record->kind, periods[i].from) < 0
          || lt_kind_find_field (record->kind, periods[i].to) < 0)
        continue;
      from = lt_record_get (record, periods[i].from);
      to = lt_record_get (record, periods[i].to);
      if (from == NULL || to == NULL || strcmp (from, to) <= 0)
        continue;
      g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                   _ ("%s: field %s: the period would end on %s, before it begins on %s."),
                   record->kind->name, periods[i].to, to, from);
      return FALSE;
    }
  return TRUE;
}

/**
 * lt_work_officer_list:
 * @session: a session
 * @officer: an officer
 * @kind: "appointment", "key" or "revocation"
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type LtRecord): his records of that kind
 */
GPtrArray *
lt_work_officer_list (LtSession *session, const LtRecord *officer, const char *kind, GError **error)
{
  LtStore *store = lt_session_get_store (session);
  g_autofree char *id = lt_id_to_text (&officer->id);
  g_autoptr (GPtrArray) filters = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_filter_free);
  LtQuery query = { .filters = filters };
  g_autoptr (GPtrArray) keys = NULL;
  g_autoptr (GPtrArray) list = NULL;

  if (!g_str_equal (kind, "revocation"))
    {
      g_ptr_array_add (filters, lt_filter_new ("officer", "=", id));
      return lt_store_list (store, lt_kind_by_name (kind), &query, error);
    }
  keys = lt_work_officer_list (session, officer, "key", error);
  list = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_record_free);
  for (guint i = 0; keys != NULL && i < keys->len; i++)
    {
      g_autofree char *key = lt_id_to_text (&((LtRecord *) g_ptr_array_index (keys, i))->id);
      g_autoptr (GPtrArray) found = NULL;

      g_ptr_array_set_size (filters, 0);
      g_ptr_array_add (filters, lt_filter_new ("key", "=", key));
      found = lt_store_list (store, lt_kind_by_name (kind), &query, error);
      if (found == NULL)
        return NULL;
      for (guint j = 0; j < found->len; j++)
        g_ptr_array_add (list, lt_record_copy (g_ptr_array_index (found, j)));
    }
  return keys == NULL ? NULL : g_steal_pointer (&list);
}

static gboolean
key_is_good (LtSession *session, const LtRecord *key)
{
  const char *hex = lt_record_get (key, "public_key");
  g_autofree char *why =
      hex == NULL ? NULL : lt_store_find_revocation (lt_session_get_store (session), hex);

  return hex != NULL && why == NULL && g_strcmp0 (lt_record_get (key, "purpose"), "officer") == 0;
}

/* Whether @officer could still keep the file, without the keys in @lost. */
static gboolean
could_keep (LtSession *session, const LtRecord *officer, GPtrArray *lost)
{
  g_autofree char *today = lt_date_of (lt_session_get_now (session));
  g_autofree char *roles =
      lt_store_get_roles (lt_session_get_store (session), &officer->id, today, NULL);
  g_autoptr (LtValue) held = roles == NULL ? NULL : lt_value_new_text (roles);
  g_autoptr (GPtrArray) keys = lt_work_officer_list (session, officer, "key", NULL);

  if (!lt_set_has (held, "keeper"))
    return FALSE;
  for (guint i = 0; keys != NULL && i < keys->len; i++)
    {
      const LtRecord *key = g_ptr_array_index (keys, i);
      gboolean kept = key_is_good (session, key);

      for (guint j = 0; lost != NULL && j < lost->len; j++)
        kept &= !lt_id_equal (&((LtRecord *) g_ptr_array_index (lost, j))->id, &key->id);
      if (kept)
        return TRUE;
    }
  return FALSE;
}

/* Without a keeper nobody could ever be entered again. */
gboolean
lt_work_check_keeper_remains (LtSession *session,
                              const LtRecord *without,
                              GPtrArray *lost,
                              GError **error)
{
  g_autoptr (GPtrArray) officers =
      lt_store_list (lt_session_get_store (session), lt_kind_by_name ("officer"), NULL, error);

  if (officers == NULL)
    return FALSE;
  for (guint i = 0; i < officers->len; i++)
    {
      const LtRecord *officer = g_ptr_array_index (officers, i);

      if ((without == NULL || !lt_id_equal (&officer->id, &without->id))
          && could_keep (session, officer, lost))
        return TRUE;
    }
  return lt_error_refuse (
      error, _ ("No keeper would be left who could enter officers. Make another officer "
                "keeper first."));
}

static gboolean
check_role (const char *role, GError **error)
{
  const LtKind *kind = lt_kind_by_name ("appointment");
  g_autoptr (LtValue) value = NULL;

  return lt_field_parse_input (&kind->fields[lt_kind_find_field (kind, "role")], role, &value,
                               error);
}

static gboolean
set_roles (LtSession *session,
           LtChange *change,
           const LtRecord *officer,
           const char *roles,
           GError **error)
{
  g_autoptr (LtRecord) wanted = lt_record_copy (officer);
  int field = lt_kind_find_field (officer->kind, "roles");

  if (!lt_record_set (wanted, "roles", roles, error))
    return FALSE;
  lt_change_set (change, officer, (guint) field, wanted->values[field]);
  return TRUE;
}

static LtRecord *
make_appointment (const LtRecord *officer,
                  const char *role,
                  const char *from,
                  const char *to,
                  const char *document,
                  GError **error)
{
  g_autoptr (LtRecord) made = lt_record_new (lt_kind_by_name ("appointment"));
  g_autofree char *id = lt_id_to_text (&officer->id);

  if (!lt_record_set (made, "officer", id, error) || !lt_record_set (made, "role", role, error)
      || !lt_record_set (made, "valid_from", from, error)
      || !lt_record_set (made, "valid_to", to, error)
      || !lt_record_set (made, "document", document, error))
    return NULL;
  return g_steal_pointer (&made);
}

/**
 * lt_work_officer_give:
 * @session: a session, a keeper signed in
 * @officer: an officer, read with his heads
 * @role: a role
 * @from: (nullable): its first day
 * @to: (nullable): its last day
 * @document: (nullable): what gives it to him
 * @error: return location
 *
 * Gives a role: with a period or a document by an appointment, else for as long as
 * nobody takes it.
 */
gboolean
lt_work_officer_give (LtSession *session,
                      const LtRecord *officer,
                      const char *role,
                      const char *from,
                      const char *to,
                      const char *document,
                      GError **error)
{
  g_autoptr (LtChange) change = lt_change_new ();
  const char *roles = lt_record_get (officer, "roles");
  g_autoptr (LtRecord) appointment = NULL;
  g_autofree char *more = NULL;

  if (!check_role (role, error))
    return FALSE;
  if (from != NULL || to != NULL || document != NULL)
    {
      appointment = make_appointment (officer, role, from, to, document, error);
      if (appointment == NULL || !lt_work_check_record (session, appointment, error))
        return FALSE;
      lt_session_make_id (session, appointment);
      lt_change_create (change, appointment);
      return lt_session_append (session, change, NULL, error);
    }
  if (lt_set_has (lt_record_get_value (officer, "roles"), role))
    return lt_error_refuse (error, _ ("Officer %s has the role %s already."),
                            lt_record_get (officer, "card"), role);
  more = roles == NULL ? g_strdup (role) : g_strconcat (roles, ",", role, NULL);
  return set_roles (session, change, officer, more, error)
         && lt_session_append (session, change, NULL, error);
}

static gboolean
take_standing (LtSession *session,
               LtChange *change,
               const LtRecord *officer,
               const char *role,
               GError **error)
{
  g_auto (GStrv) have = g_strsplit (lt_record_get (officer, "roles"), ",", -1);
  g_autoptr (GString) left = g_string_new (NULL);

  for (int i = 0; have[i] != NULL; i++)
    if (!g_str_equal (have[i], role))
      g_string_append_printf (left, "%s%s", left->len > 0 ? "," : "", have[i]);
  if (left->len == 0)
    return lt_error_refuse (
        error,
        _ ("It is the only standing role of officer %s, and an officer has one at the "
           "least. Give another first, or revoke the officer's key."),
        lt_record_get (officer, "card"));
  return set_roles (session, change, officer, left->str, error);
}

/**
 * lt_work_officer_take:
 * @session: a session, a keeper signed in
 * @officer: an officer, read with his heads
 * @role: a role
 * @error: return location
 *
 * Takes a role from him: the standing one and all appointments to it.
 */
gboolean
lt_work_officer_take (LtSession *session, const LtRecord *officer, const char *role, GError **error)
{
  g_autoptr (LtChange) change = lt_change_new ();
  g_autoptr (GPtrArray) appointments = NULL;

  if (!check_role (role, error)
      || (g_str_equal (role, "keeper")
          && !lt_work_check_keeper_remains (session, officer, NULL, error)))
    return FALSE;
  appointments = lt_work_officer_list (session, officer, "appointment", error);
  if (appointments == NULL
      || (lt_set_has (lt_record_get_value (officer, "roles"), role)
          && !take_standing (session, change, officer, role, error)))
    return FALSE;
  for (guint i = 0; i < appointments->len; i++)
    {
      const LtRecord *listed = g_ptr_array_index (appointments, i);
      g_autoptr (LtRecord) seen = NULL;

      if (g_strcmp0 (lt_record_get (listed, "role"), role) != 0)
        continue;
      seen = lt_store_get (lt_session_get_store (session), listed->kind, &listed->id, error);
      if (seen == NULL)
        return FALSE;
      lt_change_remove (change, seen);
    }
  if (lt_change_is_empty (change))
    return lt_error_refuse (error, _ ("Officer %s does not have the role %s."),
                            lt_record_get (officer, "card"), role);
  return lt_session_append (session, change, NULL, error);
}

/**
 * lt_work_get_named_before:
 * @field: a field
 *
 * Returns: (transfer none) (array zero-terminated=1): of a field that names officers of an
 *   inspection, the fields whose officers are not named in it once more; else none
 */
const char *const *
lt_work_get_named_before (const LtField *field)
{
  static const char *const named[] = { "lead_officer", "assisting_officer", NULL };
  static const char *const lead[] = { "lead_officer", NULL };

  return g_str_equal (field->name, "other_officers")      ? named
         : g_str_equal (field->name, "assisting_officer") ? lead
                                                          : lead + 1;
}
