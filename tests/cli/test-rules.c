/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl.h"

#include <string.h>

/* The rules of the action plans, and what is said of a file of a bureau's own. */

static Ctl *ctl;

/* What the file of a plan itself says: how many of its rows hold on a day. */
static guint
count_rows (const char *plan, const char *date)
{
  g_autofree char *name = g_strdup_printf ("%s.json", plan);
  g_autofree char *path =
      g_build_filename (g_getenv ("LANTIAN_DATA_DIR"), "rules", "plans", name, NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonArray *rows;
  guint n = 0;

  g_assert_true (json_parser_load_from_file (parser, path, NULL));
  rows =
      json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)), "rows");
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);

      n += date == NULL
           || (strcmp (json_object_get_string_member (row, "valid_from"), date) <= 0
               && strcmp (json_object_get_string_member (row, "valid_to"), date) >= 0);
    }
  return n;
}

static void
test_list (void)
{
  static const char *const plans[] = { "LL23", "SX20", "TY24", "YQ19", "YQ21" };
  guint n = 0, n_held = 0;

  for (guint i = 0; i < G_N_ELEMENTS (plans); i++)
    {
      n += count_rows (plans[i], NULL);
      n_held += count_rows (plans[i], "2020-06-01");
      ctl_do (ctl, 0, "--json rules --plan %s", plans[i]);
      g_assert_cmpuint (ctl_count (ctl, ""), ==, count_rows (plans[i], NULL));
    }
  ctl_do (ctl, 0, "--json rules");
  g_assert_cmpuint (ctl_count (ctl, ""), ==, n);
  ctl_do (ctl, 0, "--json rules --on 2020-06-01 --in-force");
  g_assert_cmpuint (n_held, >, 0);
  g_assert_cmpuint (ctl_count (ctl, ""), ==, n_held);
  /* The day is that of --at where --on is not given. */
  ctl_do (ctl, 0, "--at 2020-06-01T08:00 --json rules --in-force");
  g_assert_cmpuint (ctl_count (ctl, ""), ==, n_held);
}

/* One row as it stands in YQ21, line 58, of the month's highest site. */
static void
test_row (void)
{
  guint at = 0;

  ctl_do (ctl, 0, "--json rules --plan YQ21 --area 阳泉市平定县 --on 2021-12-31");
  while (at < ctl_count (ctl, "")
         && !g_str_equal (json_object_get_string_member (
                              json_array_get_object_element (json_node_get_array (ctl->json), at),
                              "rule"),
                          "YQ21-33"))
    at++;
  g_assert_cmpuint (at, <, ctl_count (ctl, ""));
  {
    JsonObject *row = json_array_get_object_element (json_node_get_array (ctl->json), at);
    static const char *const says[][2] = {
      { "quantity", "dust" },
      { "statistic", "month-site-max" },
      { "comparator", ">" },
      { "limit", "9" },
      { "unit", "t/(km²·30d)" },
      { "rounding", "1" },
      { "effect", "trigger" },
      { "hardness", "binding" },
      { "valid_from", "2021-06-28" },
      { "valid_to", "2021-12-31" },
      { "validity", "in-force" },
      { "reach", "whole" },
      { "plan", "YQ21" },
      { "document", "阳泉市空气质量巩固提升2021年行动计划 (阳政办发〔2021〕45号)" },
      { "quote", "降尘量最高值高于9吨/月·平方公里的县区要开展降尘专项整治" },
    };

    for (guint i = 0; i < G_N_ELEMENTS (says); i++)
      g_assert_cmpstr (json_object_get_string_member (row, says[i][0]), ==, says[i][1]);
    g_assert_cmpint (json_object_get_int_member (row, "line"), ==, 58);
  }
}

/* The first and the last day count; the day after, it is over. */
static void
test_validity (void)
{
  static const char *const days[][2] = { { "2021-06-27", "not-yet" },
                                         { "2021-06-28", "in-force" },
                                         { "2021-12-31", "in-force" },
                                         { "2022-01-01", "expired" } };

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      ctl_do (ctl, 0, "--json rules --plan YQ21 --area 140302 --on %s", days[i][0]);
      for (guint k = 0; k < ctl_count (ctl, ""); k++)
        {
          JsonObject *row = json_array_get_object_element (json_node_get_array (ctl->json), k);

          if (g_str_equal (json_object_get_string_member (row, "rule"), "YQ21-33"))
            g_assert_cmpstr (json_object_get_string_member (row, "validity"), ==, days[i][1]);
        }
    }
}

/* The code and both names are one area; a rule of another county is not shown. */
static void
test_area (void)
{
  guint n;

  ctl_do (ctl, 0, "--json rules --plan YQ21 --area 140321");
  n = ctl_count (ctl, "");
  g_assert_cmpuint (n, >, 0);
  for (guint i = 0; i < n; i++)
    {
      JsonObject *row = json_array_get_object_element (json_node_get_array (ctl->json), i);

      g_assert_false (
          g_str_has_prefix (json_object_get_string_member (row, "rule"), "YQ21-10")); /* 盂县 */
    }
  ctl_do (ctl, 0, "--json rules --plan YQ21 --area 平定县");
  g_assert_cmpuint (ctl_count (ctl, ""), ==, n);
  ctl_do (ctl, 0, "--json rules --plan YQ21 --area 阳泉市平定县");
  g_assert_cmpuint (ctl_count (ctl, ""), ==, n);
  ctl_do (ctl, 0, "--json rules --plan LL23 --area 140321");
  g_assert_cmpuint (ctl_count (ctl, ""), ==, 0);
}

