/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Lists: which records, in which order, page by page and in groups. What is expected is
 * found by looking at every record. */

#include "base/error.h"
#include "office.h"
#include "random-record.h"

#include <math.h>
#include <string.h>

#define OF_A_KIND 40
#define N_ROUNDS  30
#define PAGE      7

static gboolean
is_listed (const LtKind *kind)
{
  return (kind->flags & (LT_KIND_INNER | LT_KIND_PEOPLE)) == 0;
}

static LtStore *
make_file (Office *office)
{
  LtStore *store = office_found (office, "file");
  guint n;
  const LtKind *const *kinds = lt_kinds (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (LtChange) change = lt_change_new ();
      g_autoptr (GError) error = NULL;

      for (guint j = 0; is_listed (kinds[i]) && j < OF_A_KIND; j++)
        {
          g_autoptr (LtRecord) record = random_record (kinds[i], office->random);

          lt_change_create (change, record);
        }
      if (lt_change_is_empty (change))
        continue;
      lt_store_append (store, change, &office->keeper, NULL, &error);
      g_assert_no_error (error);
    }
  return store;
}

/* -1, 0, 1; a value that is not there is less than any, as SQLite has it. */
static int
compare_values (const LtField *field, const LtValue *a, const LtValue *b)
{
  if (a == NULL || b == NULL)
    return (a != NULL) - (b != NULL);
  if (lt_field_is_number (field) || field->type == LT_TYPE_FLAG)
    {
      double first = g_ascii_strtod (lt_value_text (a), NULL);
      double second = g_ascii_strtod (lt_value_text (b), NULL);

      return (first > second) - (first < second);
    }
  return CLAMP (strcmp (lt_value_text (a), lt_value_text (b)), -1, 1);
}

static gboolean
has_one_of (const LtField *field, const LtValue *value, const char *several)
{
  g_auto (GStrv) wanted = g_strsplit (several, ",", -1);
  g_auto (GStrv) members = value == NULL ? g_strsplit ("", ",", -1)
                           : field->type == LT_TYPE_CHOICES || field->type == LT_TYPE_REFERENCES
                               ? g_strsplit (lt_value_text (value), ",", -1)
                               : g_strsplit (lt_value_text (value), "\n", 1);

  for (int i = 0; members[i] != NULL; i++)
    if (g_strv_contains ((const char *const *) wanted, members[i]))
      return TRUE;
  return FALSE;
}

static gboolean
holds (const LtRecord *record, const LtFilter *filter)
{
  int place = lt_kind_find_field (record->kind, filter->field);
  const LtField *field = &record->kind->fields[place];
  const LtValue *value = record->values[place];
  g_autoptr (LtValue) other = lt_value_new_text (filter->text);
  int order;

  if (*filter->text == '\0')
    return (value == NULL) == g_str_equal (filter->comparison, "=");
  if (g_str_equal (filter->comparison, "in"))
    return has_one_of (field, value, filter->text);
  if (value == NULL)
    return g_str_equal (filter->comparison, "!=");
  order = compare_values (field, value, other);
  if (g_str_equal (filter->comparison, "="))
    return order == 0;
  if (g_str_equal (filter->comparison, "!="))
    return order != 0;
  if (*filter->comparison == '<')
    return order < 0 || (filter->comparison[1] == '=' && order == 0);
  return order > 0 || (filter->comparison[1] == '=' && order == 0);
}

static gboolean
holds_all (const LtRecord *record, GPtrArray *filters)
{
  for (guint i = 0; i < filters->len; i++)
    if (!holds (record, g_ptr_array_index (filters, i)))
      return FALSE;
  return TRUE;
}

/* A condition with what one of the records has, so that something is found. */
static LtFilter *
draw_filter (const LtKind *kind, GPtrArray *all, LtRandom *random)
{
  static const char *const comparisons[] = { "=", "!=", "<", "<=", ">", ">=" };
  const LtRecord *some = g_ptr_array_index (all, lt_random_below (random, all->len));
  const LtField *field;
  const LtValue *value;
  guint place;

  do
    place = lt_random_below (random, kind->n_fields);
  while (lt_field_is_geometry (&kind->fields[place]));
  field = &kind->fields[place];
  value = some->values[place];
  if (value == NULL || lt_random_below (random, 6) == 0)
    return lt_filter_new (field->name, lt_random_below (random, 2) == 0 ? "=" : "!=", "");
  /* What has commas in it cannot be one of several. */
  if (lt_random_below (random, 3) == 0
      && (field->type == LT_TYPE_CHOICE || field->type == LT_TYPE_CHOICES
          || field->type == LT_TYPE_REFERENCES || field->type == LT_TYPE_DATE))
    return lt_filter_new (field->name, "in", lt_value_text (value));
  return lt_filter_new (field->name, comparisons[lt_random_below (random, 6)],
                        lt_value_text (value));
}

