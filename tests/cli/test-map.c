/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl.h"

#include <string.h>

/* The map as a file: which options it takes and what they make of it. Pixels are read by
 * GDAL, pages by poppler. */

#define INSPECTOR "14030001"

static Ctl *
start (void)
{
  Ctl *ctl = ctl_new ();

  ctl_sample (ctl, "county.gpkg");
  ctl_write (ctl, "in.csv",
             "station,item,time,value\n1738A,PM2.5,2026-01-01T01:00,135.5\n"
             "1739A,PM2.5,2026-01-01T01:00,12\n1740A,PM2.5,2026-01-01T01:00,0\n",
             -1);
  ctl_do (ctl, 0, "--as " INSPECTOR " import reading in.csv");
  return ctl;
}

static void
read_page (Ctl *ctl, const char *path)
{
  ctl_run (ctl, "pdftotext -raw %s -", path);
  g_assert_cmpint (ctl->status, ==, 0);
}

static gboolean
says (const Ctl *ctl, const char *words)
{
  return strstr (ctl->out, words) != NULL;
}

static void
test_page (void)
{
  g_auto (GStrv) lines = NULL;
  g_autoptr (Ctl) ctl = start ();

  ctl_set (ctl, "LANTIAN_LANGUAGE", "zh_CN");
  ctl_do (ctl, 0,
          "map a.pdf --date 2026-01-01T01:00 --item PM2.5 --classes 35,75 --legend "
          "--bbox 113.45,37.8,113.7,37.9");
  read_page (ctl, "a.pdf");
  g_assert_true (says (ctl, "135.5"));
  g_assert_true (says (ctl, "PM2.5 (µg/m³)"));
  g_assert_true (says (ctl, "35 – 75"));
  g_assert_true (says (ctl, "无数据"));
  g_assert_true (says (ctl, "国控点位"));
  g_assert_true (says (ctl, "示例数据"));
  /* Every font lies in it, two lines of heading aside. */
  ctl_run (ctl, "pdffonts a.pdf");
  lines = g_strsplit (g_strchomp (ctl->out), "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), >, 2);
  for (guint i = 2; lines[i] != NULL; i++)
    g_assert_nonnull (strstr (lines[i], " yes yes yes "));
  /* A page of 1366 by 768 pixels, 96 of them an inch, 72 points an inch. */
  ctl_run (ctl, "pdfinfo a.pdf");
  g_assert_true (says (ctl, "1024.5 x 576 pts"));
  /* Another hour has no values, and nobody asked for a legend. */
  ctl_do (ctl, 0, "map b.pdf --date 2026-01-01T02:00 --item PM2.5 --bbox 113.45,37.8,113.7,37.9");
  read_page (ctl, "b.pdf");
  g_assert_false (says (ctl, "135.5"));
  g_assert_false (says (ctl, "µg/m³"));
  /* The same again is the same to the byte. */
  ctl_do (ctl, 0, "--at 2026-11-20T10:00 map c.pdf");
  ctl_do (ctl, 0, "--at 2026-11-20T10:00 map d.pdf");
  ctl_run (ctl, "cmp c.pdf d.pdf");
  g_assert_cmpint (ctl->status, ==, 0);
}

static void
test_in_force (void)
{
  g_autoptr (Ctl) ctl = start ();

  ctl_set (ctl, "LANTIAN_LANGUAGE", "zh_CN");
  /* data/sample/zone.json: in force from 2024-10-01 and from 2023-01-01 */
  ctl_do (ctl, 0, "map a.pdf --layers area,zone --legend --date 2024-10-01");
  read_page (ctl, "a.pdf");
  g_assert_true (says (ctl, "示例禁煤区"));
  g_assert_true (says (ctl, "建成区"));
  ctl_do (ctl, 0, "map b.pdf --layers area,zone --legend --date 2024-09-30");
  read_page (ctl, "b.pdf");
  g_assert_false (says (ctl, "禁煤区"));
  g_assert_true (says (ctl, "建成区"));
  ctl_do (ctl, 0, "map c.pdf --layers area,zone --legend --date 2022-12");
  read_page (ctl, "c.pdf");
  g_assert_false (says (ctl, "建成区"));
  /* Without a moment it is that of the day. */
  ctl_do (ctl, 0, "--at 2024-09-30T23:00 map d.pdf --layers area,zone --legend");
  read_page (ctl, "d.pdf");
  g_assert_false (says (ctl, "禁煤区"));
  g_assert_true (says (ctl, "建成区"));
}

static void
test_pixels (void)
{
  g_autoptr (Ctl) ctl = start ();

  ctl_do (ctl, 0, "map a.png --size 300x200 --scale 2.5");
  ctl_run (ctl, "gdalinfo a.png");
  g_assert_true (says (ctl, "Size is 750, 500"));
  /* Paper without colour has none: all three channels are alike, pixel by pixel. */
  ctl_do (ctl, 0,
          "map p.png --style plain --size 400x300 --legend --date 2026-01 --shade max "
          "--dust-classes 3,5,7,9");
  ctl_run (ctl,
           "/usr/bin/python3 -c 'from osgeo import gdal; gdal.UseExceptions(); "
           "f = gdal.Open(\"p.png\"); b = [f.GetRasterBand(i).ReadRaster() for i in (1, 2, 3)]; "
           "print(b[0] == b[1] == b[2], len(set(b[0])) > 20)'");
  g_assert_cmpstr (ctl->out, ==, "True True\n");
  /* What lies lower is named first; what lets nothing of itself be seen is not there. */
  ctl_do (ctl, 0, "map a.png --layers area,zone --size 300x200 --replace");
  ctl_do (ctl, 0, "map b.png --layers zone,area --size 300x200");
  ctl_do (ctl, 0, "map c.png --layers area,zone:0 --size 300x200");
  ctl_do (ctl, 0, "map d.png --layers area --size 300x200");
  ctl_run (ctl, "cmp -s a.png b.png");
  g_assert_cmpint (ctl->status, ==, 1);
  ctl_run (ctl, "cmp c.png d.png");
  g_assert_cmpint (ctl->status, ==, 0);
}

/* No key is said again, not even one that was written into the list by hand. */
static void
test_keys (void)
{
  g_autoptr (Ctl) ctl = ctl_new ();

  ctl_set (ctl, "XDG_CONFIG_HOME", ctl->folder);
  ctl_run (ctl, "mkdir lantian");
  ctl_write (ctl, "lantian/basemaps.ini",
             "[basemap 1]\nname=one\ndatum=cgcs2000\n"
             "source=https://a.example/{z}/{x}/{y}?v=7&tk=s3cr3t\n",
             -1);
  ctl_do (ctl, 0, "basemap list");
  g_assert_true (says (ctl, "v=7"));
  g_assert_false (says (ctl, "s3cr3t"));
  ctl_refuse (ctl, 2, "{key}",
              "basemap add 'https://b.example/{z}/{x}/{y}?tk=s3cr3t' --datum wgs84");
  g_assert_null (strstr (ctl->err, "s3cr3t"));
  ctl_do (ctl, 0,
          "basemap add 'https://b.example/{z}/{x}/{y}?tk={key}' --key s3cr3t --datum wgs84");
  g_assert_true (says (ctl, "tk={key}"));
  g_assert_false (says (ctl, "s3cr3t"));
}

static void
test_refused (void)
{
  static const char *const words[][2] = {
    { "map a.jpg", "ends with .png" },
    { "map a.png --date yesterday", "no moment" },
    { "map a.png --item PM2.5", "--date" },
    { "map a.png --date 2026-01 --item gold", "PM2.5" },
    { "map a.png --classes 35,35", "rising" },
    { "map a.png --classes 1,x", "rising" },
    { "map a.png --shade mean", "--dust-classes" },
    { "map a.png --dust-classes 5 --shade most", "mean or the max" },
    { "map a.png --style pink", "plain" },
    { "map a.png --layers order", "nowhere on a map" },
    { "map a.png --layers zone:half", "zone:50" },
    { "map a.png --layers zone:101", "zone:50" },
    { "map a.png --scale 9", "0.5 to 8" },
    { "map a.png --size 4000x4000 --scale 8", "20000" },
    { "--as-of 2026-11-20 map a.png --date 2026-01-01T01:00 --item PM2.5", "not replayed" },
    { "--as-of 2026-11-20 map a.png --date 2026-01 --shade mean --dust-classes 5", "not replayed" },
    { "map a.png --paper a5", "a4-upright" },
    { "map a.png --paper a4 --size 300x200", "--size" },
    { "map a.png --basemap in.csv", "--basemap-datum cgcs2000, wgs84, gcj02" },
  };
  g_autoptr (Ctl) ctl = start ();

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      ctl_refuse (ctl, 2, words[i][1], "%s", words[i][0]);
      g_assert_false (ctl_has (ctl, "a.png"));
    }
}

