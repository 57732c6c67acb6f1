/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Marks on a photo: drawn on a copy, which is an attachment of its own. The photo is
 * evidence and stays as the camera wrote it. */

#include "work/sketching.h"

#include "base/error.h"
#include "work/attaching.h"
#include "work/media.h"
#include "work/session-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#define QUALITY "92"
/* Letters of the original's name in that of the copy: with 4 bytes each, and what is
 * added, a name that every file system takes. */
#define MOST_STEM 50
/* Rows that are painted at a time: a large photo is not held twice. */
#define STRIP 256

/* A copy of the original on its way to being marked. */
typedef struct
{
  char *folder;
  char *original;
  char *marked;
} Sheet;

static void
free_sheet (Sheet *self)
{
  if (self->original != NULL)
    g_unlink (self->original);
  if (self->marked != NULL)
    g_unlink (self->marked);
  if (self->folder != NULL)
    g_rmdir (self->folder);
  g_free (self->original);
  g_free (self->marked);
  g_free (self->folder);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sheet, free_sheet)

static gboolean
is_png (const LtRecord *attachment)
{
  return g_strcmp0 (lt_record_get (attachment, "media_type"), "image/png") == 0;
}

/* "IMG_1 (marked).jpg" */
static char *
make_name (const LtRecord *attachment)
{
  const char *title = lt_record_get_title (attachment);
  const char *dot = strrchr (title, '.');
  g_autofree char *whole = g_strndup (title, dot == NULL ? strlen (title) : (gsize) (dot - title));
  g_autofree char *stem = g_utf8_substring (whole, 0, MIN (g_utf8_strlen (whole, -1), MOST_STEM));
  g_autofree char *marked = g_strdup_printf (_ ("%s (marked)"), stem);

  /* The record may be a stranger's: its name leads nowhere. */
  g_strdelimit (marked, "/", ' ');
  return g_strconcat (marked, is_png (attachment) ? ".png" : ".jpg", NULL);
}

static Sheet *
take_sheet (LtSession *session, const LtRecord *attachment, GError **error)
{
  g_autoptr (Sheet) self = g_new0 (Sheet, 1);
  g_autofree char *name = make_name (attachment);

  self->folder = g_dir_make_tmp ("lantian-XXXXXX", error);
  if (self->folder == NULL)
    return NULL;
  self->original = g_build_filename (self->folder, "original", NULL);
  self->marked = g_build_filename (self->folder, name, NULL);
  return lt_work_attachment_get (session, attachment, self->original, error)
             ? g_steal_pointer (&self)
             : NULL;
}

static GdkPixbuf *
unfold (const Sheet *sheet, const LtRecord *attachment, int edge, GError **error)
{
  GdkPixbuf *pixbuf = lt_media_unfold (sheet->original, edge);

  if (pixbuf == NULL)
    g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                 _ ("Attachment %s cannot be drawn on: it is no JPEG or PNG picture, or damaged, "
                    "or larger than 52 million pixels."),
                 lt_record_get_title (attachment));
  return pixbuf;
}

/* What cairo painted, its colours times its cover, over a pixel that may be seen through. */
static void
lay_over (guint8 *pixel, guint32 paint, gboolean has_alpha)
{
  guint cover = paint >> 24;
  guint below = (has_alpha ? pixel[3] : 255) * (255 - cover) / 255;
  guint all = cover + below;

  for (int i = 0; i < 3; i++)
    {
      guint colour = paint >> (16 - 8 * i) & 255;

      pixel[i] = (guint8) MIN ((colour * 255 + pixel[i] * below + all / 2) / all, 255);
    }
  if (has_alpha)
    pixel[3] = (guint8) all;
}

static void
lay_strip_over (GdkPixbuf *pixbuf, int top, cairo_surface_t *strip)
{
  gboolean has_alpha = gdk_pixbuf_get_has_alpha (pixbuf);
  int rows = MIN (STRIP, gdk_pixbuf_get_height (pixbuf) - top);
  const guint8 *paints = cairo_image_surface_get_data (strip);

  for (int y = 0; y < rows; y++)
    {
      guint8 *pixels = gdk_pixbuf_get_pixels (pixbuf)
                       + (gsize) (top + y) * (gsize) gdk_pixbuf_get_rowstride (pixbuf);
      const guint32 *row =
          (const void *) (paints + (gsize) y * (gsize) cairo_image_surface_get_stride (strip));

      for (int x = 0; x < gdk_pixbuf_get_width (pixbuf); x++)
        if (row[x] >> 24 != 0)
          lay_over (pixels + (gsize) x * (has_alpha ? 4 : 3), row[x], has_alpha);
    }
}

