/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl.h"

#include <string.h>

/* What was done, by whom and when, and taking it back: the log only grows. */

/* Group of the newest log entry of the mine SL-K01. */
static const char *
find_last_group (Ctl *ctl)
{
  ctl_do (ctl, 0, "--json log mine SL-K01 --limit 1");
  return ctl_get (ctl, "0.group");
}

static void
expect_field (Ctl *ctl, const char *field, const char *value)
{
  ctl_do (ctl, 0, "--json show mine SL-K01");
  g_assert_cmpstr (ctl_get (ctl, field), ==, value);
}

static void
test_records (void)
{
  g_autoptr (Ctl) ctl = ctl_new ();
  g_autofree char *before = NULL;
  g_autofree char *same = NULL;

  ctl_sample (ctl, "county.gpkg");
  ctl_do (ctl, 0,
          "--json --as 14030001 --at 2026-11-20T10:00 add mine code=X-1 name=新矿 "
          "mine_type=open-pit pit_surface=1200.50 'position=POINT (113.5 37.75)'");
  g_assert_cmpstr (ctl_get (ctl, "name"), ==, "新矿");
  g_assert_cmpfloat (g_ascii_strtod (ctl_get (ctl, "pit_surface"), NULL), ==, 1200.5);
  g_assert_cmpstr (ctl_get (ctl, "position.type"), ==, "Point");
  ctl_do (ctl, 0,
          "--json --as 14030001 --at 2026-11-20T10:01 set mine X-1 mineral=石灰岩 code=X-2");
  g_assert_cmpstr (ctl_get (ctl, "code"), ==, "X-2");
  /* By its id it is the same record. */
  ctl_do (ctl, 0, "--json show mine %s", ctl_get (ctl, "id"));
  g_assert_cmpstr (ctl_get (ctl, "mineral"), ==, "石灰岩");
  /* To say what is so already changes nothing. */
  before = ctl_state (ctl);
  ctl_do (ctl, 0, "--as 14030001 --at 2026-11-20T10:02 set mine X-2 mineral=石灰岩");
  same = ctl_state (ctl);
  g_assert_cmpstr (before, ==, same);
  /* A value is taken away by nothing after the =. */
  ctl_do (ctl, 0, "--json --as 14030001 --at 2026-11-20T10:03 set mine X-2 mineral=");
  g_assert_null (ctl_get (ctl, "mineral"));
  ctl_do (ctl, 0, "--as 14030001 --at 2026-11-20T10:04 remove mine X-2 --why 重复登记");
  ctl_refuse (ctl, 3, "there is no \"", "show mine X-2");
  ctl_do (ctl, 0, "--json list mine --where code = X-2");
  g_assert_cmpuint (ctl_count (ctl, ""), ==, 0);
  ctl_do (ctl, 0, "--json log --limit 1");
  g_assert_cmpstr (ctl_get (ctl, "0.note"), ==, "重复登记");
  g_assert_cmpstr (ctl_get (ctl, "0.operations.0.action"), ==, "remove");
  g_assert_true (ctl_verify (ctl));
}

static void
test_list (void)
{
  g_autoptr (Ctl) ctl = ctl_new ();

  ctl_sample (ctl, "county.gpkg");
  ctl_do (ctl, 0, "--json list mine --sort -pit_surface --limit 3");
  g_assert_cmpuint (ctl_count (ctl, ""), ==, 3);
  g_assert_cmpfloat (g_ascii_strtod (ctl_get (ctl, "0.pit_surface"), NULL), >=,
                     g_ascii_strtod (ctl_get (ctl, "1.pit_surface"), NULL));
  g_assert_cmpfloat (g_ascii_strtod (ctl_get (ctl, "1.pit_surface"), NULL), >=,
                     g_ascii_strtod (ctl_get (ctl, "2.pit_surface"), NULL));
  /* Numbers are compared as numbers: 5200 is less than 42000. */
  ctl_do (ctl, 0, "--json list mine --where pit_surface '>=' 42000 --where mine_state = operating");
  for (guint i = 0; i < ctl_count (ctl, ""); i++)
    {
      g_autofree char *surface = g_strdup_printf ("%u.pit_surface", i);
      g_autofree char *state = g_strdup_printf ("%u.mine_state", i);

      g_assert_cmpfloat (g_ascii_strtod (ctl_get (ctl, surface), NULL), >=, 42000);
      g_assert_cmpstr (ctl_get (ctl, state), ==, "operating");
    }
  g_assert_cmpuint (ctl_count (ctl, ""), >, 0);
  ctl_do (ctl, 0, "--json list mine --where name '~' 第二石料");
  g_assert_cmpuint (ctl_count (ctl, ""), ==, 1);
  g_assert_cmpstr (ctl_get (ctl, "0.code"), ==, "SL-K02");
  ctl_do (ctl, 0, "--json list mine --where code = SL-K99");
  g_assert_cmpuint (ctl_count (ctl, ""), ==, 0);
}

