/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "base/file-copy.h"
#include "exchange/export.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

static const char *const cells[] = { "00123", "名称" };

static char *
make_folder (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("lantian-export-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

static LtTableHeader *
make_header (void)
{
  LtTableHeader *header = lt_table_header_new ("mine", "Mines");

  lt_table_header_add (header, "code", "Code", LT_COLUMN_TEXT, NULL);
  lt_table_header_add (header, "name", "Name", LT_COLUMN_TEXT, NULL);
  return header;
}

static guint
count_entries (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static gboolean
write_two (const char *path,
           gboolean replace,
           guint patience,
           LtExportResult *result,
           GError **error)
{
  g_autoptr (LtTableHeader) header = make_header ();
  g_autoptr (LtExport) file = lt_export_open (path, header, replace, NULL, error);

  if (file == NULL)
    return FALSE;
  lt_export_set_patience (file, patience);
  return lt_export_add (file, cells, NULL, 0, error) && lt_export_add (file, cells, NULL, 0, error)
         && lt_export_finish (file, result, error);
}

/* What is said of the file is what lies there. */
static void
test_whole (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *path = g_build_filename (folder, "mines.csv", NULL);
  g_autofree char *text = NULL;
  g_autofree char *digest = NULL;
  g_autofree char *told = NULL;
  g_autoptr (GError) error = NULL;
  LtExportResult result;
  GStatBuf status;
  gsize size;

  g_assert_true (write_two (path, FALSE, 60000, &result, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, &size, NULL));
  g_assert_cmpstr (text, ==,
                   "\xef\xbb\xbf\"Code\",\"Name\"\r\n00123,\"名称\"\r\n00123,\"名称\"\r\n");
  digest = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) text, size);
  told = lt_digest_to_hex (&result.digest);
  g_assert_cmpstr (told, ==, digest);
  g_assert_cmpuint (result.bytes, ==, size);
  g_assert_cmpuint (result.rows, ==, 2);
  /* Its owner hands it on, nobody else reads it. */
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 077, ==, 0);
  g_assert_cmpuint (count_entries (folder), ==, 1);
  lt_file_remove_tree (folder);
}

