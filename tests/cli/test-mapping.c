/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl.h"

#include <string.h>

/* A table whose columns nobody knows: looked at, mapped once, known ever after. */

#define AS   "--json --as 14030001 --at 2026-11-20T10:00 "
#define HEAD "矿山编号,山名,采坑面积（公顷）,东经,北纬,联系人\n"
#define MAP  "--map 矿山编号=code --map 山名=name --map 联系人=party "

static Ctl *
new_county (void)
{
  Ctl *ctl = ctl_new ();
  g_autofree char *data = ctl_path (ctl, "data");

  ctl_set (ctl, "XDG_DATA_HOME", data);
  ctl_sample (ctl, "county.gpkg");
  ctl_write (ctl, "a.csv", HEAD "K901,东山一号露天矿,12,113.58,37.86,甲\n", -1);
  ctl_write (ctl, "b.csv", HEAD "K902,东山二号露天矿,3,113.68,37.87,乙\n", -1);
  ctl_write (ctl, "c.csv", "序号," HEAD "1,K903,东山三号露天矿,3,113.78,37.87,乙\n", -1);
  return ctl;
}

static void
test_columns (void)
{
  g_autoptr (Ctl) ctl = new_county ();

  ctl_do (ctl, 1, AS "import mine a.csv --columns --map 联系人=");
  g_assert_cmpuint (ctl_count (ctl, "columns"), ==, 6);
  g_assert_cmpstr (ctl_get (ctl, "columns.1.column"), ==, "山名");
  g_assert_cmpstr (ctl_get (ctl, "columns.1.goes_to"), ==, "");
  g_assert_cmpstr (ctl_get (ctl, "columns.1.first_values.0"), ==, "东山一号露天矿");
  g_assert_cmpstr (ctl_get (ctl, "columns.3.goes_to"), ==, "longitude");
  g_assert_cmpstr (ctl_get (ctl, "columns.3.why"), ==, "name");
  g_assert_cmpstr (ctl_get (ctl, "columns.5.why"), ==, "told");
  g_assert_cmpuint (ctl_count (ctl, "missing"), ==, 1);
  g_assert_nonnull (strstr (ctl_get (ctl, "missing.0"), "Name"));
  ctl_do (ctl, 0, AS "import mine a.csv --columns " MAP);
  g_assert_cmpuint (ctl_count (ctl, "missing"), ==, 0);
}

/* In Chinese the labels are Chinese, and what is called nearly so is proposed. */
static void
test_chinese (void)
{
  g_autoptr (Ctl) ctl = new_county ();

  ctl_set (ctl, "LANTIAN_LANGUAGE", "zh_CN");
  ctl_write (ctl, "d.csv", "矿山编号,礦山名稱,采坑面积（公顷）,采坑面积（㎡）\nK1,一号,1,10000\n",
             -1);
  ctl_do (ctl, 0, AS "import mine d.csv --columns");
  g_assert_cmpstr (ctl_get (ctl, "columns.0.goes_to"), ==, "code");
  g_assert_cmpstr (ctl_get (ctl, "columns.1.goes_to"), ==, "name");
  g_assert_cmpstr (ctl_get (ctl, "columns.1.why"), ==, "likely");
  g_assert_cmpstr (ctl_get (ctl, "columns.2.goes_to"), ==, "");
}

static void
test_remember (void)
{
  g_autoptr (Ctl) ctl = new_county ();

  ctl_refuse (ctl, 2, "no column is known", AS "import mine a.csv --datum wgs84");
  ctl_do (ctl, 0,
          AS "import mine a.csv --datum wgs84 " MAP "--set mine_type=open-pit --remember 东山台账");
  g_assert_cmpstr (ctl_get (ctl, "remembered"), ==, "东山台账");
  g_assert_cmpint (ctl_int (ctl, "added"), ==, 1);
  /* nothing is asked any more */
  ctl_do (ctl, 0, AS "import mine b.csv");
  g_assert_cmpstr (ctl_get (ctl, "shape"), ==, "东山台账");
  g_assert_cmpint (ctl_int (ctl, "added"), ==, 1);
  ctl_do (ctl, 0, AS "show mine K902");
  g_assert_cmpstr (ctl_get (ctl, "name"), ==, "东山二号露天矿");
  g_assert_cmpstr (ctl_get (ctl, "party"), ==, "乙");
  g_assert_cmpstr (ctl_get (ctl, "mine_type"), ==, "open-pit");
  /* a column more is another table */
  ctl_refuse (ctl, 2, "no column is known", AS "import mine c.csv");
  ctl_do (ctl, 0, "--json shapes --forget 东山台账");
  g_assert_cmpstr (ctl_get (ctl, "forgotten"), ==, "东山台账");
  ctl_refuse (ctl, 2, "no column is known", AS "import mine b.csv");
  ctl_refuse (ctl, 3, "No table is remembered", "shapes --forget 东山台账");
  ctl_refuse (ctl, 4, "came with the program", "shapes --forget gem-mines");
}

