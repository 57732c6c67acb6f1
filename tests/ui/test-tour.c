/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A tour by keys only: every page of the rail, every kind's list, every kind of place's
 * form, an inspection, an order, monitoring, export, import, sync, search, preferences, help,
 * officers, bureau, and what begins a county; and whether Tab leads to all of it.
 * The pointer is not touched. Its pictures are
 * build/pictures/tour-….png. */

#include "stage-reach.h"
#include "walk.h"

#include "ui/forms/form.h"
#include "ui/lists/record-list.h"
#include "work/county.h"

#include <string.h>

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
      /* The tenth has 0. */
      guint digit = GDK_KEY_0 + ++n % 10;

      g_assert_true (g_str_has_prefix (name, "rail-"));
      stage_tab_to (stage, name);
      stage_key (stage, GDK_KEY_space, 0);
      stage_wait_page (stage, name + strlen ("rail-"));
      picture (stage, name + strlen ("rail-"));
      stage_assert_tab_leads_on (stage);
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
  stage_assert_tab_leads_on (stage);
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
  stage_assert_tab_leads_on (stage);
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

/* Whatever is shown on a page of the rail is reached by Tab. */
static void
test_reach (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();

  sign_in (stage);
  for (guint key = GDK_KEY_1; key <= GDK_KEY_8; key++)
    {
      stage_key (stage, key, GDK_ALT_MASK);
      stage_settle (stage);
      stage_assert_all_reached (stage, GTK_WIDGET (stage->window),
                                lt_window_get_page (stage->window));
    }
}

/* A field of words, one that may say anything if there is such; no code is like "改". */
static const LtField *
find_text (const LtKind *kind)
{
  const LtField *found = NULL;

  for (guint i = 0; i < kind->n_fields; i++)
    {
      const LtField *field = &kind->fields[i];

      if (field->type == LT_TYPE_TEXT && (field->flags & (LT_FIELD_FIXED | LT_FIELD_HIDDEN)) == 0
          && (found == NULL || (found->flags & LT_FIELD_UNIQUE) != 0))
        found = field;
    }
  return found;
}

#define MOST_TABS 200

/* Past the heads of the columns. */
static void
tab_to_rows (Stage *stage)
{
  GtkWidget *focus = NULL;

  for (int i = 0; i < MOST_TABS; i++)
    {
      focus = gtk_window_get_focus (GTK_WINDOW (stage->window));
      if (focus != NULL && g_str_equal (G_OBJECT_TYPE_NAME (focus), "GtkListItemWidget")
          && g_str_equal (G_OBJECT_TYPE_NAME (gtk_widget_get_parent (focus)), "GtkColumnListView"))
        return;
      stage_key (stage, GDK_KEY_Tab, 0);
    }
  g_error ("Tab does not lead to the rows");
}

/* From the list to the map, and to the form. */
static void
open_form (Stage *stage)
{
  tab_to_rows (stage);
  stage_key (stage, GDK_KEY_Home, 0);
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait_page (stage, "map");
  stage_wait_shown (stage, "detail-title");
  stage_key (stage, GDK_KEY_F2, 0);
  stage_wait_page (stage, "place");
}

static void
put_in_and_save (Stage *stage, const LtField *field)
{
  g_autofree char *name = g_strconcat ("field-", field->name, NULL);
  LtForm *form = LT_FORM (stage_find (stage, "place-form"));
  const LtRecord *seen;

  stage_tab_to (stage, name);
  stage_key (stage, GDK_KEY_a, GDK_CONTROL_MASK);
  stage_type (stage, "改");
  stage_key (stage, GDK_KEY_s, GDK_CONTROL_MASK);
  stage_settle (stage);
  g_assert_cmpstr (stage_get_text (stage, "place-words"), ==, "");
  g_assert_false (lt_form_is_changed (form));
  seen = lt_form_get_seen (form);
  g_assert_cmpstr (lt_record_get (seen, field->name), ==, "改");
}

