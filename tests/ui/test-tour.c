/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A tour by keys only: every page of the rail, every kind's list, every kind of place's
 * form, an inspection, an order, monitoring, export, import, sync, search, preferences, help;
 * and whether Tab leads to all of it. The pointer is not touched. Its pictures are
 * build/pictures/tour-….png. */

#include "walk.h"

#include "ui/forms/form.h"
#include "ui/lists/record-list.h"
#include "work/county.h"

#include <string.h>

/* ---- what the keyboard reaches ------------------------------------------------ */

#define MOST_TABS 200

/* One of a group; GTK 4.8 tells it by its mark only. */
static gboolean
is_radio (GtkWidget *widget)
{
  GtkWidget *mark = GTK_IS_CHECK_BUTTON (widget) ? gtk_widget_get_first_child (widget) : NULL;

  return mark != NULL && g_str_equal (gtk_widget_get_css_name (mark), "radio");
}

static gboolean
takes_keyboard (GtkWidget *widget)
{
  gboolean found = gtk_widget_get_focusable (widget);

  if (!gtk_widget_get_mapped (widget) || !gtk_widget_is_sensitive (widget))
    return FALSE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && !found;
       child = gtk_widget_get_next_sibling (child))
    found = !GTK_IS_NATIVE (child) && takes_keyboard (child);
  return found;
}

static gboolean
is_control (GtkWidget *widget)
{
  return GTK_IS_BUTTON (widget) || GTK_IS_MENU_BUTTON (widget) || GTK_IS_DROP_DOWN (widget)
         || GTK_IS_EDITABLE (widget) || GTK_IS_CHECK_BUTTON (widget) || GTK_IS_SWITCH (widget)
         || GTK_IS_SCALE (widget) || GTK_IS_COLUMN_VIEW (widget) || GTK_IS_LIST_VIEW (widget)
         || GTK_IS_LIST_BOX (widget);
}

/* What is worked with below @widget, outermost first: the rows of a list are gone to by the
 * arrow keys. */
static void
collect_controls (GtkWidget *widget, GPtrArray *controls)
{
  /* Closing and the like are the window system's, which has keys of its own for them. */
  if (!takes_keyboard (widget) || !gtk_widget_get_child_visible (widget)
      || GTK_IS_WINDOW_CONTROLS (widget))
    return;
  if (is_control (widget))
    {
      g_ptr_array_add (controls, g_object_ref (widget));
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (!GTK_IS_NATIVE (child))
      collect_controls (child, controls);
}

/* Of a group of radio buttons Tab leads to one, and the arrow keys from there. */
static gboolean
is_reached (GtkWidget *control, GtkWidget *focus)
{
  return focus == control || gtk_widget_is_ancestor (focus, control)
         || (is_radio (control) && is_radio (focus)
             && gtk_widget_get_parent (control) == gtk_widget_get_parent (focus));
}

/* Tab, from where the keyboard is and once around, leads to every control of @root. */
static void
assert_all_reached (Stage *stage, GtkWidget *root, const char *where)
{
  g_autoptr (GPtrArray) controls = g_ptr_array_new_with_free_func (g_object_unref);

  collect_controls (root, controls);
  g_assert_cmpuint (controls->len, >, 1);
  for (int i = 0; i < MOST_TABS && controls->len > 0; i++)
    {
      GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (stage->window));

      for (guint at = controls->len; focus != NULL && at > 0; at--)
        if (is_reached (g_ptr_array_index (controls, at - 1), focus))
          g_ptr_array_remove_index (controls, at - 1);
      stage_key (stage, GDK_KEY_Tab, 0);
    }
  for (guint i = 0; i < controls->len; i++)
    g_test_message ("%s: Tab does not lead to %s %s in %s", where,
                    G_OBJECT_TYPE_NAME (g_ptr_array_index (controls, i)),
                    gtk_widget_get_name (g_ptr_array_index (controls, i)),
                    gtk_widget_get_name (gtk_widget_get_parent (g_ptr_array_index (controls, i))));
  g_assert_cmpuint (controls->len, ==, 0);
}

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
      /* The tenth has 0. */
      guint digit = GDK_KEY_0 + ++n % 10;

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
      assert_all_reached (stage, GTK_WIDGET (stage->window), lt_window_get_page (stage->window));
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
      assert_all_reached (stage, stage_find (stage, "place-page"), kind->name);
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
  g_test_add_func ("/ui/tour/reach", test_reach);
  g_test_add_func ("/ui/tour/forms", test_forms);
  g_test_add_func ("/ui/tour/beside", test_beside);
  return g_test_run ();
}
