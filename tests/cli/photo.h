/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PhotoSpec:
 * @width: of the picture as it is stored
 * @height: of the picture as it is stored
 * @taken: (nullable): Exif's DateTimeOriginal, "2026:11:20 09:12:33"
 * @make: (nullable): of the camera
 * @model: (nullable): of the camera
 * @orientation: Exif's, 1 to 8; 0 for none
 * @latitude: degrees, minutes, seconds; all nought for no position
 * @longitude: degrees, minutes, seconds
 *
 * What a photo shall say of itself. Its upper half is red, its lower blue.
 */
typedef struct
{
  int width;
  int height;
  const char *taken;
  const char *make;
  const char *model;
  guint16 orientation;
  guint32 latitude[3];
  guint32 longitude[3];
} PhotoSpec;

GBytes *photo_make (const PhotoSpec *spec);
GBytes *photo_make_png (guint32 width, guint32 height, guint32 rows);

G_END_DECLS
