/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl.h"

#include <string.h>

/* Nothing that a foreign file says is obeyed by the terminal on which it is told. */

#define AS     "--as 14030001 --at 2026-11-20T10:00 "
#define HEADER "编码,名称,经度,纬度\n"
#define MAP                                                                                        \
  "--datum cgcs2000 --map 编码=code --map 名称=name --map 经度=longitude --map 纬度=latitude"

/* ISO 6429: clear the screen, by the control sequences of 7 and of 8 bits; a title for
 * the window; and the Unicode mark that turns the direction. */
#define CLEAR  "\x1b[2J"
#define CLEAR8 "\302\2332J"
#define TITLE  "\x1b]0;x\x07"
#define TURN   "\u202e"

#define NAMED "甲" CLEAR8 TURN "矿.csv"

static void
assert_tame (const char *text)
{
  g_assert_true (g_utf8_validate (text, -1, NULL));
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar letter = g_utf8_get_char (c);

      g_assert_false (letter == 0x1b || letter == 0x07 || letter == '\r' || letter == 0x7f);
      g_assert_false (letter >= 0x80 && letter < 0xa0);
      g_assert_false (letter == 0x202e);
    }
}

static void
run (Ctl *ctl, int status, const char *words, const char *call)
{
  ctl_do (ctl, status, "%s", call);
  g_test_message ("%s", ctl->out);
  assert_tame (ctl->out);
  assert_tame (ctl->err);
  g_assert_true (strstr (ctl->out, words) != NULL || strstr (ctl->err, words) != NULL);
}

static Ctl *
begin (void)
{
  Ctl *ctl = ctl_new ();

  ctl_sample (ctl, "county.gpkg");
  ctl_write (ctl, "bad.csv", HEADER "P-1,甲" CLEAR "矿,x" CLEAR8 ",37" TITLE "\nP-2,乙,113,37\n",
             -1);
  ctl_write (ctl, NAMED, HEADER "P-9,甲矿,113,37\n", -1);
  ctl_write (ctl, "names.csv", "编码,名" CLEAR8 "称" CLEAR ",经度\nP-1,甲矿,113.5\n", -1);
  ctl_write (ctl, "zip.py",
             "import zipfile\n"
             "with zipfile.ZipFile('evil.zip', 'w') as z:\n"
             "  z.write('bad.csv', 'a\\x1b[2J.csv')\n"
             "  z.write('bad.csv', 'b\\u202evsc.csv')\n",
             -1);
  ctl_run (ctl, "python3 zip.py");
  g_assert_cmpint (ctl->status, ==, 0);
  return ctl;
}

static void
test_names (void)
{
  g_autoptr (Ctl) ctl = begin ();

  run (ctl, 2, "\"a\\u001b[2J.csv\", \"b\\u202evsc.csv\"", AS "import mine evil.zip " MAP);
  run (ctl, 3, "no\\u001b[2J.csv", AS "import mine 'no" CLEAR ".csv'");
  run (ctl, 1, "\\u001b", AS "import mine names.csv --columns");
}

static void
test_values (void)
{
  g_autoptr (Ctl) ctl = begin ();

  run (ctl, 1, "\\u001b[2J", AS "import mine bad.csv " MAP);
  run (ctl, 3, "U+009B", AS "add mine code=P-9 'name=甲" CLEAR8 TURN "矿'");
  ctl_do (ctl, 0, AS "import mine '" NAMED "' " MAP);
  run (ctl, 0, "\\u009b", "list import");
  run (ctl, 0, "\\u202e", "log --limit 2");
}

/* JSON says the same by its own escapes. */
static void
test_json (void)
{
  g_autoptr (Ctl) ctl = begin ();

  run (ctl, 0, "\"added\" : 1", "--json " AS "import mine '" NAMED "' " MAP);
  ctl_do (ctl, 0, "--json list import");
  assert_tame (ctl->out);
  g_assert_cmpstr (ctl_get (ctl, "0.file"), ==, NAMED);
  ctl_do (ctl, 1, "--json " AS "import mine bad.csv " MAP);
  assert_tame (ctl->out);
  g_assert_cmpstr (ctl_get (ctl, "problems.0.value"), ==, "甲" CLEAR "矿");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/terminal/names", test_names);
  g_test_add_func ("/terminal/values", test_values);
  g_test_add_func ("/terminal/json", test_json);
  return g_test_run ();
}
