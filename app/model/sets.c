/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/sets.h"

#include "base/text.h"

#include <string.h>

/**
 * lt_set_split:
 * @set: (nullable): a set; %NULL is the empty one
 *
 * Returns: (transfer full) (array zero-terminated=1): its members
 */
char **
lt_set_split (const LtValue *set)
{
  const char *text = lt_value_text (set);

  return g_strsplit (text == NULL ? "" : text, ",", -1);
}

/**
 * lt_set_join:
 * @members: (element-type utf8): names without commas, in any order, some
 *   perhaps twice; sorted afterwards
 *
 * Returns: (transfer full) (nullable): the set; %NULL for the empty one
 */
LtValue *
lt_set_join (GPtrArray *members)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_ptr_array_sort (members, lt_text_compare);
  for (guint i = 0; i < members->len; i++)
    {
      const char *name = g_ptr_array_index (members, i);

      if (i == 0 || !g_str_equal (name, g_ptr_array_index (members, i - 1)))
        g_string_append_printf (text, "%s%s", text->len == 0 ? "" : ",", name);
    }
  return text->len == 0 ? NULL : lt_value_new_text (text->str);
}

gboolean
lt_set_has (const LtValue *set, const char *member)
{
  g_auto (GStrv) members = lt_set_split (set);

  return g_strv_contains ((const char *const *) members, member);
}
