/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where the rows of a batch stand in their source. */

#include "batches.h"
#include "store/batch-lines.h"

#include <string.h>

#define MANY 100000

/* Lines 2, 4, 6, then 3, 5: steps 2 three times, −3 once, 2 once. Packed by another
 * program: zlib level 9 of 04 03 05 01 04 01, as python3 writes it. */
#define KNOWN "eNpjYWZlZGEEAABNABM="

static char *
write_lines (const gint64 *lines, guint n)
{
  g_autoptr (LtBatchLines) maker = lt_batch_lines_new ();

  for (guint i = 0; i < n; i++)
    lt_batch_lines_add (maker, lines[i]);
  return lt_batch_lines_to_text (maker);
}

static void
assert_lines (const char *text, gint64 n_rows, gint64 first, const gint64 *lines, guint n)
{
  g_autoptr (GArray) read = lt_batch_lines_read (text, n_rows, first, n);

  g_assert_nonnull (read);
  g_assert_cmpmem (read->data, read->len * sizeof (gint64), lines, n * sizeof (gint64));
}

static void
test_vector (void)
{
  static const gint64 lines[] = { 2, 4, 6, 3, 5 };
  g_autofree char *text = write_lines (lines, G_N_ELEMENTS (lines));

  assert_lines (KNOWN, 5, 0, lines, 5);
  assert_lines (KNOWN, 5, 2, lines + 2, 2);
  assert_lines (text, 5, 0, lines, 5);
  assert_lines (text, 5, 4, lines + 4, 1);
  g_assert_null (write_lines (lines, 0));
}

/* What a stranger's record tells is not believed. */
static void
test_bad (void)
{
  static const gint64 below[] = { 2, 4, -6, 3, 5 };
  g_autofree char *negative = write_lines (below, G_N_ELEMENTS (below));
  g_autofree char *half = g_strndup (KNOWN, strlen (KNOWN) - 8);

  /* of more or fewer rows than there are */
  g_assert_null (lt_batch_lines_read (KNOWN, 4, 0, 1));
  g_assert_null (lt_batch_lines_read (KNOWN, 6, 0, 1));
  g_assert_null (lt_batch_lines_read (KNOWN, 5, 4, 2));
  g_assert_null (lt_batch_lines_read (negative, 5, 0, 5));
  g_assert_null (lt_batch_lines_read (half, 5, 0, 5));
  g_assert_null (lt_batch_lines_read ("", 5, 0, 5));
  g_assert_null (lt_batch_lines_read ("天", 5, 0, 5));
  g_assert_null (lt_batch_lines_read ("AAAAAAAA", 5, 0, 5));
}

/* Ten stations and six items, an hour after the other, a line each: the rows are
 * sorted by place and item, and their lines have one step. */
static void
test_order (void)
{
  g_autoptr (LtBatchLines) maker = lt_batch_lines_new ();
  g_autofree char *text = NULL;
  gint64 wanted = 2 + 8000 * 60 + 31;

  for (guint series = 0; series < 60; series++)
    for (guint hour = 0; hour < 8760; hour++)
      lt_batch_lines_add (maker, 2 + hour * 60 + series);
  text = lt_batch_lines_to_text (maker);
  g_assert_cmpuint (strlen (text), <, 1000);
  assert_lines (text, 60 * 8760, 31 * 8760 + 8000, &wanted, 1);
}

/* Lines without any order are not worth a record of megabytes. */
static void
test_disorder (void)
{
  g_autoptr (LtBatchLines) few = lt_batch_lines_new ();
  g_autoptr (LtBatchLines) many = lt_batch_lines_new ();
  g_autoptr (GRand) random = g_rand_new_with_seed (20261123);
  g_autofree gint64 *lines = g_new (gint64, MANY);
  g_autofree char *text = NULL;

  for (guint i = 0; i < MANY; i++)
    {
      lines[i] = g_rand_int_range (random, 1, 1000);
      lt_batch_lines_add (many, g_rand_int (random));
      if (i < MANY / 4)
        lt_batch_lines_add (few, lines[i]);
    }
  text = lt_batch_lines_to_text (few);
  g_assert_nonnull (text);
  g_assert_cmpuint (strlen (text), <=, LT_BATCH_LINES_MOST_TEXT);
  assert_lines (text, MANY / 4, 0, lines, MANY / 4);
  g_assert_null (lt_batch_lines_to_text (many));
}

