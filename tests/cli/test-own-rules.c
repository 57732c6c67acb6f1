/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "squares.h"

#include <string.h>

/* A plan of the bureau's own, and what a county lays down instead of a plan's number. YQ21-19 asks
 * that 平定县 has no oven of 4.3 m left (= 0); SL21-01 is of this test. */

#define LATE "--at 2022-02-01T08:00 "

static Ctl *ctl;

static const char head[] =
    "{\"about\":\"\",\"plan\":\"SL21\",\"title\":\"示例计划\",\"number\":\"\",\"issued\":\"\","
    "\"file\":\"SL21.txt\",\"area\":\"140321\",\"valid_from\":\"2021-01-01\","
    "\"valid_to\":\"2021-12-31\",\"rows\":[";

static const char row[] =
    "{\"id\":\"SL21-%02u\",\"plan\":\"SL21\",\"line\":2,\"title\":\"小锅炉台数\","
    "\"quote\":\"小锅炉不超过30台\",\"derived_how\":\"\",\"hardness\":\"binding\","
    "\"effect\":\"target\",\"per\":\"area\",\"areas\":[\"140321\"],\"subject\":\"示例单位\","
    "\"responsible\":[],\"quantity\":\"coal-facility\",\"statistic\":\"left\",\"unit\":\"台\","
    "\"comparator\":\"<=\",\"limit\":\"30\",\"rounding\":\"\",\"valid_from\":\"2021-01-01\","
    "\"valid_to\":\"2021-12-31\",\"period\":\"year\",\"due\":\"\",\"evaluation\":\"count\","
    "\"parameters\":{},\"measured_by\":\"entered\",\"unsure\":\"\"}";

static const char plan_text[] = "示例计划\n（一）小锅炉不超过30台，另行考核。\n";

/* Rows that differ from @row in one place, and what is said of them. */
static const struct
{
  const char *from;
  const char *to;
  const char *reason;
} bad[] = {
  { "coal-facility", "coal-facilities", "\"coal-facilities\"" },
  { "\"unit\":\"台\"", "\"unit\":\"斤\"", "\"斤\"" },
  { "\"comparator\":\"<=\"", "\"comparator\":\"≤\"", "\"≤\"" },
  { "\"areas\":[\"140321\"]", "\"areas\":[\"149999\"]", "\"149999\"" },
  { "\"valid_to\":\"2021-12-31\"", "\"valid_to\":\"2021-13-31\"", "2021-13-31" },
  { "小锅炉不超过30台", "小锅炉不得超过30台", "line 2 of the plan does not say" },
};

/* The good row, and behind it those that are not. */
static void
write_plan (const char *name, const char *code, const char *limit)
{
  g_autoptr (GString) text = g_string_new (head);

  g_string_append_printf (text, row, 1);
  g_string_replace (text, "30", limit, 0);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GString) other = g_string_new (NULL);

      g_string_append_printf (other, row, i + 2);
      g_assert_cmpuint (g_string_replace (other, bad[i].from, bad[i].to, 0), ==, 1);
      g_string_append_printf (text, ",%s", other->str);
    }
  g_string_append (text, "]}");
  g_string_replace (text, "SL21", code, 0);
  ctl_write (ctl, name, text->str, -1);
}

static void
assert_verdict (const char *file, const char *rule, const char *limit, const char *verdict)
{
  ctl_run (ctl, "'%s' --db %s " LATE "--json assess targets --on 2021-12-31 --explain",
           g_getenv ("LANTIANCTL"), file);
  squares_assert_row (ctl, rule, "140321", "limit", limit);
  squares_assert_row (ctl, rule, "140321", "verdict", verdict);
}

static guint
count_records (const char *kind)
{
  ctl_do (ctl, 0, "--json list %s", kind);
  return ctl_count (ctl, "");
}

/* Without the plan's text nothing is taken: a quote could say anything. */
static void
test_no_text (void)
{
  write_plan ("plan.json", "SL21", "30");
  ctl_refuse (ctl, 2, "--text", SQUARES_AT " rules add plan.json");
  ctl_refuse (ctl, 3, "nowhere.txt", SQUARES_AT " rules add plan.json --text nowhere.txt");
  g_assert_cmpuint (count_records ("own-rule"), ==, 0);
}

