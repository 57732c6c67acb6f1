/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One field of many records is set, as one group: first it is looked at what that would
 * do, then all of it is written or nothing. */

#include "work/setting-many.h"

#include "base/error.h"
#include "model/rights.h"
#include "store/change.h"
#include "store/key-streams.h"
#include "work/records-private.h"
#include "work/session-private.h"

#include <glib/gi18n-lib.h>

/* Records that are told of at once. */
#define STEP 100

static void
free_left (gpointer pointer)
{
  LtManyLeft *left = pointer;

  g_free (left->title);
  g_free (left->why);
  g_free (left);
}

void
lt_many_free (LtMany *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->value, lt_value_unref);
  g_array_unref (self->ids);
  g_array_unref (self->seen);
  g_ptr_array_unref (self->left);
  g_free (self);
}

/**
 * lt_work_may_set_many:
 * @field: a field
 *
 * Returns: whether it makes sense that many records say the same in it: not what each
 *   has for itself, and not what verbs of their own set
 */
gboolean
lt_work_may_set_many (const LtField *field)
{
  return (field->flags & (LT_FIELD_UNIQUE | LT_FIELD_FIXED | LT_FIELD_HIDDEN)) == 0
         && !lt_field_is_geometry (field) && field->type != LT_TYPE_RECORD;
}

/**
 * lt_work_can_set_many:
 * @kind: a kind of records
 *
 * Returns: whether there is a field that many of them may have in common
 */
gboolean
lt_work_can_set_many (const LtKind *kind)
{
  gboolean can = FALSE;

  for (guint i = 0; i < kind->n_fields; i++)
    can |= lt_work_may_set_many (&kind->fields[i]);
  return can && (kind->flags & (LT_KIND_PEOPLE | LT_KIND_INNER)) == 0;
}

static gboolean
check_field (const LtKind *kind, guint field, GError **error)
{
  if ((kind->flags & LT_KIND_PEOPLE) != 0)
    return lt_error_refuse (error, _ ("%s (%s): records of people are changed one by one."),
                            kind->name, lt_kind_get_label (kind));
  if (lt_work_may_set_many (&kind->fields[field]))
    return TRUE;
  return lt_error_refuse (error,
                          _ ("%s: field %s (%s) is each record's own and is not set for "
                             "many at once."),
                          kind->name, kind->fields[field].name,
                          lt_field_get_label (&kind->fields[field]));
}

/* Asked before many records are read. */
static gboolean
check_rights (LtSession *session,
              const LtKind *kind,
              const LtField *field,
              const LtValue *value,
              GError **error)
{
  const LtRecord *officer = lt_session_get_officer (session);
  g_autofree char *roles = NULL;

  if (!lt_store_check_writable (lt_session_get_store (session), error)
      || !lt_session_check_signed_in (session, error))
    return FALSE;
  roles = lt_session_get_roles (session);
  return lt_rights_allow (roles, kind, field, lt_value_text (value))
         || lt_error_refuse (error,
                             _ ("%s (card %s) may not change %s (%s) of %s: it needs a valid card "
                                "and one of the roles %s. Nothing was changed."),
                             lt_record_get_title (officer), lt_record_get (officer, "card"),
                             field->name, lt_field_get_label (field), lt_kind_get_label (kind),
                             lt_rights_needed (kind, field, lt_value_text (value)));
}

/* By it is known whether somebody has changed the field since. */
static void
sum_heads (const LtRecord *record, guint field, LtDigest *sum)
{
  GPtrArray *heads = record->heads[field];

  *sum = (LtDigest){ 0 };
  for (guint i = 0; i < heads->len; i++)
    lt_digest_add (sum, &((LtHead *) g_ptr_array_index (heads, i))->operation);
}

static LtRecord *
make_wanted (const LtRecord *seen, guint field, const LtValue *value)
{
  LtRecord *wanted = lt_record_copy (seen);

  lt_record_take_value (wanted, field, value == NULL ? NULL : lt_value_ref ((LtValue *) value));
  return wanted;
}

