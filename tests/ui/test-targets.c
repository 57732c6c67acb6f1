/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The rules of the plans and how the county stands to them: by key alone. */

#include "stage-import.h"
#include "stage.h"

#include "ui/targets/target-row.h"
#include "work/county.h"

#include <string.h>

#define NOW G_GINT64_CONSTANT (1795161600000) /* 2026-11-20T16:00 in China */

#define ROW(id, unit)                                                                              \
  "{\"id\":\"" id "\",\"plan\":\"SL21\",\"line\":2,\"title\":\"小锅炉台数\","                 \
  "\"quote\":\"小锅炉不超过30台\",\"derived_how\":\"\",\"hardness\":\"binding\","           \
  "\"effect\":\"target\",\"per\":\"area\",\"areas\":[\"140300\"],\"subject\":\"示例单位\","    \
  "\"responsible\":[],\"quantity\":\"coal-facility\",\"statistic\":\"left\",\"unit\":\"" unit      \
  "\",\"comparator\":\"<=\",\"limit\":\"30\",\"rounding\":\"\",\"valid_from\":\"2021-01-01\","     \
  "\"valid_to\":\"2021-12-31\",\"period\":\"year\",\"due\":\"\",\"evaluation\":\"count\","         \
  "\"parameters\":{},\"measured_by\":\"entered\",\"unsure\":\"\"}"

static Stage *
begin (void)
{
  Stage *stage = stage_new_sample ();

  lt_session_set_now (lt_window_get_session (stage->window), NOW);
  stage_key (stage, GDK_KEY_9, GDK_ALT_MASK);
  stage_wait_page (stage, "targets");
  stage_wait_shown (stage, "targets-table");
  return stage;
}

static GListModel *
get_rows (Stage *stage)
{
  return G_LIST_MODEL (
      gtk_column_view_get_model (GTK_COLUMN_VIEW (stage_find (stage, "targets-table"))));
}

static gboolean
is_hidden (gpointer widget)
{
  return !gtk_widget_get_mapped (widget);
}

static void
wait_in_force (Stage *stage)
{
  stage_wait (is_hidden, stage_find (stage, "targets-ended"), "rules that are in force");
}

static gboolean
has_fewer (gpointer user_data)
{
  gpointer *than = user_data;

  return g_list_model_get_n_items (get_rows (than[0])) < GPOINTER_TO_UINT (than[1]);
}

static void
choose_rule (Stage *stage, const char *id)
{
  GListModel *rows = get_rows (stage);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (LtTargetRow) row = g_list_model_get_item (rows, i);

      if (!g_str_equal (lt_target_row_get_target (row)->rule->id, id))
        continue;
      gtk_single_selection_set_selected (GTK_SINGLE_SELECTION (rows), i);
      return;
    }
  g_assert_not_reached ();
}

static gboolean
has_own_rule (gpointer stage)
{
  GListModel *rows = get_rows (stage);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (LtTargetRow) row = g_list_model_get_item (rows, i);

      if (g_str_equal (lt_target_row_get_target (row)->rule->id, "SL21-01"))
        return TRUE;
    }
  return FALSE;
}

/* The five plans are of 2019 to 2022: on a day of 2026 none is in force, and the page
 * leads to the last day on which one was. */
static void
test_last_day (void)
{
  g_autoptr (Stage) stage = begin ();

  stage_wait_text (stage, "targets-ended", "2026-11-20");
  stage_wait_text (stage, "targets-ended", "2022-12-31");
  stage_picture (stage, "targets-ended");
  stage_tab_to (stage, "targets-last-day");
  stage_key (stage, GDK_KEY_space, 0);
  wait_in_force (stage);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (stage_find (stage, "targets-date"))), ==,
                   "2022-12-31");
  stage_picture (stage, "targets");
}

/* The chosen line says where it stands in which plan, in the plan's words. */
static void
test_explains (void)
{
  g_autoptr (Stage) stage = begin ();
  g_autofree char *first = NULL;

  /* The table has the keyboard as soon as it is there. */
  stage_wait_text (stage, "targets-words", "晋政办发〔2020〕17号");
  first = g_strdup (stage_get_text (stage, "targets-words"));
  stage_key (stage, GDK_KEY_Down, 0);
  stage_wait_text (stage, "targets-words", "全省 11 个设区市二氧化硫年均浓度达到");
  g_assert_cmpstr (stage_get_text (stage, "targets-words"), !=, first);
}

