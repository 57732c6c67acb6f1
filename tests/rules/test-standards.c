/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The standards as they are shipped: the vectors of DOMAIN.md 4.2, worked out from the
 * standards' tables, and what is refused of a file. */

#include "base/error.h"
#include "rules/aqi-class.h"
#include "rules/row.h"
#include "rules/standards.h"
#include "table.h"

#include <string.h>

static void
add_file (LtStandards *standards, const char *path)
{
  g_autoptr (GPtrArray) problems =
      g_ptr_array_new_with_free_func ((GDestroyNotify) lt_rule_problem_free);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &text, &size, NULL));
  g_assert_true (lt_standards_add (standards, path, text, size, problems, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < problems->len; i++)
    {
      const LtRuleProblem *problem = g_ptr_array_index (problems, i);

      g_error ("%s %s: %s", problem->file, problem->row, problem->reason);
    }
}

static LtStandards *
load_shipped (void)
{
  g_autofree char *folder =
      g_build_filename (g_getenv ("LANTIAN_DATA_DIR"), "rules", "standards", NULL);
  g_autoptr (GDir) files = g_dir_open (folder, 0, NULL);
  LtStandards *standards = lt_standards_new ();
  const char *name;

  g_assert_nonnull (files);
  while ((name = g_dir_read_name (files)) != NULL)
    if (g_str_has_suffix (name, ".json") && !g_str_equal (name, "vocabulary.json"))
      {
        g_autofree char *path = g_build_filename (folder, name, NULL);

        add_file (standards, path);
      }
  return standards;
}

static guint
find_row (const LtAqiScale *scale, const char *item)
{
  for (guint i = 0; i < scale->rows->len; i++)
    if (g_str_equal (((LtAqiRow *) g_ptr_array_index (scale->rows, i))->item, item))
      return i;
  g_error ("no row of %s", item);
}

static int
judge (const LtAqiScale *scale, const char *item, const char *concentration)
{
  LtRatio ratio;

  g_assert_true (lt_ratio_parse (concentration, &ratio));
  return lt_aqi_row_judge (g_ptr_array_index (scale->rows, find_row (scale, item)), ratio).index;
}

typedef struct
{
  const char *item;
  const char *concentration;
  int index;
} Vector;

static void
assert_vectors (LtAqiReport report, const char *date, const Vector *vectors, guint n)
{
  g_autoptr (LtStandards) standards = load_shipped ();
  g_autoptr (LtAqiScale) scale = lt_standards_make_scale (standards, report, date);

  for (guint i = 0; i < n; i++)
    {
      g_test_message ("%s %s", vectors[i].item, vectors[i].concentration);
      g_assert_cmpint (judge (scale, vectors[i].item, vectors[i].concentration), ==,
                       vectors[i].index);
    }
}

static void
test_day_2026 (void)
{
  static const Vector vectors[] = {
    { "PM2.5", "35", 50 },   { "PM2.5", "36", 52 },       { "PM2.5", "60", 100 },
    { "PM2.5", "61", 101 },  { "PM2.5", "75", 114 },      { "PM2.5", "150", 200 },
    { "PM2.5", "500", 500 }, { "PM10", "120", 100 },      { "PM10", "121", 101 },
    { "PM10", "150", 112 },  { "O3-8h-max", "161", 101 }, { "O3-8h-max", "215", 150 },
    { "NO2", "81", 101 },    { "SO2", "60", 55 },         { "CO", "1.6", 40 },
    { "CO", "4.1", 101 },    { "PM2.5", "60.5", 100 },    { "O3-8h-max", "801", 300 },
    { "PM2.5", "501", 500 },
  };

  assert_vectors (LT_AQI_REPORT_DAY, "2026-03-01", vectors, G_N_ELEMENTS (vectors));
}

static void
test_day_2012 (void)
{
  static const Vector vectors[] = { { "PM2.5", "75", 100 },
                                    { "PM10", "150", 100 },
                                    { "PM2.5", "35", 50 },
                                    { "O3-1h-max", "200", 100 } };

  assert_vectors (LT_AQI_REPORT_DAY, "2026-02-28", vectors, G_N_ELEMENTS (vectors));
}