static void
test_log (void)
{
  g_autoptr (Ctl) ctl = ctl_new ();

  ctl_sample (ctl, "county.gpkg");
  ctl_do (ctl, 0, "--as 14030001 --at 2026-11-21T10:00 set mine SL-K01 mineral=甲 licence=L");
  ctl_do (ctl, 0, "--as 14030002 --at 2026-11-21T11:00 set mine SL-K01 mineral=乙");
  ctl_do (ctl, 0, "--as 14030002 --at 2026-11-22T00:00 set mine SL-K02 mineral=丙");

  ctl_do (ctl, 0, "--json log mine SL-K01");
  g_assert_cmpuint (ctl_count (ctl, ""), ==, 3);
  g_assert_cmpstr (ctl_get (ctl, "0.officer"), ==, "14030002");
  g_assert_cmpstr (ctl_get (ctl, "0.name"), ==, "执法员乙");
  g_assert_cmpstr (ctl_get (ctl, "0.time"), ==, "2026-11-21T11:00:00");
  g_assert_cmpstr (ctl_get (ctl, "0.time_by_hand"), ==, "true");
  g_assert_cmpstr (ctl_get (ctl, "0.operations.0.field"), ==, "mineral");
  g_assert_cmpstr (ctl_get (ctl, "0.operations.0.value"), ==, "乙");
  g_assert_cmpstr (ctl_get (ctl, "1.officer"), ==, "14030001");
  g_assert_cmpuint (ctl_count (ctl, "1.operations"), ==, 2);
  g_assert_cmpstr (ctl_get (ctl, "2.officer"), ==, "14030005");

  ctl_do (ctl, 0, "--json log --officer 14030002");
  g_assert_cmpuint (ctl_count (ctl, ""), ==, 2);
  g_assert_cmpstr (ctl_get (ctl, "0.operations.0.value"), ==, "丙");
  ctl_do (ctl, 0, "--json log --officer 14030003");
  g_assert_cmpuint (ctl_count (ctl, ""), ==, 0);
  ctl_refuse (ctl, 3, "there is no \"99\"", "log --officer 99");

  /* The day is civil time of Asia/Shanghai; midnight begins the next. */
  ctl_do (ctl, 0, "--json log --day 2026-11-21");
  g_assert_cmpuint (ctl_count (ctl, ""), ==, 2);
  ctl_do (ctl, 0, "--json log --day 2026-11-22");
  g_assert_cmpuint (ctl_count (ctl, ""), ==, 1);
  ctl_do (ctl, 0, "--json log --day 2026-11-23");
  g_assert_cmpuint (ctl_count (ctl, ""), ==, 0);
  ctl_do (ctl, 0, "--json log mine SL-K01 --officer 14030001 --day 2026-11-21");
  g_assert_cmpuint (ctl_count (ctl, ""), ==, 1);
}

/* Without --at the device's clock speaks, and is not marked. */
static void
test_clock (void)
{
  g_autoptr (Ctl) ctl = ctl_new ();
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (8 * 3600);
  g_autoptr (GDateTime) before = NULL;
  g_autoptr (GDateTime) after = NULL;
  g_autoptr (GDateTime) written = NULL;

  ctl_sample (ctl, "county.gpkg");
  before = g_date_time_new_now (zone);
  ctl_do (ctl, 0, "--as 14030001 set mine SL-K01 mineral=甲");
  after = g_date_time_new_now (zone);
  ctl_do (ctl, 0, "--json log mine SL-K01 --limit 1");
  g_assert_cmpstr (ctl_get (ctl, "0.time_by_hand"), ==, "false");
  written = g_date_time_new_from_iso8601 (ctl_get (ctl, "0.time"), zone);
  g_assert_nonnull (written);
  g_assert_cmpint (g_date_time_to_unix (written), >=, g_date_time_to_unix (before));
  g_assert_cmpint (g_date_time_to_unix (written), <=, g_date_time_to_unix (after));
}

