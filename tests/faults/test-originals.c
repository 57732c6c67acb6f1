/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl.h"

#include <string.h>

/* Originals of attachments that somebody removed or altered: each is named with its
 * record, here and in a backup, and nothing else suffers. */

typedef struct
{
  const char *file;
  const char *text;
  const char *of; /* code of the mine that it belongs to */
} Evidence;

static const Evidence evidence[] = {
  { "采场.txt", "采场西侧未覆盖。", "SL-K01" },
  { "路口.txt", "路口无人值守。", "SL-K01" },
  { "围挡.txt", "围挡完好。", "SL-K02" },
};

/* By another program. */
static char *
place_of (Ctl *ctl, const char *file)
{
  ctl_run (ctl, "sha256sum %s", file);
  g_assert_cmpint (ctl->status, ==, 0);
  return g_strdup_printf ("county.files/%.2s/%.64s", ctl->out, ctl->out);
}

/* The first is gone, of the second one byte is another, the third is as it was. */
static Ctl *
begin (void)
{
  Ctl *ctl = ctl_new ();
  g_autofree char *gone = NULL;
  g_autofree char *altered = NULL;

  ctl_sample (ctl, "county.gpkg");
  for (gsize i = 0; i < G_N_ELEMENTS (evidence); i++)
    {
      ctl_write (ctl, evidence[i].file, evidence[i].text, -1);
      ctl_do (ctl, 0, "--as 14030001 --at 2026-11-20T10:00 attach mine %s %s", evidence[i].of,
              evidence[i].file);
    }
  gone = place_of (ctl, "采场.txt");
  altered = place_of (ctl, "路口.txt");
  ctl_run (ctl, "rm %s", gone);
  ctl_run (ctl, "sh -c 'printf X | dd of=%s bs=1 seek=3 conv=notrunc'", altered);
  g_assert_cmpint (ctl->status, ==, 0);
  return ctl;
}

static char *
find_id (Ctl *ctl, const char *name)
{
  ctl_do (ctl, 0, "--json list attachment --where name = %s", name);
  g_assert_cmpuint (ctl_count (ctl, ""), ==, 1);
  return g_strdup (ctl_get (ctl, "0.id"));
}

/* Both, and no other, at @path of the last answer; by file, record and what it is. */
static void
check_named (Ctl *ctl, const char *path, const char *record)
{
  g_assert_cmpuint (ctl_count (ctl, path), ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s.%u.name", path, i);
      g_autofree char *of = g_strdup_printf ("%s.%u.of", path, i);
      g_autofree char *words = g_strdup_printf ("%s.%u.original", path, i);
      gboolean first = g_strcmp0 (ctl_get (ctl, name), evidence[0].file) == 0;

      g_assert_cmpstr (ctl_get (ctl, name), ==, evidence[first ? 0 : 1].file);
      g_assert_nonnull (strstr (ctl_get (ctl, of), record));
      g_assert_nonnull (strstr (ctl_get (ctl, words), first ? "missing" : "altered"));
    }
  {
    g_autofree char *one = g_strdup_printf ("%s.0.name", path);
    g_autofree char *two = g_strdup_printf ("%s.1.name", path);

    g_assert_cmpstr (ctl_get (ctl, one), !=, ctl_get (ctl, two));
  }
}

static void
test_verify (void)
{
  g_autoptr (Ctl) ctl = begin ();
  g_autofree char *title = NULL;

  ctl_do (ctl, 0, "--json show mine SL-K01");
  title = g_strdup (ctl_get (ctl, "name"));
  for (int full = 0; full < 2; full++)
    {
      ctl_do (ctl, 1, "--json verify%s", full ? " --full" : "");
      g_assert_cmpstr (ctl_get (ctl, "ok"), ==, "true");
      g_assert_cmpuint (ctl_count (ctl, "problems"), ==, 0);
      g_assert_cmpint (ctl_int (ctl, "originals"), ==, 1);
      g_assert_cmpint (ctl_int (ctl, "originals_missing"), ==, 1);
      g_assert_cmpint (ctl_int (ctl, "originals_altered"), ==, 1);
      check_named (ctl, "originals_not_here", title);
    }
  /* In words, too. */
  ctl_do (ctl, 1, "verify");
  for (int i = 0; i < 2; i++)
    g_assert_nonnull (strstr (ctl->out, evidence[i].file));
  g_assert_null (strstr (ctl->out, evidence[2].file));
}

