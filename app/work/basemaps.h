/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "basemap/basemap.h"

G_BEGIN_DECLS

/* The base maps of the officer who uses this machine: kept in his own settings, with
 * the keys of services, and never in a county file. */

#define LT_BASEMAP_NONE "none"

/**
 * LtBasemaps:
 * @specs: (element-type LtBasemapSpec): those there are
 * @chosen: (nullable): name of the one under the map; %NULL for none
 */
typedef struct
{
  GPtrArray *specs;
  char *chosen;
} LtBasemaps;

LtBasemaps *lt_work_basemaps (GError **error);
void lt_basemaps_free (LtBasemaps *self);
const LtBasemapSpec *lt_basemaps_find (const LtBasemaps *self, const char *name);

LtBasemapSpec *lt_work_basemap_prepared (const char *name);
const char *const *lt_work_basemap_prepared_names (void);
const char *lt_work_basemap_prepared_label (const char *name);

void lt_work_basemap_complete (LtBasemapSpec *spec);
gboolean lt_work_basemap_add (LtBasemapSpec *spec, GError **error);
gboolean lt_work_basemap_keep (const LtBasemap *basemap, GError **error);
gboolean lt_work_basemap_remove (const char *name, GError **error);
gboolean lt_work_basemap_choose (const char *name, GError **error);
LtBasemap *lt_work_basemap_open (const LtBasemapSpec *spec, GError **error);
char *lt_work_basemap_describe (const LtBasemapSpec *spec);
char *lt_work_basemap_describe_datum (const LtBasemapSpec *spec);
char *lt_work_basemap_name_of (const char *source);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtBasemaps, lt_basemaps_free)

G_END_DECLS
