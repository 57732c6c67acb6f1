/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Packs of rows, and the sorting of rows for them. */

#include "base/error.h"
#include "store/row-sort.h"

#include <string.h>

/* Made by hand from the words of pack.h. Span 898 begins at minute 29425664; 01:00 on
 * 2026-01-01 is minute 29453820, 28156 after it. Four rows: 01:00 8.6, 02:00 none,
 * 03:00 −3.5 and 05:00 40, the second and third with the quality that the file has as
 * number 5. One decimal; steps: 60 twice, 120 once; one value, one without, two
 * values; figures 86, −35, 400. */
#define VECTOR                                                                                     \
  "01"                                                                                             \
  "fcdb01"                                                                                         \
  "3c02"                                                                                           \
  "7801"                                                                                           \
  "010102"                                                                                         \
  "0001"                                                                                           \
  "0502"                                                                                           \
  "0001"                                                                                           \
  "ac01"                                                                                           \
  "f101"                                                                                           \
  "e606"

static void
assert_bytes (GByteArray *bytes, const char *hex)
{
  g_autofree char *found = lt_hex_encode (bytes->data, bytes->len);

  g_assert_cmpstr (found, ==, hex);
}

static void
assert_same_rows (const LtPackRow *rows, guint n, GArray *found, const gint64 *qualities)
{
  g_assert_cmpuint (found->len, ==, n);
  for (guint i = 0; i < n; i++)
    {
      const LtPackRow *row = &g_array_index (found, LtPackRow, i);

      g_assert_cmpint (row->time, ==, rows[i].time);
      g_assert_true (lt_pack_says_same (row, &rows[i]));
      g_assert_cmpint (row->quality, ==, rows[i].quality == 0 ? 0 : qualities[rows[i].quality - 1]);
    }
}

static void
test_vector (void)
{
  static const LtPackRow rows[] = {
    { .time = 29453820, .has_value = TRUE, .value = 8600000 },
    { .time = 29453880, .quality = 1 },
    { .time = 29453940, .has_value = TRUE, .value = -3500000, .quality = 1 },
    { .time = 29454060, .has_value = TRUE, .value = 40000000 }
  };
  static const gint64 qualities[] = { 5 };
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GArray) found = g_array_new (FALSE, TRUE, sizeof (LtPackRow));

  g_assert_cmpint (lt_pack_span (29453820), ==, 898);
  lt_pack_write (bytes, rows, G_N_ELEMENTS (rows), qualities);
  assert_bytes (bytes, VECTOR);
  g_assert_true (lt_pack_read (898, 4, bytes->data, bytes->len, found));
  assert_same_rows (rows, G_N_ELEMENTS (rows), found, qualities);
  /* Neither other rows nor another time, nor a byte more or less. */
  g_assert_false (lt_pack_read (898, 3, bytes->data, bytes->len, found));
  g_assert_false (lt_pack_read (898, 5, bytes->data, bytes->len, found));
  g_assert_false (lt_pack_read (898, 0, bytes->data, bytes->len, found));
  g_assert_false (lt_pack_read (G_MAXINT64, 4, bytes->data, bytes->len, found));
  for (guint size = 0; size < bytes->len; size++)
    g_assert_false (lt_pack_read (898, 4, bytes->data, size, found));
  g_byte_array_append (bytes, (const guint8 *) "", 1);
  g_assert_false (lt_pack_read (898, 4, bytes->data, bytes->len, found));
  g_assert_cmpuint (found->len, ==, G_N_ELEMENTS (rows));
}

/* Spans go down below 1970 without a break. */
static void
test_spans (void)
{
  g_assert_cmpint (lt_pack_span (0), ==, 0);
  g_assert_cmpint (lt_pack_span (32767), ==, 0);
  g_assert_cmpint (lt_pack_span (32768), ==, 1);
  g_assert_cmpint (lt_pack_span (-1), ==, -1);
  g_assert_cmpint (lt_pack_span (-32768), ==, -1);
  g_assert_cmpint (lt_pack_span (-32769), ==, -2);
}

static gint64
draw_value (GRand *rand)
{
  static const gint64 units[] = { 1, 10, 1000, 100000, 1000000 };
  gint64 unit = units[g_rand_int_range (rand, 0, G_N_ELEMENTS (units))];

  switch (g_rand_int_range (rand, 0, 12))
    {
    case 0:
      return LT_READING_MOST - 1;
    case 1:
      return -(LT_READING_MOST - 1);
    default:
      return g_rand_int_range (rand, -5000, 500000) * unit;
    }
}