/* One row for each rule that is shown, in their order, each with where it stands. */
static void
test_saved (void)
{
  g_autoptr (Stage) stage = begin ();
  g_autofree char *path = g_build_filename (stage->folder, "targets.csv", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint n;

  stage_tab_to (stage, "targets-plan");
  stage_choose (stage, 1);
  n = g_list_model_get_n_items (get_rows (stage));
  stage_key (stage, GDK_KEY_t, GDK_ALT_MASK);
  stage_choose_path (stage, stage_wait_dialog (stage), path);
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait_no_dialog (stage);
  stage_wait_text (stage, "targets-count", "已保存");
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, n + 2);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (LtTargetRow) row = g_list_model_get_item (get_rows (stage), i);
      const LtPlanRule *rule = lt_target_row_get_target (row)->rule;

      g_assert_true (g_str_has_prefix (lines[i + 1], rule->id)
                     || g_str_has_prefix (lines[i + 1] + 1, rule->id));
      g_assert_nonnull (strstr (lines[i + 1], rule->plan->number));
    }
}

static void
test_filters (void)
{
  g_autoptr (Stage) stage = begin ();
  gpointer than[] = { stage, GUINT_TO_POINTER (g_list_model_get_n_items (get_rows (stage))) };

  stage_tab_to (stage, "targets-plan");
  stage_choose (stage, 1);
  stage_wait (has_fewer, than, "the rules of one plan only");
  than[1] = GUINT_TO_POINTER (g_list_model_get_n_items (get_rows (stage)));
  /* In force on that day: none. */
  stage_tab_to (stage, "targets-verdict");
  stage_choose (stage, 1);
  stage_wait (has_fewer, than, "those in force only");
  g_assert_cmpuint (g_list_model_get_n_items (get_rows (stage)), ==, 0);
  g_assert_cmpstr (stage_get_text (stage, "targets-words"), ==, "");
}

/* What is no date is said, and nothing changes. */
static void
test_dates (void)
{
  g_autoptr (Stage) stage = begin ();
  guint n = g_list_model_get_n_items (get_rows (stage));

  stage_tab_to (stage, "targets-date");
  stage_key (stage, GDK_KEY_a, GDK_CONTROL_MASK);
  stage_type (stage, "2021-13-01");
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait_text (stage, "targets-count", "2021-12-31");
  g_assert_cmpuint (g_list_model_get_n_items (get_rows (stage)), ==, n);
  stage_key (stage, GDK_KEY_a, GDK_CONTROL_MASK);
  stage_type (stage, "2021-12-31");
  stage_key (stage, GDK_KEY_Return, 0);
  wait_in_force (stage);
  g_assert_cmpuint (g_list_model_get_n_items (get_rows (stage)), >, 0);
}

static gboolean
is_ready (gpointer widget)
{
  return gtk_widget_get_mapped (widget) && gtk_widget_is_sensitive (widget);
}

static void
open_report (Stage *stage)
{
  stage_tab_to (stage, "targets-report");
  stage_key (stage, GDK_KEY_space, 0);
  stage_wait_shown (stage, "figure-value");
}

/* What cannot be measured is reported beside its rule: the value, the day, and where it stands. */
static void
test_reported (void)
{
  g_autoptr (Stage) stage = begin ();

  stage_tab_to (stage, "targets-date");
  stage_key (stage, GDK_KEY_a, GDK_CONTROL_MASK);
  stage_type (stage, "2021-12-31");
  stage_key (stage, GDK_KEY_Return, 0);
  wait_in_force (stage);
  choose_rule (stage, "YQ21-21");
  g_assert_false (gtk_widget_is_sensitive (stage_find (stage, "targets-report")));
  stage_sign_in (stage);
  stage_wait (is_ready, stage_find (stage, "targets-report"), "who may report");
  open_report (stage);
  g_assert_cmpstr (stage_get_text (stage, "figure-day"), ==, "2021-12-31");
  stage_type (stage, "0630");
  stage_tab_to (stage, "figure-source");
  stage_type (stage, "p3");
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait_text (stage, "figure-problem", "2021-06-30");
  stage_picture (stage, "targets-report");
  stage_tab_to (stage, "figure-value");
  stage_key (stage, GDK_KEY_a, GDK_CONTROL_MASK);
  stage_type (stage, "2021-07-01");
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait_text (stage, "targets-words", "2021-07-01");
  stage_wait_text (stage, "targets-words", "p3");
  stage_picture (stage, "targets-reported");
}

static const char *
get_rule (Stage *stage, guint at)
{
  g_autoptr (LtTargetRow) row = g_list_model_get_item (get_rows (stage), at);

  return lt_target_row_get_target (row)->rule->id;
}

static guint
get_chosen (Stage *stage)
{
  return gtk_single_selection_get_selected (GTK_SINGLE_SELECTION (get_rows (stage)));
}

/* In the order of verdicts what is reported goes elsewhere, and who reported it goes with it:
 * the arrow keys lead to its neighbours there. */
