/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl.h"

/* A device whose clock is a year ahead, three years back, or jumps: no save is
 * lost, no conflict is decided by it, the log tells, and it heals. */

#define SAVES 24

static void
save (Ctl *ctl, const char *time, const char *mineral)
{
  ctl_do (ctl, 0, "--as 14030001 --at %s set mine SL-K01 mineral=%s", time, mineral);
}

/* Looks in the log for the save that wrote @mineral; gives its place, latest first. */
static guint
find_save (Ctl *ctl, const char *mineral, const char *time, gboolean suspect)
{
  ctl_do (ctl, 0, "--json log mine SL-K01");
  for (guint i = 0; i < ctl_count (ctl, ""); i++)
    {
      g_autofree char *value = g_strdup_printf ("%u.operations.0.value", i);
      g_autofree char *when = g_strdup_printf ("%u.time", i);
      g_autofree char *mark = g_strdup_printf ("%u.time_suspect", i);
      g_autofree char *hand = g_strdup_printf ("%u.time_by_hand", i);

      if (g_strcmp0 (ctl_get (ctl, value), mineral) != 0)
        continue;
      g_assert_cmpstr (ctl_get (ctl, when), ==, time);
      g_assert_cmpstr (ctl_get (ctl, mark), ==, suspect ? "true" : NULL);
      g_assert_cmpstr (ctl_get (ctl, hand), ==, "true");
      return i;
    }
  g_error ("the log has no save of %s", mineral);
}

static void
check_mineral (Ctl *ctl, const char *mineral)
{
  ctl_do (ctl, 0, "--json show mine SL-K01");
  g_assert_cmpstr (ctl_get (ctl, "mineral"), ==, mineral);
}

static void
test_ahead (void)
{
  g_autoptr (Ctl) ctl = ctl_new ();

  ctl_sample (ctl, "county.gpkg");
  save (ctl, "2026-11-20T10:00", "甲");
  save (ctl, "2027-11-20T10:00", "乙");
  save (ctl, "2027-11-22T10:00", "丙");
  save (ctl, "2026-11-20T11:00", "丁");
  check_mineral (ctl, "丁");
  save (ctl, "2026-11-20T12:00", "戊");
  check_mineral (ctl, "戊");
  /* The first right time stands out, being before what was written; no later one. */
  find_save (ctl, "丙", "2027-11-22T10:00:00", FALSE);
  find_save (ctl, "丁", "2026-11-20T11:00:00", TRUE);
  g_assert_cmpuint (find_save (ctl, "戊", "2026-11-20T12:00:00", FALSE), <,
                    find_save (ctl, "丁", "2026-11-20T11:00:00", TRUE));
  g_assert_cmpuint (find_save (ctl, "丁", "2026-11-20T11:00:00", TRUE), <,
                    find_save (ctl, "甲", "2026-11-20T10:00:00", FALSE));
  /* Healed: what is ordered by is the clock again, to the millisecond. */
  ctl_sql (ctl, "county.gpkg", "SELECT count(*) FROM lt_op WHERE (time >> 16) <> wall");
  g_assert_cmpstr (g_strstrip (ctl->out), ==, "0");
  g_assert_true (ctl_verify (ctl));
  ctl_do (ctl, 0, "--as 14030001 --at 2026-11-20T13:00 undo");
  check_mineral (ctl, "丁");
}

static void
test_back (void)
{
  g_autoptr (Ctl) ctl = ctl_new ();

  ctl_sample (ctl, "county.gpkg");
  save (ctl, "2026-11-20T10:00", "甲");
  save (ctl, "2023-11-20T10:00", "乙");
  save (ctl, "2023-11-20T10:01", "丙");
  check_mineral (ctl, "丙");
  /* Shown in the order in which they were written, and marked. */
  g_assert_cmpuint (find_save (ctl, "丙", "2023-11-20T10:01:00", TRUE), ==, 0);
  g_assert_cmpuint (find_save (ctl, "乙", "2023-11-20T10:00:00", TRUE), ==, 1);
  g_assert_cmpuint (find_save (ctl, "甲", "2026-11-20T10:00:00", FALSE), ==, 2);
  save (ctl, "2026-11-20T10:06", "丁");
  check_mineral (ctl, "丁");
  g_assert_cmpuint (find_save (ctl, "丁", "2026-11-20T10:06:00", FALSE), ==, 0);
  /* Five minutes may be a clock set right. */
  save (ctl, "2026-11-20T10:01", "戊");
  g_assert_cmpuint (find_save (ctl, "戊", "2026-11-20T10:01:00", FALSE), ==, 0);
  save (ctl, "2026-11-20T10:00", "己");
  g_assert_cmpuint (find_save (ctl, "己", "2026-11-20T10:00:00", TRUE), ==, 0);
  g_assert_true (ctl_verify (ctl));
  ctl_do (ctl, 0, "--as 14030001 --at 2026-11-20T13:00 undo");
  check_mineral (ctl, "戊");
}

