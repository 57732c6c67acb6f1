/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which values the map shows at a moment: of stations, of dust-fall sites and of
 * areas. Sums and roundings were worked out by hand. */

#include "desk.h"
#include "scene/palette.h"
#include "work/air-moment.h"
#include "work/map-values.h"
#include "work/standards.h"

static char *
id_of (const LtRecord *record)
{
  return lt_id_to_text (&record->id);
}

static const LtSceneMeasure *
find (GArray *measures, const LtRecord *record)
{
  for (guint i = 0; i < measures->len; i++)
    {
      const LtSceneMeasure *measure = &g_array_index (measures, LtSceneMeasure, i);

      if (lt_id_equal (&measure->place, &record->id))
        return measure;
    }
  return NULL;
}

static GArray *
measures_of (Desk *desk, const char *moment, const char *item, LtMapShading shading)
{
  LtMapWish wish;
  g_autoptr (GError) error = NULL;
  GArray *measures;

  lt_map_wish_init (&wish);
  lt_map_wish_set_moment (&wish, moment, &error);
  g_assert_no_error (error);
  g_strlcpy (wish.item, item, sizeof wish.item);
  wish.shading = shading;
  measures = lt_work_map_measures (lt_session_get_store (desk->session), &wish, NULL, &error);
  g_assert_no_error (error);
  return measures;
}

static void
assert_value (GArray *measures, const LtRecord *place, const char *text)
{
  const LtSceneMeasure *measure = find (measures, place);

  g_assert_nonnull (measure);
  g_assert_false (measure->missing);
  g_assert_cmpstr (measure->text, ==, text);
  g_assert_cmpfloat_with_epsilon (measure->value, g_ascii_strtod (text, NULL), 0.051);
}

static void
assert_index (GArray *measures, const LtRecord *place, int index, const char *text)
{
  const LtSceneMeasure *measure = find (measures, place);

  g_assert_nonnull (measure);
  g_assert_cmpint ((int) measure->value, ==, index);
  g_assert_cmpstr (measure->text, ==, text);
}

static void
test_stations (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (LtRecord) a = NULL;
  g_autoptr (LtRecord) b = NULL;
  g_autoptr (LtRecord) c = NULL;
  g_autoptr (GArray) hour = NULL;
  g_autoptr (GArray) day = NULL;
  g_autoptr (GArray) none = NULL;
  g_autoptr (GArray) latest = NULL;
  g_autoptr (GArray) told = NULL;
  LtMapWish wish;

  desk_act_as (desk, OFFICER);
  a = desk_add (desk, "station", (const char *[]){ "code", "T-A", "name", "甲", NULL });
  b = desk_add (desk, "station", (const char *[]){ "code", "T-B", "name", "乙", NULL });
  c = desk_add (desk, "station", (const char *[]){ "code", "T-C", "name", "丙", NULL });
  desk_import_values (desk, "real.csv", "real-time", "hour",
                      "站点,监测项目,时间,值\n"
                      "T-A,PM2.5,2026-01-01 01:00,35\nT-A,PM2.5,2026-01-01 02:00,36\n"
                      "T-A,PM10,2026-01-01 01:00,80\nT-B,PM2.5,2026-01-01 01:00,0\n"
                      "T-C,PM2.5,2026-01-01 01:00,12\n");
  /* What was reviewed holds; and a value that was reviewed away is none, which is not 0. */
  desk_import_values (
      desk, "audited.csv", "audited", "hour",
      "站点,监测项目,时间,值\nT-A,PM2.5,2026-01-01 01:00,33.5\nT-C,PM2.5,2026-01-01 01:00,\n");
  desk_import_values (desk, "day.csv", "audited", "day",
                      "站点,监测项目,时间,值\nT-A,PM2.5,2026-01-01,41\n");

  hour = measures_of (desk, "2026-01-01T01:00", "PM2.5", LT_MAP_NOT_SHADED);
  assert_value (hour, a, "33.5");
  assert_value (hour, b, "0");
  g_assert_true (find (hour, c)->missing);
  g_assert_null (find (hour, c)->text);
  g_assert_cmpuint (find (hour, c)->kind, ==, KIND_STATION);
  day = measures_of (desk, "2026-01-01", "PM2.5", LT_MAP_NOT_SHADED);
  assert_value (day, a, "41");
  g_assert_null (find (day, b));
  none = measures_of (desk, "2026-01-01T03:00", "PM2.5", LT_MAP_NOT_SHADED);
  g_assert_null (find (none, a));
  /* Of no moment is the latest hour of any station, 02:00: only one has a value there. */
  latest = measures_of (desk, NULL, "PM2.5", LT_MAP_NOT_SHADED);
  assert_value (latest, a, "36");
  g_assert_null (find (latest, b));
  lt_map_wish_init (&wish);
  g_strlcpy (wish.item, "PM2.5", sizeof wish.item);
  g_strlcpy (wish.latest, "2026-01-01T01:00", sizeof wish.latest);
  told = lt_work_map_measures (lt_session_get_store (desk->session), &wish, NULL, NULL);
  assert_value (told, b, "0");
}

