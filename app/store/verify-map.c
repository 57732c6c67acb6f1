/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The part of the full check that holds what the map reads against the log. */

#include "store/verify-private.h"

#include <glib/gi18n-lib.h>

static gboolean
place_agrees (LtRows *rows, const LtPlace *place)
{
  return lt_rows_int (rows, 1) == (gint64) place->kind
         && lt_rows_double (rows, 2) == place->world.min_x
         && lt_rows_double (rows, 3) == place->world.min_y
         && lt_rows_double (rows, 4) == place->world.max_x
         && lt_rows_double (rows, 5) == place->world.max_y
         && lt_rows_int (rows, 6) == (gint64) place->variety
         && lt_rows_are_text (rows, 7, place->title);
}

static void
complain_of_place (LtCheck *check, const LtKind *kind, const LtId *id)
{
  g_autofree char *name = lt_id_to_text (id);

  lt_check_add (check, _ ("Map: the place of %s %s is not where the log says."),
                kind == NULL ? "?" : kind->name, name);
}

/**
 * lt_check_place:
 * @self: a check
 * @places: `lt_place`, up to the record
 * @state: a place that is there
 * @n_places: (inout): how many places there are
 * @error: return location
 *
 * Holds a record's row on the map against the log.
 */
gboolean
lt_check_place (LtCheck *self,
                LtCursor *places,
                const LtRecordState *state,
                gint64 *n_places,
                GError **error)
{
  LtPlace place;
  gboolean found;

  if (!lt_record_state_to_place (state, &place))
    return TRUE;
  (*n_places)++;
  if (!lt_cursor_seek (places, &state->id, &found, error))
    return FALSE;
  if (!found || !place_agrees (places->rows, &place))
    complain_of_place (self, state->kind, &state->id);
  return !found || lt_cursor_step (places, error);
}

/* The R*Tree's boxes are rounded outward to 32 bits. */
#define BOX_FITS                                                                                   \
  "b.min_x<=p.min_x AND b.max_x>=p.max_x AND b.min_y<=p.min_y AND b.max_y>=p.max_y AND "           \
  "p.min_x-b.min_x<1e-6 AND b.max_x-p.max_x<1e-6 AND p.min_y-b.min_y<1e-6 AND "                    \
  "b.max_y-p.max_y<1e-6"

/**
 * lt_check_boxes:
 * @self: a check
 * @n_places: how many places there are
 * @error: return location
 *
 * Each place has its box in the index of the map; the index is read as a whole.
 */
gboolean
lt_check_boxes (LtCheck *self, gint64 n_places, GError **error)
{
  LtDb *db = self->store->db;
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRows) rows = NULL;
  gint64 n = 0;

  if (!lt_db_get_int (db, &n, error,
                      "SELECT count(*) FROM lt_place_box b CROSS JOIN lt_place p "
                      "ON p.number=b.number WHERE " BOX_FITS,
                      ""))
    return FALSE;
  if (n == n_places)
    return TRUE;
  rows = lt_db_query (db, error,
                      "SELECT p.kind, p.record FROM lt_place p WHERE NOT EXISTS (SELECT 1 FROM "
                      "lt_place_box b WHERE b.number=p.number AND " BOX_FITS ")",
                      "");
  while (rows != NULL && lt_rows_next (rows, &problem))
    {
      LtId id;

      lt_rows_fixed (rows, 1, &id, sizeof id);
      complain_of_place (self, lt_kind_by_number ((guint) lt_rows_int (rows, 0)), &id);
    }
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return error == NULL || *error == NULL;
}
