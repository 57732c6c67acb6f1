/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl.h"

#include <glib/gstdio.h>
#include <string.h>

/* Records leave the file in foreign formats; what is in them is read by others:
 * Python's own modules and GDAL. */

#define KEEPER    "14030005"
#define INSPECTOR "14030001"
#define SECOND    "14030002"
#define OTHER     "14030003"

static Ctl *
start (void)
{
  Ctl *ctl = ctl_new ();

  ctl_sample (ctl, "county.gpkg");
  return ctl;
}

static void
read_table (Ctl *ctl, const char *file)
{
  g_autofree char *script =
      g_build_filename (g_getenv ("G_TEST_SRCDIR"), "cli", "read-table.py", NULL);

  ctl_run (ctl, "python3 '%s' %s", script, file);
  if (ctl->status != 0)
    g_error ("%s", ctl->err);
}

static char *
digest_of (const Ctl *ctl, const char *name)
{
  g_autofree char *path = ctl_path (ctl, name);
  g_autofree char *bytes = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) bytes, size);
}

/* The place of a column by its heading. */
static const char *
cell (Ctl *ctl, guint row, const char *heading)
{
  for (guint i = 0; i < ctl_count (ctl, "header"); i++)
    {
      g_autofree char *at = g_strdup_printf ("header.%u", i);
      g_autofree char *there = g_strdup_printf ("rows.%u.%u", row, i);

      if (g_strcmp0 (ctl_get (ctl, at), heading) == 0)
        return ctl_get (ctl, there);
    }
  g_error ("no column %s", heading);
}

static void
test_csv (void)
{
  static const char *const few[] = { "code", "name", "pit_surface", "longitude", "latitude", "id" };
  g_autoptr (Ctl) ctl = start ();
  g_autofree char *digest = NULL;

  ctl_do (ctl, 0, "--json export mine mines.csv --where mine_state = suspended --sort -code");
  digest = digest_of (ctl, "mines.csv");
  g_assert_cmpstr (ctl_get (ctl, "digest"), ==, digest);
  g_assert_cmpstr (ctl_get (ctl, "datum"), ==, "cgcs2000");
  g_assert_cmpint (ctl_int (ctl, "rows"), >, 1);
  read_table (ctl, "mines.csv");
  g_assert_cmpstr (ctl_get (ctl, "bom"), ==, "true");
  g_assert_cmpint (ctl_int (ctl, "bare_line_ends"), ==, 0);
  g_assert_cmpstr (cell (ctl, 0, "State"), ==, "Suspended");
  g_assert_cmpint (strcmp (cell (ctl, 0, "Code"), cell (ctl, 1, "Code")), >, 0);

  /* These columns, what it is known by and where it lies; the state is not among them. */
  ctl_do (ctl, 0, "export mine few.csv --columns name,pit_surface --names --limit 1");
  read_table (ctl, "few.csv");
  g_assert_cmpuint (ctl_count (ctl, "header"), ==, G_N_ELEMENTS (few));
  for (gsize i = 0; i < G_N_ELEMENTS (few); i++)
    {
      g_autofree char *at = g_strdup_printf ("header.%zu", i);

      g_assert_cmpstr (ctl_get (ctl, at), ==, few[i]);
    }
  ctl_refuse (ctl, 2, "no field \"colour\"", "export mine x.csv --columns name,colour");

  ctl_set (ctl, "LANTIAN_LANGUAGE", "zh_CN");
  ctl_do (ctl, 0, "export dust-site sites.csv");
  read_table (ctl, "sites.csv");
  g_assert_cmpstr (cell (ctl, 0, "编号"), ==, "SL-J01");
  g_assert_cmpstr (cell (ctl, 0, "区域"), ==, "140302");
  g_assert_cmpstr (cell (ctl, 0, "区域（名称）"), ==, "城区");
  g_assert_cmpstr (cell (ctl, 0, "清洁对照点"), ==, "否");
  g_assert_cmpstr (cell (ctl, 0, "经度 (CGCS2000)"), ==, "113.59");
  ctl_do (ctl, 0, "export dust-site plain.csv --names");
  read_table (ctl, "plain.csv");
  g_assert_cmpstr (cell (ctl, 0, "reference"), ==, "0");
  g_assert_cmpstr (cell (ctl, 0, "longitude"), ==, "113.59");
}

