/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Attachments come from anybody: nothing they say is believed before it is
 * looked at, and no picture is unfolded before its size is known. */

#include "work/media.h"

#include "base/civil-time.h"

#include <fcntl.h>
#include <gdk-pixbuf/gdk-pixbuf.h>
#include <gexiv2/gexiv2.h>
#include <gio/gio.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

#define HEAD_SIZE 4096
#define BLOCK     65536
/* Larger files have no thumbnail and are not searched for a position. */
#define MOST_BYTES (G_GUINT64_CONSTANT (200) << 20)
/* A JPEG is unfolded at a fraction of its size, others whole: 4 bytes a pixel; one that
 * comes in several scans is held whole before, at 6 bytes a pixel. */
#define MOST_PIXELS_JPEG G_GINT64_CONSTANT (400000000)
#define MOST_PIXELS      G_GINT64_CONSTANT (25000000)
/* One that is wanted whole: what the cameras of phones give at the most in usual use. */
#define MOST_PIXELS_WHOLE G_GINT64_CONSTANT (52000000)
#define THUMBNAIL_EDGE    256
#define MOST_CAMERA_BYTES 200
#define MOST_SEGMENTS     1000

void
lt_media_free (LtMedia *self)
{
  if (self == NULL)
    return;
  g_free (self->type);
  g_free (self->taken);
  g_free (self->camera);
  g_clear_pointer (&self->thumbnail, g_bytes_unref);
  g_free (self);
}

static guint64
get_size (const char *path)
{
  off_t size;
  int file = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

  if (file < 0)
    return 0;
  size = lseek (file, 0, SEEK_END);
  close (file);
  return (guint64) MAX (size, 0);
}

static char *
guess_type (const char *path, const char *name)
{
  g_autofree guint8 *head = g_malloc (HEAD_SIZE);
  int file = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  ssize_t n = file < 0 ? 0 : read (file, head, HEAD_SIZE);
  g_autofree char *guessed = NULL;

  if (file >= 0)
    close (file);
  if (n >= 3 && memcmp (head, "\xff\xd8\xff", 3) == 0)
    return g_strdup ("image/jpeg");
  if (n >= 8 && memcmp (head, "\x89PNG\r\n\x1a\n", 8) == 0)
    return g_strdup ("image/png");
  guessed = g_content_type_guess (name, head, (gsize) MAX (n, 0), NULL);
  /* A picture by its name only is none that is unfolded. */
  if (g_str_equal (guessed, "image/jpeg") || g_str_equal (guessed, "image/png"))
    return g_strdup ("application/octet-stream");
  return g_content_type_get_mime_type (guessed);
}

/* ---- what the camera wrote ------------------------------------------------ */

static char *
get_tag (GExiv2Metadata *metadata, const char *tag)
{
  g_autofree char *text = gexiv2_metadata_try_get_tag_string (metadata, tag, NULL);
  g_autofree char *valid = NULL;

  if (text == NULL)
    return NULL;
  valid = g_utf8_make_valid (text, -1);
  for (char *at = valid; *at != '\0'; at++)
    if (g_ascii_iscntrl (*at))
      *at = ' ';
  g_strstrip (valid);
  return *valid == '\0' ? NULL : g_steal_pointer (&valid);
}

/* Exif writes "2026:11:20 15:42:33" (JEITA CP-3451, 4.6.5, DateTimeOriginal). */
static char *
parse_taken (const char *text)
{
  g_autofree char *minute = NULL;

  if (text == NULL || strlen (text) < 16 || text[4] != ':' || text[7] != ':' || text[10] != ' ')
    return NULL;
  minute = g_strndup (text, 16);
  minute[4] = minute[7] = '-';
  minute[10] = 'T';
  return lt_minute_is_valid (minute) ? g_steal_pointer (&minute) : NULL;
}

