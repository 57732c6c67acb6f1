/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Blobs of a county file that others may have written, or a colleague sent. The
 * first byte says of what kind:
 *
 *   G  a geometry as GeoPackage has it         W  as well-known binary
 *   B  what is in a batch's blob, unpacked     Z  a batch's blob, in pieces
 *   P  a pack: two bytes for its span, two for its number of rows, its bytes */

#include "geo/datum.h"
#include "geo/shape.h"
#include "store/batch-blob.h"
#include "store/pack.h"
#include "target.h"

#include <gio/gio.h>
#include <math.h>
#include <string.h>

#define SRS_ID 4490

static void
on_path (const double *xy, guint n, gboolean closed, gboolean hole, gpointer user_data)
{
  double *sum = user_data;

  for (guint i = 0; i < 2 * n; i++)
    *sum += xy[i];
}

/* A good shape can be asked everything, and comes back from every way to write it. */
static void
use_shape (LtShape *shape)
{
  static LtDatum *datum = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) wkb = lt_shape_to_wkb (shape);
  g_autoptr (GBytes) gpkg = lt_shape_to_gpkg (shape, SRS_ID);
  g_autoptr (LtShape) from_wkb = NULL;
  g_autoptr (LtShape) from_gpkg = NULL;
  g_autoptr (LtShape) from_text = NULL;
  g_autofree char *text = lt_shape_to_geojson (shape);
  LtBox box = lt_shape_get_box (shape);
  double sum = 0;
  double x;
  double y;

  from_wkb = lt_shape_from_wkb (g_bytes_get_data (wkb, NULL), g_bytes_get_size (wkb), &error);
  g_assert_no_error (error);
  g_assert_true (lt_shape_is_same (shape, from_wkb, 0));
  from_gpkg = lt_shape_from_gpkg (g_bytes_get_data (gpkg, NULL), g_bytes_get_size (gpkg), &error);
  g_assert_no_error (error);
  g_assert_true (lt_shape_is_same (shape, from_gpkg, 0));
  from_text = lt_shape_from_text (text, &error);
  g_assert_no_error (error);
  g_assert_cmpint (lt_shape_get_class (from_text), ==, lt_shape_get_class (shape));
  lt_shape_get_anchor (shape, &x, &y);
  g_assert_true (x >= box.min_x && x <= box.max_x && y >= box.min_y && y <= box.max_y);
  lt_shape_contains (shape, x, y);
  lt_shape_foreach_path (shape, on_path, &sum);
  g_assert_true (isfinite (sum));
  if (datum == NULL)
    datum = lt_datum_new ("gcj02", NULL);
  lt_shape_transform (from_wkb, datum, NULL);
}

static void
take_shape (LtShape *shape)
{
  if (shape != NULL && lt_shape_check (shape, NULL))
    use_shape (shape);
  lt_shape_free (shape);
}

typedef struct
{
  GArray *rows; /* (element-type LtBlobRow) */
  LtBlobMaker *maker;
} BlobRows;

/* All rows of a blob in pieces of @piece bytes; whether it is whole. */
static gboolean
read_blob (GBytes *blob, gsize piece, BlobRows *rows)
{
  g_autoptr (LtBlobReader) reader = lt_blob_reader_new ();
  gsize size = g_bytes_get_size (blob);
  LtBlobRow row;

  for (gsize at = 0; at < MAX (size, 1) && !lt_blob_reader_has_failed (reader); at += piece)
    {
      gboolean last = size - at <= piece;
      g_autoptr (GBytes) bytes = g_bytes_new_from_bytes (blob, at, last ? size - at : piece);

      lt_blob_reader_push (reader, bytes, last);
      while (lt_blob_reader_next (reader, &row))
        {
          g_array_append_val (rows->rows, row);
          if (rows->maker != NULL)
            lt_blob_maker_add (rows->maker, &row, lt_blob_reader_get_place (reader, row.place),
                               lt_blob_reader_get_item (reader, row.item),
                               lt_blob_reader_get_quality (reader, row.quality));
        }
    }
  return lt_blob_reader_get_problem (reader) == NULL;
}

static void
assert_same_rows (const GArray *rows, const GArray *others)
{
  g_assert_cmpuint (rows->len, ==, others->len);
  for (guint i = 0; i < rows->len; i++)
    {
      const LtBlobRow *row = &g_array_index (rows, LtBlobRow, i);
      const LtBlobRow *other = &g_array_index (others, LtBlobRow, i);

      g_assert_true (row->place == other->place && row->item == other->item
                     && row->time == other->time && row->quality == other->quality
                     && row->has_value == other->has_value && row->value == other->value);
    }
}

