/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a session writes: ids for it, and long writes: many groups, with others let
 * in between. */

#include "store/staging.h"
#include "work/marker.h"
#include "work/session-private.h"

/**
 * lt_session_append_pages:
 * @self: a session
 * @changes: (element-type LtChange): what changes, each a group of its own, none empty
 * @notes: (element-type utf8): why, of each
 * @error: return location
 *
 * Writes them one after the other in the name of who is signed in, in slices:
 * what was kept before an error stays.
 *
 * Returns: how many were kept: with less than all of them, @error is set
 */
guint
lt_session_append_pages (LtSession *self, GPtrArray *changes, GPtrArray *notes, GError **error)
{
  guint kept = 0;

  while (kept < changes->len)
    {
      LtAuthor author;
      guint n;

      if (kept > 0)
        lt_slice_let_others_in ();
      if (!lt_session_make_author (self, &author, error))
        break;
      n = lt_store_append_some (lt_session_get_store (self), changes, notes, kept, &author, error);
      lt_key_pair_clear (&author.key);
      if (n == 0)
        break;
      kept += n;
    }
  if (kept == 0)
    return 0;
  lt_marker_note_write (self);
  lt_session_emit_changed (self);
  return kept;
}

/**
 * lt_session_make_id:
 * @self: a session
 * @record: a record that is about to be made; an id that a form's draft has
 *   given it stays
 */
void
lt_session_make_id (LtSession *self, LtRecord *record)
{
  if (lt_id_is_zero (&record->id))
    lt_id_make (&record->id, record->kind->number, lt_session_get_now (self), self->random);
}
