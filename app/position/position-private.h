/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "position/position.h"

G_BEGIN_DECLS

/* For position.c and the sources only. */

/**
 * LtFeed:
 * @name: what people call it
 * @start: begins to ask; never fails at once, but by lt_position_fail()
 * @is_steady: whether fixes come all the time, and not only where something has changed
 * @stop: ends it, and frees what @start has given
 *
 * A source of fixes.
 */
typedef struct
{
  const char *name;
  gboolean is_steady;
  gpointer (*start) (LtPosition *position, const char *where);
  void (*stop) (gpointer feed);
} LtFeed;

extern const LtFeed lt_feed_gpsd;
extern const LtFeed lt_feed_geoclue;
extern const LtFeed lt_feed_nmea;

void lt_position_take (LtPosition *self, const LtFix *fix);
void lt_position_say (LtPosition *self, const char *words);
void lt_position_fail (LtPosition *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
void lt_position_end (LtPosition *self, const char *words);
gboolean lt_position_has_others (LtPosition *self);
guint lt_position_get_patience (LtPosition *self);
double lt_position_get_pace (LtPosition *self);

G_END_DECLS
