/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "random-record.h"

/* Whatever a field takes, it gives back as text, and takes that text again. */
static void
test_random_records (void)
{
  g_autoptr (LtRandom) random = lt_random_new_seeded (20261120);
  guint n;
  const LtKind *const *kinds = lt_kinds (&n);

  for (guint k = 0; k < n; k++)
    for (int round = 0; round < 60; round++)
      {
        g_autoptr (LtRecord) record = random_record (kinds[k], random);
        g_autoptr (LtRecord) again = lt_record_new (kinds[k]);
        g_autoptr (GError) error = NULL;

        lt_record_check (record, &error);
        g_assert_no_error (error);
        for (guint i = 0; i < kinds[k]->n_fields; i++)
          {
            const LtField *field = &kinds[k]->fields[i];
            g_autofree char *text = lt_field_to_text (field, record->values[i]);
            g_autofree char *shown = lt_field_format (field, record->values[i]);

            g_assert_true ((text == NULL) == (record->values[i] == NULL));
            g_assert_nonnull (shown);
            lt_record_set (again, field->name, text, &error);
            g_assert_no_error (error);
            if (!lt_value_equal (again->values[i], record->values[i]))
              g_error ("%s %s: \"%s\" came back as another", kinds[k]->name, field->name, text);
          }
      }
}

static void
test_unknown_field (void)
{
  g_autoptr (LtRecord) record = lt_record_new (lt_kind_by_name ("mine"));
  g_autoptr (GError) error = NULL;

  g_assert_false (lt_record_set (record, "colour", "black", &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_BAD_INPUT);
  /* The message names those there are. */
  g_assert_nonnull (g_strstr_len (error->message, -1, "pit_surface"));
}

/* What does not fit leaves the record as it was. */
static void
test_refusal_keeps (void)
{
  g_autoptr (LtRecord) record = lt_record_new (lt_kind_by_name ("mine"));
  g_autoptr (GError) error = NULL;

  g_assert_true (lt_record_set (record, "pit_surface", "100", NULL));
  g_assert_false (lt_record_set (record, "pit_surface", "1e5", &error));
  g_assert_cmpstr (lt_record_get (record, "pit_surface"), ==, "100");
  g_assert_true (lt_record_set (record, "pit_surface", "", NULL));
  g_assert_null (lt_record_get (record, "pit_surface"));
}

static void
test_required (void)
{
  g_autoptr (LtRecord) record = lt_record_new (lt_kind_by_name ("mine"));
  g_autoptr (GError) error = NULL;

  g_assert_false (lt_record_check (record, &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_BAD_INPUT);
  g_assert_nonnull (g_strstr_len (error->message, -1, "name"));
  g_assert_true (lt_record_set (record, "name", "盂县一矿", NULL));
  g_assert_true (lt_record_check (record, NULL));
  g_assert_cmpstr (lt_record_get_title (record), ==, "盂县一矿");
}

static LtHead *
make_head (guint8 name, const char *text)
{
  LtDigest digest = { { name } };

  return lt_head_new (&digest, lt_value_new_text (text));
}

/* Two heads are a conflict only where they say different things. */
static void
test_conflict (void)
{
  g_autoptr (LtRecord) record = lt_record_new (lt_kind_by_name ("mine"));
  g_autoptr (LtRecord) copy = NULL;
  GPtrArray *heads = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_head_free);

  g_assert_false (lt_record_has_conflict (record, 1));
  record->heads = g_new0 (GPtrArray *, record->kind->n_fields);
  g_assert_false (lt_record_has_conflict (record, 1));
  record->heads[1] = heads;
  g_ptr_array_add (heads, make_head (1, "一矿"));
  g_assert_false (lt_record_has_conflict (record, 1));
  g_ptr_array_add (heads, make_head (2, "一矿"));
  g_assert_false (lt_record_has_conflict (record, 1));
  g_ptr_array_add (heads, make_head (3, NULL));
  g_assert_true (lt_record_has_conflict (record, 1));
  copy = lt_record_copy (record);
  g_assert_true (lt_record_has_conflict (copy, 1));
  g_ptr_array_remove_index (heads, 2);
  g_assert_true (lt_record_has_conflict (copy, 1));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/record/random", test_random_records);
  g_test_add_func ("/record/unknown-field", test_unknown_field);
  g_test_add_func ("/record/refusal-keeps", test_refusal_keeps);
  g_test_add_func ("/record/required", test_required);
  g_test_add_func ("/record/conflict", test_conflict);
  return g_test_run ();
}