/* A sheet says whose map it is, what it shows and of when, and what every sign means. */
static void
test_paper (void)
{
  static const char *const words[] = {
    "阳泉市生态环境局示例分局地图",
    "2026-11-20",
    "降尘量为 2026-10 月值",
    "图例",
    "监测站点",
    "国控点位",
    "管控区",
    "禁煤区",
    "2026-10 降尘量，t/(km²·30d)",
    "7",
    "15",
    "公里",
    "北",
    "坐标系：CGCS2000",
    "制图时间：2026-11-21 10:00",
    "示例数据",
  };
  g_autoptr (Ctl) ctl = start ();

  ctl_set (ctl, "LANTIAN_LANGUAGE", "zh_CN");
  ctl_do (ctl, 0, "--at 2026-11-21T10:00 map a.pdf --paper a4 --date 2026-11-20");
  read_page (ctl, "a.pdf");
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    g_assert_true (says (ctl, words[i]));
  /* Its legend is whole, however much there is. */
  ctl_do (ctl, 0,
          "map full.pdf --paper a4 --date 2026-01-01T01:00 --item PM2.5 --classes 35,75,115,150 "
          "--shade mean --dust-classes 4,5,6,7,8,9");
  read_page (ctl, "full.pdf");
  g_assert_true (says (ctl, "县区：2026-01 降尘量均值，t/(km²·30d)"));
  g_assert_false (says (ctl, "另有"));
  ctl_do (ctl, 0, "--at 2026-11-21T10:00 map a.pdf --replace --paper a4 --date 2026-11-20");
  /* 297 by 210 mm in whole pixels of 1/96 inch */
  ctl_run (ctl, "pdfinfo a.pdf");
  g_assert_true (says (ctl, "842.25 x 595.5 pts (A4)"));
  ctl_do (ctl, 0, "--at 2026-11-21T10:00 map b.pdf --paper a4 --date 2026-11-20");
  ctl_run (ctl, "cmp a.pdf b.pdf");
  g_assert_cmpint (ctl->status, ==, 0);
  ctl_do (ctl, 0, "map a.pdf --paper a3-upright --replace");
  ctl_run (ctl, "pdfinfo a.pdf");
  g_assert_true (says (ctl, "842.25 x 1190.25 pts"));
  ctl_do (ctl, 0, "map a.png --paper a4-upright --scale 2");
  ctl_run (ctl, "gdalinfo a.png");
  g_assert_true (says (ctl, "Size is 1588, 2246"));
}

