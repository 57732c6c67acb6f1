/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Imports of records: whole, not at all, or begun and told so. */

#include "scenario.h"

#include <stdlib.h>
#include <string.h>

#define COUNTY "work/county.gpkg"

#define MINES  90 /* five groups, the last one not full */
#define IMPORT "--as 14030001 --at 2026-11-20T10:00 import mine work/mines.csv --datum wgs84"
#define ROWS                                                                                       \
  "SELECT code, name, hex(position) FROM mine ORDER BY code, name; SELECT count(*)>0 FROM import"

static void
write_mines (Ctl *ctl)
{
  g_autoptr (GString) text = g_string_new ("code,name,longitude,latitude\n");

  for (int i = 0; i < MINES; i++)
    g_string_append_printf (text, "X-%d,矿%d,113.%d,37.%d\n", i, i, i + 100, i + 200);
  ctl_write (ctl, "work/mines.csv", text->str, -1);
  ctl_sample (ctl, COUNTY);
}

/* To what the other way out leads. */
static void
keep_rows (Ctl *ctl)
{
  ctl_sql (ctl, COUNTY, ROWS);
  g_assert_cmpint (ctl->status, ==, 0);
  ctl_write (ctl, "rows-other", ctl->out, -1);
}

static char *
prepare_import (Ctl *ctl)
{
  write_mines (ctl);
  keep_rows (ctl);
  ctl_set (ctl, "FAULT_HURRY", "1");
  return g_strdup (IMPORT);
}

static int
count_imported (Ctl *ctl)
{
  ctl_sql (ctl, COUNTY, "SELECT count(*) FROM mine WHERE code LIKE 'X-%'");
  g_assert_cmpint (ctl->status, ==, 0);
  return atoi (ctl->out);
}

static gboolean
is_imported (Ctl *ctl)
{
  return count_imported (ctl) == MINES;
}

/* The file, the officer, the time, and how many of its records are there; the file is
 * sound with that. */
static gboolean
is_half_told (Ctl *ctl)
{
  int here = count_imported (ctl);
  g_autofree char *words =
      g_strdup_printf ("The import of mines.csv that 执法员甲 began on 2026-11-20 10:00 was broken "
                       "off: %d of its %d records are here. ",
                       here, MINES);

  ctl_do (ctl, 0, "--json verify");
  g_assert_cmpstr (ctl_get (ctl, "ok"), ==, "true");
  if (ctl_count (ctl, "half_imports") == 0)
    return FALSE;
  g_assert_cmpuint (ctl_count (ctl, "half_imports"), ==, 1);
  if (!g_str_has_prefix (ctl_get (ctl, "half_imports.0"), words))
    g_error ("%s\n%s", ctl_get (ctl, "half_imports.0"), words);
  return TRUE;
}

static const HalfWay half_import = { ROWS, is_half_told,
                                     "--as 14030001 --at 2026-11-20T11:00 undo" };

const Scenario scenario_import = {
  "import", prepare_import, COUNTY, 0, 0, is_imported, TRUE, .most = 10, .half_way = &half_import
};

/* Kills the import in its middle: it is found by halving. */
static void
break_off (Ctl *ctl)
{
  guint low = 0;
  guint high;

  ctl_set (ctl, "FAULT_HURRY", "1");
  ctl_run (ctl, "cp -a work whole");
  g_assert_cmpint (shim_run (ctl, g_getenv ("LANTIANCTL"), IMPORT, "count", 0), ==, 0);
  high = (guint) shim_read_counter (ctl);
  while (TRUE)
    {
      guint middle = (low + high) / 2;
      int here;

      g_assert_cmpuint (high - low, >, 1);
      ctl_run (ctl, "sh -c 'rm -rf work && cp -a whole work'");
      shim_run (ctl, g_getenv ("LANTIANCTL"), IMPORT, "kill", middle);
      here = count_imported (ctl);
      if (here > 0 && here < MINES)
        return;
      low = here == 0 ? middle : low;
      high = here == 0 ? high : middle;
    }
}

/* What was broken off is imported again. */
static char *
prepare_finish (Ctl *ctl)
{
  write_mines (ctl);
  keep_rows (ctl);
  break_off (ctl);
  return g_strdup (IMPORT);
}

const Scenario scenario_finish = {
  "finish-import", prepare_finish,          COUNTY, 0, 0, is_imported, TRUE,
  .most = 10,      .half_way = &half_import
};

/* What was broken off is taken back. */
static char *
prepare_take_back (Ctl *ctl)
{
  g_auto (GStrv) words = NULL;

  write_mines (ctl);
  ctl_run (ctl, "cp -a work before");
  ctl_do (ctl, 0, IMPORT);
  keep_rows (ctl);
  ctl_run (ctl, "sh -c 'rm -rf work && mv before work'");
  break_off (ctl);
  ctl_do (ctl, 0, "--json verify");
  /* … `undo GROUP`. */
  words = g_strsplit (ctl_get (ctl, "half_imports.0"), "`", -1);
  return g_strdup_printf ("--as 14030001 --at 2026-11-20T11:00 %s", words[1]);
}

static gboolean
is_taken_back (Ctl *ctl)
{
  return count_imported (ctl) == 0;
}

static const HalfWay half_back = { ROWS, is_half_told, IMPORT };

const Scenario scenario_take_back = {
  "take-back-import", prepare_take_back, COUNTY, 0, 4, is_taken_back, TRUE, .half_way = &half_back
};