/* Refused before anything is taken in; nothing that was not taken in is remembered. */
static void
test_refused (void)
{
  static const struct
  {
    int status;
    const char *words;
    const char *line;
  } cases[] = {
    { 3, "cannot be the name", "import mine a.csv " MAP "--datum wgs84 --remember ../x" },
    { 3, "cannot be the name", "import mine a.csv " MAP "--datum wgs84 --remember ''" },
    { 3, "came with the program", "import mine a.csv " MAP "--datum wgs84 --remember gem-mines" },
    { 2, "write nothing", "import mine a.csv " MAP "--datum wgs84 --remember x --dry-run" },
    { 2, "write nothing", "import mine a.csv " MAP "--datum wgs84 --remember x --columns" },
    { 2, "for one file", "import mine a.csv b.csv " MAP "--datum wgs84 --remember x" },
    { 2, "for one file", "import mine a.csv --part all " MAP "--datum wgs84 --remember x" },
    { 2, "for records", "import reading a.csv --remember x" },
    { 2, "for records", "import reading a.csv --columns" },
    { 2, "does not say what its coordinates", "import mine a.csv " MAP "--remember x" },
    { 2, "has no column", "import mine a.csv --map nowhere=name --columns" },
  };
  g_autoptr (Ctl) ctl = new_county ();
  g_autofree char *before = ctl_state (ctl);
  g_autofree char *after = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    ctl_refuse (ctl, cases[i].status, cases[i].words, AS "%s", cases[i].line);
  after = ctl_state (ctl);
  g_assert_cmpstr (after, ==, before);
  g_assert_false (ctl_has (ctl, "data/lantian/shapes/x.json"));
  /* all rows are wrong: so may be the columns */
  ctl_do (ctl, 1,
          AS "import mine a.csv --map 山名=mine_state --set name=x --datum wgs84 --remember x");
  g_assert_cmpint (ctl_int (ctl, "added"), ==, 0);
  g_assert_nonnull (strstr (ctl_get (ctl, "notes"), "nothing was remembered"));
  g_assert_false (ctl_has (ctl, "data/lantian/shapes/x.json"));
}

/* What names a record of this county is said again with each file. */
static void
test_reference (void)
{
  g_autoptr (Ctl) ctl = new_county ();

  ctl_write (ctl, "e.csv", "月,值\n2026-09,5.1\n", -1);
  ctl_write (ctl, "f.csv", "月,值\n2026-10,5.2\n", -1);
  ctl_do (ctl, 0, AS "add dust-site code=D901 name=某点");
  ctl_do (ctl, 0,
          AS "import dust-fall e.csv --map 月=month --map 值=value --set site=D901 "
             "--set validity=valid --remember 降尘");
  g_assert_cmpint (ctl_int (ctl, "added"), ==, 1);
  g_assert_nonnull (strstr (ctl_get (ctl, "notes"), "--set site is not remembered"));
  ctl_refuse (ctl, 2, "field site", AS "import dust-fall f.csv");
  ctl_do (ctl, 0, AS "import dust-fall f.csv --set site=D901");
  g_assert_cmpint (ctl_int (ctl, "added"), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mapping/columns", test_columns);
  g_test_add_func ("/mapping/chinese", test_chinese);
  g_test_add_func ("/mapping/remember", test_remember);
  g_test_add_func ("/mapping/refused", test_refused);
  g_test_add_func ("/mapping/reference", test_reference);
  return g_test_run ();
}
