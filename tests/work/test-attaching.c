/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Files are taken in while somebody looks on; who stops it finds nothing of it. */

#include "desk.h"

#include "base/file-copy.h"
#include "work/attaching.h"

#include <glib/gstdio.h>
#include <unistd.h>

#define LARGE (40 << 20)

typedef struct
{
  GCancellable *cancellable;
  guint stop_at;  /* file in which it is stopped */
  double stop_in; /* where in it, 0 to 1; the second half is read back */
  guint64 last;
  guint files; /* that were told of */
} Looker;

static void
on_progress (guint file, guint64 done, guint64 all, gpointer user_data)
{
  Looker *looker = user_data;

  g_assert_cmpuint (all, ==, 2 * (guint64) LARGE);
  g_assert_cmpuint (done, <=, all);
  if (file + 1 == looker->files)
    g_assert_cmpuint (done, >=, looker->last);
  looker->files = file + 1;
  looker->last = done;
  if (file == looker->stop_at && (double) done >= looker->stop_in * (double) all)
    g_cancellable_cancel (looker->cancellable);
}

/* Nothing but noughts and its number: without holes that are written. */
static char *
write_large (Desk *desk, const char *name)
{
  char *path = desk_path (desk, name);

  g_assert_true (g_file_set_contents (path, name, -1, NULL));
  g_assert_cmpint (truncate (path, LARGE), ==, 0);
  return path;
}

static guint
count_files (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;
  guint n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *inner = g_build_filename (path, name, NULL);

      n += g_file_test (inner, G_FILE_TEST_IS_DIR) ? count_files (inner) : 1;
    }
  return n;
}

static void
attach (Desk *desk, Looker *looker, guint expected)
{
  g_autoptr (LtRecord) mine = desk_first (desk, "mine");
  g_autofree char *a = write_large (desk, "a.mp4");
  g_autofree char *b = write_large (desk, "b.mp4");
  g_autofree char *originals = lt_originals_folder (lt_session_get_path (desk->session));
  const char *const paths[] = { a, b, NULL };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  const LtAttachWatch watch = { on_progress, looker, cancellable };
  g_autoptr (GPtrArray) attached = NULL;
  g_autoptr (GPtrArray) there = NULL;
  g_autoptr (GError) error = NULL;

  desk_act_as (desk, OFFICER);
  looker->cancellable = cancellable;
  attached = lt_work_attach (desk->session, mine, paths, NULL, &watch, &error);
  if (expected == 0)
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  else
    g_assert_no_error (error);
  there = lt_work_attachments (desk->session, &mine->id, NULL);
  g_assert_cmpuint (there->len, ==, expected);
  g_assert_cmpuint (count_files (originals), ==, expected);
}

/* Films, which the desk leaves where they are. */
static void
clear_up (Desk *desk)
{
  g_autofree char *originals = lt_originals_folder (lt_session_get_path (desk->session));

  lt_file_remove_tree (originals);
}

static void
test_stopped (void)
{
  g_autoptr (Desk) desk = desk_new ();
  Looker writing = { .stop_at = 0, .stop_in = 0.2 };
  Looker reading_back = { .stop_at = 0, .stop_in = 0.7 };
  Looker second = { .stop_at = 1, .stop_in = 0.2 };
  Looker at_end = { .stop_at = 1, .stop_in = 1 };

  attach (desk, &writing, 0);
  g_assert_cmpuint (writing.files, ==, 1);
  attach (desk, &reading_back, 0);
  attach (desk, &second, 0);
  g_assert_cmpuint (second.files, ==, 2);
  attach (desk, &at_end, 0);
}

static void
test_whole (void)
{
  g_autoptr (Desk) desk = desk_new ();
  Looker looker = { .stop_at = G_MAXUINT };

  attach (desk, &looker, 2);
  g_assert_cmpuint (looker.files, ==, 2);
  g_assert_cmpuint (looker.last, ==, 2 * (guint64) LARGE);
  clear_up (desk);
}

/* Stopped, it leaves no copy where one was wanted. */
static void
test_get_stopped (void)
{
  g_autoptr (Desk) desk = desk_new ();
  Looker looker = { .stop_at = G_MAXUINT };
  g_autoptr (LtRecord) mine = desk_first (desk, "mine");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  const LtCopyWatch watch = { .cancellable = cancellable };
  g_autofree char *to = desk_path (desk, "out.mp4");
  g_autoptr (GPtrArray) there = NULL;
  g_autoptr (GError) error = NULL;

  attach (desk, &looker, 2);
  there = lt_work_attachments (desk->session, &mine->id, NULL);
  g_cancellable_cancel (cancellable);
  g_assert_false (
      lt_work_attachment_get (desk->session, g_ptr_array_index (there, 0), to, &watch, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (g_file_test (to, G_FILE_TEST_EXISTS));
  clear_up (desk);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/work/attaching/stopped", test_stopped);
  g_test_add_func ("/work/attaching/whole", test_whole);
  g_test_add_func ("/work/attaching/get-stopped", test_get_stopped);
  return g_test_run ();
}
