/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is made of measured values does not hang on the order in which they came, on the way
 * they came by, nor on how many processors there are: what `assess` writes is the same to the
 * byte in a county that took three files in one order, in one that took them in another, and in
 * a colleague's that got them by a hub. */

#include "ctl.h"

#include <string.h>

#define KEEPER  "14030005"
#define N_FILES 3

static const char *const questions[] = {
  "assess aqi 1738A --interval hour --explain",
  "assess aqi 1739A --interval day --explain",
  "assess attainment 1738A --period 2026-02 --explain",
  "assess index --period 2026-02 --explain",
  "assess targets --explain",
};

/* The second and the third file say other things of days of the first, at a higher rank. */
static void
write_files (const Ctl *ctl)
{
  static const char *const items[] = { "PM2.5", "PM10", "SO2", "NO2", "CO", "O3" };
  static const guint firsts[N_FILES] = { 1, 5, 9 }, lasts[N_FILES] = { 28, 12, 30 };

  for (guint file = 0; file < N_FILES; file++)
    {
      g_autoptr (GString) text = g_string_new ("station,item,time,value\n");
      g_autofree char *name = g_strdup_printf ("%u.csv", file);

      for (guint station = 8; station <= 9; station++)
        for (guint day = firsts[file]; day <= MIN (lasts[file], 28); day++)
          for (guint hour = 1; hour <= 24; hour++)
            for (guint i = 0; i < G_N_ELEMENTS (items); i++)
              g_string_append_printf (
                  text, "173%uA,%s,2026-02-%02u %02u:00,%u\n", station, items[i], day, hour,
                  i == 4 ? 1 : (file * 41 + day * 7 + hour * 11 + i * 5 + station) % 160);
      ctl_write (ctl, name, text->str, -1);
    }
}

static void
import_files (Ctl *ctl, const char *county, const guint *order)
{
  static const char *const ranks[N_FILES] = { "real-time", "audited", "reviewed" };

  ctl_set (ctl, "LANTIAN_DB", county);
  for (guint i = 0; i < N_FILES; i++)
    ctl_do (ctl, 0,
            "--at 2026-11-20T10:0%u import reading %u.csv --set interval=hour --set rank=%s", i,
            order[i], ranks[order[i]]);
}

/* (transfer full): what each question is answered */
static GPtrArray *
ask_all (Ctl *ctl, const char *how)
{
  GPtrArray *answers = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    {
      ctl_run (ctl, "%s%s --at 2026-11-20T12:00 --json %s", how, g_getenv ("LANTIANCTL"),
               questions[i]);
      g_test_message ("%s: %" G_GSIZE_FORMAT " bytes", questions[i], strlen (ctl->out));
      g_assert_cmpint (ctl->status, <=, 1);
      g_assert_cmpuint (strlen (ctl->out), >, 200);
      g_ptr_array_add (answers, g_strdup (ctl->out));
    }
  return answers;
}

static void
assert_same (GPtrArray *a, GPtrArray *b)
{
  for (guint i = 0; i < a->len; i++)
    g_assert_cmpstr (g_ptr_array_index (a, i), ==, g_ptr_array_index (b, i));
}

static void
join_colleague (Ctl *here, Ctl *there)
{
  g_autofree char *hub = ctl_path (here, "bureau.hub");
  g_autofree char *invite = ctl_path (here, "invite.json");

  ctl_do (here, 0,
          "--at 2026-11-20T11:00 officer enrol 14030009:执法员丙 --roles inspector --invite %s",
          invite);
  ctl_do (here, 0, "--at 2026-11-20T11:10 sync %s", hub);
  ctl_write (there, "passphrase", "another secret", -1);
  ctl_set (there, "LANTIAN_PASSPHRASE_FILE", "passphrase");
  ctl_do (there, 0, "--at 2026-11-20T11:20 join mine.gpkg %s --invite %s", hub, invite);
  ctl_set (there, "LANTIAN_DB", "mine.gpkg");
}

static void
test_orders (void)
{
  static const guint forward[N_FILES] = { 0, 1, 2 }, otherwise[N_FILES] = { 2, 0, 1 };
  g_autoptr (Ctl) here = ctl_new (), there = ctl_new ();
  g_autoptr (GPtrArray) first = NULL, second = NULL, third = NULL, alone = NULL;

  ctl_sample (here, "one.gpkg");
  ctl_set (here, "LANTIAN_AS", KEEPER);
  ctl_copy (here, "one.gpkg", "two.gpkg");
  ctl_copy (here, "one.keys", "two.keys");
  write_files (here);
  import_files (here, "two.gpkg", otherwise);
  second = ask_all (here, "");
  import_files (here, "one.gpkg", forward);
  first = ask_all (here, "");
  assert_same (first, second);
  alone = ask_all (here, "taskset -c 0 ");
  assert_same (first, alone);
  join_colleague (here, there);
  third = ask_all (there, "");
  assert_same (first, third);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/orders/assess", test_orders);
  return g_test_run ();
}
