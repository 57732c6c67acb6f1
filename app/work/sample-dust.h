/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/random.h"
#include "model/record.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The generator of the sample county's dust fall; data/sample/README.md tells
 * its steps. */

/**
 * LtDustPlan:
 *
 * What dust-fall.json says: the numbers that hold for all sites, and the sites.
 */
typedef struct
{
  const char *source;
  guint64 seed;
  int months;
  double least;
  double season[12];
  double days_from;
  double days_to;
  double spoilt_share;
  JsonArray *spoilt;
  JsonArray *sites;
} LtDustPlan;

gboolean lt_dust_plan_read (LtDustPlan *plan, JsonObject *root);
LtRecord *lt_dust_plan_draw (const LtDustPlan *plan, guint site, int month_number, GError **error);

/* A member of an object, where it is of that type; %NULL where not. */
JsonObject *lt_sample_get_member (JsonObject *object, const char *member);
JsonArray *lt_sample_get_array (JsonObject *object, const char *member);
JsonObject *lt_sample_get_object (JsonArray *list, guint i);
const char *lt_sample_get_string (JsonObject *object, const char *member);

G_END_DECLS
