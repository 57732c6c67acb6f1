/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/aqi-class.h"

#include "rules/standards-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define COLOUR_MOST 0xffffffu

/* "#00E400" */
static guint32
read_colour (LtRuleRow *row)
{
  const char *text = lt_rule_row_text (row, "rgb");
  guint64 colour = 0;

  if (text[0] != '#' || strlen (text) != 7
      || !g_ascii_string_to_unsigned (text + 1, 16, 0, COLOUR_MOST, &colour, NULL))
    lt_rule_row_refuse (row, _ ("\"%s\" is no colour such as #00E400"), text);
  return (guint32) colour;
}

LtAqiClass *
lt_aqi_class_read (LtRuleRow *row)
{
  LtAqiClass *self = g_new0 (LtAqiClass, 1);

  self->cited = lt_citation_read (row);
  self->from = lt_rule_row_whole (row, "from", LT_AQI_MOST_INDEX);
  self->to = lt_rule_row_optional_text (row, "to") == NULL
                 ? G_MAXUINT
                 : lt_rule_row_whole (row, "to", LT_AQI_MOST_INDEX);
  self->grade = g_strdup (lt_rule_row_text (row, "grade"));
  self->word = g_strdup (lt_rule_row_text (row, "word"));
  self->colour = read_colour (row);
  return self;
}

void
lt_aqi_class_free (LtAqiClass *self)
{
  lt_citation_clear (&self->cited);
  g_free (self->grade);
  g_free (self->word);
  g_free (self);
}

/**
 * lt_standards_list_classes:
 * @self: the standards
 * @date: a day
 *
 * Returns: (transfer container) (element-type LtAqiClass): the classes of that day's standard,
 *   in the order of the files, which is from the best
 */
GPtrArray *
lt_standards_list_classes (const LtStandards *self, const char *date)
{
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; i < self->classes->len; i++)
    {
      LtAqiClass *class = g_ptr_array_index (self->classes, i);

      if (lt_citation_holds (&class->cited, date))
        g_ptr_array_add (list, class);
    }
  return list;
}

/**
 * lt_standards_find_class:
 * @self: the standards
 * @index: an air quality index
 * @date: its day
 *
 * Returns: (transfer none) (nullable): its class; of an index of 0 the best
 */
const LtAqiClass *
lt_standards_find_class (const LtStandards *self, int index, const char *date)
{
  for (guint i = 0; i < self->classes->len; i++)
    {
      const LtAqiClass *class = g_ptr_array_index (self->classes, i);

      if (lt_citation_holds (&class->cited, date) && (guint) MAX (index, 0) <= class->to)
        return class;
    }
  return NULL;
}

/**
 * lt_standards_place_class:
 * @self: the standards
 * @index: an air quality index
 * @date: its day
 * @place: (out): which class of that day's standard it has, from 0 for the best
 *
 * Returns: whether it has one of the LT_AQI_CLASSES that are counted
 */
gboolean
lt_standards_place_class (const LtStandards *self, int index, const char *date, guint *place)
{
  *place = 0;
  for (guint i = 0; i < self->classes->len && *place < LT_AQI_CLASSES; i++)
    {
      const LtAqiClass *class = g_ptr_array_index (self->classes, i);

      if (!lt_citation_holds (&class->cited, date))
        continue;
      if ((guint) MAX (index, 0) <= class->to)
        return TRUE;
      (*place)++;
    }
  return FALSE;
}