/* Which of several values holds, a named person decides for each record. */
static gboolean
add_one (LtSession *session,
         const LtRecord *seen,
         guint field,
         const LtValue *value,
         LtChange *change,
         GError **error)
{
  g_autoptr (LtRecord) wanted = make_wanted (seen, field, value);

  if (lt_record_has_conflict (seen, field) || seen->life_conflict)
    return lt_error_refuse (error,
                            _ ("%s: field %s (%s) has several values. Resolve the conflict first."),
                            lt_record_get_title (seen), seen->kind->fields[field].name,
                            lt_field_get_label (&seen->kind->fields[field]));
  return lt_work_add_set (session, seen, wanted, change, error);
}

static gboolean
is_stopped (const LtManyWatch *watch, GError **error)
{
  return watch != NULL && g_cancellable_set_error_if_cancelled (watch->cancellable, error);
}

static gboolean
tell (const LtManyWatch *watch, guint done, guint all, GError **error)
{
  if (is_stopped (watch, error))
    return FALSE;
  if (watch != NULL && watch->on_progress != NULL && done % STEP == 0)
    watch->on_progress (done, all, watch->user_data);
  return TRUE;
}

static void
leave (LtMany *self, const LtRecord *record, const char *why)
{
  LtManyLeft *left;

  if (self->n_left++ >= LT_MANY_NAMED)
    return;
  left = g_new0 (LtManyLeft, 1);
  left->id = record->id;
  left->title = g_strdup (lt_record_get_title (record));
  left->why = g_strdup (why);
  g_ptr_array_add (self->left, left);
}

static gboolean
look_at_one (LtMany *self, LtSession *session, const LtId *id, GError **error)
{
  g_autoptr (GError) why = NULL;
  g_autoptr (LtChange) change = lt_change_new ();
  g_autoptr (LtRecord) record =
      lt_store_get (lt_session_get_store (session), self->kind, id, error);
  LtDigest seen;

  if (record == NULL)
    return FALSE;
  if (!add_one (session, record, self->field, self->value, change, &why))
    {
      if (why->domain != LT_ERROR
          || (why->code != LT_ERROR_REFUSED && why->code != LT_ERROR_BAD_INPUT))
        {
          g_propagate_error (error, g_steal_pointer (&why));
          return FALSE;
        }
      leave (self, record, why->message);
      return TRUE;
    }
  if (lt_change_is_empty (change))
    {
      self->same++;
      return TRUE;
    }
  sum_heads (record, self->field, &seen);
  g_array_append_val (self->ids, record->id);
  g_array_append_val (self->seen, seen);
  return TRUE;
}

static gboolean
look_at_page (LtMany *self,
              LtSession *session,
              const GArray *keys,
              guint first,
              guint n,
              const LtManyWatch *watch,
              GError **error)
{
  g_autoptr (GPtrArray) records =
      lt_store_list_by_keys (lt_session_get_store (session), self->kind,
                             &g_array_index (keys, gint64, first), n, error);

  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      const LtRecord *record = g_ptr_array_index (records, i);

      if (!tell (watch, self->asked, keys->len, error))
        return FALSE;
      /* Removed since the list was read: there is nothing to be set. */
      if (record == NULL)
        continue;
      self->asked++;
      if (!look_at_one (self, session, &record->id, error))
        return FALSE;
    }
  return records != NULL;
}

static LtMany *
make_many (const LtKind *kind, guint field, const LtValue *value)
{
  LtMany *self = g_new0 (LtMany, 1);

  self->kind = kind;
  self->field = field;
  self->value = value == NULL ? NULL : lt_value_ref ((LtValue *) value);
  self->ids = g_array_new (FALSE, FALSE, sizeof (LtId));
  self->seen = g_array_new (FALSE, FALSE, sizeof (LtDigest));
  self->left = g_ptr_array_new_with_free_func (free_left);
  return self;
}

