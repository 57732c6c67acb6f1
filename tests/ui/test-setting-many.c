/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Many rows of a list at once, by real keys: a field is set in all of them and put back
 * by one undo; they are shown on the map; what is saved on the page of an inspection is
 * undone there; and a filter that is kept is not replaced unasked. */

#include "stage.h"

#include "ui/lists/list-wish.h"
#include "ui/lists/record-list.h"
#include "ui/lists/set-box.h"
#include "ui/map/map-view.h"
#include "ui/shell/last-file.h"
#include "work/casework.h"
#include "work/county.h"
#include "work/records.h"

#include <string.h>

#define NOW   G_GINT64_CONSTANT (1795161600000) /* 2026-11-20T16:00 in China */
#define MINES 12

static LtSession *
session_of (Stage *stage)
{
  return lt_window_get_session (stage->window);
}

static void
sign_in (Stage *stage)
{
  g_autoptr (GError) error = NULL;

  lt_session_set_now (session_of (stage), NOW);
  lt_session_sign_in (session_of (stage), "14030001", LT_SAMPLE_PASSPHRASE, &error);
  g_assert_no_error (error);
}

static guint
count_mines (Stage *stage, const char *state)
{
  g_autoptr (GPtrArray) filters = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_filter_free);
  LtQuery query = { .filters = filters };

  g_ptr_array_add (filters, lt_filter_new ("mine_state", "=", state));
  return (guint) lt_store_count (lt_session_get_store (session_of (stage)),
                                 lt_kind_by_name ("mine"), &query, NULL);
}

static gboolean
is_list_settled (gpointer list)
{
  return lt_record_list_is_settled (list);
}

static gboolean
is_box_settled (gpointer box)
{
  return lt_set_box_is_settled (box);
}

static void
settle_list (Stage *stage)
{
  stage_wait (is_list_settled, stage_find (stage, "any-list"), "the list");
  stage_settle (stage);
}

static void
open_lists (Stage *stage)
{
  stage_key (stage, GDK_KEY_6, GDK_ALT_MASK);
  stage_wait_page (stage, "lists");
  settle_list (stage);
}

static void
select_all (Stage *stage)
{
  open_lists (stage);
  stage_tab_to (stage, "record-list");
  stage_key (stage, GDK_KEY_a, GDK_CONTROL_MASK);
  stage_wait_text (stage, "list-selected", "12");
}

static void
settle_box (Stage *stage)
{
  stage_wait (is_box_settled, stage_find (stage, "set-box"), "the look at them");
  stage_settle (stage);
}

typedef struct
{
  Stage *stage;
  const char *state;
  guint n;
} Wanted;

static gboolean
are_so_many (gpointer user_data)
{
  Wanted *wanted = user_data;

  return count_mines (wanted->stage, wanted->state) == wanted->n;
}

/* The field is chosen, its value, what would change is read; written and undone. */
static void
test_set_and_undo (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  guint closed = count_mines (stage, "closed");
  guint operating = count_mines (stage, "operating");
  Wanted all = { stage, "closed", MINES };
  Wanted before = { stage, "operating", operating };
  g_autofree char *changes = g_strdup_printf ("%u", MINES - closed);

  sign_in (stage);
  select_all (stage);
  stage_key (stage, GDK_KEY_F2, 0);
  stage_wait_shown (stage, "set-field");
  settle_box (stage);
  /* Nothing is said yet, so nothing can be written. */
  g_assert_false (gtk_widget_get_sensitive (stage_find (stage, "set-write")));
  {
    GtkDropDown *fields = GTK_DROP_DOWN (stage_find (stage, "set-field"));
    GtkStringList *words = GTK_STRING_LIST (gtk_drop_down_get_model (fields));
    const LtKind *kind = lt_kind_by_name ("mine");
    const char *label = lt_field_get_label (&kind->fields[lt_kind_find_field (kind, "mine_state")]);

    while (!g_str_equal (gtk_string_list_get_string (words, gtk_drop_down_get_selected (fields)),
                         label))
      stage_choose (stage, 1);
  }
  stage_tab_to (stage, "mine_state-closed");
  stage_key (stage, GDK_KEY_space, 0);
  settle_box (stage);
  g_assert_true (g_str_has_prefix (stage_get_text (stage, "set-words"), changes));
  g_assert_cmpuint (count_mines (stage, "closed"), ==, closed);
  stage_picture (stage, "lists-set-field");
  stage_tab_to (stage, "set-write");
  stage_key (stage, GDK_KEY_space, 0);
  stage_wait (are_so_many, &all, "all of them");
  stage_wait_shown (stage, "undo-words");
  g_assert_nonnull (strstr (stage_get_text (stage, "undo-words"), changes));
  stage_wait (is_list_settled, stage_find (stage, "any-list"), "the list");
  stage_picture (stage, "lists-set-written");
  /* In the list, as anywhere; Alt+U presses the button. */
  stage_key (stage, GDK_KEY_z, GDK_CONTROL_MASK);
  stage_wait (are_so_many, &before, "what was before");
  g_assert_cmpuint (count_mines (stage, "closed"), ==, closed);
}

