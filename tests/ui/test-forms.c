/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A form by keys: what is changed is marked and put back one by one, and what was said
 * of a field is a key away. */

#include "stage.h"

#include "ui/forms/form.h"
#include "work/county.h"
#include "work/records.h"

#define NOW G_GINT64_CONSTANT (1795161600000) /* 2026-11-20T16:00 in China */

typedef struct
{
  Stage *stage;
  const char *name;
  gboolean shown;
} Wanted;

static gboolean
is_as_wanted (gpointer user_data)
{
  Wanted *wanted = user_data;

  return gtk_widget_get_mapped (stage_find (wanted->stage, wanted->name)) == wanted->shown;
}

static void
wait_shown (Stage *stage, const char *name, gboolean shown)
{
  Wanted wanted = { stage, name, shown };

  stage_wait (is_as_wanted, &wanted, name);
}

static LtSession *
get_session (Stage *stage)
{
  return lt_window_get_session (stage->window);
}

static LtRecord *
find_mine (Stage *stage)
{
  return lt_store_find (lt_session_get_store (get_session (stage)), lt_kind_by_name ("mine"),
                        "SL-K01", NULL);
}

static void
edit_place (Stage *stage, const LtId *id)
{
  LtMapView *map = lt_window_get_map (stage->window);

  lt_map_view_select (map, id);
  gtk_widget_grab_focus (lt_map_view_get_map (map));
  stage_key (stage, GDK_KEY_F2, 0);
  stage_wait_page (stage, "place");
}

/* The form of a mine whose location was said before. */
static Stage *
open_form (void)
{
  Stage *stage = stage_new_sample ();
  g_autoptr (GError) error = NULL;
  g_autoptr (LtRecord) seen = NULL;
  g_autoptr (LtRecord) wanted = NULL;

  lt_session_set_now (get_session (stage), NOW);
  lt_session_sign_in (get_session (stage), "14030001", LT_SAMPLE_PASSPHRASE, &error);
  g_assert_no_error (error);
  seen = find_mine (stage);
  wanted = lt_record_copy (seen);
  lt_record_set_text (wanted, "location", "abc");
  lt_record_set_text (wanted, "mine_state", NULL);
  lt_work_set (get_session (stage), seen, wanted, &error);
  g_assert_no_error (error);
  edit_place (stage, &seen->id);
  return stage;
}

static char *
get_entry (Stage *stage, const char *name)
{
  return g_strdup (gtk_editable_get_text (GTK_EDITABLE (stage_find (stage, name))));
}

static void
test_put_back (void)
{
  g_autoptr (Stage) stage = open_form ();
  g_autofree char *typed = NULL;
  g_autofree char *back = NULL;
  g_autofree char *licence = NULL;

  wait_shown (stage, "back-location", FALSE);
  stage_tab_to (stage, "field-licence");
  stage_type (stage, "x1");
  stage_tab_to (stage, "field-location");
  stage_type (stage, "de");
  typed = get_entry (stage, "field-location");
  g_assert_cmpstr (typed, ==, "de");
  wait_shown (stage, "back-location", TRUE);
  stage_picture (stage, "form-changed");
  /* One of the two goes back, the other stays. */
  stage_key (stage, GDK_KEY_r, GDK_CONTROL_MASK);
  wait_shown (stage, "back-location", FALSE);
  back = get_entry (stage, "field-location");
  g_assert_cmpstr (back, ==, "abc");
  licence = get_entry (stage, "field-licence");
  g_assert_true (g_str_has_suffix (licence, "x1"));
  wait_shown (stage, "back-licence", TRUE);
  /* The keyboard is in the field again. */
  stage_type (stage, "f");
  wait_shown (stage, "back-location", TRUE);
  /* Tab leads to the next field, and not to what puts this one back. */
  stage_key (stage, GDK_KEY_Tab, 0);
  g_assert_false (gtk_widget_has_focus (stage_find (stage, "back-location")));
  stage_key (stage, GDK_KEY_space, 0);
  wait_shown (stage, "back-location", TRUE);
}

/* What does not fit goes back too, and of a choice that none was made. */
static void
test_put_back_others (void)
{
  g_autoptr (Stage) stage = open_form ();
  g_autofree char *surface = NULL;
  g_autofree char *again = NULL;

  surface = get_entry (stage, "field-pit_surface");
  stage_tab_to (stage, "field-pit_surface");
  stage_type (stage, "z");
  stage_key (stage, GDK_KEY_r, GDK_CONTROL_MASK);
  wait_shown (stage, "back-pit_surface", FALSE);
  again = get_entry (stage, "field-pit_surface");
  g_assert_cmpstr (again, ==, surface);
  stage_click (stage, "mine_state-closed");
  wait_shown (stage, "back-mine_state", TRUE);
  stage_click (stage, "back-mine_state");
  wait_shown (stage, "back-mine_state", FALSE);
  g_assert_false (
      gtk_check_button_get_active (GTK_CHECK_BUTTON (stage_find (stage, "mine_state-closed"))));
  g_assert_false (gtk_widget_get_sensitive (stage_find (stage, "place-save")));
}

