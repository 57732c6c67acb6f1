/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is meant by what was typed into the one box: positions, records, commands. */

#include "desk.h"
#include "work/answering.h"
#include "work/spot.h"

#include <stdlib.h>
#include <string.h>

static GPtrArray *
make_commands (void)
{
  GPtrArray *commands = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_command_free);

  g_ptr_array_add (commands, lt_command_new ("页面", "监测", "Monitoring", "Alt+4", "a", "1"));
  g_ptr_array_add (commands, lt_command_new ("页面", "台账", "Lists", "Alt+5", "a", "2"));
  g_ptr_array_add (commands,
                   lt_command_new ("操作", "打印地图", "Print the map", "Ctrl+P", "b", NULL));
  g_ptr_array_add (commands,
                   lt_command_new ("操作", "打开县区文件", "Open a county file", NULL, "c", NULL));
  return commands;
}

static GPtrArray *
ask (LtStore *store, const char *text, gboolean places)
{
  g_autoptr (GPtrArray) commands = make_commands ();
  g_autoptr (LtKnownRules) rules = lt_known_rules_new ();
  g_autoptr (LtQuestion) question = lt_question_new (text, places, commands, rules);
  g_autoptr (GError) error = NULL;
  GPtrArray *groups = lt_work_answer (store, question, &error);

  g_assert_no_error (error);
  return groups;
}

/* "heading: title title; heading: …", in the order of the answer. Commands die with
 * their question, so only what is the answer's own is looked at. */
static char *
write_answer (LtStore *store, const char *text, gboolean places)
{
  g_autoptr (GPtrArray) groups = ask (store, text, places);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < groups->len; i++)
    {
      const LtAnswerGroup *group = g_ptr_array_index (groups, i);

      g_string_append_printf (out, "%s%s:", i == 0 ? "" : "; ", group->title);
      for (guint k = 0; k < group->answers->len; k++)
        g_string_append_printf (out, " %s",
                                ((const LtAnswer *) g_ptr_array_index (group->answers, k))->title);
    }
  return g_string_free (out, FALSE);
}

static void
assert_answer (LtStore *store, const char *text, const char *expected)
{
  g_autofree char *answer = write_answer (store, text, FALSE);

  g_assert_cmpstr (answer, ==, expected);
}

/* By its words, by its English, by the first letters of its reading. */
static void
test_commands (void)
{
  assert_answer (NULL, "", "页面: 监测 台账; 操作: 打印地图 打开县区文件");
  assert_answer (NULL, "打印", "操作: 打印地图");
  assert_answer (NULL, "地图", "操作: 打印地图");
  assert_answer (NULL, "地圖", "操作: 打印地图");
  assert_answer (NULL, "PRINT", "操作: 打印地图");
  assert_answer (NULL, "ｐｒｉｎｔ", "操作: 打印地图");
  assert_answer (NULL, "county open", "操作: 打开县区文件");
  assert_answer (NULL, "dydt", "操作: 打印地图");
  assert_answer (NULL, "tz", "页面: 台账");
  /* Inside a reading two letters at the least. */
  assert_answer (NULL, "qw", "操作: 打开县区文件");
  assert_answer (NULL, "x", "");
  /* What begins so before what is only read so: d 打印, 打开. */
  assert_answer (NULL, "monitoring  ", "页面: 监测");
  assert_answer (NULL, "没有的", "");
}

static void
test_rates (void)
{
  g_autoptr (LtCommand) command =
      lt_command_new ("操作", "打印地图", "Print the map", NULL, NULL, NULL);

  g_assert_cmpuint (lt_command_rate (command, "打"), ==, 4);
  g_assert_cmpuint (lt_command_rate (command, " print THE"), ==, 4);
  g_assert_cmpuint (lt_command_rate (command, "图 打"), ==, 3);
  g_assert_cmpuint (lt_command_rate (command, "map 打印"), ==, 3);
  g_assert_cmpuint (lt_command_rate (command, "dy"), ==, 2);
  g_assert_cmpuint (lt_command_rate (command, "dt"), ==, 1);
  g_assert_cmpuint (lt_command_rate (command, "打字"), ==, 0);
}

