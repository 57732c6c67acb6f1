/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl.h"

#include <string.h>

/* Values over time, as a table and as a picture. Pages are read by poppler. */

#define INSPECTOR "14030001"
#define HOURS                                                                                      \
  "station,item,time,value\n1738A,PM2.5,2026-01-01T01:00,135.5\n"                                  \
  "1738A,PM2.5,2026-01-01T02:00,64.5\n1738A,PM2.5,2026-01-02T01:00,34.5\n"                         \
  "1739A,PM2.5,2026-01-01T01:00,12\n1739A,PM2.5,2026-01-02T00:00,88\n"

#define DAYS                                                                                       \
  "station,item,time,value\n1740A,PM2.5,2026-02-27,70\n1740A,PM2.5,2026-02-28,80\n"                \
  "1740A,PM2.5,2026-03-01,60\n1740A,PM2.5,2026-03-02,61\n1740A,PM2.5,2026-03-03,75\n"

static Ctl *ctl;

static gboolean
page_says (const char *path, const char *words)
{
  ctl_run (ctl, "pdftotext -raw %s -", path);
  g_assert_cmpint (ctl->status, ==, 0);
  return strstr (ctl->out, words) != NULL;
}

static void
test_table (void)
{
  ctl_do (ctl, 0, "--json series station:1738A PM2.5");
  g_assert_cmpuint (ctl_count (ctl, ""), ==, 3);
  g_assert_cmpstr (ctl_get (ctl, "0.value"), ==, "135.5");
  g_assert_cmpstr (ctl_get (ctl, "2.time"), ==, "2026-01-02T01:00");
  /* And where it stands in its file. */
  g_assert_cmpstr (ctl_get (ctl, "0.file"), ==, "in.csv");
  g_assert_cmpint (ctl_int (ctl, "0.line"), ==, 2);
  g_assert_cmpint (ctl_int (ctl, "2.line"), ==, 4);
  /* Several places say whose a row is. */
  ctl_do (ctl, 0, "--json series station:1738A PM2.5 --with 1739A --to 2026-01-01T12:00");
  g_assert_cmpuint (ctl_count (ctl, ""), ==, 3);
  g_assert_cmpstr (ctl_get (ctl, "0.place"), ==, "市中心");
  g_assert_cmpstr (ctl_get (ctl, "2.place"), ==, "赛鱼");
  g_assert_cmpstr (ctl_get (ctl, "2.value"), ==, "12");
  g_assert_cmpint (ctl_int (ctl, "2.line"), ==, 5);
}

/* What the sample county's dust-fall sites have are records, one a month. */
static void
test_dust (void)
{
  guint n;

  ctl_do (ctl, 0, "--json list dust-fall --where site = SL-J01 --where validity = valid");
  n = ctl_count (ctl, "");
  g_assert_cmpuint (n, >, 12);
  ctl_do (ctl, 0, "--json series SL-J01 dust");
  g_assert_cmpuint (ctl_count (ctl, ""), >=, n);
  g_assert_cmpstr (ctl_get (ctl, "0.unit"), ==, "t/(km²·30d)");
  ctl_do (ctl, 0, "--json series SL-J01 dust dust.png --with SL-J02");
  g_assert_true (ctl_has (ctl, "dust.png"));
}

/* Ranks of the months: five counties, and nine sites of which one is for reference. */
static void
test_dust_table (void)
{
  ctl_do (ctl, 0, "--json dust-fall --months 1");
  g_assert_cmpuint (ctl_count (ctl, ""), ==, 5);
  g_assert_cmpint (ctl_int (ctl, "0.rank"), ==, 1);
  ctl_do (ctl, 0, "dust-fall ranks.csv --of sites --months 3");
  ctl_run (ctl, "grep -c 示例 ranks.csv");
  g_assert_cmpstr (ctl->out, ==, "27\n");
  ctl_do (ctl, 3, "dust-fall ranks.csv");
  ctl_do (ctl, 0, "dust-fall ranks.png --place 140302");
  g_assert_true (ctl_has (ctl, "ranks.png"));
  ctl_do (ctl, 3, "dust-fall other.png --place 1");
  g_assert_false (ctl_has (ctl, "other.png"));
  ctl_do (ctl, 2, "dust-fall --of towns");
  ctl_do (ctl, 2, "dust-fall --month 2026-13");
  ctl_do (ctl, 2, "dust-fall --months 0");
}

