/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Values that cannot be so, on the page of what was measured. */

#include "stage-import.h"

#include "ui/monitoring/chart-view.h"
#include "work/county.h"

#include <string.h>

static Stage *stage;

static gboolean
chart_has (gpointer n)
{
  LtChart *chart = lt_chart_view_get_chart (LT_CHART_VIEW (stage_find (stage, "chart")));

  return chart != NULL && lt_chart_count_values (chart) == GPOINTER_TO_UINT (n);
}

static gboolean
popover_says (gpointer words)
{
  GtkPopover *popover =
      gtk_menu_button_get_popover (GTK_MENU_BUTTON (stage_find (stage, "monitor-origin")));

  return popover != NULL && gtk_widget_get_mapped (GTK_WIDGET (popover))
         && stage_has_words (GTK_WIDGET (popover), words);
}

static gboolean
latest_says (gpointer words)
{
  return stage_has_words (stage_find (stage, "latest-table"), words);
}

/* Whether the choice of items has one of this name at its top. */
static gboolean
item_is (gpointer name)
{
  GListModel *model = gtk_drop_down_get_model (GTK_DROP_DOWN (stage_find (stage, "monitor-item")));
  const char *first = gtk_string_list_get_string (GTK_STRING_LIST (model), 0);

  return first != NULL && g_str_has_prefix (first, name);
}

/* Carbon monoxide in µg/m³ and a negative one: counted, marked, told as they were reported,
 * and in no line. */
static void
test_marked (void)
{
  g_autofree char *path = g_build_filename (stage->folder, "co.csv", NULL);
  g_autofree char *passphrase = g_build_filename (stage->folder, "passphrase", NULL);

  g_assert_true (g_file_set_contents (passphrase, LT_SAMPLE_PASSPHRASE, -1, NULL));
  g_setenv ("LANTIAN_PASSPHRASE_FILE", passphrase, TRUE);
  g_assert_true (g_file_set_contents (path,
                                      "station,item,time,value\n"
                                      "1739A,CO,2026-11-20T06:00,0.8\n"
                                      "1739A,CO,2026-11-20T07:00,860\n"
                                      "1739A,CO,2026-11-20T08:00,0.9\n"
                                      "1739A,CO,2026-11-20T09:00,1.1\n"
                                      "1739A,CO,2026-11-20T10:00,-0.1\n",
                                      -1, NULL));
  stage_run_verb (stage, "import", "reading", path, NULL);
  stage_key (stage, GDK_KEY_5, GDK_ALT_MASK);
  stage_wait_page (stage, "monitoring");
  stage_wait_shown (stage, "chart");
  /* The sample county's dust fall was there first. */
  stage_wait (item_is, (gpointer) "CO", "the item that was imported");
  stage_tab_to (stage, "monitor-item");
  stage_choose (stage, -1);
  stage_wait (chart_has, GUINT_TO_POINTER (3), "the three values that can be so");
  stage_assert_says (stage, "monitor-words", "2个值超出可能范围");
  stage_picture (stage, "monitoring-flagged");
  stage_tab_to (stage, "chart");
  stage_key (stage, GDK_KEY_Home, 0);
  stage_assert_says (stage, "monitor-words", "0.8 mg/m³");
  stage_key (stage, GDK_KEY_Right, 0);
  stage_assert_says (stage, "monitor-words", "860 mg/m³ · × 按报送值保留");
  stage_key (stage, GDK_KEY_End, 0);
  stage_assert_says (stage, "monitor-words", "-0.1 mg/m³ · × 按报送值保留");
  stage_tab_to (stage, "monitor-origin");
  stage_key (stage, GDK_KEY_space, 0);
  stage_wait (popover_says, (gpointer) "co.csv，第6行", "where the value comes from");
  stage_key (stage, GDK_KEY_Escape, 0);
  stage_tab_to (stage, "monitor-latest");
  stage_key (stage, GDK_KEY_space, 0);
  stage_wait (latest_says, (gpointer) "-0.1 × 超出可能范围", "the flag in the table");
  stage_picture (stage, "monitoring-flagged-latest");
}

/* The window tells an import's count as the command does. */
static void
test_report (void)
{
  g_autofree char *path = g_build_filename (stage->folder, "more.csv", NULL);

  g_assert_true (g_file_set_contents (path,
                                      "station,item,time,value\n"
                                      "1739A,CO,2026-11-20T11:00,1.2\n"
                                      "1739A,CO,2026-11-20T12:00,1200\n",
                                      -1, NULL));
  stage_sign_in (stage);
  stage_drop_one (stage, path);
  stage_press_next (stage);
  stage_assert_says (stage, "import-counts", "其中1个超出可能范围，将原样保留并标记");
  stage_picture (stage, "import-flagged");
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  stage = stage_new_sample ();
  g_test_add_func ("/ui/flagged-values/marked", test_marked);
  g_test_add_func ("/ui/flagged-values/report", test_report);
  status = g_test_run ();
  g_clear_pointer (&stage, stage_free);
  return status;
}
