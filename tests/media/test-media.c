/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a file says of itself, and how little is believed of it. */

#include "photo.h"
#include "work/media.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/resource.h>

static LtMedia *
read_bytes (gconstpointer bytes, gsize size, const char *name)
{
  g_autofree char *folder = g_dir_make_tmp ("lantian-media-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "file", NULL);
  LtMedia *media;

  g_assert_true (g_file_set_contents (path, bytes, (gssize) size, NULL));
  media = lt_media_read (path, name);
  g_unlink (path);
  g_rmdir (folder);
  return media;
}

static LtMedia *
read_photo (const PhotoSpec *spec, const char *name)
{
  g_autoptr (GBytes) bytes = photo_make (spec);

  return read_bytes (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), name);
}

static GdkPixbuf *
open_thumbnail (const LtMedia *media)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new_with_mime_type ("image/jpeg", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (media->thumbnail);
  g_assert_cmpuint (g_bytes_get_size (media->thumbnail), <=, 32768);
  gdk_pixbuf_loader_write_bytes (loader, media->thumbnail, &error);
  g_assert_no_error (error);
  gdk_pixbuf_loader_close (loader, &error);
  g_assert_no_error (error);
  return g_object_ref (gdk_pixbuf_loader_get_pixbuf (loader));
}

/* Whether the point is red rather than blue. */
static gboolean
is_red (GdkPixbuf *pixbuf, int x, int y)
{
  const guint8 *pixel = gdk_pixbuf_read_pixels (pixbuf) + y * gdk_pixbuf_get_rowstride (pixbuf)
                        + x * gdk_pixbuf_get_n_channels (pixbuf);

  return pixel[0] > pixel[2];
}

static void
test_photo (void)
{
  const PhotoSpec spec = { .width = 1200,
                           .height = 800,
                           .taken = "2026:11:20 09:12:33",
                           .make = "HUAWEI",
                           .model = "HUAWEI P60",
                           .latitude = { 37, 51, 36 },
                           .longitude = { 113, 34, 48 } };
  g_autoptr (LtMedia) media = read_photo (&spec, "IMG_1.jpg");
  g_autoptr (GdkPixbuf) small = open_thumbnail (media);

  g_assert_cmpstr (media->type, ==, "image/jpeg");
  g_assert_cmpstr (media->taken, ==, "2026-11-20T09:12");
  g_assert_cmpstr (media->camera, ==, "HUAWEI P60");
  g_assert_true (media->has_position);
  /* 51′36″ = 0.86°, 34′48″ = 0.58° */
  g_assert_cmpfloat_with_epsilon (media->latitude, 37.86, 1e-9);
  g_assert_cmpfloat_with_epsilon (media->longitude, 113.58, 1e-9);
  g_assert_cmpint (gdk_pixbuf_get_width (small), ==, 256);
  g_assert_cmpint (gdk_pixbuf_get_height (small), ==, 170);
  g_assert_true (is_red (small, 128, 10));
  g_assert_false (is_red (small, 128, 160));
}

/* Orientation 6: the camera was turned; upright, its left side is up. */
static void
test_orientation (void)
{
  const PhotoSpec spec = { .width = 800, .height = 400, .orientation = 6 };
  g_autoptr (LtMedia) media = read_photo (&spec, "a.jpg");
  g_autoptr (GdkPixbuf) small = open_thumbnail (media);

  g_assert_cmpint (gdk_pixbuf_get_width (small), ==, 128);
  g_assert_cmpint (gdk_pixbuf_get_height (small), ==, 256);
  /* The row that was on top (red) is now on the right. */
  g_assert_true (is_red (small, 120, 128));
  g_assert_false (is_red (small, 8, 128));
}

static void
test_no_exif (void)
{
  const PhotoSpec plain = { .width = 40, .height = 30 };
  const PhotoSpec odd = { .width = 40, .height = 30, .taken = "0000:00:00 00:00:00" };
  const PhotoSpec old = { .width = 40, .height = 30, .taken = "1970:01:01 00:00:00" };
  g_autoptr (LtMedia) one = read_photo (&plain, "a.jpg");
  g_autoptr (LtMedia) two = read_photo (&odd, "b.jpg");
  g_autoptr (LtMedia) three = read_photo (&old, "c.jpg");
  g_autoptr (GdkPixbuf) small = open_thumbnail (one);

  g_assert_null (one->taken);
  g_assert_null (one->camera);
  g_assert_false (one->has_position);
  /* Nothing is blown up. */
  g_assert_cmpint (gdk_pixbuf_get_width (small), ==, 40);
  g_assert_null (two->taken);
  g_assert_cmpstr (three->taken, ==, "1970-01-01T00:00");
}

