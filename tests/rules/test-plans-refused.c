/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is refused of a bureau's own plan: each refusal is of a good row in which one
 * member was changed, and the rows around it load. */

#include "plan-files.h"

#include "base/error.h"
#include "rules/row.h"

#include <json-glib/json-glib.h>
#include <string.h>

#define HEAD                                                                                         \
  "{\"about\":\"\",\"plan\":\"SL26\",\"title\":\"示例县计划\",\"number\":\"\",\"issued\":\"\"," \
  "\"file\":\"SL26.txt\",\"area\":\"140321\",\"valid_from\":\"2026-01-01\","                         \
  "\"valid_to\":\"2026-12-31\",\"rows\":[]}"

#define ROW                                                                                               \
  "{\"id\":\"SL26-01\",\"plan\":\"SL26\",\"line\":2,\"title\":\"二氧化硫年均值\","                 \
  "\"quote\":\"二氧化硫年均值不高于２0微克\",\"derived_how\":\"\",\"hardness\":\"binding\"," \
  "\"effect\":\"target\",\"per\":\"area\",\"areas\":[\"140321\"],\"subject\":\"示例单位\","           \
  "\"responsible\":[\"市生态环境局\"],\"quantity\":\"SO2\",\"statistic\":\"year-mean\","            \
  "\"unit\":\"µg/m³\",\"comparator\":\"<=\",\"limit\":\"20\",\"rounding\":\"0\","                       \
  "\"valid_from\":\"2026-01-01\",\"valid_to\":\"2026-12-31\",\"period\":\"year\",\"due\":\"\","           \
  "\"evaluation\":\"threshold\",\"parameters\":{},\"measured_by\":\"readings\",\"unsure\":\"\"}"

static const char plan_text[] = "第一行\n示例县二氧化硫年均值不高于２0微克，6月底前完成。\n";

static JsonNode *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = json_from_string (text, &error);

  g_assert_no_error (error);
  return node;
}

/* A row in which members are others: {"limit": "21"}; null takes one away. */
static JsonNode *
change_row (const char *changes)
{
  JsonNode *row = parse (ROW);
  g_autoptr (JsonNode) other = parse (changes);
  g_autoptr (GList) members = json_object_get_members (json_node_get_object (other));

  for (GList *item = members; item != NULL; item = item->next)
    {
      JsonNode *value = json_object_get_member (json_node_get_object (other), item->data);

      if (JSON_NODE_HOLDS_NULL (value))
        json_object_remove_member (json_node_get_object (row), item->data);
      else
        json_object_set_member (json_node_get_object (row), item->data, json_node_copy (value));
    }
  return row;
}

/* A file of a good row, the one that is given (nullable), and another good one. */
static char *
make_file (JsonNode *row)
{
  g_autoptr (JsonNode) root = parse (HEAD);
  JsonArray *rows = json_object_get_array_member (json_node_get_object (root), "rows");

  json_array_add_element (rows, change_row ("{\"id\":\"SL26-09\"}"));
  if (row != NULL)
    json_array_add_element (rows, json_node_copy (row));
  json_array_add_element (rows, change_row ("{\"id\":\"SL26-10.1\"}"));
  return json_to_string (root, FALSE);
}

static void
assert_refused (JsonNode *row, const char *name, const char *reason)
{
  g_autoptr (LtPlans) plans = new_plans ();
  g_autoptr (GPtrArray) problems =
      g_ptr_array_new_with_free_func ((GDestroyNotify) lt_rule_problem_free);
  g_autoptr (GError) error = NULL;
  g_autofree char *file = make_file (row);
  const LtRuleProblem *problem;

  lt_plans_add_with_text (plans, "own.json", file, strlen (file), plan_text, problems, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, ==, 1);
  problem = g_ptr_array_index (problems, 0);
  g_test_message ("%s: %s", problem->row, problem->reason);
  g_assert_cmpstr (problem->file, ==, "own.json");
  g_assert_cmpstr (problem->row, ==, name);
  g_assert_nonnull (strstr (problem->reason, reason));
  /* The others load. */
  g_assert_cmpuint (lt_plans_get_n_rules (plans), ==, 2);
  g_assert_nonnull (lt_plans_find_rule (plans, "SL26-09"));
  g_assert_nonnull (lt_plans_find_rule (plans, "SL26-10.1"));
}

#define DATE_ROW                                                                                   \
  "\"statistic\":\"completed-on\",\"unit\":\"日期\",\"evaluation\":\"date\",\"rounding\":\"\","  \
  "\"measured_by\":\"entered\",\"derived_how\":\"月末\""