static guint
draw_rows (GRand *rand, gint64 span, LtPackRow *rows, guint most)
{
  gint64 time = span * LT_PACK_SPAN + g_rand_int_range (rand, 0, 1000);
  int gaps = g_rand_int_range (rand, 1, 5);
  guint n = 0;

  while (n < most && lt_pack_span (time) == span)
    {
      LtPackRow *row = &rows[n++];

      *row = (LtPackRow){ .time = time, .has_value = g_rand_int_range (rand, 0, 5) > 0 };
      if (row->has_value)
        row->value = draw_value (rand);
      if (g_rand_int_range (rand, 0, 4) == 0)
        row->quality = (guint32) g_rand_int_range (rand, 1, 4);
      time += g_rand_int_range (rand, 0, gaps) == 0 ? 60 : g_rand_int_range (rand, 1, 3000);
    }
  return n;
}

/* What is written is read, and the extremes of span and value too. */
static void
test_any_rows (void)
{
  static const gint64 qualities[] = { 1, 77, 4095 };
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GArray) found = g_array_new (FALSE, TRUE, sizeof (LtPackRow));
  LtPackRow rows[600];

  for (int i = 0; i < 500; i++)
    {
      gint64 span = g_rand_int_range (rand, -321, 3690);
      guint n = draw_rows (rand, span, rows, G_N_ELEMENTS (rows));

      g_byte_array_set_size (bytes, 0);
      g_array_set_size (found, 0);
      lt_pack_write (bytes, rows, n, qualities);
      g_assert_true (lt_pack_read (span, n, bytes->data, bytes->len, found));
      assert_same_rows (rows, n, found, qualities);
    }
}

/* Damaged bytes give rows of that span in order, or none. */
static void
test_any_bytes (void)
{
  static const gint64 qualities[] = { 1, 77, 4095 };
  g_autoptr (GRand) rand = g_rand_new_with_seed (6);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GArray) found = g_array_new (FALSE, TRUE, sizeof (LtPackRow));
  LtPackRow rows[50];
  guint refused = 0;

  for (int i = 0; i < 20000; i++)
    {
      guint n = draw_rows (rand, 900, rows, G_N_ELEMENTS (rows));

      g_byte_array_set_size (bytes, 0);
      g_array_set_size (found, 0);
      lt_pack_write (bytes, rows, n, qualities);
      for (int j = g_rand_int_range (rand, 1, 4); j > 0; j--)
        bytes->data[g_rand_int_range (rand, 0, (int) bytes->len)] = (guint8) g_rand_int (rand);
      if (!lt_pack_read (900, n, bytes->data, bytes->len, found))
        refused++;
      for (guint r = 0; r < found->len; r++)
        {
          gint64 time = g_array_index (found, LtPackRow, r).time;

          g_assert_cmpint (lt_pack_span (time), ==, 900);
          g_assert_true (r == 0 || time > g_array_index (found, LtPackRow, r - 1).time);
        }
    }
  g_assert_cmpuint (refused, >, 0);
}

#define N_PLACES 5
#define N_ITEMS  3

/* Rows of known lines, and what is to come out of them. */
typedef struct
{
  LtRowSort *sort;
  GString *out;
  GArray *twice; /* (element-type gint64) */
} Sorting;

static gboolean
on_rows (guint32 place,
         guint32 item,
         const LtPackRow *rows,
         guint n,
         gpointer user_data,
         GError **error)
{
  Sorting *self = user_data;

  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpint (lt_pack_span (rows[i].time), ==, lt_pack_span (rows[0].time));
      g_string_append_printf (
          self->out, "%02x %s %d %d %s %s\n", lt_row_sort_get_place (self->sort, place)->bytes[0],
          lt_row_sort_get_item (self->sort, item), (int) rows[i].time,
          rows[i].has_value ? (int) rows[i].value : -1,
          rows[i].quality == 0 ? "-" : lt_row_sort_get_quality (self->sort, rows[i].quality),
          rows[i].line > 0 ? "" : "?");
    }
  return TRUE;
}

static void
on_twice (gint64 line, gint64 first, gboolean same, gpointer user_data)
{
  g_assert_cmpint (first, <, line);
  g_array_append_val (((Sorting *) user_data)->twice, line);
}

static void
name_all (LtRowSort *sort)
{
  static const guint8 places[N_PLACES] = { 9, 200, 3, 100, 7 };
  static const char *const items[N_ITEMS] = { "SO2", "CO", "PM2.5" };

  for (int i = 0; i < N_PLACES; i++)
    lt_row_sort_add_place (sort, &(LtId){ .bytes = { places[i] } });
  for (int i = 0; i < N_ITEMS; i++)
    lt_row_sort_add_item (sort, items[i]);
  lt_row_sort_add_quality (sort, "N");
}

