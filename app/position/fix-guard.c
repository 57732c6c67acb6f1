/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "position/fix-guard.h"

#include "geo/distance.h"

/* 216 km/h: no car of a bureau goes faster, and the fixes of a train window are not
 * wanted in a patrol's track. */
#define MOST_SPEED 60.0
/* What a receiver that says nothing of its accuracy, or too good a one, may be off by,
 * between two fixes: streets between houses reflect the signal. */
#define SLACK 100.0

static double
measure (const LtFix *from, const LtFix *to)
{
  return lt_distance (from->longitude, from->latitude, to->longitude, to->latitude);
}

/* Time does not run backwards either: such a fix waits for others like it. */
static gboolean
can_follow (const LtFix *from, const LtFix *to)
{
  double seconds = (double) (to->time - from->time) / 1000;

  return seconds >= 0
         && measure (from, to) <= MOST_SPEED * seconds + from->accuracy + to->accuracy + SLACK;
}

static gboolean
believe (LtFixGuard *self, const LtFix *fix)
{
  self->has_taken = TRUE;
  self->taken = *fix;
  self->n_held = 0;
  return TRUE;
}

/**
 * lt_fix_guard_take:
 * @self: what was believed before; all zero at the beginning
 * @fix: the next fix
 *
 * A fix that a car cannot have reached is held back, until %LT_FIX_CONFIRMATIONS
 * more went on from it; one that goes on from the last that was believed shows that
 * the jump was a mistake.
 *
 * Returns: whether to believe @fix
 */
gboolean
lt_fix_guard_take (LtFixGuard *self, const LtFix *fix)
{
  if (!self->has_taken || can_follow (&self->taken, fix))
    return believe (self, fix);
  if (self->n_held > 0 && can_follow (&self->held, fix))
    {
      self->held = *fix;
      return ++self->n_held > LT_FIX_CONFIRMATIONS ? believe (self, fix) : FALSE;
    }
  self->held = *fix;
  self->n_held = 1;
  self->jump = measure (&self->taken, fix);
  self->seconds = (fix->time - self->taken.time) / 1000;
  return FALSE;
}
