/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/store.h"

G_BEGIN_DECLS

/**
 * LtReaders:
 *
 * Two threads that read a county file, each by a connection of its own, so that a
 * screen never waits for a read. What was asked last is answered first.
 */
typedef struct _LtReaders LtReaders;

/**
 * LtReadFunc:
 * @store: the file, of the thread that reads
 * @data: as given with the question
 * @cancellable: cancelled when nobody wants the answer any more; reads of @store
 *   then end by themselves with %G_IO_ERROR_CANCELLED
 * @error: return location
 *
 * Reads in one of the threads.
 *
 * Returns: (transfer full) (nullable): the answer; %NULL with @error set
 */
typedef gpointer (*LtReadFunc) (LtStore *store,
                                gpointer data,
                                GCancellable *cancellable,
                                GError **error);

LtReaders *lt_readers_new (const char *path);
void lt_readers_free (LtReaders *self);
void lt_readers_ask (LtReaders *self,
                     LtReadFunc func,
                     gpointer data,
                     GDestroyNotify free_data,
                     GDestroyNotify free_answer,
                     GCancellable *cancellable,
                     GAsyncReadyCallback done,
                     gpointer user_data);
gpointer lt_readers_take (GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtReaders, lt_readers_free)

G_END_DECLS
