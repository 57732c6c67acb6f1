/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl.h"

#include <string.h>

/* The rows that an import refused are saved with the reason, mended there and taken in. */

#define AS   "--json --as 14030001 --at 2026-11-20T10:00 "
#define HEAD "code,name,mine_type,party,longitude,latitude\n"
#define GOOD "K901,东山一号露天矿,open-pit,甲,113.58,37.86\n"

/* The latitude of the second cannot be, the third has no name. */
#define ROWS                                                                                       \
  HEAD GOOD "K902,东山二号露天矿,open-pit,\"乙, 丙\",113.68,377.87\n"                     \
            "K903,,open-pit,丁,113.7,37.88\n"

static Ctl *
new_county (void)
{
  Ctl *ctl = ctl_new ();

  ctl_sample (ctl, "county.gpkg");
  ctl_write (ctl, "a.csv", ROWS, -1);
  ctl_write (ctl, "good.csv", HEAD GOOD, -1);
  return ctl;
}

static char *
read_file (const Ctl *ctl, const char *name)
{
  g_autofree char *path = ctl_path (ctl, name);
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

/* What is saved are the refused rows and no other, in their own columns; put right in two
 * cells, the same file is imported with nothing refused. */
static void
test_mended (void)
{
  g_autoptr (Ctl) ctl = new_county ();
  g_autofree char *text = NULL;
  g_auto (GStrv) right = NULL;
  g_auto (GStrv) named = NULL;
  g_autofree char *half = NULL;
  g_autofree char *whole = NULL;

  ctl_do (ctl, 1, AS "import mine a.csv --datum wgs84 --refused r.csv");
  g_assert_cmpint (ctl_int (ctl, "added"), ==, 1);
  g_assert_cmpint (ctl_int (ctl, "refused"), ==, 2);
  g_assert_cmpstr (ctl_get (ctl, "refused_file"), ==, "r.csv");
  text = read_file (ctl, "r.csv");
  g_assert_null (strstr (text, "K901"));
  g_assert_nonnull (strstr (text, "\"乙, 丙\""));
  g_assert_nonnull (strstr (text, "377.87 is out of range"));
  g_assert_nonnull (strstr (text, "(Name) is missing"));
  right = g_strsplit (text, ",377.87,", -1);
  g_assert_cmpuint (g_strv_length (right), ==, 2);
  half = g_strjoinv (",37.87,", right);
  named = g_strsplit (half, "\"K903\",,", -1);
  g_assert_cmpuint (g_strv_length (named), ==, 2);
  whole = g_strjoinv ("\"K903\",东山三号露天矿,", named);
  ctl_write (ctl, "mended.csv", whole, -1);
  ctl_do (ctl, 0, AS "import mine mended.csv --datum wgs84 --refused again.csv");
  g_assert_cmpint (ctl_int (ctl, "added"), ==, 2);
  g_assert_cmpint (ctl_int (ctl, "refused"), ==, 0);
  g_assert_true (ctl_verify (ctl));
}

/* Where nothing was refused no file is written, and that is said. */
static void
test_none (void)
{
  g_autoptr (Ctl) ctl = new_county ();

  ctl_do (ctl, 0, AS "import mine good.csv --datum wgs84 --refused r.csv");
  g_assert_nonnull (strstr (ctl_get (ctl, "notes.1"), "r.csv was not written"));
  g_assert_false (ctl_has (ctl, "r.csv"));
}

/* A dry run saves them too, and takes nothing in. */
static void
test_dry_run (void)
{
  g_autoptr (Ctl) ctl = new_county ();
  g_autofree char *before = ctl_state (ctl);
  g_autofree char *after = NULL;

  ctl_do (ctl, 1, AS "import mine a.csv --datum wgs84 --dry-run --refused r.csv");
  g_assert_true (ctl_has (ctl, "r.csv"));
  after = ctl_state (ctl);
  g_assert_cmpstr (after, ==, before);
}

/* Where they cannot be saved is known before anything is taken in; what lies there stays. */
static void
test_places (void)
{
  static const struct
  {
    const char *words;
    const char *arguments;
  } cases[] = {
    { "there already", "import mine a.csv --datum wgs84 --refused old.csv" },
    { "end with .csv", "import mine a.csv --datum wgs84 --refused r.xlsx" },
    { "no folder", "import mine a.csv --datum wgs84 --refused nowhere/r.csv" },
    { "there already", "import mine a.csv --datum wgs84 --refused a.csv" },
    { "not for readings", "import reading a.csv --refused r.csv" },
  };
  g_autoptr (Ctl) ctl = new_county ();
  g_autofree char *before = ctl_state (ctl);
  g_autofree char *old = NULL, *rows = NULL, *after = NULL;

  ctl_write (ctl, "old.csv", "mine\n", -1);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    ctl_refuse (ctl, 2, cases[i].words, AS "%s", cases[i].arguments);
  old = read_file (ctl, "old.csv");
  g_assert_cmpstr (old, ==, "mine\n");
  rows = read_file (ctl, "a.csv");
  g_assert_cmpstr (rows, ==, ROWS);
  after = ctl_state (ctl);
  g_assert_cmpstr (after, ==, before);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/refused/mended", test_mended);
  g_test_add_func ("/cli/refused/none", test_none);
  g_test_add_func ("/cli/refused/dry-run", test_dry_run);
  g_test_add_func ("/cli/refused/places", test_places);
  return g_test_run ();
}