/* Each bad row with file, row and reason; the good one is there. */
static void
test_add (void)
{
  ctl_write (ctl, "SL21.txt", plan_text, -1);
  ctl_do (ctl, 1, SQUARES_AT " --json rules add plan.json");
  g_assert_cmpint (ctl_int (ctl, "taken"), ==, 1);
  g_assert_cmpint (ctl_int (ctl, "added"), ==, 1);
  g_assert_cmpint (ctl_int (ctl, "refused"), ==, G_N_ELEMENTS (bad));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *at = g_strdup_printf ("problems.%u", i);
      g_autofree char *file = g_strconcat (at, ".file", NULL);
      g_autofree char *rule = g_strconcat (at, ".rule", NULL);
      g_autofree char *reason = g_strconcat (at, ".reason", NULL);
      g_autofree char *id = g_strdup_printf ("SL21-%02u", i + 2);

      g_assert_cmpstr (ctl_get (ctl, file), ==, "plan.json");
      g_assert_cmpstr (ctl_get (ctl, rule), ==, id);
      g_test_message ("%s", ctl_get (ctl, reason));
      g_assert_nonnull (strstr (ctl_get (ctl, reason), bad[i].reason));
    }
  g_assert_cmpuint (count_records ("own-rule"), ==, 1);
  ctl_do (ctl, 0, "--json rules --plan SL21");
  g_assert_cmpuint (ctl_count (ctl, ""), ==, 1);
  g_assert_cmpstr (ctl_get (ctl, "0.origin"), ==, "own");
  /* The same again changes nothing. */
  ctl_do (ctl, 1, SQUARES_AT " --json rules add plan.json");
  g_assert_cmpint (ctl_int (ctl, "added"), ==, 0);
  g_assert_cmpint (ctl_int (ctl, "changed"), ==, 0);
}

/* It is judged as any other, and figures are reported on it. */
static void
test_judged (void)
{
  assert_verdict ("own.gpkg", "SL21-01", "30", "not-reported");
  ctl_do (ctl, 0,
          SQUARES_AT " add figure rule=SL21-01 area=140321 as_of=2021-12-31 value=31 source=台账");
  assert_verdict ("own.gpkg", "SL21-01", "30", "not-met");
  g_assert_nonnull (strstr (ctl->out, "A rule of the bureau's own plan SL21"));
  ctl_do (ctl, 0, "--json " LATE "assess breaches --plan SL21 --from 2021-12-31 --to 2021-12-31");
}

/* The plan is issued again with another number: the row is changed, by its id. */
static void
test_changed (void)
{
  write_plan ("plan.json", "SL21", "31");
  ctl_write (ctl, "SL21-2.txt", "示例计划\n小锅炉不超过31台\n", -1);
  ctl_do (ctl, 1, SQUARES_AT " --json rules add plan.json --text SL21-2.txt");
  g_assert_cmpint (ctl_int (ctl, "added"), ==, 0);
  g_assert_cmpint (ctl_int (ctl, "changed"), ==, 1);
  assert_verdict ("own.gpkg", "SL21-01", "31", "met");
  ctl_do (ctl, 0, SQUARES_AT " undo");
  assert_verdict ("own.gpkg", "SL21-01", "30", "not-met");
}

/* What the county lays down is judged by, with its reason and who signed it; undone, it is the
 * plan's again. */
