/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Records by id, by the code people name them with, and in lists. */

#include "store/query.h"
#include "store/store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
find_record (LtStore *self, const LtId *id, guint *kind, gint64 *key, GError **error)
{
  g_autoptr (LtRows) rows =
      lt_db_query (self->db, error, "SELECT kind, key FROM lt_record WHERE id=?", "b", id,
                   sizeof *id);

  if (rows == NULL || !lt_rows_next (rows, error))
    return FALSE;
  *kind = (guint) lt_rows_int (rows, 0);
  *key = lt_rows_int (rows, 1);
  return TRUE;
}

static void
set_missing (const LtStore *self, const LtKind *kind, const char *name, GError **error)
{
  if (error != NULL && *error == NULL)
    g_set_error (
        error, LT_ERROR, LT_ERROR_BAD_INPUT,
        _ ("File %s: there is no \"%s\" (%s). `lantianctl list %s` shows those there are."),
        self->path, name, kind == NULL ? _ ("record") : lt_kind_get_label (kind),
        kind == NULL ? "KIND" : kind->name);
}

/**
 * lt_store_get:
 * @self: a county file
 * @kind: (nullable): the kind it must be of
 * @id: a record
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the record with its heads; %NULL with
 *   @error set where it is not there
 */
LtRecord *
lt_store_get (LtStore *self, const LtKind *kind, const LtId *id, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRecordState) state = NULL;
  guint number = 0;
  gint64 key = 0;

  if (find_record (self, id, &number, &key, &problem) && key != 0
      && (kind == NULL || kind->number == number))
    state = lt_record_state_load (self->db, id, &problem);
  if (state == NULL || state->kind == NULL || !state->there)
    {
      g_autofree char *name = lt_id_to_text (id);

      set_missing (self, kind, name, &problem);
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  return lt_record_state_to_record (state, key);
}

/**
 * lt_store_find_place:
 *
 * Returns: (transfer full) (nullable): the record called @id, of whatever kind
 */
LtRecord *
lt_store_find_place (LtStore *self, const LtId *id, GError **error)
{
  return lt_store_get (self, NULL, id, error);
}

static gboolean
find_by_field (LtStore *self,
               const LtKind *kind,
               const char *field,
               const char *text,
               LtId *id,
               gint64 *n,
               GError **error)
{
  g_autofree char *sql =
      g_strdup_printf ("SELECT id FROM \"%s\" WHERE \"%s\"=? LIMIT 2", kind->table, field);
  g_autoptr (LtRows) rows = lt_db_query (self->db, error, sql, "t", text);
  g_autoptr (GError) problem = NULL;

  *n = 0;
  if (rows == NULL)
    return FALSE;
  while (lt_rows_next (rows, &problem))
    {
      (*n)++;
      lt_id_from_text (id, lt_rows_text (rows, 0));
    }
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return problem == NULL && (error == NULL || *error == NULL);
}

/**
 * lt_store_find:
 * @self: a county file
 * @kind: a kind
 * @name: a record's id, or its code, or its title where no other has the same
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the record with its heads
 */
LtRecord *
lt_store_find (LtStore *self, const LtKind *kind, const char *name, GError **error)
{
  const char *fields[2] = { kind->key, kind->title };
  g_autoptr (GError) problem = NULL;
  LtId id;
  gint64 n = 0;

  if (lt_id_from_text (&id, name))
    return lt_store_get (self, kind, &id, error);
  for (gsize i = 0; i < G_N_ELEMENTS (fields) && n == 0 && problem == NULL; i++)
    if (fields[i] != NULL)
      find_by_field (self, kind, fields[i], name, &id, &n, &problem);
  if (problem == NULL && n > 1)
    g_set_error (&problem, LT_ERROR, LT_ERROR_BAD_INPUT,
                 _ ("Several records of kind %s are called \"%s\". Name the one by its id."),
                 kind->name, name);
  if (problem == NULL && n == 1)
    return lt_store_get (self, kind, &id, error);
  set_missing (self, kind, name, &problem);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

/**
 * lt_store_find_by_key:
 * @self: a county file
 * @kind: a kind whose records have a code
 * @key: a code
 *
 * Returns: (transfer full) (nullable): the record with exactly that code, with its heads
 */
LtRecord *
lt_store_find_by_key (LtStore *self, const LtKind *kind, const char *key)
{
  LtId id;
  gint64 n;

  g_return_val_if_fail (kind->key != NULL, NULL);

  if (!find_by_field (self, kind, kind->key, key, &id, &n, NULL) || n == 0)
    return NULL;
  return lt_store_get (self, kind, &id, NULL);
}

/* 15 figures come back from a double as they went in; the canonical text has no
 * exponent. */
static LtValue *
read_decimal (double number)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  gsize length;

  g_ascii_formatd (text, sizeof text, "%.15g", number);
  if (strchr (text, 'e') == NULL)
    return lt_value_new_text (text);
  g_ascii_formatd (text, sizeof text, "%.15f", number);
  length = strlen (text);
  while (length > 0 && text[length - 1] == '0')
    length--;
  return lt_value_new (text, length);
}

static LtValue *
read_value (LtRows *rows, int column, const LtField *field)
{
  gsize size;
  gconstpointer blob;
  g_autoptr (LtShape) shape = NULL;
  g_autoptr (GBytes) wkb = NULL;

  if (lt_rows_is_null (rows, column))
    return NULL;
  if (field->type == LT_TYPE_DECIMAL)
    return read_decimal (lt_rows_double (rows, column));
  if (!lt_field_is_geometry (field))
    return lt_value_new_text (lt_rows_text (rows, column));
  blob = lt_rows_blob (rows, column, &size);
  shape = lt_shape_from_gpkg (blob, size, NULL);
  if (shape == NULL)
    return NULL;
  wkb = lt_shape_to_wkb (shape);
  return lt_value_new (g_bytes_get_data (wkb, NULL), g_bytes_get_size (wkb));
}

