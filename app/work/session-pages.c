/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a session writes: in whose name, ids for it, and long writes: many groups, with
 * others let in between. */

#include "base/error.h"
#include "store/safe-copy.h"
#include "store/staging.h"
#include "work/import-run.h"
#include "work/marker.h"
#include "work/session-private.h"

#include <glib/gi18n-lib.h>

/* Pages that wait to be written. */
#define WINDOW 64

/* So often others may have been quicker, until it is told. */
#define MOST_LOOKS 5

/* An older copy was put in the file's place, by a person or with the whole disk:
 * numbers that were used once must not be used again for something else. */
static gboolean
look_back (LtSession *self, GError **error)
{
  if (self->looked_back)
    return TRUE;
  if (lt_marker_is_ahead (self))
    {
      if (!lt_store_renew_epoch (self->store, self->random, error))
        return FALSE;
      lt_marker_note_origin (self, LT_MARKER_PUT_BACK, NULL);
    }
  self->looked_back = TRUE;
  return TRUE;
}

/**
 * lt_session_make_author:
 * @self: a session
 * @author: (out caller-allocates): who acts, and when, without a note; its key is
 *   to be cleared after the write
 * @error: return location; %LT_ERROR_REFUSED with nobody signed in
 */
gboolean
lt_session_make_author (LtSession *self, LtAuthor *author, GError **error)
{
  *author = (LtAuthor){ .now = lt_session_get_now (self), .by_hand = self->now != 0 };
  if (!lt_session_check_signed_in (self, error) || !look_back (self, error))
    return FALSE;
  author->officer = self->officer->id;
  author->key = self->key;
  return TRUE;
}

/**
 * lt_session_append:
 * @self: a session
 * @change: what changes; an empty one is no change
 * @note: (nullable): why
 * @error: return location; %LT_ERROR_REFUSED with nobody signed in, or without the role
 *
 * Writes in the name of who is signed in: every verb that writes ends here.
 */
gboolean
lt_session_append (LtSession *self, LtChange *change, const char *note, GError **error)
{
  LtAuthor author;
  gboolean kept;

  if (lt_change_is_empty (change))
    return TRUE;
  if (!lt_session_make_author (self, &author, error))
    return FALSE;
  author.note = note;
  kept = lt_store_append (self->store, change, &author, &self->last_group, error);
  lt_key_pair_clear (&author.key);
  if (!kept)
    return FALSE;
  lt_marker_note_write (self);
  lt_session_emit_changed (self);
  return TRUE;
}

/**
 * lt_session_take_last_group:
 * @self: a session
 * @group: (out caller-allocates): what its last verb wrote
 *
 * Returns: whether something was written since this was asked last
 */
gboolean
lt_session_take_last_group (LtSession *self, LtDigest *group)
{
  *group = self->last_group;
  self->last_group = (LtDigest){ 0 };
  return !lt_digest_is_zero (group);
}

/**
 * lt_session_begin_look:
 * @self: a session
 *
 * From now on it is looked at what is there, to make a long write ready. What others
 * make until it is written, it does not make again; see lt_session_reads_again().
 */
void
lt_session_begin_look (LtSession *self)
{
  self->look = (LtSecondLook){ .version = lt_store_get_version (self->store) };
  self->looks_again = TRUE;
  self->kept = 0;
}

/**
 * lt_session_reads_again:
 * @self: a session
 * @done: whether all was written since lt_session_begin_look()
 * @error: what it was that failed; cleared where it is to be done again
 *
 * Returns: whether nothing was written because somebody else has made a record
 *   meanwhile, so that reading again will find it; this is not said for ever
 */
gboolean
lt_session_reads_again (LtSession *self, gboolean done, GError **error)
{
  gboolean again = !done && self->look.met && self->kept == 0 && ++self->looks < MOST_LOOKS;

  self->looks_again = FALSE;
  if (again)
    g_clear_error (error);
  else
    self->looks = 0;
  return again;
}

/* Writes what fits into one slice; gives how many that were, 0 with @error. */
static guint
append_slice (LtSession *self, GPtrArray *changes, GPtrArray *notes, guint first, GError **error)
{
  LtAuthor author = { 0 };
  guint n = 0;

  if (lt_session_make_author (self, &author, error))
    n = lt_store_append_some (lt_session_get_store (self), changes, notes, first, &author,
                              self->looks_again ? &self->look : NULL, error);
  self->kept += n;
  lt_key_pair_clear (&author.key);
  return n;
}

static void
finish_pages (LtSession *self, guint kept)
{
  if (kept == 0)
    return;
  lt_marker_note_write (self);
  lt_session_emit_changed (self);
}

/**
 * lt_session_append_pages:
 * @self: a session
 * @changes: (element-type LtChange): what changes, each a group of its own, none empty
 * @notes: (element-type utf8): why, of each
 * @on_kept: (scope call) (nullable): told how many of them are written
 * @user_data: for @on_kept
 * @error: return location
 *
 * Writes them one after the other in the name of who is signed in, in slices:
 * what was kept before an error stays.
 *
 * Returns: how many were kept: with less than all of them, @error is set
 */
