/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the file's own schema says: whether the number it goes by and the tables it
 * has are of one age. Where they are not, what is read goes by the tables. */

#include "store/store-private.h"

#include <glib/gi18n-lib.h>

/* The schema whose tables are in the file; whoever writes another number into it
 * does not make them go away. */
static gboolean
find_age (LtDb *db, gint64 *age, GError **error)
{
  return lt_db_get_int (
      db, age, error,
      "SELECT CASE WHEN sum(name IN ('lt_pack', 'lt_reading_quality')) > 0 THEN 3 "
      "WHEN sum(name IN ('lt_branch', 'lt_blob', 'lt_blob_piece', 'lt_blob_series', "
      "'lt_blob_pair', 'lt_reading', 'lt_reading_place', 'lt_reading_item', 'lt_words', "
      "'lt_breach')) > 0 THEN 2 ELSE 1 END FROM main.sqlite_schema WHERE type='table'",
      "");
}

/**
 * lt_outline_read:
 * @self: a county file
 * @error: return location
 *
 * Reads what schema the file has: the number in it where that is a newer
 * program's, else that of its tables. Where the two contradict each other,
 * the store's refusal says so, and it is not to be written.
 */
gboolean
lt_outline_read (LtStore *self, GError **error)
{
  gint64 number = 0;
  gint64 age = 0;

  if (!lt_db_get_int (self->db, &number, error, "SELECT v FROM lt_meta WHERE k='schema'", "")
      || !find_age (self->db, &age, error))
    return FALSE;
  self->schema = number > LT_SCHEMA ? number : age;
  g_clear_pointer (&self->refusal, g_free);
  if (number != self->schema)
    self->refusal = g_strdup_printf (
        _ ("File %s: it says that it has schema %d, and its tables are those of schema %d: it is "
           "damaged, or another program changed it. It can be read but not written. Restore the "
           "last backup."),
        self->path, (int) number, (int) age);
  return TRUE;
}
