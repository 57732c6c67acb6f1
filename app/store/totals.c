/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How many records there are, and what their numbers make together, group by group. They are
 * counted here: SQLite would sort all rows to bring those of a group together. */

#include "store/query.h"
#include "store/store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Of a time, what is left of it: "2026", "2026-11", "2026-11-20". */
static const struct
{
  const char *name;
  int length;
} parts[] = { { "year", 4 }, { "month", 7 }, { "day", 10 } };

static gboolean
is_time (const LtField *field)
{
  return field->type == LT_TYPE_DATE || field->type == LT_TYPE_MONTH
         || field->type == LT_TYPE_MINUTE;
}

/* "FIELD" or "FIELD:PART" */
static const LtField *
find_group (const LtKind *kind, const char *by, int *length, GError **error)
{
  const char *colon = strchr (by, ':');
  g_autofree char *name = colon == NULL ? g_strdup (by) : g_strndup (by, (gsize) (colon - by));
  int place = lt_kind_find_field (kind, name);
  const LtField *field = place < 0 ? NULL : &kind->fields[place];

  *length = 0;
  for (gsize i = 0; colon != NULL && i < G_N_ELEMENTS (parts); i++)
    if (g_str_equal (parts[i].name, colon + 1))
      *length = parts[i].length;
  if (field != NULL && !lt_field_is_geometry (field)
      && (colon == NULL || (is_time (field) && *length != 0)))
    return field;
  g_set_error (error, LT_ERROR, LT_ERROR_USAGE,
               _ ("%s cannot be grouped by \"%s\": name a field, or a time's year, month or day as "
                  "FIELD:month."),
               kind->name, by);
  return NULL;
}

/* What makes a group. A decimal is written as its field writes it. */
static void
add_value (const LtField *field, int length, GString *columns)
{
  if (field == NULL)
    g_string_append (columns, "NULL");
  else if (length > 0)
    g_string_append_printf (columns, "substr(\"%s\", 1, %d)", field->name, length);
  else if (field->type == LT_TYPE_DECIMAL)
    g_string_append_printf (columns,
                            "CASE WHEN \"%s\" IS NOT NULL THEN printf('%%.15g', \"%s\") END",
                            field->name, field->name);
  else
    g_string_append_printf (columns, "\"%s\"", field->name);
}

static gboolean
add_sums (const LtKind *kind, const char *const *sums, GString *columns, GError **error)
{
  for (int i = 0; sums != NULL && sums[i] != NULL; i++)
    {
      int field = lt_kind_find_field (kind, sums[i]);

      if (field < 0 || !lt_field_is_number (&kind->fields[field]))
        {
          g_set_error (error, LT_ERROR, LT_ERROR_USAGE, _ ("%s has no number \"%s\" to sum up."),
                       kind->name, sums[i]);
          return FALSE;
        }
      g_string_append_printf (columns, ", \"%s\"", sums[i]);
    }
  return TRUE;
}

static void
add_field (GString *fields, const LtField *field)
{
  g_string_append_printf (fields, "%s%u", fields->len == 0 ? "" : ",", field->number);
}

/* Local numbers of the records in which one of the fields that are looked at is in
 * conflict, and one; few, however many records there are. */
static GHashTable *
list_disputed (LtStore *self,
               const LtKind *kind,
               const LtField *by,
               const char *const *sums,
               GError **error)
{
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GString) fields = g_string_new (NULL);
  g_autofree char *sql = NULL;
  g_autoptr (LtRows) rows = NULL;
  g_autoptr (GError) problem = NULL;

  if (by != NULL)
    add_field (fields, by);
  for (int i = 0; sums != NULL && sums[i] != NULL; i++)
    add_field (fields, &kind->fields[lt_kind_find_field (kind, sums[i])]);
  sql = g_strdup_printf ("SELECT DISTINCT r.key FROM lt_conflict c JOIN lt_record r ON "
                         "r.id=c.record WHERE c.kind=? AND c.field IN (%s)",
                         fields->str);
  rows = lt_db_query (self->db, error, sql, "i", (gint64) kind->number);
  while (rows != NULL && lt_rows_next (rows, &problem))
    {
      gint64 key = lt_rows_int (rows, 0);

      g_hash_table_add (keys, g_memdup2 (&key, sizeof key));
    }
  if (rows != NULL && problem == NULL)
    return g_steal_pointer (&keys);
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

