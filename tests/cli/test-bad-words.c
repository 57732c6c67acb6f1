/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl.h"

#include <string.h>

/* Words, values, people and foreign files that cannot be taken: each told apart
 * by the status of DESIGN's verbs and in words, and nothing is changed. */

typedef struct
{
  int status;
  const char *words; /* what the refusal must say */
  const char *line;
} Refusal;

static void
refuse_all (Ctl *ctl, const Refusal *refusals, gsize n)
{
  g_autofree char *before = ctl_state (ctl);
  g_autofree char *after = NULL;

  for (gsize i = 0; i < n; i++)
    ctl_refuse (ctl, refusals[i].status, refusals[i].words, "--at 2026-11-20T10:00 %s",
                refusals[i].line);
  after = ctl_state (ctl);
  g_assert_cmpstr (after, ==, before);
}

static void
test_usage (void)
{
  static const Refusal refusals[] = {
    { 2, "no verb \"nix\"", "nix" },
    { 2, "no option --nix", "list mine --nix" },
    { 2, "no option --datum", "show mine SL-K01 --datum wgs84" },
    { 2, "belong to --near", "list mine --datum wgs84" },
    { 2, "is no place", "list mine --near 113.58" },
    { 2, "number of metres", "list mine --near 113.58,37.86 --distance far" },
    { 2, "is not a datum", "list mine --near 113.58,37.86 --datum wgs8" },
    { 2, "is no box", "list mine --bbox 1,2,3" },
    { 2, "lie nowhere", "list officer --near 113.58,37.86" },
    { 2, "lacks its value", "list mine --sort" },
    { 2, "lacks its value", "list mine --where name =" },
    { 2, "lacks its value", "list mine --db" },
    { 2, "Something is missing", "list" },
    { 2, "Something is missing", "show mine" },
    { 2, "Say what is to change", "--as 14030001 set mine SL-K01" },
    { 2, "need --metres", "--as 14030001 set zone SL-Q01 --around mine:SL-K01" },
    { 2, "need --metres", "--as 14030001 set zone SL-Q01 --metres 5 name=x" },
    { 2, "number of metres", "--as 14030001 set zone SL-Q01 --around mine:SL-K01 --metres far" },
    { 2, "the piece that is kept", "--as 14030001 set zone SL-Q01 --piece 1 name=x" },
    { 2, "no outline to begin with", "--as 14030001 set zone SL-Q01 outline= --minus zone:SL-Q02" },
    { 2, "lie nowhere", "--as 14030001 set officer 14030001 --union zone:SL-Q01" },
    { 2, "names no field", "list mine --where nix = 1" },
    { 2, "needs one of", "list mine --where name '<>' 1" },
    { 2, "to sort by", "list mine --sort nix" },
    { 2, "whole number", "list mine --limit 0" },
    { 2, "whole number", "list mine --limit 1x" },
    { 2, "is not FIELD=VALUE", "--as 14030001 set mine SL-K01 name" },
    { 2, "is not FIELD=VALUE", "--as 14030001 add mine name" },
    { 2, "--why", "--as 14030001 remove mine SL-K01" },
    { 2, "Name the record too", "log mine" },
    { 2, "is not a date", "log --day 2026-11" },
    { 2, "ends with .png", "map x.jpg" },
    { 2, "is no box", "map x.png --bbox 1,2,3" },
    { 2, "is no size", "map x.png --size 1x1" },
    { 2, "--pdf", "print order x" },
    { 2, "is not CARD:NAME",
      "--as 14030005 officer enrol 14030010 --roles inspector --invite i.json" },
    { 2, "--roles, --invite", "--as 14030005 officer enrol 14030010:x" },
    { 2, "is not CARD:NAME", "new other.gpkg" },
    { 2, "passphrase is needed", "new other.gpkg --keeper 1:x" },
    { 2, "lacks the =", "--as 14030001 import mine x.csv --set nix" },
    { 2, "is not a datum", "--as 14030001 import mine x.csv --datum wgs8" },
    { 2, "is not a time", "--at gestern list mine" },
    { 2, "is not a time", "--at 2026-13-01 list mine" },
    { 2, "is not a time", "--at 2026-02-30 list mine" },
    { 2, "is not a time", "--at 2026-11-20T25:00 list mine" },
    { 2, "is not a time", "--at 1969-12-31 list mine" },
  };
  g_autoptr (Ctl) ctl = ctl_new ();

  ctl_sample (ctl, "county.gpkg");
  refuse_all (ctl, refusals, G_N_ELEMENTS (refusals));
  g_assert_false (ctl_has (ctl, "other.gpkg"));
  g_assert_false (ctl_has (ctl, "x.png"));
  g_assert_false (ctl_has (ctl, "i.json"));
}