/* A value that cannot be so is kept in its batch, and has no number and no colour. */
static void
test_flagged (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (LtRecord) a = NULL;
  g_autoptr (LtRecord) b = NULL;
  g_autoptr (GArray) hour = NULL;

  desk_act_as (desk, OFFICER);
  a = desk_add (desk, "station", (const char *[]){ "code", "T-A", "name", "甲", NULL });
  b = desk_add (desk, "station", (const char *[]){ "code", "T-B", "name", "乙", NULL });
  desk_import_values (desk, "real.csv", "real-time", "hour",
                      "站点,监测项目,时间,值\nT-A,CO,2026-01-01 01:00,860\n"
                      "T-B,CO,2026-01-01 01:00,0.8\n");
  hour = measures_of (desk, "2026-01-01T01:00", "CO", LT_MAP_NOT_SHADED);
  g_assert_true (find (hour, a)->missing);
  g_assert_null (find (hour, a)->text);
  assert_value (hour, b, "0.8");
}

/* Breakpoints of HJ 633-2012: PM2.5 35 is the index 50, 115 is 150; of the others each is in
 * the first class. */
static void
test_index (void)
{
  static const char *const codes[] = { "T-A", "T-B" };
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (LtRecord) a = NULL;
  g_autoptr (LtRecord) b = NULL;
  g_autoptr (LtRecord) c = NULL;
  g_autoptr (GString) text = g_string_new ("站点,监测项目,时间,值\n");
  g_autoptr (GArray) hour = NULL;
  g_autoptr (GArray) latest = NULL;
  g_autoptr (GArray) month = NULL;

  desk_act_as (desk, OFFICER);
  a = desk_add (desk, "station", (const char *[]){ "code", "T-A", "name", "甲", NULL });
  b = desk_add (desk, "station", (const char *[]){ "code", "T-B", "name", "乙", NULL });
  c = desk_add (desk, "station", (const char *[]){ "code", "T-C", "name", "丙", NULL });
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    g_string_append_printf (text,
                            "%s,PM2.5,2025-01-01 01:00,%d\n%s,PM10,2025-01-01 01:00,40\n"
                            "%s,SO2,2025-01-01 01:00,10\n%s,NO2,2025-01-01 01:00,20\n"
                            "%s,CO,2025-01-01 01:00,1\n%s,O3,2025-01-01 01:00,40\n",
                            codes[i], i == 0 ? 35 : 115, codes[i], codes[i], codes[i], codes[i],
                            codes[i]);
  desk_import_values (desk, "hours.csv", "real-time", "hour", text->str);
  hour = measures_of (desk, "2025-01-01T01:00", "AQI", LT_MAP_NOT_SHADED);
  assert_index (hour, a, 50, "50 优");
  assert_index (hour, b, 150, "150 轻度污染");
  g_assert_null (find (hour, c));
  latest = measures_of (desk, NULL, "AQI", LT_MAP_NOT_SHADED);
  assert_index (latest, b, 150, "150 轻度污染");
  /* One hour makes no day, and a month has no index. */
  month = measures_of (desk, "2025-01", "AQI", LT_MAP_NOT_SHADED);
  g_assert_null (find (month, a));
}