static void
test_usage (void)
{
  ctl_refuse (ctl, 2, "--area \"火星\" is no area", "rules --area 火星");
  ctl_refuse (ctl, 2, "--plan \"XX99\" is not here", "rules --plan XX99");
  ctl_refuse (ctl, 2, "--on \"2021-02-30\" is not a date", "rules --on 2021-02-30");
  ctl_refuse (ctl, 2, "--on \"2021-02-30\" is not a date", "limits --on 2021-02-30");
}

#define OWN_HEAD                                                                                   \
  "{\"about\":\"\",\"plan\":\"SL26\",\"title\":\"示例计划\",\"number\":\"\",\"issued\":\"\","  \
  "\"file\":\"SL26.txt\",\"area\":\"140321\",\"valid_from\":\"2026-01-01\","                       \
  "\"valid_to\":\"2026-12-31\",\"rows\":["
#define OWN_ROW(id, quantity, comparator)                                                               \
  "{\"id\":\"" id "\",\"plan\":\"SL26\",\"line\":2,\"title\":\"细颗粒物年均值\","                \
  "\"quote\":\"细颗粒物年均值不高于30微克\",\"derived_how\":\"\",\"hardness\":\"binding\"," \
  "\"effect\":\"target\",\"per\":\"area\",\"areas\":[\"140321\"],\"subject\":\"示例单位\","         \
  "\"responsible\":[],\"quantity\":\"" quantity "\",\"statistic\":\"year-mean\","                       \
  "\"unit\":\"µg/m³\",\"comparator\":\"" comparator "\",\"limit\":\"30\",\"rounding\":\"0\","           \
  "\"valid_from\":\"2026-01-01\",\"valid_to\":\"2026-12-31\",\"period\":\"year\",\"due\":\"\","         \
  "\"evaluation\":\"threshold\",\"parameters\":{},\"measured_by\":\"readings\",\"unsure\":\"\"}"

static const char own[] = OWN_HEAD OWN_ROW ("SL26-01", "PM2.5", "<=") "," OWN_ROW (
    "SL26-02",
    "PM9",
    "<=") "," OWN_ROW ("SL26-03", "PM2.5", "about") "]}";

/* Each bad row with its reason; the good one is taken; the text beside it is read. */
static void
test_check (void)
{
  ctl_write (ctl, "own.json", own, -1);
  ctl_do (ctl, 1, "--json rules check own.json");
  g_assert_cmpint (ctl_int (ctl, "taken"), ==, 1);
  g_assert_cmpint (ctl_int (ctl, "refused"), ==, 2);
  g_assert_false (
      json_object_get_boolean_member (json_node_get_object (ctl->json), "quotes_compared"));
  g_assert_cmpstr (ctl_get (ctl, "problems.0.file"), ==, "own.json");
  g_assert_cmpstr (ctl_get (ctl, "problems.0.rule"), ==, "SL26-02");
  g_assert_nonnull (strstr (ctl_get (ctl, "problems.0.reason"), "PM9"));
  g_assert_cmpstr (ctl_get (ctl, "problems.1.rule"), ==, "SL26-03");
  g_assert_nonnull (strstr (ctl_get (ctl, "problems.1.reason"), "about"));
  ctl_write (ctl, "SL26.txt", "一\n细颗粒物年均值不高于30微克。\n", -1);
  ctl_do (ctl, 1, "--json rules check own.json");
  g_assert_cmpint (ctl_int (ctl, "taken"), ==, 1);
  g_assert_true (
      json_object_get_boolean_member (json_node_get_object (ctl->json), "quotes_compared"));
  ctl_write (ctl, "SL26.txt", "细颗粒物年均值不高于30微克。\n二\n", -1);
  ctl_do (ctl, 1, "--json rules check own.json");
  g_assert_cmpint (ctl_int (ctl, "taken"), ==, 0);
  g_assert_nonnull (strstr (ctl_get (ctl, "problems.0.reason"), "line 2 of the plan"));
  ctl_refuse (ctl, 3, "nothing.json", "rules check nothing.json");
  ctl_write (ctl, "list.json", "[1]", -1);
  ctl_refuse (ctl, 3, "list.json", "rules check list.json");
}

/* A row that is wrong in the program's data is left out and named, and the rest is shown. */
static void
test_left_out (void)
{
  g_autofree char *data = ctl_path (ctl, "data");
  g_autofree char *words =
      g_build_filename (g_getenv ("LANTIAN_DATA_DIR"), "rules", "vocabulary.json", NULL);

  ctl_run (ctl, "mkdir -p data/rules/plans");
  ctl_run (ctl, "cp '%s' data/rules/", words);
  ctl_write (ctl, "data/rules/plans/SL26.json", own, -1);
  ctl_set (ctl, "LANTIAN_DATA_DIR", data);
  ctl_do (ctl, 1, "--json rules");
  g_assert_cmpuint (ctl_count (ctl, ""), ==, 1);
  g_assert_cmpstr (ctl_get (ctl, "0.rule"), ==, "SL26-01");
  g_assert_nonnull (strstr (ctl->err, "File SL26.json, row SL26-02 is left out"));
  ctl_set (ctl, "LANTIAN_DATA_DIR", g_getenv ("LANTIAN_DATA_DIR"));
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  ctl = ctl_new ();
  g_test_add_func ("/rules/list", test_list);
  g_test_add_func ("/rules/row", test_row);
  g_test_add_func ("/rules/validity", test_validity);
  g_test_add_func ("/rules/area", test_area);
  g_test_add_func ("/rules/usage", test_usage);
  g_test_add_func ("/rules/check", test_check);
  g_test_add_func ("/rules/left-out", test_left_out);
  status = g_test_run ();
  ctl_free (ctl);
  return status;
}
