/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "squares.h"

/* What is over a limit in a made-up county: 城区 of one station that counts, a micro-station, a
 * dust-fall site and a clean reference point. Each expectation is worked out by hand. */

#define LATER "--at 2026-11-21T10:00"

static Ctl *ctl;

static const char *
get (guint row, const char *member)
{
  JsonArray *rows = json_node_get_array (ctl->json);

  g_assert_cmpuint (row, <, json_array_get_length (rows));
  return json_object_get_string_member (json_array_get_object_element (rows, row), member);
}

static void
assert_count (guint n)
{
  g_assert_cmpuint (json_array_get_length (json_node_get_array (ctl->json)), ==, n);
}

static void
assert_row (guint row, const char *to, const char *place, const char *value, const char *over)
{
  g_test_message ("row %u: %s %s", row, to, place);
  g_assert_cmpstr (get (row, "to"), ==, to);
  g_assert_cmpstr (get (row, "place"), ==, place);
  g_assert_cmpstr (get (row, "value"), ==, value);
  g_assert_cmpstr (get (row, "over"), ==, over);
}

static void
add_dust (const char *site, const char *value, const char *more)
{
  ctl_do (ctl, 0, SQUARES_AT " add dust-site code=%s name=%s area=140302%s", site, site, more);
  ctl_do (ctl, 0, SQUARES_AT " add dust-fall site=%s month=2021-12 value=%s validity=valid", site,
          value);
}

/* SO₂ of 2021 is 19 on each day but the last one, of 20: its mean is 19.0027…, and 19 as it is
 * compared. */
static void
make_county (void)
{
  g_autoptr (GString) days = g_string_new ("station,item,time,value\n");

  squares_begin (ctl, "city.gpkg");
  squares_add_area (ctl, "140302", "城区", "district", 111);
  squares_add_station (ctl, "C1", "national", 111);
  squares_add_station (ctl, "M1", "micro", 111);
  add_dust ("D1", "9.1", "");
  add_dust ("D0", "20", " reference=1");
  squares_put (days, "C1", "SO2", 2021, 0, 364, "19");
  g_string_append (days, "C1,SO2,2021-12-31,20\n");
  g_string_append (days, "C1,PM2.5,2021-12-20,75\n"
                         "C1,PM2.5,2021-12-21,76\n"
                         "M1,PM2.5,2021-12-21,500\n"
                         "C1,PM2.5,2026-02-28,75\n"
                         "C1,PM2.5,2026-03-01,75\n"
                         "C1,PM10,2026-10-13,200\n"
                         "C1,PM10,2026-10-14,121\n"
                         "C1,PM2.5,2026-11-10,60\n"
                         "C1,PM2.5,2026-11-11,61\n");
  ctl_write (ctl, "days.csv", days->str, -1);
  ctl_write (ctl, "hours.csv",
             "station,item,time,value\n"
             "C1,SO2,2026-11-12T08:00,501\n"
             "C1,SO2,2026-11-12T09:00,500\n"
             "C1,SO2,2026-11-13T00:00,600\n",
             -1);
  ctl_do (ctl, 0, LATER " --as 14030100 import reading days.csv --set interval=day");
  ctl_do (ctl, 0, LATER " --as 14030100 import reading hours.csv --set interval=hour");
}

/* The last hour that was measured is that of 00:00 on 11-13, the last of 11-12: the thirty days
 * up to it begin on 10-14. Of the station, which is the only one, the county has the same days.
 * The limits are those of GB 3095-2026, transition: SO₂ 500 an hour, PM2.5 60 and PM10 120 a
 * day. Nothing is left of the plans of 2021. */
static void
test_now (void)
{
  ctl_do (ctl, 1, LATER " --json assess breaches");
  assert_count (6);
  assert_row (0, "2026-11-13T00:00", "C1", "600", "100");
  assert_row (1, "2026-11-12T08:00", "C1", "501", "1");
  assert_row (2, "2026-11-11", "C1", "61", "1");
  assert_row (3, "2026-11-11", "城区", "61", "1");
  assert_row (4, "2026-10-14", "C1", "121", "1");
  assert_row (5, "2026-10-14", "城区", "121", "1");
  for (guint i = 0; i < 6; i++)
    g_assert_cmpstr (get (i, "plan"), ==, "GB 3095-2026");
  g_assert_cmpstr (get (2, "subject"), ==, "place");
  g_assert_cmpstr (get (3, "subject"), ==, "county");
  g_assert_cmpstr (get (2, "limit"), ==, "60");
  g_assert_cmpstr (get (2, "unit"), ==, "µg/m³");
  g_assert_cmpstr (get (2, "document"), ==, "GB 3095-2026, 表1");
}

/* SO₂ of the year is 19, of 18 that YQ21 allows; dust fall of December 9.1, of 9 that one of its
 * rules tells of. A clean reference point and a micro-station raise nothing. PM2.5 of 75 holds by
 * GB 3095-2012. */
