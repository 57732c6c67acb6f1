/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Blobs that are no longer what their name says. Such a one counts as if it had never
 * come: its batch is one without rows, which is told, and which any hub mends that has
 * them. */

#include "store/batches-private.h"
#include "store/store-private.h"

/**
 * lt_blob_digest:
 * @db: a county file
 * @number: of a blob
 * @digest: (out) (transfer full) (nullable): of its pieces; %NULL where one is missing
 * @size: (out): how many bytes they have
 * @error: return location
 *
 * Returns: whether they could be read
 */
gboolean
lt_blob_digest (LtDb *db, gint64 number, char **digest, gint64 *size, GError **error)
{
  g_autoptr (LtDigester) digester = lt_digester_new ();
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRows) rows =
      lt_db_query (db, error, "SELECT n, bytes FROM lt_blob_piece WHERE blob=? ORDER BY n", "i",
                   number);
  g_autofree char *found = NULL;
  gboolean whole = TRUE;

  *digest = NULL;
  *size = 0;
  if (rows == NULL)
    return FALSE;
  for (gint64 next = 0; lt_rows_next (rows, &problem); next++)
    {
      gsize n;
      gconstpointer bytes = lt_rows_blob (rows, 1, &n);

      whole = whole && lt_rows_int (rows, 0) == next;
      lt_digester_add (digester, bytes, n);
      *size += (gint64) n;
    }
  found = lt_digester_end_hex (digester);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (whole)
    *digest = g_steal_pointer (&found);
  return TRUE;
}

/**
 * lt_blob_is_right:
 * @db: a county file
 * @number: of a blob all of whose bytes should be here
 * @right: (out): whether they are what its name says
 * @error: return location
 */
gboolean
lt_blob_is_right (LtDb *db, gint64 number, gboolean *right, GError **error)
{
  g_autofree char *name = NULL;
  g_autofree char *found = NULL;
  g_autoptr (GError) problem = NULL;
  gint64 size;

  name = lt_db_get_text (db, &problem, "SELECT digest FROM lt_blob WHERE number=?", "i", number);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (!lt_blob_digest (db, number, &found, &size, error))
    return FALSE;
  *right = name != NULL && g_strcmp0 (name, found) == 0;
  return TRUE;
}

/**
 * lt_blob_forget:
 * @db: a county file, in a write
 * @number: of a blob
 * @error: return location
 *
 * From now on the blob never came; what is left of it is what an import leaves that
 * was cut off, and is taken out as that is.
 */
gboolean
lt_blob_forget (LtDb *db, gint64 number, GError **error)
{
  return lt_db_run (db, error, "DELETE FROM lt_blob_pair WHERE a=? OR b=?", "ii", number, number)
         && lt_db_run (db, error, "UPDATE lt_blob SET state=0, digest=NULL WHERE number=?", "i",
                       number);
}

/* For people: the batches that name it. */
static gboolean
note_damage (LtStore *self, gint64 number, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRows) rows = lt_db_query (
      self->db, error,
      "SELECT b.file FROM batch b JOIN lt_blob l ON l.digest=b.blob WHERE l.number=? ORDER BY b.id",
      "i", number);

  if (rows == NULL)
    return FALSE;
  if (self->damaged == NULL)
    self->damaged = g_ptr_array_new_with_free_func (g_free);
  while (lt_rows_next (rows, &problem))
    g_ptr_array_add (self->damaged, g_strdup (lt_rows_text (rows, 0)));
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return problem == NULL && (error == NULL || *error == NULL);
}

static gboolean
forget (LtStore *self, gint64 number, GError **error)
{
  gboolean done;

  if (!note_damage (self, number, error) || !lt_store_begin_write (self, error))
    return FALSE;
  done = lt_blob_forget (self->db, number, error);
  return lt_store_end_write (self, done, done ? error : NULL)
         && lt_blob_remove (self, number, error);
}

/**
 * lt_store_recheck_blob:
 * @self: a county file
 * @digest: name of a blob that is here
 * @sound: (out): whether all its bytes still are what its name says; else they and the
 *   rows that were made of them were taken out, so that they can be fetched again
 * @error: return location
 */
gboolean
lt_store_recheck_blob (LtStore *self, const char *digest, gboolean *sound, GError **error)
{
  g_autoptr (GError) problem = NULL;
  gint64 number;
  LtBlobState state;

  *sound = TRUE;
  if (!lt_blob_find (self->db, digest, &number, &state, error))
    return FALSE;
  if (number == 0 || state < LT_BLOB_HERE)
    return TRUE;
  return lt_blob_is_right (self->db, number, sound, error)
         && (*sound || forget (self, number, error));
}

/**
 * lt_store_take_damaged_batches:
 * @self: a county file
 *
 * Returns: (transfer full): files of the batches whose rows were found damaged here
 *   since this was last asked for
 */
char **
lt_store_take_damaged_batches (LtStore *self)
{
  g_autoptr (GPtrArray) files = g_steal_pointer (&self->damaged);

  if (files == NULL)
    return g_new0 (char *, 1);
  g_ptr_array_add (files, NULL);
  return (char **) g_ptr_array_steal (files, NULL);
}
