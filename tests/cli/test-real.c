/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl.h"

#include <glib/gstdio.h>
#include <string.h>

/* The thread on real input: Yangquan's outlines, the national list of stations
 * and the mines of Shanxi. What is expected was counted in the files by other
 * means (the README of the shared data, and Python's csv module). */

#define AREAS    "boundaries", "140300_yangquan_counties.gcj02.geojson"
#define STATIONS "stations", "NewSiteList.gbk.csv"
#define MINES    "mines", "gcmt_shanxi.csv"

static void
make_county (Ctl *ctl)
{
  ctl_write (ctl, "passphrase", "sheng tai huan jing\n", -1);
  ctl_set (ctl, "LANTIAN_PASSPHRASE_FILE", "passphrase");
  ctl_do (ctl, 0,
          "--json --at 2026-11-20T08:00 new county.gpkg --keeper 14030100:管理员 --area 140300 "
          "--bureau 阳泉市生态环境局 --prefix 阳环责改");
  g_assert_cmpstr (ctl_get (ctl, "bureau"), ==, "阳泉市生态环境局");
  g_assert_null (ctl_get (ctl, "passphrase"));
  ctl_set (ctl, "LANTIAN_DB", "county.gpkg");
}

static void
take_in (Ctl *ctl,
         int status,
         const char *kind,
         const char *first,
         const char *second,
         const char *datum)
{
  g_autofree char *path = ctl_shared (first, second);

  ctl_do (ctl, status, "--json --as 14030100 --at 2026-11-20T08:10 import %s '%s' --datum %s", kind,
          path, datum);
}

static void
expect_report (Ctl *ctl, int read, int added, int unchanged, int refused, guint problems)
{
  g_assert_cmpint (ctl_int (ctl, "read"), ==, read);
  g_assert_cmpint (ctl_int (ctl, "added"), ==, added);
  g_assert_cmpint (ctl_int (ctl, "updated"), ==, 0);
  g_assert_cmpint (ctl_int (ctl, "unchanged"), ==, unchanged);
  g_assert_cmpint (ctl_int (ctl, "refused"), ==, refused);
  g_assert_cmpuint (ctl_count (ctl, "problems"), ==, problems);
}

static void
ask_for_datum (Ctl *ctl)
{
  g_autofree char *path = ctl_shared (AREAS);
  g_autofree char *before = ctl_state (ctl);
  g_autofree char *after = NULL;

  ctl_refuse (ctl, 2, "wgs84, cgcs2000, gcj02, bd09", "--as 14030100 import area '%s'", path);
  after = ctl_state (ctl);
  g_assert_cmpstr (after, ==, before);
}

static void
take_in_all (Ctl *ctl)
{
  take_in (ctl, 0, "area", AREAS, "gcj02");
  expect_report (ctl, 5, 5, 0, 0, 0);
  take_in (ctl, 0, "station", STATIONS, "wgs84");
  expect_report (ctl, 2026, 2026, 0, 0, 10);
  for (guint i = 0; i < 10; i++)
    {
      g_autofree char *member = g_strdup_printf ("problems.%u.problem", i);

      g_assert_nonnull (strstr (ctl_get (ctl, member), "no position"));
    }
  /* Three of its 775 rows repeat a mine that the row above is about. */
  take_in (ctl, 1, "mine", MINES, "wgs84");
  expect_report (ctl, 775, 772, 0, 3, 3);
  g_assert_cmpstr (ctl_get (ctl, "problems.0.value"), ==, "M5228");
  g_assert_cmpint (ctl_int (ctl, "problems.0.line"), ==, 456);
}

static void
check_records (Ctl *ctl)
{
  ctl_do (ctl, 0, "--json list area --sort code");
  g_assert_cmpuint (ctl_count (ctl, ""), ==, 5);
  g_assert_cmpstr (ctl_get (ctl, "0.name"), ==, "城区");
  g_assert_cmpstr (ctl_get (ctl, "4.name"), ==, "盂县");
  ctl_do (ctl, 0, "--json list station");
  g_assert_cmpuint (ctl_count (ctl, ""), ==, 2026);
  ctl_do (ctl, 0, "--json list mine --where mine_type = open-pit");
  g_assert_cmpuint (ctl_count (ctl, ""), ==, 20);
  ctl_do (ctl, 0, "--json show mine M4828");
  g_assert_cmpstr (ctl_get (ctl, "name"), ==, "山西昔阳安顺北坪煤业有限公司");
  g_assert_cmpfloat_with_epsilon (g_ascii_strtod (ctl_get (ctl, "position.coordinates.0"), NULL),
                                  113.67452, 1e-9);
  g_assert_cmpfloat_with_epsilon (g_ascii_strtod (ctl_get (ctl, "position.coordinates.1"), NULL),
                                  37.687744, 1e-9);
}

static void
take_in_again (Ctl *ctl)
{
  g_autofree char *before = ctl_state (ctl);
  g_autofree char *after = NULL;

  take_in (ctl, 0, "area", AREAS, "gcj02");
  expect_report (ctl, 5, 0, 5, 0, 0);
  take_in (ctl, 0, "station", STATIONS, "wgs84");
  expect_report (ctl, 2026, 0, 2026, 0, 10);
  take_in (ctl, 1, "mine", MINES, "wgs84");
  expect_report (ctl, 775, 0, 772, 3, 3);
  after = ctl_state (ctl);
  g_assert_cmpstr (after, ==, before);
}

/* A picture to be looked at: build/pictures/real-yangquan.png. */
static void
paint_map (Ctl *ctl)
{
  const char *pictures = g_getenv ("LANTIAN_PICTURES");
  g_autofree char *path = pictures == NULL ? ctl_path (ctl, "map.png")
                                           : g_build_filename (pictures, "real-yangquan.png", NULL);

  if (pictures != NULL)
    g_mkdir_with_parents (pictures, 0755);
  ctl_do (ctl, 0, "map '%s' --bbox 112.9,37.6,114.1,38.6 --size 1200x1200 --replace", path);
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
}

