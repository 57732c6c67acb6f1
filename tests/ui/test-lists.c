/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Lists of any kind: each opens, is sorted by every column and filtered by every field;
 * and by real keys what an officer does with one. */

#include "stage.h"

#include "store/store.h"
#include "ui/lists/list-wish.h"
#include "ui/lists/record-list.h"
#include "ui/lists/record-model.h"
#include "ui/shell/last-file.h"
#include "work/county.h"

#include <string.h>

static LtSession *
session_of (Stage *stage)
{
  return lt_window_get_session (stage->window);
}

static LtStore *
store_of (Stage *stage)
{
  return lt_session_get_store (session_of (stage));
}

static gboolean
is_settled (gpointer list)
{
  return lt_record_list_is_settled (list);
}

static LtRecordList *
settle (Stage *stage)
{
  LtRecordList *list = LT_RECORD_LIST (stage_find (stage, "any-list"));

  stage_wait (is_settled, list, "the list");
  stage_settle (stage);
  return list;
}

static GListModel *
get_model (Stage *stage)
{
  return G_LIST_MODEL (
      gtk_column_view_get_model (GTK_COLUMN_VIEW (stage_find (stage, "record-list"))));
}

static guint
count_rows (Stage *stage)
{
  return g_list_model_get_n_items (get_model (stage));
}

static void
open_lists (Stage *stage)
{
  stage_key (stage, GDK_KEY_6, GDK_ALT_MASK);
  stage_wait_page (stage, "lists");
  settle (stage);
}

static void
press (Stage *stage, const char *name)
{
  stage_tab_to (stage, name);
  stage_key (stage, GDK_KEY_space, 0);
}

/* Both ends are those of the store's list, which has a test of its own order. */
static void
assert_order (Stage *stage, const LtKind *kind)
{
  g_autofree char *kept = lt_settings_get_list (NULL, kind->name);
  g_autoptr (LtListWish) wish = lt_list_wish_new (kind, kept);
  LtQuery query = { .sort = wish->sort };
  g_autoptr (GPtrArray) records = lt_store_list (store_of (stage), kind, &query, NULL);
  LtRecordModel *model =
      LT_RECORD_MODEL (gtk_multi_selection_get_model (GTK_MULTI_SELECTION (get_model (stage))));
  for (guint i = 0; i < records->len; i += MAX (1, records->len - 1))
    {
      LtId id;

      g_assert_true (lt_record_model_get_id (model, i, &id));
      g_assert_true (lt_id_equal (&id, &((LtRecord *) g_ptr_array_index (records, i))->id));
    }
}

/* Every list opens with what the file has, sorts by every column, and every condition
 * that can be chosen can be asked. */
static void
test_any_kind (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  LtRecordList *list;
  guint n;
  const LtKind *const *kinds = lt_kinds (&n);

  open_lists (stage);
  list = settle (stage);
  for (guint i = 0; i < n; i++)
    {
      GtkDropDown *sorts = GTK_DROP_DOWN (stage_find (stage, "list-sort"));
      gint64 all;

      if ((kinds[i]->flags & LT_KIND_INNER) != 0)
        continue;
      lt_record_list_show_kind (list, kinds[i]);
      settle (stage);
      all = lt_store_count (store_of (stage), kinds[i], NULL, NULL);
      g_assert_cmpint (count_rows (stage), ==, all);
      for (guint j = 0; j < g_list_model_get_n_items (gtk_drop_down_get_model (sorts)); j++)
        {
          gtk_drop_down_set_selected (sorts, j);
          stage_wait (is_settled, list, "the sorted list");
          g_assert_cmpint (count_rows (stage), ==, all);
          assert_order (stage, kinds[i]);
        }
    }
}

static guint
ask (Stage *stage, const LtKind *kind, const LtListCondition *condition)
{
  g_autoptr (GPtrArray) filters = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_filter_free);
  LtQuery query = { .filters = filters };
  g_autoptr (GError) error = NULL;
  gint64 n;

  lt_list_condition_add_filters (condition, kind, session_of (stage), filters, &error);
  g_assert_no_error (error);
  n = lt_store_count (store_of (stage), kind, &query, &error);
  g_assert_no_error (error);
  return (guint) n;
}

