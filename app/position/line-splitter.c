/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "position/line-splitter.h"

/**
 * lt_line_splitter_init:
 * @self: one that holds nothing
 * @most: bytes of the longest line that is handed on
 */
void
lt_line_splitter_init (LtLineSplitter *self, gsize most)
{
  self->line = g_string_new (NULL);
  self->most = most;
  self->is_too_long = FALSE;
}

void
lt_line_splitter_clear (LtLineSplitter *self)
{
  if (self->line != NULL)
    g_string_free (self->line, TRUE);
  self->line = NULL;
}

/**
 * lt_line_splitter_feed:
 * @self: a splitter
 * @bytes: what has come
 * @size: how many
 * @func: (scope call): gets each line that is whole now, without its end; not the empty ones
 * @user_data: for @func
 */
void
lt_line_splitter_feed (LtLineSplitter *self,
                       const char *bytes,
                       gsize size,
                       LtLineFunc func,
                       gpointer user_data)
{
  for (gsize i = 0; i < size; i++)
    {
      if (bytes[i] == '\n' || bytes[i] == '\r')
        {
          if (self->line->len > 0 && !self->is_too_long)
            func (self->line->str, user_data);
          g_string_truncate (self->line, 0);
          self->is_too_long = FALSE;
        }
      else if (bytes[i] == '\0' || self->line->len >= self->most)
        self->is_too_long = TRUE;
      else
        g_string_append_c (self->line, bytes[i]);
    }
}
