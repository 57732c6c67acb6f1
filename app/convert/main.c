/* SPDX-License-Identifier: GPL-3.0-or-later */

/* lantian-convert: reads and writes foreign files for the other programs.
 *
 *   lantian-convert write FORMAT FOLDER NAME
 *
 * takes a table on its standard input (base/table-stream.h) and writes it as the
 * file NAME into the empty FOLDER; everything else is forbidden to it.
 *
 *   lantian-convert read FORMAT FILE [--part NAME] [--encoding E] [--columns-only]
 *   lantian-convert parts FILE
 *
 * gives the rows of FILE, or the names of its parts, on its standard output
 * (base/row-stream.h), which has to be a pipe: writing files is forbidden to it.
 * Exit status: 0 all rows were given, 2 wrong call or a part must be chosen,
 * 3 the file cannot be read, 5 nobody takes the rows. */

#include "base/error.h"
#include "base/language.h"
#include "convert/format.h"
#include "convert/limits.h"
#include "convert/writing.h"

#include <glib/gi18n-lib.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

typedef struct
{
  char **words;
  char *encoding;
  char *part;
  gboolean columns_only;
} Arguments;

static gboolean
read_file (LtSource *source, const char *name, const LtReading *reading, GError **error)
{
  const LtFormat *format = lt_format_find (name, source, error);

  return format != NULL && lt_format_read (format, source, reading, error);
}

static LtRowCell
make_cell (const char *text)
{
  return (LtRowCell){ *text == '\0' ? NULL : text, strlen (text) };
}

static gboolean
put_part (LtOutput *output, guint line, const LtPart *part, GError **error)
{
  g_autofree char *n_rows =
      part->n_rows < 0 ? g_strdup ("") : g_strdup_printf ("%" G_GINT64_FORMAT, part->n_rows);
  LtRowCell cells[] = { make_cell (part->name), make_cell (part->format), make_cell (part->shape),
                        make_cell (n_rows), make_cell (part->hidden ? "1" : "") };

  return lt_output_cells (output, line, cells, G_N_ELEMENTS (cells), error);
}

static gboolean
list_parts (LtSource *source, const LtReading *reading, GError **error)
{
  static const char *const columns[] = { "name", "format", "shape", "rows", "hidden", NULL };
  g_autoptr (GPtrArray) parts = lt_parts_new ();
  const LtFormat *format = lt_format_find ("auto", source, error);

  if (format == NULL || !lt_format_list (format, source, reading, parts, error))
    return FALSE;
  if (!lt_output_header (reading->output, "parts", "utf-8", "", "none", NULL, columns, error))
    return FALSE;
  for (guint i = 0; i < parts->len; i++)
    if (!put_part (reading->output, i + 1, g_ptr_array_index (parts, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
run (const Arguments *arguments, LtOutput *output, GError **error)
{
  static const char *const encodings[] = { "auto", "utf-8", "gb18030", NULL };
  LtReading reading = { .encoding = arguments->encoding == NULL ? "auto" : arguments->encoding,
                        .part = arguments->part,
                        .columns_only = arguments->columns_only,
                        .output = output };
  gboolean listing = g_str_equal (arguments->words[0], "parts");
  const char *path = arguments->words[listing ? 1 : 2];
  g_autoptr (LtSource) source = NULL;

  if (!g_strv_contains (encodings, reading.encoding))
    {
      g_set_error (error, LT_ERROR, LT_ERROR_USAGE,
                   _ ("The encoding %s is not known. Choose auto, utf-8 or gb18030."),
                   reading.encoding);
      return FALSE;
    }
  source = lt_source_open (path, error);
  if (source == NULL)
    return FALSE;
  if (listing ? !list_parts (source, &reading, error)
              : !read_file (source, arguments->words[1], &reading, error))
    return FALSE;
  return lt_source_check_unchanged (source, error) && lt_output_end (output, error);
}

static gboolean
is_call (char **words)
{
  guint n = words == NULL ? 0 : g_strv_length (words);

  return (n == 3 && g_str_equal (words[0], "read")) || (n == 2 && g_str_equal (words[0], "parts"));
}

static gboolean
parse_arguments (Arguments *self, int argc, char *argv[], GError **error)
{
  const GOptionEntry entries[] = {
    { "part", 0, 0, G_OPTION_ARG_STRING, &self->part, N_ ("which of several parts"), "NAME" },
    { "encoding", 0, 0, G_OPTION_ARG_STRING, &self->encoding, N_ ("auto, utf-8 or gb18030"), "E" },
    { "columns-only", 0, 0, G_OPTION_ARG_NONE, &self->columns_only, N_ ("stop after the header"),
      NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &self->words, NULL, NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("read FORMAT FILE | parts FILE");

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, &argc, &argv, error))
    return FALSE;
  if (is_call (self->words))
    return TRUE;
  g_set_error_literal (error, LT_ERROR, LT_ERROR_USAGE,
                       _ ("Call it as: lantian-convert read FORMAT FILE, or parts FILE"));
  return FALSE;
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  Arguments arguments = { 0 };
  LtOutput output;

  lt_language_start ();
  signal (SIGPIPE, SIG_IGN);
  if (argc == 5 && g_str_equal (argv[1], "write"))
    return lt_writing_run (argv[2], argv[3], argv[4]);
  if (!parse_arguments (&arguments, argc, argv, &error))
    {
      g_printerr ("%s\n", error->message);
      return LT_ERROR_USAGE;
    }
  lt_limits_apply (arguments.words[g_strv_length (arguments.words) - 1]);
  lt_output_open (&output, STDOUT_FILENO);
  if (!run (&arguments, &output, &error))
    lt_output_failure (&output, error);
  lt_output_close (&output);
  g_strfreev (arguments.words);
  g_free (arguments.encoding);
  g_free (arguments.part);
  return lt_error_exit_status (error);
}
