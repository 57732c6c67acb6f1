/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/batch-blob.h"

#include <gio/gio.h>
#include <string.h>

/* Made by hand from the words of batch-blob.h: four rows of one place on
 * 2026-01-01: PM2.5 01:00 35; CO 01:00 0.86 quality N; PM2.5 00:00 missing, quality
 * BB; temperature 01:00 −3.5 quality N. Minute 29453820 is 01:00. */
#define RAW                                                                                        \
  "4c544d31"                                                                                       \
  "00101112131415161718191a1b1c1d1e1f"                                                             \
  "0005504d322e35"                                                                                 \
  "f8b78b1c"                                                                                       \
  "b104"                                                                                           \
  "00"                                                                                             \
  "000102434f00e30a01014e"                                                                         \
  "000077000202424200020b74656d706572617475726578aa0401"

static GBytes *
from_hex (const char *hex)
{
  gsize size = strlen (hex) / 2;
  guint8 *bytes = g_malloc (size);

  g_assert_true (lt_hex_decode (hex, bytes, size));
  return g_bytes_new_take (bytes, size);
}

static GBytes *
convert (GConverter *converter, GBytes *bytes)
{
  g_autoptr (GConverter) owned = converter;
  g_autoptr (GInputStream) memory = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr (GInputStream) stream = g_converter_input_stream_new (memory, owned);
  g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;

  g_output_stream_splice (out, stream, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, &error);
  g_assert_no_error (error);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (out));
}

static GBytes *
deflate (GBytes *raw)
{
  return convert (G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 9)), raw);
}

static GBytes *
inflate (GBytes *blob)
{
  return convert (G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB)), blob);
}

static GBytes *
take_all (LtBlobMaker *maker)
{
  g_autoptr (GByteArray) all = g_byte_array_new ();
  GBytes *piece;

  while ((piece = lt_blob_maker_take_piece (maker)) != NULL)
    {
      g_assert_cmpuint (g_bytes_get_size (piece), <=, LT_BLOB_PIECE);
      g_byte_array_append (all, g_bytes_get_data (piece, NULL), (guint) g_bytes_get_size (piece));
      g_bytes_unref (piece);
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&all));
}

static void
test_vector (void)
{
  g_autoptr (GBytes) expected = from_hex (RAW);
  g_autoptr (LtBlobMaker) maker = lt_blob_maker_new ();
  g_autoptr (GBytes) blob = NULL;
  g_autoptr (GBytes) raw = NULL;
  LtDigest digest;
  LtDigest own;
  guint64 size;
  LtId place;

  for (int i = 0; i < 16; i++)
    place.bytes[i] = (guint8) (0x10 + i);
  lt_blob_maker_add (maker, &(LtBlobRow){ 0, 0, 0, TRUE, 29453820, 35000000 }, &place, "PM2.5",
                     NULL);
  lt_blob_maker_add (maker, &(LtBlobRow){ 0, 1, 1, TRUE, 29453820, 860000 }, &place, "CO", "N");
  lt_blob_maker_add (maker, &(LtBlobRow){ 0, 0, 2, FALSE, 29453760, 0 }, &place, "PM2.5", "BB");
  lt_blob_maker_add (maker, &(LtBlobRow){ 0, 2, 1, TRUE, 29453820, -3500000 }, &place,
                     "temperature", "N");
  lt_blob_maker_end (maker, &digest, &size);
  blob = take_all (maker);
  raw = inflate (blob);
  g_assert_true (g_bytes_equal (raw, expected));
  g_assert_cmpuint (size, ==, g_bytes_get_size (blob));
  lt_digest_of (&own, g_bytes_get_data (blob, NULL), size);
  g_assert_cmpint (lt_digest_compare (&digest, &own), ==, 0);
}

/* In pieces of any size the same rows come out; @problem is what ends it. */
static char *
read_all (GBytes *blob, gsize piece, const char **problem)
{
  g_autoptr (LtBlobReader) reader = lt_blob_reader_new ();
  GString *text = g_string_new (NULL);
  gsize size = g_bytes_get_size (blob);

  for (gsize at = 0; at < size; at += piece)
    {
      g_autoptr (GBytes) part = g_bytes_new_from_bytes (blob, at, MIN (piece, size - at));
      LtBlobRow row;

      lt_blob_reader_push (reader, part, at + piece >= size);
      while (lt_blob_reader_next (reader, &row))
        {
          g_autofree char *value =
              row.has_value ? lt_reading_format_value (row.value) : g_strdup ("-");
          const char *quality = lt_blob_reader_get_quality (reader, row.quality);

          g_string_append_printf (text, "%s %d %s %s;", lt_blob_reader_get_item (reader, row.item),
                                  (int) (row.time - 29453760), value,
                                  quality == NULL ? "" : quality);
        }
    }
  *problem = lt_blob_reader_get_problem (reader);
  return g_string_free (text, FALSE);
}

static void
test_pieces (void)
{
  g_autoptr (GBytes) raw = from_hex (RAW);
  g_autoptr (GBytes) blob = deflate (raw);

  for (gsize piece = 1; piece <= g_bytes_get_size (blob); piece++)
    {
      const char *problem;
      g_autofree char *rows = read_all (blob, piece, &problem);

      g_assert_null (problem);
      g_assert_cmpstr (rows, ==, "PM2.5 60 35 ;CO 60 0.86 N;PM2.5 0 - BB;temperature 60 -3.5 N;");
    }
}

