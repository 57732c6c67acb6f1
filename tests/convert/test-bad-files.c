/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "run-convert.h"

#include "base/error.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <zlib.h>

#define HUGE_FILE  ((off_t) 10 << 30)
#define SHEETS_MIB 50           /* a workbook that is larger is refused */
#define MEMORY_KB  (200 * 1024) /* what may be used at any size of file */

static void
assert_refused (const char *path, const char *words)
{
  RunConvert run;

  run_convert_read (&run, path, NULL);
  g_assert_cmpint (run.status, ==, LT_ERROR_BAD_INPUT);
  g_assert_nonnull (strstr (run.failure, words));
  run_convert_clear (&run);
}

static char *
pack (gconstpointer bytes, gsize size, gsize *packed_size)
{
  z_stream stream = { 0 };
  char *packed = g_malloc (size + 1000);

  g_assert_cmpint (deflateInit2 (&stream, 9, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY), ==, Z_OK);
  stream.next_in = (Bytef *) bytes;
  stream.avail_in = (uInt) size;
  stream.next_out = (Bytef *) packed;
  stream.avail_out = (uInt) size + 1000;
  g_assert_cmpint (deflate (&stream, Z_FINISH), ==, Z_STREAM_END);
  *packed_size = stream.total_out;
  deflateEnd (&stream);
  return packed;
}

static void
test_not_a_file (void)
{
  g_autoptr (TestFile) path = run_convert_write ("a.csv", "a,b\n", -1);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *pipe = g_build_filename (folder, "pipe.csv", NULL);
  g_autofree char *circle = g_build_filename (folder, "circle.csv", NULL);
  g_autofree char *missing = g_build_filename (folder, "missing.csv", NULL);
  g_autofree char *empty = g_build_filename (folder, "empty.csv", NULL);

  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  g_assert_cmpint (symlink (circle, circle), ==, 0);
  g_assert_true (g_file_set_contents (empty, "", 0, NULL));
  assert_refused (folder, "a folder");
  assert_refused (pipe, "a pipe");
  assert_refused (circle, "leads back to itself");
  assert_refused (missing, "There is no file");
  assert_refused (empty, "is empty");
  assert_refused ("/dev/null", "a device");
}

