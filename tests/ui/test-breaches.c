/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is over a limit, by key: GB 3095-2026 allows 60 µg/m³ of PM2.5 a day until 2030, so that
 * 70 is 10 beyond it and 60 is not. */

#include "stage-attach.h"
#include "stage-import.h"

#include "work/county.h"

#include <string.h>

#define NOW G_GINT64_CONSTANT (1795161600000) /* 2026-11-20T16:00 in China */

static Stage *stage;

static guint
count_rows (void)
{
  return g_list_model_get_n_items (G_LIST_MODEL (
      gtk_column_view_get_model (GTK_COLUMN_VIEW (stage_find (stage, "breaches-table")))));
}

static gboolean
has_rows (gpointer n)
{
  return count_rows () == GPOINTER_TO_UINT (n);
}

static void
wait_rows (guint n)
{
  stage_wait (has_rows, GUINT_TO_POINTER (n), "as many lines");
}

static gboolean
page_says (gpointer words)
{
  return stage_has_words (stage_find (stage, "breaches-page"), words);
}

/* The sample county keeps all its limits. */
static void
test_none (void)
{
  lt_session_set_now (lt_window_get_session (stage->window), NOW);
  stage_key (stage, GDK_KEY_0, GDK_ALT_MASK);
  stage_wait_page (stage, "breaches");
  stage_wait (page_says, (gpointer) "没有超标", "that there is nothing");
  stage_picture (stage, "breaches-none");
}

/* What comes in while the page is looked at is there by itself. 赛鱼 is the only station of
 * 矿区 in the sample: what is over at the one is over in the other. */
static void
test_days (void)
{
  g_autofree char *passphrase = g_build_filename (stage->folder, "passphrase", NULL);
  g_autofree char *days = g_build_filename (stage->folder, "days.csv", NULL);

  g_assert_true (g_file_set_contents (passphrase, LT_SAMPLE_PASSPHRASE, -1, NULL));
  g_setenv ("LANTIAN_PASSPHRASE_FILE", passphrase, TRUE);
  g_assert_true (g_file_set_contents (days,
                                      "station,item,time,value\n"
                                      "1738A,PM2.5,2026-11-18,60\n"
                                      "1739A,PM2.5,2026-11-18,70\n"
                                      "1739A,SO2,2026-11-19,151\n",
                                      -1, NULL));
  stage_run_verb (stage, "import", "reading", days, "--set", "interval=day", NULL);
  stage_wait_shown (stage, "breaches-table");
  wait_rows (4);
  /* The newest first. */
  stage_wait_text (stage, "breaches-words", "SO2");
  stage_wait_text (stage, "breaches-words", "2026-11-19");
  stage_wait_text (stage, "breaches-words", "151");
  stage_tab_to (stage, "breaches-table");
  stage_key (stage, GDK_KEY_Down, 0);
  stage_key (stage, GDK_KEY_Down, 0);
  stage_wait_text (stage, "breaches-words", "70");
  stage_wait_text (stage, "breaches-words", "60");
  stage_wait_text (stage, "breaches-words", "GB 3095-2026");
  stage_picture (stage, "breaches");
}

static void
test_filters (void)
{
  stage_tab_to (stage, "breaches-title");
  stage_choose (stage, 1);
  wait_rows (2);
  stage_tab_to (stage, "breaches-unit");
  stage_choose (stage, 1);
  wait_rows (1);
  stage_wait_text (stage, "breaches-words", "赛鱼");
  stage_choose (stage, 1);
  wait_rows (1);
  stage_wait_text (stage, "breaches-words", "矿区");
}

/* The line that is shown and no other, with the rule and where it stands. */
static void
test_saved (void)
{
  g_autofree char *path = g_build_filename (stage->folder, "over.csv", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  stage_key (stage, GDK_KEY_t, GDK_ALT_MASK);
  stage_choose_path (stage, stage_wait_dialog (stage), path);
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait_no_dialog (stage);
  stage_wait_text (stage, "breaches-count", "已保存");
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 3); /* the last one is ended, too */
  g_assert_nonnull (strstr (lines[1], "2026-11-19"));
  g_assert_nonnull (strstr (lines[1], "矿区"));
  g_assert_nonnull (strstr (lines[1], "≤ 150 µg/m³"));
  g_assert_nonnull (strstr (lines[1], "GB 3095-2026"));
}

static void
test_opened (void)
{
  stage_tab_to (stage, "breaches-open");
  stage_key (stage, GDK_KEY_space, 0);
  stage_wait_page (stage, "map");
  stage_wait_shown (stage, "detail-title");
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  stage = stage_new_sample ();
  g_test_add_func ("/ui/breaches/none", test_none);
  g_test_add_func ("/ui/breaches/days", test_days);
  g_test_add_func ("/ui/breaches/filters", test_filters);
  g_test_add_func ("/ui/breaches/saved", test_saved);
  g_test_add_func ("/ui/breaches/opened", test_opened);
  status = g_test_run ();
  g_clear_pointer (&stage, stage_free);
  return status;
}