static void
test_hour (void)
{
  /* SO2 above 800: IAQI 200 since 2026; before, the hour has none (HJ 633, table 1, note). */
  static const Vector since[] = { { "SO2", "801", 200 },
                                  { "O3", "160", 50 },
                                  { "PM10", "120", 100 } };
  static const Vector before[] = { { "SO2", "801", 0 },
                                   { "O3", "160", 50 },
                                   { "PM10", "150", 100 } };

  assert_vectors (LT_AQI_REPORT_HOUR, "2026-03-01", since, G_N_ELEMENTS (since));
  assert_vectors (LT_AQI_REPORT_HOUR, "2020-04-02", before, G_N_ELEMENTS (before));
}

/* DOMAIN.md 4.2, "missing item": the rest decides above 100; else it is NA since 2026. */
static void
test_missing (void)
{
  static const struct
  {
    const char *date;
    const char *pm;
    guint unmonitored; /* bits, by the place of the row: all but PM2.5 */
    int index;
    gboolean withheld;
  } cases[] = {
    { "2026-03-01", "61", 0, 101, FALSE },
    { "2026-03-01", "60", 0, 0, TRUE },
    { "2026-03-01", "60", ~0u, 100, FALSE },
    /* 50 / (75 - 35) × (60 - 35) + 50 = 81.25 */
    { "2026-02-28", "60", 0, 82, FALSE },
  };
  g_autoptr (LtStandards) standards = load_shipped ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LtAqiScale) scale =
          lt_standards_make_scale (standards, LT_AQI_REPORT_DAY, cases[i].date);
      const LtRatio *given[LT_AQI_MOST_ITEMS] = { 0 };
      guint place = find_row (scale, "PM2.5");
      LtRatio pm;
      LtAqi aqi;

      g_assert_true (lt_ratio_parse (cases[i].pm, &pm));
      given[place] = &pm;
      aqi = lt_aqi_scale_judge (scale, given, cases[i].unmonitored);
      g_assert_cmpint (aqi.index, ==, cases[i].index);
      g_assert_cmpint (aqi.withheld, ==, cases[i].withheld);
      if (aqi.index > 50)
        g_assert_cmpuint (aqi.primary, ==, 1u << place);
    }
}

/* Two that are greatest together are primary together; at 50 nothing is. */
static void
test_primary (void)
{
  g_autoptr (LtStandards) standards = load_shipped ();
  g_autoptr (LtAqiScale) scale =
      lt_standards_make_scale (standards, LT_AQI_REPORT_DAY, "2026-03-01");
  LtRatio fine = lt_ratio_new (60, 1), coarse = lt_ratio_new (120, 1), low = lt_ratio_new (35, 1);
  const LtRatio *given[LT_AQI_MOST_ITEMS] = { 0 };
  guint pm25 = find_row (scale, "PM2.5"), pm10 = find_row (scale, "PM10");
  guint others = ~((1u << pm25) | (1u << pm10));

  given[pm25] = &fine;
  given[pm10] = &coarse;
  g_assert_cmpuint (lt_aqi_scale_judge (scale, given, others).primary, ==,
                    (1u << pm25) | (1u << pm10));
  given[pm25] = &low;
  given[pm10] = NULL;
  g_assert_cmpint (lt_aqi_scale_judge (scale, given, ~0u).index, ==, 50);
  g_assert_cmpuint (lt_aqi_scale_judge (scale, given, ~0u).primary, ==, 0);
}

static void
assert_class (const LtStandards *standards, int index, const char *date, guint expected)
{
  guint place;

  g_assert_true (lt_standards_place_class (standards, index, date, &place));
  g_assert_cmpuint (place, ==, expected);
}

