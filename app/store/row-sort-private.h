/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/row-sort.h"

G_BEGIN_DECLS

/* row-runs.c */

/**
 * LtRowRuns:
 *
 * Sorted runs of rows in a file without a name, and their merging.
 */
typedef struct _LtRowRuns LtRowRuns;

/**
 * LtRowRunFunc:
 *
 * Told of the next row of all runs.
 */
typedef gboolean (*LtRowRunFunc) (guint32 place,
                                  guint32 item,
                                  const LtPackRow *row,
                                  gpointer user_data,
                                  GError **error);

gsize lt_row_runs_usual_room (void);
LtRowRuns *lt_row_runs_new (const char *folder, GError **error);
void lt_row_runs_free (LtRowRuns *self);
gboolean lt_row_runs_add_series (LtRowRuns *self,
                                 guint32 place,
                                 guint32 item,
                                 const LtPackRow *rows,
                                 guint n,
                                 GError **error);
gboolean lt_row_runs_end (LtRowRuns *self, GError **error);
gboolean lt_row_runs_merge (LtRowRuns *self,
                            const guint32 *place_ranks,
                            const guint32 *item_ranks,
                            LtRowRunFunc func,
                            gpointer user_data,
                            GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtRowRuns, lt_row_runs_free)

G_END_DECLS
