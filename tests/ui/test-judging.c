/* SPDX-License-Identifier: GPL-3.0-or-later */

/* By what the values of a diagram are judged, by key. One window for all of it. */

#include "stage-attach.h"
#include "stage-import.h"

#include "ui/monitoring/chart-view.h"
#include "work/county.h"

#include <string.h>

static Stage *stage;

static LtChart *
get_chart (void)
{
  return lt_chart_view_get_chart (LT_CHART_VIEW (stage_find (stage, "chart")));
}

static gboolean
chart_has (gpointer n)
{
  LtChart *chart = get_chart ();

  return chart != NULL && lt_chart_count_values (chart) == GPOINTER_TO_UINT (n);
}

static void
wait_values (guint n)
{
  stage_wait (chart_has, GUINT_TO_POINTER (n), "as many values in the diagram");
}

static void
assert_words (const char *words)
{
  const char *text = stage_get_text (stage, "monitor-words");

  if (strstr (text, words) == NULL)
    g_error ("\"%s\" does not say \"%s\"", text, words);
}

static gboolean
words_say (gpointer words)
{
  return strstr (stage_get_text (stage, "monitor-words"), words) != NULL;
}

/* Whether the choice of items has one of this name at its top. */
static gboolean
item_is (gpointer name)
{
  GListModel *model = gtk_drop_down_get_model (GTK_DROP_DOWN (stage_find (stage, "monitor-item")));
  const char *first = gtk_string_list_get_string (GTK_STRING_LIST (model), 0);

  return first != NULL && g_str_has_prefix (first, name);
}

static void
choose (const char *list, int downward)
{
  stage_tab_to (stage, list);
  stage_choose (stage, downward);
  stage_settle (stage);
}

static gboolean
judge_is (gpointer words)
{
  GtkDropDown *choice = GTK_DROP_DOWN (stage_find (stage, "monitor-judge"));
  GtkStringObject *chosen = GTK_STRING_OBJECT (gtk_drop_down_get_selected_item (choice));

  return chosen != NULL && strstr (gtk_string_object_get_string (chosen), words) != NULL;
}

static gboolean
popover_says (gpointer words)
{
  GtkPopover *popover =
      gtk_menu_button_get_popover (GTK_MENU_BUTTON (stage_find (stage, "monitor-origin")));

  return popover != NULL && gtk_widget_get_mapped (GTK_WIDGET (popover))
         && stage_has_words (GTK_WIDGET (popover), words);
}

/* One key away: the comparison, the rule, and where it stands. */
static void
assert_explained (const char *comparison, const char *document)
{
  stage_tab_to (stage, "monitor-origin");
  stage_key (stage, GDK_KEY_space, 0);
  stage_wait (popover_says, (gpointer) comparison, "how the value is judged");
  g_assert_true (popover_says ((gpointer) document));
}

/* 70 is within the limit of the day before the standard changed, and above that of the day
 * after it; judged by the older standard neither is above. */
static void
test_judge (void)
{
  g_autofree char *passphrase = g_build_filename (stage->folder, "passphrase", NULL);
  g_autofree char *days = g_build_filename (stage->folder, "days.csv", NULL);

  g_assert_true (g_file_set_contents (passphrase, LT_SAMPLE_PASSPHRASE, -1, NULL));
  g_setenv ("LANTIAN_PASSPHRASE_FILE", passphrase, TRUE);
  g_assert_true (g_file_set_contents (days,
                                      "station,item,time,value\n1738A,SO2,2026-02-28,20\n"
                                      "1739A,PM2.5,2026-02-28,70\n1739A,PM2.5,2026-03-01,70\n",
                                      -1, NULL));
  stage_run_verb (stage, "import", "reading", days, "--set", "interval=day", NULL);
  stage_key (stage, GDK_KEY_5, GDK_ALT_MASK);
  stage_wait_page (stage, "monitoring");
  stage_wait_shown (stage, "chart");
  stage_wait (item_is, (gpointer) "PM2.5", "the item that was imported");
  choose ("monitor-item", -2);
  wait_values (2);
  stage_wait (judge_is, (gpointer) "当日", "that each day is judged by its own standard");
  stage_tab_to (stage, "chart");
  stage_key (stage, GDK_KEY_End, 0);
  assert_words ("GB 3095-2026 过渡阶段 二级：60");
  assert_explained ("70 > 60 µg/m³：超出", "GB 3095-2026，表1");
  stage_picture_of (stage,
                    GTK_WIDGET (gtk_menu_button_get_popover (
                        GTK_MENU_BUTTON (stage_find (stage, "monitor-origin")))),
                    "monitoring-verdict");
  stage_key (stage, GDK_KEY_Escape, 0);
  stage_tab_to (stage, "chart");
  stage_key (stage, GDK_KEY_Home, 0);
  g_assert_false (words_say ((gpointer) "GB 3095"));
  assert_explained ("70 < 75 µg/m³：未超出", "GB 3095-2012，表1");
  stage_key (stage, GDK_KEY_Escape, 0);
  stage_picture (stage, "monitoring-limits");
  choose ("monitor-judge", 2);
  stage_wait (judge_is, (gpointer) "GB 3095-2012", "the older standard for all days");
  wait_values (2);
  stage_tab_to (stage, "chart");
  stage_key (stage, GDK_KEY_End, 0);
  g_assert_false (words_say ((gpointer) "▼"));
  stage_picture (stage, "monitoring-one-standard");
}

