/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reading.h"

#include "target.h"

#include <string.h>

static LtMemoryFile file;
static LtMemoryFile rows;

/* Whatever the file was, what is said of it are rows: the program that takes them
 * never has to refuse them. */
static void
check_stream (void)
{
  g_autoptr (GByteArray) bytes = lt_memory_file_take (&rows);
  g_autoptr (LtRowDecoder) decoder = lt_row_decoder_new ();
  g_autoptr (GError) error = NULL;
  LtRowType type;
  guint64 line = 0;

  lt_row_decoder_push (decoder, bytes->data, bytes->len);
  while (lt_row_decoder_next (decoder, &type, &error))
    if (type == LT_ROW_ROW)
      {
        g_assert_cmpuint (lt_row_decoder_get_row (decoder)->line, >, line);
        line = lt_row_decoder_get_row (decoder)->line;
      }
  g_assert_no_error (error);
  g_assert_true (lt_row_decoder_finish (decoder, &error));
  g_assert_cmpint (lt_row_decoder_get_failure (decoder, NULL) == NULL
                       || *lt_row_decoder_get_failure (decoder, NULL) != '\0',
                   ==, TRUE);
}

/* Reads @bytes as lantian-convert reads a file. */
void
lt_fuzz_read (gconstpointer bytes,
              gsize size,
              const char *encoding,
              gboolean columns_only,
              LtFuzzReadFunc read)
{
  g_autoptr (LtSource) source = NULL;
  g_autoptr (GError) error = NULL;
  LtOutput output;
  LtReading reading = { .encoding = encoding, .columns_only = columns_only, .output = &output };

  lt_memory_file_fill (&file, bytes, size);
  lt_memory_file_fill (&rows, "", 0);
  lt_output_open (&output, rows.fd);
  source = lt_source_open (file.path, &error);
  if (source == NULL || !read (source, &reading, &error) || !lt_output_end (&output, &error))
    lt_output_failure (&output, error);
  lt_output_close (&output);
  check_stream ();
}
