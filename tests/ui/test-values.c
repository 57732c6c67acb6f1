/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Measured values as a table in place of the diagram, by key and by pointer: where each comes
 * from, sorted by a heading, as a file. */

#include "stage-import.h"

#include "ui/monitoring/value-table.h"
#include "work/county.h"

#include <string.h>

/* Of two stations; 200 is above any limit of a day, 1738A has nothing of the 16th. */
#define DAYS                                                                                       \
  "station,item,time,value\n"                                                                      \
  "1738A,PM2.5,2026-11-15,12\n"                                                                    \
  "1739A,PM2.5,2026-11-15,20\n"                                                                    \
  "1739A,PM2.5,2026-11-16,200\n"                                                                   \
  "1738A,PM2.5,2026-11-17,25\n"                                                                    \
  "1739A,PM2.5,2026-11-17,15\n"

static Stage *stage;

static LtValueTable *
get_table (void)
{
  return LT_VALUE_TABLE (stage_find (stage, "value-table"));
}

static gboolean
table_has (gpointer n)
{
  return lt_value_table_count (get_table ()) == GPOINTER_TO_UINT (n);
}

static gboolean
words_say (gpointer words)
{
  return strstr (stage_get_text (stage, "monitor-words"), words) != NULL;
}

static gboolean
item_is (gpointer name)
{
  GListModel *model = gtk_drop_down_get_model (GTK_DROP_DOWN (stage_find (stage, "monitor-item")));
  const char *first = gtk_string_list_get_string (GTK_STRING_LIST (model), 0);

  return first != NULL && g_str_has_prefix (first, name);
}

static gboolean
popover_says (gpointer words)
{
  GtkPopover *popover =
      gtk_menu_button_get_popover (GTK_MENU_BUTTON (stage_find (stage, "monitor-origin")));

  return popover != NULL && gtk_widget_get_mapped (GTK_WIDGET (popover))
         && stage_has_words (GTK_WIDGET (popover), words);
}

static void
choose (const char *list, int downward)
{
  stage_tab_to (stage, list);
  stage_choose (stage, downward);
  stage_settle (stage);
}

static void
import (void)
{
  g_autofree char *days = g_build_filename (stage->folder, "days.csv", NULL);
  g_autofree char *passphrase = g_build_filename (stage->folder, "passphrase", NULL);

  g_assert_true (g_file_set_contents (passphrase, LT_SAMPLE_PASSPHRASE, -1, NULL));
  g_setenv ("LANTIAN_PASSPHRASE_FILE", passphrase, TRUE);
  g_assert_true (g_file_set_contents (days, DAYS, -1, NULL));
  stage_run_verb (stage, "import", "reading", days, "--set", "interval=day", "--set",
                  "rank=reviewed", NULL);
}

/* The last of the forms: a row for each value, the latest first. */
static void
test_rows (void)
{
  import ();
  stage_key (stage, GDK_KEY_5, GDK_ALT_MASK);
  stage_wait_page (stage, "monitoring");
  stage_wait_shown (stage, "chart");
  stage_wait (item_is, (gpointer) "PM2.5", "the items that were imported");
  choose ("monitor-item", -1);
  choose ("monitor-form", 4);
  stage_wait_shown (stage, "value-table");
  stage_wait (table_has, GUINT_TO_POINTER (5), "all values");
  stage_tab_to (stage, "measured-values");
  stage_key (stage, GDK_KEY_Down, 0);
  stage_key (stage, GDK_KEY_Down, 0);
  stage_wait (words_say, (gpointer) "2026-11-16 · 200 µg/m³ · ▼ 超过", "the value of the 16th");
  stage_settle (stage);
  stage_picture (stage, "monitoring-values");
}

/* Enter says how it is judged and where it comes from. */
static void
test_origin (void)
{
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait (popover_says, (gpointer) "days.csv，第4行", "the line that the value comes from");
  stage_picture (stage, "monitoring-values-origin");
  stage_key (stage, GDK_KEY_Escape, 0);
  stage_settle (stage);
}