static void
test_page (void)
{
  ctl_set (ctl, "LANTIAN_LANGUAGE", "zh_CN");
  ctl_do (ctl, 0, "--json series station:1738A PM2.5 a.pdf --with 1739A");
  g_assert_cmpint (ctl_int (ctl, "values"), ==, 5);
  g_assert_true (page_says ("a.pdf", "PM2.5 细颗粒物"));
  g_assert_true (page_says ("a.pdf", "市中心"));
  g_assert_true (page_says ("a.pdf", "赛鱼"));
  g_assert_true (page_says ("a.pdf", "2026-01-01 01:00"));
  g_assert_true (page_says ("a.pdf", "示例数据"));
  g_assert_true (page_says ("a.pdf", "阳泉市生态环境局示例分局"));
  /* 1000 by 460 pixels, 96 of them an inch, 72 points an inch */
  ctl_run (ctl, "pdfinfo a.pdf");
  g_assert_nonnull (strstr (ctl->out, "750 x 345 pts"));
  /* The same again is the same to the byte. */
  ctl_do (ctl, 0, "--at 2026-11-20T10:00 series station:1738A PM2.5 b.pdf");
  ctl_do (ctl, 0, "--at 2026-11-20T10:00 series station:1738A PM2.5 c.pdf");
  ctl_run (ctl, "cmp b.pdf c.pdf");
  g_assert_cmpint (ctl->status, ==, 0);
  ctl_set (ctl, "LANTIAN_LANGUAGE", "en");
}

/* Days on both sides of the first of March 2026: limits of 75 and 60. */
static void
test_limits (void)
{
  ctl_set (ctl, "LANTIAN_LANGUAGE", "zh_CN");
  ctl_do (ctl, 0, "series 1740A PM2.5 l.pdf");
  g_assert_true (page_says ("l.pdf", "GB 3095-2012 二级：75"));
  g_assert_true (page_says ("l.pdf", "GB 3095-2026 过渡阶段 二级：60"));
  /* 70 and 80 before, 60, 61 and 75 after; of them 80, 61 and 75 are above. */
  g_assert_true (page_says ("l.pdf", "5 个数值中有 3 个"));
  ctl_do (ctl, 0, "series 1740A PM2.5 m.pdf --judge GB3095-2012");
  g_assert_true (page_says ("m.pdf", "全部按 GB 3095-2012 评价"));
  g_assert_true (page_says ("m.pdf", "5 个数值中有 1 个"));
  g_assert_false (page_says ("m.pdf", "2026 过渡阶段"));
  ctl_do (ctl, 0, "series 1740A PM2.5 n.pdf --judge none");
  g_assert_false (page_says ("n.pdf", "GB 3095"));
  /* A rule of a plan that has ended judges no month of 2026, unless it is asked to. */
  ctl_do (ctl, 0, "series SL-J01 dust o.pdf");
  g_assert_false (page_says ("o.pdf", "YQ21-33"));
  ctl_do (ctl, 0, "series SL-J01 dust q.pdf --judge YQ21-33");
  g_assert_true (page_says ("q.pdf", "全部按 YQ21-33"));
  ctl_refuse (ctl, 2, "LL23-28.1", "series SL-J01 dust x.png --judge LL23-28.1");
  ctl_refuse (ctl, 2, "GB3095-1996", "series 1740A PM2.5 x.png --judge GB3095-1996");
  g_assert_false (ctl_has (ctl, "x.png"));
  ctl_set (ctl, "LANTIAN_LANGUAGE", "en");
}

