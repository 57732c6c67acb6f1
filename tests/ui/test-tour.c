/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A tour by keys only: every page of the rail, every kind's list and form, a place, an
 * inspection, an order, monitoring, export, import, sync, search, preferences, help. The
 * pointer is not touched. Its pictures are build/pictures/tour-….png. */

#include "stage.h"

#include "ui/lists/record-list.h"
#include "work/county.h"

#include <string.h>

/* Until the keyboard is at another place than it was: no page keeps it. */
static void
assert_tab_leads_on (Stage *stage)
{
  g_autoptr (GHashTable) visited = g_hash_table_new (NULL, NULL);

  for (int i = 0; i < 4; i++)
    {
      GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (stage->window));

      g_assert_nonnull (focus);
      g_hash_table_add (visited, focus);
      stage_key (stage, GDK_KEY_Tab, 0);
    }
  g_assert_cmpuint (g_hash_table_size (visited), >, 1);
}

static void
picture (Stage *stage, const char *name)
{
  g_autofree char *file = g_strconcat ("tour-", name, NULL);

  stage_picture (stage, file);
}

static void
sign_in (Stage *stage)
{
  stage_key (stage, GDK_KEY_l, GDK_CONTROL_MASK);
  stage_wait_shown (stage, "sign-in-passphrase");
  stage_tab_to (stage, "sign-in-passphrase");
  stage_type (stage, LT_SAMPLE_PASSPHRASE);
  stage_key (stage, GDK_KEY_Return, 0);
  g_assert_nonnull (lt_session_get_officer (lt_window_get_session (stage->window)));
}

/* The buttons of the rail, each reached by Tab and pressed by the space bar. */
static void
test_rail (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  GtkWidget *rail = gtk_widget_get_parent (stage_find (stage, "rail-map"));
  guint n = 0;

  for (GtkWidget *button = gtk_widget_get_first_child (rail); button != NULL;
       button = gtk_widget_get_next_sibling (button))
    {
      const char *name = gtk_widget_get_name (button);
      guint digit = GDK_KEY_1 + n++;

      g_assert_true (g_str_has_prefix (name, "rail-"));
      stage_tab_to (stage, name);
      stage_key (stage, GDK_KEY_space, 0);
      stage_wait_page (stage, name + strlen ("rail-"));
      picture (stage, name + strlen ("rail-"));
      assert_tab_leads_on (stage);
      stage_key (stage, digit == GDK_KEY_1 ? GDK_KEY_2 : GDK_KEY_1, GDK_ALT_MASK);
      stage_key (stage, digit, GDK_ALT_MASK);
      stage_wait_page (stage, name + strlen ("rail-"));
    }
  g_assert_cmpuint (n, >=, 7);
}

/* The next place on the map that can be inspected. */
static void
select_place (Stage *stage)
{
  gboolean found = FALSE;

  for (int i = 0; i < 60 && !found; i++)
    {
      stage_key (stage, GDK_KEY_Page_Down, 0);
      stage_wait_shown (stage, "detail-title");
      found = gtk_widget_get_mapped (stage_find (stage, "inspect"));
    }
  g_assert_true (found);
}

/* From the map to the place, its form, an inspection and an order. */
static void
test_casework (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();

  sign_in (stage);
  select_place (stage);
  picture (stage, "place");
  stage_key (stage, GDK_KEY_F2, 0);
  stage_wait_page (stage, "place");
  assert_tab_leads_on (stage);
  picture (stage, "place-form");
  stage_key (stage, GDK_KEY_Left, GDK_ALT_MASK);
  stage_wait_page (stage, "map");
  stage_key (stage, GDK_KEY_n, GDK_CONTROL_MASK);
  stage_wait_page (stage, "inspection");
  stage_tab_to (stage, "field-assisting_officer");
  stage_choose (stage, 2);
  stage_tab_to (stage, "field-finding");
  stage_type (stage, "abc");
  stage_tab_to (stage, "field-result");
  stage_key (stage, GDK_KEY_Right, 0);
  stage_key (stage, GDK_KEY_Right, 0);
  stage_key (stage, GDK_KEY_space, 0);
  stage_key (stage, GDK_KEY_s, GDK_CONTROL_MASK);
  g_assert_cmpstr (stage_get_text (stage, "inspection-words"), ==, "");
  picture (stage, "inspection");
  stage_key (stage, GDK_KEY_d, GDK_CONTROL_MASK);
  stage_wait_page (stage, "order");
  assert_tab_leads_on (stage);
  stage_wait_preview (stage);
  picture (stage, "order");
}

