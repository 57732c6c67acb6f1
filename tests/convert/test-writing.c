/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/file-copy.h"
#include "base/table-stream.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

/* lantian-convert on its own: tables in, files and one line of answer out. */

typedef struct
{
  char *folder;
  char *answer;
  int status;
} Run;

static void
run_clear (Run *run)
{
  lt_file_remove_tree (run->folder);
  g_free (run->folder);
  g_free (run->answer);
}

static void
add_header (GByteArray *bytes, LtTableShape shape)
{
  g_autoptr (LtTableHeader) header = lt_table_header_new ("mine", "Mines");

  header->shape = shape;
  g_free (header->datum);
  header->datum = g_strdup (shape == LT_TABLE_NO_SHAPE ? "" : "cgcs2000");
  lt_table_header_add (header, "name", "Name", LT_COLUMN_TEXT, NULL);
  lt_table_header_add (header, "day", "Day", LT_COLUMN_DATE, NULL);
  lt_table_put_header (bytes, header);
}

/* @before is put before the program, for a shell. */
static void
run_convert (Run *run, const char *before, const char *format, const char *name, GByteArray *bytes)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *command = NULL;
  g_autoptr (GSubprocess) child = NULL;
  g_autoptr (GBytes) output = NULL;
  g_autofree char *input = NULL;

  *run = (Run){ .folder = g_dir_make_tmp ("lantian-writing-XXXXXX", NULL) };
  /* From a file: who refuses does not take all of it. */
  input = g_strconcat (run->folder, ".in", NULL);
  g_file_set_contents (input, (const char *) bytes->data, (gssize) bytes->len, &error);
  g_assert_no_error (error);
  command = g_strdup_printf ("%s exec '%s' write %s '%s' '%s' <'%s'", before,
                             g_getenv ("LANTIAN_CONVERT"), format, run->folder, name, input);
  child = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, "sh", "-c", command, NULL);
  g_assert_no_error (error);
  g_subprocess_communicate (child, NULL, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  g_unlink (input);
  run->status = g_subprocess_get_if_exited (child) ? g_subprocess_get_exit_status (child) : -1;
  run->answer = output == NULL
                    ? g_strdup ("")
                    : g_strndup (g_bytes_get_data (output, NULL), g_bytes_get_size (output));
}

static void
refuse (GByteArray *bytes, const char *format, const char *name, int status, const char *words)
{
  Run run;

  run_convert (&run, "", format, name, bytes);
  if (run.status != status || strstr (run.answer, words) == NULL || *run.answer != '!')
    g_error ("%s: status %d: %s", format, run.status, run.answer);
  run_clear (&run);
}

static void
test_streams (void)
{
  static const char *const cells[] = { "a", "2026-11-20" };
  g_autoptr (GByteArray) empty = g_byte_array_new ();
  g_autoptr (GByteArray) text = g_byte_array_new ();
  g_autoptr (GByteArray) cut = g_byte_array_new ();
  g_autoptr (GByteArray) count = g_byte_array_new ();
  g_autoptr (GByteArray) good = g_byte_array_new ();
  Run run;

  g_byte_array_append (text, (const guint8 *) "name,day\n", 9);
  add_header (cut, LT_TABLE_NO_SHAPE);
  lt_table_put_row (cut, cells, 2, NULL, 0);
  add_header (count, LT_TABLE_NO_SHAPE);
  lt_table_put_row (count, cells, 2, NULL, 0);
  lt_table_put_end (count, 2);
  refuse (empty, "csv", "x.csv", 3, "no table");
  refuse (text, "csv", "x.csv", 3, "no table");
  refuse (cut, "csv", "x.csv", 3, "no table");
  refuse (cut, "xlsx", "x.xlsx", 3, "no table");
  refuse (count, "geojson", "x.geojson", 3, "no table");
  for (guint i = 0; i < cut->len; i++)
    {
      g_autoptr (GByteArray) piece = g_byte_array_new ();

      if (i % 7 != 0)
        continue;
      g_byte_array_append (piece, cut->data, i);
      refuse (piece, "csv", "x.csv", 3, "no table");
    }
  add_header (good, LT_TABLE_NO_SHAPE);
  lt_table_put_row (good, cells, 2, NULL, 0);
  lt_table_put_end (good, 1);
  refuse (good, "docx", "x.docx", 2, "docx");
  refuse (good, "csv", "../x.csv", 2, "bare name");
  run_convert (&run, "", "csv", "x.csv", good);
  g_assert_cmpint (run.status, ==, 0);
  g_assert_cmpstr (run.answer, ==, "1\n");
  run_clear (&run);
}

/* No room: every format says so. */
static void
test_no_room (void)
{
  static const char *const formats[] = { "csv", "xlsx", "geojson", "kml", "gpkg", "shapefile" };
  /* The point 113.5 37.5 as little-endian WKB. */
  static const guint8 point[] = { 1,    1,    0, 0, 0, 0, 0, 0,    0,    0,   0x60,
                                  0x5c, 0x40, 0, 0, 0, 0, 0, 0xc0, 0x42, 0x40 };
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  add_header (bytes, LT_TABLE_POINT);
  for (guint i = 0; i < 20000; i++)
    {
      g_autofree char *name = g_strdup_printf ("a name that is not so short, %u", i * 2654435761u);
      const char *cells[] = { name, "2026-11-20" };

      lt_table_put_row (bytes, cells, 2, point, sizeof point);
    }
  lt_table_put_end (bytes, 20000);
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      Run run;

      run_convert (&run, "ulimit -f 64;", formats[i], "x.zip", bytes);
      if (run.status != 5 || *run.answer != '!')
        g_error ("%s: status %d: %s", formats[i], run.status, run.answer);
      run_clear (&run);
      run_convert (&run, "", formats[i], "x.zip", bytes);
      g_assert_cmpint (run.status, ==, 0);
      g_assert_cmpstr (run.answer, ==, "20000\n");
      run_clear (&run);
    }
}

