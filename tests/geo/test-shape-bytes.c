/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/digest.h"
#include "base/error.h"
#include "geo/shape.h"

/* Bytes written out by hand from OGC 06-103r4 (well-known binary) and OGC
 * 12-128r17, 2.1.3: 113.0 is 405C4000…, 114.0 405C8000…, 37.0 40428000…,
 * 38.0 40430000…; 4490 is 0000118A. */
#define L113 "0000000000405c40"
#define L114 "0000000000805c40"
#define L37  "0000000000804240"
#define L38  "0000000000004340"
#define B113 "405c400000000000"
#define B37  "4042800000000000"

#define POINT    "0101000000" L113 L37
#define TRIANGLE "01030000000100000004000000" L113 L37 L114 L37 L114 L38 L113 L37

static LtShape *
read_hex (const char *hex, GError **error)
{
  gsize size = strlen (hex) / 2;
  g_autofree guint8 *bytes = g_malloc (size + 1);

  g_assert_true (lt_hex_decode (hex, bytes, size));
  return lt_shape_from_wkb (bytes, size, error);
}

static char *
write_hex (GBytes *bytes)
{
  return lt_hex_encode (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
assert_wkb (const LtShape *shape, const char *hex)
{
  g_autoptr (GBytes) wkb = lt_shape_to_wkb (shape);
  g_autofree char *got = write_hex (wkb);

  g_assert_cmpstr (got, ==, hex);
}

static void
test_wkb (void)
{
  g_autoptr (LtShape) point = read_hex (POINT, NULL);
  g_autoptr (LtShape) triangle = read_hex (TRIANGLE, NULL);

  g_assert_nonnull (point);
  g_assert_cmpint (lt_shape_get_class (point), ==, LT_SHAPE_POINT);
  assert_wkb (point, POINT);
  g_assert_nonnull (triangle);
  g_assert_cmpint (lt_shape_get_class (triangle), ==, LT_SHAPE_POLYGON);
  assert_wkb (triangle, TRIANGLE);
}

/* Big-endian, and with a height, as others write it: the same canonical bytes. */
static void
test_wkb_of_others (void)
{
  static const char *const same[] = {
    "0000000001" B113 B37,
    "01e9030000" L113 L37 L38,
    "0101000080" L113 L37 L38,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (same); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (LtShape) point = read_hex (same[i], &error);

      g_assert_no_error (error);
      assert_wkb (point, POINT);
    }
}

static void
test_wkb_refused (void)
{
  static const char *const bad[] = {
    "",
    "01",
    "0101000000" L113,
    POINT "00",
    "0201000000" L113 L37,
    "0163000000" L113 L37,
    /* a polygon that counts more rings than there are bytes */
    "0103000000ffffffff",
    "010300000001000000ffffffff" L113 L37,
    /* a collection; several points, one of which is several points again */
    "010700000001000000" POINT,
    "010400000001000000010400000001000000" POINT,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (LtShape) shape = read_hex (bad[i], &error);

      g_assert_null (shape);
      g_assert_error (error, LT_ERROR, LT_ERROR_BAD_INPUT);
    }
}

/* Every beginning of a good shape is a bad one. */
static void
test_wkb_truncated (void)
{
  g_autofree char *hex = g_strdup ("010600000001000000" TRIANGLE);
  g_autoptr (LtShape) whole = read_hex (hex, NULL);

  g_assert_nonnull (whole);
  for (gsize size = strlen (hex) - 2;; size -= 2)
    {
      g_autoptr (LtShape) shape = NULL;

      hex[size] = '\0';
      shape = read_hex (hex, NULL);
      g_assert_null (shape);
      if (size == 0)
        break;
    }
}

static void
test_gpkg (void)
{
  g_autoptr (LtShape) point = read_hex (POINT, NULL);
  g_autoptr (LtShape) triangle = read_hex (TRIANGLE, NULL);
  g_autoptr (LtShape) empty = lt_shape_from_text ("POLYGON EMPTY", NULL);
  g_autoptr (GBytes) a = lt_shape_to_gpkg (point, 4490);
  g_autoptr (GBytes) b = lt_shape_to_gpkg (triangle, 4490);
  g_autoptr (GBytes) c = lt_shape_to_gpkg (empty, 4490);
  g_autofree char *hex_a = write_hex (a);
  g_autofree char *hex_b = write_hex (b);
  g_autofree char *hex_c = write_hex (c);

  g_assert_cmpstr (hex_a, ==, "475000018a110000" POINT);
  g_assert_cmpstr (hex_b, ==, "475000038a110000" L113 L114 L37 L38 TRIANGLE);
  g_assert_cmpstr (hex_c, ==, "475000118a110000010300000000000000");
}

static void
test_gpkg_read (void)
{
  static const char *const same[] = {
    "475000018a110000" POINT,
    "475000000000118a" POINT,
    "475000038a110000" L113 L113 L37 L37 POINT,
    "475000058a110000" L113 L113 L37 L37 L38 L38 POINT,
    "475000098a110000" L113 L113 L37 L37 L38 L38 L38 L38 POINT,
  };
  static const char *const bad[] = {
    "4750",
    "465000018a110000" POINT,
    "475001018a110000" POINT,
    "4750000b8a110000" L113 L113 L37 L37 L38 L38 L38 L38 POINT,
    "475000038a110000" L113,
    "475000018a110000",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (same); i++)
    {
      gsize size = strlen (same[i]) / 2;
      g_autofree guint8 *bytes = g_malloc (size);
      g_autoptr (LtShape) point = NULL;

      lt_hex_decode (same[i], bytes, size);
      point = lt_shape_from_gpkg (bytes, size, NULL);
      g_assert_nonnull (point);
      assert_wkb (point, POINT);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      gsize size = strlen (bad[i]) / 2;
      g_autofree guint8 *bytes = g_malloc (size);
      g_autoptr (GError) error = NULL;
      g_autoptr (LtShape) shape = NULL;

      lt_hex_decode (bad[i], bytes, size);
      shape = lt_shape_from_gpkg (bytes, size, &error);
      g_assert_null (shape);
      g_assert_error (error, LT_ERROR, LT_ERROR_BAD_INPUT);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/shape/wkb", test_wkb);
  g_test_add_func ("/shape/wkb-of-others", test_wkb_of_others);
  g_test_add_func ("/shape/wkb-refused", test_wkb_refused);
  g_test_add_func ("/shape/wkb-truncated", test_wkb_truncated);
  g_test_add_func ("/shape/gpkg", test_gpkg);
  g_test_add_func ("/shape/gpkg-read", test_gpkg_read);
  return g_test_run ();
}