/* Nothing in a cell is computed, nothing is lost by its characters. */
static void
test_odd_text (void)
{
  static const char *const names[] = {
    "=HYPERLINK(\"http://x/\",\"y\")",
    "+1+1",
    "-2+3",
    "@SUM(1)",
    "＝1+1",
    "'=1",
    "a \"b\", c; d",
    "𠮷野家䶮 — ½ é 🏭",
    "_x000A_ & <b> ]]>",
  };
  g_autoptr (Ctl) ctl = start ();

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *quoted = g_shell_quote (names[i]);

      ctl_do (ctl, 0, "--as " INSPECTOR " add town code=X%u name=%s source=-5.5e3", (guint) i,
              quoted);
    }
  ctl_do (ctl, 0, "export town towns.csv --where code ~ X --sort code");
  ctl_do (ctl, 0, "export town towns.xlsx --where code ~ X --sort code");
  read_table (ctl, "towns.csv");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *name = cell (ctl, i, "Name");
      gboolean guarded = i < 6;

      g_assert_cmpint (*name == '\'', ==, guarded);
      g_assert_cmpstr (name + guarded, ==, names[i]);
      g_assert_cmpstr (cell (ctl, i, "Source"), ==, "-5.5e3");
    }
  read_table (ctl, "towns.xlsx");
  g_assert_cmpint (ctl_int (ctl, "formulas"), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_cmpstr (cell (ctl, i, "Name"), ==, names[i]);
  /* Taken in again, they are what they were. */
  ctl_do (ctl, 0, "--json --as " INSPECTOR " import town towns.csv --datum cgcs2000");
  g_assert_cmpint (ctl_int (ctl, "unchanged"), ==, G_N_ELEMENTS (names));
}

static void
test_xlsx (void)
{
  g_autoptr (Ctl) ctl = start ();

  ctl_do (ctl, 0,
          "--as " INSPECTOR " --at 2026-11-20T10:00 inspection record mine:SL-K01 "
          "inspection_type=routine started=2026-11-20T09:05 lead_officer=" INSPECTOR
          " assisting_officer=" SECOND " finding='a\nb' result=no-problem");
  ctl_do (ctl, 0, "--as " INSPECTOR " set zone SL-Q01 valid_from=2019-01-31 code=0042 version==2");
  ctl_set (ctl, "LANTIAN_LANGUAGE", "zh_CN");
  ctl_do (ctl, 0, "export zone zones.xlsx --where code = 0042");
  read_table (ctl, "zones.xlsx");
  g_assert_cmpstr (ctl_get (ctl, "sheet"), ==, "管控区");
  g_assert_cmpstr (ctl_get (ctl, "frozen"), ==, "true");
  g_assert_cmpstr (ctl_get (ctl, "header.0"), ==, "编号");
  g_assert_cmpstr (ctl_get (ctl, "rows.0.0"), ==, "0042");
  g_assert_cmpstr (ctl_get (ctl, "types.0.0"), ==, "text");
  g_assert_cmpstr (cell (ctl, 0, "生效日期"), ==, "2019-01-31");
  g_assert_cmpstr (ctl_get (ctl, "types.0.5"), ==, "date");
  ctl_do (ctl, 0, "export mine mines.xlsx --where code = SL-K02");
  read_table (ctl, "mines.xlsx");
  g_assert_cmpstr (ctl_get (ctl, "rows.0.6"), ==, "18500.5");
  g_assert_cmpstr (ctl_get (ctl, "types.0.6"), ==, "number 0.0");
  ctl_do (ctl, 0, "export inspection visits.xlsx");
  read_table (ctl, "visits.xlsx");
  g_assert_cmpstr (cell (ctl, 0, "开始时间"), ==, "2026-11-20 09:05");
  g_assert_cmpstr (cell (ctl, 0, "现场情况"), ==, "a\nb");
  g_assert_cmpstr (ctl_get (ctl, "rows.0.0"), ==, "mine:SL-K01");
  g_assert_cmpstr (ctl_get (ctl, "rows.0.1"), ==, "示例石料厂");
}