static void
test_there (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *path = g_build_filename (folder, "mines.csv", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  LtExportResult result;

  g_file_set_contents (path, "mine\n", -1, NULL);
  g_assert_false (write_two (path, FALSE, 60000, &result, &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_BAD_INPUT);
  g_assert_nonnull (strstr (error->message, "there already"));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "mine\n");
  g_clear_error (&error);
  g_assert_true (write_two (path, TRUE, 60000, &result, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (result.bytes, >, 5);
  g_assert_cmpuint (count_entries (folder), ==, 1);
  lt_file_remove_tree (folder);
}

static void
refuse (const char *path, gboolean replace, LtError code, const char *words)
{
  g_autoptr (GError) error = NULL;
  LtExportResult result;

  g_assert_false (write_two (path, replace, 60000, &result, &error));
  g_assert_error (error, LT_ERROR, (int) code);
  if (strstr (error->message, words) == NULL)
    g_error ("%s", error->message);
}

static void
test_refused (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *away = g_build_filename (folder, "away", "x.csv", NULL);
  g_autofree char *shape = g_build_filename (folder, "x.shp", NULL);
  g_autofree char *odd = g_build_filename (folder, "x.docx", NULL);
  g_autofree char *inner = g_build_filename (folder, "x.csv", NULL);

  refuse (away, FALSE, LT_ERROR_BAD_INPUT, "there is no folder");
  refuse (shape, FALSE, LT_ERROR_USAGE, ".zip");
  refuse (odd, FALSE, LT_ERROR_USAGE, ".xlsx");
  g_assert_cmpint (g_mkdir (inner, 0700), ==, 0);
  refuse (inner, TRUE, LT_ERROR_BAD_INPUT, "not replaced");
  g_assert_cmpuint (count_entries (folder), ==, 1);
  lt_file_remove_tree (folder);
}

/* The writing program goes wrong; the export says so and nothing is there. */
static void
test_bad (void)
{
  static const struct
  {
    const char *name;
    LtError code;
    const char *words;
  } bad[] = {
    { "early.csv", LT_ERROR_BAD_INPUT, "told in words" },
    { "crash.csv", LT_ERROR_UNAVAILABLE, "died" },
    { "hang.csv", LT_ERROR_UNAVAILABLE, "given up" },
    { "mute.csv", LT_ERROR_UNAVAILABLE, "broke off" },
    { "count.csv", LT_ERROR_UNAVAILABLE, "broke off" },
    { "bytes.csv", LT_ERROR_UNAVAILABLE, "broke off" },
    { "late.csv", LT_ERROR_UNAVAILABLE, "no room" },
    { "nofile.csv", LT_ERROR_UNAVAILABLE, "made no file" },
    { "link.csv", LT_ERROR_UNAVAILABLE, "made no file" },
  };
  g_autofree char *right = g_strdup (g_getenv ("LANTIAN_CONVERT"));
  g_autofree char *folder = make_folder ();
  LtExportResult result;

  g_setenv ("LANTIAN_CONVERT", g_getenv ("LANTIAN_BAD_WRITER"), TRUE);
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *path = g_build_filename (folder, bad[i].name, NULL);
      g_autoptr (GError) error = NULL;

      g_assert_false (write_two (path, FALSE, 500, &result, &error));
      g_assert_error (error, LT_ERROR, (int) bad[i].code);
      if (strstr (error->message, bad[i].words) == NULL)
        g_error ("%s: %s", bad[i].name, error->message);
      g_assert_cmpuint (count_entries (folder), ==, 0);
    }
  g_setenv ("LANTIAN_CONVERT", "/nonexistent/lantian-convert", TRUE);
  {
    g_autofree char *path = g_build_filename (folder, "x.csv", NULL);

    refuse (path, FALSE, LT_ERROR_UNAVAILABLE, "/nonexistent/lantian-convert");
  }
  g_assert_cmpuint (count_entries (folder), ==, 0);
  g_setenv ("LANTIAN_CONVERT", right, TRUE);
  lt_file_remove_tree (folder);
}

static void
test_cancel (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *path = g_build_filename (folder, "mines.csv", NULL);
  g_autoptr (LtTableHeader) header = make_header ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (LtExport) file = lt_export_open (path, header, FALSE, cancellable, &error);
  LtExportResult result;

  g_assert_no_error (error);
  for (int i = 0; i < 100000; i++)
    g_assert_true (lt_export_add (file, cells, NULL, 0, &error));
  g_cancellable_cancel (cancellable);
  g_assert_false (lt_export_finish (file, &result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_pointer (&file, lt_export_free);
  g_assert_cmpuint (count_entries (folder), ==, 0);
  lt_file_remove_tree (folder);
}

/* What a killed program left is cleared away; what another is at work in is not. */
static void
test_left_behind (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *path = g_build_filename (folder, "mines.csv", NULL);
  g_autofree char *prefix = g_strconcat (".lantian-export.", g_get_host_name (), NULL);
  g_autofree char *dead_name = g_strconcat (prefix, ".aaaaaa", NULL);
  g_autofree char *live_name = g_strconcat (prefix, ".bbbbbb", NULL);
  g_autofree char *dead = g_build_filename (folder, dead_name, NULL);
  g_autofree char *live = g_build_filename (folder, live_name, NULL);
  g_autofree char *piece = g_build_filename (dead, "half.csv", NULL);
  g_autoptr (GError) error = NULL;
  LtExportResult result;
  int lock;

  g_mkdir (dead, 0700);
  g_mkdir (live, 0700);
  g_file_set_contents (piece, "half", -1, NULL);
  lock = g_open (live, O_RDONLY | O_CLOEXEC, 0);
  g_assert_cmpint (flock (lock, LOCK_EX), ==, 0);
  g_assert_true (write_two (path, FALSE, 60000, &result, &error));
  g_assert_no_error (error);
  g_assert_false (g_file_test (dead, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (live, G_FILE_TEST_EXISTS));
  close (lock);
  lt_file_remove_tree (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/export/whole", test_whole);
  g_test_add_func ("/export/there", test_there);
  g_test_add_func ("/export/refused", test_refused);
  g_test_add_func ("/export/bad", test_bad);
  g_test_add_func ("/export/cancel", test_cancel);
  g_test_add_func ("/export/left-behind", test_left_behind);
  return g_test_run ();
}