/* HJ 633: 优 up to 50, 良 to 100, and so on; both editions, by the rows of the day. */
static void
test_classes (void)
{
  static const int first[] = { 1, 51, 101, 151, 201, 301 };
  static const int last[] = { 50, 100, 150, 200, 300, 500 };
  static const char *const dates[] = { "2026-02-28", "2026-03-01" };
  g_autoptr (LtStandards) standards = load_shipped ();
  g_autoptr (LtStandards) empty = lt_standards_new ();
  guint place;

  for (guint k = 0; k < G_N_ELEMENTS (dates); k++)
    for (guint i = 0; i < G_N_ELEMENTS (first); i++)
      {
        assert_class (standards, first[i], dates[k], i);
        assert_class (standards, last[i], dates[k], i);
      }
  /* Where there are no rows, nothing is of any class. */
  g_assert_false (lt_standards_place_class (empty, 40, dates[0], &place));
}

/* GB 3095: the yearly limit of PM2.5, class 2, on each side of its steps. */
static void
test_limits (void)
{
  static const char *const expected[][2] = { { "2020-06-01", "35" },
                                             { "2026-02-28", "35" },
                                             { "2026-03-01", "30" },
                                             { "2030-12-31", "30" },
                                             { "2031-01-01", "25" } };
  g_autoptr (LtStandards) standards = load_shipped ();

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autoptr (GPtrArray) limits = lt_standards_list_limits (standards, expected[i][0]);
      guint n = 0;

      for (guint k = 0; k < limits->len; k++)
        {
          const LtLimit *limit = g_ptr_array_index (limits, k);

          if (!g_str_equal (limit->item, "PM2.5") || !g_str_equal (limit->average, "year")
              || limit->air_class != 2)
            continue;
          g_assert_cmpstr (limit->value, ==, expected[i][1]);
          g_assert_cmpuint (++n, ==, 1);
        }
      g_assert_cmpuint (n, ==, 1);
    }
}

/* ---- what was printed ----------------------------------------------------------- */

/* Whether the row has the AQI and the six items; then whether ours is the same. */
static gboolean
compare_printed (const LtAqiScale *scale, GPtrArray *cells, guint *n_same)
{
  static const struct
  {
    const char *item;
    guint column;
  } items[] = { { "PM2.5", 6 }, { "PM10", 7 }, { "CO", 8 },
                { "NO2", 9 },   { "O3", 10 },  { "SO2", 12 } };
  LtRatio values[LT_AQI_MOST_ITEMS], printed;
  const LtRatio *given[LT_AQI_MOST_ITEMS] = { 0 };

  if (cells->len != 13 || !lt_ratio_parse (g_ptr_array_index (cells, 3), &printed))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    {
      guint place = find_row (scale, items[i].item);

      if (!lt_ratio_parse (g_ptr_array_index (cells, items[i].column), &values[place]))
        return FALSE;
      given[place] = &values[place];
    }
  *n_same += lt_aqi_scale_judge (scale, given, 0).index == (int) printed.above;
  return TRUE;
}

/* The AQI that pm25.in printed of five cities in a week of April 2020. */
static void
test_printed (void)
{
  static const char *const cities[] = { "阳泉", "太原", "吕梁", "晋中", "石家庄" };
  g_autoptr (LtStandards) standards = load_shipped ();
  g_autoptr (LtAqiScale) scale =
      lt_standards_make_scale (standards, LT_AQI_REPORT_HOUR, "2020-04-02");
  const char *folder = g_getenv ("LANTIAN_SHARED_DATA");
  guint n_complete = 0, n_same = 0;

  if (folder == NULL)
    {
      g_test_skip ("LANTIAN_SHARED_DATA is not set: no real files");
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (cities); i++)
    {
      g_autofree char *name = g_strdup_printf ("pm25in_%s_20200402-08.csv", cities[i]);
      g_autofree char *path = g_build_filename (folder, "hourly", name, NULL);
      g_autofree char *text = NULL;
      const char *at;

      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      for (at = text; *at != '\0';)
        {
          g_autoptr (GPtrArray) cells = table_next (&at);

          n_complete += compare_printed (scale, cells, &n_same);
        }
    }
  g_test_message ("%u of %u", n_same, n_complete);
  g_assert_cmpuint (n_complete, >, 2000);
  g_assert_cmpuint (n_same, ==, n_complete);
}