/* Where on the page the name of a place stands, in points. */
static void
find_word (Ctl *ctl, const char *page, const char *word, double *x, double *y)
{
  g_autofree char *pattern =
      g_strdup_printf ("xMin=\"([0-9.]+)\" yMin=\"([0-9.]+)\"[^>]*>%s<", word);
  g_autoptr (GRegex) regex = g_regex_new (pattern, 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  ctl_run (ctl, "pdftotext -bbox %s -", page);
  g_assert_true (g_regex_match (regex, ctl->out, 0, &match));
  first = g_match_info_fetch (match, 1);
  second = g_match_info_fetch (match, 2);
  *x = g_ascii_strtod (first, NULL);
  *y = g_ascii_strtod (second, NULL);
}

static double
measure (Ctl *ctl, const char *page)
{
  double x[2], y[2];

  find_word (ctl, page, "梁家寨乡", &x[0], &y[0]);
  find_word (ctl, page, "东回镇", &x[1], &y[1]);
  return ABS (x[1] - x[0]) + ABS (y[1] - y[0]);
}

/* The paper is filled: what is empty beyond the county's places is no part of it, what is
 * asked for within it is kept, and outside nothing is grey. */
static void
test_paper_filled (void)
{
  g_autoptr (Ctl) ctl = start ();
  double whole, wide, near;

  ctl_set (ctl, "LANTIAN_LANGUAGE", "zh_CN");
  ctl_do (ctl, 0, "map whole.pdf --paper a4 --layers area,town");
  /* A window sees the county in the middle of a wide strip. */
  ctl_do (ctl, 0, "map wide.pdf --paper a4 --layers area,town --bbox 111.5,37.2,115.5,38.8");
  ctl_do (ctl, 0, "map near.pdf --paper a4 --layers area,town --bbox 113.0,37.6,114.1,38.45");
  whole = measure (ctl, "whole.pdf");
  wide = measure (ctl, "wide.pdf");
  near = measure (ctl, "near.pdf");
  g_assert_cmpfloat_with_epsilon (wide, whole, 1.5);
  g_assert_cmpfloat (near, >=, whole - 1.5);
  ctl_do (ctl, 0, "map corner.png --paper a4 --layers area");
  ctl_run (ctl, "gdallocationinfo -valonly corner.png 60 720");
  g_assert_cmpint (strncmp (ctl->out, "255\n255\n255", 11), ==, 0);
  /* A page may have a heading of one's own; a picture has none. */
  ctl_do (ctl, 0, "map own.pdf --paper a4-upright --title 降尘点位分布");
  read_page (ctl, "own.pdf");
  g_assert_true (says (ctl, "降尘点位分布"));
  g_assert_false (says (ctl, "示例分局地图"));
  ctl_refuse (ctl, 2, "--paper", "map own.png --title 降尘");
}

/* A picture that is there is somebody's, and stays; and a map of the past has no values. */
static void
test_there_already (void)
{
  g_autoptr (Ctl) ctl = start ();

  ctl_write (ctl, "a.png", "mine", -1);
  ctl_refuse (ctl, 3, "--replace", "map a.png --size 300x200");
  ctl_run (ctl, "cat a.png");
  g_assert_cmpstr (ctl->out, ==, "mine");
  ctl_do (ctl, 0, "map a.png --size 300x200 --replace");
  ctl_run (ctl, "gdalinfo a.png");
  g_assert_true (says (ctl, "Size is 300, 200"));
  /* A county file is no picture, whatever it is called. */
  ctl_run (ctl, "cp county.gpkg b.png");
  ctl_refuse (ctl, 4, "county file", "map b.png --replace");
}

/* Dust fall is of months: beside an hour or a day the month is named. The sample has
 * samples up to 2026-10. */
static void
test_months (void)
{
  static const char *const pages[][3] = {
    { "--date 2026-01-01T01:00", "2026-01-01 01:00", "降尘量为 2026-01 月值" },
    { "--date 2026-11-20", "2026-11-20", "降尘量为 2026-10 月值" },
    { "--date 2026-09", "2026-09", NULL },
    { "", "降尘量为 2026-10 月值", "2026-10 降尘量，t/(km²·30d)" },
    { "--date 2026-01-02 --item PM2.5", "PM2.5：当日无日均值", "降尘量为 2026-01 月值" },
    { "--date 2026-11-20 --shade mean --dust-classes 5,7", "2026-11-20", "2026-10 降尘量均值" },
  };
  g_autoptr (Ctl) ctl = start ();

  ctl_set (ctl, "LANTIAN_LANGUAGE", "zh_CN");
  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      ctl_do (ctl, 0, "map a.pdf --legend --replace --bbox 113.4,37.8,113.7,37.95 %s", pages[i][0]);
      read_page (ctl, "a.pdf");
      g_assert_true (says (ctl, pages[i][1]));
      if (pages[i][2] != NULL)
        g_assert_true (says (ctl, pages[i][2]));
      else
        g_assert_false (says (ctl, "降尘量为 "));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/map/page", test_page);
  g_test_add_func ("/map/in-force", test_in_force);
  g_test_add_func ("/map/pixels", test_pixels);
  g_test_add_func ("/map/keys", test_keys);
  g_test_add_func ("/map/paper", test_paper);
  g_test_add_func ("/map/paper-filled", test_paper_filled);
  g_test_add_func ("/map/there-already", test_there_already);
  g_test_add_func ("/map/months", test_months);
  g_test_add_func ("/map/refused", test_refused);
  return g_test_run ();
}
