/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/record.h"

#include "base/error.h"

#include <glib/gi18n-lib.h>

/**
 * lt_head_new:
 * @operation: digest of the operation
 * @value: (nullable) (transfer full): what it says
 */
LtHead *
lt_head_new (const LtDigest *operation, LtValue *value)
{
  LtHead *self = g_new0 (LtHead, 1);

  self->operation = *operation;
  self->value = value;
  return self;
}

void
lt_head_free (LtHead *self)
{
  lt_value_unref (self->value);
  g_free (self);
}

/**
 * lt_record_new:
 * @kind: what it is a record of
 *
 * Returns: (transfer full): an empty record without an id
 */
LtRecord *
lt_record_new (const LtKind *kind)
{
  LtRecord *self = g_new0 (LtRecord, 1);

  g_return_val_if_fail (kind != NULL, NULL);

  self->kind = kind;
  self->values = g_new0 (LtValue *, kind->n_fields);
  return self;
}

static GPtrArray *
copy_heads (GPtrArray *heads)
{
  GPtrArray *copy;

  if (heads == NULL)
    return NULL;
  copy = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_head_free);
  for (guint i = 0; i < heads->len; i++)
    {
      LtHead *head = g_ptr_array_index (heads, i);

      g_ptr_array_add (copy, lt_head_new (&head->operation, lt_value_ref (head->value)));
    }
  return copy;
}

/**
 * lt_record_copy:
 *
 * Returns: (transfer full): a copy that can be changed on its own
 */
LtRecord *
lt_record_copy (const LtRecord *self)
{
  LtRecord *copy = lt_record_new (self->kind);

  copy->id = self->id;
  copy->key = self->key;
  copy->life = copy_heads (self->life);
  copy->life_conflict = self->life_conflict;
  if (self->heads != NULL)
    copy->heads = g_new0 (GPtrArray *, self->kind->n_fields);
  for (guint i = 0; i < self->kind->n_fields; i++)
    {
      copy->values[i] = lt_value_ref (self->values[i]);
      if (self->heads != NULL)
        copy->heads[i] = copy_heads (self->heads[i]);
    }
  return copy;
}

void
lt_record_free (LtRecord *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < self->kind->n_fields; i++)
    {
      lt_value_unref (self->values[i]);
      if (self->heads != NULL)
        g_clear_pointer (&self->heads[i], g_ptr_array_unref);
    }
  g_clear_pointer (&self->life, g_ptr_array_unref);
  g_free (self->heads);
  g_free (self->values);
  g_free (self);
}

/**
 * lt_record_get:
 * @self: a record
 * @field: name of a field that is not a geometry
 *
 * Returns: (transfer none) (nullable): the field's canonical text
 */
const char *
lt_record_get (const LtRecord *self, const char *field)
{
  return lt_value_text (lt_record_get_value (self, field));
}

const LtValue *
lt_record_get_value (const LtRecord *self, const char *field)
{
  int i = lt_kind_find_field (self->kind, field);

  g_return_val_if_fail (i >= 0, NULL);

  return self->values[i];
}

/**
 * lt_value_to_shape:
 * @value: (nullable): a value of a geometry field
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what it says, in degrees of CGCS2000; %NULL
 *   without an error where there is no value
 */
LtShape *
lt_value_to_shape (const LtValue *value, GError **error)
{
  gconstpointer bytes;
  gsize size;

  if (value == NULL)
    return NULL;
  bytes = lt_value_bytes (value, &size);
  return lt_shape_from_wkb (bytes, size, error);
}

/**
 * lt_record_get_shape:
 * @self: a record
 *
 * Returns: (transfer full) (nullable): where it is, in degrees of CGCS2000; %NULL
 *   where it is nowhere
 */
LtShape *
lt_record_get_shape (const LtRecord *self)
{
  int geometry = lt_kind_geometry_field (self->kind);

  return geometry < 0 ? NULL : lt_value_to_shape (self->values[geometry], NULL);
}

/**
 * lt_record_set:
 * @self: a record
 * @field: name of a field
 * @text: (nullable): what it shall hold, see lt_field_parse_input()
 * @error: return location
 *
 * Returns: whether @text fits the field; if not, the record is as before
 */
