/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

typedef void (*LtPicturePaintFunc) (cairo_t *cr, gpointer user_data);

/**
 * LtPicture:
 * @width: in pixels, of which an inch has 96
 * @height: in pixels
 * @scale: of a PNG: its pixels for each of those; 0 means 1
 * @paint: paints it, from (0, 0) to (@width, @height)
 * @user_data: for @paint
 * @title: (nullable): of a PDF, for readers of the file
 * @made: (nullable): of a PDF: when, ISO 8601 with a zone: nothing else in the file depends on
 *   the clock
 *
 * A picture that can be written to a file.
 */
typedef struct
{
  int width;
  int height;
  double scale;
  LtPicturePaintFunc paint;
  gpointer user_data;
  const char *title;
  const char *made;
} LtPicture;

cairo_surface_t *lt_picture_to_surface (const LtPicture *self);
gboolean lt_picture_to_png (const LtPicture *self, const char *path, GError **error);
gboolean lt_picture_to_pdf (const LtPicture *self, const char *path, GError **error);
gboolean lt_picture_to_file (const LtPicture *self, const char *path, GError **error);

G_END_DECLS
