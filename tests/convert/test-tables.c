/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "run-convert.h"

#include "base/error.h"

#define CONTENT_TYPES                                                                              \
  "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"
#define SHEET_MAIN "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""

static char *
join_rows (const RunConvert *run)
{
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < run->rows->len; i++)
    g_string_append_printf (all, "%s%s", i == 0 ? "" : " ",
                            (char *) g_ptr_array_index (run->rows, i));
  return g_string_free (g_steal_pointer (&all), FALSE);
}

static void
assert_read (const char *path,
             const char *part,
             const char *title,
             const char *columns,
             const char *rows)
{
  g_autofree char *got = NULL;
  RunConvert run;

  run_convert_read (&run, path, part);
  got = join_rows (&run);
  g_assert_cmpstr (run.failure, ==, NULL);
  g_assert_cmpint (run.status, ==, 0);
  g_assert_cmpstr (run.title, ==, title);
  g_assert_cmpstr (run.columns, ==, columns);
  g_assert_cmpstr (got, ==, rows);
  run_convert_clear (&run);
}

static void
assert_table (const char *text, const char *title, const char *columns, const char *rows)
{
  g_autoptr (TestFile) path = run_convert_write ("table.csv", text, -1);

  assert_read (path, NULL, title, columns, rows);
}

static void
test_titles (void)
{
  assert_table ("阳泉市2021年10月降尘量,,\n县区,降尘量,同比\n平定县,5.1,-3\n盂县,4.2,1\n",
                "阳泉市2021年10月降尘量", "县区|降尘量|同比", "3:平定县|5.1|-3 4:盂县|4.2|1");
  assert_table ("年报,,\n,,单位：吨\n县区,甲,乙\n平定县,5,3\n盂县,4,1\n", "年报\n单位：吨",
                "县区|甲|乙", "4:平定县|5|3 5:盂县|4|1");
  /* a header is never taken for a title, however few rows there are */
  assert_table ("县区,甲\n", "", "县区|甲", "");
  assert_table ("县区\n平定县\n", "", "县区", "2:平定县");
}

static void
test_no_header (void)
{
  assert_table ("1,2\n3,4\n", "", "#1|#2", "1:1|2 2:3|4");
  assert_table ("阳泉,2013-12-02,89\n阳泉,2013-12-03,87\n阳泉,2013-12-04,NA\n", "", "#1|#2|#3",
                "1:阳泉|2013-12-02|89 2:阳泉|2013-12-03|87 3:阳泉|2013-12-04|NA");
  assert_table ("降尘,,\n阳泉,2013-12-02,89\n阳泉,2013-12-03,87\n", "降尘", "#1|#2|#3",
                "2:阳泉|2013-12-02|89 3:阳泉|2013-12-03|87");
}

/* Names may be numbers or dates. */
static void
test_number_names (void)
{
  assert_table ("站点,0,1,2\n甲,5,6,7\n乙,6,7,8\n", "", "站点|0|1|2", "2:甲|5|6|7 3:乙|6|7|8");
  assert_table ("日期,140302,140321\n2026-01-01,5,6\n2026-01-02,5,6\n", "", "日期|140302|140321",
                "2:2026-01-01|5|6 3:2026-01-02|5|6");
  assert_table ("2024,2025,2026\n5,6,7\n6,7,8\n", "", "2024|2025|2026", "2:5|6|7 3:6|7|8");
}

static void
test_two_lines (void)
{
  assert_table ("序号,企业,排放量（吨）,,备注\n,,二氧化硫,氮氧化物,\n1,甲,3,4,\n2,乙,5,6,x\n", "",
                "序号|企业|排放量（吨） 二氧化硫|排放量（吨） 氮氧化物|备注",
                "3:1|甲|3|4|NULL 4:2|乙|5|6|x");
  /* a first row with gaps is none */
  assert_table ("a,b,c\n,x,y\nz,x,y\nz,x,y\n", "", "a|b|c", "2:NULL|x|y 3:z|x|y 4:z|x|y");
}