static void
read_taken (LtMedia *self, GExiv2Metadata *metadata)
{
  static const char *const tags[] = { "Exif.Photo.DateTimeOriginal", "Exif.Photo.DateTimeDigitized",
                                      "Exif.Image.DateTime" };

  for (gsize i = 0; i < G_N_ELEMENTS (tags) && self->taken == NULL; i++)
    {
      g_autofree char *text = get_tag (metadata, tags[i]);

      self->taken = parse_taken (text);
    }
}

static void
read_camera (LtMedia *self, GExiv2Metadata *metadata)
{
  g_autofree char *make = get_tag (metadata, "Exif.Image.Make");
  g_autofree char *model = get_tag (metadata, "Exif.Image.Model");
  g_autofree char *words = NULL;
  const char *end;

  if (make == NULL && model == NULL)
    return;
  if (make == NULL || (model != NULL && g_str_has_prefix (model, make)))
    words = g_strdup (model);
  else
    words = model == NULL ? g_strdup (make) : g_strdup_printf ("%s %s", make, model);
  /* Not longer than a name, and not cut within a letter. */
  if (strlen (words) > MOST_CAMERA_BYTES)
    {
      words[MOST_CAMERA_BYTES] = '\0';
      g_utf8_validate (words, -1, &end);
      words[end - words] = '\0';
    }
  self->camera = g_steal_pointer (&words);
}

/* Nought and nought is what a phone without a fix writes. */
static void
read_position (LtMedia *self, GExiv2Metadata *metadata)
{
  double longitude = 0;
  double latitude = 0;

  if (!gexiv2_metadata_try_get_gps_longitude (metadata, &longitude, NULL)
      || !gexiv2_metadata_try_get_gps_latitude (metadata, &latitude, NULL) || !isfinite (longitude)
      || !isfinite (latitude) || fabs (longitude) > 180 || fabs (latitude) > 90
      || (longitude == 0 && latitude == 0))
    return;
  self->has_position = TRUE;
  self->longitude = longitude;
  self->latitude = latitude;
}

static GExiv2Metadata *
open_exif (const char *path)
{
  static gsize started;
  g_autoptr (GExiv2Metadata) metadata = NULL;

  if (g_once_init_enter (&started))
    {
      gexiv2_initialize ();
      gexiv2_log_set_level (GEXIV2_LOG_LEVEL_MUTE);
      g_once_init_leave (&started, 1);
    }
  metadata = gexiv2_metadata_new ();
  return gexiv2_metadata_open_path (metadata, path, NULL) ? g_steal_pointer (&metadata) : NULL;
}

static void
read_exif (LtMedia *self, const char *path)
{
  g_autoptr (GExiv2Metadata) metadata = open_exif (path);

  if (metadata == NULL)
    return;
  read_taken (self, metadata);
  read_camera (self, metadata);
  read_position (self, metadata);
}

/* ---- the small picture ------------------------------------------------------ */

typedef struct
{
  gint64 most;
  int edge; /* the longest that is wanted; 0 for all of it */
  gboolean refused;
} Limit;

/* Told the size before the first pixel is unfolded, and before there is room for
 * it: shrinks on the way, or gives up; nothing by nothing is refused. */
static void
on_size (GdkPixbufLoader *loader, int width, int height, gpointer user_data)
{
  Limit *limit = user_data;
  double scale = limit->edge / (double) MAX (MAX (width, height), 1);

  if ((gint64) width * height > limit->most)
    {
      limit->refused = TRUE;
      gdk_pixbuf_loader_set_size (loader, 0, 0);
    }
  else if (limit->edge > 0 && scale < 1)
    gdk_pixbuf_loader_set_size (loader, MAX (1, (int) (width * scale)),
                                MAX (1, (int) (height * scale)));
}

/* The frames of ITU-T T.81, table B.1, whose coefficients come in one pass if the first
 * scan has all components: C0, C1 (sequential, Huffman) and C9 (arithmetic). */