static void
test_input (void)
{
  static const Refusal refusals[] = {
    { 3, "no kind of record \"nix\"", "list nix" },
    { 3, "no kind of record \"key\"", "list key" },
    { 3, "no kind of record \"nix\"", "fields nix" },
    { 3, "no kind of record \"nix\"", "--as 14030001 add nix a=b" },
    { 3, "there is no \"nix\"", "show mine nix" },
    { 3, "there is no \"nix\"", "--as 14030001 set mine nix name=x" },
    { 3, "has no field \"nix\"", "--as 14030001 set mine SL-K01 nix=1" },
    { 3, "has no field \"nix\"", "--as 14030001 add mine name=x nix=1" },
    { 3, "is not one of Operating (operating)", "--as 14030001 set mine SL-K01 mine_state=nix" },
    { 3, "out of range", "--as 14030001 set mine SL-K01 pit_surface=-1" },
    { 3, "out of range", "--as 14030001 set mine SL-K01 pit_surface=2000000000" },
    { 3, "is not a number", "--as 14030001 set mine SL-K01 pit_surface=viel" },
    { 3, "is not a number", "--as 14030001 set mine SL-K01 pit_surface=nan" },
    { 3, "is not a date", "--as 14030001 set zone SL-Q01 valid_from=2026-02-30" },
    { 3, "is not a date", "--as 14030001 set zone SL-Q01 valid_from=gestern" },
    { 3, "is not a shape", "--as 14030001 set mine SL-K01 position=1,2" },
    { 3, "look swapped", "--as 14030001 set mine SL-K01 'position=POINT (37.86 113.58)'" },
    { 3, "look swapped", "list mine --near 37.86,113.58" },
    { 3, "looks like metres of zone 38",
      "--as 14030001 set mine SL-K01 'position=POINT (38463040 4192041)'" },
    { 3, "Longitude 181 is out of range",
      "--as 14030001 set mine SL-K01 'position=POINT (181 37)'" },
    { 3, "crosses itself at longitude 113.500000, latitude 37.500000",
      "--as 14030001 set zone SL-Q01 "
      "'outline=POLYGON ((113 37, 114 38, 114 37, 113 38, 113 37))'" },
    { 3, "The shape is empty", "--as 14030001 set zone SL-Q01 'outline=POLYGON EMPTY'" },
    { 3, "is not a polygon", "--as 14030001 set zone SL-Q01 'outline=POINT (113 37)'" },
    { 3, "Nothing is left", "--as 14030001 set zone SL-Q01 --minus zone:SL-Q01" },
    { 3, "has no outline", "--as 14030001 set zone SL-Q01 --union mine:SL-K01" },
    { 3, "has no outline", "list mine --within mine:SL-K01" },
    { 3, "Only a line has two sides",
      "--as 14030001 set zone SL-Q01 --along mine:SL-K01 --metres 5" },
    { 3, "-5 m cannot be laid", "--as 14030001 set zone SL-Q01 --around mine:SL-K01 --metres -5" },
    { 3, "there is no \"NIX\"", "list mine --within zone:NIX" },
    { 3, "there is no \"NIX\"", "--as 14030001 set zone SL-Q01 --union zone:NIX" },
    { 3, "Field party_lost", "--as 14030001 set mine SL-K01 party_lost=vielleicht" },
    { 3, "Field started",
      "--as 14030001 inspection record mine:SL-K01 assisting_officer=14030002 "
      "started=2026-02-30T09:00" },
    { 3, "Field assisting_officer",
      "--as 14030001 inspection record mine:SL-K01 assisting_officer=99" },
    { 3, "Field place", "--as 14030001 inspection record nix:SL-K01 assisting_officer=14030002" },
    { 3, "Field name (Name): the text is not UTF-8",
      "--as 14030001 set mine SL-K01 name=\xe7\x9f" },
    { 3, "field name (Name) is missing", "--as 14030001 add mine code=X1" },
    { 3, "field name (Name) is missing", "--as 14030001 set mine SL-K01 name=" },
    { 3, "is taken by", "--as 14030001 set mine SL-K01 code=SL-K02" },
    { 3, "is taken by", "--as 14030001 add mine code=SL-K02 name=x" },
    { 3, "there is no \"NIX\"",
      "--as 14030001 inspection record mine:NIX assisting_officer=14030002" },
    { 3, "field place",
      "--as 14030001 inspection record officer:14030001 assisting_officer=14030002" },
    { 3, "there is no \"nix\"", "--as 14030001 order draft nix" },
    { 3, "there is no \"nix\"", "--as 14030001 order submit nix" },
    { 3, "no group \"abcdef\"", "--as 14030001 undo abcdef" },
    { 3, "is not one of Auditor (auditor)",
      "--as 14030005 officer enrol 14030010:x --roles chef --invite i.json" },
    { 3, "is taken by",
      "--as 14030005 officer enrol 14030001:x --roles inspector --invite i.json" },
    { 3, "is there already", "new county.gpkg --sample" },
  };
  g_autoptr (Ctl) ctl = ctl_new ();

  ctl_sample (ctl, "county.gpkg");
  refuse_all (ctl, refusals, G_N_ELEMENTS (refusals));
  g_assert_false (ctl_has (ctl, "i.json"));
}

