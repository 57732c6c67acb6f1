/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/map-wish.h"

G_BEGIN_DECLS

/* The values that a map shows: what stations measured at a moment, dust fall at
 * the sites and in the areas. */

/**
 * LtAreaDust:
 * @area: id of an area
 * @n_sites: how many dust-fall sites it has, clean reference points not counted
 * @n_valid: of how many the month has a valid value
 * @sum: of those values, in millionths
 * @most: the greatest of them, in millionths
 *
 * An area's dust fall in a month. Without a valid value there is none, which is not 0.
 */
typedef struct
{
  LtId area;
  guint n_sites;
  guint n_valid;
  gint64 sum;
  gint64 most;
} LtAreaDust;

/**
 * LtMapMonths:
 * @one: the month whose dust fall is shown, "2026-10"; empty where it is each site's latest
 *   and areas are not shaded
 * @first: the earliest month of which a site's value is; empty where no site has one
 * @last: the latest
 *
 * Of which months the dust fall of a map is.
 */
typedef struct
{
  char one[LT_MAP_MOST_MOMENT + 1];
  char first[LT_MAP_MOST_MOMENT + 1];
  char last[LT_MAP_MOST_MOMENT + 1];
} LtMapMonths;

GArray *
lt_work_map_measures (LtStore *store, const LtMapWish *wish, LtMapMonths *months, GError **error);
GArray *lt_work_area_dust (LtStore *store, const char *month, GError **error);
double lt_area_dust_get_mean (const LtAreaDust *self);
char *lt_area_dust_format (const LtAreaDust *self, LtMapShading shading);

G_END_DECLS