/* The index of days, with the classes' names (HJ 633-2026, table A.1). */
static void
test_index (void)
{
  ctl_set (ctl, "LANTIAN_LANGUAGE", "zh_CN");
  ctl_do (ctl, 0, "--json series 1740A AQI aqi.pdf --interval day");
  /* 75 of PM2.5 is above 100 in 2026; 60 is 100, which is not published without the rest. */
  g_assert_cmpint (ctl_int (ctl, "values"), ==, 4);
  g_assert_true (page_says ("aqi.pdf", "轻度污染"));
  ctl_do (ctl, 0, "series 1740A AQI calendar.pdf --interval day --form calendar");
  g_assert_true (page_says ("calendar.pdf", "轻度污染"));
  g_assert_true (page_says ("calendar.pdf", "优"));
  ctl_set (ctl, "LANTIAN_LANGUAGE", "en");
  ctl_refuse (ctl, 2, "assess aqi", "series 1740A AQI");
}

/* The hours 1, 2 and 24 have values: 00:00 is the last hour of the day before. */
static void
test_profile (void)
{
  ctl_do (ctl, 0, "--json series station:1738A PM2.5 h.pdf --form hours --with 1739A");
  g_assert_cmpint (ctl_int (ctl, "values"), ==, 4);
  ctl_do (ctl, 0, "--json series station:1738A PM2.5 m.png --form months --style plain");
  g_assert_cmpint (ctl_int (ctl, "values"), ==, 1);
  ctl_run (ctl, "gdalinfo m.png");
  g_assert_nonnull (strstr (ctl->out, "Size is 1000, 460"));
  ctl_do (ctl, 0, "series station:1738A PM2.5 m.png --size 500x300 --scale 2 --replace");
  ctl_run (ctl, "gdalinfo m.png");
  g_assert_nonnull (strstr (ctl->out, "Size is 1000, 600"));
}

static void
test_refused (void)
{
  ctl_refuse (ctl, 2, ".png", "series station:1738A PM2.5 a.jpg");
  ctl_write (ctl, "there.png", "mine", -1);
  ctl_refuse (ctl, 3, "--replace", "series station:1738A PM2.5 there.png");
  ctl_refuse (ctl, 2, "--interval day", "series station:1738A PM2.5 x.png --form calendar");
  ctl_refuse (ctl, 2, "--interval hour", "series SL-J01 dust x.png --form hours");
  ctl_refuse (ctl, 2, "calendar", "series station:1738A PM2.5 x.png --form pie");
  ctl_refuse (ctl, 2, "--with",
              "series station:1738A PM2.5 x.png --form calendar --interval day --with 1739A");
  ctl_refuse (ctl, 2, "--size", "series station:1738A PM2.5 x.png --size large");
  ctl_refuse (ctl, 2, "--style", "series station:1738A PM2.5 x.png --style pink");
  ctl_refuse (ctl, 3, "no values", "series station:1738A PM10 x.png");
  ctl_refuse (ctl, 3, "no values", "series station:1738A PM2.5 x.png --from 2027-01-01");
  ctl_refuse (ctl, 2, "8",
              "series 1738A PM2.5 x.png --with 1739A --with 1740A --with 1741A --with 1742A "
              "--with 1743A --with 3619A --with 1738A --with 1739A");
  g_assert_false (ctl_has (ctl, "x.png"));
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  ctl = ctl_new ();
  ctl_sample (ctl, "county.gpkg");
  ctl_write (ctl, "in.csv", HOURS, -1);
  ctl_do (ctl, 0, "--as " INSPECTOR " import reading in.csv");
  ctl_write (ctl, "days.csv", DAYS, -1);
  ctl_do (ctl, 0, "--as " INSPECTOR " import reading days.csv --set interval=day");
  g_test_add_func ("/cli/series/table", test_table);
  g_test_add_func ("/cli/series/limits", test_limits);
  g_test_add_func ("/cli/series/index", test_index);
  g_test_add_func ("/cli/series/dust", test_dust);
  g_test_add_func ("/cli/series/dust-table", test_dust_table);
  g_test_add_func ("/cli/series/page", test_page);
  g_test_add_func ("/cli/series/profile", test_profile);
  g_test_add_func ("/cli/series/refused", test_refused);
  status = g_test_run ();
  ctl_free (ctl);
  return status;
}
