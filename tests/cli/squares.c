/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "squares.h"

/* A file of 阳泉市 and its keeper. */
void
squares_begin (Ctl *ctl, const char *file)
{
  ctl_write (ctl, "passphrase", "correct horse", -1);
  ctl_set (ctl, "LANTIAN_PASSPHRASE_FILE", "passphrase");
  ctl_do (ctl, 0, "--at 2021-12-31T19:00 new %s --area 140300 --keeper 14030100:管理员", file);
  ctl_set (ctl, "LANTIAN_DB", file);
}

void
squares_add_area (Ctl *ctl, const char *code, const char *name, const char *kind, int west)
{
  ctl_do (ctl, 0,
          SQUARES_AT " add area code=%s name=%s city=阳泉市 area_kind=%s "
                     "'outline=POLYGON ((%d 37, %d 37, %d 38, %d 38, %d 37))'",
          code, name, kind, west, west + 1, west + 1, west, west);
}

/* In the middle of the square. */
void
squares_add_station (Ctl *ctl, const char *code, const char *kind, int west)
{
  ctl_do (ctl, 0,
          SQUARES_AT " add station code=%s name=%s station_kind=%s 'position=POINT (%d.5 37.5)'",
          code, code, kind, west);
}

/* So many days of a year from one on, the first of which is 0: rows of a table with the columns
 * station, item, time and value. */
void
squares_put (GString *table,
             const char *station,
             const char *item,
             int year,
             guint first,
             guint n,
             const char *value)
{
  g_autoptr (GDateTime) begin = g_date_time_new_utc (year, 1, 1, 0, 0, 0);

  for (guint i = first; i < first + n; i++)
    {
      g_autoptr (GDateTime) day = g_date_time_add_days (begin, (int) i);
      g_autofree char *date = g_date_time_format (day, "%Y-%m-%d");

      g_string_append_printf (table, "%s,%s,%s,%s\n", station, item, date, value);
    }
}

/* The row of a rule and an area of the last answer of `assess targets`. */
JsonObject *
squares_find_row (Ctl *ctl, const char *rule, const char *area)
{
  JsonArray *rows = json_node_get_array (ctl->json);

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);

      if (g_str_equal (json_object_get_string_member (row, "rule"), rule)
          && g_str_equal (json_object_get_string_member (row, "area_code"), area))
        return row;
    }
  g_error ("no row of %s for %s", rule, area);
}

void
squares_assert_row (Ctl *ctl,
                    const char *rule,
                    const char *area,
                    const char *member,
                    const char *expected)
{
  g_test_message ("%s %s %s", rule, area, member);
  g_assert_cmpstr (json_object_get_string_member (squares_find_row (ctl, rule, area), member), ==,
                   expected);
}