/* All kinds that an import takes come back unchanged. */
static void
test_again (void)
{
  static const char *const kinds[] = { "area",      "station",   "mine", "zone",
                                       "dust-site", "dust-fall", "town", "river" };
  static const char *const languages[] = { "en", "zh_CN" };
  g_autoptr (Ctl) ctl = start ();
  g_autofree char *before = ctl_state (ctl);
  g_autofree char *after = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (languages) + 1; j++)
      {
        const char *datum = g_str_equal (kinds[i], "dust-fall") ? "" : "--datum cgcs2000";
        gint64 rows;

        ctl_set (ctl, "LANTIAN_LANGUAGE", languages[j % G_N_ELEMENTS (languages)]);
        ctl_do (ctl, 0, "--json export %s out.csv --replace %s", kinds[i],
                j == G_N_ELEMENTS (languages) ? "--names" : "");
        rows = ctl_int (ctl, "rows");
        g_assert_cmpint (rows, >, 0);
        ctl_do (ctl, 0, "--json --as " INSPECTOR " import %s out.csv %s", kinds[i], datum);
        g_assert_cmpint (ctl_int (ctl, "unchanged"), ==, rows);
        g_assert_cmpuint (ctl_count (ctl, "problems"), ==, 0);
      }
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      const char *datum = g_str_equal (kinds[i], "dust-fall") ? "" : "--datum cgcs2000";
      gint64 rows;

      ctl_do (ctl, 0, "--json export %s out.xlsx --replace", kinds[i]);
      rows = ctl_int (ctl, "rows");
      ctl_do (ctl, 0, "--json --as " INSPECTOR " import %s out.xlsx %s", kinds[i], datum);
      g_assert_cmpint (ctl_int (ctl, "unchanged"), ==, rows);
    }
  after = ctl_state (ctl);
  g_assert_cmpstr (after, ==, before);

  /* A record that has no code is known by its id. */
  ctl_do (ctl, 0, "--json --as " INSPECTOR " set mine SL-K01 code=");
  ctl_do (ctl, 0, "--json export mine out.csv --replace --names");
  ctl_do (ctl, 0, "--json --as " INSPECTOR " import mine out.csv --datum cgcs2000");
  g_assert_cmpint (ctl_int (ctl, "added"), ==, 0);
  g_assert_cmpint (ctl_int (ctl, "updated"), ==, 0);
}

static void
add_person (Ctl *ctl)
{
  /* The identity number is the example of GB 11643-1999, appendix. */
  ctl_do (ctl, 0,
          "--as " INSPECTOR " set mine SL-K01 party=欧阳小明 party_code=11010519491231002X "
          "party_address=阳泉市平定县某镇1号");
  ctl_do (ctl, 0,
          "--as " INSPECTOR " --at 2026-11-20T10:00 inspection record mine:SL-K01 "
          "inspection_type=routine started=2026-11-20T09:05 lead_officer=" INSPECTOR
          " assisting_officer=" SECOND
          " finding='电话13812345678，身份证11010519491231002X，编号20261120123456789012' "
          "result=no-problem");
}

/* Whoever has no right to personal data does not get them, and is told how many. */
static void
test_masked (void)
{
  g_autoptr (Ctl) ctl = start ();

  add_person (ctl);
  ctl_do (ctl, 0, "--json export mine masked.csv");
  g_assert_cmpint (ctl_int (ctl, "masked"), ==, 3);
  read_table (ctl, "masked.csv");
  g_assert_cmpstr (cell (ctl, 0, "Party"), ==, "欧**");
  g_assert_cmpstr (cell (ctl, 0, "Credit code"), ==, "110105************");
  g_assert_cmpstr (cell (ctl, 0, "Address"), ==, "阳泉市平定县**");
  g_assert_cmpstr (cell (ctl, 1, "Party"), ==, "示例第二石料有限公司");

  ctl_do (ctl, 0, "--json --as " KEEPER " export mine seen.csv");
  g_assert_cmpint (ctl_int (ctl, "masked"), ==, 0);
  read_table (ctl, "seen.csv");
  g_assert_cmpstr (cell (ctl, 0, "Party"), ==, "欧阳小明");
  g_assert_cmpstr (cell (ctl, 0, "Credit code"), ==, "11010519491231002X");
  ctl_do (ctl, 0, "--json --as " KEEPER " export mine copy.csv --masked");
  g_assert_cmpint (ctl_int (ctl, "masked"), ==, 3);

  /* One's own work, and not another's. */
  ctl_do (ctl, 0, "--json --as " INSPECTOR " export inspection own.csv");
  g_assert_cmpint (ctl_int (ctl, "masked"), ==, 0);
  ctl_do (ctl, 0, "--json --as " OTHER " export inspection other.csv");
  g_assert_cmpint (ctl_int (ctl, "masked"), ==, 3);
  read_table (ctl, "other.csv");
  g_assert_cmpstr (cell (ctl, 0, "Findings on site"), ==,
                   "电话138****5678，身份证110105************，编号20261120123456789012");
  g_assert_cmpstr (cell (ctl, 0, "Lead officer"), ==, INSPECTOR);
  g_assert_cmpstr (cell (ctl, 0, "Lead officer (name)"), ==, "执**");

  /* A masked copy that comes back takes nothing away. */
  ctl_do (ctl, 0, "--json --as " INSPECTOR " import mine masked.csv --datum cgcs2000");
  g_assert_cmpint (ctl_int (ctl, "updated"), ==, 0);
  ctl_do (ctl, 0, "--json show mine SL-K01");
  g_assert_cmpstr (ctl_get (ctl, "party"), ==, "欧阳小明");
}

