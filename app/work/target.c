/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One target, and what is said of it. */

#include "work/targets-private.h"

#include <glib/gi18n-lib.h>

void
lt_target_free (LtTarget *self)
{
  g_free (self->area);
  g_free (self->part_of);
  g_clear_pointer (&self->place, lt_record_free);
  g_free (self->reported);
  g_free (self->reason);
  g_ptr_array_unref (self->lines);
  g_free (self);
}

/**
 * lt_target_say:
 * @self: a target
 * @format: a line of how it came about
 *
 * Adds a line.
 */
void
lt_target_say (LtTarget *self, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_ptr_array_add (self->lines, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

/**
 * lt_target_lack:
 * @self: a target
 * @reason: why there is no value that can be judged
 *
 * Tells it; the first reason stays.
 */
void
lt_target_lack (LtTarget *self, const char *reason)
{
  if (self->reason == NULL)
    self->reason = g_strdup (reason);
}

/**
 * lt_target_say_left_out:
 * @self: a target
 * @n: how many values of those that it is made of cannot be so (items.json)
 *
 * They are kept as they came, and not judged; how many there are is said and counted.
 */
void
lt_target_say_left_out (LtTarget *self, guint n)
{
  self->n_left_out += n;
  if (n > 0)
    lt_target_say (self,
                   ngettext ("%u value that cannot be is left out",
                             "%u values that cannot be are left out", n),
                   n);
}