static gboolean
is_settled (gpointer list)
{
  return lt_record_list_is_settled (list);
}

static gboolean
has_list (const LtKind *kind)
{
  return (kind->flags & LT_KIND_INNER) == 0;
}

/* Chooses the kind that is so far down in the menu of kinds. */
static void
choose_kind (Stage *stage, guint down)
{
  stage_tab_to (stage, "list-kind");
  stage_key (stage, GDK_KEY_space, 0);
  for (guint i = 0; i < down; i++)
    stage_key (stage, GDK_KEY_Down, 0);
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait (is_settled, stage_find (stage, "any-list"), "the list");
}

/* Every kind has its list, by the menu of kinds and the arrow keys. */
static void
test_kinds (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n, wanted = 0;
  const LtKind *const *kinds = lt_kinds (&n);

  for (guint i = 0; i < n; i++)
    wanted += has_list (kinds[i]);
  stage_tab_to (stage, "rail-lists");
  stage_key (stage, GDK_KEY_space, 0);
  stage_wait_page (stage, "lists");
  for (guint i = 0; i < wanted; i++)
    {
      GtkMenuButton *button;

      choose_kind (stage, i);
      button = GTK_MENU_BUTTON (stage_find (stage, "list-kind"));
      g_hash_table_add (seen, g_strdup (gtk_menu_button_get_label (button)));
    }
  picture (stage, "last-kind");
  g_assert_cmpuint (g_hash_table_size (seen), ==, wanted);
}

/* A window that opens beside: it is shown, and Esc leads back. */
static void
visit_window (Stage *stage, guint key, GdkModifierType modifiers, const char *name)
{
  g_autofree char *file = g_strconcat ("tour-", name, NULL);
  GtkWindow *window;

  stage_key (stage, key, modifiers);
  window = stage_wait_dialog (stage);
  g_assert_nonnull (gtk_window_get_focus (window));
  stage_picture_of (stage, GTK_WIDGET (window), file);
  stage_key (stage, GDK_KEY_Escape, 0);
  stage_wait_no_dialog (stage);
}

static void
test_beside (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  GLogLevelFlags fatal;

  visit_window (stage, GDK_KEY_comma, GDK_CONTROL_MASK, "preferences");
  visit_window (stage, GDK_KEY_F1, 0, "help");
  /* GTK 4.8 warns of a label of its own in it, "min width -3". */
  fatal = g_log_set_always_fatal (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL);
  visit_window (stage, GDK_KEY_slash, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "shortcuts");
  g_log_set_always_fatal (fatal);
  stage_key (stage, GDK_KEY_e, GDK_CONTROL_MASK | GDK_SHIFT_MASK);
  stage_wait_page (stage, "export");
  assert_tab_leads_on (stage);
  picture (stage, "export");
  stage_key (stage, GDK_KEY_Left, GDK_ALT_MASK);
  stage_wait_page (stage, "map");
  stage_key (stage, GDK_KEY_i, GDK_CONTROL_MASK);
  stage_wait_dialog (stage);
  stage_key (stage, GDK_KEY_Escape, 0);
  stage_wait_no_dialog (stage);
  /* The last but one of the main menu. */
  stage_key (stage, GDK_KEY_F10, 0);
  stage_key (stage, GDK_KEY_Up, 0);
  stage_key (stage, GDK_KEY_Up, 0);
  stage_key (stage, GDK_KEY_Return, 0);
  g_assert_true (ADW_IS_ABOUT_WINDOW (stage_wait_dialog (stage)));
  stage_key (stage, GDK_KEY_Escape, 0);
  stage_wait_no_dialog (stage);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/tour/rail", test_rail);
  g_test_add_func ("/ui/tour/casework", test_casework);
  g_test_add_func ("/ui/tour/kinds", test_kinds);
  g_test_add_func ("/ui/tour/beside", test_beside);
  return g_test_run ();
}
