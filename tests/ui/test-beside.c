/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Records in windows of their own: from the box of Ctrl+K, from a list, from the map;
 * they stay while one goes on in the main window, follow what is changed, and close
 * with their county. */

#include "stage-import.h"

#include "ui/subjects/record-window.h"
#include "work/county.h"

#include <string.h>

static Stage *stage;

static GtkWindow *
find_beside (const char *title)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *at = windows; at != NULL; at = at->next)
    if (LT_IS_RECORD_WINDOW (at->data) && gtk_widget_get_mapped (at->data)
        && strstr (gtk_window_get_title (at->data), title) != NULL)
      return at->data;
  return NULL;
}

static guint
count_beside (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();
  guint n = 0;

  for (GList *at = windows; at != NULL; at = at->next)
    n += LT_IS_RECORD_WINDOW (at->data) && gtk_widget_get_mapped (at->data);
  return n;
}

static gboolean
is_beside (gpointer title)
{
  return find_beside (title) != NULL;
}

static gboolean
is_alone (gpointer unused)
{
  return count_beside () == 0;
}

static gboolean
says (gpointer words)
{
  GtkWindow *window = find_beside ("示例");

  return window != NULL && stage_has_words (GTK_WIDGET (window), words);
}

static gboolean
box_has_row (gpointer unused)
{
  return gtk_list_box_get_row_at_index (GTK_LIST_BOX (stage_find (stage, "search-list")), 0)
         != NULL;
}

/* Ctrl+K, its code, Ctrl+Enter: beside the main window, which stays where it is. */
static void
test_from_box (void)
{
  stage_key (stage, GDK_KEY_6, GDK_ALT_MASK);
  stage_wait_page (stage, "lists");
  stage_key (stage, GDK_KEY_k, GDK_CONTROL_MASK);
  stage_type (stage, "SL-K01");
  stage_wait (box_has_row, NULL, "the mine in the box");
  stage_settle (stage);
  stage_key (stage, GDK_KEY_Return, GDK_CONTROL_MASK);
  stage_wait (is_beside, (gpointer) "示例", "the mine in a window of its own");
  g_assert_cmpstr (lt_window_get_page (stage->window), ==, "lists");
  stage_wait (says, (gpointer) "SL-K01", "its code");
  stage_picture_of (stage, GTK_WIDGET (find_beside ("示例")), "beside-mine");
}

/* What an officer changes elsewhere is followed, with who did it. */
static void
test_follows (void)
{
  g_autofree char *passphrase = g_build_filename (stage->folder, "passphrase", NULL);

  g_assert_true (g_file_set_contents (passphrase, LT_SAMPLE_PASSPHRASE, -1, NULL));
  g_setenv ("LANTIAN_PASSPHRASE_FILE", passphrase, TRUE);
  stage_run_verb (stage, "set", "mine", "SL-K01", "location=貔貅岭", NULL);
  stage_wait (says, (gpointer) "貔貅岭", "what was changed");
}

/* Its window comes forward again instead of a second one. */
static void
test_once (void)
{
  GtkWindow *window = find_beside ("示例");

  gtk_widget_activate_action (GTK_WIDGET (stage->window), "win.open-beside", "s",
                              lt_record_window_get_target (LT_RECORD_WINDOW (window)));
  stage_settle (stage);
  g_assert_cmpuint (count_beside (), ==, 1);
  g_assert_true (find_beside ("示例") == window);
}

/* Ctrl+Enter in it shows the record in the main window, where it is changed. */
static void
test_to_main (void)
{
  stage_wait_dialog (stage);
  stage_key (stage, GDK_KEY_Return, GDK_CONTROL_MASK);
  stage_wait_page (stage, "map");
  stage_wait_shown (stage, "detail-title");
  g_assert_cmpuint (count_beside (), ==, 1);
}

/* Escape closes it; from the pane of the place Ctrl+Enter opens it again. */
static void
test_from_pane (void)
{
  stage_wait_dialog (stage);
  stage_key (stage, GDK_KEY_Escape, 0);
  stage_wait (is_alone, NULL, "the end of the window");
  stage_wait_no_dialog (stage);
  stage_tab_to (stage, "detail-beside");
  stage_key (stage, GDK_KEY_Return, GDK_CONTROL_MASK);
  stage_wait (is_beside, (gpointer) "示例", "the place in a window of its own");
}

/* The county is closed, and its windows with it. */
static void
test_closes (void)
{
  g_assert_cmpuint (count_beside (), ==, 1);
  lt_window_set_session (stage->window, NULL);
  stage_settle (stage);
  g_assert_cmpuint (count_beside (), ==, 0);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  stage = stage_new_sample ();
  g_test_add_func ("/ui/beside/from-box", test_from_box);
  g_test_add_func ("/ui/beside/follows", test_follows);
  g_test_add_func ("/ui/beside/once", test_once);
  g_test_add_func ("/ui/beside/to-main", test_to_main);
  g_test_add_func ("/ui/beside/from-pane", test_from_pane);
  g_test_add_func ("/ui/beside/closes", test_closes);
  status = g_test_run ();
  stage_free (stage);
  return status;
}
