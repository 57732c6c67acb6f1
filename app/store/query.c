/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From a query to SQL: which records, in which order, and what of them. */

#include "store/query.h"

#include <glib/gi18n-lib.h>

static gboolean
refuse_sort (const LtKind *kind, const char *name, GError **error)
{
  g_set_error (error, LT_ERROR, LT_ERROR_USAGE, _ ("%s has no field \"%s\" to sort by."),
               kind->name, name);
  return FALSE;
}

/* The field that it is sorted by; %NULL for none. */
static gboolean
find_sort (const LtKind *kind,
           const LtQuery *query,
           const LtField **sort,
           gboolean *downward,
           GError **error)
{
  const char *name = query->sort;
  int field;

  *sort = NULL;
  *downward = name != NULL && *name == '-';
  if (name == NULL)
    return TRUE;
  name += *downward;
  field = lt_kind_find_field (kind, name);
  if (field < 0)
    return refuse_sort (kind, name, error);
  *sort = &kind->fields[field];
  return TRUE;
}

static gboolean
names_kind (const LtField *field, const LtKind *kind)
{
  if (field->type == LT_TYPE_REFERENCE)
    return g_str_equal (field->refers_to, kind->name);
  if (field->type == LT_TYPE_RECORD)
    return (kind->flags & LT_KIND_INNER) == 0;
  return field->type == LT_TYPE_PLACE && lt_kind_is_place (kind);
}

/* What a reference names is sorted by what that is called. SQLite makes an index of
 * the titles for the time of the query. */
static void
add_titles (const LtField *sort, GString *sql)
{
  const char *between = "";
  guint n;
  const LtKind *const *kinds = lt_kinds (&n);

  g_string_append (sql, " LEFT JOIN (");
  for (guint i = 0; i < n; i++)
    if (names_kind (sort, kinds[i]))
      {
        g_string_append_printf (
            sql, "%sSELECT id AS lt_named, CAST(\"%s\" AS TEXT) AS lt_title FROM \"%s\"", between,
            kinds[i]->title, kinds[i]->table);
        between = " UNION ALL ";
      }
  g_string_append_printf (sql, ") ON lt_named=\"%s\"", sort->name);
}

static gboolean
sorts_by_title (const LtField *sort)
{
  return sort != NULL && lt_field_is_reference (sort) && sort->type != LT_TYPE_REFERENCES;
}

/* Choices stand in the order of their table, which is that of a life. */
static void
add_sort_value (const LtField *field, GString *sql)
{
  if (field->type != LT_TYPE_CHOICE)
    {
      g_string_append_printf (sql, "\"%s\"", field->name);
      return;
    }
  g_string_append_printf (sql, "CASE \"%s\"", field->name);
  for (int i = 0; field->choices[i].name != NULL; i++)
    g_string_append_printf (sql, " WHEN '%s' THEN %d", field->choices[i].name, i);
  g_string_append (sql, " END");
}

/* All that fits is found by looking at the rows as they lie: an index for the order alone
 * would fetch each of them from somewhere else. */
static gboolean
looks_at_all (const LtQuery *query)
{
  return query->limit == 0
         && (lt_query_count_filters (query) > 0 || (query->words != NULL && *query->words != '\0'));
}

static void
add_order (const LtQuery *query, const LtField *sort, gboolean downward, GString *sql)
{
  g_string_append (sql, " ORDER BY ");
  if (sorts_by_title (sort))
    g_string_append (sql, "lt_title");
  else if (sort != NULL)
    {
      g_string_append (sql, looks_at_all (query) ? "+" : "");
      add_sort_value (sort, sql);
    }
  else if (query->reach != NULL && query->reach->near)
    g_string_append (sql, "lt_rank");
  if (sort != NULL)
    g_string_append_printf (sql, "%s, fid", downward ? " DESC" : "");
  else if (query->reach == NULL || !query->reach->near)
    g_string_append (sql, "fid");
  if (query->limit > 0 || query->offset > 0)
    g_string_append_printf (sql, " LIMIT %d OFFSET %u", query->limit == 0 ? -1 : (int) query->limit,
                            query->offset);
}

static gboolean
check_latest (const LtKind *kind, const LtQuery *query, GError **error)
{
  const char *names[] = { query->latest_of, query->latest_by };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (names[i] == NULL || lt_kind_find_field (kind, names[i]) < 0)
      return refuse_sort (kind, names[i] == NULL ? "" : names[i], error);
  return TRUE;
}

/* Each next value is found by the index that begins with it, without reading all
 * the records of the one before. */
static gboolean
write_latest (const LtKind *kind, const LtQuery *query, GString *sql, GError **error)
{
  const char *of = query->latest_of;

  if (!check_latest (kind, query, error))
    return FALSE;
  g_string_append_printf (sql,
                          " FROM (WITH RECURSIVE lt_each(x) AS (SELECT min(\"%s\") FROM \"%s\" "
                          "UNION ALL SELECT (SELECT min(\"%s\") FROM \"%s\" WHERE \"%s\">x) "
                          "FROM lt_each WHERE x IS NOT NULL) SELECT x FROM lt_each WHERE x IS NOT "
                          "NULL) JOIN \"%s\" ON fid=(SELECT fid FROM \"%s\" WHERE \"%s\"=x",
                          of, kind->table, of, kind->table, of, kind->table, kind->table, of);
  if (!lt_query_add_filters (kind, query, sql, error))
    return FALSE;
  g_string_append_printf (sql, " ORDER BY \"%s\" DESC, fid DESC LIMIT 1)", query->latest_by);
  return TRUE;
}

