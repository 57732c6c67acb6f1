/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Ranks of the air on the page of the measured values, by key. The same days as in
 * tests/work/test-air-ranks.c, where the figures are worked out. */

#include "stage-import.h"

#include "work/county.h"

#include <string.h>

static Stage *stage;

static void
add_days (GString *text, const char *station, int year, const char *pm25)
{
  static const char *const items[] = { "PM10", "SO2", "NO2", "CO", "O3-8h-max" };
  static const char *const values[] = { "85", "15", "38", "1.6", "172" };

  for (guint day = 1; day <= 30; day++)
    {
      g_string_append_printf (text, "%s,PM2.5,%d-04-%02u,%s\n", station, year, day, pm25);
      for (guint i = 0; i < G_N_ELEMENTS (items); i++)
        g_string_append_printf (text, "%s,%s,%d-04-%02u,%s\n", station, items[i], year, day,
                                values[i]);
    }
}

static gboolean
words_say (gpointer words)
{
  return strstr (stage_get_text (stage, "rank-words"), words) != NULL;
}

static gboolean
items_are_there (gpointer unused)
{
  GListModel *model = gtk_drop_down_get_model (GTK_DROP_DOWN (stage_find (stage, "rank-item")));

  return model != NULL && g_list_model_get_n_items (model) == 7;
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
  g_autoptr (GString) text = g_string_new ("station,item,time,value\n");

  add_days (text, "1738A", 2026, "45");
  add_days (text, "1739A", 2026, "45");
  add_days (text, "1740A", 2026, "30");
  add_days (text, "1738A", 2025, "30");
  add_days (text, "1739A", 2025, "60");
  g_assert_true (g_file_set_contents (passphrase, LT_SAMPLE_PASSPHRASE, -1, NULL));
  g_setenv ("LANTIAN_PASSPHRASE_FILE", passphrase, TRUE);
  g_assert_true (g_file_set_contents (days, text->str, -1, NULL));
  stage_run_verb (stage, "import", "reading", days, "--set", "interval=day", "--set",
                  "rank=reviewed", NULL);
}

/* Without a day of air there is nothing to rank, and it is said. */
static void
test_nothing (void)
{
  stage_key (stage, GDK_KEY_5, GDK_ALT_MASK);
  stage_wait_page (stage, "monitoring");
  stage_wait_shown (stage, "chart");
  stage_tab_to (stage, "monitor-ranks");
  stage_key (stage, GDK_KEY_space, 0);
  stage_wait_shown (stage, "rank-view");
  stage_wait (words_say, (gpointer) "还没有", "that nothing was measured");
}

/* With the import the page has them: the index, by key to the places behind it. */
static void
test_ranks (void)
{
  import ();
  stage_wait (words_say, (gpointer) "2026-04", "the month of the days");
  g_assert_true (words_say ((gpointer) "5.09"));
  gtk_widget_grab_focus (stage_find (stage, "rank-view"));
  stage_key (stage, GDK_KEY_Down, 0);
  stage_wait (words_say, (gpointer) "5.59", "the second");
  g_assert_true (words_say ((gpointer) "并列"));
  stage_picture (stage, "monitoring-air-ranks");
}

static void
test_choices (void)
{
  stage_wait (items_are_there, NULL, "the index and its six items");
  choose ("rank-period", 2);
  stage_wait (words_say, (gpointer) "2026-01至04", "the year so far");
  choose ("rank-period", -2);
  stage_wait (words_say, (gpointer) "5.09", "the month again");
  choose ("rank-item", 6);
  stage_wait (words_say, (gpointer) "30.0 µg/m³", "the least PM2.5");
  stage_picture (stage, "monitoring-air-ranks-item");
  stage_key (stage, GDK_KEY_Page_Up, GDK_ALT_MASK);
  stage_wait (words_say, (gpointer) "2026-03", "the month before");
  g_assert_true (words_say ((gpointer) "无数据"));
  stage_key (stage, GDK_KEY_Page_Down, GDK_ALT_MASK);
  stage_wait (words_say, (gpointer) "2026-04", "the last month");
  choose ("rank-of", 1);
  stage_wait (words_say, (gpointer) "2026-04", "the areas");
  stage_picture (stage, "monitoring-air-ranks-areas");
}

/* The least PM2.5 among the areas or the stations, as a file: numbers are numbers there. */
static void
test_file (void)
{
  g_autofree char *path = g_build_filename (stage->folder, "ranks.csv", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  GtkWindow *chooser;

  choose ("rank-of", -1);
  stage_wait (words_say, (gpointer) "30.0 µg/m³", "the stations again");
  stage_key (stage, GDK_KEY_s, GDK_CONTROL_MASK | GDK_SHIFT_MASK);
  chooser = stage_wait_dialog (stage);
  stage_choose_path (stage, chooser, path);
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait_no_dialog (stage);
  stage_wait (words_say, (gpointer) "ranks.csv", "that it was saved");
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  g_assert_nonnull (strstr (lines[0], "2026-04"));
  g_assert_true (g_str_has_prefix (lines[1], "1,"));
  g_assert_nonnull (strstr (lines[1], ",30"));
  /* Two share the second rank; one of them had 30 a year ago: half as much again. */
  g_assert_true (g_str_has_prefix (lines[2], "2,"));
  g_assert_true (g_str_has_prefix (lines[3], "2,"));
  g_assert_nonnull (strstr (text, ",50.0,"));
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  stage = stage_new_sample ();
  g_test_add_func ("/ui/ranks/nothing", test_nothing);
  g_test_add_func ("/ui/ranks/ranks", test_ranks);
  g_test_add_func ("/ui/ranks/choices", test_choices);
  g_test_add_func ("/ui/ranks/file", test_file);
  status = g_test_run ();
  g_clear_pointer (&stage, stage_free);
  return status;
}