static void
test_names (void)
{
  assert_table ("a,,a\nx,y,z\nx,y,z\n", "", "a|#2|a (2)", "2:x|y|z 3:x|y|z");
  assert_table ("a,a,a,a\nx,y,z,u\nx,y,z,u\n", "", "a|a (2)|a (3)|a (4)", "2:x|y|z|u 3:x|y|z|u");
  assert_table ("\"企业\n名称\",\"dust\nfall\"\nx,y\n", "", "企业名称|dust fall", "4:x|y");
  assert_table ("a,b,,\n1,2,,\n,,,\n3,4,,\n", "", "a|b", "2:1|2 4:3|4");
  /* where the rows use what the header leaves without a name */
  assert_table ("a,b,\nx,2,p\ny,4,q\n", "", "a|b|#3", "2:x|2|p 3:y|4|q");
}

static void
add_text (GByteArray *zip, const char *name, const char *text)
{
  run_convert_zip_add (zip, name, TRUE, text, strlen (text));
}

/* A workbook written by hand after ECMA-376: what spreadsheets write, and what
 * they may leave out. */
static char *
write_workbook (const char *first, const char *second)
{
  GByteArray *zip = run_convert_zip_new ();
  char *path;

  add_text (zip, "[Content_Types].xml", CONTENT_TYPES);
  add_text (zip, "xl/workbook.xml",
            "<workbook " SHEET_MAIN
            " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">"
            "<sheets><sheet name=\"一月\" sheetId=\"1\" r:id=\"rId1\"/>"
            "<sheet name=\"二月\" sheetId=\"2\" r:id=\"rId2\"/></sheets></workbook>");
  add_text (zip, "xl/_rels/workbook.xml.rels",
            "<Relationships><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.xml\"/>"
            "<Relationship Id=\"rId2\" Target=\"/xl/worksheets/sheet2.xml\"/></Relationships>");
  add_text (
      zip, "xl/styles.xml",
      "<styleSheet " SHEET_MAIN "><numFmts><numFmt numFmtId=\"176\" "
      "formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;\"/></numFmts><cellXfs><xf numFmtId=\"0\"/>"
      "<xf numFmtId=\"14\"/><xf numFmtId=\"22\"/><xf numFmtId=\"10\"/><xf numFmtId=\"176\"/>"
      "<xf numFmtId=\"20\"/></cellXfs></styleSheet>");
  add_text (zip, "xl/sharedStrings.xml",
            "<sst " SHEET_MAIN "><si><t>名称</t></si><si><r><t>平</t></r><r><t>定县</t></r>"
            "<rPh><t>pingding</t></rPh></si></sst>");
  add_text (zip, "xl/worksheets/sheet1.xml", first);
  add_text (zip, "xl/worksheets/sheet2.xml", second);
  run_convert_zip_end (zip);
  path = run_convert_write ("book.xlsx", zip->data, zip->len);
  g_byte_array_unref (zip);
  return path;
}

static const char empty_sheet[] = "<worksheet " SHEET_MAIN "><sheetData/></worksheet>";

/* 46053 is 2026-01-31: 25569 days from 1899-12-30 to 1970-01-01, and 20484 from there. */
static const char values_sheet[] =
    "<worksheet " SHEET_MAIN "><sheetData>"
    "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" "
    "t=\"inlineStr\"><is><t>日</t></is></c>"
    "<c r=\"C1\" t=\"str\"><f>\"a\"</f><v>时</v></c><c t=\"inlineStr\"><is><t>率</t></is></c>"
    "<c t=\"inlineStr\"><is><t>月</t></is></c><c t=\"inlineStr\"><is><t>数</t></is></c></row>"
    "<row r=\"3\"><c r=\"A3\" t=\"s\"><v>1</v></c><c r=\"B3\" s=\"1\"><v>46053</v></c>"
    "<c r=\"C3\" s=\"2\"><v>46053.333333333336</v></c><c r=\"D3\" s=\"3\"><v>0.125</v></c>"
    "<c r=\"E3\" s=\"4\"><v>46053</v></c><c "
    "r=\"F3\"><f>1/10</f><v>0.10000000000000001</v></c></row>"
    "<row r=\"4\"><c r=\"A4\" t=\"s\"><v>1</v></c><c r=\"C4\" s=\"5\"><v>0.5</v></c>"
    "<c r=\"F4\" t=\"e\"><v>#DIV/0!</v></c></row>"
    "<row r=\"5\"><c r=\"F5\" t=\"n\"><v>140302</v></c></row>"
    "</sheetData><mergeCells count=\"1\"><mergeCell ref=\"A4:A5\"/></mergeCells></worksheet>";