/* Rows and texts that a sheet cannot hold are refused in words. */
static void
test_sheet (void)
{
  static const char *const cells[] = { NULL, "2026-11-20" };
  g_autofree char *long_text = g_strnfill (32768, 'x');
  const char *long_cells[] = { long_text, NULL };
  g_autoptr (GByteArray) many = g_byte_array_new ();
  g_autoptr (GByteArray) large = g_byte_array_new ();

  add_header (many, LT_TABLE_NO_SHAPE);
  for (guint i = 0; i < 1048576; i++)
    lt_table_put_row (many, cells, 2, NULL, 0);
  lt_table_put_end (many, 1048576);
  refuse (many, "xlsx", "x.xlsx", 3, "1048575");
  add_header (large, LT_TABLE_NO_SHAPE);
  lt_table_put_row (large, long_cells, 2, NULL, 0);
  lt_table_put_end (large, 1);
  refuse (large, "xlsx", "x.xlsx", 3, "32767");
}

static char *
read_member (const char *book, const char *member)
{
  g_autoptr (GSubprocess) unzip =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, NULL, "python3", "-c",
                        "import sys, zipfile; sys.stdout.buffer.write(zipfile.ZipFile("
                        "sys.argv[1]).read(sys.argv[2]))",
                        book, member, NULL);
  char *text = NULL;

  g_assert_true (g_subprocess_communicate_utf8 (unzip, NULL, NULL, &text, NULL, NULL));
  return text;
}

/* Excel's calendar is wrong before March 1900: such a day stays text. */
static void
test_old_days (void)
{
  static const char *const days[] = { "1900-03-01", "1900-02-28", "1899-12-31" };
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree char *path = NULL;
  g_autofree char *sheet = NULL;
  Run run;

  add_header (bytes, LT_TABLE_NO_SHAPE);
  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    {
      const char *cells[] = { days[i], days[i] };

      lt_table_put_row (bytes, cells, 2, NULL, 0);
    }
  lt_table_put_end (bytes, G_N_ELEMENTS (days));
  run_convert (&run, "", "xlsx", "x.xlsx", bytes);
  g_assert_cmpint (run.status, ==, 0);
  path = g_build_filename (run.folder, "x.xlsx", NULL);
  sheet = read_member (path, "xl/worksheets/sheet1.xml");
  /* ECMA-376, 18.17.4.1: the day 61 is 1 March 1900. */
  g_assert_nonnull (strstr (sheet, "<v>61</v>"));
  g_assert_nonnull (strstr (sheet, "<c r=\"B3\" t=\"inlineStr\"><is><t>1900-02-28</t>"));
  g_assert_nonnull (strstr (sheet, "<c r=\"B4\" t=\"inlineStr\"><is><t>1899-12-31</t>"));
  run_clear (&run);
}

/* ECMA-376, 18.3.1.32: a list to choose from in the cells of the column, and on a hidden sheet
 * the words, the quote of the language in one of them. */
static void
test_choices (void)
{
  static const char *const colours[] = { "red", "light \"green\"", NULL };
  const char *const cells[] = { "red", "2026-11-24" };
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (LtTableHeader) header = lt_table_header_new ("mine", "Mines");
  g_autofree char *path = NULL, *sheet = NULL, *words = NULL, *book = NULL;
  Run run;

  lt_table_header_add (header, "name", "Name", LT_COLUMN_TEXT, NULL);
  lt_table_header_add (header, "day", "Day", LT_COLUMN_DATE, NULL);
  lt_table_header_set_choices (header, 0, colours);
  lt_table_put_header (bytes, header);
  lt_table_put_row (bytes, cells, 2, NULL, 0);
  lt_table_put_end (bytes, 1);
  run_convert (&run, "", "xlsx", "x.xlsx", bytes);
  g_assert_cmpint (run.status, ==, 0);
  path = g_build_filename (run.folder, "x.xlsx", NULL);
  sheet = read_member (path, "xl/worksheets/sheet1.xml");
  words = read_member (path, "xl/worksheets/sheet2.xml");
  book = read_member (path, "xl/workbook.xml");
  g_assert_nonnull (strstr (sheet, "<dataValidation type=\"list\" errorStyle=\"warning\""));
  g_assert_nonnull (strstr (sheet, "sqref=\"A2:A1048576\"><formula1>'Words to choose "
                                   "from'!$A$2:$A$3</formula1>"));
  g_assert_nonnull (strstr (words, "light \"green\""));
  g_assert_nonnull (strstr (book, "name=\"Words to choose from\" sheetId=\"2\" state=\"hidden\""));
  run_clear (&run);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_setenv ("LANTIAN_LANGUAGE", "en", TRUE);
  g_test_add_func ("/writing/streams", test_streams);
  g_test_add_func ("/writing/no-room", test_no_room);
  g_test_add_func ("/writing/sheet", test_sheet);
  g_test_add_func ("/writing/old-days", test_old_days);
  g_test_add_func ("/writing/choices", test_choices);
  return g_test_run ();
}