static char *
sort_rows (const LtBlobRow *rows, guint n, gsize room, GArray *twice)
{
  static const LtRowSortFuncs funcs = { on_rows, on_twice };
  g_autoptr (LtRowSort) sort = lt_row_sort_new (g_get_tmp_dir (), room);
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  Sorting sorting = { sort, out, twice };

  name_all (sort);
  for (guint i = 0; i < n; i++)
    g_assert_true (lt_row_sort_add (sort, &rows[i], i + 1, &error));
  g_assert_true (lt_row_sort_finish (sort, &funcs, &sorting, &error));
  g_assert_no_error (error);
  return g_strdup (out->str);
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  gint64 first = *(const gint64 *) a;
  gint64 second = *(const gint64 *) b;

  return (first > second) - (first < second);
}

/* In memory and by way of the disk the same comes out: each place in the order of
 * its id, each item in that of its code, every time once, the first row of it. */
static void
test_sorted (void)
{
  enum
  {
    N = 300000
  };
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autofree LtBlobRow *rows = g_new0 (LtBlobRow, N);
  g_autoptr (GArray) twice = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) again = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GArray) expected = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *in_memory = NULL;
  g_autofree char *on_disk = NULL;

  for (gint64 i = 0; i < N; i++)
    {
      char *name;

      rows[i] = (LtBlobRow){ .place = (guint32) g_rand_int_range (rand, 0, N_PLACES),
                             .item = (guint32) g_rand_int_range (rand, 0, N_ITEMS),
                             .time = g_rand_int_range (rand, -100000, 100000) * 60,
                             .has_value = g_rand_int_range (rand, 0, 9) > 0,
                             .quality = g_rand_int_range (rand, 0, 9) == 0 };
      rows[i].value = rows[i].has_value ? g_rand_int_range (rand, 0, 1000000) : 0;
      name = g_strdup_printf ("%u %u %d", rows[i].place, rows[i].item, (int) rows[i].time);
      if (!g_hash_table_add (seen, name))
        {
          gint64 line = i + 1;

          g_array_append_val (expected, line);
        }
    }
  in_memory = sort_rows (rows, N, G_MAXSIZE, twice);
  on_disk = sort_rows (rows, N, 2 * 1024 * 1024, again);
  g_assert_cmpstr (in_memory, ==, on_disk);
  g_assert_cmpuint (g_hash_table_size (seen) + expected->len, ==, N);
  g_array_sort (twice, compare_lines);
  g_array_sort (again, compare_lines);
  g_assert_cmpmem (twice->data, twice->len * sizeof (gint64), expected->data,
                   expected->len * sizeof (gint64));
  g_assert_cmpmem (again->data, again->len * sizeof (gint64), expected->data,
                   expected->len * sizeof (gint64));
}

/* By hand: what comes first of what. */
static void
test_order (void)
{
  static const LtBlobRow rows[] = {
    { .place = 1, .item = 0, .time = 60, .has_value = TRUE, .value = 1 },
    { .place = 0, .item = 0, .time = 120, .has_value = TRUE, .value = 2 },
    { .place = 0, .item = 0, .time = 60, .quality = 1 },
    { .place = 0, .item = 1, .time = -60, .has_value = TRUE, .value = 4 },
    { .place = 0, .item = 0, .time = 120, .has_value = TRUE, .value = 5 },
    { .place = 2, .item = 2, .time = 60, .has_value = TRUE, .value = 6, .quality = 1 },
  };
  g_autoptr (GArray) twice = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *out = sort_rows (rows, G_N_ELEMENTS (rows), G_MAXSIZE, twice);

  g_assert_cmpstr (out, ==,
                   "03 PM2.5 60 6 N \n09 CO -60 4 - \n09 SO2 60 -1 N \n09 SO2 120 2 - \n"
                   "c8 SO2 60 1 - \n");
  g_assert_cmpuint (twice->len, ==, 1);
  g_assert_cmpint (g_array_index (twice, gint64, 0), ==, 5);
}

/* Where nothing can be put aside, it is said. */
static void
test_no_folder (void)
{
  g_autoptr (LtRowSort) sort = lt_row_sort_new ("/proc/none", 1);
  g_autoptr (GError) error = NULL;

  name_all (sort);
  g_assert_false (lt_row_sort_add (sort, &(LtBlobRow){ .time = 60 }, 1, &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_UNAVAILABLE);
  g_assert_nonnull (strstr (error->message, "/proc/none"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/packs/vector", test_vector);
  g_test_add_func ("/packs/spans", test_spans);
  g_test_add_func ("/packs/any-rows", test_any_rows);
  g_test_add_func ("/packs/any-bytes", test_any_bytes);
  g_test_add_func ("/packs/order", test_order);
  g_test_add_func ("/packs/sorted", test_sorted);
  g_test_add_func ("/packs/no-folder", test_no_folder);
  return g_test_run ();
}