static GHashTable *
expect (GPtrArray *all, GPtrArray *filters)
{
  GHashTable *keys = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, NULL);

  for (guint i = 0; i < all->len; i++)
    {
      LtRecord *record = g_ptr_array_index (all, i);

      if (holds_all (record, filters))
        g_hash_table_insert (keys, &record->key, record);
    }
  return keys;
}

/* Where a choice stands in its table; what is not there, before all. */
static int
rank_of (const LtField *field, const LtValue *value)
{
  return value == NULL ? -1 : lt_field_choice_index (field, lt_value_text (value));
}

static int
compare_for_sort (const LtField *field, const LtValue *a, const LtValue *b)
{
  if (field->type == LT_TYPE_CHOICE)
    return CLAMP (rank_of (field, a) - rank_of (field, b), -1, 1);
  return compare_values (field, a, b);
}

static void
assert_sorted (GHashTable *found, const GArray *keys, const LtField *field, gboolean downward)
{
  guint place = 0;

  while (keys->len > 0
         && &((LtRecord *) g_hash_table_lookup (found, &g_array_index (keys, gint64, 0)))
                    ->kind->fields[place]
                != field)
    place++;
  for (guint i = 1; i < keys->len; i++)
    {
      const LtRecord *a = g_hash_table_lookup (found, &g_array_index (keys, gint64, i - 1));
      const LtRecord *b = g_hash_table_lookup (found, &g_array_index (keys, gint64, i));
      int order = compare_for_sort (field, a->values[place], b->values[place]);

      g_assert_cmpint (downward ? -order : order, <=, 0);
      if (order == 0)
        g_assert_cmpint (a->key, <, b->key);
    }
}

/* Pages put together are the whole list, and each is what stands at its place. */
static void
assert_pages (LtStore *store, const LtKind *kind, const LtQuery *query, const GArray *keys)
{
  for (guint first = 0; first < keys->len; first += PAGE)
    {
      LtQuery page = *query;
      g_autoptr (GArray) part = NULL;
      g_autoptr (GPtrArray) records = NULL;

      page.offset = first;
      page.limit = PAGE;
      part = lt_store_list_keys (store, kind, &page, NULL);
      g_assert_cmpuint (part->len, ==, MIN (PAGE, keys->len - first));
      g_assert_cmpmem (part->data, part->len * sizeof (gint64),
                       &g_array_index (keys, gint64, first), part->len * sizeof (gint64));
      records = lt_store_list_by_keys (store, kind, (const gint64 *) part->data, part->len, NULL);
      for (guint i = 0; i < part->len; i++)
        g_assert_cmpint (((LtRecord *) g_ptr_array_index (records, i))->key, ==,
                         g_array_index (part, gint64, i));
    }
}

static void
check_list (LtStore *store, const LtKind *kind, GPtrArray *all, GPtrArray *filters, guint sort)
{
  const LtField *field = &kind->fields[sort];
  gboolean downward = sort % 2 == 1;
  g_autofree char *name = g_strconcat (downward ? "-" : "", field->name, NULL);
  LtQuery query = { .filters = filters, .sort = name };
  g_autoptr (GHashTable) found = expect (all, filters);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) keys = lt_store_list_keys (store, kind, &query, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (keys->len, ==, g_hash_table_size (found));
  g_assert_cmpint (lt_store_count (store, kind, &query, NULL), ==, keys->len);
  for (guint i = 0; i < keys->len; i++)
    g_assert_nonnull (g_hash_table_lookup (found, &g_array_index (keys, gint64, i)));
  /* Made-up references name nothing, and shapes are not sorted by what they are. */
  if (!lt_field_is_reference (field) && !lt_field_is_geometry (field))
    assert_sorted (found, keys, field, downward);
  assert_pages (store, kind, &query, keys);
}

static GPtrArray *
draw_filters (const LtKind *kind, GPtrArray *all, LtRandom *random)
{
  GPtrArray *filters = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_filter_free);

  for (guint i = lt_random_below (random, 4); i > 0; i--)
    g_ptr_array_add (filters, draw_filter (kind, all, random));
  return filters;
}

