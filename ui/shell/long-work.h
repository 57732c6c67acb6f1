/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/ticket.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define LT_TYPE_LONG_WORK (lt_long_work_get_type ())
G_DECLARE_FINAL_TYPE (LtLongWork, lt_long_work, LT, LONG_WORK, GObject)

/**
 * LtLongWork:
 *
 * One verb that takes long – a sync, an import, an export – in a thread of its own,
 * on a connection of its own, so that the window never stands still. There is one at
 * a time in the program. What it has begun it ends, in the file that it began with:
 * also when the window is closed or another county is opened meanwhile.
 *
 * Signal `progress` (guint step, guint64 done, guint64 total): how far it is, in the
 * main loop; what a step is the job says, and @total is 0 where nobody knows it.
 *
 * Signal `ended` (gpointer result, GError *error): last, in the main loop; the result
 * is the job's, lent for the call, and %NULL where there is an error.
 */

/**
 * LtLongFunc:
 * @work: the work, for lt_long_work_tell() and lt_long_work_get_cancellable() only
 * @session: (nullable): a session of the thread; %NULL where no county was handed over
 * @data: the job's
 * @error: return location
 *
 * Does the work, in its thread.
 *
 * Returns: (transfer full) (nullable): what came of it; %NULL with @error
 */
typedef gpointer (*LtLongFunc) (LtLongWork *work,
                                LtSession *session,
                                gpointer data,
                                GError **error);

/**
 * LtLongJob:
 * @busy_words: what others are told who come meanwhile, as "A sync is going on."
 * @name: name of the thread
 * @flags: in whose name it works
 * @run: what it does
 * @data: for @run; taken, and used by the thread alone
 * @free_data: (nullable): frees @data
 * @free_result: (nullable): frees what @run gave
 */
typedef struct
{
  const char *busy_words;
  const char *name;
  LtTicketFlags flags;
  LtLongFunc run;
  gpointer data;
  GDestroyNotify free_data;
  GDestroyNotify free_result;
} LtLongJob;

LtLongWork *lt_long_work_start (LtSession *session, const LtLongJob *job, GError **error);
LtLongWork *lt_long_work_get_running (void);
gboolean lt_long_work_is_running (LtLongWork *self);
void lt_long_work_cancel (LtLongWork *self);

/* For the job, in its thread. */
GCancellable *lt_long_work_get_cancellable (LtLongWork *self);
void lt_long_work_tell (LtLongWork *self, guint step, guint64 done, guint64 total);

G_END_DECLS
