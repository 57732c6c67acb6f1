/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/order-paper.h"

static GHashTable *
collect_fields (const LtOrderPaper *self)
{
  const struct
  {
    const char *name;
    const char *value;
  } fields[] = {
    { "bureau", self->bureau },
    { "number", self->number },
    { "party", self->party },
    { "party_code", self->party_code },
    { "party_address", self->party_address },
    { "inspected_on", self->inspected_on },
    { "place", self->place },
    { "facts", self->facts },
    { "evidence", self->evidence },
    { "measures", self->measures },
    { "deadline", self->deadline },
    { "reconsideration", self->reconsideration },
    { "court", self->court },
    { "officers", self->officers },
    { "date", self->date },
    { "draft", self->draft ? "1" : NULL },
    { "sample", self->sample ? "1" : NULL },
  };
  GHashTable *table = g_hash_table_new (g_str_hash, g_str_equal);

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (fields[i].value != NULL)
      g_hash_table_insert (table, (gpointer) fields[i].name, (gpointer) fields[i].value);
  return table;
}

/**
 * lt_order_paper_lay_out:
 * @self: what the order says
 * @wording: its fixed words
 *
 * Returns: (transfer full): the pages, as they are previewed, printed and kept
 */
LtPages *
lt_order_paper_lay_out (const LtOrderPaper *self, const LtPaperTemplate *wording)
{
  g_autoptr (GHashTable) fields = collect_fields (self);
  g_autoptr (GPtrArray) blocks = lt_paper_template_fill (wording, fields);
  LtPageMarks marks = { .title = lt_paper_template_get_phrase (wording, "title") };

  if (self->draft)
    marks.watermark = lt_paper_template_get_phrase (wording, "watermark");
  if (self->sample)
    marks.footer = lt_paper_template_get_phrase (wording, "sample");
  return lt_pages_new (blocks, &marks);
}

/**
 * lt_order_paper_to_pdf:
 * @self: what the order says
 * @path: file that is made or replaced, whole or not at all
 * @now: instant that the file names as its making
 * @error: return location
 *
 * Returns: whether the file was written
 */
gboolean
lt_order_paper_to_pdf (const LtOrderPaper *self, const char *path, gint64 now, GError **error)
{
  g_autoptr (LtPaperTemplate) wording = lt_paper_template_load (LT_ORDER_PAPER_TEMPLATE, error);
  g_autoptr (LtPages) pages = NULL;

  if (wording == NULL)
    return FALSE;
  pages = lt_order_paper_lay_out (self, wording);
  return lt_pages_to_pdf (pages, path, now, error);
}
