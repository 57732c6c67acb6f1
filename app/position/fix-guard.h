/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "position/fix.h"

G_BEGIN_DECLS

/**
 * LT_FIX_CONFIRMATIONS:
 *
 * How many fixes must go on from one that jumped until it is believed.
 */
#define LT_FIX_CONFIRMATIONS 3

/**
 * LtFixGuard:
 *
 * Holds back what cannot be: a fix farther from the one before it than a car can go.
 */
typedef struct
{
  gboolean has_taken;
  LtFix taken; /* the last one that was believed */
  LtFix held;  /* the last one that was not */
  guint n_held;
  double jump;    /* of the first one held, metres */
  gint64 seconds; /* in how many */
} LtFixGuard;

gboolean lt_fix_guard_take (LtFixGuard *self, const LtFix *fix);

G_END_DECLS
