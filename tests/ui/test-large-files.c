/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Films are attached and opened while the window goes on, and both are stopped. */

#include "stage-attach.h"

#include "ui/shell/long-work.h"
#include "ui/subjects/attachment-box.h"
#include "work/attaching.h"

#include <unistd.h>

static gboolean
is_idle (gpointer unused)
{
  return lt_long_work_get_running () == NULL;
}

/* So large that the keys below are faster than the disk; of it nothing is written before. */
static char *
write_film (Stage *stage, const char *name, gsize megabytes)
{
  char *path = g_build_filename (stage->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, name, -1, NULL));
  g_assert_cmpint (truncate (path, (off_t) (megabytes << 20)), ==, 0);
  return path;
}

static guint
count_originals (Stage *stage)
{
  g_autoptr (GPtrArray) originals = lt_originals_list (stage->path);

  return originals->len;
}

/* The window goes on while a film comes in; stopped, nothing of it is left. */
static void
test_large (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  g_autofree char *path = write_film (stage, "flight.mp4", 1000);
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autofree char *small = NULL;

  attach_stage_sign_in (stage);
  attach_stage_click_mine (stage);
  attach_stage_drop (gtk_widget_get_ancestor (stage_find (stage, "attach"), LT_TYPE_ATTACHMENT_BOX),
                     path);
  stage_wait_shown (stage, "work-stop");
  g_assert_nonnull (strstr (stage_get_text (stage, "work-words"), "flight.mp4"));
  stage_key (stage, GDK_KEY_2, GDK_ALT_MASK);
  stage_wait_page (stage, "today");
  stage_key (stage, GDK_KEY_1, GDK_ALT_MASK);
  stage_wait_page (stage, "map");
  g_assert_nonnull (lt_long_work_get_running ());
  stage_picture (stage, "attachments-coming");
  stage_tab_to (stage, "work-stop");
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait (is_idle, NULL, "the stop");
  stage_wait_shown (stage, "work-close");
  stage_picture (stage, "attachments-stopped");
  none = attach_stage_list (stage);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (count_originals (stage), ==, 0);
  stage_click (stage, "work-close");
  /* And the next one comes in whole; again it is told that it is there. */
  small = write_film (stage, "short.mp4", 2);
  attach_stage_drop (gtk_widget_get_ancestor (stage_find (stage, "attach"), LT_TYPE_ATTACHMENT_BOX),
                     small);
  stage_wait_shown (stage, "attachment");
  stage_wait (is_idle, NULL, "the end");
  attach_stage_drop (gtk_widget_get_ancestor (stage_find (stage, "attach"), LT_TYPE_ATTACHMENT_BOX),
                     small);
  stage_wait_shown (stage, "work-close");
  list = attach_stage_list (stage);
  g_assert_cmpuint (list->len, ==, 1);
  g_assert_cmpuint (count_originals (stage), ==, 1);
}

static guint
count_copies (void)
{
  g_autoptr (GDir) dir = g_dir_open (g_get_tmp_dir (), 0, NULL);
  const char *name;
  guint n = 0;

  /* Others make folders there meanwhile, but no film of this name. */
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *film = g_build_filename (g_get_tmp_dir (), name, "flight.mp4", NULL);

      n += g_file_test (film, G_FILE_TEST_EXISTS);
    }
  return n;
}

/* A large original is copied out beside the window, and that is stopped. */
static void
test_open_stopped (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  g_autofree char *path = write_film (stage, "flight.mp4", 700);
  const char *const paths[] = { path, NULL };
  g_autoptr (LtRecord) mine = lt_store_find (lt_session_get_store (attach_stage_session (stage)),
                                             lt_kind_by_name ("mine"), "SL-K01", NULL);
  g_autoptr (GPtrArray) attached = NULL;
  g_autoptr (GError) error = NULL;
  guint before;

  attach_stage_sign_in (stage);
  attached = lt_work_attach (attach_stage_session (stage), mine, paths, NULL, NULL, &error);
  g_assert_no_error (error);
  attach_stage_click_mine (stage);
  stage_wait_shown (stage, "attachment");
  before = count_copies ();
  stage_click (stage, "attachment");
  stage_wait_shown (stage, "work-stop");
  stage_picture (stage, "attachments-opening");
  stage_click (stage, "work-stop");
  stage_wait (is_idle, NULL, "the stop");
  stage_wait_shown (stage, "work-close");
  g_assert_nonnull (strstr (stage_get_text (stage, "work-words"), "flight.mp4"));
  g_assert_cmpuint (count_copies (), ==, before);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/large-files/attach", test_large);
  g_test_add_func ("/ui/large-files/open", test_open_stopped);
  return g_test_run ();
}
