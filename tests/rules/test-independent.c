/* SPDX-License-Identifier: GPL-3.0-or-later */

/* This program's figures of the real files against those of the second calculation
 * (tests/rules/independent, Python): every AQI, primary pollutant, day, mean, percentile,
 * composite index and rank. Both read the files by themselves. */

#include "rules/evaluation.h"
#include "rules/rank.h"
#include "shipped.h"
#include "table.h"

#include <string.h>

/* ---- both readings ------------------------------------------------------------- */

/* What assess.py says, as CSV. */
static char *
ask_python (const char *const *words)
{
  g_autofree char *script =
      g_test_build_filename (G_TEST_DIST, "rules", "independent", "assess.py", NULL);
  g_autoptr (GPtrArray) line = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  char *out = NULL;
  int status;

  g_ptr_array_add (line, (gpointer) "python3");
  g_ptr_array_add (line, script);
  for (; *words != NULL; words++)
    g_ptr_array_add (line, (gpointer) *words);
  g_ptr_array_add (line, NULL);
  g_spawn_sync (NULL, (char **) line->pdata, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, NULL,
                &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  return out;
}

/* The path of a real file, or NULL and the test is skipped. */
static char *
find_real (const char *folder, const char *name)
{
  const char *data = g_getenv ("LANTIAN_SHARED_DATA");

  if (data != NULL)
    return g_build_filename (data, folder, name, NULL);
  g_test_skip ("LANTIAN_SHARED_DATA is not set: no real files");
  return NULL;
}

static LtWide
parse_wide (const char *text, gsize n)
{
  LtWide number = 0;

  for (gsize i = 0; i < n; i++)
    {
      g_assert_true (g_ascii_isdigit (text[i]));
      number = number * 10 + (text[i] - '0');
    }
  return number;
}

/* "p" or "p/q" in lowest terms, and "" for none. */
static void
assert_same (const char *expected, gboolean has_value, LtRatio value)
{
  const char *stroke = strchr (expected, '/');
  gsize n = stroke == NULL ? strlen (expected) : (gsize) (stroke - expected);

  g_assert_cmpint (has_value, ==, n > 0);
  if (!has_value)
    return;
  g_assert_true (parse_wide (expected, n) == value.above);
  g_assert_true ((stroke == NULL ? 1 : parse_wide (stroke + 1, strlen (stroke + 1)))
                 == value.below);
}

/* A cell as a measured value: digits with a point, not below zero. */
static gboolean
read_value (const char *text, LtRatio *value)
{
  return lt_ratio_parse (text, value) && value->above >= 0;
}

/* ---- hours ----------------------------------------------------------------------- */

static const char *const six[] = { "PM2.5", "PM10", "SO2", "NO2", "CO", "O3" };

/* Pollutants in the order of the second calculation. */
static char *
list_primary (const LtAqiScale *scale, const LtAqi *aqi)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (six); i++)
    for (guint k = 0; k < scale->rows->len; k++)
      if ((aqi->primary & (1u << k)) != 0
          && g_str_equal (((LtAqiRow *) g_ptr_array_index (scale->rows, k))->item, six[i]))
        g_string_append_printf (list, "%s%s", list->len > 0 ? " " : "", six[i]);
  return g_string_free (list, FALSE);
}

/* How many values there are. */
static guint
judge_hour (const LtAqiScale *scale, GPtrArray *cells, const int *columns, LtAqi *aqi)
{
  const LtRatio *given[LT_AQI_MOST_ITEMS] = { 0 };
  LtRatio values[LT_AQI_MOST_ITEMS];
  guint n = 0;

  for (guint k = 0; k < scale->rows->len; k++)
    for (guint i = 0; i < G_N_ELEMENTS (six); i++)
      if (g_str_equal (((LtAqiRow *) g_ptr_array_index (scale->rows, k))->item, six[i])
          && read_value (table_cell (cells, columns[i]), &values[k]))
        {
          given[k] = &values[k];
          n++;
        }
  *aqi = lt_aqi_scale_judge (scale, given, 0);
  return n;
}

/* Of no item at all the second calculation says NA; 0 of the class 优 is an AQI there. */
static void
assert_hour (GPtrArray *theirs,
             const int *columns,
             const LtAqiScale *scale,
             const LtAqi *aqi,
             guint n)
{
  g_autofree char *primary = list_primary (scale, aqi);
  g_autofree char *index =
      n == 0 || aqi->withheld ? g_strdup ("NA") : g_strdup_printf ("%d", aqi->index);

  g_assert_cmpstr (table_cell (theirs, columns[0]), ==, index);
  g_assert_cmpstr (table_cell (theirs, columns[1]), ==, primary);
}