/* A name that every mine needs cannot be taken from any: each is told with its reason. */
static void
test_refused (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  GtkDropDown *fields;

  sign_in (stage);
  select_all (stage);
  stage_key (stage, GDK_KEY_F2, 0);
  stage_wait_shown (stage, "set-field");
  fields = GTK_DROP_DOWN (stage_find (stage, "set-field"));
  while (gtk_drop_down_get_selected (fields) != 0)
    stage_choose (stage, -1);
  stage_tab_to (stage, "set-clear");
  stage_key (stage, GDK_KEY_space, 0);
  settle_box (stage);
  stage_wait_shown (stage, "set-left");
  g_assert_nonnull (strstr (stage_get_text (stage, "set-left"), "示例石料厂"));
  g_assert_false (gtk_widget_get_sensitive (stage_find (stage, "set-write")));
  stage_picture (stage, "lists-set-refused");
  stage_key (stage, GDK_KEY_Escape, 0);
  g_assert_false (gtk_widget_get_mapped (stage_find (stage, "set-box")));
}

/* Nobody is signed in: said in words, and nothing can be written. */
static void
test_nobody (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();

  select_all (stage);
  stage_key (stage, GDK_KEY_F2, 0);
  stage_wait_shown (stage, "set-clear");
  stage_tab_to (stage, "set-clear");
  stage_key (stage, GDK_KEY_space, 0);
  settle_box (stage);
  g_assert_true (gtk_widget_has_css_class (stage_find (stage, "set-words"), "problem"));
  g_assert_false (gtk_widget_get_sensitive (stage_find (stage, "set-write")));
}

/* All that are selected are the picked places of the map. */
static void
test_on_map (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();

  select_all (stage);
  stage_key (stage, GDK_KEY_F3, 0);
  stage_wait_page (stage, "map");
  stage_wait_text (stage, "place-count", "12");
  stage_wait_map (stage);
  stage_picture (stage, "lists-on-map");
}

static GPtrArray *
list_inspections (Stage *stage)
{
  return lt_store_list (lt_session_get_store (session_of (stage)), lt_kind_by_name ("inspection"),
                        NULL, NULL);
}