/* The founder holds every role until he enrols others, and never issues his
 * own draft: the second officer comes by an invitation, on his own machine. */
static void
order_and_sync (Ctl *here, Ctl *there)
{
  g_autofree char *hub = ctl_path (here, "bureau.hub");
  g_autofree char *invite = ctl_path (here, "invitation.json");
  g_autofree char *mine = NULL;
  g_autofree char *other = NULL;
  const char *order;

  ctl_do (here, 0,
          "--as 14030100 --at 2026-11-20T08:30 officer enrol 14030101:执法员 "
          "--roles inspector,signatory --invite '%s'",
          invite);
  ctl_do (here, 0,
          "--json --as 14030100 --at 2026-11-20T10:00 inspection record mine:M2417 "
          "started=2026-11-20T09:00 ended=2026-11-20T09:30 assisting_officer=14030101 "
          "finding=储煤场未密闭。 result=order");
  ctl_do (here, 0,
          "--json --as 14030100 --at 2026-11-20T10:10 order draft %s measures=建成封闭储煤场。 "
          "party=山西阳泉盂县东坪煤业有限公司",
          ctl_get (here, "id"));
  order = ctl_get (here, "provisional_number");
  ctl_do (here, 0, "--as 14030100 --at 2026-11-20T10:20 order submit %s", order);
  ctl_refuse (here, 4, "your own draft", "--as 14030100 --at 2026-11-20T10:25 order issue %s",
              order);
  ctl_do (here, 0, "--at 2026-11-20T10:30 sync '%s'", hub);

  ctl_set (there, "LANTIAN_DB", "own.gpkg");
  ctl_write (there, "passphrase", "ling yi ge mi ma\n", -1);
  ctl_set (there, "LANTIAN_PASSPHRASE_FILE", "passphrase");
  ctl_do (there, 0, "--at 2026-11-20T10:40 join own.gpkg '%s' --invite '%s'", hub, invite);
  ctl_do (there, 0, "--json --as 14030101 --at 2026-11-20T10:50 order issue %s", order);
  g_assert_cmpstr (ctl_get (there, "number"), ==, "阳环责改〔2026〕1号");
  ctl_do (there, 0, "--at 2026-11-20T10:55 sync '%s'", hub);
  ctl_do (here, 0, "--at 2026-11-20T11:00 sync '%s'", hub);

  ctl_do (here, 0, "print order 阳环责改〔2026〕1号 --pdf order.pdf");
  ctl_run (here, "pdftotext -raw order.pdf -");
  g_assert_nonnull (strstr (here->out, "山西阳泉盂县东坪煤业有限公司"));
  g_assert_nonnull (strstr (here->out, "阳环责改〔2026〕1号"));
  g_assert_null (strstr (here->out, "示例数据"));
  ctl_run (here, "pdfinfo order.pdf");
  g_assert_nonnull (strstr (here->out, "Pages:           1\n"));
  mine = ctl_state (here);
  other = ctl_state (there);
  g_assert_cmpstr (mine, ==, other);
}

static void
test_thread (void)
{
  g_autofree char *shared = ctl_shared ("", "");
  g_autoptr (Ctl) here = NULL;
  g_autoptr (Ctl) there = NULL;

  if (shared == NULL)
    return;
  here = ctl_new ();
  there = ctl_new ();
  make_county (here);
  ask_for_datum (here);
  take_in_all (here);
  check_records (here);
  take_in_again (here);
  paint_map (here);
  order_and_sync (here, there);
}

/* The file's own inverse, which another program made to about 0.1 m, tells
 * whether GCJ-02 was taken back: it moves this county by half a kilometre. */
static void
test_datum (void)
{
  g_autofree char *path = ctl_shared (AREAS);
  g_autofree char *inverse = ctl_shared ("boundaries", "140300_yangquan_counties.wgs84.geojson");
  g_autoptr (Ctl) ctl = NULL;
  g_autoptr (Ctl) oracle = NULL;
  guint n;

  if (path == NULL)
    return;
  ctl = ctl_new ();
  oracle = ctl_new ();
  ctl_run (oracle, "cat '%s'", inverse);
  g_assert_cmpstr (ctl_get (oracle, "features.0.properties.county"), ==, "城区");
  ctl_sample (ctl, "county.gpkg");
  /* The sample's own rough outline gives way. */
  ctl_do (ctl, 0, "--json --as 14030001 --at 2026-11-20T09:10 import area '%s' --datum gcj02",
          path);
  g_assert_cmpint (ctl_int (ctl, "updated"), ==, 5);
  ctl_do (ctl, 0, "--json show area 140302");
  n = ctl_count (oracle, "features.0.geometry.coordinates.0.0");
  g_assert_cmpuint (n, >, 20);
  g_assert_cmpuint (ctl_count (ctl, "outline.coordinates.0.0"), ==, n);
  for (guint i = 0; i < 2 * n; i++)
    {
      g_autofree char *own = g_strdup_printf ("outline.coordinates.0.0.%u.%u", i / 2, i % 2);
      g_autofree char *other = g_strconcat ("features.0.geometry", strchr (own, '.'), NULL);

      /* 2e-6 degrees are 0.2 m. */
      g_assert_cmpfloat_with_epsilon (g_ascii_strtod (ctl_get (ctl, own), NULL),
                                      g_ascii_strtod (ctl_get (oracle, other), NULL), 2e-6);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/real/thread", test_thread);
  g_test_add_func ("/cli/real/datum", test_datum);
  return g_test_run ();
}
