/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The county files that were opened last: on the page without one, in the menu's list,
 * in the box of Ctrl+K; one that is gone says so and can be taken off. */

#include "stage.h"

#include "ui/shell/last-file.h"
#include "work/county.h"

#include <glib/gstdio.h>
#include <string.h>

static char *folder;

static char *
make_county (const char *name)
{
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (folder, name, NULL);
  LtSession *made = lt_work_new_sample (path, G_GINT64_CONSTANT (1795160520000), &error);

  g_assert_no_error (error);
  lt_session_close (made);
  return path;
}

static gboolean
is_open (gpointer stage)
{
  return lt_window_get_session (((Stage *) stage)->window) != NULL;
}

static gboolean
is_shown (gpointer widget)
{
  return gtk_widget_get_mapped (widget);
}

static guint
count_recent (void)
{
  g_autoptr (GPtrArray) files = lt_recent_files_list ();

  return files->len;
}

/* What was opened is remembered, and opened again by keys alone. */
static void
test_open_again (void)
{
  g_autofree char *path = make_county ("here.gpkg");
  g_autoptr (GPtrArray) files = NULL;
  Stage *stage = stage_new (path);

  stage_free (stage);
  files = lt_recent_files_list ();
  g_assert_cmpuint (files->len, ==, 1);
  g_assert_cmpstr (((const LtRecentFile *) g_ptr_array_index (files, 0))->path, ==, path);
  stage = stage_new (NULL);
  stage_tab_to (stage, "recent-open");
  stage_picture (stage, "recent");
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait (is_open, stage, "the county that was opened last");
  g_assert_cmpstr (lt_session_get_path (lt_window_get_session (stage->window)), ==, path);
  stage_wait_map (stage);
  stage_free (stage);
}

/* By its name, in the box of Ctrl+K, where no county is open. */
static void
test_by_name (void)
{
  Stage *stage = stage_new (NULL);

  stage_key (stage, GDK_KEY_k, GDK_CONTROL_MASK);
  stage_type (stage, "here.g");
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait (is_open, stage, "the county that was named");
  stage_wait_map (stage);
  stage_free (stage);
}

static LtWindow *
find_other (Stage *stage)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (stage->window));

  for (GList *at = gtk_application_get_windows (application); at != NULL; at = at->next)
    if (LT_IS_WINDOW (at->data) && at->data != stage->window
        && lt_window_get_session (at->data) != NULL)
      return at->data;
  return NULL;
}

static gboolean
has_other (gpointer stage)
{
  return find_other (stage) != NULL;
}

/* Another county comes in a window of its own: the first stays as it is. */
static void
test_beside (void)
{
  g_autofree char *other = make_county ("other.gpkg");
  g_autofree char *path = g_build_filename (folder, "here.gpkg", NULL);
  Stage *stage = stage_new (path);
  LtSession *session = lt_window_get_session (stage->window);
  LtWindow *window;

  lt_last_file_set (other);
  stage_key (stage, GDK_KEY_k, GDK_CONTROL_MASK);
  stage_type (stage, "other.g");
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait (has_other, stage, "the window of the other county");
  window = find_other (stage);
  g_assert_cmpstr (lt_session_get_path (lt_window_get_session (window)), ==, other);
  g_assert_true (lt_window_get_session (stage->window) == session);
  gtk_window_destroy (GTK_WINDOW (window));
  stage_free (stage);
  g_assert_cmpint (g_remove (other), ==, 0);
  lt_recent_files_forget (other);
}

/* A file that is gone says so in place, opens nothing, and is taken off. */
static void
test_gone (void)
{
  g_autofree char *path = g_build_filename (folder, "here.gpkg", NULL);
  Stage *stage;

  g_assert_cmpint (g_remove (path), ==, 0);
  stage = stage_new (NULL);
  stage_wait (is_shown, stage_find (stage, "recent-missing"), "that the file is not there");
  stage_settle (stage);
  stage_picture (stage, "recent-gone");
  stage_tab_to (stage, "recent-open");
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait_shown (stage, "problem");
  g_assert_nonnull (strstr (stage_get_text (stage, "problem"), "here.gpkg"));
  g_assert_null (lt_window_get_session (stage->window));
  stage_tab_to (stage, "recent-forget");
  stage_key (stage, GDK_KEY_space, 0);
  g_assert_cmpuint (count_recent (), ==, 0);
  g_assert_false (gtk_widget_get_mapped (stage_find (stage, "recent-list")));
  stage_free (stage);
}

/* Ten are kept, the latest first, and names that a key file would not take. */
static void
test_ten (void)
{
  g_autoptr (GPtrArray) files = NULL;

  for (int i = 0; i < 13; i++)
    {
      g_autofree char *path = g_strdup_printf ("/nowhere/[a]=b;%d 县.gpkg", i);
      gint64 now = g_get_real_time () / 1000;

      lt_last_file_set (path);
      /* The clock has moved on before the next one is opened. */
      while (g_get_real_time () / 1000 == now)
        g_thread_yield ();
    }
  files = lt_recent_files_list ();
  g_assert_cmpuint (files->len, ==, 10);
  g_assert_cmpstr (((const LtRecentFile *) g_ptr_array_index (files, 0))->path, ==,
                   "/nowhere/[a]=b;12 县.gpkg");
  g_assert_cmpstr (((const LtRecentFile *) g_ptr_array_index (files, 9))->path, ==,
                   "/nowhere/[a]=b;3 县.gpkg");
  for (guint i = 0; i < files->len; i++)
    lt_recent_files_forget (((const LtRecentFile *) g_ptr_array_index (files, i))->path);
  g_assert_cmpuint (count_recent (), ==, 0);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("lantian-recent-XXXXXX", NULL);
  g_test_add_func ("/ui/recent/open-again", test_open_again);
  g_test_add_func ("/ui/recent/by-name", test_by_name);
  g_test_add_func ("/ui/recent/beside", test_beside);
  g_test_add_func ("/ui/recent/gone", test_gone);
  g_test_add_func ("/ui/recent/ten", test_ten);
  status = g_test_run ();
  {
    g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
    const char *name;

    while ((name = g_dir_read_name (dir)) != NULL)
      {
        g_autofree char *path = g_build_filename (folder, name, NULL);

        g_remove (path);
      }
    g_rmdir (folder);
  }
  g_free (folder);
  return status;
}