/* What others call .xls, and what cannot be read. */
static void
test_other_formats (void)
{
  static const struct
  {
    const char *bytes;
    gssize size;
    const char *words;
  } bad[] = {
    { "<html><table><tr><td>1</td></tr></table></html>", -1, "a web page" },
    { "%PDF-1.4\n", -1, "a PDF" },
    { "\x89PNG\r\n\x1a\n", 8, "a picture" },
    { "Rar!\x1a\x07", 6, "a RAR archive" },
    { "AC1027", -1, "a DWG drawing" },
    { "SQLite format 3\0...", 20, "not a GeoPackage" },
    { "\0\0\0\0", 4, "not a text file" },
    { "[{\"a\":1}]", -1, "not good JSON" },
    { "{\"type\":\"FeatureCollection\",\"features\":[[[[", -1, "not good JSON" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (TestFile) path = run_convert_write ("a.xls", bad[i].bytes, bad[i].size);

      assert_refused (path, bad[i].words);
    }
}

static void
test_packed (void)
{
  g_autofree char *zeros = g_malloc (32 << 20);
  g_autofree char *packed = NULL;
  gsize size;

  memset (zeros, ' ', 32 << 20);
  packed = pack (zeros, 32 << 20, &size);
  {
    g_autoptr (TestFile) bomb = run_convert_write ("bomb.csv.gz", packed, (gssize) size);
    g_autoptr (TestFile) cut = run_convert_write ("cut.csv.gz", packed, (gssize) size / 2);

    assert_refused (bomb, "times its size");
    assert_refused (cut, "cut off");
  }
  g_free (packed);
  packed = pack ("a,b\n1,2\n", 8, &size);
  {
    g_autoptr (TestFile) cut = run_convert_write ("cut.csv.gz", packed, (gssize) size - 9);
    g_autoptr (TestFile) good = run_convert_write ("good.csv.gz", packed, (gssize) size);
    RunConvert run;

    assert_refused (cut, "cut off");
    run_convert_read (&run, good, NULL);
    g_assert_cmpuint (run.n_rows, ==, 1);
    run_convert_clear (&run);
    packed[14] ^= 0x55;
    {
      g_autoptr (TestFile) damaged = run_convert_write ("damaged.csv.gz", packed, (gssize) size);

      assert_refused (damaged, "damaged");
    }
  }
}

/* 阳泉.csv as GBK, not marked as UTF-8, and as UTF-8 with the mark. */
static void
test_member_names (void)
{
  GByteArray *zip = run_convert_zip_new ();
  g_autoptr (TestFile) path = NULL;
  RunConvert run;

  run_convert_zip_add (zip, "\xd1\xf4\xc8\xaa.csv", FALSE, "a,b\n1,2\n", 8);
  run_convert_zip_add (zip, "吕梁.csv", TRUE, "a,b\n1,2\n3,4\n", 12);
  run_convert_zip_add (zip, "__MACOSX/._x.csv", TRUE, "a,b\n", 4);
  run_convert_zip_end (zip);
  path = run_convert_write ("a.zip", zip->data, zip->len);
  g_byte_array_unref (zip);
  run_convert_read (&run, path, NULL);
  g_assert_cmpint (run.status, ==, LT_ERROR_USAGE);
  g_assert_nonnull (strstr (run.failure, "\"阳泉.csv\", \"吕梁.csv\"."));
  run_convert_clear (&run);
  run_convert_read (&run, path, "阳泉.csv");
  g_assert_cmpuint (run.n_rows, ==, 1);
  run_convert_clear (&run);
  run_convert_read (&run, path, "吕梁.csv");
  g_assert_cmpuint (run.n_rows, ==, 2);
  run_convert_clear (&run);
}

static void
test_archives (void)
{
  static const char *const outside[] = { "../a.csv", "/etc/a.csv", "b/../../a.csv", "C:\\a.csv" };

  for (gsize i = 0; i < G_N_ELEMENTS (outside); i++)
    {
      GByteArray *zip = run_convert_zip_new ();
      g_autoptr (TestFile) path = NULL;

      run_convert_zip_add (zip, outside[i], TRUE, "a,b\n1,2\n", 8);
      run_convert_zip_end (zip);
      path = run_convert_write ("a.zip", zip->data, zip->len);
      assert_refused (path, "leads outside");
      g_byte_array_unref (zip);
    }
  {
    GByteArray *zip = run_convert_zip_new ();
    g_autoptr (TestFile) path = NULL;
    g_autoptr (TestFile) cut = NULL;

    run_convert_zip_add (zip, "a.jpg", TRUE, "x", 1);
    run_convert_zip_end (zip);
    path = run_convert_write ("a.zip", zip->data, zip->len);
    cut = run_convert_write ("a.zip", zip->data, zip->len - 30);
    assert_refused (path, "nothing in it that can be read; it has a.jpg");
    assert_refused (cut, "a damaged ZIP archive");
    g_byte_array_unref (zip);
  }
}

/* A workbook of so many bytes, of which all but a few are in a picture. */
static char *
write_book (const char *name, const char *member, const char *text, gsize size)
{
  g_autoptr (GByteArray) zip = run_convert_zip_new ();
  g_autofree char *picture = NULL;

  run_convert_zip_add (zip, "mimetype", TRUE, "application/vnd.oasis.opendocument.spreadsheet", 46);
  run_convert_zip_add (zip, member, TRUE, text, strlen (text));
  picture = g_malloc0 (size - zip->len);
  run_convert_zip_add (zip, "picture.bin", TRUE, picture, size - zip->len);
  run_convert_zip_end (zip);
  return run_convert_write (name, zip->data, (gssize) zip->len);
}

/* A sheet is taken apart in memory: one beyond 50 MiB is refused in words, whatever
 * kind of workbook it is in, and told to be saved as a table of text. */
static void
test_large_sheets (void)
{
  const gsize size = (gsize) SHEETS_MIB << 20;
  const guint8 office[] = { 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1 };
  g_autoptr (TestFile) xlsx = write_book ("a.xlsx", "xl/workbook.xml", "<workbook/>", size);
  g_autoptr (TestFile) ods =
      write_book ("a.ods", "content.xml", "<office:document-content/>", size);
  g_autoptr (TestFile) small = write_book ("b.xlsx", "xl/workbook.xml", "<workbook/>", size / 50);
  g_autofree guint8 *bytes = g_malloc0 (size + 1);
  g_autoptr (TestFile) xls = NULL;
  RunConvert run;

  memcpy (bytes, office, sizeof office);
  xls = run_convert_write ("a.xls", bytes, (gssize) size + 1);
  assert_refused (xlsx, "a.xlsx has more than 50 MB, too much for a spreadsheet. Save it as CSV");
  assert_refused (ods, "a.ods has more than 50 MB, too much for a spreadsheet. Save it as CSV");
  assert_refused (xls, "a.xls has more than 50 MB, too much for a spreadsheet. Save it as CSV");
  /* it is the size, and nothing else of it */
  run_convert_read (&run, small, NULL);
  g_assert_null (strstr (run.failure, "50 MB"));
  run_convert_clear (&run);
}

/* Entities that unfold to a thousand millions of them. */
static void
test_laughs (void)
{
  g_autoptr (GString) text = g_string_new ("<?xml version=\"1.0\"?><!DOCTYPE kml [<!ENTITY a0 "
                                           "\"ha\">");
  g_autoptr (TestFile) path = NULL;
  RunConvert run;

  for (int i = 1; i < 10; i++)
    {
      g_string_append_printf (text, "<!ENTITY a%d \"", i);
      for (int j = 0; j < 10; j++)
        g_string_append_printf (text, "&a%d;", i - 1);
      g_string_append (text, "\">");
    }
  g_string_append (text,
                   "]><kml><Document><Placemark><name>&a9;</name></Placemark></Document></kml>");
  path = run_convert_write ("a.kml", text->str, -1);
  run_convert_read (&run, path, NULL);
  g_assert_cmpint (run.status, ==, LT_ERROR_BAD_INPUT);
  g_assert_nonnull (strstr (run.failure, "a.kml is not a good KML"));
  run_convert_clear (&run);
}

/* A file of 10 GB without a line's end, of which the disk holds a few blocks:
 * its line is named, and little memory is used. */
static void
test_endless_line (void)
{
  g_autofree char *text = g_malloc (96 << 20);
  g_autoptr (TestFile) path = NULL;
  struct rusage usage;

  memset (text, 'x', 96 << 20);
  memcpy (text, "a,b\n1,2\n", 8);
  path = run_convert_write ("a.csv", text, 96 << 20);
  assert_refused (path, "line 3: the line has no end");
  memcpy (text, "a,b\n1,\"", 7);
  for (gsize i = 7; i < (96 << 20); i += 100)
    text[i] = '\n';
  g_assert_true (g_file_set_contents (path, text, 96 << 20, NULL));
  assert_refused (path, "line 2: the row is too large");
  g_assert_cmpint (truncate (path, HUGE_FILE), ==, 0);
  assert_refused (path, "not a text file");
  g_assert_cmpint (getrusage (RUSAGE_CHILDREN, &usage), ==, 0);
#ifndef __SANITIZE_ADDRESS__
  g_assert_cmpint (usage.ru_maxrss, <, MEMORY_KB);
#endif
}

/* Waits until the program has begun to give rows; it cannot end before they are
 * taken, since the pipe does not hold them all. */
static GSubprocess *
start_and_wait (const char *path)
{
  const char *const words[] = { "read", "csv", path, NULL };
  GSubprocess *child = run_convert_start (words);
  GPollableInputStream *pipe = G_POLLABLE_INPUT_STREAM (g_subprocess_get_stdout_pipe (child));
  g_autoptr (GSource) ready = g_pollable_input_stream_create_source (pipe, NULL);
  g_autoptr (GMainContext) context = g_main_context_new ();

  g_source_set_dummy_callback (ready);
  g_source_attach (ready, context);
  while (!g_pollable_input_stream_is_readable (pipe))
    g_main_context_iteration (context, TRUE);
  g_source_destroy (ready);
  return child;
}

/* While it reads it can make no connection and start no program, and gets no right
 * back (seccomp, and what it is for: proc(5)). */
static void
test_alone (void)
{
  g_autoptr (GString) text = g_string_new ("a,b\n");
  g_autoptr (TestFile) path = NULL;
  g_autoptr (GSubprocess) child = NULL;
  g_autofree char *status = NULL;
  g_autofree char *shown = NULL;
  RunConvert run;

  for (int i = 0; i < 1000000; i++)
    g_string_append_printf (text, "%d,x\n", i);
  path = run_convert_write ("a.csv", text->str, (gssize) text->len);
  child = start_and_wait (path);
  status = g_strdup_printf ("/proc/%s/status", g_subprocess_get_identifier (child));
  g_assert_true (g_file_get_contents (status, &shown, NULL, NULL));
  g_assert_nonnull (strstr (shown, "NoNewPrivs:\t1"));
#ifndef __SANITIZE_ADDRESS__
  g_assert_nonnull (strstr (shown, "Seccomp:\t2"));
#endif
  run_convert_finish (&run, child);
  g_assert_cmpuint (run.n_rows, ==, 1000000);
  run_convert_clear (&run);
}

static void
test_changes (void)
{
  g_autoptr (GString) text = g_string_new ("a,b\n");
  g_autoptr (TestFile) grown = NULL;
  g_autoptr (TestFile) gone = NULL;
  RunConvert run;

  for (int i = 0; i < 1000000; i++)
    g_string_append_printf (text, "%d,x\n", i);
  grown = run_convert_write ("a.csv", text->str, (gssize) text->len);
  gone = run_convert_write ("a.csv", text->str, (gssize) text->len);
  {
    g_autoptr (GSubprocess) child = start_and_wait (grown);
    int file = open (grown, O_WRONLY | O_APPEND | O_CLOEXEC);

    g_assert_cmpint (write (file, "more,x\n", 7), ==, 7);
    close (file);
    run_convert_finish (&run, child);
    g_assert_cmpint (run.status, ==, LT_ERROR_BAD_INPUT);
    g_assert_nonnull (strstr (run.failure, "changed while it was read"));
    run_convert_clear (&run);
  }
  {
    g_autoptr (GSubprocess) child = start_and_wait (gone);

    g_assert_cmpint (g_unlink (gone), ==, 0);
    run_convert_finish (&run, child);
    g_assert_cmpint (run.status, ==, LT_ERROR_BAD_INPUT);
    g_assert_nonnull (strstr (run.failure, "changed while it was read"));
    run_convert_clear (&run);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_setenv ("LANTIAN_LANGUAGE", "en", TRUE);
  g_test_add_func ("/bad-files/not-a-file", test_not_a_file);
  g_test_add_func ("/bad-files/other-formats", test_other_formats);
  g_test_add_func ("/bad-files/packed", test_packed);
  g_test_add_func ("/bad-files/member-names", test_member_names);
  g_test_add_func ("/bad-files/archives", test_archives);
  g_test_add_func ("/bad-files/large-sheets", test_large_sheets);
  g_test_add_func ("/bad-files/laughs", test_laughs);
  g_test_add_func ("/bad-files/endless-line", test_endless_line);
  g_test_add_func ("/bad-files/alone", test_alone);
  g_test_add_func ("/bad-files/changes", test_changes);
  return g_test_run ();
}
