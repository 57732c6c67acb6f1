/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "stage.h"

G_BEGIN_DECLS

/* The map on the stage, for tests that share one window. Where things must be is
 * computed here, by spherical Mercator and by PROJ's geodesics. */

#define MAP_STAGE_RING 7

#define MAP_STAGE_MOST 512

typedef struct
{
  double corners[MAP_STAGE_MOST + 1][2];
  guint n;
} MapStageOutline;

extern Stage *stage; /* one for all tests of a program */
extern const double map_stage_ring[MAP_STAGE_RING][2];

LtMapView *map_stage_get_map (void);
LtStore *map_stage_get_store (void);
GtkWidget *map_stage_get_area (void);
void map_stage_sign_in (void);
void map_stage_to_pixel (const double at[2], double *x, double *y);
void map_stage_to_degrees (double x, double y, double at[2]);
double map_stage_geodesic_surface (const double (*corners)[2], guint n);
double map_stage_read_surface (const char *words);
double map_stage_geodesic_length (const double from[2], const double to[2]);
LtRecord *map_stage_find_zone (const char *name);
MapStageOutline map_stage_read_outline (const LtRecord *zone);
void map_stage_click (const double at[2], double clicked[2]);
const char *map_stage_get_words (void);
LtTool map_stage_get_tool (void);
void map_stage_go_to (const char *coordinate, int farther);
void map_stage_leave_all (void);

G_END_DECLS
