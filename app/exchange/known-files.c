/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/known-files.h"

#include <glib/gi18n-lib.h>

/* The national list of control points (国控点位) as CNEMC's data services give it. */
static const char *const station_signs[] = { "监测点编码", "监测点名称", "经度", "纬度", NULL };

static const LtKnownColumn station_columns[] = {
  { "监测点编码", "code" }, { "监测点名称", "name" },  { "城市", "city" }, { "经度", "longitude" },
  { "纬度", "latitude" },   { "对照点", "reference" }, { NULL },
};

static const LtKnownValue station_constants[] = {
  { "station_kind", "national" },
  { NULL },
};

/* Global Energy Monitor's Global Coal Mine Tracker. */
static const char *const gem_signs[] = { "GEM Mine ID", "Mine Name", "Latitude", "Longitude",
                                         NULL };

static const LtKnownValue gem_types[] = {
  { "Surface", "open-pit" },
  { "Underground", "underground" },
  /* both at once: the pit is what raises dust */
  { "Underground & Surface", "open-pit" },
  { "Surface & Underground", "open-pit" },
  { "Unknown", "" },
  { NULL },
};

/* A mine that is only planned, or will never be, has none of our states. */
static const LtKnownValue gem_states[] = {
  { "Operating", "operating" },
  { "Mothballed", "suspended" },
  { "Suspended", "suspended" },
  { "Closed", "closed" },
  { "Retired", "closed" },
  { "Abandoned", "closed" },
  { "Proposed", "" },
  { "Shelved", "" },
  { "Cancelled", "" },
  { "Unknown", "" },
  { NULL },
};

static const LtKnownColumn gem_columns[] = {
  { "GEM Mine ID", "code" },
  { "Mine Name (Non-ENG)", "name" },
  { "Mine Name", "name" },
  { "Mine Type", "mine_type", gem_types },
  { "Status", "mine_state", gem_states },
  { "Owners (Non-ENG)", "party" },
  { "Owners", "party" },
  { "Location (Non-ENG)", "location" },
  { "Location", "location" },
  { "Latitude", "latitude" },
  { "Longitude", "longitude" },
  { NULL },
};

/* County outlines of cnmaps, and what Aliyun DataV gives. */
static const char *const outline_signs[] = { "adcode", "city", NULL };
static const char *const datav_signs[] = { "adcode", "name", NULL };

static const LtKnownColumn outline_columns[] = {
  { "adcode", "code" }, { "county", "name" }, { "city", "name" }, { "city", "city" }, { NULL },
};

static const LtKnownColumn datav_columns[] = {
  { "adcode", "code" },
  { "name", "name" },
  { NULL },
};

static const LtKnownFile files[] = {
  { N_ ("National list of monitoring stations"), "station", station_signs, station_columns,
    station_constants, FALSE },
  { N_ ("GEM list of coal mines"), "mine", gem_signs, gem_columns, NULL, TRUE },
  { N_ ("County outlines"), "area", outline_signs, outline_columns, NULL, FALSE },
  { N_ ("County outlines (DataV)"), "area", datav_signs, datav_columns, NULL, FALSE },
};

/**
 * lt_known_file_find:
 * @kind: name of the kind wanted
 * @columns: the file's columns, ended by %NULL
 *
 * Returns: (transfer none) (nullable): the known file that has these columns
 */
const LtKnownFile *
lt_known_file_find (const char *kind, const char *const *columns)
{
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      gboolean all = g_str_equal (files[i].kind, kind);

      for (int j = 0; all && files[i].signs[j] != NULL; j++)
        all = g_strv_contains (columns, files[i].signs[j]);
      if (all)
        return &files[i];
    }
  return NULL;
}

/**
 * lt_known_file_translate:
 *
 * Returns: (transfer none): what @value is called here; itself where the table
 *   does not know it
 */
const char *
lt_known_file_translate (const LtKnownColumn *column, const char *value)
{
  for (int i = 0; column->values != NULL && column->values[i].there != NULL; i++)
    if (g_ascii_strcasecmp (column->values[i].there, value) == 0)
      return column->values[i].here;
  return value;
}
