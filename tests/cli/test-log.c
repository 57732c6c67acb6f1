/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl.h"

#include <string.h>

/* What the log tells people: who, when, which record, from what to what. */

static void
expect_words (Ctl *ctl, const char *const *words)
{
  const char *at = ctl->out;

  for (int i = 0; words[i] != NULL; i++)
    {
      const char *found = strstr (at, words[i]);

      if (found == NULL)
        g_error ("\"%s\" is not there, or not in its place: %s", words[i], ctl->out);
      at = found + strlen (words[i]);
    }
}

static void
change_things (Ctl *ctl)
{
  ctl_sample (ctl, "county.gpkg");
  ctl_do (ctl, 0,
          "--as 14030001 --at 2026-11-20T10:00 set mine SL-K01 mineral=甲 mine_state=suspended "
          "pit_surface=12.5 licence=");
  ctl_do (ctl, 0, "--as 14030001 --at 2026-11-20T10:01 add mine code=X-1 name=新矿 party_lost=1");
  ctl_do (ctl, 0, "--as 14030002 --at 2026-11-20T10:02 remove mine X-1 --why 重复登记");
}

static void
test_words (void)
{
  static const char *const english[] = { "2026-11-20 10:02:00  执法员乙 14030002  device ",
                                         "重复登记\n",
                                         "  Mines X-1 新矿 (removed)\n    removed\n",
                                         "2026-11-20 10:01:00  执法员甲 14030001  device ",
                                         "  Mines X-1 新矿 (removed)\n    entered – ",
                                         "Code: X-1; Name: 新矿; No responsible party: Yes\n",
                                         "2026-11-20 10:00:00  执法员甲 14030001  device ",
                                         "  Mines SL-K01 示例石料厂\n",
                                         "    Mineral: 石灰岩 → 甲\n",
                                         "    Mining licence: 示例采矿证01 → (nothing)\n",
                                         "    State: Operating → Suspended\n",
                                         "    Pit surface: 42000 m² → 12.5 m²\n",
                                         NULL };
  static const char *const chinese[] = { "2026-11-20 10:02:00  执法员乙 14030002  设备 ",
                                         "重复登记\n",
                                         "  矿山 X-1 新矿（已删除）\n    删除\n",
                                         "  矿山 X-1 新矿（已删除）\n    登记——",
                                         "编号：X-1；名称：新矿；责任主体灭失：是\n",
                                         "  矿山 SL-K01 示例石料厂\n",
                                         "    矿种：石灰岩 → 甲\n",
                                         "    采矿许可证号：示例采矿证01 → （空）\n",
                                         "    状态：生产 → 停产\n",
                                         "    采场面积：42000 m² → 12.5 m²\n",
                                         NULL };
  g_autoptr (Ctl) ctl = ctl_new ();

  change_things (ctl);
  ctl_do (ctl, 0, "log --limit 3");
  expect_words (ctl, english);
  ctl_set (ctl, "LANTIAN_LANGUAGE", "zh_CN");
  ctl_do (ctl, 0, "log --limit 3");
  expect_words (ctl, chinese);
  /* For programs: both values as the field table has them. */
  ctl_do (ctl, 0, "--json log --limit 3");
  g_assert_cmpstr (ctl_get (ctl, "2.operations.0.before"), ==, "石灰岩");
  g_assert_cmpstr (ctl_get (ctl, "2.operations.0.value"), ==, "甲");
}

/* A text of several pages takes a line, and --json has it whole. */
static void
test_long_text (void)
{
  g_autoptr (Ctl) ctl = ctl_new ();
  g_autoptr (GString) text = g_string_new (NULL);

  for (int i = 0; i < 200; i++)
    g_string_append (text, "尘土");
  ctl_sample (ctl, "county.gpkg");
  ctl_do (ctl, 0, "--as 14030001 --at 2026-11-20T10:00 set mine SL-K01 location=%s", text->str);
  ctl_do (ctl, 0, "log --limit 1");
  g_assert_cmpuint (g_utf8_strlen (ctl->out, -1), <, 300);
  g_assert_nonnull (strstr (ctl->out, "Location: 平定县示例东山 → 尘土尘土"));
  g_assert_nonnull (strstr (ctl->out, "尘土…\n"));
  ctl_do (ctl, 0, "--json log --limit 1");
  g_assert_cmpstr (ctl_get (ctl, "0.operations.0.value"), ==, text->str);
}

/* Of one record only what was done to it, and how much else the same save changed. */
static void
test_one_record (void)
{
  g_autoptr (Ctl) ctl = ctl_new ();

  ctl_sample (ctl, "county.gpkg");
  ctl_do (ctl, 0, "--json log mine SL-K01");
  g_assert_cmpuint (ctl_count (ctl, "0.operations"), ==, 1);
  g_assert_cmpstr (ctl_get (ctl, "0.operations.0.value.code"), ==, "SL-K01");
  g_assert_cmpint (ctl_int (ctl, "0.others"), ==, 49);
  ctl_do (ctl, 0, "log mine SL-K01");
  g_assert_null (strstr (ctl->out, "SL-K02"));
  g_assert_nonnull (strstr (ctl->out, "and 49 changes of other records"));
}

