/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl.h"

#include <string.h>

/* What waits for somebody, asked from a script: an order from its draft to the
 * inspection that ends it here, day by day. */

static Ctl *ctl;
static char *order;

/* The only line of @sort; %NULL where there is none. */
static JsonObject *
find_line (const char *sort)
{
  JsonArray *lines = json_object_get_array_member (json_node_get_object (ctl->json), "waiting");

  for (guint i = 0; i < json_array_get_length (lines); i++)
    {
      JsonObject *line = json_array_get_object_element (lines, i);

      if (strcmp (json_object_get_string_member (line, "sort"), sort) == 0)
        return line;
    }
  return NULL;
}

static void
assert_line (const char *sort, const char *by, gint64 days_left)
{
  JsonObject *line = find_line (sort);

  g_assert_nonnull (line);
  g_assert_cmpstr (json_object_get_string_member (line, "id"), ==, order);
  g_assert_cmpstr (json_object_get_string_member (line, "kind"), ==, "order");
  g_assert_cmpstr (json_object_get_string_member (line, "by"), ==, by);
  g_assert_cmpint (json_object_get_int_member (line, "days_left"), ==, days_left);
}

static void
test_draft_and_review (void)
{
  g_autofree char *inspection = NULL;

  ctl_do (ctl, 0,
          "--json --as 14030001 --at 2026-11-20T09:40 inspection record mine:SL-K01 "
          "assisting_officer=14030002 finding=运输道路积尘。 result=order");
  inspection = g_strdup (ctl_get (ctl, "id"));
  ctl_do (ctl, 0, "--json --at 2026-11-20T09:50 today");
  g_assert_nonnull (find_line ("follow"));
  ctl_do (ctl, 0,
          "--json --as 14030001 --at 2026-11-20T10:00 order draft %s measures=洒水抑尘。 "
          "deadline=2026-11-30",
          inspection);
  order = g_strdup (ctl_get (ctl, "id"));
  ctl_do (ctl, 0, "--json --at 2026-11-20T10:05 today");
  g_assert_null (find_line ("follow"));
  assert_line ("draft", "2026-11-30", 10);
  ctl_do (ctl, 0, "--as 14030001 --at 2026-11-20T10:10 order submit %s", order);
  ctl_do (ctl, 0, "--json --at 2026-11-20T10:15 today");
  assert_line ("review", "2026-11-30", 10);
}

/* The day of the deadline is not past it. */
static void
test_due_and_overdue (void)
{
  ctl_do (ctl, 0, "--as 14030004 --at 2026-11-21T09:00 order issue %s", order);
  ctl_do (ctl, 0, "--json --at 2026-11-30T08:00 today");
  assert_line ("due", "2026-11-30", 0);
  ctl_do (ctl, 1, "--json --at 2026-12-02T08:00 today");
  assert_line ("overdue", "2026-11-30", -2);
  ctl_refuse (ctl, 2, "limit", "today --limit many");
}

static void
test_ended (void)
{
  ctl_do (ctl, 0,
          "--as 14030001 --at 2026-12-02T09:00 inspection record mine:SL-K01 "
          "assisting_officer=14030002 finding=道路已洒水。 result=no-problem");
  ctl_do (ctl, 0, "--json --at 2026-12-02T10:00 today");
  g_assert_null (find_line ("overdue"));
  ctl_set (ctl, "LANTIAN_LANGUAGE", "zh_CN");
  ctl_do (ctl, 0, "--at 2026-12-02T10:00 today");
  g_assert_nonnull (strstr (ctl->out, "备份"));
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  ctl = ctl_new ();
  ctl_sample (ctl, "county.gpkg");
  g_test_add_func ("/today/draft-and-review", test_draft_and_review);
  g_test_add_func ("/today/due-and-overdue", test_due_and_overdue);
  g_test_add_func ("/today/ended", test_ended);
  status = g_test_run ();
  ctl_free (ctl);
  g_free (order);
  return status;
}
