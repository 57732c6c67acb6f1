/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/periods.h"

#include "store/store-private.h"

static const char *
column_of (const LtKind *kind, const char *field)
{
  return lt_kind_find_field (kind, field) >= 0 ? field : "NULL";
}

/**
 * lt_store_each_period:
 * @self: a county file
 * @kind: a kind
 * @func: called for each record that has a period or a version
 * @user_data: for @func
 * @error: return location
 *
 * Tells when records are in force, as their fields `valid_from`, `valid_to` and
 * `version` say; nothing of a kind without them. Their outlines are not read.
 *
 * Returns: whether all of them were read
 */
gboolean
lt_store_each_period (LtStore *self,
                      const LtKind *kind,
                      LtPeriodFunc func,
                      gpointer user_data,
                      GError **error)
{
  const char *from = column_of (kind, "valid_from");
  const char *to = column_of (kind, "valid_to");
  const char *version = column_of (kind, "version");
  g_autofree char *sql = g_strdup_printf (
      "SELECT id, %s, %s, %s FROM \"%s\" WHERE coalesce (%s, %s, %s) IS NOT NULL ORDER BY fid",
      from, to, version, kind->table, from, to, version);
  g_autoptr (LtRows) rows = lt_db_query (self->db, error, sql, "");
  g_autoptr (GError) problem = NULL;

  if (rows == NULL)
    return FALSE;
  while (lt_rows_next (rows, &problem))
    {
      LtPeriod period = { .from = lt_rows_text (rows, 1),
                          .to = lt_rows_text (rows, 2),
                          .version = lt_rows_text (rows, 3) };

      if (lt_id_from_text (&period.record, lt_rows_text (rows, 0)))
        func (&period, user_data);
    }
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}
