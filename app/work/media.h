/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>

G_BEGIN_DECLS

#define LT_THUMBNAIL_MOST 32768 /* bytes */

/**
 * LtMedia:
 * @type: its media type ("image/jpeg"), by its bytes and not by its name alone
 * @taken: (nullable): when a picture was taken, as its camera says, a civil minute
 * @camera: (nullable): make and model
 * @has_position: whether it says where it was taken
 * @longitude: there, degrees as the camera gave them (WGS 84)
 * @latitude: there
 * @thumbnail: (nullable): a JPEG of at most %LT_THUMBNAIL_MOST bytes, upright
 *
 * What a file says of itself.
 */
typedef struct
{
  char *type;
  char *taken;
  char *camera;
  gboolean has_position;
  double longitude;
  double latitude;
  GBytes *thumbnail;
} LtMedia;

LtMedia *lt_media_read (const char *path, const char *name);
GdkPixbuf *lt_media_unfold (const char *path, int edge);
void lt_media_copy_exif (const char *from, const char *to);
gboolean lt_media_is_thumbnail (gconstpointer bytes, gsize size);
void lt_media_free (LtMedia *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtMedia, lt_media_free)

G_END_DECLS
