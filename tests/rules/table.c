/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table.h"

#include <gio/gio.h>

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

/* The text of a file that is packed with gzip. */
char *
table_read_packed (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GInputStream) raw = G_INPUT_STREAM (g_file_read (file, NULL, NULL));
  g_autoptr (GConverter) unpack =
      G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
  g_autoptr (GInputStream) plain = g_converter_input_stream_new (raw, unpack);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();

  g_assert_cmpint (g_output_stream_splice (memory, plain, G_OUTPUT_STREAM_SPLICE_NONE, NULL, NULL),
                   >, 0);
  g_assert_true (g_output_stream_write_all (memory, "", 1, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (memory, NULL, NULL));
  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (memory));
}