static void
test_override (void)
{
  ctl_do (ctl, 0,
          SQUARES_AT " add figure rule=YQ21-19 area=140321 as_of=2021-12-31 value=2 source=年报");
  assert_verdict ("own.gpkg", "YQ21-19", "0", "not-met");
  ctl_do (ctl, 0,
          SQUARES_AT
          " rules override YQ21-19 --limit 2 --reason 保供 --citation 县政办〔2021〕1号");
  assert_verdict ("own.gpkg", "YQ21-19", "2", "met");
  g_assert_nonnull (strstr (ctl->out, "The county's own limit: 2 座; the plan says 0 座"));
  g_assert_nonnull (strstr (ctl->out, "Reason: 保供"));
  g_assert_nonnull (strstr (ctl->out, "Ordered by: 县政办〔2021〕1号"));
  g_assert_nonnull (strstr (ctl->out, "Entered by 管理员, 2021-12-31 20:00"));
  ctl_do (ctl, 0, "--json rules --plan YQ21 --area 140321");
  g_assert_nonnull (strstr (ctl->out, "own limit; the plan says 0 座 (保供; 县政办〔2021〕1号)"));
  ctl_do (ctl, 0, SQUARES_AT " undo");
  assert_verdict ("own.gpkg", "YQ21-19", "0", "not-met");
  g_assert_cmpuint (count_records ("override"), ==, 0);
}

static void
test_off (void)
{
  ctl_do (ctl, 0,
          SQUARES_AT
          " rules override YQ21-19 --off --reason 已无焦炉 --citation 县政办〔2021〕2号");
  assert_verdict ("own.gpkg", "YQ21-19", "0", "set-aside");
  g_assert_nonnull (strstr (ctl->out, "The county does not apply it; the plan says 0 座"));
  /* On a day of the plan it is no breach either. */
  ctl_run (ctl, "'%s' --at 2021-12-31T20:00 --json assess breaches", g_getenv ("LANTIANCTL"));
  g_assert_null (strstr (ctl->out, "YQ21-19"));
  /* Said once more it is changed, not said twice. */
  ctl_do (ctl, 0,
          SQUARES_AT
          " rules override YQ21-19 --limit 1 --reason 保供 --citation 县政办〔2021〕3号");
  g_assert_cmpuint (count_records ("override"), ==, 1);
  assert_verdict ("own.gpkg", "YQ21-19", "1", "not-met");
}

/* What cannot be is refused in words, and nothing is kept of it. */
static void
test_refused (void)
{
  static const struct
  {
    int status;
    const char *words;
    const char *line;
  } cases[] = {
    { 3, "no plan has that rule", "YQ21-99 --limit 1 --reason a --citation b" },
    { 3, "write a decimal", "YQ21-19 --limit x --reason a --citation b" },
    { 3, "no date", "YQ21-21 --limit 六月底 --reason a --citation b" },
    { 3, "what the plan says itself", "YQ21-19 --limit 0 --reason a --citation b" },
    { 2, "--off", "YQ21-19 --reason a --citation b" },
    { 2, "--off", "YQ21-19 --off --limit 1 --reason a --citation b" },
    { 2, "--reason", "YQ21-19 --off --citation b" },
    { 2, "--citation", "YQ21-19 --off --reason a" },
  };
  guint before = count_records ("override");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    ctl_refuse (ctl, cases[i].status, cases[i].words, SQUARES_AT " rules override %s",
                cases[i].line);
  ctl_refuse (ctl, 4, "verbs of their own", SQUARES_AT " add own-rule rule=SL21-09 plan=SL21");
  /* By any other way in, too. */
  ctl_refuse (ctl, 3, "write a decimal", SQUARES_AT " set override YQ21-19 limit=x");
  ctl_refuse (ctl, 3, "no plan has that rule",
              SQUARES_AT " add override rule=YQ21-99 limit=1 reason=a citation=b");
  ctl_write (ctl, "overrides.csv", "rule,limit,reason,citation\nSL21-01,x,a,b\n", -1);
  ctl_do (ctl, 1, SQUARES_AT " --json import override overrides.csv");
  g_assert_nonnull (strstr (ctl->out, "write a decimal"));
  /* The program's plans are not the county's to write. */
  write_plan ("program.json", "YQ21", "30");
  ctl_refuse (ctl, 3, "YQ21 is there twice", SQUARES_AT " rules add program.json --text SL21.txt");
  g_assert_cmpuint (count_records ("override"), ==, before);
}