/* A line holds 1 000 characters, several lines 100 000, whatever bytes they have. */
static void
test_long (void)
{
  g_autoptr (Ctl) ctl = ctl_new ();
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GString) line = g_string_new (NULL);

  ctl_sample (ctl, "county.gpkg");
  before = ctl_state (ctl);
  for (int i = 0; i < 1000; i++)
    g_string_append (line, "矿");
  ctl_refuse (ctl, 3, "Field mineral (Mineral): ",
              "--as 14030001 --at 2026-11-20T10:00 set mine SL-K01 mineral=%s煤", line->str);
  g_assert_nonnull (strstr (ctl->err, "is too long: 1000 characters are possible."));
  ctl_refuse (ctl, 3, "Field finding (Findings on site): ",
              "--as 14030001 --at 2026-11-20T10:00 inspection record mine:SL-K01 "
              "assisting_officer=14030002 finding=%0100001d",
              1);
  g_assert_nonnull (strstr (ctl->err, "is too long: 100000 characters are possible."));
  after = ctl_state (ctl);
  g_assert_cmpstr (after, ==, before);
  ctl_do (ctl, 0, "--as 14030001 --at 2026-11-20T10:00 set mine SL-K01 mineral=%s", line->str);
  ctl_do (ctl, 0, "--json show mine SL-K01");
  g_assert_cmpstr (ctl_get (ctl, "mineral"), ==, line->str);
}

/* A card that ended yesterday writes nothing today, and could yesterday. */
static void
test_expired (void)
{
  static const Refusal refusals[] = {
    { 4, "card", "--as 14030001 set mine SL-K01 mineral=x" },
    { 4, "card",
      "--as 14030001 inspection record mine:SL-K01 assisting_officer=14030002 "
      "started=2026-11-20T09:30" },
  };
  g_autoptr (Ctl) ctl = ctl_new ();

  ctl_sample (ctl, "county.gpkg");
  ctl_do (ctl, 0,
          "--as 14030005 --at 2026-11-20T09:10 set officer 14030001 card_from=2025-01-01 "
          "card_to=2026-11-19");
  refuse_all (ctl, refusals, G_N_ELEMENTS (refusals));
  ctl_do (ctl, 0, "--as 14030001 --at 2026-11-19T10:00 set mine SL-K01 mineral=x");
}

