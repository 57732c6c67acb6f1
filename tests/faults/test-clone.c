/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl.h"

#include <string.h>

/* A county file that somebody copied to a second machine with all that lies beside
 * it, and worked in on both: one hub brings both works together, on every machine,
 * and says what was done. */

#define SAVES 3

static Ctl *
make_machine (void)
{
  Ctl *ctl = ctl_new ();
  g_autofree char *state = ctl_path (ctl, "state");

  ctl_set (ctl, "XDG_STATE_HOME", state);
  ctl_set (ctl, "LANTIAN_DB", "county.gpkg");
  return ctl;
}

/* File, keys, originals, drafts; what the machine itself remembers stays. */
static Ctl *
copy_to_second_machine (Ctl *from)
{
  Ctl *to = make_machine ();

  ctl_run (from, "sh -c 'cp -a county.* \"%s\"'", to->folder);
  g_assert_cmpint (from->status, ==, 0);
  return to;
}

static void
work (Ctl *ctl, const char *prefix, const char *mineral)
{
  for (int i = 0; i < SAVES; i++)
    ctl_do (ctl, 0, "--as 14030002 --at 2026-11-20T10:%02d add mine code=%s-%d name=x", i, prefix,
            i);
  ctl_do (ctl, 0, "--as 14030001 --at 2026-11-20T10:10 set mine SL-K01 mineral=%s", mineral);
}

/* Status 1 where it finds that there are several values, or two pasts. */
static gboolean
meet (Ctl *ctl, const char *hub, int minute)
{
  ctl_run (ctl, "'%s' --json --at 2026-11-20T11:%02d sync '%s'", g_getenv ("LANTIANCTL"), minute,
           hub);
  g_assert_true (ctl->status == 0 || ctl->status == 1);
  g_assert_cmpint (ctl_int (ctl, "quarantined"), ==, 0);
  return g_strcmp0 (ctl_get (ctl, "equal"), "true") == 0 && ctl_int (ctl, "pushed") == 0
         && ctl_int (ctl, "pulled") == 0;
}

static void
check_both_works (Ctl *ctl)
{
  static const char *const prefixes[] = { "A", "B" };
  const char *first;

  for (gsize i = 0; i < G_N_ELEMENTS (prefixes); i++)
    {
      ctl_do (ctl, 0, "--json list mine --where code '~' %s-", prefixes[i]);
      g_assert_cmpuint (ctl_count (ctl, ""), ==, SAVES);
    }
  ctl_do (ctl, 1, "--json conflicts");
  g_assert_cmpuint (ctl_count (ctl, ""), ==, 2);
  first = ctl_get (ctl, "0.said");
  g_assert_true (g_str_equal (first, "甲") || g_str_equal (first, "乙"));
  g_assert_cmpstr (ctl_get (ctl, "1.said"), ==, g_str_equal (first, "甲") ? "乙" : "甲");
  ctl_run (ctl, "'%s' --json verify", g_getenv ("LANTIANCTL"));
  g_assert_cmpstr (ctl_get (ctl, "ok"), ==, "true");
  g_assert_cmpuint (ctl_count (ctl, "forks"), ==, 1);
  g_assert_nonnull (strstr (ctl_get (ctl, "forks.0"), "two pasts; both works are kept"));
}

/* The hub sees the original first, or the copy. */
static void
test_second_machine (gconstpointer copy_first)
{
  g_autoptr (Ctl) here = make_machine ();
  g_autoptr (Ctl) there = NULL;
  g_autofree char *hub = ctl_path (here, "bureau.hub");
  Ctl *order[2];
  g_autofree char *code = NULL;
  g_autofree char *state = NULL;
  gboolean settled = FALSE;

  ctl_sample (here, "county.gpkg");
  ctl_write (here, "采场.txt", "采场", -1);
  ctl_do (here, 0, "--as 14030001 --at 2026-11-20T09:30 attach mine SL-K01 采场.txt");
  there = copy_to_second_machine (here);
  work (here, "A", "甲");
  work (there, "B", "乙");
  order[0] = copy_first != NULL ? there : here;
  order[1] = copy_first != NULL ? here : there;
  meet (order[0], hub, 0);
  for (int i = 1; i < 10 && !settled; i++)
    {
      settled = meet (order[1], hub, 2 * i);
      settled = meet (order[0], hub, 2 * i + 1) && settled;
    }
  g_assert_true (settled);
  check_both_works (here);
  code = g_strdup (ctl_get (here, "code"));
  check_both_works (there);
  g_assert_cmpstr (ctl_get (there, "code"), ==, code);
  /* Both go on, each in a stream of its own: nothing further is forked, and the
   * conflict ends as any other. */
  ctl_do (here, 0, "--as 14030001 --at 2026-11-20T12:00 set mine SL-K02 mineral=丙");
  ctl_do (there, 0, "--as 14030001 --at 2026-11-20T12:00 set mine SL-K03 mineral=丁");
  ctl_do (there, 0, "--as 14030001 --at 2026-11-20T12:01 resolve mine SL-K01 mineral=乙");
  for (int i = 30; i < 33; i++)
    {
      meet (here, hub, i);
      meet (there, hub, i);
    }
  ctl_do (here, 0, "conflicts");
  g_assert_true (ctl_verify (here));
  g_assert_cmpuint (ctl_count (here, "forks"), ==, 1);
  state = ctl_state (here);
  g_assert_true (ctl_verify (there));
  {
    g_autofree char *other = ctl_state (there);

    g_assert_cmpstr (other, ==, state);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/faults/clone/original-first", NULL, test_second_machine);
  g_test_add_data_func ("/faults/clone/copy-first", "yes", test_second_machine);
  return g_test_run ();
}
