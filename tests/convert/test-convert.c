/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/random.h"
#include "base/row-stream.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sys/wait.h>

typedef struct
{
  int status;      /* as of waitpid() */
  GPtrArray *rows; /* (element-type utf8): "LINE:cell|cell" */
  char *columns;
  char *encoding;
  char *failure;
} Answer;

static void
remove_file (char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  g_unlink (path);
  g_rmdir (folder);
  g_free (path);
}

/* A file that goes with the variable that names it. */
typedef char TestFile;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestFile, remove_file)

static char *
write_file (const char *text, gssize size)
{
  g_autofree char *folder = g_dir_make_tmp ("lantian-XXXXXX", NULL);
  char *path = g_build_filename (folder, "file", NULL);

  g_assert_true (g_file_set_contents (path, text, size, NULL));
  return path;
}

static void
note_row (Answer *answer, const LtRow *row, guint n)
{
  GString *line = g_string_new (NULL);

  g_string_append_printf (line, "%" G_GUINT64_FORMAT ":", row->line);
  for (guint i = 0; i < n; i++)
    g_string_append_printf (line, "%s%s", i == 0 ? "" : "|",
                            row->cells[i] == NULL ? "NULL" : row->cells[i]);
  if (row->wkb != NULL)
    g_string_append_printf (line, "+%" G_GSIZE_FORMAT, g_bytes_get_size (row->wkb));
  g_ptr_array_add (answer->rows, g_string_free (line, FALSE));
}

static void
decode (Answer *answer, GBytes *bytes)
{
  g_autoptr (LtRowDecoder) decoder = lt_row_decoder_new ();
  g_autoptr (GError) error = NULL;
  guint n = 0;
  LtRowType type;

  lt_row_decoder_push (decoder, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  while (lt_row_decoder_next (decoder, &type, &error))
    {
      const LtRowHeader *header = lt_row_decoder_get_header (decoder);
      const LtRowProblem *problem = lt_row_decoder_get_problem (decoder);

      if (type == LT_ROW_HEADER)
        {
          answer->columns = g_strjoinv ("|", header->columns);
          answer->encoding = g_strdup (header->encoding);
          n = g_strv_length (header->columns);
        }
      else if (type == LT_ROW_ROW)
        note_row (answer, lt_row_decoder_get_row (decoder), n);
      else if (type == LT_ROW_PROBLEM)
        g_ptr_array_add (answer->rows, g_strdup_printf ("%" G_GUINT64_FORMAT "!%s", problem->line,
                                                        problem->problem));
      else if (type == LT_ROW_FAILURE)
        answer->failure = g_strdup (lt_row_decoder_get_failure (decoder, NULL));
    }
  g_assert_no_error (error);
  g_assert_true (lt_row_decoder_finish (decoder, NULL));
}

/* Runs the program on @path; every answer must be a whole stream. */
static void
convert (Answer *answer, const char *path, const char *option)
{
  g_autoptr (GSubprocess) child = NULL;
  g_autoptr (GBytes) out = NULL;
  g_autoptr (GError) error = NULL;

  *answer = (Answer){ .rows = g_ptr_array_new_with_free_func (g_free) };
  child = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, g_getenv ("LANTIAN_CONVERT"),
                            "read", "auto", path, option, NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate (child, NULL, NULL, &out, NULL, NULL));
  answer->status = g_subprocess_get_status (child);
  decode (answer, out);
}

static void
clear (Answer *answer)
{
  g_ptr_array_unref (answer->rows);
  g_free (answer->columns);
  g_free (answer->encoding);
  g_free (answer->failure);
}

static void
assert_rows (const char *text, gssize size, const char *columns, const char *rows)
{
  g_autoptr (TestFile) path = write_file (text, size);
  g_autofree char *got = NULL;
  Answer answer;

  convert (&answer, path, NULL);
  g_ptr_array_add (answer.rows, NULL);
  got = g_strjoinv (" ", (char **) answer.rows->pdata);
  g_assert_cmpstr (answer.failure, ==, NULL);
  g_assert_cmpint (answer.status, ==, 0);
  g_assert_cmpstr (answer.columns, ==, columns);
  g_assert_cmpstr (got, ==, rows);
  clear (&answer);
}

static void
test_csv (void)
{
  assert_rows ("a,b\n1,2\n", -1, "a|b", "2:1|2");
  assert_rows ("a;b\r\n1;2,5\r\n", -1, "a|b", "2:1|2,5");
  assert_rows ("a\tb\n1\t\n\t2", -1, "a|b", "2:1|NULL 3:NULL|2");
  assert_rows ("\xef\xbb\xbf"
               "a,b\n1,2",
               -1, "a|b", "2:1|2");
  assert_rows ("\n\na,b\n\n1,2\n\n\n3,4\n", -1, "a|b", "5:1|2 8:3|4");
  assert_rows ("a,b\r1,2\r3,4\r", -1, "a|b", "2:1|2 3:3|4");
  /* a cell of three lines with a comma and a quote in it; the next row is the fifth line */
  assert_rows ("a,b\n1,\"x\ny, \"\"z\"\"\n\"\n3,4\n", -1, "a|b", "2:1|x\ny, \"z\"\n 5:3|4");
  assert_rows ("a,,a\n1,2,3\n", -1, "a|#2|a (2)", "2:1|2|3");
  assert_rows ("a,b,,\n1,2,,\n,,,\n3,4,,\n", -1, "a|b", "2:1|2 4:3|4");
  assert_rows ("a,b\n1\n1,2,3\n", -1, "a|b",
               "2!The row has 1 cells, the header has 2. 3!The row has 3 cells, the header has 2.");
}

