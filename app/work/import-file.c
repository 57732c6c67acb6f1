/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What an import needs and keeps beside the county file: the parts of the foreign one,
 * and the bureau's own shapes. */

#include "work/import-file.h"

#include "exchange/import.h"
#include "work/importing.h"

/**
 * lt_work_list_parts:
 * @path: of a foreign file
 * @cancellable: (nullable): to break off
 * @error: return location; see lt_import_list_parts()
 *
 * Returns: (transfer full) (nullable) (element-type LtImportPart): what it consists of
 */
GPtrArray *
lt_work_list_parts (const char *path, GCancellable *cancellable, GError **error)
{
  GPtrArray *parts = lt_import_list_parts (path, cancellable, error);

  if (parts == NULL)
    lt_import_say_stopped (error);
  return parts;
}

/**
 * lt_work_remember_mapping:
 * @mapping: what was confirmed, and went well
 * @name: by which the bureau knows such files from now on
 * @datum: (nullable): what the officer said that the coordinates are in; %NULL where
 *   nobody was asked
 * @error: return location; nothing was remembered then
 *
 * Writes a shape of the bureau's own; see lt_mapping_remember().
 */
gboolean
lt_work_remember_mapping (LtMapping *mapping, const char *name, const char *datum, GError **error)
{
  return lt_mapping_set_datum (mapping, datum, error) && lt_mapping_remember (mapping, name, error);
}
