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
  self->n_dropped = 0;
  self->n_ended = 0;
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
 * @func: (scope call): gets each line that is whole now, without its end, and not the empty
 *   ones; %NULL for one that is none
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
          if (self->is_too_long)
            func (NULL, user_data);
          else if (self->line->len > 0)
            func (self->line->str, user_data);
          g_string_truncate (self->line, 0);
          self->is_too_long = FALSE;
          self->n_dropped = 0;
          self->n_ended += bytes[i] == '\n';
          continue;
        }
      self->is_too_long = self->is_too_long || bytes[i] == '\0' || self->line->len >= self->most;
      if (!self->is_too_long)
        g_string_append_c (self->line, bytes[i]);
      else if (++self->n_dropped >= self->most)
        {
          /* What never ends is told too. */
          self->n_dropped = 0;
          func (NULL, user_data);
        }
    }
}