static gboolean
is_sequential (guint8 marker)
{
  return marker == 0xc0 || marker == 0xc1 || marker == 0xc9;
}

/* C4, C8 and CC of that range are no frames. */
static gboolean
is_frame (guint8 marker)
{
  return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

/* Whether what stands before the first scan promises that it is the only one. What is not
 * understood promises nothing. */
static gboolean
comes_in_one_scan (const char *path)
{
  int file = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  off_t at = 2;
  guint8 components = 0;
  guint8 head[10];
  gboolean one = FALSE;

  /* Marker, length of the segment, and of a frame: precision, height, width, components. */
  for (guint i = 0;
       file >= 0 && i < MOST_SEGMENTS
       && pread (file, head, sizeof head, at) == (ssize_t) sizeof head && head[0] == 0xff;
       i++)
    {
      if (head[1] == 0xff) /* a byte that fills */
        {
          at++;
          continue;
        }
      if (head[1] == 0xda)
        {
          one = components > 0 && head[4] == components;
          break;
        }
      if (is_frame (head[1]))
        components = head[9];
      if (is_frame (head[1]) && !is_sequential (head[1]))
        break;
      at += 2 + (head[2] << 8 | head[3]);
    }
  if (file >= 0)
    close (file);
  return one;
}

static gint64
get_most_pixels (const char *path, const char *type)
{
  return g_str_equal (type, "image/jpeg") && comes_in_one_scan (path) ? MOST_PIXELS_JPEG
                                                                      : MOST_PIXELS;
}

static GdkPixbuf *
load (const char *path, const char *type, int edge)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new_with_mime_type (type, NULL);
  g_autofree guint8 *block = g_malloc (BLOCK);
  Limit limit = { edge == 0 ? MOST_PIXELS_WHOLE : get_most_pixels (path, type), edge, FALSE };
  int file = loader == NULL ? -1 : open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  gboolean good = file >= 0;
  GdkPixbuf *pixbuf = NULL;
  ssize_t n;

  if (loader == NULL)
    return NULL;
  g_signal_connect (loader, "size-prepared", G_CALLBACK (on_size), &limit);
  while (good && !limit.refused && (n = read (file, block, BLOCK)) > 0)
    good = gdk_pixbuf_loader_write (loader, block, (gsize) n, NULL);
  if (file >= 0)
    close (file);
  /* Whole or not at all: half a picture would not be what was attached. */
  good = gdk_pixbuf_loader_close (loader, NULL) && good && !limit.refused;
  if (good && gdk_pixbuf_loader_get_pixbuf (loader) != NULL)
    pixbuf = gdk_pixbuf_apply_embedded_orientation (gdk_pixbuf_loader_get_pixbuf (loader));
  return pixbuf;
}

/* A JPEG knows no glass: what is seen through is white, as on paper. */
static GdkPixbuf *
put_on_paper (GdkPixbuf *pixbuf)
{
  return gdk_pixbuf_composite_color_simple (pixbuf, gdk_pixbuf_get_width (pixbuf),
                                            gdk_pixbuf_get_height (pixbuf), GDK_INTERP_NEAREST, 255,
                                            16, 0xffffff, 0xffffff);
}

static GBytes *
make_thumbnail (const char *path, const char *type)
{
  static const char *const qualities[] = { "85", "70", "50", "30", "10" };
  g_autoptr (GdkPixbuf) pixbuf = load (path, type, THUMBNAIL_EDGE);
  g_autoptr (GdkPixbuf) paper = NULL;

  if (pixbuf == NULL)
    return NULL;
  if (gdk_pixbuf_get_has_alpha (pixbuf))
    paper = put_on_paper (pixbuf);
  for (gsize i = 0; i < G_N_ELEMENTS (qualities); i++)
    {
      char *bytes = NULL;
      gsize size = 0;

      if (!gdk_pixbuf_save_to_buffer (paper != NULL ? paper : pixbuf, &bytes, &size, "jpeg", NULL,
                                      "quality", qualities[i], NULL))
        return NULL;
      if (size <= LT_THUMBNAIL_MOST)
        return g_bytes_new_take (bytes, size);
      g_free (bytes);
    }
  return NULL;
}

