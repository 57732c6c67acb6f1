/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "squares.h"

#include <string.h>

/* A plan's rules as a table that is written in a spreadsheet: what the program writes of its own
 * plans it reads as the same rows, and what an officer writes in a few columns becomes rows. */

static Ctl *ctl;

/* The five plans, each under a code that no plan has. */
static const struct
{
  const char *code;
  const char *other;
} plans[] = { { "LL23", "ZL23" },
              { "SX20", "ZX20" },
              { "TY24", "ZY24" },
              { "YQ19", "ZQ19" },
              { "YQ21", "ZQ21" } };

static JsonNode *
load_plan (const char *code)
{
  g_autofree char *name = g_strconcat (code, ".json", NULL);
  g_autofree char *path =
      g_build_filename (g_getenv ("LANTIAN_DATA_DIR"), "rules", "plans", name, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  JsonNode *root;

  g_assert_true (g_file_get_contents (path, &text, NULL, &error));
  root = json_from_string (text, &error);
  g_assert_no_error (error);
  return root;
}

/* A text in which each quote stands on its line. */
static void
write_text (JsonArray *rows, const char *name)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) g_free);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);
      guint line = (guint) json_object_get_int_member (row, "line");
      char *before;

      while (lines->len < line)
        g_ptr_array_add (lines, g_strdup (""));
      before = g_ptr_array_index (lines, line - 1);
      g_ptr_array_index (lines, line - 1) =
          g_strconcat (before, "。", json_object_get_string_member (row, "quote"), NULL);
      g_free (before);
    }
  for (guint i = 0; i < lines->len; i++)
    g_string_append_printf (text, "%s\n", (const char *) g_ptr_array_index (lines, i));
  ctl_write (ctl, name, text->str, -1);
}

static void
rename_table (const char *code, const char *other)
{
  g_autofree char *from = g_strconcat (code, ".csv", NULL);
  g_autofree char *to = g_strconcat (other, ".csv", NULL);
  g_autofree char *path = g_build_filename (ctl->folder, from, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GString) renamed = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  renamed = g_string_new (text);
  g_assert_cmpuint (g_string_replace (renamed, code, other, 0), >, 0);
  ctl_write (ctl, to, renamed->str, -1);
}

static JsonObject *
find_row (JsonArray *rows, const char *id)
{
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);

      if (g_str_equal (json_object_get_string_member (row, "id") + 1, id + 1))
        return row;
    }
  g_error ("no row %s", id);
}

/* Of the row that was read each member but the two that bear the code is as it was. */
static void
assert_same (JsonArray *rows, const char *text)
{
  g_autoptr (JsonNode) root = json_from_string (text, NULL);
  JsonObject *read = json_node_get_object (root);
  JsonObject *row = find_row (rows, json_object_get_string_member (read, "id"));
  g_autoptr (GList) members = json_object_get_members (row);

  g_assert_cmpuint (json_object_get_size (read), ==, json_object_get_size (row));
  for (GList *member = members; member != NULL; member = member->next)
    {
      const char *name = member->data;

      if (g_str_equal (name, "id") || g_str_equal (name, "plan"))
        continue;
      g_test_message ("%s %s", json_object_get_string_member (row, "id"), name);
      g_assert_true (json_node_equal (json_object_get_member (row, name),
                                      json_object_get_member (read, name)));
    }
}

static void
assert_plan (const char *code, const char *other)
{
  g_autoptr (JsonNode) root = load_plan (code);
  JsonArray *rows = json_object_get_array_member (json_node_get_object (root), "rows");
  g_autofree char *text = g_strconcat (other, ".txt", NULL);
  guint n = 0;

  ctl_do (ctl, 0, "rules table %s %s.csv", code, code);
  rename_table (code, other);
  write_text (rows, text);
  ctl_do (ctl, 0, SQUARES_AT " --json rules add %s.csv", other);
  g_assert_cmpint (ctl_int (ctl, "refused"), ==, 0);
  g_assert_cmpint (ctl_int (ctl, "added"), ==, json_array_get_length (rows));
  ctl_do (ctl, 0, "--json list own-rule");
  for (guint i = 0; i < ctl_count (ctl, ""); i++)
    {
      g_autofree char *plan = g_strdup_printf ("%u.plan", i);
      g_autofree char *row = g_strdup_printf ("%u.row", i);

      if (!g_str_equal (ctl_get (ctl, plan), other))
        continue;
      assert_same (rows, ctl_get (ctl, row));
      n++;
    }
  g_assert_cmpuint (n, ==, json_array_get_length (rows));
}