/* What is empty and what is filled are all; what a record says finds that record. */
static void
test_any_condition (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  guint n;
  const LtKind *const *kinds = lt_kinds (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GPtrArray) all = lt_store_list (store_of (stage), kinds[i], NULL, NULL);

      for (guint j = 0; (kinds[i]->flags & LT_KIND_INNER) == 0 && j < kinds[i]->n_fields; j++)
        {
          const LtField *field = &kinds[i]->fields[j];
          guint n_tests, sum = 0;
          const LtListTest *tests = lt_list_tests (field, &n_tests);

          for (guint k = 0; lt_list_is_column (field) && k < n_tests; k++)
            {
              LtListCondition *condition = lt_list_condition_new (j, tests[k]);
              const LtRecord *some = all->len == 0 ? NULL : g_ptr_array_index (all, 0);
              const LtValue *value = some == NULL ? NULL : some->values[j];
              guint found;

              if (tests[k] == LT_LIST_EMPTY || tests[k] == LT_LIST_FILLED)
                sum += ask (stage, kinds[i], condition);
              else if (value != NULL && !lt_field_is_reference (field))
                {
                  g_free (condition->first);
                  g_free (condition->second);
                  condition->first = g_strdup (lt_value_text (value));
                  condition->second = g_strdup (lt_value_text (value));
                  found = ask (stage, kinds[i], condition);
                  if (tests[k] == LT_LIST_IS_NOT)
                    g_assert_cmpuint (found, <, all->len);
                  else
                    g_assert_cmpuint (found, >, 0);
                }
              lt_list_condition_free (condition);
            }
          if (lt_list_is_column (field))
            g_assert_cmpuint (sum, ==, all->len);
        }
    }
}

static guint
count_kept (void)
{
  g_autofree char *json = lt_settings_get_list (NULL, "mine");
  g_autoptr (LtListWish) wish = lt_list_wish_new (lt_kind_by_name ("mine"), json);

  return wish->conditions->len;
}

/* A condition that asks nothing yet is not kept, one that is being typed when it has come
 * to rest or the list is left. */
static void
test_kept (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  LtRecordList *list;

  open_lists (stage);
  list = settle (stage);
  stage_key (stage, GDK_KEY_f, GDK_CONTROL_MASK | GDK_SHIFT_MASK);
  stage_wait_shown (stage, "filter-value");
  settle (stage);
  g_assert_cmpuint (count_kept (), ==, 0);
  gtk_editable_set_text (GTK_EDITABLE (stage_find (stage, "filter-value")), "K01");
  g_assert_cmpuint (count_kept (), ==, 0);
  lt_record_list_show_kind (list, lt_kind_by_name ("dust-fall"));
  g_assert_cmpuint (count_kept (), ==, 1);
  lt_record_list_show_kind (list, lt_kind_by_name ("mine"));
  settle (stage);
  g_assert_cmpstr (stage_get_text (stage, "filter-value"), ==, "K01");
  press (stage, "filter-clear");
  settle (stage);
  g_assert_cmpuint (count_kept (), ==, 0);
}

/* A condition is added, counted at once, kept under a name, taken off and taken again. */
static void
test_filter (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  g_autofree char *all = NULL;

  open_lists (stage);
  all = g_strdup (stage_get_text (stage, "list-count"));
  g_assert_nonnull (strstr (all, "12"));
  stage_key (stage, GDK_KEY_f, GDK_CONTROL_MASK | GDK_SHIFT_MASK);
  stage_wait_shown (stage, "filter-value");
  stage_tab_to (stage, "filter-value");
  stage_type (stage, "示例");
  settle (stage);
  stage_picture (stage, "lists-filter");
  stage_type (stage, "zzz");
  settle (stage);
  stage_wait_text (stage, "list-count", "0");
  stage_wait_shown (stage, "list-show-all");
  stage_picture (stage, "lists-nothing-found");
  for (int i = 0; i < 3; i++)
    stage_key (stage, GDK_KEY_BackSpace, 0);
  settle (stage);
  stage_tab_to (stage, "filter-name");
  stage_type (stage, "mine");
  stage_key (stage, GDK_KEY_Return, 0);
  press (stage, "filter-clear");
  settle (stage);
  g_assert_cmpstr (stage_get_text (stage, "list-count"), ==, all);
  {
    g_autofree char *json = lt_settings_get_list (NULL, "mine");
    g_autoptr (LtListWish) wish = lt_list_wish_new (lt_kind_by_name ("mine"), json);

    g_assert_nonnull (lt_list_wish_find_saved (wish, "mine"));
    g_assert_cmpuint (wish->conditions->len, ==, 0);
  }
  press (stage, "filter-saved");
  stage_settle (stage);
  press (stage, "filter-saved-one");
  settle (stage);
  g_assert_cmpstr (stage_get_text (stage, "filter-value"), ==, "示例");
  press (stage, "filter-clear");
  settle (stage);
}

