/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl.h"

#include <glib/gstdio.h>
#include <string.h>

/* Files made to do harm, files that change while they are read, and a reading program
 * that dies: it is said, by status and in words, and nothing in the county is changed. */

#define AS "--json --as 14030001 --at 2026-11-20T10:00 "

typedef struct
{
  const char *file;
  const char *words;
} Bad;

static Ctl *
begin (void)
{
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "faults", "make-hostile.py", NULL);
  Ctl *ctl = ctl_new ();

  ctl_sample (ctl, "county.gpkg");
  ctl_run (ctl, "python3 '%s'", script);
  g_assert_cmpint (ctl->status, ==, 0);
  return ctl;
}

/* As records, and with @readings as measured values: the same refusal. */
static void
refuse_all (Ctl *ctl, const Bad *bad, gsize n, gboolean readings)
{
  g_autofree char *before = ctl_state (ctl);
  g_autofree char *after = NULL;

  for (gsize i = 0; i < n; i++)
    {
      ctl_refuse (ctl, 3, bad[i].words, AS "import mine '%s' --datum cgcs2000", bad[i].file);
      if (readings)
        ctl_refuse (ctl, 3, bad[i].words, AS "import reading '%s'", bad[i].file);
    }
  after = ctl_state (ctl);
  g_assert_cmpstr (after, ==, before);
}

static void
test_hostile (void)
{
  static const Bad bad[] = {
    { "bomb.zip", "times its size" },
    { "bomb.xlsx", "times its size" },
    { "bomb.ods", "times its size" },
    { "bomb.csv.gz", "times its size" },
    { "bomb.kmz", "times its size" },
    { "laughs.kml", "laughs.kml is not a good KML" },
    { "laughs.xlsx", "laughs.xlsx" },
    { "laughs-strings.xlsx", "laughs-strings.xlsx" },
    { "laughs.ods", "laughs.ods" },
    { "outside.kml", "outside.kml" },
    { "endless.csv", "endless.csv, line 2" },
    { "circle.csv", "a link that" },
    { "astray.csv", "a link that leads to no file" },
    { "pipe.csv", "a device or a pipe" },
    { "/dev/zero", "a device or a pipe" },
    { ".", "is a folder" },
    { "up.zip", "leads outside of it: ../a.csv" },
    { "root.zip", "leads outside of it: /etc/a.csv" },
    { "drive.zip", "leads outside of it: C:" },
  };
  g_autoptr (Ctl) ctl = begin ();

  refuse_all (ctl, bad, G_N_ELEMENTS (bad), TRUE);
}

/* A reading program that goes wrong, as its stand-in does. */
static void
test_crash (void)
{
  static const Bad bad[] = {
    { "crash", "the reading program died of it" },
    { "nothing", "broke off" },
    { "text", "begins otherwise" },
    { "cells", "a row is damaged" },
    { "count", "a row is damaged" },
    { "after", "follows its end" },
    { "huge", "a row is too large" },
    { "twice", "a row is damaged" },
    { "stop", "stopped (status 4)" },
    { "close", "broke off" },
    { "failure", "told in words" },
  };
  g_autoptr (Ctl) ctl = begin ();

  ctl_set (ctl, "LANTIAN_CONVERT", g_getenv ("LANTIAN_BAD_CONVERT"));
  refuse_all (ctl, bad, G_N_ELEMENTS (bad), FALSE);
}

/* The reading program does its work, and behind its back somebody does something to
 * the file. */
static void
read_and (Ctl *ctl, const char *command)
{
  g_autofree char *script =
      g_strdup_printf ("#!/bin/sh\n'%s' \"$@\"\nstatus=$?\n%s\nexit $status\n",
                       g_getenv ("LANTIAN_CONVERT"), command);
  g_autofree char *path = ctl_path (ctl, "read-and.sh");

  ctl_write (ctl, "read-and.sh", script, -1);
  g_assert_cmpint (g_chmod (path, 0755), ==, 0);
  ctl_set (ctl, "LANTIAN_CONVERT", path);
}

static void
test_changes (void)
{
  static const char *const commands[] = {
    "echo H-2,乙 >> good.csv",
    "echo code,name > good.csv",
    "rm good.csv",
    "rm good.csv; ln -s /dev/zero good.csv",
  };
  g_autoptr (Ctl) ctl = begin ();
  g_autofree char *before = ctl_state (ctl);

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *after = NULL;

      ctl_run (ctl, "rm -f good.csv");
      ctl_write (ctl, "good.csv", "code,name\nH-1,甲\n", -1);
      read_and (ctl, commands[i]);
      ctl_refuse (ctl, 3, "good.csv", AS "import mine good.csv --map name=name");
      g_assert_nonnull (strstr (ctl->err, "changed"));
      after = ctl_state (ctl);
      g_assert_cmpstr (after, ==, before);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/imports/hostile", test_hostile);
  g_test_add_func ("/imports/crash", test_crash);
  g_test_add_func ("/imports/changes", test_changes);
  return g_test_run ();
}
