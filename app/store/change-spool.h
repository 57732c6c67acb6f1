/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/change.h"

G_BEGIN_DECLS

/**
 * LtChangeSpool:
 *
 * Changes put aside, in their order, in a file without a name: so many that
 * memory is not the place for them. Nothing of it outlives the program.
 */
typedef struct _LtChangeSpool LtChangeSpool;

LtChangeSpool *lt_change_spool_new (const char *folder, GError **error);
void lt_change_spool_free (LtChangeSpool *self);
gboolean lt_change_spool_add (LtChangeSpool *self, const LtChange *change, GError **error);
void lt_change_spool_put_first (LtChangeSpool *self, const LtChange *change);
guint lt_change_spool_count (const LtChangeSpool *self);
void lt_change_spool_rewind (LtChangeSpool *self);
LtChange *lt_change_spool_next (LtChangeSpool *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtChangeSpool, lt_change_spool_free)

G_END_DECLS