static void
test_geojson (void)
{
  /* 21 bytes are a point */
  assert_rows ("{\"type\":\"FeatureCollection\",\"features\":["
               "{\"type\":\"Feature\",\"properties\":{\"a\":1,\"b\":\"x\",\"c\":null,\"d\":1.5},"
               "\"geometry\":{\"type\":\"Point\",\"coordinates\":[113,37,900]}},"
               "{\"type\":\"Feature\",\"properties\":{\"a\":2,\"b\":\"\"},\"geometry\":null}]}",
               -1, "a|b|c|d", "1:1|x|NULL|1.5+21 2:2|NULL|NULL|NULL");
  /* what JSON can write, and no text can have */
  assert_rows ("{\"type\":\"Feature\",\"properties\":{\"a\":\"x\\u0000y\",\"b\":\"\\ude00\"},"
               "\"geometry\":null}",
               -1, "a|b", "1:x\xef\xbf\xbdy|\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
}

static void
test_columns_only (void)
{
  g_autoptr (TestFile) path = write_file ("a,b\n1,2\n\"never closed", -1);
  Answer answer;

  convert (&answer, path, "--columns-only");
  g_assert_cmpint (answer.status, ==, 0);
  g_assert_cmpstr (answer.columns, ==, "a|b");
  g_assert_cmpuint (answer.rows->len, ==, 0);
  clear (&answer);
}

static void
test_status (void)
{
  g_autoptr (TestFile) path = write_file ("a,b\n1,\"2\n", -1);
  Answer answer;

  convert (&answer, path, NULL);
  g_assert_true (WIFEXITED (answer.status));
  g_assert_cmpint (WEXITSTATUS (answer.status), ==, 3);
  g_assert_nonnull (answer.failure);
  g_assert_nonnull (strstr (answer.failure, "file, line 2, column 2"));
  clear (&answer);
  convert (&answer, path, "--encoding=latin1");
  g_assert_cmpint (WEXITSTATUS (answer.status), ==, 2);
  clear (&answer);
}

/* Writing files is forbidden to it: even its own output may not be one. */
static void
test_writes_nothing (void)
{
  g_autoptr (TestFile) path = write_file ("a,b\n1,2\n", -1);
  g_autoptr (TestFile) out = write_file ("", 0);
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GSubprocess) child = NULL;
  GStatBuf info;

  g_subprocess_launcher_set_stdout_file_path (launcher, out);
  child = g_subprocess_launcher_spawn (launcher, NULL, g_getenv ("LANTIAN_CONVERT"), "read", "auto",
                                       path, NULL);
  g_assert_true (g_subprocess_wait (child, NULL, NULL));
  g_assert_true (g_subprocess_get_if_signaled (child));
  g_assert_cmpint (g_subprocess_get_term_sig (child), ==, SIGXFSZ);
  g_assert_cmpint (g_stat (out, &info), ==, 0);
  g_assert_cmpint (info.st_size, ==, 0);
}

/* Files changed at random: an answer, whatever it is, is a whole stream. */
static void
test_changed (void)
{
  static const char *const texts[] = {
    "a,b\n1,\"x\ny\"\n3,4\n5,6\n",
    "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{\"a\":1},"
    "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[1,1],[2,1],[2,2],[1,1]]]}}]}",
  };
  g_autoptr (LtRandom) random = lt_random_new_seeded (23);

  for (int turn = 0; turn < 40; turn++)
    {
      g_autofree char *text = g_strdup (texts[turn % 2]);
      gsize size = strlen (text);
      g_autoptr (TestFile) path = NULL;
      Answer answer;

      for (guint i = 0; i <= lt_random_below (random, 4); i++)
        text[lt_random_below (random, (guint32) size)] = (char) lt_random_below (random, 256);
      path = write_file (text, (gssize) size);
      convert (&answer, path, NULL);
      g_assert_true (WIFEXITED (answer.status));
      g_assert_cmpint (WEXITSTATUS (answer.status), ==, answer.failure == NULL ? 0 : 3);
      clear (&answer);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_setenv ("LANTIAN_LANGUAGE", "en", TRUE);
  g_test_add_func ("/convert/csv", test_csv);
  g_test_add_func ("/convert/geojson", test_geojson);
  g_test_add_func ("/convert/columns-only", test_columns_only);
  g_test_add_func ("/convert/status", test_status);
  g_test_add_func ("/convert/writes-nothing", test_writes_nothing);
  g_test_add_func ("/convert/changed", test_changed);
  return g_test_run ();
}
