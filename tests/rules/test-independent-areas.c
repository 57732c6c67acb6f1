/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The days of cities as the means of their points, of whose hours they are made, by this program
 * and by the second calculation (tests/rules/independent, Python). */

#include "second.h"
#include "shipped.h"
#include "table.h"

#include <string.h>

#define CONTROL "(对照点)" /* a clean reference point: it counts for no city */

/* A point, and the hours of each of its days. */
typedef struct
{
  char *city;
  GHashTable *days;    /* date → SecondHours */
  GHashTable *is_told; /* time as it is written, a set: what comes again is left */
} Point;

static void
point_free (Point *self)
{
  g_free (self->city);
  g_hash_table_unref (self->days);
  g_hash_table_unref (self->is_told);
  g_free (self);
}

static Point *
get_point (GHashTable *points, const char *city, const char *name)
{
  char *key = g_strdup_printf ("%s %s", city, name);
  Point *point = g_hash_table_lookup (points, key);

  if (point != NULL)
    {
      g_free (key);
      return point;
    }
  point = g_new0 (Point, 1);
  point->city = g_strdup (city);
  point->days = second_days_new ();
  point->is_told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_hash_table_insert (points, key, point);
  return point;
}

static void
read_row (Point *point, GPtrArray *cells, const int *columns, const char *day, const char *hour)
{
  guint date = (guint) g_ascii_strtoull (day, NULL, 10), place;
  const guint when[] = { date / 10000, date / 100 % 100, date % 100,
                         (guint) g_ascii_strtoull (hour, NULL, 10) };
  SecondHours *hours;

  if (!g_hash_table_add (point->is_told, g_strconcat (day, " ", hour, NULL)))
    return;
  hours = second_days_get (point->days, when, &place);
  for (guint i = 0; i < SECOND_SIX; i++)
    {
      LtRatio value;

      if (second_read_value (table_cell (cells, columns[i]), &value))
        hours->hours[i][place] = (gint64) (value.above * 1000000 / value.below);
    }
}

/* Name → Point, control points left out. */
static GHashTable *
read_points (const char *path)
{
  GHashTable *points =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) point_free);
  g_autofree char *text = table_read_packed (path);
  g_autoptr (GPtrArray) header = NULL;
  const char *at = text;
  int columns[SECOND_SIX];
  int city, name, day, hour;

  header = table_next (&at);
  for (guint i = 0; i < SECOND_SIX; i++)
    columns[i] = table_find (header, i == SECOND_SIX - 1 ? "O3_1h" : second_six[i]);
  city = table_find (header, "City");
  name = table_find (header, "WatchPoint");
  day = table_find (header, "Date");
  hour = table_find (header, "Hour");
  while (*at != '\0')
    {
      g_autoptr (GPtrArray) cells = table_next (&at);

      if (strstr (table_cell (cells, name), CONTROL) == NULL)
        read_row (get_point (points, table_cell (cells, city), table_cell (cells, name)), cells,
                  columns, table_cell (cells, day), table_cell (cells, hour));
    }
  return points;
}

static int
compare_days (gconstpointer a, gconstpointer b)
{
  return strcmp (((const LtAirDay *) a)->date, ((const LtAirDay *) b)->date);
}

static GArray *
make_days (const LtStandards *standards, const Point *point)
{
  GArray *days = g_array_new (FALSE, TRUE, sizeof (LtAirDay));
  GHashTableIter iter;
  gpointer date, hours;

  g_hash_table_iter_init (&iter, point->days);
  while (g_hash_table_iter_next (&iter, &date, &hours))
    {
      LtAirDay day;

      second_make_day (standards, hours, date, &day);
      g_array_append_val (days, day);
    }
  g_array_sort (days, compare_days);
  return days;
}

/* City → its days */
static GHashTable *
make_cities (const LtStandards *standards, GHashTable *points)
{
  g_autoptr (GHashTable) of_city =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  GHashTable *cities =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_array_unref);
  GHashTableIter iter;
  gpointer city, value;

  g_hash_table_iter_init (&iter, points);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const Point *point = value;
      GPtrArray *list = g_hash_table_lookup (of_city, point->city);

      if (list == NULL)
        {
          list = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
          g_hash_table_insert (of_city, point->city, list);
        }
      g_ptr_array_add (list, make_days (standards, point));
    }
  g_hash_table_iter_init (&iter, of_city);
  while (g_hash_table_iter_next (&iter, &city, &value))
    g_hash_table_insert (cities, city, lt_standards_make_area_days (standards, value));
  return cities;
}

static const LtAirDay *
find_day (GArray *days, const char *date)
{
  for (guint i = 0; days != NULL && i < days->len; i++)
    if (g_str_equal (g_array_index (days, LtAirDay, i).date, date))
      return &g_array_index (days, LtAirDay, i);
  g_error ("no day %s", date);
}

/* A week of the 374 cities, and what the site kept printing of points that had stopped. */
static void
test_cities (void)
{
  g_autofree char *path = second_find_real ("hourly", "pm25in_all_20200402-08.csv.gz");
  g_autoptr (LtStandards) standards = shipped_standards ();
  const char *const words[] = { "days",    "--hours", "--areas", "--repeats", "first",
                                "--shape", "pm25in",  path,      NULL };
  g_autoptr (GHashTable) points = NULL, cities = NULL;
  g_autoptr (GPtrArray) said = NULL;
  g_autofree char *python = NULL;
  const char *other;
  guint n = 0, n_valid = 0;
  GHashTableIter iter;
  gpointer days;

  if (path == NULL)
    return;
  points = read_points (path);
  cities = make_cities (standards, points);
  other = python = second_ask (words);
  said = table_next (&other);
  for (; *other != '\0'; n++)
    {
      g_autoptr (GPtrArray) line = table_next (&other);
      const LtAirDay *day =
          find_day (g_hash_table_lookup (cities, table_cell (line, table_find (said, "place"))),
                    table_cell (line, table_find (said, "date")));

      second_assert_day (standards, said, line, day);
      n_valid += day->values[LT_AIR_PM25].is_valid;
    }
  g_hash_table_iter_init (&iter, cities);
  while (g_hash_table_iter_next (&iter, NULL, &days))
    n -= ((GArray *) days)->len;
  g_assert_cmpuint (n, ==, 0);
  g_assert_cmpuint (g_hash_table_size (cities), ==, 374);
  g_assert_cmpuint (n_valid, >, 200);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/independent/cities", test_cities);
  return g_test_run ();
}