gboolean
lt_record_set (LtRecord *self, const char *field, const char *text, GError **error)
{
  int i = lt_kind_find_field (self->kind, field);
  LtValue *value;

  if (i < 0)
    {
      g_autofree char *known = NULL;
      g_autoptr (GPtrArray) names = g_ptr_array_new ();

      for (guint j = 0; j < self->kind->n_fields; j++)
        g_ptr_array_add (names, (gpointer) self->kind->fields[j].name);
      g_ptr_array_add (names, NULL);
      known = g_strjoinv (", ", (char **) names->pdata);
      g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT, _ ("%s has no field \"%s\". It has: %s."),
                   self->kind->name, field, known);
      return FALSE;
    }
  if (!lt_field_parse_input (&self->kind->fields[i], text, &value, error))
    return FALSE;
  lt_record_take_value (self, (guint) i, value);
  return TRUE;
}

/**
 * lt_record_set_text:
 * @self: a record
 * @field: name of one of its fields
 * @text: (nullable): what it shall hold, made by the program itself
 *
 * As lt_record_set(), where a text that does not fit is a mistake of the program; it
 * may be a part of what is in the log already.
 */
void
lt_record_set_text (LtRecord *self, const char *field, const char *text)
{
  int i = lt_kind_find_field (self->kind, field);
  LtValue *value = NULL;
  gboolean fits = i >= 0 && lt_field_parse (&self->kind->fields[i], text, &value, NULL);

  g_assert (fits);
  lt_record_take_value (self, (guint) i, value);
}

/**
 * lt_record_set_canonical:
 * @self: a record
 * @field: name of one of its fields
 * @text: (nullable): what it shall hold to the letter, in the field's own form;
 *   nothing where it is empty
 */
void
lt_record_set_canonical (LtRecord *self, const char *field, const char *text)
{
  lt_record_take_value (self, (guint) lt_kind_find_field (self->kind, field),
                        text == NULL || *text == '\0' ? NULL : lt_value_new_text (text));
}

/**
 * lt_record_take_value:
 * @self: a record
 * @field: place of the field in the field table
 * @value: (nullable) (transfer full): a canonical value
 */
void
lt_record_take_value (LtRecord *self, guint field, LtValue *value)
{
  g_return_if_fail (field < self->kind->n_fields);

  lt_value_unref (self->values[field]);
  self->values[field] = value;
}

/**
 * lt_record_get_title:
 *
 * Returns: (transfer none): what the record is shown as; never %NULL
 */
const char *
lt_record_get_title (const LtRecord *self)
{
  const char *title = lt_record_get (self, self->kind->title);

  return title == NULL ? "" : title;
}

/**
 * lt_record_has_conflict:
 * @self: a record that was read with its heads
 * @field: place of the field in the field table
 *
 * Returns: whether two heads say different things
 */
gboolean
lt_record_has_conflict (const LtRecord *self, guint field)
{
  GPtrArray *heads;

  if (self->heads == NULL || self->heads[field] == NULL
      || self->kind->fields[field].merge == LT_MERGE_SET)
    return FALSE;
  heads = self->heads[field];
  for (guint i = 1; i < heads->len; i++)
    {
      const LtHead *first = g_ptr_array_index (heads, 0);
      const LtHead *other = g_ptr_array_index (heads, i);

      if (!lt_value_equal (first->value, other->value))
        return TRUE;
    }
  return FALSE;
}

/**
 * lt_record_check_field:
 * @self: a record about to be kept
 * @field: a field's place in the field table
 * @error: return location; names the field
 *
 * Returns: whether the field has a value, or needs none
 */
gboolean
lt_record_check_field (const LtRecord *self, guint field, GError **error)
{
  const LtField *wanted = &self->kind->fields[field];

  if ((wanted->flags & LT_FIELD_REQUIRED) == 0 || self->values[field] != NULL)
    return TRUE;
  g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT, _ ("%s: field %s (%s) is missing. Fill it in."),
               self->kind->name, wanted->name, lt_field_get_label (wanted));
  return FALSE;
}

/**
 * lt_record_check:
 * @self: a record about to be kept
 * @error: return location; names the field that is missing
 *
 * Returns: whether every required field has a value
 */
gboolean
lt_record_check (const LtRecord *self, GError **error)
{
  for (guint i = 0; i < self->kind->n_fields; i++)
    if (!lt_record_check_field (self, i, error))
      return FALSE;
  return TRUE;
}