/**
 * lt_work_look_at_many:
 * @session: a session, signed in
 * @kind: of which kind they are
 * @query: which of them; without an order
 * @field: the field that shall be set
 * @value: (nullable): to what; %NULL to clear it
 * @watch: (nullable): told how far it is
 * @error: return location; %LT_ERROR_REFUSED where none of them could be set so: they
 *   are too many, or the officer has not the role
 *
 * Returns: (transfer full) (nullable): what lt_work_set_many() would do
 */
LtMany *
lt_work_look_at_many (LtSession *session,
                      const LtKind *kind,
                      const LtQuery *query,
                      guint field,
                      const LtValue *value,
                      const LtManyWatch *watch,
                      GError **error)
{
  g_autoptr (LtMany) self = make_many (kind, field, value);
  g_autoptr (GArray) keys = NULL;

  if (!check_field (kind, field, error)
      || !check_rights (session, kind, &kind->fields[field], value, error))
    return NULL;
  keys = lt_store_list_keys (lt_session_get_store (session), kind, query, error);
  if (keys == NULL)
    return NULL;
  if (keys->len > LT_MANY_MOST)
    {
      lt_error_refuse (error,
                       _ ("%u records are too many for one change, which is undone as one: %u at "
                          "the most. Select fewer. Nothing was changed."),
                       keys->len, LT_MANY_MOST);
      return NULL;
    }
  for (guint i = 0; i < keys->len; i += STEP)
    if (!look_at_page (self, session, keys, i, MIN (STEP, keys->len - i), watch, error))
      return NULL;
  return g_steal_pointer (&self);
}

static gboolean
add_seen (LtSession *session, const LtMany *self, guint i, LtChange *change, GError **error)
{
  g_autoptr (GError) why = NULL;
  g_autoptr (LtRecord) record = lt_store_get (lt_session_get_store (session), self->kind,
                                              &g_array_index (self->ids, LtId, i), &why);
  LtDigest now;

  if (record != NULL)
    sum_heads (record, self->field, &now);
  if (record != NULL && lt_digest_compare (&now, &g_array_index (self->seen, LtDigest, i)) == 0)
    return add_one (session, record, self->field, self->value, change, error);
  return lt_error_refuse (error,
                          _ ("Nothing was changed: %s was changed meanwhile. Look again at "
                             "what would be set."),
                          record != NULL ? lt_record_get_title (record) : why->message);
}

/**
 * lt_work_set_many:
 * @session: a session, signed in
 * @seen: what was looked at
 * @leave_out: whether those that may not be changed are left as they are; else one such
 *   is enough, and nothing is written
 * @watch: (nullable): told how far it is
 * @error: return location; %LT_ERROR_REFUSED also where somebody has changed the field
 *   of one of them since
 *
 * Sets the field in all of them with one group, which is undone as one.
 */
gboolean
lt_work_set_many (LtSession *session,
                  const LtMany *seen,
                  gboolean leave_out,
                  const LtManyWatch *watch,
                  GError **error)
{
  g_autoptr (LtChange) change = lt_change_new ();

  if (seen->n_left > 0 && !leave_out)
    {
      const LtManyLeft *first = g_ptr_array_index (seen->left, 0);

      return lt_error_refuse (error,
                              ngettext ("Nothing was changed: %u record may not be changed so. "
                                        "The first is %s: %s",
                                        "Nothing was changed: %u records may not be changed so. "
                                        "The first is %s: %s",
                                        seen->n_left),
                              seen->n_left, first->title, first->why);
    }
  for (guint i = 0; i < seen->ids->len; i++)
    if (!tell (watch, i, seen->ids->len, error) || !add_seen (session, seen, i, change, error))
      return FALSE;
  return lt_session_append (session, change, NULL, error);
}