/* Six classes with words of their own; the sign is the first character. */
static void
test_classes (void)
{
  static const struct
  {
    int index;
    const char *sign;
    const char *words;
    guint32 colour;
  } expected[] = {
    { 50, "优", "≤ 50 优", 0x00e400 },
    { 51, "良", "51 – 100 良", 0xffff00 },
    { 101, "轻", "101 – 150 轻度污染", 0xff7e00 },
    { 200, "中", "151 – 200 中度污染", 0xff0000 },
    { 300, "重", "201 – 300 重度污染", 0x99004c },
    { 301, "严", "> 300 严重污染", 0x7e0023 },
  };
  g_autoptr (GPtrArray) problems = g_ptr_array_new ();
  g_autoptr (LtStandards) standards = lt_work_standards (problems, NULL);
  g_autoptr (LtAirClassScale) classes = lt_air_class_scale_new (standards, "2026-11-20");

  g_assert_cmpuint (classes->scale.n_breaks, ==, 5);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      guint level = lt_scene_scale_level (&classes->scale, expected[i].index);

      g_assert_cmpuint (level, ==, i);
      g_assert_cmpstr (classes->scale.signs[level], ==, expected[i].sign);
      g_assert_cmpstr (classes->scale.words[level], ==, expected[i].words);
      g_assert_cmphex (classes->scale.colours[level], ==, expected[i].colour);
    }
}

typedef struct
{
  LtRecord *area;
  LtRecord *sites[4];
} Dust;

static void
add_dust (Desk *desk,
          const LtRecord *site,
          const char *month,
          const char *validity,
          const char *value)
{
  g_autofree char *id = id_of (site);
  g_autoptr (LtRecord) sample =
      desk_add (desk, "dust-fall",
                (const char *[]){ "site", id, "month", month, "validity", validity,
                                  value == NULL ? NULL : "value", value, NULL });
}

static void
dust_init (Dust *self, Desk *desk)
{
  g_autofree char *area = NULL;

  self->area =
      desk_add (desk, "area",
                (const char *[]){ "code", "T-1", "name", "试验区", "city", "试验市", NULL });
  area = id_of (self->area);
  for (int i = 0; i < 4; i++)
    {
      g_autofree char *code = g_strdup_printf ("T-J%d", i);

      /* The last one is the clean reference point. */
      self->sites[i] = desk_add (desk, "dust-site",
                                 (const char *[]){ "code", code, "name", code, "area", area,
                                                   "reference", i == 3 ? "1" : "0", NULL });
      add_dust (desk, self->sites[i], "2030-03", "valid",
                (const char *[]){ "7.0", "8.1", "6.05", "50" }[i]);
    }
  add_dust (desk, self->sites[0], "2030-04", "valid", "5.4");
  add_dust (desk, self->sites[1], "2030-04", "invalid", "99");
  add_dust (desk, self->sites[2], "2030-04", "missing", NULL);
  add_dust (desk, self->sites[1], "2030-05", "invalid", "98");
}

static void
dust_clear (Dust *self)
{
  lt_record_free (self->area);
  for (int i = 0; i < 4; i++)
    lt_record_free (self->sites[i]);
}