/* By its bytes, whatever it is called. */
static void
test_types (void)
{
  const PhotoSpec spec = { .width = 40, .height = 30 };
  g_autoptr (LtMedia) disguised = read_photo (&spec, "letter.txt");
  g_autoptr (LtMedia) text = read_bytes ("现场记录\n", 13, "记录.txt");
  g_autoptr (LtMedia) pdf = read_bytes ("%PDF-1.7\n%x\n", 12, "a.pdf");
  g_autoptr (LtMedia) sound = read_bytes ("ID3\x03\0\0\0\0\0\x0a zzzzzzzzzz", 22, "a.mp3");
  g_autoptr (LtMedia) fake = read_bytes ("MZ this is no picture", 21, "photo.jpg");
  g_autoptr (LtMedia) none = read_bytes ("", 0, "empty.png");

  g_assert_cmpstr (disguised->type, ==, "image/jpeg");
  g_assert_nonnull (disguised->thumbnail);
  g_assert_cmpstr (text->type, ==, "text/plain");
  g_assert_cmpstr (pdf->type, ==, "application/pdf");
  g_assert_cmpstr (sound->type, ==, "audio/mpeg");
  g_assert_null (text->thumbnail);
  g_assert_null (pdf->thumbnail);
  g_assert_cmpstr (fake->type, !=, "image/jpeg");
  g_assert_null (fake->thumbnail);
  g_assert_cmpstr (none->type, !=, "image/png");
  g_assert_null (none->thumbnail);
}

/* Cut at every so many bytes: never a crash, never half a picture. */
static void
test_cut_off (void)
{
  const PhotoSpec spec = { .width = 300,
                           .height = 200,
                           .taken = "2026:11:20 09:12:33",
                           .make = "X",
                           .latitude = { 37, 51, 36 },
                           .longitude = { 113, 34, 48 } };
  g_autoptr (GBytes) whole = photo_make (&spec);
  gsize size = g_bytes_get_size (whole);

  for (gsize cut = 0; cut < size * 9 / 10; cut += size / 60)
    {
      g_autoptr (LtMedia) media = read_bytes (g_bytes_get_data (whole, NULL), cut, "a.jpg");

      g_assert_true (media->thumbnail == NULL
                     || g_bytes_get_size (media->thumbnail) <= LT_THUMBNAIL_MOST);
    }
}

/* A seeded hand turns bytes over in the Exif block and the picture. */
static void
test_altered_bytes (void)
{
  const PhotoSpec spec = { .width = 120,
                           .height = 80,
                           .taken = "2026:11:20 09:12:33",
                           .make = "MAKE",
                           .model = "MODEL",
                           .orientation = 3,
                           .latitude = { 37, 51, 36 },
                           .longitude = { 113, 34, 48 } };
  g_autoptr (GBytes) whole = photo_make (&spec);
  gsize size = g_bytes_get_size (whole);
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (int round = 0; round < 150; round++)
    {
      g_autofree guint8 *bytes = g_memdup2 (g_bytes_get_data (whole, NULL), size);
      g_autoptr (LtMedia) media = NULL;

      for (int i = 0; i < 1 + round % 8; i++)
        bytes[g_rand_int_range (rand, 0, (gint32) size)] = (guint8) g_rand_int (rand);
      media = read_bytes (bytes, size, "a.jpg");
      g_assert_true (media->taken == NULL || strlen (media->taken) == 16);
      g_assert_true (media->camera == NULL || g_utf8_validate (media->camera, -1, NULL));
      if (media->has_position)
        g_assert_cmpfloat (ABS (media->latitude), <=, 90);
    }
}

static void
test_png (void)
{
  g_autoptr (GBytes) bytes = photo_make_png (512, 100, 100);
  g_autoptr (LtMedia) media =
      read_bytes (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "screen.png");
  g_autoptr (GdkPixbuf) small = open_thumbnail (media);

  g_assert_cmpint (gdk_pixbuf_get_width (small), ==, 256);
}

/* A picture that would fill the memory is not unfolded. */
static void
test_bomb (void)
{
  static const guint32 sizes[][3] = { { 20000, 20000, 20000 },
                                      { 2000000000, 1, 0 },
                                      { 0x7fffffff, 0x7fffffff, 0 } };
  struct rusage before, after;

  getrusage (RUSAGE_SELF, &before);
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GBytes) bytes = photo_make_png (sizes[i][0], sizes[i][1], sizes[i][2]);
      g_autoptr (LtMedia) media =
          read_bytes (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "bomb.png");

      g_assert_cmpstr (media->type, ==, "image/png");
      g_assert_null (media->thumbnail);
    }
  getrusage (RUSAGE_SELF, &after);
  /* 20 000 × 20 000 × 3 would be 1.2 GB. */
  g_assert_cmpint (after.ru_maxrss - before.ru_maxrss, <, 200 * 1024);
}

