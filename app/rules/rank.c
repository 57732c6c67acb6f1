/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/rank.h"

static int
compare_entries (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const LtRanked *one = *(LtRanked *const *) a, *other = *(LtRanked *const *) b;
  int order = lt_ratio_compare (one->value, other->value);

  return GPOINTER_TO_INT (user_data) ? order : -order;
}

static guint
count_equal (GPtrArray *sorted, guint from)
{
  const LtRanked *first = g_ptr_array_index (sorted, from);
  guint n = 1;

  while (
      from + n < sorted->len
      && lt_ratio_compare (((LtRanked *) g_ptr_array_index (sorted, from + n))->value, first->value)
             == 0)
    n++;
  return n;
}

/**
 * lt_rank:
 * @entries: (array length=n_entries): what is to be ranked
 * @n_entries: how many
 * @least_first: whether the smallest value has rank 1
 *
 * Equal values share a rank and the next rank is left out (1, 2, 2, 4), as the
 * province's notices of dust fall and 环办监测〔2018〕19号 (并列) have it.
 *
 * Returns: how many have a rank
 */
guint
lt_rank (LtRanked *entries, guint n_entries, gboolean least_first)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();

  for (guint i = 0; i < n_entries; i++)
    {
      entries[i].rank = entries[i].n_tied = 0;
      if (entries[i].is_valid)
        g_ptr_array_add (sorted, &entries[i]);
    }
  g_ptr_array_sort_with_data (sorted, compare_entries, GINT_TO_POINTER (least_first));
  for (guint i = 0; i < sorted->len;)
    {
      guint n = count_equal (sorted, i);

      for (guint k = i; k < i + n; k++)
        {
          LtRanked *entry = g_ptr_array_index (sorted, k);

          entry->rank = i + 1;
          entry->n_tied = n;
        }
      i += n;
    }
  return sorted->len;
}
