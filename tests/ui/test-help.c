/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Help by keys: F1 opens the page about what is on the screen, and every page can be read
 * in both languages. */

#include "stage.h"

#include "ui/help/help-text.h"

#include <string.h>

static const char *
get_title (GtkWindow *help)
{
  GtkWidget *focus = gtk_window_get_focus (help);

  g_assert_true (GTK_IS_LIST_BOX_ROW (focus));
  return gtk_label_get_text (GTK_LABEL (gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (focus))));
}

static void
assert_help (Stage *stage, const char *title, const char *picture)
{
  GtkWindow *help;

  stage_key (stage, GDK_KEY_F1, 0);
  help = stage_wait_dialog (stage);
  g_assert_cmpstr (get_title (help), ==, title);
  stage_picture_of (stage, GTK_WIDGET (help), picture);
  stage_key (stage, GDK_KEY_Escape, 0);
  stage_wait_no_dialog (stage);
}

static void
test_context (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();

  assert_help (stage, "地图", "help-map");
  gtk_widget_activate_action (GTK_WIDGET (stage->window), "win.show", "s", "orders");
  stage_wait_page (stage, "orders");
  assert_help (stage, "责令改正决定书", "help-order");
  gtk_widget_activate_action (GTK_WIDGET (stage->window), "win.show", "s", "lists");
  stage_wait_page (stage, "lists");
  assert_help (stage, "台账", "help-lists");
}

/* From page to page by the arrow keys: each has its own words. */
static void
test_all_pages (void)
{
  g_autoptr (Stage) stage = stage_new (NULL);
  g_autoptr (GHashTable) titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GtkWindow *help;

  stage_key (stage, GDK_KEY_F1, 0);
  help = stage_wait_dialog (stage);
  for (guint i = 0; lt_help_get_pages ()[i] != NULL; i++)
    {
      g_assert_true (g_hash_table_add (titles, g_strdup (get_title (help))));
      stage_key (stage, GDK_KEY_Down, 0);
    }
  stage_key (stage, GDK_KEY_Escape, 0);
  stage_wait_no_dialog (stage);
}

static void
assert_pages_are_whole (void)
{
  for (guint i = 0; lt_help_get_pages ()[i] != NULL; i++)
    {
      g_autofree char *text = lt_help_read (lt_help_get_pages ()[i]);
      g_autofree char *title = NULL;

      if (text == NULL)
        g_error ("no page %s", lt_help_get_pages ()[i]);
      title = lt_help_get_title (text);
      g_assert_cmpstr (title, !=, "");
      g_assert_true (g_utf8_validate (text, -1, NULL));
      g_assert_cmpuint (strlen (text), >, 100);
    }
}

static void
test_both_languages (void)
{
  g_autofree char *language = g_strdup (g_getenv ("LANGUAGE"));

  assert_pages_are_whole ();
  g_setenv ("LANGUAGE", "en", TRUE);
  assert_pages_are_whole ();
  g_setenv ("LANGUAGE", language, TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/help/context", test_context);
  g_test_add_func ("/ui/help/all-pages", test_all_pages);
  g_test_add_func ("/ui/help/both-languages", test_both_languages);
  return g_test_run ();
}
