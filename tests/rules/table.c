/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table.h"

/* The fields of the next line; quotes may hold line breaks. */
GPtrArray *
table_next (const char **at)
{
  GPtrArray *cells = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) cell = g_string_new (NULL);
  gboolean quoted = FALSE;

  for (; **at != '\0' && (quoted || **at != '\n'); (*at)++)
    if (**at == '"')
      quoted = !quoted;
    else if (**at == ',' && !quoted)
      {
        g_ptr_array_add (cells, g_strdup (cell->str));
        g_string_truncate (cell, 0);
      }
    else if (**at != '\r')
      g_string_append_c (cell, **at);
  *at += **at == '\n';
  g_ptr_array_add (cells, g_strdup (cell->str));
  return cells;
}

int
table_find (GPtrArray *header, const char *name)
{
  for (guint i = 0; i < header->len; i++)
    {
      const char *cell = g_ptr_array_index (header, i);

      if (g_str_equal (g_str_has_prefix (cell, "\xEF\xBB\xBF") ? cell + 3 : cell, name))
        return (int) i;
    }
  g_error ("no column %s", name);
}

/* A line that is too short has nothing there. */
const char *
table_cell (GPtrArray *cells, int column)
{
  return (guint) column < cells->len ? g_ptr_array_index (cells, (guint) column) : "";
}
