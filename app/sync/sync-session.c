/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One meeting with a hub. State is a function of a set of operations, so to
 * sync is to unite two sets: what the hub says it lacks is given (others' work
 * too), what it has beyond is taken, and both ends are compared at the end. */

#include "sync/sync-session.h"

#include "base/error.h"

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
  gboolean open;    /* a page has been begun */
  guint64 last_seq; /* of the stream that is being given */
  guint64 operations;
  gsize bytes;
} Push;

typedef struct
{
  LtStore *store;
  LtSyncTally *tally;
  gint64 read; /* last serial that was read */
  gint64 cursor;
  LtDigest cursor_id;
  gboolean stuck;  /* something before was not taken: the cursor stays there */
  GArray *damaged; /* serials of rows that are no longer what was given */
  guint groups;
} Pull;

static guint64
find_seq (GArray *tips, const LtStream *stream)
{
  for (guint i = 0; i < tips->len; i++)
    {
      const LtTip *tip = &g_array_index (tips, LtTip, i);

      if (memcmp (&tip->stream, stream, sizeof *stream) == 0)
        return tip->seq;
    }
  return 0;
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
  guint64 n = end->seq - push->last_seq;
  gboolean full = push->operations > 0
                  && (push->operations + n > PAGE_OPERATIONS
                      || push->bytes + g_bytes_get_size (group) > PAGE_BYTES);

  if ((!push->open || full) && !begin_page (push, error))
    return FALSE;
  push->last_seq = end->seq;
  push->operations += n;
  push->bytes += g_bytes_get_size (group);
  push->tally->pushed += n;
  return lt_hub_put (push->hub, group, end, error);
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

      push.last_seq = find_seq (theirs, &tip->stream);
      if (tip->seq > push.last_seq)
        done = lt_store_each_group_after (store, &tip->stream, push.last_seq, on_group_to_push,
                                          &push, error);
    }
  if (push.open)
    done = lt_hub_end (hub, done, done ? error : NULL) && done;
  return done;
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
  return TRUE;
}

static gboolean
pull_page (Pull *pull, LtHub *hub, GError **error)
{
  gboolean done;

  pull->groups = 0;
  if (!lt_store_receive_begin (pull->store, error))
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
pull_all (LtStore *store, LtHub *hub, LtSyncTally *tally, GError **error)
{
  g_autoptr (GArray) damaged = g_array_new (FALSE, FALSE, sizeof (gint64));
  Pull pull = { .store = store, .tally = tally, .damaged = damaged };

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
  tally->equal = own->len == theirs->len && !tally->held_up;
  for (guint i = 0; i < own->len && tally->equal; i++)
    {
      const LtTip *a = &g_array_index (own, LtTip, i);
      const LtTip *b = &g_array_index (theirs, LtTip, i);

      tally->equal = memcmp (&a->stream, &b->stream, sizeof a->stream) == 0 && a->seq == b->seq
                     && lt_digest_compare (&a->operation, &b->operation) == 0;
    }
  return TRUE;
}

/**
 * lt_sync_run:
 * @store: a county file
 * @hub: a hub of the same bureau
 * @now: the time, for the note of the last meeting
 * @tally: (out caller-allocates): what was done
 * @error: return location; what was exchanged before is kept, and another try
 *   goes on from there
 *
 * Gives the hub what it lacks and takes what it has beyond.
 */
gboolean
lt_sync_run (LtStore *store, LtHub *hub, gint64 now, LtSyncTally *tally, GError **error)
{
  gint64 before;

  *tally = (LtSyncTally){ 0 };
  if (!pull_all (store, hub, tally, error))
    return FALSE;
  before = lt_hub_get_last (hub);
  return push_all (store, hub, tally, error)
         && (tally->pushed == 0 || read_back (hub, before, error))
         && compare_ends (store, hub, tally, error)
         && (!tally->equal || lt_store_note_equal (store, lt_hub_get_name (hub), now, error));
}
