/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/clock.h"

/**
 * lt_hybrid_next:
 * @last: the highest hybrid time known so far, own or received
 * @unix_ms: what the clock says
 *
 * Returns: a time after @last, and not before the clock; what @last is where a
 *   clock was wrong is the business of who keeps it
 */
LtHybridTime
lt_hybrid_next (LtHybridTime last, gint64 unix_ms)
{
  LtHybridTime now = (LtHybridTime) MAX (unix_ms, 0) << 16;

  return now > last ? now : last + 1;
}

/**
 * lt_hybrid_wall:
 *
 * Returns: the milliseconds since 1970 (UTC) in @time
 */
gint64
lt_hybrid_wall (LtHybridTime time)
{
  return (gint64) (time >> 16);
}