static void
test_workbook (void)
{
  g_autoptr (TestFile) path = write_workbook (values_sheet, empty_sheet);

  assert_read (path, NULL, "", "名称|日|时|率|月|数",
               "3:平定县|2026-01-31|2026-01-31T08:00|12.5%|2026-01|0.1 "
               "4:平定县|NULL|12:00|NULL|NULL|NULL 5:平定县|NULL|NULL|NULL|NULL|140302");
}

static void
test_sheets (void)
{
  g_autoptr (TestFile) path = write_workbook (values_sheet, values_sheet);
  const char *const words[] = { "parts", path, NULL };
  g_autofree char *parts = NULL;
  RunConvert run;

  run_convert_read (&run, path, NULL);
  g_assert_cmpint (run.status, ==, LT_ERROR_USAGE);
  g_assert_true (run.choice_missing);
  g_assert_nonnull (strstr (run.failure, "\"一月\", \"二月\""));
  run_convert_clear (&run);
  run_convert_read (&run, path, "二月");
  g_assert_cmpuint (run.n_rows, ==, 3);
  run_convert_clear (&run);
  run_convert (&run, words);
  parts = join_rows (&run);
  g_assert_cmpstr (parts, ==, "1:一月|xlsx|none|NULL|NULL 2:二月|xlsx|none|NULL|NULL");
  run_convert_clear (&run);
}

/* Vertical merges belong to the rows they stand over; in a header they do not. */
static void
test_merged (void)
{
  g_autoptr (TestFile) path = write_workbook (
      "<worksheet " SHEET_MAIN "><sheetData>"
      "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>市</v></c><c r=\"B1\" t=\"str\"><v>降尘</v></c></row>"
      "<row r=\"2\"><c r=\"B2\" t=\"str\"><v>本月</v></c><c r=\"C2\" "
      "t=\"str\"><v>同比</v></c></row>"
      "<row r=\"3\"><c r=\"A3\" t=\"str\"><v>阳泉</v></c><c r=\"B3\"><v>5</v></c><c "
      "r=\"C3\"><v>1</v></c></row>"
      "<row r=\"4\"><c r=\"B4\"><v>6</v></c><c r=\"C4\"><v>2</v></c></row>"
      "<row r=\"5\"><c r=\"A5\" t=\"str\"><v>吕梁</v></c><c r=\"B5\"><v>7</v></c><c "
      "r=\"C5\"><v>3</v></c></row>"
      "</sheetData><mergeCells><mergeCell ref=\"A1:A2\"/><mergeCell ref=\"B1:C1\"/>"
      "<mergeCell ref=\"A3:A4\"/></mergeCells></worksheet>",
      empty_sheet);

  assert_read (path, NULL, "", "市|降尘 本月|降尘 同比", "3:阳泉|5|1 4:阳泉|6|2 5:吕梁|7|3");
}

/* Entities that unfold to billions, texts without end, a sheet that breaks off. */
static void
test_bad_workbooks (void)
{
  static const char *const bad[] = {
    "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>"
    "<worksheet><sheetData><row><c t=\"str\"><v>&b;</v></c></row></sheetData></worksheet>",
    "<worksheet><sheetData><row><c t=\"str\"><v>x</v></c></row>",
    "<worksheet><sheetData><row><c t=\"str\"><v>\xff\xfe</v></c></row></sheetData></worksheet>",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (TestFile) path = write_workbook (bad[i], empty_sheet);
      RunConvert run;

      run_convert_read (&run, path, NULL);
      g_assert_cmpint (run.status, ==, LT_ERROR_BAD_INPUT);
      g_assert_nonnull (strstr (run.failure, "damaged workbook"));
      run_convert_clear (&run);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_setenv ("LANTIAN_LANGUAGE", "en", TRUE);
  g_test_add_func ("/tables/titles", test_titles);
  g_test_add_func ("/tables/no-header", test_no_header);
  g_test_add_func ("/tables/number-names", test_number_names);
  g_test_add_func ("/tables/two-lines", test_two_lines);
  g_test_add_func ("/tables/names", test_names);
  g_test_add_func ("/tables/workbook", test_workbook);
  g_test_add_func ("/tables/sheets", test_sheets);
  g_test_add_func ("/tables/merged", test_merged);
  g_test_add_func ("/tables/bad-workbooks", test_bad_workbooks);
  return g_test_run ();
}
