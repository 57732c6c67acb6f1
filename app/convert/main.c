/* SPDX-License-Identifier: GPL-3.0-or-later */

/* lantian-convert: reads foreign files for the other programs.
 *
 *   lantian-convert read FORMAT FILE [--encoding E] [--columns-only]
 *
 * gives the rows of FILE on its standard output (base/row-stream.h), which has
 * to be a pipe: writing files is forbidden to it. Exit status: 0 all rows were
 * given, 2 wrong call, 3 the file cannot be read, 5 nobody takes the rows. */

#include "base/error.h"
#include "base/language.h"
#include "convert/csv-file.h"
#include "convert/geojson-file.h"
#include "convert/limits.h"
#include "convert/output.h"
#include "convert/text-file.h"

#include <glib/gi18n-lib.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

typedef gboolean (*ReadFunc) (const LtTextFile *text,
                              gboolean columns_only,
                              LtOutput *output,
                              GError **error);

/* A format more is a line more. */
static const struct
{
  const char *name;
  ReadFunc read;
} formats[] = {
  { "csv", lt_csv_file_read },
  { "geojson", lt_geojson_file_read },
};

static const char *
guess_format (const LtTextFile *text)
{
  gsize size;
  const char *bytes = g_bytes_get_data (text->bytes, &size);
  gsize i = 0;

  while (i < size && g_ascii_isspace (bytes[i]))
    i++;
  return i < size && bytes[i] == '{' ? "geojson" : "csv";
}

static gboolean
read_as (const char *format,
         const LtTextFile *text,
         gboolean columns_only,
         LtOutput *output,
         GError **error)
{
  if (g_str_equal (format, "auto"))
    format = guess_format (text);
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_str_equal (formats[i].name, format))
      return formats[i].read (text, columns_only, output, error);
  g_set_error (error, LT_ERROR, LT_ERROR_USAGE,
               _ ("The format %s is not known. Choose auto, csv or geojson."), format);
  return FALSE;
}

static gboolean
read_file (const char *format,
           const char *path,
           const char *encoding,
           gboolean columns_only,
           LtOutput *output,
           GError **error)
{
  static const char *const encodings[] = { "auto", "utf-8", "gb18030", NULL };
  LtTextFile text;
  gboolean good;

  if (!g_strv_contains (encodings, encoding))
    {
      g_set_error (error, LT_ERROR, LT_ERROR_USAGE,
                   _ ("The encoding %s is not known. Choose auto, utf-8 or gb18030."), encoding);
      return FALSE;
    }
  if (!lt_text_file_load (&text, path, encoding, error))
    return FALSE;
  good = read_as (format, &text, columns_only, output, error);
  lt_text_file_clear (&text);
  return good;
}

static gboolean
parse_arguments (char ***words,
                 char **encoding,
                 gboolean *columns_only,
                 int argc,
                 char *argv[],
                 GError **error)
{
  const GOptionEntry entries[] = {
    { "encoding", 0, 0, G_OPTION_ARG_STRING, encoding, N_ ("auto, utf-8 or gb18030"), "E" },
    { "columns-only", 0, 0, G_OPTION_ARG_NONE, columns_only, N_ ("stop after the header"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, words, NULL, NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("read FORMAT FILE");

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, &argc, &argv, error))
    return FALSE;
  if (*words != NULL && g_strv_length (*words) == 3 && g_str_equal ((*words)[0], "read"))
    return TRUE;
  g_set_error_literal (error, LT_ERROR, LT_ERROR_USAGE,
                       _ ("Call it as: lantian-convert read FORMAT FILE"));
  return FALSE;
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = NULL;
  g_autofree char *encoding = NULL;
  gboolean columns_only = FALSE;
  LtOutput output;

  lt_language_start ();
  signal (SIGPIPE, SIG_IGN);
  if (!parse_arguments (&words, &encoding, &columns_only, argc, argv, &error))
    {
      g_printerr ("%s\n", error->message);
      return LT_ERROR_USAGE;
    }
  lt_limits_apply ();
  lt_output_open (&output, STDOUT_FILENO);
  if (!read_file (words[1], words[2], encoding == NULL ? "auto" : encoding, columns_only, &output,
                  &error))
    lt_output_failure (&output, error);
  lt_output_close (&output);
  return lt_error_exit_status (error);
}
