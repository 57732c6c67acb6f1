/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Exceptional events, of which the monitors measured what nobody in the county emitted: which
 * marks of a value tell of one, and which items it is taken out of. */

#include "rules/standards-private.h"

LtEventRule *
lt_event_rule_read (LtRuleRow *row)
{
  static const char *const effects[] = { "leave-out" };
  LtEventRule *self = g_new0 (LtEventRule, 1);

  self->cited = lt_citation_read (row);
  self->code = g_strdup (lt_rule_row_text (row, "code"));
  self->label = g_strdup (lt_rule_row_text (row, "label"));
  self->items = lt_rule_row_texts (row, "items");
  self->marks = lt_rule_row_texts (row, "marks");
  lt_rule_row_choice (row, "effect", effects, G_N_ELEMENTS (effects));
  return self;
}

void
lt_event_rule_free (LtEventRule *self)
{
  lt_citation_clear (&self->cited);
  g_free (self->code);
  g_free (self->label);
  g_strfreev (self->items);
  g_strfreev (self->marks);
  g_free (self);
}

/**
 * lt_standards_find_event:
 * @self: the standards
 * @item: code of an item
 * @mark: (nullable): the quality code that a value of it bears
 * @date: the day of the value
 *
 * A value that bears such a mark stays what was measured, and is judged with the others; it is
 * left out of a second evaluation that stands beside the first.
 *
 * Returns: (transfer none) (nullable): the event that the mark tells of, if values of the item
 *   are taken out for it
 */
const LtEventRule *
lt_standards_find_event (const LtStandards *self,
                         const char *item,
                         const char *mark,
                         const char *date)
{
  for (guint i = 0; mark != NULL && i < self->events->len; i++)
    {
      const LtEventRule *event = g_ptr_array_index (self->events, i);

      if (lt_citation_holds (&event->cited, date)
          && g_strv_contains ((const char *const *) event->items, item)
          && g_strv_contains ((const char *const *) event->marks, mark))
        return event;
    }
  return NULL;
}
