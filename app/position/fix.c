/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "position/fix.h"

#include "geo/measure.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define SECOND G_GINT64_CONSTANT (1000)
#define MINUTE (60 * SECOND)
#define HOUR   (60 * MINUTE)
#define DAY    (24 * HOUR)

G_DEFINE_BOXED_TYPE (LtFix, lt_fix, lt_fix_copy, g_free)

LtFix *
lt_fix_copy (const LtFix *self)
{
  return g_memdup2 (self, sizeof *self);
}

/**
 * lt_fix_say_accuracy:
 *
 * Returns: (transfer full): "±8 m", or that it is not known; never better than it is
 */
char *
lt_fix_say_accuracy (const LtFix *self)
{
  g_autofree char *length = NULL;

  if (!(self->accuracy > 0))
    return g_strdup (_ ("accuracy not known"));
  if (self->accuracy < 1000)
    return g_strdup_printf (_ ("±%.0f m"), ceil (self->accuracy));
  length = lt_measure_say_length (self->accuracy);
  return g_strdup_printf (_ ("±%s"), length);
}

static char *
say_age (gint64 age)
{
  if (age < 3 * SECOND)
    return g_strdup (_ ("now"));
  if (age < MINUTE)
    return g_strdup_printf (_ ("%d s ago"), (int) (age / SECOND));
  if (age < HOUR)
    return g_strdup_printf (_ ("%d min ago"), (int) (age / MINUTE));
  if (age < DAY)
    return g_strdup_printf (_ ("%d h ago"), (int) (age / HOUR));
  return g_strdup_printf (_ ("%d days ago"), (int) MIN (age / DAY, 100000));
}

/**
 * lt_fix_describe:
 * @self: a fix
 * @now: the time now, in milliseconds since 1970
 *
 * Returns: (transfer full): source, accuracy and age in words, such as "gpsd, ±8 m, 3 s ago"
 */
char *
lt_fix_describe (const LtFix *self, gint64 now)
{
  g_autofree char *accuracy = lt_fix_say_accuracy (self);
  g_autofree char *age = say_age (now - self->time);

  return g_strdup_printf (_ ("%s, %s, %s"), self->source, accuracy, age);
}
