/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/digest.h"
#include "base/error.h"
#include "base/random.h"
#include "base/row-stream.h"

static const char *const columns[] = { "code", "名称", NULL };

static GByteArray *
make_stream (void)
{
  static const char *const first[] = { "1743A", "大阳泉" };
  static const char *const second[] = { "x", NULL };
  GByteArray *out = g_byte_array_new ();

  lt_row_put_start (out);
  lt_row_put_header (out, "csv", "gb18030", "", "none", NULL, columns);
  lt_row_put_row (out, 2, first, 2, NULL, 0);
  lt_row_put_row (out, 3, second, 2, "\1\2\3", 3);
  lt_row_put_problem (out, 4, "code", "?", "bad", FALSE);
  lt_row_put_end (out, 3);
  return out;
}

/* Pushes @bytes in two pieces cut at @cut, and counts the frames. */
static guint
decode (const GByteArray *bytes, gsize cut, gsize size, GError **error)
{
  g_autoptr (LtRowDecoder) decoder = lt_row_decoder_new ();
  GError *inner = NULL;
  LtRowType type;
  guint n = 0;

  lt_row_decoder_push (decoder, bytes->data, MIN (cut, size));
  for (int i = 0; i < 2; i++)
    {
      while (lt_row_decoder_next (decoder, &type, &inner))
        n++;
      if (inner != NULL)
        {
          g_propagate_error (error, inner);
          return n;
        }
      if (i == 0 && cut < size)
        lt_row_decoder_push (decoder, bytes->data + cut, size - cut);
    }
  lt_row_decoder_finish (decoder, error);
  return n;
}

/* The bytes of a header and a row, written out by hand from the description. */
static void
test_bytes (void)
{
  static const char *const one[] = { "a", NULL };
  static const char *const cells[] = { "b" };
  g_autoptr (GByteArray) out = g_byte_array_new ();
  g_autofree char *hex = NULL;

  lt_row_put_start (out);
  lt_row_put_header (out, "csv", "utf-8", "", "none", NULL, one);
  lt_row_put_row (out, 2, cells, 1, "\x07", 1);
  lt_row_put_end (out, 1);
  hex = lt_hex_encode (out->data, out->len);
  g_assert_cmpstr (hex, ==,
                   "4c545231"
                   "48"
                   "00000025"
                   "00000003"
                   "637376"
                   "00000005"
                   "7574662d38"
                   "00000000"
                   "00000004"
                   "6e6f6e65"
                   "00000001"
                   "00000001"
                   "61"
                   "52"
                   "00000014"
                   "0000000000000002"
                   "01"
                   "00000001"
                   "62"
                   "01"
                   "00000001"
                   "07"
                   "45"
                   "00000008"
                   "0000000000000001");
}

static void
test_round (void)
{
  g_autoptr (GByteArray) bytes = make_stream ();
  g_autoptr (LtRowDecoder) decoder = lt_row_decoder_new ();
  const LtRow *row = lt_row_decoder_get_row (decoder);
  LtRowType type;

  lt_row_decoder_push (decoder, bytes->data, bytes->len);
  g_assert_true (lt_row_decoder_next (decoder, &type, NULL));
  g_assert_cmpint (type, ==, LT_ROW_HEADER);
  g_assert_cmpstr (lt_row_decoder_get_header (decoder)->encoding, ==, "gb18030");
  g_assert_cmpstr (lt_row_decoder_get_header (decoder)->columns[1], ==, "名称");
  g_assert_null (lt_row_decoder_get_header (decoder)->columns[2]);
  g_assert_true (lt_row_decoder_next (decoder, &type, NULL));
  g_assert_cmpint (type, ==, LT_ROW_ROW);
  g_assert_cmpuint (row->line, ==, 2);
  g_assert_cmpstr (row->cells[1], ==, "大阳泉");
  g_assert_null (row->wkb);
  g_assert_true (lt_row_decoder_next (decoder, &type, NULL));
  g_assert_cmpstr (row->cells[0], ==, "x");
  g_assert_null (row->cells[1]);
  g_assert_cmpuint (g_bytes_get_size (row->wkb), ==, 3);
  g_assert_true (lt_row_decoder_next (decoder, &type, NULL));
  g_assert_cmpint (type, ==, LT_ROW_PROBLEM);
  g_assert_cmpstr (lt_row_decoder_get_problem (decoder)->problem, ==, "bad");
  g_assert_false (lt_row_decoder_finish (decoder, NULL));
  g_assert_true (lt_row_decoder_next (decoder, &type, NULL));
  g_assert_cmpint (type, ==, LT_ROW_END);
  g_assert_true (lt_row_decoder_finish (decoder, NULL));
}

static void
test_pieces (void)
{
  g_autoptr (GByteArray) bytes = make_stream ();

  for (gsize cut = 0; cut <= bytes->len; cut++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_cmpuint (decode (bytes, cut, bytes->len, &error), ==, 5);
      g_assert_no_error (error);
    }
}

/* Every beginning of a stream breaks off. */
static void
test_truncated (void)
{
  g_autoptr (GByteArray) bytes = make_stream ();

  for (gsize size = 0; size < bytes->len; size++)
    {
      g_autoptr (GError) error = NULL;

      decode (bytes, size / 2, size, &error);
      g_assert_error (error, LT_ERROR, LT_ERROR_BAD_INPUT);
    }
}

/* Bytes changed at random are refused or give frames, and never more of them. */
static void
test_changed (void)
{
  g_autoptr (LtRandom) random = lt_random_new_seeded (17);

  for (int turn = 0; turn < 20000; turn++)
    {
      g_autoptr (GByteArray) bytes = make_stream ();
      g_autoptr (GError) error = NULL;

      for (guint i = 0; i <= lt_random_below (random, 3); i++)
        bytes->data[lt_random_below (random, bytes->len)] = (guint8) lt_random_below (random, 256);
      g_assert_cmpuint (decode (bytes, lt_random_below (random, bytes->len), bytes->len, &error),
                        <=, 5);
    }
}

static void
test_order (void)
{
  static const char *const cells[] = { "a", "b" };
  g_autoptr (GByteArray) no_header = g_byte_array_new ();
  g_autoptr (GByteArray) only_failure = g_byte_array_new ();
  g_autoptr (GError) error = NULL;

  lt_row_put_start (no_header);
  lt_row_put_row (no_header, 1, cells, 2, NULL, 0);
  lt_row_put_end (no_header, 1);
  decode (no_header, 0, no_header->len, &error);
  g_assert_error (error, LT_ERROR, LT_ERROR_BAD_INPUT);
  g_clear_error (&error);
  lt_row_put_start (only_failure);
  lt_row_put_failure (only_failure, "no", FALSE);
  g_assert_cmpuint (decode (only_failure, 0, only_failure->len, &error), ==, 1);
  g_assert_no_error (error);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/row-stream/bytes", test_bytes);
  g_test_add_func ("/row-stream/round", test_round);
  g_test_add_func ("/row-stream/pieces", test_pieces);
  g_test_add_func ("/row-stream/truncated", test_truncated);
  g_test_add_func ("/row-stream/changed", test_changed);
  g_test_add_func ("/row-stream/order", test_order);
  return g_test_run ();
}
