/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "position/position.h"

G_BEGIN_DECLS

/* For position.c and the sources only. */

/**
 * LtFeed:
 * @name: what people call it
 * @start: begins to ask; never fails at once, but by lt_position_fail()
 * @stop: ends it, and frees what @start has given
 *
 * A source of fixes.
 */
typedef struct
{
  const char *name;
  gpointer (*start) (LtPosition *position, const char *where);
  void (*stop) (gpointer feed);
} LtFeed;

extern const LtFeed lt_feed_gpsd;
extern const LtFeed lt_feed_geoclue;
extern const LtFeed lt_feed_nmea;

void lt_position_take (LtPosition *self, const LtFix *fix);
void lt_position_say (LtPosition *self, const char *words);
void lt_position_fail (LtPosition *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
void lt_position_end (LtPosition *self);
double lt_position_get_pace (LtPosition *self);

G_END_DECLS