#define EVERY(every, unit)                                                                         \
  "\"statistic\":\"due-day\",\"unit\":\"" unit "\",\"evaluation\":\"recurring-date\","             \
  "\"parameters\":{\"every\":\"" every "\"},\"measured_by\":\"entered\",\"derived_how\":\"月末\""
#define HOURS(from, to, first, last)                                                               \
  "\"statistic\":\"cases\",\"evaluation\":\"hours\",\"measured_by\":\"entered\",\"parameters\":"   \
  "{\"season_from\":\"" from "\",\"season_to\":\"" to "\",\"hours_from\":\"" first                 \
  "\",\"hours_to\":\"" last "\"}"
#define CHANGE(more) "\"evaluation\":\"change\",\"parameters\":{" more "}"

static const struct
{
  const char *changes;
  const char *reason;
} refused[] = {
  /* what is not in the vocabulary */
  { "{\"quantity\":\"SO3\"}", "\"quantity\" is \"SO3\", which is not in the vocabulary" },
  { "{\"statistic\":\"年均值\"}", "there are: 年平均、" },
  { "{\"statistic\":\"mean\"}", "\"statistic\" is \"mean\", which is not in the vocabulary" },
  { "{\"unit\":\"ppm\"}", "\"unit\" is \"ppm\", which is not in the vocabulary" },
  { "{\"unit\":\"mg/m³\"}", "but µg/m³ follows" },
  { "{\"comparator\":\"≤\"}", "\"comparator\" is \"≤\"; there are: <=, <, >=, >, =" },
  { "{\"areas\":[\"999999\"]}", "\"areas\" is \"999999\", which is not in the vocabulary" },
  { "{\"areas\":[]}", "\"areas\" is empty" },
  { "{\"areas\":[\"140321\",\"140321\"]}", "has \"140321\" twice" },
  { "{\"areas\":[140321]}", "entry 1 of \"areas\" is no text" },
  { "{\"areas\":\"140321\"}", "\"areas\" must be a list" },
  { "{\"period\":\"weekly\"}", "\"period\" is \"weekly\"" },
  { "{\"hardness\":\"hard\"}", "\"hardness\" is \"hard\"; there are" },
  { "{\"hardness\":\"约束\"}", "there are: 约束性、" },
  { "{\"effect\":\"fine\"}", "\"effect\" is \"fine\"; there are" },
  { "{\"per\":\"town\"}", "\"per\" is \"town\"; there are" },
  { "{\"evaluation\":\"guess\"}", "\"evaluation\" is \"guess\"; there are" },
  { "{\"measured_by\":\"eye\"}", "\"measured_by\" is \"eye\"; there are" },
  /* days */
  { "{\"valid_to\":\"2026-02-30\"}", "\"valid_to\" is \"2026-02-30\", which is no date" },
  { "{\"valid_from\":\"\"}", "\"valid_from\" is missing" },
  { "{\"valid_to\":\"2025-12-31\"}", "it ends on 2025-12-31, before it begins on 2026-01-01" },
  { "{\"due\":\"2027-01-01\"}", "it ends on 2026-12-31, before its day, 2027-01-01" },
  { "{\"due\":\"soon\"}", "\"due\" is \"soon\", which is no date" },
  /* the limit */
  { "{\"limit\":\"21\"}", "limit 21 does not stand in the quote" },
  { "{\"limit\":\"2\"}", "limit 2 does not stand in the quote" },
  { "{\"limit\":\"twenty\"}", "write a decimal as text" },
  { "{\"limit\":\"-20\"}", "limit -20 is outside of what is possible, 0 to 20000" },
  { "{\"limit\":20}", "\"limit\" is no text" },
  { "{\"limit\":\"\"}", "\"limit\" is missing" },
  { "{" DATE_ROW ",\"limit\":\"2026-13-01\"}", "\"limit\" is \"2026-13-01\", which is no date" },
  { "{" DATE_ROW ",\"limit\":\"2027-01-01\"}", "it ends on 2026-12-31, before its day" },
  { "{" DATE_ROW ",\"limit\":\"2026-06-30\",\"due\":\"2026-06-30\"}", "leave \"due\" empty" },
  { "{" DATE_ROW ",\"derived_how\":\"\",\"limit\":\"2026-06-30\"}", "does not stand in the quote" },
  { "{" EVERY ("month", "月内日") ",\"limit\":\"32\"}", "a day of the month" },
  { "{" EVERY ("year", "月日") ",\"limit\":\"02-29\"}", "a day of the month" },
  { "{" EVERY ("week", "月日") ",\"limit\":\"5\"}", "parameter \"every\" cannot be \"week\"" },
  { "{" EVERY ("month", "月日") ",\"limit\":\"5\"}", "but 月内日 follows" },
  { "{\"statistic\":\"grade\",\"unit\":\"等级\",\"evaluation\":\"grade\",\"limit\":\"E\","
    "\"measured_by\":\"entered\",\"parameters\":{\"scale\":\"performance\"}}",
    "\"limit\" is \"E\"; there are: D, C, B, A" },
  { "{\"rounding\":\"3\"}", "\"rounding\" must be a whole number from 0 to 2" },
  /* parameters */
  { "{\"parameters\":{\"scale\":\"performance\"}}", "has no parameter \"scale\"" },
  { "{\"parameters\":{\"standard_class\":\"3\"}}", "\"standard_class\" cannot be \"3\"" },
  { "{\"parameters\":{\"station_kind\":\"county\"}}", "\"station_kind\" cannot be \"county\"" },
  { "{\"parameters\":{\"near\":\"built-up\"}}", "go together" },
  { "{\"parameters\":{\"near\":\"moon\",\"distance_km\":\"10\",\"side\":\"within\"}}",
    "\"near\" cannot be \"moon\"" },
  { "{\"parameters\":{\"near\":\"built-up\",\"distance_km\":\"0\",\"side\":\"within\"}}",
    "\"distance_km\" cannot be \"0\"" },
  { "{\"parameters\":{\"inside\":\"coal-ban\"}}", "parameter \"inside\" must be a list" },
  { "{\"parameters\":{\"inside\":[]}}", "parameter \"inside\" must be a text, or a list" },
  { "{\"parameters\":{\"inside\":[\"moon\"]}}", "parameter \"inside\" cannot be \"moon\"" },
  { "{\"parameters\":{\"except_areas\":[\"1\"]}}", "\"except_areas\" cannot be \"1\"" },
  { "{\"parameters\":{\"station_kind\":[\"national\"]}}", "must be one text" },
  { "{\"parameters\":[]}", "\"parameters\" must be an object" },
  { "{" CHANGE ("\"difference\":\"relative\"") "}", "needs the parameter \"base\"" },
  { "{" CHANGE ("\"base\":\"last\",\"difference\":\"relative\"") "}", "\"base\" cannot be" },
  { "{" CHANGE ("\"base\":\"2025\",\"difference\":\"relative\"") "}", "but % follows" },
  { "{\"evaluation\":\"rolling\",\"parameters\":{\"months\":\"0\"}}",
    "\"months\" cannot be \"0\"" },
  { "{" HOURS ("05-01", "02-30", "10:00", "16:00") "}", "\"season_to\" cannot be \"02-30\"" },
  { "{" HOURS ("05-01", "09-30", "10:00", "24:30") "}", "\"hours_to\" cannot be \"24:30\"" },
  { "{\"measured_by\":\"places\"}", "measured by \"places\", it needs the parameter \"places\"" },
  { "{\"measured_by\":\"entered\",\"parameters\":{\"places\":\"boiler\"}}",
    "measured by \"entered\", it has no parameter" },
  /* the quote */
  { "{\"quote\":\"二氧化硫年均值不高于20毫克\"}", "line 2 of the plan does not say" },
  { "{\"line\":1}", "line 1 of the plan does not say" },
  { "{\"line\":9}", "the plan's text has no line 9" },
  { "{\"line\":0}", "\"line\" must be a whole number from 1" },
  { "{\"line\":\"2\"}", "\"line\" must be a whole number" },
  { "{\"quote\":\"\"}", "\"quote\" is missing" },
  /* what it is called */
  { "{\"id\":\"XX21-01\"}", "write \"SL26-05\"" },
  { "{\"id\":\"SL26-1\"}", "write \"SL26-05\"" },
  { "{\"id\":\"SL26-01.0\"}", "write \"SL26-05\"" },
  { "{\"id\":\"SL26-09\"}", "this id is given to two rows" },
  { "{\"plan\":\"YQ21\"}", "\"plan\" is not that of the file" },
  { "{\"title\":\"Sulphur\"}", "write it in Chinese" },
  { "{\"title\":\"一二三四五六七八九十一二三四五六七八九十一二三四五\"}",
    "25 characters; 24 at most" },
  { "{\"subject\":\"\"}", "\"subject\" is missing" },
  { "{\"responsible\":[\"EPB\"]}", "write it in Chinese" },
  /* members */
  { "{\"surprise\":\"\"}", "there is no member \"surprise\"" },
  { "{\"unsure\":null}", "\"unsure\" is missing" },
};