#define PLACE "00101112131415161718191a1b1c1d1e1f"
#define ITEM  "0005504d322e35"
#define TIME  "f8b78b1c"

static void
test_bad_rows (void)
{
  static const char *const bad[] = {
    "",                                /* no magic */
    "4c544d32" PLACE ITEM TIME "0100", /* another format */
    "4c544d31" PLACE ITEM TIME "01",   /* a row is cut off */
    "4c544d31" PLACE ITEM TIME,
    "4c544d31" PLACE "0005504d",
    "4c544d3100101112",
    "4c544d3101101112131415161718191a1b1c1d1e1f" ITEM TIME "0100", /* place 1 before 0 */
    "4c544d31" PLACE "0105504d322e35" TIME "0100",                 /* item 1 before 0 */
    "4c544d31" PLACE ITEM TIME "0102024242",                       /* quality 2 before 1 */
    "4c544d31" PLACE "0002c328" TIME "0100",                       /* no UTF-8 */
    "4c544d31" PLACE "0003414200" TIME "0100",                     /* a zero in a text */
    "4c544d31" PLACE "0000" TIME "0100",                           /* an item without a name */
    "4c544d31" PLACE "007f" TIME "0100", /* a name that is longer than the blob */
    "4c544d31" PLACE ITEM "feffffff0f"
    "0100", /* year 10 135 */
    "4c544d31" PLACE ITEM "ffffffffffffffffffff7f"
    "0100",                              /* a number without end */
    "4c544d31" PLACE ITEM TIME "0800",   /* seven decimals */
    "4c544d31" PLACE ITEM TIME "a20100", /* 10 with one decimal: a zero at its end */
    "4c544d31" PLACE ITEM TIME "f1ffffffffffffffff01"
    "00", /* a value beyond all limits */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GBytes) raw = from_hex (bad[i]);
      g_autoptr (GBytes) blob = deflate (raw);
      const char *problem;
      g_autofree char *rows = read_all (blob, 1000, &problem);

      if (problem == NULL)
        g_error ("number %d was taken: %s", (int) i, rows);
    }
}

/* Cut anywhere, with something after it, or a byte changed: never a crash, never
 * rows beyond those that were there, and no blob is whole that is not. */
static void
test_bad_bytes (void)
{
  g_autoptr (GBytes) raw = from_hex (RAW);
  g_autoptr (GBytes) blob = deflate (raw);
  g_autoptr (GByteArray) more = g_byte_array_new ();
  g_autoptr (GBytes) longer = NULL;
  const char *problem;
  gsize size;
  const guint8 *bytes = g_bytes_get_data (blob, &size);

  for (gsize n = 1; n < size; n++)
    {
      g_autoptr (GBytes) part = g_bytes_new_from_bytes (blob, 0, n);
      g_autofree char *rows = read_all (part, 7, &problem);

      g_assert_nonnull (problem);
    }
  for (gsize i = 0; i < size; i++)
    {
      g_autofree guint8 *changed = g_memdup2 (bytes, size);
      g_autoptr (GBytes) other = NULL;
      g_autofree char *rows = NULL;

      changed[i] ^= (guint8) g_test_rand_int_range (1, 256);
      other = g_bytes_new (changed, size);
      rows = read_all (other, 1000, &problem);
      g_assert_cmpuint (strlen (rows), <, 4096);
    }
  g_byte_array_append (more, bytes, (guint) size);
  g_byte_array_append (more, (const guint8 *) "x", 1);
  longer = g_byte_array_free_to_bytes (g_steal_pointer (&more));
  g_free (read_all (longer, 1000, &problem));
  g_assert_nonnull (problem);
}

/* A megabyte of zeros from a kilobyte: the second row is of the same kind as the
 * first, and so on without end; the reader holds no more than a piece of it. */
static void
test_bomb (void)
{
  g_autoptr (GByteArray) many = g_byte_array_new ();
  g_autoptr (GBytes) head = from_hex ("4c544d31" PLACE ITEM TIME "0100");
  g_autoptr (GBytes) raw = NULL;
  g_autoptr (GBytes) blob = NULL;
  g_autoptr (LtBlobReader) reader = lt_blob_reader_new ();
  guint64 rows = 0;
  LtBlobRow row;

  g_byte_array_append (many, g_bytes_get_data (head, NULL), (guint) g_bytes_get_size (head));
  /* Twenty million and one rows of five bytes each */
  g_byte_array_set_size (many, many->len + 5 * LT_BATCH_MAX_ROWS);
  memset (many->data + g_bytes_get_size (head), 0, many->len - g_bytes_get_size (head));
  raw = g_byte_array_free_to_bytes (g_steal_pointer (&many));
  blob = deflate (raw);
  g_assert_cmpuint (g_bytes_get_size (blob), <, 200 * 1024);
  lt_blob_reader_push (reader, blob, TRUE);
  while (lt_blob_reader_next (reader, &row))
    rows++;
  g_assert_cmpuint (rows, ==, LT_BATCH_MAX_ROWS);
  g_assert_nonnull (lt_blob_reader_get_problem (reader));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/batch-blob/vector", test_vector);
  g_test_add_func ("/batch-blob/pieces", test_pieces);
  g_test_add_func ("/batch-blob/bad-rows", test_bad_rows);
  g_test_add_func ("/batch-blob/bad-bytes", test_bad_bytes);
  g_test_add_func ("/batch-blob/bomb", test_bomb);
  return g_test_run ();
}