/* What is entered while the form is open can be chosen in it, and nothing else moves. */
static void
test_new_in_list (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  g_autoptr (GError) error = NULL;
  g_autoptr (LtRecord) area = lt_record_new (lt_kind_by_name ("area"));
  g_autoptr (GPtrArray) sites = lt_store_list (lt_session_get_store (get_session (stage)),
                                               lt_kind_by_name ("dust-site"), NULL, NULL);
  const LtRecord *site = g_ptr_array_index (sites, 0);
  GtkDropDown *list;
  GListModel *rows;
  const char *last;
  guint n, chosen;

  lt_session_set_now (get_session (stage), NOW);
  lt_session_sign_in (get_session (stage), "14030001", LT_SAMPLE_PASSPHRASE, &error);
  g_assert_no_error (error);
  edit_place (stage, &site->id);
  list = GTK_DROP_DOWN (stage_find (stage, "field-area"));
  rows = gtk_drop_down_get_model (list);
  n = g_list_model_get_n_items (rows);
  chosen = gtk_drop_down_get_selected (list);
  lt_record_set_text (area, "code", "140399");
  lt_record_set_text (area, "name", "abc");
  lt_record_set_text (area, "city", "abc");
  lt_work_add (get_session (stage), area, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (rows), ==, n + 1);
  last = gtk_string_list_get_string (GTK_STRING_LIST (rows), n);
  g_assert_nonnull (strstr (last, "abc"));
  g_assert_cmpuint (gtk_drop_down_get_selected (list), ==, chosen);
  g_assert_false (lt_form_is_changed (LT_FORM (stage_find (stage, "place-form"))));
  gtk_drop_down_set_selected (list, n);
  g_assert_true (lt_form_is_changed (LT_FORM (stage_find (stage, "place-form"))));
}

static void
test_history (void)
{
  g_autoptr (Stage) stage = open_form ();

  stage_tab_to (stage, "field-location");
  stage_key (stage, GDK_KEY_h, GDK_CONTROL_MASK);
  stage_wait_shown (stage, "card-history");
  stage_picture (stage, "form-history");
  stage_key (stage, GDK_KEY_Escape, 0);
  stage_settle (stage);
  /* The keyboard is in the field again. */
  stage_type (stage, "g");
  wait_shown (stage, "back-location", TRUE);
  stage_click (stage, "card-licence");
  stage_wait_shown (stage, "card-history");
}

typedef struct
{
  GtkWidget *form;
  int width;
} Sized;

static gboolean
is_so_wide (gpointer user_data)
{
  Sized *sized = user_data;

  return gtk_widget_get_mapped (sized->form)
         && gtk_widget_get_width (gtk_widget_get_parent (sized->form)) == sized->width;
}

/* In how many columns the fields stand: of short ones and of those that take a row. */
static guint
count_columns (GtkWidget *form)
{
  g_autoptr (GHashTable) lefts = g_hash_table_new (NULL, NULL);

  for (GtkWidget *label = gtk_widget_get_first_child (form); label != NULL;
       label = gtk_widget_get_next_sibling (gtk_widget_get_next_sibling (label)))
    {
      graphene_rect_t bounds;

      g_assert_true (
          gtk_widget_compute_bounds (gtk_widget_get_next_sibling (label), form, &bounds));
      g_assert_cmpfloat (bounds.origin.x + bounds.size.width, <=, gtk_widget_get_width (form) + 1);
      g_hash_table_add (lefts, GINT_TO_POINTER ((int) bounds.origin.x));
    }
  return g_hash_table_size (lefts);
}

static guint
count_columns_at (Stage *stage, GtkWidget *form, int width)
{
  Sized sized = { form, width };

  gtk_window_set_default_size (GTK_WINDOW (gtk_widget_get_root (form)), width, 700);
  stage_wait (is_so_wide, &sized, "the form in its new width");
  stage_settle (stage);
  /* Nothing has to be scrolled sideways. */
  g_assert_cmpint (gtk_widget_get_width (form), <=, width);
  return count_columns (form);
}

/* Two columns where they have room, one where they have not, and back. */
static void
test_narrow (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  GtkWidget *window = gtk_window_new ();
  GtkWidget *form = g_object_new (LT_TYPE_FORM, NULL);
  g_autoptr (LtRecord) mine = find_mine (stage);

  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_child (GTK_WINDOW (window), gtk_scrolled_window_new ());
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (gtk_window_get_child (GTK_WINDOW (window))),
                                 form);
  lt_form_open (LT_FORM (form), get_session (stage), mine, TRUE);
  gtk_window_set_default_size (GTK_WINDOW (window), 1000, 700);
  gtk_window_present (GTK_WINDOW (window));
  g_assert_cmpuint (count_columns_at (stage, form, 1000), ==, 2);
  g_assert_cmpuint (count_columns_at (stage, form, 480), ==, 1);
  stage_picture_of (stage, window, "form-narrow");
  g_assert_cmpuint (count_columns_at (stage, form, 900), ==, 2);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/forms/put-back", test_put_back);
  g_test_add_func ("/ui/forms/put-back-others", test_put_back_others);
  g_test_add_func ("/ui/forms/new-in-list", test_new_in_list);
  g_test_add_func ("/ui/forms/history", test_history);
  g_test_add_func ("/ui/forms/narrow", test_narrow);
  return g_test_run ();
}
