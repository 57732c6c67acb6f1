/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "squares.h"

#include <string.h>

/* What is reported on a rule, and what comes of it. The numbers of the rules are those of the
 * plans: 平定县 has no oven of 4.3 m left (YQ21-19, = 0), hands its plan in by 2021-06-30
 * (YQ21-21), 城区 keeps NO₂ at 37 (YQ21-05.1), the heat comes from works of grade B or better
 * (YQ21-23.1). */

static Ctl *ctl;

static void
report (const char *rule, const char *area, const char *as_of, const char *value)
{
  static guint minute;

  /* Each a minute after the one before. */
  ctl_do (ctl, 0,
          "--at 2021-12-31T20:%02u " SQUARES_KEEPER
          " add figure rule=%s area=%s as_of=%s value=%s source=第3页",
          minute++, rule, area, as_of, value);
}

static void
assert_row (const char *on,
            const char *rule,
            const char *area,
            const char *value,
            const char *verdict)
{
  ctl_run (ctl, "'%s' --at 2022-02-01T08:00 --json assess targets --on %s", g_getenv ("LANTIANCTL"),
           on);
  squares_assert_row (ctl, rule, area, "value", value);
  squares_assert_row (ctl, rule, area, "verdict", verdict);
}

/* Nothing reported is never met; what is reported counts from its day on. */
static void
test_number (void)
{
  assert_row ("2021-12-31", "YQ21-19", "140321", "", "not-reported");
  report ("YQ21-19", "140321", "2021-10-31", "1");
  assert_row ("2021-12-31", "YQ21-19", "140321", "1", "not-met");
  assert_row ("2021-10-30", "YQ21-19", "140321", "", "not-reported");
  report ("YQ21-19", "140321", "2021-12-31", "0");
  assert_row ("2021-12-31", "YQ21-19", "140321", "0", "met");
  assert_row ("2021-12-30", "YQ21-19", "140321", "1", "not-met");
  /* Of two of one day the one that was entered last; another area's is nobody else's. */
  report ("YQ21-19", "140321", "2021-12-31", "2");
  assert_row ("2021-12-31", "YQ21-19", "140321", "2", "not-met");
  assert_row ("2021-12-31", "YQ21-19", "140302", "", "not-reported");
}

/* 37.5 is 38 in whole numbers, half to even; 37.4 is 37. */
static void
test_rounding (void)
{
  report ("YQ21-05.1", "140302", "2021-12-31", "37.4");
  assert_row ("2021-12-31", "YQ21-05.1", "140302", "37.4", "met");
  report ("YQ21-05.1", "140302", "2021-12-31", "37.5");
  assert_row ("2021-12-31", "YQ21-05.1", "140302", "37.5", "not-met");
}

static void
test_date (void)
{
  report ("YQ21-21", "140321", "2021-12-01", "2021-06-30");
  assert_row ("2021-12-31", "YQ21-21", "140321", "2021-06-30", "met");
  report ("YQ21-21", "140302", "2021-12-01", "2021-07-01");
  assert_row ("2021-12-31", "YQ21-21", "140302", "2021-07-01", "not-met");
}

static void
test_grade (void)
{
  report ("YQ21-23.1", "140300", "2021-12-31", "C");
  assert_row ("2021-12-31", "YQ21-23.1", "140300", "C", "not-met");
  report ("YQ21-23.1", "140300", "2021-12-31", "A");
  assert_row ("2021-12-31", "YQ21-23.1", "140300", "A", "met");
}

/* Whose it is, where it stands and how it is compared. */
static void
test_explained (void)
{
  ctl_do (ctl, 1, "--at 2022-02-01T08:00 --json assess targets --on 2021-12-31 --explain");
  g_assert_nonnull (strstr (ctl->out, "Reported as of 2021-12-31: A\""));
  g_assert_nonnull (strstr (ctl->out, "Source: 第3页"));
  g_assert_nonnull (strstr (ctl->out, "Entered by 管理员, 2021-12-31 20:0"));
  g_assert_nonnull (strstr (ctl->out, "A >= B"));
}

static void
refuse (const char *fields, const char *words)
{
  ctl_refuse (ctl, 3, words, SQUARES_AT " add figure as_of=2021-12-31 source=x %s", fields);
}

/* What cannot be is refused in words, and nothing is kept of it. */
static void
test_refused (void)
{
  guint before;

  ctl_do (ctl, 0, "--json list figure");
  before = ctl_count (ctl, "");
  refuse ("rule=YQ21-99 area=140321 value=1", "no plan has that rule");
  refuse ("rule=YQ21-19 area=140321 value=1座", "Write a number in 座, without the unit");
  refuse ("rule=YQ21-19 area=140321 value=-1", "cannot be");
  refuse ("rule=YQ21-19 area=140199 value=1", "no area of that code");
  refuse ("rule=YQ21-05.1 area=140303 value=1", "does not concern that area");
  refuse ("rule=YQ21-21 area=140321 value=六月底", "Write a date as 2021-06-30");
  refuse ("rule=YQ21-23.1 area=140300 value=E", "Write D / C / B / A");
  ctl_refuse (ctl, 3, "source",
              SQUARES_AT " add figure rule=YQ21-19 area=140321 as_of=2021-12-31 value=1");
  ctl_do (ctl, 0, "--json list figure");
  g_assert_cmpuint (ctl_count (ctl, ""), ==, before);
}

/* A table of them: the row that cannot be is refused with its line, the others are taken. */
static void
test_imported (void)
{
  ctl_write (ctl, "figures.csv",
             "rule,area,as_of,value,source\n"
             "YQ21-19,140303,2021-12-31,0,年报\n"
             "YQ21-19,140311,2021-12-31,两座,年报\n"
             "YQ21-19,140322,2021-12-31,3,年报\n",
             -1);
  ctl_do (ctl, 1, SQUARES_AT " --json import figure figures.csv");
  g_assert_nonnull (strstr (ctl->out, "两座"));
  assert_row ("2021-12-31", "YQ21-19", "140303", "0", "met");
  assert_row ("2021-12-31", "YQ21-19", "140322", "3", "not-met");
  assert_row ("2021-12-31", "YQ21-19", "140311", "", "not-reported");
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  ctl = ctl_new ();
  squares_begin (ctl, "figures.gpkg");
  g_test_add_func ("/targets-figures/number", test_number);
  g_test_add_func ("/targets-figures/rounding", test_rounding);
  g_test_add_func ("/targets-figures/date", test_date);
  g_test_add_func ("/targets-figures/grade", test_grade);
  g_test_add_func ("/targets-figures/explained", test_explained);
  g_test_add_func ("/targets-figures/refused", test_refused);
  g_test_add_func ("/targets-figures/imported", test_imported);
  status = g_test_run ();
  ctl_free (ctl);
  return status;
}