static void
test_any_list (void)
{
  g_autoptr (Office) office = office_new (71);
  LtStore *store = make_file (office);
  guint n;
  const LtKind *const *kinds = lt_kinds (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GPtrArray) all = NULL;
      g_autoptr (GPtrArray) none = g_ptr_array_new ();

      if ((kinds[i]->flags & LT_KIND_INNER) != 0)
        continue;
      all = lt_store_list (store, kinds[i], NULL, NULL);
      for (guint sort = 0; sort < kinds[i]->n_fields; sort++)
        check_list (store, kinds[i], all, none, sort);
      for (guint round = 0; all->len > 0 && round < N_ROUNDS; round++)
        {
          g_autoptr (GPtrArray) filters = draw_filters (kinds[i], all, office->random);

          check_list (store, kinds[i], all, filters,
                      lt_random_below (office->random, kinds[i]->n_fields));
        }
    }
}

/* The groups of a field, and what its numbers make, counted record by record. */
static void
check_totals (LtStore *store, const LtKind *kind, GPtrArray *all, guint by, guint sum)
{
  const char *const sums[] = { kind->fields[sum].name, NULL };
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) groups = NULL;
  g_autoptr (GError) error = NULL;
  gint64 records = 0;

  for (guint i = 0; i < all->len; i++)
    {
      const LtRecord *record = g_ptr_array_index (all, i);
      const char *value = record->values[by] == NULL ? "" : lt_value_text (record->values[by]);

      g_hash_table_insert (counts, (gpointer) value,
                           GINT_TO_POINTER (GPOINTER_TO_INT (g_hash_table_lookup (counts, value))
                                            + 1));
    }
  groups = lt_store_total (store, kind, NULL, kind->fields[by].name, sums, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (groups->len, ==, g_hash_table_size (counts));
  for (guint i = 0; i < groups->len; i++)
    {
      const LtTotals *group = g_ptr_array_index (groups, i);
      const char *value = group->value == NULL ? "" : group->value;
      double total = 0;
      gint64 filled = 0;

      g_assert_cmpint (group->count, ==, GPOINTER_TO_INT (g_hash_table_lookup (counts, value)));
      for (guint j = 0; j < all->len; j++)
        {
          const LtRecord *record = g_ptr_array_index (all, j);

          if (record->values[sum] == NULL
              || !g_str_equal (
                  value, record->values[by] == NULL ? "" : lt_value_text (record->values[by])))
            continue;
          total += g_ascii_strtod (lt_value_text (record->values[sum]), NULL);
          filled++;
        }
      g_assert_cmpint (group->filled[0], ==, filled);
      g_assert_cmpfloat_with_epsilon (group->sums[0], total, 1e-6 * MAX (1, fabs (total)));
      records += group->count;
    }
  g_assert_cmpint (records, ==, all->len);
}

static void
test_totals (void)
{
  g_autoptr (Office) office = office_new (72);
  LtStore *store = make_file (office);
  guint n;
  const LtKind *const *kinds = lt_kinds (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GPtrArray) all = lt_store_list (store, kinds[i], NULL, NULL);

      if (!is_listed (kinds[i]))
        continue;
      for (guint sum = 0; sum < kinds[i]->n_fields; sum++)
        for (guint by = 0; lt_field_is_number (&kinds[i]->fields[sum]) && by < kinds[i]->n_fields;
             by++)
          if (by != sum && !lt_field_is_geometry (&kinds[i]->fields[by]))
            check_totals (store, kinds[i], all, by, sum);
    }
}

static GArray *
list_where (LtStore *store,
            const char *kind,
            const char *field,
            const char *comparison,
            const char *text,
            const char *sort)
{
  g_autoptr (GPtrArray) filters = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_filter_free);
  LtQuery query = { .filters = filters, .sort = sort };
  g_autoptr (GError) error = NULL;
  GArray *keys;

  if (field != NULL)
    g_ptr_array_add (filters, lt_filter_new (field, comparison, text));
  keys = lt_store_list_keys (store, lt_kind_by_name (kind), &query, &error);
  g_assert_no_error (error);
  return keys;
}

static guint
count_where (LtStore *store, const char *kind, const char *field, const char *op, const char *text)
{
  g_autoptr (GArray) keys = list_where (store, kind, field, op, text, NULL);

  return keys->len;
}

