/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The conditions of a query as SQL: what a field must hold, and which words some
 * field must contain. */

#include "store/query.h"

#include "base/json.h"

#include <glib/gi18n-lib.h>
#include <math.h>
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
is_comparison (const char *comparison)
{
  static const char *const known[] = { "=", "!=", "<", "<=", ">", ">=", "~", "in", NULL };

  return g_strv_contains (known, comparison);
}

/* `=` and `!=` with nothing ask whether there is a value. */
static gboolean
asks_for_none (const LtFilter *filter)
{
  return *filter->text == '\0'
         && (g_str_equal (filter->comparison, "=") || g_str_equal (filter->comparison, "!="));
}

static gboolean
refuse_filter (const LtKind *kind, const LtFilter *filter, const char *what, GError **error)
{
  g_set_error (error, LT_ERROR, LT_ERROR_USAGE, _ ("%s: the condition \"%s %s %s\" %s"), kind->name,
               filter->field, filter->comparison, filter->text, what);
  return FALSE;
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

/* One of several; of a set, whether it has one of them. */
static void
add_one_of (const LtKind *kind, const LtField *field, guint parameter, GString *sql)
{
  if (field->type == LT_TYPE_CHOICES || field->type == LT_TYPE_REFERENCES)
    g_string_append_printf (sql,
                            " AND EXISTS (SELECT 1 FROM json_each(?%u) AS lt_member WHERE "
                            "instr(','||\"%s\".\"%s\"||',', ','||lt_member.value||',')>0)",
                            parameter, kind->table, field->name);
  else
    g_string_append_printf (sql, " AND \"%s\" IN (SELECT value FROM json_each(?%u))", field->name,
                            parameter);
}

/* As people read it, or as it is kept. */
static void
add_contains (const LtField *field, const char *words, guint parameter, GString *sql)
{
  g_string_append (sql, " AND (0");
  if (lt_field_is_reference (field))
    add_reference_words (field, words, parameter, sql);
  else
    {
      g_string_append_printf (sql, " OR instr(lower(\"%s\"), ?%u)>0", field->name, parameter);
      add_plain_words (field, words, parameter, sql);
    }
  g_string_append (sql, ")");
}

static void
add_filter (const LtKind *kind, const LtFilter *filter, guint parameter, GString *sql)
{
  const LtField *field = &kind->fields[lt_kind_find_field (kind, filter->field)];

  if (asks_for_none (filter))
    g_string_append_printf (sql, " AND (\"%s\" IS NULL OR \"%s\"='')=%d", field->name, field->name,
                            g_str_equal (filter->comparison, "="));
  else if (g_str_equal (filter->comparison, "~"))
    add_contains (field, filter->text, parameter, sql);
  else if (g_str_equal (filter->comparison, "in"))
    add_one_of (kind, field, parameter, sql);
  else if (g_str_equal (filter->comparison, "!="))
    /* What has no value is not that one either. */
    g_string_append_printf (sql, " AND (\"%s\"=?%u) IS NOT 1", field->name, parameter);
  else
    g_string_append_printf (sql, " AND \"%s\" %s ?%u", field->name, filter->comparison, parameter);
}

guint
lt_query_count_filters (const LtQuery *query)
{
  return query->filters == NULL ? 0 : query->filters->len;
}

/**
 * lt_query_add_filters:
 *
 * Adds the conditions, the first with parameter 1; an error names one that cannot be.
 */
gboolean
lt_query_add_filters (const LtKind *kind, const LtQuery *query, GString *sql, GError **error)
{
  for (guint i = 0; i < lt_query_count_filters (query); i++)
    {
      const LtFilter *filter = g_ptr_array_index (query->filters, i);
      int field = lt_kind_find_field (kind, filter->field);

      if (field < 0 || lt_field_is_geometry (&kind->fields[field]))
        return refuse_filter (kind, filter, _ ("names no field that can be compared."), error);
      if (!is_comparison (filter->comparison))
        return refuse_filter (kind, filter, _ ("needs one of = != < <= > >= ~ in."), error);
      add_filter (kind, filter, i + 1, sql);
    }
  return TRUE;
}

/**
 * lt_query_add_words:
 *
 * Adds that some field must contain the words, whose parameter follows those of the
 * conditions.
 */
void
lt_query_add_words (const LtKind *kind, const LtQuery *query, GString *sql)
{
  guint parameter = lt_query_count_filters (query) + 1;

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

/* A label serves as well as a name; what is not one stays as it was typed, and finds
 * nothing. */
static char *
read_typed (const LtField *field, const char *text)
{
  g_autoptr (LtValue) value = NULL;

  if (lt_field_parse (field, text, &value, NULL) && value != NULL)
    return g_strdup (lt_value_text (value));
  return g_strdup (text);
}

static gboolean
is_kept_as_number (const LtField *field)
{
  return lt_field_is_number (field) || field->type == LT_TYPE_FLAG;
}

/* What is no number is NaN, which SQLite takes for NULL: nothing is equal to it. */
static double
read_number (const char *text)
{
  char *end;
  double number = g_ascii_strtod (text, &end);

  return end == text || *end != '\0' ? NAN : number;
}

/* Several values, with commas of either script between. */
static char *
list_values (const LtField *field, const char *text)
{
  g_autoptr (GRegex) between = g_regex_new ("\\s*[,，、;；]\\s*", 0, 0, NULL);
  g_auto (GStrv) words = g_regex_split (between, text, 0);
  g_autoptr (JsonArray) array = json_array_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);

  for (int i = 0; words[i] != NULL; i++)
    {
      g_autofree char *value = read_typed (field, g_strstrip (words[i]));
      double number = is_kept_as_number (field) ? read_number (value) : NAN;

      if (*value == '\0' || (is_kept_as_number (field) && isnan (number)))
        continue;
      if (is_kept_as_number (field))
        json_array_add_double_element (array, number);
      else
        json_array_add_string_element (array, value);
    }
  json_node_set_array (node, array);
  return json_to_string (node, FALSE);
}

static void
bind_filter (const LtField *field, const LtFilter *filter, int parameter, LtRows *rows)
{
  g_autofree char *text = NULL;

  if (asks_for_none (filter))
    return;
  if (g_str_equal (filter->comparison, "~"))
    text = g_ascii_strdown (filter->text, -1); /* as SQLite's lower() does it */
  else if (g_str_equal (filter->comparison, "in"))
    text = list_values (field, filter->text);
  else
    text = read_typed (field, filter->text);
  if (is_kept_as_number (field) && !g_str_equal (filter->comparison, "~")
      && !g_str_equal (filter->comparison, "in"))
    lt_rows_bind_double (rows, parameter, read_number (text));
  else
    lt_rows_bind_text (rows, parameter, text);
}

/**
 * lt_query_bind_filters:
 *
 * Gives the conditions and the words what they compare with.
 */
void
lt_query_bind_filters (const LtKind *kind, const LtQuery *query, LtRows *rows)
{
  guint n = lt_query_count_filters (query);

  for (guint i = 0; i < n; i++)
    {
      const LtFilter *filter = g_ptr_array_index (query->filters, i);

      bind_filter (&kind->fields[lt_kind_find_field (kind, filter->field)], filter, (int) i + 1,
                   rows);
    }
  if (query->latest_of == NULL && query->words != NULL && *query->words != '\0')
    {
      g_autofree char *words = g_ascii_strdown (query->words, -1);

      lt_rows_bind_text (rows, (int) n + 1, words);
    }
}