static void
test_stays (void)
{
  g_autoptr (Stage) stage = begin ();
  GtkColumnView *view = GTK_COLUMN_VIEW (stage_find (stage, "targets-table"));
  GListModel *columns = gtk_column_view_get_columns (view);
  g_autoptr (GtkColumnViewColumn) verdict =
      g_list_model_get_item (columns, g_list_model_get_n_items (columns) - 1);
  guint before, after;

  stage_tab_to (stage, "targets-date");
  stage_key (stage, GDK_KEY_a, GDK_CONTROL_MASK);
  stage_type (stage, "2021-12-31");
  stage_key (stage, GDK_KEY_Return, 0);
  wait_in_force (stage);
  gtk_column_view_sort_by_column (view, verdict, GTK_SORT_ASCENDING);
  choose_rule (stage, "YQ21-21");
  before = get_chosen (stage);
  stage_sign_in (stage);
  stage_wait (is_ready, stage_find (stage, "targets-report"), "who may report");
  open_report (stage);
  stage_type (stage, "2021-06-01");
  stage_tab_to (stage, "figure-source");
  stage_type (stage, "p3");
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait_text (stage, "targets-words", "p3");
  stage_settle (stage);
  after = get_chosen (stage);
  g_assert_cmpstr (get_rule (stage, after), ==, "YQ21-21");
  g_assert_cmpuint (after, !=, before);
  g_assert_cmpuint (after, >, 0);
  stage_key (stage, GDK_KEY_Down, 0);
  g_assert_cmpuint (get_chosen (stage), ==, after + 1);
  stage_key (stage, GDK_KEY_Up, 0);
  stage_key (stage, GDK_KEY_Up, 0);
  g_assert_cmpuint (get_chosen (stage), ==, after - 1);
}

/* ---- what the county adds ------------------------------------------------------ */

static void
sign_in_keeper (Stage *stage)
{
  g_autoptr (GError) error = NULL;

  lt_session_sign_in (lt_window_get_session (stage->window), "14030005", LT_SAMPLE_PASSPHRASE,
                      &error);
  g_assert_no_error (error);
  stage_settle (stage);
}

static void
go_to_2021 (Stage *stage)
{
  stage_tab_to (stage, "targets-date");
  stage_key (stage, GDK_KEY_a, GDK_CONTROL_MASK);
  stage_type (stage, "2021-12-31");
  stage_key (stage, GDK_KEY_Return, 0);
  wait_in_force (stage);
}

static gboolean
says_not (gpointer stage)
{
  return strstr (stage_get_text (stage, "targets-words"), "No 1") == NULL;
}

static void
open_override (Stage *stage)
{
  stage_tab_to (stage, "targets-override");
  stage_key (stage, GDK_KEY_space, 0);
  stage_wait_shown (stage, "override-limit");
}

/* The county's own limit: what cannot be is said in the form; what is laid down is in the
 * explanation, and ended again the plan holds. */
static void
test_override (void)
{
  g_autoptr (Stage) stage = begin ();

  go_to_2021 (stage);
  choose_rule (stage, "YQ21-19");
  stage_sign_in (stage);
  g_assert_false (gtk_widget_is_sensitive (stage_find (stage, "targets-override")));
  sign_in_keeper (stage);
  stage_wait (is_ready, stage_find (stage, "targets-override"), "who may lay down a limit");
  open_override (stage);
  g_assert_nonnull (strstr (stage_get_text (stage, "override-plan"), "= 0"));
  stage_type (stage, "x");
  stage_tab_to (stage, "override-reason");
  stage_type (stage, "why");
  stage_tab_to (stage, "override-citation");
  stage_type (stage, "No 1");
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait_text (stage, "override-problem", "7.5");
  stage_picture (stage, "targets-override");
  stage_tab_to (stage, "override-limit");
  stage_key (stage, GDK_KEY_a, GDK_CONTROL_MASK);
  stage_type (stage, "2");
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait_text (stage, "targets-words", "No 1");
  stage_picture (stage, "targets-overridden");
  open_override (stage);
  g_assert_cmpstr (stage_get_text (stage, "override-limit"), ==, "2");
  stage_tab_to (stage, "override-end");
  stage_key (stage, GDK_KEY_space, 0);
  stage_wait (says_not, stage, "the plan's own limit");
}

/* Two rows, the second with a unit that there is not. */
static const char plan[] =
    "{\"about\":\"\",\"plan\":\"SL21\",\"title\":\"示例计划\",\"number\":\"\","
    "\"issued\":\"\",\"file\":\"SL21.txt\",\"area\":\"140300\",\"valid_from\":\"2021-01-01\","
    "\"valid_to\":\"2021-12-31\",\"rows\":[" ROW ("SL21-01", "台") "," ROW ("SL21-02", "斤") "]}";

