/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The rules of the plans and how the county stands to them: by key alone. */

#include "stage-import.h"
#include "stage.h"

#include "ui/targets/target-row.h"
#include "work/county.h"

#include <string.h>

#define NOW G_GINT64_CONSTANT (1795161600000) /* 2026-11-20T16:00 in China */

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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/targets/last-day", test_last_day);
  g_test_add_func ("/ui/targets/explains", test_explains);
  g_test_add_func ("/ui/targets/filters", test_filters);
  g_test_add_func ("/ui/targets/dates", test_dates);
  g_test_add_func ("/ui/targets/reported", test_reported);
  return g_test_run ();
}
