/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/items.h"
#include "model/reading.h"
#include "rules/aqi-class.h"
#include "scene/options.h"
#include "store/store.h"

G_BEGIN_DECLS

/* The air quality index of all places at one moment, and its classes as a map shows them. */

/**
 * LtAirMoment:
 * @place: where
 * @aqi: its index
 *
 * The index of one place.
 */
typedef struct
{
  LtId place;
  LtAqi aqi;
} LtAirMoment;

/**
 * LtAirClassScale:
 * @scale: the classes, with their colours, signs and words
 * @texts: (element-type utf8): what these are
 */
typedef struct
{
  LtSceneScale scale;
  GPtrArray *texts;
} LtAirClassScale;

GArray *lt_work_air_moment (LtStore *store,
                            const LtStandards *standards,
                            const LtItems *items,
                            LtInterval interval,
                            gint64 time,
                            GError **error);
char *lt_air_moment_get_date (LtInterval interval, gint64 time);
LtAirClassScale *lt_air_class_scale_new (const LtStandards *standards, const char *date);
void lt_air_class_scale_free (LtAirClassScale *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtAirClassScale, lt_air_class_scale_free)

G_END_DECLS