static gboolean
is_written (gpointer path)
{
  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/* The sample is saved by keys, and what is a plan of the program already is refused: nobody has
 * written another in its place. */
static void
test_sample (void)
{
  g_autoptr (Stage) stage = begin ();
  g_autofree char *rows = g_build_filename (stage->folder, "样表.csv", NULL);
  g_autofree char *text = g_build_filename (stage->folder, "样表.txt", NULL);

  go_to_2021 (stage);
  choose_rule (stage, "YQ21-32");
  sign_in_keeper (stage);
  stage_wait (is_ready, stage_find (stage, "targets-add-plan"), "who may add a plan");
  stage_tab_to (stage, "targets-add-plan");
  stage_key (stage, GDK_KEY_space, 0);
  stage_wait_text (stage, "plan-adding-words", "样表");
  stage_tab_to (stage, "plan-adding-sample");
  stage_key (stage, GDK_KEY_space, 0);
  stage_wait_dialog (stage);
  stage_key (stage, GDK_KEY_a, GDK_CONTROL_MASK);
  stage_type (stage, rows);
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait_no_dialog (stage);
  stage_wait (is_written, rows, "the sample");
  g_assert_true (g_file_set_contents (text, "x\n", -1, NULL));
  stage_tab_to (stage, "plan-adding-rows");
  stage_key (stage, GDK_KEY_space, 0);
  stage_choose_path (stage, stage_wait_dialog (stage), rows);
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait_no_dialog (stage);
  stage_wait_text (stage, "plan-adding-problem", "YQ21");
  g_assert_false (gtk_widget_is_sensitive (stage_find (stage, "plan-adding-add")));
}

/* A plan from a file: without its text it is not looked at; then what is refused and why,
 * and the good row is added by a key. */
static void
test_add_plan (void)
{
  g_autoptr (Stage) stage = begin ();
  g_autofree char *rows = g_build_filename (stage->folder, "SL21.json", NULL);
  g_autofree char *text = g_build_filename (stage->folder, "text.txt", NULL);

  g_assert_true (g_file_set_contents (rows, plan, -1, NULL));
  g_assert_true (g_file_set_contents (text, "示例计划\n小锅炉不超过30台\n", -1, NULL));
  go_to_2021 (stage);
  sign_in_keeper (stage);
  stage_wait (is_ready, stage_find (stage, "targets-add-plan"), "who may add a plan");
  stage_tab_to (stage, "targets-add-plan");
  stage_key (stage, GDK_KEY_space, 0);
  /* What is to be done is said first; the button for the file has the keyboard. */
  stage_wait_text (stage, "plan-adding-words", "样表");
  stage_picture (stage, "targets-adding-begin");
  stage_key (stage, GDK_KEY_space, 0);
  stage_choose_path (stage, stage_wait_dialog (stage), rows);
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait_no_dialog (stage);
  stage_wait_text (stage, "plan-adding-problem", "SL21.json");
  g_assert_false (gtk_widget_is_sensitive (stage_find (stage, "plan-adding-add")));
  stage_tab_to (stage, "plan-adding-text");
  stage_key (stage, GDK_KEY_space, 0);
  stage_choose_path (stage, stage_wait_dialog (stage), text);
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait_no_dialog (stage);
  stage_wait_text (stage, "plan-adding-words", "SL21-02");
  stage_wait_text (stage, "plan-adding-words", "斤");
  stage_wait_text (stage, "plan-adding-words", "SL21-01");
  stage_picture (stage, "targets-adding");
  stage_tab_to (stage, "plan-adding-add");
  stage_key (stage, GDK_KEY_space, 0);
  stage_wait_shown (stage, "targets-table");
  stage_wait (has_own_rule, stage, "the rule of the own plan");
  /* What was added is what is shown, and the others are a choice away. */
  g_assert_cmpuint (g_list_model_get_n_items (get_rows (stage)), ==, 1);
  stage_wait_text (stage, "targets-words", "小锅炉不超过30台");
  stage_picture (stage, "targets-added");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/targets/last-day", test_last_day);
  g_test_add_func ("/ui/targets/explains", test_explains);
  g_test_add_func ("/ui/targets/filters", test_filters);
  g_test_add_func ("/ui/targets/saved", test_saved);
  g_test_add_func ("/ui/targets/dates", test_dates);
  g_test_add_func ("/ui/targets/reported", test_reported);
  g_test_add_func ("/ui/targets/stays", test_stays);
  g_test_add_func ("/ui/targets/override", test_override);
  g_test_add_func ("/ui/targets/sample", test_sample);
  g_test_add_func ("/ui/targets/add-plan", test_add_plan);
  return g_test_run ();
}
