/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One meeting with a hub. State is a function of a set of operations, so to
 * sync is to unite two sets: what the hub says it lacks is given (others' work
 * too), what it has beyond is taken, and both ends are compared at the end. */

#include "sync/sync-session.h"

#include "base/error.h"
#include "store/forks.h"
#include "store/repeats.h"
#include "store/staging.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A page is written whole or not at all; memory stays bounded. */
#define PAGE_OPERATIONS 2000
#define PAGE_BYTES      (4 * 1024 * 1024)
#define PAGE_GROUPS     500

typedef struct
{
  LtHub *hub;
  LtSyncTally *tally;
  gboolean open; /* a page has been begun */
  guint64 operations;
  gsize bytes;
} Push;

typedef struct
{
  LtStore *store;
  LtRandom *random;
  LtSyncTally *tally;
  gint64 read; /* last serial that was read */
  gint64 cursor;
  LtDigest cursor_id;
  gboolean stuck;  /* something before was not taken: the cursor stays there */
  GArray *damaged; /* serials of rows that are no longer what was given */
  guint groups;
  const char *peer;
  LtSlice slice;
} Pull;

static guint
count_ends (GArray *tips, const LtStream *stream, const LtTip **end)
{
  guint n = 0;

  for (guint i = 0; i < tips->len; i++)
    {
      const LtTip *tip = &g_array_index (tips, LtTip, i);

      if (memcmp (&tip->stream, stream, sizeof *stream) != 0)
        continue;
      *end = tip;
      n++;
    }
  return n;
}

static gboolean
tips_are_equal (const LtTip *a, const LtTip *b)
{
  return memcmp (&a->stream, &b->stream, sizeof a->stream) == 0 && a->seq == b->seq
         && lt_digest_compare (&a->operation, &b->operation) == 0;
}

/* After which number the hub may lack something: after its end, if that is one
 * of this file's stream; of a stream that goes on in several ways all is given,
 * and what is there already stays as it is. */
static gboolean
find_start (LtStore *store, GArray *own, GArray *theirs, const LtTip *tip, guint64 *seq)
{
  const LtTip *end = NULL;
  guint n_own = count_ends (own, &tip->stream, &end);
  guint n_theirs = count_ends (theirs, &tip->stream, &end);

  *seq = 0;
  /* The same end may stand for other groups. */
  if (lt_store_repeats (store, &tip->stream))
    return TRUE;
  if (n_own == 1 && n_theirs == 1 && lt_store_holds (store, end))
    *seq = end->seq;
  for (guint i = 0; i < theirs->len; i++)
    if (tips_are_equal (tip, &g_array_index (theirs, LtTip, i)))
      return FALSE;
  return TRUE;
}

static gboolean
begin_page (Push *push, GError **error)
{
  if (push->open && !lt_hub_end (push->hub, TRUE, error))
    return FALSE;
  push->operations = 0;
  push->bytes = 0;
  push->open = lt_hub_begin (push->hub, error);
  return push->open;
}

static gboolean
on_group_to_push (GBytes *group, const LtTip *end, gpointer user_data, GError **error)
{
  Push *push = user_data;
  gboolean full = push->operations > 0
                  && (push->operations >= PAGE_OPERATIONS
                      || push->bytes + g_bytes_get_size (group) > PAGE_BYTES);
  guint n;

  if ((!push->open || full) && !begin_page (push, error))
    return FALSE;
  if (!lt_hub_put (push->hub, group, end, &n, error))
    return FALSE;
  push->operations += n;
  push->bytes += n == 0 ? 0 : g_bytes_get_size (group);
  push->tally->pushed += n;
  return TRUE;
}

static gboolean
push_all (LtStore *store, LtHub *hub, LtSyncTally *tally, GError **error)
{
  g_autoptr (GArray) own = lt_store_get_tips (store, error);
  g_autoptr (GArray) theirs = own == NULL ? NULL : lt_hub_get_tips (hub, error);
  Push push = { .hub = hub, .tally = tally };
  gboolean done = theirs != NULL;

  for (guint i = 0; done && i < own->len; i++)
    {
      const LtTip *tip = &g_array_index (own, LtTip, i);
      guint64 seq;

      if (find_start (store, own, theirs, tip, &seq))
        done = lt_store_each_group_after (store, &tip->stream, seq, on_group_to_push, &push, error);
    }
  if (push.open)
    done = lt_hub_end (hub, done, done ? error : NULL) && done;
  return done;
}

/* Keeps what was taken so far, with how far that is, and lets others write. */
static gboolean
turn_page (Pull *pull, GError **error)
{
  if (!lt_store_set_peer (pull->store, pull->peer, &pull->cursor_id, pull->cursor, error)
      || !lt_store_receive_end (pull->store, TRUE, error))
    return FALSE;
  lt_slice_let_others_in ();
  lt_slice_restart (&pull->slice);
  return lt_store_receive_begin (pull->store, pull->random, error);
}

