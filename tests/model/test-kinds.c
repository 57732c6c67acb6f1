/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/kind.h"
#include "model/states.h"

#include <stdlib.h>
#include <string.h>

/* The numbers by which operations in files that exist name kinds and fields, as
 * of schema 1. Lines and fields may be added at the end; what stands here must
 * never change. */
static const struct
{
  guint number;
  const char *name;
  const char *table;
  const char *fields;
} frozen[] = {
  { 1, "bureau", "lt_bureau", "1:code 2:name 3:order_prefix 4:reconsideration 5:court 6:sample" },
  { 2, "officer", "officer", "1:card 2:name 3:roles" },
  { 3, "key", "lt_key", "1:public_key 2:officer 3:purpose 4:proof" },
  { 4, "device", "lt_device", "1:replica 2:label 3:officer" },
  { 5, "area", "area",
    "1:code 2:name 3:city 4:area_kind 5:version 6:schematic 7:source 8:outline "
    "9:valid_from 10:valid_to" },
  { 6, "station", "station",
    "1:code 2:name 3:city 4:station_kind 5:reference 6:source 7:position" },
  { 7, "mine", "mine",
    "1:code 2:name 3:mine_type 4:mineral 5:licence 6:mine_state 7:pit_surface 8:party 9:party_code "
    "10:party_address 11:party_lost 12:location 13:source 14:position" },
  { 8, "zone", "zone",
    "1:code 2:name 3:zone_kind 4:version 5:document 6:valid_from 7:valid_to 8:schematic "
    "9:outline" },
  { 9, "dust-site", "dust_site", "1:code 2:name 3:area 4:reference 5:position" },
  { 10, "dust-fall", "dust_fall",
    "1:site 2:month 3:value 4:days 5:validity 6:reason 7:source 8:started 9:ended "
    "10:gross_mass 11:crucible_mass 12:blank_mass 13:mouth_area 14:void_reason" },
  { 11, "inspection", "inspection",
    "1:place 2:started 3:ended 4:inspection_type 5:lead_officer 6:assisting_officer 7:finding "
    "8:result" },
  { 12, "order", "order",
    "1:provisional_number 2:number 3:state 4:inspection 5:place 6:party 7:party_code "
    "8:party_address 9:facts 10:measures 11:deadline 12:drafted_by 13:issued_by 14:issued_on" },
  { 13, "town", "town", "1:code 2:name 3:source 4:position" },
  { 14, "river", "river", "1:name 2:schematic 3:course" },
  { 21, "corridor", "corridor",
    "1:code 2:name 3:corridor_kind 4:responsible 5:document 6:schematic 7:source 8:course" },
  { 22, "track", "track", "1:officer 2:started 3:ended 4:note 5:source 6:course" },
  { 23, "site", "site",
    "1:code 2:name 3:site_kind 4:site_state 5:surface 6:party 7:party_code 8:party_address "
    "9:location 10:source 11:position" },
  { 25, "own-rule", "own_rule", "1:rule 2:plan 3:title 4:head 5:row" },
  { 26, "override", "override", "1:rule 2:limit 3:reason 4:citation 5:note" },
};

static void
test_frozen (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (frozen); i++)
    {
      const LtKind *kind = lt_kind_by_number (frozen[i].number);
      g_auto (GStrv) fields = g_strsplit (frozen[i].fields, " ", -1);

      g_assert_nonnull (kind);
      g_assert_cmpstr (kind->name, ==, frozen[i].name);
      g_assert_cmpstr (kind->table, ==, frozen[i].table);
      for (int j = 0; fields[j] != NULL; j++)
        {
          g_auto (GStrv) parts = g_strsplit (fields[j], ":", 2);
          int place = lt_kind_field_by_number (kind, (guint) atoi (parts[0]));

          g_assert_cmpint (place, >=, 0);
          g_assert_cmpstr (kind->fields[place].name, ==, parts[1]);
        }
    }
}

