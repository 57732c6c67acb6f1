/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What can be undone: one group, or all groups of an import that still hold. */

#include "store/undoable.h"

#include "store/store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  LtStore *store;
  GHashTable *by_undone; /* id of a group in figures → groups whose notes name it */
} Undoings;

typedef struct
{
  gint64 gid;
  LtDigest id;
  LtDigest undone;
  LtId actor;
} Undoing;

/* What the groups of one import have in common. */
typedef struct
{
  gint64 sid;
  LtId actor;
  char *note;
} Origin;

static GHashTable *
collect_records (const LtGroup *group)
{
  GHashTable *records = g_hash_table_new (lt_id_hash, lt_id_equal);

  for (guint i = 0; i < group->operations->len; i++)
    {
      LtOperation *operation = g_ptr_array_index (group->operations, i);

      if (lt_kind_by_number (operation->kind) != NULL)
        g_hash_table_add (records, &operation->record);
    }
  return records;
}

static gboolean
touch_the_same (const LtGroup *a, const LtGroup *b)
{
  g_autoptr (GHashTable) first = collect_records (a);
  g_autoptr (GHashTable) second = collect_records (b);
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, first);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (!g_hash_table_contains (second, id))
      return FALSE;
  return g_hash_table_size (first) == g_hash_table_size (second);
}

/* Whether a group undoes the one that its note names. A reason that somebody
 * typed may begin as such a note does: what undoes touches the same records. */
static gboolean
is_undoing (LtStore *store, const Undoing *self)
{
  g_autoptr (LtGroup) undoing = NULL;
  g_autoptr (LtGroup) undone = NULL;
  gint64 other = 0;

  if (!lt_db_get_int (store->db, &other, NULL, "SELECT gid FROM lt_group WHERE id=?", "b",
                      &self->undone, sizeof self->undone)
      || other == 0)
    return FALSE;
  undoing = lt_log_rows_load (store, self->gid, NULL);
  undone = lt_log_rows_load (store, other, NULL);
  return undoing != NULL && undone != NULL && touch_the_same (undoing, undone);
}

static void
clear_undoings (Undoings *self)
{
  g_clear_pointer (&self->by_undone, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Undoings, clear_undoings)

static gboolean
load_undoings (Undoings *self, LtStore *store, GError **error)
{
  g_autoptr (LtRows) rows = lt_db_query (store->db, error,
                                         "SELECT gid, id, actor, note FROM lt_group WHERE state=0 "
                                         "AND note LIKE 'undo %' ORDER BY gid DESC",
                                         "");

  self->store = store;
  self->by_undone =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  while (rows != NULL && lt_rows_next (rows, NULL))
    {
      Undoing undoing = { .gid = lt_rows_int (rows, 0) };
      GArray *all;
      g_autofree char *hex = NULL;

      if (!lt_note_find_undone (lt_rows_text (rows, 3), &undoing.undone))
        continue;
      lt_rows_fixed (rows, 1, &undoing.id, sizeof undoing.id);
      lt_rows_fixed (rows, 2, &undoing.actor, sizeof undoing.actor);
      hex = lt_digest_to_hex (&undoing.undone);
      all = g_hash_table_lookup (self->by_undone, hex);
      if (all == NULL)
        {
          all = g_array_new (FALSE, FALSE, sizeof (Undoing));
          g_hash_table_insert (self->by_undone, g_steal_pointer (&hex), all);
        }
      g_array_append_val (all, undoing);
    }
  return rows != NULL;
}

/* The undoing of a group that holds: that is not undone itself. Ends, as no group
 * can name one that is made later. */
static const Undoing *
find_undoing (const Undoings *self, const LtDigest *group)
{
  g_autofree char *hex = lt_digest_to_hex (group);
  GArray *all = g_hash_table_lookup (self->by_undone, hex);

  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      const Undoing *undoing = &g_array_index (all, Undoing, i);

      if (is_undoing (self->store, undoing) && find_undoing (self, &undoing->id) == NULL)
        return undoing;
    }
  return NULL;
}

