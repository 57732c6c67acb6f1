/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/people-private.h"

static gboolean
names_parent (const LtOperation *operation, const LtDigest *id)
{
  for (guint i = 0; i < operation->parents->len; i++)
    if (lt_digest_compare (&g_array_index (operation->parents, LtDigest, i), id) == 0)
      return TRUE;
  return FALSE;
}

/* Values of one cell that nothing in @operations has superseded. */
static GPtrArray *
collect_heads (GPtrArray *operations, const LtId *record, guint32 field)
{
  GPtrArray *values = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_value_unref);

  for (guint i = 0; i < operations->len; i++)
    {
      const LtOperation *operation = g_ptr_array_index (operations, i);
      gboolean superseded = FALSE;

      if (!lt_id_equal (&operation->record, record)
          || !(operation->action == LT_ACTION_CREATE
               || (operation->action == LT_ACTION_SET && operation->field == field)))
        continue;
      for (guint j = 0; j < operations->len && !superseded; j++)
        {
          const LtOperation *other = g_ptr_array_index (operations, j);

          superseded = other->action == LT_ACTION_SET && other->field == field
                       && lt_id_equal (&other->record, record)
                       && names_parent (other, &operation->id);
        }
      if (!superseded)
        g_ptr_array_add (values, operation->action == LT_ACTION_CREATE
                                     ? lt_image_get (operation->value, field)
                                     : lt_value_ref (operation->value));
    }
  return values;
}

static gboolean
is_removed (GPtrArray *operations, const LtId *record)
{
  for (guint i = 0; i < operations->len; i++)
    {
      const LtOperation *operation = g_ptr_array_index (operations, i);

      /* A removal that anybody knows of ends a right, whatever went on beside it. */
      if (operation->action == LT_ACTION_REMOVE && lt_id_equal (&operation->record, record))
        return TRUE;
    }
  return FALSE;
}

/**
 * lt_people_field:
 *
 * Returns: the number of a field
 */
guint32
lt_people_field (const char *kind, const char *field)
{
  const LtKind *description = lt_kind_by_name (kind);

  return description->fields[lt_kind_find_field (description, field)].number;
}

static void
take_key (LtPeopleSnapshot *snapshot, GPtrArray *operations, const LtOperation *making)
{
  g_autoptr (GPtrArray) values =
      collect_heads (operations, &making->record, lt_people_field ("key", "public_key"));
  g_autoptr (GPtrArray) purposes =
      collect_heads (operations, &making->record, lt_people_field ("key", "purpose"));
  g_autoptr (LtValue) officer = lt_image_get (making->value, lt_people_field ("key", "officer"));
  gboolean invitation = FALSE;
  LtId id;

  if (officer == NULL || !lt_id_from_text (&id, lt_value_text (officer)))
    return;
  for (guint i = 0; i < purposes->len; i++)
    invitation |= g_strcmp0 (lt_value_text (g_ptr_array_index (purposes, i)), "invitation") == 0;
  for (guint i = 0; i < values->len; i++)
    {
      LtPeopleKey *key;

      if (g_ptr_array_index (values, i) == NULL)
        continue;
      key = g_new0 (LtPeopleKey, 1);
      key->record = making->record;
      key->officer = id;
      key->invitation = invitation;
      g_hash_table_insert (snapshot->keys, g_strdup (lt_value_text (g_ptr_array_index (values, i))),
                           key);
    }
}

/* Roles in conflict: only those that every side gives. */
static void
take_roles (LtPeopleSnapshot *snapshot, GPtrArray *operations, const LtOperation *making)
{
  g_autoptr (GPtrArray) values =
      collect_heads (operations, &making->record, lt_people_field ("officer", "roles"));
  g_autoptr (GString) common = g_string_new (NULL);
  g_auto (GStrv) first = NULL;

  if (values->len == 0 || g_ptr_array_index (values, 0) == NULL)
    return;
  first = g_strsplit (lt_value_text (g_ptr_array_index (values, 0)), ",", -1);
  for (int i = 0; first[i] != NULL; i++)
    {
      gboolean everywhere = TRUE;

      for (guint j = 1; j < values->len && everywhere; j++)
        {
          const char *text = lt_value_text (g_ptr_array_index (values, j));
          g_auto (GStrv) other = g_strsplit (text == NULL ? "" : text, ",", -1);

          everywhere = g_strv_contains ((const char *const *) other, first[i]);
        }
      if (everywhere)
        g_string_append_printf (common, "%s%s", common->len > 0 ? "," : "", first[i]);
    }
  g_hash_table_insert (snapshot->roles, g_memdup2 (&making->record, sizeof making->record),
                       g_string_free (g_steal_pointer (&common), FALSE));
}

/**
 * lt_people_snapshot_new:
 * @operations: (element-type LtOperation): all operations on people's records that count
 *
 * Returns: (transfer full): which keys and roles follow from them
 */
LtPeopleSnapshot *
lt_people_snapshot_new (GPtrArray *operations)
{
  LtPeopleSnapshot *snapshot = g_new0 (LtPeopleSnapshot, 1);

  snapshot->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  snapshot->roles = g_hash_table_new_full (lt_id_hash, lt_id_equal, g_free, g_free);
  for (guint i = 0; i < operations->len; i++)
    {
      const LtOperation *operation = g_ptr_array_index (operations, i);
      const LtKind *kind = lt_kind_by_number (operation->kind);

      if (operation->action != LT_ACTION_CREATE || is_removed (operations, &operation->record))
        continue;
      if (g_str_equal (kind->name, "key"))
        take_key (snapshot, operations, operation);
      else if (g_str_equal (kind->name, "officer"))
        take_roles (snapshot, operations, operation);
    }
  return snapshot;
}

void
lt_people_snapshot_free (LtPeopleSnapshot *self)
{
  g_hash_table_unref (self->keys);
  g_hash_table_unref (self->roles);
  g_free (self);
}