/* 行政处罚法 (2021), articles 42 and 55, and DESIGN's rules of casework. */
static void
test_guards (void)
{
  static const Refusal refusals[] = {
    { 4, "needs two officers", "--as 14030001 inspection record mine:SL-K01" },
    { 4, "are the same", "--as 14030001 inspection record mine:SL-K01 assisting_officer=14030001" },
    { 4, "still to come",
      "--as 14030001 inspection record mine:SL-K01 assisting_officer=14030002 "
      "started=2026-11-20T10:01" },
    { 4, "before it starts",
      "--as 14030001 inspection record mine:SL-K01 assisting_officer=14030002 "
      "started=2026-11-20T09:30 ended=2026-11-20T09:29" },
    { 4, "roles inspector",
      "--as 14030003 inspection record mine:SL-K01 assisting_officer=14030002" },
    { 4, "roles keeper",
      "--as 14030001 officer enrol 14030010:x --roles inspector --invite i.json" },
    { 4, "roles keeper", "--as 14030001 set officer 14030001 roles=keeper" },
    { 4, "verbs of their own",
      "--as 14030001 add inspection place=mine:SL-K01 started=2026-11-20T09:00 "
      "inspection_type=routine lead_officer=14030001" },
    { 4, "nothing of yours left", "--as 14030001 undo" },
  };
  g_autoptr (Ctl) ctl = ctl_new ();

  ctl_sample (ctl, "county.gpkg");
  refuse_all (ctl, refusals, G_N_ELEMENTS (refusals));
  g_assert_false (ctl_has (ctl, "i.json"));
}

static void
test_people (void)
{
  static const Refusal nobody[] = {
    { 4, "Nobody is signed in", "set mine X-1 name=y" },
    { 4, "Card 99 has no key on this device", "--as 99 set mine X-1 name=y" },
  };
  static const Refusal wrong[] = {
    { 4, "The passphrase is wrong", "--as 14030100 set mine X-1 name=y" },
  };
  static const Refusal none[] = {
    { 2, "passphrase is needed", "--as 14030100 set mine X-1 name=y" },
  };
  static const Refusal no_file[] = {
    { 3, "LANTIAN_PASSPHRASE_FILE", "--as 14030100 set mine X-1 name=y" },
  };
  g_autoptr (Ctl) ctl = ctl_new ();

  ctl_write (ctl, "right", "sheng tai\n", -1);
  ctl_write (ctl, "wrong", "sheng tai \n", -1);
  ctl_write (ctl, "empty", "\n", -1);
  ctl_set (ctl, "LANTIAN_PASSPHRASE_FILE", "right");
  ctl_do (ctl, 0, "--at 2026-11-20T08:00 new county.gpkg --keeper 14030100:管理员");
  ctl_set (ctl, "LANTIAN_DB", "county.gpkg");
  ctl_do (ctl, 0, "--as 14030100 --at 2026-11-20T08:10 add mine code=X-1 name=x");
  refuse_all (ctl, nobody, G_N_ELEMENTS (nobody));
  ctl_set (ctl, "LANTIAN_PASSPHRASE_FILE", "wrong");
  refuse_all (ctl, wrong, G_N_ELEMENTS (wrong));
  ctl_set (ctl, "LANTIAN_PASSPHRASE_FILE", "empty");
  refuse_all (ctl, none, G_N_ELEMENTS (none));
  ctl_set (ctl, "LANTIAN_PASSPHRASE_FILE", NULL);
  refuse_all (ctl, none, G_N_ELEMENTS (none));
  /* Reading needs nobody. */
  ctl_do (ctl, 0, "list mine");
  ctl_set (ctl, "LANTIAN_PASSPHRASE_FILE", "nowhere");
  ctl_refuse (ctl, no_file[0].status, no_file[0].words, "%s", no_file[0].line);
  /* Keys that are gone, or another's. */
  ctl_set (ctl, "LANTIAN_PASSPHRASE_FILE", "right");
  ctl_write (ctl, "county.keys", "{}", -1);
  ctl_refuse (ctl, 4, "has no key on this device", "--as 14030100 set mine X-1 name=y");
  ctl_write (ctl, "county.keys", "nothing of the kind", -1);
  ctl_run (ctl, "'%s' --as 14030100 set mine X-1 name=y", g_getenv ("LANTIANCTL"));
  g_assert_cmpint (ctl->status, ==, 6);
  g_assert_nonnull (strstr (ctl->err, "county.keys"));
}