static gboolean
write_query (const LtKind *kind,
             const LtQuery *query,
             gboolean ordered,
             GString *sql,
             GError **error)
{
  guint n = lt_query_count_filters (query);
  const LtField *sort;
  gboolean downward;

  if (query->latest_of != NULL)
    return write_latest (kind, query, sql, error);
  if (!find_sort (kind, query, &sort, &downward, error))
    return FALSE;
  g_string_append_printf (sql, " FROM \"%s\"", kind->table);
  if (ordered && sorts_by_title (sort))
    add_titles (sort, sql);
  if (query->reach != NULL)
    g_string_append_printf (
        sql, " JOIN (SELECT key AS lt_rank, value AS lt_key FROM json_each(?%u)) ON lt_key=fid",
        n + 2);
  g_string_append (sql, " WHERE 1");
  if (query->keys != NULL)
    g_string_append_printf (sql, " AND fid IN (SELECT value FROM json_each(?%u))", n + 3);
  if (!lt_query_add_filters (kind, query, sql, error))
    return FALSE;
  lt_query_add_words (kind, query, sql);
  if (ordered)
    add_order (query, sort, downward, sql);
  return TRUE;
}

static gboolean
find_reached (LtDb *db, const LtKind *kind, const LtQuery *query, char **keys, GError **error)
{
  if (lt_kind_geometry_field (kind) < 0)
    {
      g_set_error (error, LT_ERROR, LT_ERROR_USAGE,
                   _ ("Records of kind %s lie nowhere: they have no position."), kind->name);
      return FALSE;
    }
  *keys = lt_reach_find_keys (db, kind, query->reach, error);
  return *keys != NULL;
}

/**
 * lt_query_add_columns:
 *
 * Adds a record's columns: local number, id, fields.
 */
void
lt_query_add_columns (const LtKind *kind, GString *sql)
{
  g_string_append (sql, "fid, id");
  for (guint i = 0; i < kind->n_fields; i++)
    g_string_append_printf (sql, ", \"%s\"", kind->fields[i].name);
}

static char *
list_keys (const GArray *keys)
{
  GString *list = g_string_new ("[");

  for (guint i = 0; i < keys->len; i++)
    g_string_append_printf (list, "%s%" G_GINT64_FORMAT, i == 0 ? "" : ",",
                            g_array_index (keys, gint64, i));
  g_string_append_c (list, ']');
  return g_string_free (list, FALSE);
}

static LtRows *
prepare (LtDb *db,
         const LtKind *kind,
         const LtQuery *query,
         const char *columns,
         gboolean ordered,
         GError **error)
{
  static const LtQuery all = { 0 };
  g_autoptr (GString) sql = g_string_new ("SELECT ");
  g_autofree char *reached = NULL;
  g_autofree char *keys = NULL;
  guint n;
  LtRows *rows;

  if (query == NULL)
    query = &all;
  n = lt_query_count_filters (query);
  g_string_append (sql, columns);
  if (!write_query (kind, query, ordered, sql, error))
    return NULL;
  if (query->reach != NULL && !find_reached (db, kind, query, &reached, error))
    return NULL;
  rows = lt_db_query (db, error, sql->str, "");
  if (rows == NULL)
    return NULL;
  lt_query_bind_filters (kind, query, rows);
  if (reached != NULL)
    lt_rows_bind_text (rows, (int) n + 2, reached);
  if (query->keys != NULL && query->latest_of == NULL)
    {
      keys = list_keys (query->keys);
      lt_rows_bind_text (rows, (int) n + 3, keys);
    }
  return rows;
}

/**
 * lt_query_prepare:
 * @db: a county file
 * @kind: a kind
 * @query: (nullable): which, in what order; %NULL for all
 * @answer: what each row is
 * @error: return location; %LT_ERROR_USAGE for a query that cannot be made
 *
 * Returns: (transfer full) (nullable): the rows
 */
LtRows *
lt_query_prepare (LtDb *db,
                  const LtKind *kind,
                  const LtQuery *query,
                  LtQueryAnswer answer,
                  GError **error)
{
  g_autoptr (GString) columns = g_string_new (NULL);

  if (answer == LT_QUERY_RECORDS)
    lt_query_add_columns (kind, columns);
  else
    g_string_append (columns, answer == LT_QUERY_COUNT ? "count(*)" : "fid");
  return prepare (db, kind, query, columns->str, answer != LT_QUERY_COUNT, error);
}

/**
 * lt_query_prepare_columns:
 * @db: a county file
 * @kind: a kind
 * @query: (nullable): which; in no order
 * @columns: what of each record, as SQL
 * @error: return location; %LT_ERROR_USAGE for a query that cannot be made
 *
 * Returns: (transfer full) (nullable): the rows
 */
LtRows *
lt_query_prepare_columns (LtDb *db,
                          const LtKind *kind,
                          const LtQuery *query,
                          const char *columns,
                          GError **error)
{
  return prepare (db, kind, query, columns, FALSE, error);
}
