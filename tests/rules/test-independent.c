/* SPDX-License-Identifier: GPL-3.0-or-later */

/* This program's figures of the real files against those of the second calculation
 * (tests/rules/independent, Python): every day with its index, every mean, percentile,
 * composite index and rank. Both read the files by themselves. */

#include "rules/evaluation.h"
#include "rules/rank.h"
#include "second.h"
#include "shipped.h"
#include "table.h"

#include <string.h>

/* ---- days of hours ----------------------------------------------------------------- */

static GHashTable *
read_hours (const char *path)
{
  static const char *const time[] = { "year", "month", "day", "hour" };
  GHashTable *days = second_days_new ();
  g_autoptr (GPtrArray) header = NULL;
  g_autofree char *text = NULL;
  int columns[SECOND_SIX], when[4];
  const char *at;

  if (g_str_has_suffix (path, ".gz"))
    text = table_read_packed (path);
  else
    g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  at = text;
  header = table_next (&at);
  for (guint i = 0; i < SECOND_SIX; i++)
    columns[i] = table_find (header, second_six[i]);
  for (guint i = 0; i < 4; i++)
    when[i] = table_find (header, time[i]);
  while (*at != '\0')
    {
      g_autoptr (GPtrArray) cells = table_next (&at);
      guint numbers[4], hour;
      SecondHours *day;

      for (guint i = 0; i < 4; i++)
        numbers[i] = (guint) g_ascii_strtoull (table_cell (cells, when[i]), NULL, 10);
      day = second_days_get (days, numbers, &hour);
      for (guint i = 0; i < SECOND_SIX; i++)
        {
          LtRatio value;

          /* CO is in µg/m³ there. */
          if (second_read_value (table_cell (cells, columns[i]), &value))
            day->hours[i][hour] =
                (gint64) (value.above * (1000000 / (i == LT_AIR_CO ? 1000 : 1)) / value.below);
        }
    }
  return days;
}

/* Four years of hours of one station: every day's value, and of how many; and its index. */
static void
test_days (gconstpointer name)
{
  g_autofree char *path = second_find_real ("hourly", name);
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
  other = python = second_ask (words);
  said = table_next (&other);
  for (; *other != '\0'; n++)
    {
      g_autoptr (GPtrArray) line = table_next (&other);
      const char *date = table_cell (line, table_find (said, "date"));
      const SecondHours *hours = g_hash_table_lookup (days, date);
      LtAirDay day;

      g_assert_nonnull (hours);
      second_make_day (standards, hours, date, &day);
      second_assert_day (standards, said, line, &day);
      second_assert_counts (said, line, &day);
    }
  g_assert_cmpuint (n, ==, g_hash_table_size (days));
  g_assert_cmpuint (n, >, 1400);
}

/* ---- months and years of days ------------------------------------------------------- */

static const char *const cities[] = { "临汾", "吕梁", "大同", "太原", "忻州", "晋中",
                                      "晋城", "朔州", "运城", "长治", "阳泉" };

/* Ten columns without names; the eleventh is ozone. */
static GArray *
read_days (const char *path, LtAirItem ozone)
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

          if (second_read_value (table_cell (cells, columns[i]), &value))
            day.values[i == LT_AIR_O3_8H ? ozone : (LtAirItem) i] =
                (LtStatistic){ TRUE, TRUE, value, 1, 1 };
        }
      g_array_append_val (days, day);
    }
  return days;
}

/* Three years of days of eleven cities, each by itself: its index and what makes it. Whether
 * their ozone is of one hour or of eight the file does not say; both are compared. */
static void
test_city_days (void)
{
  static const char *const forms[] = { "aqistudy-8h", "aqistudy" };
  g_autoptr (LtStandards) standards = shipped_standards ();
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (cities) * G_N_ELEMENTS (forms); i++)
    {
      const char *form = forms[i % G_N_ELEMENTS (forms)];
      g_autofree char *name =
          g_strdup_printf ("aqistudy_%s_daily.csv", cities[i / G_N_ELEMENTS (forms)]);
      g_autofree char *path = second_find_real ("daily", name);
      const char *const words[] = { "days", "--shape", form, path, NULL };
      g_autoptr (GArray) days = NULL;
      g_autoptr (GPtrArray) said = NULL;
      g_autofree char *python = NULL;
      const char *other;

      if (path == NULL)
        return;
      days = read_days (path, form == forms[0] ? LT_AIR_O3_8H : LT_AIR_O3_1H);
      other = python = second_ask (words);
      said = table_next (&other);
      for (guint k = 0; k < days->len; k++, n++)
        {
          g_autoptr (GPtrArray) line = table_next (&other);
          const LtAirDay *day = &g_array_index (days, LtAirDay, k);

          g_assert_cmpstr (table_cell (line, table_find (said, "date")), ==, day->date);
          second_assert_day (standards, said, line, day);
        }
      g_assert_cmpint (*other, ==, '\0');
    }
  g_assert_cmpuint (n, ==, 2 * 10363);
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

      second_assert_same (table_cell (line, table_find (said, value)), figure->figure.has_value,
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
  second_assert_same (table_cell (line, table_find (self->said, "index_exact")), index.is_complete,
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
      char *path = second_find_real ("daily", name);

      if (path == NULL)
        return;
      g_ptr_array_add (words, path);
      g_hash_table_insert (cases, (gpointer) cities[i], read_days (path, LT_AIR_O3_8H));
    }
  g_ptr_array_add (words, NULL);
  other = python = second_ask ((const char *const *) words->pdata);
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
  g_test_add_data_func ("/independent/days/aotizhongxin",
                        "PRSA_Data_Aotizhongxin_20130301-20170228.csv", test_days);
  g_test_add_data_func ("/independent/days/huairou", "PRSA_Data_Huairou_20130301-20170228.csv.gz",
                        test_days);
  g_test_add_func ("/independent/city-days", test_city_days);
  g_test_add_func ("/independent/periods", test_periods);
  return g_test_run ();
}
