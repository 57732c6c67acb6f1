/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario.h"

#include <string.h>

/* What is written out of a county file: papers, pictures, everything, an original.
 * Under the wanted name lies the whole of it, what lay there before, or nothing;
 * whether it is whole is told by other programs. */

#define COUNTY "work/county.gpkg"
#define OLD    "an older paper\n"

static char *
prepare_print (Ctl *ctl)
{
  ctl_sample (ctl, COUNTY);
  ctl_do (ctl, 0,
          "--json --as 14030001 --at 2026-11-20T09:40 inspection record mine:SL-K01 "
          "assisting_officer=14030002 finding=运输道路积尘。 result=order");
  ctl_do (ctl, 0,
          "--json --as 14030001 --at 2026-11-20T10:00 order draft %s measures=洒水抑尘。 "
          "deadline=2026-11-30",
          ctl_get (ctl, "id"));
  ctl_write (ctl, "work/order.pdf", OLD, -1);
  return g_strdup_printf ("--at 2026-11-20T10:30 print order %s --pdf work/order.pdf",
                          ctl_get (ctl, "id"));
}

static gboolean
is_printed (Ctl *ctl)
{
  g_autofree char *path = ctl_path (ctl, "work/order.pdf");
  g_autofree char *bytes = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  if (g_str_equal (bytes, OLD))
    return FALSE;
  ctl_run (ctl, "pdftotext work/order.pdf -");
  g_assert_cmpint (ctl->status, ==, 0);
  g_assert_cmpstr (ctl->err, ==, "");
  g_assert_nonnull (strstr (ctl->out, "洒水抑尘"));
  return TRUE;
}

const Scenario scenario_print = { "print", prepare_print, COUNTY, 0, 0, is_printed };

static char *
prepare_map (Ctl *ctl)
{
  ctl_sample (ctl, COUNTY);
  return g_strdup ("map work/map.png --size 600x400 --replace");
}

static gboolean
is_painted (Ctl *ctl)
{
  if (!ctl_has (ctl, "work/map.png"))
    return FALSE;
  ctl_run (ctl, "gdalinfo -checksum --config GDAL_PAM_ENABLED NO work/map.png");
  g_assert_cmpint (ctl->status, ==, 0);
  g_assert_cmpstr (ctl->err, ==, "");
  g_assert_nonnull (strstr (ctl->out, "Size is 600, 400"));
  return TRUE;
}

const Scenario scenario_map = { "map", prepare_map, COUNTY, 0, 0, is_painted };

static char *
make_evidence (Ctl *ctl)
{
  g_autofree char *bytes = g_malloc (200000);

  for (gsize i = 0; i < 200000; i++)
    bytes[i] = (char) (i * i / 7);
  ctl_sample (ctl, COUNTY);
  ctl_write (ctl, "录像.mp4", bytes, 200000);
  ctl_do (ctl, 0, "--json --as 14030001 --at 2026-11-20T09:40 attach mine SL-K01 录像.mp4");
  return g_strdup (ctl_get (ctl, "0.id"));
}

static char *
prepare_export (Ctl *ctl)
{
  g_autofree char *id = make_evidence (ctl);

  return g_strdup ("--as 14030001 --at 2026-11-20T10:30 export --everything work/all");
}

static gboolean
is_exported (Ctl *ctl)
{
  g_autofree char *operations = NULL;

  if (!ctl_has (ctl, "work/all"))
    return FALSE;
  ctl_do (ctl, 0, "--json verify");
  operations = g_strdup_printf ("%d\n", (int) ctl_int (ctl, "operations"));
  ctl_run (ctl, "sh -c 'wc -l <work/all/operations.jsonl'");
  g_assert_cmpstr (ctl->out, ==, operations);
  ctl_run (ctl, "diff -r work/county.files work/all/files");
  g_assert_cmpint (ctl->status, ==, 0);
  g_assert_true (ctl_has (ctl, "work/all/README.txt"));
  return TRUE;
}

/* Never into a folder that is there: chosen again, it is another one's turn. */
const Scenario scenario_export = { "export", prepare_export, COUNTY, 0, 3, is_exported };

static char *
prepare_original (Ctl *ctl)
{
  g_autofree char *id = make_evidence (ctl);

  return g_strdup_printf ("attachment get %s work/out.mp4", id);
}

static gboolean
is_taken_out (Ctl *ctl)
{
  if (!ctl_has (ctl, "work/out.mp4"))
    return FALSE;
  ctl_run (ctl, "cmp 录像.mp4 work/out.mp4");
  g_assert_cmpint (ctl->status, ==, 0);
  return TRUE;
}

const Scenario scenario_original = { "original", prepare_original, COUNTY, 0, 3, is_taken_out };
