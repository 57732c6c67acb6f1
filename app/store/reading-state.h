/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/readings.h"

G_BEGIN_DECLS

/* Which batches count, and how: what is shown of measured values follows from it, so that
 * whoever keeps what he made of them can ask what of it still holds. */

typedef struct _LtReadingState LtReadingState;

LtReadingState *
lt_reading_state_read (LtStore *store, const LtReadingState *before, GError **error);
void lt_reading_state_free (LtReadingState *self);
GPtrArray *lt_reading_state_compare (const LtReadingState *before, const LtReadingState *now);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtReadingState, lt_reading_state_free)

G_END_DECLS