static void
test_foreign_files (void)
{
  static const Refusal refusals[] = {
    { 3, "has no polygons", "--as 14030001 import area points.geojson --datum wgs84" },
    { 3, "has no features", "--as 14030001 import area none.geojson --datum wgs84" },
    { 3, "cut off", "--as 14030001 import area cut.geojson --datum wgs84" },
    { 3, "is empty", "--as 14030001 import area empty.geojson --datum wgs84" },
    { 3, "is not a text file", "--as 14030001 import mine junk.csv --datum wgs84" },
    { 3, "is empty", "--as 14030001 import mine empty.csv --datum wgs84" },
    { 3, "There is no file nowhere.csv", "--as 14030001 import mine nowhere.csv --datum wgs84" },
    { 2, "no column is known", "--as 14030001 import mine columns.csv --datum wgs84" },
    { 2, "does not say what its coordinates are in", "--as 14030001 import mine points.geojson" },
    /* The first of the two is good, and is not taken in either. */
    { 3, "is not a text file", "--as 14030001 import mine good.csv junk.csv --datum wgs84" },
    { 4, "Nobody is signed in", "import mine good.csv --datum wgs84" },
  };
  static const char points[] =
      "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":"
      "{\"name\":\"x\"},\"geometry\":{\"type\":\"Point\",\"coordinates\":[113.5,37.8]}}]}";
  static const char junk[] = "\x00\x01\x02\xff\xfe\x00\x81\x00name,code\n\x00\x00\x00";
  static const char good[] = "code,name,longitude,latitude\nX-1,x,113.5,37.8\n";
  g_autoptr (Ctl) ctl = ctl_new ();

  ctl_sample (ctl, "county.gpkg");
  ctl_write (ctl, "points.geojson", points, -1);
  ctl_write (ctl, "cut.geojson", points, (gssize) strlen (points) - 20);
  ctl_write (ctl, "none.geojson", "{\"type\":\"FeatureCollection\",\"features\":[]}", -1);
  ctl_write (ctl, "empty.geojson", "", -1);
  ctl_write (ctl, "empty.csv", "", -1);
  ctl_write (ctl, "junk.csv", junk, sizeof junk - 1);
  ctl_write (ctl, "columns.csv", "foo,bar\n1,2\n", -1);
  ctl_write (ctl, "good.csv", good, -1);
  refuse_all (ctl, refusals, G_N_ELEMENTS (refusals));
  /* That it was good. */
  ctl_do (ctl, 0, "--json --as 14030001 import mine good.csv --datum wgs84");
  g_assert_cmpint (ctl_int (ctl, "added"), ==, 1);
}

/* Rows that cannot be taken are named by line, column and value; the others are
 * taken in, or with --strict none. */
static void
test_rows (void)
{
  static const char rows[] = "code,name,longitude,latitude,mine_state\n"
                             "X-1,甲,113.5,37.8,operating\n"
                             "X-2,,113.5,37.8,operating\n"
                             "X-3,丙,113.5,97.8,operating\n"
                             "X-4,丁,113.5,37.8,unheard-of\n"
                             "X-1,戊,113.5,37.8,\n"
                             "X-6,己,,,closed\n";
  g_autoptr (Ctl) ctl = ctl_new ();
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gint64 added;

  ctl_sample (ctl, "county.gpkg");
  ctl_write (ctl, "rows.csv", rows, -1);
  before = ctl_state (ctl);
  ctl_do (ctl, 1, "--json --as 14030001 import mine rows.csv --datum wgs84 --strict");
  g_assert_cmpint (ctl_int (ctl, "added"), ==, 0);
  g_assert_cmpint (ctl_int (ctl, "refused"), >=, 2);
  ctl_do (ctl, 1, "--json --as 14030001 import mine rows.csv --datum wgs84 --dry-run");
  added = ctl_int (ctl, "added");
  after = ctl_state (ctl);
  g_assert_cmpstr (after, ==, before);
  ctl_do (ctl, 1, "--json --as 14030001 import mine rows.csv --datum wgs84");
  g_assert_cmpint (ctl_int (ctl, "read"), ==, 6);
  g_assert_cmpint (ctl_int (ctl, "added"), ==, added);
  g_assert_cmpint (ctl_int (ctl, "added") + ctl_int (ctl, "refused"), ==, 6);
  g_assert_cmpuint (ctl_count (ctl, "problems"), >=, 3);
  for (guint i = 0; i < ctl_count (ctl, "problems"); i++)
    {
      g_autofree char *line = g_strdup_printf ("problems.%u.line", i);

      g_assert_cmpint (ctl_int (ctl, line), >=, 3);
      g_assert_cmpint (ctl_int (ctl, line), <=, 7);
    }
  ctl_refuse (ctl, 3, "there is no \"", "show mine X-2");
  /* Strict, a bad row in one file keeps the other out, too. */
  ctl_write (ctl, "good.csv", "code,name,longitude,latitude\nX-9,x,113.5,37.8\n", -1);
  ctl_do (ctl, 1, "--json --as 14030001 import mine good.csv rows.csv --datum wgs84 --strict");
  g_assert_cmpint (ctl_int (ctl, "added"), ==, 0);
  ctl_refuse (ctl, 3, "there is no \"", "show mine X-9");
  ctl_do (ctl, 1, "--json --as 14030001 import mine good.csv rows.csv --datum wgs84");
  g_assert_cmpint (ctl_int (ctl, "read"), ==, 7);
  g_assert_cmpint (ctl_int (ctl, "added"), ==, 1);
  ctl_do (ctl, 0, "--json show mine X-1");
  g_assert_cmpstr (ctl_get (ctl, "name"), ==, "甲");
  ctl_do (ctl, 0, "--json show mine X-6");
  g_assert_null (ctl_get (ctl, "position"));
}