static const LtAnswerGroup *
find_group (GPtrArray *groups, const char *kind)
{
  for (guint i = 0; i < groups->len; i++)
    {
      const LtAnswerGroup *group = g_ptr_array_index (groups, i);

      if (group->kind != NULL && g_str_equal (group->kind->name, kind))
        return group;
    }
  return NULL;
}

static void
assert_first (LtStore *store, const char *text, const LtRecord *record)
{
  g_autoptr (GPtrArray) groups = ask (store, text, FALSE);
  const LtAnswerGroup *group = find_group (groups, record->kind->name);
  g_autofree char *id = lt_id_to_text (&record->id);
  g_autofree char *target = g_strdup_printf ("%s/%s", record->kind->name, id);

  g_assert_nonnull (group);
  g_assert_cmpstr (((const LtAnswer *) g_ptr_array_index (group->answers, 0))->target, ==, target);
}

/* Two characters, first letters, the code, traditional characters, another field. */
static void
test_records (void)
{
  g_autoptr (Desk) desk = desk_new ();
  LtStore *store = lt_session_get_store (desk->session);
  g_autoptr (LtRecord) mine = NULL;
  g_autoptr (GPtrArray) groups = NULL;
  const LtAnswer *answer;

  desk_act_as (desk, OFFICER);
  mine = desk_add (desk, "mine",
                   (const char *[]){ "code", "QQ-901", "name", "鹳鸣环监采石场", "location",
                                     "貔貅岭", "position", "POINT(113.5 37.8)", NULL });
  assert_first (store, "鹳鸣", mine);
  assert_first (store, "監采", mine);
  assert_first (store, "gmhj", mine);
  assert_first (store, "QQ-901", mine);
  assert_first (store, "qq901", mine);
  assert_first (store, "貔貅", mine);
  groups = ask (store, "貔貅", TRUE);
  g_assert_cmpuint (groups->len, ==, 1);
  answer = g_ptr_array_index (find_group (groups, "mine")->answers, 0);
  g_assert_cmpstr (answer->title, ==, "鹳鸣环监采石场");
  g_assert_true (g_str_has_prefix (answer->detail, "QQ-901 · "));
  g_assert_nonnull (strstr (answer->detail, "貔貅岭"));
}

static gboolean
has_rule (LtStore *store, const char *text, const char *id)
{
  g_autoptr (GPtrArray) groups = ask (store, text, FALSE);

  for (guint i = 0; i < groups->len; i++)
    {
      const LtAnswerGroup *group = g_ptr_array_index (groups, i);

      for (guint k = 0; k < group->answers->len; k++)
        {
          const LtAnswer *answer = g_ptr_array_index (group->answers, k);

          if (answer->type == LT_ANSWER_RULE && g_str_equal (answer->target, id))
            return TRUE;
        }
    }
  return FALSE;
}

/* By number, two characters, first letters, words of the plan; not by one character, not where
 * places are asked for. The county of the desk is one of Yangquan's. */
static void
test_rules (void)
{
  g_autoptr (Desk) desk = desk_new ();
  LtStore *store = lt_session_get_store (desk->session);
  g_autoptr (GPtrArray) places = NULL;

  g_assert_true (has_rule (store, "YQ21-33", "YQ21-33"));
  g_assert_true (has_rule (store, "降尘 超9", "YQ21-33"));
  g_assert_true (has_rule (store, "jczgz", "YQ21-33"));
  g_assert_true (has_rule (store, "yq21-33", "YQ21-33"));
  g_assert_false (has_rule (store, "降", "YQ21-33"));
  g_assert_false (has_rule (store, "貔貅", "YQ21-33"));
  places = ask (store, "YQ21-33", TRUE);
  g_assert_cmpuint (places->len, ==, 0);
}

/* Many of one name: counted, and the first few shown; behind them the way to all of them,
 * where a list finds them by what was typed. */
