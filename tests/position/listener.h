/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "position/position.h"

G_BEGIN_DECLS

/* Who hears what a position tells. */

typedef struct
{
  LtPosition *position;
  GArray *fixes; /* (element-type LtFix) */
  GPtrArray *said;
} Listener;

Listener *listener_new (void);
void listener_free (Listener *self);
gboolean listener_heard (Listener *self, const char *words);
gboolean listener_on_limit (gpointer what);

/* Waits for a condition, with an end. */
#define WAIT(condition)                                                                            \
  G_STMT_START                                                                                     \
  {                                                                                                \
    guint limit = g_timeout_add (20000, listener_on_limit, (gpointer) #condition);                 \
    while (!(condition))                                                                           \
      g_main_context_iteration (NULL, TRUE);                                                       \
    g_source_remove (limit);                                                                       \
  }                                                                                                \
  G_STMT_END

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Listener, listener_free)

G_END_DECLS
