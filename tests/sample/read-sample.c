/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "read-sample.h"

#include "base/id.h"

gboolean
keep_record (LtRecord *record, gpointer user_data, GError **error)
{
  g_ptr_array_add (user_data, lt_record_copy (record));
  return TRUE;
}

GPtrArray *
read_county (const char *month_end, guint64 seed)
{
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_record_free);
  g_autoptr (LtRandom) random = lt_random_new_seeded (seed);
  g_autoptr (GError) error = NULL;
  gboolean done = lt_sample_each (month_end, NOW, random, keep_record, records, &error);

  g_assert_no_error (error);
  g_assert_true (done);
  return records;
}

GPtrArray *
pick_kind (GPtrArray *records, const char *kind)
{
  GPtrArray *picked = g_ptr_array_new ();

  for (guint i = 0; i < records->len; i++)
    {
      LtRecord *record = g_ptr_array_index (records, i);

      if (g_str_equal (record->kind->name, kind))
        g_ptr_array_add (picked, record);
    }
  return picked;
}

LtRecord *
find_record (GPtrArray *records, const char *kind, const char *code)
{
  for (guint i = 0; i < records->len; i++)
    {
      LtRecord *record = g_ptr_array_index (records, i);

      if (g_str_equal (record->kind->name, kind)
          && g_strcmp0 (lt_record_get (record, record->kind->key), code) == 0)
        return record;
    }
  g_test_message ("there is no %s %s", kind, code);
  g_assert_not_reached ();
}

LtRecord *
find_by_id (GPtrArray *records, const char *id)
{
  for (guint i = 0; i < records->len; i++)
    {
      LtRecord *record = g_ptr_array_index (records, i);
      g_autofree char *text = lt_id_to_text (&record->id);

      if (g_str_equal (text, id))
        return record;
    }
  return NULL;
}