/* From one save to the next, by anything up to nine years. */
static void
test_jumping (void)
{
  g_autoptr (Ctl) ctl = ctl_new ();

  ctl_sample (ctl, "county.gpkg");
  for (int i = 0; i < SAVES; i++)
    {
      g_autofree char *mineral = g_strdup_printf ("矿种%d", i);
      g_autofree char *time =
          g_strdup_printf ("20%02d-%02d-%02dT%02d:00", g_test_rand_int_range (22, 32),
                           g_test_rand_int_range (1, 13), g_test_rand_int_range (1, 29),
                           g_test_rand_int_range (0, 24));

      save (ctl, time, mineral);
      check_mineral (ctl, mineral);
    }
  ctl_do (ctl, 0, "--json log mine SL-K01");
  g_assert_cmpuint (ctl_count (ctl, ""), ==, SAVES + 1);
  g_assert_true (ctl_verify (ctl));
  ctl_do (ctl, 0, "--as 14030001 --at 2026-11-20T13:00 undo");
  {
    g_autofree char *before = g_strdup_printf ("矿种%d", SAVES - 2);

    check_mineral (ctl, before);
  }
}

static Ctl *
join_colleague (Ctl *here, const char *hub)
{
  Ctl *there = ctl_new ();
  g_autofree char *invite = ctl_path (here, "invitation.json");

  ctl_do (here, 0,
          "--as 14030005 --at 2026-11-20T09:10 officer enrol 14030009:执法员丙 "
          "--roles inspector --invite invitation.json");
  ctl_do (here, 0, "--at 2026-11-20T09:20 sync %s", hub);
  ctl_write (there, "passphrase", "xxxx xxxx\n", -1);
  ctl_set (there, "LANTIAN_PASSPHRASE_FILE", "passphrase");
  ctl_do (there, 0, "--at 2026-11-20T09:30 join mine.gpkg %s --invite %s", hub, invite);
  ctl_set (there, "LANTIAN_DB", "mine.gpkg");
  return there;
}

static void
check_both (Ctl *ctl)
{
  const char *first;

  ctl_do (ctl, 1, "--json conflicts");
  g_assert_cmpuint (ctl_count (ctl, ""), ==, 2);
  first = ctl_get (ctl, "0.said");
  g_assert_true (g_str_equal (first, "甲") || g_str_equal (first, "丙"));
  g_assert_cmpstr (ctl_get (ctl, "1.said"), ==, g_str_equal (first, "甲") ? "丙" : "甲");
}

/* The colleague's clock is wrong while both write the same field. */
static void
test_conflict (gconstpointer data)
{
  const char *wrong = data;
  g_autoptr (Ctl) here = ctl_new ();
  g_autoptr (Ctl) there = NULL;
  g_autofree char *hub = ctl_path (here, "bureau.hub");
  g_autofree char *state = NULL;
  g_autofree char *other = NULL;

  ctl_sample (here, "county.gpkg");
  there = join_colleague (here, hub);
  save (here, "2026-11-20T10:00", "甲");
  ctl_do (there, 0, "--as 14030009 --at %s set mine SL-K01 mineral=丙", wrong);
  ctl_do (there, 0, "--at %s sync %s", wrong, hub);
  ctl_do (here, 1, "--json --at 2026-11-20T10:10 sync %s", hub);
  g_assert_cmpint (ctl_int (here, "quarantined"), ==, 0);
  ctl_do (there, 1, "--at 2026-11-20T10:20 sync %s", hub);
  check_both (here);
  check_both (there);
  state = ctl_state (here);
  other = ctl_state (there);
  g_assert_cmpstr (state, ==, other);
  /* The colleague's clock has not moved ours. */
  save (here, "2026-11-20T10:30", "丁");
  ctl_sql (here, "county.gpkg",
           "SELECT max(abs((time >> 16) - wall)) < 86400000 FROM lt_op o JOIN lt_stream s "
           "ON s.sid=o.sid WHERE s.own=1");
  g_assert_cmpstr (g_strstrip (here->out), ==, "1");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/faults/clock/ahead", test_ahead);
  g_test_add_func ("/faults/clock/back", test_back);
  g_test_add_func ("/faults/clock/jumping", test_jumping);
  g_test_add_data_func ("/faults/clock/conflict-ahead", "2027-11-20T10:00", test_conflict);
  g_test_add_data_func ("/faults/clock/conflict-back", "2023-11-20T10:00", test_conflict);
  return g_test_run ();
}