static void
test_undo_last (void)
{
  g_autoptr (Ctl) ctl = ctl_new ();
  const char *group;
  gint64 operations;

  ctl_sample (ctl, "county.gpkg");
  ctl_do (ctl, 0, "--as 14030001 --at 2026-11-20T10:00 set mine SL-K01 mineral=甲 licence=L");
  group = find_last_group (ctl);
  g_assert_true (ctl_verify (ctl));
  operations = ctl_int (ctl, "operations");
  /* Another's last change is not his. */
  ctl_refuse (ctl, 4, "nothing of yours", "--as 14030002 --at 2026-11-20T10:01 undo");
  ctl_do (ctl, 0, "--json --as 14030001 --at 2026-11-20T10:02 undo");
  g_assert_cmpstr (ctl_get (ctl, "undone"), ==, group);
  expect_field (ctl, "mineral", "石灰岩");
  expect_field (ctl, "licence", "示例采矿证01");
  /* The log has both. */
  g_assert_true (ctl_verify (ctl));
  g_assert_cmpint (ctl_int (ctl, "operations"), ==, operations + 2);
  ctl_do (ctl, 0, "--json log mine SL-K01");
  g_assert_cmpuint (ctl_count (ctl, ""), ==, 3);
  ctl_refuse (ctl, 4, "nothing of yours", "--as 14030001 --at 2026-11-20T10:03 undo");
}

static void
test_undo_older (void)
{
  g_autoptr (Ctl) ctl = ctl_new ();
  g_autofree char *begins = NULL;
  const char *mineral;
  const char *licence;

  ctl_sample (ctl, "county.gpkg");
  ctl_do (ctl, 0, "--as 14030001 --at 2026-11-20T10:00 set mine SL-K01 mineral=甲");
  mineral = find_last_group (ctl);
  ctl_do (ctl, 0, "--as 14030001 --at 2026-11-20T10:01 set mine SL-K01 licence=L");
  licence = find_last_group (ctl);
  ctl_do (ctl, 0, "--as 14030001 --at 2026-11-20T10:02 set mine SL-K01 location=X");
  /* By what it begins with; the later changes of other fields stay. */
  begins = g_strndup (mineral, 10);
  ctl_do (ctl, 0, "--as 14030001 --at 2026-11-20T10:03 undo %s", begins);
  expect_field (ctl, "mineral", "石灰岩");
  expect_field (ctl, "licence", "L");
  expect_field (ctl, "location", "X");
  ctl_do (ctl, 0, "--as 14030001 --at 2026-11-20T10:04 undo %s", licence);
  expect_field (ctl, "licence", "示例采矿证01");
  g_assert_true (ctl_verify (ctl));
}

static void
test_undo_refused (void)
{
  g_autoptr (Ctl) ctl = ctl_new ();
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  const char *first;

  ctl_sample (ctl, "county.gpkg");
  ctl_do (ctl, 0, "--as 14030001 --at 2026-11-20T10:00 set mine SL-K01 mineral=甲 licence=L");
  first = find_last_group (ctl);
  ctl_do (ctl, 0, "--as 14030002 --at 2026-11-20T10:01 set mine SL-K01 mineral=乙");
  before = ctl_state (ctl);
  ctl_refuse (ctl, 4, "field mineral (Mineral), has been changed since",
              "--as 14030001 --at 2026-11-20T10:02 undo %s", first);
  /* The other field of the group was not taken back either. */
  after = ctl_state (ctl);
  g_assert_cmpstr (after, ==, before);
  expect_field (ctl, "licence", "L");
}

static void
test_undo_life (void)
{
  g_autoptr (Ctl) ctl = ctl_new ();
  g_autofree char *before = NULL;
  const char *state;

  ctl_sample (ctl, "county.gpkg");
  before = ctl_state (ctl);
  state = ctl_get (ctl, "state");
  ctl_do (ctl, 0, "--as 14030001 --at 2026-11-20T10:00 remove mine SL-K01 --why 误删");
  ctl_do (ctl, 0, "--as 14030001 --at 2026-11-20T10:01 undo");
  expect_field (ctl, "name", "示例石料厂");
  ctl_do (ctl, 0, "--as 14030001 --at 2026-11-20T10:02 add mine code=X-1 name=x");
  ctl_do (ctl, 0, "--as 14030001 --at 2026-11-20T10:03 undo");
  ctl_refuse (ctl, 3, "there is no \"", "show mine X-1");
  /* The records are again those there were, and only the log is longer. */
  g_assert_true (ctl_verify (ctl));
  g_assert_cmpstr (ctl_get (ctl, "state"), ==, state);
}

