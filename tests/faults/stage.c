/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario.h"

#include <stdlib.h>
#include <string.h>

/* As many calls of the same sort on the same file in a row are tried one by one;
 * of a longer row the ends and some in the middle. */
#define ROW 8

/* No more calls than these are tried; which, is drawn anew each time. LANTIAN_SOAK
 * tries them all. */
#define MOST 32

/* The state of the scenario's file; "" without it. */
static char *
read_state (Stage *self)
{
  return ctl_has (self->ctl, self->scenario->file) ? ctl_state (self->ctl) : g_strdup ("");
}

static char *
read_rows (Stage *self)
{
  if (self->scenario->half_way == NULL)
    return NULL;
  ctl_sql (self->ctl, self->scenario->file, self->scenario->half_way->rows);
  g_assert_cmpint (self->ctl->status, ==, 0);
  return g_strdup (self->ctl->out);
}

static void
do_shell (Ctl *ctl, const char *line)
{
  ctl_run (ctl, "sh -c '%s'", line);
  if (ctl->status != 0)
    g_error ("%s: %s", line, ctl->err);
}

static const char *
find_program (const Stage *self)
{
  const char *variable = self->scenario->program;

  return g_getenv (variable == NULL ? "LANTIANCTL" : variable);
}

/* The command with nothing in its way. */
static void
run_whole (Stage *self, int status)
{
  ctl_run (self->ctl, "'%s' %s", find_program (self), self->line);
  if (self->ctl->status != status)
    g_error ("%s: status %d instead of %d\n%s%s", self->line, self->ctl->status, status,
             self->ctl->out, self->ctl->err);
}

/* Memory serves as well as a disk: what is not waited for there is another test's. */
void
stage_init (int *argc, char ***argv)
{
  if (g_getenv ("TMPDIR") == NULL && g_file_test ("/dev/shm", G_FILE_TEST_IS_DIR))
    g_setenv ("TMPDIR", "/dev/shm", TRUE);
  g_test_init (argc, argv, NULL);
}

Stage *
stage_new (const Scenario *scenario)
{
  Stage *self = g_new0 (Stage, 1);

  g_assert_nonnull (g_getenv ("FAULT_SHIM"));
  self->scenario = scenario;
  self->ctl = ctl_new ();
  do_shell (self->ctl, "mkdir work");
  self->line = scenario->prepare (self->ctl);
  ctl_set (self->ctl, "LANTIAN_DB", scenario->file);
  do_shell (self->ctl, "cp -a work start");
  self->before = read_state (self);
  self->told_before = scenario->half_way != NULL && scenario->half_way->is_told (self->ctl);
  self->rows_before = read_rows (self);
  stage_reset (self);
  self->length = -g_get_monotonic_time ();
  run_whole (self, scenario->status);
  self->length += g_get_monotonic_time ();
  self->after = read_state (self);
  self->rows_after = read_rows (self);
  g_assert_true (scenario->is_done == NULL || scenario->is_done (self->ctl));
  stage_reset (self);
  return self;
}

void
stage_free (Stage *self)
{
  ctl_free (self->ctl);
  g_free (self->line);
  g_free (self->before);
  g_free (self->after);
  g_free (self->rows_before);
  g_free (self->rows_after);
  g_free (self);
}

void
stage_reset (Stage *self)
{
  do_shell (self->ctl, "rm -rf work kept && cp -a start work");
}

guint64
shim_read_counter (Ctl *ctl)
{
  g_autofree char *path = ctl_path (ctl, "counter");
  g_autofree char *bytes = NULL;
  gsize size;
  guint64 n;

  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  memcpy (&n, bytes, sizeof n);
  return n;
}

/**
 * shim_run:
 * @mode: see fault-shim.c
 * @at: at which call; 0 for none
 *
 * Runs a command with the shim before its files.
 *
 * Returns: its status; 137 where it was killed
 */
int
shim_run (Ctl *ctl, const char *program, const char *line, const char *mode, guint at)
{
  static const guint8 zeros[64];
  g_autofree char *folder = ctl_path (ctl, "work");
  g_autofree char *counter = ctl_path (ctl, "counter");
  g_autofree char *number = g_strdup_printf ("%u", at);

  ctl_write (ctl, "counter", (const char *) zeros, sizeof zeros);
  ctl_set (ctl, "FAULT_FOLDER", folder);
  ctl_set (ctl, "FAULT_COUNTER", counter);
  ctl_set (ctl, "FAULT_MODE", mode);
  ctl_set (ctl, "FAULT_AT", number);
  ctl_set (ctl, "LD_PRELOAD", g_getenv ("FAULT_SHIM"));
  ctl_run (ctl, "'%s' %s", program, line);
  ctl_set (ctl, "LD_PRELOAD", NULL);
  ctl_set (ctl, "FAULT_MODE", NULL);
  ctl_set (ctl, "FAULT_TRACE", NULL);
  return ctl->status;
}

/**
 * stage_run:
 * @mode: see fault-shim.c
 * @at: at which call; 0 for none
 *
 * Runs the command with the shim before its files.
 *
 * Returns: its status; 137 where it was killed
 */
int
stage_run (Stage *self, const char *mode, guint at)
{
  return shim_run (self->ctl, find_program (self), self->line, mode, at);
}

/**
 * stage_run_for:
 * @microseconds: how long
 *
 * Runs the command and kills it after that time, with whom it started.
 *
 * Returns: its status; 137 where it was killed
 */