/* An inspection is saved on its page; undone there it is gone, and so is its form. */
static void
test_undo_inspection (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  g_autoptr (LtRecord) mine = NULL;
  g_autoptr (LtRecord) other = NULL;
  g_autoptr (LtRecord) inspection = NULL;
  g_autoptr (GPtrArray) left = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  g_autofree char *target = NULL;

  sign_in (stage);
  mine = lt_work_show (session_of (stage), lt_kind_by_name ("mine"), "SL-K01", NULL);
  other = lt_work_show (session_of (stage), lt_kind_by_name ("officer"), "14030002", NULL);
  inspection = lt_work_inspection_new (session_of (stage), mine);
  id = lt_id_to_text (&other->id);
  lt_record_set_text (inspection, "assisting_officer", id);
  lt_record_set_text (inspection, "finding", "abc");
  g_assert_true (lt_work_inspection_record (session_of (stage), inspection, &error));
  g_assert_no_error (error);
  g_free (id);
  id = lt_id_to_text (&inspection->id);
  target = g_strconcat ("inspection/", id, NULL);
  gtk_widget_activate_action (GTK_WIDGET (stage->window), "win.open-record", "s", target);
  stage_wait_page (stage, "inspection");
  stage_tab_to (stage, "field-finding");
  stage_type (stage, "X");
  stage_key (stage, GDK_KEY_s, GDK_CONTROL_MASK);
  stage_wait_shown (stage, "undo-words");
  stage_picture (stage, "inspection-saved-undo");
  /* What is typed since stands in the way, and that is said. */
  stage_type (stage, "Y");
  stage_key (stage, GDK_KEY_u, GDK_ALT_MASK);
  stage_settle (stage);
  left = list_inspections (stage);
  g_assert_nonnull (strchr (lt_record_get (g_ptr_array_index (left, 0), "finding"), 'X'));
  stage_tab_to (stage, "field-finding");
  stage_key (stage, GDK_KEY_r, GDK_CONTROL_MASK);
  stage_settle (stage);
  stage_key (stage, GDK_KEY_u, GDK_ALT_MASK);
  stage_settle (stage);
  stage_picture (stage, "inspection-undone");
  g_ptr_array_unref (left);
  left = list_inspections (stage);
  g_assert_cmpuint (left->len, ==, 1);
  g_assert_cmpstr (lt_record_get (g_ptr_array_index (left, 0), "finding"), ==, "abc");
}

static char *
get_kept_value (const char *name)
{
  g_autofree char *json = lt_settings_get_list (NULL, "mine");
  g_autoptr (LtListWish) wish = lt_list_wish_new (lt_kind_by_name ("mine"), json);
  const LtListSaved *saved = lt_list_wish_find_saved (wish, name);

  return g_strdup (((LtListCondition *) g_ptr_array_index (saved->conditions, 0))->first);
}

/* A name that is taken: Enter says so, and replaces what it names the second time only. */
static void
test_same_name (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  g_autofree char *first = NULL;
  g_autofree char *still = NULL;
  g_autofree char *second = NULL;

  open_lists (stage);
  stage_key (stage, GDK_KEY_f, GDK_CONTROL_MASK | GDK_SHIFT_MASK);
  stage_wait_shown (stage, "filter-value");
  stage_tab_to (stage, "filter-value");
  stage_type (stage, "K0");
  settle_list (stage);
  stage_tab_to (stage, "filter-name");
  stage_type (stage, "same");
  stage_key (stage, GDK_KEY_Return, 0);
  first = get_kept_value ("same");
  g_assert_cmpstr (first, ==, "K0");
  gtk_widget_grab_focus (stage_find (stage, "filter-value"));
  gtk_editable_set_position (GTK_EDITABLE (stage_find (stage, "filter-value")), -1);
  stage_type (stage, "1");
  settle_list (stage);
  stage_tab_to (stage, "filter-name");
  stage_key (stage, GDK_KEY_Return, 0);
  still = get_kept_value ("same");
  g_assert_cmpstr (still, ==, "K0");
  stage_picture (stage, "lists-same-name");
  stage_key (stage, GDK_KEY_Return, 0);
  second = get_kept_value ("same");
  g_assert_cmpstr (second, ==, "K01");
  stage_tab_to (stage, "filter-clear");
  stage_key (stage, GDK_KEY_space, 0);
  settle_list (stage);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/setting-many/set-and-undo", test_set_and_undo);
  g_test_add_func ("/ui/setting-many/refused", test_refused);
  g_test_add_func ("/ui/setting-many/nobody", test_nobody);
  g_test_add_func ("/ui/setting-many/on-map", test_on_map);
  g_test_add_func ("/ui/setting-many/undo-inspection", test_undo_inspection);
  g_test_add_func ("/ui/setting-many/same-name", test_same_name);
  return g_test_run ();
}