static void
test_words_of_people (void)
{
  g_autoptr (Office) office = office_new (73);
  LtStore *store = office_found (office, "file");
  static const char *const names[] = { "Beta", "Alpha", "Gamma" };
  g_autoptr (GArray) keys = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      LtId id = office_add (office, store, &office->keeper, "dust-site",
                            (const char *const[]){ "name", names[i], NULL });
      g_autofree char *site = lt_id_to_text (&id);

      office_add (office, store, &office->keeper, "dust-fall",
                  (const char *const[]){ "site", site, "month", "2026-01", "value", "8.6",
                                         "validity", "valid", NULL });
    }
  /* A reference by what it names is called: the second, the first, the third. */
  keys = list_where (store, "dust-fall", NULL, NULL, NULL, "site");
  g_assert_cmpuint (keys->len, ==, 3);
  g_assert_cmpint (g_array_index (keys, gint64, 0), ==, 2);
  g_assert_cmpint (g_array_index (keys, gint64, 1), ==, 1);
  g_assert_cmpint (g_array_index (keys, gint64, 2), ==, 3);
  g_assert_cmpuint (count_where (store, "dust-fall", "site", "~", "MMA"), ==, 1);
  g_assert_cmpuint (count_where (store, "dust-fall", "site", "~", "a"), ==, 3);
  g_assert_cmpuint (count_where (store, "dust-site", "name", "~", "alpha"), ==, 1);
  g_assert_cmpuint (count_where (store, "dust-fall", "validity", "in", "valid,broken"), ==, 3);
  g_assert_cmpuint (count_where (store, "dust-fall", "value", "in", "1、8.60，x"), ==, 3);
  /* What is no number equals none, not zero. */
  g_assert_cmpuint (count_where (store, "dust-fall", "value", "<", "ten"), ==, 0);
  g_assert_cmpuint (count_where (store, "dust-fall", "value", ">", "ten"), ==, 0);
  g_assert_cmpuint (count_where (store, "dust-fall", "value", "!=", ""), ==, 3);
  g_assert_cmpuint (count_where (store, "dust-site", "code", "=", ""), ==, 3);
  /* What has no value is not the one that is asked for. */
  g_assert_cmpuint (count_where (store, "dust-site", "code", "!=", "A1"), ==, 3);
  g_assert_cmpuint (count_where (store, "dust-site", "name", "!=", "Beta"), ==, 2);
  g_assert_cmpuint (count_where (store, "dust-fall", "value", "!=", "ten"), ==, 3);
  g_assert_cmpuint (count_where (store, "dust-fall", "value", "!=", "8.60"), ==, 0);
}

static void
test_keys_of_query (void)
{
  g_autoptr (Office) office = office_new (74);
  LtStore *store = make_file (office);
  const LtKind *kind = lt_kind_by_name ("mine");
  g_autoptr (GArray) all = lt_store_list_keys (store, kind, NULL, NULL);
  g_autoptr (GArray) some = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) found = NULL;
  LtQuery query = { .keys = some };

  g_assert_cmpint (lt_store_count (store, kind, &query, NULL), ==, 0);
  g_array_append_val (some, g_array_index (all, gint64, 5));
  g_array_append_val (some, g_array_index (all, gint64, 2));
  found = lt_store_list_keys (store, kind, &query, NULL);
  g_assert_cmpuint (found->len, ==, 2);
  g_assert_cmpint (g_array_index (found, gint64, 0), ==, g_array_index (all, gint64, 2));
  g_assert_cmpint (g_array_index (found, gint64, 1), ==, g_array_index (all, gint64, 5));
}

static void
test_refusals (void)
{
  g_autoptr (Office) office = office_new (75);
  LtStore *store = office_found (office, "file");
  const LtKind *kind = lt_kind_by_name ("mine");
  static const struct
  {
    const char *by;
    const char *sum;
  } bad[] = { { "colour", NULL },     { "position", NULL }, { "name:month", NULL },
              { NULL, "name" },       { NULL, "nix" },      { "licence_from:hour", NULL },
              { "mine_state:", NULL } };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      const char *const sums[] = { bad[i].sum, NULL };
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) groups = lt_store_total (store, kind, NULL, bad[i].by, sums, &error);

      g_assert_null (groups);
      g_assert_error (error, LT_ERROR, LT_ERROR_USAGE);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/lists/any", test_any_list);
  g_test_add_func ("/store/lists/totals", test_totals);
  g_test_add_func ("/store/lists/words-of-people", test_words_of_people);
  g_test_add_func ("/store/lists/keys", test_keys_of_query);
  g_test_add_func ("/store/lists/refusals", test_refusals);
  return g_test_run ();
}