/* On a colleague's machine it is the same, and his word about it comes back. */
static void
test_synced (void)
{
  ctl_do (ctl, 0,
          "--as 14030100 --at 2021-12-31T21:00 officer enrol 14030109:审核员 --roles reviewer "
          "--invite invite.json");
  ctl_do (ctl, 0,
          "--as 14030100 --at 2021-12-31T21:01 officer enrol 14030110:执法员 --roles inspector "
          "--invite other.json");
  ctl_do (ctl, 0, "--at 2021-12-31T21:02 sync bureau.hub");
  ctl_do (ctl, 0, "--at 2021-12-31T21:03 join there.gpkg bureau.hub --invite invite.json");
  ctl_do (ctl, 0, "--at 2021-12-31T21:03 join third.gpkg bureau.hub --invite other.json");
  assert_verdict ("there.gpkg", "YQ21-19", "1", "not-met");
  assert_verdict ("there.gpkg", "SL21-01", "30", "not-met");
  g_assert_nonnull (strstr (ctl->out, "Ordered by: 县政办〔2021〕3号"));
  /* Who goes out to look does not lay down by what is judged. */
  ctl_refuse (
      ctl, 4, "one of the roles keeper,reviewer,signatory",
      "--db third.gpkg --as 14030110 --at 2021-12-31T21:04 rules override YQ21-19 --limit 9 "
      "--reason a --citation b");
  ctl_do (ctl, 0,
          "--db there.gpkg --as 14030109 --at 2021-12-31T21:05 rules override YQ21-19 --limit 2 "
          "--reason 复核 --citation 县政办〔2021〕4号");
  ctl_do (ctl, 0, "--db there.gpkg --at 2021-12-31T21:06 sync bureau.hub");
  ctl_do (ctl, 0, "--at 2021-12-31T21:07 sync bureau.hub");
  assert_verdict ("own.gpkg", "YQ21-19", "2", "met");
  g_assert_nonnull (strstr (ctl->out, "Entered by 审核员, 2021-12-31 21:05"));
  g_assert_true (ctl_verify (ctl));
}

/* Two say it of one rule and do not know of each other: on both machines the later one counts,
 * in whatever order they came, and the other is named. */
static void
test_twice (void)
{
  g_autofree char *here = NULL;

  ctl_do (ctl, 0,
          "--as 14030100 --at 2021-12-31T22:00 rules override SL21-01 --limit 31 --reason 先 "
          "--citation 甲");
  ctl_do (ctl, 0,
          "--db there.gpkg --as 14030109 --at 2021-12-31T22:01 rules override SL21-01 --limit 32 "
          "--reason 后 --citation 乙");
  ctl_do (ctl, 0, "--at 2021-12-31T22:02 sync bureau.hub");
  ctl_do (ctl, 1, "--db there.gpkg --at 2021-12-31T22:03 sync bureau.hub");
  /* Both are kept, and people are told. */
  ctl_do (ctl, 1, "--at 2021-12-31T22:04 --json sync bureau.hub");
  g_assert_cmpint (ctl_int (ctl, "conflicts"), ==, 2);
  assert_verdict ("own.gpkg", "SL21-01", "32", "met");
  here = g_strdup (ctl->out);
  g_assert_nonnull (strstr (ctl->err, "row SL21-01 is left out"));
  assert_verdict ("there.gpkg", "SL21-01", "32", "met");
  g_assert_cmpstr (ctl->out, ==, here);
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  ctl = ctl_new ();
  squares_begin (ctl, "own.gpkg");
  g_test_add_func ("/own-rules/no-text", test_no_text);
  g_test_add_func ("/own-rules/add", test_add);
  g_test_add_func ("/own-rules/judged", test_judged);
  g_test_add_func ("/own-rules/changed", test_changed);
  g_test_add_func ("/own-rules/override", test_override);
  g_test_add_func ("/own-rules/off", test_off);
  g_test_add_func ("/own-rules/refused", test_refused);
  g_test_add_func ("/own-rules/synced", test_synced);
  g_test_add_func ("/own-rules/twice", test_twice);
  status = g_test_run ();
  ctl_free (ctl);
  return status;
}