static void
test_everything_else (void)
{
  g_autoptr (Ctl) ctl = begin ();
  g_autofree char *gone = find_id (ctl, evidence[0].file);
  g_autofree char *altered = find_id (ctl, evidence[1].file);
  g_autofree char *sound = find_id (ctl, evidence[2].file);

  ctl_refuse (ctl, 5, "original missing", "attachment get %s out.txt", gone);
  ctl_refuse (ctl, 6, "altered", "attachment get %s out.txt", altered);
  g_assert_false (ctl_has (ctl, "out.txt"));
  ctl_do (ctl, 0, "attachment get %s out.txt", sound);
  ctl_run (ctl, "cmp 围挡.txt out.txt");
  g_assert_cmpint (ctl->status, ==, 0);
  ctl_do (ctl, 0, "--json list attachment");
  g_assert_cmpuint (ctl_count (ctl, ""), ==, 3);
  ctl_do (ctl, 0, "--json show attachment %s", gone);
  ctl_do (ctl, 0, "--as 14030001 --at 2026-11-20T11:00 set mine SL-K01 mineral=x");
  ctl_do (ctl, 0, "--as 14030001 --at 2026-11-20T11:01 undo");
  ctl_do (ctl, 0, "map a.png --size 300x200");
  ctl_do (ctl, 0, "--at 2026-11-20T11:02 sync bureau.hub");
  /* What is brought again is there again. */
  ctl_do (ctl, 0, "--as 14030001 --at 2026-11-20T11:03 attach mine SL-K03 采场.txt");
  ctl_do (ctl, 1, "--json verify");
  g_assert_cmpint (ctl_int (ctl, "originals_missing"), ==, 0);
  g_assert_cmpint (ctl_int (ctl, "originals_altered"), ==, 1);
}

/* The backup takes what there is, says what it lacks, and so does what is made of it. */
static void
test_backup (void)
{
  g_autoptr (Ctl) ctl = begin ();
  g_autofree char *title = NULL;

  ctl_do (ctl, 0, "--json show mine SL-K01");
  title = g_strdup (ctl_get (ctl, "name"));
  ctl_do (ctl, 1, "--json --at 2026-11-20T11:00 backup b.tar");
  g_assert_cmpint (ctl_int (ctl, "problems"), ==, 0);
  check_named (ctl, "originals_not_here", title);
  ctl_run (ctl, "tar -xOf b.tar manifest.json");
  check_named (ctl, "originals.originals_not_here", title);
  ctl_run (ctl, "mkdir other");
  ctl_do (ctl, 1, "--json --at 2026-11-20T11:10 restore b.tar other/county.gpkg");
  ctl_do (ctl, 1, "--json --db other/county.gpkg verify");
  check_named (ctl, "originals_not_here", title);
}

static void
test_export (void)
{
  g_autoptr (Ctl) ctl = begin ();
  g_autofree char *gone = place_of (ctl, evidence[0].file);
  g_autofree char *altered = place_of (ctl, evidence[1].file);

  ctl_do (ctl, 1, "--json --as 14030001 --at 2026-11-20T11:00 export --everything all");
  g_assert_cmpuint (ctl_count (ctl, "problems"), ==, 2);
  for (int i = 0; i < 2; i++)
    {
      const char *digest = strrchr (i == 0 ? gone : altered, '/') + 1;

      g_assert_true (strstr (ctl_get (ctl, "problems.0"), digest) != NULL
                     || strstr (ctl_get (ctl, "problems.1"), digest) != NULL);
    }
  ctl_run (ctl, "diff -r county.files all/files");
  g_assert_cmpint (ctl->status, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/faults/originals/verify", test_verify);
  g_test_add_func ("/faults/originals/everything-else", test_everything_else);
  g_test_add_func ("/faults/originals/backup", test_backup);
  g_test_add_func ("/faults/originals/export", test_export);
  return g_test_run ();
}
