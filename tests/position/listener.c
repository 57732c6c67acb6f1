/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "listener.h"

#include <string.h>

static void
on_fix (LtPosition *position, const LtFix *fix, Listener *listener)
{
  g_array_append_val (listener->fixes, *fix);
}

static void
on_changed (LtPosition *position, Listener *listener)
{
  g_ptr_array_add (listener->said, g_strdup (lt_position_get_words (position)));
}

Listener *
listener_new (void)
{
  Listener *self = g_new0 (Listener, 1);

  self->position = lt_position_new ();
  self->fixes = g_array_new (FALSE, FALSE, sizeof (LtFix));
  self->said = g_ptr_array_new_with_free_func (g_free);
  lt_position_set_waits (self->position, 10, 40);
  lt_position_set_pace (self->position, 100);
  g_signal_connect (self->position, "fix", G_CALLBACK (on_fix), self);
  g_signal_connect (self->position, "changed", G_CALLBACK (on_changed), self);
  return self;
}

void
listener_free (Listener *self)
{
  g_signal_handlers_disconnect_by_data (self->position, self);
  g_object_unref (self->position);
  g_array_unref (self->fixes);
  g_ptr_array_unref (self->said);
  g_free (self);
}

gboolean
listener_on_limit (gpointer what)
{
  g_error ("waited in vain for %s", (const char *) what);
  return G_SOURCE_REMOVE;
}

gboolean
listener_heard (Listener *self, const char *words)
{
  for (guint i = 0; i < self->said->len; i++)
    if (strstr (g_ptr_array_index (self->said, i), words) != NULL)
      return TRUE;
  return FALSE;
}
