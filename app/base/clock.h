/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LtHybridTime:
 *
 * A hybrid logical time: 48 bits of milliseconds since 1970 (UTC) and 16 bits
 * of a counter. It orders what is shown; it never decides what wins.
 */
typedef guint64 LtHybridTime;

LtHybridTime lt_hybrid_next (LtHybridTime last, gint64 unix_ms);
gint64 lt_hybrid_wall (LtHybridTime time);

G_END_DECLS
