/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LtLineSplitter:
 *
 * Lines out of bytes as they come; of a line that is too long to be one, or has a NUL, only
 * that there was one is told, so that whatever talks to us cannot fill the memory.
 */
typedef struct
{
  GString *line;
  gsize most;
  gboolean is_too_long;
  gsize n_dropped; /* bytes of it since that was told */
  guint n_ended;   /* lines that have ended, empty ones too */
} LtLineSplitter;

typedef void (*LtLineFunc) (const char *line, gpointer user_data);

void lt_line_splitter_init (LtLineSplitter *self, gsize most);
void lt_line_splitter_clear (LtLineSplitter *self);
void lt_line_splitter_feed (LtLineSplitter *self,
                            const char *bytes,
                            gsize size,
                            LtLineFunc func,
                            gpointer user_data);

G_END_DECLS