static void
test_past (void)
{
  g_autoptr (Ctl) ctl = start ();

  ctl_do (ctl, 0, "--as " INSPECTOR " --at 2026-11-20T10:00 set mine SL-K01 mineral=页岩");
  ctl_do (ctl, 0, "export mine now.csv");
  read_table (ctl, "now.csv");
  g_assert_cmpstr (cell (ctl, 0, "Mineral"), ==, "页岩");
  ctl_do (ctl, 0, "--as-of 2026-11-20T09:30 export mine then.csv");
  read_table (ctl, "then.csv");
  g_assert_cmpstr (cell (ctl, 0, "Mineral"), ==, "花岗岩");
}

/* Positions of seventeen figures, as conversions make them, come back unchanged. */
static void
test_back_again (void)
{
  static const char *const files[] = { "m.csv", "m.xlsx", "m.kml", "m.geojson", "m.gpkg" };
  g_autoptr (Ctl) ctl = start ();

  ctl_do (ctl, 0,
          "--as " INSPECTOR " add mine code=SL-K99 name=甲矿 'position={\"type\":\"Point\","
          "\"coordinates\":[113.68765286623118,37.834123456789126]}'");
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      ctl_do (ctl, 0, "--json export mine %s --where code = SL-K99", files[i]);
      ctl_do (ctl, 0, "--json --as " INSPECTOR " import mine %s --datum cgcs2000", files[i]);
      g_assert_cmpint (ctl_int (ctl, "unchanged"), ==, 1);
      g_assert_cmpint (ctl_int (ctl, "updated"), ==, 0);
    }
}

/* Ctrl+C while the writing program does nothing: nothing is left behind, and it is said. */
static void
test_stopped (void)
{
  g_autoptr (Ctl) ctl = start ();
  g_autofree char *folder = ctl_path (ctl, "out");

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  /* A writer that sends the interrupt itself and then goes on for ever. */
  ctl_write (ctl, "slow", "#!/bin/sh\ntrap '' INT\nkill -INT $PPID\nexec tail -f /dev/null\n", -1);
  ctl_run (ctl, "chmod +x slow");
  {
    g_autofree char *slow = ctl_path (ctl, "slow");

    ctl_set (ctl, "LANTIAN_CONVERT", slow);
  }
  ctl_refuse (ctl, 5, "stopped", "export mine out/mines.csv");
  {
    g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

    g_assert_null (g_dir_read_name (dir));
  }
}

static void
test_refused (void)
{
  g_autoptr (Ctl) ctl = start ();

  ctl_refuse (ctl, 2, "export KIND FILE", "export");
  ctl_refuse (ctl, 2, "export KIND FILE", "export mine");
  ctl_refuse (ctl, 3, "no kind", "export castle x.csv");
  ctl_refuse (ctl, 2, ".xlsx", "export mine x");
  ctl_refuse (ctl, 2, ".zip", "export mine x.shp");
  ctl_refuse (ctl, 2, "no position", "export dust-fall x.csv --datum wgs84");
  ctl_refuse (ctl, 2, "gcj02", "export mine x.csv --datum nonsense");
  ctl_refuse (ctl, 2, "names no field", "export mine x.csv --where colour = red");
  ctl_refuse (ctl, 2, "to sort by", "export mine x.csv --sort colour");
  ctl_refuse (ctl, 3, "no folder", "export mine away/x.csv");
  ctl_refuse (ctl, 2, "--as-of", "--as-of 2026-01-01 export --everything out");
  ctl_refuse (ctl, 4, "has no key", "--as 99 export mine x.csv");
  ctl_write (ctl, "x.xlsx", "mine", -1);
  ctl_refuse (ctl, 3, "there already", "export mine x.xlsx");
  ctl_do (ctl, 0, "export mine x.xlsx --replace");
  read_table (ctl, "x.xlsx");
  g_assert_cmpuint (ctl_count (ctl, "rows"), ==, 12);
  g_assert_false (ctl_has (ctl, "x.csv"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/export/csv", test_csv);
  g_test_add_func ("/export/odd-text", test_odd_text);
  g_test_add_func ("/export/xlsx", test_xlsx);
  g_test_add_func ("/export/again", test_again);
  g_test_add_func ("/export/masked", test_masked);
  g_test_add_func ("/export/past", test_past);
  g_test_add_func ("/export/stopped", test_stopped);
  g_test_add_func ("/export/refused", test_refused);
  g_test_add_func ("/export/back-again", test_back_again);
  return g_test_run ();
}