static gboolean
on_group_pulled (gint64 serial,
                 const LtDigest *id,
                 GBytes *group,
                 gboolean sound,
                 gpointer user_data,
                 GError **error)
{
  Pull *pull = user_data;
  gsize size;
  gconstpointer bytes = g_bytes_get_data (group, &size);
  g_autoptr (LtGroup) parsed = lt_group_from_bytes (bytes, size);
  guint n = parsed == NULL ? 1 : parsed->operations->len;
  LtReceipt receipt;

  pull->groups++;
  pull->read = serial;
  if (!sound)
    {
      g_array_append_val (pull->damaged, serial);
      pull->tally->damaged++;
      return TRUE;
    }
  if (!lt_store_receive (pull->store, bytes, size, &receipt, error))
    return FALSE;
  if (receipt == LT_RECEIPT_APPLIED || receipt == LT_RECEIPT_WAITING)
    pull->tally->pulled += n;
  else if (receipt == LT_RECEIPT_QUARANTINED)
    pull->tally->quarantined += n;
  if (receipt == LT_RECEIPT_GAP)
    pull->stuck = TRUE;
  if (!pull->stuck)
    {
      pull->cursor = serial;
      pull->cursor_id = *id;
    }
  return !lt_slice_is_over (&pull->slice) || turn_page (pull, error);
}

static gboolean
pull_page (Pull *pull, LtHub *hub, GError **error)
{
  gboolean done;

  pull->groups = 0;
  lt_slice_restart (&pull->slice);
  if (!lt_store_receive_begin (pull->store, pull->random, error))
    return FALSE;
  done = lt_hub_each_after (hub, pull->read, PAGE_GROUPS, on_group_pulled, pull, error);
  if (done && pull->groups > 0)
    done = lt_store_set_peer (pull->store, lt_hub_get_name (hub), &pull->cursor_id, pull->cursor,
                              error);
  if (done && pull->groups > 0)
    return lt_store_receive_end (pull->store, TRUE, error);
  lt_store_receive_end (pull->store, FALSE, NULL);
  return done;
}

static gboolean
pull_all (LtStore *store, LtHub *hub, LtRandom *random, LtSyncTally *tally, GError **error)
{
  g_autoptr (GArray) damaged = g_array_new (FALSE, FALSE, sizeof (gint64));
  Pull pull = { .store = store,
                .random = random,
                .tally = tally,
                .damaged = damaged,
                .peer = lt_hub_get_name (hub) };

  if (!lt_store_get_peer (store, lt_hub_get_name (hub), &pull.cursor_id, &pull.cursor, error))
    return FALSE;
  if (pull.cursor > 0 && !lt_hub_holds (hub, pull.cursor, &pull.cursor_id))
    {
      tally->set_back = TRUE;
      pull.cursor = 0;
    }
  pull.read = pull.cursor;
  do
    if (!pull_page (&pull, hub, error))
      return FALSE;
  while (pull.groups == PAGE_GROUPS);
  tally->held_up = pull.stuck;
  return lt_hub_drop (hub, damaged, error);
}

static gboolean
on_group_read_back (gint64 serial,
                    const LtDigest *id,
                    GBytes *group,
                    gboolean sound,
                    gpointer user_data,
                    GError **error)
{
  if (sound)
    return TRUE;
  g_set_error_literal (error, LT_ERROR, LT_ERROR_UNAVAILABLE,
                       _ ("The hub does not give back what was just written. The stick or share is "
                          "faulty: use another one; nothing was lost here."));
  return FALSE;
}

/* What was given counts only once it was read back from the file. */
static gboolean
read_back (LtHub *hub, gint64 before, GError **error)
{
  return lt_hub_reopen (hub, error)
         && lt_hub_each_after (hub, before, G_MAXINT, on_group_read_back, NULL, error);
}

static gboolean
compare_ends (LtStore *store, LtHub *hub, LtSyncTally *tally, GError **error)
{
  g_autoptr (GArray) own = lt_store_get_tips (store, error);
  g_autoptr (GArray) theirs = own == NULL ? NULL : lt_hub_get_tips (hub, error);

  if (theirs == NULL)
    return FALSE;
  tally->equal = own->len == theirs->len && !tally->held_up && tally->blobs.missing == 0
                 && tally->blobs.hub_missing == 0 && lt_store_count_waiting (store) == 0;
  for (guint i = 0; i < own->len && tally->equal; i++)
    tally->equal =
        tips_are_equal (&g_array_index (own, LtTip, i), &g_array_index (theirs, LtTip, i));
  return TRUE;
}

/**
 * lt_sync_run:
 * @store: a county file
 * @hub: a hub of the same bureau
 * @random: where a new epoch comes from, if the file turns out to be copied
 * @now: the time, for the note of the last meeting
 * @tally: (out caller-allocates): what was done
 * @error: return location; what was exchanged before is kept, and another try
 *   goes on from there
 *
 * Gives the hub what it lacks and takes what it has beyond.
 */
gboolean
lt_sync_run (LtStore *store,
             LtHub *hub,
             LtRandom *random,
             gint64 now,
             LtSyncTally *tally,
             GError **error)
{
  gint64 forks = lt_store_count_forks (store);
  gint64 before;

  *tally = (LtSyncTally){ 0 };
  if (!pull_all (store, hub, random, tally, error))
    return FALSE;
  tally->forked = (guint) (lt_store_count_forks (store) - forks);
  before = lt_hub_get_last (hub);
  return push_all (store, hub, tally, error)
         && (tally->pushed == 0 || read_back (hub, before, error))
         && lt_hub_exchange_blobs (hub, store, &tally->blobs, error)
         && compare_ends (store, hub, tally, error)
         && (!tally->equal || lt_store_note_equal (store, lt_hub_get_name (hub), now, error));
}