/* What is no number is said beside the condition, and all stay in sight. */
static void
test_bad_value (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  LtRecordList *list;
  GtkDropDown *fields;
  int field = lt_kind_find_field (lt_kind_by_name ("mine"), "pit_surface");

  open_lists (stage);
  list = settle (stage);
  stage_key (stage, GDK_KEY_f, GDK_CONTROL_MASK | GDK_SHIFT_MASK);
  stage_wait_shown (stage, "filter-field");
  fields = GTK_DROP_DOWN (stage_find (stage, "filter-field"));
  for (guint i = 0; i < g_list_model_get_n_items (gtk_drop_down_get_model (fields)); i++)
    {
      GtkStringList *words = GTK_STRING_LIST (gtk_drop_down_get_model (fields));

      if (g_str_equal (gtk_string_list_get_string (words, i),
                       lt_field_get_label (&lt_record_list_get_kind (list)->fields[field])))
        gtk_drop_down_set_selected (fields, i);
    }
  stage_wait_shown (stage, "filter-end");
  stage_tab_to (stage, "filter-value");
  stage_type (stage, "ten");
  settle (stage);
  g_assert_cmpuint (strlen (stage_get_text (stage, "filter-problem")), >, 0);
  g_assert_cmpuint (count_rows (stage), ==, 12);
  stage_picture (stage, "lists-bad-value");
  for (int i = 0; i < 3; i++)
    stage_key (stage, GDK_KEY_BackSpace, 0);
  stage_type (stage, "100000");
  settle (stage);
  g_assert_cmpstr (stage_get_text (stage, "filter-problem"), ==, "");
  g_assert_cmpuint (count_rows (stage), <, 12);
  press (stage, "filter-clear");
  settle (stage);
}

/* Rows are selected by the keyboard and leave the file, no others. */
static void
test_selection (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();

  open_lists (stage);
  stage_tab_to (stage, "record-list");
  stage_key (stage, GDK_KEY_Home, 0);
  stage_key (stage, GDK_KEY_Down, GDK_SHIFT_MASK);
  stage_key (stage, GDK_KEY_Down, GDK_SHIFT_MASK);
  stage_wait_shown (stage, "list-selected");
  stage_wait_text (stage, "list-selected", "3");
  stage_picture (stage, "lists-selection");
  press (stage, "list-export-selected");
  stage_wait_page (stage, "export");
  g_assert_nonnull (strstr (stage_get_text (stage, "export-words-row"), "3"));
}

/* Another kind by its menu, its columns by marks; kept for the next time. */
static void
test_columns (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  LtRecordList *list;
  GtkColumnView *view;
  guint before;

  open_lists (stage);
  list = settle (stage);
  view = GTK_COLUMN_VIEW (stage_find (stage, "record-list"));
  before = g_list_model_get_n_items (gtk_column_view_get_columns (view));
  press (stage, "list-columns");
  stage_wait_shown (stage, "mine_state");
  stage_picture (stage, "lists-columns");
  press (stage, "mine_state");
  stage_key (stage, GDK_KEY_Escape, 0);
  g_assert_cmpuint (g_list_model_get_n_items (gtk_column_view_get_columns (view)), ==, before - 1);
  lt_record_list_show_kind (list, lt_kind_by_name ("dust-fall"));
  settle (stage);
  stage_picture (stage, "lists-dust-fall");
  lt_record_list_show_kind (list, lt_kind_by_name ("mine"));
  settle (stage);
  g_assert_cmpuint (g_list_model_get_n_items (gtk_column_view_get_columns (view)), ==, before - 1);
  press (stage, "list-kind");
  stage_settle (stage);
  stage_picture (stage, "lists-kinds");
  stage_key (stage, GDK_KEY_Escape, 0);
}