static void
test_refused (void)
{
  g_autoptr (JsonNode) no_object = parse ("[7]");
  g_autoptr (JsonNode) no_id = change_row ("{\"id\":\"\"}");

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (JsonNode) row = change_row (refused[i].changes);

      g_test_message ("%s", refused[i].changes);
      assert_refused (row, json_object_get_string_member (json_node_get_object (row), "id"),
                      refused[i].reason);
    }
  assert_refused (no_object, "#2", "it has no \"id\"");
  assert_refused (no_id, "#2", "it has no \"id\"");
}

/* The same rows are good as they are, and so are the others that the table leans on. */
static void
test_good (void)
{
  static const char *const good[] = {
    "{}",
    "{" DATE_ROW ",\"limit\":\"2026-06-30\"}",
    "{" EVERY ("month", "月内日") ",\"limit\":\"31\"}",
    "{" EVERY ("year", "月日") ",\"limit\":\"10-31\"}",
    "{" CHANGE ("\"base\":\"2025\",\"difference\":\"absolute\"") "}",
    "{" CHANGE ("\"base\":\"previous-year\",\"difference\":\"relative\"") ",\"unit\":\"%\"}",
    "{" HOURS ("05-01", "09-30", "10:00", "24:00") "}",
    "{\"evaluation\":\"rolling\",\"parameters\":{\"months\":\"12\"}}",
    "{\"parameters\":{\"near\":\"built-up\",\"distance_km\":\"10\",\"side\":\"beyond\"}}",
    "{\"limit\":\"21\",\"derived_how\":\"另一处\"}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (LtPlans) plans = new_plans ();
      g_autoptr (GPtrArray) problems =
          g_ptr_array_new_with_free_func ((GDestroyNotify) lt_rule_problem_free);
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) row = change_row (good[i]);
      g_autofree char *file = make_file (row);

      g_test_message ("%s", good[i]);
      lt_plans_add_with_text (plans, "own.json", file, strlen (file), plan_text, problems, &error);
      g_assert_no_error (error);
      if (problems->len > 0)
        g_error ("%s", ((LtRuleProblem *) g_ptr_array_index (problems, 0))->reason);
      g_assert_cmpuint (lt_plans_get_n_rules (plans), ==, 3);
    }
}