static void
test_undo_import (void)
{
  g_autoptr (Ctl) ctl = ctl_new ();
  const char *state;

  ctl_sample (ctl, "county.gpkg");
  g_assert_true (ctl_verify (ctl));
  state = ctl_get (ctl, "state");
  ctl_write (ctl, "mines.csv",
             "code,name,longitude,latitude\nX-1,甲,113.5,37.8\nX-2,乙,113.6,37.8\n"
             "SL-K01,改名,113.7,37.8\n",
             -1);
  ctl_do (ctl, 0, "--json --as 14030001 --at 2026-11-20T10:00 import mine mines.csv --datum wgs84");
  g_assert_cmpint (ctl_int (ctl, "added"), ==, 2);
  g_assert_cmpint (ctl_int (ctl, "updated"), ==, 1);
  ctl_do (ctl, 0, "--json log --limit 1");
  g_assert_true (g_regex_match_simple ("^import mines\\.csv #[0-9A-F]{8} 1/1$",
                                       ctl_get (ctl, "0.note"), 0, 0));
  expect_field (ctl, "name", "改名");
  ctl_do (ctl, 0, "--as 14030001 --at 2026-11-20T10:01 undo");
  expect_field (ctl, "name", "示例石料厂");
  g_assert_true (ctl_verify (ctl));
  g_assert_cmpstr (ctl_get (ctl, "state"), ==, state);
}

/* An issued paper is not undone. */
static void
test_undo_issue (void)
{
  g_autoptr (Ctl) ctl = ctl_new ();
  const char *order;

  ctl_sample (ctl, "county.gpkg");
  ctl_do (ctl, 0,
          "--json --as 14030001 --at 2026-11-20T09:40 inspection record mine:SL-K01 "
          "started=2026-11-20T09:10 assisting_officer=14030002 finding=x result=order");
  ctl_do (ctl, 0, "--json --as 14030001 --at 2026-11-20T10:00 order draft %s measures=y",
          ctl_get (ctl, "id"));
  order = ctl_get (ctl, "provisional_number");
  ctl_do (ctl, 0, "--as 14030001 --at 2026-11-20T10:10 order submit %s", order);
  ctl_do (ctl, 0, "--as 14030004 --at 2026-11-20T10:20 order issue %s", order);
  ctl_refuse (ctl, 4, "never changes", "--as 14030004 --at 2026-11-20T10:30 undo");
  ctl_refuse (ctl, 4, "never changes",
              "--as 14030001 --at 2026-11-20T10:30 remove order %s --why x", order);
  ctl_do (ctl, 0, "--json show order %s", order);
  g_assert_cmpstr (ctl_get (ctl, "state"), ==, "issued");
}

/* A field that the file has no column for: the column is made when the file is
 * opened, and filled with what the log says. */
static void
test_new_field (void)
{
  g_autoptr (Ctl) ctl = ctl_new ();

  ctl_sample (ctl, "county.gpkg");
  ctl_sql (ctl, "county.gpkg", "ALTER TABLE mine DROP COLUMN location");
  g_assert_cmpint (ctl->status, ==, 0);
  ctl_do (ctl, 0, "--json show mine SL-K01");
  g_assert_cmpstr (ctl_get (ctl, "location"), ==, "平定县示例东山");
  g_assert_true (ctl_verify (ctl));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/history/records", test_records);
  g_test_add_func ("/cli/history/list", test_list);
  g_test_add_func ("/cli/history/log", test_log);
  g_test_add_func ("/cli/history/clock", test_clock);
  g_test_add_func ("/cli/history/undo-last", test_undo_last);
  g_test_add_func ("/cli/history/undo-older", test_undo_older);
  g_test_add_func ("/cli/history/undo-refused", test_undo_refused);
  g_test_add_func ("/cli/history/undo-life", test_undo_life);
  g_test_add_func ("/cli/history/undo-import", test_undo_import);
  g_test_add_func ("/cli/history/undo-issue", test_undo_issue);
  g_test_add_func ("/cli/history/new-field", test_new_field);
  return g_test_run ();
}