static void
clear_origin (Origin *self)
{
  g_clear_pointer (&self->note, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Origin, clear_origin)

static gint64
load_origin (LtStore *self, const LtDigest *group, Origin *origin)
{
  g_autoptr (LtRows) rows =
      lt_db_query (self->db, NULL,
                   "SELECT gid, sid, actor, note FROM lt_group WHERE id=? AND state=0", "b", group,
                   sizeof *group);

  if (rows == NULL || !lt_rows_next (rows, NULL))
    return 0;
  origin->sid = lt_rows_int (rows, 1);
  lt_rows_fixed (rows, 2, &origin->actor, sizeof origin->actor);
  g_free (origin->note);
  origin->note = g_strdup (lt_rows_text (rows, 3));
  return lt_rows_int (rows, 0);
}

static gboolean
find_last (const Undoings *undoings, const LtId *officer, LtDigest *group, GError **error)
{
  g_autoptr (LtRows) rows =
      lt_db_query (undoings->store->db, error,
                   "SELECT g.id, g.note, g.gid FROM lt_group g JOIN lt_stream s ON s.sid=g.sid "
                   "WHERE s.own=1 AND g.actor=? AND g.state=0 ORDER BY g.first_seq DESC",
                   "b", officer, sizeof *officer);

  if (rows == NULL)
    return FALSE;
  while (lt_rows_next (rows, NULL))
    {
      Undoing self = { .gid = lt_rows_int (rows, 2) };

      lt_rows_fixed (rows, 0, group, sizeof *group);
      if (lt_note_find_undone (lt_rows_text (rows, 1), &self.undone)
          && is_undoing (undoings->store, &self))
        continue;
      if (find_undoing (undoings, group) == NULL)
        return TRUE;
    }
  g_set_error_literal (error, LT_ERROR, LT_ERROR_REFUSED,
                       _ ("There is nothing of yours left to undo on this device."));
  return FALSE;
}

/* Groups of an import: one officer's, on one device, with one mark. */
static GArray *
load_pages (LtStore *self, const Origin *origin, GError **error)
{
  gsize length = lt_note_find_import (origin->note, NULL);
  g_autoptr (GArray) pages = g_array_new (FALSE, FALSE, sizeof (LtDigest));
  g_autoptr (LtRows) rows = lt_db_query (self->db, error,
                                         "SELECT id, note FROM lt_group WHERE sid=? AND actor=? "
                                         "AND state=0 ORDER BY first_seq DESC",
                                         "ib", origin->sid, &origin->actor, sizeof origin->actor);

  if (rows == NULL)
    return NULL;
  while (lt_rows_next (rows, NULL))
    {
      const char *note = lt_rows_text (rows, 1);
      LtDigest id;

      if (lt_note_find_import (note, NULL) != length || strncmp (note, origin->note, length) != 0)
        continue;
      lt_rows_fixed (rows, 0, &id, sizeof id);
      g_array_append_val (pages, id);
    }
  return g_steal_pointer (&pages);
}

/* Of the pages those that hold; or, to undo an undoing, its officer's undoings of them. */
static GArray *
choose_groups (const Undoings *undoings, GArray *pages, const LtId *undoer, GError **error)
{
  g_autoptr (GArray) chosen = g_array_new (FALSE, FALSE, sizeof (LtDigest));

  for (guint i = 0; i < pages->len; i++)
    {
      guint at = undoer == NULL ? i : pages->len - 1 - i;
      const Undoing *undoing = find_undoing (undoings, &g_array_index (pages, LtDigest, at));

      if (undoer == NULL && undoing == NULL)
        g_array_append_val (chosen, g_array_index (pages, LtDigest, at));
      else if (undoer != NULL && undoing != NULL && lt_id_equal (&undoing->actor, undoer))
        g_array_append_val (chosen, undoing->id);
    }
  if (chosen->len > 0)
    return g_steal_pointer (&chosen);
  g_set_error_literal (error, LT_ERROR, LT_ERROR_REFUSED,
                       _ ("Nothing was undone: that import, or its undoing, is undone already. "
                          "`lantianctl log` shows by what."));
  return NULL;
}

static GArray *
find_all (const Undoings *undoings, const LtDigest *group, GError **error)
{
  LtStore *store = undoings->store;
  g_auto (Origin) origin = { 0 };
  Undoing self = { .gid = load_origin (store, group, &origin), .actor = origin.actor };
  gboolean undoes = FALSE;
  g_autoptr (GArray) pages = NULL;

  if (self.gid != 0 && lt_note_find_undone (origin.note, &self.undone) && is_undoing (store, &self))
    {
      undoes = TRUE;
      load_origin (store, &self.undone, &origin);
    }
  if (lt_note_find_import (origin.note, NULL) == 0)
    {
      GArray *one = g_array_new (FALSE, FALSE, sizeof (LtDigest));

      return g_array_append_vals (one, group, 1);
    }
  pages = load_pages (store, &origin, error);
  return pages == NULL ? NULL : choose_groups (undoings, pages, undoes ? &self.actor : NULL, error);
}

/**
 * lt_store_get_note:
 *
 * Returns: (transfer full) (nullable): a group's note
 */
char *
lt_store_get_note (LtStore *self, const LtDigest *group)
{
  g_auto (Origin) origin = { 0 };

  load_origin (self, group, &origin);
  return g_steal_pointer (&origin.note);
}

/**
 * lt_store_find_undoable:
 * @self: a county file
 * @officer: who undoes
 * @group: (nullable): what he named; %NULL for the last group that he made on this
 *   device and that is neither undone nor an undoing itself
 * @error: return location; %LT_ERROR_REFUSED where nothing is left
 *
 * An import is undone as a whole, and so is its undoing.
 *
 * Returns: (transfer full) (nullable) (element-type LtDigest): the groups to be
 *   undone, in this order
 */
GArray *
lt_store_find_undoable (LtStore *self, const LtId *officer, const LtDigest *group, GError **error)
{
  g_auto (Undoings) undoings = { 0 };
  LtDigest last;

  if (!load_undoings (&undoings, self, error))
    return NULL;
  if (group == NULL && !find_last (&undoings, officer, &last, error))
    return NULL;
  return find_all (&undoings, group == NULL ? &last : group, error);
}
