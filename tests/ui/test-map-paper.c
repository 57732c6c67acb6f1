/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The map on paper, from the window. */

#include "stage.h"

#include "base/file-copy.h"
#include "ui/printing/map-sheet-window.h"
#include "work/basemaps.h"

#include <string.h>

static gboolean
is_saved (gpointer path)
{
  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static GtkWindow *
open_sheet (Stage *stage, const char *action)
{
  gtk_widget_activate_action (GTK_WIDGET (stage->window), action, NULL);
  return stage_wait_dialog (stage);
}

static gboolean
is_other_dialog (gpointer user_data)
{
  gpointer *both = user_data;

  return (gpointer) stage_wait_dialog (both[0]) != both[1];
}

static gboolean
is_settled (gpointer sheet)
{
  return lt_map_sheet_window_is_settled (sheet);
}

static gboolean
is_said (gpointer label)
{
  return *gtk_label_get_text (label) != '\0';
}

static const char *
wait_facts (Stage *stage, GtkWindow *sheet)
{
  GtkWidget *facts = stage_find (stage, "sheet-facts");

  stage_wait (is_settled, sheet, "the page");
  stage_wait (is_said, facts, "what is on the paper");
  return gtk_label_get_text (GTK_LABEL (facts));
}

/* Before anything goes onto paper it is said what: the ground, the time, the layers. */
static void
test_choices (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  GtkWindow *sheet = open_sheet (stage, "win.print-map");
  const char *facts = wait_facts (stage, sheet);
  GtkDropDown *paper = GTK_DROP_DOWN (stage_find (stage, "sheet-paper"));
  GdkPaintable *page;
  int width;

  g_assert_nonnull (strstr (facts, "112.87"));
  g_assert_nonnull (strstr (facts, "2026-10"));
  g_assert_nonnull (strstr (facts, lt_kind_get_label (lt_kind_by_name ("dust-site"))));
  stage_picture_of (stage, GTK_WIDGET (sheet), "map-sheet");
  /* The whole county is on the screen, and is more high than wide. */
  g_assert_cmpuint (gtk_drop_down_get_selected (paper), ==, 1);
  gtk_widget_grab_focus (GTK_WIDGET (paper));
  /* The list begins with the keyboard on its first entry. */
  stage_choose (stage, 2);
  wait_facts (stage, sheet);
  g_assert_cmpuint (gtk_drop_down_get_selected (paper), ==, 2);
  page = gtk_picture_get_paintable (GTK_PICTURE (stage_find (stage, "sheet-picture")));
  width = gdk_paintable_get_intrinsic_width (page);
  /* 420 mm at 96 pixels an inch */
  g_assert_cmpint (width, ==, 1587 * gtk_widget_get_scale_factor (GTK_WIDGET (sheet)));
  gtk_widget_grab_focus (stage_find (stage, "sheet-plain"));
  stage_key (stage, GDK_KEY_space, 0);
  g_assert_true (
      gtk_check_button_get_active (GTK_CHECK_BUTTON (stage_find (stage, "sheet-plain"))));
  gtk_widget_grab_focus (stage_find (stage, "sheet-title"));
  stage_type (stage, "Sites");
  wait_facts (stage, sheet);
  stage_picture_of (stage, GTK_WIDGET (sheet), "map-sheet-plain");
  stage_key (stage, GDK_KEY_Escape, 0);
  stage_wait_no_dialog (stage);
  /* Paper and colour are as they were; the heading is of one page. */
  sheet = open_sheet (stage, "win.print-map");
  wait_facts (stage, sheet);
  g_assert_cmpuint (gtk_drop_down_get_selected (GTK_DROP_DOWN (stage_find (stage, "sheet-paper"))),
                    ==, 2);
  g_assert_true (
      gtk_check_button_get_active (GTK_CHECK_BUTTON (stage_find (stage, "sheet-plain"))));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (stage_find (stage, "sheet-title"))), ==,
                   "");
  stage_key (stage, GDK_KEY_Escape, 0);
  stage_wait_no_dialog (stage);
}

/* From another page the map is shown first: what goes onto paper is looked at. */
static void
test_other_page (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();

  gtk_widget_activate_action (GTK_WIDGET (stage->window), "win.show", "s", "lists");
  stage_wait_page (stage, "lists");
  wait_facts (stage, open_sheet (stage, "win.print-map"));
  stage_key (stage, GDK_KEY_Escape, 0);
  stage_wait_no_dialog (stage);
  stage_wait_page (stage, "map");
}

/* What is shown is saved, and it is said where. */
static void
test_saved (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  g_autofree char *folder = g_path_get_dirname (stage->path);
  g_autofree char *path = g_build_filename (folder, "sheet.pdf", NULL);
  g_autofree char *bytes = NULL;
  GtkWindow *sheet = open_sheet (stage, "win.save-map");
  GtkWindow *chooser;
  gsize size;

  wait_facts (stage, sheet);
  gtk_widget_activate_action (GTK_WIDGET (sheet), "sheet.save", NULL);
  stage_wait (is_other_dialog, (gpointer[]){ stage, sheet }, "the chooser");
  chooser = stage_wait_dialog (stage);
  /* Without an ending it is a page. */
  stage_choose_path (stage, chooser, "sheet");
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait (is_saved, path, "the map on paper");
  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  g_assert_true (g_str_has_prefix (bytes, "%PDF-"));
  stage_wait_shown (stage, "tool-words");
  g_assert_nonnull (strstr (stage_get_text (stage, "tool-words"), path));
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
  GtkWindow *sheet;

  g_assert_cmpuint (port, !=, 0);
  g_assert_true (lt_work_basemap_add (spec, &error));
  g_assert_true (lt_work_basemap_choose ("silent", &error));
  stage = stage_new_sample ();
  sheet = open_sheet (stage, "win.print-map");
  g_assert_false (lt_map_sheet_window_is_settled (LT_MAP_SHEET_WINDOW (sheet)));
  g_assert_false (gtk_widget_is_sensitive (stage_find (stage, "sheet-print")));
  stage_picture_of (stage, GTK_WIDGET (sheet), "map-paper-making");
  stage_key (stage, GDK_KEY_Escape, 0);
  stage_wait_no_dialog (stage);
  /* And by closing the window, which waits for no answer either. */
  open_sheet (stage, "win.print-map");
}

int
main (int argc, char **argv)
{
  g_autofree char *home = g_dir_make_tmp ("lantian-paper-XXXXXX", NULL);
  int status;

  g_setenv ("XDG_CONFIG_HOME", home, TRUE);
  g_setenv ("XDG_CACHE_HOME", home, TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/map-paper/choices", test_choices);
  g_test_add_func ("/ui/map-paper/other-page", test_other_page);
  g_test_add_func ("/ui/map-paper/saved", test_saved);
  g_test_add_func ("/ui/map-paper/stopped", test_stopped);
  status = g_test_run ();
  lt_file_remove_tree (home);
  return status;
}