static void
test_dust (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (GArray) march = NULL;
  g_autoptr (GArray) april = NULL;
  g_autoptr (GArray) may = NULL;
  g_autoptr (GArray) later = NULL;
  g_autoptr (GArray) latest = NULL;
  g_autoptr (GArray) told = NULL;
  LtMapMonths months;
  LtMapWish wish;
  Dust dust;

  desk_act_as (desk, OFFICER);
  dust_init (&dust, desk);
  /* (7.0 + 8.1 + 6.05) / 3 = 7.05: to one decimal, half to even, 7.0 */
  march = measures_of (desk, "2030-03", "", LT_MAP_SHADED_BY_MEAN);
  assert_value (march, dust.area, "7.0");
  g_assert_cmpfloat_with_epsilon (find (march, dust.area)->value, 7.05, 1e-9);
  assert_value (march, dust.sites[2], "6.05");
  assert_value (march, dust.sites[3], "50.0");
  april = measures_of (desk, "2030-04", "", LT_MAP_SHADED_BY_MAX);
  assert_value (april, dust.area, "5.4");
  assert_value (april, dust.sites[0], "5.4");
  g_assert_null (find (april, dust.sites[1]));
  /* A month without any valid sample has no value; an hour or a day has that of the
   * last month that has one. */
  may = measures_of (desk, "2030-05", "", LT_MAP_SHADED_BY_MEAN);
  g_assert_true (find (may, dust.area)->missing);
  g_assert_null (find (may, dust.sites[0]));
  later = measures_of (desk, "2030-05-20", "", LT_MAP_SHADED_BY_MEAN);
  assert_value (later, dust.area, "5.4");
  g_assert_null (find (later, dust.sites[1]));
  latest = measures_of (desk, "", "", LT_MAP_NOT_SHADED);
  assert_value (latest, dust.sites[0], "5.4");
  assert_value (latest, dust.sites[1], "8.1");
  g_assert_null (find (latest, dust.area));
  /* Which month it is of is told. */
  lt_map_wish_init (&wish);
  lt_map_wish_set_moment (&wish, "2030-05-20", NULL);
  told = lt_work_map_measures (lt_session_get_store (desk->session), &wish, &months, NULL);
  g_assert_cmpstr (months.one, ==, "2030-04");
  dust_clear (&dust);
}

/* What a bulletin says of a county is taken where its own sites say nothing. */
static void
test_published (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (LtRecord) other = NULL;
  g_autoptr (GArray) mean = NULL;
  g_autoptr (GArray) most = NULL;
  Dust dust;

  desk_act_as (desk, OFFICER);
  dust_init (&dust, desk);
  other = desk_add (desk, "area",
                    (const char *[]){ "code", "T-2", "name", "又一区", "city", "试验市", NULL });
  desk_import_values (desk, "bulletin.csv", "audited", "month",
                      "月份,排名,城市,区县,降尘量_t_km2_month,同比_pct\n"
                      "2030-03,1,试验市,试验区,1.1,0\n2030-03,2,试验市,又一区,4.25,0\n");
  mean = measures_of (desk, "2030-03", "", LT_MAP_SHADED_BY_MEAN);
  assert_value (mean, dust.area, "7.0");
  assert_value (mean, other, "4.2");
  most = measures_of (desk, "2030-03", "", LT_MAP_SHADED_BY_MAX);
  g_assert_null (find (most, other));
  dust_clear (&dust);
}

static void
test_rounding (void)
{
  static const struct
  {
    guint n;
    gint64 sum;
    const char *text;
  } cases[] = {
    { 1, 9000000, "9.0" }, { 1, 6950000, "7.0" },  { 1, 7049999, "7.0" },  { 1, 7050000, "7.0" },
    { 1, 7150000, "7.2" }, { 1, 7050001, "7.1" },  { 3, 21150000, "7.0" }, { 3, 21150001, "7.1" },
    { 7, 0, "0.0" },       { 3, 20000000, "6.7" }, /* 6.666… */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      LtAreaDust dust = { .n_valid = cases[i].n, .sum = cases[i].sum };
      g_autofree char *text = lt_area_dust_format (&dust, LT_MAP_SHADED_BY_MEAN);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/map-values/stations", test_stations);
  g_test_add_func ("/map-values/flagged", test_flagged);
  g_test_add_func ("/map-values/index", test_index);
  g_test_add_func ("/map-values/classes", test_classes);
  g_test_add_func ("/map-values/dust", test_dust);
  g_test_add_func ("/map-values/published", test_published);
  g_test_add_func ("/map-values/rounding", test_rounding);
  return g_test_run ();
}
