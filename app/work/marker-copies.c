/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A copy of a county file on the same machine has the same marker: what one of
 * the two lacks may be in the other, and is not gone. */

#include "work/marker-file.h"

#include <string.h>

/**
 * lt_marker_is_elsewhere:
 * @session: a session
 * @path: (nullable): where something was seen
 *
 * Returns: whether that is known and another file than the session's
 */
gboolean
lt_marker_is_elsewhere (LtSession *session, const char *path)
{
  g_autofree char *here = g_canonicalize_filename (lt_session_get_path (session), NULL);

  return path != NULL && *path != '\0' && !g_str_equal (path, here);
}

/**
 * lt_marker_add_elsewhere:
 * @self: a marker
 * @tip: an end of a stream that the session's file has not
 * @from: where it was seen, and when
 */
void
lt_marker_add_elsewhere (LtMarker *self, const LtTip *tip, const LtKnown *from)
{
  GArray *tips = self->elsewhere.tips;
  gboolean known = FALSE;

  /* The further end stands for the nearer one. */
  for (guint i = 0; i < tips->len && !known; i++)
    {
      LtTip *other = &g_array_index (tips, LtTip, i);

      known = memcmp (&other->stream, &tip->stream, sizeof tip->stream) == 0;
      if (known && other->seq < tip->seq)
        *other = *tip;
    }
  if (!known)
    g_array_append_val (tips, *tip);
  if (from->time < self->elsewhere.time)
    return;
  self->elsewhere.time = from->time;
  g_free (self->elsewhere.where);
  self->elsewhere.where = g_strdup (from->where);
}

/**
 * lt_marker_set_apart:
 * @self: a marker
 * @session: a session
 * @own: what was known of its file, or of the one that this is a copy of
 *
 * Takes out of @own what was seen in another file and is not in this one.
 */
void
lt_marker_set_apart (LtMarker *self, LtSession *session, LtKnown *own)
{
  LtStore *store = lt_session_get_store (session);

  if (!lt_marker_is_elsewhere (session, own->where))
    return;
  for (guint i = own->tips->len; i > 0; i--)
    {
      const LtTip *tip = &g_array_index (own->tips, LtTip, i - 1);

      if (lt_store_holds (store, tip))
        continue;
      lt_marker_add_elsewhere (self, tip, own);
      g_array_remove_index (own->tips, i - 1);
    }
}
