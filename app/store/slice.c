/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Long work is done in slices: each holds the file for some milliseconds, and
 * between two of them everybody else can write. */

#include "store/staging.h"
#include "store/store-private.h"

#define SLICE_US 8000 /* with its commit well below 20 ms */
#define GAP_US   3000 /* longer than others sleep between two tries */

/**
 * lt_slice_begin:
 * @self: (out caller-allocates): a slice
 * @store: a county file
 * @error: return location
 *
 * The slice itself need not be on the disk at once: it is not seen before a later
 * write, which is, names it; and the log on the disk keeps their order.
 */
gboolean
lt_slice_begin (LtSlice *self, LtStore *store, GError **error)
{
  *self = (LtSlice){ .store = store };
  if (!lt_db_script (store->db, "PRAGMA synchronous=NORMAL", error))
    return FALSE;
  if (lt_store_begin_write (store, error))
    {
      self->until = g_get_monotonic_time () + SLICE_US;
      return TRUE;
    }
  lt_db_script (store->db, "PRAGMA synchronous=FULL", NULL);
  return FALSE;
}

/**
 * lt_slice_restart:
 * @self: a slice that was not begun by lt_slice_begin()
 *
 * Only measures: the time others wait begins now.
 */
void
lt_slice_restart (LtSlice *self)
{
  self->until = g_get_monotonic_time () + SLICE_US;
}

/**
 * lt_slice_is_over:
 *
 * Returns: whether others have waited long enough
 */
gboolean
lt_slice_is_over (const LtSlice *self)
{
  return g_get_monotonic_time () >= self->until;
}

/**
 * lt_slice_end:
 * @self: a slice
 * @keep: whether it counts
 * @error: return location
 *
 * Returns: whether it was kept
 */
gboolean
lt_slice_end (LtSlice *self, gboolean keep, GError **error)
{
  gboolean kept = lt_store_end_write (self->store, keep, error);

  return lt_db_script (self->store->db, "PRAGMA synchronous=FULL", kept ? error : NULL) && kept;
}

/**
 * lt_slice_let_others_in:
 *
 * Waits so long that whoever waits for the file gets it. Between slices with
 * other work between them it is not needed.
 */
void
lt_slice_let_others_in (void)
{
  g_usleep (GAP_US);
}
