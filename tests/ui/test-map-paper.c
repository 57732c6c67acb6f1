/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The map on paper, from the window. */

#include "stage.h"

#include "base/file-copy.h"
#include "work/basemaps.h"

#include <string.h>

static gboolean
is_saved (gpointer path)
{
  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/* What is on the screen goes onto paper. */
static void
test_saved (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  g_autofree char *folder = g_path_get_dirname (stage->path);
  g_autofree char *path = g_build_filename (folder, "sheet.pdf", NULL);
  g_autofree char *bytes = NULL;
  GtkWindow *chooser;
  gsize size;

  gtk_widget_activate_action (GTK_WIDGET (stage->window), "win.save-map", NULL);
  chooser = stage_wait_dialog (stage);
  /* Without an ending it is a page. */
  stage_choose_path (stage, chooser, "sheet");
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait (is_saved, path, "the map on paper");
  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  g_assert_true (g_str_has_prefix (bytes, "%PDF-"));
  stage_wait_shown (stage, "tool-words");
  stage_picture (stage, "map-paper-saved");
  stage_key (stage, GDK_KEY_Escape, 0);
}

/* Of a tile service that takes questions and never answers a page is waited for no longer
 * than somebody wants. */
static void
test_stopped (void)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, NULL);
  g_autofree char *address = g_strdup_printf ("http://127.0.0.1:%u/{z}/{x}/{y}", port);
  g_autoptr (LtBasemapSpec) spec = lt_basemap_spec_new ("silent", address, "cgcs2000");
  g_autoptr (Stage) stage = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (port, !=, 0);
  g_assert_true (lt_work_basemap_add (spec, &error));
  g_assert_true (lt_work_basemap_choose ("silent", &error));
  stage = stage_new_sample ();
  gtk_widget_activate_action (GTK_WIDGET (stage->window), "win.print-map", NULL);
  stage_wait_shown (stage, "tool-words");
  stage_picture (stage, "map-paper-making");
  stage_click (stage, "notice-second");
  g_assert_false (gtk_widget_get_mapped (stage_find (stage, "tool-bar")));
  /* And by closing the window, which waits for no answer either. */
  gtk_widget_activate_action (GTK_WIDGET (stage->window), "win.print-map", NULL);
  g_assert_true (gtk_widget_get_mapped (stage_find (stage, "tool-bar")));
}

int
main (int argc, char **argv)
{
  g_autofree char *home = g_dir_make_tmp ("lantian-paper-XXXXXX", NULL);
  int status;

  g_setenv ("XDG_CONFIG_HOME", home, TRUE);
  g_setenv ("XDG_CACHE_HOME", home, TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/map-paper/saved", test_saved);
  g_test_add_func ("/ui/map-paper/stopped", test_stopped);
  status = g_test_run ();
  lt_file_remove_tree (home);
  return status;
}
