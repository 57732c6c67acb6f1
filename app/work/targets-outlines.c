/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where areas and zones are: read once, however many rules ask. */

#include "work/targets-private.h"

#include <string.h>

gboolean
lt_judging_lies_in (GPtrArray *outlines, double longitude, double latitude)
{
  for (guint i = 0; i < outlines->len; i++)
    if (lt_shape_contains (g_ptr_array_index (outlines, i), longitude, latitude))
      return TRUE;
  return FALSE;
}

/* (nullable) (transfer none): that of the file's area */
const LtShape *
lt_judging_find_outline (LtJudging *self, const char *area)
{
  const LtRecord *record = g_hash_table_lookup (self->records, area);
  LtShape *outline = g_hash_table_lookup (self->outlines, area);

  if (outline != NULL || record == NULL)
    return outline;
  outline = lt_record_get_shape (record);
  if (outline != NULL)
    g_hash_table_insert (self->outlines, g_strdup (area), outline);
  return outline;
}

/* A city is where its counties are: all of them, or its place is not known. */
gboolean
lt_judging_add_outlines (LtJudging *self, GPtrArray *outlines, const char *area)
{
  const LtShape *outline = lt_judging_find_outline (self, area);
  g_autoptr (GPtrArray) counties = NULL;

  if (outline != NULL)
    {
      g_ptr_array_add (outlines, (gpointer) outline);
      return TRUE;
    }
  counties = lt_rule_words_list_counties (self->words, area);
  for (guint i = 0; i < counties->len; i++)
    {
      outline =
          lt_judging_find_outline (self,
                                   ((const LtRuleArea *) g_ptr_array_index (counties, i))->code);
      if (outline == NULL)
        return FALSE;
      g_ptr_array_add (outlines, (gpointer) outline);
    }
  return counties->len > 0;
}

static GPtrArray *
read_zones (LtStore *store, const char *kinds, const char *date, GError **error)
{
  g_autoptr (GPtrArray) filters = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_filter_free);
  LtQuery query = { .filters = filters };
  g_autoptr (GPtrArray) records = NULL;
  GPtrArray *zones;

  g_ptr_array_add (filters, lt_filter_new ("zone_kind", "in", kinds));
  records = lt_store_list (store, lt_kind_by_name ("zone"), &query, error);
  if (records == NULL)
    return NULL;
  zones = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_shape_free);
  for (guint i = 0; i < records->len; i++)
    {
      const LtRecord *zone = g_ptr_array_index (records, i);
      const char *from = lt_record_get (zone, "valid_from"), *to = lt_record_get (zone, "valid_to");
      LtShape *outline =
          (from == NULL || strcmp (from, date) <= 0) && (to == NULL || strcmp (date, to) <= 0)
              ? lt_record_get_shape (zone)
              : NULL;

      if (outline != NULL)
        g_ptr_array_add (zones, outline);
    }
  return zones;
}

/* (transfer none) (nullable) (element-type LtShape): the zones of those kinds, with commas
 * between, that were in force on the day */
GPtrArray *
lt_judging_list_zones (LtJudging *self, const char *kinds, const char *date, GError **error)
{
  g_autofree char *key = g_strdup_printf ("%s %s", kinds, date);
  GPtrArray *zones = g_hash_table_lookup (self->zones, key);

  if (zones != NULL)
    return zones;
  zones = read_zones (self->store, kinds, date, error);
  if (zones != NULL)
    g_hash_table_insert (self->zones, g_steal_pointer (&key), zones);
  return zones;
}
