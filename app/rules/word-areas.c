/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which area of the rules lies in which, and what it is called. */

#include "rules/words.h"

/**
 * lt_rule_words_is_within:
 * @self: the words
 * @area: an area
 * @whole: another
 *
 * Returns: whether @area is @whole or lies in it, by the areas' parents; a group lies in
 *   its province only, and nothing lies in a city's own points ("urban")
 */
gboolean
lt_rule_words_is_within (const LtRuleWords *self, const char *area, const char *whole)
{
  const LtRuleArea *at = lt_rule_words_find_area (self, area);

  /* As deep as areas go; a vocabulary that goes round in a circle ends too. */
  for (guint depth = 0; at != NULL && depth < 8; depth++)
    {
      if (g_str_equal (at->code, whole))
        return TRUE;
      at = at->parent == NULL ? NULL : lt_rule_words_find_area (self, at->parent);
    }
  return FALSE;
}

/**
 * lt_rule_area_is_county:
 * @self: an area
 *
 * Returns: whether it is a county or a district, of which a city is made
 */
gboolean
lt_rule_area_is_county (const LtRuleArea *self)
{
  return g_str_equal (self->kind, "county") || g_str_equal (self->kind, "district");
}

/**
 * lt_rule_words_list_counties:
 * @self: the words
 * @city: code of a city
 *
 * Returns: (transfer container) (element-type LtRuleArea): its counties and districts
 */
GPtrArray *
lt_rule_words_list_counties (const LtRuleWords *self, const char *city)
{
  GPtrArray *areas = lt_rule_words_list_areas (self);

  for (guint i = areas->len; i-- > 0;)
    {
      const LtRuleArea *area = g_ptr_array_index (areas, i);

      if (!lt_rule_area_is_county (area) || g_strcmp0 (area->parent, city) != 0)
        g_ptr_array_remove_index (areas, i);
    }
  return areas;
}

/**
 * lt_rule_words_name_area:
 * @self: the words
 * @code: code of an area
 *
 * Returns: (transfer full): its name, a county's behind its city's, for several cities
 *   have a 城区
 */
char *
lt_rule_words_name_area (const LtRuleWords *self, const char *code)
{
  const LtRuleArea *area = lt_rule_words_find_area (self, code);
  gboolean is_county = area != NULL && area->parent != NULL && lt_rule_area_is_county (area);
  const LtRuleArea *city = is_county ? lt_rule_words_find_area (self, area->parent) : NULL;

  if (area == NULL)
    return g_strdup (code);
  return g_strconcat (city == NULL ? "" : city->name, area->name, NULL);
}

/**
 * lt_rule_words_search_area:
 * @self: the words
 * @text: a code, or a name as lt_rule_words_name_area() writes it, with the city or without
 *
 * Returns: (transfer none) (nullable): the area; %NULL where there is none, or several
 */
const LtRuleArea *
lt_rule_words_search_area (const LtRuleWords *self, const char *text)
{
  const LtRuleArea *found = lt_rule_words_find_area (self, text);
  g_autoptr (GPtrArray) areas = lt_rule_words_list_areas (self);
  guint n = 0;

  if (found != NULL)
    return found;
  for (guint i = 0; i < areas->len; i++)
    {
      const LtRuleArea *area = g_ptr_array_index (areas, i);
      g_autofree char *name = lt_rule_words_name_area (self, area->code);

      if (!g_str_equal (area->name, text) && !g_str_equal (name, text))
        continue;
      found = area;
      n++;
    }
  return n == 1 ? found : NULL;
}