/**
 * lt_media_unfold:
 * @path: a plain file
 * @edge: how long its longer edge shall be at the most; 0 for every pixel
 *
 * Takes long for large ones. May run in any thread.
 *
 * Returns: (transfer full) (nullable): the picture in a JPEG or PNG, upright; %NULL where
 *   it is none, is damaged or too large
 */
GdkPixbuf *
lt_media_unfold (const char *path, int edge)
{
  g_autofree char *type = guess_type (path, "");

  if ((!g_str_equal (type, "image/jpeg") && !g_str_equal (type, "image/png"))
      || get_size (path) > MOST_BYTES)
    return NULL;
  return load (path, type, edge);
}

/**
 * lt_media_copy_exif:
 * @from: a photo
 * @to: a picture made of it, which is written to
 *
 * Hands on when and where it was taken and by what. Nothing else: what is said of the
 * pixels, as which way is up, holds for @from alone.
 */
void
lt_media_copy_exif (const char *from, const char *to)
{
  static const char *const tags[] = {
    "Exif.Photo.DateTimeOriginal",
    "Exif.Photo.DateTimeDigitized",
    "Exif.Image.DateTime",
    "Exif.Image.Make",
    "Exif.Image.Model",
    "Exif.GPSInfo.GPSLatitudeRef",
    "Exif.GPSInfo.GPSLatitude",
    "Exif.GPSInfo.GPSLongitudeRef",
    "Exif.GPSInfo.GPSLongitude",
  };
  g_autoptr (GExiv2Metadata) source = open_exif (from);
  g_autoptr (GExiv2Metadata) target = open_exif (to);
  gboolean any = FALSE;

  for (gsize i = 0; source != NULL && target != NULL && i < G_N_ELEMENTS (tags); i++)
    {
      g_autofree char *text = get_tag (source, tags[i]);

      any =
          (text != NULL && gexiv2_metadata_try_set_tag_string (target, tags[i], text, NULL)) || any;
    }
  if (any)
    gexiv2_metadata_save_file (target, to, NULL);
}

static void
on_size_asked (GdkPixbufLoader *loader, int width, int height, gpointer small)
{
  *(gboolean *) small = width <= THUMBNAIL_EDGE && height <= THUMBNAIL_EDGE;
  gdk_pixbuf_loader_set_size (loader, 0, 0);
}

/**
 * lt_media_is_thumbnail:
 * @bytes: what a colleague's record gives out for a small picture
 * @size: how many
 *
 * Returns: whether it is a JPEG and small, unfolded too
 */
gboolean
lt_media_is_thumbnail (gconstpointer bytes, gsize size)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new_with_mime_type ("image/jpeg", NULL);
  gboolean small = FALSE;

  if (loader == NULL || size == 0 || size > LT_THUMBNAIL_MOST)
    return FALSE;
  g_signal_connect (loader, "size-prepared", G_CALLBACK (on_size_asked), &small);
  gdk_pixbuf_loader_write (loader, bytes, size, NULL);
  gdk_pixbuf_loader_close (loader, NULL);
  return small;
}

/**
 * lt_media_read:
 * @path: a plain file
 * @name: what it was called
 *
 * Returns: (transfer full): what it says of itself; whatever cannot be read of
 *   it is left out
 */
LtMedia *
lt_media_read (const char *path, const char *name)
{
  LtMedia *self = g_new0 (LtMedia, 1);

  self->type = guess_type (path, name);
  if (get_size (path) > MOST_BYTES)
    return self;
  if (g_str_equal (self->type, "image/jpeg") || g_str_equal (self->type, "image/png"))
    {
      read_exif (self, path);
      self->thumbnail = make_thumbnail (path, self->type);
    }
  return self;
}
