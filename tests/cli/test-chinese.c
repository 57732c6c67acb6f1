/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl.h"

#include <string.h>

/* What an officer reads is Chinese: no verb answers with an English word. */

#define DAY "--at 2026-11-20T1"

/* What may stand in Latin letters: ids and digests, codes, names of files and
 * paths, figures with units, commands to be typed. */
static const char *const allowed[] = {
  "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
  "[0-9a-f]{12,}",
  "\\b[0-9A-F]{4}\\b",
  "\\btext/plain\\b",
  "/\\S+",
  "[A-Za-z0-9_-]+\\.(gpkg|tar|png|pdf|txt|csv|hub|keys|invite|sheet)",
  "`[^`]*`",
  "--[a-z-]+",
  "LANTIAN_[A-Z_]+",
  "\\bPOINT\\b",
  "\\blantian-sample\\b",
  "lantianctl:",
  /* In refusals: the name of a kind or field as it is typed, beside its label. */
  "（[a-z_-]+）",
  NULL,
};

static void
expect_chinese (const char *line, const char *text)
{
  g_autofree char *rest = g_strdup (text);
  g_autoptr (GRegex) word = g_regex_new ("[A-Za-z]{3,}", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  for (int i = 0; allowed[i] != NULL; i++)
    {
      g_autoptr (GRegex) regex = g_regex_new (allowed[i], 0, 0, NULL);
      char *without = g_regex_replace_literal (regex, rest, -1, 0, "·", 0, NULL);

      g_free (rest);
      rest = without;
    }
  if (g_regex_match (word, rest, 0, &match))
    {
      g_autofree char *found = g_match_info_fetch (match, 0);

      g_error ("lantianctl %s: \"%s\" is English:\n%s", line, found, text);
    }
}

static void
say (Ctl *ctl, int status, const char *line)
{
  ctl_do (ctl, status, "%s", line);
  expect_chinese (line, ctl->out);
  expect_chinese (line, ctl->err);
}

static const char *
ask (Ctl *ctl, const char *path, const char *line)
{
  ctl_do (ctl, 0, "--json %s", line);
  return ctl_get (ctl, path);
}

static void G_GNUC_PRINTF (3, 4) sayf (Ctl *ctl, int status, const char *format, ...)
{
  g_autofree char *line = NULL;
  va_list list;

  va_start (list, format);
  line = g_strdup_vprintf (format, list);
  va_end (list);
  say (ctl, status, line);
}

static void
say_records (Ctl *ctl)
{
  say (ctl, 0, "list mine --limit 3");
  say (ctl, 0, "list dust-fall --limit 3");
  say (ctl, 0, "show mine SL-K01");
  say (ctl, 0, "show zone SL-Q01");
  say (ctl, 0, "find 石料");
  say (ctl, 0, "--as 14030001 " DAY "0:00 add town code=X-1 name=新镇");
  say (ctl, 0, "--as 14030001 " DAY "0:01 set mine SL-K01 mineral=甲 mine_state=closed");
  say (ctl, 0, "--as 14030001 " DAY "0:02 remove town X-1 --why 重复");
  say (ctl, 0, "--as 14030001 " DAY "0:03 undo");
  say (ctl, 0, "log --limit 5");
  say (ctl, 0, "map map.png");
  say (ctl, 3, "show mine X-9");
}

static void
say_files (Ctl *ctl)
{
  ctl_write (ctl, "mines.csv", "code,name,longitude,latitude\nX-1,甲,113.5,37.8\nX-2,乙,999,37.8\n",
             -1);
  ctl_write (ctl, "n.txt", "hello", -1);
  say (ctl, 0, "verify");
  say (ctl, 0, "backup b.tar");
  say (ctl, 0, "restore b.tar r.gpkg");
  say (ctl, 0, "--as 14030001 export --everything /proc/self/cwd/ev");
  ctl_do (ctl, 1, "--as 14030001 " DAY "1:00 import mine mines.csv --datum wgs84");
  /* The columns are called as in the file. */
  g_assert_nonnull (strstr (ctl->out, "longitude"));
  g_assert_null (strstr (ctl->out, "refused"));
  say (ctl, 0, "--as 14030001 " DAY "1:01 attach mine SL-K01 n.txt --note 说明");
  sayf (ctl, 0, "show attachment %s", ask (ctl, "0.id", "list attachment"));
  sayf (ctl, 0, "attachment get %s out.txt", ask (ctl, "0.id", "list attachment"));
  say (ctl, 0, "--as 14030001 drafts");
}

static void
say_readings (Ctl *ctl)
{
  static const char import[] =
      "--as 14030001 " DAY "1:10 import reading %s --map 时间=time --map 站=place "
      "--map 项=item --map 值=value";
  const char *batch;

  ctl_write (ctl, "a.csv", "时间,站,项,值\n2026-11-01T01:00,1738A,PM2.5,35\n", -1);
  ctl_write (ctl, "b.csv", "时间,站,项,值\n2026-11-01T01:00,1738A,PM2.5,99\n不是,1738A,PM2.5,1\n",
             -1);
  sayf (ctl, 0, import, "a.csv");
  sayf (ctl, 1, import, "b.csv");
  say (ctl, 0, "series 1738A PM2.5");
  say (ctl, 0, "list batch");
  say (ctl, 1, "conflicts");
  batch = ask (ctl, "0.id", "list batch");
  sayf (ctl, 0, "show batch %s", batch);
  sayf (ctl, 0, "--as 14030001 " DAY "1:20 resolve batch %s --over %s", batch,
        ask (ctl, "1.id", "list batch"));
}

static void
say_casework (Ctl *ctl)
{
  const char *order;

  ctl_do (ctl, 0,
          "--json --as 14030001 " DAY "1:30 inspection record mine:SL-K01 started=2026-11-20T09:10 "
          "assisting_officer=14030002 finding=未洒水 result=order");
  sayf (ctl, 0, "show inspection %s", ctl_get (ctl, "id"));
  sayf (ctl, 0, "--as 14030001 " DAY "1:31 order draft %s measures=洒水",
        ask (ctl, "0.id", "list inspection"));
  order = ask (ctl, "0.provisional_number", "list order");
  sayf (ctl, 0, "--as 14030001 " DAY "1:32 order submit %s", order);
  sayf (ctl, 0, "--as 14030004 " DAY "1:33 order issue %s", order);
  sayf (ctl, 0, "print order %s --pdf o.pdf", order);
  sayf (ctl, 4, "--as 14030004 " DAY "1:34 order issue %s", order);
}

static void
say_colleagues (Ctl *ctl)
{
  say (ctl, 0,
       "--as 14030005 " DAY "2:00 officer enrol 14030009:执法员丙 --roles inspector "
       "--invite o.invite");
  say (ctl, 0, DAY "2:00 sync team.hub");
  ctl_write (ctl, "word.txt", "long enough\n", -1);
  ctl_set (ctl, "LANTIAN_PASSPHRASE_FILE", "word.txt");
  say (ctl, 0, DAY "2:01 join j.gpkg team.hub --invite o.invite");
  ctl_do (ctl, 0, "--db j.gpkg --as 14030009 " DAY "2:02 set mine SL-K02 mineral=丙");
  ctl_set (ctl, "LANTIAN_PASSPHRASE_FILE", NULL);
  say (ctl, 0, "--as 14030001 " DAY "2:02 set mine SL-K02 mineral=丁");
  say (ctl, 0, "--db j.gpkg sync team.hub");
  say (ctl, 1, "sync team.hub");
  say (ctl, 1, "conflicts");
  say (ctl, 0, "show mine SL-K02");
  say (ctl, 0, "--as 14030001 " DAY "2:03 resolve mine SL-K02 mineral=丁");
  say (ctl, 0, "devices");
  say (ctl, 0,
       "--as 14030005 " DAY "2:04 officer roles 14030001 --give reviewer --from 2026-01-01");
  say (ctl, 0, "--as 14030005 " DAY "2:05 officer revoke 14030009 --why 遗失");
  ctl_set (ctl, "LANTIAN_PASSPHRASE_FILE", "word.txt");
  ctl_do (ctl, 0, "--db j.gpkg --as 14030009 " DAY "2:06 set mine SL-K03 mineral=迟");
  ctl_set (ctl, "LANTIAN_PASSPHRASE_FILE", NULL);
  say (ctl, 1, "--db j.gpkg sync team.hub");
  say (ctl, 1, "sync team.hub");
  say (ctl, 0, "officer roles 14030009");
  say (ctl, 0, "conflicts");
  say (ctl, 1, "verify --code AAAA-BBBB --witness team.hub --witness b.tar");
}

static void
test_all (void)
{
  g_autoptr (Ctl) ctl = ctl_new ();

  ctl_set (ctl, "LANTIAN_LANGUAGE", "zh_CN");
  say (ctl, 0, DAY "0:00 new county.gpkg --sample");
  ctl_set (ctl, "LANTIAN_DB", "county.gpkg");
  say_records (ctl);
  say_files (ctl);
  say_readings (ctl);
  say_casework (ctl);
  say_colleagues (ctl);
}

/* What is wrong with a line is told whole, however long it is. */
static void
test_problems_whole (void)
{
  g_autoptr (Ctl) ctl = ctl_new ();
  g_autoptr (GString) name = g_string_new (NULL);

  for (int i = 0; i < 30; i++)
    g_string_append (name, "很长的名字");
  ctl_set (ctl, "LANTIAN_LANGUAGE", "zh_CN");
  ctl_sample (ctl, "county.gpkg");
  g_string_prepend (name, "code,name,longitude,latitude,mine_state\nX-1,");
  g_string_append (name, ",113.5,37.8,没有这样的状态\n");
  ctl_write (ctl, "mines.csv", name->str, (gssize) name->len);
  ctl_do (ctl, 1, "--as 14030001 " DAY "1:00 import mine mines.csv --datum wgs84");
  g_assert_nonnull (strstr (ctl->out, "restored"));
  g_assert_null (strstr (ctl->out, "…"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/chinese/all", test_all);
  g_test_add_func ("/cli/chinese/problems-whole", test_problems_whole);
  return g_test_run ();
}
