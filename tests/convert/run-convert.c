/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "run-convert.h"

#include <glib/gstdio.h>
#include <string.h>
#include <zlib.h>

#define PIECE 65536

static GByteArray *directory; /* (nullable): of the archive being made */
static guint n_members;

static void
note_row (RunConvert *self, const LtRow *row)
{
  GString *line;

  self->n_rows++;
  self->n_shapes += row->wkb != NULL;
  if (self->rows->len >= RUN_CONVERT_KEEP)
    return;
  line = g_string_new (NULL);
  g_string_append_printf (line, "%" G_GUINT64_FORMAT ":", row->line);
  for (guint i = 0; i < self->n_columns; i++)
    g_string_append_printf (line, "%s%s", i == 0 ? "" : "|",
                            row->cells[i] == NULL ? "NULL" : row->cells[i]);
  if (row->wkb != NULL)
    g_string_append_printf (line, "+%" G_GSIZE_FORMAT, g_bytes_get_size (row->wkb));
  g_ptr_array_add (self->rows, g_string_free (line, FALSE));
}

static void
note_header (RunConvert *self, const LtRowHeader *header)
{
  self->columns = g_strjoinv ("|", header->columns);
  self->n_columns = g_strv_length (header->columns);
  self->format = g_strdup (header->format);
  self->encoding = g_strdup (header->encoding);
  self->datum = g_strdup (header->datum);
  self->shape = g_strdup (header->shape);
  self->title = g_strdup (header->title);
}

static void
note_problem (RunConvert *self, const LtRowProblem *problem)
{
  if (problem->kept)
    self->n_remarks++;
  else
    self->n_problems++;
  if (self->rows->len < RUN_CONVERT_KEEP)
    g_ptr_array_add (
        self->rows, g_strdup_printf ("%" G_GUINT64_FORMAT "!%s%s%s", problem->line, problem->column,
                                     *problem->column == '\0' ? "" : ":", problem->problem));
}

static void
take_frames (RunConvert *self, LtRowDecoder *decoder)
{
  g_autoptr (GError) error = NULL;
  LtRowType type;

  while (lt_row_decoder_next (decoder, &type, &error))
    if (type == LT_ROW_HEADER)
      note_header (self, lt_row_decoder_get_header (decoder));
    else if (type == LT_ROW_ROW)
      note_row (self, lt_row_decoder_get_row (decoder));
    else if (type == LT_ROW_PROBLEM)
      note_problem (self, lt_row_decoder_get_problem (decoder));
    else if (type == LT_ROW_FAILURE)
      self->failure = g_strdup (lt_row_decoder_get_failure (decoder, &self->choice_missing));
  g_assert_no_error (error);
}

GSubprocess *
run_convert_start (const char *const *words)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  GSubprocess *child;

  g_ptr_array_add (all, (gpointer) g_getenv ("LANTIAN_CONVERT"));
  for (int i = 0; words[i] != NULL; i++)
    g_ptr_array_add (all, (gpointer) words[i]);
  g_ptr_array_add (all, NULL);
  child =
      g_subprocess_newv ((const char *const *) all->pdata, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);
  return child;
}

/* Every answer must be a whole stream. */
void
run_convert_finish (RunConvert *self, GSubprocess *child)
{
  GInputStream *pipe = g_subprocess_get_stdout_pipe (child);
  g_autoptr (LtRowDecoder) decoder = lt_row_decoder_new ();
  g_autofree guint8 *bytes = g_malloc (PIECE);
  gssize n;

  *self = (RunConvert){ .rows = g_ptr_array_new_with_free_func (g_free) };
  while ((n = g_input_stream_read (pipe, bytes, PIECE, NULL, NULL)) > 0)
    {
      lt_row_decoder_push (decoder, bytes, (gsize) n);
      take_frames (self, decoder);
    }
  g_assert_true (g_subprocess_wait (child, NULL, NULL));
  self->status = g_subprocess_get_if_exited (child) ? g_subprocess_get_exit_status (child) : -1;
  if (self->status != -1)
    g_assert_true (lt_row_decoder_finish (decoder, NULL));
  if (self->failure != NULL)
    g_test_message ("%s", self->failure);
}