static LtTotals *
new_totals (const char *value, guint n)
{
  LtTotals *self = g_new0 (LtTotals, 1);

  self->value = value == NULL || *value == '\0' ? NULL : g_strdup (value);
  self->filled = g_new0 (gint64, MAX (n, 1));
  self->sums = g_new0 (double, MAX (n, 1));
  return self;
}

static void
count_row (GHashTable *groups, GHashTable *disputed, LtRows *rows, guint n)
{
  gint64 key = lt_rows_int (rows, 1 + (int) n);
  const char *value = lt_rows_is_null (rows, 0) ? "" : lt_rows_text (rows, 0);
  LtTotals *group = g_hash_table_lookup (groups, value);

  if (group == NULL)
    {
      group = new_totals (value, n);
      g_hash_table_insert (groups, g_strdup (value), group);
    }
  group->count++;
  group->conflicts += g_hash_table_contains (disputed, &key);
  for (guint i = 0; i < n; i++)
    if (!lt_rows_is_null (rows, 1 + (int) i))
      {
        group->filled[i]++;
        group->sums[i] += lt_rows_double (rows, 1 + (int) i);
      }
}

/* As a list sorts: choices as their table has them, what is not there first. */
static int
compare_groups (gconstpointer a, gconstpointer b, gpointer data)
{
  const LtField *field = data;
  const char *first = (*(LtTotals *const *) a)->value;
  const char *second = (*(LtTotals *const *) b)->value;
  double one, other;

  if (first == NULL || second == NULL)
    return (first != NULL) - (second != NULL);
  if (field->type == LT_TYPE_CHOICE)
    return lt_field_choice_index (field, first) - lt_field_choice_index (field, second);
  if (!lt_field_is_number (field))
    return strcmp (first, second);
  one = g_ascii_strtod (first, NULL);
  other = g_ascii_strtod (second, NULL);
  return (one > other) - (one < other);
}

void
lt_totals_free (LtTotals *self)
{
  g_free (self->value);
  g_free (self->filled);
  g_free (self->sums);
  g_free (self);
}

/**
 * lt_store_total:
 * @self: a county file
 * @kind: a kind
 * @query: (nullable): which records; %NULL for all
 * @by: (nullable): the field whose values make groups; of a time also its year, month or
 *   day, as `FIELD:month`. %NULL: all are one group
 * @sums: (nullable) (array zero-terminated=1): fields that hold numbers
 * @error: return location; %LT_ERROR_USAGE for a field that does not serve
 *
 * Sums are of binary floating point: right to about 15 figures.
 *
 * Returns: (transfer full) (nullable) (element-type LtTotals): the groups in their order;
 *   that without a value first
 */
GPtrArray *
lt_store_total (LtStore *self,
                const LtKind *kind,
                const LtQuery *query,
                const char *by,
                const char *const *sums,
                GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_totals_free);
  g_autoptr (GHashTable) groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) disputed = NULL;
  g_autoptr (GString) columns = g_string_new (NULL);
  g_autoptr (LtRows) rows = NULL;
  g_autoptr (GError) problem = NULL;
  guint n = sums == NULL ? 0 : g_strv_length ((char **) sums);
  const LtField *field = NULL;
  GHashTableIter iter;
  gpointer group;
  int length = 0;

  if (by != NULL && (field = find_group (kind, by, &length, error)) == NULL)
    return NULL;
  add_value (field, length, columns);
  if (!add_sums (kind, sums, columns, error))
    return NULL;
  g_string_append (columns, ", fid");
  disputed = list_disputed (self, kind, field, sums, error);
  if (disputed == NULL)
    return NULL;
  rows = lt_query_prepare_columns (self->db, kind, query, columns->str, error);
  if (rows == NULL)
    return NULL;
  if (field == NULL)
    g_hash_table_insert (groups, g_strdup (""), new_totals (NULL, n));
  while (lt_rows_next (rows, &problem))
    count_row (groups, disputed, rows, n);
  g_hash_table_iter_init (&iter, groups);
  while (g_hash_table_iter_next (&iter, NULL, &group))
    g_ptr_array_add (list, group);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  if (field != NULL)
    g_ptr_array_sort_with_data (list, compare_groups, (gpointer) field);
  return g_steal_pointer (&list);
}