guint
lt_session_append_pages (LtSession *self,
                         GPtrArray *changes,
                         GPtrArray *notes,
                         LtPagesFunc on_kept,
                         gpointer user_data,
                         GError **error)
{
  guint kept = 0;

  while (kept < changes->len)
    {
      guint n;

      if (kept > 0)
        lt_slice_let_others_in ();
      n = append_slice (self, changes, notes, kept, error);
      if (n == 0)
        break;
      kept += n;
      if (on_kept != NULL)
        on_kept (kept, changes->len, user_data);
    }
  finish_pages (self, kept);
  return kept;
}

typedef struct
{
  LtChangeSpool *spool;
  const LtImportRun *run;
  guint taken;
  GPtrArray *changes;
  GPtrArray *notes;
} Window;

/* The next pages of the spool, each with its note. */
static gboolean
fill_window (Window *window, GError **error)
{
  g_autoptr (GError) problem = NULL;
  LtChange *change;

  g_ptr_array_set_size (window->changes, 0);
  g_ptr_array_set_size (window->notes, 0);
  while (window->changes->len < WINDOW
         && (change = lt_change_spool_next (window->spool, &problem)) != NULL)
    {
      g_ptr_array_add (window->changes, change);
      g_ptr_array_add (window->notes, lt_import_run_note (window->run, ++window->taken,
                                                          lt_change_spool_count (window->spool)));
    }
  if (problem == NULL)
    return window->changes->len > 0;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static gboolean
is_stopped (GCancellable *cancellable, GError **error)
{
  if (!g_cancellable_is_cancelled (cancellable))
    return FALSE;
  g_set_error_literal (error, LT_ERROR, LT_ERROR_UNAVAILABLE, _ ("The import was stopped."));
  return TRUE;
}

static guint
append_windows (LtSession *self,
                Window *window,
                LtPagesFunc on_kept,
                gpointer user_data,
                GCancellable *cancellable,
                GError **error)
{
  guint kept = 0;
  guint first = 0;

  for (;;)
    {
      guint n;

      if (first == window->changes->len)
        {
          if (!fill_window (window, error))
            break;
          first = 0;
        }
      if (is_stopped (cancellable, error))
        break;
      if (kept > 0)
        lt_slice_let_others_in ();
      n = append_slice (self, window->changes, window->notes, first, error);
      if (n == 0)
        break;
      first += n;
      kept += n;
      on_kept (kept, lt_change_spool_count (window->spool), user_data);
    }
  return kept;
}

/**
 * lt_session_draw_mark:
 *
 * Returns: by which the groups of one import are known, and undone together
 */
guint32
lt_session_draw_mark (LtSession *self)
{
  guint32 mark;

  lt_random_fill (lt_session_get_random (self), &mark, sizeof mark);
  lt_session_take_mark (self, mark);
  return mark;
}

/**
 * lt_session_take_mark:
 * @self: a session
 * @mark: of an import that it goes on with
 *
 * As if the session had drawn it.
 */
void
lt_session_take_mark (LtSession *self, guint32 mark)
{
  if (self->marks == NULL)
    self->marks = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_array_append_val (self->marks, mark);
}

/**
 * lt_session_count_marks:
 *
 * Returns: how many marks were drawn so far
 */
guint
lt_session_count_marks (LtSession *self)
{
  return self->marks == NULL ? 0 : self->marks->len;
}

/**
 * lt_session_has_drawn:
 * @self: a session
 * @mark: of a group
 * @since: of lt_session_count_marks()
 *
 * Returns: whether this session drew the mark, when it had drawn as many as @since
 *   or more
 */
gboolean
lt_session_has_drawn (LtSession *self, guint32 mark, guint since)
{
  for (guint i = since; i < lt_session_count_marks (self); i++)
    if (g_array_index (self->marks, guint32, i) == mark)
      return TRUE;
  return FALSE;
}

/**
 * lt_session_append_spool:
 * @self: a session
 * @spool: the pages of an import
 * @run: the import, which has begun
 * @on_kept: (scope call): told how many of how many pages are written
 * @user_data: for @on_kept
 * @cancellable: (nullable): stops it between two slices
 * @error: return location
 *
 * As lt_session_append_pages(), with a few pages in memory at a time.
 *
 * Returns: how many were kept: with less than all of them, @error is set
 */
guint
lt_session_append_spool (LtSession *self,
                         LtChangeSpool *spool,
                         const LtImportRun *run,
                         LtPagesFunc on_kept,
                         gpointer user_data,
                         GCancellable *cancellable,
                         GError **error)
{
  Window window = { .spool = spool, .run = run };
  guint kept;

  if (self->looks_again && !lt_second_look_check_all (&self->look, self->store, spool, error))
    return 0;
  window.changes = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_change_free);
  window.notes = g_ptr_array_new_with_free_func (g_free);
  kept = append_windows (self, &window, on_kept, user_data, cancellable, error);
  g_ptr_array_unref (window.changes);
  g_ptr_array_unref (window.notes);
  finish_pages (self, kept);
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