#define ROW(id, more)                                                                              \
  "{\"id\":\"" id "\",\"row\":\"limit\",\"item\":\"SO2\",\"average\":\"year\",\"class\":\"1\","    \
  "\"stage\":\"only\",\"comparator\":\"<=\",\"value\":\"20\",\"unit\":\"µg/m³\"," more             \
  "\"document\":\"GB 3095\",\"clause\":\"\",\"proof_read\":\"memory\",\"unsure\":\"\"}"
#define POINTS(id, places, index)                                                                  \
  "{\"id\":\"" id                                                                                  \
  "\",\"row\":\"breakpoints\",\"report\":\"day\",\"item\":\"SO2\",\"average\":\"day\","            \
  "\"counts\":\"yes\",\"decimals\":\"" places "\",\"index\":[\"0\",\"" index "\"],"                \
  "\"concentration\":[\"0\",\"5\"]," DATES "\"proof_read\":\"memory\"}"
#define DATES "\"valid_from\":\"\",\"valid_to\":\"\","

/* A bad row is refused with file, row and reason; the others are taken. */
static void
test_refused (void)
{
  static const char text[] = "{\"rows\":[" ROW ("good", DATES) "," ROW ("good", DATES) "," ROW (
      "dates", "\"valid_from\":"
               "\"2026-02-30\","
               "\"valid_to\":"
               "\"\",") "," ROW ("turned", "\"valid_from\":\"2026-03-01\",\"valid_to\":\"2026-02-"
                                           "01\",") ","
                                                    "{\"row\":\"limit\"},7,"
                                                    "{\"id\":\"points\","
                                                    "\"row\":\"breakpoints\","
                                                    "\"report\":\"week\","
                                                    "\"item\":\"SO2\","
                                                    "\"average\":\"day\","
                                                    "\"counts\":\"yes\","
                                                    "\"decimals\":\"\","
                                                    "\"index\":[\"0\",\"50\"],"
                                                    "\"concentration\":[\"0\","
                                                    "\"-5\"]," DATES
                                                    "\"proof_read\":\"memory\"}," POINTS (
                                                        "places", "-1",
                                                        "50") "," POINTS ("half", "0", "50.5") "]}";
  static const char *const reasons[][2] = {
    { "good", "two rows" },   { "dates", "2026-02-30" },   { "turned", "before it begins" },
    { "#5", "no \"id\"" },    { "#6", "no \"id\"" },       { "points", "week" },
    { "places", "decimals" }, { "half", "whole numbers" },
  };
  g_autoptr (LtStandards) standards = lt_standards_new ();
  g_autoptr (GPtrArray) problems =
      g_ptr_array_new_with_free_func ((GDestroyNotify) lt_rule_problem_free);
  g_autoptr (GPtrArray) limits = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (lt_standards_add (standards, "own.json", text, strlen (text), problems, &error));
  g_assert_cmpuint (problems->len, ==, G_N_ELEMENTS (reasons));
  for (guint i = 0; i < problems->len; i++)
    {
      const LtRuleProblem *problem = g_ptr_array_index (problems, i);

      g_test_message ("%s: %s", problem->row, problem->reason);
      g_assert_cmpstr (problem->file, ==, "own.json");
      g_assert_cmpstr (problem->row, ==, reasons[i][0]);
      g_assert_nonnull (strstr (problem->reason, reasons[i][1]));
    }
  limits = lt_standards_list_limits (standards, "2026-11-20");
  g_assert_cmpuint (limits->len, ==, 1);
  g_assert_false (lt_standards_add (standards, "own.json", "{}", 2, problems, &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_BAD_INPUT);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_setenv ("LANTIAN_LANGUAGE", "en", TRUE);
  g_test_add_func ("/standards/day-2026", test_day_2026);
  g_test_add_func ("/standards/day-2012", test_day_2012);
  g_test_add_func ("/standards/hour", test_hour);
  g_test_add_func ("/standards/missing", test_missing);
  g_test_add_func ("/standards/primary", test_primary);
  g_test_add_func ("/standards/classes", test_classes);
  g_test_add_func ("/standards/limits", test_limits);
  g_test_add_func ("/standards/printed", test_printed);
  g_test_add_func ("/standards/refused", test_refused);
  return g_test_run ();
}
