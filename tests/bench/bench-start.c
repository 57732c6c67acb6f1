/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From starting the program to its first painted map: a county of 200 000 places and one
 * without any, by turns. The first start of each, which warms the page cache, is not
 * counted. The files are made in the folder named by the first argument; the second names
 * the program. Needs a screen. Prints JSON. */

#include "made-up-mines.h"

#include <gio/gio.h>
#include <stdlib.h>

#define N_PLACES 200000
#define N_STARTS 7

typedef struct
{
  double ms[N_STARTS];
  guint n;
} Times;

static void
start (const char *program, const char *path, Times *times)
{
  g_autoptr (GError) error = NULL;
  gint64 begin = g_get_monotonic_time ();
  g_autoptr (GSubprocess) process =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error,
                        program, "--quit-after-first-map", path, NULL);
  g_autoptr (GDataInputStream) lines = NULL;
  g_autofree char *line = NULL;
  double ms;

  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  line = g_data_input_stream_read_line (lines, NULL, NULL, &error);
  ms = (double) (g_get_monotonic_time () - begin) / 1e3;
  g_assert_no_error (error);
  g_assert_cmpstr (line, ==, "first-map");
  g_assert_true (g_subprocess_wait_check (process, NULL, &error));
  if (times != NULL)
    times->ms[times->n++] = ms;
}

static int
compare (const void *a, const void *b)
{
  double one = *(const double *) a, other = *(const double *) b;

  return (one > other) - (one < other);
}

static double
print_times (const char *name, Times *times)
{
  qsort (times->ms, times->n, sizeof *times->ms, compare);
  g_print ("  \"%s_ms\": {\"median\": %.1f, \"slowest\": %.1f},\n", name, times->ms[times->n / 2],
           times->ms[times->n - 1]);
  return times->ms[times->n / 2];
}

int
main (int argc, char **argv)
{
  g_autoptr (MadeUpCounty) county = made_up_county_new (N_PLACES);
  MadeUpFile full, empty;
  Times of_full = { 0 }, of_empty = { 0 };
  double large, small;

  if (argc != 3)
    return EXIT_FAILURE;
  g_setenv ("GTK_A11Y", "none", TRUE);
  made_up_file_init (&full, argv[1]);
  made_up_file_init (&empty, argv[1]);
  made_up_file_add_mines (&full, county);
  for (guint i = 0; i <= N_STARTS; i++)
    {
      start (argv[2], full.path, i == 0 ? NULL : &of_full);
      start (argv[2], empty.path, i == 0 ? NULL : &of_empty);
    }
  g_print ("{\n  \"places\": %d,\n", N_PLACES);
  large = print_times ("start", &of_full);
  small = print_times ("start_empty", &of_empty);
  g_print ("  \"ratio\": %.3f\n}\n", large / small);
  made_up_file_clear (&full);
  made_up_file_clear (&empty);
  return EXIT_SUCCESS;
}