static void
test_counts (void)
{
  g_autoptr (Desk) desk = desk_new ();
  LtStore *store = lt_session_get_store (desk->session);
  g_autoptr (GPtrArray) groups = NULL;
  const LtAnswerGroup *group;
  const LtAnswer *last;
  /* First letters; several words, of which a list would look for one text; places only. */
  static const struct
  {
    const char *text;
    gboolean places;
  } others[] = { { "pxk", FALSE }, { "貔貅 QQ", FALSE }, { "貔貅", TRUE } };

  desk_act_as (desk, OFFICER);
  for (int i = 0; i < 9; i++)
    {
      g_autofree char *code = g_strdup_printf ("QQ-%d", i);

      lt_record_free (desk_add (desk, "mine",
                                (const char *[]){ "code", code, "name", "貔貅矿", "position",
                                                  "POINT(113.5 37.8)", NULL }));
    }
  groups = ask (store, "貔貅", FALSE);
  group = find_group (groups, "mine");
  g_assert_cmpuint (group->n, ==, 9);
  g_assert_false (group->more);
  g_assert_cmpuint (group->answers->len, ==, 7);
  last = g_ptr_array_index (group->answers, 6);
  g_assert_cmpint (last->type, ==, LT_ANSWER_LIST);
  g_assert_cmpstr (last->target, ==, "mine/貔貅");
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (GPtrArray) found = ask (store, others[i].text, others[i].places);

      group = find_group (found, "mine");
      g_assert_cmpuint (group->n, ==, 9);
      g_assert_cmpuint (group->answers->len, ==, 6);
    }
}

/* Officers and orders are no places; they have no position to go to. */
static void
test_places_only (void)
{
  g_autoptr (Desk) desk = desk_new ();
  LtStore *store = lt_session_get_store (desk->session);
  g_autofree char *all = NULL;
  g_autofree char *places = NULL;

  all = write_answer (store, OFFICER, FALSE);
  places = write_answer (store, OFFICER, TRUE);
  g_assert_cmpstr (all, !=, "");
  g_assert_cmpstr (places, ==, "");
  g_free (places);
  places = write_answer (store, "Monitoring", TRUE);
  g_assert_cmpstr (places, ==, "");
}

static void
assert_spot (LtStore *store, const char *text, double longitude, double latitude)
{
  g_autoptr (GPtrArray) groups = ask (store, text, TRUE);
  const LtAnswerGroup *group = groups->len == 0 ? NULL : g_ptr_array_index (groups, 0);
  const LtAnswer *answer = group == NULL ? NULL : g_ptr_array_index (group->answers, 0);
  g_auto (GStrv) parts = NULL;

  if (answer == NULL || answer->type != LT_ANSWER_SPOT)
    g_error ("\"%s\" is no position", text);
  parts = g_strsplit (answer->target, ",", 2);
  g_assert_cmpfloat_with_epsilon (g_ascii_strtod (parts[0], NULL), longitude, 1e-6);
  g_assert_cmpfloat_with_epsilon (g_ascii_strtod (parts[1], NULL), latitude, 1e-6);
}

/* 113°30′36″ is 113.51°, 37°48′36″ is 37.81°. */
static void
test_spots (void)
{
  g_autoptr (Desk) desk = desk_new ();
  LtStore *store = lt_session_get_store (desk->session);
  g_autoptr (GPtrArray) metres = NULL;

  assert_spot (store, "113.51, 37.81", 113.51, 37.81);
  assert_spot (store, "37.81 113.51", 113.51, 37.81);
  assert_spot (store, "113°30′36″E 37°48′36″N", 113.51, 37.81);
  assert_spot (store, "N37°48′36″，E113°30′36″", 113.51, 37.81);
  /* On the middle meridian of the zone of 114° northing is the length of the meridian;
   * of the equator it is nothing. */
  assert_spot (store, "38500000 0", 114, 0);
  /* Numbers of papers and names are none. */
  metres = ask (store, "14030001", TRUE);
  g_assert_cmpuint (metres->len, ==, 0);
}

/* A file nobody has open: only commands. */
static void
test_without_file (void)
{
  assert_answer (NULL, "113.51, 37.81", "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/work/answering/commands", test_commands);
  g_test_add_func ("/work/answering/rates", test_rates);
  g_test_add_func ("/work/answering/rules", test_rules);
  g_test_add_func ("/work/answering/records", test_records);
  g_test_add_func ("/work/answering/counts", test_counts);
  g_test_add_func ("/work/answering/places-only", test_places_only);
  g_test_add_func ("/work/answering/spots", test_spots);
  g_test_add_func ("/work/answering/without-file", test_without_file);
  return g_test_run ();
}
