/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From an inspection to its order, and from the issued order to the look that follows. */

#include "stage-import.h"

#include "work/casework.h"
#include "work/county.h"
#include "work/records.h"

#define NOW G_GINT64_CONSTANT (1795161600000) /* 2026-11-20T16:00 in China */

static LtSession *
get_session (Stage *stage)
{
  return lt_window_get_session (stage->window);
}

static void
sign_in (Stage *stage, const char *officer)
{
  g_autoptr (GError) error = NULL;

  lt_session_set_now (get_session (stage), NOW);
  lt_session_sign_in (get_session (stage), officer, LT_SAMPLE_PASSPHRASE, &error);
  g_assert_no_error (error);
}

static LtRecord *
find_only (Stage *stage, const char *kind)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = lt_store_list (lt_session_get_store (get_session (stage)),
                                                 lt_kind_by_name (kind), NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (records->len, ==, 1);
  return lt_store_get (lt_session_get_store (get_session (stage)), lt_kind_by_name (kind),
                       &((LtRecord *) g_ptr_array_index (records, 0))->id, NULL);
}

/* An inspection that ends with an order, which is drafted, and @issued or not. */
static Stage *
begin (gboolean issued)
{
  Stage *stage = stage_new_sample ();
  g_autoptr (LtRecord) visit = NULL;
  g_autoptr (LtRecord) order = NULL;
  g_autoptr (LtRecord) draft = NULL;
  g_autoptr (LtRecord) submitted = NULL;
  g_autoptr (GError) error = NULL;

  sign_in (stage, "14030001");
  stage_run_verb (stage, "inspection", "record", "mine:SL-K01", "assisting_officer=14030002",
                  "finding=采场未洒水", "result=order", NULL);
  visit = find_only (stage, "inspection");
  order = lt_work_order_new (get_session (stage), visit, &error);
  g_assert_no_error (error);
  g_assert_true (lt_record_set (order, "measures", "立即洒水。", NULL));
  g_assert_true (lt_work_order_draft (get_session (stage), order, &error));
  if (!issued)
    return stage;
  draft = find_only (stage, "order");
  g_assert_true (lt_work_order_submit (get_session (stage), draft, &error));
  submitted = find_only (stage, "order");
  sign_in (stage, "14030004");
  lt_work_order_issue (get_session (stage), submitted, &error);
  g_assert_no_error (error);
  sign_in (stage, "14030001");
  return stage;
}

static void
open_only (Stage *stage, const char *kind)
{
  g_autoptr (LtRecord) record = find_only (stage, kind);
  g_autofree char *id = lt_id_to_text (&record->id);
  g_autofree char *target = g_strconcat (kind, "/", id, NULL);

  gtk_widget_activate_action (GTK_WIDGET (stage->window), "win.open-record", "s", target);
  stage_wait_page (stage, kind);
  stage_settle (stage);
}

/* What is drafted is shown by its inspection, and one is not offered once more. */
static void
test_has_order (void)
{
  g_autoptr (Stage) stage = begin (FALSE);
  g_autoptr (LtRecord) order = find_only (stage, "order");

  open_only (stage, "inspection");
  stage_wait_text (stage, "inspection-words", lt_record_get (order, "provisional_number"));
  g_assert_nonnull (strstr (gtk_button_get_label (GTK_BUTTON (stage_find (stage, "draft-order"))),
                            lt_record_get (order, "provisional_number")));
  stage_picture (stage, "inspection-with-order");
  stage_key (stage, GDK_KEY_d, GDK_CONTROL_MASK);
  stage_wait_page (stage, "order");
  stage_wait_text (stage, "order-title", lt_record_get (order, "provisional_number"));
  g_clear_pointer (&order, lt_record_free);
  order = find_only (stage, "order"); /* and there is no other */
}

static guint
count_rows (Stage *stage, const char *list)
{
  return g_list_model_get_n_items (
      gtk_drop_down_get_model (GTK_DROP_DOWN (stage_find (stage, list))));
}

/* Of the sample's five people two are officers: nobody, and who does not lead, are offered;
 * who is chosen stays when he is made to lead. */
static void
check_offered (Stage *stage)
{
  GtkDropDown *assisting = GTK_DROP_DOWN (stage_find (stage, "field-assisting_officer"));
  GtkDropDown *lead = GTK_DROP_DOWN (stage_find (stage, "field-lead_officer"));
  GtkStringList *rows = GTK_STRING_LIST (gtk_drop_down_get_model (assisting));

  g_assert_cmpuint (count_rows (stage, "field-lead_officer"), ==, 3);
  g_assert_cmpuint (count_rows (stage, "field-assisting_officer"), ==, 2);
  g_assert_nonnull (strstr (gtk_string_list_get_string (rows, 1), "14030002"));
  g_assert_cmpuint (gtk_drop_down_get_selected (assisting), ==, 1);
  gtk_drop_down_set_selected (lead, 2);
  stage_settle (stage);
  g_assert_cmpuint (count_rows (stage, "field-assisting_officer"), ==, 3);
  g_assert_nonnull (strstr (gtk_string_list_get_string (rows, 1), "14030001"));
  g_assert_cmpuint (gtk_drop_down_get_selected (assisting), ==, 2);
  gtk_drop_down_set_selected (lead, 1);
  stage_settle (stage);
  g_assert_cmpuint (count_rows (stage, "field-assisting_officer"), ==, 2);
}

/* 2026-11-20 and 15 days: the 5th of December. */
static void
test_next (void)
{
  g_autoptr (Stage) stage = begin (TRUE);

  open_only (stage, "order");
  stage_wait_text (stage, "order-words", "2026-12-05");
  g_assert_nonnull (strstr (stage_get_text (stage, "order-words"), "15"));
  stage_picture (stage, "order-issued");
  /* The key of the next step does nothing here, whatever button has the keyboard. */
  gtk_widget_grab_focus (stage_find (stage, "order-pdf"));
  stage_key (stage, GDK_KEY_Return, GDK_CONTROL_MASK);
  stage_settle (stage);
  stage_wait_no_dialog (stage);
  g_assert_cmpstr (lt_window_get_page (stage->window), ==, "order");
  stage_key (stage, GDK_KEY_n, GDK_CONTROL_MASK);
  stage_wait_page (stage, "inspection");
  g_assert_nonnull (strstr (stage_get_text (stage, "inspection-title"), "示例石料厂"));
  stage_settle (stage);
  check_offered (stage);
  stage_tab_to (stage, "field-finding");
  stage_type (stage, "ok");
  stage_picture (stage, "inspection-re-inspection");
  stage_click (stage, "result-no-problem");
  stage_key (stage, GDK_KEY_s, GDK_CONTROL_MASK);
  stage_settle (stage);
  stage_key (stage, GDK_KEY_Left, GDK_ALT_MASK);
  stage_wait_page (stage, "order");
  stage_wait_text (stage, "order-words", "2026-11-20 16:00");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/re-inspection/has-order", test_has_order);
  g_test_add_func ("/ui/re-inspection/next", test_next);
  return g_test_run ();
}