static void
test_round_trip (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (plans); i++)
    assert_plan (plans[i].code, plans[i].other);
}

/* A workbook is read too: the program has that plan. */
static void
test_workbook (void)
{
  ctl_do (ctl, 0, "rules table YQ21 YQ21.xlsx");
  ctl_write (ctl, "YQ21.txt", "x\n", -1);
  ctl_refuse (ctl, 3, "plan YQ21 is there twice", SQUARES_AT " rules add YQ21.xlsx");
  ctl_refuse (ctl, 2, "YQ22", "rules table YQ22 YQ22.csv");
}

/* What an officer writes: the plan on the first row only, by the words of the screen, and what is
 * as for most rules not at all. The line is that on which the words stand. */
static void
test_few_columns (void)
{
  ctl_write (ctl, "平定.txt",
             "平定县行动计划\n一、小锅炉不超过30台。\n二、细颗粒物年平均浓度不高于40微克。\n", -1);
  ctl_write (ctl, "平定.csv",
             "计划代码,计划名称,适用区域,计划起始日,计划截止日,内容,原文,责任主体,指标,统计量,"
             "比较,限值,区域,数据来源\n"
             "PD26,示例计划,平定县,2026-01-01,2026-12-31,小锅炉台数,小锅炉不超过30台,示例单位,"
             "燃煤设施,尚存数,≤,30,,\n"
             ",,,,,细颗粒物年均值,细颗粒物年平均浓度不高于40微克,示例单位,细颗粒物,年平均,≤,40,,"
             "站点或工地的监测值\n"
             ",,,,,没有的指标,小锅炉不超过30台,示例单位,煤烟,尚存数,≤,30,,\n",
             -1);
  ctl_do (ctl, 1, SQUARES_AT " --json rules add 平定.csv");
  g_assert_cmpint (ctl_int (ctl, "added"), ==, 2);
  g_assert_cmpstr (ctl_get (ctl, "problems.0.rule"), ==, "PD26-03, line 4");
  g_assert_nonnull (strstr (ctl_get (ctl, "problems.0.reason"), "“指标”"));
  g_assert_nonnull (strstr (ctl_get (ctl, "problems.0.reason"), "煤烟"));
  /* The words there are, the nearest first: "烟" and "煤" are in these. */
  g_assert_nonnull (strstr (ctl_get (ctl, "problems.0.reason"), "there are: "));
  ctl_do (ctl, 0, "--json rules --plan PD26");
  g_assert_cmpuint (ctl_count (ctl, ""), ==, 2);
  g_assert_cmpstr (ctl_get (ctl, "0.rule"), ==, "PD26-01");
  g_assert_cmpint (ctl_int (ctl, "0.line"), ==, 2);
  g_assert_cmpint (ctl_int (ctl, "1.line"), ==, 3);
  g_assert_cmpstr (ctl_get (ctl, "1.unit"), ==, "µg/m³");
  g_assert_cmpstr (ctl_get (ctl, "1.valid_to"), ==, "2026-12-31");
}

/* Nothing is taken of a table with a column that nobody knows, nor without the plan's text. */
static void
test_refused (void)
{
  ctl_write (ctl, "列.csv", "计划代码,指标名\nPD27,燃煤设施\n", -1);
  ctl_refuse (ctl, 2, ".txt", SQUARES_AT " rules add 列.csv");
  ctl_write (ctl, "列.txt", "x\n", -1);
  ctl_refuse (ctl, 3, "“指标名”", SQUARES_AT " rules add 列.csv");
  ctl_write (ctl, "列.csv", "计划代码,指标,quantity\nPD27,燃煤设施,x\n", -1);
  ctl_refuse (ctl, 3, "two columns", SQUARES_AT " rules add 列.csv");
  ctl_write (ctl, "列.csv", "计划代码,指标\n", -1);
  ctl_refuse (ctl, 3, "no rows", SQUARES_AT " rules add 列.csv");
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  ctl = ctl_new ();
  squares_begin (ctl, "own.gpkg");
  g_test_add_func ("/plan-table/round-trip", test_round_trip);
  g_test_add_func ("/plan-table/workbook", test_workbook);
  g_test_add_func ("/plan-table/few-columns", test_few_columns);
  g_test_add_func ("/plan-table/refused", test_refused);
  status = g_test_run ();
  ctl_free (ctl);
  return status;
}