static void
append_segment (GByteArray *bytes, guint8 marker, gconstpointer data, guint size)
{
  const guint8 head[] = { 0xff, marker, (guint8) ((size + 2) >> 8), (guint8) (size + 2) };

  g_byte_array_append (bytes, head, sizeof head);
  g_byte_array_append (bytes, data, size);
}

/* A grey JPEG in which all coefficients are 0: one code of one bit for each block of 8 × 8
 * (ITU-T T.81, annexes B, F and G). Progressive, of the first scan only, or baseline, in
 * which two more bits end the block. */
static GByteArray *
make_grey_jpeg (guint width, guint height, gboolean progressive)
{
  GByteArray *bytes = g_byte_array_new ();
  guint8 table[65] = { 0 };
  const guint8 frame[] = {
    8, (guint8) (height >> 8), (guint8) height, (guint8) (width >> 8), (guint8) width, 1, 1, 0x11, 0
  };
  guint8 codes[18] = { 0, 1 }; /* one code of one bit, for 0 */
  const guint8 scan[] = { 1, 1, 0, 0, progressive ? 0 : 63, 0 };
  gsize blocks = (gsize) ((width + 7) / 8) * ((height + 7) / 8);
  gsize coded = (blocks * (progressive ? 1 : 2) + 7) / 8;
  gsize before;

  memset (table + 1, 1, 64);
  g_byte_array_append (bytes, (const guint8 *) "\xff\xd8", 2);
  append_segment (bytes, 0xdb, table, sizeof table);
  append_segment (bytes, progressive ? 0xc2 : 0xc0, frame, sizeof frame);
  append_segment (bytes, 0xc4, codes, sizeof codes);
  codes[0] = 0x10;
  append_segment (bytes, 0xc4, codes, sizeof codes);
  append_segment (bytes, 0xda, scan, sizeof scan);
  before = bytes->len;
  g_byte_array_set_size (bytes, (guint) (before + coded));
  memset (bytes->data + before, 0, coded);
  g_byte_array_append (bytes, (const guint8 *) "\xff\xd9", 2);
  return bytes;
}

/* A progressive one is held whole by libjpeg, whatever the scale: 2 bytes for each sample.
 * 281 kB would be 288 MB, and were it in colour 864. */
static void
test_progressive_bomb (void)
{
  g_autoptr (GByteArray) bytes = make_grey_jpeg (12000, 12000, TRUE);
  g_autoptr (LtMedia) media = NULL;
  struct rusage before, after;

  getrusage (RUSAGE_SELF, &before);
  media = read_bytes (bytes->data, bytes->len, "bomb.jpg");
  getrusage (RUSAGE_SELF, &after);
  g_assert_cmpstr (media->type, ==, "image/jpeg");
  g_assert_null (media->thumbnail);
  g_assert_cmpint (after.ru_maxrss - before.ru_maxrss, <, 50 * 1024);
}

/* An honest one has its small picture, and so has a large one that is not progressive. */
static void
test_progressive (void)
{
  g_autoptr (GByteArray) small = make_grey_jpeg (1600, 1200, TRUE);
  g_autoptr (GByteArray) large = make_grey_jpeg (8000, 6000, FALSE);
  g_autoptr (LtMedia) one = read_bytes (small->data, small->len, "a.jpg");
  g_autoptr (LtMedia) two = read_bytes (large->data, large->len, "b.jpg");
  g_autoptr (GdkPixbuf) first = open_thumbnail (one);
  g_autoptr (GdkPixbuf) second = open_thumbnail (two);

  g_assert_cmpint (gdk_pixbuf_get_width (first), ==, 256);
  g_assert_cmpint (gdk_pixbuf_get_height (first), ==, 192);
  g_assert_cmpint (gdk_pixbuf_get_width (second), ==, 256);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/work/media/photo", test_photo);
  g_test_add_func ("/work/media/orientation", test_orientation);
  g_test_add_func ("/work/media/no-exif", test_no_exif);
  g_test_add_func ("/work/media/types", test_types);
  g_test_add_func ("/work/media/cut-off", test_cut_off);
  g_test_add_func ("/work/media/altered-bytes", test_altered_bytes);
  g_test_add_func ("/work/media/png", test_png);
  g_test_add_func ("/work/media/bomb", test_bomb);
  g_test_add_func ("/work/media/progressive-bomb", test_progressive_bomb);
  g_test_add_func ("/work/media/progressive", test_progressive);
  return g_test_run ();
}