/* A week of the whole country. pm25.in prints the AQI: ours is the same in 138 559 of the
 * 138 658 rows that have it and all six items. The other 99 are one and the same row, of
 * 2017-01-04 10:00, which the site kept printing for a point that had stopped: its AQI, 30,
 * is not that of the values beside it, 20. */
static void
test_hours (void)
{
  g_autofree char *path = find_real ("hourly", "pm25in_all_20200402-08.csv.gz");
  g_autoptr (LtStandards) standards = shipped_standards ();
  g_autoptr (LtAqiScale) scale =
      lt_standards_make_scale (standards, LT_AQI_REPORT_HOUR, "2020-04-02");
  const char *const words[] = { "hours", "--shape", "pm25in", path, NULL };
  g_autoptr (GPtrArray) header = NULL, said = NULL;
  g_autofree char *text = NULL, *python = NULL;
  guint n_complete = 0, n_same = 0, n = 0;
  int columns[6], theirs[2], printed, day, hour;
  const char *at, *other;

  if (path == NULL)
    return;
  at = text = table_read_packed (path);
  other = python = ask_python (words);
  header = table_next (&at);
  said = table_next (&other);
  for (guint i = 0; i < G_N_ELEMENTS (six); i++)
    columns[i] = table_find (header, i == 5 ? "O3_1h" : six[i]);
  printed = table_find (header, "AQI");
  day = table_find (header, "Date");
  hour = table_find (header, "Hour");
  theirs[0] = table_find (said, "aqi");
  theirs[1] = table_find (said, "primary");
  while (*at != '\0')
    {
      g_autoptr (GPtrArray) cells = table_next (&at);
      g_autoptr (GPtrArray) line = table_next (&other);
      LtRatio index;
      guint n_values;
      LtAqi aqi;

      n_values = judge_hour (scale, cells, columns, &aqi);
      assert_hour (line, theirs, scale, &aqi, n_values);
      n++;
      if (n_values < G_N_ELEMENTS (six) || !lt_ratio_parse (table_cell (cells, printed), &index))
        continue;
      n_complete++;
      if ((int) index.above == aqi.index)
        {
          n_same++;
          continue;
        }
      g_assert_cmpstr (table_cell (cells, day), ==, "20170104");
      g_assert_cmpstr (table_cell (cells, hour), ==, "10");
      g_assert_cmpint ((int) index.above, ==, 30);
      g_assert_cmpint (aqi.index, ==, 20);
    }
  g_assert_cmpint (*other, ==, '\0');
  g_assert_cmpuint (n, ==, 177285);
  g_assert_cmpuint (n_complete, ==, 138658);
  g_assert_cmpuint (n_same, ==, 138559);
}

/* ---- days of hours ----------------------------------------------------------------- */

typedef struct
{
  gint64 hours[6][LT_HOURS_OF_DAY];
} Hours;

/* The day that an hour ends in: that of 00:00 is the last of the day before. */
static char *
find_date (GPtrArray *cells, const int *when, guint *hour)
{
  guint number = (guint) g_ascii_strtoull (table_cell (cells, when[3]), NULL, 10);
  g_autoptr (GDate) date =
      g_date_new_dmy ((GDateDay) g_ascii_strtoull (table_cell (cells, when[2]), NULL, 10),
                      (GDateMonth) g_ascii_strtoull (table_cell (cells, when[1]), NULL, 10),
                      (GDateYear) g_ascii_strtoull (table_cell (cells, when[0]), NULL, 10));
  char *text = g_malloc (11);

  if (number == 0)
    g_date_subtract_days (date, 1);
  *hour = number == 0 ? 23 : number - 1;
  g_date_strftime (text, 11, "%Y-%m-%d", date);
  return text;
}

static GHashTable *
read_hours (const char *path)
{
  static const char *const time[] = { "year", "month", "day", "hour" };
  GHashTable *days = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GPtrArray) header = NULL;
  g_autofree char *text = NULL;
  int columns[6], when[4];
  const char *at;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  at = text;
  header = table_next (&at);
  for (guint i = 0; i < 6; i++)
    columns[i] = table_find (header, six[i]);
  for (guint i = 0; i < 4; i++)
    when[i] = table_find (header, time[i]);
  while (*at != '\0')
    {
      g_autoptr (GPtrArray) cells = table_next (&at);
      guint hour;
      g_autofree char *date = find_date (cells, when, &hour);
      Hours *day = g_hash_table_lookup (days, date);

      if (day == NULL)
        {
          day = g_new (Hours, 1);
          for (guint i = 0; i < 6 * LT_HOURS_OF_DAY; i++)
            day->hours[i / LT_HOURS_OF_DAY][i % LT_HOURS_OF_DAY] = LT_NO_VALUE;
          g_hash_table_insert (days, g_steal_pointer (&date), day);
        }
      for (guint i = 0; i < 6; i++)
        {
          LtRatio value;

          /* CO is in µg/m³ there. */
          if (read_value (table_cell (cells, columns[i]), &value))
            day->hours[i][hour] =
                (gint64) (value.above * (1000000 / (i == 4 ? 1000 : 1)) / value.below);
        }
    }
  return days;
}