/* A row as lt_query_add_columns() asks for it. */
static LtRecord *
read_record (LtRows *rows, const LtKind *kind)
{
  LtRecord *record = lt_record_new (kind);

  record->key = lt_rows_int (rows, 0);
  lt_id_from_text (&record->id, lt_rows_text (rows, 1));
  for (guint i = 0; i < kind->n_fields; i++)
    record->values[i] = read_value (rows, (int) i + 2, &kind->fields[i]);
  return record;
}

/**
 * lt_store_list:
 * @self: a county file
 * @kind: a kind
 * @query: (nullable): which, in what order; %NULL for all
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type LtRecord): the records,
 *   without their heads
 */
GPtrArray *
lt_store_list (LtStore *self, const LtKind *kind, const LtQuery *query, GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_record_free);
  g_autoptr (LtRows) rows = lt_query_prepare (self->db, kind, query, LT_QUERY_RECORDS, error);
  g_autoptr (GError) problem = NULL;

  if (rows == NULL)
    return NULL;
  while (lt_rows_next (rows, &problem))
    g_ptr_array_add (records, read_record (rows, kind));
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  return g_steal_pointer (&records);
}

/**
 * lt_store_each:
 * @self: a county file
 * @kind: a kind
 * @query: (nullable): which, in what order; %NULL for all
 * @func: called for each record, without its heads; %FALSE ends it
 * @user_data: for @func
 * @error: return location
 *
 * Tells all records of one moment, one by one: their number costs no memory, and
 * what @func reads of this file is of the same moment.
 *
 * Returns: whether all were told
 */
gboolean
lt_store_each (LtStore *self,
               const LtKind *kind,
               const LtQuery *query,
               LtRecordFunc func,
               gpointer user_data,
               GError **error)
{
  g_autoptr (LtRows) rows = lt_query_prepare (self->db, kind, query, LT_QUERY_RECORDS, error);
  g_autoptr (GError) problem = NULL;

  if (rows == NULL)
    return FALSE;
  while (lt_rows_next (rows, &problem))
    {
      g_autoptr (LtRecord) record = read_record (rows, kind);

      if (!func (record, user_data, error))
        return FALSE;
    }
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/**
 * lt_store_list_keys:
 * @self: a county file
 * @kind: a kind
 * @query: (nullable): which, in what order; %NULL for all
 * @error: return location
 *
 * Reads which records a list has, eight bytes each; lt_store_list_by_keys() reads
 * those of them that are looked at.
 *
 * Returns: (transfer full) (nullable) (element-type gint64): their local numbers
 */
GArray *
lt_store_list_keys (LtStore *self, const LtKind *kind, const LtQuery *query, GError **error)
{
  g_autoptr (LtRows) rows = lt_query_prepare (self->db, kind, query, LT_QUERY_KEYS, error);

  return lt_rows_list_ints (rows, error);
}

/**
 * lt_store_list_by_keys:
 * @self: a county file
 * @kind: a kind
 * @keys: (array length=n): local numbers
 * @n: how many
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type LtRecord): the records without
 *   their heads, %NULL in the place of one that is no longer there
 */
GPtrArray *
lt_store_list_by_keys (LtStore *self,
                       const LtKind *kind,
                       const gint64 *keys,
                       guint n,
                       GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_full (n, (GDestroyNotify) lt_record_free);
  g_autoptr (GString) sql = g_string_new ("SELECT ");
  g_autoptr (GError) problem = NULL;

  lt_query_add_columns (kind, sql);
  g_string_append_printf (sql, " FROM \"%s\" WHERE fid=?", kind->table);
  for (guint i = 0; i < n && problem == NULL; i++)
    {
      g_autoptr (LtRows) rows = lt_db_query (self->db, &problem, sql->str, "i", keys[i]);

      g_ptr_array_add (records, rows != NULL && lt_rows_next (rows, &problem)
                                    ? read_record (rows, kind)
                                    : NULL);
    }
  if (problem == NULL)
    return g_steal_pointer (&records);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

/**
 * lt_store_count:
 *
 * Returns: how many records @query finds; -1 with @error set
 */
gint64
lt_store_count (LtStore *self, const LtKind *kind, const LtQuery *query, GError **error)
{
  g_autoptr (LtRows) rows = lt_query_prepare (self->db, kind, query, LT_QUERY_COUNT, error);

  return rows != NULL && lt_rows_next (rows, error) ? lt_rows_int (rows, 0) : -1;
}

/**
 * lt_store_list_conflicts:
 *
 * Returns: (transfer full) (nullable) (element-type LtRecord): the records with
 *   something in conflict, with their heads
 */
GPtrArray *
lt_store_list_conflicts (LtStore *self, GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_record_free);
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRows) rows =
      lt_db_query (self->db, error, "SELECT DISTINCT record FROM lt_conflict ORDER BY record", "");

  if (rows == NULL)
    return NULL;
  while (lt_rows_next (rows, &problem))
    {
      LtId id;
      LtRecord *record;

      lt_rows_fixed (rows, 0, &id, sizeof id);
      record = lt_store_get (self, NULL, &id, &problem);
      if (record == NULL)
        break;
      g_ptr_array_add (records, record);
    }
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  return g_steal_pointer (&records);
}
