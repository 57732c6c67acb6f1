/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From a query to SQL: the conditions, the words and the order of a list. */

#include "store/query.h"

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

static guint
count_filters (const LtQuery *query)
{
  return query->filters == NULL ? 0 : query->filters->len;
}

static gboolean
add_filters (const LtKind *kind, const LtQuery *query, GString *sql, GError **error)
{
  for (guint i = 0; i < count_filters (query); i++)
    {
      const LtFilter *filter = g_ptr_array_index (query->filters, i);
      const char *comparison = sql_comparison (filter->comparison);
      int field = lt_kind_find_field (kind, filter->field);

      if (field < 0 || lt_field_is_geometry (&kind->fields[field]))
        return refuse_filter (kind, filter, _ ("names no field that can be compared."), error);
      if (comparison == NULL)
        return refuse_filter (kind, filter, _ ("needs one of = != < <= > >= ~."), error);
      if (g_str_equal (comparison, "~"))
        g_string_append_printf (sql, " AND instr(\"%s\", ?%u) > 0", filter->field, i + 1);
      else
        g_string_append_printf (sql, " AND \"%s\" %s ?%u", filter->field, comparison, i + 1);
    }
  return TRUE;
}

static gboolean
label_contains (const char *label, const char *words)
{
  g_autofree char *folded = g_utf8_casefold (label, -1);
  g_autofree char *wanted = g_utf8_casefold (words, -1);

  return strstr (folded, wanted) != NULL;
}

static void
add_choice_words (const LtField *field, const char *words, GString *sql)
{
  for (int i = 0; field->choices != NULL && field->choices[i].name != NULL; i++)
    {
      const char *name = field->choices[i].name;

      if (!label_contains (lt_field_choice_label (field, name), words))
        continue;
      if (field->type == LT_TYPE_CHOICE)
        g_string_append_printf (sql, " OR \"%s\"='%s'", field->name, name);
      else
        g_string_append_printf (sql, " OR instr(','||\"%s\"||',', ',%s,')>0", field->name, name);
    }
}

static void
add_flag_words (const LtField *field, const char *words, GString *sql)
{
  static const char *const values[] = { "0", "1" };

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autoptr (LtValue) value = lt_value_new_text (values[i]);
      g_autofree char *label = lt_field_format (field, value);

      if (label_contains (label, words))
        g_string_append_printf (sql, " OR \"%s\"=%s", field->name, values[i]);
    }
}

/* What stands in the field itself, as it is read. */
static void
add_plain_words (const LtField *field, const char *words, guint parameter, GString *sql)
{
  switch (field->type)
    {
    case LT_TYPE_INTEGER:
    case LT_TYPE_DECIMAL:
      g_string_append_printf (sql, " OR instr(printf('%%.15g', \"%s\"), ?%u)>0", field->name,
                              parameter);
      break;
    case LT_TYPE_MINUTE:
      g_string_append_printf (sql, " OR instr(replace(\"%s\", 'T', ' '), ?%u)>0", field->name,
                              parameter);
      break;
    case LT_TYPE_CHOICE:
    case LT_TYPE_CHOICES:
      add_choice_words (field, words, sql);
      break;
    case LT_TYPE_FLAG:
      add_flag_words (field, words, sql);
      break;
    default:
      g_string_append_printf (sql, " OR instr(lower(\"%s\"), ?%u)>0", field->name, parameter);
    }
}

static gboolean
may_refer_to (const LtField *field, const LtKind *kind)
{
  if ((kind->flags & LT_KIND_INNER) != 0)
    return FALSE;
  if (field->type == LT_TYPE_REFERENCE)
    return g_str_equal (field->refers_to, kind->name);
  return field->type == LT_TYPE_RECORD || lt_kind_is_place (kind);
}

/* A reference is read as what the other record is called. */
static void
add_reference_words (const LtField *field, const char *words, guint parameter, GString *sql)
{
  guint n;
  const LtKind *const *kinds = lt_kinds (&n);

  for (guint i = 0; i < n; i++)
    {
      const char *names[] = { kinds[i]->title, kinds[i]->key };

      if (!may_refer_to (field, kinds[i]))
        continue;
      g_string_append_printf (sql, " OR \"%s\" IN (SELECT id FROM \"%s\" WHERE 0", field->name,
                              kinds[i]->table);
      for (gsize j = 0; j < G_N_ELEMENTS (names); j++)
        {
          int other = names[j] == NULL ? -1 : lt_kind_find_field (kinds[i], names[j]);

          if (other >= 0 && !lt_field_is_reference (&kinds[i]->fields[other]))
            add_plain_words (&kinds[i]->fields[other], words, parameter, sql);
        }
      g_string_append (sql, ")");
    }
}

static void
add_words (const LtKind *kind, const LtQuery *query, GString *sql)
{
  guint parameter = count_filters (query) + 1;

  if (query->words == NULL || *query->words == '\0')
    return;
  g_string_append (sql, " AND (0");
  for (guint i = 0; i < kind->n_fields; i++)
    {
      const LtField *field = &kind->fields[i];

      if (lt_field_is_geometry (field) || (field->flags & LT_FIELD_HIDDEN) != 0)
        continue;
      if (lt_field_is_reference (field))
        add_reference_words (field, query->words, parameter, sql);
      else
        add_plain_words (field, query->words, parameter, sql);
    }
  g_string_append (sql, ")");
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
  for (guint i = 0; i < count_filters (query); i++)
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
  if (query->latest_of == NULL && query->words != NULL && *query->words != '\0')
    {
      /* As SQLite's lower() does it. */
      g_autofree char *words = g_ascii_strdown (query->words, -1);

      lt_rows_bind_text (rows, (int) count_filters (query) + 1, words);
    }
}

static gboolean
check_latest (const LtKind *kind, const LtQuery *query, GError **error)
{
  const char *names[] = { query->latest_of, query->latest_by };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (names[i] == NULL || lt_kind_find_field (kind, names[i]) < 0)
      {
        g_set_error (error, LT_ERROR, LT_ERROR_USAGE, _ ("%s has no field \"%s\" to sort by."),
                     kind->name, names[i] == NULL ? "" : names[i]);
        return FALSE;
      }
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
  if (!add_filters (kind, query, sql, error))
    return FALSE;
  g_string_append_printf (sql, " ORDER BY \"%s\" DESC, fid DESC LIMIT 1)", query->latest_by);
  return TRUE;
}

static gboolean
write_query (const LtKind *kind,
             const LtQuery *query,
             LtQueryAnswer answer,
             GString *sql,
             GError **error)
{
  if (query->latest_of != NULL)
    return write_latest (kind, query, sql, error);
  g_string_append_printf (sql, " FROM \"%s\" WHERE 1", kind->table);
  if (!add_filters (kind, query, sql, error))
    return FALSE;
  add_words (kind, query, sql);
  return answer == LT_QUERY_COUNT || add_order (kind, query, sql, error);
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
  static const LtQuery all = { 0 };
  g_autoptr (GString) sql = g_string_new ("SELECT ");
  LtRows *rows;

  if (query == NULL)
    query = &all;
  if (answer == LT_QUERY_RECORDS)
    lt_query_add_columns (kind, sql);
  else
    g_string_append (sql, answer == LT_QUERY_COUNT ? "count(*)" : "fid");
  if (!write_query (kind, query, answer, sql, error))
    return NULL;
  rows = lt_db_query (db, error, sql->str, "");
  if (rows != NULL)
    bind_filters (kind, query, rows);
  return rows;
}