/* Four years of hours of one station: every day's value, and of how many. */
static void
test_days (void)
{
  static const char *const columns[] = { "PM2.5", "PM10", "SO2", "NO2", "CO", "O3_8h", "O3_1h" };
  g_autofree char *path = find_real ("hourly", "PRSA_Data_Aotizhongxin_20130301-20170228.csv");
  g_autoptr (LtStandards) standards = shipped_standards ();
  const char *const words[] = { "days", "--hours", "--shape", "prsa", path, NULL };
  g_autoptr (GHashTable) days = NULL;
  g_autoptr (GPtrArray) said = NULL;
  g_autofree char *python = NULL;
  const char *other;
  guint n = 0;

  if (path == NULL)
    return;
  days = read_hours (path);
  other = python = ask_python (words);
  said = table_next (&other);
  for (; *other != '\0'; n++)
    {
      g_autoptr (GPtrArray) line = table_next (&other);
      const char *date = table_cell (line, table_find (said, "date"));
      const Hours *day = g_hash_table_lookup (days, date);

      g_assert_nonnull (day);
      for (guint item = 0; item < LT_AIR_N_ITEMS; item++)
        {
          LtStatistic made =
              lt_standards_make_day (standards, item, day->hours[MIN (item, 5)], date);
          g_autofree char *column = g_strconcat ("n_", columns[item], NULL);
          g_autofree char *count = g_strdup_printf ("%u", made.n);

          assert_same (table_cell (line, table_find (said, columns[item])), made.is_valid,
                       made.value);
          g_assert_cmpstr (table_cell (line, table_find (said, column)), ==, count);
        }
    }
  g_assert_cmpuint (n, ==, g_hash_table_size (days));
  g_assert_cmpuint (n, >, 1400);
}

/* ---- months and years of days ------------------------------------------------------- */

/* Ten columns without names; the eleventh is ozone, taken as of eight hours. */
static GArray *
read_days (const char *path)
{
  static const int columns[] = { 5, 6, 7, 9, 8, 10 };
  GArray *days = g_array_new (FALSE, TRUE, sizeof (LtAirDay));
  g_autofree char *text = NULL;
  const char *at;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  for (at = text; *at != '\0';)
    {
      g_autoptr (GPtrArray) cells = table_next (&at);
      LtAirDay day = { 0 };

      g_strlcpy (day.date, table_cell (cells, 1), sizeof day.date);
      for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
        {
          LtRatio value;

          if (read_value (table_cell (cells, columns[i]), &value))
            day.values[i] = (LtStatistic){ TRUE, TRUE, value, 1, 1 };
        }
      g_array_append_val (days, day);
    }
  return days;
}

static void
assert_figures (GPtrArray *said, GPtrArray *line, const LtAirEvaluation *evaluation)
{
  for (guint i = 0; i < evaluation->figures->len; i++)
    {
      const LtAirFigure *figure = g_ptr_array_index (evaluation->figures, i);
      const char *item = g_str_equal (figure->item, "O3-8h-max") ? "O3" : figure->item;
      g_autofree char *value =
          g_strdup_printf ("%s_%s_exact", item, figure->is_percentile ? "percentile" : "mean");
      g_autofree char *valid = g_strconcat (item, "_valid", NULL);
      g_autofree char *n = g_strconcat (item, "_n", NULL);
      g_autofree char *count = g_strdup_printf ("%u", figure->figure.n);

      assert_same (table_cell (line, table_find (said, value)), figure->figure.has_value,
                   figure->figure.value);
      g_assert_cmpstr (table_cell (line, table_find (said, valid)), ==,
                       figure->figure.is_valid ? "yes" : "no");
      g_assert_cmpstr (table_cell (line, table_find (said, n)), ==, count);
    }
  g_assert_cmpstr (table_cell (line, table_find (said, "attains")), ==,
                   !evaluation->is_valid ? ""
                   : evaluation->attains ? "yes"
                                         : "no");
}

typedef struct
{
  LtStandards *standards;
  GPtrArray *said;
  GPtrArray *ranked; /* (element-type utf8): period and their rank, of each line */
  GArray *entries;   /* LtRanked, of each line */
  const char *scheme;
} Periods;