static gint64
find_line (LtStore *store, const LtId *batch, const LtId *place, const char *item, int hour)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LtRecord) record = lt_store_get (store, lt_kind_by_name ("batch"), batch, &error);
  g_autoptr (GArray) lines = NULL;
  gint64 time = MADE_START + hour * 60;

  g_assert_no_error (error);
  /* Among others, and alone. */
  lines =
      lt_store_list_reading_lines (store, record, place, item, time - 6000, time + 6000, &error);
  g_assert_no_error (error);
  g_clear_pointer (&lines, g_array_unref);
  lines = lt_store_list_reading_lines (store, record, place, item, time, time, &error);
  g_assert_no_error (error);
  return lt_reading_lines_find (lines, time);
}

/* The rows of a batch stand from line 2 on, in whatever order; of a row that stands
 * twice the first counts. Hours 0 and 900 are of two packs. */
static void
test_batch (void)
{
  g_autoptr (Office) office = office_new (1);
  LtStore *store = office_found (office, "a");
  LtStore *other = office_empty (office, "b");
  LtId place = office_add (office, store, &office->keeper, "station",
                           (const char *const[]){ "code", "1", "name", "站", NULL });
  LtId second = office_add (office, store, &office->keeper, "station",
                            (const char *const[]){ "code", "2", "name", "站", NULL });
  const MadeRow rows[] = {
    { place, "PM2.5", 900, "35", NULL }, { place, "PM2.5", 0, "18", NULL },
    { second, "CO", 0, "0.8", NULL },    { place, "PM2.5", 0, "18", NULL },
    { place, "PM2.5", 1, NULL, NULL },   { place, "PM2.5", 901, "40", NULL },
    { place, "CO", 0, "0.9", NULL },     { second, "PM2.5", 901, "41", NULL },
  };
  guint twice = 0;
  g_autoptr (LtBatchWriter) writer = batch_write (store, rows, G_N_ELEMENTS (rows), &twice);
  LtId batch = batch_publish (office, store, &office->keeper, writer, &(MadeBatch){ 0 });
  g_autoptr (GPtrArray) digests = batch_digests (store);
  LtStore *both[] = { store, other };

  g_assert_cmpuint (twice, ==, 1);
  office_copy (store, other);
  for (guint i = 0; i < digests->len; i++)
    batch_carry (store, other, g_ptr_array_index (digests, i));
  g_assert_true (lt_store_load_blobs (other, NULL));
  /* A colleague to whom it was carried knows the same. */
  for (guint i = 0; i < G_N_ELEMENTS (both); i++)
    {
      g_assert_cmpint (find_line (both[i], &batch, &place, "PM2.5", 900), ==, 2);
      g_assert_cmpint (find_line (both[i], &batch, &place, "PM2.5", 0), ==, 3);
      g_assert_cmpint (find_line (both[i], &batch, &second, "CO", 0), ==, 4);
      g_assert_cmpint (find_line (both[i], &batch, &place, "PM2.5", 1), ==, 6);
      g_assert_cmpint (find_line (both[i], &batch, &place, "PM2.5", 901), ==, 7);
      g_assert_cmpint (find_line (both[i], &batch, &place, "CO", 0), ==, 8);
      g_assert_cmpint (find_line (both[i], &batch, &second, "PM2.5", 901), ==, 9);
      g_assert_cmpint (find_line (both[i], &batch, &second, "PM2.5", 0), ==, 0);
      g_assert_cmpint (find_line (both[i], &batch, &place, "SO2", 0), ==, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/batch-lines/vector", test_vector);
  g_test_add_func ("/batch-lines/bad", test_bad);
  g_test_add_func ("/batch-lines/order", test_order);
  g_test_add_func ("/batch-lines/disorder", test_disorder);
  g_test_add_func ("/batch-lines/batch", test_batch);
  return g_test_run ();
}