static const char *
get_cell (Stage *stage, int column, int row)
{
  return gtk_label_get_text (GTK_LABEL (
      gtk_grid_get_child_at (GTK_GRID (stage_find (stage, "totals-grid")), column, row)));
}

static gboolean
is_one_row (gpointer stage)
{
  return get_model (stage) != NULL && count_rows (stage) == 1;
}

/* What is shown is counted in groups and summed up, and follows the words. */
static void
test_totals (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  g_autoptr (GPtrArray) mines =
      lt_store_list (store_of (stage), lt_kind_by_name ("mine"), NULL, NULL);
  double surface = 0;

  for (guint i = 0; i < mines->len; i++)
    surface += g_ascii_strtod (lt_record_get (g_ptr_array_index (mines, i), "pit_surface"), NULL);
  open_lists (stage);
  press (stage, "list-totals");
  settle (stage);
  stage_tab_to (stage, "totals-sum");
  stage_choose (stage, 1);
  settle (stage);
  stage_picture (stage, "lists-totals");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (stage_find (stage, "totals-by")), 0);
  settle (stage);
  g_assert_cmpstr (get_cell (stage, 1, 1), ==, "12");
  g_assert_cmpfloat_with_epsilon (g_ascii_strtod (get_cell (stage, 2, 1), NULL), surface, 1e-6);
  stage_click (stage, "list-filter");
  stage_type (stage, "SL-K01");
  stage_wait (is_one_row, stage, "one row");
  settle (stage);
  g_assert_cmpstr (get_cell (stage, 1, 1), ==, "1");
}

/* A column's heading sorts by it, and the other way round when it is clicked on again. */
static void
test_heading (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  GtkWidget *view;
  g_autofree char *first = NULL;

  open_lists (stage);
  view = stage_find (stage, "record-list");
  stage_click_at (stage, view, 200, 12);
  settle (stage);
  first = lt_settings_get_list (NULL, "mine");
  stage_click_at (stage, view, 200, 12);
  settle (stage);
  {
    g_autofree char *second = lt_settings_get_list (NULL, "mine");
    g_autoptr (LtListWish) up = lt_list_wish_new (lt_kind_by_name ("mine"), first);
    g_autoptr (LtListWish) down = lt_list_wish_new (lt_kind_by_name ("mine"), second);
    const LtField *field = &up->kind->fields[lt_kind_find_field (up->kind, up->sort)];

    g_assert_cmpstr (up->sort, !=, "code");
    g_assert_cmpint (*down->sort, ==, '-');
    g_assert_cmpstr (down->sort + 1, ==, field->name);
  }
}

static gboolean
is_gone (gpointer user_data)
{
  gpointer *watched = user_data;

  return *watched == NULL;
}

/* With another county open, nothing in the window holds the one before: its file, its
 * threads, its officer's key. */
static void
test_another_county (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  g_autofree char *path = g_build_filename (stage->folder, "other.gpkg", NULL);
  g_autoptr (GError) error = NULL;
  LtSession *other;
  gpointer watched = session_of (stage);

  other = lt_work_new_sample (path, lt_session_get_now (session_of (stage)), &error);
  g_assert_no_error (error);
  lt_session_close (other);
  g_object_add_weak_pointer (watched, &watched);
  open_lists (stage);
  press (stage, "list-totals");
  settle (stage);
  stage_key (stage, GDK_KEY_3, GDK_ALT_MASK);
  stage_wait_page (stage, "inspections");
  stage_key (stage, GDK_KEY_4, GDK_ALT_MASK);
  stage_wait_page (stage, "orders");
  g_assert_true (lt_window_open (stage->window, path));
  stage_wait (is_gone, &watched, "the end of the county that was open");
  stage_wait_map (stage);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/lists/any-kind", test_any_kind);
  g_test_add_func ("/ui/lists/any-condition", test_any_condition);
  g_test_add_func ("/ui/lists/filter", test_filter);
  g_test_add_func ("/ui/lists/bad-value", test_bad_value);
  g_test_add_func ("/ui/lists/selection", test_selection);
  g_test_add_func ("/ui/lists/columns", test_columns);
  g_test_add_func ("/ui/lists/heading", test_heading);
  g_test_add_func ("/ui/lists/totals", test_totals);
  g_test_add_func ("/ui/lists/kept", test_kept);
  g_test_add_func ("/ui/lists/another-county", test_another_county);
  return g_test_run ();
}
