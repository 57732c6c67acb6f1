/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A picture as pixels, as a PNG file and as a page. */

#include "ink/picture.h"

#include "base/error.h"
#include "base/file.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>
#include <math.h>

/* A page's point for each pixel, of which an inch has 96. */
#define POINT (72.0 / 96.0)

static cairo_status_t
on_bytes (gpointer data, const unsigned char *bytes, unsigned int size)
{
  g_byte_array_append (data, bytes, size);
  return CAIRO_STATUS_SUCCESS;
}

static gboolean
refuse (cairo_status_t status, int width, int height, GError **error)
{
  g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
               _ ("A picture of %d × %d pixels cannot be painted: %s. Ask for a smaller one."),
               width, height, cairo_status_to_string (status));
  return FALSE;
}

static void
set_marks (cairo_surface_t *surface, const LtPicture *picture)
{
  if (picture->made != NULL)
    {
      cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, picture->made);
      cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_MOD_DATE, picture->made);
    }
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Lantian");
  if (picture->title != NULL)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, picture->title);
}

/**
 * lt_picture_to_surface:
 * @self: a picture
 *
 * May run in any thread, as far as what paints it may.
 *
 * Returns: (transfer full): its pixels, ARGB32
 */
cairo_surface_t *
lt_picture_to_surface (const LtPicture *self)
{
  double scale = self->scale > 0 ? self->scale : 1;
  cairo_surface_t *surface =
      cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) lround (self->width * scale),
                                  (int) lround (self->height * scale));
  cairo_t *cr = cairo_create (surface);

  cairo_scale (cr, scale, scale);
  self->paint (cr, self->user_data);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static gboolean
write_png (cairo_surface_t *surface, const char *path, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_status_t status = cairo_surface_write_to_png_stream (surface, on_bytes, bytes);

  if (status != CAIRO_STATUS_SUCCESS)
    return refuse (status, cairo_image_surface_get_width (surface),
                   cairo_image_surface_get_height (surface), error);
  return lt_file_write (path, bytes->data, bytes->len, 0644, error);
}

/**
 * lt_picture_to_png:
 * @self: a picture
 * @path: file that is made or replaced, whole or not at all
 * @error: return location
 *
 * Returns: whether the file was written
 */
gboolean
lt_picture_to_png (const LtPicture *self, const char *path, GError **error)
{
  cairo_surface_t *surface = lt_picture_to_surface (self);
  gboolean written =
      cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS
          ? write_png (surface, path, error)
          : refuse (cairo_surface_status (surface), self->width, self->height, error);

  cairo_surface_destroy (surface);
  return written;
}

/**
 * lt_picture_to_pdf:
 * @self: a picture
 * @path: file that is made or replaced, whole or not at all
 * @error: return location
 *
 * One page, as large as the picture at 96 pixels an inch; lines and letters stay what
 * they are, and its fonts lie in it.
 *
 * Returns: whether the file was written
 */
gboolean
lt_picture_to_pdf (const LtPicture *self, const char *path, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface =
      cairo_pdf_surface_create_for_stream (on_bytes, bytes, self->width * POINT,
                                           self->height * POINT);
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status;

  set_marks (surface, self);
  cairo_scale (cr, POINT, POINT);
  self->paint (cr, self->user_data);
  cairo_show_page (cr);
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS)
    return refuse (status, self->width, self->height, error);
  return lt_file_write (path, bytes->data, bytes->len, 0644, error);
}

/**
 * lt_picture_to_file:
 * @self: a picture
 * @path: file that is made or replaced; a PDF where it ends with ".pdf", else a PNG
 * @error: return location
 *
 * Returns: whether the file was written
 */
gboolean
lt_picture_to_file (const LtPicture *self, const char *path, GError **error)
{
  return g_str_has_suffix (path, ".pdf") ? lt_picture_to_pdf (self, path, error)
                                         : lt_picture_to_png (self, path, error);
}