/* What the rest of the house takes for granted of the tables. */
static void
check_field (const LtKind *kind, const LtField *field)
{
  gboolean has_choices = field->type == LT_TYPE_CHOICE || field->type == LT_TYPE_CHOICES;

  g_assert_cmpuint (field->number, >, 0);
  g_assert_cmpstr (field->name, !=, "id");
  g_assert_cmpstr (field->name, !=, "fid");
  g_assert_nonnull (field->label);
  g_assert_true (has_choices == (field->choices != NULL));
  g_assert_true ((field->type == LT_TYPE_REFERENCE || field->type == LT_TYPE_REFERENCES)
                 == (field->refers_to != NULL));
  /* Members of a set are named in its value with commas between, which no text has
   * that the program alone writes. */
  g_assert_true (field->merge != LT_MERGE_SET || field->type == LT_TYPE_REFERENCES
                 || field->type == LT_TYPE_CHOICES || (field->flags & LT_FIELD_HIDDEN) != 0);
  g_assert_true (field->merge != LT_MERGE_STATE || lt_states_first (kind, field) != NULL);
  if (field->refers_to != NULL)
    g_assert_nonnull (lt_kind_by_name (field->refers_to));
  if (field->max != 0 || field->min != 0)
    g_assert_cmpfloat (field->min, <, field->max);
  for (int i = 0; has_choices && field->choices[i].name != NULL; i++)
    {
      g_assert_cmpint (lt_field_choice_index (field, field->choices[i].name), ==, i);
      g_assert_null (strpbrk (field->choices[i].name, ", "));
    }
}

static void
test_tables (void)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  guint n;
  const LtKind *const *kinds = lt_kinds (&n);

  for (guint i = 0; i < n; i++)
    {
      const LtKind *kind = kinds[i];
      g_autoptr (GHashTable) fields = g_hash_table_new (g_str_hash, g_str_equal);
      guint geometries = 0;

      g_assert_true (lt_kind_by_number (kind->number) == kind);
      g_assert_true (lt_kind_by_name (kind->name) == kind);
      g_assert_true (g_hash_table_add (names, (gpointer) kind->table));
      g_assert_cmpint (lt_kind_find_field (kind, kind->title), >=, 0);
      g_assert_true (kind->key == NULL || lt_kind_find_field (kind, kind->key) >= 0);
      g_assert_true (kind->variety == NULL
                     || kind->fields[lt_kind_find_field (kind, kind->variety)].type
                            == LT_TYPE_CHOICE);
      for (guint f = 0; f < kind->n_fields; f++)
        {
          check_field (kind, &kind->fields[f]);
          g_assert_true (g_hash_table_add (fields, (gpointer) kind->fields[f].name));
          g_assert_cmpint (lt_kind_field_by_number (kind, kind->fields[f].number), ==, (int) f);
          geometries += lt_field_is_geometry (&kind->fields[f]) ? 1 : 0;
          /* The image of a record has its fields in the order of the numbers. */
          if (f > 0)
            g_assert_cmpuint (kind->fields[f].number, >, kind->fields[f - 1].number);
        }
      g_assert_cmpuint (geometries, <=, 1);
      g_assert_true (lt_kind_is_place (kind) == (geometries == 1));
    }
}

static void
test_unknown (void)
{
  guint n;

  lt_kinds (&n);
  g_assert_null (lt_kind_by_number (0));
  g_assert_null (lt_kind_by_number (n + 1));
  g_assert_null (lt_kind_by_number (G_MAXUINT));
  g_assert_null (lt_kind_by_name ("Mine"));
  g_assert_null (lt_kind_by_name (NULL));
  g_assert_cmpint (lt_kind_find_field (lt_kind_by_name ("mine"), "colour"), ==, -1);
  g_assert_cmpint (lt_kind_find_field (lt_kind_by_name ("mine"), NULL), ==, -1);
  g_assert_cmpint (lt_kind_field_by_number (lt_kind_by_name ("mine"), 0), ==, -1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kinds/frozen", test_frozen);
  g_test_add_func ("/kinds/tables", test_tables);
  g_test_add_func ("/kinds/unknown", test_unknown);
  return g_test_run ();
}