static void
paint (GdkPixbuf *pixbuf, const LtMark *marks, guint n)
{
  int width = gdk_pixbuf_get_width (pixbuf);
  int height = gdk_pixbuf_get_height (pixbuf);

  for (int top = 0; top < height; top += STRIP)
    {
      cairo_surface_t *strip = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, STRIP);
      cairo_t *cr = cairo_create (strip);

      cairo_translate (cr, 0, -top);
      lt_marks_paint (cr, marks, n, width, height);
      cairo_destroy (cr);
      cairo_surface_flush (strip);
      if (cairo_surface_status (strip) == CAIRO_STATUS_SUCCESS)
        lay_strip_over (pixbuf, top, strip);
      cairo_surface_destroy (strip);
    }
}

static gboolean
save (GdkPixbuf *pixbuf, const Sheet *sheet, const LtRecord *attachment, GError **error)
{
  gboolean saved = is_png (attachment) ? gdk_pixbuf_save (pixbuf, sheet->marked, "png", error, NULL)
                                       : gdk_pixbuf_save (pixbuf, sheet->marked, "jpeg", error,
                                                          "quality", QUALITY, NULL);

  if (saved)
    lt_media_copy_exif (sheet->original, sheet->marked);
  return saved;
}

static LtRecord *
find_record_of (LtSession *session, const LtRecord *attachment, GError **error)
{
  const char *text = lt_record_get (attachment, "record");
  LtId id;

  if (text != NULL && lt_id_from_text (&id, text))
    return lt_store_get (lt_session_get_store (session), NULL, &id, error);
  g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT, _ ("Attachment %s belongs to no record."),
               lt_record_get_title (attachment));
  return NULL;
}

/**
 * lt_work_may_sketch:
 * @attachment: an attachment
 *
 * Returns: whether it is a picture that can be drawn on, by what its record says
 */
gboolean
lt_work_may_sketch (const LtRecord *attachment)
{
  return is_png (attachment)
         || g_strcmp0 (lt_record_get (attachment, "media_type"), "image/jpeg") == 0;
}

/**
 * lt_work_sketch_ground:
 * @session: a session
 * @attachment: a photo
 * @edge: how long its longer edge shall be at the most
 * @error: return location
 *
 * Takes long for large photos.
 *
 * Returns: (transfer full) (nullable): the photo, to be drawn on on the screen
 */
GdkPixbuf *
lt_work_sketch_ground (LtSession *session, const LtRecord *attachment, int edge, GError **error)
{
  g_autoptr (Sheet) sheet = take_sheet (session, attachment, error);

  return sheet == NULL ? NULL : unfold (sheet, attachment, edge, error);
}

/**
 * lt_work_sketch:
 * @session: a session, signed in
 * @attachment: a photo whose original is here
 * @marks: (array length=n): what is drawn on it
 * @n: how many, one at the least
 * @error: return location
 *
 * Draws marks on a copy of a photo, in its full size, and attaches that to the same record;
 * its note names the photo. When, where and by what the photo was taken is handed on. The
 * original is not touched. Takes long for large photos.
 *
 * Returns: (transfer full) (nullable): the record of the copy
 */
LtRecord *
lt_work_sketch (LtSession *session,
                const LtRecord *attachment,
                const LtMark *marks,
                guint n,
                GError **error)
{
  g_autoptr (LtRecord) record = NULL;
  g_autoptr (Sheet) sheet = NULL;
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  g_autoptr (GPtrArray) attached = NULL;
  g_autofree char *note = NULL;
  const char *paths[] = { NULL, NULL };

  if (n == 0)
    {
      g_set_error_literal (error, LT_ERROR, LT_ERROR_USAGE,
                           _ ("Nothing is drawn yet: draw an arrow or a circle first."));
      return NULL;
    }
  if (!lt_session_check_signed_in (session, error)
      || (record = find_record_of (session, attachment, error)) == NULL
      || (sheet = take_sheet (session, attachment, error)) == NULL
      || (pixbuf = unfold (sheet, attachment, 0, error)) == NULL)
    return NULL;
  paint (pixbuf, marks, n);
  if (!save (pixbuf, sheet, attachment, error))
    return NULL;
  note = g_strdup_printf (_ ("Drawn on %s"), lt_record_get_title (attachment));
  paths[0] = sheet->marked;
  attached = lt_work_attach (session, record, paths, note, error);
  return attached == NULL ? NULL : lt_record_copy (g_ptr_array_index (attached, 0));
}
