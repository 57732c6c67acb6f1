/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Records by id, by the code people name them with, and in lists. */

#include "store/store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

LtFilter *
lt_filter_new (const char *field, const char *comparison, const char *text)
{
  LtFilter *self = g_new0 (LtFilter, 1);

  self->field = g_strdup (field);
  self->comparison = g_strdup (comparison);
  self->text = g_strdup (text);
  return self;
}

void
lt_filter_free (LtFilter *self)
{
  g_free (self->field);
  g_free (self->comparison);
  g_free (self->text);
  g_free (self);
}

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
    g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                 _ ("File %s: there is no %s \"%s\". `lantianctl list %s` shows those there are."),
                 self->path, kind == NULL ? "record" : kind->name, name,
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

static const char *
sql_comparison (const char *comparison)
{
  static const char *const plain[] = { "=", "!=", "<", "<=", ">", ">=", "~", NULL };

  for (int i = 0; plain[i] != NULL; i++)
    if (g_str_equal (comparison, plain[i]))
      return plain[i];
  return NULL;
}

static gboolean
refuse_filter (const LtKind *kind, const LtFilter *filter, const char *what, GError **error)
{
  g_set_error (error, LT_ERROR, LT_ERROR_USAGE, _ ("%s: the condition \"%s %s %s\" %s"), kind->name,
               filter->field, filter->comparison, filter->text, what);
  return FALSE;
}

static gboolean
add_filters (const LtKind *kind, const LtQuery *query, GString *sql, GError **error)
{
  for (guint i = 0; query->filters != NULL && i < query->filters->len; i++)
    {
      const LtFilter *filter = g_ptr_array_index (query->filters, i);
      const char *comparison = sql_comparison (filter->comparison);
      int field = lt_kind_find_field (kind, filter->field);

      if (field < 0 || lt_field_is_geometry (&kind->fields[field]))
        return refuse_filter (kind, filter, _ ("names no field that can be compared."), error);
      if (comparison == NULL)
        return refuse_filter (kind, filter, _ ("needs one of = != < <= > >= ~."), error);
      g_string_append (sql, i == 0 ? " WHERE " : " AND ");
      if (g_str_equal (comparison, "~"))
        g_string_append_printf (sql, "instr(\"%s\", ?) > 0", filter->field);
      else
        g_string_append_printf (sql, "\"%s\" %s ?", filter->field, comparison);
    }
  return TRUE;
}

static gboolean
add_order (const LtKind *kind, const LtQuery *query, GString *sql, GError **error)
{
  gboolean downward = query->sort != NULL && *query->sort == '-';
  const char *name = query->sort == NULL ? NULL : query->sort + downward;

  if (name != NULL && lt_kind_find_field (kind, name) < 0)
    {
      g_set_error (error, LT_ERROR, LT_ERROR_USAGE, _ ("%s has no field \"%s\" to sort by."),
                   kind->name, name);
      return FALSE;
    }
  if (name != NULL)
    g_string_append_printf (sql, " ORDER BY \"%s\"%s, fid", name, downward ? " DESC" : "");
  else
    g_string_append (sql, " ORDER BY fid");
  if (query->limit > 0 || query->offset > 0)
    g_string_append_printf (sql, " LIMIT %d OFFSET %u", query->limit == 0 ? -1 : (int) query->limit,
                            query->offset);
  return TRUE;
}

static void
bind_filters (const LtKind *kind, const LtQuery *query, LtRows *rows)
{
  for (guint i = 0; query->filters != NULL && i < query->filters->len; i++)
    {
      const LtFilter *filter = g_ptr_array_index (query->filters, i);
      const LtField *field = &kind->fields[lt_kind_find_field (kind, filter->field)];
      g_autoptr (LtValue) value = NULL;
      const char *text = filter->text;

      if (g_str_equal (filter->comparison, "~"))
        {
          lt_rows_bind_text (rows, (int) i + 1, filter->text);
          continue;
        }
      /* A label serves as well as a name; what does not parse finds nothing. */
      if (lt_field_parse (field, filter->text, &value, NULL) && value != NULL)
        text = lt_value_text (value);
      if (lt_field_is_number (field) || field->type == LT_TYPE_FLAG)
        lt_rows_bind_double (rows, (int) i + 1, g_ascii_strtod (text, NULL));
      else
        lt_rows_bind_text (rows, (int) i + 1, text);
    }
}

static LtRows *
query_records (LtStore *self,
               const LtKind *kind,
               const LtQuery *query,
               gboolean count,
               GError **error)
{
  static const LtQuery all = { 0 };
  g_autoptr (GString) sql = g_string_new (count ? "SELECT count(*)" : "SELECT fid, id");
  LtRows *rows;

  if (query == NULL)
    query = &all;
  for (guint i = 0; i < kind->n_fields && !count; i++)
    g_string_append_printf (sql, ", \"%s\"", kind->fields[i].name);
  g_string_append_printf (sql, " FROM \"%s\"", kind->table);
  if (!add_filters (kind, query, sql, error) || (!count && !add_order (kind, query, sql, error)))
    return NULL;
  rows = lt_db_query (self->db, error, sql->str, "");
  if (rows != NULL)
    bind_filters (kind, query, rows);
  return rows;
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
  g_autoptr (LtRows) rows = query_records (self, kind, query, FALSE, error);
  g_autoptr (GError) problem = NULL;

  if (rows == NULL)
    return NULL;
  while (lt_rows_next (rows, &problem))
    {
      LtRecord *record = lt_record_new (kind);

      record->key = lt_rows_int (rows, 0);
      lt_id_from_text (&record->id, lt_rows_text (rows, 1));
      for (guint i = 0; i < kind->n_fields; i++)
        record->values[i] = read_value (rows, (int) i + 2, &kind->fields[i]);
      g_ptr_array_add (records, record);
    }
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  return g_steal_pointer (&records);
}

/**
 * lt_store_count:
 *
 * Returns: how many records @query finds; -1 with @error set
 */
gint64
lt_store_count (LtStore *self, const LtKind *kind, const LtQuery *query, GError **error)
{
  g_autoptr (LtRows) rows = query_records (self, kind, query, TRUE, error);

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
