/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/canon.h"
#include "base/clock.h"
#include "base/digest.h"
#include "base/value.h"

#include <string.h>

static GByteArray *
write_all (void)
{
  GByteArray *out = g_byte_array_new ();

  lt_canon_put_u8 (out, 0x7f);
  lt_canon_put_u32 (out, 0x01020304);
  lt_canon_put_u64 (out, G_GUINT64_CONSTANT (0xfffefdfcfbfaf9f8));
  lt_canon_put_raw (out, "raw", 3);
  lt_canon_put_blob (out, "\0\1", 2);
  lt_canon_put_text (out, "蓝");
  lt_canon_put_text (out, NULL);
  return out;
}

/* By hand: big-endian, a length of 32 bits before texts and blobs. */
static void
test_bytes (void)
{
  g_autoptr (GByteArray) out = write_all ();
  g_autofree char *hex = lt_hex_encode (out->data, out->len);

  g_assert_cmpstr (hex, ==,
                   "7f"
                   "01020304"
                   "fffefdfcfbfaf9f8"
                   "726177"
                   "000000020001"
                   "00000003e8939d"
                   "00000000");
}

static gboolean
read_all (gconstpointer bytes, gsize size, gboolean compare)
{
  LtCanonReader reader;
  guint8 u8;
  guint32 u32;
  guint64 u64;
  char raw[3];
  gsize blob_size;
  const guint8 *blob;
  g_autofree char *text = NULL;
  g_autofree char *nothing = NULL;

  lt_canon_reader_init (&reader, bytes, size);
  u8 = lt_canon_get_u8 (&reader);
  u32 = lt_canon_get_u32 (&reader);
  u64 = lt_canon_get_u64 (&reader);
  lt_canon_get_raw (&reader, raw, sizeof raw);
  blob = lt_canon_get_blob (&reader, &blob_size);
  text = lt_canon_get_text (&reader);
  nothing = lt_canon_get_text (&reader);
  g_assert_nonnull (text);
  g_assert_nonnull (nothing);
  if (compare)
    {
      g_assert_cmpuint (u8, ==, 0x7f);
      g_assert_cmpuint (u32, ==, 0x01020304);
      g_assert_cmpuint (u64, ==, G_GUINT64_CONSTANT (0xfffefdfcfbfaf9f8));
      g_assert_cmpmem (raw, 3, "raw", 3);
      g_assert_cmpmem (blob, blob_size, "\0\1", 2);
      g_assert_cmpstr (text, ==, "蓝");
      g_assert_cmpstr (nothing, ==, "");
    }
  return lt_canon_reader_done (&reader);
}

/* Short at every place, one byte too many, and a block of its own each time,
 * so that a sanitizer sees a read beyond it. */
static void
test_cuts (void)
{
  g_autoptr (GByteArray) out = write_all ();

  g_assert_true (read_all (out->data, out->len, TRUE));
  for (gsize length = 0; length < out->len; length++)
    {
      g_autofree guint8 *cut = g_memdup2 (out->data, length);

      g_assert_false (read_all (cut, length, FALSE));
    }
  g_byte_array_append (out, (const guint8 *) "x", 1);
  g_assert_false (read_all (out->data, out->len, TRUE));
}

/* After the first failure everything reads as nothing, even what would fit. */
static void
test_failed (void)
{
  static const guint8 bytes[] = { 0, 0, 0, 9, 'a', 'b' };
  LtCanonReader reader;
  gsize size = 77;

  lt_canon_reader_init (&reader, bytes, sizeof bytes);
  g_assert_null (lt_canon_get_blob (&reader, &size));
  g_assert_cmpuint (size, ==, 0);
  g_assert_cmpuint (lt_canon_get_u8 (&reader), ==, 0);
  g_assert_cmpuint (lt_canon_get_u64 (&reader), ==, 0);
  g_assert_false (lt_canon_reader_done (&reader));
}

static void
test_huge_length (void)
{
  static const guint8 bytes[] = { 0xff, 0xff, 0xff, 0xff, 'a' };
  LtCanonReader reader;
  g_autofree char *text = NULL;

  lt_canon_reader_init (&reader, bytes, sizeof bytes);
  text = lt_canon_get_text (&reader);
  g_assert_cmpstr (text, ==, "");
  g_assert_true (reader.failed);
}

/* A text that would not come back as it was is none: not UTF-8, or with a NUL in it. */
static void
test_bad_text (void)
{
  static const guint8 latin[] = { 0, 0, 0, 2, 'a', 0xe9 };
  static const guint8 nul[] = { 0, 0, 0, 3, 'a', 0, 'b' };
  LtCanonReader reader;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  lt_canon_reader_init (&reader, latin, sizeof latin);
  first = lt_canon_get_text (&reader);
  g_assert_true (reader.failed);
  lt_canon_reader_init (&reader, nul, sizeof nul);
  second = lt_canon_get_text (&reader);
  g_assert_true (reader.failed);
}

/* The clock goes on, stands still and goes back: the hybrid time only rises. */
static void
test_hybrid (void)
{
  static const gint64 walls[] = { 1000, 1001, 1001, 1001, 500, -7, 0, 1002, 1002, 5000000 };
  LtHybridTime last = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (walls); i++)
    {
      LtHybridTime next = lt_hybrid_next (last, walls[i]);

      g_assert_cmpuint (next, >, last);
      g_assert_cmpint (lt_hybrid_wall (next), >=, walls[i]);
      last = next;
    }
  g_assert_cmpint (lt_hybrid_wall (last), ==, 5000000);
  g_assert_cmpuint (lt_hybrid_next (0, 1), ==, 65536);
  /* More than 65 536 in one millisecond run into the next one. */
  g_assert_cmpint (lt_hybrid_wall (lt_hybrid_next (((LtHybridTime) 9 << 16) + 65535, 9)), ==, 10);
}

static void
test_values (void)
{
  g_autoptr (LtValue) text = lt_value_new_text ("8.6");
  g_autoptr (LtValue) same = lt_value_new ("8.6", 3);
  g_autoptr (LtValue) longer = lt_value_new ("8.60", 4);
  g_autoptr (LtValue) bytes = lt_value_new ("8\0", 2);
  gsize size;

  g_assert_cmpstr (lt_value_text (text), ==, "8.6");
  g_assert_true (lt_value_equal (text, same));
  g_assert_false (lt_value_equal (text, longer));
  g_assert_false (lt_value_equal (text, NULL));
  g_assert_true (lt_value_equal (NULL, NULL));
  g_assert_null (lt_value_new_text (""));
  g_assert_null (lt_value_new_text (NULL));
  g_assert_null (lt_value_text (NULL));
  lt_value_bytes (bytes, &size);
  g_assert_cmpuint (size, ==, 2);
  g_assert_null (lt_value_bytes (NULL, &size));
  g_assert_cmpuint (size, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/canon/bytes", test_bytes);
  g_test_add_func ("/canon/cuts", test_cuts);
  g_test_add_func ("/canon/failed", test_failed);
  g_test_add_func ("/canon/huge-length", test_huge_length);
  g_test_add_func ("/canon/bad-text", test_bad_text);
  g_test_add_func ("/hybrid/rises", test_hybrid);
  g_test_add_func ("/value/all", test_values);
  return g_test_run ();
}
