/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl.h"

#include <string.h>

/* Files with several parts: sheets, hidden ones, members of an archive; and several
 * files. A line that is told of can be found. */

#define AS     "--json --as 14030001 --at 2026-11-20T10:00 "
#define HEADER "编码,名称,经度,纬度\n"

static Ctl *
begin (void)
{
  Ctl *ctl = ctl_new ();

  ctl_sample (ctl, "county.gpkg");
  ctl_write (ctl, "1.csv", HEADER "P-1,甲矿,113.51,37.81\nP-2,乙矿,113.52,37.82\n", -1);
  ctl_write (ctl, "2.csv", HEADER "P-3,丙矿,113.53,37.83\nP-4,,113.54,37.84\n", -1);
  ctl_write (ctl, "3.csv", HEADER "P-5,戊矿,113.55,37.85\n", -1);
  ctl_write (ctl, "choices.csv", "选项\n露天\n井工\n", -1);
  return ctl;
}

static void
make_book (Ctl *ctl, const char *words)
{
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "cli", "make-book.py", NULL);

  ctl_run (ctl, "python3 '%s' %s", script, words);
  g_assert_cmpint (ctl->status, ==, 0);
}

#define MAP                                                                                        \
  "--datum cgcs2000 --map 编码=code --map 名称=name --map 经度=longitude --map 纬度=latitude"

static void
test_sheets (void)
{
  g_autoptr (Ctl) ctl = begin ();

  make_book (ctl, "book.xlsx 一月=1.csv 二月=2.csv 选项:hidden=choices.csv 三月=3.csv "
                  "代码:veryHidden=choices.csv");
  ctl_refuse (ctl, 2, "Choose one with --part", AS "import mine book.xlsx " MAP);
  ctl_do (ctl, 1, AS "import mine book.xlsx --part all " MAP);
  g_assert_cmpint (ctl_int (ctl, "read"), ==, 5);
  g_assert_cmpint (ctl_int (ctl, "added"), ==, 4);
  g_assert_cmpuint (ctl_count (ctl, "problems"), ==, 1);
  g_assert_cmpstr (ctl_get (ctl, "problems.0.part"), ==, "二月");
  g_assert_cmpint (ctl_int (ctl, "problems.0.line"), ==, 3);
  g_assert_null (ctl_get (ctl, "problems.0.file"));
  g_assert_nonnull (strstr (ctl_get (ctl, "notes"), "选项"));
  g_assert_nonnull (strstr (ctl_get (ctl, "notes"), "代码"));
  ctl_do (ctl, 0, AS "import mine book.xlsx --part 选项 --map 选项=name");
  g_assert_cmpint (ctl_int (ctl, "added"), ==, 2);
  ctl_refuse (ctl, 2, "Part \"代码\"", AS "import mine book.xlsx --part 代码");
}

/* A sheet that is the only one to be seen need not be named, and the others are not
 * passed over in silence. */
static void
test_hidden (void)
{
  g_autoptr (Ctl) ctl = begin ();

  make_book (ctl, "book.xlsx 选项:hidden=choices.csv 一月=1.csv");
  ctl_do (ctl, 0, AS "import mine book.xlsx " MAP);
  g_assert_cmpint (ctl_int (ctl, "added"), ==, 2);
  g_assert_cmpuint (ctl_count (ctl, "problems"), ==, 1);
  g_assert_cmpstr (ctl_get (ctl, "problems.0.value"), ==, "选项");
  g_assert_nonnull (strstr (ctl_get (ctl, "problems.0.problem"), "hidden"));
  make_book (ctl, "only.xlsx 三月:hidden=3.csv");
  ctl_do (ctl, 0, AS "import mine only.xlsx " MAP);
  g_assert_cmpint (ctl_int (ctl, "added"), ==, 1);
}

static void
test_files (void)
{
  g_autoptr (Ctl) ctl = begin ();

  ctl_do (ctl, 1, AS "import mine 1.csv 2.csv 3.csv " MAP);
  g_assert_cmpint (ctl_int (ctl, "added"), ==, 4);
  g_assert_cmpstr (ctl_get (ctl, "problems.0.file"), ==, "2.csv");
  g_assert_cmpint (ctl_int (ctl, "problems.0.line"), ==, 3);
}

/* A batch is called after the member it came from. */
static void
test_members (void)
{
  g_autoptr (Ctl) ctl = begin ();

  ctl_write (ctl, "a.csv", "place,item,time,value\n1738A,SO2,2026-01-01T01:00,8\n", -1);
  ctl_write (ctl, "b.csv", "place,item,time,value\n1738A,SO2,2026-01-01T02:00,x\n", -1);
  ctl_run (ctl, "python3 -m zipfile -c hours.zip a.csv b.csv");
  ctl_do (ctl, 1, AS "import reading hours.zip --part all");
  g_assert_cmpint (ctl_int (ctl, "added"), ==, 1);
  g_assert_cmpstr (ctl_get (ctl, "problems.0.part"), ==, "b.csv");
  ctl_do (ctl, 0, "--json list batch --where file ~ hours");
  g_assert_cmpuint (ctl_count (ctl, ""), ==, 1);
  g_assert_cmpstr (ctl_get (ctl, "0.file"), ==, "hours.zip/a.csv");
}

/* Two members of one name are two, and told apart. */
static void
test_same_names (void)
{
  g_autoptr (Ctl) ctl = begin ();

  ctl_write (ctl, "zip.py",
             "import zipfile\n"
             "with zipfile.ZipFile('twice.zip', 'w') as z:\n"
             "  z.write('1.csv', '一月/矿.csv')\n"
             "  z.write('3.csv', '一月/矿 (2).csv')\n"
             "  z.write('2.csv', '一月/矿.csv')\n",
             -1);
  ctl_run (ctl, "python3 -W ignore zip.py");
  g_assert_cmpint (ctl->status, ==, 0);
  ctl_refuse (ctl, 2, "\"一月/矿.csv\", \"一月/矿 (2).csv\", \"一月/矿 (3).csv\"",
              AS "import mine twice.zip " MAP);
  ctl_do (ctl, 1, AS "import mine twice.zip --part all " MAP);
  g_assert_cmpint (ctl_int (ctl, "added"), ==, 4);
  g_assert_cmpint (ctl_int (ctl, "refused"), ==, 1);
  g_assert_cmpuint (ctl_count (ctl, "problems"), ==, 1);
  g_assert_cmpstr (ctl_get (ctl, "problems.0.part"), ==, "一月/矿 (3).csv");
  ctl_do (ctl, 0, AS "import mine twice.zip --part '一月/矿.csv' " MAP);
  g_assert_cmpint (ctl_int (ctl, "unchanged"), ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/parts/sheets", test_sheets);
  g_test_add_func ("/parts/hidden", test_hidden);
  g_test_add_func ("/parts/files", test_files);
  g_test_add_func ("/parts/members", test_members);
  g_test_add_func ("/parts/same-names", test_same_names);
  return g_test_run ();
}