static GBytes *
take_pieces (LtBlobMaker *maker)
{
  GByteArray *all = g_byte_array_new ();
  GBytes *piece;

  while ((piece = lt_blob_maker_take_piece (maker)) != NULL)
    {
      g_byte_array_append (all, g_bytes_get_data (piece, NULL), (guint) g_bytes_get_size (piece));
      g_bytes_unref (piece);
    }
  return g_byte_array_free_to_bytes (all);
}

/* What was read makes a blob with the same rows. */
static void
take_blob (GBytes *blob, gsize piece)
{
  g_autoptr (LtBlobMaker) maker = lt_blob_maker_new ();
  g_autoptr (GBytes) again = NULL;
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (LtBlobRow));
  g_autoptr (GArray) same = g_array_new (FALSE, FALSE, sizeof (LtBlobRow));
  gboolean whole = read_blob (blob, piece, &(BlobRows){ rows, maker });
  LtDigest digest;
  guint64 size;

  lt_blob_maker_end (maker, &digest, &size);
  if (!whole || rows->len == 0)
    return;
  again = take_pieces (maker);
  g_assert_cmpuint (g_bytes_get_size (again), ==, size);
  g_assert_true (read_blob (again, LT_BLOB_PIECE, &(BlobRows){ same, NULL }));
  assert_same_rows (rows, same);
}

/* No search would ever guess the sums of a zlib stream. */
static GBytes *
deflate (const guint8 *bytes, gsize size)
{
  g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 0);
  g_autofree guint8 *out = g_malloc (2 * size + 1024);
  g_autoptr (GError) error = NULL;
  gsize taken;
  gsize made;

  g_converter_convert (G_CONVERTER (compressor), bytes, size, out, 2 * size + 1024,
                       G_CONVERTER_INPUT_AT_END, &taken, &made, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (taken, ==, size);
  return g_bytes_new (out, made);
}

static gboolean
is_in_range (const GArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      gint64 value = g_array_index (rows, LtPackRow, i).value;

      if (value <= -LT_READING_MOST || value >= LT_READING_MOST)
        return FALSE;
    }
  return TRUE;
}

/* A pack that was read is written with the same rows. */
static void
take_pack (gint64 span, guint n, const guint8 *bytes, gsize size)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, TRUE, sizeof (LtPackRow));
  g_autoptr (GArray) same = g_array_new (FALSE, TRUE, sizeof (LtPackRow));
  g_autoptr (GByteArray) out = g_byte_array_new ();
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint at = 0;
  guint other = 0;

  if (!lt_pack_read (span, n, bytes, size, rows) || !is_in_range (rows))
    return;
  for (guint i = 0; i < n; i++)
    {
      LtPackRow *row = &g_array_index (rows, LtPackRow, i);
      gint64 number = row->quality;

      g_assert_cmpint (lt_pack_span (row->time), ==, span);
      g_assert_true (i == 0 || row->time > row[-1].time);
      g_array_append_val (numbers, number);
      row->quality = number == 0 ? 0 : i + 1;
    }
  lt_pack_write (out, (LtPackRow *) (gpointer) rows->data, n, (gint64 *) (gpointer) numbers->data);
  g_assert_true (lt_pack_read (span, n, out->data, out->len, same));
  for (; lt_pack_next_shared (rows, &at, same, &other); at++, other++)
    {
      const LtPackRow *row = &g_array_index (rows, LtPackRow, at);
      const LtPackRow *again = &g_array_index (same, LtPackRow, other);

      g_assert_true (lt_pack_says_same (row, again));
      g_assert_cmpint (g_array_index (numbers, gint64, at), ==, again->quality);
    }
  g_assert_cmpuint (at, ==, n);
  g_assert_cmpuint (other, ==, n);
}

int
LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t size)
{
  g_autoptr (GBytes) blob = NULL;

  if (size < 5)
    return 0;
  switch (bytes[0])
    {
    case 'G':
      take_shape (lt_shape_from_gpkg (bytes + 1, size - 1, NULL));
      break;
    case 'W':
      take_shape (lt_shape_from_wkb (bytes + 1, size - 1, NULL));
      break;
    case 'B':
      blob = deflate (bytes + 1, size - 1);
      take_blob (blob, LT_BLOB_PIECE);
      break;
    case 'Z':
      blob = g_bytes_new (bytes + 2, size - 2);
      take_blob (blob, MAX (bytes[1], 1));
      break;
    case 'P':
      take_pack (bytes[1] << 8 | bytes[2], (guint) (bytes[3] << 8 | bytes[4]), bytes + 5, size - 5);
      break;
    default:
      break;
    }
  return 0;
}
