/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What an import is told: made, copied, and given its columns. */

#include "work/import-wish.h"

static GPtrArray *
copy_texts (GPtrArray *texts)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < texts->len; i++)
    g_ptr_array_add (copy, g_strdup (g_ptr_array_index (texts, i)));
  return copy;
}

/**
 * lt_import_wish_new:
 * @path: a foreign file
 *
 * Returns: (transfer full): a wish for it, with no parts yet
 */
LtImportWish *
lt_import_wish_new (const char *path)
{
  LtImportWish *self = g_new0 (LtImportWish, 1);

  self->path = g_strdup (path);
  self->parts = g_ptr_array_new_with_free_func (g_free);
  self->map = g_ptr_array_new_with_free_func (g_free);
  self->set = g_ptr_array_new_with_free_func (g_free);
  return self;
}

/**
 * lt_import_wish_copy:
 *
 * Returns: (transfer full): the same, for another thread
 */
LtImportWish *
lt_import_wish_copy (const LtImportWish *self)
{
  LtImportWish *copy = g_new0 (LtImportWish, 1);

  *copy = (LtImportWish){ .path = g_strdup (self->path),
                          .parts = copy_texts (self->parts),
                          .kind = self->kind,
                          .datum = g_strdup (self->datum),
                          .encoding = g_strdup (self->encoding),
                          .map = copy_texts (self->map),
                          .set = copy_texts (self->set),
                          .ask_datum = self->ask_datum,
                          .flags = self->flags,
                          .checked = self->checked,
                          .stamp = self->stamp };
  return copy;
}

void
lt_import_wish_free (LtImportWish *self)
{
  if (self == NULL)
    return;
  g_free (self->path);
  g_ptr_array_unref (self->parts);
  g_free (self->datum);
  g_free (self->encoding);
  g_ptr_array_unref (self->map);
  g_ptr_array_unref (self->set);
  g_free (self);
}

/**
 * lt_import_wish_set_mapping:
 * @self: a wish
 * @mapping: (nullable): what was confirmed; %NULL where nothing is said of columns
 *
 * What the wish said of columns before is forgotten, and with @mapping what every
 * record was to have.
 */
void
lt_import_wish_set_mapping (LtImportWish *self, const LtMapping *mapping)
{
  g_ptr_array_unref (self->map);
  self->map =
      mapping == NULL ? g_ptr_array_new_with_free_func (g_free) : lt_mapping_list_map (mapping);
  if (mapping != NULL)
    {
      g_ptr_array_unref (self->set);
      self->set = lt_mapping_list_set (mapping);
    }
}
