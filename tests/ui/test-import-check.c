/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the officer is shown before anything is written: which field of which record
 * changes, what is odd, and what the coordinates and stations are taken for. */

#include "stage-import.h"

#include "ui/forms/field-words.h"
#include "ui/importing/text-table.h"
#include "work/records.h"

#include <string.h>

#define HEAD "编号,名称,状态,当事人,经度,纬度\n"

static char *
write_table (Stage *stage, const char *name, const char *text)
{
  char *path = g_build_filename (stage->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

static LtRecord *
find_mine (Stage *stage, const char *code)
{
  return lt_store_find_by_key (lt_session_get_store (lt_window_get_session (stage->window)),
                               lt_kind_by_name ("mine"), code);
}

static void
assert_table_has (Stage *stage, const char *name, const char *row)
{
  GtkWidget *table = gtk_widget_get_ancestor (stage_find (stage, name), LT_TYPE_TEXT_TABLE);
  g_autofree char *text = lt_text_table_to_text (LT_TEXT_TABLE (table));

  if (strstr (text, row) == NULL)
    g_error ("%s does not have \"%s\": %s", name, row, text);
}

static void
choose_datum (Stage *stage, const char *button)
{
  stage_wait_shown (stage, button);
  stage_click (stage, button);
  stage_press_next (stage);
  stage_wait_shown (stage, "import-counts");
}

/* Beijing lies 150 km and more from the sample county. */
static void
test_changes (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  g_autoptr (LtRecord) old = find_mine (stage, "SL-K01");
  g_autofree char *row =
      g_strdup_printf ("2\t%s\t当事人\t%s\t换了的公司", lt_record_get (old, "name"),
                       lt_record_get (old, "party"));
  g_autofree char *path = write_table (stage, "mines.csv",
                                       HEAD "SL-K01,示例石料厂,停产,换了的公司,,\n"
                                            "东山煤矿,东山煤矿,生产,甲,113.58,37.86\n"
                                            "K905,远方矿,生产,乙,116.40,39.90\n"
                                            "K906,近处矿,生产,乙,113.60,37.89\n");

  stage_sign_in (stage);
  stage_drop_one (stage, path);
  stage_press_next (stage);
  choose_datum (stage, "datum-wgs84");
  stage_picture (stage, "import-check-changes");
  assert_table_has (stage, "import-changes", row);
  assert_table_has (stage, "import-changes", "2\t示例石料厂\t状态\t生产\t停产");
  stage_assert_says (stage, "import-notes", "WGS-84");
  stage_assert_says (stage, "import-notes",
                     "有 1 行位于本县区 50 km 以外（第一处为“远方矿”，第 4 行）");
  stage_assert_says (stage, "import-notes",
                     "有 1 行像是文字而不是编号（第一处为“东山煤矿”，第 3 行）");
  g_assert_cmpstr (lt_record_get (old, "mine_state"), ==, "operating");
}

/* The place of a mine, to the sixth decimal. */
static void
assert_place (Stage *stage, const char *code, double longitude, double latitude, double tolerance)
{
  g_autoptr (LtRecord) mine = find_mine (stage, code);
  g_autoptr (LtShape) shape = lt_record_get_shape (mine);
  double x, y;

  lt_shape_get_anchor (shape, &x, &y);
  g_assert_cmpfloat_with_epsilon (x, longitude, tolerance);
  g_assert_cmpfloat_with_epsilon (y, latitude, tolerance);
}

/* A file that says itself that it is in degrees of WGS-84 is read otherwise, where the
 * officer knows better. */
static void
test_datum (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  g_autofree char *path =
      write_table (stage, "m.kml",
                   "<?xml version=\"1.0\" encoding=\"UTF-8\"?><kml "
                   "xmlns=\"http://www.opengis.net/kml/2.2\"><Document><Placemark><name>新矿</name>"
                   "<ExtendedData><Data name=\"code\"><value>K911</value></Data></ExtendedData>"
                   "<Point><coordinates>113.58,37.86</coordinates></Point></Placemark></Document>"
                   "</kml>");

  stage_sign_in (stage);
  stage_drop_one (stage, path);
  stage_choose_kind (stage, "矿山");
  stage_press_next (stage);
  stage_press_next (stage);
  stage_wait_shown (stage, "import-datum");
  g_assert_nonnull (
      strstr (gtk_button_get_label (GTK_BUTTON (stage_find (stage, "import-datum"))), "WGS-84"));
  stage_tab_to (stage, "import-datum");
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait_work (stage);
  stage_wait_shown (stage, "datum-gcj02");
  stage_assert_says (stage, "datum-words", "文件自身注明：WGS-84");
  stage_picture (stage, "import-check-datum");
  choose_datum (stage, "datum-gcj02");
  stage_assert_says (stage, "import-notes", "GCJ-02");
  stage_press_next (stage);
  stage_wait_shown (stage, "import-undo");
  assert_place (stage, "K911", 113.58 - 0.0066, 37.86 - 0.0006, 0.0015);
}

/* Which city hours are of is said, and can be said otherwise. */
static void
test_city (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  g_autofree char *path = write_table (stage, "石家庄.csv",
                                       "Date,Hour,WatchPoint,AQI,Level,PrimaryPollution,PM2.5,PM10,"
                                       "CO,NO2,O3_1h,O3_8h,SO2\n"
                                       "2020-04-02,1,某站,10,优,,10,20,0.5,10,20,30,5\n");

  stage_sign_in (stage);
  stage_drop_one (stage, path);
  stage_press_next (stage);
  stage_wait_shown (stage, "import-counts");
  stage_assert_says (stage, "import-notes", "石家庄");
  stage_tab_to (stage, "import-back");
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait_shown (stage, "import-city");
  stage_tab_to (stage, "import-city");
  stage_type (stage, "Yangquan");
  stage_picture (stage, "import-check-city");
  stage_press_next (stage);
  stage_wait_shown (stage, "import-counts");
  stage_assert_says (stage, "import-notes", "Yangquan");
}

/* What is said on the screen has no word of the command line in it. */
static void
test_words (void)
{
  static const struct
  {
    const char *said;
    const char *shown;
  } cases[] = {
    { "a.zip 含多个部分。请用 --part 选择其一：甲、乙。", "a.zip 含多个部分。" },
    { "它的列名和文件名都没有说明城市。请用 --set city=名称 指明。另请核对。",
      "它的列名和文件名都没有说明城市。另请核对。" },
    { "One half is known. Name both with --map A=longitude. Nothing was changed.",
      "One half is known. Nothing was changed." },
    { "可能已有（--add-candidates）。", "可能已有。" },
    { "请用 --part 选择其一", "请用 --part 选择其一" },
    { "井深 5--7 m。", "井深 5--7 m。" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *plain = lt_plain_words (cases[i].said);

      g_assert_cmpstr (plain, ==, cases[i].shown);
    }
}

/* Every problem of a row is told; what is refused is saved, mended and imported; and what
 * would change nothing cannot be imported once more. */
static void
test_refused (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  g_autofree char *path = write_table (stage, "bad.csv",
                                       HEAD "K921,一号矿,生产,甲,113.58,37.86\n"
                                            "K922,二号矿,跳舞,甲,东,37.87\n");
  g_autofree char *saved = g_build_filename (stage->folder, "mend.csv", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GString) mended = NULL;
  g_autoptr (LtRecord) mine = NULL;

  stage_sign_in (stage);
  stage_drop_one (stage, path);
  stage_press_next (stage);
  choose_datum (stage, "datum-wgs84");
  stage_assert_says (stage, "import-counts", "将拒收 1 行");
  assert_table_has (stage, "import-problems", "3\t状态\t跳舞");
  assert_table_has (stage, "import-problems", "3\t经度\t东");
  stage_press_next (stage);
  stage_wait_shown (stage, "import-save-refused");
  stage_picture (stage, "import-refused");
  stage_tab_to (stage, "import-save-refused");
  stage_key (stage, GDK_KEY_Return, 0);
  stage_choose_path (stage, stage_wait_dialog (stage), saved);
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait_no_dialog (stage);
  stage_wait_shown (stage, "import-told");
  stage_assert_says (stage, "import-told", "mend.csv");
  stage_picture (stage, "import-refused-saved");
  g_assert_true (g_file_get_contents (saved, &text, NULL, NULL));
  g_assert_null (strstr (text, "K921"));
  mended = g_string_new (text);
  g_string_replace (mended, "跳舞\"", "停产\"", 1);
  g_string_replace (mended, "\"东\"", "113.59", 1);
  g_assert_true (g_file_set_contents (saved, mended->str, -1, NULL));
  stage_drop_one (stage, saved);
  stage_press_next (stage);
  choose_datum (stage, "datum-wgs84");
  stage_press_next (stage);
  stage_wait_shown (stage, "import-undo");
  mine = find_mine (stage, "K922");
  g_assert_nonnull (mine);
  g_assert_cmpstr (lt_record_get (mine, "mine_state"), ==, "suspended");
  /* Once more: there is nothing to do, and that is said. */
  stage_drop_one (stage, saved);
  stage_press_next (stage);
  choose_datum (stage, "datum-wgs84");
  stage_assert_says (stage, "import-told", "没有可导入的内容");
  g_assert_false (gtk_widget_is_sensitive (stage_find (stage, "import-next")));
  stage_picture (stage, "import-nothing");
}

/* A table of the whole country: what is wrong with an own station does not drown among those
 * of other counties. */
static void
test_elsewhere (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  g_autoptr (GString) rows = g_string_new ("station,item,time,value\n");
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;

  for (int i = 0; i < 12; i++)
    g_string_append_printf (rows,
                            "9%03dA,PM2.5,2026-11-20T06:00,18\n9%03dA,PM2.5,2026-11-20T07:00,20\n",
                            i, i);
  g_string_append (rows, "1738A,PM2.5,2026-11-20T06:00,many\n1738A,PM2.5,2026-11-20T07:00,21\n");
  path = write_table (stage, "country.csv", rows->str);
  stage_sign_in (stage);
  stage_drop_one (stage, path);
  stage_press_next (stage);
  stage_wait_shown (stage, "import-counts");
  stage_picture (stage, "import-check-elsewhere");
  assert_table_has (stage, "import-problems", "不是本县的站点 12 个，略过 24 行");
  assert_table_has (stage, "import-problems", "26\tvalue\tmany");
  text = lt_text_table_to_text (LT_TEXT_TABLE (
      gtk_widget_get_ancestor (stage_find (stage, "import-problems"), LT_TYPE_TEXT_TABLE)));
  g_assert_null (strstr (text, "9007A"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/import-check/changes", test_changes);
  g_test_add_func ("/ui/import-check/datum", test_datum);
  g_test_add_func ("/ui/import-check/city", test_city);
  g_test_add_func ("/ui/import-check/words", test_words);
  g_test_add_func ("/ui/import-check/elsewhere", test_elsewhere);
  g_test_add_func ("/ui/import-check/refused", test_refused);
  return g_test_run ();
}