/* Characters that nobody sees make two texts of one, or turn its end to the front
 * (Unicode: general category Cc; the explicit directional characters of UAX #9). */
static void
test_unseen (void)
{
  static const Refusal refusals[] = {
    { 3, "Field code (Code): it holds the character U+0001",
      "--as 14030001 set mine SL-K01 code=SL-K01\x01" },
    { 3, "U+001B", "--as 14030001 set mine SL-K01 'name=\x1b[31m一矿'" },
    { 3, "U+0009", "--as 14030001 set mine SL-K01 'name=一\t矿'" },
    { 3, "U+007F", "--as 14030001 set mine SL-K01 name=一\x7f矿" },
    { 3, "U+0085", "--as 14030001 set mine SL-K01 name=一\xc2\x85矿" },
    { 3, "U+202A", "--as 14030001 set mine SL-K01 name=一\xe2\x80\xaa矿" },
    { 3, "U+202E", "--as 14030001 add mine code=X-1 name=一\xe2\x80\xae矿" },
    { 3, "U+2066", "--as 14030001 add mine code=X-1 name=一\xe2\x81\xa6矿" },
    { 3, "U+2069", "--as 14030001 add mine code=X-1\xe2\x81\xa9 name=一" },
    { 3, "Field finding",
      "--as 14030001 inspection record mine:SL-K01 assisting_officer=14030002 finding=一\x1b矿" },
    { 3, "Field name", "--as 14030005 officer enrol 14030010:x\x01 --roles inspector --invite i" },
    { 3, "U+0007", "--as 14030001 import mine good.csv --datum wgs84 --set mineral=a\x07" },
  };
  static const char rows[] = "code,name,longitude,latitude\n"
                             "X-1,甲,113.5,37.8\n"
                             "X-2,乙\xe2\x80\xae,113.5,37.8\n";
  g_autoptr (Ctl) ctl = ctl_new ();

  ctl_sample (ctl, "county.gpkg");
  ctl_write (ctl, "good.csv", "code,name,longitude,latitude\nX-1,x,113.5,37.8\n", -1);
  refuse_all (ctl, refusals, G_N_ELEMENTS (refusals));
  /* What has several lines keeps them; what stands at the end was never kept. */
  ctl_do (ctl, 0,
          "--json --as 14030001 --at 2026-11-20T10:00 inspection record mine:SL-K01 "
          "assisting_officer=14030002 'finding=一\n\t二\t'");
  g_assert_cmpstr (ctl_get (ctl, "finding"), ==, "一\n\t二");
  ctl_write (ctl, "rows.csv", rows, -1);
  ctl_do (ctl, 1, "--json --as 14030001 --at 2026-11-20T11:00 import mine rows.csv --datum wgs84");
  g_assert_cmpint (ctl_int (ctl, "added"), ==, 1);
  g_assert_cmpuint (ctl_count (ctl, "problems"), ==, 1);
  g_assert_cmpint (ctl_int (ctl, "problems.0.line"), ==, 3);
  g_assert_cmpstr (ctl_get (ctl, "problems.0.column"), ==, "name");
}