/* Each kind of place: its form, through all its entries; a word is put in and saved. */
static void
test_forms (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  guint n, wanted = 0, visited = 0, saved = 0;
  const LtKind *const *kinds = lt_kinds (&n);

  walk_prepare (stage);
  for (guint i = 0; i < n; i++)
    wanted += has_list (kinds[i]);
  for (guint i = 0; i < wanted; i++)
    {
      const LtKind *kind;
      const LtField *field;
      g_autofree char *name = NULL;

      stage_key (stage, GDK_KEY_6, GDK_ALT_MASK);
      stage_wait_page (stage, "lists");
      choose_kind (stage, i);
      kind = lt_record_list_get_kind (LT_RECORD_LIST (stage_find (stage, "any-list")));
      if (!lt_kind_is_place (kind))
        continue;
      open_form (stage);
      g_assert_true (lt_form_get_seen (LT_FORM (stage_find (stage, "place-form")))->kind == kind);
      stage_assert_all_reached (stage, stage_find (stage, "place-page"), kind->name);
      field = find_text (kind);
      if (field != NULL)
        put_in_and_save (stage, field);
      name = g_strconcat ("form-", kind->name, NULL);
      picture (stage, name);
      visited++;
      saved += field != NULL;
    }
  g_assert_cmpuint (visited, >=, 10);
  g_assert_cmpuint (saved, ==, visited);
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
  stage_assert_tab_leads_on (stage);
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

/* By the box of Ctrl+K. */
static void
do_command (Stage *stage, const char *words)
{
  stage_key (stage, GDK_KEY_k, GDK_CONTROL_MASK);
  stage_type (stage, words);
  stage_key (stage, GDK_KEY_Return, 0);
}

/* The officers, each form of that page, and the bureau's settings. */
static void
test_bureau (void)
{
  static const char *const forms[] = { "officers-enrol", "officer-give", "officer-passphrase" };
  g_autoptr (Stage) stage = stage_new_sample ();
  g_autoptr (GError) error = NULL;
  GtkWindow *window;

  stage_wait_map (stage);
  lt_session_sign_in (lt_window_get_session (stage->window), "14030005", LT_SAMPLE_PASSPHRASE,
                      &error);
  g_assert_no_error (error);
  do_command (stage, "Officers, roles");
  stage_wait_page (stage, "officers");
  stage_tab_to (stage, "officers-list");
  stage_key (stage, GDK_KEY_End, 0);
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      stage_wait_shown (stage, forms[i]);
      stage_assert_all_reached (stage, GTK_WIDGET (stage->window), "officers");
      stage_tab_to (stage, forms[i]);
      stage_key (stage, GDK_KEY_space, 0);
      stage_wait_shown (stage, "officer-form-go");
      stage_assert_all_reached (stage, GTK_WIDGET (stage->window), forms[i]);
      picture (stage, forms[i]);
      stage_tab_to (stage, "officer-form-cancel");
      stage_key (stage, GDK_KEY_space, 0);
    }
  do_command (stage, "The bureau's settings");
  window = stage_wait_dialog (stage);
  stage_picture_of (stage, GTK_WIDGET (window), "tour-bureau");
  stage_key (stage, GDK_KEY_Escape, 0);
  stage_wait_no_dialog (stage);
}

/* Without a county: the page that offers one, and what each of its offers asks for. */
static void
test_beginning (void)
{
  static const char *const offers[][2] = { { "welcome-new", "new" },
                                           { "welcome-join", "join" },
                                           { "welcome-restore", "restore" } };
  g_autoptr (Stage) stage = stage_new (NULL);

  stage_wait_page (stage, "welcome");
  stage_assert_all_reached (stage, GTK_WIDGET (stage->window), "welcome");
  for (guint i = 0; i < G_N_ELEMENTS (offers); i++)
    {
      stage_tab_to (stage, offers[i][0]);
      stage_key (stage, GDK_KEY_Return, 0);
      stage_wait_page (stage, offers[i][1]);
      stage_assert_all_reached (stage, GTK_WIDGET (stage->window), offers[i][1]);
      picture (stage, offers[i][1]);
      stage_key (stage, GDK_KEY_Escape, 0);
      stage_wait_page (stage, "welcome");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/tour/rail", test_rail);
  g_test_add_func ("/ui/tour/casework", test_casework);
  g_test_add_func ("/ui/tour/kinds", test_kinds);
  g_test_add_func ("/ui/tour/reach", test_reach);
  g_test_add_func ("/ui/tour/forms", test_forms);
  g_test_add_func ("/ui/tour/beside", test_beside);
  g_test_add_func ("/ui/tour/bureau", test_bureau);
  g_test_add_func ("/ui/tour/beginning", test_beginning);
  return g_test_run ();
}
