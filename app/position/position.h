/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "position/fix.h"

G_BEGIN_DECLS

#define LT_TYPE_POSITION (lt_position_get_type ())
G_DECLARE_FINAL_TYPE (LtPosition, lt_position, LT, POSITION, GObject)

/**
 * LtPositionSource:
 * @LT_SOURCE_ANY: gpsd, and GeoClue where there is none
 * @LT_SOURCE_GPSD: the daemon, on this machine or another
 * @LT_SOURCE_GEOCLUE: the desktop's service
 * @LT_SOURCE_NMEA: sentences from a device, or recorded in a file
 */
typedef enum
{
  LT_SOURCE_ANY,
  LT_SOURCE_GPSD,
  LT_SOURCE_GEOCLUE,
  LT_SOURCE_NMEA,
} LtPositionSource;

/**
 * LtPositionState:
 * @LT_POSITION_OFF: not asked for
 * @LT_POSITION_SEARCHING: asked for, and not known yet
 * @LT_POSITION_FOUND: fixes come
 * @LT_POSITION_FAILED: the source is not there or refuses; it is asked again
 * @LT_POSITION_ENDED: the recorded file is at its end
 */
typedef enum
{
  LT_POSITION_OFF,
  LT_POSITION_SEARCHING,
  LT_POSITION_FOUND,
  LT_POSITION_FAILED,
  LT_POSITION_ENDED,
} LtPositionState;

/**
 * LtPosition:
 *
 * Where this laptop is, from one of several sources; everything happens on the main loop.
 *
 * Signals: `fix` (#LtFix) here it is now; `changed` the state, or what is to be said of
 * it, is another one.
 */
LtPosition *lt_position_new (void);
void lt_position_start (LtPosition *self, LtPositionSource source, const char *where);
void lt_position_stop (LtPosition *self);
LtPositionState lt_position_get_state (LtPosition *self);
const char *lt_position_get_words (LtPosition *self);
const LtFix *lt_position_get_fix (LtPosition *self);
const LtFix *lt_position_get_usable (LtPosition *self);
gboolean lt_position_is_held (LtPosition *self);
void lt_position_set_waits (LtPosition *self, guint first_ms, guint most_ms);
void lt_position_set_patience (LtPosition *self, guint ms);
void lt_position_set_pace (LtPosition *self, double pace);
gboolean lt_position_parse_source (const char *text, LtPositionSource *source, char **where);

G_END_DECLS