static void
test_plans_in_force (void)
{
  ctl_do (ctl, 1, "--at 2021-12-31T22:00 --json assess breaches --plan YQ21 --item SO2 --explain");
  assert_count (1);
  assert_row (0, "2021-12-31", "城区", "19", "1");
  g_assert_cmpstr (get (0, "rule"), ==, "YQ21-05.2");
  g_assert_cmpstr (get (0, "from"), ==, "2021-01-01");
  g_assert_nonnull (g_strrstr (get (0, "quote"), "18μg/m3"));
  ctl_do (ctl, 1, "--at 2021-12-31T22:00 --json assess breaches --plan YQ21 --unit place");
  assert_count (1);
  assert_row (0, "2021-12-31", "D1", "9.1", "0.1");
  g_assert_cmpstr (get (0, "rule"), ==, "YQ21-33");
  ctl_do (ctl, 1, "--at 2021-12-31T22:00 --json assess breaches --item PM2.5");
  assert_count (2);
  assert_row (0, "2021-12-21", "C1", "76", "1");
  assert_row (1, "2021-12-21", "城区", "76", "1");
  ctl_do (ctl, 1, "--at 2021-12-31T22:00 --json assess breaches --place C1");
  assert_count (1);
}

static JsonArray *
ask_today (const char *at, int status)
{
  ctl_do (ctl, status, "%s --json today", at);
  return json_object_get_array_member (json_node_get_object (ctl->json), "waiting");
}

static JsonObject *
find_waiting (JsonArray *waiting, const char *sort, const char *record)
{
  for (guint i = 0; i < json_array_get_length (waiting); i++)
    {
      JsonObject *line = json_array_get_object_element (waiting, i);

      if (g_str_equal (json_object_get_string_member (line, "sort"), sort)
          && g_str_has_prefix (json_object_get_string_member (line, "record"), record))
        return line;
    }
  return NULL;
}

/* What is missed while its plan is in force waits for somebody, and so does the dust fall of a
 * site; on the day after the plan's last one neither does. */
static void
test_waits (void)
{
  JsonArray *waiting = ask_today ("--at 2021-12-31T22:00", 0);
  JsonObject *line = find_waiting (waiting, "missed", "城区 · ");
  const char *words;

  g_assert_nonnull (line);
  words = json_object_get_string_member (line, "to_do");
  g_assert_nonnull (strstr (words, "19 µg/m³"));
  g_assert_nonnull (strstr (words, "≤ 18 µg/m³"));
  g_assert_cmpstr (json_object_get_string_member (line, "rule"), ==, "YQ21-05.2");
  g_assert_cmpstr (json_object_get_string_member (line, "kind"), ==, "area");
  line = find_waiting (waiting, "exceeded", "D1 · ");
  g_assert_nonnull (line);
  words = json_object_get_string_member (line, "to_do");
  g_assert_nonnull (strstr (words, "2021-12"));
  g_assert_nonnull (strstr (words, "9.1"));
  g_assert_nonnull (strstr (words, "YQ21-33"));
  g_assert_cmpstr (json_object_get_string_member (line, "kind"), ==, "dust-site");
  g_assert_null (find_waiting (waiting, "exceeded", "D0 · "));

  waiting = ask_today ("--at 2022-01-01T08:00", 0);
  g_assert_null (find_waiting (waiting, "missed", ""));
  g_assert_null (find_waiting (waiting, "exceeded", "D1 · "));
}

/* On the day after their last one no rule of the year raises anything, whatever time is asked
 * for. */
static void
test_expired (void)
{
  /* A word that nothing bears is no answer. */
  ctl_refuse (ctl, 2, "no plan and no standard is called so",
              "--at 2021-12-31T22:00 assess breaches --plan YQ12");
  ctl_refuse (ctl, 2, "is called so", "--at 2021-12-31T22:00 assess breaches --item PM3");
  ctl_do (ctl, 0, "--at 2022-01-01T08:00 --json assess breaches --plan YQ21");
  assert_count (0);
  ctl_do (ctl, 0, LATER " --json assess breaches --plan YQ21 --from 2021-01-01 --to 2021-12-31");
  assert_count (0);
}

/* The same value on each side of the day on which the standard changed. */
static void
test_standards (void)
{
  ctl_do (ctl, 1, LATER " --json assess breaches --from 2026-02-28 --to 2026-03-01 --unit place");
  assert_count (1);
  assert_row (0, "2026-03-01", "C1", "75", "15");
  ctl_do (ctl, 0, LATER " --json assess breaches --from 2026-11-13 --to 2026-11-13");
  assert_count (0);
}

static void
test_bad_words (void)
{
  ctl_refuse (ctl, 2, "place or county", LATER " assess breaches --unit site");
  ctl_refuse (ctl, 2, "later", LATER " assess breaches --from 2026-11-13 --to 2026-11-12");
  ctl_refuse (ctl, 2, "date", LATER " assess breaches --from gestern");
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  ctl = ctl_new ();
  make_county ();
  g_test_add_func ("/breaches/now", test_now);
  g_test_add_func ("/breaches/plans-in-force", test_plans_in_force);
  g_test_add_func ("/breaches/waits", test_waits);
  g_test_add_func ("/breaches/expired", test_expired);
  g_test_add_func ("/breaches/standards", test_standards);
  g_test_add_func ("/breaches/bad-words", test_bad_words);
  status = g_test_run ();
  ctl_free (ctl);
  return status;
}
