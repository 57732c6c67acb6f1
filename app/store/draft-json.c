/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A draft's fields as JSON: by number, like in the log, so that a field's name
 * may change. */

#include "store/drafts-private.h"

#include "base/json.h"
#include "store/store-private.h"

#include <string.h>

static char *
print_object (JsonObject *object)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (root, object);
  return json_to_string (root, FALSE);
}

static JsonObject *
field_to_json (const LtRecord *seen, guint field)
{
  JsonObject *object = json_object_new ();
  JsonArray *heads = json_array_new ();
  GPtrArray *of = seen->heads == NULL ? NULL : seen->heads[field];

  if (seen->values[field] != NULL)
    json_object_set_string_member (object, "value", lt_value_text (seen->values[field]));
  for (guint i = 0; of != NULL && i < of->len; i++)
    {
      const LtHead *head = g_ptr_array_index (of, i);
      g_autofree char *hex = lt_digest_to_hex (&head->operation);

      json_array_add_string_element (heads, hex);
    }
  json_object_set_array_member (object, "heads", heads);
  return object;
}

/* No form changes where a thing is. */
char *
lt_draft_seen_to_json (const LtDraft *self)
{
  const LtKind *kind = self->seen->kind;
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < kind->n_fields; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", kind->fields[i].number);

      if (!lt_field_is_geometry (&kind->fields[i]))
        json_object_set_object_member (object, number, field_to_json (self->seen, i));
    }
  return print_object (object);
}

static GPtrArray *
read_heads (JsonObject *object, LtValue *value)
{
  JsonNode *node = json_object_get_member (object, "heads");
  GPtrArray *heads = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_head_free);
  JsonArray *array =
      node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      LtDigest digest;

      if (JSON_NODE_HOLDS_VALUE (element) && json_node_get_value_type (element) == G_TYPE_STRING
          && lt_digest_from_hex (&digest, json_node_get_string (element)))
        g_ptr_array_add (heads, lt_head_new (&digest, lt_value_ref (value)));
    }
  return heads;
}

gboolean
lt_draft_seen_from_json (LtDraft *self, const char *text)
{
  const LtKind *kind = self->seen->kind;
  g_autoptr (JsonNode) root = text == NULL ? NULL : lt_json_parse (text, -1, NULL);
  JsonObject *object = root == NULL ? NULL : json_node_get_object (root);

  if (object == NULL)
    return FALSE;
  self->seen->heads = g_new0 (GPtrArray *, kind->n_fields);
  for (guint i = 0; i < kind->n_fields; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", kind->fields[i].number);
      JsonNode *node = json_object_get_member (object, number);
      const char *value;

      if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
        {
          self->seen->heads[i] = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_head_free);
          continue;
        }
      value = lt_json_get_text (json_node_get_object (node), "value");
      if (value != NULL && *value != '\0')
        self->seen->values[i] = lt_value_new_text (value);
      self->seen->heads[i] = read_heads (json_node_get_object (node), self->seen->values[i]);
    }
  return TRUE;
}

char *
lt_draft_texts_to_json (const LtDraft *self)
{
  const LtKind *kind = self->seen->kind;
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < kind->n_fields; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", kind->fields[i].number);

      if (self->texts[i] != NULL)
        json_object_set_string_member (object, number, self->texts[i]);
    }
  return print_object (object);
}

gboolean
lt_draft_texts_from_json (LtDraft *self, const char *text)
{
  const LtKind *kind = self->seen->kind;
  g_autoptr (JsonNode) root = text == NULL ? NULL : lt_json_parse (text, -1, NULL);
  JsonObject *object = root == NULL ? NULL : json_node_get_object (root);

  for (guint i = 0; object != NULL && i < kind->n_fields; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", kind->fields[i].number);

      self->texts[i] = g_strdup (lt_json_get_text (object, number));
    }
  return object != NULL;
}

/**
 * lt_store_knows:
 * @self: a county file
 * @record: a record
 *
 * Returns: whether the log has anything of it, be it there or removed
 */
gboolean
lt_store_knows (LtStore *self, const LtId *record)
{
  gint64 n = 0;

  lt_db_get_int (self->db, &n, NULL, "SELECT count(*) FROM lt_op WHERE record=?", "b", record,
                 sizeof *record);
  return n > 0;
}

static gboolean
has_digest (const guint8 *bytes, gsize size, const LtDigest *digest)
{
  for (gsize at = 0; at + sizeof *digest <= size; at += sizeof *digest)
    if (memcmp (bytes + at, digest, sizeof *digest) == 0)
      return TRUE;
  return FALSE;
}

/* Whether the parents in a row are the heads, no more and no less. */
static gboolean
has_parents (LtRows *rows, int column, GPtrArray *heads)
{
  gsize size = 0;
  const guint8 *bytes = lt_rows_blob (rows, column, &size);
  g_autoptr (GHashTable) found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; heads != NULL && i < heads->len; i++)
    {
      const LtHead *head = g_ptr_array_index (heads, i);

      if (!has_digest (bytes, size, &head->operation))
        return FALSE;
      g_hash_table_add (found, lt_digest_to_hex (&head->operation));
    }
  return g_hash_table_size (found) * sizeof (LtDigest) == size;
}

/**
 * lt_store_has_said:
 * @self: a county file
 * @officer: an officer
 * @seen: a record as he saw it; its heads are the form token
 * @field: place in the field table
 * @value: (nullable): a value
 *
 * Returns: whether he has set the field to @value out of just what he saw: then
 *   the form with that token is saved already, whatever came after
 */
gboolean
lt_store_has_said (LtStore *self,
                   const LtId *officer,
                   const LtRecord *seen,
                   guint field,
                   const LtValue *value)
{
  g_autoptr (LtRows) rows =
      lt_db_query (self->db, NULL,
                   "SELECT o.parents FROM lt_op o JOIN lt_group g ON g.gid=o.gid "
                   "WHERE o.record=? AND o.field=? AND o.action=? AND o.value IS ? AND g.actor=?",
                   "biivb", &seen->id, sizeof seen->id, (gint64) seen->kind->fields[field].number,
                   (gint64) LT_ACTION_SET, value, officer, sizeof *officer);

  while (rows != NULL && lt_rows_next (rows, NULL))
    if (has_parents (rows, 0, seen->heads[field]))
      return TRUE;
  return FALSE;
}