static gboolean
table_says (gpointer words)
{
  return stage_has_words (stage_find (stage, "latest-table"), words);
}

/* The index of the same days, each by its own standard: 70 of PM2.5 is 94 by HJ 633-2012 and
 * 110 by HJ 633-2026, (150 - 100) / (115 - 60) * (70 - 60) + 100 rounded up; how it came about
 * is one key away. */
static void
test_index (void)
{
  choose ("monitor-item", 3);
  wait_values (3);
  stage_tab_to (stage, "chart");
  stage_key (stage, GDK_KEY_End, 0);
  assert_words ("AQI 20 优");
  stage_key (stage, GDK_KEY_Down, 0);
  assert_words ("AQI 94 良 · 首要污染物 PM2.5");
  stage_key (stage, GDK_KEY_Right, 0);
  assert_words ("AQI 110 轻度污染 · 首要污染物 PM2.5");
  stage_tab_to (stage, "monitor-origin");
  stage_key (stage, GDK_KEY_space, 0);
  stage_wait (popover_says, (gpointer) "(150 − 100) ÷ (115 − 60) × (70 − 60) + 100",
              "how the index came about");
  stage_picture (stage, "monitoring-index");
  stage_key (stage, GDK_KEY_Escape, 0);
  stage_tab_to (stage, "monitor-latest");
  stage_key (stage, GDK_KEY_space, 0);
  stage_settle (stage);
  stage_wait (table_says, (gpointer) "110 轻度污染 PM2.5", "the index in the table");
  stage_picture (stage, "monitoring-index-latest");
}

static gboolean
pane_says (gpointer words)
{
  GtkWidget *index = stage_find (stage, "station-index");

  return index != NULL && gtk_widget_get_mapped (index) && stage_has_words (index, words);
}

static gboolean
exceeded_says (gpointer words)
{
  GtkWidget *exceeded = stage_find (stage, "station-exceeded");

  return exceeded != NULL && gtk_widget_get_mapped (exceeded) && stage_has_words (exceeded, words);
}

/* The pane of the station says the same, and by key how it came about; of what is above a limit
 * the comparison and where the limit stands. */
static void
test_pane (void)
{
  g_autoptr (LtRecord) station = lt_store_find (lt_session_get_store (attach_stage_session (stage)),
                                                lt_kind_by_name ("station"), "1739A", NULL);
  g_autofree char *id = lt_id_to_text (&station->id);
  g_autofree char *target = g_strconcat ("station/", id, NULL);

  gtk_widget_activate_action (GTK_WIDGET (stage->window), "win.open-record", "s", target);
  stage_wait_page (stage, "map");
  stage_wait_shown (stage, "station-index");
  stage_wait (pane_says, (gpointer) "AQI 110 轻度污染 PM2.5", "the index in the pane");
  stage_tab_to (stage, "station-index");
  stage_key (stage, GDK_KEY_space, 0);
  stage_wait (pane_says, (gpointer) "PM2.5 70", "how it came about");
  stage_tab_to (stage, "station-exceeded");
  stage_key (stage, GDK_KEY_space, 0);
  stage_wait (exceeded_says, (gpointer) "70 > 60 µg/m³：超出", "how the limit is exceeded");
  g_assert_true (exceeded_says ((gpointer) "GB 3095-2026，表1"));
  stage_picture (stage, "station-index");
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  stage = stage_new_sample ();
  g_test_add_func ("/ui/judging/standard", test_judge);
  g_test_add_func ("/ui/judging/index", test_index);
  g_test_add_func ("/ui/judging/pane", test_pane);
  status = g_test_run ();
  g_clear_pointer (&stage, stage_free);
  return status;
}
