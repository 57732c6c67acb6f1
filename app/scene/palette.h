/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "scene/options.h"

G_BEGIN_DECLS

/* Choices of the kinds in model/kinds.c, by their place in the list */
enum
{
  STATION_NATIONAL,
  STATION_PROVINCIAL,
  STATION_COUNTY,
  STATION_TOWNSHIP,
  STATION_MICRO,
};

enum
{
  MINE_OPERATING,
  MINE_SUSPENDED,
  MINE_CLOSED,
  MINE_RESTORED,
};

enum
{
  ZONE_COAL_BAN,
  ZONE_FUEL_BAN,
  ZONE_BUILT_UP,
  ZONE_PLANNING,
  ZONE_CORRIDOR,
  ZONE_OFF_ROAD,
  ZONE_FRINGE,
  ZONE_TRUCK_BAN,
  ZONE_GREEN_TRANSPORT,
  ZONE_HOT_SPOT,
  ZONE_KEY_PARK,
  N_ZONES,
};

enum
{
  CORRIDOR_EXPRESSWAY,
  CORRIDOR_RAILWAY,
  CORRIDOR_HIGHWAY,
  CORRIDOR_STREET,
  CORRIDOR_HAUL_ROAD,
};

/* Numbers of the kinds that have a place on the map (model/kinds.c) */
enum
{
  KIND_AREA = 5,
  KIND_STATION = 6,
  KIND_MINE = 7,
  KIND_ZONE = 8,
  KIND_DUST_SITE = 9,
  KIND_TOWN = 13,
  KIND_RIVER = 14,
  KIND_CORRIDOR = 21,
  KIND_TRACK = 22,
  KIND_SITE = 23,
};

/**
 * LtPalette: colours as 0xRRGGBB
 */
typedef struct
{
  guint32 ground;
  guint32 land;
  guint32 border;
  guint32 border_casing;
  guint32 text;
  guint32 name; /* of what is numerous */
  guint32 quiet_text;
  guint32 halo;
  guint32 water;
  guint32 water_text;
  guint32 town;
  guint32 station;
  guint32 dust;
  guint32 dust_edge;
  guint32 mine[4];
  guint32 mine_unknown;
  guint32 zone[N_ZONES];
  guint32 zone_unknown;
  guint32 site;
  guint32 road;
  guint32 track;
  guint32 cluster;
  guint32 cluster_text;
  guint32 rim; /* between a symbol and what is under it */
  guint32 mark;
  guint32 highlight;
  guint32 missing;   /* where there is no data */
  guint32 levels[8]; /* classes of values, from low to high */
  guint32 areas[8];  /* classes of what is of whole areas */
} LtPalette;

const LtPalette *lt_palette_get (LtInkStyle style);
guint32 lt_palette_of_mine (const LtPalette *self, int variety);
guint32 lt_palette_of_level (const LtPalette *self, const LtSceneScale *scale, guint level);
guint32 lt_palette_of_area (const LtPalette *self, const LtSceneScale *scale, guint level);
guint32 lt_palette_of_zone (const LtPalette *self, int variety);

G_END_DECLS