static void
test_undo (void)
{
  static const char *const english[] = { "Undone ", "  Mines SL-K01 示例石料厂\n",
                                         "    Mining licence: L → 示例采矿证01\n",
                                         "    Mineral: 甲 → 石灰岩\n", NULL };
  static const char *const chinese[] = { "已撤销 ", "  矿山 SL-K01 示例石料厂\n",
                                         "    采矿许可证号：L → 示例采矿证01\n",
                                         "    矿种：甲 → 石灰岩\n", NULL };
  g_autoptr (Ctl) ctl = ctl_new ();

  ctl_sample (ctl, "county.gpkg");
  ctl_do (ctl, 0, "--as 14030001 --at 2026-11-20T10:00 set mine SL-K01 licence=L mineral=甲");
  ctl_do (ctl, 0, "--as 14030001 --at 2026-11-20T10:01 undo");
  expect_words (ctl, english);
  ctl_do (ctl, 0, "--as 14030001 --at 2026-11-20T10:02 set mine SL-K01 licence=L mineral=甲");
  ctl_do (ctl, 0, "--json --as 14030001 --at 2026-11-20T10:03 undo");
  g_assert_cmpint (ctl_int (ctl, "changes"), ==, 2);
  g_assert_cmpstr (ctl_get (ctl, "operations.1.value"), ==, "石灰岩");
  ctl_set (ctl, "LANTIAN_LANGUAGE", "zh_CN");
  ctl_do (ctl, 0, "--as 14030001 --at 2026-11-20T10:04 set mine SL-K01 licence=L mineral=甲");
  ctl_do (ctl, 0, "--as 14030001 --at 2026-11-20T10:05 undo");
  expect_words (ctl, chinese);
}

/* An import is told once, with its beginning, and so is its undoing. */
static void
test_import (void)
{
  g_autoptr (Ctl) ctl = ctl_new ();
  g_autoptr (GString) rows = g_string_new ("code,name,longitude,latitude\n");

  for (int i = 1; i <= 45; i++)
    g_string_append_printf (rows, "X-%d,矿%d,113.5,37.8\n", i, i);
  ctl_sample (ctl, "county.gpkg");
  ctl_write (ctl, "mines.csv", rows->str, -1);
  ctl_do (ctl, 0, "--as 14030001 --at 2026-11-20T10:00 import mine mines.csv --datum wgs84");
  ctl_do (ctl, 0, "log --limit 3");
  g_assert_true (g_str_has_prefix (ctl->out, "2026-11-20 10:00:00"));
  g_assert_nonnull (strstr (ctl->out, "  import of mines.csv\n"));
  g_assert_nonnull (strstr (ctl->out, "and 26 changes more"));
  g_assert_null (strstr (ctl->out, "\n2026-11-20 "));
  ctl_do (ctl, 0, "--json --as 14030001 --at 2026-11-20T10:01 undo");
  g_assert_cmpint (ctl_int (ctl, "groups"), ==, 3);
  /* the mines, and the record of what the import did */
  g_assert_cmpint (ctl_int (ctl, "changes"), ==, 46);
  g_assert_cmpuint (ctl_count (ctl, "operations"), ==, 46);
  ctl_set (ctl, "LANTIAN_LANGUAGE", "zh_CN");
  ctl_do (ctl, 0, "log --limit 3");
  g_assert_nonnull (strstr (ctl->out, "  撤销导入 mines.csv\n"));
}

/* The file is copied and worked in on both sides, in other time zones: after they
 * have met, both logs are the same, with both works, by the clock of China. */
static void
test_forks (void)
{
  static const char *const both[] = { "2026-11-21 00:30:00  执法员乙 14030002",
                                      "    Mining licence: 示例采矿证01 → 乙\n",
                                      "2026-11-20 23:30:00  执法员甲 14030001",
                                      "    Mineral: 石灰岩 → 甲\n", NULL };
  g_autoptr (Ctl) ctl = ctl_new ();
  g_autofree char *here = NULL;

  ctl_sample (ctl, "county.gpkg");
  ctl_copy (ctl, "county.gpkg", "copy.gpkg");
  ctl_copy (ctl, "county.keys", "copy.keys");
  ctl_set (ctl, "TZ", "America/New_York");
  ctl_do (ctl, 0, "--as 14030001 --at 2026-11-20T23:30 set mine SL-K01 mineral=甲");
  ctl_do (ctl, 0, "sync team.hub");
  ctl_set (ctl, "TZ", "Pacific/Auckland");
  ctl_do (ctl, 0,
          "--db copy.gpkg --as 14030002 --at 2026-11-20T16:30:00Z set mine SL-K01 licence=乙");
  ctl_do (ctl, 0, "--db copy.gpkg sync team.hub");
  ctl_do (ctl, 0, "sync team.hub");
  ctl_do (ctl, 0, "--json verify");
  g_assert_cmpuint (ctl_count (ctl, "forks"), ==, 1);
  ctl_do (ctl, 0, "log mine SL-K01 --limit 2");
  expect_words (ctl, both);
  here = g_strdup (ctl->out);
  ctl_set (ctl, "TZ", "UTC");
  ctl_do (ctl, 0, "--db copy.gpkg log mine SL-K01 --limit 2");
  g_assert_cmpstr (ctl->out, ==, here);
  /* A day is one of China. */
  ctl_do (ctl, 0, "--json log --day 2026-11-21");
  g_assert_cmpuint (ctl_count (ctl, ""), ==, 1);
  g_assert_cmpstr (ctl_get (ctl, "0.time"), ==, "2026-11-21T00:30:00");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/log/words", test_words);
  g_test_add_func ("/cli/log/long-text", test_long_text);
  g_test_add_func ("/cli/log/one-record", test_one_record);
  g_test_add_func ("/cli/log/undo", test_undo);
  g_test_add_func ("/cli/log/import", test_import);
  g_test_add_func ("/cli/log/forks", test_forks);
  return g_test_run ();
}