void
run_convert (RunConvert *self, const char *const *words)
{
  g_autoptr (GSubprocess) child = run_convert_start (words);

  run_convert_finish (self, child);
}

void
run_convert_read (RunConvert *self, const char *path, const char *part)
{
  const char *const words[] = { "read", "auto", path, part == NULL ? NULL : "--part", part, NULL };

  run_convert (self, words);
}

void
run_convert_clear (RunConvert *self)
{
  g_ptr_array_unref (self->rows);
  g_free (self->columns);
  g_free (self->format);
  g_free (self->encoding);
  g_free (self->datum);
  g_free (self->shape);
  g_free (self->title);
  g_free (self->failure);
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) folder =
      g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *inner = g_build_filename (path, name, NULL);

      remove_tree (inner);
    }
  g_remove (path);
}

/* With the folder made for it. */
void
run_convert_remove (TestFile *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  remove_tree (folder);
  g_free (path);
}

/* Writes a file into a folder of its own; gives its path. */
char *
run_convert_write (const char *name, gconstpointer bytes, gssize size)
{
  g_autofree char *folder = g_dir_make_tmp ("lantian-XXXXXX", NULL);
  char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, bytes, size, &error);
  g_assert_no_error (error);
  return path;
}

/* The path of a real file; skips the test where there are none. */
char *
run_convert_shared (const char *path)
{
  const char *folder = g_getenv ("LANTIAN_SHARED_DATA");

  if (folder != NULL)
    return g_build_filename (folder, path, NULL);
  g_test_skip ("LANTIAN_SHARED_DATA is not set: no real files");
  return NULL;
}

static void
put_le (GByteArray *out, guint64 value, guint size)
{
  for (guint i = 0; i < size; i++)
    {
      guint8 byte = (guint8) (value >> (8 * i));

      g_byte_array_append (out, &byte, 1);
    }
}

/* What the local header of a member and its entry in the directory have in
 * common (APPNOTE.TXT 4.3.7 and 4.3.12): version, flags, stored, times, sum, sizes. */
static void
put_common (GByteArray *out, gboolean utf8, guint32 sum, gsize size, gsize name)
{
  put_le (out, 20, 2);
  put_le (out, utf8 ? 0x800 : 0, 2);
  put_le (out, 0, 2);
  put_le (out, 0x5a210000, 4);
  put_le (out, sum, 4);
  put_le (out, size, 4);
  put_le (out, size, 4);
  put_le (out, name, 2);
  put_le (out, 0, 2);
}

GByteArray *
run_convert_zip_new (void)
{
  g_assert_null (directory);
  directory = g_byte_array_new ();
  n_members = 0;
  return g_byte_array_new ();
}

void
run_convert_zip_add (GByteArray *zip,
                     const char *name,
                     gboolean utf8,
                     gconstpointer bytes,
                     gsize size)
{
  guint32 sum = (guint32) crc32 (0, bytes, (uInt) size);
  guint at = zip->len;

  put_le (zip, 0x04034b50, 4);
  put_common (zip, utf8, sum, size, strlen (name));
  g_byte_array_append (zip, (const guint8 *) name, (guint) strlen (name));
  g_byte_array_append (zip, bytes, (guint) size);
  put_le (directory, 0x02014b50, 4);
  put_le (directory, 20, 2);
  put_common (directory, utf8, sum, size, strlen (name));
  put_le (directory, 0, 6);
  put_le (directory, 0, 4);
  put_le (directory, at, 4);
  g_byte_array_append (directory, (const guint8 *) name, (guint) strlen (name));
  n_members++;
}

void
run_convert_zip_end (GByteArray *zip)
{
  guint at = zip->len;

  g_byte_array_append (zip, directory->data, directory->len);
  put_le (zip, 0x06054b50, 4);
  put_le (zip, 0, 4);
  put_le (zip, n_members, 2);
  put_le (zip, n_members, 2);
  put_le (zip, directory->len, 4);
  put_le (zip, at, 4);
  put_le (zip, 0, 2);
  g_clear_pointer (&directory, g_byte_array_unref);
}