/* The value's heading, twice: the greatest first. */
static void
test_heading (void)
{
  GtkWidget *view = stage_find (stage, "measured-values");
  LtValueOrder order;

  for (int i = 0; i < 2; i++)
    {
      int x = 20;

      /* Columns are as wide as their words: the heading is looked for from the left. */
      do
        {
          stage_click_at (stage, view, x, 12);
          stage_settle (stage);
          order = lt_value_table_get_order (get_table ());
          x += 40;
        }
      while (x < 600 && (order.column != LT_VALUE_NUMBER || order.downward != (i == 1)));
    }
  g_assert_cmpint (order.column, ==, LT_VALUE_NUMBER);
  g_assert_true (order.downward);
  stage_tab_to (stage, "measured-values");
  stage_key (stage, GDK_KEY_Home, 0);
  stage_wait (words_say, (gpointer) "200 µg/m³", "the greatest value");
  stage_key (stage, GDK_KEY_End, 0);
  stage_wait (words_say, (gpointer) " 12 µg/m³", "the least");
}

/* As it is seen: the greatest first, with what judges it. */
static void
test_file (void)
{
  g_autofree char *path = g_build_filename (stage->folder, "values.csv", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  GtkWindow *chooser;

  stage_tab_to (stage, "monitor-save");
  stage_key (stage, GDK_KEY_space, 0);
  chooser = stage_wait_dialog (stage);
  stage_choose_path (stage, chooser, path);
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait_no_dialog (stage);
  stage_wait (words_say, (gpointer) "values.csv", "that it was saved");
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  g_assert_nonnull (strstr (lines[0], "PM2.5 (µg/m³)"));
  g_assert_nonnull (strstr (lines[1], "2026-11-16"));
  g_assert_nonnull (strstr (lines[1], "200"));
  g_assert_nonnull (strstr (lines[1], "▼ 超过"));
  g_assert_nonnull (strstr (lines[2], "25"));
  g_assert_nonnull (strstr (lines[5], "12"));
}

static gboolean
explanation_says (gpointer words)
{
  GtkPopover *popover =
      gtk_menu_button_get_popover (GTK_MENU_BUTTON (stage_find (stage, "monitor-explain")));

  return popover != NULL && gtk_widget_get_mapped (GTK_WIDGET (popover))
         && stage_has_words (GTK_WIDGET (popover), words);
}

static gboolean
latest_says (gpointer words)
{
  return strstr (stage_get_text (stage, "latest-words"), words) != NULL;
}

/* Any number of what was measured last: Left and Right choose it, a key explains it. */
static void
test_latest (void)
{
  stage_tab_to (stage, "monitor-latest");
  stage_key (stage, GDK_KEY_space, 0);
  stage_wait_shown (stage, "latest-table");
  stage_wait (latest_says, (gpointer) "市中心", "the first station");
  gtk_widget_grab_focus (stage_find (stage, "latest-table"));
  stage_key (stage, GDK_KEY_Right, 0);
  stage_wait (latest_says, (gpointer) "AQI · NA", "its index");
  stage_key (stage, GDK_KEY_Left, 0);
  stage_wait (latest_says, (gpointer) "PM2.5 (µg/m³) · 25", "its PM2.5");
  stage_key (stage, GDK_KEY_c, GDK_ALT_MASK);
  stage_wait (explanation_says, (gpointer) "days.csv，第5行", "where the number comes from");
  g_assert_true (explanation_says ((gpointer) "GB 3095-2026"));
  stage_picture (stage, "monitoring-latest-explained");
  stage_key (stage, GDK_KEY_Escape, 0);
}

/* A month of a site, by the keys of that table. */
static void
test_dust (void)
{
  stage_tab_to (stage, "monitor-dust");
  stage_key (stage, GDK_KEY_space, 0);
  stage_wait_shown (stage, "dust-view");
  gtk_widget_grab_focus (stage_find (stage, "dust-view"));
  stage_key (stage, GDK_KEY_Down, 0);
  stage_key (stage, GDK_KEY_c, GDK_ALT_MASK);
  stage_wait (explanation_says, (gpointer) "t/(km²·30d)", "the sample of the month");
  stage_wait (explanation_says, (gpointer) "没有现行有效的限值", "that no plan is in force");
  stage_picture (stage, "monitoring-dust-explained");
  stage_key (stage, GDK_KEY_Escape, 0);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  stage = stage_new_sample ();
  g_test_add_func ("/ui/values/rows", test_rows);
  g_test_add_func ("/ui/values/origin", test_origin);
  g_test_add_func ("/ui/values/heading", test_heading);
  g_test_add_func ("/ui/values/file", test_file);
  g_test_add_func ("/ui/values/latest", test_latest);
  g_test_add_func ("/ui/values/dust", test_dust);
  status = g_test_run ();
  g_clear_pointer (&stage, stage_free);
  return status;
}
