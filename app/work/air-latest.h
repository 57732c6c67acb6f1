/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/reading.h"
#include "store/store.h"

G_BEGIN_DECLS

/**
 * LtAirLatest:
 * @words: "2026-11-20: 114 轻度污染 PM2.5"
 * @lines: (element-type utf8): how it came about
 * @exceeded: (element-type utf8): which of its values are above a limit, in words
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