/* Where the head is wrong the file is refused, and nothing of it is taken. */
static void
test_heads (void)
{
  static const struct
  {
    const char *was;
    const char *is;
    const char *reason;
  } heads[] = {
    { "\"plan\":\"SL26\"", "\"plan\":\"sl/26\"", "2 to 12 capital letters and digits" },
    { "\"plan\":\"SL26\",", "", "it has no \"plan\"" },
    { "\"area\":\"140321\"", "\"area\":\"999\"", "\"area\" is \"999\", which is not in" },
    { "\"file\":\"SL26.txt\"", "\"file\":\"../SL26.txt\"", "the name of a file beside it" },
    { "\"issued\":\"\"", "\"issued\":\"2026\"", "\"issued\" is \"2026\", which is no date" },
    { "2026-12-31", "2025-12-31", "before it begins" },
    { "\"valid_to\":\"2026-12-31\",", "", "\"valid_to\" is missing" },
    { "\"rows\":[]", "\"rows\":7", "\"rows\" must be a list" },
    { "\"about\"", "\"abuot\"", "there is no member \"abuot\"" },
    { "{\"about\"", "[\"about\"", "own.json" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    {
      g_autoptr (LtPlans) plans = new_plans ();
      g_autoptr (GPtrArray) problems = g_ptr_array_new ();
      g_autoptr (GError) error = NULL;
      g_autofree char *good = make_file (NULL);
      g_auto (GStrv) parts = g_strsplit (HEAD, heads[i].was, 2);
      g_autofree char *file = g_strjoinv (heads[i].is, parts);

      g_assert_false (lt_plans_add (plans, "own.json", file, strlen (file), problems, &error));
      g_test_message ("%s", error->message);
      g_assert_error (error, LT_ERROR, LT_ERROR_BAD_INPUT);
      g_assert_nonnull (strstr (error->message, heads[i].reason));
      g_assert_nonnull (strstr (error->message, "own.json"));
      /* And then a good one, and it once more. */
      g_clear_error (&error);
      g_assert_true (lt_plans_add (plans, "own.json", good, strlen (good), problems, &error));
      g_assert_false (lt_plans_add (plans, "own.json", good, strlen (good), problems, &error));
      g_assert_nonnull (strstr (error->message, "plan SL26 is there twice"));
      g_assert_cmpuint (lt_plans_get_n_rules (plans), ==, 2);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_setenv ("LANTIAN_LANGUAGE", "en", TRUE);
  g_test_add_func ("/plans/refused", test_refused);
  g_test_add_func ("/plans/good", test_good);
  g_test_add_func ("/plans/heads", test_heads);
  return g_test_run ();
}
