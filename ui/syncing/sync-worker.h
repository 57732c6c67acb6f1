/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/colleagues.h"

G_BEGIN_DECLS

#define LT_TYPE_SYNC_WORKER (lt_sync_worker_get_type ())
G_DECLARE_FINAL_TYPE (LtSyncWorker, lt_sync_worker, LT, SYNC_WORKER, GObject)

/**
 * LtSyncWorker:
 *
 * Meets a hub in a thread of its own, on a connection of its own, so that a slow
 * stick or share never stops the window. What it has begun it ends: also when
 * the window is closed or another county is opened meanwhile.
 *
 * Signal `ended`: with the #LtSyncReport, or with what went wrong.
 */
LtSyncWorker *lt_sync_worker_new (LtSession *session);
void lt_sync_worker_start (LtSyncWorker *self, const char *hub);
gboolean lt_sync_worker_is_busy (LtSyncWorker *self);

G_END_DECLS