static void
test_invitations (void)
{
  g_autoptr (Ctl) ctl = ctl_new ();

  ctl_sample (ctl, "county.gpkg");
  ctl_do (ctl, 0,
          "--as 14030005 --at 2026-11-20T09:10 officer enrol 14030009:执法员丙 "
          "--roles inspector --invite invitation.json");
  ctl_do (ctl, 0,
          "--as 14030005 --at 2026-11-20T09:11 officer enrol 14030010:执法员丁 "
          "--roles inspector --invite late.json");
  ctl_refuse (ctl, 3, "is there already",
              "--as 14030005 --at 2026-11-20T09:12 officer enrol 14030011:执法员戊 "
              "--roles inspector --invite invitation.json");
  ctl_write (ctl, "passphrase", "xxxx xxxx\n", -1);
  ctl_set (ctl, "LANTIAN_PASSPHRASE_FILE", "passphrase");
  ctl_refuse (ctl, 5, "is not there", "join own.gpkg bureau.hub --invite invitation.json");
  ctl_do (ctl, 0, "--at 2026-11-20T09:20 sync bureau.hub");
  ctl_refuse (ctl, 2, "--invite", "join own.gpkg bureau.hub");
  ctl_refuse (ctl, 3, "is no invitation", "join own.gpkg bureau.hub --invite passphrase");
  ctl_refuse (ctl, 3, "is there already", "join county.gpkg bureau.hub --invite invitation.json");
  ctl_set (ctl, "LANTIAN_PASSPHRASE_FILE", NULL);
  ctl_refuse (ctl, 2, "passphrase is needed", "join own.gpkg bureau.hub --invite invitation.json");
  ctl_set (ctl, "LANTIAN_PASSPHRASE_FILE", "passphrase");
  ctl_write (ctl, "passphrase", "14030009\n", -1);
  ctl_refuse (ctl, 3, "at least 8", "join own.gpkg bureau.hub --invite invitation.json");
  ctl_refuse (ctl, 3, "at least 8", "new own.gpkg --keeper 14030009:x");
  ctl_write (ctl, "passphrase", "x\n", -1);
  ctl_refuse (ctl, 3, "at least 8", "join own.gpkg bureau.hub --invite invitation.json");
  ctl_refuse (ctl, 3, "at least 8", "new own.gpkg --keeper 14030009:x");
  ctl_write (ctl, "passphrase", "xxxx xxxx\n", -1);
  ctl_copy (ctl, "county.gpkg", "county.hub");
  ctl_refuse (ctl, 3, "no hub file", "join own.gpkg county.hub --invite invitation.json");
  /* Another bureau's hub. */
  ctl_do (ctl, 0, "--at 2026-11-19T09:00 new other.gpkg --sample");
  ctl_do (ctl, 0, "--db other.gpkg --at 2026-11-19T09:10 sync other.hub");
  ctl_refuse (ctl, 4, "serves another bureau", "join own.gpkg other.hub --invite invitation.json");
  g_assert_false (ctl_has (ctl, "own.gpkg"));
  g_assert_false (ctl_has (ctl, "own.keys"));
  g_assert_true (ctl_verify (ctl));
  /* Undone, the invitation is worth nothing. */
  ctl_set (ctl, "LANTIAN_PASSPHRASE_FILE", NULL);
  ctl_do (ctl, 0, "--as 14030005 --at 2026-11-20T09:30 undo");
  ctl_do (ctl, 0, "--at 2026-11-20T09:40 sync bureau.hub");
  ctl_set (ctl, "LANTIAN_PASSPHRASE_FILE", "passphrase");
  ctl_run (ctl, "'%s' join own.gpkg bureau.hub --invite late.json", g_getenv ("LANTIANCTL"));
  g_assert_cmpint (ctl->status, ==, 4);
  g_assert_false (ctl_has (ctl, "own.gpkg"));
  g_assert_false (ctl_has (ctl, "own.keys"));
  ctl_do (ctl, 0, "--at 2026-11-20T09:50 join own.gpkg bureau.hub --invite invitation.json");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/bad-words/usage", test_usage);
  g_test_add_func ("/cli/bad-words/input", test_input);
  g_test_add_func ("/cli/bad-words/long", test_long);
  g_test_add_func ("/cli/bad-words/expired", test_expired);
  g_test_add_func ("/cli/bad-words/guards", test_guards);
  g_test_add_func ("/cli/bad-words/people", test_people);
  g_test_add_func ("/cli/bad-words/foreign-files", test_foreign_files);
  g_test_add_func ("/cli/bad-words/rows", test_rows);
  g_test_add_func ("/cli/bad-words/unseen", test_unseen);
  g_test_add_func ("/cli/bad-words/invitations", test_invitations);
  return g_test_run ();
}
