/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/reading.h"
#include "store/store.h"

G_BEGIN_DECLS

/**
 * LtAirExceeded:
 * @words: "PM2.5 80 exceeds the limit of class 2, 75 µg/m³ (GB 3095-2012)"
 * @explanation: the comparison, the rule and where it stands, line by line
 *
 * A value that is above a limit.
 */
typedef struct
{
  char *words;
  char *explanation;
} LtAirExceeded;

/**
 * LtAirLatest:
 * @words: "2026-11-20: 114 轻度污染 PM2.5"
 * @lines: (element-type utf8): how it came about
 * @exceeded: (element-type LtAirExceeded): which of its values are above a limit
 *
 * The latest air quality index of a station, in words.
 */
typedef struct
{
  char *words;
  GPtrArray *lines;
  GPtrArray *exceeded;
} LtAirLatest;

GPtrArray *lt_work_air_latest (LtStore *store, const LtId *place, GError **error);
void lt_air_latest_free (LtAirLatest *self);

G_END_DECLS
