/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/ratio.h"

G_BEGIN_DECLS

/**
 * LtRanked:
 * @is_valid: whether it takes part: one without valid data has no rank
 * @value: what is compared, as it is published
 * @rank: (out): from 1; 0 for one that takes no part
 * @n_tied: (out): how many share the rank
 *
 * One of those that are ranked.
 */
typedef struct
{
  gboolean is_valid;
  LtRatio value;
  guint rank;
  guint n_tied;
} LtRanked;

guint lt_rank (LtRanked *entries, guint n_entries, gboolean least_first);

G_END_DECLS