int
stage_run_for (Stage *self, gint64 microseconds)
{
  char seconds[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (seconds, sizeof seconds, "%.6f", (double) MAX (microseconds, 1) / 1e6);
  /* what has a middle is cut up as finely as it can be */
  if (self->scenario->half_way != NULL)
    ctl_set (self->ctl, "LD_PRELOAD", g_getenv ("FAULT_SHIM"));
  ctl_run (self->ctl, "timeout -s KILL %s '%s' %s", seconds, find_program (self), self->line);
  ctl_set (self->ctl, "LD_PRELOAD", NULL);
  return self->ctl->status;
}

/**
 * stage_count:
 * @mode: see fault-shim.c
 *
 * Returns: how many calls there are that @mode counts
 */
guint
stage_count (Stage *self, const char *mode)
{
  guint64 n;

  stage_reset (self);
  g_assert_cmpint (stage_run (self, mode, 0), ==, self->scenario->status);
  n = shim_read_counter (self->ctl);
  g_assert_cmpuint (n, >, 0);
  stage_reset (self);
  return (guint) n;
}

/**
 * stage_points:
 *
 * Returns: (transfer full): the calls to try, by number, ascending
 */
GArray *
stage_points (Stage *self)
{
  GArray *points = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree char *trace = ctl_path (self->ctl, "trace");
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint most = self->scenario->most == 0 ? MOST : self->scenario->most;
  guint n;

  ctl_run (self->ctl, "rm -f trace");
  ctl_set (self->ctl, "FAULT_TRACE", trace);
  n = stage_count (self, "count");
  g_assert_true (g_file_get_contents (trace, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, n + 1);
  for (guint i = 0, end; i < n; i = end)
    {
      for (end = i + 1; end < n && g_str_equal (lines[end], lines[i]);)
        end++;
      for (guint k = i; k < end; k++)
        if (end - i <= ROW || g_getenv ("LANTIAN_SOAK") != NULL || k < i + 2 || k + 2 >= end
            || (guint) g_test_rand_int_range (0, (gint32) (end - i)) < ROW - 4)
          {
            guint number = k + 1;

            g_array_append_val (points, number);
          }
    }
  while (points->len > most && g_getenv ("LANTIAN_SOAK") == NULL)
    g_array_remove_index (points, (guint) g_test_rand_int_range (0, (gint32) points->len));
  g_test_message ("%s: %u calls, %u of them tried", self->scenario->name, n, points->len);
  return points;
}

/* As before, whole, or begun and told so; nothing else. */
static gboolean
look_half_way (Stage *self, gboolean *told)
{
  gboolean done = self->scenario->is_done (self->ctl);
  g_autofree char *rows = read_rows (self);

  *told = self->scenario->half_way->is_told (self->ctl);
  if (*told)
    {
      g_assert_false (done);
      g_assert_cmpstr (rows, !=, self->rows_after);
      return FALSE;
    }
  g_assert_true (done || !self->told_before);
  g_assert_cmpstr (rows, ==, done ? self->rows_after : self->rows_before);
  return done;
}

/* Out of the middle there is another way as well; what was there is put in its place
 * again afterwards. */
static void
walk_other_way (Stage *self)
{
  g_autofree char *path = ctl_path (self->ctl, "rows-other");
  g_autofree char *expected = NULL;
  g_autofree char *rows = NULL;

  g_assert_true (g_file_get_contents (path, &expected, NULL, NULL));
  rows = read_rows (self);
  g_assert_cmpstr (rows, !=, expected);
  do_shell (self->ctl, "rm -rf half && cp -a work half");
  ctl_do (self->ctl, 0, "%s", self->scenario->half_way->other);
  g_clear_pointer (&rows, g_free);
  rows = read_rows (self);
  g_assert_cmpstr (rows, ==, expected);
  g_assert_false (self->scenario->half_way->is_told (self->ctl));
  do_shell (self->ctl, "rm -rf work && mv half work");
}

/**
 * stage_look:
 *
 * After something went wrong: the file is sound, and as it was before the
 * command or as it is after it. Operations have new ids each time, so the state
 * after a command is told by how many there are and what can be read.
 *
 * Returns: whether the command was done
 */
gboolean
stage_look (Stage *self)
{
  g_autofree char *now = read_state (self);
  const char *n_now = strrchr (now, ' ');
  const char *n_after = strrchr (self->after, ' ');
  gboolean done;
  gboolean told;

  if (self->scenario->half_way != NULL)
    return look_half_way (self, &told);
  done = self->scenario->is_done != NULL ? self->scenario->is_done (self->ctl)
                                         : g_strcmp0 (now, self->after) == 0;
  if (!done && self->scenario->in_parts && n_after != NULL)
    {
      /* Whole groups that came first may be there, and the next try goes on from them. */
      g_assert_cmpint (atoi (n_now), >=, atoi (strrchr (self->before, ' ')));
      g_assert_cmpint (atoi (n_now), <, atoi (n_after));
    }
  else if (!done)
    g_assert_cmpstr (now, ==, self->before);
  else if (n_after != NULL)
    g_assert_cmpstr (n_now, ==, n_after);
  return done;
}

/**
 * stage_try_again:
 *
 * The same command once more, with nothing in its way, comes to its end, and no
 * leftover of the first try stays.
 */
void
stage_try_again (Stage *self)
{
  gboolean told = FALSE;
  gboolean done =
      self->scenario->half_way != NULL ? look_half_way (self, &told) : stage_look (self);

  if (told)
    walk_other_way (self);
  run_whole (self, done ? self->scenario->again : self->scenario->status);
  g_assert_true (stage_look (self));
  /* A hub's journal is there for whoever opens it next. */
  ctl_run (self->ctl, "find work -name '.*' -o -name '*.gpkg-journal' -o -name '*-wal'");
  g_assert_cmpstr (self->ctl->out, ==, "");
}