static void
compare_period (Periods *self, GPtrArray *line, GArray *days)
{
  const char *period = table_cell (line, table_find (self->said, "period"));
  g_autoptr (LtAirEvaluation) evaluation = NULL;
  g_autoptr (LtIndexScheme) scheme = NULL;
  g_autofree char *last = NULL;
  LtRanked entry = { 0 };
  LtIndex index;
  LtSpan span;

  g_assert_true (lt_span_parse (period, &span));
  last = lt_span_get_last_day (&span);
  evaluation = lt_standards_evaluate (self->standards, &span, (LtAirDay *) days->data, days->len);
  assert_figures (self->said, line, evaluation);
  scheme = lt_standards_make_scheme (self->standards, self->scheme, last);
  index =
      lt_standards_make_index (self->standards, scheme, &span, (LtAirDay *) days->data, days->len);
  assert_same (table_cell (line, table_find (self->said, "index_exact")), index.is_complete,
               index.exact);
  entry.is_valid = index.is_valid;
  entry.value = index.published;
  g_array_append_val (self->entries, entry);
  g_ptr_array_add (self->ranked,
                   g_strdup_printf ("%s %s", period,
                                    table_cell (line, table_find (self->said, "rank"))));
}

/* Ranks are among the places of one period. */
static guint
compare_ranks (Periods *self)
{
  guint n = 0;

  for (guint i = 0; i < self->entries->len; i++)
    {
      const char *mine = g_ptr_array_index (self->ranked, i);
      gsize length = strcspn (mine, " ") + 1;
      g_autoptr (GArray) same = g_array_new (FALSE, FALSE, sizeof (LtRanked));
      g_autofree char *rank = NULL;
      guint at = 0;

      for (guint k = 0; k < self->entries->len; k++)
        if (strncmp (g_ptr_array_index (self->ranked, k), mine, length) == 0)
          {
            at = k == i ? same->len : at;
            g_array_append_val (same, g_array_index (self->entries, LtRanked, k));
          }
      lt_rank ((LtRanked *) same->data, same->len, TRUE);
      rank = g_array_index (same, LtRanked, at).rank == 0
                 ? g_strdup ("")
                 : g_strdup_printf ("%u", g_array_index (same, LtRanked, at).rank);
      g_assert_cmpstr (mine + length, ==, rank);
      n += *rank != '\0';
    }
  return n;
}

static void
compare_kind (const char *kind, const char *scheme, guint least_ranked)
{
  static const char *const cities[] = { "临汾", "吕梁", "大同", "太原", "忻州", "晋中",
                                        "晋城", "朔州", "运城", "长治", "阳泉" };
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) cases =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_array_unref);
  g_autoptr (LtStandards) standards = shipped_standards ();
  g_autoptr (GPtrArray) said = NULL, ranked = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (LtRanked));
  g_autofree char *python = NULL;
  Periods self = { standards, NULL, ranked, entries, scheme };
  const char *other;

  for (const char *const *word =
           (const char *const[]){ "periods", "--shape", "aqistudy-8h", "--period", kind, "--scheme",
                                  scheme == NULL ? "auto" : scheme, NULL };
       *word != NULL; word++)
    g_ptr_array_add (words, g_strdup (*word));
  for (guint i = 0; i < G_N_ELEMENTS (cities); i++)
    {
      g_autofree char *name = g_strdup_printf ("aqistudy_%s_daily.csv", cities[i]);
      char *path = find_real ("daily", name);

      if (path == NULL)
        return;
      g_ptr_array_add (words, path);
      g_hash_table_insert (cases, (gpointer) cities[i], read_days (path));
    }
  g_ptr_array_add (words, NULL);
  other = python = ask_python ((const char *const *) words->pdata);
  self.said = said = table_next (&other);
  while (*other != '\0')
    {
      g_autoptr (GPtrArray) line = table_next (&other);
      GArray *days = g_hash_table_lookup (cases, table_cell (line, table_find (said, "place")));

      g_assert_nonnull (days);
      compare_period (&self, line, days);
    }
  g_assert_cmpuint (compare_ranks (&self), >=, least_ranked);
}

static void
test_periods (void)
{
  compare_kind ("month", NULL, 100);
  compare_kind ("quarter", "2026T-weighted", 20);
  compare_kind ("half", "2026F-equal", 8);
  compare_kind ("year", NULL, 4);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/independent/hours", test_hours);
  g_test_add_func ("/independent/days", test_days);
  g_test_add_func ("/independent/periods", test_periods);
  return g_test_run ();
}
