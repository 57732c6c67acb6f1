/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/row-sort.h"
#include "store/staging-lock.h"
#include "store/store.h"

G_BEGIN_DECLS

/**
 * LtStaging:
 *
 * Puts the rows of one blob into the file, out of everybody's sight: sorted and
 * packed, in slices that hold the file for some milliseconds each. One at a time
 * for a file, in whatever program; what is cut off is taken out again when the
 * file is next opened.
 */
typedef struct _LtStaging LtStaging;

/**
 * LtStagingFuncs:
 * @on_rows: (nullable): rows of one place, item and span that are kept, in the
 *   order of an #LtRowSort
 * @on_twice: a row's place, item and time stood there already: it is not kept; see
 *   LtRowSortFuncs
 */
typedef struct
{
  void (*on_rows) (guint32 place, guint32 item, const LtPackRow *rows, guint n, gpointer user_data);
  void (*on_twice) (gint64 line, gint64 first, gboolean same, gpointer user_data);
} LtStagingFuncs;

LtStaging *lt_staging_new (LtStore *store,
                           gint64 number,
                           const LtStagingFuncs *funcs,
                           gpointer user_data,
                           GError **error);
LtStaging *lt_staging_new_in_write (LtStore *store,
                                    gint64 number,
                                    const LtStagingFuncs *funcs,
                                    gpointer user_data);
LtStaging *lt_staging_new_trial (LtStore *store, const LtStagingFuncs *funcs, gpointer user_data);
void lt_staging_free (LtStaging *self);
gint64 lt_staging_get_number (const LtStaging *self);
void lt_staging_set_done (LtStaging *self);
LtRowSort *lt_staging_get_sort (LtStaging *self);
void lt_staging_add_piece (LtStaging *self, GBytes *piece);
gboolean lt_staging_pack (LtStaging *self, GError **error);
gboolean lt_staging_flush (LtStaging *self, GError **error);
guint64 lt_staging_get_span (const LtStaging *self, gint64 *first, gint64 *last);

/* Slices: writes that hold the file shortly and need not be on the disk before
 * the write that makes them seen. */

/**
 * LtSlice:
 * @store: the file
 * @until: when it is to end, monotonic microseconds
 */
typedef struct
{
  LtStore *store;
  gint64 until;
} LtSlice;

gboolean lt_slice_begin (LtSlice *self, LtStore *store, GError **error);
void lt_slice_restart (LtSlice *self);
gboolean lt_slice_is_over (const LtSlice *self);
gboolean lt_slice_end (LtSlice *self, gboolean keep, GError **error);
void lt_slice_let_others_in (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtStaging, lt_staging_free)

G_END_DECLS
