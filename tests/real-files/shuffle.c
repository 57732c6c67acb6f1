/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The same rows in another order, their lines ended as on Windows. Bytes are
 * moved and never understood, whatever they are encoded in. */

#include "shuffle.h"

#include <gio/gio.h>
#include <string.h>

#define MARK "\xef\xbb\xbf"

typedef struct
{
  const char *start;
  gsize size;
} Piece;

/* Fisher and Yates, from @first on. */
static void
mix (GArray *pieces, guint first, guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  for (guint i = pieces->len; i > first + 1; i--)
    {
      guint other = (guint) g_rand_int_range (rand, (gint32) first, (gint32) i);
      Piece *a = &g_array_index (pieces, Piece, i - 1);
      Piece *b = &g_array_index (pieces, Piece, other);
      Piece keep = *a;

      *a = *b;
      *b = keep;
    }
}

static GBytes *
take_text (GString *text)
{
  return g_string_free_to_bytes (text);
}

/**
 * shuffle_read:
 *
 * Returns: (transfer full): a file's bytes, unpacked where its name ends in .gz
 */
GBytes *
shuffle_read (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream = G_INPUT_STREAM (g_file_read (file, NULL, &error));
  g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();

  g_assert_no_error (error);
  if (g_str_has_suffix (path, ".gz"))
    {
      g_autoptr (GConverter) unpack =
          G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
      GInputStream *packed = stream;

      stream = g_converter_input_stream_new (packed, unpack);
      g_object_unref (packed);
    }
  g_output_stream_splice (out, stream, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, &error);
  g_assert_no_error (error);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (out));
}

static void
add_row (GArray *rows, const char *start, const char *end)
{
  Piece row = { start, (gsize) (end - start) };

  if (row.size > 0 && start[row.size - 1] == '\r')
    row.size--;
  g_array_append_val (rows, row);
}

/**
 * shuffle_rows:
 * @text: a table of separated values; line ends inside of quotation marks are its own
 * @head: rows at its beginning that stay
 * @seed: of the order
 *
 * Returns: (transfer full): the table with its rows in another order
 */
GBytes *
shuffle_rows (GBytes *text, guint head, guint32 seed)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (Piece));
  gsize size;
  const char *start = g_bytes_get_data (text, &size);
  const char *end = start + size;
  gboolean quoted = FALSE;
  GString *out = g_string_sized_new (size + size / 16);

  /* a byte order mark is of the file and not of its first row */
  if (size >= strlen (MARK) && memcmp (start, MARK, strlen (MARK)) == 0)
    {
      g_string_append (out, MARK);
      start += strlen (MARK);
    }
  for (const char *c = start; c < end; c++)
    {
      quoted ^= *c == '"';
      if (*c != '\n' || quoted)
        continue;
      add_row (rows, start, c);
      start = c + 1;
    }
  if (start < end)
    add_row (rows, start, end);
  mix (rows, head, seed);
  for (guint i = 0; i < rows->len; i++)
    {
      const Piece *row = &g_array_index (rows, Piece, i);

      g_string_append_len (out, row->start, (gssize) row->size);
      g_string_append (out, "\r\n");
    }
  return take_text (out);
}

/* The objects of the array that begins at @start; gives where it ends. */
static const char *
find_objects (const char *start, const char *end, GArray *objects)
{
  gboolean quoted = FALSE;
  const char *from = NULL;
  guint depth = 0;

  for (const char *c = start + 1; c < end; c++)
    {
      if (quoted)
        {
          if (*c == '\\')
            c++;
          else
            quoted = *c != '"';
          continue;
        }
      quoted = *c == '"';
      if (*c == '{' || *c == '[')
        {
          if (depth++ == 0)
            from = c;
        }
      else if (depth == 0 && *c == ']')
        return c;
      else if ((*c == '}' || *c == ']') && --depth == 0)
        {
          Piece object = { from, (gsize) (c + 1 - from) };

          g_array_append_val (objects, object);
        }
    }
  g_assert_not_reached ();
}

/**
 * shuffle_features:
 * @text: a GeoJSON
 * @seed: of the order
 *
 * Returns: (transfer full): the GeoJSON with its features in another order
 */
GBytes *
shuffle_features (GBytes *text, guint32 seed)
{
  g_autoptr (GArray) objects = g_array_new (FALSE, FALSE, sizeof (Piece));
  gsize size;
  const char *start = g_bytes_get_data (text, &size);
  const char *key = g_strstr_len (start, (gssize) size, "\"features\"");
  const char *array = key == NULL ? NULL : memchr (key, '[', size - (gsize) (key - start));
  const char *end;
  GString *out = g_string_sized_new (size + size / 16);

  g_assert_nonnull (array);
  end = find_objects (array, start + size, objects);
  mix (objects, 0, seed);
  g_string_append_len (out, start, array + 1 - start);
  for (guint i = 0; i < objects->len; i++)
    {
      const Piece *object = &g_array_index (objects, Piece, i);

      g_string_append (out, i == 0 ? "\r\n" : ",\r\n");
      g_string_append_len (out, object->start, (gssize) object->size);
    }
  g_string_append_len (out, end, start + size - end);
  return take_text (out);
}
