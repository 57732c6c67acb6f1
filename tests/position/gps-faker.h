/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GpsFaker:
 * @where: "127.0.0.1:PORT", where Debian's gpsd listens
 *
 * gpsfake (Debian's gpsd-clients) with a gpsd of its own, which reads a drive that the
 * test has made.
 */
typedef struct
{
  char *where;
  char *file;
  GPid pid;
} GpsFaker;

gboolean gps_faker_is_there (void);
GpsFaker *gps_faker_start (const char *nmea, double seconds_a_sentence);
void gps_faker_stop (GpsFaker *self);

void gps_faker_append (GString *nmea, int second, double longitude, double latitude);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GpsFaker, gps_faker_stop)

G_END_DECLS
